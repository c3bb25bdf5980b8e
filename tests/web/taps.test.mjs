// How many taps people need, on a small phone: each of these ends at a phone number or a place, at most three from home.
//
// A person taps only what can be seen: links and summaries by their words, in the order of the page.

const MOST = 3;

async function person(open, browser, site, how = {}) {
  const visit = await open(browser, site, '', { width: 360, height: 740, hasTouch: true, isMobile: true, ...how });
  const { page } = visit;
  const taps = [];
  return {
    page, taps,
    async tap(words, within = 'body') {
      const link = page.locator(within).locator('a:visible, summary:visible, button:visible').filter({ hasText: words }).first();
      if (!await link.count()) throw new Error(`after ${JSON.stringify(taps)}: nothing to tap says ${words} on ${page.url()}`);
      taps.push(String(await link.innerText()).split('\n')[0]);
      const target = await link.evaluate((e) => (e.localName === 'a' ? e.href : ''));
      await link.tap();
      if (target) await page.waitForURL(target);
    },
    // Tapping the number calls; the last tap.
    async calls(words, within = 'body') {
      const item = page.locator(within).locator('li:visible, .window:visible, .ask:visible, .contact:visible')
        .filter({ hasText: words }).filter({ has: page.locator('a[href^="tel:"]') }).last();
      const number = item.locator('a[href^="tel:"]:visible').first();
      if (!await number.count()) throw new Error(`after ${JSON.stringify(taps)}: no number with ${words} on ${page.url()}`);
      taps.push(`call ${await number.innerText()}`);
      return item.innerText();
    },
    async ends() {
      const problems = [...visit.problems, ...await visit.violations()];
      await visit.close();
      if (taps.length > MOST) throw new Error(`${taps.length} taps: ${taps.join(' → ')}`);
      if (problems.length) throw new Error(problems.join('\n'));
    },
  };
}

// Each with scripts and without.
async function both(name, test, journey) {
  for (const scripts of [true, false])
    await test(`${name}, ${scripts ? 'with' : 'without'} scripts`, () => journey({ scripts }));
}

export default async function taps({ site, browser, test, open }) {
  const begin = (how) => person(open, browser, site, how);

  await both('80 years old, in 西原町4丁目, bad legs, wants someone to talk to: whom to call', test, async (how) => {
    const one = await begin(how);
    await one.tap(/^西原町/, 'main');
    const at = await one.page.evaluate(() => document.querySelector(':target')?.innerText ?? '');
    if (!at.startsWith('西原町')) throw new Error(`the town's part of ${one.page.url()} is not where one lands`);
    await one.tap(/西原第二小地区/, ':target li:has(> :text-matches("^(西原町)?4丁目"))');
    await one.calls(/65歳から.*地域包括支援センター/s, 'main');
    await one.ends();
  });

  await both('the same person by the trouble: a window that comes to the house', test, async (how) => {
    const one = await begin(how);
    await one.tap(/ひとりでさびしい/, 'main');
    const window = await one.calls(/訪問あり/, ':target');
    if (!/うかがう|訪ね/.test(window)) throw new Error(`nobody comes: ${window}`);
    await one.ends();
  });

  await both('mother of a first-grader: an indoor place that is free, this week', test, async (how) => {
    const one = await begin(how);
    await one.tap(/^小学生/, 'main');
    await one.tap(/児童館/, 'main .lines > li:has-text("居場所・施設"):has-text("無料"):has-text("屋内")');
    const page = await one.page.locator('.facts').innerText();
    for (const [what, pattern] of [['an address', /ところ\s+\S*町|住所/], ['when it is open', /あいている|月曜日|平日|毎日/], ['that it is free', /無料/]])
      if (!pattern.test(page)) throw new Error(`${one.page.url()} does not say ${what}: ${page}`);
    await one.ends();
  });

  await test('the same mother lets the page look for her: what is indoors, then the first place of it', async () => {
    const one = await begin({});
    await one.tap(/^小学生/, 'main');
    await one.page.getByLabel(/^屋内（雨の日も）/).tap();
    one.taps.push('屋内（雨の日も）');
    const before = one.page.url();
    await one.tap(/./, 'main .lines > li:visible');
    if (one.page.url() === before || !/ところ/.test(await one.page.locator('.facts').innerText())) throw new Error(`${one.page.url()} is no place`);
    await one.ends();
  });

  await both('little Japanese, no money: a window for money', test, async (how) => {
    const one = await begin(how);
    await one.tap(/お金/, 'main');
    await one.calls(/生活サポート/, ':target');
    await one.ends();
  });
}
