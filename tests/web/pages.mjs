// Which pages to look at: of each kind the first (and the longest), found in out/ itself.

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

// The kinds of address of the site; the first pattern that fits names the kind.
export const kinds = [
  ['home', /^index\.html$/],
  ['not-found', /^404\.html$/],
  ['index', /(^|\/)for\/[^/]+\/[^/]+\/index\.html$/],
  ['index-paged', /(^|\/)for\/.*\/index\.html$/],
  ['board', /(^|\/)board\/(\d{4}-\d{2}\/(a3\/)?)?index\.html$/],
  ['flyer', /\/flyer\/index\.html$/],
  ['short', /^r\/[^/]+\/index\.html$/],
  ['record', /(^|\/)(events|places|services|consultations|groups|schemes|notices)\/[^/]+\/index\.html$/],
  ['list', /(^|\/)(events|places|services|consultations|groups|schemes|notices)\/index\.html$/],
  ['news', /(^|\/)new\/(page\/\d+\/)?index\.html$/],
  ['special', /^(find|consult|schemes|search|data|about|accessibility)\/(.*\/)?index\.html$/],
  ['district', /^[^/]+\/[^/]+\/index\.html$/],
  ['area', /^[^/]+\/index\.html$/],
  ['other', /\.html$/],
];

export async function htmlFiles(out) {
  const names = await readdir(out, { recursive: true });
  return names.map((name) => name.split(path.sep).join('/')).filter((name) => name.endsWith('.html')).sort();
}

// The pages of another language, and the easy ones, are kinds of their own: en: district.
const languages = /^(easy|[a-z]{2}(?:-[A-Za-z]{2,4})?)\//;

export function languageOf(file) {
  return file.match(languages)?.[1] ?? '';
}

export function kindOf(whole) {
  const language = languageOf(whole);
  const kind = kindWithin(language ? whole.slice(language.length + 1) : whole);
  return language ? `${language}: ${kind}` : kind;
}

function kindWithin(file) {
  const [kind] = kinds.find(([, pattern]) => pattern.test(file)) ?? ['other'];
  const folder = file.match(/(events|places|services|consultations|groups|schemes|notices)\/[^/]*\/?(flyer\/)?index\.html$/);
  if (kind === 'special') return `special ${file.split('/')[0]}`;
  return folder && ['record', 'list', 'flyer'].includes(kind) ? `${kind} ${folder[1]}` : kind;
}

// A small generator of its own (mulberry32), so that a seed chooses the same pages everywhere.
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// So many of them, another choice for every seed; in their order.
export function some(items, count, seed) {
  const next = numbers(seed), left = [...items.keys()];
  const chosen = Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(next() * left.length), 1)[0]);
  return chosen.sort((a, b) => a - b).map((i) => items[i]);
}

// [[kind, address, small]]: for every kind the largest page and the smallest; of flyers, which share a layout, two in all.
export async function samples(out) {
  const byKind = new Map();
  for (const file of await htmlFiles(out)) {
    const { size } = await stat(path.join(out, file));
    const kind = kindOf(file).replace(/(^|: )(flyer) .*/, '$1$2');
    if (!byKind.has(kind)) byKind.set(kind, []);
    byKind.get(kind).push([size, file]);
  }
  const chosen = [];
  for (const [kind, files] of [...byKind].sort(([a], [b]) => (a < b ? -1 : 1))) {
    files.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1));
    const [small, large] = [files[0][1], files[files.length - 1][1]];
    chosen.push([kind, addressOf(large), false]);
    if (small !== large) chosen.push([kind, addressOf(small), true]);
  }
  return chosen;
}

// Kinds that share a layout, as the lists do, are one: [[kind, address]], of each the longest page of its first kind.
export async function ofEachLayout(out) {
  const seen = new Set();
  return (await samples(out)).filter(([kind, , small]) => {
    const layout = /(^|: )special/.test(kind) ? kind : kind.replace(/(record|list) \w+$/, '$1').replace('index-paged', 'index');
    if (small || seen.has(layout)) return false;
    return seen.add(layout);
  });
}

export const addressOf = (file) => file.replace(/(^|\/)index\.html$/, '$1');
