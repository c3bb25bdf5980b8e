#!/usr/bin/env python3
"""What a save costs under `keijiban serve`: from the file written to the new page read.

    tests/bench/serve.py KEIJIBAN CONTENT LAYOUTS TODAY [SAVES]

A text is mended, then a name, in one record; each time: save, wait for the event that every open page gets, fetch the
record's page until the new words are in it. Prints rows `WHAT BEST MEDIAN WORST` in milliseconds, what a save costs the
processor, and the memory of the server at its height and at the end in MB.
"""
import http.client
import os
import re
import signal
import statistics
import subprocess
import sys
import time

program, content, layouts, today = sys.argv[1:5]
saves = int(sys.argv[5]) if len(sys.argv) > 5 else 9


def records():
    for at, folders, names in os.walk(content):
        folders.sort()
        if os.path.basename(at) == 'events':
            yield from (os.path.join(at, n) for n in sorted(names) if n.endswith('.md'))


def address_of(path):
    return '/' + os.path.relpath(path, content)[:-len('.md')] + '/'


def fetch(port, address):
    c = http.client.HTTPConnection('127.0.0.1', port, timeout=30)
    c.request('GET', address, headers={'Host': f'127.0.0.1:{port}'})
    text = c.getresponse().read().decode()
    c.close()
    return text


class Events:
    """The stream that an open page listens to."""

    def __init__(self, port):
        self.c = http.client.HTTPConnection('127.0.0.1', port, timeout=30)
        self.c.request('GET', '/_keijiban/events', headers={'Host': f'127.0.0.1:{port}'})
        self.answer = self.c.getresponse()

    def wait(self):
        while not self.answer.readline().startswith(b'data:'):
            pass


def save(path, text):
    with open(path + '.new', 'w', encoding='utf-8') as f:
        f.write(text)
    os.rename(path + '.new', path)


def cpu():
    with open(f'/proc/{serve.pid}/stat', encoding='utf-8') as f:
        return sum(int(n) for n in f.read().rsplit(')', 1)[1].split()[11:13]) * 1000 / os.sysconf('SC_CLK_TCK')


def measure(what, port, events, path, change):
    told, seen = [], []
    used = cpu()
    with open(path, encoding='utf-8') as f:
        before = f.read()
    for i in range(saves):
        words = f'計測{what}{i}'
        begin = time.monotonic()
        save(path, change(before, words))
        events.wait()
        told.append((time.monotonic() - begin) * 1000)
        while words not in fetch(port, address_of(path)):
            if time.monotonic() - begin > 30:
                raise SystemExit(f'{words} never came')
        seen.append((time.monotonic() - begin) * 1000)
        time.sleep(0.3)
    save(path, before)
    events.wait()
    print(f'{what}-cpu {(cpu() - used) / (saves + 1):.0f}')
    for name, times in ((f'{what}-event', told), (f'{what}-seen', seen)):
        print(f'{name} {min(times):.0f} {statistics.median(times):.0f} {max(times):.0f}')


serve = subprocess.Popen([program, 'serve', '--port', '0', '--content', content, '--layouts', layouts, '--today', today,
                          '--lang', 'en'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
try:
    found = None
    while not found:
        line = serve.stdout.readline()
        if not line:
            raise SystemExit('the preview ended')
        found = re.search(r'http://[^ /]*:(\d+)/', line)
    port = int(found.group(1))
    paths = list(records())
    path = paths[len(paths) // 2]
    first = time.monotonic()
    fetch(port, address_of(path))
    print(f'first-page {(time.monotonic() - first) * 1000:.0f} 0 0')
    events = Events(port)
    events.wait()
    time.sleep(0.5)
    measure('text', port, events, path, lambda text, words: text + f'\n{words}。\n')
    measure('name', port, events, path, lambda text, words: re.sub(r'^name: .*$', f'name: {words}', text, count=1, flags=re.M))
    with open(f'/proc/{serve.pid}/status', encoding='utf-8') as f:
        print('memory', *(int(n) // 1024 for n in re.findall(r'^Vm(?:HWM|RSS):\s*(\d+)', f.read(), re.M)))
finally:
    serve.send_signal(signal.SIGINT)
    serve.wait(timeout=30)
