// Narrowing a list that is on the page.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { htmlFiles, addressOf, languageOf } from './pages.mjs';

const lines = (page) => page.locator('.lines > li:visible');

async function choose(page, label) {
  await page.getByLabel(label).check();
}

export default async function filter({ site, browser, out, test, open, axe, none }) {
  // The largest index of one page that has what is needed; of its lines, their marks as they are in the file.
  const files = (await htmlFiles(out)).filter((file) => !languageOf(file) && /^[^/]+\/for\/all\/all\/index\.html$/.test(file));
  const marked = await Promise.all(files.map(async (file) => {
    const html = await readFile(path.join(out, file), 'utf8');
    return { file, marks: [...html.matchAll(/<li (?:data-f="([^"]*)")?><a/g)].map((m) => (m[1] ?? '').split(' ')) };
  }));
  const { file, marks } = marked.sort((a, b) => b.marks.length - a.marks.length)[0];
  const dates = marks.flat().filter((mark) => /^d\d{8}$/.test(mark)).sort();
  const day = dates[0].replace(/d(....)(..)(..)/, '$1-$2-$3');
  const week = (own) => own.includes('w') || own.some((mark) => mark[0] === 'd' && mark <= last && mark >= dates[0]);
  const last = `d${new Date(Date.parse(day) + 6 * 864e5).toISOString().slice(0, 10).replaceAll('-', '')}`;
  const visitOn = async (query = '', options = {}) => {
    const visit = await open(browser, site, '404.html', options);
    if (options.scripts !== false) await visit.page.clock.setFixedTime(new Date(`${day}T10:00:00+09:00`));
    await visit.page.goto(new URL(addressOf(file) + query, site.url).href);
    return visit;
  };

  await test('a list is narrowed by what is free, what is on this week, and both', async () => {
    const visit = await visitOn();
    const { page } = visit;
    const wrong = [];
    const expect = async (what, wanted) => {
      const seen = await lines(page).count();
      if (!wanted || wanted === marks.length || seen !== wanted) wrong.push(`${what}: ${seen} lines, not ${wanted} of ${marks.length}`);
    };
    await choose(page, /^無料/);
    await expect('free', marks.filter((own) => own.includes('f')).length);
    await choose(page, /^屋内（雨の日も）/);
    await expect('free, indoors', marks.filter((own) => own.includes('f') && own.includes('r')).length);
    for (const text of await lines(page).allInnerTexts())
      if (!/無料/.test(text) || !/屋内/.test(text)) wrong.push(`this line does not say that it is free and indoors: ${text}`);
    await page.getByLabel(/^屋内（雨の日も）/).uncheck();
    await choose(page, /^今週ある/);
    const both = marks.filter((own) => own.includes('f') && week(own)).length;
    await expect('free, this week', both);
    const told = await page.locator('#narrow [role=status]').innerText();
    if (!told.includes(`${both}件`)) wrong.push(`told: ${told}`);
    none([...wrong, ...visit.problems, ...(await visit.violations()), ...(await axe(page))]);
    const address = page.url();
    await visit.close();
    const again = await visitOn(new URL(address).search);
    if (await lines(again.page).count() !== both) throw new Error(`${address} shows something else`);
    await again.close();
  });

  await test('a list is narrowed by how easy it is to come, behind what most people choose', async () => {
    const visit = await visitOn();
    const { page } = visit;
    const choice = page.getByLabel(/^車いすで入れる/);
    if (await choice.isVisible()) throw new Error('all of it stands open');
    await page.locator('#narrow summary').click();
    await choice.check();
    const seen = await lines(page).count(), said = await page.locator('#narrow label', { has: choice }).innerText();
    if (!seen || seen === marks.length || !said.includes(`${seen}件`)) throw new Error(`${seen} lines, ${said}`);
    await visit.close();
  });

  await test('without scripts nothing of it is there, and the whole list is', async () => {
    const visit = await visitOn('?only=f', { scripts: false });
    if (await visit.page.locator('#narrow').innerText() !== '') throw new Error('controls without a script');
    if (await lines(visit.page).count() !== marks.length) throw new Error('lines are missing');
    await visit.close();
  });

  await test('what is asked in the address chooses among the choices, and nothing else', async () => {
    const visit = await visitOn(`?only=${encodeURIComponent('<img src=x onerror=alert(1)>.constructor.__proto__.99')}`);
    if (await lines(visit.page).count() !== marks.length) throw new Error('lines are missing');
    none([...visit.problems, ...(await visit.violations())]);
    await visit.close();
  });
}
