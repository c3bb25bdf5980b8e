#!/usr/bin/env python3
"""A slip in one entry of a list keeps back nothing that is wrong elsewhere, and nothing is told of what names it.

    tests/lists.py KEIJIBAN [short|full]

Content with a mistake of every kind that concerns a list (of offices, words, calendars, boards …) is checked; then
again with one line of a sound entry spoilt: a key misspelt, or its colon lost. Exactly one message more is told.
short: a sample that is the same every time.
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from trial import ensure, tell, test

keijiban, full = os.path.abspath(sys.argv[1]), sys.argv[2:] == ['full']
here = os.path.dirname(os.path.abspath(__file__))
SAMPLE = 50
EVENT = '''---
name: {name}
name_kana: みほん
summary: 見本の会です。
purposes: [{purpose}]
date: 2026-12-08
time: 10:00–11:30
place: {{name: 見本の広場, address: {address}}}
organizer: kyogikai
cost: 無料
contacts: [{contact}]
areas: [{area}]
assured_date: 2026-11-20
sample: yes
---
見本です。
'''
# What is wrong, each in an entry or a record of its own; SOUND entries beside them get the slips.
ADDED = {
    'offices.yaml': '''  - {phone: 000-0000-0009, since: 2026-13-01}
''',
    'calendars.yaml': '''- id: fuyu
  name: 冬休み
  days:
    - {from: 2027-01-07, until: 2026-12-26}
''',
    'boards.yaml': '''- id: board-b
  name: 見本の掲示板B
  chome: 芝久保町2
  sample: true
- id: board-c
  name: 見本の掲示板C
  chome: 栄町9
  sample: true
- {id: board_d, name: 見本の掲示板D, chome: 芝久保町1, sample: true}
''',
    'waymarks.yaml': '''- name: 見本の駅
  kana: みほんのえき
  lat: 35.7481
  lon: 139.5369
- name: 見本の学校
  kana: みほんのがっこう
  lat: 139.5241
  lon: 35.7260
- {name: 見本の寺, kana: 見本の寺, lat: 35.72, lon: 139.52}
''',
    'withdrawn.yaml': '''- id: yameta
  name: やめた会
  date: 2026-04-01
  reason: 会が終わったため
- {id: yameta-2, date: 2026-04-01}
- {id: modotta, date: 2026-04-01, reason: 会が終わったため}
''',
    'synonyms.yaml': '''- words: [子ども, こども]
- words: [ひとつ]
''',
    'layers/houkatsu.yaml': '''name: 地域包括支援センターの担当区域
kana: ちいきほうかつしえんせんたー
divisions:
  - id: nishi
    name: 見本の西
    towns:
      - town: 芝久保町
        chome: [1, 2]
  - id: higashi
    name: 見本の東
    towns:
      - town: 芝久保町
        chome: [3, 4]
  - id: kita
    name: 見本の北
    towns: [{town: 芝窪町}]
''',
    'seibu/yagisawa/area.yaml': '''name: 柳沢小地区
name_kana: やぎさわしょうちく
short: 柳沢小
tier: district
summary: 柳沢の町。
towns:
  - {town: 芝窪町}
  - {town: 栄町, chome: [1, 2]}
  - town: 芝久保町
    chome: [5]
''',
    'towns.yaml': '''- town: 栄町
  kana: さかえちょう
  postal: 202-0006
  chome:
    - n: 1
      lat: 35.75
      lon: 139.55
    - {n: 2, lat: 35.75, lon: 139.55}
- {town: 柳沢, kana: 柳沢, postal: 202-0022}
''',
    'ids.txt': 'kieta-kai\nyameta\n',
    'seibu/shibakubo/events/modotta.md': EVENT.format(name='戻った会', purpose='話したい・集まりたい', address='芝久保町2丁目',
                                                      contact='madoguchi', area='houkatsu:nishi'),
    'seibu/shibakubo/events/a-name.md': EVENT.format(name='名前の会', purpose='はなす', address='芝久保町1丁目',
                                                     contact='madoguchy', area='houkatsu:minami').replace(
        'date: 2026-12-08', 'repeat: 毎週水曜\nfrom: 2026-12-02\nuntil: 2027-02-24\nskip: [祝日, お正月]'),
    'seibu/shibakubo/events/b-place.md': EVENT.format(name='場所の会', purpose='お茶', address='柳沢町1丁目',
                                                      contact='kyogikai', area='seibu'),
}
NEW = {'boards.yaml', 'waymarks.yaml', 'withdrawn.yaml', 'synonyms.yaml'}
LISTS = ['offices.yaml', 'calendars.yaml', 'vocabulary.yaml', 'towns.yaml', 'area.yaml', 'seibu/area.yaml',
         'seibu/shibakubo/area.yaml', 'seibu/yagisawa/area.yaml', *NEW, 'layers/houkatsu.yaml']


def dirty():
    files = {}
    base = f'{here}/cases/_base/content'
    for at, _, names in os.walk(base):
        for name in names:
            with open(f'{at}/{name}', encoding='utf-8') as f:
                files[os.path.relpath(f'{at}/{name}', base)] = f.read()
    for path, text in ADDED.items():
        files[path] = text if path in NEW else files.get(path, '') + text
    files['boards.yaml'] = '- {id: board-a, name: 見本の掲示板A, chome: 芝久保町3, sample: true}\n' + files['boards.yaml']
    files['waymarks.yaml'] = '- {name: 見本の駅, kana: みほんのえき, lat: 35.7, lon: 139.5}\n' + files['waymarks.yaml']
    files['vocabulary.yaml'] = files['vocabulary.yaml'].replace('label: 相談したい', 'label: 話したい・集まりたい', 1)
    return files


def said_of(changed):
    with tempfile.TemporaryDirectory() as folder:
        for path, text in {**DIRTY, **changed}.items():
            os.makedirs(os.path.dirname(f'{folder}/content/{path}'), exist_ok=True)
            with open(f'{folder}/content/{path}', 'w', encoding='utf-8') as f:
                f.write(text)
        done = subprocess.run([keijiban, 'check', '--layouts', f'{here}/../layouts', '--today', '2026-11-23', '--format',
                               'json', '--lang', 'en'], cwd=folder, capture_output=True, text=True, timeout=60)
    ensure(done.returncode == 1, f'status {done.returncode}: {done.stderr}')
    return {(p['file'], p.get('line'), p['code'], p['message']) for p in map(json.loads, done.stdout.splitlines())
            if p.get('level', p.get('severity')) == 'error'}


def slips():
    """(what, path, line, text): a key with a letter too many, wherever keys stand; a line without its colon."""
    for path in LISTS:
        lines = DIRTY[path].split('\n')
        for at, line in enumerate(lines):
            if line.startswith('#') or (f'content/{path}', at + 1) in WRONG:
                continue
            for key in re.finditer(r'\b([a-z_]{2,}):(?= |$)', line):
                yield ('key', path, at + 1, '\n'.join([*lines[:at], line[:key.end(1)] + 'q' + line[key.end(1):], *lines[at + 1:]]))
            if re.match(r'[ -]*[a-z_]+: [^\[{"]', line):
                yield ('colon', path, at + 1, '\n'.join([*lines[:at], line.replace(': ', ' ', 1), *lines[at + 1:]]))


def compare(slip):
    what, path, line, text = slip
    said = said_of({path: text})
    return slip, f'{what} {path}:{line}', MEANT - said, said - MEANT


DIRTY = dirty()
MEANT = said_of({})
WRONG = {(file, line) for file, line, _, _ in MEANT}
chosen = list(slips())
if not full:
    chosen = random.Random(20261127).sample(chosen, SAMPLE)
with ThreadPoolExecutor(os.cpu_count()) as workers:
    told = list(workers.map(compare, chosen))


# What nobody can know where the line that says what an entry is called could not be read.
NAMING = re.compile(r'[ -]*(id|name|label|short|aliases|town|chome) ')
UNNAMED = {'offices.yaml': {'ref-unknown'}, 'calendars.yaml': {'calendar-unknown'}, 'vocabulary.yaml': {'term-unknown'},
           'towns.yaml': {'town-unknown', 'chome-unknown'}, 'withdrawn.yaml': {'id-vanished'},
           'layers/houkatsu.yaml': {'area-unknown'}}


def is_hidden(slip, lost):
    """A message about the very entry whose line was spoilt, or about its name."""
    what, path, line, text = slip
    file, at, code, _ = lost
    unnamed = what == 'colon' and NAMING.match(text.split('\n')[line - 1]) and code in UNNAMED.get(path, ())
    # Which numbers a town has is known when all of them could be read.
    unnamed = unnamed or (path == 'towns.yaml' and code == 'chome-unknown')
    return unnamed or (file == f'content/{path}' and line - 4 < at <= line + 1)


def nothing_less():
    less = [f'{what}: {some}' for slip, what, lost, _ in told
            if (some := {l for l in lost if not is_hidden(slip, l)})]
    ensure(not less, f'{len(less)} of {len(told)}\n' + '\n'.join(less))


def nothing_more():
    more = [f'{what}: {new}' for (_, path, line, _), what, _, new in told
            if len(new) != 1 or any(file != f'content/{path}' or at != line for file, at, _, _ in new)]
    ensure(not more, f'{len(more)} of {len(told)}\n' + '\n'.join(more))


test('there is enough that is wrong', lambda: ensure(len(MEANT) > 20 and len(chosen) >= SAMPLE, f'{len(MEANT)}: {MEANT}'))
test('a slip in an entry keeps back nothing', nothing_less)
test('a slip in an entry is told once, at its place', nothing_more)
tell()
