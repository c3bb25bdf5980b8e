#include "city.h"

#include "site/series.h"

/*
 * Today is 2026-11-23. An event of the tiny city is taken apart; its series come back as text, one a line:
 *
 *   11/25-12/30 FREQ=WEEKLY;BYDAY=WE -12/9 x12/16 from 12/1       the rule, days left out, days altered, since when
 *   12/24 on                                                      a single day, one of several
 */

static void say_date(Buf *b, Day day)
{
	Civil c = day_civil(day);
	buf_format(b, "%d/%d", c.month, c.day);
}

static char mark_of(const Occurrence *o)
{
	static const char marks[] = { [OCCURRENCE_PLANNED] = '=', [OCCURRENCE_CHANGED] = '~',
		[OCCURRENCE_CANCELLED] = 'x', [OCCURRENCE_POSTPONED] = 'p', [OCCURRENCE_MOVED] = '>' };
	return marks[o->state];
}

static void say_series(Buf *b, const Series *s)
{
	if (s->usual.state != OCCURRENCE_PLANNED)
		buf_char(b, mark_of(&s->usual));
	say_date(b, s->first);
	if (s->last != s->first) {
		buf_char(b, '-');
		say_date(b, s->last);
	}
	if (s->rule.len)
		buf_format(b, " %.*s", STR_ARG(s->rule));
	for (size_t i = 0; i < s->left_out.count; i++) {
		buf_str(b, STR(" -"));
		say_date(b, s->left_out.items[i]);
	}
	for (size_t i = 0; i < s->altered.count; i++) {
		buf_char(b, ' ');
		buf_char(b, mark_of(&s->altered.items[i]));
		say_date(b, s->altered.items[i].day);
	}
	if (s->continued) {
		buf_str(b, STR(" from "));
		say_date(b, s->since);
	}
	buf_str(b, s->extra ? STR(" on\n") : STR("\n"));
}

static const struct { const char *fields, *series; } ROWS_OF_SERIES[] = {
	{ "date: 2026-12-24\n", "12/24\n" },
	{ "date: [2026-12-24, 2027-01-07]\n", "12/24 on\n1/7 on\n" },
	{ "date: 2026-12-24\nalso: [2026-12-25]\n", "12/24 on\n12/25 on\n" },
	{ "date: {from: 2026-11-30, until: 2026-12-02}\n", "11/30-12/2\n" },
	/* A day that is different cuts the run. */
	{ "date: {from: 2026-11-30, until: 2026-12-02}\nchanges: [{date: 2026-12-01, status: 中止}]\n",
	  "11/30\nx12/1 on\n12/2 on\n" },
	/* What was before this month is not told; whether it was at its beginning is. */
	{ "date: [2026-10-31, 2026-11-01]\n", "11/1 on\n" },
	{ "repeat: 毎週水曜\nuntil: 2026-12-16\n", "11/4-12/16 FREQ=WEEKLY;BYDAY=WE\n" },
	{ "repeat: 毎週水曜\nuntil: 2026-12-16\nexcept: [2026-11-11, 2026-11-04]\n",
	  "11/18-12/16 FREQ=WEEKLY;BYDAY=WE\n" },
	{ "repeat: 毎週水曜\nuntil: 2026-12-16\nexcept: [2026-11-11]\nalso: [2026-12-05]\n",
	  "12/5 on\n11/4-12/16 FREQ=WEEKLY;BYDAY=WE -11/11\n" },
	{ "repeat: 毎週水曜\nuntil: 2026-12-16\nchanges: [{date: 2026-12-09, status: 中止}, {date: 2026-12-02, to: 2026-12-03}]\n",
	  "~12/3 on\n11/4-12/16 FREQ=WEEKLY;BYDAY=WE >12/2 x12/9\n" },
	{ "repeat: 毎週水曜\nuntil: 2026-12-30\nchanges: [{from: 2026-12-01, note: 外で}, {date: 2026-12-09, status: 中止}]\n",
	  "11/4-11/25 FREQ=WEEKLY;BYDAY=WE\n~12/2-12/30 FREQ=WEEKLY;BYDAY=WE x12/9 from 12/1\n" },
	{ "repeat: 毎週水曜\nfrom: 2026-11-25\nuntil: 2026-11-30\n", "11/25\n" },
	/* 2026-12-07 is the ninth of ten Mondays, every other week. */
	{ "repeat: FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=10\nfrom: 2026-08-17\n",
	  "11/9-12/21 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO\n" },
	{ "repeat: FREQ=MONTHLY;UNTIL=20270115;BYMONTHDAY=1\n", "11/1-1/1 FREQ=MONTHLY;BYMONTHDAY=1\n" },
	{ "repeat: 毎月1日\non_holiday: 翌日\nuntil: 2027-01-31\n",
	  "1/2 on\n11/1-12/1 FREQ=MONTHLY;BYMONTHDAY=1\n" },
	{ "repeat: 毎週水曜\nfrom: 2026-10-01\nuntil: 2026-10-31\n", "" },
	/* Two years ahead, to the end of the month. */
	{ "repeat: FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30\n", "11/30-11/30 FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30\n" },
};

static void an_event_is_taken_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(ROWS_OF_SERIES); i++) {
		City c;
		Arena a = { 0 };
		SeriesCache cache = { 0 };
		Buf file = { .arena = &a }, got = { .arena = &a };
		buf_format(&file, "- id: kai\n  name: 会\n  name_kana: かい\n  summary: 集まります。\n  purposes: [gather]\n"
		           "  place: {name: 集会所}\n  organizer: {name: 会}\n  assured_date: 2026-11-01\n  sample: yes\n");
		for (Str rest = str_from(ROWS_OF_SERIES[i].fields); rest.len;) {
			Str line = str_cut(rest, '\n', &rest);
			buf_format(&file, "  %.*s\n", STR_ARG(line));
		}
		const CityFile files[] = { { "content/events.yaml", str_terminated(buf_text(&file), &a) } };
		city_load(&c, files, 1);
		city_is_sound(&c);
		CalendarView view = { &c.site->calendars, c.site->today, 60, site_cancelling(c.site, &a) };
		SeriesList list = series_of(&view, series_window(c.site->today), &cache, city_record(&c, "kai"), &a);
		for (size_t n = 0; n < list.count; n++)
			say_series(&got, &list.items[n]);
		if (!str_equal(buf_text(&got), str_from(ROWS_OF_SERIES[i].series)))
			fail_msg("%s\n%.*s", ROWS_OF_SERIES[i].fields, STR_ARG(buf_text(&got)));
		series_forget(&cache);
		city_end(&c);
		arena_free(&a);
	}
}

static void the_window_is_of_whole_months(void **state)
{
	(void)state;
	static const struct { Civil today, from, until; } rows[] = {
		{ { 2026, 11, 23 }, { 2026, 11, 1 }, { 2028, 11, 30 } },
		{ { 2026, 12, 1 }, { 2026, 12, 1 }, { 2028, 12, 31 } },
		{ { 2026, 12, 31 }, { 2026, 12, 1 }, { 2028, 12, 31 } },
		{ { 2028, 2, 29 }, { 2028, 2, 1 }, { 2030, 2, 28 } },
	};
	for (size_t i = 0; i < ROWS(rows); i++) {
		DayRange got = series_window(day_of(rows[i].today.year, rows[i].today.month, rows[i].today.day));
		assert_int_equal(got.from, day_of(rows[i].from.year, rows[i].from.month, rows[i].from.day));
		assert_int_equal(got.until, day_of(rows[i].until.year, rows[i].until.month, rows[i].until.day));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_event_is_taken_apart),
		cmocka_unit_test(the_window_is_of_whole_months),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
