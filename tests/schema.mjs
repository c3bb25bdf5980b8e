// The schemas that editors are given: every record of content/ fits, and what people mistype does not.
//
//   node tests/schema.mjs PROGRAM
//
// YAML is read by PyYAML with the types of YAML 1.2, as an editor reads it. The last line is `N passed, N failed`.

import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const program = path.resolve(process.argv[2]);
const Ajv = createRequire(path.join(root, 'tests/web/package.json'))('ajv').default;
const kinds = { event: 'events', place: 'places', service: 'services', consultation: 'consultations', group: 'groups',
                scheme: 'schemes', notice: 'notices' };
let passed = 0, failed = 0;
function test(name, body) {
  try {
    body();
    passed += 1;
  } catch (problem) {
    failed += 1;
    console.log(`not ok: ${name}\n  ${problem.message.slice(0, 3000)}`);
  }
}
function ensure(truth, what) { if (!truth) throw new Error(what); }

const reader = `
import json, re, sys, yaml
class Loader(yaml.BaseLoader): pass
safe = yaml.constructor.SafeConstructor
for tag, how, pattern, first in (
    ('bool', safe.construct_yaml_bool, '^(?:true|True|TRUE|false|False|FALSE)$', 'tTfF'),
    ('int', safe.construct_yaml_int, '^[-+]?[0-9]+$', '-+0123456789'),
    ('float', safe.construct_yaml_float, r'^[-+]?[0-9]+\\.[0-9]+$', '-+0123456789'),
    ('null', safe.construct_yaml_null, '^(?:~|null|)$', '~n\\0')):
    Loader.add_implicit_resolver('tag:yaml.org,2002:' + tag, re.compile(pattern), list(first) + ([''] if tag == 'null' else []))
    Loader.add_constructor('tag:yaml.org,2002:' + tag, (lambda how: lambda self, node: how(self, node))(how))
Loader.flatten_mapping = safe.flatten_mapping
Loader.construct_yaml_int = safe.construct_yaml_int
Loader.bool_values = safe.bool_values
Loader.inf_value, Loader.nan_value = safe.inf_value, safe.nan_value
print(json.dumps([yaml.load(text, Loader) for text in json.load(sys.stdin)], ensure_ascii=False, default=str))
`;

function readYaml(texts) {
  const told = spawnSync('/usr/bin/python3', ['-c', reader], { input: JSON.stringify(texts), maxBuffer: 1 << 28 });
  ensure(told.status === 0, told.stderr.toString());
  return JSON.parse(told.stdout.toString());
}

function schemaOf(kind) {
  const told = spawnSync(program, kind ? ['schema', kind] : ['schema'], { cwd: root, maxBuffer: 1 << 26 });
  ensure(told.status === 0, told.stderr.toString());
  return JSON.parse(told.stdout.toString());
}

const filesBelow = (folder) => readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name));

function filesOf(kind) {
  const folder = kinds[kind];
  return filesBelow(path.join(root, 'content')).filter((file) =>
    file.endsWith(`/${folder}.yaml`) || (/\.(md|yaml)$/.test(file) && path.basename(path.dirname(file)) === folder));
}

const front = (file) => {
  const text = readFileSync(file, 'utf8').replace(/\r/g, '');
  return file.endsWith('.md') ? text.split(/^---\n/m)[1] : text;
};

const told = (validate) => (validate.errors ?? []).slice(0, 4).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`).join('\n');

// What people mistype, by key: each of these makes a sound event unsound.
const slips = [
  ['nmae', '名前の打ち間違い'], ['name', undefined], ['summary', 'あ'.repeat(71)], ['name_kana', '漢字のよみ'],
  ['purposes', ['gathr']], ['purposes', 'あそび場'], ['date', '12月8日'], ['assured_date', 'きのう'], ['status', '中し'],
  ['ages', ['65歳いじょう']], ['capacity', 'たくさん'], ['id', 'Shibakubo_Cafe'], ['organizer', ['a', 'b']],
  ['contacts', [{ name: '窓口', tel: '042-464-1311' }]], ['contacts', [{ name: '窓口', email: 'madoguchi.example.jp' }]],
  ['contacts', [{ name: '窓口', url: 'www.city.example.jp' }]], ['images', [{ file: 'a.jpg' }]],
  ['changes', [{ date: '2026-12-08', status: 'やめる' }]], ['flyer', { heading: '見出し' }], ['minimum_age', '小学生'],
];

const sound = { name: '会', name_kana: 'かい', summary: '会です。', purposes: ['話したい・集まりたい'], date: '2026-12-08',
                organizer: 'shakyo', assured_date: '2026-11-01' };

let records = 0;
for (const kind of Object.keys(kinds)) {
  test(`${kind}: all of content/ fits`, () => {
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schemaOf(kind));
    const files = filesOf(kind);
    const values = readYaml(files.map(front));
    ensure(files.length > 0, 'there are no records');
    files.forEach((file, i) => {
      records += Array.isArray(values[i]) ? values[i].length : 1;
      ensure(validate(values[i]), `${path.relative(root, file)}:\n${told(validate)}`);
    });
  });
}
test('as many records as the program knows', () => {
  const ids = spawnSync(program, ['schema', 'event'], { cwd: root });
  ensure(ids.status === 0 && records > 200, `${records} records`);
});
const validate = new Ajv({ strict: false }).compile(schemaOf('event'));
test('a sound event fits, in Japanese keys too', () => {
  ensure(validate(sound), told(validate));
  const { name, date, ...rest } = sound;
  ensure(validate({ 名称: name, 日付: date, ...rest }), told(validate));
  ensure(validate([sound, { ...sound, id: 'two' }]), told(validate));
});
for (const [key, value] of slips)
  test(`a slip: ${key}: ${JSON.stringify(value)}`, () => {
    const record = { ...sound, [key]: value };
    if (value === undefined) delete record[key];
    ensure(!validate(record), 'it fits');
  });
test('the schema of all kinds takes each of them', () => {
  const all = new Ajv({ strict: false }).compile(schemaOf());
  ensure(all(sound), told(all));
  ensure(!all({ ...sound, nmae: 'x' }), 'it fits');
});
test('snippets are what an editor reads', () => {
  const made = spawnSync(program, ['schema', 'snippets'], { cwd: root });
  const snippets = Object.values(JSON.parse(made.stdout.toString()));
  ensure(snippets.length > 60, `${snippets.length} snippets`);
  for (const { prefix, body } of snippets) ensure(prefix.length === 2 && body.length > 0, JSON.stringify(prefix));
});
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
