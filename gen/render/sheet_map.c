#include "render/sheet_map.h"

#include <math.h>

#include "render/shapes.h"
#include "render/sheet_parts.h"

/* Thousandths of the map's width, as in layouts/print.css. */
enum { DOT_SIDES = 24, THIN = 3, THICK = 9, PIN_A4 = 34, PIN_A3 = 23, PIN_EDGE = 6 };

static const Ink ink_outside = 0xe6e6e6, ink_border = 0x767676;

/* The map, while it is laid on the sheet. */
typedef struct MapAt {
	Sheet *sheet;
	double x, y, scale;
	double letter;                         /* points */
	double pin;
} MapAt;

static int number_at(const Value *slots, int slot)
{
	int n = 0;
	Str text = slot_text(slots, slot);
	for (size_t i = 0; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9' && n < 100000; i++)
		n = n * 10 + text.ptr[i] - '0';
	return text.len && text.ptr[0] == '-' ? 0 : n;
}

/* A number of a path, and what stands before it. */
static int next_number(Str *path)
{
	bool minus = false;
	int n = 0;
	while (path->len && (*path->ptr == ' ' || *path->ptr == ',' || *path->ptr == '-')) {
		minus |= *path->ptr == '-';
		*path = str_skip(*path, 1);
	}
	for (; path->len && *path->ptr >= '0' && *path->ptr <= '9' && n < 1000000; *path = str_skip(*path, 1))
		n = n * 10 + *path->ptr - '0';
	return minus ? -n : n;
}

static bool is_number_next(Str path)
{
	return path.len && (*path.ptr == ' ' || *path.ptr == '-' || (*path.ptr >= '0' && *path.ptr <= '9'));
}

/* In tenths of a point. */
static DrawnPoint point_at(const MapAt *m, double x, double y)
{
	return (DrawnPoint){ round((m->x + x * m->scale) * 10) / 10, round((m->y + y * m->scale) * 10) / 10 };
}

/* One ring of what sight_path wrote: M x y l dx dy dx dy … z. */
static DrawnRing next_ring(const MapAt *m, Str *path)
{
	size_t most = str_find_byte(*path, 'z'), count = 0;
	DrawnPoint *points = NEW_ARRAY(m->sheet->arena, DrawnPoint, most / 2 + 1);
	int x = 0, y = 0;
	*path = str_skip(*path, 1);
	while (path->len && *path->ptr != 'z') {
		if (*path->ptr == 'l')
			*path = str_skip(*path, 1);
		if (!is_number_next(*path))
			break;
		x += next_number(path);
		y += next_number(path);
		points[count++] = point_at(m, x, y);
	}
	if (path->len)
		*path = str_skip(*path, 1);
	return (DrawnRing){ points, count };
}

static size_t ring_count(Str path)
{
	size_t count = 0;
	for (size_t i = 0; i < path.len; i++)
		count += path.ptr[i] == 'M';
	return count;
}

static void put_path(const MapAt *m, Str path, Ink ink, int border, Ink border_ink)
{
	DrawnRing *rings = NEW_ARRAY(m->sheet->arena, DrawnRing, ring_count(path));
	size_t count = 0;
	while (path.len && *path.ptr == 'M')
		rings[count++] = next_ring(m, &path);
	sheet_shape(m->sheet, rings, count, ink, (Stroke){ .thickness = border * m->scale, .ink = border_ink });
}

/* Around its middle, on one line or two; labels have been given room within their shapes (sight.h). */
static void put_label(const MapAt *m, double x, double y, Str first, Str second, bool bold, Ink ink)
{
	const Span spans[] = { { .text = first, .size = m->letter, .bold = bold },
		               { .text = STR("\n"), .size = m->letter },
		               { .text = second, .size = m->letter, .bold = bold } };
	const Words words = { .spans = spans, .count = second.len ? 3 : 1, .leading = 1.1 };
	const SetWords *set = drawing_set(m->sheet->drawing, &words);
	x = m->x + x * m->scale - set->width / 2;
	y = m->y + y * m->scale - set->height / 2;
	sheet_words(m->sheet, x, y, set, ink);
}

static void put_region(const MapAt *m, const Value *s)
{
	bool inside = number_at(s, SLOT_MAP_REGION_TINT) > 0;
	put_path(m, slot_text(s, SLOT_MAP_REGION_PATH), inside ? INK_WHITE : ink_outside, THIN, ink_border);
}

static void label_region(const MapAt *m, const Value *s)
{
	Str label = slot_text(s, SLOT_MAP_REGION_LABEL);
	if (s[SLOT_MAP_REGION_LABELLED].kind == VALUE_TRUE)
		put_label(m, number_at(s, SLOT_MAP_REGION_X), number_at(s, SLOT_MAP_REGION_Y),
		          label.len ? label : slot_text(s, SLOT_MAP_REGION_NUMBER),
		          slot_text(s, SLOT_MAP_REGION_LABEL2), false, INK_BLACK);
}

static void label_cell(const MapAt *m, const Value *s)
{
	Str label = slot_text(s, SLOT_MAP_CELL_LABEL);
	if (label.len)
		put_label(m, number_at(s, SLOT_MAP_CELL_X), number_at(s, SLOT_MAP_CELL_Y), label,
		          slot_text(s, SLOT_MAP_CELL_LABEL2), false, INK_BLACK);
}

/* A circle, near enough. */
static void put_dot(const MapAt *m, double x, double y)
{
	DrawnRing *ring = NEW(m->sheet->arena, DrawnRing);
	DrawnPoint *points = NEW_ARRAY(m->sheet->arena, DrawnPoint, DOT_SIDES);
	for (int i = 0; i < DOT_SIDES; i++) {
		double turn = 2 * M_PI * i / DOT_SIDES;
		points[i] = point_at(m, x + m->pin * cos(turn), y + m->pin * sin(turn));
	}
	*ring = (DrawnRing){ points, DOT_SIDES };
	sheet_shape(m->sheet, ring, 1, INK_BLACK, (Stroke){ .thickness = PIN_EDGE * m->scale, .ink = INK_WHITE });
}

static void put_pin(const MapAt *m, const Value *s)
{
	double x = number_at(s, SLOT_MAP_PIN_X), y = number_at(s, SLOT_MAP_PIN_Y);
	put_dot(m, x, y);
	put_label(m, x, y, slot_text(s, SLOT_MAP_PIN_NUMBER), (Str){ 0 }, true, INK_WHITE);
}

typedef void PutOne(const MapAt *m, const Value *slots);

static void put_each(const MapAt *m, const Value *list, PutOne *put)
{
	for (uint32_t i = 0; i < list->count; i++)
		put(m, list->as.items[i].as.frame.slots);
}

static void put_cell(const MapAt *m, const Value *s)
{
	put_path(m, slot_text(s, SLOT_MAP_CELL_PATH), INK_WHITE, THIN, ink_border);
}

double sheet_map_height(const Value *map, double width)
{
	/* 0 0 1000 height */
	Str box = slot_text(map, SLOT_MAP_VIEW_BOX);
	int height = 0;
	for (int i = 0; i < 4; i++)
		height = next_number(&box);
	return width * height / MAP_WIDTH;
}

void sheet_map(Sheet *s, const Value *map, SheetSize paper, double x, double y, double width)
{
	const MapAt m = { s, x, y, width / MAP_WIDTH, (paper == SHEET_A3 ? LETTER_A3 : LETTER_A4) * width / MAP_WIDTH,
		          paper == SHEET_A3 ? PIN_A3 : PIN_A4 };
	sheet_tag(s, "Figure");
	s->loose = true;
	sheet_clip(s, x, y, width, sheet_map_height(map, width));
	put_each(&m, &map[SLOT_MAP_REGIONS], put_region);
	put_each(&m, &map[SLOT_MAP_CELLS], put_cell);
	put_path(&m, slot_text(map, SLOT_MAP_BORDERS), INK_NONE, THICK, INK_BLACK);
	put_each(&m, &map[SLOT_MAP_REGIONS], label_region);
	put_each(&m, &map[SLOT_MAP_CELLS], label_cell);
	put_each(&m, &map[SLOT_MAP_PINS], put_pin);
	sheet_clip_end(s);
	s->loose = false;
	sheet_box(s, x, y, width, sheet_map_height(map, width), RULE_THIN);
	sheet_tag_end(s, "Figure");
}
