#include "render/ics.h"

#include <stdlib.h>

#include "format/ical.h"
#include "render/address.h"
#include "render/near.h"
#include "render/view.h"
#include "render/words.h"
#include "site/say.h"
#include "site/select.h"
#include "site/series.h"
#include "site/state.h"

/* An event being told. */
typedef struct Telling {
	Desk *desk;
	Buf *b;
	Arena *scratch;                        /* emptied after each event */
	const Record *record;
	const Series *series;
	Str url, categories[TERMS_MAX], contact;
	size_t category_count;
	Day changed;
} Telling;

/* One VEVENT: what holds on a day, or on those of a rule. */
typedef struct Entry {
	const Occurrence *what;
	Day day, until;
	bool of_rule;                          /* it tells the rule */
	bool instead;                          /* of the day that the rule gives */
} Entry;

static Day later(Day a, Day b)
{
	return a > b ? a : b;
}

/* When. */

/* Several times of a day make one entry, from the first to the last; runs of days are all day. */
static IcalMoment begin_of(const Occurrence *o, Day day, Day until)
{
	return (IcalMoment){ day, o->times->count && day == until ? o->times->items[0].from : (Minute)MINUTE_NONE };
}

static Minute end_minute(TimeSpans times)
{
	Minute end = MINUTE_NONE;
	for (size_t i = 0; i < times.count; i++)
		if (times.items[i].until > end)
			end = times.items[i].until;
	return end;
}

/* The end is the first moment after it. Where no end is known, none is told. */
static void tell_when(const Telling *t, const Entry *e)
{
	IcalMoment begin = begin_of(e->what, e->day, e->until);
	bool timed = begin.minute != MINUTE_NONE;
	IcalMoment end = { timed ? e->day : e->until + 1, timed ? end_minute(*e->what->times) : (Minute)MINUTE_NONE };
	ical_time(t->b, STR("DTSTART"), begin);
	if (!timed || end.minute > begin.minute)
		ical_time(t->b, STR("DTEND"), end);
}

static void tell_rule(const Telling *t)
{
	const Series *s = t->series;
	IcalMoment begin = begin_of(&s->usual, s->first, s->first);
	ical_rule(t->b, s->rule, (IcalMoment){ s->last, begin.minute });
	ical_times(t->b, STR("EXDATE"), s->left_out.items, s->left_out.count, begin.minute);
}

/* Which. */

static void tell_uid(const Telling *t)
{
	const Series *s = t->series;
	Str host = host_name(t->desk->press->site), since = { 0 };
	if (s->continued)
		since = STR_CONCAT(t->scratch, STR("-from-"), day_iso(s->since, t->scratch));
	else if (s->extra)
		since = STR_CONCAT(t->scratch, STR("-on-"), day_iso(s->first, t->scratch));
	ical_line(t->b, STR("UID"), STR_CONCAT(t->scratch, t->record->id, since, STR("@"), host));
}

static void tell_changed(const Telling *t, const Occurrence *what)
{
	const Record *place = what->place ? what->place->ref.record : NULL;
	Day day = t->changed;
	if (place)
		day = later(day, place->changed);
	if (what->notice)
		day = later(day, what->notice->changed);
	ical_changed(t->b, day);
}

/* What. */

static void tell_line(Buf *b, Str text)
{
	if (!text.len)
		return;
	if (b->len)
		buf_char(b, '\n');
	buf_str(b, text);
}

/* Times that DTSTART and DTEND cannot tell. */
static Str times_in_words(const Telling *t, const Entry *e)
{
	bool run = e->day != e->until;
	if (!e->what->times->count || (e->what->times->count == 1 && !run))
		return (Str){ 0 };
	return STR_CONCAT(t->scratch, STR("時間："), words_times(*e->what->times, t->scratch));
}

static Str description(const Telling *t, const Entry *e)
{
	const Record *r = t->record;
	const Press *press = t->desk->press;
	Buf b = { .arena = t->scratch };
	tell_line(&b, r->sample ? STR("これは見本です。実際のものではありません。") : (Str){ 0 });
	if (e->what->state != OCCURRENCE_PLANNED)
		tell_line(&b, occurrence_note(r, e->what, 0, t->scratch));
	tell_line(&b, words_alert(press, r));
	tell_line(&b, words_stale(press, r, t->scratch));
	tell_line(&b, r->summary);
	tell_line(&b, times_in_words(t, e));
	tell_line(&b, STR_CONCAT(t->scratch, STR("くわしいこと："), t->url));
	return buf_text(&b);
}

static Str summary(const Telling *t, Str state)
{
	Str open = state.len ? STR("【") : (Str){ 0 }, close = state.len ? STR("】") : (Str){ 0 };
	Str sample = t->record->sample ? STR("【見本】") : (Str){ 0 };
	return STR_CONCAT(t->scratch, open, state, close, sample, t->record->name);
}

static bool is_off(Str state_id)
{
	return str_equal(state_id, STR("cancelled")) || str_equal(state_id, STR("postponed")) ||
	       str_equal(state_id, STR("moved"));
}

/* Where a map shows it: of a place whose record knows that, and is no example. */
static void tell_position(const Telling *t, const PlaceRef *place)
{
	const Record *r = place->ref.record;
	if (!r || r->kind != KIND_PLACE || r->sample || (r->as.place.lat == 0 && r->as.place.lon == 0))
		return;
	ical_line(t->b, STR("GEO"), str_format(t->scratch, "%.6f;%.6f", r->as.place.lat, r->as.place.lon));
}

static void tell_what(const Telling *t, const Entry *e)
{
	Str state_id, state = occurrence_state(t->record, e->what, &state_id);
	ical_text(t->b, STR("SUMMARY"), summary(t, state));
	if (e->what->place) {
		ical_text(t->b, STR("LOCATION"), words_place(e->what->place, t->scratch));
		tell_position(t, e->what->place);
	}
	ical_text(t->b, STR("DESCRIPTION"), description(t, e));
	ical_texts(t->b, STR("CATEGORIES"), t->categories, t->category_count);
	if (t->contact.len)
		ical_text(t->b, STR("CONTACT"), t->contact);
	if (is_off(state_id))
		ical_line(t->b, STR("STATUS"), STR("CANCELLED"));
	ical_line(t->b, STR("URL"), t->url);
}

static void tell_entry(const Telling *t, Entry e)
{
	ical_line(t->b, STR("BEGIN"), STR("VEVENT"));
	tell_uid(t);
	tell_changed(t, e.what);
	if (e.instead)
		ical_time(t->b, STR("RECURRENCE-ID"), begin_of(&t->series->usual, e.day, e.day));
	tell_when(t, &e);
	if (e.of_rule)
		tell_rule(t);
	tell_what(t, &e);
	ical_line(t->b, STR("END"), STR("VEVENT"));
}

static void tell_series(const Telling *t)
{
	const Series *s = t->series;
	bool ruled = s->rule.len > 0;
	tell_entry(t, (Entry){ &s->usual, s->first, ruled ? s->first : s->last, ruled, false });
	for (size_t i = 0; i < s->altered.count; i++) {
		const Occurrence *o = &s->altered.items[i];
		tell_entry(t, (Entry){ o, o->day, o->day, false, true });
	}
}

static const Contact *contact_of(const Record *r)
{
	return r->contacts.count ? &r->contacts.items[0] : &r->as.event.organizer;
}

/* Its own file, or one that it takes days or a contact from. */
static Day changed_of(const Site *site, const Record *r)
{
	const Event *e = &r->as.event;
	const Contact *c = contact_of(r);
	Day day = r->changed ? r->changed : r->assured;
	if (e->skip.count || e->only.count || e->on_holiday != HOLIDAY_SAME)
		day = later(day, site->calendars_changed);
	if (c->office)
		day = later(day, site->offices_changed);
	return c->record ? later(day, c->record->changed) : day;
}

/* 試し市役所 042-464-1311; without a number that nobody answers. */
static Str contact_text(const Record *r, Arena *a)
{
	const Contact *c = contact_of(r);
	Str phone = phone_url(c->phone, a).len ? c->phone : (Str){ 0 };
	return STR_CONCAT(a, c->name, c->name.len && phone.len ? STR(" ") : (Str){ 0 }, phone);
}

static Telling begin(Desk *desk, const Record *r, Buf *b)
{
	const Site *site = desk->press->site;
	const Terms *purposes = &site->vocabulary.lists[PURPOSES];
	Arena *a = &desk->group;
	Telling t = { .desk = desk, .b = b, .scratch = a, .record = r };
	t.url = full_address_of(site, record_folder(r, a), a);
	t.contact = contact_text(r, a);
	t.changed = changed_of(site, r);
	for (size_t i = 0; i < purposes->count; i++)
		if (r->purposes & term_bit(i))
			t.categories[t.category_count++] = purposes->items[i].label;
	return t;
}

static void tell_event(Desk *desk, const Record *r, Buf *b)
{
	const Press *press = desk->press;
	ArenaMark mark = arena_mark(&desk->group);
	Telling t = begin(desk, r, b);
	DayRange window = series_window(press->site->today);
	SeriesList list = series_of(&press->calendar, window, &desk->series, r, t.scratch);
	for (size_t i = 0; i < list.count; i++) {
		t.series = &list.items[i];
		tell_series(&t);
	}
	arena_reset(&desk->group, mark);
}

bool record_has_calendar(const Record *r)
{
	return r->kind == KIND_EVENT && state_has_calendar(r->state) && r->as.event.next != DAY_NONE;
}

Str render_event_ics(Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	ical_open(&b, &(IcalHead){ 0 });
	tell_event(desk, out->of.record, &b);
	ical_close(&b);
	return buf_text(&b);
}

/* Calendars of many. */

static bool is_of(const Row *row, const Output *out)
{
	return row->kind == KIND_EVENT && (out->age == ANY || row->ages & term_bit((size_t)out->age)) &&
	       (out->purpose == ANY || row->purposes & term_bit((size_t)out->purpose));
}

/* Its last day is of this month. What staff ended was perhaps not held, and what is shown no more may go on. */
static bool ended_lately(const Press *press, const Record *r)
{
	bool by_itself = r->state == STATE_ENDED && r->status != STATUS_ENDED &&
	                 !(r->publish_until && r->publish_until < press->site->today);
	if (r->kind != KIND_EVENT || !by_itself)
		return false;
	const Occurrences *days = &r->as.event.occurrences;
	return days->count && days->items[days->count - 1].until >= series_window(press->site->today).from;
}

static int by_file(const void *left, const void *right)
{
	return record_by_file(*(const Record *const *)left, *(const Record *const *)right);
}

Selection calendar_records(const Press *press, const Output *out, bool *cut, Arena *a)
{
	const Site *site = press->site;
	const Rows rows = ready_area(press, out->area)->inside;
	const Record **items = NEW_ARRAY(a, const Record *, CALENDAR_MOST);
	size_t count = 0;
	*cut = false;
	for (size_t i = 0; i < rows.count && !*cut; i++) {
		const Record *r = is_of(&rows.items[i], out) ? site->records[rows.items[i].record] : NULL;
		if (!r || !state_has_calendar(r->state) || !r->as.event.occurrences.count)
			continue;
		*cut = count == CALENDAR_MOST;
		if (!*cut)
			items[count++] = r;
	}
	for (size_t i = 0; i < press->past_count && count < CALENDAR_MOST; i++) {
		const Record *r = press->past[i];
		const Row row = { r->ages, r->purposes, r->number, (uint8_t)r->kind, 0 };
		if (is_of(&row, out) && ended_lately(press, r) && record_is_inside(r, out->area))
			items[count++] = r;
	}
	if (count)
		qsort(items, count, sizeof(*items), by_file);
	return (Selection){ items, count };
}

static Str calendar_name(const Area *area, const Term *age, const Term *purpose, Arena *a)
{
	Str whose = age ? age->label : purpose ? purpose->label : area->name;
	return STR_CONCAT(a, whose, STR("の催し"));
}

CalendarLink calendar_link(const Press *press, const Area *area, const Term *age, const Term *purpose, Arena *a)
{
	Str path = calendar_path(area, age, purpose, a);
	return (CalendarLink){
		.name = calendar_name(area, age, purpose, a),
		.url = full_address_of(press->site, path, a),
		.webcal_url = STR_CONCAT(a, STR("webcal://"), printed_address(press->site, path, a)),
	};
}

static Str calendar_about(const Press *press, bool cut, Arena *a)
{
	Str many = cut ? STR_CONCAT(a, STR("数が多いので、日にちの近い"), words_number(CALENDAR_MOST, a), STR("件です。")) : (Str){ 0 };
	return STR_CONCAT(a, press->site->info.name,
	                  STR("に載っている催しです。中止や変更も、この予定表に入ります。"), many);
}

/*
 * What is near in the larger areas is in many calendars, so its entries are kept and copied. The smallest areas
 * come last, and most of what they have is in none after them.
 */
static void copy_event(Desk *desk, const Record *r, bool last, Buf *b)
{
	if (!desk->entry_of)
		desk->entry_of = NEW_ARRAY(&desk->entries, Str, desk->press->site->record_count);
	Str *known = &desk->entry_of[r->number];
	size_t from = b->len;
	if (known->len) {
		buf_str(b, *known);
		return;
	}
	tell_event(desk, r, b);
	if (!last)
		*known = str_copy(str_skip(buf_text(b), from), &desk->entries);
}

Str render_calendar(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->group;
	ArenaMark mark = arena_mark(a);
	bool cut;
	Selection records = calendar_records(press, out, &cut, a);
	const Term *age = term_at(press->site, AGES, out->age);
	const Term *purpose = term_at(press->site, PURPOSES, out->purpose);
	Str page = age || purpose ? index_folder(out->area, age, purpose, 1, a)
	                          : kind_folder(out->area, KIND_EVENT, 1, a);
	const IcalHead head = {
		.name = STR_CONCAT(a, calendar_name(out->area, age, purpose, a), STR("｜"),
		                   press->site->info.short_name),
		.about = calendar_about(press, cut, a),
		.url = full_address_of(press->site, page, a),
		.source = full_address_of(press->site, out->path, a),
	};
	Buf b = { .arena = &desk->page };
	ical_open(&b, &head);
	for (size_t i = 0; i < records.count; i++)
		copy_event(desk, records.items[i], !out->area->child_count, &b);
	ical_close(&b);
	arena_reset(a, mark);
	return buf_text(&b);
}
