// What people do: with the keyboard alone, without scripts, enlarged, in their own colours, on paper.

import { samples, htmlFiles, addressOf } from './pages.mjs';

const screen = (address) => !/flyer\/$|board\/\d/.test(address);

// Tab until what has the focus fits; a reader would do the same.
async function tabTo(page, wanted, most = 200) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const e = document.activeElement;
      return { href: e.getAttribute('href'), words: e.innerText ?? '', local: e.localName };
    });
    if (wanted(here)) return here;
  }
  throw new Error(`not reached with ${most} tabs on ${page.url()}`);
}

async function enter(page) {
  await Promise.all([page.waitForEvent('load', { timeout: 5000 }).catch(() => {}), page.keyboard.press('Enter')]);
}

async function oneOfEach(out) {
  return (await samples(out)).filter(([, address, small]) => !small && screen(address) && !address.startsWith('r/'))
    .map(([, address]) => address);
}

// Runs in the page.
const lyingOver = () => {
  const boxes = [...document.querySelectorAll('main a, main summary, aside a')].filter((e) => e.checkVisibility())
    .map((e) => [e, [...e.getClientRects()]]);
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 4 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 8;
  const lies = ([e, rects], [f, others]) => !e.contains(f) && rects.some((a) => others.some((b) => over(a, b)));
  return boxes.flatMap((one, i) => boxes.slice(i + 1, i + 4).filter((other) => lies(one, other))
    .map(([f]) => `${one[0].innerText.slice(0, 20)} lies over ${f.innerText.slice(0, 20)}`));
};

// Runs in the page. WCAG 1.4.12: line height 1.5, paragraphs 2, letters .12, words .16.
const cutWhenSpaced = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }' +
    ' p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet];
  return [...document.querySelectorAll('main *, header *, aside *, footer *')]
    .filter((e) => (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) &&
      ['hidden', 'clip'].includes(getComputedStyle(e).overflowX))
    .map((e) => `${e.localName}.${e.className} is cut off`);
};

async function unseenFocus(page) {
  const hidden = [];
  for (let i = 0; i < 10; i++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const e = document.activeElement, box = e.getBoundingClientRect();
      const outlined = getComputedStyle(e).outlineStyle !== 'none';
      return { ok: box.width > 0 && box.bottom > 0 && box.top < innerHeight && outlined, what: e.outerHTML.slice(0, 90) };
    });
    if (!seen.ok) hidden.push(seen.what);
  }
  return hidden;
}

export default async function journeys({ site, browser, out, test, open, overflow, none }) {
  const pages = await oneOfEach(out);
  const each = async (how, look) => {
    const problems = [], left = [...pages];
    const worker = async () => {
      for (let address; (address = left.shift()) !== undefined;) {
        const visit = await open(browser, site, address, how);
        problems.push(...(await look(visit.page, address)).map((what) => `/${address}: ${what}`), ...visit.problems);
        await visit.close();
      }
    };
    await Promise.all([worker(), worker()]);
    none(problems);
  };

  await test('from the home page to my town, my district and its telephone with Tab and Enter alone', async () => {
    const visit = await open(browser, site, '', { width: 360, height: 740 });
    const { page } = visit;
    await tabTo(page, (e) => /find\/#/.test(e.href ?? ''));
    await enter(page);
    if (!/find\/#/.test(page.url())) throw new Error(`Enter led to ${page.url()}`);
    const district = await tabTo(page, (e) => /^\/[^/]+\/[^/]+\/$/.test(e.href ?? ''));
    await enter(page);
    if (!page.url().endsWith(district.href)) throw new Error(`Enter led to ${page.url()}`);
    await tabTo(page, (e) => e.href === '#main');
    await tabTo(page, (e) => /^tel:/.test(e.href ?? ''), 40);
    none([...visit.problems, ...(await visit.violations())]);
    await visit.close();
  });

  // One visit a page; what it finds is told by the tests below.
  const found = { sideways: [], spacing: [], over: [], focus: [] };
  await test('every kind of page can be opened at 640, 360 and 320 px', () => each({ width: 640, height: 740 }, async (page, address) => {
    const tell = (what, problems) => found[what].push(...problems.map((problem) => `/${address}: ${problem}`));
    tell('sideways', await overflow(page));
    await page.setViewportSize({ width: 360, height: 740 });
    tell('over', await page.evaluate(lyingOver));
    tell('focus', await unseenFocus(page));
    await page.setViewportSize({ width: 320, height: 740 });
    tell('sideways', await overflow(page));
    tell('spacing', [...(await page.evaluate(cutWhenSpaced)), ...(await overflow(page))]);
    return [];
  }));
  // 1280 px at 200 % are 640 px, at 400 % 320.
  await test('at 200 % and 400 % nobody scrolls sideways', () => none(found.sideways));
  await test('wider spacing of text cuts nothing off', () => none(found.spacing));
  await test('nothing to press lies over another', () => none(found.over));
  await test('what has the focus can be seen', () => none(found.focus));

  await test('every kind of page tells as much without scripts', () => each({ width: 360, scripts: false }, async (page) => {
    const text = await page.locator('main').innerText();
    return text.trim().length < 20 ? ['the page is empty'] : [];
  }));

  await test('in forced colours states and choices still have their frames', async () => {
    const visit = await open(browser, site, '', { width: 360, forcedColors: 'active' });
    none(await visit.page.evaluate(() => [...document.querySelectorAll('.state, .sample, .tiles a, .ask')]
      .filter((e) => getComputedStyle(e).borderTopStyle === 'none').map((e) => `${e.className} has no frame`)));
    await visit.close();
  });

  await test('a district printed has its first contact, its address and no buttons', async () => {
    const district = (await htmlFiles(out)).map(addressOf).find((address) => /^(?!for\/|r\/|events\/|places\/)[^/]+\/[^/]+\/$/.test(address) && !/board|events|places|services|consultations|groups|schemes|notices/.test(address));
    const visit = await open(browser, site, district, { width: 1000 });
    await visit.page.emulateMedia({ media: 'print' });
    const seen = await visit.page.evaluate(() => ({
      phone: document.querySelector('aside .call')?.checkVisibility(),
      nav: document.querySelector('header nav').checkVisibility(),
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    }));
    if (!seen.phone || seen.nav || seen.wide) throw new Error(`/${district}: ${JSON.stringify(seen)}`);
    const pdf = (await visit.page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const count = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
    if (count < 1 || count > 12) throw new Error(`/${district}: ${count} pages`);
    await visit.close();
  });
}
