#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

#if ARENA_ASAN
#include <sanitizer/asan_interface.h>
#endif

static void test_the_newest_piece_grows_and_shrinks_where_it_is(void **state)
{
	(void)state;
	Arena a = { 0 };
	char *piece = arena_bytes(&a, 100);
	memset(piece, 'a', 100);
	assert_true(arena_extend(&a, piece, 100, 300));
	assert_true(arena_extend(&a, piece, 300, 10));
	char *next = arena_bytes(&a, 5);
	assert_ptr_equal(next, piece + 10 + ARENA_GAP);
	assert_memory_equal(piece, "aaaaaaaaaa", 10);
	arena_free(&a);
}

static void test_only_the_newest_piece_can_and_only_where_there_is_room(void **state)
{
	(void)state;
	Arena a = { 0 };
	char *old = arena_bytes(&a, 100), *newest = arena_bytes(&a, 100);
	assert_false(arena_extend(&a, old, 100, 101));
	assert_false(arena_extend(&a, newest, 100, (size_t)1 << 40));
	assert_false(arena_extend(&a, NULL, 0, 1));
	arena_free(&a);
}

static void test_what_came_after_a_mark_is_forgotten_and_its_room_used_again(void **state)
{
	(void)state;
	Arena a = { 0 };
	memcpy(arena_bytes(&a, 4), "kept", 4);
	ArenaMark mark = arena_mark(&a);
	char *first = arena_bytes(&a, 1000);
	for (int i = 0; i < 50; i++)
		memset(arena_bytes(&a, 100000), i, 100000);
	size_t held = arena_held(&a);
	arena_reset(&a, mark);
	assert_ptr_equal(arena_bytes(&a, 1000), first);
	for (int i = 0; i < 50; i++)
		arena_bytes(&a, 100000);
	assert_int_equal(arena_held(&a), held);
	arena_free(&a);
}

static void test_arrays_are_zero_even_where_others_have_written(void **state)
{
	(void)state;
	Arena a = { 0 };
	for (int round = 0; round < 3; round++) {
		uint64_t *items = NEW_ARRAY(&a, uint64_t, 5000);
		for (size_t i = 0; i < 5000; i++)
			assert_int_equal(items[i], 0);
		assert_int_equal((uintptr_t)items % sizeof(*items), 0);
		memset(items, 0xff, 5000 * sizeof(*items));
		arena_reset(&a, (ArenaMark){ 0 });
	}
	arena_free(&a);
}

/* Or what is written past the end of a piece would be found by nobody. */
static void test_no_piece_touches_the_next_under_asan(void **state)
{
	(void)state;
#if ARENA_ASAN
	enum { PIECES = 6 };
	static const size_t sizes[PIECES] = { 16, 1, 300, 0, 20000, 7 };
	Arena a = { 0 };
	char *pieces[PIECES];
	for (size_t i = 0; i < PIECES; i++)
		pieces[i] = i % 2 ? arena_bytes(&a, sizes[i]) : NEW_ARRAY(&a, char, sizes[i]);
	for (size_t i = 0; i < PIECES; i++) {
		assert_null(__asan_region_is_poisoned(pieces[i], sizes[i]));
		assert_true(__asan_address_is_poisoned(pieces[i] - 1));
		assert_true(__asan_address_is_poisoned(pieces[i] + sizes[i]));
	}
	assert_true(arena_extend(&a, pieces[5], 7, 40));
	assert_null(__asan_region_is_poisoned(pieces[5], 40));
	assert_true(__asan_address_is_poisoned(pieces[5] + 40));
	arena_free(&a);
#endif
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_newest_piece_grows_and_shrinks_where_it_is),
		cmocka_unit_test(test_only_the_newest_piece_can_and_only_where_there_is_room),
		cmocka_unit_test(test_what_came_after_a_mark_is_forgotten_and_its_room_used_again),
		cmocka_unit_test(test_arrays_are_zero_even_where_others_have_written),
		cmocka_unit_test(test_no_piece_touches_the_next_under_asan),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
