#include "format/pack.h"
#include "render/map.h"

/* Numbers on the grid; no shape leaves it. */

static void pack_point(Buf *b, GridPoint p)
{
	pack_number(b, (uint32_t)p.x);
	pack_number(b, (uint32_t)p.y);
}

static GridPoint unpack_point(Unpack *u)
{
	int32_t x = (int32_t)unpack_number(u, GEOMETRY_SIDE_MAX);
	return (GridPoint){ x, (int32_t)unpack_number(u, GEOMETRY_SIDE_MAX) };
}

static void pack_shape(Buf *b, const GridShape *shape)
{
	pack_number(b, shape->count);
	for (size_t r = 0; r < shape->count; r++) {
		pack_number(b, shape->rings[r].count);
		for (size_t i = 0; i < shape->rings[r].count; i++)
			pack_point(b, shape->rings[r].points[i]);
	}
	pack_point(b, shape->low);
	pack_point(b, shape->high);
	pack_point(b, shape->middle);
}

/* What is left of the bytes bounds how many there can be. */
static GridShape unpack_shape(Unpack *u, Arena *a)
{
	GridShape shape = { .count = unpack_number(u, u->rest.len) };
	GridRing *rings = NEW_ARRAY(a, GridRing, shape.count);
	shape.rings = rings;
	for (size_t r = 0; r < shape.count && !u->failed; r++) {
		rings[r].count = unpack_number(u, u->rest.len);
		GridPoint *points = NEW_ARRAY(a, GridPoint, rings[r].count);
		for (size_t i = 0; i < rings[r].count && !u->failed; i++)
			points[i] = unpack_point(u);
		rings[r].points = points;
	}
	shape.low = unpack_point(u);
	shape.high = unpack_point(u);
	shape.middle = unpack_point(u);
	return shape;
}

Str map_pack(const CityMap *map, size_t area_count, Arena *a)
{
	Buf b = { .arena = a };
	for (size_t i = 0; i < map->count; i++)
		pack_shape(&b, &map->cells[i].shape);
	for (size_t i = 0; i < area_count; i++)
		pack_shape(&b, &map->areas[i]);
	return buf_text(&b);
}

bool map_unpack(Str packed, MapCell *cells, size_t cell_count, GridShape *areas, size_t area_count, Arena *a)
{
	Unpack u = { .rest = packed };
	for (size_t i = 0; i < cell_count && !u.failed; i++)
		cells[i].shape = unpack_shape(&u, a);
	for (size_t i = 0; i < area_count && !u.failed; i++)
		areas[i] = unpack_shape(&u, a);
	return !u.failed && !u.rest.len;
}

Hash map_hash(const CityMap *map, const Site *site, Arena *scratch)
{
	Buf b = { .arena = scratch };
	pack_hash(&b, hash_bytes(site->outline.src->bytes));
	pack_number(&b, map->count);
	for (size_t i = 0; i < map->count; i++) {
		pack_point(&b, map->cells[i].point);
		pack_number(&b, map->cells[i].area ? map->cells[i].area->number + 1 : 0);
	}
	for (size_t i = 0; i < site->area_count; i++)
		pack_number(&b, site->areas[i]->end);
	return hash_bytes(buf_text(&b));
}
