/*
 * A plane cut into cells: who is nearest to which point. GEOS stays behind
 * this file.
 *
 *   Geometry *g = geometry_open();
 *   GeometryFault fault = geometry_cut(g, &outline, points, count, &at);
 *   if (fault == GEOMETRY_SOUND)
 *           geometry_join(g, numbers, n, arena, &shape)   for any set of cells
 *   geometry_close(g);
 *
 * Around each point lies the cell of all that is nearer to it than to any
 * other (Voronoi), as far as it is within the outline. Everything is laid on
 * a grid of whole numbers before it is cut (snap rounding), so neighbours
 * share their borders to the last corner, cells cover the outline once, and
 * the same numbers come out on every machine. What is joined keeps all its
 * corners but those within a straight border.
 *
 * Bounded: an outline or points that would make it slow are refused, and
 * whatever GEOS cannot do is a fault, never the end of the program.
 */
#ifndef FORMAT_GEOMETRY_H
#define FORMAT_GEOMETRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum {
	GEOMETRY_SIDE_MAX = 100000,            /* coordinates are from 0 to this */
	GEOMETRY_POINTS_MAX = 5000,
	GEOMETRY_CORNERS_MAX = 20000,          /* of an outline */
	GEOMETRY_MEETINGS_MAX = 50000,         /* of borders between cells with the outline */
};

typedef struct GeoPoint {
	double x, y;
} GeoPoint;

/* The last point is the first one again. */
typedef struct GeoRing {
	const GeoPoint *points;
	size_t count;
	bool hole;                             /* in the last ring before it that is none */
} GeoRing;

typedef struct GeoOutline {
	const GeoRing *rings;
	size_t count;
	double tolerance;                      /* corners that change the line by less are left out */
} GeoOutline;

typedef struct GridPoint {
	int32_t x, y;
} GridPoint;

/* Without its first point again at the end. */
typedef struct GridRing {
	const GridPoint *points;
	size_t count;
} GridRing;

/* `middle` is about where the largest circle in it has its own. */
typedef struct GridShape {
	const GridRing *rings;                 /* holes too: fill it by the even-odd rule */
	size_t count;                          /* 0: nothing of it is within the outline */
	GridPoint low, high;
	GridPoint middle;
} GridShape;

typedef enum GeometryFault {
	GEOMETRY_SOUND,
	GEOMETRY_NUMBER,                       /* a coordinate that is none, or off the grid */
	GEOMETRY_OPEN,                         /* a ring of two corners, or one that does not end where it began */
	GEOMETRY_CROSSED,                      /* an outline that crosses or touches itself */
	GEOMETRY_LARGE,                        /* too many points or corners */
	GEOMETRY_FAILED,                       /* GEOS gave up */
} GeometryFault;

typedef struct Geometry Geometry;

/* NULL where GEOS cannot be had. */
Geometry     *geometry_open(void);
/* *at is where a fault lies, as far as that is known. Once for each Geometry. */
GeometryFault geometry_cut(Geometry *g, const GeoOutline *outline, const GeoPoint *points, size_t count,
                           GeoPoint *at);
/* Cells by the numbers of their points; points at one place share the first one's. False: GEOS gave up. */
bool          geometry_join(Geometry *g, const uint32_t *numbers, size_t count, Arena *a, GridShape *shape);
void          geometry_close(Geometry *g);

#endif
