#include "render/board.h"

#include "render/words.h"
#include "site/chome.h"
#include "site/reach.h"
#include "site/say.h"

enum {
	ENTRIES_MOST = 60,
	REGULAR_MOST = 30,
	PLACES_LEAST = 3,
	REGULAR_LEAST = 3,
	MARKED = 4,
	NUMBERED = 2,
	WORDS_LEFT_OUT = 44,
	NEXT_MOST = 6,
	TEXT_MOST = 200
};

DayRange board_days(const BoardSheet *sheet)
{
	return (DayRange){ month_first_day(sheet->month), month_first_day(sheet->month + 1) - 1 };
}

bool board_is_printed_on(const Site *site, const Area *area, SheetSize paper)
{
	for (size_t i = 0; paper != SHEET_A4 && i < site->boards.count; i++) {
		const Board *board = &site->boards.items[i];
		if (board->area && area_contains(area, board->area) && str_equal(board->size, paper_name(paper)))
			return true;
	}
	return paper == SHEET_A4;
}

Str board_folder_on(const Area *area, Month month, SheetSize paper, Arena *a)
{
	Str folder = board_folder(area, month, a);
	return paper == SHEET_A4 ? folder : STR_CONCAT(a, folder, paper_class(paper), STR("/"));
}

/* Events. */

/* Those that are still to come when the sheet is printed. */
DayRange board_days_to_come(const Site *site, const BoardSheet *sheet)
{
	DayRange days = board_days(sheet);
	return (DayRange){ days.from > site->today ? days.from : site->today, days.until };
}

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

/* The month that the wanted days end. */
static DayRange month_of_wanted(const DaysWanted *wanted)
{
	return (DayRange){ month_first_day(month_of(wanted->days.until)), wanted->days.until };
}

static bool is_day_of_its_own(const DaysWanted *wanted, const AgendaItem *item)
{
	return item->occurrence->state != OCCURRENCE_PLANNED || !is_regular(item->record, month_of_wanted(wanted));
}

static DaysWanted days_wanted(const Site *site, const BoardSheet *sheet)
{
	return (DaysWanted){ .days = board_days_to_come(site, sheet), .most = ENTRIES_MOST, .passes = is_day_of_its_own,
		             .on_paper = true };
}

/* The days of the month after the sheet's; what else is wanted of them is the same. */
static DaysWanted next_days_wanted(const Site *site, const BoardSheet *sheet)
{
	DaysWanted wanted = days_wanted(site, sheet);
	wanted.days = (DayRange){ wanted.days.until + 1, month_first_day(sheet->month + 2) - 1 };
	wanted.most = NEXT_MOST;
	return wanted;
}

/* A month with nothing left in it shows the first of the next one; the first `most` of what it shows. */
static Value list_days(const Press *press, const BoardSheet *sheet, size_t most, size_t *left_out, bool *next, Arena *a)
{
	DaysWanted wanted = days_wanted(press->site, sheet);
	wanted.most = most;
	Value days = view_days(press, sheet->area, &wanted, left_out, a);
	*next = !days.count && !*left_out;
	if (!*next)
		return days;
	wanted = next_days_wanted(press->site, sheet);
	wanted.most = most < wanted.most ? most : wanted.most;
	days = view_days(press, sheet->area, &wanted, NULL, a);
	*next = days.count > 0;
	return days;
}

/* 11月の、これからの催しは、ありません。12月の、はじめのほうの催しです。 */
static Str words_of_next(const BoardSheet *sheet, bool next, Arena *a)
{
	if (!next)
		return (Str){ 0 };
	return str_format(a, "%d月の、これからの催しは、ありません。%d月の、はじめのほうの催しです。",
	                  day_civil(month_first_day(sheet->month)).month,
	                  day_civil(month_first_day(sheet->month + 1)).month);
}

DayRange board_days_shown(const Press *press, const BoardSheet *sheet, Arena *a)
{
	DayRange days = board_days_to_come(press->site, sheet);
	size_t left_out;
	bool next;
	list_days(press, sheet, 1, &left_out, &next, a);
	return next ? next_days_wanted(press->site, sheet).days : days;
}

/* 毎週水曜日 午前10時から11時30分まで 芝久保三丁目集会所: as it is from that day on */
static Str words_regular(const Record *event, Day day, Arena *a)
{
	const Event *e = &event->as.event;
	Str state = words_of_state(event->state), space = STR(" ");
	return STR_CONCAT(a, state, state.len ? space : (Str){ 0 }, e->repeat.words, space,
	                  words_times(*times_in_force(e, day), a), space, place_called(place_in_force(e, day)));
}

/* A link has no mark of its own. */
static Str name_marked(const Record *r, Arena *a)
{
	return r->sample ? STR_CONCAT(a, r->name, STR("（見本）")) : r->name;
}

static Value link_to(const Press *press, const Record *r, Str note, Arena *a)
{
	return link_frame(name_marked(r, a), ready_record(press, r)->url, note, false, a);
}

Selection board_regular(const Press *press, const BoardSheet *sheet, Arena *a)
{
	Rows rows = ready_area(press, sheet->area)->inside;
	const Record **items = NEW_ARRAY(a, const Record *, rows.count);
	size_t count = 0;
	for (size_t i = 0; i < rows.count; i++) {
		const Record *r = press->site->records[rows.items[i].record];
		if (rows.items[i].kind == KIND_EVENT && is_regular(r, board_days(sheet)) &&
		    days_planned(r, board_days_to_come(press->site, sheet)))
			items[count++] = r;
	}
	return (Selection){ items, count };
}

static List list_regular(const Press *press, const BoardSheet *sheet, size_t most, size_t *left_out, Arena *a)
{
	Selection regular = board_regular(press, sheet, a);
	Day from = board_days_to_come(press->site, sheet).from;
	List list = { .arena = a };
	for (size_t i = 0; i < regular.count && i < most; i++)
		list_add(&list, link_to(press, regular.items[i], words_regular(regular.items[i], from, a), a));
	*left_out += regular.count - list.count;
	return list;
}

/* Places with known hours, the nearest first. */

typedef struct Standing {
	const Press *press;
	const BoardSheet *sheet;
	const Record *items[BOARD_TEXT_PLACES];
	size_t count, most;
} Standing;

static bool lies_in_chome(const Standing *s, const Record *place)
{
	ChomeAt at;
	return s->sheet->town && chome_in(s->press->site, place->as.place.address, &at) &&
	       at.town == s->sheet->town && at.chome == s->sheet->chome;
}

static void add_standing(Standing *s, Rows rows, bool in_chome)
{
	for (size_t i = 0; i < rows.count && s->count < s->most; i++) {
		const Record *r = s->press->site->records[rows.items[i].record];
		if (rows.items[i].kind == KIND_PLACE && r->as.place.hours.count && lies_in_chome(s, r) == in_chome)
			s->items[s->count++] = r;
	}
}

static Standing find_standing(const Press *press, const BoardSheet *sheet, size_t most, size_t around)
{
	const ReadyArea *ready = ready_area(press, sheet->area);
	Standing s = { .press = press, .sheet = sheet, .most = most };
	if (sheet->town) {
		add_standing(&s, ready->inside, true);
		add_standing(&s, ready->around, true);
	}
	add_standing(&s, ready->inside, false);
	/* Those around only where there are few here. */
	s.most = s.count > around ? s.count : around;
	add_standing(&s, ready->around, false);
	return s;
}

static size_t copy_standing(const Standing *s, const Record **places)
{
	for (size_t i = 0; i < s->count; i++)
		places[i] = s->items[i];
	return s->count;
}

size_t board_places(const Press *press, const Area *area, const Record **places, size_t most)
{
	const BoardSheet sheet = { .area = area };
	size_t room = most < BOARD_TEXT_PLACES ? most : BOARD_TEXT_PLACES;
	const Standing s = find_standing(press, &sheet, room, PLACES_LEAST);
	return copy_standing(&s, places);
}

size_t board_text_places(const Press *press, const Area *area, const Record **places)
{
	const BoardSheet sheet = { .area = area };
	const Standing s = find_standing(press, &sheet, BOARD_TEXT_PLACES, BOARD_TEXT_PLACES);
	return copy_standing(&s, places);
}

static Str hours_of(const Record *place, Arena *a)
{
	Buf b = { .arena = a };
	say_hours(&b, place->as.place.hours);
	return buf_text(&b);
}

static List list_standing(const Standing *s, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < s->count; i++)
		list_add(&list, link_to(s->press, s->items[i], hours_of(s->items[i], a), a));
	return list;
}

/* What a sheet could show: heights of its lists' items, and how many of each it does show. */
enum { PART_DAYS, PART_REGULAR, PART_PLACES, PARTS };

typedef struct BoardPart {
	int heights[ENTRIES_MOST];
	size_t count, shown;
} BoardPart;

/* What the month has to show, and how much of it does. */
typedef struct BoardLists {
	const Press *press;
	const BoardSheet *sheet;
	Value days;
	bool next;                             /* they are of the next month */
	Str days_note;
	List regular, places;
	Standing standing;
	size_t unlisted;                       /* events beyond what the lists hold at most */
	int column;                            /* how much one holds */
	int map_heights[MAP_FORMS];            /* 0: there is none */
	Str map_key;
	MapForm form;
	BoardPart parts[PARTS];
} BoardLists;

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

/* The heading of a day stands with its first entry. */
static void measure_days(BoardLists *l, int size)
{
	BoardPart *part = &l->parts[PART_DAYS];
	part->count = 0;
	for (uint32_t i = 0; i < l->days.count; i++) {
		const Value *entries = &l->days.as.items[i].as.frame.slots[SLOT_DAY_ENTRIES];
		for (uint32_t k = 0; k < entries->count && part->count < ENTRIES_MOST; k++)
			part->heights[part->count++] =
				board_item_height(entry_width(entries->as.items[k].as.frame.slots), size,
			                          l->sheet->paper) +
				(k ? 0 : board_day_height(size));
	}
	part->shown = part->count;
}

static void measure_links(BoardLists *l, int number, const List *links, int size)
{
	BoardPart *part = &l->parts[number];
	part->count = part->shown = links->count < ENTRIES_MOST ? links->count : ENTRIES_MOST;
	for (size_t i = 0; i < part->count; i++) {
		const Value *s = links->items[i].as.frame.slots;
		size_t width = width_at(s, SLOT_LINK_NAME) + FIT_NARROW + width_at(s, SLOT_LINK_NOTE);
		part->heights[i] = board_item_height(
			width + (number == PART_PLACES ? NUMBERED * FIT_EM : 0), size, l->sheet->paper);
	}
}

static void measure(BoardLists *l, int size)
{
	measure_days(l, size);
	measure_links(l, PART_REGULAR, &l->regular, size);
	measure_links(l, PART_PLACES, &l->places, size);
}

/* Columns. */

typedef struct Columns {
	int room, used;                        /* of the column that is being filled */
	int count;                             /* full ones */
} Columns;

/* What must not be cut goes into the next column where this one has no room for it. */
static void put(Columns *c, int height)
{
	if (c->used && c->used + height > c->room) {
		c->count++;
		c->used = 0;
	}
	c->used += height;
	if (height > c->room)
		c->count++;
}

static void put_part(Columns *c, const BoardPart *part, int heading)
{
	for (size_t i = 0; i < part->shown; i++)
		put(c, part->heights[i] + (i ? 0 : heading));
}

static size_t count_dropped(const BoardPart *part)
{
	return part->count - part->shown;
}

static bool leaves_out(const BoardLists *l)
{
	bool any = l->unlisted > 0;
	for (int p = 0; p < PARTS; p++)
		any |= count_dropped(&l->parts[p]) > 0;
	return any;
}

/* In two columns, with the sentence of what is left out where something is. */
static bool fits(const BoardLists *l, int size, MapForm form)
{
	Columns c = { .room = l->column };
	int heading = board_heading_height(size);
	if (l->days_note.len)
		put(&c, board_item_height(fit_width(l->days_note), size, l->sheet->paper));
	if (!l->parts[PART_DAYS].shown)
		put(&c, heading + board_item_height(WORDS_LEFT_OUT, size, l->sheet->paper));
	for (int p = 0; p < PARTS; p++)
		put_part(&c, &l->parts[p], heading);
	if (leaves_out(l))
		put(&c, board_item_height(WORDS_LEFT_OUT * FIT_EM, size, l->sheet->paper) + FIT_MM(3));
	if (l->map_heights[form])
		put(&c, board_map_height(l->map_heights[form], l->map_key, size, l->sheet->paper));
	return c.count < 2;
}

/* Places go first, then what is regular, then later days: but of each some stay as long as others can go. */
static bool drop_one(BoardPart parts[PARTS])
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
			return true;
		}
	}
	return false;
}

/* The largest type in which all fits; with the smallest, as much as fits. */
static Str choose(BoardLists *l)
{
	const BoardType *type = board_types(l->sheet->paper), *last = type;
	while (last[1].size)
		last++;
	for (const BoardType *t = type; t->size && !l->unlisted; t++) {
		measure(l, t->size);
		for (l->form = MAP_TALL; l->form < MAP_FORMS; l->form++)
			if (fits(l, t->size, l->form))
				return t->name;
	}
	l->form = MAP_FLAT;
	measure(l, last->size);
	while (!fits(l, last->size, l->form))
		if (!drop_one(l->parts))
			break;
	return last->name;
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

static void gather(BoardLists *l, Arena *a)
{
	size_t more_days, more_regular = 0;
	l->days = list_days(l->press, l->sheet, ENTRIES_MOST, &more_days, &l->next, a);
	l->days_note = words_of_next(l->sheet, l->next, a);
	l->regular = list_regular(l->press, l->sheet, REGULAR_MOST, &more_regular, a);
	l->standing = find_standing(l->press, l->sheet, BOARD_PLACES, PLACES_LEAST);
	l->places = list_standing(&l->standing, a);
	l->unlisted = more_days + more_regular;
	for (MapForm form = MAP_TALL; form < MAP_FORMS; form++)
		l->map_heights[form] = paper_map_height(l->press, l->sheet->area, form);
	l->map_key = l->map_heights[MAP_TALL] ? words_map_key(l->press, l->sheet->area, a) : (Str){ 0 };
}

static Value map_of(const Press *press, const BoardSheet *sheet, const Standing *standing, MapForm form, Arena *a)
{
	const PaperMap map = { sheet->area, sheet->paper, form, standing->items, standing->count };
	return view_paper_map(press, &map, a);
}

static void fill_map(Value *s, BoardLists *l, Arena *a)
{
	l->standing.count = l->parts[PART_PLACES].shown;
	s[SLOT_BOARD_MAP] = map_of(l->press, l->sheet, &l->standing, l->form, a);
	s[SLOT_BOARD_MAP_KEY] = value_text(l->map_key);
}

static void fill_left_out(Value *s, const BoardLists *l, Arena *a)
{
	const BoardPart *parts = l->parts;
	size_t days = l->next ? 0 : count_dropped(&parts[PART_DAYS]);
	size_t events = days + count_dropped(&parts[PART_REGULAR]) + l->unlisted;
	Str address = s[SLOT_BOARD_ADDRESS].as.text;
	s[SLOT_BOARD_LEFT_OUT] = value_text(words_left_out(events, count_dropped(&parts[PART_PLACES]), address, a));
}

void board_fill(Value *s, const Press *press, const BoardSheet *sheet, Arena *a)
{
	int column = board_column(s, sheet->paper) * (100 - sheet->spare) / 100;
	BoardLists lists = { .press = press, .sheet = sheet, .column = column };
	gather(&lists, a);
	s[SLOT_BOARD_TYPE] = value_text(choose(&lists));
	size_t left_out;
	lists.regular.count = lists.parts[PART_REGULAR].shown;
	lists.places.count = lists.parts[PART_PLACES].shown;
	s[SLOT_BOARD_DAYS] = lists.parts[PART_DAYS].shown
	                             ? list_days(press, sheet, lists.parts[PART_DAYS].shown, &left_out, &lists.next, a)
	                             : (Value){ 0 };
	s[SLOT_BOARD_DAYS_NOTE] = value_text(s[SLOT_BOARD_DAYS].count ? lists.days_note : (Str){ 0 });
	s[SLOT_BOARD_REGULAR] = list_value(&lists.regular);
	s[SLOT_BOARD_PLACES] = list_value(&lists.places);
	s[SLOT_BOARD_HAS_REGULAR] = value_bool(lists.regular.count > 0);
	s[SLOT_BOARD_HAS_PLACES] = value_bool(lists.places.count > 0);
	fill_map(s, &lists, a);
	fill_left_out(s, &lists, a);
}

Value board_map(const Value *s, const Press *press, const BoardSheet *sheet, MapForm form, Arena *a)
{
	Standing standing = find_standing(press, sheet, BOARD_PLACES, PLACES_LEAST);
	standing.count = s[SLOT_BOARD_PLACES].count;
	return map_of(press, sheet, &standing, form, a);
}

void board_fill_whole(Value *s, const Press *press, const BoardSheet *sheet, Arena *a)
{
	size_t more_days, more_regular = 0;
	bool next;
	List regular = list_regular(press, sheet, TEXT_MOST, &more_regular, a);
	Standing standing = find_standing(press, sheet, BOARD_TEXT_PLACES, BOARD_TEXT_PLACES);
	List places = list_standing(&standing, a);
	s[SLOT_BOARD_DAYS] = list_days(press, sheet, TEXT_MOST, &more_days, &next, a);
	s[SLOT_BOARD_DAYS_NOTE] = value_text(words_of_next(sheet, next, a));
	s[SLOT_BOARD_REGULAR] = list_value(&regular);
	s[SLOT_BOARD_PLACES] = list_value(&places);
	s[SLOT_BOARD_LEFT_OUT] =
		value_text(words_left_out(more_days + more_regular, 0, s[SLOT_BOARD_ADDRESS].as.text, a));
}
