#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/parallel.h"

enum { ITEMS = 20000 };

typedef struct Tally {
	Turn *turn;
	long sum;                              /* shared */
	unsigned char done[ITEMS];
	size_t order[ITEMS], count;
} Tally;

static void tally(void *context, int worker, size_t item)
{
	Tally *t = context;
	(void)worker;
	t->done[item]++;
	turn_take(t->turn);
	t->sum += (long)item;
	t->order[t->count++] = item;
	turn_end(t->turn);
}

static void test_every_item_is_done_once_and_turns_lose_nothing(void **state)
{
	(void)state;
	static const int jobs[] = { 0, 1, 2, 7, JOBS_MAX, JOBS_MAX + 1 };
	for (size_t i = 0; i < sizeof(jobs) / sizeof(*jobs); i++) {
		Arena a = { 0 };
		Tally *t = NEW(&a, Tally);
		t->turn = turn_make(&a);
		parallel_each(jobs[i], ITEMS, tally, t);
		assert_int_equal(t->count, ITEMS);
		assert_int_equal(t->sum, (long)ITEMS * (ITEMS - 1) / 2);
		for (size_t item = 0; item < ITEMS; item++)
			assert_int_equal(t->done[item], 1);
		arena_free(&a);
	}
}

static void test_one_job_works_in_order(void **state)
{
	(void)state;
	Arena a = { 0 };
	Tally *t = NEW(&a, Tally);
	t->turn = turn_make(&a);
	parallel_each(1, ITEMS, tally, t);
	for (size_t item = 0; item < ITEMS; item++)
		assert_int_equal(t->order[item], item);
	arena_free(&a);
}

static void worker_in_range(void *context, int worker, size_t item)
{
	(void)item;
	assert_in_range(worker, 0, *(const int *)context - 1);
}

static void test_workers_are_numbered_from_zero(void **state)
{
	(void)state;
	int jobs = 3;
	parallel_each(jobs, 100, worker_in_range, &jobs);
	parallel_each(jobs, 0, worker_in_range, &jobs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_item_is_done_once_and_turns_lose_nothing),
		cmocka_unit_test(test_one_job_works_in_order),
		cmocka_unit_test(test_workers_are_numbered_from_zero),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
