#include "site/outline.h"

#include <stdlib.h>
#include <string.h>

#include "format/yaml.h"

enum { NUMBER_LENGTH_MAX = 40, FEATURES_MAX = 1000 };

typedef struct Tracing {
	const Source *src;
	Arena *arena;
	Diag *diag;
	OutlineRing *rings;
	size_t count, room, points;
} Tracing;

static bool wrong(const Tracing *r, Pos pos, const char *hint)
{
	diag_error(r->diag, r->src, pos, "outline-form", NO_ARGS, _("this is no outline of the city"), hint);
	return false;
}

static bool wrong_ring(const Tracing *r, Pos pos)
{
	return wrong(r, pos, _("a ring has at least four points, and its last one is its first one again"));
}

static bool wrong_form(const Tracing *r, Pos pos)
{
	return wrong(r, pos, _("give a GeoJSON file with a Polygon or MultiPolygon; points are [139.5, 35.7]"));
}

/* Numbers. */

static bool is_number(Str text)
{
	if (!text.len || text.len > NUMBER_LENGTH_MAX)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!strchr("0123456789+-.eE", text.ptr[i]) || !text.ptr[i])
			return false;
	return true;
}

static bool read_degrees(const Value *v, double low, double high, double *degrees)
{
	char text[NUMBER_LENGTH_MAX + 1] = "", *end;
	if (v->kind != VALUE_TEXT || !is_number(v->as.text))
		return false;
	memcpy(text, v->as.text.ptr, v->as.text.len);
	*degrees = strtod(text, &end);
	return *end == '\0' && *degrees >= low && *degrees <= high;
}

static bool read_point(const Tracing *r, const Value *v, OutlinePoint *p)
{
	if (v->kind != VALUE_LIST || v->count < 2 || v->count > 3)
		return wrong_form(r, v->pos);
	p->pos = v->pos;
	if (!read_degrees(&v->as.items[0], -180, 180, &p->lon))
		return wrong(r, v->as.items[0].pos, _("longitude comes first: [139.5, 35.7]"));
	if (!read_degrees(&v->as.items[1], -90, 90, &p->lat))
		return wrong(r, v->as.items[1].pos, _("longitude comes first: [139.5, 35.7]"));
	return true;
}

/* Shapes. */

static bool read_ring(Tracing *r, const Value *v, bool hole)
{
	if (v->kind != VALUE_LIST || v->count < 4)
		return wrong_ring(r, v->pos);
	r->points += v->count;
	if (r->points > OUTLINE_POINTS_MAX || r->count == r->room)
		return wrong(r, v->pos, _("at most 20000 points; make it simpler"));
	OutlinePoint *points = NEW_ARRAY(r->arena, OutlinePoint, v->count);
	for (uint32_t i = 0; i < v->count; i++)
		if (!read_point(r, &v->as.items[i], &points[i]))
			return false;
	const OutlinePoint *last = &points[v->count - 1];
	if (points[0].lat != last->lat || points[0].lon != last->lon)
		return wrong_ring(r, last->pos);
	r->rings[r->count++] = (OutlineRing){ points, v->count, hole };
	return true;
}

static bool read_polygon(Tracing *r, const Value *v)
{
	if (v->kind != VALUE_LIST || !v->count)
		return wrong_form(r, v->pos);
	for (uint32_t i = 0; i < v->count; i++)
		if (!read_ring(r, &v->as.items[i], i > 0))
			return false;
	return true;
}

static Str text_at(const Value *v, Str name)
{
	const Value *member = v->kind == VALUE_MAP ? value_find(v, name) : NULL;
	return member && member->kind == VALUE_TEXT ? member->as.text : (Str){ 0 };
}

static bool read_geometry(Tracing *r, const Value *v)
{
	Str type = text_at(v, STR("type"));
	const Value *points = type.len ? value_find(v, STR("coordinates")) : NULL;
	if (points && str_equal(type, STR("Polygon")))
		return read_polygon(r, points);
	if (!points || !str_equal(type, STR("MultiPolygon")) || points->kind != VALUE_LIST || !points->count)
		return wrong_form(r, v->pos);
	for (uint32_t i = 0; i < points->count; i++)
		if (!read_polygon(r, &points->as.items[i]))
			return false;
	return true;
}

static bool read_feature(Tracing *r, const Value *v)
{
	const Value *geometry =
		str_equal(text_at(v, STR("type")), STR("Feature")) ? value_find(v, STR("geometry")) : v;
	return geometry ? read_geometry(r, geometry) : wrong_form(r, v->pos);
}

static bool read_whole(Tracing *r, const Value *v)
{
	if (!str_equal(text_at(v, STR("type")), STR("FeatureCollection")))
		return read_feature(r, v);
	const Value *features = value_find(v, STR("features"));
	if (!features || features->kind != VALUE_LIST || !features->count || features->count > FEATURES_MAX)
		return wrong_form(r, v->pos);
	for (uint32_t i = 0; i < features->count; i++)
		if (!read_feature(r, &features->as.items[i]))
			return false;
	return true;
}

void outline_load(const Files *content, Outline *outline, Arena *a, Diag *d)
{
	const File *file = file_at(content, STR("content/outline.geojson"));
	Arena scratch = { 0 };
	Value v;
	if (file && yaml_parse(&file->source, file->source.bytes, 1, &scratch, d, &v)) {
		Tracing r = { .src = &file->source, .arena = a, .diag = d, .room = OUTLINE_POINTS_MAX / 4 };
		r.rings = NEW_ARRAY(&scratch, OutlineRing, r.room);
		if (read_whole(&r, &v)) {
			OutlineRing *rings = NEW_ARRAY(a, OutlineRing, r.count);
			memcpy(rings, r.rings, r.count * sizeof(*rings));
			*outline = (Outline){ &file->source, rings, r.count };
		}
	}
	arena_free(&scratch);
}

/* Even or odd: how many lines lie to the east of it, holes counted like the rest. */
bool outline_holds(const Outline *outline, double lat, double lon)
{
	bool inside = false;
	for (size_t r = 0; r < outline->count; r++) {
		const OutlinePoint *points = outline->rings[r].points;
		for (size_t i = 1; i < outline->rings[r].count; i++) {
			const OutlinePoint *a = &points[i - 1], *b = &points[i];
			if ((a->lat > lat) != (b->lat > lat) &&
			    lon < a->lon + (lat - a->lat) / (b->lat - a->lat) * (b->lon - a->lon))
				inside = !inside;
		}
	}
	return inside;
}
