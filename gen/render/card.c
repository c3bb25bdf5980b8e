#include "render/card.h"

#include "render/address.h"
#include "render/fit.h"
#include "render/output.h"
#include "render/view.h"

enum { WIDTH = 1200, HEIGHT = 630, EDGE = 64, BAR = 20, MAP_SIDE_PIXELS = 380, HOLDS_MOST = 60 };

static const Ink ink_soft = 0x4a4a4a, ink_shape = 0xd9e2ff, ink_bar = 0x0017c1;

Str card_path(const Area *area, Kind kind, Arena *a)
{
	Str folder = kind == KINDS         ? area_folder(area, a)
	             : kind == KIND_SCHEME ? STR_CONCAT(a, area_folder(area, a), STR("schemes/"))
	                                   : kind_folder(area, kind, 1, a);
	return STR_CONCAT(a, folder, STR("card.png"));
}

/* Those that people send to each other; what SNS texts name is the short address. */
static bool is_sent(const Output *out)
{
	static Str (*const sent[])(Desk *, const Output *) = {
		render_home, render_area, render_record, render_short, render_whatson, render_kind_list,
		render_news, render_find, render_consult, render_schemes,
	};
	for (size_t i = 0; out->kind && i < sizeof(sent) / sizeof(*sent); i++)
		if (out->kind->render == sent[i])
			return true;
	return false;
}

/* Within the city: of what it is about. */
static Kind kind_of_page(const Output *out)
{
	if (out->area->parent)
		return KINDS;
	if (out->kind->scope == OF_RECORD)
		return out->of.record->kind;
	if (out->kind->render == render_whatson)
		return KIND_EVENT;
	if (out->kind->render == render_schemes)
		return KIND_SCHEME;
	if (out->kind->render == render_consult)
		return KIND_CONSULTATION;
	return out->kind->render == render_kind_list ? (Kind)out->list : KINDS;
}

Str card_of_page(const Press *press, const Output *out, Arena *a)
{
	if (press->skip.images || press->skip.pdf || !is_sent(out))
		return (Str){ 0 };
	return full_address_of(press->site, card_path(out->area, kind_of_page(out), a), a);
}

/* The shape of the area, on that of the city. */
static void draw_shape(Drawing *d, const CityMap *map, const GridShape *shape, Ink ink, double thickness, Arena *a)
{
	DrawnRing *rings = NEW_ARRAY(a, DrawnRing, shape->count);
	double side = map->size.x > map->size.y ? map->size.x : map->size.y, scale = MAP_SIDE_PIXELS / side;
	double left = WIDTH - EDGE - map->size.x * scale, top = (HEIGHT - map->size.y * scale) / 2;
	for (size_t r = 0; r < shape->count; r++) {
		DrawnPoint *points = NEW_ARRAY(a, DrawnPoint, shape->rings[r].count);
		for (size_t i = 0; i < shape->rings[r].count; i++)
			points[i] = (DrawnPoint){ left + shape->rings[r].points[i].x * scale,
				                  top + shape->rings[r].points[i].y * scale };
		rings[r] = (DrawnRing){ points, shape->rings[r].count };
	}
	drawing_shape(d, rings, shape->count, ink, (Stroke){ .thickness = thickness, .ink = INK_BLACK });
}

static void draw_map(Drawing *d, const Press *press, const Area *area, Arena *a)
{
	const CityMap *map = press->map;
	const GridShape *city = map ? &map->areas[0] : NULL, *own = map ? &map->areas[area->number] : NULL;
	if (!city || !city->count)
		return;
	draw_shape(d, map, city, area->parent ? INK_WHITE : ink_shape, 3, a);
	if (area->parent && own->count)
		draw_shape(d, map, own, ink_bar, 3, a);
}

typedef struct CardLine {
	Str text;
	double size;
	bool bold;
	Ink ink;
} CardLine;

/* Returns the height. */
static double draw_line(Drawing *d, CardLine line, double y, double width)
{
	const Span span = { .text = line.text, .size = line.size, .bold = line.bold };
	const Words words = { .spans = &span, .count = 1, .width = width, .leading = 1.3, .phrases = true };
	if (!line.text.len)
		return 0;
	const SetWords *set = drawing_set(d, &words);
	drawing_words(d, set, EDGE, y, line.ink);
	return set->height;
}

static void draw(Drawing *d, const Press *press, const Area *area, Kind kind, Arena *a)
{
	const SiteInfo *info = &press->site->info;
	bool own = kind == KINDS, whole = !area->parent;
	Str name = whole ? info->city : area->name, holds = ready_area(press, area)->holds;
	double width = press->map ? WIDTH - 3 * EDGE - MAP_SIDE_PIXELS : WIDTH - 2 * EDGE, y = EDGE + BAR;
	drawing_png(d, WIDTH, HEIGHT, INK_WHITE);
	drawing_fill(d, 0, 0, WIDTH, BAR, ink_bar);
	draw_map(d, press, area, a);
	y += draw_line(d, (CardLine){ info->name, 38, false, ink_soft }, y, width) + 36;
	y += draw_line(d, (CardLine){ name, 78, true, INK_BLACK }, y, width) + 20;
	if (own)
		draw_line(d, (CardLine){ holds.len ? fit_cut(holds, HOLDS_MOST, a) : STR("催し・居場所・相談先"), 38, false,
		                         INK_BLACK },
		          y, width);
	else
		draw_line(d, (CardLine){ str_from(KIND_INFO[kind].ja), 56, true, ink_bar }, y, width);
}

Str render_card(Desk *desk, const Output *out)
{
	Str bytes = { 0 };
	Arena scratch = { 0 };
	if (desk_can_draw(desk) && !desk->checks) {
		draw(desk->drawing, desk->press, out->area, (Kind)out->list, &scratch);
		drawing_end(desk->drawing, &desk->page, &bytes);
		drawing_forget(desk->drawing);
	}
	arena_free(&scratch);
	return bytes;
}
