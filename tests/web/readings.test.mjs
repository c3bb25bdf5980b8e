// ふりがな: a page carries none until somebody asks; then the script reads as the program does (tests/readings.tsv),
// in headings, facts and texts alone, and remembers the choice on this device.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { htmlFiles, addressOf } from './pages.mjs';

const tests = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

// 相談[そうだん]する, of what stands in an element now.
const marked = (element) => [...element.childNodes].map((node) =>
  node.localName === 'ruby' ? `${node.firstChild.data}[${node.querySelector('rt').textContent}]` : node.textContent).join('');

export default async function readings({ site, browser, out, test, open }) {
  const record = (await htmlFiles(out)).map(addressOf).find((address) => /\/events\/[^/]+\/$/.test(address));
  const visit = await open(browser, site, record, { width: 360, height: 740 });
  const { page, context } = visit;
  const press = async () => {
    const before = await page.getAttribute('#furigana', 'aria-pressed');
    await page.click('#furigana');
    assert.notEqual(await page.getAttribute('#furigana', 'aria-pressed'), before);
  };

  await test('a page carries no automatic readings, and asks for none', async () => {
    assert.equal(await page.locator('ruby.r').count(), 0);
    assert.ok(!(await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name))).some((name) => name.includes('readings')));
  });
  await test('asked for, readings stand in headings, facts and texts, and nowhere else', async () => {
    const title = await page.title(), name = await page.locator('h1').first().innerText();
    await press();
    await page.waitForSelector('ruby.r');
    assert.ok(await page.locator('h1 ruby.r rt').first().isVisible(), `the name is read: ${name}`);
    assert.equal(await page.locator('ruby.r').count(), await page.locator(':is(h1, h2, h3, h4, dt, dd, .lead, .body) ruby.r').count());
    assert.equal(await page.title(), title);
  });
  await test('the choice is remembered on this device, and taken back', async () => {
    await page.reload();
    await page.waitForSelector('ruby.r');
    assert.equal(await page.getAttribute('#furigana', 'aria-pressed'), 'true');
    await press();
    assert.ok(!(await page.locator('ruby.r rt').first().isVisible()));
    await page.reload();
    assert.equal(await page.locator('ruby.r').count(), 0);
  });
  await test('the script reads texts as the program does', async () => {
    const table = await readFile(path.join(tests, 'readings.json'), 'utf8');
    const lines = (await readFile(path.join(tests, 'readings.tsv'), 'utf8')).split('\n').filter((line) => line && !line.startsWith('#'));
    const vectors = lines.map((line) => line.split('\t')).map(([text, ...rest]) =>
      ({ text, kana: rest.length > 1 ? rest[0] : '', told: rest.pop().replace(/[{}]/g, '') }));
    await context.route('**/readings.json*', (route) => route.fulfill({ contentType: 'application/json', body: table }));
    await page.reload();
    await page.evaluate((vectors) => {
      const list = document.querySelector('main').appendChild(document.createElement('dl'));
      for (const { text, kana } of vectors) {
        const item = list.appendChild(document.createElement('dd'));
        item.textContent = text;
        if (kana) item.dataset.kana = kana;
      }
      list.id = 'vectors';
    }, vectors);
    await press();
    await page.waitForSelector('#vectors ruby.r');
    const got = await page.evaluate(`[...document.querySelectorAll('#vectors dd')].map(${marked})`);
    assert.deepEqual(got, vectors.map(({ told }) => told));
  });
  await test('a name in a heading stays on one line, and is read with the rest of it', async () => {
    const named = (await htmlFiles(out)).filter((file) => /^(?!easy|en).*(places|groups|consultations)\/[^/]+\/index\.html$/.test(file));
    let address;
    for (const file of named)
      if (!address && /<h1[^>]*>[^\n]*<span class="whole">/.test(await readFile(path.join(out, file), 'utf8'))) address = addressOf(file);
    assert.ok(address, 'some record is named after a place');
    await context.unroute('**/readings.json*');
    await page.evaluate(() => localStorage.clear());
    await page.setViewportSize({ width: 320, height: 740 });
    await page.goto(new URL(address, site.url).href);
    const lines = () => page.evaluate(() => {
      const name = document.querySelector('h1 .whole'), type = parseFloat(getComputedStyle(name).lineHeight);
      const { height, right } = name.getBoundingClientRect();
      const same = getComputedStyle(name).fontSize === getComputedStyle(name.parentNode).fontSize;
      return { lines: Math.round(height / type), within: right <= document.documentElement.clientWidth, same };
    });
    const words = () => page.evaluate(() => {
      const heading = document.querySelector('h1').cloneNode(true);
      heading.querySelectorAll('rt').forEach((kana) => kana.remove());
      return heading.textContent;
    });
    const before = await words();
    assert.deepEqual(await lines(), { lines: 1, within: true, same: true });
    await page.click('#furigana');
    await page.waitForSelector('h1 ruby.r');
    assert.equal(await words(), before);
  });
  await visit.close();
}
