#include "render/linked_inner.h"

#include "format/json.h"
#include "render/view.h"
#include "site/reach.h"
#include "site/say.h"
#include "site/state.h"

static void member_schema(const Linked *l, const char *name, const char *term)
{
	json_member(l->out, name, STR_CONCAT(l->arena, STR("https://schema.org/"), str_from(term)));
}

static void put_location(const Linked *l, const PlaceRef *place)
{
	if (!place || place->ask || (!place->name.len && !place->address.len))
		return;
	linked_open(l, "location", "Place");
	json_member(l->out, "name", place_called(place));
	linked_address(l, place->address);
	linked_close(l);
}

static void put_offers(const Linked *l)
{
	const Cost *cost = &l->record->cost;
	if (!cost->count || cost->items[0].yen < 0)
		return;
	json_name(l->out, "offers");
	json_open(l->out, '[');
	for (size_t i = 0; i < cost->count && cost->items[i].yen >= 0; i++) {
		linked_open(l, NULL, "Offer");
		json_member(l->out, "name", cost->items[i].who);
		json_number(l->out, "price", cost->items[i].yen);
		json_member(l->out, "priceCurrency", STR("JPY"));
		linked_close(l);
	}
	json_close(l->out, ']');
}

/* 2026-12-08T10:00+09:00, or the day alone. */
static Str moment(const Linked *l, Day day, Minute minute)
{
	if (minute == MINUTE_NONE)
		return day_iso(day, l->arena);
	return STR_CONCAT(l->arena, day_iso(day + minute / (24 * 60), l->arena), STR("T"), linked_clock(l, minute),
	                  STR(":00+09:00"));
}

static bool is_whole_off(State state)
{
	return state == STATE_CANCELLED || state == STATE_POSTPONED;
}

/* The coming day it is held on; of what is called off as a whole, the day it was to be. */
static const Occurrence *next_of(const Linked *l)
{
	const Occurrences *all = &l->record->as.event.occurrences;
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].until >= l->site->today &&
		    (occurrence_is_held(&all->items[i]) || is_whole_off(l->record->state)))
			return &all->items[i];
	return NULL;
}

static void put_when(const Linked *l, const Occurrence *o)
{
	bool timed = o->times->count && o->day == o->until;
	Minute from = timed ? o->times->items[0].from : (Minute)MINUTE_NONE;
	Minute until = timed ? o->times->items[o->times->count - 1].until : (Minute)MINUTE_NONE;
	json_member(l->out, "startDate", moment(l, o->day, from));
	if (!timed || until != MINUTE_NONE)
		json_member(l->out, "endDate", moment(l, o->until, until));
}

static const char *status_of(State state)
{
	return state == STATE_CANCELLED ? "EventCancelled"
	       : state == STATE_POSTPONED ? "EventPostponed"
	                                  : "EventScheduled";
}

static Str rule_part(Str rule, Str key)
{
	while (rule.len) {
		Str part = str_cut(rule, ';', &rule);
		if (str_take(&part, key))
			return part;
	}
	return (Str){ 0 };
}

/* Of INTERVAL=2;FREQ=WEEKLY: P2W */
static Str duration_of(const Linked *l, Str rule)
{
	Str interval = rule_part(rule, STR("INTERVAL="));
	return STR_CONCAT(l->arena, STR("P"), interval.len ? interval : STR("1"),
	                  str_sub(rule_part(rule, STR("FREQ=")), 0, 1));
}

static void put_list(const Linked *l, const char *name, Str items, bool numbers)
{
	if (!items.len)
		return;
	json_name(l->out, name);
	json_open(l->out, '[');
	for (bool first = true; items.len; first = false) {
		Str item = str_cut(items, ',', &items);
		if (!numbers) {
			json_item(l->out, item);
			continue;
		}
		buf_str(l->out, first ? (Str){ 0 } : STR(","));
		buf_str(l->out, item);
	}
	json_close(l->out, ']');
}

/* Days that the rule has between the first and the last that the page knows, and on which it is not held. */
static void put_exceptions(const Linked *l, Day first, Day last)
{
	const Occurrences *all = &l->record->as.event.occurrences;
	Days ruled = calendar_ruled(&l->desk->press->calendar, series_window(l->site->today).until,
	                            &l->desk->series.rules, l->record);
	size_t at = 0;
	bool any = false;
	for (size_t i = 0; i < ruled.count; i++) {
		while (at < all->count && all->items[at].day < ruled.items[i])
			at++;
		bool held = at < all->count && all->items[at].day == ruled.items[i] &&
		            occurrence_is_held(&all->items[at]);
		if (ruled.items[i] < first || ruled.items[i] > last || held)
			continue;
		if (!any) {
			json_name(l->out, "exceptDate");
			json_open(l->out, '[');
		}
		json_item(l->out, day_iso(ruled.items[i], l->arena));
		any = true;
	}
	if (any)
		json_close(l->out, ']');
}

/* The rule, within the days that the page knows. What BYSETPOS says cannot be said here. */
static void put_schedule(const Linked *l, const Occurrence *first)
{
	const Event *e = &l->record->as.event;
	Day last = first->day;
	for (size_t i = 0; i < e->occurrences.count; i++)
		last = e->occurrences.items[i].day > last ? e->occurrences.items[i].day : last;
	if (!e->repeat.rule.len || rule_part(e->repeat.rule, STR("BYSETPOS=")).len)
		return;
	linked_open(l, "eventSchedule", "Schedule");
	json_member(l->out, "repeatFrequency", duration_of(l, e->repeat.rule));
	put_list(l, "byDay", rule_part(e->repeat.rule, STR("BYDAY=")), false);
	put_list(l, "byMonthDay", rule_part(e->repeat.rule, STR("BYMONTHDAY=")), true);
	put_list(l, "byMonth", rule_part(e->repeat.rule, STR("BYMONTH=")), true);
	json_member(l->out, "startDate", day_iso(first->day, l->arena));
	json_member(l->out, "endDate", day_iso(last, l->arena));
	const TimeSpans *times = times_in_force(e, first->day);
	if (times->count)
		json_member(l->out, "startTime", linked_clock(l, times->items[0].from));
	if (times->count && times->items[times->count - 1].until != MINUTE_NONE)
		json_member(l->out, "endTime", linked_clock(l, times->items[times->count - 1].until));
	json_member(l->out, "scheduleTimezone", STR("Asia/Tokyo"));
	put_exceptions(l, first->day, last);
	linked_close(l);
}

void linked_event(const Linked *l)
{
	const Event *e = &l->record->as.event;
	const Occurrence *next = next_of(l);
	if (!next)
		return;
	linked_open(l, NULL, "Event");
	linked_names(l);
	put_when(l, next);
	member_schema(l, "eventStatus", status_of(l->record->state));
	member_schema(l, "eventAttendanceMode", "OfflineEventAttendanceMode");
	put_location(l, next->place ? next->place : &e->place);
	linked_organization(l, "organizer", "Organization", &e->organizer);
	if (e->capacity.n)
		json_number(l->out, "maximumAttendeeCapacity", e->capacity.n);
	linked_cost(l);
	put_offers(l);
	linked_audience(l);
	linked_age_range(l);
	put_schedule(l, next);
	linked_close(l);
}
