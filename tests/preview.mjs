// What staff look at in a browser: keijiban serve, with files edited under it, and the tables of check --report.
//
//   node tests/preview.mjs PROGRAM
//
// The last line is `N passed, N failed`.

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { axe, launch, overflow } from './web/browser.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const program = path.resolve(process.argv[2]);
const work = mkdtempSync(path.join(tmpdir(), 'keijiban-preview.'));
const today = '2026-11-23';
const event = 'content/seibu/shibakubo/events/preview-test.md';
const address = '/seibu/shibakubo/events/preview-test/';
const sound = `---
name: 下見の会
name_kana: したみのかい
summary: 下見のためしに使う会です。
purposes: [gather]
date: 2026-12-08
time: 10:00–11:30
place: 下見の家
organizer: shakyo
assured_date: 2026-11-01
sample: true
---
はじめの文。
`;

let passed = 0, failed = 0;
async function test(name, body) {
  try {
    await body();
    passed += 1;
  } catch (problem) {
    failed += 1;
    console.log(`not ok: ${name}\n${String(problem.stack ?? problem).replace(/^/gm, '  ')}`);
  }
}
function ensure(truth, what) { if (!truth) throw new Error(what); }
function contains(text, part) { ensure(text.includes(part), `'${part}' is not in:\n${text.slice(0, 3000)}`); }
function lacks(text, part) { ensure(!text.includes(part), `'${part}' should not be in:\n${text.slice(0, 3000)}`); }
const sleep = (ms) => new Promise((done) => { setTimeout(done, ms); });
const write = (file, text) => writeFileSync(path.join(work, file), text);

async function serve(...more) {
  const child = spawn(program, ['serve', '--port', '0', '--today', today, '--lang', 'ja', ...more], { cwd: work });
  let out = '', said = '';
  child.stderr.on('data', (d) => { said += d; });
  const ended = new Promise((done) => child.on('exit', (status) => done(status)));
  await new Promise((ready, fail) => {
    child.stdout.on('data', (d) => { out += d; if (out.includes('\n')) ready(); });
    ended.then(() => fail(new Error(`it ended: ${said}`)));
  });
  const port = Number(out.match(/:(\d+)\//)[1]);
  return { url: `http://127.0.0.1:${port}`, port, said: () => said, ended, end() { child.kill('SIGTERM'); return ended; } };
}

function ask(port, at, { method = 'GET', headers = {} } = {}) {
  return new Promise((done, fail) => {
    const request = http.request({ host: '127.0.0.1', port, path: at, method, headers, agent: false }, (answer) => {
      const parts = [];
      answer.on('data', (d) => parts.push(d));
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(parts),
                                    text: Buffer.concat(parts).toString() }));
    });
    request.on('error', fail);
    request.end();
  });
}

// The bytes as they are: what no client would send.
function raw(port, text) {
  return new Promise((done, fail) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.end(text));
    let all = '';
    socket.on('data', (d) => { all += d; });
    socket.on('close', () => done(all));
    socket.on('error', fail);
    setTimeout(() => { socket.destroy(); }, 3000);
  });
}

// Calls back with each version that is told.
function listen(port) {
  const versions = [], waiting = [];
  const request = http.get({ host: '127.0.0.1', port, path: '/_keijiban/events', agent: false }, (answer) => {
    answer.setEncoding('utf8');
    answer.on('data', (d) => {
      for (const [, version] of d.matchAll(/^data: (.*)$/gm)) { versions.push(version); waiting.shift()?.(version); }
    });
  });
  request.on('error', () => {});
  return {
    versions,
    next: () => Promise.race([new Promise((done) => { waiting.push(done); }),
                              sleep(5000).then(() => { throw new Error('no event within 5 s'); })]),
    close: () => request.destroy(),
  };
}

async function until(what, truth) {
  for (let i = 0; i < 100; i += 1) {
    if (await truth()) return;
    await sleep(50);
  }
  throw new Error(`not within 5 s: ${what}`);
}

// What the preview puts in, taken out again.
const without = (html) => html
  .replace('<link rel="stylesheet" href="/_keijiban/preview.css">\n<script src="/_keijiban/preview.js" defer></script>\n', '')
  .replace(/\n<section id="keijiban-preview"[\s\S]*?<\/section>\n/, '');

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name)).filter((file) => statSync(file).isFile());
}

// Of records that are shown already: others are not published.
async function testPages() {
  for (const file of filesBelow(path.join(work, 'content')).filter((name) => /\.(md|yaml)$/.test(name)))
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^( *)(publish_from|掲載開始): .*\n/gm, ''));
  const site = await serve();
  const out = path.join(work, 'published');
  const built = spawnSync(program, ['build', '--today', today, '--out', out, '--skip', 'gzip'], { cwd: work });
  ensure(built.status === 0, built.stderr.toString());
  const files = filesBelow(out);
  const step = Math.ceil(files.length / 400);
  let compared = 0;
  for (let i = 0; i < files.length; i += step) {
    const at = '/' + path.relative(out, files[i]).split(path.sep).map(encodeURIComponent).join('/');
    const answer = await ask(site.port, at);
    const html = at.endsWith('.html');
    ensure(answer.status === 200, `${at}: ${answer.status}`);
    const same = html ? without(answer.text) === readFileSync(files[i], 'utf8') : answer.bytes.equals(readFileSync(files[i]));
    ensure(same, `${at} is not as it is published`);
    if (html) contains(answer.text, 'id="keijiban-preview"');
    lacks(readFileSync(files[i], 'latin1'), 'keijiban-preview');
    compared += 1;
  }
  ensure(compared > 200, `only ${compared} files compared`);
  await site.end();
}

async function testAnswers(site) {
  const page = await ask(site.port, address);
  contains(page.text, `この頁のファイル： <a href="/_keijiban/source/${event}#L`);
  contains(page.text, `vscode://file${work}/${event}`);
  contains(page.text, '<li>12月8日（火曜日）午前10時から11時30分まで</li>');
  contains(page.headers['content-security-policy'], "default-src 'none'");
  ensure(page.headers['cache-control'] === 'no-store', 'a preview is not kept');
  ensure((await ask(site.port, '/seibu')).headers.location === '/seibu/', 'a folder without its slash leads to it');
  ensure((await ask(site.port, '/nowhere/')).status === 404, 'what is not there is 404');
  const head = await ask(site.port, address, { method: 'HEAD' });
  ensure(head.status === 200 && head.bytes.length === 0, 'HEAD has no body');
}

async function testRefusals(site) {
  for (const host of ['evil.example', `evil.example:${site.port}`, '127.0.0.1', '127.0.0.1:1', `localhost.evil.example:${site.port}`])
    ensure((await ask(site.port, address, { headers: { Host: host } })).status === 421, `Host: ${host} is answered`);
  contains(await raw(site.port, 'GET / HTTP/1.0\r\n\r\n'), '421');
  ensure((await ask(site.port, address, { headers: { Host: `localhost:${site.port}` } })).status === 200, 'localhost is this machine');
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
    ensure((await ask(site.port, address, { method })).status === 405, `${method} is answered`);
  const here = `Host: 127.0.0.1:${site.port}\r\nConnection: close\r\n\r\n`;
  for (const at of ['/../secret.md', '/../../etc/passwd', '/%2e%2e/secret.md', '/_keijiban/source/content/../secret.md',
                    '/_keijiban/source/content/%2e%2e/secret.md', '/_keijiban/source//etc/passwd', '/_keijiban/source/content/link.md',
                    '/_keijiban/source/content/site.yaml%00.md', '/assets/../../secret.md', '//etc/passwd', '/\\..\\secret.md']) {
    const answer = await raw(site.port, `GET ${at} HTTP/1.1\r\n${here}`);
    ensure(/^HTTP\/1\.1 (404|400)/.test(answer) || (at.includes('%00') && !answer.includes('SECRET')), `${at}: ${answer.slice(0, 60)}`);
    lacks(answer, 'SECRET');
    lacks(answer, 'root:');
  }
  await raw(site.port, '\0\xff garbage\r\n\r\n');
  await raw(site.port, `GET / HTTP/1.1\r\n${'X: y\r\n'.repeat(20000)}${here}`);
  ensure((await ask(site.port, '/')).status === 200, 'it goes on after what is no request');
}

async function testEdits(site) {
  const events = listen(site.port);
  await until('the stream begins', () => events.versions.length === 1);
  const times = [];
  for (let i = 0; i < 5; i += 1) {
    const told = events.next(), began = performance.now();
    write(event, `${sound}書きたした文${i}。\n`);
    await told;
    times.push(performance.now() - began);
    contains((await ask(site.port, address)).text, `書きたした文${i}。`);
    await sleep(60);
  }
  times.sort((a, b) => a - b);
  console.log(`from saving to the event: ${times[2].toFixed(0)} ms (median of 5)`);
  ensure(times[2] < 1000, `an event takes ${times[2]} ms`);

  let told = events.next();
  write(event, sound.replace('date: 2026-12-08', 'date: 12月8日').replace('はじめの文', 'こわれた文'));
  await told;
  let page = (await ask(site.port, address)).text;
  contains(page, '書きたした文4。');
  lacks(page, 'こわれた文');
  contains(page, `${event}:6:7`);
  contains(page, '<mark>12月8日</mark>');
  contains(page, '直し方: ');
  contains(page, '最後に正しかったときの画面です');
  contains((await ask(site.port, `/_keijiban/source/${event}`)).text, '<li id="L6" class="said">');
  contains(site.said(), `${event}:6:7`);

  told = events.next();
  write(event, sound.replace('はじめの文', '[だれ](record:nobody-at-all)'));
  await told;
  contains((await ask(site.port, address)).text, 'nobody-at-all');

  for (const broken of ['', '---', '---\nname: [\n', '\0\0\0', '---\n'.repeat(5000), '\xff\xfe', `---\n${'a: &a [*a]\n'.repeat(50)}---\n`]) {
    told = events.next();
    writeFileSync(path.join(work, event), broken, 'latin1');
    await told;
    contains((await ask(site.port, address)).text, '書きたした文4。');
    await sleep(30);
  }

  told = events.next();
  write(event, sound);
  await told;
  page = (await ask(site.port, address)).text;
  contains(page, 'はじめの文。');
  lacks(page, `${event}:6`);
  events.close();
}

async function testFolders(site) {
  const other = 'content/seibu/shibakubo/places/preview-place.md';
  mkdirSync(path.join(work, path.dirname(other)), { recursive: true });
  write(other, `---\nname: 下見の家\nname_kana: したみのいえ\nsummary: 下見のための家です。\npurposes: [gather]\nplace_type: hall
address: 芝久保町\nassured_date: 2026-11-01\nsample: true\n---\n`);
  await until('a file in a folder that may be new', async () => (await ask(site.port, '/seibu/shibakubo/places/preview-place/')).status === 200);
  rmSync(path.join(work, other));
  await until('it is gone', async () => (await ask(site.port, '/seibu/shibakubo/places/preview-place/')).status === 404);

  renameSync(path.join(work, 'content'), path.join(work, 'elsewhere'));
  await until('the folder is missed', async () => (await ask(site.port, '/')).text.includes('content'));
  contains((await ask(site.port, address)).text, 'はじめの文。');
  renameSync(path.join(work, 'elsewhere'), path.join(work, 'content'));
  write(event, sound.replace('はじめの文', 'もどった文'));
  await until('the folder is back, and watched', async () => (await ask(site.port, address)).text.includes('もどった文'));
  write(event, sound.replace('はじめの文', 'またかいた文'));
  await until('a later save', async () => (await ask(site.port, address)).text.includes('またかいた文'));

  const layout = path.join(work, 'layouts/about.mustache'), before = readFileSync(layout, 'utf8');
  writeFileSync(layout, before.replace('</h1>', '、下見</h1>'));
  await until('a layout', async () => (await ask(site.port, '/about/')).text.includes('、下見</h1>'));
  writeFileSync(layout, before.replace('</h1>', '{{page.headign}}</h1>'));
  await until('its mistake', async () => (await ask(site.port, '/about/')).text.includes('layouts/about.mustache:'));
  writeFileSync(layout, before);
  await until('it is mended', async () => !(await ask(site.port, '/about/')).text.includes('layouts/about.mustache:'));
}

async function testEarly(site) {
  write(event, sound.replace('sample: true', 'publish_from: 2026-12-01\nsample: true'));
  await until('it is shown', async () => (await ask(site.port, address)).text.includes('【公開前】下見の会'));
  contains((await ask(site.port, address)).text, '2026-12-01 から、住民に見えるようになります');
  await until('and in its list', async () => (await ask(site.port, '/seibu/shibakubo/events/')).text.includes('【公開前】下見の会'));
  const out = path.join(work, 'published');
  spawnSync(program, ['build', '--today', today, '--out', out, '--skip', 'gzip'], { cwd: work });
  ensure(!filesBelow(out).some((file) => file.includes('preview-test')), 'it is published too early');
  write(event, sound);
  await until('it is no longer early', async () => !(await ask(site.port, address)).text.includes('【公開前】'));
}

async function testStreams(site) {
  const streams = [];
  for (let i = 0; i < 40; i += 1) {
    streams.push(listen(site.port));
    await sleep(5);
  }
  ensure((await ask(site.port, '/')).status === 200, 'pages are answered beside many streams');
  streams.forEach((stream) => stream.close());
  const last = listen(site.port);
  await until('a stream after many', () => last.versions.length === 1);
  last.close();
}

async function testBrowser(site, browser) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'ja-JP' });
  const page = await context.newPage(), problems = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) problems.push(message.text()); });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(site.url + address);
  const bar = page.locator('#keijiban-preview');
  await bar.getByText('下見の画面です').waitFor();
  ensure((await overflow(page)).length === 0, 'too wide for a phone');

  write(event, sound.replace('はじめの文', 'ブラウザーに出る文'));
  await page.getByText('ブラウザーに出る文。').waitFor({ timeout: 5000 });

  write(event, sound.replace('date: 2026-12-08', 'date 2026-12-08'));
  await page.locator('#keijiban-preview.errors').waitFor({ timeout: 5000 });
  await bar.getByText(`${event}:`).first().waitFor();
  await page.getByText('ブラウザーに出る文。').waitFor();
  const found = await axe(page);
  ensure(found.length === 0, found.join('\n'));
  await bar.getByRole('link', { name: `${event}:` }).first().click();
  await page.locator('.lines li.said').first().waitFor();
  ensure((await axe(page)).length === 0, (await axe(page)).join('\n'));
  await page.goBack();

  write(event, sound);
  await page.getByText('はじめの文。').waitFor({ timeout: 5000 });
  ensure(await page.locator('#keijiban-preview.errors').count() === 0, 'the message stays');

  // A name is first on the record's own page; a list waits for what follows, and is loaded once.
  const list = await context.newPage();
  let loads = 0;
  list.on('load', () => { loads += 1; });
  await list.goto(`${site.url}/seibu/shibakubo/events/`);
  write(event, sound.replaceAll('下見の会', '下見の集い').replace('のかい', 'のつどい'));
  await page.locator('h1').getByText('下見の集い').waitFor({ timeout: 5000 });
  await list.getByText('下見の集い').first().waitFor({ timeout: 5000 });
  await sleep(300);
  ensure(loads === 2, `the list was loaded ${loads} times`);
  await list.close();
  write(event, sound);
  await page.locator('h1').getByText('下見の会').waitFor({ timeout: 5000 });
  await sleep(500);

  await page.emulateMedia({ media: 'print' });
  ensure(!await bar.isVisible(), 'the bar is printed');
  ensure(problems.length === 0, problems.join('\n'));
  await context.close();
}

// Nothing can be shown at first; once it is mended, the page comes by itself.
async function testBrokenFromTheStart(browser) {
  write(event, sound);
  const settings = readFileSync(path.join(work, 'content/site.yaml'), 'utf8');
  write('content/site.yaml', settings.replace(/^name: .*$/m, 'name: ['));
  const site = await serve();
  const answer = await ask(site.port, address);
  ensure(answer.status === 503, `${answer.status}`);
  contains(answer.text, 'content/site.yaml:');
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.url + address);
  await page.getByText('まだ見せられる画面がありません').waitFor();
  write('content/site.yaml', settings);
  await page.getByText('はじめの文。').waitFor({ timeout: 5000 });
  await context.close();
  ensure(await site.end() === 0, 'it ends with 0');
}

// check --report: every cell of the first table is what the index of that area and purpose holds.
async function testTables(browser) {
  const made = spawnSync(program, ['check', '--today', today, '--report', 'tables', '--lang', 'ja'], { cwd: work });
  ensure(made.status === 0, made.stderr.toString());
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  await page.goto(`file://${work}/tables/index.html`);
  ensure((await overflow(page)).length === 0, 'too wide for a phone');
  const found = await axe(page);
  ensure(found.length === 0, found.join('\n'));
  const rows = await page.locator('table').first().locator('tbody tr').evaluateAll((all) =>
    all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  const purposes = [...readFileSync(path.join(work, 'content/vocabulary.yaml'), 'utf8').split(/^purposes:/m)[1].split(/^\w/m)[0]
    .matchAll(/id: ([\w-]+)/g)].map(([, id]) => id);
  ensure(rows.length > 20 && rows[0].length === purposes.length + 1, `${rows.length} rows of ${rows[0].length} cells`);
  const slug = (name) => filesBelow(path.join(work, 'content')).filter((file) => file.endsWith('area.yaml') &&
    new RegExp(`^name: ${name}$`, 'm').test(readFileSync(file, 'utf8'))).map((file) => path.relative(path.join(work, 'content'), path.dirname(file)))[0];
  for (const row of rows.filter((_, i) => i % 4 === 3)) {
    for (let n = 0; n < purposes.length; n += 5) {
      const told = spawnSync(program, ['explain', `/${slug(row[0])}/for/all/${purposes[n]}/`, '--today', today, '--lang', 'en'], { cwd: work });
      const lines = told.stdout.toString();
      const count = (lines.match(/^record: /gm) ?? []).length + Number(lines.match(/^and (\d+) more/m)?.[1] ?? 0);
      ensure(row[n + 1] === (count ? String(count) : 'なし'), `${row[0]} × ${purposes[n]}: ${row[n + 1]}, not ${count}`);
    }
  }
  await page.context().close();
}

try {
  cpSync(path.join(root, 'layouts'), path.join(work, 'layouts'), { recursive: true });
  cpSync(path.join(root, 'content'), path.join(work, 'content'), { recursive: true });
  mkdirSync(path.dirname(path.join(work, event)), { recursive: true });
  write(event, sound);
  write('secret.md', 'SECRET');
  symlinkSync('../secret.md', path.join(work, 'content/.link.md'));
  await test('pages are the published ones, and the bar', testPages);
  const site = await serve();
  const browser = await launch();
  await test('what an answer says', () => testAnswers(site));
  await test('what is refused', () => testRefusals(site));
  await test('a file is edited, broken and mended', () => testEdits(site));
  await test('folders come and go, layouts change', () => testFolders(site));
  await test('what is not published yet', () => testEarly(site));
  await test('many streams', () => testStreams(site));
  await test('in the browser: edited, broken, mended', () => testBrowser(site, browser));
  await test('a port that is taken', async () => {
    const other = spawnSync(program, ['serve', '--port', String(site.port), '--lang', 'ja'], { cwd: work, timeout: 10000 });
    ensure(other.status === 3, `status ${other.status}`);
    contains(other.stderr.toString(), `--port ${site.port + 1}`);
  });
  await test('it ends when it is told to', async () => { ensure(await site.end() === 0, 'status'); });
  await test('the tables for a meeting', () => testTables(browser));
  await test('broken from the start', () => testBrokenFromTheStart(browser));
  await browser.close();
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
