#include "site/reach.h"

#include "site/calendar.h"
#include "site/say.h"

static bool same_place(const PlaceRef *a, const PlaceRef *b)
{
	if (a == b || (a->ref.record && a->ref.record == b->ref.record))
		return true;
	return !a->ref.record && !b->ref.record && a->ask == b->ask && str_equal(a->name, b->name) &&
	       str_equal(a->address, b->address);
}

static bool same_times(const TimeSpans *a, const TimeSpans *b)
{
	bool same = a->count == b->count;
	for (size_t i = 0; i < a->count && same; i++)
		same = a->items[i].from == b->items[i].from && a->items[i].until == b->items[i].until;
	return same;
}

static bool is_same(const Reach *a, const Reach *b, ReachOf of)
{
	return of == REACH_PLACE ? same_place(a->place, b->place) : same_times(a->times, b->times);
}

static bool gives_place(const Change *c)
{
	return c->place.ref.id.len || c->place.name.len || c->place.ask;
}

/* The change from a day on that holds on `day`: the last that was written, as on the calendar. NULL: it is as usual. */
static const Change *in_force(const Event *e, ReachOf of, Day day)
{
	for (size_t i = e->changes.count; i-- > 0;) {
		const Change *c = &e->changes.items[i];
		bool lasts = c->from && !c->date && c->from <= day && c->status == CHANGE_CHANGED;
		if (lasts && (of == REACH_PLACE ? gives_place(c) : c->times.count > 0))
			return c;
	}
	return NULL;
}

const PlaceRef *place_in_force(const Event *e, Day day)
{
	const Change *c = in_force(e, REACH_PLACE, day);
	return c ? &c->place : &e->place;
}

const TimeSpans *times_in_force(const Event *e, Day day)
{
	const Change *c = in_force(e, REACH_TIMES, day);
	return c ? &c->times : &e->times;
}

static Reach lasting(const Event *e, Day day)
{
	return (Reach){ REACH_ALWAYS, day, place_in_force(e, day), times_in_force(e, day) };
}

static Reach reach_on(const Event *e, const Occurrence *o)
{
	return (Reach){ REACH_ALWAYS, o->day, o->place ? o->place : &e->place, o->times };
}

/* The first date that it is held on, from `day` on; NULL: none is known. */
static const Occurrence *held_from(const Event *e, Day day)
{
	for (size_t i = 0; i < e->occurrences.count; i++)
		if (e->occurrences.items[i].until >= day && occurrence_is_held(&e->occurrences.items[i]))
			return &e->occurrences.items[i];
	return NULL;
}

/* Whether a date after `next` is like `other`. */
static bool comes_again(const Event *e, const Occurrence *next, const Reach *other, ReachOf of)
{
	const Occurrence *end = e->occurrences.items + e->occurrences.count;
	for (const Occurrence *o = next + 1; o < end; o++) {
		const Reach on = reach_on(e, o);
		if (occurrence_is_held(o) && is_same(&on, other, of))
			return true;
	}
	return false;
}

/* Dates are known for DAYS_BACK days. */
static bool has_begun(const Event *e, Day from, const Occurrence *next, Day today)
{
	return from < today - DAYS_BACK || held_from(e, from) < next;
}

/* The next change that lasts and is unlike `now`; its day is the first date of it. */
static bool find_later(const Event *e, ReachOf of, const Reach *now, Day after, Reach *later)
{
	Day first = DAY_NONE;
	for (size_t i = 0; i < e->changes.count; i++) {
		Day from = e->changes.items[i].from;
		const Reach then = lasting(e, from);
		if (!from || from <= after || (first && from >= first) || (e->until && from > e->until) ||
		    is_same(&then, now, of))
			continue;
		first = from;
		*later = then;
	}
	const Occurrence *o = first ? held_from(e, first) : NULL;
	later->kind = REACH_FROM;
	later->day = o && o->day > first ? o->day : first;
	return first != DAY_NONE;
}

Reaches reaches_of(const Event *e, ReachOf of, Day today)
{
	const Occurrence *next = e->changes.count ? held_from(e, today) : NULL;
	if (!next)
		return (Reaches){ { { REACH_ALWAYS, DAY_NONE, &e->place, &e->times } }, 1 };
	Reaches r = { { reach_on(e, next), lasting(e, next->day) }, 1 };
	const Change *c = in_force(e, of, next->day);
	if (!is_same(&r.items[0], &r.items[1], of)) {
		r.count += comes_again(e, next, &r.items[1], of);
		if (r.count > 1)
			r.items[0].kind = comes_again(e, next, &r.items[0], of) ? REACH_ON : REACH_ONLY;
		r.items[1].kind = REACH_ELSE;
		return r;
	}
	if (c && !has_begun(e, c->from, next, today))
		r.items[0].kind = REACH_FROM;
	r.count += find_later(e, of, &r.items[0], next->day, &r.items[1]);
	return r;
}

const PlaceRef *place_now(const Event *e, Day today)
{
	return reaches_of(e, REACH_PLACE, today).items[0].place;
}

static DayRange as_moved(const Event *e, DayRange day)
{
	for (size_t i = 0; i < e->changes.count; i++) {
		const Change *c = &e->changes.items[i];
		if (c->date && c->to && day.from == c->date && day.until == c->date)
			return (DayRange){ c->to, c->to };
	}
	return day;
}

DayRanges days_as_moved(const Event *e, Arena *a)
{
	if (!e->changes.count)
		return e->days;
	DayRange *items = NEW_ARRAY(a, DayRange, e->days.count);
	for (size_t i = 0; i < e->days.count; i++) {
		const DayRange day = as_moved(e, e->days.items[i]);
		size_t at = i;
		for (; at > 0 && items[at - 1].from > day.from; at--)
			items[at] = items[at - 1];
		items[at] = day;
	}
	return (DayRanges){ items, e->days.count };
}

void say_reach(Buf *b, const Reach *reach, int year)
{
	static const Str ends[] = {
		[REACH_ALWAYS] = STR_INIT(""), [REACH_FROM] = STR_INIT("から"), [REACH_ON] = STR_INIT("など"),
		[REACH_ONLY] = STR_INIT("だけ"), [REACH_ELSE] = STR_INIT("ほかの日"),
	};
	if (reach->kind != REACH_ALWAYS && reach->kind != REACH_ELSE)
		say_day(b, reach->day, year);
	buf_str(b, ends[reach->kind]);
}
