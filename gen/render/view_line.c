#include "format/mustache.h"
#include "render/view.h"
#include "render/words.h"
#include "site/reach.h"
#include "site/say.h"

const Occurrence *next_occurrence(const Press *press, const Event *e)
{
	const Occurrence *any = NULL;
	for (size_t i = 0; i < e->occurrences.count; i++) {
		const Occurrence *o = &e->occurrences.items[i];
		if (o->until < press->site->today)
			continue;
		if (occurrence_is_held(o))
			return o;
		if (!any)
			any = o;
	}
	return any;
}

Str words_next(const Press *press, const Event *e, Arena *a)
{
	const Occurrence *o = next_occurrence(press, e);
	if (!o)
		return (Str){ 0 };
	return words_day_and_times(o->day, o->until, *o->times, day_civil(press->site->today).year,
	                           a);
}

static Str words_hours(Hours hours, Arena *a)
{
	Buf b = { .arena = a };
	say_hours(&b, hours);
	return buf_text(&b);
}

static Str words_when(const Record *r, Arena *a)
{
	switch (r->kind) {
	case KIND_EVENT: return r->as.event.repeat.words;
	case KIND_PLACE: return words_hours(r->as.place.hours, a);
	case KIND_CONSULTATION: return words_hours(r->as.consultation.hours, a);
	case KIND_GROUP: return r->as.group.meets;
	case KIND_SERVICE: return r->as.service.period;
	case KIND_NOTICE: return words_date(r->as.notice.date, a);
	case KIND_SCHEME:
	case KINDS: break;
	}
	return (Str){ 0 };
}

static Str words_where(const Press *press, const Record *r)
{
	switch (r->kind) {
	case KIND_EVENT: return place_called(place_now(&r->as.event, press->site->today));
	case KIND_PLACE: return r->as.place.address;
	case KIND_CONSULTATION:
		return r->as.consultation.place.ask ? (Str){ 0 }
		                                    : place_called(&r->as.consultation.place);
	case KIND_GROUP: return place_called(&r->as.group.place);
	case KIND_SERVICE:
	case KIND_SCHEME:
	case KIND_NOTICE:
	case KINDS: break;
	}
	return (Str){ 0 };
}

/* 12月8日（火曜日）は中止 */
static Str words_unlike_plan(const Press *press, const Occurrence *o, Arena *a)
{
	Buf b = { .arena = a };
	say_day(&b, o->day, day_civil(press->site->today).year);
	buf_str(&b, STR("は"));
	buf_str(&b, words_of_occurrence(o->state));
	return buf_text(&b);
}

static void fill_state(Value *s, const Press *press, const Record *r, Arena *a)
{
	Str words = words_of_state(r->state), id = id_of_state(r->state);
	if (!words.len && r->kind == KIND_EVENT) {
		const Occurrence *o = occurrence_unlike_plan(press, r);
		if (o) {
			words = words_unlike_plan(press, o, a);
			id = o->state == OCCURRENCE_MOVED ? STR("changed")
			                                  : id_of_occurrence(o->state);
		} else if (r->as.event.application.state == APPLICATION_FULL) {
			words = words_of_state(STATE_FULL);
			id = id_of_state(STATE_FULL);
		}
	}
	s[SLOT_LINE_STATE] = value_text(words);
	s[SLOT_LINE_STATE_ID] = value_text(id);
}

static Str words_cost(Cost cost, Arena *a)
{
	Buf b = { .arena = a };
	say_cost(&b, cost);
	return buf_text(&b);
}

static bool wants_hands(const Record *r)
{
	return r->kind == KIND_GROUP && r->as.group.members_wanted.len;
}

static bool comes_to_you(const Record *r)
{
	return r->kind == KIND_CONSULTATION && r->as.consultation.outreach.len;
}

/* What filter.js narrows a list by. */

static bool is_free(const Record *r)
{
	bool free = r->cost.count > 0;
	for (size_t i = 0; i < r->cost.count; i++)
		free &= r->cost.items[i].yen == 0;
	return free;
}

static bool is_weekly(const Record *r)
{
	bool weekly = false;
	for (size_t i = 0; r->kind == KIND_PLACE && i < r->as.place.hours.count; i++)
		weekly |= r->as.place.hours.items[i].weekdays != 0;
	return weekly;
}

/* Terms of the accessibility list that follow from other fields too, so that nobody need write both. */
static TermSet access_called(const Press *press, const char *id)
{
	const Terms *terms = &press->site->vocabulary.lists[ACCESSIBILITY];
	const Term *term = term_find(terms, str_from(id));
	return term ? term_bit(term_number(terms, term)) : 0;
}

static bool needs_no_booking(const Record *r)
{
	return r->kind == KIND_EVENT && r->as.event.application.state == APPLICATION_NOT_NEEDED;
}

/* The place it is at, itself if it is one; NULL where none is known. */
static const Record *place_of(const Record *r)
{
	const Record *place = r->kind == KIND_PLACE   ? r
	                      : r->kind == KIND_EVENT ? r->as.event.place.ref.record
	                      : r->kind == KIND_GROUP ? r->as.group.place.ref.record
	                                              : NULL;
	return place && place->kind == KIND_PLACE ? place : NULL;
}

/* What a record says itself, else its place, else the type of the place. */
static bool is_indoors(const Record *r, TermSet indoors, TermSet outdoors)
{
	const Record *place = place_of(r);
	TermSet said = r->accessibility & (indoors | outdoors);
	if (!said && place)
		said = place->accessibility & (indoors | outdoors);
	if (said)
		return said & indoors;
	return place && place->as.place.type && place->as.place.type->indoors;
}

static TermSet access_of(const Press *press, const Record *r)
{
	TermSet indoors = access_called(press, "indoors"), outdoors = access_called(press, "outdoors");
	return r->accessibility | (needs_no_booking(r) ? access_called(press, "no-booking") : 0) |
	       (is_indoors(r, indoors, outdoors) ? indoors : 0);
}

/* Those that decide whether one can come at all: those with a short label. */
static Str words_access(const Press *press, TermSet access, Arena *a)
{
	const Terms *terms = &press->site->vocabulary.lists[ACCESSIBILITY];
	Buf b = { .arena = a };
	for (size_t i = 0; i < terms->count; i++) {
		const Term *term = &terms->items[i];
		if (!(access & term_bit(i)) || str_equal(term->short_label, term->label))
			continue;
		buf_str(&b, b.len ? STR("・") : (Str){ 0 });
		buf_str(&b, term->short_label);
	}
	return buf_text(&b);
}

/* f free, w every week, n no booking, r whatever the weather, d and the next day it is held, numbers of the others. */
static Str marks_of(const Press *press, const Record *r, TermSet access, Arena *a)
{
	const Occurrence *next = r->kind == KIND_EVENT ? next_occurrence(press, &r->as.event) : NULL;
	TermSet no_booking = access_called(press, "no-booking"), indoors = access_called(press, "indoors");
	Buf b = { .arena = a };
	if (is_free(r))
		buf_str(&b, STR("f "));
	if (access & no_booking)
		buf_str(&b, STR("n "));
	if (access & indoors)
		buf_str(&b, STR("r "));
	if (r->state == STATE_ACTIVE && is_weekly(r))
		buf_str(&b, STR("w "));
	if (r->state == STATE_ACTIVE && next && occurrence_is_held(next)) {
		Civil c = day_civil(next->day);
		buf_char(&b, 'd');
		buf_number(&b, c.year * 10000L + c.month * 100 + c.day);
		buf_char(&b, ' ');
	}
	access &= ~(no_booking | indoors);
	for (size_t i = 0; i < TERMS_MAX && access >> i; i++) {
		if (!(access & term_bit(i)))
			continue;
		buf_number(&b, (long)i);
		buf_char(&b, ' ');
	}
	return str_trim(buf_text(&b));
}

Str view_line(const Press *press, const Record *r, Arena *scratch, Arena *a)
{
	ArenaMark mark = arena_mark(scratch);
	Value *s = frame_slots(&LINE_SHAPE, scratch);
	s[SLOT_LINE_NAME] = value_text(r->name);
	s[SLOT_LINE_URL] = value_text(ready_record(press, r)->url);
	s[SLOT_LINE_KIND] = value_text(str_from(KIND_INFO[r->kind].id));
	s[SLOT_LINE_KIND_LABEL] = value_text(str_from(KIND_INFO[r->kind].ja));
	s[SLOT_LINE_SUMMARY] = value_text(r->summary);
	if (r->kind == KIND_EVENT && r->state != STATE_SUSPENDED)
		s[SLOT_LINE_NEXT] = value_text(words_next(press, &r->as.event, scratch));
	s[SLOT_LINE_WHEN] = value_text(words_when(r, scratch));
	s[SLOT_LINE_WHERE] = value_text(words_where(press, r));
	s[SLOT_LINE_AREA] = value_text(r->area->name);
	s[SLOT_LINE_WHO] = value_text(ready_record(press, r)->who);
	s[SLOT_LINE_COST] = value_text(words_cost(r->cost, scratch));
	fill_state(s, press, r, scratch);
	const TermSet access = access_of(press, r);
	s[SLOT_LINE_ACCESS] = value_text(words_access(press, access, scratch));
	s[SLOT_LINE_MARKS] = value_text(marks_of(press, r, access, scratch));
	s[SLOT_LINE_OUTREACH] = value_bool(comes_to_you(r));
	s[SLOT_LINE_WANTED] = value_bool(wants_hands(r));
	s[SLOT_LINE_SAMPLE] = value_bool(r->sample);
	s[SLOT_LINE_STALE] = value_bool(r->stale);
	const Value root = value_frame(&LINE_SHAPE, s);
	Buf out = { .arena = scratch };
	mustache_render(press->layouts->templates[LAYOUT_LINE], &root, &out);
	Str line = str_copy(buf_text(&out), a);
	arena_reset(scratch, mark);
	return line;
}

/* Sections. */

static Value section_frame(const SectionHead *head, const Value *lines, size_t count, Arena *a)
{
	Value *s = frame_slots(&SECTION_SHAPE, a);
	s[SLOT_SECTION_ID] = value_text(head->id);
	s[SLOT_SECTION_LABEL] = value_text(head->label);
	s[SLOT_SECTION_COUNT] = value_text(words_number(head->count, a));
	s[SLOT_SECTION_LINES] = value_list(lines, count);
	s[SLOT_SECTION_MORE_URL] = value_text(head->more_url);
	s[SLOT_SECTION_MORE] = value_text(head->more);
	return value_frame(&SECTION_SHAPE, s);
}

Value view_section(const Press *press, const SectionHead *head, const Record *const *records,
                   size_t count, Arena *a)
{
	Value *lines = NEW_ARRAY(a, Value, count);
	for (size_t i = 0; i < count; i++)
		lines[i] = value_html(ready_record(press, records[i])->line);
	return section_frame(head, lines, count, a);
}

Value view_section_rows(const Press *press, const SectionHead *head, const uint32_t *numbers,
                        size_t count, Arena *a)
{
	Value *lines = NEW_ARRAY(a, Value, count);
	for (size_t i = 0; i < count; i++)
		lines[i] = value_html(press->records[numbers[i]].line);
	return section_frame(head, lines, count, a);
}
