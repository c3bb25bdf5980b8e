// Pictures to look at: node tests/web/shots.mjs OUT DIR PAGE…
//
// Every page at 360 and 1280 px, whole, as DIR/<page>-<width>.png. Without pages: one of every kind.
// PRINT=1 makes DIR/<page>.pdf instead, as a printer gets it.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { launch, open } from './browser.mjs';
import { samples } from './pages.mjs';
import { serve } from './serve.mjs';

const [out, dir, ...asked] = process.argv.slice(2);
if (!out || !dir) {
  console.error('usage: node tests/web/shots.mjs OUT DIR [PAGE…]');
  process.exit(2);
}
await mkdir(dir, { recursive: true });
const pages = asked.length ? asked.map((page) => page.replace(/^\//, '')) : (await samples(out)).map(([, page]) => page);
const site = await serve(out, process.env.BASE ?? '/');
const browser = await launch();
try {
  for (const address of pages) {
    const name = address.replace(/\/$/, '').replaceAll('/', '_') || 'home';
    for (const width of process.env.PRINT ? [1280] : [360, 1280]) {
      const visit = await open(browser, site, address, { width, height: width < 600 ? 740 : 900 });
      const file = path.join(dir, process.env.PRINT ? `${name}.pdf` : `${name}-${width}.png`);
      if (process.env.PRINT) await visit.page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
      else await visit.page.screenshot({ path: file, fullPage: true });
      console.log(file);
      for (const problem of [...visit.problems, ...(await visit.violations())]) console.log(`  ${problem}`);
      await visit.close();
    }
  }
} finally {
  await browser.close();
  await site.close();
}
