#!/bin/bash
# What a header shows of its use is true: a call in a comment has as many arguments as the function it calls.
# A call with … in it says that it leaves some out.
set -u
exec /usr/bin/python3 - <<'PYTHON'
import glob
import re
import sys


def enclosed(text, at):
    """What stands between the bracket at `at` and the one that closes it."""
    depth = 0
    for i in range(at, len(text)):
        depth += (text[i] in '([{') - (text[i] in ')]}')
        if not depth:
            return text[at + 1:i]
    return None


def count(arguments):
    depth, commas = 0, 0
    for c in arguments:
        depth += (c in '([{') - (c in ')]}')
        commas += c == ',' and not depth
    return commas + 1 if arguments.strip() not in ('', 'void') else 0


comment = re.compile(r'/\*.*?\*/', re.S)
call = re.compile(r'\b([a-z][a-z_0-9]*)\(')
headers = {path: open(path, encoding='utf-8').read() for path in sorted(glob.glob('gen/*/*.h'))}
takes = {}
for text in headers.values():
    code = comment.sub('', text)
    for m in call.finditer(code):
        arguments = enclosed(code, m.end() - 1)
        declared = re.search(r'^(static inline )?[\w ]+[ *]$', code[:m.start()].split('\n')[-1])
        if declared and arguments is not None and '...' not in arguments:
            takes[m.group(1)] = count(arguments)
wrong = looked = 0
for path, text in headers.items():
    for m in comment.finditer(text):
        # Without its literals, in which brackets need not close; ARGS is an array and how many it holds.
        said = re.sub(r'"[^"\n]*"|\'.\'', '0', re.sub(r'\n \*', '\n', m.group()))
        said = re.sub(r'ARGS\([^()]*\)', '0, 0', said)
        for c in call.finditer(said):
            arguments = enclosed(said, c.end() - 1)
            if c.group(1) not in takes or not arguments or '…' in arguments:
                continue
            looked += 1
            if count(arguments) != takes[c.group(1)]:
                print(f'{path}: {c.group(1)}({arguments}) takes {takes[c.group(1)]}')
                wrong += 1
if looked < 100:
    print(f'only {looked} calls were looked at')
    wrong += 1
sys.exit(wrong > 0)
PYTHON
