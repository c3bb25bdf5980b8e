// What a run of the tests looked at and found, for the site's own page about accessibility.
//
// Only what was done in this run is written: pages that were opened, views that were looked at, tests that ran.

import { writeFile } from 'node:fs/promises';

export class Report {
  #looks = [];
  #html = { pages: 0, of: 0, findings: 0 };
  #tests = [];
  #tools = '';

  began(chromium, axe) { this.#tools = `axe-core ${axe}、Chromium ${chromium.split('.')[0]}`; }
  looked(kind, address, view, findings) { this.#looks.push({ kind, address, view, findings }); }
  validated(pages, of, findings) { this.#html = { pages, of, findings }; }
  ran(file, failures) { this.#tests.push({ file, failures }); }

  // The day is Tokyo's, as everywhere in the site.
  async write(file) {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date());
    const count = (what) => new Set(this.#looks.map(what)).size;
    const sum = (list, what) => list.reduce((all, one) => all + what(one), 0);
    await writeFile(file, [
      '# make accessibility-report が書きます。手で直さないでください。',
      `date: ${day}`,
      `tools: ${this.#tools}、html-validate`,
      `pages: ${count((look) => look.address)}`,
      `kinds: ${count((look) => look.kind)}`,
      `looks: ${this.#looks.length}`,
      `findings: ${sum(this.#looks, (look) => look.findings)}`,
      `html_pages: ${this.#html.pages}`,
      `html_findings: ${this.#html.findings}`,
      `failed: ${sum(this.#tests, (test) => test.failures)}`,
      '',
    ].join('\n'));
  }
}
