// The map: it leads where it says, says what the list says, and knows where every chome is.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { htmlFiles, addressOf } from './pages.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

// content/towns.yaml and the towns of every area.yaml, as they are written there: one line each.
async function chomeOf(out, content) {
  const places = new Map();
  let town = '';
  for (const line of (await readFile(path.join(content, 'towns.yaml'), 'utf8')).split('\n')) {
    town = line.match(/^- town: (.+)$/)?.[1] ?? town;
    const point = line.match(/n: (\d+), lat: ([\d.]+), lon: ([\d.]+)/);
    if (point) places.set(`${town}${point[1]}`, { lat: Number(point[2]), lon: Number(point[3]), districts: [] });
  }
  for (const district of (await htmlFiles(out)).filter((file) => /^[^/]+\/[^/]+\/index\.html$/.test(file)).map(addressOf)) {
    const text = await readFile(path.join(content, district, 'area.yaml'), 'utf8').catch(() => '');
    for (const [, name, listed] of text.matchAll(/\{town: ([^,]+), chome: \[?([\d, ]+)\]?/g))
      for (const n of listed.split(',')) places.get(`${name}${Number(n)}`)?.districts.push(`/${district}`);
  }
  return places;
}

async function outlineOf(content) {
  const { geometry } = JSON.parse(await readFile(path.join(content, 'outline.geojson'), 'utf8'));
  const [lon, lat] = [0, 1].map((i) => geometry.coordinates[0].map((p) => p[i]));
  return { west: Math.min(...lon), east: Math.max(...lon), south: Math.min(...lat), north: Math.max(...lat) };
}

function none(problems) {
  if (problems.length) throw new Error(problems.slice(0, 20).join('\n'));
}

const withPage = async ({ browser, site, open }, address, how, body) => {
  const visit = await open(browser, site, address, how);
  try {
    return await body(visit.page);
  } finally {
    await visit.close();
  }
};

export default async function map(given) {
  const { site, browser, out, test, open } = given;
  const content = path.join(root, 'content');

  await test('every link of a map leads to a page whose heading is in its name', () =>
    withPage(given, '', {}, async (page) => {
      const links = await page.$$eval('.map a[href]:not(.pin)', (all) =>
        all.filter((a) => !a.getAttribute('href').startsWith('#'))
          .map((a) => [a.getAttribute('href'), a.querySelector('title').textContent]));
      if (links.length < 2) throw new Error('no map');
      for (const [href, name] of links) {
        const text = await readFile(path.join(out, href, 'index.html'), 'utf8');
        const heading = text.match(/<h1>([\s\S]*?)<\/h1>/)[1].replace(/<rt>.*?<\/rt>|<rp>.*?<\/rp>/g, '').replace(/<[^>]+>/g, '').trim();
        if (!heading.startsWith(name.replace(/（.*/, ''))) throw new Error(`${href} is called ${name} on the map, and ${heading} itself`);
      }
    }));

  await test('the list beside a map has the same districts as the map, by the same numbers', async () => {
    const visit = await open(browser, site, '');
    for (const address of ['', ...(await htmlFiles(out)).filter((f) => /^[^/]+\/index\.html$/.test(f)).map(addressOf)]) {
      await visit.go(address);
      if (!await visit.page.$('.map')) continue;
      const { drawn, listed } = await visit.page.evaluate(() => ({
        drawn: [...document.querySelectorAll('.map a')].filter((a) => a.querySelector('path:not(.r0)'))
          .map((a) => a.getAttribute('href')).sort(),
        listed: [...document.querySelectorAll('#map-list .no')].map((no) => no.closest('a').getAttribute('href')).sort(),
      }));
      if (!drawn.length || drawn.join() !== listed.join()) throw new Error(`${address}: ${drawn}\n${listed}`);
    }
    await visit.close();
  });

  for (const width of [360, 1280]) {
    await test(`a tap on the middle of a chome reaches its district, at ${width} px`, async () => {
      const places = await chomeOf(out, content), box = await outlineOf(content);
      await withPage(given, '', { width, height: 1000 }, async (page) => {
        const wrong = await page.evaluate(([all, b]) => {
          const svg = document.querySelector('.map svg');
          svg.scrollIntoView();
          const shapes = [...svg.querySelectorAll('path.r')].map((p) => p.getBBox());
          const left = Math.min(...shapes.map((r) => r.x)), right = Math.max(...shapes.map((r) => r.x + r.width));
          const top = Math.min(...shapes.map((r) => r.y)), bottom = Math.max(...shapes.map((r) => r.y + r.height));
          const to = svg.getScreenCTM();
          return all.flatMap(([name, p]) => {
            const at = new DOMPoint(left + (p.lon - b.west) / (b.east - b.west) * (right - left),
              top + (b.north - p.lat) / (b.north - b.south) * (bottom - top)).matrixTransform(to);
            const href = document.elementFromPoint(at.x, at.y)?.closest('a')?.getAttribute('href');
            return p.districts.includes(href) ? [] : [`${name} reaches ${href}, not ${p.districts}`];
          });
        }, [[...places], box]);
        if (places.size < 100) throw new Error(`only ${places.size} chome`);
        none(wrong);
      });
    });
  }

  await test('with the keyboard one passes the map in one step, or walks through its districts by name', () =>
    withPage(given, '', {}, async (page) => {
      await page.locator('.past a').focus();
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => document.activeElement.querySelector('title')?.textContent);
      if (!name) throw new Error('the map cannot be reached');
      await page.locator('.past a').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      if (!await page.evaluate(() => document.activeElement.closest('#map-list'))) throw new Error('the map cannot be passed');
    }));

  await test('places are on the map of their district, with the numbers of the list', async () => {
    let seen = 0;
    for (const file of (await htmlFiles(out)).filter((f) => /^[^/]+\/[^/]+\/index\.html$/.test(f))) {
      const text = await readFile(path.join(out, file), 'utf8');
      const pins = [...text.matchAll(/<a href="([^"]+)" class="pin"><title>(\d+) ([^<]+)<\/title>/g)].map((m) => m.slice(1, 4).join(' '));
      const list = [...text.matchAll(/<li><b class="no">(\d+)<\/b> <div><a href="([^"]+)">([^<]+)<\/a>/g)].map((m) => `${m[2]} ${m[1]} ${m[3]}`);
      if (pins.join() !== list.join()) throw new Error(`${file}: ${pins}\n${list}`);
      seen += pins.length;
    }
    if (!seen) throw new Error('no place is on any map');
  });

  await test('labels of the map are at least 12 px high at 360 px', () =>
    withPage(given, '', { width: 360 }, async (page) => {
      none(await page.$$eval('.map text', (all) => all.filter((t) => getComputedStyle(t).display !== 'none')
        .map((t) => [t.textContent, parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a])
        .filter(([, size]) => size < 12).map(([text, size]) => `${text}: ${size.toFixed(1)} px`)));
    }));
}
