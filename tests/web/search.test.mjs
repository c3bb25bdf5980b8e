// Searching: the folding of both languages, what is found, by whom it is used, and how much is read.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { serve } from './serve.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const KB = 1024;
const run = promisify(execFile);

async function script() {
  const module = { exports: {} };
  vm.runInNewContext(await readFile(path.join(root, 'layouts/search.js'), 'utf8'), { module });
  return module.exports;
}

async function vectors() {
  const lines = (await readFile(path.join(root, 'tests/search-vectors.tsv'), 'utf8')).split('\n');
  return lines.filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t'))
    .map(([text, folded]) => [text.replace(/\\u([0-9a-f]{4})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), folded]);
}

// What people of this city may type (the words; choices besides them), and what belongs on top: exactly these, in any
// order. `only`: and nothing else is found.
const queries = [
  ['将棋', {}, 'honcho-shogi shibakubo-kyu-shukaijo honcho-manmaru-ba', 'only'],
  ['囲碁', {}, 'yagisawa-igo', 'only'],
  ['認知症カフェ', {}, 'hoya-ninchisho-cafe', 'only'],
  ['盆踊り', {}, 'nakahara-bonodori nakahara-hibari-mori', 'only'],
  ['ﾎﾞｯﾁｬ', {}, 'chubu-boccha', 'only'],
  ['もちつき', {}, 'tanashi-mochitsuki'],
  ['餅つき', {}, 'tanashi-mochitsuki'],
  ['気球', {}, '', 'only'],
  ['断水', {}, 'seibu-dansui-chushi', 'only'],
  ['卓球', {}, 'sakae-takkyu', 'only'],
  ['電球', {}, 'hoya-chokotto', 'only'],
  ['うたごえ', {}, 'mukodai-utagoe', 'only'],
  ['絵本', {}, 'shibakubo-ohanashi-kai hoya-daini-bunko izumi-yomikikase', 'only'],
  ['ふれまち', {}, 'furemachi shakyo', 'only'],
  ['らじお体操', {}, 'tanashi-rajio-taiso tanashi-furemachi', 'only'],
  ['たいそう', {}, 'izumi-taiso tanashi-rajio-taiso', 'only'],
  ['きんじょ', {}, 'kamimukodai-otodoke', 'only'],
  ['車椅子 貸し出し', {}, 'city-kurumaisu hekizan-slope nishihara-daini-noen', 'only'],
  ['0120-9109-77', {}, 'hotroom-soudan hotroom sumiyoshi-kaikan-lupinus', 'only'],
  ['０１２０（９１０９）７７', {}, 'hotroom-soudan hotroom sumiyoshi-kaikan-lupinus', 'only'],
  ['配食', {}, 'city-haishoku city-volunteer-nyumon', 'only'],
  ['西原　話し相手', {}, 'nishihara-yasai-ranchi yato-sanpo nishihara-keyaki-room nishihara-denwa nishihara-daini-dandan-ie houkatsu-nishiharacho yato-mochiyori chiiki-houkatsu', 'only'],
  ['子供食堂', {}, 'kodomo-shokudo kodomo-shokudo-josei kodomo-shokudo-mogumogu'],
  ['こども 食堂', {}, 'kodomo-shokudo kodomo-shokudo-josei kodomo-shokudo-mogumogu'],
  ['引き籠もり', {}, 'nanbu-kazoku-tsudoi outreach'],
  ['dv', {}, 'dv-sodan-navi'],
  ['赤ちゃん', {}, 'sumiyoshi-sango-tetsudai hoya-daini-baby-massage yagisawa-yoru-akachan'],
  ['勉強', {}, 'nishihara-daini-gakushu higashi-yoru-benkyo'],
  ['民生委員', {}, 'minsei-iin minsei-iin-soudan'],
  ['ゴミ', {}, 'honcho-gomidashi nakahara-gomi-wake'],
  ['障害者 手話', {}, '', 'only'],
  ['外国人', {}, 'city-gaikokujin-soudan hokutobu-hanashiba'],
  ['手話', { area: 'seibu/nishihara' }, 'city-shuwa-koshu'],
  ['体操', { age: 'senior75', purpose: 'move' }, 'izumi-taiso tanashi-rajio-taiso'],
  ['', { area: 'seibu/nishihara', purpose: 'eat' }, 'nishihara-yasai-ranchi'],
];

// Going on before a file is there ends its request.
const isWrong = (problem) => !problem.startsWith('request failed');

const ids = (page) => page.locator('#results .lines > li > a')
  .evaluateAll((links) => links.map((a) => a.getAttribute('href').match(/([^/]+)\/$/)[1]));

async function searchFor(page, words, { area = '', age = '', purpose = '' } = {}) {
  await page.goto(new URL(`?${new URLSearchParams({ q: words, area, age, purpose })}`, page.url()).href);
  await page.locator('#found').filter({ hasText: /見つか/ }).waitFor();
  while (await page.getByRole('button', { name: /つづきを見る/ }).count()) await page.getByRole('button', { name: /つづきを見る/ }).click();
  return ids(page);
}

// A generated city whose records do not fit into one file; `find` looks at all of them, as a small site would.
async function largeCity(out) {
  const near = path.dirname(path.resolve(out)), build = existsSync(path.join(near, 'keijiban')) ? near : path.join(root, 'build');
  const home = await mkdtemp(path.join(tmpdir(), 'keijiban-search-')), site = path.join(home, 'out');
  await run(path.join(build, 'bench/corpus'), [path.join(root, 'tests/cases/_base/content'), path.join(home, 'content'), '1200', '9', '7']);
  await run(path.join(build, 'keijiban'), ['build', '--content', path.join(home, 'content'), '--layouts', path.join(root, 'layouts'),
    '--out', site, '--today', '2026-11-23', '--skip', 'qr,gzip,images']);
  const read = async (name) => JSON.parse(await readFile(path.join(site, 'search', name), 'utf8'));
  const data = await read('data.json'), code = await script();
  if (data.records || !(data.parts.length > 4)) throw new Error('the city is not split');
  const records = (await Promise.all(data.parts.map(async (_, n) => (await read(`part-${n}.json`)).records))).flat();
  data.rows = code.unpack(data, records);
  const purposes = [...(await readFile(path.join(site, 'search/index.html'), 'utf8')).matchAll(/<select id="purpose".*?<\/select>/gs)][0][0]
    .match(/value="[^"]*"/g).map((value) => value.slice(7, -1)).slice(1);
  const [one, other, third] = [5, 400, 900].map((n) => records[n % records.length]);
  const area = data.areas[data.parts.map((areas) => areas[0]).sort((a, b) => data.areas[b][0].length - data.areas[a][0].length)[0]];
  return {
    root: home, out: site, parts: data.parts.length,
    queries: [
      { words: one[1] }, { words: other[1].slice(0, 3) }, { words: third[2].slice(0, 4) }, { words: one[1].slice(0, 1) },
      { words: `${area[2]} ${one[1].slice(0, 2)}` }, { words: one[1].slice(0, 2), area: area[0] }, { words: other[3].slice(0, 6) },
      { words: '', area: area[0], purpose: purposes[0], few: true }, { words: data.purposes[0][0] }, { words: 'ぬぬぬぬ', few: true },
      { words: '子供', purpose: purposes[1] }, { words: '000-0000' },
    ],
    find: ({ words, area: path_ = '', purpose = '' }) => code.find(data, {
      words: code.wordsOf(words, data.same), area: path_, age: -1, purpose: purposes.indexOf(purpose),
    }).map((row) => row.id),
  };
}

export default async function search({ site, browser, out, test, open, axe, none }) {
  const { fold } = await script();
  await test('words fold in the browser as they fold in the program', async () => {
    const all = await vectors();
    if (all.length < 40) throw new Error(`only ${all.length} vectors`);
    none(all.filter(([text, folded]) => fold(text) !== folded).map(([text, folded]) => `${text}: ${fold(text)}, not ${folded}`));
  });

  await test('texts folded by the program are as the browser would fold them', async () => {
    const data = JSON.parse(await readFile(path.join(out, 'search/data.json'), 'utf8'));
    const wrong = [];
    for (let i = 0; i < data.texts; i++) {
      const texts = JSON.parse(await readFile(path.join(out, `search/text-${i}.json`), 'utf8'));
      wrong.push(...Object.entries(texts).filter(([, text]) => fold(text) !== text).map(([id]) => id));
    }
    wrong.push(...data.records.filter((r) => r[12].split(' ').some((word) => fold(word) !== word)).map((r) => r[0]));
    none(wrong);
  });

  await test('what is searched weighs at most 60 KB a file, packed', async () => {
    const heavy = [];
    for (const name of (await readdir(path.join(out, 'search'))).filter((file) => file.endsWith('.json'))) {
      const packed = gzipSync(await readFile(path.join(out, 'search', name)), { level: 9 }).length;
      if (packed > 60 * KB) heavy.push(`${name}: ${packed} bytes`);
    }
    none(heavy);
  });

  await test('nothing is read before the box is used', async () => {
    const visit = await open(browser, site, 'search/');
    const asked = [];
    visit.page.on('request', (request) => asked.push(request.url()));
    await visit.page.waitForTimeout(300);
    if (asked.some((url) => url.includes('.json'))) throw new Error(asked.join('\n'));
    if (await visit.page.evaluate(() => document.activeElement.id) !== 'q') throw new Error('the box has no focus');
    await visit.page.keyboard.type('たなし');
    await visit.page.locator('#results .lines > li').first().waitFor();
    none([...visit.problems, ...(await visit.violations()), ...(await axe(visit.page))]);
    await visit.close();
  });

  await test('without scripts the syllabary and the other ways are there, and no box that does nothing', async () => {
    const visit = await open(browser, site, 'search/', { scripts: false, width: 360 });
    if (await visit.page.locator('form').isVisible()) throw new Error('the form is shown');
    await visit.page.getByRole('link', { name: /^か行/ }).click();
    await visit.page.waitForURL(/search\/ka\/$/);
    if (!(await visit.page.locator('.lines > li').count())) throw new Error('か行 lists nothing');
    await visit.close();
  });

  await test('nothing in the address becomes markup', async () => {
    const visit = await open(browser, site, 'search/');
    for (const attack of ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', "';alert(1)//", '\u2028', '𠮷'.repeat(80), '%', '((((', '[a-', '\\']) {
      const address = new URL(`search/?q=${encodeURIComponent(attack)}&area=${encodeURIComponent(attack)}&age=__proto__&purpose=constructor`, site.url).href;
      await visit.page.goto(address);
      await visit.page.waitForTimeout(150);
      if (await visit.page.locator('main img, main script, main iframe').count()) throw new Error(attack);
    }
    none([...visit.problems.filter(isWrong), ...(await visit.violations())]);
    await visit.close();
  });

  await test(`what belongs on top is there for ${queries.length} queries`, async () => {
    const visit = await open(browser, site, 'search/');
    const wrong = [];
    for (const [words, choices, expected, only] of queries) {
      const wanted = expected.split(' ').filter(Boolean).sort();
      const all = await searchFor(visit.page, words, choices);
      const top = (only ? all : all.slice(0, wanted.length)).slice().sort();
      if (top.join() !== wanted.join()) wrong.push(`${words} ${JSON.stringify(choices)}: ${top.join(' ')}`);
    }
    none([...wrong, ...visit.problems.filter(isWrong)]);
    await visit.close();
  });

  await test('in English a record is found by its name in English, and shown with both', async () => {
    const visit = await open(browser, site, 'en/search/?q=story+time');
    const link = visit.page.locator('#results .lines > li > a');
    await link.first().waitFor();
    const html = await link.evaluateAll((all) => all.map((a) => `${a.lang} ${a.innerHTML}`));
    if (html.join() !== 'ja <span lang="en">Shibakubo Story Time </span>芝久保おはなし会') throw new Error(html.join('\n'));
    none([...visit.problems.filter(isWrong), ...(await visit.violations()), ...(await axe(visit.page))]);
    await visit.close();
  });

  await test('in a city with too many records for one file a search finds the same, and reads what it needs', async () => {
    const city = await largeCity(out);
    const served = await serve(city.out, '/');
    const visit = await open(browser, served, 'search/');
    const asked = new Set(), wrong = [];
    visit.page.on('request', (request) => asked.add(path.basename(new URL(request.url()).pathname)));
    try {
      for (const query of city.queries) {
        asked.clear();
        const expected = city.find(query);
        await visit.page.goto(new URL(`search/?${new URLSearchParams({ q: query.words, area: query.area ?? '', purpose: query.purpose ?? '' })}`, served.url).href);
        await visit.page.locator('#found').filter({ hasText: /見つか/ }).waitFor();
        const seen = await ids(visit.page), told = await visit.page.locator('#found').innerText();
        const parts = [...asked].filter((name) => /^part-/.test(name)).length;
        if (seen.join() !== expected.slice(0, 20).join() || !told.includes(expected.length ? `${expected.length}件` : '見つかりませんでした'))
          wrong.push(`${JSON.stringify(query)}: ${told} ${seen.join(' ')}, not ${expected.length}: ${expected.slice(0, 20).join(' ')}`);
        if (query.few && parts * 2 > city.parts) wrong.push(`${JSON.stringify(query)}: ${parts} of ${city.parts} parts were read`);
        if (asked.has('text-0.json')) wrong.push(`${JSON.stringify(query)}: texts were read unasked`);
      }
      await searchFor(visit.page, 'ぬぬぬぬ');
      await visit.page.getByRole('button', { name: 'くわしい説明の中からもさがす' }).click();
      await visit.page.locator('#found').filter({ hasText: /見つかりませんでした/ }).waitFor();
      none([...wrong, ...visit.problems.filter(isWrong), ...(await visit.violations())]);
    } finally {
      await visit.close();
      await served.close();
      await rm(city.root, { recursive: true });
    }
  });

  await test('where nothing is found, what would be found is offered, and whom to ask', async () => {
    const visit = await open(browser, site, 'search/', { width: 360 });
    await searchFor(visit.page, 'たなし ぬぬぬぬ');
    await visit.page.getByRole('button', { name: /「ぬぬぬぬ」をはずす/ }).click();
    if (!(await visit.page.locator('#results .lines > li').count())) throw new Error('nothing after the word is left out');
    await searchFor(visit.page, 'ぬぬぬぬ');
    if (!(await visit.page.locator('#results a[href="#ask"]').isVisible())) throw new Error('nobody to ask');
    none([...visit.problems.filter(isWrong), ...(await axe(visit.page))]);
    await visit.close();
  });
}
