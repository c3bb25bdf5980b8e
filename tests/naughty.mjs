// Naughty strings (tests/naughty.json) through every field that takes a text, into every format that is published.
//
//   node tests/naughty.mjs PROGRAM        (FULL=1: more records, so that nearly every field holds every string; SEED=n mixes them anew)
//
// A city is built whose records, offices, areas and words are such strings. In Chromium a page's text must hold each as it
// was written, and nothing may have become an element or an attribute that a harmless city has not. Every other format is
// read back by a reader of its own here. What the program refuses by design is refused, field by field.
// The last line is `N passed, N failed`.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { launch, open } from './web/browser.mjs';
import { serve } from './web/serve.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const program = path.resolve(process.argv[2]);
const full = Boolean(process.env.FULL);
const today = '2026-11-26';
const known = JSON.parse(readFileSync(path.join(here, 'naughty.json'), 'utf8'));
const strings = Object.values(known.passed).flat(), refused = Object.values(known.refused).flat();
const work = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'keijiban-naughty.'));

let passed = 0, failed = 0;
async function test(name, body) {
  const begun = Date.now();
  try {
    await body();
    passed += 1;
  } catch (problem) {
    failed += 1;
    console.log(`not ok: ${name}\n${String(problem.message ?? problem).slice(0, 4000).replace(/^/gm, '  ')}`);
  }
  if (process.env.TIMES) console.log(`${name}: ${Date.now() - begun} ms`);
}
const none = (wrong) => assert.ok(!wrong.length, `${wrong.length}: ${wrong.slice(0, 12).join('\n')}`);
const visible = (s) => JSON.stringify(s).replace(/[^\x20-\x7e\u3000-\u9fff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

// The city.

const seed = Number(process.env.SEED ?? 1);
let turn = seed * 7919;
// The next string that such a field takes: of a length, and not one with a meaning of its own there.
function take(limit = 70, meaning = []) {
  for (;;) {
    const s = strings[turn++ % strings.length];
    if ([...s].length <= limit && !meaning.includes(s)) return s;
  }
}
const written = (value) => JSON.stringify(value);
// A Markdown text that means the very signs.
const literal = (s) => s.replace(/[!-/:-@[-`{-~]/g, '\\$&');

// What has words of its own in easy Japanese is told in these.
const programs = [...known.passed['words of the program'], '{漢字|かんじ}'];

const contact = (s) => ({ name: s(100, ['確認中']), phone: '000-0000-0000', note: s(), ask: s() });
const place = (s) => ({ name: s(100, ['電話でお知らせ', 'all', 'index', 'ask']), address: s(), landmark: s() });
const common = (s) => ({
  name: s(100), name_kana: 'てすと', summary: s(), eligibility: s(), contacts: [contact(s), contact(s)],
  cost: [{ who: s(), yen: 500 }], alert: { text: s() }, assured_date: '2026-11-01', sample: true,
  easy: { name: s(70, programs), summary: s(70, programs) }, flyer: { headline: s(40), points: [s(40), s(40)] },
  images: [{ file: 'e.png', alt: s() }], purposes: ['gather'], ages: ['senior'],
});
const kinds = {
  events: (s) => ({ ...common(s), date: '2026-12-08', time: '10:00–11:30', place: place(s), organizer: contact(s), what_to_bring: [s(), s()],
    condition: s(), application: { state: 'open', how: s() }, changes: [{ date: '2026-12-08', time: '13:00–14:00', note: s() }] }),
  places: (s) => ({ ...common(s), place_type: 'salon', address: s(), landmark: s(), lat: 35.7287, lon: 139.5228, hours: [{ days: '月–金', time: '10:00–16:00', note: s() }],
    closed: [s(), s()], equipment: [s(), s()], operator: contact(s) }),
  services: (s) => ({ ...common(s), cost: undefined, provider: contact(s), how_to_apply: s(), documents: [s(), s()], fees: s(), period: s(), law: s() }),
  consultations: (s) => ({ ...common(s), provider: contact(s), troubles: ['lonely'], channels: ['窓口', '電話'], hours: [{ days: '月–金', time: '9:00–17:00', note: s() }],
    closed: [s()], place: place(s), appointment: s(), outreach: s() }),
  groups: (s) => ({ ...common(s), meets: s(), place: place(s), members_wanted: s(), founded: s() }),
  schemes: (s) => ({ ...common(s), cells: [{ tier: 'district', basis: 'chien' }], roles: [{ role: 'jumin', does: s() }], run_by: contact(s) }),
  notices: (s) => ({ name: s(100), name_kana: 'てすと', summary: s(), date: '2026-11-20', expires: '2027-01-20', level: 'important', contacts: [contact(s)], sample: true }),
};

// A picture of two by two grey points.
function picture() {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]), ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from([0, 9, 99, 0, 99, 9]))), chunk('IEND', Buffer.alloc(0))]);
}
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
const png = picture();

// Every text of a record's fields, as [where, text]; those of another page by their first key.
function* texts(value, where = '') {
  if (typeof value === 'string') yield [where, value];
  else if (value && typeof value === 'object') for (const [key, inner] of Object.entries(value)) yield* texts(inner, where ? `${where}.${key}` : key);
}

function front(fields, body) {
  return `---\n${Object.entries(fields).filter(([, value]) => value !== undefined).map(([key, value]) => `${key}: ${written(value)}\n`).join('')}---\n${body}\n`;
}

// What is not a record: offices, the areas, words of the vocabulary, the site itself.
function dress(root, s) {
  const edit = (file, change) => writeFileSync(path.join(root, file), change(readFileSync(path.join(root, file), 'utf8')));
  const said = { site: [], district: [] };
  const put = (list, text) => { said[list].push(text); return written(text); };
  edit('site.yaml', (t) => t.replace(/^name: .*/m, () => `name: ${put('site', s(40))}`).replace('見本です。', () => `${written(s())} `.trim()).replace(/- テストの.*/, () => `- ${written(s())}`));
  edit('offices.yaml', (t) => t.replace('name: 見本の市役所', () => `name: ${written(s(40))}`).replace(/after_hours: 夜.*/, () => `after_hours: ${put('site', s())}`));
  said.office = { name: s(60), note: s(), ask: s(), after: s(), address: s() };
  edit('offices.yaml', (t) => t.replace('retired_phones:', () => `  - {id: kado, name: ${written(said.office.name)}, name_kana: かど, phone: 042-000-0000, after_hours: ${written(said.office.after)}, ` +
    `address: ${written(said.office.address)}, note: ${written(said.office.note)}, ask: ${written(said.office.ask)}, role: shi, source: ためし}\nretired_phones:`));
  edit('seibu/shibakubo/area.yaml', (t) => t.replace(/^name: .*/m, () => `name: ${put('district', s(30))}`).replace(/^summary: .*/m, () => `summary: ${put('district', s())}`)
    .replace(/^short: .*/m, () => `short: ${written(s(20))}`));
  // A text that is a word of the vocabulary from end to end is told in that word's easy form.
  const word = () => { programs.push(s(30)); return written(programs.at(-1)); };
  edit('vocabulary.yaml', (t) => t.replace('label: 65〜74歳', () => `label: ${word()}`).replace('label: 話したい・集まりたい', () => `label: ${word()}`));
  edit('consultations/hajimete.md', (t) => t.replace(/^name: .*/m, () => `name: ${put('site', s(40))}`).replace(/^summary: .*/m, () => `summary: ${written(s())}`));
  return said;
}

function city(name, count, s) {
  const root = path.join(work, name, 'content'), records = [];
  cpSync(path.join(here, 'cases/_base/content'), root, { recursive: true });
  cpSync(path.join(here, '..', 'content/languages'), path.join(root, 'languages'), { recursive: true, filter: (from) => full || !from.endsWith('en.yaml') });
  const said = dress(root, s);
  for (const [kind, make] of Object.entries(kinds)) {
    const below = kind === 'schemes' ? kind : `seibu/shibakubo/${kind}`, folder = path.join(root, below);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'e.png'), png);
    for (let i = 0; i < count; i += 1) {
      const id = `${kind}-${i}`, fields = make(s), body = s();
      writeFileSync(path.join(folder, `${id}.md`), front(fields, literal(body)));
      records.push({ id, kind, fields, body, page: `${below}/${id}/` });
    }
  }
  return { root, records, said };
}

function run(...words) {
  return spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
}

function build(name, ...more) {
  const out = path.join(work, `${name}.out`);
  const done = run('build', '--content', path.join(work, name, 'content'), '--layouts', path.join(here, '../layouts'), '--out', out, '--today', today, '--lang', 'en', ...more);
  assert.equal(done.status, 0, done.stderr.split('\n').filter((line) => /: error: /.test(line)).slice(0, 20).join('\n') || done.stderr.slice(-2000));
  return out;
}

// In Chromium.

// What stands in each of some documents, without the readings laid over it.
const lookInto = (jobs) => Promise.all(jobs.map(async ([address, wanted]) => {
  const html = await (await fetch(address)).text();
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const e of page.querySelectorAll('rt, rp')) e.remove();
  const text = page.body.textContent, all = [...page.querySelectorAll('*')];
  return {
    missing: wanted.filter(([, s]) => !text.includes(s)), title: page.title, description: page.querySelector('meta[name=description]')?.content,
    alts: [...page.querySelectorAll('img')].map((e) => e.alt), linked: [...page.querySelectorAll('script[type="application/ld+json"]')].map((e) => e.textContent),
    shared: page.querySelector('textarea')?.textContent,
    shapes: [...new Set(all.map((e) => `${e.localName}[${e.getAttributeNames().sort()}]`))],
    schemes: [...new Set(all.map((e) => e.getAttribute('href') ?? e.getAttribute('src')).filter((url) => url !== null).map((url) => url.match(/^[^/#?]*/)[0]))],
  };
}));

// What a page of the record does not say: who keeps it, other pages' texts, what is no text.
const unsaid = /^((organizer|provider|operator|run_by)\.(note|ask)$|owner|easy|flyer|images|purposes|ages|troubles|channels|place_type|name_kana|level|cells|date|time|assured_date|expires|lat|lon|changes\.\d+\.(date|time)|hours\.\d+\.(days|time)|application\.state|roles\.\d+\.role|.*\.phone)\b/;
const saidOf = (r) => [...texts(r.fields), ['body', r.body]].filter(([where]) => !unsaid.test(where));

async function eachPage(page, site, jobs, look) {
  for (let i = 0; i < jobs.length; i += 60) {
    const some = jobs.slice(i, i + 60);
    const found = await page.evaluate(lookInto, some.map(([address, wanted]) => [new URL(address, site.url).href, wanted]));
    found.forEach((one, n) => look(one, some[n][0], some[n][2]));
  }
}

const htmlOf = (out) => readdirSync(out, { recursive: true }).filter((f) => f.endsWith('.html')).map((f) => f.replace(/(^|\/)index\.html$/, '$1'));

// Indexes are many and alike.
const few = (addresses) => addresses.filter((a, i) => full || !/(^|\/)for\//.test(a) || /for\/(all|senior)\/(all|gather)\//.test(a) || i % 12 === 0);

async function inChromium(browser, name, hostile, out, plainOut) {
  const plain = await serve(plainOut), site = await serve(out), visit = await open(browser, site, '404.html');
  const other = await open(browser, plain, '404.html');
  const shapes = new Set(), wrong = [], foreign = new Set();
  await eachPage(other.page, plain, few(htmlOf(plainOut)).map((a) => [a, []]), (found) => found.shapes.forEach((shape) => shapes.add(shape)));
  const jobs = hostile.records.map((r) => [r.page, saidOf(r), r]);
  const structure = (found, address) => {
    for (const shape of found.shapes) if (!shapes.has(shape)) foreign.add(`${address}: ${shape}`);
    for (const scheme of found.schemes) if (!/^(|https?:|mailto:.*|tel:.*|webcal:|data:image.*)$/.test(scheme)) foreign.add(`${address}: leads to ${scheme}`);
  };
  await eachPage(visit.page, site, jobs, (found, address, r) => {
    structure(found, address);
    wrong.push(...found.missing.map(([where, s]) => `${address}: ${where}: ${visible(s)}`));
    if (!found.title.includes(r.fields.name)) wrong.push(`${address}: title: ${visible(found.title)} of ${visible(r.fields.name)}`);
    if (found.description !== r.fields.summary) wrong.push(`${address}: description: ${visible(found.description)}`);
    for (const { alt } of r.fields.images ?? []) if (!found.alts.includes(alt)) wrong.push(`${address}: alt: ${visible(alt)}`);
    for (const json of found.linked) {
      const one = JSON.parse(json)['@graph'][1];
      if (one && (one.name !== `【見本】${r.fields.name}` || one.description !== r.fields.summary)) wrong.push(`${address}: JSON-LD: ${visible(one.name)}`);
    }
    if (r.kind === 'events' && found.shared.trim() !== readFileSync(path.join(out, r.page, 'share.txt'), 'utf8').trim()) wrong.push(`${address}: share.txt is not what its page offers`);
  });
  await test(`${jobs.length} pages say ${strings.length} strings as they were written`, () => none(wrong));
  const mine = new Set(jobs.map(([address]) => address)), others = few(htmlOf(out).filter((a) => !mine.has(a)));
  await eachPage(visit.page, site, others.map((a) => [a, []]), structure);
  await test(`none of ${others.length + jobs.length} pages has an element, an attribute or a scheme that a harmless city has not`, () => none([...foreign]));
  await easyAndPaper(visit.page, site, hostile);
  await areas(visit.page, site, hostile);
  await visit.close();
  await other.close();
  await opened(browser, site, hostile);
  await site.close();
  await plain.close();
}

async function easyAndPaper(page, site, hostile) {
  const wrong = [];
  const dated = hostile.records.filter((r) => r.fields.easy);
  await eachPage(page, site, dated.map((r) => [`easy/${r.page}`, [['easy.name', r.fields.easy.name], ['easy.summary', r.fields.easy.summary]]]),
    (found, address) => wrong.push(...found.missing.map(([where, s]) => `${address}: ${where}: ${visible(s)}`)));
  await eachPage(page, site, dated.map((r) => [`${r.page}flyer/`, [['headline', r.fields.flyer.headline], ['alert', r.fields.alert.text]]]),
    (found, address) => wrong.push(...found.missing.map(([where, s]) => `${address}: ${where}: ${visible(s)}`)));
  await eachPage(page, site, hostile.records.map((r) => [`r/${r.id}/`, [['name', r.fields.name], ['summary', r.fields.summary]]]),
    (found, address) => wrong.push(...found.missing.map(([where, s]) => `${address}: ${where}: ${visible(s)}`)));
  await test('so do pages in easy Japanese, flyers and short pages', () => none(wrong));
}

async function areas(page, site, hostile) {
  const wrong = [], miss = (found, address) => wrong.push(...found.missing.map(([where, s]) => `${address}: ${where}: ${visible(s)}`));
  const names = (list) => list.map((s) => ['said', s]);
  const lists = Object.keys(kinds).filter((k) => k !== 'schemes').map((kind) => {
    const few = hostile.records.filter((r) => r.kind === kind);
    return [`seibu/shibakubo/${kind}/`, few.length > 100 ? [] : few.flatMap((r) => [['name', r.fields.name], ...(kind === 'events' ? [] : [['summary', r.fields.summary]])])];
  });
  await eachPage(page, site, [...lists, ['', names(hostile.said.site)], ['seibu/shibakubo/', names([...hostile.said.site, ...hostile.said.district])],
    ['seibu/shibakubo/board/2026-12/', names([hostile.said.district[0]])]], miss);
  await test('so do lists, the home page, the page of the area and its board sheet', () => none(wrong));
}

// Whole, with scripts: nothing may go wrong, and the search finds and shows such names.
async function opened(browser, site, hostile) {
  const first = (kind) => hostile.records.find((r) => r.kind === kind).page;
  const some = ['', 'seibu/shibakubo/', 'seibu/shibakubo/events/', 'seibu/shibakubo/for/all/gather/', 'find/', 'seibu/shibakubo/board/2026-12/', `${first('events')}flyer/`, first('events'),
    first('places'), `easy/${first('consultations')}`, `r/${hostile.records[0].id}/`];
  const addresses = full ? [...some, 'consult/', 'schemes/', 'about/', 'data/', ...Object.keys(kinds).map(first)] : some;
  const wrong = [];
  for (const address of addresses) {
    const visit = await open(browser, site, address);
    const readings = await visit.page.$('#furigana[aria-pressed=false]:not([hidden])');
    if (readings) {
      await readings.click();
      await visit.page.waitForSelector('#furigana[aria-pressed=true]', { timeout: 5000 }).catch(() => wrong.push(`${address}: no readings`));
      const r = hostile.records.find(({ page }) => page === address);
      const text = await visit.page.evaluate(() => { for (const e of document.querySelectorAll('rt, rp')) e.remove(); return document.body.textContent; });
      if (r && !text.includes(r.fields.name)) wrong.push(`${address}: with readings its name is another: ${visible(r.fields.name)}`);
    }
    wrong.push(...[...visit.problems, ...(await visit.violations())].map((what) => `${address}: ${what}`));
    await visit.close();
  }
  await test(`${addresses.length} kinds of pages open without an error or a violation`, () => none(wrong));
  await test('the search shows names as they were written', async () => {
    const visit = await open(browser, site, 'search/'), r = hostile.records.find(({ fields }) => /^<\w+.*>/.test(fields.name)) ?? hostile.records[0];
    await visit.page.fill('input[type=search]', r.fields.name.replace(/[<>]/g, ' ').trim());
    await visit.page.waitForFunction((name) => document.querySelector('main').textContent.includes(name), r.fields.name, { timeout: 5000 });
    none([...visit.problems, ...(await visit.violations())]);
    await visit.close();
  });
}

// Formats, each by a reader of its own.

const read = (out, file) => readFileSync(path.join(out, file), 'utf8');
const filesOf = (out, ending) => readdirSync(out, { recursive: true }).filter((f) => f.endsWith(ending));

function everyString(value, into = new Set()) {
  for (const [, s] of texts(value)) into.add(s);
  return into;
}

// RFC 4180; a cell that a spreadsheet would take for a formula has a ' before it.
function table(text) {
  const rows = [[]];
  let cell = '', quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') { cell += '"'; i += 1; }
    else if (c === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (quoted || (c !== ',' && c !== '\r')) cell += c;
    else { rows.at(-1).push(cell); cell = ''; if (c === '\r') { assert.equal(text[i + 1], '\n'); rows.push([]); i += 1; } }
  }
  assert.ok(!quoted && cell === '' && rows.at(-1).length === 0, 'the last row has no end');
  return rows.slice(0, -1);
}

function tables(out, hostile) {
  const wrong = [], cells = new Set();
  for (const file of filesOf(path.join(out, 'data'), '.csv')) {
    const [header, ...rows] = table(read(out, `data/${file}`).replace(/^\ufeff/, ''));
    for (const row of rows) {
      if (row.length !== header.length) wrong.push(`${file}: ${row.length} cells of ${header.length}: ${visible(row[4])}`);
      for (const c of row) {
        cells.add(c.replace(/^'/, ''));
        cells.add(c);
        if (/^[=+\-@\t\r\n＝＋－＠]/.test(c) && !/^[+-]?\d[\d.]*$/.test(c)) wrong.push(`${file}: a formula: ${visible(c)}`);
      }
    }
  }
  for (const r of hostile.records)
    if (['events', 'places', 'services'].includes(r.kind))
      for (const s of [r.fields.name, r.fields.summary].slice(0, r.kind === 'places' ? 1 : 2)) if (!cells.has(s)) wrong.push(`no cell is ${visible(s)} of ${r.id}`);
  none(wrong);
}

function json(out, hostile) {
  const said = new Set(), wrong = [];
  for (const file of ['hsds.json', 'places.geojson', 'schema.json'].map((f) => `data/${f}`).concat(filesOf(out, '.json'))) {
    const text = read(out, file);
    if (/[<>&\u2028\u2029]/.test(text)) wrong.push(`${file} could end a script`);
    everyString(JSON.parse(text), said);
  }
  const hsds = everyString(JSON.parse(read(out, 'data/hsds.json'))), geo = everyString(JSON.parse(read(out, 'data/places.geojson')));
  for (const r of hostile.records) {
    for (const s of [r.fields.name, r.fields.summary]) if (!said.has(s)) wrong.push(`${r.id}: no file of JSON holds ${visible(s)}`);
    if (['services', 'consultations'].includes(r.kind) && !hsds.has(r.fields.name)) wrong.push(`hsds.json: ${visible(r.fields.name)}`);
    if (r.kind === 'places' && !geo.has(r.fields.name)) wrong.push(`places.geojson: ${visible(r.fields.name)}`);
  }
  none(wrong);
}

const properties = /^(BEGIN|END|VERSION|PRODID|CALSCALE|NAME|X-WR-CALNAME|X-WR-CALDESC|X-WR-TIMEZONE|DESCRIPTION|REFRESH-INTERVAL|X-PUBLISHED-TTL|SOURCE|URL|TZID|DTSTART|DTEND|TZOFFSETFROM|TZOFFSETTO|TZNAME|UID|DTSTAMP|LAST-MODIFIED|SEQUENCE|RRULE|EXDATE|RECURRENCE-ID|SUMMARY|LOCATION|CATEGORIES|CONTACT|STATUS|GEO|COLOR)[:;]/;
const cards = /^(BEGIN|END|VERSION|PRODID|UID|FN|N|X-PHONETIC-ORG|ORG|TEL|EMAIL|ADR|URL|NOTE|X-ABShowAs)[:;]/;

function lines(text, file, allowed, wrong) {
  for (const line of text.split('\r\n')) if (Buffer.byteLength(line) > 75 || /[\x00-\x1f\x7f]/.test(line)) wrong.push(`${file}: ${visible(line)}`);
  const whole = text.replace(/\r\n /g, '').split('\r\n').filter(Boolean);
  for (const line of whole) if (!allowed.test(line)) wrong.push(`${file}: ${visible(line)}`);
  return whole.map((line) => line.replace(/\\([\\;,nN])/g, (_, c) => (c === 'n' || c === 'N' ? '\n' : c)));
}

function calendars(out, hostile) {
  const wrong = [];
  for (const file of filesOf(out, '.ics')) {
    const whole = lines(read(out, file), file, properties, wrong);
    const r = hostile.records.find(({ page }) => file === `${page}event.ics`);
    if (!r) continue;
    if (!whole.some((line) => line.startsWith('SUMMARY:') && line.endsWith(`【見本】${r.fields.name}`))) wrong.push(`${file}: SUMMARY: ${visible(r.fields.name)}`);
    if (!whole.some((line) => line.startsWith('DESCRIPTION:') && line.includes(r.fields.summary))) wrong.push(`${file}: DESCRIPTION: ${visible(r.fields.summary)}`);
    if (!whole.some((line) => line.startsWith('LOCATION:') && line.includes(r.fields.place.name))) wrong.push(`${file}: LOCATION: ${visible(r.fields.place.name)}`);
  }
  const card = lines(read(out, 'consult/kado.vcf'), 'kado.vcf', cards, wrong), { name, note, ask, after, address } = hostile.said.office;
  const note1 = card.find((line) => line.startsWith('NOTE:'));
  if (!card.includes(`FN:${name}`)) wrong.push(`kado.vcf: FN: ${visible(name)}`);
  for (const s of [note, ask, after]) if (s !== '確認中' && !note1.includes(s)) wrong.push(`kado.vcf: NOTE: ${visible(s)}`);
  if (!card.some((line) => line === `ADR;TYPE=WORK:;;${address};西東京市;東京都;;日本`)) wrong.push(`kado.vcf: ADR: ${visible(address)}`);
  none(wrong);
}

function plainTexts(out, hostile) {
  const wrong = [];
  for (const file of filesOf(out, '.txt')) if (/[\x00-\x08\x0b-\x1f\x7f]/.test(read(out, file))) wrong.push(`${file} has control characters`);
  for (const r of hostile.records) {
    if (r.fields.flyer)
      for (const s of [r.fields.flyer.headline, r.fields.summary]) if (!read(out, `${r.page}flyer/flyer.txt`).includes(s)) wrong.push(`${r.page}flyer.txt: ${visible(s)}`);
    if (r.kind !== 'events') continue;
    const share = read(out, `${r.page}share.txt`);
    if (!share.includes([...r.fields.name].slice(0, 6).join(''))) wrong.push(`${r.page}share.txt: ${visible(r.fields.name)}`);
  }
  none(wrong);
}

function wellFormed(out) {
  const files = filesOf(out, '.xml').concat(filesOf(out, '.svg')).map((f) => path.join(out, f));
  const done = spawnSync('xmllint', ['--noout', '--nonet', ...files], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
}

// News of texts that changed, as feeds: the second commit makes them naughty.
function feeds() {
  const root = path.join(work, 'news', 'content'), git = (...words) => {
    const done = spawnSync('git', ['-C', path.join(work, 'news'), '-c', 'user.name=t', '-c', 'user.email=t@k.example', ...words],
      { encoding: 'utf8', env: { ...process.env, GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day, GIT_CONFIG_GLOBAL: '/dev/null' } });
    assert.equal(done.status, 0, done.stderr);
  };
  let day = '2026-11-10T09:00:00+0900';
  city('news', 1, () => 'ふつうの文');
  cpSync(path.join(here, '../layouts'), path.join(work, 'news', 'layouts'), { recursive: true });
  const folder = path.join(root, 'seibu/shibakubo/services');
  const count = full ? 95 : 25, names = [], fields = (s) => ({ ...kinds.services(s), images: undefined });
  for (let i = 0; i < count; i += 1) writeFileSync(path.join(folder, `n-${i}.md`), front(JSON.parse(JSON.stringify(fields(() => 'ふつうの文'))), 'あ'));
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'a');
  for (let i = 0; i < count; i += 1) {
    const made = JSON.parse(JSON.stringify(fields(take)));
    // What may be a telephone number is never told of what changed (told.h).
    names.push(made.name, ...(/\d{9}/.test(made.fees) ? [] : [made.fees]));
    writeFileSync(path.join(folder, `n-${i}.md`), front(made, 'い'));
  }
  day = '2026-11-20T09:00:00+0900';
  git('commit', '-qam', 'b');
  const out = build('news', '--skip', 'pdf,qr,gzip,images');
  wellFormed(out);
  const atom = spawnSync('xmllint', ['--noout', '--relaxng', path.join(here, 'atom.rng'), path.join(out, 'new/atom.xml')], { encoding: 'utf8' });
  assert.equal(atom.status, 0, atom.stderr);
  const items = JSON.parse(read(out, 'new/feed.json')).items;
  const unescape = (t) => t.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
  const told = everyString(items), inAtom = unescape(read(out, 'new/atom.xml')), inJson = [...told].join('\n'), wrong = [];
  for (const s of names) {
    if (!inAtom.includes(s)) wrong.push(`atom.xml: ${visible(s)}`);
    if (!inJson.includes(s)) wrong.push(`feed.json: ${visible(s)}`);
  }
  assert.ok(items.length >= count, `only ${items.length} items`);
  none(wrong);
}

// Old addresses are paths of files and lines of servers' files.
function oldAddresses() {
  const root = path.join(work, 'moved', 'content');
  cpSync(path.join(here, 'cases/_base/content'), root, { recursive: true });
  const file = path.join(root, 'seibu/shibakubo/places/hiroba.md'), text = readFileSync(file, 'utf8');
  const made = [...new Set(strings.map((s) => `/old/${s}/`))];
  const withAliases = (list) => writeFileSync(file, text.replace('sample: yes', () => `sample: yes\naliases: ${written(list)}`));
  const words = ['check', '--content', root, '--layouts', path.join(here, '../layouts'), '--today', today, '--lang', 'en', '--format', 'json'];
  const kept = [];
  for (let i = 0; i < made.length; i += 100) {
    const some = made.slice(i, i + 100);
    withAliases(some);
    const bad = new Set(run(...words).stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((d) => d.code === 'alias-form').map((d) => d.message));
    kept.push(...some.filter((alias) => ![...bad].some((message) => message.includes(alias))));
  }
  assert.ok(kept.length > 20 && kept.length < made.length, `${kept.length} of ${made.length} are taken`);
  none(kept.filter((alias) => /\.\.|\/\/|[\x00-\x20"#%<>?\\]/.test(alias)).map(visible));
  withAliases(kept.slice(0, 190));
  const out = build('moved', '--skip', 'pdf,qr,gzip,images'), wrong = [];
  for (const line of read(out, '_redirects').split('\n')) if (!/^(|#.*|\/[A-Za-z0-9/._~-]+ \/[a-z0-9/-]+ 301)$/.test(line)) wrong.push(`_redirects: ${visible(line)}`);
  for (const line of read(out, 'keijiban-nginx.conf').split('\n')) if (/old/.test(line) && !/^location = \/[A-Za-z0-9/._~-]+ \{ return 301 \/[a-z0-9/-]+; \}$/.test(line)) wrong.push(`nginx: ${visible(line)}`);
  for (const alias of kept.slice(0, 190)) if (!existsSync(path.join(out, alias, 'index.html'))) wrong.push(`no page leads on from ${visible(alias)}`);
  none(wrong);
}

// PDF: the text that a reader of PDF takes out of it. Only what a font has can stand there.
function sheets() {
  const plain = strings.filter((s) => /^[\x21-\x7e\u3041-\u3093\u4e00-\u9fa5]{2,30}$/.test(s));
  let at = 0;
  const hostile = city('paper', 2, (limit = 70) => { for (;;) { const s = plain[at++ % plain.length]; if (s.length <= limit) return s; } });
  const out = build('paper', '--skip', 'gzip,images'), wrong = [];
  const squeezed = (s) => s.normalize('NFKC').replace(/\s+/g, '');
  for (const r of hostile.records.filter(({ fields }) => fields.flyer).slice(0, full ? Infinity : 6)) {
    const done = spawnSync('pdftotext', ['-raw', path.join(out, r.page, 'flyer.pdf'), '-'], { encoding: 'utf8' });
    for (const s of [r.fields.flyer.headline, r.fields.alert.text]) if (!squeezed(done.stdout).includes(squeezed(s))) wrong.push(`${r.page}flyer.pdf: ${visible(s)}`);
  }
  none(wrong);
}

// Files that `check` finds an error in; too many are told in part only, so few at a time.
function wrongFiles(root, folder, files) {
  const told = new Set();
  for (let i = 0; i < files.length; i += 90) {
    const some = files.slice(i, i + 90);
    for (const [name, text] of some) writeFileSync(path.join(folder, `${name}.md`), text);
    const said = run('check', '--content', root, '--layouts', path.join(here, '../layouts'), '--today', today, '--lang', 'en', '--format', 'json').stdout;
    for (const line of said.split('\n').filter(Boolean)) {
      const d = JSON.parse(line);
      if (d.level === 'error') told.add(path.basename(d.file, '.md'));
    }
    for (const [name] of some) rmSync(path.join(folder, `${name}.md`));
  }
  return told;
}

function refusing(name, kind) {
  const root = path.join(work, name, 'content'), folder = path.join(root, 'seibu/shibakubo', kind);
  cpSync(path.join(here, 'cases/_base/content'), root, { recursive: true });
  mkdirSync(folder, { recursive: true });
  return [root, folder];
}

// What is refused, is refused in every place a text can stand.
function refusals() {
  const [root, folder] = refusing('refused', 'events'), wrong = [];
  const hex = (c, width) => c.codePointAt(0).toString(16).padStart(width, '0');
  const escaped = (s) => `"${[...s].map((c) => (/[ -~]/.test(c) ? c : c.codePointAt(0) > 0xffff ? `\\U${hex(c, 8)}` : `\\u${hex(c, 4)}`)).join('')}"`;
  const event = (line, body) => `---\nname: 会\nname_kana: かい\nsummary: 会です。\npurposes: [gather]\ndate: 2026-12-08\nplace: hiroba\norganizer: madoguchi\nassured_date: 2026-11-01\nsample: yes\n${line}\n---\n${body}\n`;
  for (const [how, make] of Object.entries({
    raw: (s) => event(`condition: "あ${s}い"`, '文です。'), escaped: (s) => event(`condition: ${escaped(`あ${s}い`)}`, '文です。'), body: (s) => event('condition: い', `文${s}です。`) })) {
    const told = wrongFiles(root, folder, refused.map((s, i) => [`${how}-${i}`, make(s)]));
    // A line end within quotes is a space, and in the body of a record a line end; U+FFFE and what has no width are no harm to a body.
    refused.forEach((s, i) => { if (!told.has(`${how}-${i}`) && !(how !== 'escaped' && s.includes('\n')) && !(how === 'body' && /[\ufffe\uffff\u200b\u2060]/.test(s))) wrong.push(`${how}: ${visible(s)}`); });
  }
  none(wrong);
}

// Addresses of the web and of mail take what is one, and nothing else.
function links() {
  const [root, folder] = refusing('links', 'services'), wrong = [];
  const fields = (key, s) => ({ name: '支援', name_kana: 'しえん', summary: '支援です。', purposes: ['gather'], provider: { name: '会', phone: '000-0000-0000', [key]: s }, assured_date: '2026-11-01', sample: true });
  const allowed = { url: /^https?:\/\/[a-z0-9.-]+(:\d+)?([/?#][^\s"<>\\^`{|}]*)?$/i, email: /^(mailto:)?[\w.+%&*!=?'/#$^~-]+@[a-z0-9.-]+$/i, phone: /^(確認中|なし|[#()\d -]+)$/ };
  const some = full ? strings : strings.filter((s, i) => i % 6 === seed % 6 || /:\/\/|@|:|^\d/.test(s));
  for (const [key, form] of Object.entries(allowed)) {
    const told = wrongFiles(root, folder, some.map((s, i) => [`${key}-${i}`, front(fields(key, s), 'あ')]));
    some.forEach((s, i) => { if (!told.has(`${key}-${i}`) && !form.test(s)) wrong.push(`${key}: ${visible(s)}`); });
  }
  none(wrong);
}

const browser = await launch();
try {
  const hostile = city('hostile', full ? 120 : 18, take);
  city('plain', 18, (() => { let n = 0; return (limit = 70) => `ふつうの文${(n += 1) % 10 ? '' : '、とても長い文章がつづきます'}`.slice(0, limit); })());
  let out, plainOut;
  await test('a city of such strings is built', () => { out = build('hostile', '--skip', 'pdf,qr,gzip'); });
  await test('a harmless city is built', () => { plainOut = build('plain', '--skip', 'pdf,qr,gzip'); });
  if (out && plainOut) {
    await inChromium(browser, 'hostile', hostile, out, plainOut);
    await test('tables: every cell as it was written, no formula', () => tables(out, hostile));
    await test('JSON: every string as it was written, and harmless in a script', () => json(out, hostile));
    await test('calendars and vCards: no line that is not ours, folded at 75 octets, texts as they were written', () => calendars(out, hostile));
    await test('texts for SNS, flyers and boards', () => plainTexts(out, hostile));
    await test('sitemap and drawings are well-formed', () => wellFormed(out));
  }
  await test('feeds tell them, and are as their grammar', feeds);
  await test('old addresses', oldAddresses);
  await test('flyers as PDF', sheets);
  await test('control characters, line ends and overturned directions are refused wherever they stand', refusals);
  await test('addresses of the web, of mail and numbers are such', links);
} finally {
  await browser.close();
  if (!process.env.KEEP) rmSync(work, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
