// The picture at the top of README.md: node tests/web/picture.mjs OUT README.png
//
// A district on a computer and on a telephone, and a flyer: made of a built site, so that it shows what there is (make picture).

import { launch, open } from './browser.mjs';
import { serve } from './serve.mjs';

const [out, file] = process.argv.slice(2);
if (!out || !file) {
  console.error('usage: node tests/web/picture.mjs OUT FILE.png');
  process.exit(2);
}

// Where each stands in the picture, and how wide; `seen` is the window it is looked at through, `of` the part that is shown.
const views = [
  { page: 'seibu/shibakubo/', seen: { width: 1100, height: 1180 }, left: 0, top: 0, width: 660 },
  { page: 'seibu/shibakubo/events/shibakubo-ohanashi-kai/', seen: { width: 360, height: 900 }, left: 700, top: 0, width: 283 },
  { page: 'seibu/shibakubo/events/shibakubo-ohanashi-kai/flyer/', seen: { width: 900, height: 1300 }, of: 'main', left: 1023, top: 0, width: 500 },
];
const frame = { width: 1523 + 2, height: 710 };

const shot = async (browser, site, view) => {
  const visit = await open(browser, site, view.page, view.seen);
  const bytes = await (view.of ? visit.page.locator(view.of) : visit.page).screenshot();
  await visit.close();
  return `<img src="data:image/png;base64,${bytes.toString('base64')}" width="${view.width}" style="left:${view.left}px;top:${view.top}px">`;
};

const site = await serve(out, '/');
const browser = await launch();
try {
  const images = [];
  for (const view of views) images.push(await shot(browser, site, view));
  const page = await browser.newPage({ viewport: frame });
  await page.setContent(`<style>body{margin:0;background:#fff}img{position:absolute;box-sizing:border-box;border:1px solid #b3b3b3}</style>${images.join('')}`);
  await page.screenshot({ path: file });
} finally {
  await browser.close();
  await site.close();
}
