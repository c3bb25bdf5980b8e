#include <stdlib.h>

#include "render/view.h"
#include "render/words.h"
#include "site/first_contact.h"

/*
 * Lengths are thousandths of the map's width. On a phone of 360 px the map
 * is 328 px wide, and letters of 40 are 13 px: labels must fit at that size;
 * on a wide screen style.css sets them at LETTER_WIDE.
 */
enum {
	MAP_WIDTH = 1000,
	LETTER = 40,
	LETTER_WIDE = 27,
	REGIONS_MOST = 150,
	PINS_MOST = 20,
	TINTS = 4,
	PIN_ROOM = 32,                         /* from its middle to its edge */
};

/* A part of the city's grid, and how it is laid on the map. */
typedef struct Sight {
	const Press *press;
	const Area *area;
	Arena *a;
	GridPoint low, high;
	int width, height;                     /* of the map */
	bool coarse;                           /* too many districts to tell apart: areas instead */
	const GridPoint *pins;                 /* labels keep away from them */
	size_t pin_count;
} Sight;

/* Numbers. */

/* `rest` thousandths of the way across, to the nearest one; grids and maps have whole numbers. */
static int across(const Sight *s, int32_t from, int32_t low)
{
	int64_t twice = 2 * (int64_t)(from - low) * s->width, span = s->high.x - s->low.x;
	return (int)((twice >= 0 ? twice + span : twice - span) / (2 * span));
}

static GridPoint on_map(const Sight *s, GridPoint p)
{
	return (GridPoint){ across(s, p.x, s->low.x), across(s, p.y, s->low.y) };
}

static Value number_value(int n, Arena *a)
{
	Buf b = { .arena = a };
	buf_number(&b, n);
	return value_text(buf_text(&b));
}

/* Paths: M12 34l5-6 7 8z */

static void write_step(Buf *b, int from, int to, bool first)
{
	if (!first && to >= from)
		buf_char(b, ' ');
	buf_number(b, to - from);
}

/* Corners that fall together on this map are one. */
static void write_ring(const Sight *s, const GridRing *ring, Buf *b)
{
	GridPoint first = { 0 }, last = { 0 };
	size_t written = 0;
	for (size_t i = 0; i < ring->count; i++) {
		GridPoint p = on_map(s, ring->points[i]);
		if (written && p.x == last.x && p.y == last.y)
			continue;
		if (written && i == ring->count - 1 && p.x == first.x && p.y == first.y)
			continue;
		if (!written) {
			first = p;
			buf_char(b, 'M');
			last = (GridPoint){ 0, 0 };
		} else if (written == 1) {
			buf_char(b, 'l');
		}
		write_step(b, last.x, p.x, written < 2);
		write_step(b, last.y, p.y, false);
		last = p;
		written++;
	}
	if (written)
		buf_char(b, 'z');
}

static Str path_of(const Sight *s, const GridShape *shape)
{
	Buf b = { .arena = s->a };
	for (size_t r = 0; r < shape->count; r++)
		write_ring(s, &shape->rings[r], &b);
	return buf_text(&b);
}

/* What is in sight. */

static int32_t larger(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* The area with a margin around it, neither very flat nor very tall; never beyond the city. */
static Sight sight_of(const Press *press, const Area *area, Arena *a)
{
	const CityMap *map = press->map;
	const GridShape *shape = &map->areas[area->number];
	Sight s = { .press = press, .area = area, .a = a, .low = shape->low, .high = shape->high, .width = MAP_WIDTH };
	int32_t wide = s.high.x - s.low.x, tall = s.high.y - s.low.y;
	int32_t margin = area->parent ? larger(wide, tall) / 12 : 20;
	int32_t more_wide = larger(0, tall * 5 / 6 - wide) / 2 + margin;
	int32_t more_tall = larger(0, wide * 2 / 3 - tall) / 2 + margin;
	s.low = (GridPoint){ s.low.x - more_wide, s.low.y - more_tall };
	s.high = (GridPoint){ s.high.x + more_wide, s.high.y + more_tall };
	s.height = across(&s, s.high.y, s.low.y);
	return s;
}

static bool is_in_sight(const Sight *s, const GridShape *shape)
{
	return shape->count && shape->low.x < s->high.x && shape->high.x > s->low.x &&
	       shape->low.y < s->high.y && shape->high.y > s->low.y;
}

/* A district: an area that holds no other. */
static bool is_district(const Area *area)
{
	return !area->child_count && area->parent;
}

static int district_number(const Press *press, const Area *district)
{
	int number = 1;
	for (size_t i = 0; i < district->number; i++)
		number += is_district(press->site->areas[i]);
	return number;
}

/* By the largest area around it, so that those of one area look alike. */
static int tint_of(const Sight *s, const Area *area)
{
	const Area *top = area;
	size_t place = 0;
	if (!area_contains(s->area, area))
		return 0;
	while (top->parent && top->parent->parent)
		top = top->parent;
	for (size_t i = 0; top->parent && top->parent->children[i] != top; i++)
		place++;
	return (int)(place % TINTS) + 1;
}

/* Labels. */

static size_t letter_count(Str text)
{
	size_t halves = 0;
	for (size_t i = 0; i < text.len; i++)
		if (((unsigned char)text.ptr[i] & 0xc0) != 0x80)
			halves += (unsigned char)text.ptr[i] < 0x80 ? 1 : 2;
	return (halves + 1) / 2;
}

/* One or two lines to be set in letters of this size. */
typedef struct Label {
	Str lines[2];
	int letter;
} Label;

/* Whether the label around this place stays within the shape and the map, and off the pins. */
static bool fits(const Sight *s, const GridShape *shape, GridPoint middle, const Label *label)
{
	enum { STEPS = 8 };
	size_t first = letter_count(label->lines[0]), second = letter_count(label->lines[1]);
	int64_t unit = (int64_t)label->letter * (s->high.x - s->low.x);
	int32_t wide = (int32_t)(unit * (int64_t)(first > second ? first : second) / MAP_WIDTH / 2);
	int32_t tall = (int32_t)(unit * (second ? 10 : 5) / MAP_WIDTH / 8);
	if (middle.x - wide < s->low.x || middle.x + wide > s->high.x || middle.y - tall < s->low.y ||
	    middle.y + tall > s->high.y)
		return false;
	int32_t pin = PIN_ROOM * (s->high.x - s->low.x) / MAP_WIDTH;
	for (size_t i = 0; i < s->pin_count; i++)
		if (abs(s->pins[i].x - middle.x) < wide + pin && abs(s->pins[i].y - middle.y) < tall + pin)
			return false;
	for (int i = -STEPS; i <= STEPS; i++)
		for (int j = -2; j <= 2; j++)
			if (!shape_holds(shape, (GridPoint){ middle.x + wide * i / STEPS, middle.y + tall * j / 2 }))
				return false;
	return true;
}

/* The middle first, then above and below it, ever further. */
static bool find_room(const Sight *s, const GridShape *shape, const Label *label, GridPoint *at)
{
	enum { TRIES = 8 };
	int32_t step = (s->high.x - s->low.x) / 80;
	for (int down = 0; down <= TRIES; down++)
		for (int right = 0; right <= TRIES; right++)
			for (int corner = 0; corner < 4; corner++) {
				*at = (GridPoint){ shape->middle.x + (corner & 1 ? right : -right) * step,
					           shape->middle.y + (corner & 2 ? down : -down) * step };
				if (fits(s, shape, *at, label))
					return true;
			}
	return false;
}

static void put_place(const Sight *s, Value *slots, int x, int y, GridPoint at)
{
	GridPoint p = on_map(s, at);
	slots[x] = number_value(p.x, s->a);
	slots[y] = number_value(p.y, s->a);
}

/* 西原第二小: 西原, 第二小; other names in halves. */
static Label split(Str name, int letter)
{
	size_t at = str_find(name, STR("第")), letters = 0;
	if (at == 0 || at >= name.len) {
		for (at = 0; at < name.len && letters < (letter_count(name) + 1) / 2; letters++)
			for (at++; at < name.len && ((unsigned char)name.ptr[at] & 0xc0) == 0x80;)
				at++;
	}
	return (Label){ { str_sub(name, 0, at), str_skip(name, at) }, letter };
}

/* On one line or on two, on a phone or else on a wide screen. */
static bool find_label(const Sight *s, const GridShape *shape, Str name, Label *label, GridPoint *at)
{
	for (int letter = 0; letter < 2; letter++) {
		int size = letter ? LETTER_WIDE : LETTER;
		*label = (Label){ { name }, size };
		if (find_room(s, shape, label, at))
			return true;
		*label = split(name, size);
		if (find_room(s, shape, label, at))
			return true;
	}
	*label = (Label){ .letter = LETTER };
	return false;
}

/* Only the area's own districts stand in the list beside the map. */
static bool is_listed(const Sight *s, const Area *area)
{
	return is_district(area) && area_contains(s->area, area);
}

/* The short name where it fits; else the number, which the list explains. */
static void label_region(const Sight *s, Value *slots, const Area *area, const GridShape *shape)
{
	static const Label number = { { STR_INIT("20") }, LETTER };
	Label label;
	GridPoint at;
	if (!find_label(s, shape, area->short_name, &label, &at) &&
	    !(is_listed(s, area) && find_room(s, shape, &number, &at)))
		return;
	put_place(s, slots, SLOT_MAP_REGION_X, SLOT_MAP_REGION_Y, at);
	slots[SLOT_MAP_REGION_LABELLED] = value_bool(true);
	slots[SLOT_MAP_REGION_WIDE] = value_bool(label.letter == LETTER_WIDE);
	slots[SLOT_MAP_REGION_LABEL] = value_text(label.lines[0]);
	slots[SLOT_MAP_REGION_LABEL2] = value_text(label.lines[1]);
}

/* Regions. */

static Value region_frame(const Sight *s, const Area *area)
{
	const ReadyArea *ready = ready_area(s->press, area);
	const GridShape *shape = &s->press->map->areas[area->number];
	Value *slots = frame_slots(&MAP_REGION_SHAPE, s->a);
	slots[SLOT_MAP_REGION_NAME] = value_text(ready->full_name);
	if (area != s->area)
		slots[SLOT_MAP_REGION_URL] = value_text(ready->url);
	slots[SLOT_MAP_REGION_PATH] = value_text(path_of(s, shape));
	slots[SLOT_MAP_REGION_TINT] = number_value(tint_of(s, area), s->a);
	if (is_listed(s, area))
		slots[SLOT_MAP_REGION_NUMBER] = number_value(district_number(s->press, area), s->a);
	if (area != s->area)
		label_region(s, slots, area, shape);
	return value_frame(&MAP_REGION_SHAPE, slots);
}

static bool is_region(const Sight *s, const Area *area)
{
	const GridShape *shape = &s->press->map->areas[area->number];
	return is_in_sight(s, shape) && (s->coarse ? area->parent == s->area : is_district(area));
}

static size_t region_count(const Sight *s)
{
	size_t count = 0;
	for (size_t i = 0; i < s->press->site->area_count; i++)
		count += is_region(s, s->press->site->areas[i]);
	return count;
}

static Value view_regions(const Sight *s)
{
	const Site *site = s->press->site;
	List list = { .arena = s->a };
	for (size_t i = 0; i < site->area_count; i++)
		if (is_region(s, site->areas[i]))
			list_add(&list, region_frame(s, site->areas[i]));
	return list_value(&list);
}

/* Around the areas of the city, or around the area itself. */
static Str path_of_borders(const Sight *s)
{
	Buf b = { .arena = s->a };
	const GridShape *shapes = s->press->map->areas;
	if (s->area->parent)
		return path_of(s, &shapes[s->area->number]);
	for (size_t i = 0; i < s->area->child_count; i++)
		buf_str(&b, path_of(s, &shapes[s->area->children[i]->number]));
	return buf_text(&b);
}

/* Of a district: chome and places. */

enum { CELL_LABELS = 4 };

/* 芝久保町1丁目 on one line or on two, 芝久保町1, 1 */
static Label cell_label(const MapCell *cell, int form, Arena *a)
{
	Str number = str_format(a, "%d", cell->chome), chome = STR_CONCAT(a, number, STR("丁目"));
	switch (form) {
	case 0:  return (Label){ { STR_CONCAT(a, cell->town->name, chome) }, LETTER };
	case 1:  return (Label){ { cell->town->name, chome }, LETTER };
	case 2:  return (Label){ { STR_CONCAT(a, cell->town->name, number) }, LETTER };
	default: return (Label){ { number }, LETTER };
	}
}

static bool cell_fits(const Sight *s, const MapCell *cell, int form, GridPoint *at)
{
	const Label label = cell_label(cell, form, s->a);
	return find_room(s, &cell->shape, &label, at);
}

/* The longest form that fits most of them: those that it does not fit get a shorter one. */
static int form_of_cells(const Sight *s)
{
	const CityMap *map = s->press->map;
	GridPoint at;
	for (int form = 0; form < CELL_LABELS - 1; form++) {
		size_t all = 0, fitting = 0;
		for (size_t i = 0; i < map->count; i++)
			if (map->cells[i].area == s->area) {
				all++;
				fitting += cell_fits(s, &map->cells[i], form, &at);
			}
		if (fitting * 5 >= all * 4)
			return form;
	}
	return CELL_LABELS - 1;
}

static Value cell_frame(const Sight *s, const MapCell *cell, int form)
{
	GridPoint at;
	Value *slots = frame_slots(&MAP_CELL_SHAPE, s->a);
	slots[SLOT_MAP_CELL_PATH] = value_text(path_of(s, &cell->shape));
	while (form < CELL_LABELS && !cell_fits(s, cell, form, &at))
		form++;
	if (form < CELL_LABELS) {
		const Label label = cell_label(cell, form, s->a);
		slots[SLOT_MAP_CELL_LABEL] = value_text(label.lines[0]);
		slots[SLOT_MAP_CELL_LABEL2] = value_text(label.lines[1]);
		put_place(s, slots, SLOT_MAP_CELL_X, SLOT_MAP_CELL_Y, at);
	}
	return value_frame(&MAP_CELL_SHAPE, slots);
}

static Value view_cells(const Sight *s)
{
	const CityMap *map = s->press->map;
	List list = { .arena = s->a };
	int form = is_district(s->area) ? form_of_cells(s) : 0;
	for (size_t i = 0; is_district(s->area) && i < map->count; i++)
		if (map->cells[i].area == s->area)
			list_add(&list, cell_frame(s, &map->cells[i], form));
	return list_value(&list);
}

static bool has_point(const Record *r)
{
	return r->kind == KIND_PLACE && r->as.place.lat != 0 && r->as.place.lon != 0;
}

static GridPoint point_of(const Sight *s, const Record *r)
{
	return map_point(s->press->map, r->as.place.lat, r->as.place.lon);
}

static bool is_on_map(const Sight *s, GridPoint p)
{
	return p.x >= s->low.x && p.x <= s->high.x && p.y >= s->low.y && p.y <= s->high.y;
}

static Value pin_frame(const Sight *s, const Record *r, GridPoint at, size_t number)
{
	Value *slots = frame_slots(&MAP_PIN_SHAPE, s->a);
	slots[SLOT_MAP_PIN_NUMBER] = value_text(words_number(number, s->a));
	slots[SLOT_MAP_PIN_NAME] = value_text(r->name);
	slots[SLOT_MAP_PIN_URL] = value_text(ready_record(s->press, r)->url);
	slots[SLOT_MAP_PIN_WHERE] = value_text(r->as.place.address);
	slots[SLOT_MAP_PIN_SAMPLE] = value_bool(r->sample);
	put_place(s, slots, SLOT_MAP_PIN_X, SLOT_MAP_PIN_Y, at);
	return value_frame(&MAP_PIN_SHAPE, slots);
}

/* The district's own, then those of the areas around that lie within sight. */
static size_t find_pins(const Sight *s, const Record **pins, GridPoint *points)
{
	const ReadyArea *ready = ready_area(s->press, s->area);
	const Rows rows[] = { ready->inside, ready->around };
	size_t count = 0;
	for (int r = 0; r < 2; r++) {
		for (size_t i = 0; i < rows[r].count && count < PINS_MOST; i++) {
			const Record *record = s->press->site->records[rows[r].items[i].record];
			if (!has_point(record) || !is_on_map(s, point_of(s, record)))
				continue;
			pins[count] = record;
			points[count++] = point_of(s, record);
		}
	}
	return count;
}

static Value view_pins(const Sight *s, const Record *const *pins)
{
	List list = { .arena = s->a };
	for (size_t i = 0; i < s->pin_count; i++)
		list_add(&list, pin_frame(s, pins[i], s->pins[i], i + 1));
	return list_value(&list);
}

/* The list beside it. */

static void fill_contact(Value *s, const Press *press, const Area *area, Arena *a)
{
	const Record *window = site_first_contact(press->site, area, NULL, NULL);
	if (!window)
		return;
	Str phone = window_contact(window)->phone;
	s[SLOT_MAP_ITEM_CONTACT] = value_text(window->name);
	s[SLOT_MAP_ITEM_PHONE] = value_text(phone);
	s[SLOT_MAP_ITEM_PHONE_URL] = value_text(phone_url(phone, a));
}

static Value item_frame(const Press *press, const Area *area, Arena *a)
{
	const ReadyArea *ready = ready_area(press, area);
	Value *s = frame_slots(&MAP_ITEM_SHAPE, a);
	s[SLOT_MAP_ITEM_NAME] = value_text(area->name);
	s[SLOT_MAP_ITEM_HOLDS] = value_text(ready->holds);
	s[SLOT_MAP_ITEM_URL] = value_text(ready->url);
	s[SLOT_MAP_ITEM_COUNT] = value_text(words_number(ready->inside.count, a));
	fill_contact(s, press, area, a);
	if (press->map && press->map->areas[area->number].count)
		s[SLOT_MAP_ITEM_NUMBER] = number_value(district_number(press, area), a);
	return value_frame(&MAP_ITEM_SHAPE, s);
}

static Value group_frame(const Sight *sight, const Area *area)
{
	const Press *press = sight->press;
	const ReadyArea *ready = ready_area(press, area);
	List items = { .arena = sight->a };
	Value *s = frame_slots(&MAP_GROUP_SHAPE, sight->a);
	for (size_t i = area->number; i < area->end; i++)
		if (is_district(press->site->areas[i]))
			list_add(&items, item_frame(press, press->site->areas[i], sight->a));
	s[SLOT_MAP_GROUP_NAME] = value_text(area->name);
	s[SLOT_MAP_GROUP_HOLDS] = value_text(ready->holds);
	s[SLOT_MAP_GROUP_URL] = value_text(ready->url);
	s[SLOT_MAP_GROUP_COUNT] = value_text(words_number(ready->inside.count, sight->a));
	s[SLOT_MAP_GROUP_ALONE] = value_bool(area == sight->area);
	s[SLOT_MAP_GROUP_TINT] = number_value(tint_of(sight, area), sight->a);
	s[SLOT_MAP_GROUP_ITEMS] = list_value(&items);
	return value_frame(&MAP_GROUP_SHAPE, s);
}

/* The city's areas; of an area that holds districts, itself. */
static Value view_groups(const Sight *s)
{
	List list = { .arena = s->a };
	const Area *area = s->area;
	if (area->parent && area->child_count)
		list_add(&list, group_frame(s, area));
	for (size_t i = 0; !area->parent && i < area->child_count; i++)
		list_add(&list, group_frame(s, area->children[i]));
	return list_value(&list);
}

static void draw(Sight *s, Value *slots)
{
	const Record *pins[PINS_MOST];
	GridPoint points[PINS_MOST];
	s->pins = points;
	s->coarse = s->area->child_count && region_count(s) > REGIONS_MOST;
	if (is_district(s->area))
		s->pin_count = find_pins(s, pins, points);
	slots[SLOT_MAP_DRAWN] = value_bool(true);
	slots[SLOT_MAP_VIEW_BOX] = value_text(str_format(s->a, "0 0 %d %d", s->width, s->height));
	slots[SLOT_MAP_REGIONS] = view_regions(s);
	slots[SLOT_MAP_CELLS] = view_cells(s);
	slots[SLOT_MAP_BORDERS] = value_text(path_of_borders(s));
	slots[SLOT_MAP_PINS] = view_pins(s, pins);
	slots[SLOT_MAP_HAS_PINS] = value_bool(s->pin_count > 0);
}

Value view_map(const Press *press, const Area *area, Arena *a)
{
	Value *slots = frame_slots(&MAP_SHAPE, a);
	Sight s = { .press = press, .area = area, .a = a };
	bool drawn = press->map && press->map->areas[area->number].count;
	if (!drawn && !area->child_count)
		return (Value){ 0 };
	slots[SLOT_MAP_LABEL] = value_text(STR_CONCAT(a, area->name, drawn ? STR("の地図") : STR("の中の地域")));
	slots[SLOT_MAP_GROUPS] = view_groups(&s);
	if (drawn) {
		s = sight_of(press, area, a);
		draw(&s, slots);
	}
	return value_frame(&MAP_SHAPE, slots);
}
