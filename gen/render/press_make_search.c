#include "render/press_make_inner.h"

#include <stdlib.h>

#include "render/search.h"
#include "site/kana.h"
#include "site/state.h"

/* Of search.h: bytes of a record besides its texts; of all records in one file; records in a part. */
enum { SEARCH_RECORD = 240, SEARCH_WHOLE = 200000, SEARCH_PART = 150 };

typedef struct RecordKey {
	Str key;
	const Record *record;
	int row;
} RecordKey;

static int by_reading(const void *left, const void *right)
{
	const RecordKey *a = left, *b = right;
	int order = a->row - b->row;
	if (!order)
		order = str_compare(a->key, b->key);
	return order ? order : str_compare(a->record->id, b->record->id);
}

static void make_by_kana(PressMaking *m)
{
	Press *p = m->press;
	Arena *scratch = &m->scratch[0];
	RecordKey *keys = NEW_ARRAY(scratch, RecordKey, m->site->record_count);
	for (size_t i = 0; i < m->site->record_count; i++) {
		const Record *r = m->site->records[i];
		if (!state_is_listed(r->state))
			continue;
		Str key = kana_key(r->name_kana, scratch);
		keys[p->by_kana_count++] = (RecordKey){ key, r, kana_row(key) };
	}
	if (p->by_kana_count)
		qsort(keys, p->by_kana_count, sizeof(*keys), by_reading);
	uint16_t *files = NEW_ARRAY(m->run, uint16_t, p->by_kana_count);
	p->by_kana = NEW_ARRAY(m->run, const Record *, p->by_kana_count);
	p->by_kana_file = files;
	for (size_t i = 0; i < p->by_kana_count; i++) {
		p->by_kana[i] = keys[i].record;
		files[i] = (uint16_t)search_text_file(m->site, keys[i].record->id);
		for (int row = keys[i].row; row < KANA_GROUPS; row++)
			p->kana_ends[row]++;
	}
	arena_reset(scratch, (ArenaMark){ 0 });
}

/* What a file of all that is found by its fields would hold, in bytes; packed it is a quarter. */
static size_t searched_bytes(const Press *p)
{
	size_t bytes = 0;
	for (size_t i = 0; i < p->by_kana_count; i++) {
		const Record *r = p->by_kana[i];
		bytes += r->name.len + r->name_kana.len + r->summary.len + SEARCH_RECORD;
	}
	return bytes;
}

static void sort_by_area(PressMaking *m)
{
	Press *p = m->press;
	size_t *next = NEW_ARRAY(&m->scratch[0], size_t, m->site->area_count + 1);
	p->by_area = NEW_ARRAY(m->run, const Record *, p->by_kana_count);
	for (size_t i = 0; i < p->by_kana_count; i++)
		next[p->by_kana[i]->area->number + 1]++;
	for (size_t i = 0; i < m->site->area_count; i++)
		next[i + 1] += next[i];
	for (size_t i = 0; i < p->by_kana_count; i++)
		p->by_area[next[p->by_kana[i]->area->number]++] = p->by_kana[i];
	arena_reset(&m->scratch[0], (ArenaMark){ 0 });
}

static void make_parts(PressMaking *m)
{
	Press *p = m->press;
	if (searched_bytes(p) <= SEARCH_WHOLE)
		return;
	sort_by_area(m);
	SearchPart *parts = NEW_ARRAY(m->run, SearchPart, p->by_kana_count / SEARCH_PART + m->site->area_count);
	for (size_t i = 0; i < p->by_kana_count; i++) {
		SearchPart *last = p->part_count ? &parts[p->part_count - 1] : NULL;
		if (!last || last->until - last->from == SEARCH_PART ||
		    p->by_area[last->from]->area != p->by_area[i]->area)
			parts[p->part_count++] = (SearchPart){ (uint32_t)i, (uint32_t)i };
		parts[p->part_count - 1].until++;
	}
	p->parts = parts;
}

void press_by_reading(PressMaking *m)
{
	make_by_kana(m);
	make_parts(m);
}
