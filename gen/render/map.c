#include "render/map.h"

#include <limits.h>
#include <math.h>

#include "site/chome.h"

typedef struct Drawing {
	const Site *site;
	Arena *run;
	Diag *diag;
	Arena scratch;
	CityMap *map;
	MapCell *cells;
	GridShape *areas;
	GeoPoint *points;
	Geometry *geometry;
} Drawing;

static const double radian = 3.14159265358979323846 / 180;

/* The grid. */

static void find_bounds(Drawing *w)
{
	const Outline *outline = &w->site->outline;
	CityMap *m = w->map;
	m->south = m->west = 180;
	m->north = m->east = -180;
	for (size_t r = 0; r < outline->count; r++) {
		for (size_t i = 0; i < outline->rings[r].count; i++) {
			const OutlinePoint *p = &outline->rings[r].points[i];
			m->south = fmin(m->south, p->lat);
			m->north = fmax(m->north, p->lat);
			m->west = fmin(m->west, p->lon);
			m->east = fmax(m->east, p->lon);
		}
	}
}

/* Degrees on the longer side, as degrees of latitude. */
static double span_of(const CityMap *m)
{
	return fmax(m->north - m->south, (m->east - m->west) * cos((m->north + m->south) / 2 * radian));
}

static GeoPoint lay(const CityMap *m, double lat, double lon)
{
	double scale = MAP_SIDE / span_of(m);
	return (GeoPoint){ (lon - m->west) * cos((m->north + m->south) / 2 * radian) * scale,
		           (m->north - lat) * scale };
}

GridPoint map_point(const CityMap *map, double lat, double lon)
{
	GeoPoint p = lay(map, lat, lon);
	/* A place may lie far outside of the city. */
	double most = INT_MAX / 4;
	return (GridPoint){ (int32_t)lround(fmax(-most, fmin(most, p.x))),
		            (int32_t)lround(fmax(-most, fmin(most, p.y))) };
}

/* A point outside of the city has no cell of its own, and is left out. */
static void find_cells(Drawing *w)
{
	const Towns *towns = &w->site->towns;
	size_t room = 0;
	for (size_t t = 0; t < towns->count; t++)
		room += towns->items[t].chome.count;
	w->cells = NEW_ARRAY(w->run, MapCell, room);
	w->points = NEW_ARRAY(&w->scratch, GeoPoint, room);
	for (size_t t = 0; t < towns->count; t++) {
		const Town *town = &towns->items[t];
		for (size_t n = 0; n < town->chome.count; n++) {
			const Chome *chome = &town->chome.items[n];
			if (!chome_has_point(chome) || !outline_holds(&w->site->outline, chome->lat, chome->lon))
				continue;
			w->points[w->map->count] = lay(w->map, chome->lat, chome->lon);
			w->cells[w->map->count++] =
				(MapCell){ .town = town,
				           .chome = chome->n,
				           .area = chome_area(w->site, town, chome->n),
				           .point = map_point(w->map, chome->lat, chome->lon) };
		}
	}
	w->map->cells = w->cells;
}

/* Cutting. */

static GeoOutline lay_outline(Drawing *w)
{
	const Outline *outline = &w->site->outline;
	GeoRing *rings = NEW_ARRAY(&w->scratch, GeoRing, outline->count);
	for (size_t r = 0; r < outline->count; r++) {
		const OutlineRing *from = &outline->rings[r];
		GeoPoint *points = NEW_ARRAY(&w->scratch, GeoPoint, from->count);
		for (size_t i = 0; i < from->count; i++)
			points[i] = lay(w->map, from->points[i].lat, from->points[i].lon);
		rings[r] = (GeoRing){ points, from->count, from->hole };
	}
	return (GeoOutline){ rings, outline->count, MAP_SIDE / 500.0 };
}

/* Where in the file the point nearest to this place on the grid is written. */
static Pos written_at(const Drawing *w, GeoPoint at)
{
	const Outline *outline = &w->site->outline;
	double least = INFINITY;
	Pos pos = { 0 };
	for (size_t r = 0; r < outline->count; r++) {
		for (size_t i = 0; i < outline->rings[r].count; i++) {
			const OutlinePoint *p = &outline->rings[r].points[i];
			GeoPoint on = lay(w->map, p->lat, p->lon);
			double far = hypot(on.x - at.x, on.y - at.y);
			if (far < least) {
				least = far;
				pos = p->pos;
			}
		}
	}
	return pos;
}

static bool report(const Drawing *w, GeometryFault fault, GeoPoint at)
{
	const Source *src = w->site->outline.src;
	switch (fault) {
	case GEOMETRY_SOUND: return true;
	case GEOMETRY_CROSSED:
		diag_error(w->diag, src, written_at(w, at), "outline-crossed", NO_ARGS,
		           _("the outline of the city crosses or touches itself near here"),
		           _("take the points in order around the city, each once"));
		return false;
	case GEOMETRY_NUMBER:
	case GEOMETRY_OPEN:
	case GEOMETRY_LARGE:
	case GEOMETRY_FAILED: break;
	}
	diag_error(w->diag, src, (Pos){ 0 }, "outline-undrawn", NO_ARGS,
	           _("no map can be drawn of this outline and the chome in towns.yaml"),
	           _("make the outline simpler, or remove the file: then the site has no map"));
	return false;
}

/* The area and all around it have a share in the cell. */
static bool join_areas(Drawing *w)
{
	bool sound = true;
	uint32_t *numbers = NEW_ARRAY(&w->scratch, uint32_t, w->map->count);
	for (size_t i = 0; i < w->site->area_count && sound; i++) {
		size_t count = 0;
		for (size_t c = 0; c < w->map->count; c++)
			if (i == 0 || (w->cells[c].area && area_contains(w->site->areas[i], w->cells[c].area)))
				numbers[count++] = (uint32_t)c;
		sound = geometry_join(w->geometry, numbers, count, w->run, &w->areas[i]);
	}
	return sound;
}

static bool join_cells(Drawing *w)
{
	for (uint32_t c = 0; c < w->map->count; c++)
		if (!geometry_join(w->geometry, &c, 1, w->run, &w->cells[c].shape))
			return false;
	return true;
}

static bool cut(Drawing *w)
{
	GeoPoint at = { 0 };
	Geometry *geometry = w->geometry = geometry_open();
	if (!geometry) {
		diag_world(w->diag, STR("libgeos_c.so.1"), "map-library", NO_ARGS,
		           _("the library that cuts maps is missing"), _("install the package libgeos-c1v5"));
		return false;
	}
	const GeoOutline outline = lay_outline(w);
	GeometryFault fault = geometry_cut(geometry, &outline, w->points, w->map->count, &at);
	if (!fault && !(join_cells(w) && join_areas(w)))
		fault = GEOMETRY_FAILED;
	geometry_close(geometry);
	return report(w, fault, at);
}

/* What was kept is of sound things only: had they been wrong, nothing would have been published. */
static bool draw(Drawing *w)
{
	const Keeping *keeping = &w->site->keeping;
	size_t area_count = w->site->area_count;
	w->areas = NEW_ARRAY(w->run, GridShape, area_count);
	w->map->areas = w->areas;
	if (!keeping->map)
		return cut(w);
	Hash of = map_hash(w->map, w->site, &w->scratch);
	if (map_unpack(keeping->map(keeping->context, of), w->cells, w->map->count, w->areas, area_count, w->run))
		return true;
	if (!cut(w))
		return false;
	keeping->keep_map(keeping->context, of, map_pack(w->map, area_count, &w->scratch));
	return true;
}

const CityMap *map_make(const Site *site, Arena *run, Diag *d)
{
	if (!site->outline.count || !site->area_count)
		return NULL;
	Drawing w = { .site = site, .run = run, .diag = d, .map = NEW(run, CityMap) };
	find_bounds(&w);
	w.map->size = map_point(w.map, w.map->south, w.map->east);
	find_cells(&w);
	bool drawn = w.map->count && draw(&w);
	arena_free(&w.scratch);
	return drawn ? w.map : NULL;
}

/* Where a point lies. */

static bool ring_crosses(const GridRing *ring, GridPoint p)
{
	bool odd = false;
	for (size_t i = 0; i < ring->count; i++) {
		GridPoint a = ring->points[i], b = ring->points[(i + 1) % ring->count];
		if ((a.y > p.y) != (b.y > p.y) &&
		    p.x < a.x + (double)(p.y - a.y) / (b.y - a.y) * (b.x - a.x))
			odd = !odd;
	}
	return odd;
}

bool shape_holds(const GridShape *shape, GridPoint p)
{
	bool inside = false;
	for (size_t r = 0; r < shape->count; r++)
		inside ^= ring_crosses(&shape->rings[r], p);
	return inside;
}

const MapCell *map_cell_at(const CityMap *map, GridPoint p)
{
	for (size_t i = 0; i < map->count; i++)
		if (shape_holds(&map->cells[i].shape, p))
			return &map->cells[i];
	return NULL;
}
