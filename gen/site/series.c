#include "site/series.h"

#include <string.h>

#include "base/buf.h"

enum { MONTHS_AHEAD = 25, FIRST_ROOM = 2 };

typedef struct Building {
	const Event *event;
	DayRange window;
	Days ruled;                            /* of the repeat */
	size_t at;                             /* of these, the first that is not before the day at hand */
	Occurrences all;
	Arena *arena;
	Series *items;
	size_t count, room;
} Building;

DayRange series_window(Day today)
{
	Civil c = day_civil(today);
	int months = c.year * 12 + c.month - 1 + MONTHS_AHEAD;
	return (DayRange){ today - c.day + 1, day_of(months / 12, months % 12 + 1, 1) - 1 };
}

/* Its last day is told by the Series. */
static Str rule_without_end(Str rule, Arena *a)
{
	Buf b = { .arena = a };
	if (!str_contains(rule, STR("UNTIL=")) && !str_contains(rule, STR("COUNT=")))
		return rule;
	while (rule.len) {
		Str part = str_cut(rule, ';', &rule);
		if (str_starts(part, STR("UNTIL=")) || str_starts(part, STR("COUNT=")))
			continue;
		buf_str(&b, b.len ? STR(";") : (Str){ 0 });
		buf_str(&b, part);
	}
	return buf_text(&b);
}

static bool is_ruled(Building *b, const Occurrence *slot)
{
	while (b->at < b->ruled.count && b->ruled.items[b->at] < slot->day)
		b->at++;
	return slot->day == slot->until && b->at < b->ruled.count && b->ruled.items[b->at] == slot->day;
}

/* The day from which on something holds that holds on `day`; DAY_NONE: all is as at first. */
static Day since(const Event *e, Day day)
{
	Day since = DAY_NONE;
	for (size_t i = 0; i < e->changes.count; i++) {
		const Change *c = &e->changes.items[i];
		if (!c->date && c->from <= day && c->from > since)
			since = c->from;
	}
	return since;
}

/* Told for this one day, and not from a day on. */
static bool is_of_its_day(const Event *e, const Occurrence *slot)
{
	bool named = slot->notice != NULL;
	for (size_t i = 0; i < e->changes.count && !named; i++)
		named = e->changes.items[i].date && (e->changes.items[i].date == slot->day ||
		                                     e->changes.items[i].to == slot->day);
	return named;
}

static bool is_as(const Occurrence *slot, const Occurrence *usual)
{
	return slot->state == usual->state && slot->times == usual->times &&
	       slot->place == usual->place && slot->to == usual->to && str_equal(*slot->note, *usual->note);
}

static Series *add(Building *b, const Occurrence *slot)
{
	if (b->count == b->room) {
		size_t room = b->room ? b->room * 2 : FIRST_ROOM;
		Series *items = NEW_ARRAY(b->arena, Series, room);
		if (b->count)
			memcpy(items, b->items, b->count * sizeof(*items));
		b->items = items;
		b->room = room;
	}
	Series *s = &b->items[b->count++];
	*s = (Series){ .first = slot->day, .last = slot->until, .usual = *slot };
	return s;
}

static void add_single(Building *b, const Occurrence *slot)
{
	const Event *e = b->event;
	Series *s = add(b, slot);
	s->extra = e->repeat.rule.len || e->days.count != 1 || e->also.count || slot->day != e->days.items[0].from;
}

/* What holds on most of its days. */
static Occurrence usual_of(const Building *b, const size_t *members, size_t count, Day from)
{
	const Event *e = b->event;
	for (size_t i = 0; i < count && from; i++)
		if (!is_of_its_day(e, &b->all.items[members[i]]))
			return b->all.items[members[i]];
	return occurrence_planned(e, DAY_NONE, DAY_NONE);
}

static Days left_out(const Building *b, const size_t *members, size_t count)
{
	size_t room = 0, left = 0, m = 0, at = 0;
	Day first = b->all.items[members[0]].day, last = b->all.items[members[count - 1]].day;
	while (at < b->ruled.count && b->ruled.items[at] < first)
		at++;
	for (size_t i = at; i < b->ruled.count && b->ruled.items[i] <= last; i++)
		room++;
	if (room == count)
		return (Days){ 0 };
	Day *days = NEW_ARRAY(b->arena, Day, room - count);
	for (; at < b->ruled.count && b->ruled.items[at] <= last; at++) {
		if (m < count && b->all.items[members[m]].day == b->ruled.items[at])
			m++;
		else
			days[left++] = b->ruled.items[at];
	}
	return (Days){ days, left };
}

static Occurrences altered(const Building *b, const Occurrence *usual, const size_t *members, size_t count)
{
	size_t found = 0, n = 0;
	for (size_t i = 0; i < count; i++)
		found += !is_as(&b->all.items[members[i]], usual);
	Occurrence *items = NEW_ARRAY(b->arena, Occurrence, found);
	for (size_t i = 0; i < count && found; i++)
		if (!is_as(&b->all.items[members[i]], usual))
			items[n++] = b->all.items[members[i]];
	return (Occurrences){ items, found };
}

/* Days of the rule on which the same holds. */
static void add_ruled(Building *b, const size_t *members, size_t count)
{
	const Occurrence *first = &b->all.items[members[0]];
	Series *s = add(b, first);
	s->since = since(b->event, first->day);
	s->continued = s->since != DAY_NONE;
	if (count == 1)
		return;
	s->usual = usual_of(b, members, count, s->since);
	s->last = b->all.items[members[count - 1]].day;
	s->rule = rule_without_end(b->event->repeat.rule, b->arena);
	s->left_out = left_out(b, members, count);
	s->altered = altered(b, &s->usual, members, count);
}

static void build(Building *b)
{
	size_t *members = NEW_ARRAY(b->arena, size_t, b->all.count), count = 0;
	for (size_t i = 0; i < b->all.count; i++) {
		const Occurrence *slot = &b->all.items[i];
		if (slot->until < b->window.from)
			continue;
		if (!is_ruled(b, slot)) {
			add_single(b, slot);
			continue;
		}
		bool goes_on = count && since(b->event, b->all.items[members[0]].day) == since(b->event, slot->day);
		if (count && !goes_on) {
			add_ruled(b, members, count);
			count = 0;
		}
		members[count++] = i;
	}
	if (count)
		add_ruled(b, members, count);
}

static SeriesList laid_out(const CalendarView *view, DayRange window, RuleCache *rules, const Record *event, Arena *a)
{
	Building b = { .event = &event->as.event, .window = window, .arena = a };
	b.all = calendar_all(view, window.until, rules, event, a);
	if (b.event->repeat.rule.len)
		b.ruled = calendar_ruled(view, window.until, rules, event);
	build(&b);
	return (SeriesList){ b.items, b.count };
}

/* Events that are alike. */

static void add_words(Buf *b, Texts names)
{
	for (size_t i = 0; i < names.count; i++) {
		buf_char(b, '\x1f');
		buf_str(b, names.items[i]);
	}
	buf_char(b, '\x1e');
}

/* All that the days of a plain event follow from. */
static Str words_of(const Event *e, Arena *a)
{
	Buf b = { .arena = a };
	buf_str(&b, e->repeat.rule);
	buf_char(&b, (char)('0' + e->on_holiday));
	add_words(&b, e->skip);
	add_words(&b, e->only);
	return buf_text(&b);
}

/* The days are those of the first event of these words, what holds on them is its own. */
static SeriesList as_own(const SeriesList *list, const Event *e, Arena *a)
{
	Series *items = NEW_ARRAY(a, Series, list->count);
	for (size_t i = 0; i < list->count; i++) {
		items[i] = list->items[i];
		items[i].usual.times = &e->times;
		items[i].usual.place = &e->place;
	}
	return (SeriesList){ items, list->count };
}

SeriesList series_of(const CalendarView *view, DayRange window, SeriesCache *cache, const Record *event, Arena *a)
{
	const Event *e = &event->as.event;
	if (!calendar_is_plain(view, event))
		return laid_out(view, window, &cache->rules, event, a);
	Str words = words_of(e, a);
	cache->plain.arena = &cache->rules.arena;
	const SeriesList *known = map_find(&cache->plain, words);
	if (!known) {
		SeriesList *list = NEW(&cache->rules.arena, SeriesList);
		*list = laid_out(view, window, &cache->rules, event, &cache->rules.arena);
		map_put(&cache->plain, str_copy(words, &cache->rules.arena), list);
		known = list;
	}
	return as_own(known, e, a);
}

void series_forget(SeriesCache *cache)
{
	arena_free(&cache->rules.arena);
}
