#!/usr/bin/python3
"""keijiban new: at a terminal, as a person answers it, and with all options given.

    tests/new.py PROGRAM

The last line is `N passed, N failed`.
"""
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

from trial import ensure, tell, test

program = os.path.realpath(sys.argv[1])
root = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
work = tempfile.mkdtemp(prefix='keijiban-new.')
today = '2026-11-23'


def run(*words):
    return subprocess.run([program, *words, '--lang', 'ja'], cwd=work, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=30)


def new(*words):
    return run('new', *words, '--today', today)


def checked():
    return run('build', '--dry-run', '--skip', 'pdf,gzip', '--out', 'never', '--today', today)


def problems_of(path):
    told = checked()
    return [line for line in told.stderr.splitlines() if line.startswith(path + ':')]


def read(path):
    with open(os.path.join(work, path), encoding='utf-8') as file:
        return file.read()


class Terminal:
    """The program behind a pseudo-terminal."""

    def __init__(self, *words):
        self.said, self.status = '', None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(work)
            os.execv(program, [program, 'new', *words, '--today', today, '--lang', 'ja'])

    def until(self, text):
        deadline = time.time() + 10
        start = getattr(self, 'seen', 0)
        while text not in self.said[start:]:
            if time.time() > deadline:
                raise AssertionError(f'"{text}" does not come:\n{self.said[-1500:]}')
            if not select.select([self.fd], [], [], 1)[0]:
                continue
            try:
                piece = os.read(self.fd, 65536)
            except OSError:
                piece = b''
            if not piece:
                raise AssertionError(f'it ended before "{text}":\n{self.said[-1500:]}')
            self.said += piece.decode('utf-8', 'replace')
        self.seen = start + self.said[start:].index(text) + len(text)

    def answer(self, question, words):
        self.until(question)
        self.until('> ')
        os.write(self.fd, (words + '\n').encode())

    def end(self):
        try:
            while select.select([self.fd], [], [], 10)[0] and (piece := os.read(self.fd, 65536)):
                self.said += piece.decode('utf-8', 'replace')
        except OSError:
            pass
        os.close(self.fd)                           # whoever still asks is hung up on
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def person():
    t = Terminal('event')
    t.answer('地域', '')
    t.answer('空にできません', '芝久保')
    t.answer('17     芝久保小地区', '１７')
    t.answer('名称', 'お茶の会: みんなで "話す"')
    t.answer('よみ', 'お茶の会')
    t.answer('ひらがな', 'おちゃのかい')
    t.answer('概要', '近所の人とお茶を飲みます。')
    t.answer('目的', '食べる 九')
    t.answer('上の一覧', '1 いっしょに食べたい')
    t.answer('いつ行うか', '12月8日')
    t.answer('年がない', '第1・第3水曜')
    t.answer('時間', '25:00')
    t.answer('✗', '10:00–11:30')
    t.answer('場所', 'shibakubo-mado-salon')
    t.answer('主催', 'shibakubo-furemachi')
    t.answer('確認日', '')
    t.answer('出典', '電話で聞いた')
    t.answer('id', 'Ocha')
    t.answer('✗', 'shibakubo-mado-salon')
    t.answer('ほかの記録のもの', 'shibakubo-ocha')
    status = t.end()
    ensure(status == 0, f'status {status}:\n{t.said}')
    path = 'content/seibu/shibakubo/events/shibakubo-ocha.md'
    text = read(path)
    ensure('name: "お茶の会: みんなで \\"話す\\""' in text and 'repeat: 第1・第3水曜' in text, text)
    ensure('purposes: [話したい・集まりたい, いっしょに食べたい]' in text and f'assured_date: {today}' in text, text)
    ensure('12月2日（水曜日）午前10時から11時30分まで' in t.said, t.said)
    ensure('http://127.0.0.1:8080/seibu/shibakubo/events/shibakubo-ocha/' in t.said, t.said)
    ensure(problems_of(path) == [], problems_of(path))
    ensure(text in t.said.replace('\r', ''), 'what was written is shown')
    ensure('\nshibakubo-mado-salon\nshibakubo-ocha\nshibakubo-ohanashi-kai\n' in read('content/ids.txt'), 'ids.txt')


def gives_up():
    t = Terminal('place')
    t.answer('地域', '1')
    t.answer('名称', 'やめた家')
    t.until('よみ')
    t.until('> ')
    os.write(t.fd, b'\x04')
    ensure(t.end() == 2, t.said)
    ensure('何も書きませんでした' in t.said, t.said)
    ensure(subprocess.run(['grep', '-rl', 'やめた家', 'content'], cwd=work, capture_output=True).returncode == 1, 'written')


def interrupts():
    t = Terminal('place')
    t.answer('地域', '1')
    t.until('名称')
    t.until('> ')
    os.write(t.fd, b'\x03')
    ensure(t.end() == 2 and '何も書きませんでした' in t.said, t.said)


def pastes():
    """Of two lines the second answers no question."""
    t = Terminal('group', '--area', 'seibu')
    t.answer('名称', '貼り付けた会\nはりつけたかい')
    t.answer('何行も', '貼り付けの会')
    t.answer('よみ', 'はりつけのかい')
    t.answer('概要', '会です。')
    t.answer('目的', '1')
    t.until('確認日')
    t.answer('Enter で', '2026-11-20\n')
    t.answer('何行も', '2026-11-20')
    t.answer('出典', 'ちらし')
    t.answer('seibu-haritsukenokai', '')
    ensure(t.end() == 0, t.said)
    text = read('content/seibu/groups/seibu-haritsukenokai.md')
    ensure('name: 貼り付けの会\n' in text and 'name_kana: はりつけのかい\n' in text, text)


def goes_back():
    """< asks the question before again, over a question that was not asked too, and the first again where there is none."""
    t = Terminal('event', '--area', 'seibu', 'summary=会です。', 'purposes=集まりたい', 'place=集会所', 'organizer=見本の会',
                 'assured_date=2026-11-20', 'source=ちらし')
    t.answer('名称', '<')
    t.answer('名称', 'まちがえた会')
    t.answer('よみ', '＜')
    t.answer('名称', '正しい会')
    t.answer('よみ', 'ただしいかい')
    t.answer('いつ行うか', '隔週日曜')
    t.answer('開始', '<')
    t.answer('いつ行うか', '2026-12-08')
    t.answer('時間', '')
    t.answer('id', '<')
    t.answer('時間', '13:00')
    t.answer('seibu-tadashiikai', 'seibu-back')
    ensure(t.end() == 0, t.said)
    text = read('content/seibu/events/seibu-back.md')
    ensure('name: 正しい会\n' in text and 'repeat' not in text and 'date: 2026-12-08\n' in text and 'time: 13:00\n' in text, text)


def offered_ids():
    """Hepburn, without what cannot be in an id; and one that is taken gets a number."""
    offered = {'きっちんカフェ': 'kitchinkafe', 'まっちゃのひ': 'matchanohi', 'じゅうどうきょうしつ': 'juudoukyoushitsu', 'パーティー': 'pati',
               'Cafe・はな': 'cafe-hana', 'せいぶ まつり': 'seibu-matsuri', 'しゃべりば': 'shaberiba'}
    words = ['group', '--area', 'seibu', '--name', '会', 'summary=会です。', 'purposes=集まりたい', 'assured_date=2026-11-20', 'source=ちらし']
    t = Terminal(*words)
    for kana, word in offered.items():
        t.answer('よみ', kana)
        t.until(f'Enter で {word if word.startswith("seibu") else "seibu-" + word}\r\n')
        t.answer('', '' if word == 'shaberiba' else '<')
    ensure(t.end() == 0, t.said)
    t = Terminal(*words, 'name_kana=しゃべりば')
    t.until('Enter で seibu-shaberiba-2\r\n')
    os.write(t.fd, b'\x03')
    ensure(t.end() == 2, t.said)


def alternate_weeks():
    t = Terminal('event', '--area', 'seibu', '--id', 'kakushu', '--name', '隔週の会', 'name_kana=かくしゅうのかい', 'summary=隔週です。',
                 'purposes=集まりたい', 'place=集会所', 'organizer=見本の会', 'assured_date=2026-11-20', 'source=ちらし')
    t.answer('いつ行うか', '隔週日曜')
    t.answer('開始', '2026-12-06')
    t.answer('時間', '')
    status = t.end()
    ensure(status == 0, t.said)
    ensure('12月6日（日曜日）' in t.said and '12月20日（日曜日）' in t.said and '12月13日' not in t.said, t.said)


sound = {
    'event': ['date=2026-12-08', 'time=10:00–11:30', 'place=集会所', 'organizer=見本の会'],
    'place': ['place_type=salon', 'address=芝久保町3丁目'],
    'service': ['provider=shiyakusho-tanashi'],
    'consultation': ['troubles=介護・もの忘れ、こころ', 'provider=shiyakusho-tanashi', 'channels=窓口 電話', 'hours=月–金 8:30–17:15'],
    'group': [],
    'scheme': [],
    'notice': ['date=2026-11-23', 'expires=2026-12-31'],
}
folders = {'event': 'events', 'place': 'places', 'service': 'services', 'consultation': 'consultations', 'group': 'groups',
           'scheme': 'schemes', 'notice': 'notices'}


def words_of(kind, name, where='seibu/shibakubo'):
    return [kind, '--area', where, '--id', name, '--name', f'{name}の記録', 'name_kana=きろく', 'summary=ためしの記録です。',
            *([] if kind == 'notice' else ['purposes=gather', 'assured_date=2026-11-20', 'source=ちらし']), *sound[kind]]


def each_kind():
    for kind, folder in folders.items():
        where = '' if kind == 'scheme' else 'seibu/shibakubo/'
        told = new(*words_of(kind, f'new-{kind}', '西東京市' if kind == 'scheme' else 'seibu/shibakubo'))
        path = f'content/{where}{folder}/new-{kind}.md'
        ensure(told.returncode == 0 and told.stdout == path + '\n', f'{kind}: {told.stderr}{told.stdout}')
        ensure(problems_of(path) == [], problems_of(path))


def missing():
    told = new('event', '--area', 'seibu')
    ensure(told.returncode == 2, told.stderr)
    for key in ('--id', 'name=', 'summary=', 'date=', 'organizer='):
        ensure(key in told.stderr, told.stderr)
    ensure('--area' not in told.stderr, told.stderr)


def skipped():
    told = new(*words_of('event', 'skips')[:-4], 'repeat=毎週水曜', 'skip=[年末年始]', 'except=2026-12-16', 'time=10:00–11:30',
               'place=集会所', 'organizer=見本の会')
    ensure(told.returncode == 0, told.stderr)
    ensure('12月16日（水曜日）は休み（行わない日）' in told.stderr, told.stderr)
    ensure(re.search(r'12月30日（水曜日）は休み（.+）', told.stderr), told.stderr)


def without_time():
    """What may be left out is not asked where nobody can answer."""
    told = new(*[w for w in words_of('event', 'no-time') if not w.startswith('time=')])
    ensure(told.returncode == 0, told.stderr)


def never_overwrites():
    path = os.path.join(work, 'content/seibu/shibakubo/events/broken.md')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('こわれたもの')
    told = new(*words_of('event', 'broken'))
    ensure(told.returncode != 0, told.stdout)
    with open(path, encoding='utf-8') as file:
        ensure(file.read() == 'こわれたもの', 'it was overwritten')
    os.remove(path)
    for word in ('new-event', 'hitorigurashi-withdrawn'):
        before = read('content/ids.txt')
        if f'\n{word}\n' in before:
            ensure(new(*words_of('event', word)).returncode == 2, f'{word} is taken')
            ensure(read('content/ids.txt') == before, 'ids.txt')


def hostile():
    cases = {
        'h-colon': 'name=a: b', 'h-hash': 'summary=a # b', 'h-quote': 'summary="\'\\', 'h-line': 'summary=a\nsample: yes',
        'h-dash': 'organizer=- x', 'h-anchor': 'organizer=&a', 'h-alias': 'organizer=*a', 'h-tag': 'organizer=!x',
        'h-brace': 'summary=x}', 'h-percent': 'organizer=%x', 'h-script': 'summary=<script>alert(1)</script>',
    }
    for name, slip in cases.items():
        key = slip.split('=')[0]
        words = [w for w in words_of('event', name) if not w.startswith(key + '=')]
        if key == 'name':
            words[words.index('--name') + 1] = slip.split('=', 1)[1]
            slip = 'sample=no'
        told = new(*words, slip)
        path = f'content/seibu/shibakubo/events/{name}.md'
        if told.returncode == 0:
            ensure(problems_of(path) == [], problems_of(path))
            ensure('\nsample: yes' not in read(path), read(path))
    for area in ('../..', '/etc', 'seibu/../..', '99', ''):
        told = new('event', '--area', area, *words_of('event', 'h-area')[3:])
        ensure(told.returncode == 2, f'--area {area}: {told.stderr}')
    for name in ('../x', 'a/b', 'A', '', '-', 'x' * 61, 'ä'):
        words = words_of('event', 'x')
        words[words.index('--id') + 1] = name
        ensure(new(*words).returncode == 2, f'--id {name}')


try:
    shutil.copytree(os.path.join(root, 'content'), os.path.join(work, 'content'))
    shutil.copytree(os.path.join(root, 'layouts'), os.path.join(work, 'layouts'))
    test('a person at a terminal, with slips', person)
    test('whoever gives up leaves nothing', gives_up)
    test('Ctrl+C leaves nothing, and says so', interrupts)
    test('of lines that were pasted none is taken', pastes)
    test('< goes back', goes_back)
    test('ids are offered, and free', offered_ids)
    test('every other week asks from when', alternate_weeks)
    test('with all options, each kind is clean', each_kind)
    test('what is missing is told at once', missing)
    test('an event without a time needs no answer', without_time)
    test('skipped days say why', skipped)
    test('nothing is overwritten, no id returns', never_overwrites)
    test('hostile answers', hostile)
    test('all that was written builds', lambda: ensure(checked().returncode == 0, checked().stderr))
finally:
    shutil.rmtree(work)
tell()
