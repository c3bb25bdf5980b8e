// Open data: tables as the standard has them, JSON as its schema says, and the same facts as on the pages.

import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const extensions = ['拡張_地域', '拡張_対象年齢', '拡張_目的', '拡張_バリアフリー', '拡張_確認日'];

// RFC 4180, on its own: what is tested must not read itself.
function parse(text) {
  const rows = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') { cell += '"'; i += 1; }
    else if (c === '"') quoted = !quoted;
    else if (quoted || (c !== ',' && c !== '\r')) cell += c;
    else { rows.at(-1).push(cell); cell = ''; if (c === '\r') { rows.push([]); i += 1; } }
  }
  if (rows.at(-1).length || cell) throw new Error('the last row has no end');
  return rows.slice(0, -1);
}

const unescape = (html) => html.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');

export default async function data({ out, test, none }) {
  const page = async (url) => unescape(await readFile(path.join(out, new URL(url).pathname.slice(1), 'index.html'), 'utf8'));
  const tables = (await readdir(path.join(out, 'data'))).filter((name) => name.endsWith('.csv'));
  const schema = JSON.parse(await readFile(path.join(out, 'data/schema.json'), 'utf8'));
  const areas = (await readdir(path.join(out, 'data'), { recursive: true })).filter((name) => /(^|\/)records\.json$/.test(name));
  const records = [];
  for (const file of areas) records.push([file, JSON.parse(await readFile(path.join(out, 'data', file), 'utf8'))]);
  const all = records.flatMap(([, json]) => json.records);

  await test('tables begin with the columns of the standard, and ours stand to the right of them', async () => {
    const wrong = tables.length < 5 ? [`only ${tables}`] : [];
    for (const name of tables) {
      const bytes = await readFile(path.join(out, 'data', name));
      const header = (await readFile(path.join(root, 'content/datasets', name))).toString('utf8').trimEnd();
      const first = bytes.toString('utf8').split('\r\n')[0];
      if (bytes.subarray(0, 3).toString('hex') !== 'efbbbf') wrong.push(`${name}: no BOM`);
      if (first !== `${header},${extensions}`) wrong.push(`${name}: ${first}`);
    }
    none(wrong);
  });

  await test('every row has a cell a column, an id of its own, and what its page says', async () => {
    const wrong = [];
    let rows = 0;
    for (const name of tables) {
      const [header, ...body] = parse((await readFile(path.join(out, 'data', name), 'utf8')).replace(/^\ufeff/, ''));
      const at = (row, ...names) => row[names.map((n) => header.indexOf(n)).find((n) => n >= 0)];
      if (!body.length) wrong.push(`${name} is empty`);
      if (new Set(body.map((row) => at(row, 'ID'))).size !== body.length) wrong.push(`${name}: an id twice`);
      for (const row of body) {
        rows += 1;
        const title = at(row, 'イベント名', '名称', '制度名', '介護サービス事業所名称');
        const html = await page(at(row, 'URL'));
        if (row.length !== header.length) wrong.push(`${name}: ${row.length} cells: ${title}`);
        for (const fact of [title, at(row, '概要'), at(row, '連絡先電話番号', '電話番号')])
          if (fact && !html.includes(fact.replace(/^'/, ''))) wrong.push(`${name}: ${at(row, 'ID')}: its page does not say ${fact}`);
      }
    }
    if (rows < 50) wrong.push(`only ${rows} rows`);
    none(wrong);
  });

  await test('every records.json is as the schema says, and has every record that is listed', async () => {
    const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);
    const wrong = [];
    for (const [file, json] of records)
      if (!validate(json)) wrong.push(...validate.errors.slice(0, 3).map((e) => `${file}${e.instancePath}: ${e.message} ${JSON.stringify(e.params)}`));
    const search = JSON.parse(await readFile(path.join(out, 'search/data.json'), 'utf8'));
    const ids = new Set(all.map((r) => r.id));
    for (const [id] of search.records) if (!ids.has(id)) wrong.push(`${id} is found by the search and in no records.json`);
    if (ids.size !== search.records.length) wrong.push(`${ids.size} records, ${search.records.length} are searched`);
    none(wrong);
  });

  await test('the schema would refuse a wrong record', async () => {
    const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(schema);
    const head = records[0][1];
    for (const change of [{ id: undefined }, { minimum_age: 'six' }, { owner: 'x' }, { kind: 'place', dates: [] }])
      if (validate(JSON.parse(JSON.stringify({ ...head, records: [{ ...all[0], ...change }] })))) throw new Error(`accepted: ${JSON.stringify(change)}`);
  });

  await test('facts of records.json stand on the pages', async () => {
    const wrong = [];
    for (const r of all) {
      const html = await page(r.url);
      for (const fact of [r.name, r.summary, r.contacts?.[0]?.phone, r.place?.landmark, r.landmark])
        if (fact && !html.includes(fact)) wrong.push(`${r.id}: its page does not say ${fact}`);
      if (r.sample && !html.includes('見本')) wrong.push(`${r.id}: a sample whose page does not say so`);
    }
    none(wrong);
  });

  await test('places.geojson: longitude before latitude, within the city', async () => {
    const geo = JSON.parse(await readFile(path.join(out, 'data/places.geojson'), 'utf8'));
    const wrong = geo.type === 'FeatureCollection' && geo.features.length ? [] : ['no features'];
    for (const f of geo.features) {
      const [lon, lat] = f.geometry.coordinates;
      if (f.type !== 'Feature' || f.geometry.type !== 'Point' || !(lon > 139.4 && lon < 139.7 && lat > 35.6 && lat < 35.9)) wrong.push(f.id);
    }
    none(wrong);
  });

  await test('places.geojson is as RFC 7946 has it, and would not be with one mistake', async () => {
    const number = { type: 'number' }, position = { type: 'array', prefixItems: [{ ...number, minimum: -180, maximum: 180 }, { ...number, minimum: -90, maximum: 90 }, number], minItems: 2, maxItems: 3, items: false };
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile({
      type: 'object', required: ['type', 'features'], not: { anyOf: [{ required: ['coordinates'] }, { required: ['geometry'] }, { required: ['crs'] }] },
      properties: { type: { const: 'FeatureCollection' }, bbox: { type: 'array', minItems: 4, items: number }, features: { type: 'array', items: {
        type: 'object', required: ['type', 'geometry', 'properties'], not: { anyOf: [{ required: ['coordinates'] }, { required: ['features'] }] },
        properties: { type: { const: 'Feature' }, id: { type: ['string', 'number'] }, properties: { type: ['object', 'null'] },
          geometry: { type: 'object', required: ['type', 'coordinates'], properties: { type: { const: 'Point' }, coordinates: position } } } } } },
    });
    const text = await readFile(path.join(out, 'data/places.geojson'), 'utf8');
    none(validate(JSON.parse(text)) ? [] : validate.errors.slice(0, 8).map((e) => `${e.instancePath}: ${e.message}`));
    if (/\d\.\d{7}/.test(text)) throw new Error('more than six digits behind the point');
    for (const spoil of [(g) => { g.crs = {}; }, (g) => { g.features[0].geometry.coordinates.reverse(); }, (g) => { delete g.features[0].properties; }, (g) => { g.features[0].geometry.coordinates.push(1, 2); }]) {
      const wrong = JSON.parse(text);
      spoil(wrong);
      if (validate(wrong)) throw new Error(`accepted: ${spoil}`);
    }
  });

  await test('feeds are as JSON Feed 1.1 has them, and would not be with one mistake', async () => {
    const text = { type: 'string', minLength: 1 }, url = { type: 'string', pattern: '^https://[^\\s"<>]+$' };
    const day = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)$' };
    const author = { type: 'object', minProperties: 1, properties: { name: text, url, avatar: url }, additionalProperties: false };
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile({
      type: 'object', required: ['version', 'title', 'items'], additionalProperties: false,
      properties: {
        version: { const: 'https://jsonfeed.org/version/1.1' }, title: text, home_page_url: url, feed_url: url, description: text, user_comment: text, next_url: url,
        icon: url, favicon: url, authors: { type: 'array', items: author }, language: { type: 'string', pattern: '^[a-z]{2}(-[A-Za-z0-9]+)*$' }, expired: { type: 'boolean' },
        items: { type: 'array', items: {
          type: 'object', required: ['id'], anyOf: [{ required: ['content_text'] }, { required: ['content_html'] }], additionalProperties: false,
          properties: { id: text, url, external_url: url, title: text, content_text: text, content_html: text, summary: text, image: url, banner_image: url,
            date_published: day, date_modified: day, authors: { type: 'array', items: author }, tags: { type: 'array', items: text }, language: text } } },
      },
    });
    const feeds = (await readdir(out, { recursive: true })).filter((name) => /(^|\/)new\/feed\.json$/.test(name)), wrong = [];
    let last;
    for (const name of feeds) {
      const feed = JSON.parse(await readFile(path.join(out, name), 'utf8'));
      if (!validate(feed)) wrong.push(...validate.errors.slice(0, 4).map((e) => `${name}${e.instancePath}: ${e.message}`));
      if (new Set(feed.items.map((i) => i.id)).size !== feed.items.length) wrong.push(`${name}: an id twice`);
      if (new URL(feed.feed_url).pathname !== `/${name}`) wrong.push(`${name}: calls itself ${feed.feed_url}`);
      if (feed.items.length) last = feed;
    }
    none(wrong);
    for (const spoil of last ? [(f) => { f.version = '1.1'; }, (f) => { delete f.items[0].id; }, (f) => { delete f.items[0].content_text; }, (f) => { f.items[0].date_published = '2026-11-23'; }] : []) {
      const feed = JSON.parse(JSON.stringify(last));
      spoil(feed);
      if (validate(feed)) throw new Error(`accepted: ${spoil}`);
    }
  });

  await test('hsds.json has what HSDS 3.0 asks of a service', async () => {
    const text = { type: 'string', minLength: 1 };
    const uuid = { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' };
    const thing = (required, properties = {}) => ({ type: 'object', required: ['id', ...required], properties: { id: uuid, ...properties } });
    const list = (items) => ({ type: 'array', items });
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile(list(thing(['name', 'status', 'organization'], {
      name: text, status: { enum: ['active', 'inactive', 'defunct', 'temporarily closed'] }, url: text,
      minimum_age: { type: 'number' }, maximum_age: { type: 'number' },
      organization: thing(['name', 'description']),
      phones: list(thing(['number'])),
      schedules: list(thing([], { freq: { enum: ['WEEKLY', 'MONTHLY'] }, opens_at: { pattern: '^\\d\\d:\\d\\d\\+09:00$' } })),
      cost_options: list(thing([], { amount: { type: 'number' } })),
      service_areas: list(thing(['name'])),
      languages: list(thing(['name'])),
      service_at_locations: list(thing(['location'], { location: thing(['location_type'], {
        addresses: list(thing(['address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'])) }) })),
    })));
    const services = JSON.parse(await readFile(path.join(out, 'data/hsds.json'), 'utf8'));
    const wrong = validate(services) ? [] : validate.errors.slice(0, 8).map((e) => `${e.instancePath}: ${e.message}`);
    if (services.length < 20) wrong.push(`only ${services.length}`);
    if (new Set(services.map((s) => s.id)).size !== services.length) wrong.push('an id twice');
    none(wrong);
  });
}
