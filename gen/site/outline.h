/*
 * content/outline.geojson: the outline of the city, for its maps.
 *
 *   outline_load(content, site, a, d);
 *   if (site->outline.count) …                0: there is none, and no map is drawn
 *   outline_holds(&site->outline, lat, lon)
 *
 * GeoJSON (RFC 7946) as offices publish it: a Polygon or MultiPolygon, alone,
 * in a Feature, or in the Features of a collection; points are [longitude,
 * latitude] in degrees. It is read as YAML, of which JSON is a part: so what
 * is wrong in it is told by line and column, within the bounds of yaml.h.
 *
 * Whether lines cross is found out when a map is drawn (render/map.h).
 */
#ifndef SITE_OUTLINE_H
#define SITE_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "source/files.h"

enum { OUTLINE_POINTS_MAX = 20000 };

typedef struct OutlinePoint {
	double lat, lon;
	Pos pos;
} OutlinePoint;

/* Its last point is the first one again. */
typedef struct OutlineRing {
	const OutlinePoint *points;
	size_t count;
	bool hole;                             /* in the last ring before it that is none */
} OutlineRing;

typedef struct Outline {
	const Source *src;
	const OutlineRing *rings;
	size_t count;
} Outline;

/* What is wrong in the file is reported, and leaves it empty. */
void outline_load(const Files *content, Outline *outline, Arena *a, Diag *d);
bool outline_holds(const Outline *outline, double lat, double lon);

#endif
