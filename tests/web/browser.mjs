// Debian's chromium through playwright-core, and what a page does wrong in it.
//
//   const browser = await launch();
//   const visit = await open(browser, site, 'seibu/', { width: 320 });
//   visit.page         the page, loaded
//   visit.problems     console errors, failed and foreign requests, exceptions so far
//   await visit.violations()      of the CSP
//   await visit.go('find/')       the same window at another page, where problems begin anew: six times as quick as open()
//   await visit.close()

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export function launch() {
  const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome']
    .find((file) => file && existsSync(file));
  if (!executablePath) throw new Error('no chromium: run setup/install check');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
}

// Violations are events of the document: a listener that is there before the page's own bytes hears them all.
const listenForViolations = () => {
  window.cspViolations = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    window.cspViolations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`);
  });
};

// A short address sends the reader on at once; an answer without content keeps the browser on the page.
const stayOn = (url) => (route, request) =>
  (request.isNavigationRequest() && request.url() !== url ? route.fulfill({ status: 204 }) : route.fallback());

const isShort = (address) => address.startsWith('r/');

// A request belongs to the address at which it was asked for, however late it fails.
function listen(page, site, visit, { expect404 }) {
  const askedAt = new WeakMap();
  const tell = (problem, where = visit) => where.problems.push(problem);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !/registration blocked by Playwright/.test(message.text())) tell(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => tell(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    askedAt.set(request, { problems: visit.problems, address: visit.address });
    if (!url.startsWith(site.url) && !/^(data|blob|about):/.test(url)) tell(`asks another host: ${url}`);
  });
  page.on('requestfailed', (request) => {
    const where = askedAt.get(request);
    /* A window that goes on to its next page calls off what the last one still asked for. */
    const calledOff = request.failure()?.errorText === 'net::ERR_ABORTED' && !request.isNavigationRequest();
    if (!calledOff && !(isShort(where.address) && request.isNavigationRequest())) tell(`request failed: ${request.url()}`, where);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && visit.address !== '404.html' && !expect404) tell(`${response.status()}: ${response.url()}`);
  });
}

export async function open(browser, site, address, { width = 1280, height = 900, scripts = true, expect404, ...more } = {}) {
  const context = await browser.newContext({
    viewport: { width, height }, javaScriptEnabled: scripts, locale: 'ja-JP', timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce', serviceWorkers: 'block', ...more,
  });
  const page = await context.newPage();
  const visit = {
    page, context, address, problems: [],
    async go(to) {
      const url = new URL(to, site.url).href;
      [visit.address, visit.problems] = [to, []];
      await page.unrouteAll();
      if (isShort(to)) await page.route('**', stayOn(url));
      await page.goto(url, { waitUntil: 'load' });
    },
    async violations() {
      return scripts ? (await page.evaluate(() => window.cspViolations)).map((what) => `CSP: ${what}`) : [];
    },
    close: () => context.close(),
  };
  listen(page, site, visit, { expect404 });
  if (scripts) await page.addInitScript(listenForViolations);
  await visit.go(address);
  return visit;
}

// axe runs in the page by the debugger's way in, which a strict CSP does not stop.
export async function axe(page, options = {}) {
  if (!await page.evaluate(() => Boolean(window.axe))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate((how) => window.axe.run(document, how), {
    resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    elementRef: false, pingWaitTime: 0,
    ...options,
  });
  return violations.map((v) => `axe ${v.id} (${v.impact}): ${v.help}\n` +
    v.nodes.slice(0, 5).map((n) => `  ${n.target.join(' ')}  ${n.html.slice(0, 160)}`).join('\n'));
}

axe.version = createRequire(import.meta.url)('axe-core/package.json').version;

// Wider than the window: someone must scroll sideways to read.
export async function overflow(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.body.querySelectorAll('*')]
      .filter((e) => e.getBoundingClientRect().right > room + 1)
      .slice(0, 5).map((e) => `  <${e.localName} class="${e.className}"> ends at ${Math.round(e.getBoundingClientRect().right)}`);
    return [`page is ${document.documentElement.scrollWidth} px wide in a window of ${room}\n${wide.join('\n')}`];
  });
}
