#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site/state.h"

#define ROWS(table) (sizeof(table) / sizeof(*(table)))

/* Days count from 100, so that a table can be read at a glance. */
enum { DAY = 100, BEFORE = DAY - 1, AFTER = DAY + 1 };

static const State EACH[] = {
	[STATUS_ACTIVE] = STATE_ACTIVE, [STATUS_CANCELLED] = STATE_CANCELLED, [STATUS_POSTPONED] = STATE_POSTPONED,
	[STATUS_SUSPENDED] = STATE_SUSPENDED, [STATUS_FULL] = STATE_FULL, [STATUS_ENDED] = STATE_ENDED,
};

static void check(const Record *r, Day today, State expected)
{
	if (state_of(r, today) != expected)
		fail_msg("status %d on day %d is state %d, not %d", r->status, today, state_of(r, today), expected);
}

static void test_what_shows_where(void **state)
{
	(void)state;
	static const struct { State state; bool page, listed, flyer; } table[] = {
		{ STATE_HIDDEN,    false, false, false },
		{ STATE_ACTIVE,    true,  true,  true },
		{ STATE_CANCELLED, true,  true,  true },
		{ STATE_POSTPONED, true,  true,  true },
		{ STATE_FULL,      true,  true,  true },
		{ STATE_SUSPENDED, true,  true,  false },
		{ STATE_ENDED,     true,  false, false },
	};
	for (size_t i = 0; i < ROWS(table); i++) {
		assert_int_equal(state_has_page(table[i].state), table[i].page);
		assert_int_equal(state_is_listed(table[i].state), table[i].listed);
		assert_int_equal(state_has_flyer(table[i].state), table[i].flyer);
	}
}

static void test_a_record_without_an_end_keeps_its_status(void **state)
{
	(void)state;
	for (int kind = 0; kind < KINDS; kind++) {
		for (size_t s = 0; s < ROWS(EACH); s++) {
			Record r = { .kind = (Kind)kind, .status = (int)s };
			check(&r, DAY, EACH[s]);
			assert_int_equal(record_last_day(&r), DAY_NONE);
		}
	}
}

static void test_the_first_day_of_publishing_is_published(void **state)
{
	(void)state;
	for (size_t s = 0; s < ROWS(EACH); s++) {
		Record r = { .kind = KIND_SERVICE, .status = (int)s, .publish_from = DAY };
		check(&r, BEFORE, STATE_HIDDEN);
		check(&r, DAY, EACH[s]);
		check(&r, AFTER, EACH[s]);
	}
}

static void test_a_thing_is_past_on_the_day_after_its_last(void **state)
{
	(void)state;
	for (size_t s = 0; s < ROWS(EACH); s++) {
		Record r = { .kind = KIND_PLACE, .status = (int)s, .publish_until = DAY };
		check(&r, BEFORE, EACH[s]);
		check(&r, DAY, EACH[s]);
		check(&r, AFTER, STATE_ENDED);
	}
}

static void test_an_event_ends_after_its_last_day_whatever_its_status(void **state)
{
	(void)state;
	static const DayRange days[] = { { DAY - 30, DAY - 30 }, { DAY - 2, DAY } };
	for (size_t s = 0; s < ROWS(EACH); s++) {
		Record r = { .kind = KIND_EVENT, .status = (int)s, .as.event.days = { days, 2 } };
		assert_int_equal(record_last_day(&r), DAY);
		check(&r, DAY - 40, EACH[s]);
		check(&r, DAY, EACH[s]);
		check(&r, AFTER, s == STATUS_POSTPONED ? STATE_POSTPONED : STATE_ENDED);
	}
}

static void test_a_postponed_event_waits_for_its_new_day(void **state)
{
	(void)state;
	static const DayRange days[] = { { DAY, DAY } };
	Record r = { .kind = KIND_EVENT, .status = STATUS_POSTPONED, .as.event.days = { days, 1 } };
	check(&r, DAY + 400, STATE_POSTPONED);
	r.publish_until = DAY + 30;
	check(&r, DAY + 30, STATE_POSTPONED);
	check(&r, DAY + 31, STATE_ENDED);
	r.publish_until = DAY - 5;
	check(&r, DAY - 5, STATE_POSTPONED);
	check(&r, DAY - 4, STATE_ENDED);
	r.publish_until = DAY;
	check(&r, DAY, STATE_POSTPONED);
	check(&r, AFTER, STATE_ENDED);
}

static void test_the_earlier_of_two_ends_counts(void **state)
{
	(void)state;
	static const DayRange days[] = { { DAY, DAY } };
	Record r = { .kind = KIND_EVENT, .publish_until = DAY + 9, .as.event.days = { days, 1 } };
	assert_int_equal(record_last_day(&r), DAY);
	r.publish_until = DAY - 9;
	assert_int_equal(record_last_day(&r), DAY - 9);
}

static void test_a_repeat_ends_with_its_until(void **state)
{
	(void)state;
	static const DayRange also[] = { { DAY + 10, DAY + 12 } };
	Record r = { .kind = KIND_EVENT, .as.event.repeat.rule = STR("FREQ=WEEKLY;BYDAY=TU") };
	assert_int_equal(record_last_day(&r), DAY_NONE);
	check(&r, DAY + 4000, STATE_ACTIVE);
	r.as.event.until = DAY;
	assert_int_equal(record_last_day(&r), DAY);
	check(&r, DAY, STATE_ACTIVE);
	check(&r, AFTER, STATE_ENDED);
	r.as.event.also = (DayRanges){ also, 1 };
	assert_int_equal(record_last_day(&r), DAY + 12);
	r.as.event.until = DAY_NONE;
	assert_int_equal(record_last_day(&r), DAY_NONE);
}

static void test_an_event_of_further_days_alone_ends_too(void **state)
{
	(void)state;
	static const DayRange also[] = { { DAY, DAY } };
	Record r = { .kind = KIND_EVENT, .as.event.also = { also, 1 } };
	check(&r, DAY, STATE_ACTIVE);
	check(&r, AFTER, STATE_ENDED);
}

static void test_a_moved_day_is_the_last_one(void **state)
{
	(void)state;
	static const DayRange days[] = { { DAY, DAY } };
	Change later = { .date = DAY, .to = DAY + 7 }, sooner = { .date = DAY, .to = DAY - 7 };
	Record r = { .kind = KIND_EVENT, .as.event = { .days = { days, 1 }, .changes = { &later, 1 } } };
	assert_int_equal(record_last_day(&r), DAY + 7);
	check(&r, DAY + 7, STATE_ACTIVE);
	check(&r, DAY + 8, STATE_ENDED);
	r.as.event.changes.items = &sooner;
	assert_int_equal(record_last_day(&r), DAY);
}

static void test_a_notice_ends_after_it_expires(void **state)
{
	(void)state;
	for (size_t s = 0; s < ROWS(EACH); s++) {
		Record r = { .kind = KIND_NOTICE, .status = (int)s, .as.notice = { .date = DAY - 10, .expires = DAY } };
		check(&r, DAY - 20, EACH[s]);
		check(&r, DAY, EACH[s]);
		check(&r, AFTER, STATE_ENDED);
	}
}

static void test_hidden_wins_over_ended(void **state)
{
	(void)state;
	Record r = { .kind = KIND_SERVICE, .status = STATUS_ENDED, .publish_from = DAY, .publish_until = DAY - 50 };
	check(&r, BEFORE, STATE_HIDDEN);
	check(&r, DAY, STATE_ENDED);
}

static void test_a_record_is_stale_after_the_limit(void **state)
{
	(void)state;
	Record r = { .assured = DAY };
	assert_false(record_is_stale(&r, DAY, 365));
	assert_false(record_is_stale(&r, DAY + 365, 365));
	assert_true(record_is_stale(&r, DAY + 366, 365));
	r.assured = DAY_NONE;
	assert_false(record_is_stale(&r, DAY + 4000, 365));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_shows_where),
		cmocka_unit_test(test_a_record_without_an_end_keeps_its_status),
		cmocka_unit_test(test_the_first_day_of_publishing_is_published),
		cmocka_unit_test(test_a_thing_is_past_on_the_day_after_its_last),
		cmocka_unit_test(test_an_event_ends_after_its_last_day_whatever_its_status),
		cmocka_unit_test(test_a_postponed_event_waits_for_its_new_day),
		cmocka_unit_test(test_the_earlier_of_two_ends_counts),
		cmocka_unit_test(test_a_repeat_ends_with_its_until),
		cmocka_unit_test(test_an_event_of_further_days_alone_ends_too),
		cmocka_unit_test(test_a_moved_day_is_the_last_one),
		cmocka_unit_test(test_a_notice_ends_after_it_expires),
		cmocka_unit_test(test_hidden_wins_over_ended),
		cmocka_unit_test(test_a_record_is_stale_after_the_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
