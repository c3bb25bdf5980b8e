#include "written_case.h"

static bool read_day(const Written *w, const Value *v, Buf *out)
{
	Day day;
	bool sound = written_day(w, v, &day);
	assert_true(sound || day == DAY_NONE);
	if (sound)
		buf_str(out, day_iso(day, w->arena));
	return sound;
}

static bool read_ranges(const Written *w, const Value *v, Buf *out)
{
	DayRanges ranges;
	bool sound = written_day_ranges(w, v, &ranges);
	assert_true(sound || !ranges.count);
	for (size_t i = 0; i < ranges.count; i++) {
		DayRange range = ranges.items[i];
		if (i)
			buf_char(out, ' ');
		buf_str(out, day_iso(range.from, w->arena));
		if (range.until == range.from)
			continue;
		buf_char(out, '~');
		buf_str(out, day_iso(range.until, w->arena));
	}
	return sound;
}

static void test_days_are_read_in_every_form(void **state)
{
	static const Case cases[] = {
		{ "2026-12-08", "2026-12-08" },
		{ "2026-12-8", "2026-12-08" },
		{ " 2026-12-08 ", "2026-12-08" },
		{ "2026/12/8", "2026-12-08" },
		{ "2026.12.8", "2026-12-08" },
		{ "２０２６－１２－０８", "2026-12-08" },
		{ "2026–12–08", "2026-12-08" },
		{ "２０２６／１２／８", "2026-12-08" },
		{ "2026年12月8日", "2026-12-08" },
		{ "西暦2026年12月8日", "2026-12-08" },
		{ "2026年 12月 8日", "2026-12-08" },
		{ "２０２６年１２月８日（火）", "2026-12-08" },
		{ "2026年12月8日(火)", "2026-12-08" },
		{ "2026年12月8日（火曜日）", "2026-12-08" },
		{ "2026年12月8日㈫", "2026-12-08" },
		{ "2026年12月8日火曜日", "2026-12-08" },
		{ "2026-12-08 火", "2026-12-08" },
		{ "2026-12-08(火)", "2026-12-08" },
		{ "2026年11月23日（月・祝）", "2026-11-23" },
		{ "2026年11月23日(祝)", "2026-11-23" },
		{ "令和8年12月8日", "2026-12-08" },
		{ "令和８年１２月８日（火）", "2026-12-08" },
		{ "㋿8年12月8日", "2026-12-08" },
		{ "令和元年5月1日", "2019-05-01" },
		{ "令和1年5月1日", "2019-05-01" },
		{ "平成31年4月30日", "2019-04-30" },
		{ "昭和39年10月10日(土)", "1964-10-10" },
		{ "R8.12.8", "2026-12-08" },
		{ "r8/12/8", "2026-12-08" },
		{ "Ｒ８．１２．８", "2026-12-08" },
		{ "H12.2.29", "2000-02-29" },
		{ "R8-12-8", "2026-12-08" },
		{ "2028-02-29", "2028-02-29" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_day);
}

static void test_wrong_days_are_refused_with_what_to_type(void **state)
{
	static const Case cases[] = {
		{ "12月8日", "!date-no-year", "write 2026-12-08" },
		{ "12/8", "!date-no-year", "write 2026-12-08" },
		{ "1月10日", "!date-no-year", "write 2027-01-10" },
		{ "1月10日（日）", "!date-no-year", "write 2027-01-10" },
		{ "11-20", "!date-no-year", "write 2026-11-20" },
		{ "5月10日（日）", "!date-no-year", "write 2026-05-10" },
		{ "5月10日（月）", "!date-no-year", "write 2027-05-10" },
		{ "13月8日", "!date-no-year", "write 2026-12-08" },
		{ "26-12-08", "!date-year-short", "2026-12-08" },
		{ "26年12月8日", "!date-year-short", "2026-12-08" },
		{ "'26/12/8", "!date-year-short", "2026-12-08" },
		{ "226-12-08", "!date-year", "a year such as" },
		{ "20266-12-08", "!date-year", "a year such as" },
		{ "1826-12-08", "!date-year", "a year such as" },
		{ "令和0年12月8日", "!date-year", "a year such as" },
		{ "令和999年12月8日", "!date-year", "a year such as" },
		{ "2026-13-08", "!date-month", "from 1 to 12" },
		{ "2026-00-08", "!date-month", "from 1 to 12" },
		{ "2026-02-30", "!date-day", "2026-02-28" },
		{ "2026年2月29日", "!date-day", "2026-02-28" },
		{ "2026年11月31日", "!date-day", "2026-11-30" },
		{ "2026-12-00", "!date-day", "2026-12-31" },
		{ "2026年12月8日（月）", "!date-weekday", "2026-12-08 is a 火曜日" },
		{ "2026-12-08 日曜", "!date-weekday", "火曜日" },
		{ "2026-12", "!date-no-day", "2026-12-08" },
		{ "2026年12月", "!date-no-day", "2026-12-08" },
		{ "2026年", "!date-no-day", "2026-12-08" },
		{ "12月上旬", "!date-no-day", "2026-12-08" },
		{ "平成38年12月8日", "!date-era", "write 2026-12-08" },
		{ "令和1年4月30日", "!date-era", "write 2019-04-30" },
		{ "20261208", "!date-unknown", "write 2026-12-08" },
		{ "8日", "!date-unknown", "2026-12-08" },
		{ "来週の火曜", "!date-unknown", "write a day: 2026-12-08" },
		{ "2026", "!date-unknown", "2026-12-08" },
		{ "Dec 8, 2026", "!date-unknown", "2026-12-08" },
		{ "2026年12/8", "!date-unknown", "2026-12-08" },
		{ "未定", "!date-open", "notice" },
		{ "2026-12-08 10:00", "!date-extra", "the day alone" },
		{ "2026-12-08〜2026-12-10", "!date-extra", "the day alone" },
		{ "2026年12月8日(雨天中止)", "!date-extra", "the day alone" },
		{ "", "!short-text-empty", "2026-12-08" },
		{ "99999999999999999999-1-1", "!date-year", "a year such as" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_day);
}

static void test_day_ranges_are_read_sorted(void **state)
{
	static const Case cases[] = {
		{ "2026-12-08", "2026-12-08" },
		{ "2026-12-08〜2026-12-10", "2026-12-08~2026-12-10" },
		{ "2026-12-08～2026-12-10", "2026-12-08~2026-12-10" },
		{ "2026-12-08–2026-12-10", "2026-12-08~2026-12-10" },
		{ "2026-12-08 - 2026-12-10", "2026-12-08~2026-12-10" },
		{ "2026-12-08から2026-12-10まで", "2026-12-08~2026-12-10" },
		{ "2026/12/28 ~ 2027/1/5", "2026-12-28~2027-01-05" },
		{ "2026年12月8日(火)〜10日(木)", "2026-12-08~2026-12-10" },
		{ "2026年11月28日から12月2日まで", "2026-11-28~2026-12-02" },
		{ "2026-12-08〜12-10", "2026-12-08~2026-12-10" },
		{ "2026-12-08〜10", "2026-12-08~2026-12-10" },
		{ "令和8年12月28日〜令和9年1月5日", "2026-12-28~2027-01-05" },
		{ "2026-12-08〜2026-12-08", "2026-12-08" },
		{ "2026-12-08、2026-12-15", "2026-12-08 2026-12-15" },
		{ "2026年12月8日・15日・22日", "2026-12-08 2026-12-15 2026-12-22" },
		{ "2026年12月8日、2027年1月12日", "2026-12-08 2027-01-12" },
		{ "2026-12-15、2026-12-08", "2026-12-08 2026-12-15" },
		{ "2026-12-08〜10、2026-12-20", "2026-12-08~2026-12-10 2026-12-20" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_ranges);
}

static void test_wrong_day_ranges_are_refused(void **state)
{
	static const Case cases[] = {
		{ "2026-12-10〜2026-12-08", "!date-backwards", "2026-12-08〜2026-12-10" },
		{ "2026-12-08〜", "!date-range-open", "2026-12-08〜2027-03-31" },
		{ "2026-12-28〜1-5", "!date-no-year", "write 2027-01-05" },
		{ "2026年11月28日〜5日", "!date-no-year", "write 2026-12-05" },
		{ "2026-12-08、2026-12-08", "!date-overlap", "once" },
		{ "2026-12-08〜10、2026-12-10", "!date-overlap", "once" },
		{ "2026-12-08〜2062-12-10", "!date-range-long", "year" },
		{ "2026-12-08〜2026-12-35", "!date-day", "2026-12-31" },
		{ "2026-12-08〜未定", "!date-open", "notice" },
		{ "2026-12-08と中旬", "!date-unknown", "2026-12-08" },
		{ "2026-12-08 ほか", "!date-extra", "alone" },
		{ "12月8日〜10日", "!date-no-year", "2026-12-08" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_ranges);
}

static Value member_map(Member *members, size_t count)
{
	return (Value){ .kind = VALUE_MAP, .count = (uint32_t)count, .as.members = members, .pos = { 1, 1, 1 } };
}

static void test_a_map_of_first_and_last_day_is_a_range(void **state)
{
	(void)state;
	Member english[] = { { STR("from"), .value = scalar("2026-12-08") }, { STR("until"), .value = scalar("2026-12-10") } };
	Member japanese[] = { { STR("終了"), .value = scalar("2026年12月10日") }, { STR("開始"), .value = scalar("2026年12月8日") } };
	Member half[] = { { STR("from"), .value = scalar("2026-12-08") }, { STR("until"), .value = { 0 } } };
	Member odd[] = { { STR("from"), .value = scalar("2026-12-08") }, { STR("to"), .value = scalar("2026-12-10") } };
	Member twice[] = { { STR("from"), .value = scalar("2026-12-08") }, { STR("開始"), .value = scalar("2026-12-10") } };
	Member backwards[] = { { STR("until"), .value = scalar("2026-12-08") }, { STR("from"), .value = scalar("2026-12-10") } };
	const struct { Member *members; Case c; } cases[] = {
		{ english, { "from, until", "2026-12-08~2026-12-10" } },
		{ japanese, { "開始, 終了", "2026-12-08~2026-12-10" } },
		{ half, { "from alone", "!date-range-half", "until: 2026-12-10" } },
		{ odd, { "from, to", "!key-unknown", "from (開始), until (終了)" } },
		{ twice, { "from twice", "!key-twice", "one of the two" } },
		{ backwards, { "backwards", "!date-backwards", "2026-12-08〜2026-12-10" } },
	};
	for (size_t i = 0; i < ROWS(cases); i++) {
		Value v = member_map(cases[i].members, 2);
		check_value(&v, &cases[i].c, read_ranges);
	}
}

static void test_a_list_mixes_days_and_ranges_and_reports_every_bad_one(void **state)
{
	(void)state;
	Member range[] = { { STR("from"), .value = scalar("2027-01-04") }, { STR("until"), .value = scalar("2027-01-06") } };
	Value good[] = { scalar("2027-02-01"), member_map(range, 2), scalar("2026-12-08〜10") };
	Value bad[] = { scalar("12月8日"), scalar("2026-12-08"), scalar("2026-02-30") };
	Value nested[] = { value_list(good, 3) };
	Value v = value_list(good, 3);
	check_value(&v, &(Case){ "mixed", "2026-12-08~2026-12-10 2027-01-04~2027-01-06 2027-02-01" }, read_ranges);
	v = value_list(NULL, 0);
	check_value(&v, &(Case){ "empty list", "" }, read_ranges);
	v = value_list(nested, 1);
	check_value(&v, &(Case){ "list in list", "!short-text-form", "2026-12-08" }, read_ranges);

	Reading r;
	DayRanges ranges;
	reading_begin(&r, "");
	v = value_list(bad, 3);
	assert_false(written_day_ranges(&r.w, &v, &ranges));
	assert_int_equal(r.diag.errors, 2);
	reading_end(&r);
}

static void test_more_days_than_a_year_has_are_refused(void **state)
{
	(void)state;
	static Value days[DAY_RANGES_MAX + 1];
	Arena a = { 0 };
	for (int i = 0; i <= DAY_RANGES_MAX; i++)
		days[i] = value_text(day_iso(day_of(2026, 1, 1) + 2 * i, &a));
	Value v = value_list(days, DAY_RANGES_MAX + 1);
	check_value(&v, &(Case){ "367 days", "!date-many", "a repeat" }, read_ranges);
	arena_free(&a);
}

static void test_every_day_reads_back_from_its_iso_form(void **state)
{
	(void)state;
	Reading r;
	reading_begin(&r, "");
	for (Day day = day_of(1990, 1, 1); day < day_of(2060, 1, 1); day += 7) {
		Value v = value_text(day_iso(day, &r.arena));
		Day again;
		assert_true(written_day(&r.w, &v, &again));
		assert_int_equal(again, day);
	}
	reading_end(&r);
}

static void test_the_caret_stands_under_the_part_that_is_wrong(void **state)
{
	(void)state;
	check_place("2026-12-08〜2026-12-35", read_ranges, 12, 10);
	check_place("2026年12月8日、2026年2月30日", read_ranges, 12, 10);
	check_place("2026-12-08 10:00", read_day, 12, 5);
	check_place("２０２６年１２月８日（月）", read_day, 1, 13);
	/* ㈪ folds to three characters, so the whole value is marked. */
	check_place("2026年12月8日㈪", read_day, 1, 11);
}

static void test_the_caret_moves_past_a_quote(void **state)
{
	(void)state;
	Reading r;
	Day day;
	reading_begin(&r, "date: \"2026-12-08 10:00\"");
	Value v = value_text(STR("2026-12-08 10:00"));
	v.pos = (Pos){ 1, 7, 18 };
	assert_false(written_day(&r.w, &v, &day));
	assert_int_equal(r.diag.problems[0].pos.column, 19);
	assert_int_equal(r.diag.problems[0].pos.length, 5);
	reading_end(&r);
}

/* "line:column:length code" of every warning. */
static void check_prose(const char *text, const char *expected, const char *hint)
{
	Reading r;
	reading_begin(&r, text);
	written_prose_dates(&r.w, str_from(text), 1, r.w.today);
	Buf out = { .arena = &r.arena };
	for (size_t i = 0; i < r.diag.count; i++)
		buf_format(&out, "%s%u:%u:%u %.*s", i ? ", " : "", r.diag.problems[i].pos.line,
		           r.diag.problems[i].pos.column, r.diag.problems[i].pos.length,
		           STR_ARG(r.diag.problems[i].code));
	if (!str_equal(buf_text(&out), str_from(expected)))
		fail_msg("'%s' has '%.*s', not '%s'", text, STR_ARG(buf_text(&out)), expected);
	if (hint && !str_contains(r.diag.problems[0].hint, str_from(hint)))
		fail_msg("'%s' has the hint '%.*s'", text, STR_ARG(r.diag.problems[0].hint));
	assert_int_equal(r.diag.errors, 0);
	reading_end(&r);
}

static void test_prose_with_a_wrong_weekday_is_warned_of(void **state)
{
	static const Case cases[] = {
		{ "12月8日（火）に集まります。", "" },
		{ "12月8日（月）に集まります。", "1:1:8 prose-weekday", "2026-12-08 is a 火曜日" },
		{ "次は12月8日(月曜日)です。", "1:3:10 prose-weekday", "火曜日" },
		{ "１２月８日（月）", "1:1:8 prose-weekday", "火曜日" },
		{ "2026年12月8日（月）", "1:1:13 prose-weekday", "correct the weekday or the day" },
		{ "2025年12月8日（月）", "" },
		{ "12月8日（月）", "1:1:8 prose-weekday", "the year if 2025 is meant" },
		{ "令和8年12月8日（月）", "1:1:12 prose-weekday", "2026-12-08" },
		{ "令和8年12月8日（火）", "" },
		{ "平成20年12月8日（月）", "" },
		{ "1月12日（火）と1月13日（水）", "" },
		{ "1月12日（月）", "1:1:8 prose-weekday", "2027-01-12 is a 火曜日" },
		{ "一行目\n12月9日（火）\n", "2:1:8 prose-weekday", "水曜日" },
		{ "12月8日（火）〜10日（木）", "" },
		{ "12月8日（火）〜10日（金）", "1:10:6 prose-weekday", "2026-12-10 is a 木曜日" },
		{ "12月8日（火）・9日（水）・10日（金）", "1:16:6 prose-weekday", "木曜日" },
		{ "12月8日（火）です。毎月10日（金）", "" },
		{ "12月8日（月・祝）", "1:1:8 prose-weekday", "火曜日" },
		{ "2月30日（月）", "1:1:8 prose-day", "correct" },
		{ "2027年2月29日（月）", "1:1:13 prose-day", "correct" },
		{ "13月8日（月）", "1:1:8 prose-day", "correct" },
		{ "12月8日（雨天中止）、12月8日", "" },
		{ "毎年11月3日（火）", "" },
		{ "休日（土）と祝日（月）", "" },
		{ "日（月）", "" },
		{ "", "" },
		{ "12月9日（月）と12月9日（火）", "1:1:8 prose-weekday, 1:10:8 prose-weekday" },
	};
	(void)state;
	for (size_t i = 0; i < ROWS(cases); i++)
		check_prose(cases[i].text, cases[i].result, cases[i].hint);
}

static void test_prose_finds_its_place_behind_front_matter_and_indentation(void **state)
{
	(void)state;
	Reading r;
	reading_begin(&r, "name: a\nbody: |\n  集まります。\n  次は12月8日（月）です。\n");
	written_prose_dates(&r.w, STR("集まります。\n次は12月8日（月）です。\n"), 3, r.w.today);
	assert_int_equal(r.diag.count, 1);
	assert_int_equal(r.diag.problems[0].pos.line, 4);
	assert_int_equal(r.diag.problems[0].pos.column, 5);
	reading_end(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days_are_read_in_every_form),
		cmocka_unit_test(test_wrong_days_are_refused_with_what_to_type),
		cmocka_unit_test(test_day_ranges_are_read_sorted),
		cmocka_unit_test(test_wrong_day_ranges_are_refused),
		cmocka_unit_test(test_a_map_of_first_and_last_day_is_a_range),
		cmocka_unit_test(test_a_list_mixes_days_and_ranges_and_reports_every_bad_one),
		cmocka_unit_test(test_more_days_than_a_year_has_are_refused),
		cmocka_unit_test(test_every_day_reads_back_from_its_iso_form),
		cmocka_unit_test(test_the_caret_stands_under_the_part_that_is_wrong),
		cmocka_unit_test(test_the_caret_moves_past_a_quote),
		cmocka_unit_test(test_prose_with_a_wrong_weekday_is_warned_of),
		cmocka_unit_test(test_prose_finds_its_place_behind_front_matter_and_indentation),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
