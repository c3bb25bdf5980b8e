// JSON-LD: every listed page has it, it says what the page says to people, and it leads to pages that are there.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { htmlFiles, languageOf } from './pages.mjs';

const unescape = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#(39|x27);/g, "'").replace(/&amp;/g, '&');
const textOf = (html) => unescape(html.replace(/<(script|style)\b.*?<\/\1>/gs, ' ').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, '');
const withoutReadings = (html) => html.replace(/<(rt|rp)>.*?<\/\1>|<small class="tongue">.*?<\/small>/gs, '');
const squeezed = (text) => String(text).replace(/\s+/g, '');
const types = { events: 'Event', places: 'CivicStructure', services: 'GovernmentService', consultations: 'GovernmentService', groups: 'Organization', notices: 'SpecialAnnouncement' };
const known = new Set(['Event', 'CivicStructure', 'GovernmentService', 'Organization', 'SpecialAnnouncement', 'BreadcrumbList', 'ListItem', 'WebSite',
  'Place', 'PostalAddress', 'PeopleAudience', 'Offer', 'Schedule', 'ContactPoint', 'ServiceChannel', 'AdministrativeArea', 'OpeningHoursSpecification', 'GeoCoordinates']);

function* objects(value) {
  if (!value || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield value;
  for (const inner of Object.values(value)) yield* objects(inner);
}

// 2026-12-08T13:30:00+09:00 → 12月8日, 午後1時30分, as pages write them.
const dayWords = (iso) => `${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日`;
function timeWords(iso) {
  const [hour, minute] = iso.slice(11, 16).split(':').map(Number);
  return `${hour > 12 ? hour - 12 : hour}時${minute ? `${minute}分` : ''}`;
}

const saysTime = (text, time) => text.includes(timeWords(`0000-00-00T${time}`)) || (time === '12:00' && text.includes('正午')) || (/^(00:00|24:00|23:59)$/.test(time) && /24時間|一日中|午前0時|深夜/.test(text));

function checkEvent(event, text) {
  const whole = event.eventStatus.endsWith('EventScheduled');
  assert.match(event.startDate, /^\d{4}-\d\d-\d\d(T\d\d:\d\d:00\+09:00)?$/);
  assert.ok(!event.endDate || event.endDate >= event.startDate, `${event.endDate} is before ${event.startDate}`);
  if (whole) assert.ok(text.includes(`次は${dayWords(event.startDate)}`) || text.includes(`年${dayWords(event.startDate)}`), `next: ${event.startDate}`);
  else assert.ok(/中止|延期/.test(text));
  assert.ok(text.includes(dayWords(event.startDate)), event.startDate);
  if (event.startDate.includes('T')) assert.ok(/正午/.test(text) || text.includes(timeWords(event.startDate)), event.startDate);
  if (event.maximumAttendeeCapacity) assert.ok(text.includes(`${event.maximumAttendeeCapacity}`));
  for (const offer of event.offers ?? []) assert.ok(offer.price === 0 ? /無料/.test(text) : text.includes(`${offer.price.toLocaleString('en')}円`), `${offer.price}`);
  if (event.eventSchedule) {
    const { startDate, endDate, exceptDate = [], repeatFrequency } = event.eventSchedule;
    assert.match(repeatFrequency, /^P\d+[DWMY]$/);
    assert.ok(startDate <= endDate && exceptDate.every((day) => startDate < day && day <= endDate), `${exceptDate}`);
  }
}

function checkRecord(one, html, text) {
  const has = (value, what) => assert.ok(!value || text.includes(squeezed(value)), `${what}: ${value}`);
  has(one.name.replace('【見本】', ''), 'name');
  assert.equal(one.name.startsWith('【見本】'), /class="sample"/.test(html.match(/<h1[\s\S]*?<\/h1>/)[0]), 'a sample says so');
  has(one.description, 'description');
  has(one.location?.name, 'place');
  has(one.location?.address?.streetAddress ?? one.address?.streetAddress, 'address');
  has(one.organizer?.name ?? one.provider?.name, 'who');
  has(one.areaServed?.name, 'area');
  if (one.isAccessibleForFree) assert.match(text, /無料/);
  has(one.audience?.audienceType, 'for whom');
  const { suggestedMinAge: from, suggestedMaxAge: until } = one.audience ?? {};
  if (one.typicalAgeRange) assert.equal(one.typicalAgeRange, `${from ?? ''}-${until ?? ''}`);
  for (const { opens, closes } of objects(one)) for (const time of [opens, closes].filter(Boolean)) assert.ok(saysTime(text, time), `open ${time}`);
  for (const { telephone } of objects(one)) assert.ok(!telephone || html.includes(`href="tel:${telephone}"`), `telephone: ${telephone}`);
  if (one['@type'] === 'Event') checkEvent(one, text);
}

// What the schema of sitemaps.org asks for, and that a page and the sitemap name the same other languages.
async function checkSitemap(out, most) {
  const text = await readFile(path.join(out, 'sitemap.xml'), 'utf8');
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n';
  const row = /^<url><loc>(https:\/\/[^<>&"' ]{1,2000})<\/loc>(?:<lastmod>(\d{4}-\d\d-\d\d)<\/lastmod>)?((?:<xhtml:link rel="alternate" hreflang="[A-Za-z-]+" href="[^<>&"' ]+"\/>)*)<\/url>$/;
  assert.ok(text.startsWith(head) && text.endsWith('</urlset>\n'));
  assert.ok(text.length < 50 * 1024 * 1024);
  const told = new Map(), locs = new Map();
  for (const line of text.slice(head.length, -'</urlset>\n'.length).trimEnd().split('\n')) {
    const [, loc, , links] = line.match(row) ?? assert.fail(line);
    assert.ok(!locs.has(loc), `${loc} twice`);
    locs.set(loc, Object.fromEntries([...links.matchAll(/hreflang="([^"]+)" href="([^"]+)"/g)].map(([, lang, url]) => [lang, url])));
  }
  assert.ok(locs.size <= 50000, `${locs.size} addresses`);
  for (const [loc, links] of locs) {
    const all = Object.entries(links);
    if (!all.length) continue;
    told.set(loc, links);
    assert.ok(all.some(([lang, url]) => url === loc && lang !== 'x-default'), `${loc} does not name itself`);
    assert.equal(links['x-default'], links.ja, loc);
    for (const [, url] of all) assert.deepEqual(locs.get(url), links, `${url} does not name the set of ${loc}`);
  }
  assert.ok(told.size > 100, `only ${told.size} pages in other languages`);
  const step = Math.ceil(locs.size / most);
  for (const [loc, links] of [...locs].filter((_, i) => i % step === 0)) {
    const html = await readFile(path.join(out, new URL(loc).pathname, 'index.html'), 'utf8');
    assert.ok(!/name="robots" content="noindex"/.test(html), `${loc} is not to be listed`);
    assert.equal(html.match(/<link rel="canonical" href="([^"]+)"/)[1], loc);
    const said = Object.fromEntries([...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)].map(([, lang, url]) => [lang, url]));
    assert.deepEqual(said, links, loc);
  }
}

export default async function linked({ out, test, full }) {
  await test('sitemap.xml: each page once, with itself in other languages as the page tells it', () => checkSitemap(out, full ? Infinity : 400));
  const pages = await htmlFiles(out);
  const found = new Map();
  const listed = new Set([...(await readFile(path.join(out, 'sitemap.xml'), 'utf8')).matchAll(/<loc>https:\/\/[^/]+([^<]*)<\/loc>/g)].map((m) => m[1]));
  await test(`JSON-LD of ${pages.length} pages says what they say`, async () => {
    for (const file of pages) {
      const html = await readFile(path.join(out, file), 'utf8');
      const blocks = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
      const language = languageOf(file), address = `/${file.slice(language ? language.length + 1 : 0).replace(/index\.html$/, '')}`;
      const open = listed.has(address);
      assert.ok(blocks.length === 1 || (!open && !blocks.length), `${file}: ${blocks.length} blocks`);
      if (!blocks.length) continue;
      const data = JSON.parse(blocks[0][1]), text = textOf(html.slice(html.indexOf('<body')));
      try {
        assert.equal(data['@context'], 'https://schema.org');
        for (const one of objects(data)) {
          if (one['@type']) assert.ok(known.has(one['@type']), one['@type']);
          for (const value of Object.values(one)) assert.ok(value !== '' && !(Array.isArray(value) && !value.length), 'nothing empty');
          for (const url of [one.item, one['@type'] === 'ContactPoint' ? null : one.url].filter(Boolean)) {
            const at = new URL(url);
            assert.ok(existsSync(path.join(out, at.pathname, 'index.html')), `${url} is not there`);
          }
        }
        const [crumbs, record] = data['@graph'];
        if (crumbs['@type'] === 'BreadcrumbList') {
          const shown = [...html.match(/<nav class="crumbs[\s\S]*?<\/nav>/)[0].matchAll(/<li[^>]*>([\s\S]*?)<\/li>/g)].map((m) => textOf(withoutReadings(m[1])));
          assert.deepEqual(crumbs.itemListElement.map((c) => squeezed(c.name)), shown);
          assert.deepEqual(crumbs.itemListElement.map((c) => c.position), shown.map((_, i) => i + 1));
        }
        if (record) {
          const kind = file.split('/').at(-3);
          assert.equal(record['@type'], types[kind]);
          assert.equal(new URL(record.url).pathname, `/${file.replace('index.html', '')}`);
          checkRecord(record, html, text);
          found.set(record['@type'], (found.get(record['@type']) ?? 0) + 1);
        }
      } catch (problem) {
        throw new Error(`${file}: ${problem.message}`);
      }
    }
  });
  await test('every kind of record has it', () => {
    for (const type of Object.values(types)) assert.ok(found.get(type) > 0, type);
  });
}
