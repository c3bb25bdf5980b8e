#!/usr/bin/python3
"""The desk of staff: what the manual tells them to do, done as it says; and what a terminal shows.

    tests/desk.py PROGRAM

The first record and every playbook of content/README.md are walked on a copy
of content/ in a repository of its own: what is typed is taken out of the
manual's text, so a manual that no longer works fails here.
The last line is `N passed, N failed`.
"""
import fcntl
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
import unicodedata
import urllib.request

from trial import ensure, tell, test

program = os.path.realpath(sys.argv[1])
root = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
work = tempfile.mkdtemp(prefix='keijiban-desk.', dir=os.environ.get('TMPDIR') or ('/dev/shm' if os.access('/dev/shm', os.W_OK) else None))
today = '2026-11-26'


def run(*words, lang='ja', cwd=work, **options):
    return subprocess.run([program, *words, '--lang', lang], cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=60, **options)


def git(*words):
    said = subprocess.run(['git', '-c', 'user.name=n', '-c', 'user.email=n@example.jp', *words], cwd=work,
                          capture_output=True, text=True, timeout=60)
    ensure(said.returncode == 0, f'git {words}: {said.stderr}')


def commit():
    git('add', '-A')
    git('commit', '-q', '--allow-empty', '-m', 'test')


def read(path):
    with open(os.path.join(work, path), encoding='utf-8') as file:
        return file.read()


def write(path, text):
    full = os.path.join(work, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, 'w', encoding='utf-8') as file:
        file.write(text)


def change(path, before, after):
    text = read(path)
    ensure(text.count(before) >= 1, f'{path} has no {before!r}')
    write(path, text.replace(before, after, 1))


def page(path):
    return read(f'out/{path}index.html')


# The manual.

manual = open(os.path.join(root, 'content/README.md'), encoding='utf-8').read()


def section(title, mark='###'):
    found = re.search(rf'^{mark} {re.escape(title)}\n(.*?)(?=^##|\Z)', manual, re.M | re.S)
    ensure(found, f'the manual has no section {title!r}')
    return found.group(1)


def blocks(title):
    """Its texts to copy, as somebody copies them: without the indentation they share."""
    found, lines = [], []
    for line in section(title).split('\n') + ['']:
        if line.startswith('       '):
            lines.append(line[7:])
        elif lines and line.strip():
            found.append('\n'.join(lines) + '\n')
            lines = []
    if lines:
        found.append('\n'.join(lines) + '\n')
    return found


def add_field(path, text):
    """Lines put into the fields of a record, above the line that ends them."""
    head, body = read(path).split('\n---\n', 1)
    write(path, head + '\n' + text.rstrip('\n') + '\n---\n' + body)


def note_id(name):
    ids = sorted(read('content/ids.txt').split() + [name])
    write('content/ids.txt', '\n'.join(ids) + '\n')


def without_comment(path):
    """The end of a list, for a new item below it."""
    return read(path).rstrip('\n') + '\n'


def check(*words, day=today):
    return run('check', *words, '--skip', 'pdf,images', '--today', day)


SKIP = 'pdf,qr,gzip,images'


def build(day=today):
    said = run('build', '--skip', SKIP, '--today', day)
    ensure(said.returncode == 0, said.stderr)
    return said


def errors_of(said):
    return [line for line in said.stderr.splitlines() if ' エラー: ' in line]


def ensure_clean(said):
    ensure(said.returncode == 0 and not errors_of(said), said.stderr)


def fresh():
    for name in os.listdir(work):
        path = os.path.join(work, name)
        shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
    shutil.copytree(os.path.join(root, 'content'), os.path.join(work, 'content'))
    shutil.copytree(os.path.join(root, 'layouts'), os.path.join(work, 'layouts'))
    write('.gitignore', 'out/\n.out.keijiban/\n')
    git('init', '-q', '-b', 'main')
    commit()


def again():
    """As it was committed; what was published stays, and is built upon."""
    git('checkout', '-q', '.')
    git('clean', '-qfd', 'content')


# はじめての1件

def first_record():
    text = section('はじめての1件', '##')
    steps = re.findall(r'^\d\. .*?(?=^\d\. |^```|\Z)', text, re.M | re.S)
    ensure(len(steps) == 7, f'{len(steps)} steps')
    folders = re.findall(r'`([a-z]+)`', steps[0])
    name = re.search(r'`([a-z-]+\.md)`', steps[1]).group(1)
    example = re.search(r'^```yaml\n(.*?)^```', text, re.M | re.S).group(1)
    path = '/'.join(folders) + '/' + name
    ensure(folders[0] == 'content' and os.path.isdir(os.path.join(work, '/'.join(folders))), folders)
    write(path, example)
    note_id(name[:-3])
    command = re.search(r'^ {7}build/keijiban (.+)$', steps[6], re.M).group(1)
    said = run(*command.split(), '--today', today)
    ensure_clean(said)
    ensure('お茶とおしゃべりの会（shibakubo-ocha）のこれからの日にち' in said.stderr, said.stderr[-800:])
    ensure('12月2日（水曜日）午前10時から11時30分まで' in said.stderr, said.stderr[-800:])
    ensure(len(re.findall(r'^\S*\d+月\d+日（水曜日）午前', said.stderr, re.M)) == 6, said.stderr[-800:])
    build()
    shown = page('seibu/shibakubo/events/shibakubo-ocha/')
    for words in ['お茶とおしゃべりの会', '見本', '12月2日', '/seibu/shibakubo/places/shibakubo-mado-salon/']:
        ensure(words in shown, words)
    ensure('お茶とおしゃべりの会' in page('seibu/shibakubo/events/shibakubo-ocha/flyer/'), 'the flyer')
    ensure('お茶とおしゃべりの会' in page('seibu/shibakubo/'), 'the district does not show it')
    again()


# Playbooks

OHANASHI = 'content/seibu/shibakubo/events/shibakubo-ohanashi-kai.md'
OHANASHI_PAGE = 'seibu/shibakubo/events/shibakubo-ohanashi-kai/'


def playbooks_are_short():
    names = re.findall(r'^### (.+)$', manual[manual.index('## こんなとき'):manual.index('### 更新情報に出ること')], re.M)
    ensure(len(names) == 10, names)
    for name in names:
        lines = [line for line in section(name).split('\n') if line.strip() and line.strip() != '---']
        ensure(len(lines) <= 10, f'{name}: {len(lines)} lines')


def mending():
    before = read('out/' + OHANASHI_PAGE + 'flyer/index.html')
    change(OHANASHI, 'time: 10:30–11:30', 'time: 10:00–11:00')
    change(OHANASHI, 'assured_date: 2026-11-13', 'assured_date: 2026-11-26')
    build()
    ensure('午前10時から11時まで' in page(OHANASHI_PAGE), 'the page has the old time')
    edition = re.compile(r'版[^0-9a-f]*(?:<[^>]*>)*\s*([0-9a-f]{8})')
    editions = [edition.search(text) for text in (before, page(OHANASHI_PAGE + 'flyer/'))]
    ensure(all(editions) and editions[0].group(1) != editions[1].group(1), 'the flyer keeps its edition')
    again()


def one_day_off():
    line = blocks('一回だけ中止する')[0].split('\n')[1]
    change(OHANASHI, '  - {date: 2026-12-22, status: 中止, note: 年末の片づけのため}\n', line + '\n')
    said = check()
    ensure_clean(said)
    ensure('12月22日（火曜日）' in said.stderr and '中止' in said.stderr, said.stderr[-600:])
    build()
    for path in (OHANASHI_PAGE, OHANASHI_PAGE + 'flyer/'):
        ensure(re.search(r'12月22日.{0,120}中止', page(path), re.S) and '雨のため' in page(path), path)
    again()
    # As it says, to an event without changes.
    add_field('content/seibu/shibakubo/events/shibakubo-yushoku.md', blocks('一回だけ中止する')[0].replace('12-22', '12-24'))
    build()
    again()


def typhoon():
    """One file, as the page of a git host makes it: nothing is on the disk but in the commit."""
    text = blocks('全部中止する（台風など）')[0]
    ensure(len(text.splitlines()) == 7, text)
    write('content/notices/taifu-1208.yaml', text)
    commit()
    os.remove(os.path.join(work, 'content/notices/taifu-1208.yaml'))
    said = run('build', '--git', '.', '--rev', 'main', '--skip', SKIP, '--today', '2026-12-07')
    ensure(said.returncode == 0, said.stderr)
    for path in (OHANASHI_PAGE, OHANASHI_PAGE + 'flyer/', 'seibu/shibakubo/events/shibakubo-bosai-kaigi/'):
        ensure(re.search(r'12月8日.{0,200}中止', page(path), re.S), path)
    ensure('台風のため12月8日の行事は中止です' in page(''), 'the home page does not tell it')
    git('revert', '--no-edit', 'HEAD')
    again()


def other_place():
    day, later = blocks('場所が変わる')[0].rstrip('\n').split('\n')[1:]
    yushoku = 'content/seibu/shibakubo/events/shibakubo-yushoku.md'
    add_field(yushoku, 'changes:\n' + day.replace('2026-12-08', '2026-12-24') + '\n' + later)
    build()
    shown = page('seibu/shibakubo/events/shibakubo-yushoku/')
    for words in ['12月24日', '会場の工事のため', '1月から会場が変わります', 'まどべサロン芝久保']:
        ensure(words in shown, words)
    again()


def other_number():
    """The city's number is 042-000-0000 here, until it changes."""
    change('content/offices.yaml', 'phone: 042-464-1311', 'phone: 042-000-0000')
    change(OHANASHI, '祝日と年末年始はお休みです。', '道に迷ったら 042-000-0000 へ。')
    build()
    change('content/offices.yaml', 'phone: 042-000-0000', 'phone: 042-464-1311')
    write('content/offices.yaml', without_comment('content/offices.yaml') + '  ' + blocks('電話番号が変わる')[0])
    told = errors_of(check())
    ensure(len(told) == 1 and told[0].startswith(OHANASHI) and 'phone-retired' in told[0], told)
    change(OHANASHI, '042-000-0000', '042-464-1311')
    build()
    ensure('042-464-1311' in page(OHANASHI_PAGE) and '042-000-0000' not in page(OHANASHI_PAGE), 'the page')
    again()


def other_folder():
    to = 'content/seibu/nakahara/events/shibakubo-ohanashi-kai.md'
    os.makedirs(os.path.join(work, 'content/seibu/nakahara/events'), exist_ok=True)
    os.rename(os.path.join(work, OHANASHI), os.path.join(work, to))
    said = check()
    line = re.search(r'この行を足してください: (aliases: .*)', said.stderr)
    ensure(line and line.group(1) + '\n' == blocks('別の地域に移す')[0], said.stderr[-800:])
    add_field(to, line.group(1))
    said = check()
    ensure_clean(said)
    ensure('record-moved' not in said.stderr, said.stderr)
    build()
    ensure('/seibu/nakahara/events/shibakubo-ohanashi-kai/' in page(OHANASHI_PAGE), 'the old address does not lead on')
    again()


def new_year():
    calendar = read('content/calendars.yaml')
    at = calendar.index('  name: 学期中')
    last = [found for found in re.finditer(r'^    - \{.*学期\}\n', calendar[at:], re.M)][-1].end() + at
    write('content/calendars.yaml', calendar[:last] + '    ' + blocks('年度を更新する')[0] + calendar[last:])
    bosai = 'content/seibu/shibakubo/events/shibakubo-bosai-kaigi.md'
    change(bosai, 'date: 令和8年12月8日', 'date: 令和9年12月8日')
    said = run('confirm', 'shibakubo-bosai-kaigi', '--date', '2027-04-02', '--today', '2027-04-02')
    ensure(said.returncode == 0 and 'assured_date: 2027-04-02' in read(bosai), said.stderr)
    change('content/seibu/shibakubo/events/shibakubo-yushoku.md', 'sample: yes', 'status: 終了\nsample: yes')
    build('2027-04-02')
    ensure('2027年12月8日' in page('seibu/shibakubo/events/shibakubo-bosai-kaigi/'), 'the new date')
    ensure('終了しました' in page('seibu/shibakubo/events/shibakubo-yushoku/'), 'the ended one')
    ensure('木曜の夕食会' not in page('seibu/shibakubo/events/'), 'what has ended is listed')
    again()


def withdrawing():
    os.remove(os.path.join(work, OHANASHI))
    told = errors_of(check())
    ensure(any('id-vanished' in line for line in told), told)
    write('content/withdrawn.yaml', without_comment('content/withdrawn.yaml') + blocks('取り下げる')[0])
    told = errors_of(check())
    ensure(len(told) == 2 and all('link-unknown' in line for line in told), told)
    for path in [line.split(':')[0] for line in told]:
        write(path, re.sub(r'\[([^]]*)\]\(record:shibakubo-ohanashi-kai\)', r'\1', read(path)))
    build()
    ensure(not os.path.exists(os.path.join(work, 'out', OHANASHI_PAGE)), 'its page is still there')
    short = page('r/shibakubo-ohanashi-kai/')
    ensure('取り下げ' in short and '000-0000' not in short, 'the short page')
    again()


# check FILE

def only_named_files():
    write('content/seibu/shibakubo/events/yabure.md', '---\nname: [\n---\n')
    change(OHANASHI, 'time: 10:30–11:30', 'time: 25:00')
    said = check(OHANASHI)
    ensure(said.returncode == 1 and 'time-hour' in said.stderr and 'yabure' not in said.stderr, said.stderr)
    ensure('ほかのファイル: エラー 1 件' in said.stderr, said.stderr)
    said = check('shibakubo-ohanashi')
    ensure(said.returncode == 2 and 'ファイルでも id でもない' in said.stderr, said.stderr)
    again()
    said = check('shibakubo-ohanashi-kai')
    ensure(said.returncode == 0 and '芝久保おはなし会（shibakubo-ohanashi-kai）のこれからの日にち' in said.stderr, said.stderr)
    ensure('これからの日にち' not in check().stderr, 'days of what nobody works on')


# Terminals.

def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in text)


def commands():
    listed = re.findall(r'^  ([a-z-]+) ', run('--help', lang='en').stdout, re.M)
    ensure(len(listed) > 15, listed)
    return listed


def options(command):
    return re.findall(r'^  (-[a-z-]+)', run(command, '--help', lang='en').stdout, re.M)


def helps_fit():
    for lang in 'ja', 'en':
        for words in [[]] + [[command] for command in commands()]:
            lines = run(*words, '--help', lang=lang).stdout.splitlines()
            ensure(2 < len(lines) <= 24, f'{words} {lang}: {len(lines)} lines')
            wide = [line for line in lines if width(line) > 80]
            ensure(not wide, f'{words} {lang}: {wide}')


def completed(*words):
    """What bash offers for the last word."""
    script = 'source /dev/stdin; shift; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _keijiban; printf "%s\\n" "${COMPREPLY[@]}"'
    shell = subprocess.run(['bash', '-c', script, 'bash', 'x', 'keijiban', *words], cwd=work, capture_output=True, text=True,
                           input=run('completion', 'bash').stdout, timeout=20)
    ensure(shell.returncode == 0 and not shell.stderr, shell.stderr)
    return shell.stdout.split()


def bash_completes():
    for words, offered in [
        (['che'], ['check']), (['build', '--skip', 'g'], ['gzip']), (['check', '--format', ''], ['text', 'json', 'github']),
        (['new', 'ev'], ['event']), (['confirm', 'shibakubo-oh'], ['shibakubo-ohanashi-kai']),
        (['new', '--area', 'seibu/shi'], ['seibu/shibakubo']), (['build', '--content', 'con'], ['content']),
        (['explain', 'addr'], ['addresses']), (['completion', ''], ['bash', 'zsh']), (['build', '--today', '2'], []),
    ]:
        ensure(completed(*words) == offered, f'{words}: {completed(*words)}')
    ensure(sorted(completed('')) == sorted(commands() + ['--help']), completed(''))


def bash_knows_all_options():
    for command in commands():
        ensure(sorted(completed(command, '-')) == sorted(options(command)), f'{command}: {completed(command, "-")}')


def zsh_is_fine():
    said = run('completion', 'zsh')
    ensure(said.returncode == 0 and said.stdout.startswith('#compdef keijiban\n'), said.stderr)
    ensure(all(f"'{name}:" in said.stdout for name in commands()), said.stdout[:800])
    if shutil.which('zsh'):
        ensure(subprocess.run(['zsh', '-n', '/dev/stdin'], input=said.stdout, text=True).returncode == 0, 'zsh -n')
    ensure(run('completion', 'fish').returncode == 2, 'a shell nobody knows')


ZSHRC = """fpath=({home}/offered $fpath)
autoload -Uz compinit; compinit -u -d {home}/dump
PS1='READY> '; unsetopt beep; LISTMAX=10000; path=({programs} $path)
"""


class Zsh:
    """One at a terminal, with the completion in a folder of its own, as the manual says to install it."""

    def __init__(self):
        self.home = tempfile.mkdtemp(dir=work)
        os.makedirs(f'{self.home}/offered')
        write(f'{self.home}/offered/_keijiban', run('completion', 'zsh').stdout)
        write(f'{self.home}/.zshrc', ZSHRC.format(home=self.home, programs=os.path.dirname(program)))
        self.process, self.terminal = pty.fork()
        if not self.process:
            os.chdir(work)
            os.environ.update(ZDOTDIR=self.home, HOME=self.home, TERM='dumb', LANG='C.UTF-8')
            os.execvp('zsh', ['zsh', '-i'])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 200, 300, 0, 0))
        ensure('READY> ' in self.until('READY> '), 'no prompt')

    def until(self, text):
        said, end = '', time.monotonic() + 10
        while text not in said and time.monotonic() < end:
            if select.select([self.terminal], [], [], 0.1)[0]:
                said += os.read(self.terminal, 65536).decode('utf-8', 'replace')
        return re.sub(r'\x1b\[[0-9;?]*[a-zA-Z]', '', said)

    def tab(self, typed, becomes):
        """What stands there after a TAB; the line is thrown away."""
        os.write(self.terminal, typed.encode() + b'\t')
        said = self.until(becomes)
        os.write(self.terminal, b'\x15')
        return said

    def end(self):
        os.close(self.terminal)
        os.waitpid(self.process, 0)


def zsh_completes():
    if not shutil.which('zsh'):
        print('  zsh is not on this machine: its completion was not typed')
        return
    shell = Zsh()
    for typed, becomes in [
        ('che', 'keijiban check '), ('build --skip g', '--skip gzip'), ('check --format j', '--format json'),
        ('build --sk', 'build --skip '), ('new ev', 'new event '), ('confirm shibakubo-oh', 'confirm shibakubo-ohanashi-kai'),
        ('new --area seibu/shi', '--area seibu/shibakubo'), ('build --content con', '--content content/'),
        ('explain addr', 'explain addresses'), ('completion z', 'completion zsh'), ('import public', 'import public_facility'),
    ]:
        said = shell.tab(f'keijiban {typed}', becomes)
        ensure(becomes in said, f'{typed}: {said!r}')
    said = shell.tab('keijiban ', 'serve ')
    ensure(all(re.search(rf'^{name} +-- ', said, re.M) for name in commands()), said)
    shell.end()


def summaries():
    said = run('build', '--dry-run', '--skip', SKIP, '--json', '--today', today, lang='en')
    told = json.loads(said.stdout.splitlines()[-1])
    line = re.search(r'^(\d+) files: (\d+) written, (\d+) unchanged, (\d+) removed; (\d+) warnings, \d+\.\d s$', said.stderr, re.M)
    ensure(line, said.stderr[-300:])
    ensure([int(n) for n in line.groups()] == [told[k] for k in ('files', 'written', 'unchanged', 'removed', 'warnings')], told)
    ensure(not told['published'] and told['errors'] == 0 and told['status'] == 0 and 0 < told['seconds'] < 60, told)
    change(OHANASHI, 'time: 10:30–11:30', 'time: 25:00')
    said = run('build', '--skip', SKIP, '--json', '--today', today)
    told = json.loads(said.stdout)
    ensure(said.returncode == 1 and told['errors'] == 1 and told['status'] == 1 and not told['published'], told)
    again()


# serve: what it remembers of files is never what it says of them.

def serve_says_what_check_says():
    city = os.path.join(work, 'city')
    shutil.copytree(os.path.join(root, 'tests/cases/_base/content'), os.path.join(city, 'content'))
    os.symlink(os.path.join(work, 'layouts'), os.path.join(city, 'layouts'))
    files = {
        'a': 'content/seibu/shibakubo/groups/ao.md', 'b': 'content/seibu/shibakubo/groups/beni.md',
        'place': 'content/seibu/shibakubo/places/hiroba.md', 'offices': 'content/offices.yaml',
        'words': 'content/vocabulary.yaml',
    }
    group = ('---\nname: {0}の会\nname_kana: {1}のかい\nsummary: 集まる会です。\npurposes: [gather]\nscheme: shikumi\n'
             'basis: 地縁型\ncontacts: [madoguchi]\nassured_date: 2026-11-01\nsample: yes\n---\n{2}\n')
    ao = group.format('青', 'あお', '[ひろば](record:hiroba)で会います。電話は 042-464-1311 です。')
    kept = {name: read('city/' + path) if os.path.exists(os.path.join(city, path)) else None for name, path in files.items()}
    states = [
        ('a new record', {'a': ao}),
        ('another that names it', {'b': group.format('紅', 'べに', '[青の会](record:ao)と一緒です。')}),
        ('a text alone', {'a': ao + '\n二つめの段落。\n'}),
        ('the same text once more', {'a': ao + '\n三つめの段落。\n'}),
        ('a warning in it', {'a': ao + '\n**四つめの段落。\n'}),
        ('and no more', {'a': ao + '\n五つめの段落。\n'}),
        ('a mistake in it', {'a': ao + '\n六つめの段落。\n\n[どこ](record:naiyo)\n'}),
        ('while a field changes', {'a': ao.replace('集まる会', '寄り合う会') + '\n七つめの段落。\n\n[どこ](record:naiyo)\n'}),
        ('and that is mended', {'a': ao.replace('集まる会', '寄り合う会') + '\n八つめの段落。\n'}),
        ('its fields are as they were', {'a': ao + '\n八つめの段落。\n'}),
        ('a number that is retired elsewhere', {'offices': kept['offices'] + '  - {phone: 042-464-1311, since: 2026-04-01}\n'}),
        ('and is in use again', {'offices': kept['offices']}),
        ('what a text names is gone', {'a': None}),
        ('and back', {'a': ao}),
        ('a word of the vocabulary is gone', {'words': kept['words'].replace('{id: gather,', '{id: tsudou,').replace('交流]', '交流]')}),
        ('and back', {'words': kept['words']}),
        ('a warning in a text', {'b': group.format('紅', 'べに', '**太くない。')}),
        ('is told again when another file changes', {'place': kept['place'] + '\n椅子もあります。\n'}),
        ('a broken record', {'a': ao.replace('name: 青の会', 'name: [').replace('会います', '壊れます')}),
        ('while another text changes', {'place': kept['place']}),
        ('mended', {'a': ao.replace('青の会', '藍の会')}),
        ('moved', {'a': None, 'b': group.format('紅', 'べに', '[ひろば](record:hirob)')}),
    ]
    # What a page of it shows then, and (-) does not: of a text that is wrong, the last sound one.
    shown = {
        'a text alone': '二つめ', 'the same text once more': '三つめ -二つめ', 'a warning in it': '四つめ -三つめ',
        'and no more': '五つめ', 'a mistake in it': '五つめ -六つめ', 'while a field changes': '五つめ -七つめ 集まる会',
        'and that is mended': '八つめ -七つめ 寄り合う会', 'its fields are as they were': '八つめ 集まる会 -寄り合う会',
        'while another text changes': '会います -壊れます',
    }
    served = subprocess.Popen([program, 'serve', '--port', '0', '--today', '2026-11-23', '--lang', 'ja'], cwd=city, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said = re.compile(r'^エラー (\d+) 件、注意 (\d+) 件（')
    too_late = threading.Timer(60, served.kill)
    too_late.start()
    try:
        address = served.stdout.readline().strip()

        def next_state():
            for line in served.stderr:
                if said.match(line):
                    return tuple(map(int, said.match(line).groups()))

        next_state()
        for name, change_of in states:
            for file, text in change_of.items():
                path = os.path.join(city, files[file])
                os.makedirs(os.path.dirname(path), exist_ok=True)
                if text is None:
                    os.remove(path)
                else:
                    # In one step, or half of a file might be seen.
                    with open(os.path.join(work, 'half'), 'w', encoding='utf-8') as half:
                        half.write(text)
                    os.replace(os.path.join(work, 'half'), path)
            checked = run('check', '--skip', 'pdf', '--today', '2026-11-23', cwd=city)
            wanted = tuple(map(int, re.search(r'^エラー (\d+) 件、注意 (\d+) 件$', checked.stderr, re.M).groups()))
            got = next_state()
            while got and got != wanted and len(change_of) > 1:
                got = next_state()
            ensure(got == wanted, f'{name}: {got}, and check says {wanted}: {checked.stderr}')
            page = urllib.request.urlopen(address + 'seibu/shibakubo/groups/ao/', timeout=10).read().decode()
            for words in shown.get(name, '').split():
                there = not words.startswith('-')
                ensure((words.lstrip('-') in page) == there, f'{name}: {words} on the page')
    finally:
        too_late.cancel()
        served.terminate()
        served.wait(10)
    shutil.rmtree(city)


# serve: a record that was saved is shown before the whole city is loaded with it, and just as it then is.

class Served:
    """A preview of the city in `work`, and a page that listens to it."""

    def __enter__(self):
        self.process = subprocess.Popen([program, 'serve', '--port', '0', '--today', today, '--lang', 'en'], cwd=work,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.too_late = threading.Timer(120, self.process.kill)
        self.too_late.start()
        self.address = self.process.stdout.readline().strip()
        self.events = urllib.request.urlopen(self.address.rstrip('/') + '/_keijiban/events', timeout=20)
        self.event()
        return self

    def __exit__(self, *reason):
        self.too_late.cancel()
        self.events.close()
        self.process.terminate()
        self.process.wait(10)
        self.process.stdout.close()

    def event(self):
        """Its version, and the records that are ahead."""
        for line in self.events:
            if line.startswith(b'data: '):
                version, *ids = line[6:].decode().split()
                return version, ids

    def page(self, path):
        """As it is published; and the version that its bar tells."""
        answer = urllib.request.urlopen(self.address + path, timeout=20).read()
        bar = re.compile(rb'\n<section id="keijiban-preview".*?</section>\n', re.S)
        told = re.search(rb'data-version="([^"]*)"', answer)
        return bar.sub(b'', answer), told and told.group(1).decode()

    def whole(self):
        """Past all that is ahead."""
        version, ids = self.event()
        while ids:
            version, ids = self.event()
        return version


OF_EVENT = ['', 'flyer/', 'event.ics', 'share.txt', 'flyer/flyer.txt', 'flyer.pdf']
SALON = 'content/seibu/shibakubo/places/shibakubo-mado-salon.md'
SHORT = {OHANASHI: 'r/shibakubo-ohanashi-kai/', SALON: 'r/shibakubo-mado-salon/'}
# Saved one after the other: in which file, what becomes what, and what the page then shows.
FIELDS = [
    (OHANASHI, 'name: 芝久保おはなし会', 'name: 芝久保えほん会', '芝久保えほん会'),
    (OHANASHI, 'name_kana: しばくぼおはなしかい', 'name_kana: あしばくぼえほんかい', 'あしばくぼえほんかい'),
    (OHANASHI, 'summary: 月に二度、', 'summary: 月に二回、', '月に二回、絵本'),
    (OHANASHI, 'time: 10:30–11:30', 'time: 10:00–11:00', '午前10時から11時まで'),
    (OHANASHI, 'repeat: 第2・第4火曜', 'repeat: 毎週水曜', '水曜日'),
    (OHANASHI, '{date: 2026-12-22, status: 中止, note: 年末の片づけのため}', '{date: 2026-12-16, status: 中止, note: 大掃除のため}', '大掃除のため'),
    (OHANASHI, 'place: shibakubo-kyu-shukaijo\n', 'place: 市民広場\n', ''),
    (OHANASHI, 'organizer: shibakubo-furemachi', 'organizer: shibakubo-sanchome-jichikai', '自治会'),
    (OHANASHI, '{name: 主催者（見本）, phone: 000-0000-0000, fax: 000-0000-0000}', 'shibakubo-furemachi', ''),
    (OHANASHI, 'cost: 無料', 'cost: 100円', '100円'),
    (OHANASHI, 'capacity: {n: 20, unit: 組}', 'capacity: {n: 15, unit: 組}', '15組'),
    (OHANASHI, 'ages: [baby, elementary, parent]', 'ages: [senior]', ''),
    (OHANASHI, 'purposes: [play, learn, gather]', 'purposes: [gather]', ''),
    (OHANASHI, 'repeat: 毎週水曜\nskip: [祝日, 年末年始]', 'date: 2026-12-16', ''),
    (OHANASHI, 'points: [12月から', 'points: [もうすぐ', ''),
    (OHANASHI, 'sample: yes\n---\n前の半分は', 'condition: 雨の日も\nsample: yes\n---\n前半は', '前半は'),
    (SALON, 'hours:\n  - {days: 火・金, time: "10:00–15:00"}', 'hours:\n  - {days: 火・金, time: "9:00–15:00"}', '午前9時'),
    (SALON, 'summary: 大きな窓の', 'summary: 大きな大きな窓の', '大きな大きな窓'),
]


def address_of(path):
    return path[len('content/'):-len('.md')] + '/'


def is_the_same_ahead(served, path, before, after, shown):
    page_of = [address_of(path) + name for name in (OF_EVENT if '/events/' in path else ['', 'flyer/'])] + [SHORT[path]]
    change(path, before, after)
    version, ids = served.event()
    ensure(ids == [os.path.basename(path)[:-3]], f'{before}: {ids}')
    ahead = {at: served.page(at) for at in page_of}
    ensure(ahead[page_of[0]][1] == version, f'{before}: the page is of {ahead[page_of[0]][1]}, and {version} is ahead')
    last = served.whole()
    for at in page_of:
        whole = served.page(at)
        ensure(whole[1] in (None, last), f'{before}: {at} is of {whole[1]} in the end')
        ensure(ahead[at][0] == whole[0], f'{before}: {at} is another one ahead')
    ensure(shown in ahead[page_of[0]][0].decode(), f'{before}: the page has no {shown}')


def fields_are_shown_ahead():
    again()
    with Served() as served:
        for step in FIELDS:
            is_the_same_ahead(served, *step)


def all_follows_what_is_ahead():
    """What others show, what is wrong, and what is saved meanwhile."""
    again()
    with Served() as served:
        kinds = 'seibu/shibakubo/'
        change(OHANASHI, 'name: 芝久保おはなし会', 'name: 芝久保えほん会')
        ensure(served.event()[1] == ['shibakubo-ohanashi-kai'], 'it is not ahead')
        served.whole()
        for at in (kinds, address_of(SALON)):
            ensure('芝久保えほん会'.encode() in served.page(at)[0], f'{at} has the old name')

        # A mistake is told at once, and what was there stays.
        change(OHANASHI, 'cost: 無料', 'cost: {ただ')
        ensure(served.event()[1] == [], 'a mistake is ahead')
        shown = urllib.request.urlopen(served.address + address_of(OHANASHI), timeout=20).read().decode()
        ensure('until they are mended' in shown and '無料' in shown, 'the mistake is not told')
        change(OHANASHI, 'cost: {ただ', 'cost: 無料')
        served.whole()

        # Two saves, one right after the other.
        change(OHANASHI, 'cost: 無料', 'cost: 100円')
        served.event()
        change(OHANASHI, 'cost: 100円', 'cost: 200円')
        served.whole()
        at = address_of(OHANASHI)
        for _ in range(100):
            if b'200' in served.page(at)[0]:
                break
            time.sleep(0.05)
        ensure('200円'.encode() in served.page(at)[0], 'the second save is not shown')

        # A field and a text, in two files at once.
        change(OHANASHI, 'cost: 200円', 'cost: 300円')
        change(SALON, '自転車は10台まで', '自転車は12台まで')
        deadline = time.time() + 10
        while time.time() < deadline:
            pages = served.page(at)[0].decode(), served.page(address_of(SALON))[0].decode()
            if '300円' in pages[0] and '自転車は12台まで' in pages[1]:
                break
            time.sleep(0.02)
        ensure('300円' in pages[0] and '自転車は12台まで' in pages[1], 'one of two files is not shown')

        # What leads elsewhere, or lends its name to what its own page lists, is only shown with all others.
        served.whole()
        time.sleep(1)
        for path, before, after in ((SALON, 'name: まどべサロン芝久保', 'name: 窓辺サロン'),
                                    (OHANASHI, 'sample: yes', 'sample: yes\naliases: [/mae/]')):
            change(path, before, after)
            found = []
            while not found or found[-1]:
                found.append(served.event()[1])
            ensure(found == [[]], f'{after}: {found}')


try:
    fresh()
    test('the first record, from the text alone', first_record)
    test('no playbook is longer than ten lines', playbooks_are_short)
    test('間違いを直す', mending)
    test('一回だけ中止する', one_day_off)
    test('全部中止する（台風など）', typhoon)
    test('場所が変わる', other_place)
    test('電話番号が変わる', other_number)
    test('別の地域に移す', other_folder)
    test('年度を更新する', new_year)
    test('取り下げる', withdrawing)
    test('check FILE', only_named_files)
    test('every --help fits a terminal', helps_fit)
    test('bash completes words', bash_completes)
    test('bash knows the options of every command', bash_knows_all_options)
    test('zsh gets a completion', zsh_is_fine)
    test('and offers with TAB what may stand there', zsh_completes)
    test('a build tells what it did', summaries)
    test('serve says what check says, whatever it remembers', serve_says_what_check_says)
    test('serve shows a record ahead of the city, just as it will be', fields_are_shown_ahead)
    test('serve shows the city after what is ahead of it', all_follows_what_is_ahead)
finally:
    shutil.rmtree(work, ignore_errors=True)
tell()
