#include "render/press_make_inner.h"

#include <stdlib.h>

#include "render/often.h"

static bool is_event(const Record *r)
{
	return r->kind == KIND_EVENT;
}

/* Agendas: all days of all listed events in order, then dealt out to the areas. */

typedef struct DayKey {
	uint64_t day;                          /* and the minute it begins */
	uint64_t number;                       /* of the record, and of its occurrence */
	const Record *record;
} DayKey;

static DayKey day_key(const Record *r, size_t number)
{
	const Occurrence *o = &r->as.event.occurrences.items[number];
	Minute from = o->times->count ? o->times->items[0].from : MINUTE_NONE;
	return (DayKey){ (uint64_t)(uint32_t)o->day << 32 | (uint32_t)(from - MINUTE_NONE),
		         (uint64_t)r->number << 32 | (uint32_t)number, r };
}

static int by_day(const void *left, const void *right)
{
	const DayKey *a = left, *b = right;
	int order = (a->day > b->day) - (a->day < b->day);
	return order ? order : (a->number > b->number) - (a->number < b->number);
}

static AgendaItem agenda_item(const DayKey *key)
{
	const Occurrence *o = &key->record->as.event.occurrences.items[(uint32_t)key->number];
	return (AgendaItem){ key->record, o, o->day, o->until };
}

static size_t make_agenda_of_city(PressMaking *m)
{
	Arena *scratch = &m->scratch[0];
	const Selection *all = &m->site->inside[0];
	size_t event_count, room = 0, count = 0;
	const Record **events = press_choose(all->items, all->count, is_event, &event_count, scratch);
	for (size_t i = 0; i < event_count; i++)
		room += events[i]->as.event.occurrences.count;
	DayKey *keys = NEW_ARRAY(scratch, DayKey, room);
	AgendaItem *items = NEW_ARRAY(m->run, AgendaItem, room);
	for (size_t i = 0; i < event_count; i++)
		for (size_t n = 0; n < events[i]->as.event.occurrences.count; n++)
			keys[count++] = day_key(events[i], n);
	if (count)
		qsort(keys, count, sizeof(*keys), by_day);
	for (size_t i = 0; i < count; i++)
		items[i] = agenda_item(&keys[i]);
	arena_reset(scratch, (ArenaMark){ 0 });
	m->press->agenda = items;
	m->press->agenda_count = count;
	return count;
}

/* For each record the numbers of the areas it is inside of: areas[first[r]] … areas[first[r + 1] - 1]. */
typedef struct Inverse {
	uint32_t *first, *areas;
} Inverse;

static Inverse make_inverse(PressMaking *m, Arena *a)
{
	size_t records = m->site->record_count;
	Inverse v = { .first = NEW_ARRAY(a, uint32_t, records + 2) };
	for (size_t i = 0; i < m->site->area_count; i++)
		for (size_t n = 0; n < m->areas[i].inside.count; n++)
			v.first[m->areas[i].inside.items[n].record + 2]++;
	for (size_t r = 2; r < records + 2; r++)
		v.first[r] += v.first[r - 1];
	v.areas = NEW_ARRAY(a, uint32_t, v.first[records + 1]);
	for (size_t i = 0; i < m->site->area_count; i++)
		for (size_t n = 0; n < m->areas[i].inside.count; n++)
			v.areas[v.first[m->areas[i].inside.items[n].record + 1]++] = (uint32_t)i;
	return v;
}

static void deal_item(PressMaking *m, ReadyArea *ready, uint32_t *list, uint32_t item)
{
	const AgendaItem *a = &m->press->agenda[item];
	DayRange shown = whatson_days(m->site);
	list[ready->agenda.count++] = item;
	ready->whatson += a->until >= shown.from && a->day <= shown.until &&
	                  !often_has(m->press->often, OFTEN_LONG, a);
}

void press_agendas(PressMaking *m)
{
	Arena *scratch = &m->scratch[0];
	size_t count = make_agenda_of_city(m);
	Inverse v = make_inverse(m, scratch);
	size_t *counts = NEW_ARRAY(scratch, size_t, m->site->area_count);
	uint32_t **lists = NEW_ARRAY(scratch, uint32_t *, m->site->area_count);
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < count; i++) {
			uint32_t record = m->press->agenda[i].record->number;
			for (uint32_t n = v.first[record]; n < v.first[record + 1]; n++) {
				uint32_t area = v.areas[n];
				if (pass)
					deal_item(m, &m->areas[area], lists[area], (uint32_t)i);
				else
					counts[area]++;
			}
		}
		for (size_t i = 0; !pass && i < m->site->area_count; i++) {
			lists[i] = NEW_ARRAY(m->run, uint32_t, counts[i]);
			m->areas[i].agenda.items = lists[i];
		}
	}
	arena_reset(scratch, (ArenaMark){ 0 });
}
