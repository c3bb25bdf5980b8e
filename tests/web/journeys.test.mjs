// What people do: with the keyboard alone, without scripts, enlarged, in their own colours, on paper.

import { htmlFiles, addressOf, ofEachLayout } from './pages.mjs';

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
  return (await ofEachLayout(out)).map(([, address]) => address)
    .filter((address) => screen(address) && !address.startsWith('r/'));
}

// Runs in the page.
const lyingOver = () => {
  const boxes = [...document.querySelectorAll('main a:not(svg a), main summary, aside a')].filter((e) => e.checkVisibility())
    .map((e) => [e, [...e.getClientRects()]]);
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 4 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 8;
  const lies = ([e, rects], [f, others]) => !e.contains(f) && rects.some((a) => others.some((b) => over(a, b)));
  return boxes.flatMap((one, i) => boxes.slice(i + 1, i + 4).filter((other) => lies(one, other))
    .map(([f]) => `${one[0].innerText.slice(0, 20)} lies over ${f.innerText.slice(0, 20)}`));
};

// As a browser's own setting of the size of text does it.
async function withTextTwiceAsLarge(page, look) {
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  const problems = await look(page);
  await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
  return problems.map((problem) => `with text twice as large: ${problem}`);
}

// Runs in the page. WCAG 1.4.12: line height 1.5, paragraphs 2, letters .12, words .16.
const cutWhenSpaced = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }' +
    ' p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet];
  return [...document.querySelectorAll('main *, header *, aside *, footer *')]
    .filter((e) => e.clientWidth > 1)                             // hidden until it has the focus
    .filter((e) => (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) &&
      ['hidden', 'clip'].includes(getComputedStyle(e).overflowX))
    .map((e) => `${e.localName}.${e.className} is cut off`);
};

// Runs in the page, after a first Tab, so that the browser shows the focus. Everything that can have it, up to `most`.
// Seen: an outline at least 2 px wide, in the window, and nothing lying over its middle (which a shape of a map may not have).
const unseenFocus = (most) => {
  const name = (e) => `${e.localName} ${(e.getAttribute('href') ?? e.innerText ?? '').slice(0, 60)}`;
  // Of a region on a map that goes on beyond its edge, what can be seen.
  const within = (e, r) => {
    const edge = e.closest('svg')?.getBoundingClientRect();
    return !edge || !r ? r : new DOMRect(Math.max(r.left, edge.left), Math.max(r.top, edge.top),
      Math.min(r.right, edge.right) - Math.max(r.left, edge.left), Math.min(r.bottom, edge.bottom) - Math.max(r.top, edge.top));
  };
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((e) => e.checkVisibility() && !e.disabled);
  const step = Math.max(1, all.length / most);
  const wrong = [];
  for (let i = 0; i < all.length; i += step) {
    const e = all[Math.floor(i)];
    e.focus();
    if (document.activeElement !== e) { wrong.push(`${name(e)} takes no focus`); continue; }
    const look = getComputedStyle(e), box = within(e, [...e.getClientRects()].find((r) => r.width > 1 && r.height > 1));
    if (look.outlineStyle === 'none' || parseFloat(look.outlineWidth) < 2) wrong.push(`${name(e)} has no outline`);
    else if (!box || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) wrong.push(`${name(e)} is outside the window`);
    else {
      const at = document.elementFromPoint(box.left + box.width / 2, Math.min(innerHeight - 1, Math.max(0, box.top + box.height / 2)));
      if (at && !e.contains(at) && !at.contains(e) && !e.closest('svg')) wrong.push(`${name(e)} is under ${name(at)}`);
    }
  }
  return wrong;
};

// Both run in the page. Every visit here asks for less motion.
const moving = () => [document.documentElement, ...document.querySelectorAll('body *')].filter((e) => {
  const look = getComputedStyle(e), long = (time) => time.split(',').some((t) => parseFloat(t) > 0.01);
  return look.scrollBehavior === 'smooth' || long(look.transitionDuration) ||
    (look.animationName !== 'none' && long(look.animationDuration));
}).slice(0, 5).map((e) => `${e.localName}.${e.className} moves`);
const outOfOrder = () => [...document.querySelectorAll('[tabindex]')].filter((e) => e.tabIndex > 0)
  .map((e) => `${e.outerHTML.slice(0, 80)} jumps the queue`);

// Runs in the page: text in letters of another language, or marked as one, in the middle of Japanese.
const foreignRuns = () => {
  const kinds = [[/[A-Za-z]{2,}(?:,? [A-Za-z]{2,}){2,}/, /^(?!ja)/, 'Latin words'], [/[\uac00-\ud7af]{2,}/, /^ko/, 'Hangul']];
  const wrong = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const language = node.parentElement.closest('[lang]')?.lang ?? '';
    if (node.parentElement.closest('script, style')) continue;
    for (const [pattern, fits, what] of kinds)
      if (pattern.test(node.data) && !fits.test(language)) wrong.push(`${what} in lang="${language}": ${node.data.trim().slice(0, 60)}`);
  }
  return wrong;
};

export default async function journeys({ site, browser, out, test, open, overflow, none, full }) {
  const pages = await oneOfEach(out);
  const each = async (how, look) => {
    const problems = [], left = [...pages];
    const worker = async () => {
      const visit = await open(browser, site, '404.html', how);
      for (let address; (address = left.shift()) !== undefined;) {
        await visit.page.setViewportSize({ width: how.width, height: how.height ?? 900 });
        await visit.go(address);
        problems.push(...(await look(visit.page, address)).map((what) => `/${address}: ${what}`), ...visit.problems);
      }
      await visit.close();
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
  const found = { sideways: [], spacing: [], over: [], focus: [], foreign: [], moving: [], order: [] };
  await test('every kind of page can be opened at 640, 360 and 320 px', () => each({ width: 640, height: 740 }, async (page, address) => {
    const tell = (what, problems) => found[what].push(...problems.map((problem) => `/${address}: ${problem}`));
    tell('sideways', await overflow(page));
    tell('sideways', await withTextTwiceAsLarge(page, overflow));
    await page.setViewportSize({ width: 360, height: 740 });
    tell('over', await page.evaluate(lyingOver));
    tell('moving', await page.evaluate(moving));
    tell('order', await page.evaluate(outOfOrder));
    tell('foreign', await page.evaluate(foreignRuns));
    await page.keyboard.press('Tab');
    tell('focus', await page.evaluate(unseenFocus, full ? 1000 : 40));
    await page.setViewportSize({ width: 320, height: 740 });
    tell('sideways', await overflow(page));
    tell('spacing', [...(await page.evaluate(cutWhenSpaced)), ...(await overflow(page))]);
    return [];
  }));
  // 1280 px at 200 % are 640 px, at 400 % 320.
  await test('at 200 % and 400 % nobody scrolls sideways', () => none(found.sideways));
  await test('wider spacing of text cuts nothing off', () => none(found.spacing));
  await test('nothing to press lies over another', () => none(found.over));
  await test('what has the focus can be seen, and nothing lies over it', () => none(found.focus));
  await test('who asks for less motion gets none', () => none(found.moving));
  await test('a page is tabbed through in the order it is read', () => none(found.order));
  await test('words of another language are marked as such', () => none(found.foreign));

  await test('every kind of page tells as much without scripts', () => each({ width: 360, scripts: false }, async (page) => {
    const text = await page.locator('main').innerText();
    return text.trim().length < 20 ? ['the page is empty'] : [];
  }));

  await test('in forced colours states and choices still have their frames', async () => {
    const visit = await open(browser, site, '', { width: 360, forcedColors: 'active' });
    none(await visit.page.evaluate(() => [...document.querySelectorAll('.state, .sample, .tiles a, .ask')]
      .filter((e) => getComputedStyle(e).borderTopStyle === 'none').map((e) => `${e.className} has no frame`)));
    await visit.page.keyboard.press('Tab');
    none(await visit.page.evaluate(unseenFocus, 40));
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
