// Every flyer and board sheet is one sheet of A4, whole, in type that can be read.
//
// What a printer gets is counted in the bytes of the PDF that Chromium prints. A sample of 40; FULL=1 prints them all.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { htmlFiles, addressOf } from './pages.mjs';

const run = promisify(execFile);
const mm = 96 / 25.4;

// Sheets that try hardest come first: tabs, bands, the longest of each kind of area.
function sample(files, most) {
  if (process.env.FULL || files.length <= most) return files;
  return files.filter((_, i) => Math.floor(i * most / files.length) !== Math.floor((i - 1) * most / files.length));
}

const measures = () => {
  const sheet = document.querySelector('.sheet');
  const cut = [sheet, ...sheet.querySelectorAll('.tabs li, .tabs p, .band, .facts dd, .columns, .stamp')]
    .filter((e) => e.scrollHeight > e.clientHeight + 1 || (e !== sheet && e.scrollWidth > e.clientWidth + 1))
    .filter((e) => getComputedStyle(e).display !== 'inline')
    .map((e) => `${e.localName}.${e.className}: ${e.scrollWidth}×${e.scrollHeight} in ${e.clientWidth}×${e.clientHeight}`);
  const outside = [...sheet.querySelectorAll('*')].filter((e) => {
    const box = e.getBoundingClientRect(), paper = sheet.getBoundingClientRect();
    return box.width && !e.closest('svg') && (box.right > paper.right + 1 || box.left < paper.left - 1 || box.bottom > paper.bottom + 1);
  }).map((e) => `${e.localName}.${e.className} stands out`);
  const small = [...sheet.querySelectorAll('*')]
    .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .map((e) => [parseFloat(getComputedStyle(e).fontSize) * 0.75, `${e.localName}.${e.className}`])
    .filter(([size]) => size < 11.95).map(([size, what]) => `${what} is set in ${size} pt`);
  const codes = [...sheet.querySelectorAll('.code svg, .subscribe svg')]
    .map((svg) => svg.getBoundingClientRect().width * (1 - 8 / svg.viewBox.baseVal.width));
  return {
    height: sheet.getBoundingClientRect().height, problems: [...cut, ...outside, ...small],
    code: codes.length ? Math.min(...codes) : 0,
    words: sheet.innerText,
  };
};

async function visitAll(browser, site, files, look) {
  const left = [...files];
  const worker = async () => {
    const page = await (await browser.newContext({ viewport: { width: 1000, height: 1200 } })).newPage();
    await page.emulateMedia({ media: 'print' });
    for (let file; (file = left.shift());) {
      await page.goto(new URL(addressOf(file), site.url).href);
      await look(page, file);
    }
    await page.context().close();
  };
  await Promise.all([worker(), worker()]);
}

const pagesOf = (pdf) => (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;

export default async function flyers({ site, browser, out, test, none }) {
  const all = (await htmlFiles(out)).filter((file) => /(\/flyer|board\/\d{4}-\d{2}(\/a3)?)\/index\.html$/.test(file));
  const chosen = sample(all, 40);
  const seen = new Map();
  const problems = { pages: [], measures: [], code: [], last: [] };
  const isLarge = (file) => /\/a3\//.test(file);
  await visitAll(browser, site, chosen, async (page, file) => {
    const found = await page.evaluate(measures);
    seen.set(file, found);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const pages = pagesOf(pdf), wide = Number(pdf.toString('latin1').match(/\/MediaBox \[0 0 ([\d.]+)/)[1]);
    if (Math.abs(wide - (isLarge(file) ? 842 : 595)) > 2) problems.pages.push(`${file}: the paper is ${wide} pt wide`);
    if (pages !== 1) problems.pages.push(`${file}: ${pages} pages, the sheet is ${Math.round(found.height / mm)} mm high`);
    if (found.height > (isLarge(file) ? 420 : 297) * mm) problems.measures.push(`${file}: ${Math.round(found.height / mm)} mm high`);
    problems.measures.push(...found.problems.map((what) => `${file}: ${what}`));
    if (found.code && found.code < 30 * mm) problems.code.push(`${file}: ${(found.code / mm).toFixed(1)} mm`);
    if (!found.words.includes('どこに聞けばよいか分からないとき')) problems.last.push(file);
  });
  await test(`${chosen.length} of ${all.length} flyers and board sheets print as one page`, () => none(problems.pages));
  await test('nothing on a sheet is cut off, sideways out or smaller than 12 points', () => none(problems.measures));
  await test('QR codes are at least 30 mm wide without their margin', () => none(problems.code));
  await test('every sheet ends with whom to ask when one does not know where to ask', () => none(problems.last));

  await test('QR codes on printed sheets lead to the short address, to the area and to where its calendar is offered', async () => {
    const has = chosen.filter((file) => seen.get(file).code), isBoard = (file) => /\/board\//.test(file);
    const some = [...has.filter((file) => !isBoard(file)).slice(0, 3), ...has.filter(isBoard).slice(0, 2)];
    const page = await (await browser.newContext({ viewport: { width: 794, height: 1123 }, deviceScaleFactor: 2 })).newPage();
    await page.emulateMedia({ media: 'print' });
    const wrong = [];
    for (const file of some) {
      await page.goto(new URL(addressOf(file), site.url).href);
      const picture = `${process.env.TMPDIR ?? '/tmp'}/keijiban-qr-${process.pid}.png`;
      await page.screenshot({ path: picture, fullPage: true });
      const { stdout } = await run('sh', ['-c', 'zbarimg --quiet --raw "$0"; status=$?; rm -f "$0"; exit $status', picture]);
      const area = `/${file.replace(/board\/.*/, '')}`;
      const wanted = isBoard(file) ? [area, `${area}events/#calendar`] : [`/r/${file.match(/([^/]+)\/flyer\//)[1]}/`];
      const found = stdout.trim().split('\n').map((url) => url.replace(/^https:\/\/[^/]+/, '')).sort();
      if (String(found) !== String(wanted)) wrong.push(`${file}: ${found}`);
      if (isBoard(file) && !(await readFile(path.join(out, area, 'events/index.html'), 'utf8')).includes('id="calendar"')) wrong.push(`${area}events/ offers no calendar`);
    }
    await page.context().close();
    none(wrong);
  });
}
