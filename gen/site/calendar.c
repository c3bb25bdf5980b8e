#include "site/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "site/record.h"

/*
 * Twice the days of the longest window, once for what is written and once for `also`, and the moved ones. Only years
 * written as one run, cut at hundreds of days outside of the window, come to more; what is left out lies at their end.
 */
enum { SLOTS_MAX = 2000, HOLIDAY_RUN = 14 };

/* One event being laid out: every slot of its window, in order. */
typedef struct Layout {
	const CalendarView *view;
	const Record *record;
	const Event *event;
	Occurrence *slots;
	size_t count;
	Arena *arena;
	Diag *diag;
	Day from, until;
} Layout;

const Calendar *calendar_find(const Calendars *all, Str name)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_equal(all->items[i].name, name) || str_equal(all->items[i].id, name))
			return &all->items[i];
	return NULL;
}

const NamedDays *calendar_has(const Calendar *calendar, Day day)
{
	for (size_t i = 0; i < calendar->days.count && calendar->days.items[i].range.from <= day; i++)
		if (day <= calendar->days.items[i].range.until)
			return &calendar->days.items[i];
	return NULL;
}

Occurrence occurrence_planned(const Event *event, Day day, Day until)
{
	static const Str no_note;
	return (Occurrence){ .day = day, .until = until, .state = OCCURRENCE_PLANNED,
		.times = &event->times, .place = &event->place, .note = &no_note };
}

bool occurrence_is_held(const Occurrence *o)
{
	return o->state == OCCURRENCE_PLANNED || o->state == OCCURRENCE_CHANGED;
}

static bool ranges_have(const DayRanges *ranges, Day day)
{
	for (size_t i = 0; i < ranges->count; i++)
		if (ranges->items[i].from <= day && day <= ranges->items[i].until)
			return true;
	return false;
}

static bool on_any(const Layout *l, const Texts *names, Day day)
{
	for (size_t i = 0; i < names->count; i++) {
		const Calendar *calendar = calendar_find(l->view->calendars, names->items[i]);
		if (calendar && calendar_has(calendar, day))
			return true;
	}
	return false;
}

static bool is_holiday(const Layout *l, Day day)
{
	const Calendar *holidays = calendar_find(l->view->calendars, STR("祝日"));
	return holidays && calendar_has(holidays, day);
}

static void add_slot(Layout *l, Day day, Day until, OccurrenceState state)
{
	if (until < l->from || day > l->until || l->count == SLOTS_MAX)
		return;
	l->slots[l->count] = occurrence_planned(l->event, day, until);
	l->slots[l->count++].state = state;
}

static bool in_bounds(const Event *e, Day day)
{
	return (!e->from || day >= e->from) && (!e->until || day <= e->until);
}

static bool is_left_out(const Layout *l, Day day)
{
	const Event *e = l->event;
	return on_any(l, &e->skip, day) || (e->only.count && !on_any(l, &e->only, day));
}

/* The day a repeat's day falls on after its rules, or DAY_NONE when it is left out. */
static Day ruled_day(const Layout *l, Day day)
{
	const Event *e = l->event;
	if (!in_bounds(e, day) || is_left_out(l, day) || ranges_have(&e->except, day))
		return DAY_NONE;
	if (e->on_holiday == HOLIDAY_SAME || !is_holiday(l, day))
		return day;
	if (e->on_holiday == HOLIDAY_OFF)
		return DAY_NONE;
	for (int i = 0; i < HOLIDAY_RUN && is_holiday(l, day); i++)
		day++;
	return is_left_out(l, day) ? DAY_NONE : day;
}

/* A rule that counts from its start expands differently for each start; without one it cannot be followed. */
static bool can_follow(const Event *e)
{
	return e->repeat.rule.len && (e->from || !e->repeat.needs_start);
}

static const Days *rule_days(const Layout *l, RuleCache *cache)
{
	const Repeat *repeat = &l->event->repeat;
	Day start = repeat->needs_start ? l->event->from : DAY_NONE;
	Str key = STR_CONCAT(&cache->arena, repeat->rule, STR("@"), str_format(&cache->arena, "%d", start));
	cache->days.arena = &cache->arena;
	Days *days = map_find(&cache->days, key);
	if (days)
		return days;
	days = NEW(&cache->arena, Days);
	recur_days(repeat->rule, start ? start : l->from, l->from, l->until, &cache->arena, days);
	map_put(&cache->days, key, days);
	return days;
}

static void add_repeat(Layout *l, RuleCache *cache)
{
	const Event *e = l->event;
	if (!e->repeat.rule.len)
		return;
	if (!can_follow(e)) {
		diag_error(l->diag, l->record->src, record_place(l->record, "repeat"), "repeat-start",
		           ARGS(e->repeat.words), _("'{0}' does not say in which week it begins"),
		           _("add the first day: from: 2026-12-06"));
		return;
	}
	const Days *days = rule_days(l, cache);
	for (size_t i = 0; i < days->count; i++) {
		Day day = ruled_day(l, days->items[i]);
		if (day)
			add_slot(l, day, day, OCCURRENCE_PLANNED);
	}
}

static bool rule_hits(const Layout *l, RuleCache *cache, Day day)
{
	const Days *days = rule_days(l, cache);
	for (size_t i = 0; i < days->count; i++)
		if (days->items[i] == day)
			return in_bounds(l->event, day);
	return false;
}

static bool in_window(const Layout *l, Day day)
{
	return day >= l->view->today && day <= l->until;
}

static Str weekday_words(const Layout *l, Day day)
{
	static const char *const names[] = { "月", "火", "水", "木", "金", "土", "日" };
	return str_format(l->arena, "%.*s（%s）", STR_ARG(day_iso(day, l->arena)), names[day_weekday(day)]);
}

static void hits_nothing(const Layout *l, Pos at, Day day)
{
	diag_warning(l->diag, l->record->src, at, "change-misses", ARGS(weekday_words(l, day)),
	             _("the event is not held on {0}"), _("check the day, or take this line away"));
}

/* A run of days is cut in two, so that a slot begins on `day`. */
static void cut_at(Layout *l, Day day)
{
	for (size_t i = 0, count = l->count; i < count && l->count < SLOTS_MAX; i++) {
		Occurrence *slot = &l->slots[i];
		if (slot->day >= day || slot->until < day)
			continue;
		l->slots[l->count] = *slot;
		l->slots[l->count++].day = day;
		slot->until = day - 1;
	}
}

static void cut_out(Layout *l, Day from, Day until)
{
	cut_at(l, from);
	cut_at(l, until + 1);
}

static bool drop_days(Layout *l, DayRange range)
{
	size_t kept = 0;
	cut_out(l, range.from, range.until);
	for (size_t i = 0; i < l->count; i++)
		if (l->slots[i].day < range.from || l->slots[i].day > range.until)
			l->slots[kept++] = l->slots[i];
	bool hit = kept < l->count;
	l->count = kept;
	return hit;
}

/* A day that a calendar or a holiday has taken away already may be named here too. */
static void lay_excepts(Layout *l, RuleCache *cache)
{
	const Event *e = l->event;
	for (size_t i = 0; i < e->except.count; i++) {
		DayRange r = e->except.items[i];
		bool hit = drop_days(l, r), known = in_window(l, r.from) && in_window(l, r.until);
		for (Day day = r.from; known && !hit && can_follow(e) && day <= r.until; day++)
			hit = rule_hits(l, cache, day);
		if (known && !hit)
			hits_nothing(l, record_place(l->record, "except"), r.from);
	}
}

/* Of two on one day the one that people find there comes first, then the longer one, then what is new. */
static int by_day(const void *left, const void *right)
{
	const Occurrence *a = left, *b = right;
	int order = (a->day > b->day) - (a->day < b->day);
	if (!order)
		order = occurrence_is_held(b) - occurrence_is_held(a);
	if (!order)
		order = (a->until < b->until) - (a->until > b->until);
	return order ? order : (b->state == OCCURRENCE_CHANGED) - (a->state == OCCURRENCE_CHANGED);
}

static void sort_slots(Layout *l)
{
	bool sorted = true;
	for (size_t i = 1; i < l->count && sorted; i++)
		sorted = by_day(&l->slots[i - 1], &l->slots[i]) <= 0;
	if (!sorted)
		qsort(l->slots, l->count, sizeof(*l->slots), by_day);
	size_t kept = l->count > 0;
	for (size_t i = 1; i < l->count; i++)
		if (l->slots[i].day != l->slots[kept - 1].day)
			l->slots[kept++] = l->slots[i];
	l->count = kept;
}

static void lay_new(const Change *c, Occurrence *slot)
{
	if (c->times.count)
		slot->times = &c->times;
	if (c->place.ref.id.len || c->place.name.len || c->place.ask)
		slot->place = &c->place;
	if (c->note.len)
		slot->note = &c->note;
	slot->state = OCCURRENCE_CHANGED;
}

static void lay_off(const Change *c, OccurrenceState state, Occurrence *slot)
{
	slot->state = state;
	slot->to = c->to;
	slot->note = &c->note;
}

static void lay_change(const Change *c, Occurrence *slot)
{
	if (c->date && c->to)
		lay_off(c, OCCURRENCE_MOVED, slot);
	else if (c->status == CHANGE_CANCELLED)
		lay_off(c, OCCURRENCE_CANCELLED, slot);
	else if (c->status == CHANGE_POSTPONED)
		lay_off(c, OCCURRENCE_POSTPONED, slot);
	else
		lay_new(c, slot);
}

static void add_moved(Layout *l, const Change *c)
{
	for (size_t s = 0; s < l->count; s++) {
		if (l->slots[s].day == c->date) {
			add_slot(l, c->to, c->to, OCCURRENCE_CHANGED);
			return;
		}
	}
}

static void lay_from(Layout *l, const Change *c, size_t planned)
{
	bool hit = false;
	for (size_t s = 0; s < l->count; s++) {
		if (l->slots[s].day < c->from)
			continue;
		lay_change(c, &l->slots[s]);
		hit |= s < planned;
	}
	if (!hit && in_window(l, c->from))
		hits_nothing(l, c->pos, c->from);
}

/* A moved day is told in both its slots; the new one tells what is new there. */
static void lay_on_day(Layout *l, const Change *c, size_t planned)
{
	bool hit = false;
	for (size_t s = 0; s < l->count; s++) {
		Occurrence *slot = &l->slots[s];
		if (s < planned && slot->day == c->date) {
			lay_change(c, slot);
			hit = true;
		} else if (s >= planned && slot->day == c->to) {
			lay_new(c, slot);
		}
	}
	if (!hit && in_window(l, c->date))
		hits_nothing(l, c->pos, c->date);
}

/* First what holds from a day on, then what holds on one day: in whatever order they were written. */
static void lay_changes(Layout *l)
{
	const Change *changes = l->event->changes.items;
	size_t count = l->event->changes.count;
	for (size_t i = 0; i < count; i++) {
		if (changes[i].date)
			cut_out(l, changes[i].date, changes[i].date);
		else if (changes[i].from)
			cut_at(l, changes[i].from);
	}
	size_t planned = l->count;
	for (size_t i = 0; i < count; i++)
		if (changes[i].date && changes[i].to)
			add_moved(l, &changes[i]);
	for (size_t i = 0; i < count; i++)
		if (changes[i].from && !changes[i].date)
			lay_from(l, &changes[i], planned);
	for (size_t i = 0; i < count; i++)
		if (changes[i].date)
			lay_on_day(l, &changes[i], planned);
}

/* Or the event that this one stands for: see ahead.h. */
static bool leads_to(const Ref *ref, const Record *event)
{
	return ref->record == event || (ref->record && str_equal(ref->id, event->id));
}

static bool names_event(const Record *notice, const Record *event)
{
	const Notice *n = &notice->as.notice;
	for (size_t i = 0; i < n->cancels.ids.count; i++)
		if (leads_to(&n->cancels.ids.items[i], event))
			return true;
	for (size_t i = 0; n->cancels_in && n->cancels_in[i]; i++)
		if (area_contains(n->cancels_in[i], event->area))
			return true;
	bool all_here = !n->cancels.ids.count && !n->cancels.areas.count;
	return all_here && area_contains(notice->area, event->area);
}

static bool lay_notices(Layout *l)
{
	bool any = false;
	for (size_t n = 0; l->view->cancelling[n]; n++) {
		const Record *notice = l->view->cancelling[n];
		const DayRanges *dates = &notice->as.notice.cancels.dates;
		if (!names_event(notice, l->record))
			continue;
		any = true;
		for (size_t i = 0; i < dates->count; i++)
			cut_out(l, dates->items[i].from, dates->items[i].until);
		for (size_t s = 0; s < l->count; s++) {
			Occurrence *slot = &l->slots[s];
			if (!occurrence_is_held(slot) || !ranges_have(dates, slot->day))
				continue;
			slot->state = OCCURRENCE_CANCELLED;
			slot->notice = notice;
			slot->note = &notice->name;
		}
	}
	return any;
}

static Occurrences slots_kept(const Layout *l, size_t count)
{
	Occurrence *items = NEW_ARRAY(l->arena, Occurrence, count);
	if (count)
		memcpy(items, l->slots, count * sizeof(*items));
	return (Occurrences){ items, count };
}

/* Everything within the what's-on days, and the next dates beyond. */
static void keep(const Layout *l, Event *event)
{
	Day shown = l->view->today + l->view->days_shown;
	size_t kept = 0, next = 0;
	Day any = DAY_NONE;
	while (kept < l->count && (l->slots[kept].day <= shown || next < NEXT_DATES)) {
		const Occurrence *slot = &l->slots[kept++];
		if (slot->until < l->view->today)
			continue;
		if (!any)
			any = slot->day > l->view->today ? slot->day : l->view->today;
		if (occurrence_is_held(slot) && next++ == 0)
			event->next = slot->day > l->view->today ? slot->day : l->view->today;
	}
	if (!event->next)
		event->next = any;
	event->occurrences = slots_kept(l, kept);
}

static void lay_all(Layout *l, RuleCache *cache)
{
	const Event *event = l->event;
	for (size_t i = 0; i < event->days.count; i++)
		add_slot(l, event->days.items[i].from, event->days.items[i].until, OCCURRENCE_PLANNED);
	add_repeat(l, cache);
	lay_excepts(l, cache);
	for (size_t i = 0; i < event->also.count; i++)
		add_slot(l, event->also.items[i].from, event->also.items[i].until, OCCURRENCE_PLANNED);
	sort_slots(l);
	if (event->changes.count) {
		lay_changes(l);
		sort_slots(l);
	}
	if (lay_notices(l))
		sort_slots(l);
}

void calendar_expand(const CalendarView *view, RuleCache *cache, Record *record, Arena *a, Diag *d)
{
	Occurrence slots[SLOTS_MAX];
	Event *event = &record->as.event;
	Layout l = { view, record, event, slots, 0, a, d, view->today - DAYS_BACK, view->today + DAYS_AHEAD };
	lay_all(&l, cache);
	keep(&l, event);
}

Occurrences calendar_all(const CalendarView *view, Day until, RuleCache *cache, const Record *record, Arena *a)
{
	Diag told = { 0 };
	Occurrence slots[SLOTS_MAX];
	Layout l = { view, record, &record->as.event, slots, 0, a, &told, view->today - DAYS_BACK, until };
	lay_all(&l, cache);
	diag_free(&told);
	return slots_kept(&l, l.count);
}

bool calendar_is_plain(const CalendarView *view, const Record *record)
{
	const Event *e = &record->as.event;
	bool named = !e->repeat.rule.len || e->repeat.needs_start || e->from || e->until || e->except.count ||
	             e->also.count || e->changes.count;
	for (size_t i = 0; view->cancelling[i] && !named; i++)
		named = names_event(view->cancelling[i], record);
	return !named;
}

Days calendar_ruled(const CalendarView *view, Day until, RuleCache *cache, const Record *record)
{
	Layout l = { .view = view, .record = record, .event = &record->as.event,
		     .from = view->today - DAYS_BACK, .until = until };
	return can_follow(l.event) ? *rule_days(&l, cache) : (Days){ 0 };
}
