// The HTML of pages against html-validate's rules, several pages at a time: it is slow, and no page needs another.
//
//   await htmlProblems(out, addresses)      ['seibu/index.html:12:3: what is wrong [rule]', …]

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { StaticConfigLoader, HtmlValidate } from 'html-validate';

// Off: what is a matter of style, and the length of titles, which name the place and the site.
const rules = {
  'doctype-style': 'off',
  'long-title': 'off',
  'no-trailing-whitespace': 'off',
  'tel-non-breaking': 'off',
  'void-style': 'off',
};

async function problemsOf(out, addresses) {
  const html = new HtmlValidate(new StaticConfigLoader({ extends: ['html-validate:recommended'], rules }));
  const problems = [];
  for (const address of addresses) {
    const file = path.join(address, address.endsWith('.html') ? '' : 'index.html');
    const { results } = await html.validateString(await readFile(path.join(out, file), 'utf8'), file);
    problems.push(...results.flatMap((result) => result.messages
      .map((m) => `${file}:${m.line}:${m.column}: ${m.message} [${m.ruleId}]`)));
  }
  return problems;
}

export async function htmlProblems(out, addresses) {
  const halves = [0, 1].map((half) => addresses.filter((_, i) => i % 2 === half)).filter((half) => half.length);
  const found = await Promise.all(halves.map((half) => new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { out, addresses: half } });
    worker.once('message', resolve);
    worker.once('error', reject);
  })));
  return found.flat().sort();
}

if (!isMainThread && workerData?.addresses) parentPort.postMessage(await problemsOf(workerData.out, workerData.addresses));
