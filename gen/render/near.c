#include "render/near.h"

#include <stdlib.h>

#include "site/state.h"

/* Activities of one area, in the order of their files. */
typedef struct Ring {
	const Record **items;
	size_t count;
} Ring;

static bool is_activity(const Record *r)
{
	return r->kind == KIND_EVENT || r->kind == KIND_PLACE || r->kind == KIND_GROUP;
}

static bool is_offered(const Record *r)
{
	return is_activity(r) && state_is_listed(r->state);
}

int record_by_file(const Record *a, const Record *b)
{
	if (a->src != b->src)
		return (a->src > b->src) - (a->src < b->src);
	return (a->pos.line > b->pos.line) - (a->pos.line < b->pos.line);
}

static int in_ring(const void *left, const void *right)
{
	return record_by_file(*(const Record *const *)left, *(const Record *const *)right);
}

static Ring *rings_make(const Site *site, Arena *a)
{
	Ring *rings = NEW_ARRAY(a, Ring, site->area_count);
	for (size_t i = 0; i < site->record_count; i++)
		rings[site->records[i]->area->number].count += is_offered(site->records[i]);
	for (size_t i = 0; i < site->area_count; i++) {
		rings[i].items = NEW_ARRAY(a, const Record *, rings[i].count);
		rings[i].count = 0;
	}
	for (size_t i = 0; i < site->record_count; i++) {
		Ring *ring = &rings[site->records[i]->area->number];
		if (is_offered(site->records[i]))
			ring->items[ring->count++] = site->records[i];
	}
	for (size_t i = 0; i < site->area_count; i++)
		if (rings[i].count)
			qsort(rings[i].items, rings[i].count, sizeof(*rings[i].items), in_ring);
	return rings;
}

/* Where the walk begins: at the first that follows `r`. */
static size_t place_behind(const Ring *ring, const Record *r)
{
	size_t low = 0, high = ring->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (record_by_file(ring->items[middle], r) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Or the one it stands for: see site/ahead.h. */
static bool is_same(const Record *named, const Record *r)
{
	return named && named->number == r->number;
}

/* Its page names it anyway. */
static bool is_named(const Record *by, const Record *r)
{
	switch (by->kind) {
	case KIND_EVENT: return is_same(by->as.event.place.ref.record, r) || is_same(by->as.event.organizer.record, r);
	case KIND_PLACE: return is_same(by->as.place.operator_.record, r);
	case KIND_GROUP: return is_same(by->as.group.place.ref.record, r);
	case KIND_SERVICE:
	case KIND_CONSULTATION:
	case KIND_SCHEME:
	case KIND_NOTICE:
	case KINDS: break;
	}
	return false;
}

static bool is_like(const Record *r, const Record *other)
{
	bool same_age = !r->ages || !other->ages || (r->ages & other->ages);
	return same_age && (r->purposes & other->purposes) && other != r && !is_named(r, other) && !is_named(other, r);
}

/* Once around the ring. */
static void add_from(const Ring *ring, size_t from, const Record *r, Near *near)
{
	for (size_t i = 0; i < ring->count && near->count < NEAR_MOST; i++) {
		const Record *other = ring->items[from + i < ring->count ? from + i : from + i - ring->count];
		if (is_like(r, other))
			near->items[near->count++] = other;
	}
}

static void add_of_areas(const Ring *rings, const Area *area, const Record *r, Near *near)
{
	for (; area && near->count < NEAR_MOST; area = area->parent)
		add_from(&rings[area->number], place_behind(&rings[area->number], r), r, near);
}

const Near *near_make(const Site *site, Arena *a)
{
	Arena scratch = { 0 };
	const Ring *rings = rings_make(site, &scratch);
	Near *near = NEW_ARRAY(a, Near, site->record_count);
	/* Neighbours in a ring are neighbours in memory: whoever is offered itself is looked at in its ring's order. */
	for (size_t n = 0; n < site->area_count; n++) {
		for (size_t i = 0; i < rings[n].count; i++) {
			const Record *r = rings[n].items[i];
			add_from(&rings[n], i + 1 < rings[n].count ? i + 1 : 0, r, &near[r->number]);
			add_of_areas(rings, r->area->parent, r, &near[r->number]);
		}
	}
	for (size_t i = 0; i < site->record_count; i++) {
		const Record *r = site->records[i];
		if (is_activity(r) && !is_offered(r))
			add_of_areas(rings, r->area, r, &near[i]);
	}
	arena_free(&scratch);
	return near;
}

Near near_of(const Site *site, const Record *r)
{
	Arena scratch = { 0 };
	Near near = { 0 };
	if (is_activity(r))
		add_of_areas(rings_make(site, &scratch), r->area, r, &near);
	arena_free(&scratch);
	return near;
}
