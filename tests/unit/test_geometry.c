#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "format/geometry.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

enum { CELLS_MOST = 400 };

static const GeoPoint square[] = { { 0, 0 }, { 1000, 0 }, { 1000, 1000 }, { 0, 1000 }, { 0, 0 } };
static const GeoPoint comb[] = { { 0, 0 },     { 1000, 0 },   { 1000, 900 }, { 800, 900 }, { 800, 200 },
	                         { 600, 200 }, { 600, 900 },  { 400, 900 },  { 400, 200 }, { 200, 200 },
	                         { 200, 900 }, { 0, 900.25 }, { 0, 0 } };
static const GeoPoint pond[] = { { 300, 300 }, { 700, 310 }, { 690, 700 }, { 300, 690 }, { 300, 300 } };
static const GeoPoint islet[] = { { 1200, 0 }, { 1400, 0 }, { 1400, 200 }, { 1200, 0 } };

/* Always the same numbers, on every machine. */
static uint32_t seed;

static double chance(double most)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) * most / (1 << 24);
}

typedef struct Cut {
	Arena arena;
	GridShape whole, cells[CELLS_MOST];
	size_t count;
} Cut;

static GeometryFault try(const GeoRing *rings, size_t count, const GeoPoint *points, size_t point_count, GeoPoint *at)
{
	Geometry *g = geometry_open();
	const GeoOutline outline = { rings, count, 2 };
	assert_non_null(g);
	GeometryFault fault = geometry_cut(g, &outline, points, point_count, at);
	geometry_close(g);
	return fault;
}

static void cut(Cut *c, const GeoRing *rings, size_t ring_count, const GeoPoint *points, size_t count)
{
	const GeoOutline outline = { rings, ring_count, 2 };
	uint32_t all[CELLS_MOST];
	GeoPoint at;
	Geometry *g = geometry_open();
	*c = (Cut){ .count = count };
	assert_non_null(g);
	assert_int_equal(geometry_cut(g, &outline, points, count, &at), GEOMETRY_SOUND);
	for (uint32_t i = 0; i < count; i++) {
		all[i] = i;
		assert_true(geometry_join(g, &i, 1, &c->arena, &c->cells[i]));
	}
	assert_true(geometry_join(g, all, count, &c->arena, &c->whole));
	geometry_close(g);
}

static int64_t twice_area_of_ring(const GridRing *ring)
{
	int64_t sum = 0;
	for (size_t i = 0; i < ring->count; i++) {
		GridPoint a = ring->points[i], b = ring->points[(i + 1) % ring->count];
		sum += (int64_t)a.x * b.y - (int64_t)b.x * a.y;
	}
	return sum;
}

/* GEOS turns shells one way and holes the other. */
static int64_t twice_area(const GridShape *shape)
{
	int64_t sum = 0;
	for (size_t r = 0; r < shape->count; r++)
		sum += twice_area_of_ring(&shape->rings[r]);
	return llabs(sum);
}

static bool holds(const GridShape *shape, double x, double y)
{
	bool odd = false;
	for (size_t r = 0; r < shape->count; r++) {
		for (size_t i = 0; i < shape->rings[r].count; i++) {
			GridPoint a = shape->rings[r].points[i],
				  b = shape->rings[r].points[(i + 1) % shape->rings[r].count];
			if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
				odd = !odd;
		}
	}
	return odd;
}

static size_t holders(const Cut *c, double x, double y)
{
	size_t count = 0;
	for (size_t i = 0; i < c->count; i++)
		count += holds(&c->cells[i], x, y);
	return count;
}

/* Cells cover the whole exactly once: the areas add up to the last half square, and no place has two. */
static void check_cover(const Cut *c, int64_t twice)
{
	int64_t sum = 0;
	for (size_t i = 0; i < c->count; i++)
		sum += twice_area(&c->cells[i]);
	assert_int_equal(sum, twice_area(&c->whole));
	assert_true(llabs(sum - twice) <= twice / 200);
	for (int i = 0; i < 3000; i++) {
		double x = chance(1400) + 0.123, y = chance(1000) + 0.321;
		assert_int_equal(holders(c, x, y), holds(&c->whole, x, y));
	}
}

static void scatter(GeoPoint *points, size_t count, double width, double height)
{
	for (size_t i = 0; i < count; i++)
		points[i] = (GeoPoint){ chance(width), chance(height) };
}

static void cells_cover_the_outline_exactly_once(void **state)
{
	(void)state;
	static Cut c;
	GeoPoint points[CELLS_MOST];
	const GeoRing plain = { square, COUNT(square), false }, toothed = { comb, COUNT(comb), false };
	const GeoRing with_pond[] = { { square, COUNT(square), false },
		                      { pond, COUNT(pond), true },
		                      { islet, COUNT(islet), false } };
	for (size_t count = 1; count <= CELLS_MOST; count = count * 3 + 1) {
		seed = (uint32_t)count;
		scatter(points, count, 1000, 1000);
		cut(&c, &plain, 1, points, count);
		check_cover(&c, 2000000);
		arena_free(&c.arena);
		cut(&c, &toothed, 1, points, count);
		check_cover(&c, 2 * (200 * 1000 + 3 * 200 * 700));
		arena_free(&c.arena);
		cut(&c, with_pond, 3, points, count);
		check_cover(&c, 2 * (1000000 - 153400 + 20000));
		arena_free(&c.arena);
	}
}

static void a_point_lies_in_its_own_cell(void **state)
{
	(void)state;
	static Cut c;
	GeoPoint points[100];
	const GeoRing plain = { square, COUNT(square), false };
	seed = 7;
	/* A step apart from each other, so that rounding to the grid moves none across a border. */
	for (size_t i = 0; i < COUNT(points); i++)
		points[i] = (GeoPoint){ 50 + (double)(i % 10) * 100 + chance(40), 50 + (double)(i / 10) * 100 + chance(40) };
	cut(&c, &plain, 1, points, COUNT(points));
	for (size_t i = 0; i < COUNT(points); i++) {
		assert_true(holds(&c.cells[i], points[i].x, points[i].y));
		assert_true(holds(&c.cells[i], c.cells[i].middle.x + 0.01, c.cells[i].middle.y + 0.02));
	}
	arena_free(&c.arena);
}

static void joined_cells_are_as_large_as_they_were_apart(void **state)
{
	(void)state;
	GeoPoint points[60], at;
	const GeoRing plain = { square, COUNT(square), false };
	const GeoOutline outline = { &plain, 1, 2 };
	Arena a = { 0 };
	seed = 3;
	scatter(points, COUNT(points), 1000, 1000);
	Geometry *g = geometry_open();
	assert_int_equal(geometry_cut(g, &outline, points, COUNT(points), &at), GEOMETRY_SOUND);
	for (uint32_t first = 0; first + 5 < COUNT(points); first += 5) {
		uint32_t some[] = { first, first + 1, first + 2, first + 3, first + 4, 9999 };
		GridShape one, all;
		int64_t sum = 0;
		for (int i = 0; i < 5; i++) {
			assert_true(geometry_join(g, &some[i], 1, &a, &one));
			sum += twice_area(&one);
		}
		assert_true(geometry_join(g, some, COUNT(some), &a, &all));
		assert_int_equal(twice_area(&all), sum);
	}
	geometry_close(g);
	arena_free(&a);
}

static void points_at_one_place_share_a_cell(void **state)
{
	(void)state;
	static Cut c;
	const GeoRing plain = { square, COUNT(square), false };
	const GeoPoint points[] = { { 100, 100 }, { 900, 900 }, { 100.2, 99.9 }, { 100, 100 } };
	cut(&c, &plain, 1, points, COUNT(points));
	assert_int_equal(twice_area(&c.cells[0]), 1000000);
	assert_int_equal(twice_area(&c.cells[2]), twice_area(&c.cells[0]));
	assert_int_equal(twice_area(&c.cells[1]), 1000000);
	assert_int_equal(twice_area(&c.whole), 2000000);
	arena_free(&c.arena);
}

static void points_in_a_row_and_on_the_edge_are_cut_too(void **state)
{
	(void)state;
	static Cut c;
	const GeoRing plain = { square, COUNT(square), false };
	const GeoPoint row[] = { { 0, 500 }, { 250, 500 }, { 500, 500 }, { 750, 500 }, { 1000, 500 } };
	cut(&c, &plain, 1, row, COUNT(row));
	for (size_t i = 0; i < COUNT(row); i++)
		assert_int_equal(twice_area(&c.cells[i]), i == 0 || i == 4 ? 250000 : 500000);
	arena_free(&c.arena);
	const GeoPoint corners[] = { { 0, 0 }, { 1000, 1000 }, { 0, 1000 }, { 1000, 0 } };
	cut(&c, &plain, 1, corners, COUNT(corners));
	for (size_t i = 0; i < COUNT(corners); i++)
		assert_int_equal(twice_area(&c.cells[i]), 500000);
	arena_free(&c.arena);
}

static void one_point_owns_everything_and_none_nothing(void **state)
{
	(void)state;
	static Cut c;
	const GeoRing plain = { square, COUNT(square), false };
	const GeoPoint point = { 3000, 20 };
	cut(&c, &plain, 1, &point, 1);
	assert_int_equal(twice_area(&c.cells[0]), 2000000);
	assert_int_equal(c.cells[0].rings[0].count, 4);
	assert_in_range(c.cells[0].middle.x, 480, 520);
	assert_in_range(c.cells[0].middle.y, 480, 520);
	arena_free(&c.arena);
	cut(&c, &plain, 1, &point, 0);
	assert_int_equal(c.whole.count, 0);
	arena_free(&c.arena);
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
	(void)state;
	static const GeoPoint bow[] = { { 0, 0 }, { 100, 100 }, { 100, 0 }, { 0, 100 }, { 0, 0 } };
	static const GeoPoint touching[] = { { 0, 0 },   { 100, 0 }, { 100, 100 }, { 50, 50 },
		                             { 0, 100 }, { 50, 50 }, { 0, 0 } };
	static const GeoPoint open[] = { { 0, 0 }, { 100, 0 }, { 100, 100 }, { 0, 100 }, { 0, 1 } };
	static const GeoPoint flat[] = { { 0, 0 }, { 100, 0 }, { 50, 0 }, { 0, 0 } };
	static const GeoPoint none[] = { { 0, 0 }, { NAN, 0 }, { 100, 100 }, { 0, 0 } };
	static const GeoPoint far[] = { { 0, 0 }, { INFINITY, 0 }, { 100, 100 }, { 0, 0 } };
	static const GeoPoint off[] = { { 0, 0 }, { 100, -1 }, { 100, 100 }, { 0, 0 } };
	static const struct {
		GeoRing ring;
		GeometryFault fault;
		double x, y;
	} wrong[] = {
		{ { bow, COUNT(bow), false }, GEOMETRY_CROSSED, 50, 50 },
		{ { touching, COUNT(touching), false }, GEOMETRY_CROSSED, 50, 50 },
		{ { flat, COUNT(flat), false }, GEOMETRY_CROSSED, 0, 0 },
		{ { open, COUNT(open), false }, GEOMETRY_OPEN, 0, 1 },
		{ { square, 3, false }, GEOMETRY_OPEN, 1000, 1000 },
		{ { square, 0, false }, GEOMETRY_OPEN, 0, 0 },
		{ { square, COUNT(square), true }, GEOMETRY_OPEN, 0, 0 },
		{ { off, COUNT(off), false }, GEOMETRY_NUMBER, 100, -1 },
		{ { far, COUNT(far), false }, GEOMETRY_NUMBER, INFINITY, 0 },
	};
	const GeoPoint points[] = { { 10, 10 }, { 60, 40 } };
	GeoPoint at;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		assert_int_equal(try(&wrong[i].ring, 1, points, 2, &at), wrong[i].fault);
		if (wrong[i].ring.points != flat && !wrong[i].ring.hole)
			assert_true(at.x == wrong[i].x && at.y == wrong[i].y);
	}
	assert_int_equal(try(&(GeoRing){ none, COUNT(none), false }, 1, points, 2, &at), GEOMETRY_NUMBER);
	assert_int_equal(try(NULL, 0, points, 2, &at), GEOMETRY_OPEN);
	const GeoPoint astray = { NAN, 3 };
	assert_int_equal(try(&(GeoRing){ square, COUNT(square), false }, 1, &astray, 1, &at), GEOMETRY_NUMBER);
}

/* A comb of thousands of teeth and thousands of borders across them: refused before it fills the memory. */
static void what_would_take_too_long_is_refused(void **state)
{
	(void)state;
	enum { TEETH = 4000, ROWS = 4000 };
	static GeoPoint teeth[2 * TEETH + 4], rows[GEOMETRY_POINTS_MAX + 1], many[GEOMETRY_CORNERS_MAX + 1];
	size_t count = 0;
	GeoPoint at;
	for (int i = 0; i < TEETH; i++) {
		teeth[count++] = (GeoPoint){ i * 20, 10 };
		teeth[count++] = (GeoPoint){ i * 20 + 10, 90000 };
	}
	teeth[count++] = (GeoPoint){ TEETH * 20, 0 };
	teeth[count++] = (GeoPoint){ 0, 0 };
	teeth[count++] = teeth[0];
	for (int i = 0; i < ROWS; i++)
		rows[i] = (GeoPoint){ 40000, 20 + i * 20 };
	assert_int_equal(try(&(GeoRing){ teeth, count, false }, 1, rows, ROWS, &at), GEOMETRY_LARGE);
	assert_int_equal(try(&(GeoRing){ square, COUNT(square), false }, 1, rows, COUNT(rows), &at), GEOMETRY_LARGE);
	assert_int_equal(try(&(GeoRing){ many, COUNT(many), false }, 1, rows, 1, &at), GEOMETRY_LARGE);
}

static void the_same_numbers_come_out_again(void **state)
{
	(void)state;
	static Cut one, two;
	GeoPoint points[150];
	const GeoRing toothed = { comb, COUNT(comb), false };
	seed = 11;
	scatter(points, COUNT(points), 1000, 900);
	cut(&one, &toothed, 1, points, COUNT(points));
	cut(&two, &toothed, 1, points, COUNT(points));
	for (size_t i = 0; i < COUNT(points); i++) {
		assert_int_equal(one.cells[i].count, two.cells[i].count);
		for (size_t r = 0; r < one.cells[i].count; r++) {
			assert_int_equal(one.cells[i].rings[r].count, two.cells[i].rings[r].count);
			assert_memory_equal(one.cells[i].rings[r].points, two.cells[i].rings[r].points,
			                    one.cells[i].rings[r].count * sizeof(GridPoint));
		}
	}
	arena_free(&one.arena);
	arena_free(&two.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_cover_the_outline_exactly_once),
		cmocka_unit_test(a_point_lies_in_its_own_cell),
		cmocka_unit_test(joined_cells_are_as_large_as_they_were_apart),
		cmocka_unit_test(points_at_one_place_share_a_cell),
		cmocka_unit_test(points_in_a_row_and_on_the_edge_are_cut_too),
		cmocka_unit_test(one_point_owns_everything_and_none_nothing),
		cmocka_unit_test(what_is_wrong_is_told_with_its_place),
		cmocka_unit_test(what_would_take_too_long_is_refused),
		cmocka_unit_test(the_same_numbers_come_out_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
