#!/usr/bin/env python3
"""A table of events as cities send them: many good rows, and one row for each kind of dirt.

    dirty.py ROWS ENCODING FILE.csv EXPECTED.tsv

EXPECTED.tsv tells of each dirty row: its number as a spreadsheet counts, what is wrong, what a message must say of it
(code, or "-" for none), and whether a record comes of it.
"""
import csv
import io
import sys

rows, encoding, path, expected_path = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
header = ['ID', 'イベント名', 'イベント名_カナ', '概要', '説明', 'イベント種類', '開始日', '終了日', '開始時間', '終了時間', '料金(基本)',
          '連絡先名称', '連絡先電話番号', '連絡先メールアドレス', '主催者', '場所名称', '所在地_連結表記', '緯度', '経度', '定員',
          '参加申込終了日', '参加申込方法', '授乳室', '対象者', '備考']
GOOD = {
    'イベント名': '体操の会', 'イベント名_カナ': 'タイソウノカイ', '概要': '近所の人と体を動かします。', '説明': 'いすに座ったままでもできます。',
    'イベント種類': '健康・福祉', '開始日': '2026-12-08', '終了日': '2026-12-08', '開始時間': '10:00', '終了時間': '11:30', '料金(基本)': '無料',
    '連絡先名称': '体操の会（見本）', '連絡先電話番号': '000-0000-0000', '連絡先メールアドレス': 'taiso@mihon.example', '主催者': '体操の会（見本）',
    '場所名称': '集会所（見本）', '所在地_連結表記': '東京都西東京市芝久保町3丁目', '定員': '20', '参加申込方法': '不要',
}
# what: cells that differ, code of the message (or -), whether a record is made, and what its file holds
DIRT = [
    ('spaces around a name', {'イベント名': '　体操の会　 '}, '-', 1, 'name: 体操の会'),
    ('a line break in a name', {'イベント名': '体操の\n会'}, '-', 1, 'name: 体操の 会'),
    ('narrow kana', {'イベント名_カナ': 'ﾀｲｿｳﾉｶｲ'}, '-', 1, 'name_kana: たいそうのかい'),
    ('hiragana', {'イベント名_カナ': 'たいそうのかい'}, '-', 1, 'name_kana: たいそうのかい'),
    ('no reading', {'イベント名_カナ': ''}, 'import-missing', 0, ''),
    ('no name', {'イベント名': ''}, 'import-nameless', 0, ''),
    ('a date with slashes', {'開始日': '2026/12/8', '終了日': ''}, '-', 1, 'date: "2026/12/8"'),
    ('a date of the era', {'開始日': '令和8年12月8日', '終了日': ''}, '-', 1, 'date: 令和8年12月8日'),
    ('a date in eight digits', {'開始日': '20261208', '終了日': ''}, 'import-repaired', 1, 'date: "2026-12-08"'),
    ('a date that a spreadsheet counts', {'開始日': '46364', '終了日': ''}, 'import-repaired', 1, 'date: "2026-12-08"'),
    ('a date with a time', {'開始日': '2026/12/8 0:00', '終了日': ''}, 'import-repaired', 1, 'date: "2026/12/8"'),
    ('a date without a year', {'開始日': '12月8日', '終了日': ''}, 'date-no-year', 0, '12月8日'),
    ('a day that is not', {'開始日': '2026-02-30', '終了日': ''}, 'date-day', 0, '2026-02-30'),
    ('no date', {'開始日': '', '終了日': ''}, 'import-undated', 0, ''),
    ('several days', {'終了日': '2026-12-10'}, '-', 1, '〜'),
    ('the end before the beginning', {'終了日': '2026-12-01'}, 'date', 0, '2026-12-01'),
    ('a time in words', {'開始時間': '午前10時', '終了時間': '正午'}, '-', 1, 'time: 午前10時–正午'),
    ('a time without a colon', {'開始時間': '1000'}, 'import-repaired', 1, 'time: "10:00–11:30"'),
    ('a time as part of a day', {'開始時間': '0.4166666667'}, 'import-repaired', 1, 'time: "10:00–11:30"'),
    ('a time with seconds', {'開始時間': '10:00:00'}, '-', 1, 'time: "10:00–11:30"'),
    ('a time that is not', {'開始時間': '25:99'}, 'time', 1, '25:99'),
    ('wide digits', {'連絡先電話番号': '０００－００００－００００'}, 'import-repaired', 1, 'phone: "000-0000-0000"'),
    ('a phone whose 0 is lost', {'連絡先電話番号': '424641311'}, 'import-repaired', 1, 'phone: "042-464-1311"'),
    ('a phone without hyphens', {'連絡先電話番号': '0424641311'}, 'import-repaired', 1, 'phone: "042-464-1311"'),
    ('a wide @', {'連絡先メールアドレス': 'taiso＠mihon.example'}, 'import-repaired', 1, 'taiso@mihon.example'),
    ('no mail at all', {'連絡先メールアドレス': 'なし'}, '-', 1, ''),
    ('a dash for nothing', {'連絡先電話番号': '―', '連絡先メールアドレス': '－', '連絡先名称': '-'}, '-', 1, ''),
    ('an error of the spreadsheet', {'定員': '#REF!'}, 'import-broken', 1, ''),
    ('hashes', {'参加申込終了日': '########'}, 'import-broken', 1, ''),
    ('a number of people in words', {'定員': '20人程度'}, 'capacity', 1, '20人程度'),
    ('a price with a comma', {'料金(基本)': '1,000円'}, '-', 1, 'cost: "1,000円"'),
    ('a price in words', {'料金(基本)': '会員は無料、一般は要相談'}, '-', 1, '会員は無料、一般は要相談'),
    ('latitude and longitude exchanged', {'緯度': '139.54', '経度': '35.73', '所在地_連結表記': ''}, 'import-repaired', 1, ''),
    ('a postal code before the address', {'所在地_連結表記': '〒188-0014 東京都西東京市芝久保町3丁目'}, 'import-repaired', 1, 'address: 芝久保町3丁目'),
    ('a chome in kanji', {'所在地_連結表記': '西東京市芝久保町三丁目'}, '-', 1, 'address: 芝久保町三丁目'),
    ('an address somewhere else', {'所在地_連結表記': '東京都小平市花小金井1丁目', '場所名称': '隣の市の会館（見本）'}, 'import-area', 1, ''),
    ('no address and no position', {'所在地_連結表記': '', '場所名称': ''}, 'import-area', 1, ''),
    ('a long summary', {'概要': 'この会では近所の人が集まって体を動かします。' * 5}, '-', 1, 'summary: この会では近所の人が集まって体を動かします。'),
    ('no summary', {'概要': ''}, '-', 1, 'summary: いすに座ったままでもできます。'),
    ('a formula', {'備考': '=HYPERLINK("https://mihon.example")'}, '-', 1, 'HYPERLINK'),
    ('markup', {'説明': '<b>太字</b> [ここ](https://mihon.example) **強い**'}, '-', 1, '\\<b\\>'),
    ('a script', {'説明': '<script>alert(1)</script>'}, '-', 1, '\\<script\\>'),
    ('quotes and commas', {'概要': '「体操」と"お茶"、それに,おしゃべり'}, '-', 1, 'お茶'),
    ('a colon and a hash', {'イベント名': '体操: 朝の部 #1'}, '-', 1, 'name: "体操: 朝の部 #1"'),
    ('a room for nursing', {'授乳室': '○'}, '-', 1, 'accessibility: [nursing]'),
    ('for everyone', {'対象者': 'どなたでも'}, '-', 1, ''),
    ('for some', {'対象者': '小学生と保護者'}, '-', 1, 'eligibility: 小学生と保護者'),
    ('an unknown sort of event', {'イベント種類': 'もりあがり'}, 'import-purpose', 1, ''),
    ('a zero-width space', {'イベント名': '体操\u200bの会'}, '-', 1, 'name: 体操の会'),
    ('an id of capitals', {'ID': 'Taiso_XYZ.1'}, '-', 1, ''),
]
if encoding == 'cp932':
    DIRT = [d for d in DIRT if 'zero-width' not in d[0]]

out, expected = [], []
out.append(['西東京市 行事一覧（見本）'])
out.append([])
out.append(header)
number = 3
def put(cells, ident):
    global number
    number += 1
    out.append([{**GOOD, 'ID': ident, **cells}.get(name, '') for name in header])
for at, (what, cells, code, made, holds) in enumerate(DIRT):
    put(cells, f'{1000 + at}')
    expected.append((number, what, code, made, holds))
put({}, '1000')
expected.append((number, 'an id that an earlier row has', 'import-twice', 0, ''))
while len(out) < rows + 2:
    put({'イベント名': f'体操の会 その{number}'}, f'{5000 + number}')
number += 1
out.append(['合計', f'{number}'])
expected.append((number, 'a sum', 'import-sum', 0, ''))
text = io.StringIO()
writer = csv.writer(text, lineterminator='\r\n')
for row in out:
    if row:
        writer.writerow(row)
    else:
        text.write('\r\n')
with open(path, 'wb') as file:
    file.write(text.getvalue().encode(encoding))
with open(expected_path, 'w', encoding='utf-8') as file:
    for line in expected:
        file.write('\t'.join(str(part) for part in line) + '\n')
