#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site/area.h"

#define ROWS(table) (sizeof(table) / sizeof(*(table)))

/* 0 city ─ 1 west ─ 2 north, 3 south;  4 east ─ 5 mill ─ 6 lane */
typedef struct Tree {
	Area at[7];
} Tree;

static void grow(Tree *t)
{
	static const struct { int parent; size_t end; } shape[] = { { -1, 7 }, { 0, 4 }, { 1, 3 }, { 1, 4 }, { 0, 7 }, { 4, 7 }, { 5, 7 } };
	*t = (Tree){ 0 };
	for (size_t i = 0; i < ROWS(shape); i++) {
		t->at[i].number = i;
		t->at[i].end = shape[i].end;
		t->at[i].parent = shape[i].parent < 0 ? NULL : &t->at[shape[i].parent];
	}
}

static bool is_above(const Area *outer, const Area *inner)
{
	for (; inner; inner = inner->parent)
		if (inner == outer)
			return true;
	return false;
}

static void test_an_area_contains_itself_and_what_is_below(void **state)
{
	(void)state;
	Tree t;
	grow(&t);
	for (size_t i = 0; i < ROWS(t.at); i++)
		for (size_t k = 0; k < ROWS(t.at); k++)
			assert_int_equal(area_contains(&t.at[i], &t.at[k]), is_above(&t.at[i], &t.at[k]));
}

static void test_distance_counts_steps_up(void **state)
{
	(void)state;
	static const struct { int from, to, steps; } table[] = {
		{ 2, 2, 0 }, { 1, 2, 0 }, { 0, 6, 0 }, { 2, 3, 1 }, { 2, 1, 1 }, { 2, 0, 2 }, { 2, 4, 2 }, { 2, 6, 2 },
		{ 1, 4, 1 }, { 6, 5, 1 }, { 6, 4, 2 }, { 6, 2, 3 }, { 6, 0, 3 },
	};
	Tree t;
	grow(&t);
	for (size_t i = 0; i < ROWS(table); i++)
		assert_int_equal(area_distance(&t.at[table[i].from], &t.at[table[i].to]), table[i].steps);
}

static void test_chome_are_written_with_or_without_their_word(void **state)
{
	(void)state;
	static const Chome chome[] = { { .n = 1 }, { .n = 3 }, { .n = 10 } };
	static const Town town = { .name = STR_INIT("芝久保町"), .chome = { chome, 3 } };
	static const struct { const char *written; bool one, three, ten; } table[] = {
		{ "3", false, true, false },   { "3丁目", false, true, false }, { "1", true, false, false },
		{ "10", false, false, true },  { "1丁目", true, false, false }, { "10丁目", false, false, true },
		{ "03", false, true, false },  { "", false, false, false },     { "丁目", false, false, false },
		{ "三", false, false, false }, { "3番", false, false, false },  { "3-1", false, false, false },
	};
	for (size_t i = 0; i < ROWS(table); i++) {
		bool partly;
		Str written = str_from(table[i].written);
		const TownPart part = { .town = &town, .chome = { &written, 1 } };
		assert_int_equal(town_part_covers(&part, &town, 1, &partly), table[i].one);
		assert_int_equal(town_part_covers(&part, &town, 3, &partly), table[i].three);
		assert_int_equal(town_part_covers(&part, &town, 10, &partly), table[i].ten);
		assert_false(partly);
	}
}

static void test_a_part_without_chome_is_the_whole_town(void **state)
{
	(void)state;
	static const Town town = { .name = STR_INIT("北町") }, other = { .name = STR_INIT("栄町") };
	const TownPart part = { .town = &town };
	bool partly;
	assert_true(town_part_covers(&part, &town, 1, &partly));
	assert_true(town_part_covers(&part, &town, 99, &partly));
	assert_false(town_part_covers(&part, &other, 1, &partly));
}

static void test_several_chome_are_covered_each(void **state)
{
	(void)state;
	static const Str written[] = { STR_INIT("1"), STR_INIT("3丁目") };
	static const Town town = { .name = STR_INIT("緑町") };
	const TownPart part = { .town = &town, .chome = { written, 2 } };
	bool partly;
	assert_true(town_part_covers(&part, &town, 1, &partly));
	assert_false(town_part_covers(&part, &town, 2, &partly));
	assert_true(town_part_covers(&part, &town, 3, &partly));
}

static void test_lots_make_a_part_of_a_chome(void **state)
{
	(void)state;
	static const Str written = STR_INIT("1");
	static const LotRange lots[] = { { 1, 5 }, { 13, 17 } };
	static const Town town = { .name = STR_INIT("栄町") };
	const TownPart part = { .town = &town, .chome = { &written, 1 }, .lots = { lots, 2 } };
	bool partly = false;
	assert_true(town_part_covers(&part, &town, 1, &partly));
	assert_true(partly);
	assert_false(town_part_covers(&part, &town, 2, &partly));
}

static void test_a_part_of_an_unknown_town_covers_nothing(void **state)
{
	(void)state;
	static const Town town = { .name = STR_INIT("栄町") };
	const TownPart part = { .name = STR_INIT("境町") };
	bool partly;
	assert_false(town_part_covers(&part, &town, 1, &partly));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_area_contains_itself_and_what_is_below),
		cmocka_unit_test(test_distance_counts_steps_up),
		cmocka_unit_test(test_chome_are_written_with_or_without_their_word),
		cmocka_unit_test(test_a_part_without_chome_is_the_whole_town),
		cmocka_unit_test(test_several_chome_are_covered_each),
		cmocka_unit_test(test_lots_make_a_part_of_a_chome),
		cmocka_unit_test(test_a_part_of_an_unknown_town_covers_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
