#include "format/recur.h"
#include "written_case.h"

static bool read_repeat(const Written *w, const Value *v, Buf *out)
{
	Repeat repeat;
	bool sound = written_repeat(w, v, &repeat);
	assert_true(sound || !repeat.rule.len);
	if (sound)
		buf_format(out, "%.*s %.*s%s", STR_ARG(repeat.rule), STR_ARG(repeat.words),
		           repeat.needs_start ? " (start)" : "");
	return sound;
}

static void test_phrases_become_a_rule_and_words(void **state)
{
	static const Case cases[] = {
		{ "毎日", "FREQ=DAILY 毎日" },
		{ "平日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 平日" },
		{ "毎週水曜", "FREQ=WEEKLY;BYDAY=WE 毎週水曜日" },
		{ "毎週水曜日", "FREQ=WEEKLY;BYDAY=WE 毎週水曜日" },
		{ "毎週 水", "FREQ=WEEKLY;BYDAY=WE 毎週水曜日" },
		{ "毎週の水曜日", "FREQ=WEEKLY;BYDAY=WE 毎週水曜日" },
		{ "毎週月・水", "FREQ=WEEKLY;BYDAY=MO,WE 毎週月曜日・水曜日" },
		{ "毎週月、水曜", "FREQ=WEEKLY;BYDAY=MO,WE 毎週月曜日・水曜日" },
		{ "毎週月曜と水曜", "FREQ=WEEKLY;BYDAY=MO,WE 毎週月曜日・水曜日" },
		{ "毎週土日", "FREQ=WEEKLY;BYDAY=SA,SU 毎週土曜日・日曜日" },
		{ "毎週水曜日曜", "FREQ=WEEKLY;BYDAY=WE,SU 毎週水曜日・日曜日" },
		{ "毎週月–金", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 毎週月曜日から金曜日まで" },
		{ "毎週月曜から水曜まで", "FREQ=WEEKLY;BYDAY=MO,TU,WE 毎週月曜日から水曜日まで" },
		{ "第2・第4火曜", "FREQ=MONTHLY;BYDAY=2TU,4TU 毎月第2・第4火曜日" },
		{ "第2・4火曜日", "FREQ=MONTHLY;BYDAY=2TU,4TU 毎月第2・第4火曜日" },
		{ "第２・第４火曜", "FREQ=MONTHLY;BYDAY=2TU,4TU 毎月第2・第4火曜日" },
		{ "第二・第四火曜", "FREQ=MONTHLY;BYDAY=2TU,4TU 毎月第2・第4火曜日" },
		{ "第2第4火曜", "FREQ=MONTHLY;BYDAY=2TU,4TU 毎月第2・第4火曜日" },
		{ "第2、4 火曜", "FREQ=MONTHLY;BYDAY=2TU,4TU 毎月第2・第4火曜日" },
		{ "第2火曜と第4木曜", "FREQ=MONTHLY;BYDAY=2TU,4TH 毎月第2火曜日と第4木曜日" },
		{ "第4木曜と第2火曜", "FREQ=MONTHLY;BYDAY=2TU,4TH 毎月第2火曜日と第4木曜日" },
		{ "毎月第1土曜", "FREQ=MONTHLY;BYDAY=1SA 毎月第1土曜日" },
		{ "毎月の第1土曜", "FREQ=MONTHLY;BYDAY=1SA 毎月第1土曜日" },
		{ "毎月第2週の火曜", "FREQ=MONTHLY;BYDAY=2TU 毎月第2火曜日" },
		{ "第1・第3土日", "FREQ=MONTHLY;BYDAY=1SA,3SA,1SU,3SU 毎月第1・第3土曜日・日曜日" },
		{ "第5水曜", "FREQ=MONTHLY;BYDAY=5WE 毎月第5水曜日" },
		{ "第1・最終金曜", "FREQ=MONTHLY;BYDAY=1FR,-1FR 毎月第1・最終金曜日" },
		{ "最終金曜", "FREQ=MONTHLY;BYDAY=-1FR 毎月最終金曜日" },
		{ "毎月最終金曜日", "FREQ=MONTHLY;BYDAY=-1FR 毎月最終金曜日" },
		{ "毎月最終日曜", "FREQ=MONTHLY;BYDAY=-1SU 毎月最終日曜日" },
		{ "毎月最終日", "FREQ=MONTHLY;BYMONTHDAY=-1 毎月末日" },
		{ "毎月15日", "FREQ=MONTHLY;BYMONTHDAY=15 毎月15日" },
		{ "毎月１日と１５日", "FREQ=MONTHLY;BYMONTHDAY=1,15 毎月1日と15日" },
		{ "毎月1日・15日", "FREQ=MONTHLY;BYMONTHDAY=1,15 毎月1日と15日" },
		{ "毎月1・15日", "FREQ=MONTHLY;BYMONTHDAY=1,15 毎月1日と15日" },
		{ "毎月5日、15日、25日", "FREQ=MONTHLY;BYMONTHDAY=5,15,25 毎月5日・15日・25日" },
		{ "毎月末日", "FREQ=MONTHLY;BYMONTHDAY=-1 毎月末日" },
		{ "毎月15日と末日", "FREQ=MONTHLY;BYMONTHDAY=15,-1 毎月15日と末日" },
		{ "月末", "FREQ=MONTHLY;BYMONTHDAY=-1 毎月末日" },
		{ "隔週日曜", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU 隔週日曜日 (start)" },
		{ "隔週の月・木", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH 隔週月曜日・木曜日 (start)" },
		{ "隔月第1土曜", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1SA 隔月の第1土曜日 (start)" },
		{ "奇数月の第1土曜", "FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYDAY=1SA 奇数月の第1土曜日" },
		{ "偶数月15日", "FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=15 偶数月の15日" },
		{ "毎年11月3日", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=3 毎年11月3日" },
		{ "毎年11/3", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=3 毎年11月3日" },
		{ "毎年10月の第2月曜", "FREQ=YEARLY;BYMONTH=10;BYDAY=2MO 毎年10月第2月曜日" },
		{ "毎年2月末日", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1 毎年2月末日" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_repeat);
}

static void test_unknown_phrases_are_refused_with_the_nearest_one(void **state)
{
	static const Case cases[] = {
		{ "毎周水曜", "!repeat-unknown", "did you mean '毎週水曜'" },
		{ "水曜日", "!repeat-unknown", "did you mean '毎週水曜日'" },
		{ "1日と15日", "!repeat-unknown", "did you mean '毎月1日と15日'" },
		{ "毎月曜", "!repeat-unknown", "did you mean '毎週月曜'" },
		{ "毎水曜", "!repeat-unknown", "did you mean '毎週水曜'" },
		{ "毎月11月3日", "!repeat-unknown", "did you mean '毎年11月3日'" },
		{ "毎月1・3火曜", "!repeat-unknown", "did you mean '毎月第1・3火曜'" },
		{ "毎月1日曜", "!repeat-unknown", "did you mean '毎月第1日曜'" },
		{ "まいにち", "!repeat-unknown", "did you mean '毎日'" },
		{ "最周金曜", "!repeat-unknown", "did you mean '最終金曜'" },
		{ "11月3日", "!repeat-unknown", "did you mean '毎年11月3日'" },
		{ "ときどき", "!repeat-unknown", "write one of: 毎日, 平日, 毎週水曜" },
		{ "every Wednesday", "!repeat-unknown", "write one of: 毎日" },
		{ "2026-12-08", "!repeat-unknown", "write one of" },
		{ "毎週", "!repeat-no-day", "毎週水曜" },
		{ "毎月", "!repeat-no-day", "毎月15日" },
		{ "毎年11月", "!repeat-no-day", "毎月15日" },
		{ "隔週", "!repeat-no-day", "毎週水曜" },
		{ "第2", "!repeat-no-day", "第2・第4火曜" },
		{ "第2・第4", "!repeat-no-day", "第2・第4火曜" },
		{ "第6火曜", "!repeat-ordinal", "第1 to 第5" },
		{ "第0火曜", "!repeat-ordinal", "第1 to 第5" },
		{ "第2・第7火曜", "!repeat-ordinal", "第1 to 第5" },
		{ "毎月32日", "!repeat-monthday", "1 to 31" },
		{ "毎月0日", "!repeat-monthday", "1 to 31" },
		{ "毎年2月30日", "!repeat-monthday", "1 to 31" },
		{ "毎年11/31", "!repeat-monthday", "1 to 31" },
		{ "毎年13月1日", "!repeat-month", "1 to 12" },
		{ "毎週水曜 10:00", "!repeat-extra", "time (時間)" },
		{ "毎週水曜（祝日を除く）", "!repeat-extra", "[祝日]" },
		{ "第2火曜と15日", "!repeat-extra", "skip" },
		{ "毎日毎日", "!repeat-extra", "skip" },
		{ "毎週水曜、", "!repeat-extra", "skip" },
		{ "", "!short-text-empty", "毎週水曜" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_repeat);
	check_place("第2・第7火曜", read_repeat, 4, 2);
	check_place("毎週水曜（祝日を除く）", read_repeat, 5, 7);
}

static void test_rrules_are_kept_and_said_in_words_where_words_exist(void **state)
{
	static const Case cases[] = {
		{ "FREQ=MONTHLY;BYDAY=1FR,3FR", "FREQ=MONTHLY;BYDAY=1FR,3FR 毎月第1・第3金曜日" },
		{ "RRULE:FREQ=WEEKLY;BYDAY=WE", "FREQ=WEEKLY;BYDAY=WE 毎週水曜日" },
		{ "freq=weekly;byday=mo,we", "FREQ=WEEKLY;BYDAY=MO,WE 毎週月曜日・水曜日" },
		{ "FREQ=DAILY", "FREQ=DAILY 毎日" },
		{ "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1 毎月末日" },
		{ "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=3;WKST=MO", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=3;WKST=MO 毎年11月3日" },
		{ "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU 隔週日曜日 (start)" },
		{ "FREQ=WEEKLY", "FREQ=WEEKLY  (start)" },
		{ "FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;INTERVAL=3  (start)" },
		{ "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1 " },
		{ "FREQ=MONTHLY;BYDAY=-2FR", "FREQ=MONTHLY;BYDAY=-2FR " },
		{ "FREQ=MONTHLY;BYMONTH=4,6;BYDAY=1SA", "FREQ=MONTHLY;BYMONTH=4,6;BYDAY=1SA " },
		{ "FREQ=WEEKLY;BYDAY=WE;COUNT=10", "FREQ=WEEKLY;BYDAY=WE;COUNT=10  (start)" },
		{ "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270331", "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270331 " },
		{ "FREQ=MONTHLY;BYMONTHDAY=32", "!repeat-rule", "FREQ=MONTHLY;BYDAY=2TU,4TU" },
		{ "FREQ=WEEKLY;BYDAY=XX", "!repeat-rule", "第2・第4火曜" },
		{ "FREQ=YEARLY;BYYEARDAY=100", "!repeat-rule", "第2・第4火曜" },
		{ "FREQ=WEEKLY;BYDAY=WE;COUNT=3;UNTIL=20270331", "!repeat-rule", "第2・第4火曜" },
		{ "FREQ=HOURLY", "!repeat-rule-freq", "FREQ=DAILY" },
		{ "FREQ=", "!repeat-rule-part", "did you mean 'FREQ'" },
		{ "RRULE:BYDAY=WE", "!repeat-rule-freq", "FREQ=WEEKLY" },
		{ "FREQ=WEEKLY;BYDAYS=WE", "!repeat-rule-part", "did you mean 'BYDAY'" },
		{ "FREQ=WEEKLY;X=WE", "!repeat-rule-part", "FREQ=MONTHLY;BYDAY=2TU" },
		{ "FREQ=WEEKLY;BYHOUR=10", "!repeat-rule-time", "time: 10:00" },
		{ "FREQ=WEEKLY;BYDAY=MO;BYDAY=WE", "!repeat-rule-twice", "commas" },
		{ "FREQ=WEEKLY;BYDAY=水", "!repeat-rule-character", "FREQ=MONTHLY" },
		{ "FREQ=WEEKLY; BYDAY=WE", "!repeat-rule-character", "FREQ=MONTHLY" },
		{ "FREQ=WEEKLY\nBYDAY=WE", "!repeat-rule-character", "FREQ=MONTHLY" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_repeat);
}

static void test_the_words_of_a_phrase_mean_the_same_rule(void **state)
{
	static const char *const phrases[] = {
		"毎日", "平日", "毎週水曜", "毎週月–金", "毎週月・水・木・金", "毎週土日", "隔週日曜", "第2・第4火曜", "第2火曜と第4木曜",
		"第1・第3土日", "第1月曜から水曜", "第1・最終金曜", "第1土日と第2火曜", "毎月1日と15日", "毎月5・15・25日", "毎月10日と末日",
		"隔月第1土曜", "奇数月15日", "偶数月の最終日曜", "毎年11月3日", "毎年10月第2月曜", "毎年2月末日",
	};
	(void)state;
	Reading r;
	reading_begin(&r, "");
	for (size_t i = 0; i < ROWS(phrases); i++) {
		Repeat first, again;
		Value v = scalar(phrases[i]);
		assert_true(written_repeat(&r.w, &v, &first));
		assert_true(recur_check(first.rule, &(Str){ 0 }));
		v = value_text(first.words);
		assert_true(written_repeat(&r.w, &v, &again));
		assert_true(str_equal(first.rule, again.rule));
		assert_true(str_equal(first.words, again.words));
		v = value_text(first.rule);
		assert_true(written_repeat(&r.w, &v, &again));
		assert_true(str_equal(first.rule, again.rule));
		assert_true(again.words.len > 0);
		assert_int_equal(first.needs_start, again.needs_start);
	}
	assert_int_equal(r.diag.count, 0);
	reading_end(&r);
}

static void test_days_that_some_months_lack_are_warned_of(void **state)
{
	static const struct { const char *text; size_t warnings; } rows[] = {
		{ "毎月28日", 0 }, { "毎月29日", 1 }, { "毎月31日", 1 }, { "毎月末日", 0 }, { "毎年2月29日", 1 }, { "毎年1月31日", 0 },
	};
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		Reading r;
		Repeat repeat;
		reading_begin(&r, rows[i].text);
		Value v = scalar(rows[i].text);
		assert_true(written_repeat(&r.w, &v, &repeat));
		assert_int_equal(r.diag.warnings, rows[i].warnings);
		if (rows[i].warnings)
			assert_true(str_equal(r.diag.problems[0].code, STR("repeat-short-month")));
		reading_end(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_phrases_become_a_rule_and_words),
		cmocka_unit_test(test_unknown_phrases_are_refused_with_the_nearest_one),
		cmocka_unit_test(test_rrules_are_kept_and_said_in_words_where_words_exist),
		cmocka_unit_test(test_the_words_of_a_phrase_mean_the_same_rule),
		cmocka_unit_test(test_days_that_some_months_lack_are_warned_of),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
