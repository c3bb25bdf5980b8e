// What a page costs: bytes over the wire, as a browser counts them, from a server that sends the published .gz files.
//
// The longest page of each layout, for a first visit with nothing in the cache.

import { languageOf, ofEachLayout } from './pages.mjs';

const KB = 1024;
// Searching loads its data when the box is first used, which these visits never do.
const MOST = 60 * KB, MOST_SCRIPT = 12 * KB;

async function weigh({ page, context }, url) {
  const wire = await context.newCDPSession(page);
  const asked = new Map();
  await wire.send('Network.enable');
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
  wire.on('Network.requestWillBeSent', ({ requestId, request, type, initiator }) => asked.set(requestId, { url: request.url, type, initiator: initiator.type, bytes: 0 }));
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (asked.has(requestId)) asked.get(requestId).bytes = encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.waitForTimeout(150);                                // what is loaded when it is needed
  await wire.detach();
  return [...asked.values()].filter((one) => /^https?:/.test(one.url));
}

// Before the first paint a browser waits for style sheets and for scripts that are neither deferred nor modules.
const blocking = () => [...document.querySelectorAll('link[rel~=stylesheet], script[src]:not([defer], [async], [type=module])')]
  .filter((e) => e.localName !== 'link' || !e.media || matchMedia(e.media).matches).map((e) => e.href ?? e.src);

export default async function weight({ site, browser, out, test, open, none, full }) {
  const figures = [];
  const problems = { heavy: [], script: [], foreign: [], blocking: [] };
  const left = (await ofEachLayout(out)).filter(([, address]) => !address.startsWith('r/') && (full || !languageOf(address)));
  const worker = async () => {
    const visit = await open(browser, site, 'robots.txt', { width: 360, height: 740 });
    for (let one; (one = left.shift());) {
      const [kind, address] = one;
      const files = await weigh(visit, new URL(address, site.url).href);
      const sum = (some) => some.reduce((all, { bytes }) => all + bytes, 0);
      const all = sum(files), scripts = sum(files.filter(({ type }) => type === 'Script'));
      figures.push(`${kind}: ${(all / KB).toFixed(1)} KB, scripts ${(scripts / KB).toFixed(1)} KB, ${files.length} requests`);
      const list = files.map(({ url, bytes }) => `\n    ${bytes} ${url}`).join('');
      if (!all) problems.heavy.push(`/${address}: nothing was counted`);
      if (all > MOST) problems.heavy.push(`/${address}: ${all} bytes, at most ${MOST}${list}`);
      if (scripts > MOST_SCRIPT) problems.script.push(`/${address}: ${scripts} bytes of scripts, at most ${MOST_SCRIPT}${list}`);
      problems.foreign.push(...files.filter(({ url }) => !url.startsWith(site.url)).map(({ url }) => `/${address}: ${url}`));
      const waits = await visit.page.evaluate(blocking);
      if (waits.length !== 1 || !/\.css(\?|$)/.test(waits[0])) problems.blocking.push(`/${address}: ${waits.join(' ')}`);
    }
    await visit.close();
  };
  await Promise.all([worker(), worker()]);
  if (process.env.TIMES) console.log(figures.sort().join('\n'));
  await test('a page is at most 60 KB in all', () => none(problems.heavy));
  await test('scripts of a page are at most 12 KB', () => none(problems.script));
  await test('no page asks another host for anything', () => none(problems.foreign));
  await test('the first paint waits for one HTML and one CSS file', () => none(problems.blocking));
}
