/*
 * An outline and points, a number of two bytes each: how many corners, the
 * corners, then points. Whatever they are, GEOS neither hangs nor falls; and
 * if they can be cut, cells have together the area of all of them joined.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "format/geometry.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CORNERS = 200, POINTS = 40 };

static int64_t twice_area(const GridShape *shape)
{
	int64_t sum = 0;
	for (size_t r = 0; r < shape->count; r++) {
		const GridRing *ring = &shape->rings[r];
		for (size_t i = 0; i < ring->count; i++) {
			GridPoint a = ring->points[i], b = ring->points[(i + 1) % ring->count];
			sum += (int64_t)a.x * b.y - (int64_t)b.x * a.y;
		}
	}
	return llabs(sum);
}

/* Sixteenths, so that the grid has something to round. */
static size_t take(const uint8_t **data, size_t *size, GeoPoint *points, size_t most)
{
	size_t count = 0;
	for (; count < most && *size >= 4; *data += 4, *size -= 4)
		points[count++] = (GeoPoint){ ((*data)[0] << 8 | (*data)[1]) / 16.0, ((*data)[2] << 8 | (*data)[3]) / 16.0 };
	return count;
}

/* Points that the grid lays at one place share a cell, which is counted once. */
static bool is_again(const GeoPoint *points, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (round(points[i].x) == round(points[n].x) && round(points[i].y) == round(points[n].y))
			return true;
	return false;
}

static void check(Geometry *g, const GeoPoint *points, size_t count)
{
	Arena a = { 0 };
	uint32_t all[POINTS];
	int64_t sum = 0;
	GridShape shape;
	for (uint32_t i = 0; i < count; i++) {
		all[i] = i;
		if (!geometry_join(g, &i, 1, &a, &shape))
			abort();
		sum += is_again(points, i) ? 0 : twice_area(&shape);
	}
	if (!geometry_join(g, all, count, &a, &shape) || twice_area(&shape) != sum)
		abort();
	arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	GeoPoint corners[CORNERS + 1], points[POINTS], at;
	if (!size)
		return 0;
	size_t most = *data++ % CORNERS;
	size--;
	size_t count = take(&data, &size, corners, most), places = take(&data, &size, points, POINTS);
	corners[count] = corners[0];
	const GeoRing ring = { corners, count + 1, false };
	const GeoOutline outline = { &ring, 1, 8 };
	Geometry *g = geometry_open();
	if (count && g && geometry_cut(g, &outline, points, places, &at) == GEOMETRY_SOUND)
		check(g, points, places);
	if (g)
		geometry_close(g);
	return 0;
}
