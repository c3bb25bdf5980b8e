#include "city.h"

#include "site/next_change.h"
#include "site/site_load.h"

#define EVENT(lines) "---\nname: 会\nname_kana: かい\nsummary: 集まります。\npurposes: [gather]\nassured_date: 2026-11-01\n" \
	"place: {name: 広場}\norganizer: {name: 会}\ncontacts: [yakusho]\nsource: 会の案内\n" lines "---\n"

enum { MONDAY_23 = 20780 };                    /* 2026-11-23 */

static NextChange next_of(City *c, const char *event, Day today, const Past *past, bool edited)
{
	const CityFile extra[] = { { "content/seibu/shibakubo/events/kai.md", event } };
	const SiteOptions options = { .today = today, .jobs = 1 };
	city_load_with(c, extra, event ? 1 : 0, &options);
	city_is_sound(c);
	return next_change(c->site, past, edited, &c->arena);
}

static void expect(const char *event, Day today, Day day, const char *reason)
{
	City c;
	NextChange next = next_of(&c, event, today, &(Past){ 0 }, false);
	bool told = false;
	for (size_t i = 0; i < next.count; i++)
		told |= strcmp(next.reasons[i].words, reason) == 0;
	if (next.day != day || !told)
		fail_msg("after %.*s: %.*s, not %.*s because '%s', in:\n%s", STR_ARG(day_iso(today, &c.arena)),
		         STR_ARG(day_iso(next.day, &c.arena)), STR_ARG(day_iso(day, &c.arena)), reason, event ? event : "nothing");
	city_end(&c);
}

static void test_without_days_it_is_the_next_month(void **state)
{
	(void)state;
	assert_int_equal(day_of(2026, 11, 23), MONDAY_23);
	expect(NULL, MONDAY_23, day_of(2026, 12, 1), "a new month: the board sheets");
	expect(NULL, day_of(2026, 12, 1), day_of(2027, 1, 1), "a new month: the board sheets");
	expect(NULL, day_of(2026, 12, 31), day_of(2027, 1, 1), "a new month: the board sheets");
	expect(NULL, day_of(2028, 2, 29), day_of(2028, 3, 1), "a new month: the board sheets");
}

static void test_a_window_that_was_not_confirmed_for_a_year(void **state)
{
	(void)state;
	expect(NULL, day_of(2027, 11, 1), day_of(2027, 11, 2), "was confirmed too long ago");
}

/* The what's-on days are 60 here; a week is seven days with today. */
static void test_what_happens_with_one_event(void **state)
{
	(void)state;
	static const char near[] = "one of its days comes near, is on, or has passed";
	static const struct { const char *lines; int today[3], day[3]; const char *reason; } table[] = {
		/* One day: it comes into the next 400, 60 and 7 days, is 明日, is 今日, has passed. */
		{ EVENT("date: 2027-03-20\n"), { 2027, 1, 10 }, { 2027, 1, 19 }, near },
		{ EVENT("date: 2027-03-20\n"), { 2027, 1, 19 }, { 2027, 1, 20 }, near },
		{ EVENT("date: 2027-03-20\n"), { 2027, 3, 3 }, { 2027, 3, 14 }, near },
		{ EVENT("date: 2027-03-20\n"), { 2027, 3, 14 }, { 2027, 3, 19 }, near },
		{ EVENT("date: 2027-03-20\n"), { 2027, 3, 19 }, { 2027, 3, 20 }, near },
		{ EVENT("date: 2027-03-20\n"), { 2027, 3, 20 }, { 2027, 3, 21 }, "its last day has passed" },
		{ EVENT("date: 2027-03-20\n"), { 2027, 3, 21 }, { 2027, 4, 1 }, "a new month: the board sheets" },
		/* A run of days: each of them is 今日. */
		{ EVENT("date: {from: 2027-03-18, until: 2027-03-20}\n"), { 2027, 3, 18 }, { 2027, 3, 19 }, near },
		{ EVENT("date: {from: 2027-03-18, until: 2027-03-20}\n"), { 2027, 3, 20 }, { 2027, 3, 21 }, near },
		/* A day of a repeat beyond those that the event keeps. */
		{ EVENT("repeat: 毎年3月20日\n"), { 2027, 2, 13 }, { 2027, 2, 14 }, near },
		/* What was typed as a day. */
		{ EVENT("date: 2027-03-20\npublish_from: 2026-12-10\n"), { 2026, 12, 4 }, { 2026, 12, 10 }, "begins to be shown" },
		{ EVENT("date: 2027-03-20\npublish_until: 2026-12-10\n"), { 2026, 12, 4 }, { 2026, 12, 11 }, "its last day has passed" },
		{ EVENT("date: 2027-03-20\nalert: {text: 注意, until: 2026-12-10}\n"), { 2026, 12, 4 }, { 2026, 12, 11 }, "its alert ends" },
		{ EVENT("date: 2027-03-20\napplication: {by: 電話, until: 2026-12-10}\n"), { 2026, 12, 4 }, { 2026, 12, 11 }, "its deadline has passed" },
		{ EVENT("repeat: 毎年6月20日\nfrom: 2026-12-10\n"), { 2026, 12, 4 }, { 2026, 12, 10 }, "its first day has come" },
		{ EVENT("date: [2026-12-10, 2027-03-20]\nchanges: [{date: 2026-12-10, to: 2026-12-12}]\n"), { 2026, 12, 12 }, { 2026, 12, 13 }, "a change of it has passed" },
	};
	for (size_t i = 0; i < ROWS(table); i++)
		expect(table[i].lines, day_of(table[i].today[0], table[i].today[1], table[i].today[2]),
		       day_of(table[i].day[0], table[i].day[1], table[i].day[2]), table[i].reason);
}

static void test_what_is_not_shown_yet_has_no_days(void **state)
{
	(void)state;
	expect(EVENT("date: 2026-11-25\npublish_from: 2026-12-20\n"), MONDAY_23, day_of(2026, 12, 1), "a new month: the board sheets");
}

/* 60 days at the record, 90 among the news. */
static void test_news_grow_old(void **state)
{
	(void)state;
	static const struct { int ago, then; } table[] = { { 0, 8 }, { 59, 1 }, { 55, 5 }, { 60, 8 }, { 88, 1 }, { 89, 1 }, { 84, 5 }, { -3, 3 }, { 90, 8 } };
	for (size_t i = 0; i < ROWS(table); i++) {
		City c;
		PastDay day = { .day = MONDAY_23 - table[i].ago };
		Past past = { .days = &day, .count = 1 };
		assert_int_equal(next_of(&c, NULL, MONDAY_23, &past, false).day - MONDAY_23, table[i].then);
		city_end(&c);
	}
}

static void test_what_is_edited_counts_as_changed_every_day(void **state)
{
	(void)state;
	City c;
	assert_int_equal(next_of(&c, NULL, MONDAY_23, &(Past){ 0 }, true).day, MONDAY_23 + 1);
	city_end(&c);
}

static void test_more_reasons_than_are_shown_are_counted(void **state)
{
	(void)state;
	City c;
	NextChange next = next_of(&c, NULL, day_of(2027, 11, 1), &(Past){ 0 }, false);
	assert_int_equal(next.count, NEXT_REASONS);
	assert_int_equal(next.count + next.more, c.site->record_count);
	for (size_t i = 0; i < next.count; i++)
		assert_ptr_equal(next.reasons[i].record, c.site->records[i]);
	city_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_days_it_is_the_next_month),
		cmocka_unit_test(test_a_window_that_was_not_confirmed_for_a_year),
		cmocka_unit_test(test_what_happens_with_one_event),
		cmocka_unit_test(test_what_is_not_shown_yet_has_no_days),
		cmocka_unit_test(test_news_grow_old),
		cmocka_unit_test(test_what_is_edited_counts_as_changed_every_day),
		cmocka_unit_test(test_more_reasons_than_are_shown_are_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
