#include <dlfcn.h>

#include "city.h"
#include "render/map.h"
#include "site/site_load.h"

/* This program's own way to open a library, so that one can be missing. */
static bool library_is_missing;

void *dlopen(const char *file, int mode)
{
	void *(*real)(const char *, int);
	*(void **)&real = dlsym(RTLD_NEXT, "dlopen");
	return library_is_missing ? NULL : real(file, mode);
}

/* Five chome in a row from west to east, in an outline that ends half a step beyond them. */
#define TOWNS                                                                                     \
	"- {town: 芝久保町, kana: しばくぼちょう, postal: 188-0014, chome: "                       \
	"[{n: 1, lat: 35.70, lon: 139.51}, {n: 2, lat: 35.70, lon: 139.53}]}\n"                    \
	"- {town: 谷戸町, kana: やとちょう, postal: 188-0001, chome: [{n: 1, lat: 35.70, lon: 139.55}]}\n" \
	"- {town: 栄町, kana: さかえちょう, postal: 202-0006, chome: "                             \
	"[{n: 1, lat: 35.70, lon: 139.57}, {n: 2, lat: 35.70, lon: 139.59}]}\n"

#define RING(points) "{\"type\": \"Polygon\", \"coordinates\": [[\n" points "\n]]}\n"
#define OUTLINE "[139.50, 35.69],\n[139.60, 35.69],\n[139.60, 35.71],\n[139.50, 35.71],\n[139.50, 35.69]"

typedef struct Drawn {
	City city;
	Arena arena;
	const CityMap *map;
} Drawn;

static void draw(Drawn *w, const char *towns, const char *outline)
{
	const CityFile files[] = { { "content/towns.yaml", towns }, { "content/outline.geojson", outline } };
	*w = (Drawn){ 0 };
	city_load(&w->city, files, ROWS(files));
	w->map = map_make(w->city.site, &w->arena, &w->city.diag);
}

static void finish(Drawn *w)
{
	arena_free(&w->arena);
	city_end(&w->city);
}

static const MapCell *cell_at(const Drawn *w, double lon)
{
	return map_cell_at(w->map, map_point(w->map, 35.70, lon));
}

static int32_t width(const Drawn *w, const char *path)
{
	const GridShape *shape = &w->map->areas[city_area(&w->city, path)->number];
	return shape->count ? shape->high.x - shape->low.x : 0;
}

static void each_chome_lies_in_its_cell_and_its_district(void **state)
{
	(void)state;
	static Drawn w;
	draw(&w, TOWNS, RING(OUTLINE));
	city_is_sound(&w.city);
	assert_non_null(w.map);
	assert_int_equal(w.map->count, 5);
	assert_int_equal(w.map->size.x, MAP_SIDE);
	for (size_t i = 0; i < w.map->count; i++) {
		assert_ptr_equal(map_cell_at(w.map, w.map->cells[i].point), &w.map->cells[i]);
		assert_int_equal(w.map->cells[i].shape.high.x - w.map->cells[i].shape.low.x, MAP_SIDE / 5);
	}
	assert_ptr_equal(cell_at(&w, 139.549)->area, city_area(&w.city, "seibu/yato"));
	assert_int_equal(cell_at(&w, 139.521)->chome, 2);
	assert_null(cell_at(&w, 139.499));
	assert_null(cell_at(&w, 100));
	assert_int_equal(width(&w, ""), MAP_SIDE);
	assert_int_equal(width(&w, "seibu"), MAP_SIDE * 3 / 5);
	assert_int_equal(width(&w, "seibu/shibakubo"), MAP_SIDE * 2 / 5);
	assert_int_equal(width(&w, "tobu"), MAP_SIDE * 2 / 5);
	finish(&w);
}

/* 栄町1丁目 is shared: five lots in one district, fifteen in the other. */
static void a_shared_chome_belongs_where_most_of_its_lots_do(void **state)
{
	(void)state;
	static Drawn w;
	draw(&w, TOWNS, RING(OUTLINE));
	assert_ptr_equal(cell_at(&w, 139.57)->area, city_area(&w.city, "tobu/sakae"));
	finish(&w);
}

static void a_chome_without_a_place_has_no_cell(void **state)
{
	(void)state;
	static Drawn w;
	draw(&w,
	     "- {town: 芝久保町, kana: しばくぼちょう, postal: 188-0014, chome: [{n: 1}, {n: 2, lat: 35.70, lon: 139.53}]}\n"
	     "- {town: 谷戸町, kana: やとちょう, postal: 188-0001, chome: [{n: 1, lat: 35.80, lon: 139.55}]}\n"
	     "- {town: 栄町, kana: さかえちょう, postal: 202-0006, chome: [{n: 1}, {n: 2}]}\n",
	     RING(OUTLINE));
	assert_int_equal(w.map->count, 1);
	assert_int_equal(width(&w, "seibu/shibakubo"), MAP_SIDE);
	assert_int_equal(width(&w, "seibu/yato"), 0);
	assert_int_equal(width(&w, "tobu"), 0);
	assert_non_null(city_problem(&w.city, "chome-outside"));
	finish(&w);
}

static void without_an_outline_or_points_there_is_no_map(void **state)
{
	(void)state;
	static Drawn w;
	draw(&w, TOWNS, NULL);
	assert_null(w.map);
	city_is_sound(&w.city);
	finish(&w);
	draw(&w, CITY[4].bytes, RING(OUTLINE));
	assert_null(w.map);
	city_is_sound(&w.city);
	finish(&w);
}

static void outlines_are_read_in_every_form_that_offices_publish(void **state)
{
	(void)state;
	static Drawn w;
	static const char *const forms[] = {
		"{\"type\":\"Polygon\",\"coordinates\":[[[139.50,35.69],[139.60,35.69],[139.60,35.71],[139.50,35.71],[139.50,35.69]]]}",
		"{\"type\": \"MultiPolygon\", \"coordinates\": [[[" OUTLINE "]]]}",
		"{\"type\": \"Feature\", \"properties\": null, \"geometry\": " RING(OUTLINE) "}",
		"\n  {\"type\": \"FeatureCollection\",\n  \"bbox\": [1, 2, 3, 4],\n  \"features\": [{\"type\": \"Feature\", \"geometry\":" RING(OUTLINE) "}]}\n",
		"{\"type\": \"Polygon\", \"coordinates\": [[[1.395e2, 35.69, 12], [139.60, 35.69], [139.60, 35.71], [139.50, 35.71], "
		"[139.50, 35.69]]]}",
	};
	for (size_t i = 0; i < ROWS(forms); i++) {
		draw(&w, TOWNS, forms[i]);
		city_is_sound(&w.city);
		assert_non_null(w.map);
		assert_int_equal(w.map->count, 5);
		finish(&w);
	}
}

static void what_is_no_outline_is_told_at_its_line(void **state)
{
	(void)state;
	static Drawn w;
	static const struct {
		const char *outline;
		unsigned line;
	} wrong[] = {
		{ "{\"type\": \"Point\", \"coordinates\": [139.5, 35.7]}", 1 },
		{ "{\"type\": \"FeatureCollection\", \"features\": []}", 1 },
		{ "{\"type\": \"Polygon\"}", 1 },
		{ "{\"type\": \"Polygon\", \"coordinates\": [[139.5, 35.7]]}", 1 },
		{ "[1, 2]", 1 },
		{ RING("[139.50, 35.69],\n[139.60, 35.69],\n[139.50, 35.69]"), 1 },
		{ RING("[139.50, 35.69],\n[139.60, 35.69],\n[139.60, 35.71],\n[139.50, 35.71]"), 5 },
		{ RING("[139.50, 35.69],\n[35.69, 139.60],\n[139.60, 35.71],\n[139.50, 35.69]"), 3 },
		{ RING("[139.50, 35.69],\n[139.60, nan],\n[139.60, 35.71],\n[139.50, 35.69]"), 3 },
		{ RING("[139.50, 35.69],\n[139.60, 1e999],\n[139.60, 35.71],\n[139.50, 35.69]"), 3 },
		{ RING("[139.50, 35.69],\n[139.60],\n[139.60, 35.71],\n[139.50, 35.69]"), 3 },
		{ RING("[139.50, 35.69],\n[139.60, \"\"],\n[139.60, 35.71],\n[139.50, 35.69]"), 3 },
	};
	for (size_t i = 0; i < ROWS(wrong); i++) {
		draw(&w, TOWNS, wrong[i].outline);
		assert_null(w.map);
		city_has_error(&w.city, "outline-form", "content/outline.geojson", wrong[i].line);
		finish(&w);
	}
	draw(&w, TOWNS, RING("[139.50, 35.69],\n[139.60, 35.71],\n[139.60, 35.69],\n[139.50, 35.71],\n[139.50, 35.69]"));
	assert_null(w.map);
	assert_non_null(city_problem(&w.city, "outline-crossed"));
	finish(&w);
}

/* More chome than a map can have. */
static void what_cannot_be_drawn_is_told(void **state)
{
	(void)state;
	static Drawn w;
	Arena a = { 0 };
	Buf towns = { .arena = &a };
	for (int n = 0; n <= GEOMETRY_POINTS_MAX; n++) {
		if (n % 200 == 0)
			buf_format(&towns, "- town: %s%.0d\n  kana: しばくぼちょう\n  postal: 188-0014\n  chome:\n",
			           "芝久保町", n);
		buf_format(&towns, "    - {n: %d, lat: 35.%d, lon: 139.%d}\n", n % 200 + 1, 690001 + n % 70 * 100,
		           500001 + n / 70 * 100);
	}
	buf_str(&towns, STR("- {town: 谷戸町, kana: やとちょう, postal: 188-0001}\n"));
	buf_str(&towns, STR("- {town: 栄町, kana: さかえちょう, postal: 202-0006, chome: [{n: 1}, {n: 2}]}\n"));
	buf_char(&towns, '\0');
	draw(&w, towns.ptr, RING(OUTLINE));
	assert_null(w.map);
	assert_non_null(city_problem(&w.city, "outline-undrawn"));
	finish(&w);
	arena_free(&a);
}

/* What a build keeps for the next one. */
typedef struct Kept {
	Hash of;
	Str packed;
	Arena arena;
	int asked, found;
} Kept;

static Str kept_map(void *context, Hash of)
{
	Kept *k = context;
	k->asked++;
	if (!hash_equal(k->of, of))
		return (Str){ 0 };
	k->found++;
	return k->packed;
}

static void keep_map(void *context, Hash of, Str packed)
{
	Kept *k = context;
	k->of = of;
	k->packed = str_copy(packed, &k->arena);
}

static const CityMap *map_with(Drawn *w, Kept *k, const char *towns)
{
	const CityFile files[] = { { "content/towns.yaml", towns }, { "content/outline.geojson", RING(OUTLINE) } };
	const SiteOptions options = { .today = day_of(2026, 11, 23),
		                      .jobs = 1,
		                      .keeping = { .context = k, .map = kept_map, .keep_map = keep_map } };
	*w = (Drawn){ 0 };
	city_load_with(&w->city, files, ROWS(files), &options);
	return w->map = map_make(w->city.site, &w->arena, &w->city.diag);
}

static void what_was_kept_is_the_same_map_and_no_library_is_needed(void **state)
{
	(void)state;
	static Drawn first, again;
	Kept k = { 0 };
	assert_non_null(map_with(&first, &k, TOWNS));
	assert_int_equal(k.asked, 1);
	assert_int_equal(k.found, 0);
	library_is_missing = true;
	assert_non_null(map_with(&again, &k, TOWNS));
	library_is_missing = false;
	assert_int_equal(k.found, 1);
	size_t areas = first.city.site->area_count;
	Str one = map_pack(first.map, areas, &k.arena), two = map_pack(again.map, areas, &k.arena);
	assert_true(one.len > 100 && str_equal(one, two));
	finish(&again);
	/* Another middle of a chome, another map. */
	assert_non_null(map_with(&again, &k,
	                         "- {town: 芝久保町, kana: しばくぼちょう, postal: 188-0014, chome: "
	                         "[{n: 1, lat: 35.70, lon: 139.51}, {n: 2, lat: 35.70, lon: 139.54}]}\n"
	                         "- {town: 谷戸町, kana: やとちょう, postal: 188-0001, chome: [{n: 1, lat: 35.70, lon: 139.55}]}\n"
	                         "- {town: 栄町, kana: さかえちょう, postal: 202-0006, chome: [{n: 1}, {n: 2}]}\n"));
	assert_int_equal(k.found, 1);
	finish(&again);
	finish(&first);
	arena_free(&k.arena);
}

static void what_was_kept_of_another_map_is_not_believed(void **state)
{
	(void)state;
	static Drawn w;
	Kept k = { 0 };
	map_with(&w, &k, TOWNS);
	size_t cells = w.map->count, areas = w.city.site->area_count;
	MapCell *room = NEW_ARRAY(&k.arena, MapCell, cells + 1);
	GridShape *shapes = NEW_ARRAY(&k.arena, GridShape, areas + 1);
	assert_true(map_unpack(k.packed, room, cells, shapes, areas, &k.arena));
	assert_false(map_unpack(k.packed, room, cells + 1, shapes, areas, &k.arena));
	assert_false(map_unpack(k.packed, room, cells - 1, shapes, areas, &k.arena));
	for (size_t len = 0; len < k.packed.len; len++)
		assert_false(map_unpack(str_sub(k.packed, 0, len), room, cells, shapes, areas, &k.arena));
	finish(&w);
	arena_free(&k.arena);
}

static void a_missing_library_is_told_with_its_package(void **state)
{
	(void)state;
	static Drawn w;
	library_is_missing = true;
	draw(&w, TOWNS, RING(OUTLINE));
	library_is_missing = false;
	assert_null(w.map);
	const Problem *p = city_problem(&w.city, "map-library");
	assert_non_null(p);
	assert_int_equal(p->level, DIAG_WORLD);
	finish(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_chome_lies_in_its_cell_and_its_district),
		cmocka_unit_test(a_shared_chome_belongs_where_most_of_its_lots_do),
		cmocka_unit_test(a_chome_without_a_place_has_no_cell),
		cmocka_unit_test(without_an_outline_or_points_there_is_no_map),
		cmocka_unit_test(outlines_are_read_in_every_form_that_offices_publish),
		cmocka_unit_test(what_is_no_outline_is_told_at_its_line),
		cmocka_unit_test(what_cannot_be_drawn_is_told),
		cmocka_unit_test(what_was_kept_is_the_same_map_and_no_library_is_needed),
		cmocka_unit_test(what_was_kept_of_another_map_is_not_believed),
		cmocka_unit_test(a_missing_library_is_told_with_its_package),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
