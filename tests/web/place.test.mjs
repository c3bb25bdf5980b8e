// わたしの地域: remembered on the device alone, and found by typing. Without scripts nothing of it is there.

import { readFile } from 'node:fs/promises';
import path from 'node:path';

const strip = (html) => html.replace(/<rt>.*?<\/rt>|<rp>.*?<\/rp>/g, '').replace(/<[^>]+>/g, '').trim();

async function districtOf(page, at) {
  return page.$$eval('#map-list [data-contact]', (all, i) => {
    const item = all[Math.floor(i * all.length)], link = item.querySelector('a');
    return { href: link.getAttribute('href'), phone: item.getAttribute('data-phone'), contact: item.getAttribute('data-contact') };
  }, at);
}

export default async function place({ site, browser, out, test, open }) {
  const visitOf = (address, how) => open(browser, site, address, how);
  const must = (claim, words) => {
    if (!claim) throw new Error(words);
  };

  for (const at of [0, 0.5, 0.95]) {
    await test(`a district that was chosen leads the home page and the header, until it is forgotten (${at})`, async () => {
      const visit = await visitOf('', { width: 360 });
      const { page } = visit;
      const asked = [];
      try {
        must(await page.locator('.mine').isVisible(), 'without a choice the home page asks for one');
        const district = await districtOf(page, at);
        const text = await readFile(path.join(out, district.href, 'index.html'), 'utf8');
        must(text.includes(district.phone) && text.includes(district.contact), `${district.phone} is no contact of ${district.href}`);
        await page.goto(new URL(district.href, site.url).href);
        must(!await page.locator('.my-area').isVisible(), 'the header names a district that nobody chose');
        page.on('request', (request) => asked.push(request.url()));
        await page.locator('[data-remember]').click();
        must(await page.locator('[data-forget]').evaluate((e) => e === document.activeElement), 'the focus is lost');
        must(!asked.length, `asks for ${asked}`);
        const name = strip(text.match(/<h1>([\s\S]*?)(?:<span>|<\/h1>)/)[1]);
        await page.goto(new URL('consult/', site.url).href);
        must((await page.locator('.my-area').innerText()).includes(name), 'the header does not name it');
        await page.goto(site.url);
        const box = page.locator('.my');
        must((await box.innerText()).includes(name) && (await box.innerText()).includes(district.phone), await box.innerText());
        must(!await page.locator('.mine').isVisible(), 'the question is still asked');
        for (const href of await box.locator('a[href]').evaluateAll((all) => all.filter((a) => a.checkVisibility()).map((a) => a.getAttribute('href'))))
          if (href.startsWith('/')) await readFile(path.join(out, href, 'index.html'));
        await box.locator('[data-forget]').click();
        must(await page.locator('.mine').isVisible() && !await box.isVisible(), 'it is not forgotten');
        must(await page.evaluate(() => !Object.keys(localStorage).some((k) => k.includes('area'))), 'something is left');
        must(!visit.problems.length, visit.problems.join('\n'));
      } finally {
        await visit.close();
      }
    });
  }

  await test('windows that serve some areas are folded; those of the chosen district are open and stand first', async () => {
    const visit = await visitOf('consult/', { width: 360 });
    const { page } = visit;
    const near = () => page.evaluate(() => [...document.querySelectorAll('.near')].map((list) => ({
      open: list.parentNode.open,
      areas: [...list.children].map((item) => [...item.querySelectorAll('.serves a')].map((a) => a.getAttribute('href'))),
    })));
    try {
      const before = await near();
      const home = before.flatMap((list) => list.areas.slice(1).flat()).find((area) => before.some((list) => !list.areas[0].includes(area)));
      must(home && before.every((list) => !list.open), JSON.stringify(before));
      await page.evaluate((url) => localStorage.setItem('keijiban-area /', JSON.stringify({ url, name: '見本' })), home);
      await page.reload();
      for (const [i, list] of (await near()).entries()) {
        const mine = list.areas.filter((areas) => areas.includes(home)).length;
        must(list.open === mine > 0 && list.areas.slice(0, mine).every((areas) => areas.includes(home)), JSON.stringify(list));
        must(list.areas.length === before[i].areas.length, 'a window is lost');
      }
      must(!visit.problems.length, visit.problems.join('\n'));
    } finally {
      await visit.close();
    }
  });

  await test('what else lies in the memory of the device is no district', async () => {
    const visit = await visitOf('');
    try {
      const gone = ['{"url":"/gone/","name":"なくなった地区"}', '{"url":"javascript:alert(1)","name":"x"}', '{"url":"//evil.example/","name":"x"}',
        '{"url":"https://evil.example/","name":"x"}', '{"name":"x"}', '[]', 'null', '{', '"/"', '{"url":7,"name":"x"}'];
      for (const value of gone) {
        await visit.page.evaluate((v) => localStorage.setItem('keijiban-area /', v), value);
        await visit.page.goto(site.url);
        must(await visit.page.locator('.mine').isVisible(), `${value}: the home page does not ask`);
        must(!await visit.page.locator('.my-area').isVisible(), `${value} is linked`);
      }
      must(!visit.problems.length, visit.problems.join('\n'));
    } finally {
      await visit.close();
    }
  });

  await test('without scripts the towns, the map and the list are there, and nothing that would not work', async () => {
    for (const address of ['', 'find/', 'seibu/shibakubo/']) {
      const visit = await visitOf(address, { scripts: false });
      for (const hidden of ['.my', '.seek', '.keep', '.my-area'])
        must(!await visit.page.locator(hidden).first().isVisible(), `${address}: ${hidden} is shown`);
      must(await visit.page.locator('.map, .towns').first().isVisible(), `${address}: there is nothing to choose`);
      await visit.close();
    }
  });

  const town = { 西原町: 1, 柳沢: 1 };
  const typed = [
    ['西原町', '西原町', ''], ['にしはらちょう', '西原町', ''], ['ニシハラ', '西原町', ''], ['ﾆｼﾊﾗ', '西原町', ''],
    ['１８８−０００４', '西原町', ''], ['〒188-0004', '西原町', ''], ['1880004', '西原町', ''],
    ['西原町4丁目', '西原町', '4'], ['西原町４', '西原町', '4'], ['西原町四丁目2番3号', '西原町', '4'], ['西原町4-2-3', '西原町', '4'],
    ['東京都西東京市西原町 4丁目 2番', '西原町', '4'], ['やぎさわ2', '柳沢', '2'],
  ];
  for (const address of ['', 'find/']) {
    await test(`towns are found however they are typed, on /${address}`, async () => {
      const visit = await visitOf(address);
      const { page } = visit;
      try {
        for (const [text, name, chome] of typed) {
          must(town[name], name);
          await page.fill('#seek', text);
          const left = await page.$$eval('#towns li', (all) => all.filter((li) => li.checkVisibility())
            .map((li) => [li.querySelector('a').firstChild.textContent.trim(), li.querySelector('a').hash]));
          must(left.length === 1 && left[0][0] === name, `${text} finds ${JSON.stringify(left)}`);
          must(left[0][1].endsWith(chome ? `-c${chome}` : '') && (chome !== '' || !left[0][1].includes('-c')), `${text} leads to ${left[0][1]}`);
        }
        await page.fill('#seek', 'んんん');
        must((await page.locator('.seek [role=status]').innerText()).startsWith('見つかりません'), 'nothing is told where nothing is found');
        await page.fill('#seek', '');
        must(await page.locator('#towns li').last().isVisible(), 'an empty box hides towns');
        await page.fill('#seek', '西原町4丁目');
        await page.press('#seek', 'Enter');
        await page.waitForURL(/find\/#.*-c4$/);
        must((await page.locator('li:target').innerText()).startsWith('4丁目'), 'not at the chome');
        await page.goto(new URL('find/#t188-0004-c99', site.url).href);
        await page.waitForFunction(() => !location.hash.includes('-c'));
        must(!visit.problems.length, visit.problems.join('\n'));
      } finally {
        await visit.close();
      }
    });
  }
}
