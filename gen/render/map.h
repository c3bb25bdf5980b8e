/*
 * The city as a map: a cell for each chome, a shape for each area.
 *
 *   const CityMap *map = map_make(site, run, d);     NULL: no outline, no points, or reported
 *   map->areas[area->number].count …                 0: none of its chome has a place on the map
 *   GridPoint p = map_point(map, lat, lon);
 *
 * The cell of a chome is all that is nearer to its middle than to that of
 * any other, within the outline of the city: nobody publishes where chome
 * end, so pages say that borders are approximate. A cell belongs to the
 * deepest area that covers the chome; where several share it by lots, to the
 * one with most lots, else to the first. Their pages and /find/ tell of both.
 *
 * The grid is MAP_SIDE on the longer side, north is up: east by the cosine
 * of the latitude, which over a city is as good as any projection.
 */
#ifndef RENDER_MAP_H
#define RENDER_MAP_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/hash.h"
#include "format/geometry.h"
#include "site/site.h"

enum { MAP_SIDE = 4000 };

typedef struct MapCell {
	const Town *town;
	int chome;
	const Area *area;                      /* whose it is; NULL: nobody's */
	GridPoint point;                       /* its middle as staff wrote it */
	GridShape shape;
} MapCell;

typedef struct CityMap {
	GridPoint size;
	double south, west, north, east;       /* degrees */
	const MapCell *cells;                  /* in the order of towns.yaml */
	size_t count;
	const GridShape *areas;                /* by number; the city's is all of it */
} CityMap;

/*
 * The shapes are asked from site->keeping first: cutting takes GEOS 20 ms
 * for a hundred chome, which is as long as the rest of a small build.
 */
const CityMap *map_make(const Site *site, Arena *run, Diag *d);

GridPoint map_point(const CityMap *map, double lat, double lon);
/* The cell in which it lies; NULL outside the city. */
const MapCell *map_cell_at(const CityMap *map, GridPoint p);
/* Of all that shapes are made from. */
Hash map_hash(const CityMap *map, const Site *site, Arena *scratch);
/* The shapes of cells and areas, as format/pack.h lays numbers; false: these are not those of so many. */
Str  map_pack(const CityMap *map, size_t area_count, Arena *a);
bool map_unpack(Str packed, MapCell *cells, size_t cell_count, GridShape *areas, size_t area_count, Arena *a);
/* Even-odd, a border counts as in or out. */
bool shape_holds(const GridShape *shape, GridPoint p);

#endif
