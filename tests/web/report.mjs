// What a run of the tests looked at and found, for the site's own page about accessibility.
//
// Only what was done in this run is written: pages that were opened, views that were looked at, tests that ran. A test
// file that has no words below says nothing.

import { writeFile } from 'node:fs/promises';

const said = {
  'journeys.test.mjs': 'キーボードだけで、町名から地域の相談先の電話番号まで行けること。焦点がいつも見えること。文字を2倍にしても、行の間を広げても、読めること。スクリプトなしで読めること',
  'taps.test.mjs': '5つの例で、はじめのページから3回以内に押すだけで、電話番号か場所に着くこと',
  'links.test.mjs': 'すべてのページの見出しの順、題名、リンクの言葉、飛び先',
  'offline.test.mjs': '通信できないときに、前に見た地域のページが、見た日と「行く前にお電話を」という断りをつけて出ること',
  'flyers.test.mjs': 'チラシと予定表が紙1枚に収まり、12ポイントより小さい字がないこと',
  'weight.test.mjs': '1ページを開くのに要るデータが60KB以下で、ほかのサイトに何も問い合わせないこと',
};

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
    // Not every page is looked at in every view.
    const views = [...new Set(this.#looks.map((look) => look.view))].map((view) =>
      `${view}（${new Set(this.#looks.filter((look) => look.view === view).map((look) => look.address)).size}ページ）`);
    const lines = (name, texts) => (texts.length ? [`${name}:`, ...texts.map((text) => `  - ${text}`)] : []);
    const words = Object.keys(said);
    const told = this.#tests.filter((test) => said[test.file]).sort((a, b) => words.indexOf(a.file) - words.indexOf(b.file));
    await writeFile(file, [
      '# make accessibility-report が書きます。手で直さないでください。',
      `date: ${day}`,
      `tools: ${this.#tools}、html-validate`,
      `pages: ${this.#html.of}`,
      `looked: ${count((look) => look.address)}`,
      `findings: ${this.#looks.reduce((sum, look) => sum + look.findings, 0)}`,
      `html_pages: ${this.#html.pages}`,
      `html_findings: ${this.#html.findings}`,
      ...lines('views', views),
      ...lines('passed', told.filter((test) => !test.failures).map((test) => said[test.file])),
      ...lines('failed', told.filter((test) => test.failures).map((test) => said[test.file])),
      '',
    ].join('\n'));
  }
}
