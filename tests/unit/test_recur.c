#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libical/ical.h>

#include "base/buf.h"
#include "format/recur.h"

typedef struct Window {
	const char *rule;
	Civil start, from, until;
	const char *days;                      /* months and days */
} Window;

static Day day_at(Civil c)
{
	return day_of(c.year, c.month, c.day);
}

static void assert_days(const Window *w)
{
	Arena a = { 0 };
	Days days;
	Buf got = { .arena = &a };
	assert_true(recur_days(str_from(w->rule), day_at(w->start), day_at(w->from), day_at(w->until), &a, &days));
	for (size_t i = 0; i < days.count; i++) {
		Civil c = day_civil(days.items[i]);
		buf_format(&got, "%s%d-%d", i ? " " : "", c.month, c.day);
	}
	if (!str_equal(buf_text(&got), str_from(w->days)))
		fail_msg("%s: got %.*s", w->rule, STR_ARG(buf_text(&got)));
	arena_free(&a);
}

/* Read off a wall calendar. */
static void rules_give_the_days_of_the_calendar(void **state)
{
	(void)state;
	static const Window windows[] = {
		{ "FREQ=MONTHLY;BYDAY=2TU", { 2025, 4, 8 }, { 2025, 4, 8 }, { 2026, 3, 31 },
		  "4-8 5-13 6-10 7-8 8-12 9-9 10-14 11-11 12-9 1-13 2-10 3-10" },
		{ "FREQ=MONTHLY;BYDAY=2TU,4TU", { 2026, 11, 1 }, { 2026, 11, 23 }, { 2027, 1, 31 },
		  "11-24 12-8 12-22 1-12 1-26" },
		{ "FREQ=MONTHLY;BYDAY=-1FR", { 2026, 11, 1 }, { 2026, 11, 1 }, { 2027, 2, 28 }, "11-27 12-25 1-29 2-26" },
		{ "FREQ=MONTHLY;BYDAY=5WE", { 2026, 9, 1 }, { 2026, 9, 1 }, { 2027, 3, 31 }, "9-30 12-30 3-31" },
		{ "FREQ=MONTHLY;BYMONTHDAY=31", { 2026, 11, 1 }, { 2026, 11, 1 }, { 2027, 5, 31 }, "12-31 1-31 3-31 5-31" },
		{ "FREQ=MONTHLY;BYMONTHDAY=-1", { 2027, 1, 1 }, { 2027, 1, 1 }, { 2027, 4, 30 }, "1-31 2-28 3-31 4-30" },
		{ "FREQ=MONTHLY;BYMONTHDAY=1,15", { 2026, 12, 1 }, { 2026, 12, 2 }, { 2027, 1, 31 }, "12-15 1-1 1-15" },
		{ "FREQ=WEEKLY;BYDAY=MO,WE", { 2026, 11, 23 }, { 2026, 11, 23 }, { 2026, 12, 3 }, "11-23 11-25 11-30 12-2" },
		{ "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", { 2026, 11, 29 }, { 2026, 12, 1 }, { 2027, 1, 15 }, "12-13 12-27 1-10" },
		{ "FREQ=WEEKLY", { 2026, 11, 26 }, { 2026, 12, 1 }, { 2026, 12, 20 }, "12-3 12-10 12-17" },
		{ "FREQ=DAILY;INTERVAL=10", { 2026, 11, 23 }, { 2026, 12, 1 }, { 2026, 12, 31 }, "12-3 12-13 12-23" },
		{ "FREQ=DAILY;COUNT=3", { 2026, 12, 30 }, { 2026, 12, 31 }, { 2027, 2, 1 }, "12-31 1-1" },
		{ "FREQ=DAILY;UNTIL=20261202T150000Z", { 2026, 11, 30 }, { 2026, 1, 1 }, { 2027, 1, 1 }, "11-30 12-1 12-2" },
		{ "FREQ=YEARLY", { 2024, 2, 29 }, { 2024, 1, 1 }, { 2032, 12, 31 }, "2-29 2-29 2-29" },
		{ "FREQ=YEARLY;BYMONTH=8;BYDAY=1SA", { 2026, 1, 1 }, { 2026, 1, 1 }, { 2027, 12, 31 }, "8-1 8-7" },
		{ "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", { 2026, 11, 1 }, { 2026, 11, 1 }, { 2027, 1, 31 },
		  "11-30 12-31 1-29" },
		{ "FREQ=DAILY;BYMONTH=12;BYDAY=SU", { 2026, 1, 1 }, { 2026, 1, 1 }, { 2026, 12, 31 }, "12-6 12-13 12-20 12-27" },
	};
	for (size_t i = 0; i < sizeof(windows) / sizeof(*windows); i++)
		assert_days(&windows[i]);
}

static void a_start_that_does_not_fit_is_no_day(void **state)
{
	(void)state;
	assert_days(&(Window){ "FREQ=WEEKLY;BYDAY=WE", { 2026, 11, 23 }, { 2026, 11, 1 }, { 2026, 12, 3 }, "11-25 12-2" });
}

static void the_window_decides_and_not_where_one_looks_from(void **state)
{
	(void)state;
	static const char *const rules[] = {
		"FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SU;WKST=SU", "FREQ=MONTHLY;INTERVAL=5;BYDAY=3WE",
		"FREQ=DAILY;INTERVAL=11", "FREQ=YEARLY;INTERVAL=2;BYMONTH=3,7;BYMONTHDAY=4", "FREQ=DAILY;COUNT=100",
		"FREQ=MONTHLY;BYDAY=MO,TH;BYSETPOS=2,-2",
	};
	Arena a = { 0 };
	Day start = day_of(2026, 1, 14), until = start + 900;
	for (size_t r = 0; r < sizeof(rules) / sizeof(*rules); r++) {
		Days all, part;
		assert_true(recur_days(str_from(rules[r]), start, start, until, &a, &all));
		assert_true(all.count > 2);
		for (Day from = start - 5; from < until; from += 37) {
			assert_true(recur_days(str_from(rules[r]), start, from, until, &a, &part));
			size_t before = 0;
			while (before < all.count && all.items[before] < from)
				before++;
			assert_int_equal(part.count, all.count - before);
			for (size_t i = 0; i < part.count; i++)
				assert_int_equal(part.items[i], all.items[before + i]);
		}
	}
	arena_free(&a);
}

static void what_is_not_understood_is_refused_with_a_reason(void **state)
{
	(void)state;
	static const struct {
		const char *rule, *why;
	} cases[] = {
		{ "", "FREQ is missing" },
		{ "INTERVAL=2", "FREQ is missing" },
		{ "FREQ=HOURLY", "value" },
		{ "FREQ=daily", "value" },
		{ "FREQ=DAILY;FREQ=DAILY", "twice" },
		{ "FREQ=DAILY;BYHOUR=3", "only FREQ" },
		{ "RRULE:FREQ=DAILY", "only FREQ" },
		{ "FREQ=DAILY;", NULL },
		{ "FREQ=DAILY;;INTERVAL=1", "only FREQ" },
		{ "FREQ=DAILY;INTERVAL=0", "value" },
		{ "FREQ=DAILY;INTERVAL=1000", "value" },
		{ "FREQ=DAILY;INTERVAL=-1", "value" },
		{ "FREQ=DAILY;COUNT=0", "value" },
		{ "FREQ=DAILY;COUNT=2;UNTIL=20270101", "exclude" },
		{ "FREQ=DAILY;UNTIL=2027-01-01", "value" },
		{ "FREQ=DAILY;UNTIL=20270229", "value" },
		{ "FREQ=DAILY;UNTIL=20270101T", "value" },
		{ "FREQ=DAILY;UNTIL=20270101T000000", NULL },
		{ "FREQ=WEEKLY;BYDAY=", "value" },
		{ "FREQ=WEEKLY;BYDAY=MO,", "value" },
		{ "FREQ=WEEKLY;BYDAY=XX", "value" },
		{ "FREQ=WEEKLY;BYDAY=2MO", "numbered" },
		{ "FREQ=WEEKLY;BYMONTHDAY=2", "exclude" },
		{ "FREQ=MONTHLY;BYDAY=6MO", "five" },
		{ "FREQ=MONTHLY;BYDAY=0MO", "value" },
		{ "FREQ=MONTHLY;BYDAY=+2MO", NULL },
		{ "FREQ=YEARLY;BYDAY=53MO", NULL },
		{ "FREQ=YEARLY;BYDAY=54MO", "value" },
		{ "FREQ=YEARLY;BYMONTH=3;BYDAY=6MO", "five" },
		{ "FREQ=YEARLY;BYMONTH=13", "value" },
		{ "FREQ=MONTHLY;BYMONTHDAY=32", "value" },
		{ "FREQ=MONTHLY;BYMONTHDAY=0", "value" },
		{ "FREQ=MONTHLY;BYSETPOS=367", "value" },
		{ "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1", "BYSETPOS needs" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		Str why;
		bool fine = recur_check(str_from(cases[i].rule), &why);
		if (fine != !cases[i].why || (cases[i].why && !str_contains(why, str_from(cases[i].why))))
			fail_msg("%s: %.*s", cases[i].rule, STR_ARG(why));
		Days days;
		Arena a = { 0 };
		assert_int_equal(recur_days(str_from(cases[i].rule), 0, 0, 10, &a, &days), fine);
		arena_free(&a);
	}
}

static void rules_that_are_never_met_end(void **state)
{
	(void)state;
	static const char *const rules[] = {
		"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
		"FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300",
		"FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2;COUNT=5",
	};
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		Arena a = { 0 };
		Days days;
		assert_true(recur_days(str_from(rules[i]), day_of(2026, 1, 1), day_of(2026, 1, 1),
		                       day_of(2199, 12, 31), &a, &days));
		assert_int_equal(days.count, 0);
		arena_free(&a);
	}
}

/* libical asks for a start that fits, and knows no position in partial periods: so both begin on 1 January. */
static void libical_finds_the_same_days(void **state)
{
	(void)state;
	static const char *const rules[] = {
		"FREQ=DAILY", "FREQ=DAILY;INTERVAL=9", "FREQ=WEEKLY;BYDAY=MO,WE,SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
		"FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SU;WKST=SU", "FREQ=MONTHLY;BYDAY=2TU,4TU", "FREQ=MONTHLY;BYDAY=-1FR",
		"FREQ=MONTHLY;BYDAY=5WE", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1", "FREQ=MONTHLY;BYMONTHDAY=31",
		"FREQ=MONTHLY;INTERVAL=3;BYDAY=1SA,3SA", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
		"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=YEARLY;BYMONTH=8;BYDAY=1SA", "FREQ=YEARLY;BYDAY=20MO,-1SU",
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;INTERVAL=2;BYMONTH=3,7;BYMONTHDAY=4",
		"FREQ=DAILY;BYMONTH=12;BYDAY=SU", "FREQ=MONTHLY;BYDAY=1MO;COUNT=10", "FREQ=WEEKLY;BYDAY=SA;UNTIL=20281231",
	};
	Arena a = { 0 };
	Day start = day_of(2026, 1, 1), until = day_of(2031, 12, 31);
	for (size_t r = 0; r < sizeof(rules) / sizeof(*rules); r++) {
		Days days;
		assert_true(recur_days(str_from(rules[r]), start, start, until, &a, &days));
		struct icaltimetype first = { .year = 2026, .month = 1, .day = 1, .is_date = 1 };
		icalrecur_iterator *i = icalrecur_iterator_new(icalrecurrencetype_from_string(rules[r]), first);
		assert_non_null(i);
		for (size_t n = 0; n < days.count; n++) {
			struct icaltimetype t = icalrecur_iterator_next(i);
			if (day_of(t.year, t.month, t.day) != days.items[n])
				fail_msg("%s: libical has %d-%d-%d", rules[r], t.year, t.month, t.day);
		}
		struct icaltimetype t = icalrecur_iterator_next(i);
		assert_true(icaltime_is_null_time(t) || day_of(t.year, t.month, t.day) > until);
		icalrecur_iterator_free(i);
	}
	arena_free(&a);
}

static void days_are_capped(void **state)
{
	(void)state;
	Arena a = { 0 };
	Days days;
	assert_true(recur_days(STR("FREQ=DAILY"), day_of(2026, 1, 1), day_of(2026, 1, 1), day_of(2199, 1, 1), &a, &days));
	assert_int_equal(days.count, RECUR_DAYS_MAX);
	assert_int_equal(days.items[RECUR_DAYS_MAX - 1], day_of(2026, 1, 1) + RECUR_DAYS_MAX - 1);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_give_the_days_of_the_calendar),
		cmocka_unit_test(a_start_that_does_not_fit_is_no_day),
		cmocka_unit_test(the_window_decides_and_not_where_one_looks_from),
		cmocka_unit_test(what_is_not_understood_is_refused_with_a_reason),
		cmocka_unit_test(rules_that_are_never_met_end),
		cmocka_unit_test(libical_finds_the_same_days),
		cmocka_unit_test(days_are_capped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
