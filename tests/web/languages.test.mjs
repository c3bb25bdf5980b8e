// Pages in other languages: nothing untranslated that is not marked, links that stay or say where they lead, hreflang
// that agrees on both sides; easy pages with a reading over every kanji, and the switch that takes them away.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { htmlFiles, languageOf, some } from './pages.mjs';

const japanese = /[\u3041-\u30ff\u3400-\u9fff]/;
const kanji = /[\u3400-\u9fff々]/;

// Texts of a page that the reader of its language cannot read, and are not marked as another's.
function unmarked(document, pattern, marked) {
  const found = [];
  const walker = document.createTreeWalker(document.body, 4);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (new RegExp(pattern, 'u').test(node.data) && !node.parentElement.closest(marked)) found.push(node.data.trim());
  }
  return found;
}

// What the program says itself is translated: what stays Japanese was written in content/.
async function contentTexts(root) {
  const { readdir } = await import('node:fs/promises');
  const files = (await readdir(root, { recursive: true })).filter((f) => /\.(md|yaml)$/.test(f) && !f.startsWith('languages'));
  return (await Promise.all(files.map((f) => readFile(path.join(root, f), 'utf8')))).join('\n').replace(/\s+/g, ' ');
}

export default async function languages({ site, browser, out, test, open, seed }) {
  const all = await htmlFiles(out);
  const english = all.filter((f) => f.startsWith('en/')), easy = all.filter((f) => f.startsWith('easy/'));
  if (!english.length && !easy.length) return;
  const of = (file) => `/${file.replace(/index\.html$/, '')}`;

  await test('every page of every area is there in English, and easy pages for every record with an easy text', () => {
    for (const file of all.filter((f) => !languageOf(f) && /^([a-z-]+\/){1,2}index\.html$/.test(f) && existsSync(path.join(out, path.dirname(f), 'board'))))
      for (const language of ['en', 'easy']) assert.ok(all.includes(`${language}/${file}`), `${language}/${file}`);
  });

  const content = await contentTexts(path.join(path.dirname(fileURLToPath(import.meta.url)), '../../content'));
  const window = await open(browser, site, '');
  for (const file of some(english, 12, seed)) {
    await test(`${of(file)} has no text of the program's own in Japanese`, async () => {
      const { page } = window;
      await window.go(of(file).slice(1));
      assert.equal(await page.getAttribute('html', 'lang'), 'en');
      assert.deepEqual(await page.evaluate(`(${unmarked})(document, ${JSON.stringify(japanese.source)}, '[lang="ja"], script, svg title')`), []);
      assert.ok(!japanese.test(await page.title()), await page.title());
      const marked = await page.locator('main span[lang="ja"], aside span[lang="ja"]').allTextContents();
      const own = marked.map((t) => t.replace(/\s+/g, ' ').trim()).filter((t) => t && !content.includes(t));
      assert.deepEqual(own, [], 'these are in no file of content/');
    });
  }

  await test('links of a language lead to its pages, or say that they do not', async () => {
    for (const file of [...some(english, 6, seed), ...some(easy, 6, seed)]) {
      const language = languageOf(file);
      await window.go(of(file).slice(1));
      const links = await window.page.$$eval('main a[href^="/"]', (as) => as.map((a) => [a.getAttribute('href'), a.hreflang ?? '', a.textContent]));
      for (const [href, hreflang, text] of links) {
        const target = `${href.replace(/[?#].*/, '').slice(1)}index.html`;
        if (href.startsWith(`/${language}/`)) assert.ok(all.includes(target), `${href} on ${file}`);
        else if (/\/$/.test(href.replace(/[?#].*/, ''))) assert.ok(hreflang === 'ja' && !all.includes(`${language}/${target}`), `${href} on ${file}: ${text}`);
      }
    }
  });

  await test('hreflang agrees on both sides, and easy Japanese invents no tag', async () => {
    const alternates = async (file) => Object.fromEntries([...(await readFile(path.join(out, file), 'utf8'))
      .matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)].map((m) => [m[1], m[2]]));
    for (const file of some(english, 12, seed)) {
      const own = await alternates(file), other = await alternates(file.slice(3));
      assert.deepEqual(own, other, file);
      assert.deepEqual(Object.keys(own).sort(), ['en', 'ja', 'x-default']);
      assert.ok(own.en.endsWith(of(file)) && own.ja.endsWith(of(file.slice(3))), JSON.stringify(own));
    }
    for (const file of some(easy, 6, seed)) assert.deepEqual(await alternates(file), {}, file);
  });

  await window.close();
  const plain = await open(browser, site, '', { scripts: false });
  for (const file of some(easy, 12, seed)) {
    await test(`${of(file)} has a reading over every kanji, without scripts`, async () => {
      const html = await readFile(path.join(out, file), 'utf8');
      const body = html.slice(html.indexOf('<body')).replace(/<(ruby|svg|button|option|script|textarea)\b.*?<\/\1>/gs, '').replace(/<[^>]*>/g, ' ');
      assert.deepEqual(body.split(/\s+/).filter((word) => kanji.test(word)), []);
      await plain.go(of(file).slice(1));
      assert.ok(await plain.page.locator('rt').first().isVisible());
      assert.ok(!/ruby/.test(html.slice(0, html.indexOf('</title>'))), 'none in the title');
      assert.ok(!/(昭和|平成|令和)\s*[\d元]|(?<![\d:])(1[3-9]|2[0-4]):[0-5]\d/.test(body), 'no era, no 24-hour clock');
    });
  }
  await plain.close();

  await test('scripts of English pages say nothing in Japanese', async () => {
    for (const file of english) {
      const html = await readFile(path.join(out, file), 'utf8');
      for (const [, words] of html.matchAll(/ data-words="([^"]*)"/g)) assert.ok(!japanese.test(words), `${file}: ${words}`);
    }
  });

  for (const language of ['en', 'easy']) {
    await test(`the search of /${language}/ speaks its language, and says what is Japanese`, async () => {
      const { page, close, problems } = await open(browser, site, `${language}/search/`);
      try {
        const texts = () => page.evaluate(`(${unmarked})(document, ${JSON.stringify(japanese.source)}, '[lang="ja"] [lang="ja"], html:not([lang="ja"]) [lang="ja"], script, svg title')`);
        await page.fill('#q', 'サロン');
        await page.waitForFunction(() => document.querySelectorAll('#results .lines > li').length > 2);
        const first = page.locator('#results .lines > li').first();
        assert.equal(await first.locator('a').getAttribute('lang'), 'ja');
        assert.equal(await first.locator('a').getAttribute('hreflang'), 'ja');
        const note = (await first.locator('.tongue').innerText()).trim();
        assert.ok(note && (language === 'en') === !japanese.test(note), note);
        if (language === 'en') {
          assert.deepEqual(await texts(), []);
          assert.match(await page.innerText('#found'), /^\d+ found/);
        } else {
          assert.match(await page.innerText('#found'), /ありました/);
        }
        await page.fill('#q', 'ぬぬぬぬ サロン');
        await page.waitForFunction(() => document.querySelector('#results h2'));
        if (language === 'en') assert.deepEqual((await texts()).filter((text) => !/ぬぬぬぬ|サロン/.test(text)), []);
        assert.deepEqual(problems, []);
      } finally {
        await close();
      }
    });

    await test(`remembering an area and seeking a town speak ${language}`, async () => {
      const area = all.find((f) => f.startsWith(`${language}/`) && f.split('/').length === 4 && existsSync(path.join(out, f.replace(`${language}/`, '').replace('index.html', 'board'))));
      const { page, close } = await open(browser, site, of(area).slice(1));
      try {
        await page.click('[data-remember]');
        const told = await page.innerText('#told');
        assert.match(told, language === 'en' ? /^Remembered/ : /おぼえました/);
        await page.goto(new URL(`${language}/`, site.url).href);
        await page.click('.my [data-forget]');
        await page.fill('#seek', '188');
        assert.match(await page.innerText('.seek [role=status]'), language === 'en' ? /towns? found/ : /ありました/);
      } finally {
        await close();
      }
    });
  }

  await test('the switch takes the readings of an easy page away, and remembers it', async () => {
    const { page, context, close } = await open(browser, site, 'easy/');
    try {
      assert.equal(await page.getAttribute('#furigana', 'aria-pressed'), 'true');
      await page.click('#furigana');
      assert.equal(await page.locator('rt').first().isVisible(), false);
      const next = await context.newPage();
      await next.goto(new URL('easy/find/', site.url).href);
      assert.equal(await next.getAttribute('#furigana', 'aria-pressed'), 'false');
      assert.equal(await next.locator('rt').first().isVisible(), false);
    } finally {
      await close();
    }
  });

  await test('from any page one tap leads to its area in another language', async () => {
    const record = all.find((f) => /^[a-z-]+\/[a-z-]+\/events\/[^/]+\/index\.html$/.test(f) && !languageOf(f));
    const { page, close } = await open(browser, site, of(record).slice(1));
    try {
      await page.click('.tools a[hreflang="en"]');
      assert.equal(new URL(page.url()).pathname, `/en/${record.split('/events/')[0]}/`);
      assert.equal(await page.textContent('.tools [aria-current]'), 'English');
      await page.click('.tools a[hreflang="ja"] >> nth=0');
      assert.equal(new URL(page.url()).pathname, `/${record.split('/events/')[0]}/`);
    } finally {
      await close();
    }
  });
}
