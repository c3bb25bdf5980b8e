#include "base/utf8.h"
#include "render/address.h"
#include "render/paper.h"
#include "render/view.h"
#include "render/words.h"
#include "site/state.h"

enum {
	HEADLINE_SHORT = 10,
	HEADLINE_MIDDLE = 18,
	BAND_SHORT = 9,
	BAND_MIDDLE = 16,
	KANJI_BYTES = 3,
	YEAR_DIGITS = 4,
	TABS_MOST = 10,
	TAB_NAME = 18,
	TAB_LINE = 9,
	TAB_ADDRESS_LONG = 44,
	TABS_OF_LONG_NAMES = 8,
	TABS_OF_LONG_ADDRESSES = 7,
	TAB_DAY = 24,
	ALTERED_MOST = 6,
	MARKS_ALL = 64,
	LINES_JOINED = 3
};

static Str headline(const Record *r)
{
	return r->flyer->headline.len ? r->flyer->headline : r->name;
}

static Str band(const Press *press, const Record *r, const Value *record, Arena *a)
{
	Str banner = record[SLOT_RECORD_BANNER].as.text;
	const Occurrence *o = r->kind == KIND_EVENT && r->state == STATE_ACTIVE
	                              ? occurrence_unlike_plan(press, r)
	                              : NULL;
	return o ? words_of_altered_day(press, r, o, a) : banner;
}

/* What is called out, and what is said of it. */
static void fill_band(Value *s, Str band)
{
	const Str stop = STR("。");
	size_t at = str_find(band, stop), width;
	Str first = str_sub(band, 0, at);
	width = fit_width(first);
	s[SLOT_FLYER_BAND] = value_text(first);
	s[SLOT_FLYER_BAND_MORE] = value_text(str_skip(band, at < band.len ? at + stop.len : at));
	s[SLOT_FLYER_BAND_SHORT] = value_bool(width <= BAND_SHORT * FIT_EM);
	s[SLOT_FLYER_BAND_MIDDLE] = value_bool(width > BAND_SHORT * FIT_EM && width <= BAND_MIDDLE * FIT_EM);
}

/* A sheet comes down on its last day; where that is open or far, the day is written in by hand. */
static Str until_words(const Press *press, const Record *r, Arena *a)
{
	Day last = record_last_day(r),
	    limit = press->site->today + press->site->info.board.max_days;
	if (!last || last > limit)
		return STR("　　月　　日");
	return words_date(last, a);
}

/* A box for the stamp where any board of the record's area asks for it, or boards do in general. */
static bool wants_stamp(const Site *site, const Area *area)
{
	bool any = false;
	for (size_t i = 0; i < site->boards.count; i++) {
		const Board *board = &site->boards.items[i];
		if (!board->area || !area_contains(area, board->area))
			continue;
		any = true;
		if (board->stamp)
			return true;
	}
	return !any && site->info.board.stamp;
}

static Value view_points(const Record *r, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < r->flyer->points.count; i++)
		list_add_text(&list, r->flyer->points.items[i]);
	return list_value(&list);
}

static void add_labels(List *list, const Value *terms, size_t most)
{
	for (uint32_t i = 0; i < terms->count && list->count < most; i++)
		list_add(list, terms->as.items[i].as.frame.slots[SLOT_TERM_LABEL]);
}

static Value view_marks(const Value *record, size_t most, Arena *a)
{
	List list = { .arena = a };
	add_labels(&list, &record[SLOT_RECORD_LANGUAGES], most);
	add_labels(&list, &record[SLOT_RECORD_ACCESSIBILITY], most);
	return list_value(&list);
}

/* The dates shown, and which of them are not as planned. */
typedef struct FlyerDates {
	List list;
	const Occurrence *altered[ALTERED_MOST];
	size_t altered_count;
	bool left_out;
} FlyerDates;

/* How many dates as planned say more than their rule does: of one that is on nearly every day none, each week two. */
static size_t dates_beyond_rule(const Press *press, const Record *r)
{
	enum { LOOKED_AT = 4, DAYS_OF_WEEK = 7 };
	const Occurrences *all = &r->as.event.occurrences;
	Day first = DAY_NONE, last = DAY_NONE;
	size_t count = 0;
	for (size_t i = 0; i < all->count && count < LOOKED_AT; i++) {
		const Occurrence *o = &all->items[i];
		if (o->day < press->site->today || !occurrence_is_held(o))
			continue;
		first = count++ ? first : o->day;
		last = o->day;
	}
	if (count < LOOKED_AT || !r->as.event.repeat.words.len || last - first >= LOOKED_AT * DAYS_OF_WEEK)
		return LOOKED_AT;
	return last - first < DAYS_OF_WEEK ? 0 : 2;
}

/*
 * The first `most` dates. One that is called off or moved is never left out;
 * one that is as planned only where とき tells a rule and not the days themselves.
 */
static FlyerDates view_flyer_dates(const Press *press, const Record *r, const Value *record,
                                   size_t most, Arena *a)
{
	FlyerDates d = { .list = { .arena = a } };
	size_t beyond = r->kind == KIND_EVENT ? dates_beyond_rule(press, r) : 0;
	const Value *dates = &record[SLOT_RECORD_DATES];
	const Occurrences *all = &r->as.event.occurrences;
	uint32_t at = 0;
	for (size_t i = 0; r->kind == KIND_EVENT && i < all->count && at < dates->count; i++) {
		const Occurrence *o = &all->items[i];
		if (o->until < press->site->today)
			continue;
		const Value *date = &dates->as.items[at++];
		bool as_planned = o->state == OCCURRENCE_PLANNED || o->state == OCCURRENCE_CHANGED;
		if (o->state == OCCURRENCE_PLANNED && !r->as.event.repeat.rule.len)
			continue;
		if (as_planned && d.list.count >= (most < beyond ? most : beyond)) {
			d.left_out |= most <= beyond;
			continue;
		}
		if (o->state != OCCURRENCE_PLANNED && d.altered_count < ALTERED_MOST)
			d.altered[d.altered_count++] = o;
		list_add(&d.list, *date);
	}
	return d;
}

/* Several short lines without notes, as つなぎ先 has them, become one. */
static Value lines_joined(const Value *lines, Arena *a)
{
	Buf b = { .arena = a };
	for (uint32_t i = 0; i < lines->count; i++) {
		const Value *line = lines->as.items[i].as.frame.slots;
		if (lines->count < LINES_JOINED || line[SLOT_LINK_NOTE].as.text.len)
			return *lines;
		if (i)
			buf_str(&b, STR("、"));
		buf_str(&b, line[SLOT_LINK_NAME].as.text);
	}
	return list_of_one(link_frame(buf_text(&b), (Str){ 0 }, (Str){ 0 }, false, a), a);
}

static Value fact_of_paper(const Value *fact, Arena *a)
{
	Value *s = frame_slots(&FACT_SHAPE, a);
	for (size_t i = 0; i < FACT_SLOTS; i++)
		s[i] = fact->as.frame.slots[i];
	if (!fact_is_main(s))
		s[SLOT_FACT_LINES] = lines_joined(&s[SLOT_FACT_LINES], a);
	s[SLOT_FACT_WIDE] = value_bool(fact_is_wide(s));
	return value_frame(&FACT_SHAPE, s);
}

/* The record's facts, of its changes only those that its dates do not tell. */
static Value view_flyer_facts(const Press *press, const Record *r, const Value *record,
                              const FlyerDates *dates, Arena *a)
{
	List list = { .arena = a };
	const Value *facts = &record[SLOT_RECORD_FACTS];
	for (uint32_t i = 0; i < facts->count; i++) {
		const Value *fact = &facts->as.items[i];
		Value changes;
		if (str_equal(fact->as.frame.slots[SLOT_FACT_ID].as.text, STR("changes"))) {
			changes = view_changes(press, r, dates->altered, dates->altered_count, a);
			fact = &changes;
		}
		if (fact->kind == VALUE_FRAME)
			list_add(&list, fact_of_paper(fact, a));
	}
	return list_value(&list);
}

/* The first number that answers for the record, or else for its area. */
static Str phone_of(const Press *press, const Record *r)
{
	for (size_t i = 0; i < r->contacts.count; i++)
		if (r->contacts.items[i].phone.len)
			return r->contacts.items[i].phone;
	const Value *ask = &ready_area(press, r->area)->ask;
	const Value *first = ask->kind == VALUE_FRAME ? &ask->as.frame.slots[SLOT_ASK_FIRST] : NULL;
	return first && first->kind == VALUE_FRAME
	               ? first->as.frame.slots[SLOT_CONTACT_PHONE].as.text
	               : (Str){ 0 };
}

/* Up to what stands in brackets and is no weekday. */
static Str without_remarks(Str text)
{
	const Str opening = STR("（"), weekday = STR("曜日）");
	size_t at = 0, next;
	while ((next = at + str_find(str_skip(text, at), opening)) < text.len) {
		Str inside = str_skip(text, next + opening.len);
		if (str_find(inside, weekday) != KANJI_BYTES)
			return str_sub(text, 0, next);
		at = next + opening.len;
	}
	return text;
}

/* A tab is kept for days, not for years. */
static Str without_year(Str text)
{
	const Str mark = STR("年");
	size_t digits = str_find(text, mark);
	int year;
	bool has = digits == YEAR_DIGITS && digits < text.len && str_number(str_sub(text, 0, digits), &year);
	return has ? str_skip(text, digits + mark.len) : text;
}

/* 毎月第2火曜日 午前10時から: until when it lasts is on the sheet. */
static Str without_end(Str text)
{
	const Str from = STR("から");
	size_t end = 0;
	text = without_remarks(text);
	for (size_t at = 0; (at = str_find(str_skip(text, end), from) + end) < text.len;)
		end = at + from.len;
	return end ? str_sub(text, 0, end) : text;
}

/* The first line of とき, or of when it is open. */
static Str day_in_short(const Value *record)
{
	const Value *facts = &record[SLOT_RECORD_FACTS];
	for (uint32_t i = 0; i < facts->count; i++) {
		const Value *fact = facts->as.items[i].as.frame.slots, *lines = &fact[SLOT_FACT_LINES];
		Str id = fact[SLOT_FACT_ID].as.text;
		if ((str_equal(id, STR("when")) || str_equal(id, STR("hours"))) && lines->count)
			return without_year(without_end(lines->as.items[0].as.frame.slots[SLOT_LINK_NAME].as.text));
	}
	return (Str){ 0 };
}

/* 毎月第1・第3土曜日 午前10時から: where that is too long for a line, the day alone, and 毎月 goes without saying. */
static Str day_for_line(Str day, Arena *a)
{
	Str alone = str_sub(day, 0, str_find_byte(day, ' ')), brief = alone;
	str_take(&brief, STR("毎月"));
	const Str forms[] = { day, alone, brief };
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (fit_width(forms[i]) <= TAB_LINE * FIT_EM)
			return forms[i];
	return fit_cut(brief, TAB_LINE, a);
}

static Value view_tabs(const Press *press, const Record *r, const Value *record, Arena *a)
{
	List list = { .arena = a };
	Value *s = frame_slots(&TAB_SHAPE, a);
	Str name = r->flyer->short_name.len ? r->flyer->short_name : r->name;
	Str address = printed_address(press->site, short_folder(r->id, a), a);
	int most = address.len > TAB_ADDRESS_LONG ? TABS_OF_LONG_ADDRESSES
	           : utf8_count(name) > TAB_LINE  ? TABS_OF_LONG_NAMES
	                                          : TABS_MOST;
	s[SLOT_TAB_NAME] = value_text(fit_cut(name, TAB_NAME, a));
	s[SLOT_TAB_DAY] = value_text(fit_cut(day_in_short(record), TAB_DAY, a));
	s[SLOT_TAB_PHONE] = value_text(phone_of(press, r));
	s[SLOT_TAB_DAY_SHORT] = value_text(day_for_line(day_in_short(record), a));
	for (int i = 0; i < r->flyer->tabs && i < most; i++)
		list_add(&list, value_frame(&TAB_SHAPE, s));
	return list_value(&list);
}

/*
 * What is given up for the sake of one sheet: type, then dates that とき tells too, points, the summary, marks. A fact
 * never is. The text is given up before any of these but type: see fits_with_text.
 */
typedef struct Shortening {
	TypeSize type;
	bool small_headline;
	size_t dates;
	bool no_points, no_lead;
	size_t marks;
} Shortening;

static const Shortening shortenings[] = {
	{ TYPE_LARGE, false, 4, false, false, MARKS_ALL }, { TYPE_AMPLE, false, 4, false, false, MARKS_ALL },
	{ TYPE_AMPLE, true, 4, false, false, MARKS_ALL },  { TYPE_PLAIN, false, 4, false, false, MARKS_ALL },
	{ TYPE_PLAIN, true, 4, false, false, MARKS_ALL },  { TYPE_TIGHT, false, 4, false, false, MARKS_ALL },
	{ TYPE_TIGHT, true, 4, false, false, MARKS_ALL },  { TYPE_DENSE, true, 4, false, false, MARKS_ALL },
	{ TYPE_DENSE, true, 2, false, false, MARKS_ALL },  { TYPE_DENSE, true, 1, false, false, MARKS_ALL },
	{ TYPE_DENSE, true, 1, true, false, MARKS_ALL },   { TYPE_DENSE, true, 1, true, true, MARKS_ALL },
	{ TYPE_DENSE, true, 1, true, true, 3 },            { TYPE_DENSE, true, 1, true, true, 0 },
	{ TYPE_DENSE, true, 0, true, true, 0 },
};

enum { SHORTENINGS = sizeof(shortenings) / sizeof(*shortenings) };

static char headline_class(Str text, bool small)
{
	size_t count = utf8_count(text);
	return small || count > HEADLINE_MIDDLE ? 'l' : count > HEADLINE_SHORT ? 'm' : 's';
}

static Str words_left_out(const Shortening *cut, bool dates, const Record *r, size_t marks)
{
	bool points = cut->no_points && r->flyer->points.count, lead = cut->no_lead && r->summary.len;
	if (!points && !lead && !dates && marks <= cut->marks)
		return (Str){ 0 };
	return dates ? STR("ほかの日にちも、このページにあります")
	             : STR("ほかのことも、このページにあります");
}

static void fill_as_cut(Value *s, const Press *press, const Record *r, const Shortening *cut, Arena *a)
{
	const Value *record = s[SLOT_FLYER_RECORD].as.frame.slots;
	FlyerDates dates = view_flyer_dates(press, r, record, cut->dates, a);
	size_t marks =
		record[SLOT_RECORD_ACCESSIBILITY].count + record[SLOT_RECORD_LANGUAGES].count;
	s[SLOT_FLYER_DATES] = list_value(&dates.list);
	s[SLOT_FLYER_FACTS] = view_flyer_facts(press, r, record, &dates, a);
	s[SLOT_FLYER_LEAD] = value_text(cut->no_lead ? (Str){ 0 } : r->summary);
	s[SLOT_FLYER_MARKS] = view_marks(record, cut->marks, a);
	s[SLOT_FLYER_POINTS] = cut->no_points ? (Value){ 0 } : view_points(r, a);
	s[SLOT_FLYER_LEFT_OUT] = value_text(
		words_left_out(cut, dates.left_out && cut->dates < NEXT_DATES, r, marks));
	s[SLOT_FLYER_HAS_DATES] = value_bool(s[SLOT_FLYER_DATES].count > 0);
	s[SLOT_FLYER_HAS_MARKS] = value_bool(s[SLOT_FLYER_MARKS].count > 0);
	s[SLOT_FLYER_HAS_POINTS] = value_bool(s[SLOT_FLYER_POINTS].count > 0);
}

static bool cuts_the_same(const Shortening *a, const Shortening *b)
{
	return a->dates == b->dates && a->no_points == b->no_points && a->no_lead == b->no_lead && a->marks == b->marks;
}

/* One record's shortening. */
typedef struct Cutting {
	Value *slots;
	Desk *desk;
	const Record *record;
	bool has_text;
	FlyerText text;                        /* once a sheet without it has turned out to have room */
	FlyerFits *fits;
	void *context;
	Arena *arena;
	const Shortening *filled;              /* what the slots are cut as */
	Value left_out;                        /* what that leaves out */
} Cutting;

/* A text that is left out as a whole is told like anything else that is. */
static Value with_text_left_out(Value left_out, bool left)
{
	return left && !left_out.as.text.len ? value_text(STR("ほかのことも、このページにあります")) : left_out;
}

/* How much room there is, below 0: it does not fit. */
static int room_as_cut(Cutting *c, const Shortening *cut)
{
	char class = headline_class(headline(c->record), cut->small_headline);
	if (!c->filled || !cuts_the_same(c->filled, cut)) {
		fill_as_cut(c->slots, c->desk->press, c->record, cut, c->arena);
		c->left_out = c->slots[SLOT_FLYER_LEFT_OUT];
	}
	c->filled = cut;
	c->slots[SLOT_FLYER_LEFT_OUT] =
		with_text_left_out(c->left_out, c->has_text && !c->slots[SLOT_FLYER_BODY].count);
	c->slots[SLOT_FLYER_TYPE] = value_text(type_name(cut->type));
	c->slots[SLOT_FLYER_HEADLINE_SIZE] = value_text(class == 's'   ? STR("s")
	                                                : class == 'm' ? STR("m")
	                                                               : STR("l"));
	return c->fits(c->context, c->slots, cut->type, class);
}

/* The text. */

/* Its first sentences, and where the others are. */
static void fill_text(Cutting *c, size_t ends)
{
	Value *s = c->slots;
	bool whole = ends == c->text.end_count && !c->text.endless;
	s[SLOT_FLYER_BODY] = flyer_text_until(&c->text, ends, c->arena);
	s[SLOT_FLYER_HAS_BODY] = value_bool(ends > 0);
	s[SLOT_FLYER_BODY_LEADS] = value_bool(c->text.leads);
	s[SLOT_FLYER_MORE] = value_text(!ends || whole ? (Str){ 0 }
	                                : c->desk->press->skip.qr
	                                        ? STR("続きは、下のアドレスのページにあります。電話でもお尋ねください。")
	                                        : STR("続きは、下のコードから読めます。電話でもお尋ねください。"));
}

/*
 * How many sentences, `ends` or more, there is room for, by their estimate. Mostly it is few more, and few are
 * estimated sooner than many.
 */
static size_t guess_more(Cutting *c, const Shortening *cut, size_t ends, int room)
{
	size_t most = c->text.end_count - !c->text.endless, step = 1;
	fill_text(c, ends);
	int own = flyer_text_height(c->slots, cut->type);
	bool over = false;
	while (ends < most) {
		size_t middle = over ? (ends + most + 1) / 2 : ends + step < most ? ends + step : most;
		fill_text(c, middle);
		step *= 2;
		if (flyer_text_height(c->slots, cut->type) - own > room) {
			most = middle - 1;
			over = true;
		} else {
			ends = middle;
		}
	}
	return ends;
}

/* As many sentences as there is room for; false: not even the first. */
static bool fits_with_some(Cutting *c, const Shortening *cut, int room)
{
	size_t fitting = 0;
	for (size_t ends = guess_more(c, cut, 0, room); ends > fitting;) {
		fill_text(c, ends);
		room = room_as_cut(c, cut);
		if (room >= 0)
			fitting = ends;
		ends = room >= 0 ? guess_more(c, cut, ends, room) : ends - 1 - ends / 8;
	}
	fill_text(c, fitting);
	return fitting && (room >= 0 || room_as_cut(c, cut) >= 0);
}

/*
 * A notice is hung up for the sake of its text: type is set as small as it may be before a sentence of it goes. Other
 * texts make nothing smaller than tight, so as to be there as a whole, and a part of one nothing smaller than plain if
 * there is room for a sentence then; where facts alone are smaller, it takes what room there is.
 */
static TypeSize least_type(const Record *r)
{
	return r->kind == KIND_NOTICE ? TYPE_DENSE : TYPE_TIGHT;
}

static TypeSize least_type_of_part(const Record *r)
{
	return r->kind == KIND_NOTICE ? TYPE_DENSE : TYPE_PLAIN;
}

static bool keeps_text(const Record *r, const Shortening *first, const Shortening *cut)
{
	return cut->dates == shortenings[0].dates && (cut == first || cut->type <= least_type(r));
}

/* More than there is room for in that type, in which what else is set leaves at most `more` of the sheet besides. */
static size_t bytes_beyond(const Record *r, TypeSize type, int room, int more)
{
	enum { LEADING = 160, KANJI = 3 };
	const Type *t = paper_type(type);
	int size = r->kind == KIND_NOTICE ? t->fact : (t->fact + t->small) / 2;
	if (r->kind == KIND_NOTICE)
		room = PAPER_HEIGHT;
	int lines = (room + more) * 100 / (size * LEADING) + 1;
	return (size_t)lines * (size_t)(PAPER_WIDTH / size) * KANJI;
}

/* Whether what the text takes, by its estimate, is no more than there is room for: estimates err to the large side. */
static bool has_hope(const Cutting *c, const Shortening *cut, int room)
{
	return flyer_text_height(c->slots, cut->type) * 8 / 10 <= room;
}

/* How much room there is without a text in the last type that it may be set in. */
static int room_without(Cutting *c, const Shortening *first, const Shortening *last, int room)
{
	fill_text(c, 0);
	return first == last ? room : room_as_cut(c, last);
}

/* What fits without its text, as `cut`: with it, or the beginning of it, in no smaller type than may be. */
static bool fits_with_text(Cutting *c, const Shortening *cut, int room)
{
	const Shortening *first = cut, *last = cut, *part = cut;
	for (; keeps_text(c->record, first, cut); last = cut++) {
		fill_text(c, c->text.end_count);
		part = cut->type <= least_type_of_part(c->record) ? cut : part;
		if (c->text.endless || (cut == first && !has_hope(c, cut, room)))
			continue;
		if (room_as_cut(c, cut) >= 0)
			return true;
	}
	if (fits_with_some(c, part, room_without(c, first, part, room)))
		return true;
	if (last != part && fits_with_some(c, last, room_without(c, first, last, room)))
		return true;
	fill_text(c, 0);
	return room_as_cut(c, first) >= 0;
}

bool view_flyer_cut(Value *s, Desk *desk, const Record *r, FlyerFits *fits, void *context, Arena *a)
{
	Cutting c = { .slots = s, .desk = desk, .record = r, .fits = fits, .context = context, .arena = a };
	int room = -1;
	const Shortening *cut = shortenings + !r->flyer->large, *end = shortenings + SHORTENINGS;
	c.has_text = flyer_has_text(desk, r);
	fill_text(&c, 0);
	while (cut < end && (room = room_as_cut(&c, cut)) < 0)
		cut++;
	if (room < 0 || !c.has_text || !keeps_text(r, cut, cut))
		return room >= 0;
	c.text = flyer_text(desk, r, bytes_beyond(r, least_type(r), room, PAPER_HEIGHT / 3),
	                    bytes_beyond(r, least_type_of_part(r), room, PAPER_HEIGHT / 6));
	return fits_with_text(&c, cut, room);
}

void view_flyer_least(Value *s, const Press *press, const Record *r, bool text, Arena *a)
{
	fill_as_cut(s, press, r, &shortenings[SHORTENINGS - 1], a);
	s[SLOT_FLYER_LEFT_OUT] = with_text_left_out(s[SLOT_FLYER_LEFT_OUT], text);
}

Value *view_flyer(Desk *desk, const Record *r, Arena *a)
{
	const Press *press = desk->press;
	Value *s = frame_slots(&FLYER_SHAPE, a);
	s[SLOT_FLYER_SITE] = press->plain_site_frame;
	s[SLOT_FLYER_RECORD] = *view_record(desk, r);
	s[SLOT_FLYER_HEADLINE] = value_text(headline(r));
	fill_band(s, band(press, r, s[SLOT_FLYER_RECORD].as.frame.slots, a));
	s[SLOT_FLYER_UNTIL] = value_text(until_words(press, r, a));
	s[SLOT_FLYER_STAMP] = value_bool(wants_stamp(press->site, r->area));
	if (r->assured)
		s[SLOT_FLYER_AS_OF] =
			value_text(STR_CONCAT(a, words_date(r->assured, a), STR("現在")));
	s[SLOT_FLYER_TABS] = view_tabs(press, r, s[SLOT_FLYER_RECORD].as.frame.slots, a);
	s[SLOT_FLYER_HAS_TABS] = value_bool(r->flyer->tabs > 0);
	return s;
}
