// A tiny static server for out/, on loopback only. The tests' own: no caching, no rewriting.
//
//   const site = await serve('out', '/')      site.url, site.missing (paths asked for and not there), site.close()
//   node serve.mjs OUT [PORT]                 by hand

import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.geojson': 'application/geo+json', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.jpg': 'image/jpeg', '.ico': 'image/x-icon', '.xml': 'application/xml', '.ics': 'text/calendar; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8', '.txt': 'text/plain; charset=utf-8', '.pdf': 'application/pdf',
  '.webmanifest': 'application/manifest+json',
};

async function fileFor(root, pathname) {
  const file = path.join(root, path.normalize(decodeURIComponent(pathname)));
  if (file !== root && !file.startsWith(root + path.sep)) return null;
  const facts = await stat(file).catch(() => null);
  if (facts?.isFile()) return file;
  if (!facts?.isDirectory() || !pathname.endsWith('/')) return null;
  const index = path.join(file, 'index.html');
  return (await stat(index).catch(() => null)) ? index : null;
}

export async function serve(out, base = '/', port = 0) {
  const root = path.resolve(out);
  const missing = new Set();
  const server = createServer(async (request, response) => {
    try {
      const { pathname } = new URL(request.url, 'http://localhost');
      const inside = pathname.startsWith(base) ? '/' + pathname.slice(base.length) : null;
      const file = inside && (await fileFor(root, inside));
      if (!file && pathname === '/favicon.ico') {
        response.writeHead(204).end();             // browsers ask for it unasked
        return;
      }
      if (!file) {
        missing.add(pathname);
        const page = await readFile(path.join(root, '404.html')).catch(() => 'not found');
        response.writeHead(404, { 'Content-Type': types['.html'] }).end(page);
        return;
      }
      response.writeHead(200, {
        'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      }).end(await readFile(file));
    } catch (problem) {
      response.writeHead(400).end(String(problem));
    }
  });
  await new Promise((ready, fail) => server.once('error', fail).listen(port, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    missing,
    close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [out = 'out', port = '8080'] = process.argv.slice(2);
  console.log((await serve(out, '/', Number(port))).url);
}
