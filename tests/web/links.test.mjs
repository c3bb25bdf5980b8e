// Without a browser, of all pages: links and anchors lead somewhere, titles differ, headings are in order, the block
// of whom to ask stands at one place, and nothing is asked from another host.

import { readFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { addressOf, kindOf } from './pages.mjs';

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescaped = (text) => text.replace(/&(#39|\w+);/g, (all, name) => entities[name] ?? all);
const values = (html, pattern) => [...html.matchAll(pattern)].map(([, value]) => unescaped(value));

// Words that say nothing where a screen reader lists the links of a page alone.
const vague = /^(こちら|こちらへ|ここ|ここを(クリック|押す)|(詳|くわ)しく(は|はこちら|はここ)?|続きを読む|もっと見る|リンク|クリック|here|click here|read more|more)[。.→＞>»]*$/i;

// Chapters of the document a page consists of, as far as the order of tags tells.
function facts(html) {
  return {
    title: values(html, /<title>([^<]*)<\/title>/g)[0],
    links: values(html, /\s(?:href|src)="([^"]*)"/g),
    loaded: values(html, /<(?:img|script|iframe|audio|video|source|embed)\b[^>]*\ssrc="([^"]*)"/g)
      .concat(values(html, /<link rel="(?:stylesheet|icon|preload)"[^>]*\shref="([^"]*)"/g)),
    ids: values(html, /\sid="([^"]*)"/g),
    headings: [...html.matchAll(/<h([1-6])\b/g)].map(([, level]) => Number(level)),
    ask: html.match(/<\/main>\s*(<[^>]*>)/)?.[1],
    refresh: values(html, /http-equiv="refresh" content="[^"]*url=([^"]*)"/g),
    noindex: /<meta name="robots" content="noindex">/.test(html),
    empty: [...html.matchAll(/<h[1-6][^>]*>\s*<\/h[1-6]>|<ul[^>]*>\s*<\/ul>|<a [^>]*>\s*<\/a>/g)].map(([all]) => all),
    jump: /<a class="skip" href="#main">/.test(html),
    lang: html.match(/<html lang="([\w-]+)"[ >]/)?.[1],
    mains: (html.match(/<main\b/g) ?? []).length,
    navs: [...html.matchAll(/<nav\b([^>]*)>/g)].map(([, names]) => names.match(/aria-label(?:ledby)?="([^"]+)"/)?.[1]),
    vague: [...html.matchAll(/<a\b[^>]*>([^<]*)<\/a>/g)].map(([, words]) => words.trim()).filter((words) => vague.test(words)),
    spaced: html.replace(/<(script|style|svg)\b.*?<\/\1>/gs, '').match(/>[^<]*(?<![\p{L}\p{N}])\p{Script=Han}[ \u3000]\p{Script=Han}(?![\p{L}\p{N}])[^<]*</gu) ?? [],
  };
}

async function pool(items, work) {
  const left = [...items];
  await Promise.all(Array.from({ length: 16 }, async () => { for (let item; (item = left.shift());) await work(item); }));
}

const few = (problems) => (problems.length > 20 ? [...problems.slice(0, 20), `… ${problems.length} in all`] : problems);

export default async function links({ out, test, none }) {
  const base = process.env.BASE ?? '/';
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const files = new Set(entries.filter((e) => e.isFile())
    .map((e) => path.relative(out, path.join(e.path, e.name)).split(path.sep).join('/')));
  const pages = new Map();
  await pool([...files].filter((file) => file.endsWith('.html')).sort(), async (file) => {
    pages.set(file, facts(await readFile(path.join(out, file), 'utf8')));
  });

  // [file, anchor] of an address on a page; null for one that leads away.
  const target = (from, address) => {
    if (/^(mailto|tel|data):/.test(address)) return null;
    // Calendars are told with their host, and are always ours.
    const here = address.replace(/^webcal:\/\/[^/]*/, '');
    const url = new URL(here, `http://here${base}${addressOf(from)}`);
    if (url.host !== 'here') return null;
    const inside = decodeURIComponent(url.pathname);
    const file = inside.startsWith(base) ? inside.slice(base.length) : `outside ${inside}`;
    return [file === '' || file.endsWith('/') ? `${file}index.html` : file, decodeURIComponent(url.hash.slice(1))];
  };

  await test(`links and anchors of ${pages.size} pages lead somewhere`, () => {
    const ids = new Map([...pages].map(([file, page]) => [file, new Set(page.ids)]));
    for (const file of files)                                    // pictures, of which pages use parts
      if (file.endsWith('.svg')) ids.set(file, new Set(values(readFileSync(path.join(out, file), 'utf8'), /\sid="([^"]*)"/g)));
    const broken = [];
    for (const [file, page] of pages) {
      for (const link of new Set([...page.links, ...page.refresh])) {
        const found = target(file, link);
        if (!found) continue;
        const [to, anchor] = found;
        if (!files.has(to)) broken.push(`${file}: ${link}`);
        else if (anchor && !ids.get(to)?.has(anchor)) broken.push(`${file}: ${link} has no such anchor`);
      }
    }
    none(few(broken));
  });

  await test('no page has an id twice', () => none(few([...pages]
    .filter(([, page]) => new Set(page.ids).size !== page.ids.length).map(([file]) => file))));

  await test('no two pages have the same title', () => {
    const first = new Map(), same = [];
    for (const [file, { title }] of pages) {
      if (!title) same.push(`${file}: no title`);
      else if (first.has(title)) same.push(`${file} and ${first.get(title)}: ${title}`);
      else first.set(title, file);
    }
    none(few(same));
  });

  await test('every page has one first heading, and no level is left out', () => {
    const wrong = [];
    for (const [file, { headings, refresh }] of pages) {
      if (!headings.length && refresh.length) continue;           // a moved page sends on at once
      if (headings.filter((level) => level === 1).length !== 1) wrong.push(`${file}: ${headings.filter((l) => l === 1).length} h1`);
      const main = headings.indexOf(1);
      headings.forEach((level, i) => {
        if (i > main && level > headings[i - 1] + 1) wrong.push(`${file}: h${headings[i - 1]} then h${level}`);
      });
    }
    none(few(wrong));
  });

  await test('every page has one main part, its language, and a name of its own for each navigation', () => {
    const wrong = [];
    for (const [file, { mains, navs, lang, refresh, headings }] of pages) {
      if (!lang) wrong.push(`${file}: no language`);
      if (!headings.length && refresh.length) continue;
      if (mains !== 1) wrong.push(`${file}: ${mains} main parts`);
      if (navs.some((name) => !name) || new Set(navs).size !== navs.length) wrong.push(`${file}: navigations called ${navs.join(', ')}`);
    }
    none(few(wrong));
  });

  await test('every link says where it leads', () => none(few([...pages]
    .flatMap(([file, { vague: found }]) => found.map((words) => `${file}: ${words}`)))));

  await test('no word is torn by a space, as in 日　時', () => none(few([...pages]
    .flatMap(([file, { spaced }]) => spaced.map((words) => `${file}: ${words}`)))));

  await test('no heading, list or link is empty', () => none(few([...pages]
    .flatMap(([file, page]) => page.empty.map((what) => `${file}: ${what}`)))));

  await test('whom to ask first stands at the same place on every screen page, after the way to skip to the text', () => {
    const wrong = [...pages].filter(([file, page]) => !/^(flyer|board)/.test(kindOf(file)) && !page.refresh.length || page.jump)
      .filter(([, page]) => !(page.ask?.startsWith('<aside id="ask"') && page.jump)).map(([file]) => file);
    none(few(wrong));
  });

  await test('no page loads anything from another host', () => none(few([...pages].flatMap(([file, page]) => page.loaded
    .filter((address) => !address.startsWith('data:') && !target(file, address)).map((address) => `${file}: ${address}`)))));
}
