// Tests of the published site in a real browser.
//
//   node tests/web/run.mjs OUT              every kind of page, then every tests/web/*.test.mjs (FULL=1: every sheet)
//   node tests/web/run.mjs OUT PAGE…        only these addresses: seibu/ find/
//
// At 320 px, and the longest of each kind at 1280 px: zero axe findings, CSP violations, console errors, failed or foreign requests; nothing wider
// than the window; valid HTML. A *.test.mjs exports one function that is given { site, browser, out, test, open, axe };
// `await test('a sentence', async () => …)` counts one test, failed when it throws.

import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { StaticConfigLoader, HtmlValidate } from 'html-validate';
import { axe, launch, open, overflow } from './browser.mjs';
import { samples } from './pages.mjs';
import { serve } from './serve.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const widths = [320, 1280];
const [out = 'out', ...only] = process.argv.slice(2);

let passed = 0;
let failed = 0;
async function test(name, body) {
  try {
    await body();
    passed += 1;
  } catch (problem) {
    failed += 1;
    console.log(`not ok: ${name}\n${String(problem.message ?? problem).replace(/^/gm, '  ')}`);
  }
}

function none(problems) {
  if (problems.length) throw new Error([...new Set(problems)].join('\n'));
}

const html = new HtmlValidate(new StaticConfigLoader({
  extends: ['html-validate:recommended'],
  rules: {
    'doctype-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'tel-non-breaking': 'off',
    'void-style': 'off',
  },
}));

async function validHtml(address) {
  const file = path.join(out, address, address.endsWith('.html') ? '' : 'index.html');
  const report = await html.validateString(await readFile(file, 'utf8'), file);
  none(report.results.flatMap((result) => result.messages
    .map((m) => `${file}:${m.line}:${m.column}: ${m.message} [${m.ruleId}]`)));
}

async function soundAt(browser, site, address, width) {
  const visit = await open(browser, site, address, { width });
  try {
    const wide = width === 320 && !/flyer\/$|board\//.test(address) ? await overflow(visit.page) : [];
    none([...visit.problems, ...(await visit.violations()), ...wide, ...(await axe(visit.page))]);
  } finally {
    await visit.close();
  }
}

const site = await serve(out, process.env.BASE ?? '/');
const browser = await launch();
try {
  const pages = only.length ? only.map((address) => ['asked', address]) : await samples(out);
  const looks = pages.flatMap(([kind, address, narrow]) =>
    (narrow ? widths.slice(0, 1) : widths).map((width) => ({ kind, address, width })));
  const worker = async () => {
    for (let look; (look = looks.shift());) {
      const { kind, address, width } = look;
      if (width === widths[0]) await test(`${kind}: /${address} is valid HTML`, () => validHtml(address));
      await test(`${kind}: /${address} at ${width} px`, () => soundAt(browser, site, address, width));
    }
  };
  await Promise.all([worker(), worker()]);
  if (!only.length) {
    const files = (await readdir(here)).filter((file) => file.endsWith('.test.mjs')).sort();
    for (const file of files) {
      const begun = Date.now();
      const { default: tests } = await import(path.join(here, file));
      await test(`${file} runs to its end`, () => tests({ site, browser, out, test, open, axe, overflow, none }));
      if (process.env.TIMES) console.log(`${file}: ${(Date.now() - begun) / 1000} s`);
    }
  }
} finally {
  await browser.close();
  await site.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
