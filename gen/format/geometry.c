#include "format/geometry.h"

#include <geos_c.h>
#include <link.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/library.h"

#define FUNCTIONS(X) \
	X(Boundary) X(Context_setErrorMessageHandler) X(Context_setNoticeMessageHandler) \
	X(CoordSeq_copyFromBuffer) X(CoordSeq_getXY) X(CoverageUnion) X(Free) X(GeomGetStartPoint) \
	X(GeomGetX) X(GeomGetY) X(Geom_clone) X(Geom_createCollection) \
	X(Geom_createEmptyCollection) X(Geom_createLineString) X(Geom_createLinearRing) \
	X(Geom_createPolygon) X(Geom_destroy) X(Geom_getCoordSeq) X(Geom_getXMax) X(Geom_getXMin) \
	X(Geom_getYMax) X(Geom_getYMin) X(Geom_setPrecision) X(GetExteriorRing) X(GetGeometryN) \
	X(GetInteriorRingN) X(GetNumCoordinates) X(GetNumGeometries) X(GetNumInteriorRings) \
	X(MaximumInscribedCircle) X(PointOnSurface) X(Polygonize) X(Prepare) \
	X(PreparedContains) X(PreparedGeom_destroy) X(TopologyPreserveSimplify) X(UnaryUnionPrec) \
	X(VoronoiDiagram) X(_finish) X(_init) X(isEmpty) X(isValidDetail)

#define NAME(name)   "GEOS" #name "_r",
#define MEMBER(name) __typeof__(GEOS##name##_r) *name;

static const char *const library_name = "libgeos_c.so.1", *const function_names[] = { FUNCTIONS(NAME) };

typedef struct Calls {
	FUNCTIONS(MEMBER)
} Calls;

enum { FAILED = 2 }; /* what GEOS answers, besides 0 and 1, to a question it cannot tell */

/* A face is a piece of the plane that no line crosses; a cell has one or, where the outline cuts through it, more. */
typedef struct Face {
	GEOSGeometry *polygon;
	size_t cell;
} Face;

struct Geometry {
	void *library;
	Calls call;
	GEOSContextHandle_t geos;
	Arena arena;
	const GeoPoint *points;
	size_t count;
	GEOSGeometry *outline;
	Face *faces;
	size_t face_count;
};

static void say_nothing(const char *message, void *context)
{
	(void)message;
	(void)context;
}

Geometry *geometry_open(void)
{
	Calls call;
	void *library = library_open(library_name, function_names, &call, sizeof(call));
	if (!library)
		return NULL;
	GEOSContextHandle_t geos = call._init();
	if (!geos) {
		library_close(library);
		return NULL;
	}
	call.Context_setErrorMessageHandler(geos, say_nothing, NULL);
	call.Context_setNoticeMessageHandler(geos, say_nothing, NULL);
	Arena arena = { 0 };
	Geometry *g = NEW(&arena, Geometry);
	*g = (Geometry){ .library = library, .call = call, .geos = geos, .arena = arena };
	return g;
}

/* C++ libraries cannot be unloaded. What was read of their files can be read again, and need not stay in memory. */
static int let_go(struct dl_phdr_info *library, size_t size, void *context)
{
	(void)size;
	(void)context;
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	if (!strstr(library->dlpi_name, "/libgeos") && !strstr(library->dlpi_name, "/libstdc++"))
		return 0;
	for (int i = 0; i < library->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &library->dlpi_phdr[i];
		uintptr_t from = (library->dlpi_addr + part->p_vaddr) & -page;
		uintptr_t until = library->dlpi_addr + part->p_vaddr + part->p_memsz;
		if (part->p_type == PT_LOAD && !(part->p_flags & PF_W))
			madvise((void *)from, until - from, MADV_DONTNEED);
	}
	return 0;
}

static void drop(const Geometry *g, GEOSGeometry *shape)
{
	if (shape)
		g->call.Geom_destroy(g->geos, shape);
}

void geometry_close(Geometry *g)
{
	for (size_t i = 0; i < g->face_count; i++)
		drop(g, g->faces[i].polygon);
	drop(g, g->outline);
	g->call._finish(g->geos);
	library_close(g->library);
	dl_iterate_phdr(let_go, NULL);
	Arena arena = g->arena;
	arena_free(&arena);
}

/* What comes in. */

static bool is_on_grid(GeoPoint p)
{
	return p.x >= 0 && p.x <= GEOMETRY_SIDE_MAX && p.y >= 0 && p.y <= GEOMETRY_SIDE_MAX;
}

static GeometryFault check_ring(const GeoRing *ring, GeoPoint *at)
{
	if (ring->count)
		*at = ring->points[ring->count - 1];
	if (ring->count < 4 || ring->points[0].x != at->x || ring->points[0].y != at->y)
		return GEOMETRY_OPEN;
	for (size_t i = 0; i < ring->count; i++) {
		*at = ring->points[i];
		if (!is_on_grid(*at))
			return GEOMETRY_NUMBER;
	}
	return GEOMETRY_SOUND;
}

static GeometryFault check_input(const GeoOutline *outline, const GeoPoint *points, size_t count, GeoPoint *at)
{
	size_t corners = 0;
	for (size_t i = 0; i < outline->count; i++) {
		GeometryFault fault = check_ring(&outline->rings[i], at);
		corners += outline->rings[i].count;
		if (fault || corners > GEOMETRY_CORNERS_MAX)
			return fault ? fault : GEOMETRY_LARGE;
	}
	for (size_t i = 0; i < count; i++) {
		*at = points[i];
		if (!is_on_grid(*at))
			return GEOMETRY_NUMBER;
	}
	if (!outline->count || outline->rings[0].hole)
		return GEOMETRY_OPEN;
	return count > GEOMETRY_POINTS_MAX ? GEOMETRY_LARGE : GEOMETRY_SOUND;
}

/* Numbers into GEOS. The functions take NULL for an earlier failure and pass it on. */

static GEOSCoordSequence *sequence_of(const Geometry *g, const GeoPoint *points, size_t count)
{
	return g->call.CoordSeq_copyFromBuffer(g->geos, (const double *)points, (unsigned)count, 0, 0);
}

static GEOSGeometry *ring_of(const Geometry *g, const GeoRing *ring)
{
	GEOSCoordSequence *line = sequence_of(g, ring->points, ring->count);
	return line ? g->call.Geom_createLinearRing(g->geos, line) : NULL;
}

/* Takes over the parts, also where it fails. */
static GEOSGeometry *collection_of(const Geometry *g, int type, GEOSGeometry **parts, size_t count)
{
	bool whole = true;
	for (size_t i = 0; i < count; i++)
		whole &= parts[i] != NULL;
	if (whole)
		return g->call.Geom_createCollection(g->geos, type, parts, (unsigned)count);
	for (size_t i = 0; i < count; i++)
		drop(g, parts[i]);
	return NULL;
}

/* The ring at `first` with the holes behind it. */
static GEOSGeometry *polygon_of(Geometry *g, const GeoOutline *outline, size_t first, size_t *next)
{
	GEOSGeometry *shell = ring_of(g, &outline->rings[first]);
	GEOSGeometry **holes = NEW_ARRAY(&g->arena, GEOSGeometry *, outline->count);
	size_t count = 0;
	bool whole = shell != NULL;
	for (*next = first + 1; *next < outline->count && outline->rings[*next].hole; ++*next) {
		holes[count] = ring_of(g, &outline->rings[*next]);
		whole &= holes[count++] != NULL;
	}
	if (whole)
		return g->call.Geom_createPolygon(g->geos, shell, holes, (unsigned)count);
	drop(g, shell);
	for (size_t i = 0; i < count; i++)
		drop(g, holes[i]);
	return NULL;
}

static GEOSGeometry *outline_of(Geometry *g, const GeoOutline *outline)
{
	GEOSGeometry **polygons = NEW_ARRAY(&g->arena, GEOSGeometry *, outline->count);
	size_t count = 0;
	for (size_t at = 0; at < outline->count; count++)
		polygons[count] = polygon_of(g, outline, at, &at);
	return collection_of(g, GEOS_MULTIPOLYGON, polygons, count);
}

static GeometryFault check_outline(const Geometry *g, const GEOSGeometry *outline, GeoPoint *at)
{
	char *reason = NULL;
	GEOSGeometry *place = NULL;
	char valid = g->call.isValidDetail(g->geos, outline, 0, &reason, &place);
	if (valid == 0 && place) {
		g->call.GeomGetX(g->geos, place, &at->x);
		g->call.GeomGetY(g->geos, place, &at->y);
	}
	drop(g, place);
	g->call.Free(g->geos, reason);
	return valid == 1 ? GEOMETRY_SOUND : valid == 0 ? GEOMETRY_CROSSED : GEOMETRY_FAILED;
}

/* The outline, with fewer corners, on the grid. */
static GeometryFault lay_outline(Geometry *g, const GeoOutline *outline, GeoPoint *at)
{
	GEOSGeometry *written = outline_of(g, outline);
	GeometryFault fault = written ? check_outline(g, written, at) : GEOMETRY_FAILED;
	GEOSGeometry *plain =
		fault ? NULL : g->call.TopologyPreserveSimplify(g->geos, written, outline->tolerance);
	g->outline = plain ? g->call.Geom_setPrecision(g->geos, plain, 1, 0) : NULL;
	drop(g, plain);
	drop(g, written);
	if (!fault && (!g->outline || g->call.isEmpty(g->geos, g->outline) != 0))
		return GEOMETRY_FAILED;
	return fault;
}

/* Points: on the grid too, and one for each place. */

static int by_place(const void *left, const void *right)
{
	const GeoPoint *a = *(const GeoPoint *const *)left, *b = *(const GeoPoint *const *)right;
	int order = (a->x > b->x) - (a->x < b->x);
	if (!order)
		order = (a->y > b->y) - (a->y < b->y);
	return order ? order : (a > b) - (a < b);
}

/* Of points at one place the first; in *sites, which has room for all. */
static size_t find_places(Geometry *g, const GeoPoint *points, size_t count, GeoPoint *sites)
{
	GeoPoint *laid = NEW_ARRAY(&g->arena, GeoPoint, count);
	const GeoPoint **order = NEW_ARRAY(&g->arena, const GeoPoint *, count);
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		laid[i] = (GeoPoint){ round(points[i].x), round(points[i].y) };
		order[i] = &laid[i];
	}
	if (count)
		qsort(order, count, sizeof(*order), by_place);
	for (size_t i = 0; i < count; i++)
		if (!found || order[i]->x != sites[found - 1].x || order[i]->y != sites[found - 1].y)
			sites[found++] = *order[i];
	g->points = laid;
	g->count = count;
	return found;
}

static GEOSGeometry *borders_between(Geometry *g, const GeoPoint *sites, size_t count)
{
	GEOSCoordSequence *line = sequence_of(g, sites, count);
	GEOSGeometry *places = line ? g->call.Geom_createLineString(g->geos, line) : NULL;
	GEOSGeometry *borders = places ? g->call.VoronoiDiagram(g->geos, places, g->outline, 0, 1) : NULL;
	drop(g, places);
	return borders;
}

/* Cutting. */

typedef struct Box {
	double left, top, right, bottom;
} Box;

static bool box_of(const Geometry *g, const GEOSGeometry *shape, Box *box)
{
	return g->call.Geom_getXMin(g->geos, shape, &box->left) && g->call.Geom_getYMin(g->geos, shape, &box->top) &&
	       g->call.Geom_getXMax(g->geos, shape, &box->right) && g->call.Geom_getYMax(g->geos, shape, &box->bottom);
}

/* How many pieces the borders may be cut into by the outline: no more than their boxes overlap. */
static bool is_bounded(Geometry *g, const GEOSGeometry *borders, const GEOSGeometry *edge)
{
	int lines = g->call.GetNumGeometries(g->geos, borders), rings = g->call.GetNumGeometries(g->geos, edge);
	Box *boxes = NEW_ARRAY(&g->arena, Box, lines > 0 ? (size_t)lines : 0);
	size_t meetings = 0;
	for (int i = 0; i < lines; i++)
		if (!box_of(g, g->call.GetGeometryN(g->geos, borders, i), &boxes[i]))
			return false;
	for (int r = 0; r < rings; r++) {
		const GEOSGeometry *ring = g->call.GetGeometryN(g->geos, edge, r);
		const GEOSCoordSequence *line = g->call.Geom_getCoordSeq(g->geos, ring);
		int corners = g->call.GetNumCoordinates(g->geos, ring);
		double x, y, last_x, last_y;
		if (!line || corners < 2 || !g->call.CoordSeq_getXY(g->geos, line, 0, &last_x, &last_y))
			return false;
		for (int c = 1; c < corners; c++, last_x = x, last_y = y) {
			if (!g->call.CoordSeq_getXY(g->geos, line, (unsigned)c, &x, &y))
				return false;
			for (int i = 0; i < lines; i++)
				meetings += boxes[i].left <= fmax(x, last_x) && boxes[i].right >= fmin(x, last_x) &&
				            boxes[i].top <= fmax(y, last_y) && boxes[i].bottom >= fmin(y, last_y);
			if (meetings > GEOMETRY_MEETINGS_MAX)
				return false;
		}
	}
	return true;
}

/* All lines, cut at each other, on the grid. Takes over `borders`. */
static GEOSGeometry *cut_lines(const Geometry *g, GEOSGeometry *borders, GEOSGeometry *edge)
{
	GEOSGeometry *parts[] = { borders, edge };
	GEOSGeometry *lines = collection_of(g, GEOS_GEOMETRYCOLLECTION, parts, 2);
	GEOSGeometry *cut = lines ? g->call.UnaryUnionPrec(g->geos, lines, 1) : NULL;
	drop(g, lines);
	return cut;
}

/* No table of points: there are few, and this is asked once a face. */
static size_t nearest_point(const Geometry *g, double x, double y)
{
	size_t nearest = 0;
	double least = INFINITY;
	for (size_t i = 0; i < g->count; i++) {
		double east = g->points[i].x - x, south = g->points[i].y - y, far = east * east + south * south;
		if (far < least) {
			least = far;
			nearest = i;
		}
	}
	return nearest;
}

/* Whether the face lies within the outline, and whose it is; -1 when that cannot be told. */
static int judge_face(const Geometry *g, const GEOSPreparedGeometry *outline, const GEOSGeometry *face, size_t *cell)
{
	double x, y;
	GEOSGeometry *inside = g->call.PointOnSurface(g->geos, face);
	char within = FAILED;
	if (inside && g->call.GeomGetX(g->geos, inside, &x) == 1 && g->call.GeomGetY(g->geos, inside, &y) == 1) {
		within = g->call.PreparedContains(g->geos, outline, inside);
		*cell = within == 1 ? nearest_point(g, x, y) : 0;
	}
	drop(g, inside);
	return within == FAILED ? -1 : within == 1;
}

static bool keep_faces(Geometry *g, const GEOSGeometry *all, const GEOSPreparedGeometry *outline)
{
	int count = g->call.GetNumGeometries(g->geos, all);
	g->faces = NEW_ARRAY(&g->arena, Face, count > 0 ? (size_t)count : 0);
	for (int i = 0; i < count; i++) {
		const GEOSGeometry *face = g->call.GetGeometryN(g->geos, all, i);
		size_t cell = 0;
		int within = judge_face(g, outline, face, &cell);
		GEOSGeometry *kept = within == 1 ? g->call.Geom_clone(g->geos, face) : NULL;
		if (within < 0 || (within == 1 && !kept))
			return false;
		if (kept)
			g->faces[g->face_count++] = (Face){ kept, cell };
	}
	return g->face_count > 0;
}

/* Takes over `borders`. */
static GeometryFault find_faces(Geometry *g, GEOSGeometry *borders)
{
	GEOSGeometry *edge = g->call.Boundary(g->geos, g->outline);
	if (!borders || !edge || !is_bounded(g, borders, edge)) {
		GeometryFault fault = borders && edge ? GEOMETRY_LARGE : GEOMETRY_FAILED;
		drop(g, borders);
		drop(g, edge);
		return fault;
	}
	GEOSGeometry *lines = cut_lines(g, borders, edge);
	GEOSGeometry *faces =
		lines ? g->call.Polygonize(g->geos, (const GEOSGeometry *const *)&lines, 1) : NULL;
	const GEOSPreparedGeometry *outline = faces ? g->call.Prepare(g->geos, g->outline) : NULL;
	bool found = outline && keep_faces(g, faces, outline);
	if (outline)
		g->call.PreparedGeom_destroy(g->geos, outline);
	drop(g, faces);
	drop(g, lines);
	return found ? GEOMETRY_SOUND : GEOMETRY_FAILED;
}

GeometryFault geometry_cut(Geometry *g, const GeoOutline *outline, const GeoPoint *points, size_t count, GeoPoint *at)
{
	*at = (GeoPoint){ 0 };
	GeometryFault fault = check_input(outline, points, count, at);
	if (!fault)
		fault = lay_outline(g, outline, at);
	if (fault || !count)
		return fault;
	GeoPoint *sites = NEW_ARRAY(&g->arena, GeoPoint, count + 1);
	size_t places = find_places(g, points, count, sites);
	if (places > 1)
		return find_faces(g, borders_between(g, sites, places));
	return find_faces(g, g->call.Geom_createEmptyCollection(g->geos, GEOS_MULTILINESTRING));
}

/* What goes out. */

static int64_t turn(GridPoint a, GridPoint b, GridPoint c)
{
	return (int64_t)(b.x - a.x) * (c.y - b.y) - (int64_t)(b.y - a.y) * (c.x - b.x);
}

/* A corner on the straight line between its neighbours is none. */
static size_t straighten(GridPoint *points, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		GridPoint before = kept ? points[kept - 1] : points[count - 1];
		GridPoint after = points[(i + 1) % count];
		if (turn(before, points[i], after) != 0)
			points[kept++] = points[i];
	}
	return kept;
}

static bool read_ring(const Geometry *g, const GEOSGeometry *ring, Arena *a, GridRing *out)
{
	const GEOSCoordSequence *line = g->call.Geom_getCoordSeq(g->geos, ring);
	int corners = g->call.GetNumCoordinates(g->geos, ring);
	if (!line || corners < 4)
		return false;
	GridPoint *points = NEW_ARRAY(a, GridPoint, (size_t)corners - 1);
	for (int i = 0; i < corners - 1; i++) {
		double x, y;
		if (!g->call.CoordSeq_getXY(g->geos, line, (unsigned)i, &x, &y))
			return false;
		points[i] = (GridPoint){ (int32_t)lround(x), (int32_t)lround(y) };
	}
	*out = (GridRing){ points, straighten(points, (size_t)corners - 1) };
	return true;
}

static size_t ring_count(const Geometry *g, const GEOSGeometry *shape)
{
	size_t count = 0;
	int parts = g->call.GetNumGeometries(g->geos, shape);
	for (int i = 0; i < parts; i++) {
		int holes = g->call.GetNumInteriorRings(g->geos, g->call.GetGeometryN(g->geos, shape, i));
		count += 1 + (holes > 0 ? (size_t)holes : 0);
	}
	return count;
}

static bool read_rings(const Geometry *g, const GEOSGeometry *shape, Arena *a, GridShape *out)
{
	GridRing *rings = NEW_ARRAY(a, GridRing, ring_count(g, shape));
	int parts = g->call.GetNumGeometries(g->geos, shape);
	out->rings = rings;
	for (int i = 0; i < parts; i++) {
		const GEOSGeometry *part = g->call.GetGeometryN(g->geos, shape, i);
		const GEOSGeometry *shell = g->call.GetExteriorRing(g->geos, part);
		int holes = g->call.GetNumInteriorRings(g->geos, part);
		if (!shell || !read_ring(g, shell, a, &rings[out->count++]))
			return false;
		for (int h = 0; h < holes; h++)
			if (!read_ring(g, g->call.GetInteriorRingN(g->geos, part, h), a, &rings[out->count++]))
				return false;
	}
	return true;
}

/* The middle of the largest circle in a shape is as good a place for its name as any, and need not be met exactly. */
static bool find_middle(const Geometry *g, const GEOSGeometry *shape, GridShape *out)
{
	double width = out->high.x - out->low.x, height = out->high.y - out->low.y, x, y;
	GEOSGeometry *radius =
		g->call.MaximumInscribedCircle(g->geos, shape, fmax(1, fmax(width, height) / 50));
	GEOSGeometry *middle = radius ? g->call.GeomGetStartPoint(g->geos, radius) : NULL;
	bool found = middle && g->call.GeomGetX(g->geos, middle, &x) == 1 &&
	             g->call.GeomGetY(g->geos, middle, &y) == 1;
	if (found)
		out->middle = (GridPoint){ (int32_t)lround(x), (int32_t)lround(y) };
	drop(g, middle);
	drop(g, radius);
	return found;
}

static bool read_shape(const Geometry *g, const GEOSGeometry *shape, Arena *a, GridShape *out)
{
	Box box;
	if (!box_of(g, shape, &box))
		return false;
	out->low = (GridPoint){ (int32_t)box.left, (int32_t)box.top };
	out->high = (GridPoint){ (int32_t)box.right, (int32_t)box.bottom };
	return read_rings(g, shape, a, out) && find_middle(g, shape, out);
}

static bool is_wanted(const Geometry *g, size_t cell, const uint32_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (numbers[i] < g->count && g->points[numbers[i]].x == g->points[cell].x &&
		    g->points[numbers[i]].y == g->points[cell].y)
			return true;
	return false;
}

bool geometry_join(Geometry *g, const uint32_t *numbers, size_t count, Arena *a, GridShape *shape)
{
	Arena scratch = { 0 };
	GEOSGeometry **parts = NEW_ARRAY(&scratch, GEOSGeometry *, g->face_count);
	size_t found = 0;
	*shape = (GridShape){ 0 };
	for (size_t i = 0; i < g->face_count; i++)
		if (is_wanted(g, g->faces[i].cell, numbers, count))
			parts[found++] = g->call.Geom_clone(g->geos, g->faces[i].polygon);
	GEOSGeometry *all = found ? collection_of(g, GEOS_MULTIPOLYGON, parts, found) : NULL;
	GEOSGeometry *joined = all ? g->call.CoverageUnion(g->geos, all) : NULL;
	bool sound = !found || (joined && read_shape(g, joined, a, shape));
	drop(g, joined);
	drop(g, all);
	arena_free(&scratch);
	return sound;
}
