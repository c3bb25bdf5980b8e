// The scripts of a record's page: open now, share, print; and how much script a page loads.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { htmlFiles, addressOf, samples } from './pages.mjs';

const KB = 1024;

// The first place or window whose page tells when it is open.
async function whoTells(out) {
  for (const file of (await htmlFiles(out)).filter((name) => /\/(places|consultations)\/[^/]+\/index\.html$/.test(name))) {
    const html = await readFile(path.join(out, file), 'utf8');
    const [, open, shut] = html.match(/id="open"[^>]*data-open="([^"]+)" data-shut="([^"]+)"/) ?? [];
    if (open) return { address: addressOf(file), spans: open.split(' ').map((span) => span.split('-').map(Number)), shut: shut.split(' ') };
  }
  throw new Error('no page tells when it is open');
}

const iso = (number) => String(number).replace(/(....)(..)(..)/, '$1-$2-$3');
const clock = (minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`;
const weekdayOf = (day) => 1 << (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;

export default async function record({ site, browser, out, test, open, axe, none }) {
  const { address, spans, shut } = await whoTells(out);
  const [bits, from, until] = spans[0];
  // A day of the site's own week on which it is open, and one on which it is not.
  const days = Array.from({ length: 28 }, (_, i) => new Date(Date.parse('2026-11-23T12:00:00Z') + i * 864e5).toISOString().slice(0, 10));
  const isShut = (day) => shut.some((range) => { const [a, b] = range.split('-'); return iso(a) <= day && day <= iso(b); });
  const openDay = days.find((day) => bits & weekdayOf(day) && !isShut(day));
  const said = async (day, minute, options = {}) => {
    const visit = await open(browser, site, '404.html', options);
    await visit.page.clock.setFixedTime(new Date(`${day}T${clock(minute)}+09:00`));
    await visit.page.goto(new URL(address, site.url).href);
    const p = visit.page.locator('#open');
    const words = await p.isVisible() ? await p.innerText() : '';
    const problems = [...visit.problems, ...(await visit.violations())];
    await visit.close();
    none(problems);
    return words;
  };

  await test('it is said to be open while it is, and only then, wherever the reader is', async () => {
    const wrong = [];
    for (const [what, day, minute, wanted, options] of [
      ['when it opens', openDay, from, true], ['before', openDay, from - 1, false], ['the last minute', openDay, until - 1, true],
      ['at its end', openDay, until, false], ['in another time zone', openDay, from, true, { timezoneId: 'America/Los_Angeles' }],
      ['on a day it is closed for the holidays', iso(shut[0].split('-')[0]), from, false],
      ['years from now', '2039-06-01', from, false],
    ]) {
      const words = await said(day, minute, options);
      if (words.includes('ただいま') !== wanted) wrong.push(`${what}: "${words}"`);
    }
    none(wrong);
  });

  await test('a page is shared where the device can, else its address is copied, and it is printed', async () => {
    const visit = await open(browser, site, `${address}?x=1#ask`, { permissions: ['clipboard-read', 'clipboard-write'] });
    const { page } = visit;
    await page.getByRole('button', { name: 'このページのアドレスをコピーする' }).click();
    await page.locator('#share [role=status]').filter({ hasText: 'コピーしました' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    if (copied !== new URL(address, site.url).href) throw new Error(copied);
    await page.evaluate(() => { window.print = () => { document.title = 'printed'; }; });
    await page.getByRole('button', { name: 'このページを印刷する' }).click();
    if (await page.title() !== 'printed') throw new Error('not printed');
    await page.addInitScript(() => { navigator.share = (what) => { window.shared = what; return Promise.resolve(); }; });
    await page.reload();
    await page.getByRole('button', { name: 'このページを知らせる' }).click();
    const shared = await page.evaluate(() => window.shared);
    if (shared.url !== new URL(address, site.url).href || !shared.title) throw new Error(JSON.stringify(shared));
    none([...visit.problems, ...(await visit.violations()), ...(await axe(page))]);
    await visit.close();
  });

  await test('the text for SNS is copied with a button, is what share.txt holds, and can be selected without one', async () => {
    const file = (await htmlFiles(out)).find((name) => /\/events\/[^/]+\/index\.html$/.test(name));
    const wanted = (await readFile(path.join(out, file.replace('index.html', 'share.txt')), 'utf8')).trimEnd();
    const visit = await open(browser, site, addressOf(file), { permissions: ['clipboard-read', 'clipboard-write'] });
    const { page } = visit;
    await page.getByText('LINEやSNSに貼る文').click();
    await page.getByRole('button', { name: 'この文をコピーする' }).click();
    await page.locator('.sns [role=status]').filter({ hasText: 'コピーしました' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    if (copied !== wanted || !copied.includes('/r/')) throw new Error(copied);
    none([...visit.problems, ...(await visit.violations()), ...(await axe(page))]);
    await visit.close();
    const plain = await open(browser, site, addressOf(file), { scripts: false });
    await plain.page.getByText('LINEやSNSに貼る文').click();
    if (await plain.page.getByLabel('この文を、そのまま貼れます').inputValue() !== wanted) throw new Error('not shown without scripts');
    await plain.close();
  });

  await test('without scripts no button is there that does nothing', async () => {
    const visit = await open(browser, site, address, { scripts: false });
    if (await visit.page.locator('main button').count() || await visit.page.locator('#open').isVisible()) throw new Error('something is');
    await visit.close();
  });

  await test('no page loads more than 12 KB of script, packed', async () => {
    const heavy = [];
    for (const [, page] of await samples(out)) {
      const html = await readFile(path.join(out, page, page.endsWith('.html') ? '' : 'index.html'), 'utf8');
      let bytes = 0;
      for (const [, src] of html.matchAll(/<script src="([^"?]+)/g))
        bytes += gzipSync(await readFile(path.join(out, src.slice(src.indexOf('/assets/')))), { level: 9 }).length;
      if (bytes > 12 * KB) heavy.push(`/${page}: ${bytes} bytes`);
    }
    none(heavy);
  });
}
