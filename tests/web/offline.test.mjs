// Without a connection: pages of areas that were seen before, with the day they were seen, and nothing else.
//
// A server of these tests' own is closed, and opened again at the same port: for the browser it is the same site.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { addressOf, htmlFiles } from './pages.mjs';
import { serve } from './serve.mjs';

const STORE = 'keijiban-kept / 1';

// Runs in the page.
const kept = async (name) => (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname);
const makeOlder = async ([name, days]) => {
  const store = await caches.open(name);
  for (const request of await store.keys()) {
    const answer = await store.match(request), headers = new Headers(answer.headers);
    headers.set('x-kept', String(Number(headers.get('x-kept')) - days * 864e5));
    await store.put(request, new Response(await answer.blob(), { headers }));
  }
};

async function until(page, address, wanted = true) {
  for (let i = 0; i < 100; i++) {
    if ((await page.evaluate(kept, STORE)).includes(address) === wanted) return;
    await page.waitForTimeout(50);
  }
  throw new Error(`${address} is ${wanted ? 'not' : 'still'} kept`);
}

const today = () => {
  const [, month, day] = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date()).split('-').map(Number);
  return `${month}月${day}日`;
};

export default async function offline({ browser, out, test, open, axe, none }) {
  const files = await htmlFiles(out);
  const district = addressOf(files.find((file) => /^(?!en\/|easy\/)[^/]+\/[^/]+\/index\.html$/.test(file) && files.includes(file.replace('index.html', 'board/index.html'))));
  const record = addressOf(files.find((file) => file.startsWith('consultations/') && file.split('/').length === 3));
  const english = `en/${district}`;
  let server = await serve(out);
  const port = Number(new URL(server.url).port);
  const cut = async () => { if (server) await server.close(); server = null; };
  const back = async (folder = out) => { await cut(); server = await serve(folder, '/', port); };
  const site = { url: server.url };
  const visit = await open(browser, site, district, { width: 360, serviceWorkers: 'allow' });
  const { page } = visit;
  const go = (address) => page.goto(new URL(address, site.url).href);
  const note = page.locator('#offline');

  try {
    await test('a district that was opened is kept, with what it is drawn by; a window is not', async () => {
      await until(page, `/${district}`);
      assert.ok(!await note.isVisible(), 'with a connection nothing is said of it');
      await visit.go(record);
      await visit.go(english);
      await until(page, `/${english}`);
      const all = await page.evaluate(kept, STORE);
      assert.ok(all.includes('/assets/style.css') && !all.includes(`/${record}`), all.join(' '));
      none([...visit.problems, ...await visit.violations()]);
    });

    await test('without a connection it says when it was seen, and that one should phone first', async () => {
      await cut();
      await visit.go(district);
      const said = await note.innerText();
      assert.ok(await note.isVisible() && said.includes(`これは${today()}に見たときの内容です`) && /お電話/.test(said), said);
      assert.equal(await note.evaluate((e) => getComputedStyle(e).borderTopStyle), 'solid', 'its style sheet is there');
      assert.ok(await page.locator('aside a[href^="tel:"]').first().isVisible(), 'whom to ask');
      none([...await axe(page), ...await visit.violations()]);
      await go(`${english}?only=f#ask`);
      assert.match(await note.innerText(), /when you saw it on \d{4}-\d{1,2}-\d{1,2}\./);
    });

    await test('what was not kept says so, and leads to what was', async () => {
      await visit.go(record);
      assert.match(await page.innerText('main'), /通信できません/);
      const links = await page.$$eval('main a', (all) => all.map((a) => a.getAttribute('href')));
      assert.deepEqual(links.sort(), [`/${district}`, `/${english}`].sort());
      none(await axe(page));
    });

    await test('with a connection the page is always the new one', async () => {
      await back();
      await visit.go(district);
      assert.ok(!await note.isVisible());
      none(visit.problems);
    });

    await test('a page that is gone is forgotten', async () => {
      const empty = await mkdtemp(path.join(tmpdir(), 'keijiban-gone-'));
      await back(empty);
      await go(english);
      await until(page, `/${english}`, false);
      await rm(empty, { recursive: true });
      await cut();
      await go(english);
      assert.match(await page.innerText('main'), /通信できません/);
    });

    await test('after 30 days nothing of it is shown, and what is old is thrown away', async () => {
      await back();
      await visit.go(district);
      await until(page, `/${district}`);
      await page.evaluate(makeOlder, [STORE, 31]);
      await cut();
      await go(district);
      assert.match(await page.innerText('main'), /通信できません/);
      assert.equal(await page.locator('main a').count(), 0);
      await back();
      await go('');
      await until(page, `/${district}`, false);
    });

    await test('who lets the device forget the district lets it forget the pages', async () => {
      await go(district);
      await until(page, `/${district}`);
      await page.click('[data-remember]');
      await page.click('[data-forget]');
      await until(page, `/${district}`, false);
    });
  } finally {
    await visit.close();
    await cut();
  }

  await test('the script that does it is small, and no server lets browsers keep an old one', async () => {
    assert.ok(gzipSync(await readFile(path.join(out, 'sw.js'))).length < 4 * 1024);
    assert.match(await readFile(path.join(out, '_headers'), 'utf8'), /^\/sw\.js\n {2}Cache-Control: no-cache$/m);
    assert.match(await readFile(path.join(out, 'keijiban-nginx.conf'), 'utf8'), /^location = \/sw\.js \{ expires -1; \}$/m);
  });
}
