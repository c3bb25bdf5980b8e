#include "render/view.h"

#include "render/words.h"
#include "site/say.h"

static int year_of(Day day)
{
	return day_civil(day).year;
}

static const PlaceRef *place_of(const Record *event, const Occurrence *o)
{
	return o->place ? o->place : &event->as.event.place;
}

/* What is said of a day: the whole event's state before the day's own. */
static Str day_state(const Record *event, const Occurrence *o, Str *id)
{
	bool whole = event->state == STATE_CANCELLED || event->state == STATE_POSTPONED || event->state == STATE_SUSPENDED;
	if (whole || (event->state == STATE_FULL && o->state == OCCURRENCE_PLANNED)) {
		*id = id_of_state(event->state);
		return words_of_state(event->state);
	}
	*id = id_of_occurrence(o->state);
	return words_of_occurrence(o->state);
}

/* A notice that calls a day off tells why in its own summary. */
Str occurrence_reason(const Occurrence *o)
{
	return o->notice ? o->notice->summary : o->note;
}

/* Why, and the new day or place. */
static Str day_note(const Record *event, const Occurrence *o, int year, Arena *a)
{
	Buf b = { .arena = a };
	if (o->state == OCCURRENCE_MOVED && o->to) {
		say_day(&b, o->to, year);
		buf_str(&b, STR("に行います"));
	} else if (o->state == OCCURRENCE_CHANGED && o->place && o->place != &event->as.event.place) {
		buf_str(&b, STR("ところ："));
		buf_str(&b, words_place_name(o->place));
	}
	Str reason = occurrence_reason(o);
	if (b.len && reason.len)
		buf_str(&b, STR("。"));
	buf_str(&b, reason);
	return buf_text(&b);
}

static Str entry_time(const Occurrence *o, int year, Arena *a)
{
	Buf b = { .arena = a };
	if (o->until != o->day) {
		say_day(&b, o->until, year);
		buf_str(&b, STR("まで"));
		if (o->times.count)
			buf_char(&b, ' ');
	}
	say_spans(&b, o->times);
	return buf_text(&b);
}

static Value view_entry(const Press *press, const AgendaItem *item, Arena *a)
{
	const Record *event = item->record;
	const Occurrence *o = item->occurrence;
	int year = year_of(press->site->today);
	Str state_id;
	Value *s = frame_slots(&ENTRY_SHAPE, a);
	s[SLOT_ENTRY_NAME] = value_text(event->name);
	s[SLOT_ENTRY_URL] = value_text(ready_record(press, event)->url);
	s[SLOT_ENTRY_TIME] = value_text(entry_time(o, year, a));
	s[SLOT_ENTRY_WHERE] = value_text(words_place_name(place_of(event, o)));
	s[SLOT_ENTRY_AREA] = value_text(event->area->short_name);
	s[SLOT_ENTRY_WHO] = value_text(ready_record(press, event)->who);
	s[SLOT_ENTRY_STATE] = value_text(day_state(event, o, &state_id));
	s[SLOT_ENTRY_STATE_ID] = value_text(state_id);
	if (o->state != OCCURRENCE_PLANNED)
		s[SLOT_ENTRY_NOTE] = value_text(day_note(event, o, year, a));
	s[SLOT_ENTRY_SAMPLE] = value_bool(event->sample);
	return value_frame(&ENTRY_SHAPE, s);
}

/* 今日, 明日, and the name of the public holiday. */
static Str note_of_day(const Press *press, Day day, Arena *a)
{
	const Calendar *holidays = calendar_find(&press->site->calendars, STR("祝日"));
	const NamedDays *holiday = holidays ? calendar_has(holidays, day) : NULL;
	Day today = press->site->today;
	Str near = day == today ? STR("今日") : day == today + 1 ? STR("明日") : (Str){ 0 };
	Str name = holiday ? (holiday->name.len ? holiday->name : STR("祝日")) : (Str){ 0 };
	return STR_CONCAT(a, near, near.len && name.len ? STR("・") : (Str){ 0 }, name);
}

static Value view_one_day(const Press *press, Day day, const List *entries, Arena *a)
{
	Buf label = { .arena = a };
	Value *s = frame_slots(&DAY_SHAPE, a);
	say_day(&label, day, year_of(press->site->today));
	s[SLOT_DAY_LABEL] = value_text(buf_text(&label));
	s[SLOT_DAY_ISO] = value_text(day_iso(day, a));
	s[SLOT_DAY_NOTE] = value_text(note_of_day(press, day, a));
	s[SLOT_DAY_ENTRIES] = list_value(entries);
	return value_frame(&DAY_SHAPE, s);
}

Value view_days(const Press *press, const Area *area, const DaysWanted *wanted, size_t *left_out, Arena *a)
{
	const Agenda *agenda = &ready_area(press, area)->agenda;
	List shown = { .arena = a }, entries = { .arena = a };
	Day at = DAY_NONE;
	size_t count = 0;
	for (size_t i = 0; i < agenda->count; i++) {
		const AgendaItem *item = &press->agenda[agenda->items[i]];
		const Occurrence *o = item->occurrence;
		if (o->day > wanted->days.until)
			break;
		if (o->until < wanted->days.from || (wanted->passes && !wanted->passes(wanted, item)))
			continue;
		if (count++ < wanted->skip || count > wanted->skip + wanted->most)
			continue;
		Day day = o->day < wanted->days.from ? wanted->days.from : o->day;
		if (day != at && entries.count) {
			list_add(&shown, view_one_day(press, at, &entries, a));
			entries = (List){ .arena = a };
		}
		at = day;
		list_add(&entries, view_entry(press, item, a));
	}
	if (entries.count)
		list_add(&shown, view_one_day(press, at, &entries, a));
	if (left_out)
		*left_out = count > wanted->skip + wanted->most ? count - wanted->skip - wanted->most : 0;
	return list_value(&shown);
}

static Value view_date(const Press *press, const Record *event, const Occurrence *o, bool first, Arena *a)
{
	int year = year_of(press->site->today);
	Str state_id;
	Value *s = frame_slots(&DATE_SHAPE, a);
	s[SLOT_DATE_WORDS] = value_text(words_day_and_times(o->day, o->until, o->times, year, a));
	s[SLOT_DATE_ISO] = value_text(day_iso(o->day, a));
	s[SLOT_DATE_STATE] = value_text(day_state(event, o, &state_id));
	s[SLOT_DATE_STATE_ID] = value_text(state_id);
	s[SLOT_DATE_NOTE] = value_text(day_note(event, o, year, a));
	s[SLOT_DATE_FIRST] = value_bool(first);
	return value_frame(&DATE_SHAPE, s);
}

Value view_dates(const Press *press, const Record *event, Arena *a)
{
	List dates = { .arena = a };
	bool first = event->state == STATE_ACTIVE || event->state == STATE_FULL;
	const Occurrences *all = &event->as.event.occurrences;
	if (event->kind != KIND_EVENT || event->state == STATE_ENDED)
		return list_value(&dates);
	for (size_t i = 0; i < all->count && dates.count < NEXT_DATES; i++) {
		const Occurrence *o = &all->items[i];
		if (o->until < press->site->today)
			continue;
		bool next = first && occurrence_is_held(o);
		list_add(&dates, view_date(press, event, o, next, a));
		first &= !next;
	}
	return list_value(&dates);
}

const Occurrence *occurrence_unlike_plan(const Press *press, const Record *event)
{
	const Occurrences *all = &event->as.event.occurrences;
	for (size_t i = 0; i < all->count; i++) {
		const Occurrence *o = &all->items[i];
		if (o->until >= press->site->today && o->state != OCCURRENCE_PLANNED)
			return o;
	}
	return NULL;
}
