// Tests of the published site in a real browser.
//
//   node tests/web/run.mjs OUT              every kind of page, a sample of the others, then every tests/web/*.test.mjs
//   node tests/web/run.mjs OUT PAGE…        only these addresses: seibu/ find/
//   FULL=1                                  more of them, every page's HTML, every sheet; SEED=n chooses other ones
//   REPORT=FILE                             writes what was tested and found as YAML, for /accessibility/
//
// The views below: zero axe findings, CSP violations, console errors, failed or foreign requests; nothing wider than the
// window; valid HTML. A *.test.mjs exports one function that is given { site, browser, out, test, open, axe };
// `await test('a sentence', async () => …)` counts one test, failed when it throws.

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, open, axe, overflow } from './browser.mjs';
import { htmlProblems } from './html.mjs';
import { addressOf, htmlFiles, languageOf, ofEachLayout, samples, some } from './pages.mjs';
import { Report } from './report.mjs';
import { serve } from './serve.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const full = Boolean(process.env.FULL);
const seed = Number(process.env.SEED ?? (full ? Date.now() % 1000000 : 1));
const [out = 'out', ...only] = process.argv.slice(2);
const report = new Report();

// One page is opened once and looked at in each of them. Another theme changes colours alone.
const views = [
  { name: 'screen, 320 px', ja: '幅320pxの画面', width: 320, narrow: true },
  { name: 'screen, 1280 px', ja: '幅1280pxの画面', width: 1280 },
  { name: 'screen, 320 px, dark', ja: '暗い画面（文字の濃さだけ）', width: 320, colorScheme: 'dark', rules: ['color-contrast'] },
  { name: 'print', ja: '印刷', width: 718, media: 'print' },
];
const first = views.slice(0, 1);

let passed = 0;
let failed = 0;
// True where it held.
async function test(name, body) {
  try {
    await body();
    passed += 1;
    return true;
  } catch (problem) {
    failed += 1;
    console.log(`not ok: ${name}\n${String(problem.message ?? problem).replace(/^/gm, '  ')}`);
    return false;
  }
}

function none(problems) {
  if (problems.length) throw new Error([...new Set(problems)].join('\n'));
}

const isSheet = (address) => /flyer\/$|board\/\d{4}-\d{2}\/(a3\/)?$/.test(address);

async function look(visit, kind, address, view) {
  await visit.page.emulateMedia({ media: view.media ?? 'screen', colorScheme: view.colorScheme ?? 'light' });
  await visit.page.setViewportSize({ width: view.width, height: 900 });
  const wide = view.narrow && !isSheet(address) ? await overflow(visit.page) : [];
  const found = await axe(visit.page, view.rules ? { runOnly: { type: 'rule', values: view.rules } } : {});
  report.looked(kind, address, view.ja, found.length);
  return [...wide, ...found];
}

// The first view's test tells what went wrong while the page was opened, the last one's what went wrong since.
async function lookAt(visit, { kind, address, views: chosen }) {
  if (!await test(`${kind}: /${address} opens`, () => visit.go(address))) return;
  let told = 0;
  for (const view of chosen)
    await test(`${kind}: /${address}, ${view.name}`, async () => {
      const found = await look(visit, kind, address, view);
      const since = visit.problems.slice(told);
      told = visit.problems.length;
      none([...since, ...found, ...(await visit.violations())]);
    });
}

// A window that looks at one page after the other.
async function worker(browser, site, left) {
  const visit = await open(browser, site, '404.html', { width: first[0].width });
  for (let one; (one = left.shift());) {
    await visit.page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await visit.page.setViewportSize({ width: one.views[0].width, height: 900 });
    await lookAt(visit, one);
  }
  await visit.close();
}

const site = await serve(out, process.env.BASE ?? '/');
const browser = await launch();
report.began(browser.version(), axe.version);

// The longest page of each layout in all views; the longest and the shortest of every kind in the first, of other languages
// one of each layout; then so many others. FULL: all that is chosen in all views.
async function pagesToLookAt() {
  if (only.length) return only.map((address) => ({ kind: 'asked', address, views }));
  const layouts = new Set((await ofEachLayout(out)).map(([, address]) => address));
  const kinds = (await samples(out)).filter(([, address]) => full || !languageOf(address) || layouts.has(address));
  const chosen = kinds.map(([kind, address]) =>
    ({ kind, address, views: full || (layouts.has(address) && !languageOf(address)) ? views : first }));
  const known = new Set(chosen.map(({ address }) => address));
  const others = (await htmlFiles(out)).map(addressOf).filter((address) => !known.has(address));
  return [...chosen, ...some(others, full ? 100 : 8, seed).map((address) =>
    ({ kind: `by chance (SEED=${seed})`, address, views: full ? views : first }))];
}

// In check those looked at and some more, else all.
async function testHtml(pages) {
  const all = (await htmlFiles(out)).map(addressOf);
  const chosen = only.length ? only : full ? all : [...new Set([...pages.map(({ address }) => address), ...some(all, 40, seed)])];
  const name = `${chosen.length} of ${all.length} pages are valid HTML (SEED=${seed})`;
  await test(name, async () => {
    const problems = await htmlProblems(out, chosen);
    report.validated(chosen.length, all.length, problems.length);
    none(problems);
  });
}

// Two at a time: most of them wait for one page of theirs. The longest first, so that none is alone at the end.
const long = ['journeys', 'languages', 'map', 'search', 'flyers', 'weight'].map((name) => `${name}.test.mjs`);

async function testFile(file) {
  const begun = Date.now();
  let failures = 0;
  const counted = async (name, body) => { failures += await test(name, body) ? 0 : 1; };
  const { default: tests } = await import(path.join(here, file));
  await counted(`${file} runs to its end`, () => tests({ site, browser, out, test: counted, open, axe, overflow, none, full, seed }));
  report.ran(file, failures);
  if (process.env.TIMES) console.log(`${file}: ${(Date.now() - begun) / 1000} s`);
}

async function testFiles() {
  const files = (await readdir(here)).filter((file) => file.endsWith('.test.mjs')).sort();
  const left = [...long.filter((file) => files.includes(file)), ...files.filter((file) => !long.includes(file))];
  const worker = async () => { for (let file; (file = left.shift());) await testFile(file); };
  await Promise.all([worker(), worker()]);
}

try {
  const begun = Date.now();
  const pages = await pagesToLookAt();
  const left = [...pages];
  await Promise.all([1, 2, 3].map(() => worker(browser, site, left)));
  if (process.env.TIMES) console.log(`${pages.length} pages: ${(Date.now() - begun) / 1000} s`);
  await testHtml(pages);
  if (process.env.TIMES) console.log(`with their HTML: ${(Date.now() - begun) / 1000} s`);
  if (!only.length) await testFiles();
  if (process.env.REPORT) await report.write(process.env.REPORT);
} finally {
  await browser.close();
  await site.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
