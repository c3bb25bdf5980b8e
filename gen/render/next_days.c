#include "render/next_days.h"

#include <string.h>

#include "render/words.h"
#include "site/say.h"

enum { SKIPPED_MOST = 12 };

static bool have(DayRanges ranges, Day day)
{
	for (size_t i = 0; i < ranges.count; i++)
		if (day >= ranges.items[i].from && day <= ranges.items[i].until)
			return true;
	return false;
}

/* The event as if nothing kept it from its days. */
static const Record *unhindered(const Record *r, Arena *a)
{
	size_t size = KIND_INFO[KIND_EVENT].table->size;
	Record *bare = arena_alloc(a, 1, size);
	memcpy((void *)bare, r, size);
	Event *e = &bare->as.event;
	e->skip = e->only = (Texts){ 0 };
	e->except = (DayRanges){ 0 };
	e->changes = (Changes){ 0 };
	e->on_holiday = HOLIDAY_SAME;
	return bare;
}

static Str calendar_of(const Site *site, Texts names, Day day)
{
	for (size_t i = 0; i < names.count; i++) {
		const Calendar *c = calendar_find(&site->calendars, names.items[i]);
		const NamedDays *on = c ? calendar_has(c, day) : NULL;
		if (on)
			return on->name.len ? on->name : c->name;
	}
	return (Str){ 0 };
}

static Str why_skipped(const Site *site, const Event *e, Day day)
{
	const Str holiday = STR("祝日");
	Str named = calendar_of(site, e->skip, day);
	if (named.len)
		return named;
	if (have(e->except, day))
		return STR("行わない日");
	if (e->only.count && !calendar_of(site, e->only, day).len)
		return STR("行う期間の外");
	return e->on_holiday != HOLIDAY_SAME ? calendar_of(site, (Texts){ &holiday, 1 }, day) : (Str){ 0 };
}

static void say_skipped(const Site *site, const Event *e, Day day, Buf *out)
{
	Str why = why_skipped(site, e, day);
	say_day(out, day, day_civil(site->today).year);
	buf_str(out, STR("は休み"));
	if (why.len)
		buf_format(out, "（%.*s）", STR_ARG(why));
	buf_char(out, '\n');
}

static void say_held(const Site *site, const Occurrence *o, Arena *a, Buf *out)
{
	Str state = words_of_occurrence(o->state);
	buf_str(out, words_day_and_times(o->day, o->until, *o->times, day_civil(site->today).year, a));
	if (state.len)
		buf_format(out, " %.*s", STR_ARG(state));
	if (o->note->len)
		buf_format(out, "（%.*s）", STR_ARG(*o->note));
	buf_char(out, '\n');
}

void next_days_say(const Site *site, const Record *event, Arena *a, Buf *out)
{
	if (event->kind != KIND_EVENT)
		return;
	const CalendarView view = { &site->calendars, site->today, DAYS_AHEAD, site_cancelling(site, a) };
	RuleCache cache = { 0 };
	Day until = site->today + DAYS_AHEAD;
	Occurrences held = calendar_all(&view, until, &cache, event, a);
	Occurrences all = calendar_all(&view, until, &cache, unhindered(event, a), a);
	size_t told = 0, skipped = 0, next = 0;
	for (size_t i = 0; i < held.count && told < NEXT_DATES; i++) {
		const Occurrence *o = &held.items[i];
		if (o->until < site->today)
			continue;
		for (; next < all.count && all.items[next].day < o->day; next++)
			if (all.items[next].day >= site->today && (!i || all.items[next].day > held.items[i - 1].day) &&
			    skipped++ < SKIPPED_MOST)
				say_skipped(site, &event->as.event, all.items[next].day, out);
		say_held(site, o, a, out);
		told++;
	}
	arena_free(&cache.arena);
}
