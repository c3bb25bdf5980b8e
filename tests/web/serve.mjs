// A tiny static server for out/, on loopback only. The tests' own: no rewriting. It answers as a real one that was set up
// with what is published for it: the headers of out/_headers, and the .gz beside a file to whoever accepts gzip.
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

// [[pattern, name, value]] of _headers; a pattern is a path, or the beginning of one that ends with *.
async function publishedHeaders(root) {
  const rows = [];
  let pattern;
  for (const line of (await readFile(path.join(root, '_headers'), 'utf8').catch(() => '')).split('\n')) {
    const [, name, value] = line.match(/^\s+([\w-]+):\s*(.*)$/) ?? [];
    if (name) rows.push([pattern, name, value]);
    else if (line.trim()) pattern = line.trim();
  }
  return (pathname) => Object.fromEntries(rows
    .filter(([where]) => (where.endsWith('*') ? pathname.startsWith(where.slice(0, -1)) : pathname === where))
    .map(([, name, value]) => [name, value]));
}

// The packed file where there is one and it is asked for.
async function packed(file, request) {
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return null;
  return readFile(`${file}.gz`).catch(() => null);
}

export async function serve(out, base = '/', port = 0) {
  const root = path.resolve(out);
  const headersOf = await publishedHeaders(root);
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
      const small = await packed(file, request);
      const bytes = small ?? await readFile(file);
      response.writeHead(200, {
        'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
        'Cache-Control': 'no-cache', Vary: 'Accept-Encoding',
        ...(small ? { 'Content-Encoding': 'gzip' } : {}), 'Content-Length': bytes.length,
        ...headersOf(pathname),
      }).end(bytes);
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
