#include "site/select.h"

#include <stdlib.h>

#include "site/state.h"

bool filter_passes(const Filter *f, const Record *r)
{
	if (f->kind != ANY && r->kind != (Kind)f->kind)
		return false;
	if (f->purpose != ANY && !(r->purposes & term_bit((size_t)f->purpose)))
		return false;
	if (f->trouble != ANY && !(r->troubles & term_bit((size_t)f->trouble)))
		return false;
	if (f->age == ANY || f->match == AGE_ANY)
		return true;
	bool named = r->ages & term_bit((size_t)f->age);
	switch (f->match) {
	case AGE_NAMED:    return named;
	case AGE_EVERYONE: return !r->ages;
	case AGE_WELCOME:
	case AGE_ANY:      break;
	}
	return named || !r->ages;
}

size_t select_inside(const Site *site, const Area *area, const Filter *f, const Record **out, size_t room)
{
	const Selection *all = &site->inside[area->number];
	size_t found = 0;
	for (size_t i = 0; i < all->count; i++) {
		if (!filter_passes(f, all->items[i]))
			continue;
		if (found < room)
			out[found] = all->items[i];
		found++;
	}
	return found;
}

/* Where an event takes place, if that is an area of its own. */
static const Area *area_of_place(const Record *r)
{
	const Record *place = r->kind == KIND_EVENT ? r->as.event.place.ref.record : NULL;
	return place ? place->area : NULL;
}

bool record_is_inside(const Record *r, const Area *area)
{
	if (area_contains(area, r->area))
		return true;
	for (size_t i = 0; r->areas && r->areas[i]; i++)
		if (area_contains(area, r->areas[i]))
			return true;
	const Area *place = area_of_place(r);
	return place && area_contains(area, place);
}

static bool record_is_own(const Record *r, const Area *area)
{
	bool own = r->area == area || area_of_place(r) == area;
	for (size_t i = 0; !own && r->areas && r->areas[i]; i++)
		own = r->areas[i] == area;
	return own;
}

/* Whether an area around `area` that is nearer than `around` has shown it already. */
static bool is_nearer(const Record *r, const Area *area, const Area *around)
{
	for (const Area *nearer = area->parent; nearer != around; nearer = nearer->parent)
		if (record_is_own(r, nearer))
			return true;
	return false;
}

size_t select_around(const Site *site, const Area *area, const Filter *f, const Record **out, size_t room)
{
	size_t found = 0;
	for (const Area *around = area->parent; around; around = around->parent) {
		const Selection *own = &site->own[around->number];
		for (size_t i = 0; i < own->count; i++) {
			const Record *r = own->items[i];
			if (!filter_passes(f, r) || record_is_inside(r, area) || is_nearer(r, area, around))
				continue;
			if (found < room)
				out[found] = r;
			found++;
		}
	}
	return found;
}

/* Suspended ones last; events with a next date first, by it; then kana; then id. */
static int by_rank(const void *left, const void *right)
{
	const Record *a = *(Record *const *)left, *b = *(Record *const *)right;
	int order = (a->state == STATE_SUSPENDED) - (b->state == STATE_SUSPENDED);
	if (order)
		return order;
	Day on_a = a->kind == KIND_EVENT ? a->as.event.next : DAY_NONE;
	Day on_b = b->kind == KIND_EVENT ? b->as.event.next : DAY_NONE;
	order = (on_b != DAY_NONE) - (on_a != DAY_NONE);
	if (!order)
		order = (on_a > on_b) - (on_a < on_b);
	if (!order)
		order = str_compare(a->sort_key, b->sort_key);
	return order ? order : str_compare(a->id, b->id);
}

static void push(Selection *s, const Record *r)
{
	if (!s->count || s->items[s->count - 1] != r)
		s->items[s->count++] = r;
}

typedef void Visit(Selection *own, Selection *inside, const Area *area, const Record *r);

static void visit_targets(const Record *r, Selection *own, Selection *inside, Visit *visit)
{
	const Area *place = area_of_place(r);
	visit(own, inside, r->area, r);
	for (size_t i = 0; r->areas && r->areas[i]; i++)
		visit(own, inside, r->areas[i], r);
	if (place)
		visit(own, inside, place, r);
}

static void count_one(Selection *own, Selection *inside, const Area *area, const Record *r)
{
	(void)r;
	own[area->number].count++;
	for (; area; area = area->parent)
		inside[area->number].count++;
}

static void place_one(Selection *own, Selection *inside, const Area *area, const Record *r)
{
	push(&own[area->number], r);
	for (; area; area = area->parent)
		push(&inside[area->number], r);
}

static void make_room(Selection *lists, size_t count, Arena *a)
{
	for (size_t i = 0; i < count; i++)
		lists[i] = (Selection){ NEW_ARRAY(a, const Record *, lists[i].count), 0 };
}

void select_prepare(Site *site, Arena *a)
{
	Selection *own = NEW_ARRAY(a, Selection, site->area_count);
	Selection *inside = NEW_ARRAY(a, Selection, site->area_count);
	if (site->record_count)
		qsort((void *)site->records, site->record_count, sizeof(*site->records), by_rank);
	for (size_t i = 0; i < site->record_count; i++) {
		site->records[i]->number = (uint32_t)i;
		if (state_is_listed(site->records[i]->state))
			visit_targets(site->records[i], own, inside, count_one);
	}
	make_room(own, site->area_count, a);
	make_room(inside, site->area_count, a);
	for (size_t i = 0; i < site->record_count; i++)
		if (state_is_listed(site->records[i]->state))
			visit_targets(site->records[i], own, inside, place_one);
	site->own = own;
	site->inside = inside;
}
