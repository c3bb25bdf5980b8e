// Which pages to look at: of each kind the first (and the longest), found in out/ itself.

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

// The kinds of address of the site; the first pattern that fits names the kind.
export const kinds = [
  ['home', /^index\.html$/],
  ['not-found', /^404\.html$/],
  ['index', /(^|\/)for\/[^/]+\/[^/]+\/index\.html$/],
  ['index-paged', /(^|\/)for\/.*\/index\.html$/],
  ['board', /(^|\/)board\/\d{4}-\d{2}\/index\.html$/],
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

export function kindOf(file) {
  const [kind] = kinds.find(([, pattern]) => pattern.test(file)) ?? ['other'];
  const folder = file.match(/(events|places|services|consultations|groups|schemes|notices)\/[^/]*\/?(flyer\/)?index\.html$/);
  if (kind === 'special') return `special ${file.split('/')[0]}`;
  return folder && ['record', 'list', 'flyer'].includes(kind) ? `${kind} ${folder[1]}` : kind;
}

// [[kind, address, small]]: for every kind the largest page and the smallest; of flyers, which share a layout, two in all.
export async function samples(out) {
  const byKind = new Map();
  for (const file of await htmlFiles(out)) {
    const { size } = await stat(path.join(out, file));
    const kind = kindOf(file).replace(/^(flyer) .*/, '$1');
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

export const addressOf = (file) => file.replace(/(^|\/)index\.html$/, '$1');
