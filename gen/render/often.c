#include "render/often.h"

#include "render/words.h"
#include "site/say.h"
#include "site/state.h"

enum { WEEK_LEAST = 4, LONG_LEAST = 8, LONG = 1 << 7 };

static bool is_planned(const Occurrence *o)
{
	return o->state == OCCURRENCE_PLANNED && o->until == o->day;
}

/* How often it is on, as planned, in these days; the days of the week. */
typedef struct Times {
	Day first, last;
	int count;
	uint8_t weekdays;
} Times;

static Times times_in(const Event *e, DayRange days)
{
	Times t = { 0 };
	for (size_t i = 0; i < e->occurrences.count && e->occurrences.items[i].day <= days.until; i++) {
		const Occurrence *o = &e->occurrences.items[i];
		if (o->day < days.from || !is_planned(o))
			continue;
		t.first = t.count++ ? t.first : o->day;
		t.last = o->day;
		t.weekdays |= (uint8_t)(1u << day_weekday(o->day));
	}
	return t;
}

static uint8_t often_of(const Site *site, const Event *e)
{
	const DayRange week = { site->today, site->today + WEEK_SHOWN - 1 };
	const Times near = times_in(e, week), far = times_in(e, whatson_days(site));
	bool often = e->repeat.words.len && far.count >= LONG_LEAST && far.count * 2 > far.last - far.first + 1;
	return (uint8_t)((near.count >= WEEK_LEAST ? near.weekdays : 0) | (often ? LONG : 0));
}

const uint8_t *often_make(const Site *site, Arena *a)
{
	uint8_t *often = (uint8_t *)NEW_ARRAY(a, uint8_t, site->record_count);
	for (size_t i = 0; i < site->record_count; i++)
		if (site->records[i]->kind == KIND_EVENT && state_is_listed(site->records[i]->state))
			often[i] = often_of(site, &site->records[i]->as.event);
	return often;
}

bool often_has(const uint8_t *often, OftenSpan span, const AgendaItem *item)
{
	unsigned of = often[item->record->number];
	return is_planned(item->occurrence) && (span == OFTEN_WEEK   ? (of & WEEKDAYS_ALL) != 0
	                                        : span == OFTEN_LONG ? (of & LONG) != 0
	                                                             : false);
}

bool often_begins(const AgendaItem *item, Day from)
{
	const Occurrences *all = &item->record->as.event.occurrences;
	size_t first = 0;
	while (first < all->count && (all->items[first].day < from || !is_planned(&all->items[first])))
		first++;
	return item->occurrence == &all->items[first];
}

Str words_often(const Press *press, OftenSpan span, const Record *event, Arena *a)
{
	const Event *e = &event->as.event;
	uint8_t weekdays = press->often[event->number] & WEEKDAYS_ALL;
	Buf b = { .arena = a };
	if (span == OFTEN_LONG)
		return words_repeat(press->site, e, e->times, a);
	if (weekdays == WEEKDAYS_ALL)
		buf_str(&b, STR("毎日"));
	else
		say_weekdays(&b, weekdays);
	if (e->times.count)
		buf_char(&b, ' ');
	say_spans(&b, e->times);
	return buf_text(&b);
}

Str words_often_rules(OftenSpan span, const Record *event, Arena *a)
{
	Buf b = { .arena = a };
	for (int rule = 0; span == OFTEN_LONG && rule < REPEAT_RULES; rule++) {
		Str words = words_repeat_rule(&event->as.event, rule, a);
		if (b.len && words.len)
			buf_str(&b, STR("。"));
		buf_str(&b, words);
	}
	return buf_text(&b);
}
