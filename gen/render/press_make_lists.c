#include "render/press_make_inner.h"

#include "render/address.h"
#include "render/view.h"
#include "render/words.h"
#include "site/state.h"

/* Rows. */

static Lead lead_of(const Press *press, const Record *r)
{
	static const Lead of_level[] = {
		[NOTICE_INFO] = LEAD_INFO,
		[NOTICE_IMPORTANT] = LEAD_IMPORTANT,
		[NOTICE_EMERGENCY] = LEAD_EMERGENCY,
	};
	if (r->kind == KIND_NOTICE)
		return of_level[r->as.notice.level];
	if (r->kind != KIND_EVENT)
		return LEAD_NONE;
	if (r->state == STATE_CANCELLED || r->state == STATE_POSTPONED || r->state == STATE_FULL)
		return LEAD_ALTERED;
	const Occurrence *o = r->state == STATE_ACTIVE ? occurrence_unlike_plan(press, r) : NULL;
	return o && o->day < press->site->today + press->site->info.whats_on_days ? LEAD_ALTERED
	                                                                          : LEAD_NONE;
}

static Row row_of(const Press *press, const Record *r)
{
	return (Row){ r->ages, r->purposes, r->number, (uint8_t)r->kind,
		      (uint8_t)lead_of(press, r) };
}

static Rows make_rows(PressMaking *m, const Selection *records)
{
	Row *rows = NEW_ARRAY(m->run, Row, records->count);
	for (size_t i = 0; i < records->count; i++)
		rows[i] = row_of(m->press, records->items[i]);
	return (Rows){ rows, records->count };
}

static Rows make_around(PressMaking *m, const Area *area)
{
	size_t room = 0, count = 0;
	for (const Area *around = area->parent; around; around = around->parent)
		room += m->site->own[around->number].count;
	Row *rows = NEW_ARRAY(m->run, Row, room);
	for (const Area *around = area->parent; around; around = around->parent) {
		const Selection *own = &m->site->own[around->number];
		for (size_t i = 0; i < own->count; i++)
			if (!record_is_inside(own->items[i], area))
				rows[count++] = row_of(m->press, own->items[i]);
	}
	return (Rows){ rows, count };
}

/* Indexes: by age (all, then each), and in it by purpose (all, then each). */

static size_t index_width(const Site *site)
{
	return site->vocabulary.lists[PURPOSES].count + 1;
}

static void count_row(uint32_t *line, TermSet purposes, size_t width)
{
	line[0]++;
	for (size_t p = 1; p < width; p++)
		line[p] += (uint32_t)(purposes >> (p - 1) & 1);
}

/* One pass over the rows: a line of counts for all, one for each age that is named, and one for everyone at the end. */
static const uint32_t *count_rows(Rows rows, size_t ages, size_t width, Arena *a)
{
	uint32_t *counts = NEW_ARRAY(a, uint32_t, (ages + 2) * width);
	for (size_t i = 0; i < rows.count; i++) {
		const Row *row = &rows.items[i];
		count_row(counts, row->purposes, width);
		if (!row->ages)
			count_row(counts + (ages + 1) * width, row->purposes, width);
		for (size_t age = 0; age < ages; age++)
			if (row->ages & term_bit(age))
				count_row(counts + (age + 1) * width, row->purposes, width);
	}
	return counts;
}

static void make_index(PressMaking *m, const Area *area, int age, int purpose, ReadyIndex *index)
{
	Arena *scratch = &m->scratch[0];
	ArenaMark mark = arena_mark(scratch);
	Str folder = index_folder(area, term_at(m->site, AGES, age),
	                          term_at(m->site, PURPOSES, purpose), 1, scratch);
	index->url = address_of(m->site, folder, m->run);
	index->words = words_number(index->count, m->run);
	arena_reset(scratch, mark);
}

static void make_indexes(PressMaking *m, const Area *area)
{
	Arena *scratch = &m->scratch[0];
	ReadyArea *ready = &m->areas[area->number];
	size_t width = index_width(m->site), ages = m->site->vocabulary.lists[AGES].count;
	ReadyIndex *indexes = NEW_ARRAY(m->run, ReadyIndex, (ages + 1) * width);
	const uint32_t *counts = count_rows(ready->inside, ages, width, scratch);
	const uint32_t *everyone = counts + (ages + 1) * width;
	for (size_t age = 0; age <= ages; age++) {
		for (size_t p = 0; p < width; p++) {
			ReadyIndex *index = &indexes[age * width + p];
			index->everyone = everyone[p];
			index->count = counts[age * width + p] + (age ? everyone[p] : 0);
			make_index(m, area, (int)age - 1, (int)p - 1, index);
		}
	}
	ready->indexes = indexes;
	arena_reset(scratch, (ArenaMark){ 0 });
}

void press_tiles(void *making, int worker, size_t area)
{
	PressMaking *m = making;
	tiles_make(m->press, m->site->areas[area], (ReadyIndex *)m->areas[area].indexes,
	           &m->scratch[worker], &m->press->arenas[worker]);
}

void press_lists(PressMaking *m)
{
	for (size_t i = 0; i < m->site->area_count; i++) {
		m->areas[i].inside = make_rows(m, &m->site->inside[i]);
		m->areas[i].around = make_around(m, m->site->areas[i]);
		for (size_t n = 0; n < m->areas[i].inside.count; n++)
			m->areas[i].kinds[m->areas[i].inside.items[n].kind]++;
		make_indexes(m, m->site->areas[i]);
	}
}
