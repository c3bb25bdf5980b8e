#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site/era.h"
#include "site/say.h"

#define ROWS(table) (sizeof(table) / sizeof(*(table)))

static void check(Buf *b, const char *expected)
{
	if (!str_equal(buf_text(b), str_from(expected)))
		fail_msg("said '%.*s', not '%s'", STR_ARG(buf_text(b)), expected);
	b->len = 0;
}

static void test_days_are_said_with_their_weekday(void **state)
{
	static const struct { int year, month, day; const char *said, *shorter, *full, *wareki; } rows[] = {
		{ 2026, 12, 8, "12月8日（火曜日）", "12/8（火）", "2026年12月8日", "令和8年12月8日（火曜日）" },
		{ 2026, 1, 1, "1月1日（木曜日）", "1/1（木）", "2026年1月1日", "令和8年1月1日（木曜日）" },
		{ 2027, 1, 5, "2027年1月5日（火曜日）", "1/5（火）", "2027年1月5日", "令和9年1月5日（火曜日）" },
		{ 2028, 2, 29, "2028年2月29日（火曜日）", "2/29（火）", "2028年2月29日", "令和10年2月29日（火曜日）" },
		{ 2019, 5, 1, "2019年5月1日（水曜日）", "5/1（水）", "2019年5月1日", "令和元年5月1日（水曜日）" },
		{ 2019, 4, 30, "2019年4月30日（火曜日）", "4/30（火）", "2019年4月30日", "平成31年4月30日（火曜日）" },
		{ 1989, 1, 7, "1989年1月7日（土曜日）", "1/7（土）", "1989年1月7日", "昭和64年1月7日（土曜日）" },
		{ 1964, 10, 10, "1964年10月10日（土曜日）", "10/10（土）", "1964年10月10日", "昭和39年10月10日（土曜日）" },
		{ 1911, 1, 1, "1911年1月1日（日曜日）", "1/1（日）", "1911年1月1日", "1911年1月1日（日曜日）" },
	};
	(void)state;
	Arena a = { 0 };
	Buf b = { .arena = &a };
	for (size_t i = 0; i < ROWS(rows); i++) {
		Day day = day_of(rows[i].year, rows[i].month, rows[i].day);
		say_day(&b, day, 2026);
		check(&b, rows[i].said);
		say_day_short(&b, day);
		check(&b, rows[i].shorter);
		say_date_full(&b, day);
		check(&b, rows[i].full);
		say_wareki(&b, day);
		check(&b, rows[i].wareki);
	}
	arena_free(&a);
}

static void test_day_ranges_name_a_year_once(void **state)
{
	(void)state;
	Arena a = { 0 };
	Buf b = { .arena = &a };
	Day december = day_of(2026, 12, 8), january = day_of(2027, 1, 5);
	DayRange items[] = { { december, december }, { december + 7, december + 9 }, { day_of(2026, 12, 28), january },
	                     { january + 7, january + 7 } };
	say_day_ranges(&b, (DayRanges){ items, 1 }, 2026);
	check(&b, "12月8日（火曜日）");
	say_day_ranges(&b, (DayRanges){ items, 2 }, 2026);
	check(&b, "12月8日（火曜日）、12月15日（火曜日）から12月17日（木曜日）まで");
	say_day_ranges(&b, (DayRanges){ items + 2, 2 }, 2026);
	check(&b, "12月28日（月曜日）から2027年1月5日（火曜日）まで、1月12日（火曜日）");
	say_day_ranges(&b, (DayRanges){ items, 1 }, 0);
	check(&b, "2026年12月8日（火曜日）");
	say_day_ranges(&b, (DayRanges){ 0 }, 2026);
	check(&b, "");
	arena_free(&a);
}

static void test_times_are_said_by_the_twelve_hour_clock(void **state)
{
	static const struct { int minute; const char *said; } rows[] = {
		{ 0, "午前0時" }, { 30, "午前0時30分" }, { 600, "午前10時" }, { 605, "午前10時5分" }, { 719, "午前11時59分" },
		{ 720, "正午" }, { 721, "午後0時1分" }, { 780, "午後1時" }, { 810, "午後1時30分" }, { 1439, "午後11時59分" },
		{ 1440, "午前0時" },
	};
	(void)state;
	Arena a = { 0 };
	Buf b = { .arena = &a };
	for (size_t i = 0; i < ROWS(rows); i++) {
		say_time(&b, (Minute)rows[i].minute);
		check(&b, rows[i].said);
	}
	arena_free(&a);
}

static void test_spans_name_the_half_of_the_day_when_it_changes(void **state)
{
	static const struct { TimeSpan span; const char *said; } rows[] = {
		{ { 600, 690 }, "午前10時から11時30分まで" },
		{ { 600, 780 }, "午前10時から午後1時まで" },
		{ { 600, 720 }, "午前10時から正午まで" },
		{ { 720, 780 }, "正午から午後1時まで" },
		{ { 780, 900 }, "午後1時から3時まで" },
		{ { 750, 765 }, "午後0時30分から0時45分まで" },
		{ { 1320, 1440 }, "午後10時から午前0時まで" },
		{ { 0, 60 }, "午前0時から1時まで" },
		{ { 0, 1440 }, "24時間" },
		{ { 600, MINUTE_NONE }, "午前10時から" },
		{ { 510, 1035 }, "午前8時30分から午後5時15分まで" },
	};
	(void)state;
	Arena a = { 0 };
	Buf b = { .arena = &a };
	for (size_t i = 0; i < ROWS(rows); i++) {
		say_span(&b, rows[i].span);
		check(&b, rows[i].said);
	}
	TimeSpan two[] = { { 615, 660 }, { 810, 855 } };
	say_spans(&b, (TimeSpans){ two, 2 });
	check(&b, "午前10時15分から11時まで、午後1時30分から2時15分まで");
	say_spans(&b, (TimeSpans){ 0 });
	check(&b, "");
	arena_free(&a);
}

static void test_weekdays_in_a_row_are_said_as_a_run(void **state)
{
	static const struct { uint8_t bits; const char *said; } rows[] = {
		{ 0x04, "水曜日" }, { 0x05, "月曜日・水曜日" }, { 0x60, "土曜日・日曜日" }, { 0x1f, "月曜日から金曜日まで" },
		{ 0x07, "月曜日から水曜日まで" }, { 0x3d, "月曜日・水曜日から土曜日まで" }, { 0x80, "祝日" },
		{ 0xe0, "土曜日・日曜日・祝日" }, { 0x7f, "月曜日から日曜日まで" }, { 0, "" },
	};
	(void)state;
	Arena a = { 0 };
	Buf b = { .arena = &a };
	for (size_t i = 0; i < ROWS(rows); i++) {
		say_weekdays(&b, rows[i].bits);
		check(&b, rows[i].said);
	}
	arena_free(&a);
}

static void test_hours_are_said_line_by_line(void **state)
{
	static const TimeSpan office[] = { { 510, 1035 } }, always[] = { { 0, 1440 } };
	const HoursLine lines[] = {
		{ STR("月–金"), 0x1f, { office, 1 }, STR("要確認") },
		{ STR("平日"), 0x1f, { office, 1 } },
		{ STR("毎日"), 0x7f, { always, 1 } },
		{ STR("第2・第4火曜"), 0, { office, 1 } },
		{ STR("月曜"), 0x01, .note = STR("休み") },
		{ STR("祝日は休み"), 0 },
		{ STR("随時"), 0, .note = STR("お電話ください") },
	};
	static const char *const said[] = {
		"月曜日から金曜日まで、午前8時30分から午後5時15分まで（要確認）", "平日、午前8時30分から午後5時15分まで", "毎日、24時間",
		"第2・第4火曜日、午前8時30分から午後5時15分まで", "月曜日は休み", "祝日は休み", "随時（お電話ください）",
	};
	(void)state;
	Arena a = { 0 };
	Buf b = { .arena = &a };
	for (size_t i = 0; i < ROWS(lines); i++) {
		say_hours_line(&b, &lines[i]);
		check(&b, said[i]);
	}
	say_hours(&b, (Hours){ lines + 1, 2 });
	check(&b, "平日、午前8時30分から午後5時15分まで。毎日、24時間");
	arena_free(&a);
}

static void test_costs_have_commas_and_say_free(void **state)
{
	static const struct { int yen; const char *said; } amounts[] = {
		{ 0, "無料" }, { 1, "1円" }, { 300, "300円" }, { 999, "999円" }, { 1000, "1,000円" }, { 12050, "12,050円" },
		{ 1000000, "1,000,000円" },
	};
	const CostLine lines[] = {
		{ STR("高校生以下"), 0 }, { STR("保護者"), 300, STR("払える分だけ") }, { STR("部品"), -1, STR("実費") },
	};
	const CostLine words[] = { { .yen = -1, .note = STR("年1,000円") } }, free_for_all[] = { { .yen = 0 } };
	(void)state;
	Arena a = { 0 };
	Buf b = { .arena = &a };
	for (size_t i = 0; i < ROWS(amounts); i++) {
		say_yen(&b, amounts[i].yen);
		check(&b, amounts[i].said);
	}
	say_cost(&b, (Cost){ lines, 3 });
	check(&b, "高校生以下 無料、保護者 300円（払える分だけ）、部品 実費");
	say_cost(&b, (Cost){ words, 1 });
	check(&b, "年1,000円");
	say_cost(&b, (Cost){ free_for_all, 1 });
	check(&b, "無料");
	say_cost(&b, (Cost){ 0 });
	check(&b, "");
	say_capacity(&b, (Capacity){ 20, STR("人") });
	check(&b, "20人");
	say_capacity(&b, (Capacity){ 15, STR("組") });
	check(&b, "15組");
	say_capacity(&b, (Capacity){ 0 });
	check(&b, "");
	arena_free(&a);
}

static void test_applications_are_said_as_they_stand_today(void **state)
{
	const Day today = day_of(2026, 11, 23), december = day_of(2026, 12, 1), january = day_of(2027, 1, 22);
	const struct { Application application; const char *said; } rows[] = {
		{ { APPLICATION_NONE, .until = DAY_NONE, .days_before = -1 }, "" },
		{ { APPLICATION_NOT_NEEDED, .until = DAY_NONE, .days_before = -1 }, "申し込みはいりません" },
		{ { APPLICATION_OPEN, .until = DAY_NONE, .days_before = -1 }, "申し込みが必要" },
		{ { APPLICATION_OPEN, STR("電話・窓口"), .until = DAY_NONE, .days_before = -1 }, "電話・窓口で申し込み" },
		{ { APPLICATION_OPEN, STR("電話"), .until = december, .days_before = -1, .how = STR("初めての方だけ。") },
		  "電話で申し込み、12月1日（火曜日）まで。初めての方だけ" },
		{ { APPLICATION_OPEN, STR("電話"), .until = january, .days_before = -1 }, "電話で申し込み、2027年1月22日（金曜日）まで" },
		{ { APPLICATION_OPEN, STR("電話"), .until = DAY_NONE, .days_before = 3 }, "電話で申し込み、各回の3日前まで" },
		{ { APPLICATION_OPEN, .until = DAY_NONE, .days_before = 1 }, "申し込みが必要、各回の前日まで" },
		{ { APPLICATION_OPEN, .until = DAY_NONE, .days_before = 0 }, "申し込みが必要、各回の当日まで" },
		{ { APPLICATION_OPEN, STR("電話"), .until = today, .days_before = -1, .phone = STR("042-464-1311") },
		  "電話で申し込み、11月23日（月曜日）まで。電話 042-464-1311" },
		{ { APPLICATION_OPEN, STR("電話"), .until = today - 1, .days_before = -1 }, "11月22日（日曜日）に締め切りました" },
		{ { APPLICATION_FULL, STR("電話"), .until = DAY_NONE, .days_before = -1, .how = STR("待ち番号をお取りください") },
		  "満員です。待ち番号をお取りください" },
		{ { APPLICATION_CLOSED, .until = DAY_NONE, .days_before = -1 }, "締め切りました" },
	};
	(void)state;
	Arena a = { 0 };
	Buf b = { .arena = &a };
	for (size_t i = 0; i < ROWS(rows); i++) {
		say_application(&b, &rows[i].application, today);
		check(&b, rows[i].said);
	}
	arena_free(&a);
}

static void test_each_day_lies_in_one_era(void **state)
{
	(void)state;
	for (size_t i = 0; i < ERA_COUNT; i++) {
		Day first = day_of(ERAS[i].first.year, ERAS[i].first.month, ERAS[i].first.day);
		assert_ptr_equal(era_of(first), &ERAS[i]);
		assert_ptr_equal(era_of(first - 1), i + 1 < ERA_COUNT ? &ERAS[i + 1] : NULL);
		assert_int_equal(ERAS[i].first.year, ERAS[i].year_before + 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days_are_said_with_their_weekday),
		cmocka_unit_test(test_day_ranges_name_a_year_once),
		cmocka_unit_test(test_times_are_said_by_the_twelve_hour_clock),
		cmocka_unit_test(test_spans_name_the_half_of_the_day_when_it_changes),
		cmocka_unit_test(test_weekdays_in_a_row_are_said_as_a_run),
		cmocka_unit_test(test_hours_are_said_line_by_line),
		cmocka_unit_test(test_costs_have_commas_and_say_free),
		cmocka_unit_test(test_applications_are_said_as_they_stand_today),
		cmocka_unit_test(test_each_day_lies_in_one_era),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
