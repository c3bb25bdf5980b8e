#!/usr/bin/env python3
"""Two slips in one file: both are told in one run, and nothing else is.

    tests/slips.py KEIJIBAN [short|full]

Each slip of tests/cases/slip-* is what it changes of one and the same record; two that change different lines are put
into one file, and what is said of it must be what is said of each alone. short: a sample that is the same every time.
"""
import difflib
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from trial import ensure, tell, test

keijiban, full = os.path.abspath(sys.argv[1]), sys.argv[2:] == ['full']
here = os.path.dirname(os.path.abspath(__file__))
RECORD = 'content/seibu/shibakubo/events/ocha.md'
SAMPLE = 60
SOUND = '''---
name: お茶とおしゃべりの会
name_kana: おちゃとおしゃべりのかい
summary: 近所の人とお茶を飲む会です。
purposes: [話したい・集まりたい]
date: 2026-12-08
time: 10:00–11:30
place: hiroba
organizer: kyogikai
cost: 100円
contacts: [madoguchi]
assured_date: 2026-11-20
sample: yes
---
お茶を飲みながら、自由に話します。
'''.splitlines(True)
END = len(SOUND) - 2
# What compares fields, or misses one, is not said where a line that could not be read may have been that field.
TOGETHER = {'age-high', 'age-order', 'application-late', 'change-misses', 'contact-voice', 'date-before-assured', 'date-far',
            'event-twice-dated',
            'event-undated', 'field-empty', 'field-missing', 'repeat-bounds', 'repeat-start'}
# Where the fields begin and end is a guess without their dashes; a line that looks like none may be of the text then.
WITHOUT_DASHES = {'field-form', 'front-missing', 'front-open', 'yaml-bullet', 'yaml-colon', 'yaml-colon-space',
                  'yaml-merge-left', 'yaml-wide-space'}
# Whether it is one decides what may be in it.
SAMPLE_UNKNOWN = {'sample-phone'}
LOST_AT_MOST = 0.05
# What is true of the two together, and of neither alone: the day is another one, and what was said of it misses it.
MEETING = {'application-late', 'change-misses'}


def read(slip):
    folder = f'{here}/cases/{slip}/in'
    files = [os.path.relpath(os.path.join(at, f), folder) for at, _, names in os.walk(folder) for f in names]
    if files != [RECORD] or os.path.exists(f'{here}/cases/{slip}/setup'):
        return None
    with open(f'{folder}/{RECORD}', 'rb') as f:
        text = f.read()
    try:
        lines = text.decode().splitlines(True)
    except UnicodeDecodeError:
        return None
    if b'\r' in text or text.startswith(b'\xef\xbb\xbf'):
        return None
    steps = difflib.SequenceMatcher(None, SOUND, lines, autojunk=False).get_opcodes()
    return [(start, end, lines[i:j]) for step, start, end, i, j in steps if step != 'equal']


def with_changes(changes):
    """The record with all of them, or None where they touch the same or neighbouring lines."""
    changes = sorted(changes, key=lambda c: c[:2])
    if any(after[0] <= before[1] for before, after in zip(changes, changes[1:])):
        return None
    # A line of dashes further down would be the end of the fields, where theirs is gone.
    dashes = [c for c in changes if '---\n' in c[2]]
    if dashes and any(start <= END < end and '---\n' not in new for start, end, new in changes):
        return None
    # The same key twice is a slip of its own, and neither of these.
    keys = [key for c in changes for line in c[2] if (key := re.match(r'(\w+)[:：]', line))]
    if len(keys) != len({key[1] for key in keys}):
        return None
    lines, at = [], 0
    for start, end, new in changes:
        lines += SOUND[at:start] + new
        at = end
    return lines + SOUND[at:]


def said_of(lines):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(f'{here}/cases/_base/content', f'{folder}/content')
        os.makedirs(os.path.dirname(f'{folder}/{RECORD}'), exist_ok=True)
        with open(f'{folder}/{RECORD}', 'w', encoding='utf-8', newline='') as f:
            f.writelines(lines)
        done = subprocess.run([keijiban, 'check', '--layouts', f'{here}/../layouts', '--today', '2026-11-23', '--format',
                               'json', '--lang', 'en'], cwd=folder, capture_output=True, text=True, timeout=60)
    ensure(done.returncode in (0, 1), done.stderr)
    return {(p['code'], p['message']) for p in map(json.loads, done.stdout.splitlines())}


slips = {slip: changes for slip in sorted(os.listdir(f'{here}/cases'))
         if slip.startswith('slip-') and (changes := read(slip))}
pairs = [(a, b) for a, b in itertools.combinations(slips, 2) if with_changes(slips[a] + slips[b])]
if not full:
    pairs = random.Random(20261127).sample(pairs, SAMPLE)


@lru_cache(None)
def alone(slip):
    return said_of(with_changes(slips[slip]))


def compare(pair):
    a, b = pair
    return pair, alone(a) | alone(b), said_of(with_changes(slips[a] + slips[b]))


def nothing_more():
    more = [f'{a} and {b}: {said - meant}' for (a, b), meant, said in told
            if {code for code, _ in said - meant} - MEETING]
    ensure(not more, '\n'.join(more))


def may_be_kept_back(pair):
    dashes = any(slip.startswith('slip-dashes-') for slip in pair)
    sample = any(slip.startswith('slip-yes-') for slip in pair)
    return TOGETHER | (WITHOUT_DASHES if dashes else set()) | (SAMPLE_UNKNOWN if sample else set())


def nothing_less():
    less = [(pair, meant - said) for pair, meant, said in told if meant - said]
    bad = [f'{pair}: {lost}' for pair, lost in less if not {code for code, _ in lost} <= may_be_kept_back(pair)]
    ensure(not bad, '\n'.join(bad))
    ensure(len(less) <= LOST_AT_MOST * len(told), '\n'.join(f'{pair}: {lost}' for pair, lost in less))


with ThreadPoolExecutor(os.cpu_count()) as workers:
    told = list(workers.map(compare, pairs))
test('there are slips to put together', lambda: ensure(len(slips) > 100 and len(pairs) >= SAMPLE, f'{len(slips)} slips'))
test('a record without a slip says nothing', lambda: ensure(not said_of(SOUND), said_of(SOUND)))
test('of two slips no third is told', nothing_more)
test('of two slips none is kept back', nothing_less)
tell()
