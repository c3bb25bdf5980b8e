#include "render/address.h"
#include "render/paper.h"
#include "render/view.h"
#include "render/words.h"
#include "site/say.h"

enum {
	ENTRIES_MOST = 40,
	REGULAR_MOST = 20,
	PLACES_MOST = 6,
	REGULAR_LEAST = 3,
	MARKED = 4,
	WORDS_LEFT_OUT = 44,
	TEXT_MOST = 200,
	TEXT_PLACES_MOST = 20
};

/* How many days of the range the event is planned for. */
static size_t days_planned(const Record *event, DayRange range)
{
	const Occurrences *all = &event->as.event.occurrences;
	size_t count = 0;
	for (size_t i = 0; i < all->count; i++)
		count += all->items[i].until >= range.from && all->items[i].day <= range.until;
	return count;
}

/* What comes again and again is told once; only its unusual days stand among the days. */
static bool is_regular(const Record *event, DayRange range)
{
	return event->as.event.repeat.words.len && days_planned(event, range) >= REGULAR_LEAST;
}

static bool is_day_of_its_own(const DaysWanted *wanted, const AgendaItem *item)
{
	return item->occurrence->state != OCCURRENCE_PLANNED ||
	       !is_regular(item->record, wanted->days);
}

/* 毎週水曜日 午前10時から11時30分まで 芝久保三丁目集会所 */
static Str words_regular(const Record *event, Arena *a)
{
	const Event *e = &event->as.event;
	Str state = words_of_state(event->state), space = STR(" ");
	return STR_CONCAT(a, state, state.len ? space : (Str){ 0 }, e->repeat.words, space,
	                  words_times(e->times, a), space, place_called(&e->place));
}

/* A link has no mark of its own. */
static Str name_marked(const Record *r, Arena *a)
{
	return r->sample ? STR_CONCAT(a, r->name, STR("（見本）")) : r->name;
}

static List list_regular(const Press *press, const Area *area, DayRange days, size_t most,
                         size_t *left_out, Arena *a)
{
	Rows rows = ready_area(press, area)->inside;
	List list = { .arena = a };
	for (size_t i = 0; i < rows.count; i++) {
		const Record *r = press->site->records[rows.items[i].record];
		if (rows.items[i].kind != KIND_EVENT || !is_regular(r, days))
			continue;
		if (list.count < most)
			list_add(&list, link_frame(name_marked(r, a), ready_record(press, r)->url,
			                           words_regular(r, a), false, a));
		else
			(*left_out)++;
	}
	return list;
}

static Str hours_of(const Record *place, Arena *a)
{
	Buf b = { .arena = a };
	say_hours(&b, place->as.place.hours);
	return buf_text(&b);
}

static void add_standing(List *list, const Press *press, Rows rows, size_t most)
{
	for (size_t i = 0; i < rows.count && list->count < most; i++) {
		const Record *r = press->site->records[rows.items[i].record];
		if (rows.items[i].kind == KIND_PLACE && r->as.place.hours.count)
			list_add(list, link_frame(name_marked(r, list->arena),
			                          ready_record(press, r)->url,
			                          hours_of(r, list->arena), false, list->arena));
	}
}

/* Places with known hours: those of the area itself before those around it. */
static List list_standing(const Press *press, const Area *area, size_t most, Arena *a)
{
	List list = { .arena = a };
	add_standing(&list, press, ready_area(press, area)->inside, most);
	add_standing(&list, press, ready_area(press, area)->around, most);
	return list;
}

/* What a sheet could show: heights of its lists' items, and how many of each it does show. */
enum { PART_DAYS, PART_REGULAR, PART_PLACES, PARTS };

typedef struct BoardPart {
	int heights[ENTRIES_MOST];
	size_t count, shown;
} BoardPart;

static size_t width_at(const Value *slots, int slot)
{
	return slots[slot].kind == VALUE_TEXT ? fit_width(slots[slot].as.text) : 0;
}

static size_t entry_width(const Value *s)
{
	static const int shown[] = {
		SLOT_ENTRY_STATE, SLOT_ENTRY_NAME, SLOT_ENTRY_TIME,
		SLOT_ENTRY_WHERE, SLOT_ENTRY_WHO,  SLOT_ENTRY_NOTE,
	};
	size_t width = 0;
	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++) {
		size_t own = width_at(s, shown[i]);
		width += own ? own + FIT_NARROW : 0;
	}
	return width + (s[SLOT_ENTRY_SAMPLE].kind == VALUE_TRUE ? MARKED * FIT_EM : 0);
}

/* The heading of a day is counted with its first entry. */
static void measure_days(BoardPart *part, const Value *days, int size)
{
	part->count = 0;
	for (uint32_t i = 0; i < days->count; i++) {
		const Value *entries = &days->as.items[i].as.frame.slots[SLOT_DAY_ENTRIES];
		for (uint32_t k = 0; k < entries->count && part->count < ENTRIES_MOST; k++)
			part->heights[part->count++] =
				board_item_height(entry_width(entries->as.items[k].as.frame.slots),
			                          size) +
				(k ? 0 : board_day_height(size));
	}
	part->shown = part->count;
}

static void measure_links(BoardPart *part, const List *links, int size)
{
	part->count = part->shown = links->count < ENTRIES_MOST ? links->count : ENTRIES_MOST;
	for (size_t i = 0; i < part->count; i++) {
		const Value *s = links->items[i].as.frame.slots;
		part->heights[i] = board_item_height(width_at(s, SLOT_LINK_NAME) + FIT_NARROW +
		                                             width_at(s, SLOT_LINK_NOTE),
		                                     size);
	}
}

static int height_of_parts(const BoardPart parts[PARTS], int size)
{
	int height = 0;
	for (int p = 0; p < PARTS; p++) {
		height += parts[p].shown || p == PART_DAYS ? board_heading_height(size) : 0;
		for (size_t i = 0; i < parts[p].shown; i++)
			height += parts[p].heights[i];
	}
	return height;
}

/* Places go first, then what is regular, then later days: but of each some stay as long as others can go. */
static void drop_one(BoardPart parts[PARTS])
{
	static const struct {
		int part;
		size_t least;
	} order[] = {
		{ PART_PLACES, 3 },  { PART_REGULAR, 8 }, { PART_DAYS, 10 },   { PART_REGULAR, 5 },
		{ PART_DAYS, 6 },    { PART_PLACES, 1 },  { PART_REGULAR, 2 }, { PART_DAYS, 0 },
		{ PART_REGULAR, 0 }, { PART_PLACES, 0 },
	};
	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
		BoardPart *part = &parts[order[i].part];
		if (part->shown > order[i].least) {
			part->shown--;
			return;
		}
	}
}

static size_t shown_in_all(const BoardPart parts[PARTS])
{
	return parts[PART_DAYS].shown + parts[PART_REGULAR].shown + parts[PART_PLACES].shown;
}

/* ほかに催し12件、居場所3件があります。keijiban.example/seibu/ で見られます。 */
static Str words_left_out(size_t events, size_t places, Str address, Arena *a)
{
	Buf b = { .arena = a };
	if (!events && !places)
		return (Str){ 0 };
	buf_str(&b, STR("ほかに"));
	if (events)
		buf_format(&b, "催し%zu件", events);
	if (places)
		buf_format(&b, "%s居場所%zu件", events ? "、" : "", places);
	buf_str(&b, STR("があります。"));
	buf_str(&b, address);
	buf_str(&b, STR(" で見られます。"));
	return buf_text(&b);
}

/* What the month has to show, and how much of it does. */
typedef struct BoardLists {
	Value days;
	List regular, places;
	size_t unlisted; /* events beyond what the lists hold at most */
	BoardPart parts[PARTS];
} BoardLists;

static BoardLists board_lists(const Press *press, const Area *area, const DaysWanted *wanted,
                              Arena *a)
{
	size_t more_days, more_regular = 0;
	BoardLists lists = { .days = view_days(press, area, wanted, &more_days, a) };
	lists.regular = list_regular(press, area, wanted->days, REGULAR_MOST, &more_regular, a);
	lists.places = list_standing(press, area, PLACES_MOST, a);
	lists.unlisted = more_days + more_regular;
	return lists;
}

static void measure(BoardLists *lists, int size)
{
	measure_days(&lists->parts[PART_DAYS], &lists->days, size);
	measure_links(&lists->parts[PART_REGULAR], &lists->regular, size);
	measure_links(&lists->parts[PART_PLACES], &lists->places, size);
}

static size_t count_dropped(const BoardPart *part)
{
	return part->count - part->shown;
}

/* With the sentence of what is left out, where something is. */
static int height_of_lists(const BoardLists *lists, int size)
{
	const BoardPart *parts = lists->parts;
	bool all = !lists->unlisted;
	for (int p = 0; p < PARTS; p++)
		all &= !count_dropped(&parts[p]);
	return height_of_parts(parts, size) +
	       (all ? 0 : board_item_height(WORDS_LEFT_OUT * FIT_EM, size));
}

/* The largest type in which all fits; with the smallest, as much as fits. Returns its class. */
static const char *choose(BoardLists *lists, const Value *s)
{
	static const struct {
		const char *name;
		int size;
	} types[] = { { "large", 160 }, { "ample", 140 }, { "plain", 120 } };
	const size_t last = sizeof(types) / sizeof(*types) - 1;
	for (size_t t = 0; t < last && !lists->unlisted; t++) {
		measure(lists, types[t].size);
		if (height_of_lists(lists, types[t].size) <= board_room(s, types[t].size))
			return types[t].name;
	}
	const int size = types[last].size, room = board_room(s, size);
	measure(lists, size);
	while (shown_in_all(lists->parts) && height_of_lists(lists, size) > room)
		drop_one(lists->parts);
	return types[last].name;
}

static void fill_lists(Value *s, const Press *press, const Area *area, const DaysWanted *wanted,
                       Arena *a)
{
	BoardLists lists = board_lists(press, area, wanted, a);
	const BoardPart *parts = lists.parts;
	s[SLOT_BOARD_TYPE] = value_text(str_from(choose(&lists, s)));
	DaysWanted fewer = *wanted;
	fewer.most = parts[PART_DAYS].shown;
	lists.regular.count = parts[PART_REGULAR].shown;
	lists.places.count = parts[PART_PLACES].shown;
	size_t events = count_dropped(&parts[PART_DAYS]) + count_dropped(&parts[PART_REGULAR]) +
	                lists.unlisted;
	Str address = s[SLOT_BOARD_ADDRESS].as.text;
	s[SLOT_BOARD_DAYS] = view_days(press, area, &fewer, NULL, a);
	s[SLOT_BOARD_REGULAR] = list_value(&lists.regular);
	s[SLOT_BOARD_PLACES] = list_value(&lists.places);
	s[SLOT_BOARD_HAS_REGULAR] = value_bool(lists.regular.count > 0);
	s[SLOT_BOARD_HAS_PLACES] = value_bool(lists.places.count > 0);
	s[SLOT_BOARD_LEFT_OUT] =
		value_text(words_left_out(events, count_dropped(&parts[PART_PLACES]), address, a));
}

/* Without a sheet to fill: all, but for what would make a text without end. */
static void fill_whole(Value *s, const Press *press, const Area *area, const DaysWanted *wanted,
                       Arena *a)
{
	DaysWanted all = *wanted;
	size_t more_days, more_regular = 0;
	all.most = TEXT_MOST;
	List regular = list_regular(press, area, wanted->days, TEXT_MOST, &more_regular, a);
	List places = list_standing(press, area, TEXT_PLACES_MOST, a);
	s[SLOT_BOARD_DAYS] = view_days(press, area, &all, &more_days, a);
	s[SLOT_BOARD_REGULAR] = list_value(&regular);
	s[SLOT_BOARD_PLACES] = list_value(&places);
	s[SLOT_BOARD_LEFT_OUT] = value_text(
		words_left_out(more_days + more_regular, 0, s[SLOT_BOARD_ADDRESS].as.text, a));
}

static Value board_page(Desk *desk, const Output *out, Str month)
{
	Arena *a = &desk->page;
	const PageHead head = {
		.heading = STR_CONCAT(a, out->area->name, STR(" "), month, STR("の予定")),
		.title = STR_CONCAT(a, month, STR("の予定表")),
		.summary = STR_CONCAT(a, ready_area(desk->press, out->area)->full_name,
		                      STR("の、掲示板に貼る予定表です。")),
		.kind = STR("board"),
		.crumb = STR_CONCAT(a, month, STR("の予定表")),
		.noindex = true,
	};
	return view_page(desk, out, &head);
}

static DaysWanted days_wanted(const Output *out)
{
	const DayRange days = { month_first_day(out->page), month_first_day(out->page + 1) - 1 };
	return (DaysWanted){ .days = days, .most = ENTRIES_MOST, .passes = is_day_of_its_own };
}

/* All but the lists, and what only a page has. */
static Value *board_slots(const Press *press, const Output *out, DayRange days, Arena *a)
{
	Buf next = { .arena = a };
	say_day(&next, days.until + 1, day_civil(days.from).year);
	buf_str(&next, STR("から、次の月の予定表になります。"));
	Value *s = frame_slots(&BOARD_SHAPE, a);
	s[SLOT_BOARD_AREA] = value_text(out->area->name);
	s[SLOT_BOARD_HOLDS] = value_text(ready_area(press, out->area)->holds);
	s[SLOT_BOARD_MONTH] = value_text(words_month(days.from, a));
	s[SLOT_BOARD_ADDRESS] =
		value_text(printed_address(press->site, area_folder(out->area, a), a));
	s[SLOT_BOARD_NEXT] = value_text(buf_text(&next));
	return s;
}

const Value *view_whole_board(Desk *desk, const Output *out)
{
	const DaysWanted wanted = days_wanted(out);
	Value *s = board_slots(desk->press, out, wanted.days, &desk->page);
	fill_whole(s, desk->press, out->area, &wanted, &desk->page);
	return s;
}

Str render_board(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	Month month = out->page, now = month_of(press->site->today);
	const DaysWanted wanted = days_wanted(out);
	Value *s = board_slots(press, out, wanted.days, a);
	s[SLOT_BOARD_SITE] = press->site_frame;
	s[SLOT_BOARD_PAGE] = board_page(desk, out, s[SLOT_BOARD_MONTH].as.text);
	s[SLOT_BOARD_QR] = view_qr(press, area_folder(out->area, a), a);
	s[SLOT_BOARD_TEXT_URL] =
		value_text(address_of(press->site, board_text_path(out->area, month, a), a));
	s[SLOT_BOARD_OTHER_URL] = value_text(address_of(
		press->site, board_folder(out->area, month == now ? now + 1 : now, a), a));
	fill_lists(s, press, out->area, &wanted, a);
	return desk_render(desk, LAYOUT_BOARD, s);
}
