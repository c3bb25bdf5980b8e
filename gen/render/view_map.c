#include "base/utf8.h"
#include "render/sight.h"
#include "render/view.h"
#include "render/words.h"
#include "site/first_contact.h"

enum { REGIONS_MOST = 150, PINS_MOST = 20, TINTS = 4 };

/* The map of one area, while it is drawn. */
typedef struct Sheet {
	const Press *press;
	const Area *area;
	Arena *a;
	Sight sight;
	bool coarse;                           /* too many districts to tell apart: areas instead */
} Sheet;

/* Numbers. */

static Value number_value(int n, Arena *a)
{
	Buf b = { .arena = a };
	buf_number(&b, n);
	return value_text(buf_text(&b));
}

/* What is in sight. */

/* Around the city a frame; around an area, something of its neighbours. */
static int32_t margin_around(const Press *press, const Area *area)
{
	const GridShape *shape = &press->map->areas[area->number];
	int32_t wide = shape->high.x - shape->low.x, tall = shape->high.y - shape->low.y;
	return area->parent ? (wide > tall ? wide : tall) / 12 : MAP_SIDE / 200;
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
static int tint_of(const Sheet *s, const Area *area)
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

static void put_place(const Sheet *s, Value *slots, int x, int y, GridPoint at)
{
	GridPoint p = sight_point(&s->sight, at);
	slots[x] = number_value(p.x, s->a);
	slots[y] = number_value(p.y, s->a);
}

/* Only the area's own districts stand in the list beside the map. */
static bool is_listed(const Sheet *s, const Area *area)
{
	return is_district(area) && area_contains(s->area, area);
}

/* The short name where it fits; else the number, which the list explains. */
static void label_region(const Sheet *s, Value *slots, const Area *area, const GridShape *shape)
{
	const Label number = { { STR("20") }, s->sight.letter };
	Label label;
	GridPoint at;
	if (!label_find(&s->sight, shape, area->short_name, &label, &at) &&
	    !(is_listed(s, area) && label_room(&s->sight, shape, &number, &at)))
		return;
	put_place(s, slots, SLOT_MAP_REGION_X, SLOT_MAP_REGION_Y, at);
	slots[SLOT_MAP_REGION_LABELLED] = value_bool(true);
	slots[SLOT_MAP_REGION_WIDE] = value_bool(label.letter != s->sight.letter);
	slots[SLOT_MAP_REGION_LABEL] = value_text(label.lines[0]);
	slots[SLOT_MAP_REGION_LABEL2] = value_text(label.lines[1]);
}

/* Regions. */

static Value region_frame(const Sheet *s, const Area *area)
{
	const ReadyArea *ready = ready_area(s->press, area);
	const GridShape *shape = &s->press->map->areas[area->number];
	Value *slots = frame_slots(&MAP_REGION_SHAPE, s->a);
	slots[SLOT_MAP_REGION_NAME] = value_text(ready->full_name);
	if (area != s->area)
		slots[SLOT_MAP_REGION_URL] = value_text(ready->url);
	slots[SLOT_MAP_REGION_PATH] = value_text(sight_path(&s->sight, shape));
	slots[SLOT_MAP_REGION_TINT] = number_value(tint_of(s, area), s->a);
	if (is_listed(s, area))
		slots[SLOT_MAP_REGION_NUMBER] = number_value(district_number(s->press, area), s->a);
	if (area != s->area)
		label_region(s, slots, area, shape);
	return value_frame(&MAP_REGION_SHAPE, slots);
}

static bool is_region(const Sheet *s, const Area *area)
{
	const GridShape *shape = &s->press->map->areas[area->number];
	return sight_has(&s->sight, shape) && (s->coarse ? area->parent == s->area : is_district(area));
}

static size_t region_count(const Sheet *s)
{
	size_t count = 0;
	for (size_t i = 0; i < s->press->site->area_count; i++)
		count += is_region(s, s->press->site->areas[i]);
	return count;
}

static Value view_regions(const Sheet *s)
{
	const Site *site = s->press->site;
	List list = { .arena = s->a };
	for (size_t i = 0; i < site->area_count; i++)
		if (is_region(s, site->areas[i]))
			list_add(&list, region_frame(s, site->areas[i]));
	return list_value(&list);
}

/* Around the areas of the city, or around the area itself. */
static Str path_of_borders(const Sheet *s)
{
	Buf b = { .arena = s->a };
	const GridShape *shapes = s->press->map->areas;
	if (s->area->parent)
		return sight_path(&s->sight, &shapes[s->area->number]);
	for (size_t i = 0; i < s->area->child_count; i++)
		buf_str(&b, sight_path(&s->sight, &shapes[s->area->children[i]->number]));
	return buf_text(&b);
}

/* Of a district: chome and places. */

enum { CELL_LABELS = 5 };

/* 芝久保町1丁目 on one line or on two, 芝久保町1 on one line or on two, 1 */
static Label cell_label(const Sheet *s, const MapCell *cell, int form)
{
	Arena *a = s->a;
	int letter = s->sight.letter;
	Str number = str_format(a, "%d", cell->chome), chome = STR_CONCAT(a, number, STR("丁目"));
	switch (form) {
	case 0:  return (Label){ { STR_CONCAT(a, cell->town->name, chome) }, letter };
	case 1:  return (Label){ { cell->town->name, chome }, letter };
	case 2:  return (Label){ { STR_CONCAT(a, cell->town->name, number) }, letter };
	case 3:  return (Label){ { cell->town->name, number }, letter };
	default: return (Label){ { number }, letter };
	}
}

static bool cell_fits(const Sheet *s, const MapCell *cell, int form, GridPoint *at)
{
	const Label label = cell_label(s, cell, form);
	return label_room(&s->sight, &cell->shape, &label, at);
}

/* The longest form that fits most of them: those that it does not fit get a shorter one. */
static int form_of_cells(const Sheet *s)
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

/* In the letters of other languages, and smaller type: 南町 is Minami-cho, half as long again and three more. */
static bool has_latin_room(const Sheet *s, const MapCell *cell, GridPoint *at)
{
	Str name = cell->town->name;
	const Label label = { { STR_CONCAT(s->a, name, utf8_prefix(name, (utf8_count(name) + 1) / 2), STR("-cho.")),
		                STR("4-chome") },
		              s->sight.letter * 4 / 5 };
	return label_room(&s->sight, &cell->shape, &label, at);
}

static Value cell_frame(const Sheet *s, const MapCell *cell, int form)
{
	GridPoint at;
	Value *slots = frame_slots(&MAP_CELL_SHAPE, s->a);
	slots[SLOT_MAP_CELL_PATH] = value_text(sight_path(&s->sight, &cell->shape));
	bool wide = form <= 1 && has_latin_room(s, cell, &at);
	if (wide)
		form = 1;
	while (!wide && form < CELL_LABELS && !cell_fits(s, cell, form, &at))
		form++;
	if (form < CELL_LABELS) {
		const Label label = cell_label(s, cell, form);
		slots[SLOT_MAP_CELL_LABEL] = value_text(label.lines[0]);
		slots[SLOT_MAP_CELL_LABEL2] = value_text(label.lines[1]);
		Str chome = label.lines[0];
		slots[SLOT_MAP_CELL_TIGHT] = value_bool(!wide);
		if (!wide && !label.lines[1].len && str_take(&chome, cell->town->name)) {
			slots[SLOT_MAP_CELL_TOWN] = value_text(cell->town->name);
			slots[SLOT_MAP_CELL_CHOME] = value_text(chome);
		}
		put_place(s, slots, SLOT_MAP_CELL_X, SLOT_MAP_CELL_Y, at);
	}
	return value_frame(&MAP_CELL_SHAPE, slots);
}

static Value view_cells(const Sheet *s)
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

static GridPoint point_of(const Sheet *s, const Record *r)
{
	return map_point(s->press->map, r->as.place.lat, r->as.place.lon);
}

static Value pin_frame(const Sheet *s, const Record *r, GridPoint at, size_t number)
{
	Value *slots = frame_slots(&MAP_PIN_SHAPE, s->a);
	slots[SLOT_MAP_PIN_NUMBER] = value_text(words_number(number, s->a));
	slots[SLOT_MAP_PIN_NAME] = value_text(r->name);
	slots[SLOT_MAP_PIN_URL] = value_text(ready_record(s->press, r)->url);
	slots[SLOT_MAP_PIN_WHERE] = value_text(r->as.place.address);
	slots[SLOT_MAP_PIN_WAY] = value_text(words_way(s->press->site, r, s->a));
	slots[SLOT_MAP_PIN_SAMPLE] = value_bool(r->sample);
	put_place(s, slots, SLOT_MAP_PIN_X, SLOT_MAP_PIN_Y, at);
	return value_frame(&MAP_PIN_SHAPE, slots);
}

/* The district's own, then those of the areas around that lie within sight. */
static size_t find_pins(const Sheet *s, const Record **pins, GridPoint *points)
{
	const ReadyArea *ready = ready_area(s->press, s->area);
	const Rows rows[] = { ready->inside, ready->around };
	size_t count = 0;
	for (int r = 0; r < 2; r++) {
		for (size_t i = 0; i < rows[r].count && count < PINS_MOST; i++) {
			const Record *record = s->press->site->records[rows[r].items[i].record];
			if (!has_point(record) || !sight_holds(&s->sight, point_of(s, record)))
				continue;
			pins[count] = record;
			points[count++] = point_of(s, record);
		}
	}
	return count;
}

static Value view_pins(const Sheet *s, const Record *const *pins)
{
	List list = { .arena = s->a };
	for (size_t i = 0; i < s->sight.pin_count && pins[i]; i++)
		list_add(&list, pin_frame(s, pins[i], s->sight.pins[i], i + 1));
	return list_value(&list);
}

/* The list beside it. */

static void fill_contact(Value *s, const Press *press, const Area *area, Arena *a)
{
	const Record *window = site_first_contact(press->site, area, NULL, NULL);
	if (!window)
		return;
	Str phone = window_contact(window)->phone;
	s[SLOT_MAP_ITEM_CONTACT] = value_text(words_first_contact(window));
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

static Value group_frame(const Sheet *sheet, const Area *area)
{
	const Press *press = sheet->press;
	const ReadyArea *ready = ready_area(press, area);
	List items = { .arena = sheet->a };
	Value *s = frame_slots(&MAP_GROUP_SHAPE, sheet->a);
	for (size_t i = area->number; i < area->end; i++)
		if (is_district(press->site->areas[i]))
			list_add(&items, item_frame(press, press->site->areas[i], sheet->a));
	s[SLOT_MAP_GROUP_NAME] = value_text(area->name);
	s[SLOT_MAP_GROUP_HOLDS] = value_text(ready->holds);
	s[SLOT_MAP_GROUP_URL] = value_text(ready->url);
	s[SLOT_MAP_GROUP_COUNT] = value_text(words_number(ready->inside.count, sheet->a));
	s[SLOT_MAP_GROUP_ALONE] = value_bool(area == sheet->area);
	s[SLOT_MAP_GROUP_TINT] = number_value(tint_of(sheet, area), sheet->a);
	s[SLOT_MAP_GROUP_ITEMS] = list_value(&items);
	return value_frame(&MAP_GROUP_SHAPE, s);
}

/* The city's areas; of an area that holds districts, itself. */
static Value view_groups(const Sheet *s)
{
	List list = { .arena = s->a };
	const Area *area = s->area;
	if (area->parent && area->child_count)
		list_add(&list, group_frame(s, area));
	for (size_t i = 0; !area->parent && i < area->child_count; i++)
		list_add(&list, group_frame(s, area->children[i]));
	return list_value(&list);
}

static void draw_shapes(Sheet *s, Value *slots)
{
	s->coarse = s->area->child_count && region_count(s) > REGIONS_MOST;
	slots[SLOT_MAP_DRAWN] = value_bool(true);
	slots[SLOT_MAP_VIEW_BOX] = value_text(str_format(s->a, "0 0 %d %d", MAP_WIDTH, s->sight.height));
	slots[SLOT_MAP_REGIONS] = view_regions(s);
	slots[SLOT_MAP_CELLS] = view_cells(s);
	slots[SLOT_MAP_BORDERS] = value_text(path_of_borders(s));
}

static void draw(Sheet *s, Value *slots)
{
	const Record *pins[PINS_MOST] = { 0 };
	GridPoint points[PINS_MOST];
	s->sight.pins = points;
	if (is_district(s->area))
		s->sight.pin_count = find_pins(s, pins, points);
	draw_shapes(s, slots);
	slots[SLOT_MAP_PINS] = view_pins(s, pins);
	slots[SLOT_MAP_HAS_PINS] = value_bool(s->sight.pin_count > 0);
	s->sight.pins = NULL;
}

static bool is_drawn(const Press *press, const Area *area)
{
	return press->map && press->map->areas[area->number].count;
}

static Sight sight_of(const Press *press, const Area *area, Arena *a)
{
	return sight_around(&press->map->areas[area->number], margin_around(press, area), a);
}

Value view_map(const Press *press, const Area *area, Arena *a)
{
	Value *slots = frame_slots(&MAP_SHAPE, a);
	Sheet s = { .press = press, .area = area, .a = a };
	bool drawn = is_drawn(press, area);
	if (!drawn && !area->child_count)
		return (Value){ 0 };
	slots[SLOT_MAP_LABEL] = value_text(STR_CONCAT(a, area->name, drawn ? STR("の地図") : STR("の中の地域")));
	slots[SLOT_MAP_GROUPS] = view_groups(&s);
	if (drawn) {
		s.sight = sight_of(press, area, a);
		draw(&s, slots);
	}
	return value_frame(&MAP_SHAPE, slots);
}

/* On paper. */

static Sight sight_on_paper(const Press *press, const Area *area, MapForm form, Arena *a)
{
	static const int heights[MAP_FORMS] = { [MAP_LOW] = 800, [MAP_FLAT] = 640 };
	Sight sight = sight_of(press, area, a);
	if (heights[form])
		sight_flatten(&sight, heights[form]);
	return sight;
}

int paper_map_height(const Press *press, const Area *area, MapForm form)
{
	Arena scratch = { 0 };
	int height = is_drawn(press, area) ? sight_on_paper(press, area, form, &scratch).height : 0;
	arena_free(&scratch);
	return height;
}

/* Those of the listed places that lie within sight, by their numbers in the list. */
static Value view_listed_pins(Sheet *s, const PaperMap *map, GridPoint *points)
{
	List list = { .arena = s->a };
	for (size_t i = 0; i < map->count && list.count < PINS_MOST; i++) {
		const Record *place = map->places[i];
		if (!has_point(place) || !sight_holds(&s->sight, point_of(s, place)))
			continue;
		points[s->sight.pin_count++] = point_of(s, place);
		list_add(&list, pin_frame(s, place, point_of(s, place), i + 1));
	}
	return list_value(&list);
}

Value view_paper_map(const Press *press, const PaperMap *map, Arena *a)
{
	GridPoint points[PINS_MOST];
	Value *slots = frame_slots(&MAP_SHAPE, a);
	Sheet s = { .press = press, .area = map->area, .a = a };
	if (!is_drawn(press, map->area))
		return (Value){ 0 };
	s.sight = sight_on_paper(press, map->area, map->form, a);
	s.sight.letter = map->paper == SHEET_A3 ? LETTER_A3 : LETTER_A4;
	s.sight.letter_wide = 0;
	s.sight.pins = points;
	slots[SLOT_MAP_LABEL] = value_text(STR_CONCAT(a, map->area->name, STR("の地図")));
	slots[SLOT_MAP_PINS] = view_listed_pins(&s, map, points);
	slots[SLOT_MAP_HAS_PINS] = value_bool(s.sight.pin_count > 0);
	draw_shapes(&s, slots);
	return value_frame(&MAP_SHAPE, slots);
}

Str words_map_key(const Press *press, const Area *area, Arena *a)
{
	Buf b = { .arena = a };
	for (size_t i = area->number; area->child_count && i < area->end; i++) {
		const Area *inside = press->site->areas[i];
		if (!is_district(inside) || !press->map->areas[i].count)
			continue;
		buf_number(&b, district_number(press, inside));
		buf_str(&b, STR("\u00a0"));
		buf_str(&b, inside->short_name.len ? inside->short_name : inside->name);
		buf_str(&b, STR("　"));
	}
	return str_trim(buf_text(&b));
}
