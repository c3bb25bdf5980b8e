#include "cmd/import.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "format/csv.h"
#include "render/data.h"

enum {
	PHONE_WITHOUT_0 = 9,
	PHONE_WHOLE = 10,
	SERIAL_LEAST = 30000,
	SERIAL_MOST = 80000,
	SERIAL_OF_1970 = 25569
};

/* Names of columns, compared after NFKC and without spaces: those of the tables of 2022 and now, and of our fields. */
static const struct {
	Str name;
	Meaning meaning;
} names[] = {
	{ STR_INIT("ID"), MEANS_ID },
	{ STR_INIT("NO"), MEANS_ID },
	{ STR_INIT("施設No."), MEANS_ID },
	{ STR_INIT("イベント名"), MEANS_NAME },
	{ STR_INIT("名称"), MEANS_NAME },
	{ STR_INIT("制度名"), MEANS_NAME },
	{ STR_INIT("介護サービス事業所名称"), MEANS_NAME },
	{ STR_INIT("name"), MEANS_NAME },
	{ STR_INIT("イベント名_カナ"), MEANS_KANA },
	{ STR_INIT("名称_カナ"), MEANS_KANA },
	{ STR_INIT("名称(カナ)"), MEANS_KANA },
	{ STR_INIT("制度名_カナ"), MEANS_KANA },
	{ STR_INIT("介護サービス事業所名称_カナ"), MEANS_KANA },
	{ STR_INIT("よみ"), MEANS_KANA },
	{ STR_INIT("ふりがな"), MEANS_KANA },
	{ STR_INIT("name_kana"), MEANS_KANA },
	{ STR_INIT("概要"), MEANS_SUMMARY },
	{ STR_INIT("summary"), MEANS_SUMMARY },
	{ STR_INIT("説明"), MEANS_TEXT },
	{ STR_INIT("本文"), MEANS_TEXT },
	{ STR_INIT("開始日"), MEANS_FROM },
	{ STR_INIT("日付"), MEANS_FROM },
	{ STR_INIT("date"), MEANS_FROM },
	{ STR_INIT("終了日"), MEANS_UNTIL },
	{ STR_INIT("開始時間"), MEANS_OPENS },
	{ STR_INIT("時間"), MEANS_OPENS },
	{ STR_INIT("利用開始時間"), MEANS_OPENS },
	{ STR_INIT("終了時間"), MEANS_CLOSES },
	{ STR_INIT("利用終了時間"), MEANS_CLOSES },
	{ STR_INIT("開始日時特記事項"), MEANS_WHEN },
	{ STR_INIT("開催パターン"), MEANS_REPEAT },
	{ STR_INIT("くり返し"), MEANS_REPEAT },
	{ STR_INIT("料金(基本)"), MEANS_PRICE },
	{ STR_INIT("利用料金"), MEANS_PRICE },
	{ STR_INIT("費用"), MEANS_PRICE },
	{ STR_INIT("料金(詳細)"), MEANS_PRICE_NOTE },
	{ STR_INIT("利用料金備考"), MEANS_PRICE_NOTE },
	{ STR_INIT("連絡先名称"), MEANS_CONTACT },
	{ STR_INIT("問合せ"), MEANS_CONTACT },
	{ STR_INIT("連絡先電話番号"), MEANS_PHONE },
	{ STR_INIT("電話番号"), MEANS_PHONE },
	{ STR_INIT("電話"), MEANS_PHONE },
	{ STR_INIT("FAX番号"), MEANS_FAX },
	{ STR_INIT("FAX"), MEANS_FAX },
	{ STR_INIT("連絡先メールアドレス"), MEANS_EMAIL },
	{ STR_INIT("メール"), MEANS_EMAIL },
	{ STR_INIT("連絡先FormURL"), MEANS_LINK },
	{ STR_INIT("連絡先備考(その他、SNSなど)"), MEANS_CONTACT_NOTE },
	{ STR_INIT("主催者"), MEANS_RUN_BY },
	{ STR_INIT("主催"), MEANS_RUN_BY },
	{ STR_INIT("団体名"), MEANS_RUN_BY },
	{ STR_INIT("法人の名称"), MEANS_RUN_BY },
	{ STR_INIT("実施機関"), MEANS_RUN_BY },
	{ STR_INIT("実施主体"), MEANS_RUN_BY },
	{ STR_INIT("運営"), MEANS_RUN_BY },
	{ STR_INIT("対象者備考"), MEANS_WHO },
	{ STR_INIT("対象の条件"), MEANS_WHO },
	{ STR_INIT("受入年齢"), MEANS_WHO },
	{ STR_INIT("対象者"), MEANS_WHO },
	{ STR_INIT("場所名称"), MEANS_PLACE },
	{ STR_INIT("場所"), MEANS_PLACE },
	{ STR_INIT("会場"), MEANS_PLACE },
	{ STR_INIT("所在地_連結表記"), MEANS_ADDRESS },
	{ STR_INIT("住所"), MEANS_ADDRESS },
	{ STR_INIT("所在地_町字"), MEANS_TOWN },
	{ STR_INIT("所在地_番地以下"), MEANS_LOT },
	{ STR_INIT("建物名等(方書)"), MEANS_BUILDING },
	{ STR_INIT("方書"), MEANS_BUILDING },
	{ STR_INIT("緯度"), MEANS_LAT },
	{ STR_INIT("経度"), MEANS_LON },
	{ STR_INIT("アクセス方法"), MEANS_LANDMARK },
	{ STR_INIT("目印"), MEANS_LANDMARK },
	{ STR_INIT("定員"), MEANS_CAPACITY },
	{ STR_INIT("収容定員"), MEANS_CAPACITY },
	{ STR_INIT("定員備考"), MEANS_UNIT },
	{ STR_INIT("参加申込終了日"), MEANS_APPLY_UNTIL },
	{ STR_INIT("参加申込方法"), MEANS_APPLY },
	{ STR_INIT("申込方法"), MEANS_APPLY },
	{ STR_INIT("種別"), MEANS_SORT },
	{ STR_INIT("POIコード"), MEANS_SORT },
	{ STR_INIT("種類"), MEANS_SORT },
	{ STR_INIT("実施サービス"), MEANS_SORT },
	{ STR_INIT("イベント種類"), MEANS_EVENT_TYPE },
	{ STR_INIT("キーワード"), MEANS_PURPOSES },
	{ STR_INIT("目的"), MEANS_PURPOSES },
	{ STR_INIT("拡張_目的"), MEANS_PURPOSES },
	{ STR_INIT("対象年齢"), MEANS_AGES },
	{ STR_INIT("拡張_対象年齢"), MEANS_AGES },
	{ STR_INIT("利用可能曜日"), MEANS_DAYS },
	{ STR_INIT("利用可能日時特記事項"), MEANS_HOURS_NOTE },
	{ STR_INIT("利用可能時間特記事項"), MEANS_HOURS_NOTE },
	{ STR_INIT("利用可能曜日特記事項"), MEANS_HOURS_NOTE },
	{ STR_INIT("掲載開始日"), MEANS_SHOWN_FROM },
	{ STR_INIT("掲載終了日"), MEANS_SHOWN_UNTIL },
	{ STR_INIT("必要書類"), MEANS_DOCUMENTS },
	{ STR_INIT("必要なもの"), MEANS_DOCUMENTS },
	{ STR_INIT("実施期間"), MEANS_PERIOD },
	{ STR_INIT("期間"), MEANS_PERIOD },
	{ STR_INIT("根拠法令"), MEANS_LAW },
	{ STR_INIT("根拠"), MEANS_LAW },
	{ STR_INIT("地域"), MEANS_AREA },
	{ STR_INIT("拡張_地域"), MEANS_AREA },
	{ STR_INIT("確認日"), MEANS_ASSURED },
	{ STR_INIT("拡張_確認日"), MEANS_ASSURED },
	{ STR_INIT("更新日"), MEANS_ASSURED },
	{ STR_INIT("開催条件"), MEANS_CONDITION },
	{ STR_INIT("参加の条件"), MEANS_CONDITION },
	{ STR_INIT("備考"), MEANS_REMARK },
	/* What the record has in another way, or what says nothing about it. */
	{ STR_INIT("全国地方公共団体コード"), MEANS_KNOWN },
	{ STR_INIT("都道府県コード又は市区町村コード"), MEANS_KNOWN },
	{ STR_INIT("地方公共団体名"), MEANS_KNOWN },
	{ STR_INIT("都道府県名"), MEANS_KNOWN },
	{ STR_INIT("市区町村名"), MEANS_KNOWN },
	{ STR_INIT("言語コード"), MEANS_KNOWN },
	{ STR_INIT("URL"), MEANS_KNOWN },
	{ STR_INIT("所在地_全国地方公共団体コード"), MEANS_KNOWN },
	{ STR_INIT("所在地_都道府県"), MEANS_KNOWN },
	{ STR_INIT("所在地_市区町村"), MEANS_KNOWN },
	{ STR_INIT("町字ID"), MEANS_KNOWN },
	{ STR_INIT("料金種別"), MEANS_KNOWN },
	{ STR_INIT("状態"), MEANS_KNOWN },
	{ STR_INIT("外国語対応"), MEANS_KNOWN },
	{ STR_INIT("画像"), MEANS_KNOWN },
	{ STR_INIT("画像_ライセンス"), MEANS_KNOWN },
	{ STR_INIT("拡張_バリアフリー"), MEANS_KNOWN },
};

Str import_column(Meaning meaning)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (names[i].meaning == meaning)
			return names[i].name;
	return (Str){ 0 };
}

/* Ｎａｍｅ (カナ) → NAME(カナ): as headers are compared. */
static Str folded(Str name, Arena *a)
{
	Str code = utf8_fold_code(str_trim(name), a);
	Buf b = { .arena = a };
	for (size_t i = 0; i < code.len; i++)
		if ((unsigned char)code.ptr[i] > ' ')
			buf_char(&b, code.ptr[i] >= 'a' && code.ptr[i] <= 'z'
			                     ? (char)(code.ptr[i] - 'a' + 'A')
			                     : code.ptr[i]);
	return buf_text(&b);
}

static void know_column(const ImportTable *t, ImportColumn *column, Arena *a)
{
	Str name = folded(column->name, a);
	const Terms *marks = &t->site->vocabulary.lists[ACCESSIBILITY];
	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && !column->meaning; i++)
		if (str_equal(name, folded(names[i].name, a)))
			column->meaning = names[i].meaning;
	for (size_t i = 0; i < marks->count && !column->meaning; i++)
		if (marks->items[i].dataset_word.len &&
		    str_equal(name, folded(marks->items[i].dataset_word, a)))
			column->marks |= term_bit(i);
	if (column->marks)
		column->meaning = MEANS_MARKS;
}

size_t import_header(ImportTable *t, const Str *cells, size_t count, Arena *a)
{
	size_t known = 0;
	t->columns = NEW_ARRAY(a, ImportColumn, count);
	t->count = count;
	for (size_t i = 0; i < count; i++) {
		t->columns[i].name = str_copy(str_trim(cells[i]), a);
		know_column(t, &t->columns[i], a);
		known += t->columns[i].meaning != MEANS_NOTHING;
	}
	return known;
}

/* Cells. */

void import_tell(const ImportRow *row, Meaning of, DiagLevel level, const char *code, Str arg,
                 const char *message, const char *hint)
{
	const ImportTable *t = row->table;
	uint16_t number = row->columns[of];
	Str column = number ? t->columns[number - 1].name : (Str){ 0 };
	Pos pos = { row->number, number ? number : 1, 0 };
	(level == DIAG_ERROR ? diag_error : diag_warning)(t->diag, &t->shown, pos, code,
	                                                  ARGS(arg, column), message, hint);
}

/* Spaces of all sorts around it, and lines of several as one. */
static Str clean(Str cell, bool lines, Arena *a)
{
	Buf b = { .arena = a };
	bool space = false;
	for (Str rest = cell; rest.len;) {
		Str before = rest;
		uint32_t point = utf8_next(&rest);
		bool gone = point == 0x200b || point == 0xfeff || point == 0xad;
		bool blank = point == ' ' || point == '\t' || point == 0xa0 || point == 0x3000 ||
		             (!lines && (point == '\n' || point == '\r'));
		if (gone || (point < ' ' && point != '\n' && !blank))
			continue;
		if (blank && (space || !b.len))
			continue;
		space = blank;
		if (blank)
			buf_char(&b, ' ');
		else
			buf_str(&b, str_sub(before, 0, before.len - rest.len));
	}
	return str_trim(buf_text(&b));
}

static bool says_nothing(Str cell)
{
	static const Str nothings[] = { STR_INIT("-"),   STR_INIT("－"),   STR_INIT("ー"),
		                        STR_INIT("―"),   STR_INIT("—"),    STR_INIT("‐"),
		                        STR_INIT("−"),   STR_INIT("なし"), STR_INIT("無し"),
		                        STR_INIT("N/A"), STR_INIT("NULL"), STR_INIT("null"),
		                        STR_INIT("...") };
	for (size_t i = 0; i < sizeof(nothings) / sizeof(*nothings); i++)
		if (str_equal(cell, nothings[i]))
			return true;
	return !cell.len;
}

static bool is_broken(Str cell)
{
	static const Str errors[] = { STR_INIT("#N/A"),   STR_INIT("#REF!"),   STR_INIT("#VALUE!"),
		                      STR_INIT("#NAME?"), STR_INIT("#DIV/0!"), STR_INIT("#NUM!"),
		                      STR_INIT("#NULL!") };
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++)
		if (str_equal(cell, errors[i]))
			return true;
	return str_starts(cell, STR("###"));
}

static bool are_digits(Str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return text.len > 0;
}

/* Repairs, each told: what the cell says is plain, but is not written so that we take it. */

static Str repaired(ImportRow *row, Meaning of, Str before, Str after)
{
	if (!str_equal(before, after)) {
		import_tell(row, of, DIAG_WARNING, "import-repaired", before,
		            _("'{0}' in the column '{1}' was mended"),
		            str_terminated(
				    STR_CONCAT(row->arena, str_from(_("it was taken as: ")), after),
				    row->arena));
	}
	return after;
}

/* The day a spreadsheet counts from 1899-12-30, eight digits, or a day with the hour 0:00 behind it. */
Str import_day(Str cell, Arena *a)
{
	Str code = utf8_fold_code(cell, a), time = str_cut(code, ' ', &(Str){ 0 });
	int n;
	if (str_contains(code, STR(":")) && time.len >= 8)
		code = time;
	if (!are_digits(code) || !str_number(code, &n))
		return code.len < cell.len && str_equal(code, time) ? code : cell;
	if (code.len == 8)
		return str_format(a, "%d-%02d-%02d", n / 10000, n / 100 % 100, n % 100);
	return n >= SERIAL_LEAST && n <= SERIAL_MOST ? day_iso(n - SERIAL_OF_1970, a) : cell;
}

static Str mend_day(ImportRow *row, Meaning of, Str cell)
{
	return repaired(row, of, cell, import_day(cell, row->arena));
}

/* 1330, 0.5625 */
Str import_time(Str cell, Arena *a)
{
	Str code = utf8_fold_code(cell, a), rest = code;
	int n;
	if (are_digits(code) && (code.len == 3 || code.len == 4) && str_number(code, &n) && n % 100 < 60 && n < 2500)
		return str_format(a, "%d:%02d", n / 100, n % 100);
	if (!str_take(&rest, STR("0.")) || !are_digits(rest) || rest.len > 15)
		return cell;
	double part = 0, scale = 1;
	for (size_t i = 0; i < rest.len; i++) {
		scale /= 10;
		part += (rest.ptr[i] - '0') * scale;
	}
	n = (int)(part * 1440 + 0.5);
	return str_format(a, "%d:%02d", n / 60, n % 60);
}

/* 13:30:00 is no repair. */
static Str mend_time(ImportRow *row, Meaning of, Str cell)
{
	Str code = utf8_fold_code(cell, row->arena);
	if (code.len >= 7 && str_ends(code, STR(":00")) && str_find_byte(code, ':') < code.len - 3)
		return str_sub(code, 0, code.len - 3);
	return repaired(row, of, cell, import_time(cell, row->arena));
}

static Str with_hyphens(Str digits, Arena *a)
{
	size_t area = str_starts(digits, STR("03")) || str_starts(digits, STR("06"))       ? 2
	              : str_starts(digits, STR("0120")) || str_starts(digits, STR("0570")) ? 4
	              : str_starts(digits, STR("042"))                                     ? 3
	                                                                                   : 0;
	size_t last = area == 4 ? 3 : 4;
	if (!area || digits.len != PHONE_WHOLE)
		return digits;
	return STR_CONCAT(a, str_sub(digits, 0, area), STR("-"),
	                  str_sub(digits, area, digits.len - last), STR("-"),
	                  str_skip(digits, digits.len - last));
}

/* 424641311 lost its 0 in a spreadsheet. */
static Str mend_phone(ImportRow *row, Meaning of, Str cell)
{
	Buf b = { .arena = row->arena };
	for (Str rest = utf8_fold_code(cell, row->arena); rest.len;) {
		Str before = rest;
		uint32_t point = utf8_next(&rest);
		bool dash = point == 0x2010 || point == 0x2011 || point == 0x2012 ||
		            point == 0x2013 || point == 0x2014 || point == 0x2015 ||
		            point == 0x2212 || point == 0x30fc;
		if (dash)
			buf_char(&b, '-');
		else if (point != ' ')
			buf_str(&b, str_sub(before, 0, before.len - rest.len));
	}
	Str code = buf_text(&b);
	if (are_digits(code) && code.len == PHONE_WITHOUT_0 && code.ptr[0] != '0')
		code = STR_CONCAT(row->arena, STR("0"), code);
	return repaired(row, of, cell, are_digits(code) ? with_hyphens(code, row->arena) : code);
}

static Str mend_address(ImportRow *row, Meaning of, Str cell)
{
	Str rest = cell, postal;
	str_take(&rest, STR("〒"));
	postal = str_cut(rest, ' ', &rest);
	bool numbered = postal.len >= 7 && postal.len <= 8 && rest.len;
	rest = numbered ? rest : cell;
	return numbered ? repaired(row, of, cell, rest) : cell;
}

/* Katakana, narrow or wide, as hiragana. */
static Str mend_kana(ImportRow *row, Meaning of, Str cell)
{
	Buf b = { .arena = row->arena };
	(void)of;
	for (Str rest = utf8_fold_code(cell, row->arena); rest.len;) {
		uint32_t point = utf8_next(&rest);
		char bytes[4];
		if (point >= 0x30a1 && point <= 0x30f6)
			point -= 0x60;
		if (point != ' ')
			buf_str(&b, (Str){ bytes, utf8_encode(point, bytes) });
	}
	return buf_text(&b);
}

static Str mend_email(ImportRow *row, Meaning of, Str cell)
{
	Str code = utf8_fold_code(cell, row->arena);
	str_take(&code, STR("mailto:"));
	return repaired(row, of, cell, code);
}

static Str mend_link(ImportRow *row, Meaning of, Str cell)
{
	Str code = cell;
	if (str_starts(cell, STR("www.")))
		code = STR_CONCAT(row->arena, STR("https://"), cell);
	return repaired(row, of, cell, code);
}

static Str mend_number(ImportRow *row, Meaning of, Str cell)
{
	Str code = utf8_fold_code(cell, row->arena);
	Buf b = { .arena = row->arena };
	for (size_t i = 0; i < code.len; i++)
		if (code.ptr[i] != ',' && code.ptr[i] != ' ')
			buf_char(&b, code.ptr[i]);
	return repaired(row, of, cell, buf_text(&b));
}

static Str (*const mend[MEANINGS])(ImportRow *row, Meaning of, Str cell) = {
	[MEANS_FROM] = mend_day,        [MEANS_UNTIL] = mend_day,
	[MEANS_APPLY_UNTIL] = mend_day, [MEANS_SHOWN_FROM] = mend_day,
	[MEANS_SHOWN_UNTIL] = mend_day, [MEANS_ASSURED] = mend_day,
	[MEANS_OPENS] = mend_time,      [MEANS_CLOSES] = mend_time,
	[MEANS_PHONE] = mend_phone,     [MEANS_FAX] = mend_phone,
	[MEANS_KANA] = mend_kana,       [MEANS_EMAIL] = mend_email,
	[MEANS_LINK] = mend_link,       [MEANS_ADDRESS] = mend_address,
	[MEANS_LAT] = mend_number,      [MEANS_LON] = mend_number,
};

/* 有, ○, 1: of a column of accessibility. */
static bool says_yes(Str cell)
{
	static const Str yes[] = { STR_INIT("有"),  STR_INIT("有り"), STR_INIT("あり"),
		                   STR_INIT("○"),   STR_INIT("◯"),    STR_INIT("〇"),
		                   STR_INIT("可"),  STR_INIT("1"),    STR_INIT("はい"),
		                   STR_INIT("yes"), STR_INIT("TRUE"), STR_INIT("true") };
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		if (str_equal(cell, yes[i]))
			return true;
	return false;
}

static void put_cell(ImportRow *row, size_t column, Str raw)
{
	const ImportColumn *c = &row->table->columns[column];
	Str cell = clean(raw, c->meaning == MEANS_TEXT, row->arena);
	if (c->meaning == MEANS_MARKS) {
		row->marks |= says_yes(cell) ? c->marks : 0;
		return;
	}
	if (is_broken(cell)) {
		row->columns[c->meaning] = (uint16_t)(column + 1);
		import_tell(row, c->meaning, DIAG_WARNING, "import-broken", cell,
		            _("the column '{1}' holds an error of the spreadsheet, {0}: it was "
		              "left out"),
		            _("mend the formula there, or write the value itself"));
		return;
	}
	/* Of several columns of one meaning the first that says something. */
	if (says_nothing(cell) || row->cells[c->meaning].len)
		return;
	row->columns[c->meaning] = (uint16_t)(column + 1);
	row->cells[c->meaning] = mend[c->meaning] ? mend[c->meaning](row, c->meaning, cell) : cell;
}

static bool is_sum(const Str *cells, size_t count, Arena *a)
{
	for (size_t i = 0; i < count; i++) {
		Str cell = clean(cells[i], false, a);
		if (cell.len)
			return str_equal(cell, STR("合計")) || str_equal(cell, STR("計")) ||
			       str_equal(cell, STR("総計"));
	}
	return false;
}

/* Whole degrees: enough to tell latitude from longitude. */
static int degrees_of(Str cell)
{
	int n;
	Str fraction;
	return str_number(str_cut(cell, '.', &fraction), &n) ? n : 0;
}

static void swap_degrees(ImportRow *row)
{
	if (degrees_of(row->cells[MEANS_LAT]) <= 90 || degrees_of(row->cells[MEANS_LON]) > 90)
		return;
	Str wrong = row->cells[MEANS_LAT];
	import_tell(row, MEANS_LAT, DIAG_WARNING, "import-repaired", wrong,
	            _("'{0}' in the column '{1}' was mended"),
	            _("latitude and longitude had changed places"));
	row->cells[MEANS_LAT] = row->cells[MEANS_LON];
	row->cells[MEANS_LON] = wrong;
}

bool import_row(const ImportTable *t, const Str *cells, size_t count, uint32_t number,
                ImportRow *row, Arena *a)
{
	bool any = false;
	*row = (ImportRow){ .table = t, .number = number, .arena = a };
	if (is_sum(cells, count, a)) {
		import_tell(row, MEANS_NOTHING, DIAG_WARNING, "import-sum", (Str){ 0 },
		            _("this row is a sum, not a record: it was passed over"), NULL);
		return false;
	}
	for (size_t i = 0; i < count && i < t->count; i++)
		put_cell(row, i, cells[i]);
	for (int m = 1; m < MEANINGS; m++)
		any |= row->cells[m].len > 0;
	swap_degrees(row);
	return any;
}

void import_exported(ImportTable *t, const Record *r, ImportRow *row, Arena *run, Arena *a)
{
	Str rest = csv_text(dataset_row(t->press, t->dataset, r, a));
	Diag silent = { 0 };
	CsvRow header, cells;
	csv_take_row(&rest, a, &header);
	csv_take_row(&rest, a, &cells);
	ImportTable exported = *t;
	exported.diag = &silent;
	exported.columns = t->exported;
	exported.count = t->exported_count;
	if (!exported.columns) {
		import_header(&exported, header.cells, header.count, run);
		t->exported = exported.columns;
		t->exported_count = exported.count;
	}
	import_row(&exported, cells.cells, cells.count, 1, row, a);
	row->table = t;
	diag_free(&silent);
}
