// Lighthouse on a home, district, index and record page, as on a phone: 100 in all four or it fails.
//
//   make lighthouse                          installs it below build/ (180 MB: no part of make check), and runs this
//   node tests/web/lighthouse.mjs MODULES OUT [PAGE…]
//
// The figure for performance is of this machine as well: what else it does makes a page slower and never quicker, so a
// page that misses is loaded again, three times at most, and its best figures count.

import { createRequire } from 'node:module';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { samples } from './pages.mjs';
import { serve } from './serve.mjs';

const [modules, out, ...asked] = process.argv.slice(2);
const { resolve } = createRequire(path.resolve(modules, 'index.js'));
const { default: lighthouse } = await import(pathToFileURL(resolve('lighthouse')).href);
const TRIES = 3;
const isFull = ({ categories }) => Object.values(categories).every(({ score }) => score >= 1);
const sum = ({ categories }) => Object.values(categories).reduce((all, { score }) => all + score, 0);
const wanted = ['home', 'district', 'index', 'record events'];

async function chromium() {
  const profile = await mkdtemp(path.join(tmpdir(), 'keijiban-lighthouse-'));
  const child = spawn(process.env.CHROMIUM ?? '/usr/bin/chromium', ['--headless=new', '--no-sandbox', '--disable-gpu',
    '--disable-dev-shm-usage', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const port = await new Promise((found, failed) => {
    let said = '';
    child.stderr.on('data', (bytes) => {
      said += bytes;
      const [, number] = said.match(/DevTools listening on ws:\/\/[^:]+:(\d+)/) ?? [];
      if (number) found(Number(number));
    });
    child.once('exit', () => failed(new Error(`chromium ended: ${said}`)));
  });
  return { port, async close() { child.kill(); await new Promise((done) => child.once('exit', done)); await rm(profile, { recursive: true, force: true }); } };
}

const pages = asked.length ? asked : (await samples(out))
  .filter(([kind, , small]) => !small && wanted.includes(kind)).map(([, address]) => address);
const site = await serve(out);
const browser = await chromium();
let failed = 0;
try {
  for (const address of pages) {
    let best;
    for (let tries = 0; tries < TRIES && !(best && isFull(best)); tries++) {
      const { lhr } = await lighthouse(new URL(address, site.url).href, { port: browser.port, logLevel: 'error', onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'] });
      if (!best || sum(lhr) > sum(best)) best = lhr;
    }
    failed += !isFull(best);
    console.log(`/${address}: ${Object.values(best.categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`).join(', ')}`);
    if (!isFull(best)) for (const { id, title, score, displayValue } of Object.values(best.audits))
      if (score !== null && score < 0.9) console.log(`  ${id}: ${title} ${displayValue ?? ''}`);
  }
} finally {
  await browser.close();
  await site.close();
}
console.log(`${pages.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
