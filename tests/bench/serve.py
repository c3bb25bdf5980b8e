#!/usr/bin/env python3
"""What a save costs under `keijiban serve`: from the file written to the new page read.

    tests/bench/serve.py KEIJIBAN CONTENT LAYOUTS TODAY [SAVES]

A text is mended, then a name, in one record; each time: save, wait for the event that every open page gets, fetch the
record's page until the new words are in it. What others show of a name may follow (the event then names the record), so
the page of its place, which lists it, is fetched, too, until it is there. Prints rows `WHAT BEST MEDIAN WORST` in
milliseconds, what a save costs the processor, and the memory of the server at its height and at the end in MB.
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
        """Whether more follows: the event is of some records alone."""
        while not (line := self.answer.readline()).startswith(b'data:'):
            pass
        return len(line.split()) > 2

    def wait_for_all(self):
        while self.wait():
            pass


def save(path, text):
    with open(path + '.new', 'w', encoding='utf-8') as f:
        f.write(text)
    os.rename(path + '.new', path)


def cpu():
    with open(f'/proc/{serve.pid}/stat', encoding='utf-8') as f:
        return sum(int(n) for n in f.read().rsplit(')', 1)[1].split()[11:13]) * 1000 / os.sysconf('SC_CLK_TCK')


def since(begin):
    return (time.monotonic() - begin) * 1000


def fetch_until(port, address, words, begin):
    while words not in fetch(port, address):
        if since(begin) > 30000:
            raise SystemExit(f'{words} never came')
    return since(begin)


def page_of_place(path):
    """It lists what is on there."""
    with open(path, encoding='utf-8') as f:
        place = re.search(r'^place: ([a-z0-9-]+)$', f.read(), flags=re.M)
    files = (os.path.join(at, n) for at, _, names in os.walk(content) for n in names)
    return next((address_of(at) for at in files if place and os.path.basename(at) == place.group(1) + '.md'), None)


def measure(what, port, events, path, change, shown_by=None):
    told, seen, listed = [], [], []
    used = cpu()
    with open(path, encoding='utf-8') as f:
        before = f.read()
    for i in range(saves):
        words = f'計測{what}{i}'
        begin = time.monotonic()
        save(path, change(before, words))
        more = events.wait()
        told.append(since(begin))
        seen.append(fetch_until(port, address_of(path), words, begin))
        if more:
            events.wait_for_all()
        if shown_by:
            listed.append(fetch_until(port, shown_by, words, begin))
        time.sleep(0.3)
    save(path, before)
    events.wait_for_all()
    print(f'{what}-cpu {(cpu() - used) / (saves + 1):.0f}')
    for name, times in ((f'{what}-event', told), (f'{what}-seen', seen), (f'{what}-listed', listed)):
        if times:
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
    measure('name', port, events, path, lambda text, words: re.sub(r'^name: .*$', f'name: {words}', text, count=1, flags=re.M),
            page_of_place(path))
    with open(f'/proc/{serve.pid}/status', encoding='utf-8') as f:
        print('memory', *(int(n) // 1024 for n in re.findall(r'^Vm(?:HWM|RSS):\s*(\d+)', f.read(), re.M)))
finally:
    serve.send_signal(signal.SIGINT)
    serve.wait(timeout=30)
