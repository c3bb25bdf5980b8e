#include "site/join.h"

enum { RELATIONS = 3 };

/* The place where it is from some day on. */
static const Record *moves_to(const Event *e)
{
	const Record *to = NULL;
	for (size_t i = 0; i < e->changes.count; i++)
		if (e->changes.items[i].from && e->changes.items[i].place.ref.record)
			to = e->changes.items[i].place.ref.record;
	return to;
}

/* The records that list `r` on their own pages as one of their related ones; NULL for none. */
static void relates_to(const Record *r, Record *to[RELATIONS])
{
	const Record *first = NULL, *second = NULL, *third = NULL;
	if (r->kind == KIND_EVENT) {
		first = r->as.event.place.ref.record;
		second = r->as.event.organizer.record;
		third = moves_to(&r->as.event);
	} else if (r->kind == KIND_GROUP) {
		first = r->as.group.scheme.record;
		second = r->as.group.place.ref.record;
	}
	to[0] = (Record *)first;
	to[1] = second != first ? (Record *)second : NULL;
	to[2] = third != first && third != second ? (Record *)third : NULL;
}

static void hand_over(Site *site, Arena *a)
{
	for (size_t pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < site->record_count; i++) {
			const Record *from = site->records[i];
			const Refs *to = &from->as.consultation.connects_to;
			for (size_t n = 0; from->kind == KIND_CONSULTATION && n < to->count; n++) {
				Record *window = (Record *)to->items[n].record;
				if (!window || window->kind != KIND_CONSULTATION)
					continue;
				Consultation *c = &window->as.consultation;
				if (pass)
					c->handed_over_by[c->handed_over_by_count] = from;
				c->handed_over_by_count++;
			}
		}
		for (size_t i = 0; !pass && i < site->record_count; i++) {
			Record *r = site->records[i];
			if (r->kind != KIND_CONSULTATION)
				continue;
			r->as.consultation.handed_over_by = NEW_ARRAY(
				a, const Record *, r->as.consultation.handed_over_by_count);
			r->as.consultation.handed_over_by_count = 0;
		}
	}
}

static void relate(Site *site, bool count_only)
{
	for (size_t i = 0; i < site->record_count; i++) {
		Record *to[RELATIONS];
		relates_to(site->records[i], to);
		for (size_t n = 0; n < RELATIONS; n++) {
			if (!to[n])
				continue;
			if (!count_only)
				to[n]->related[to[n]->related_count] = site->records[i];
			to[n]->related_count++;
		}
	}
}

void join_related(Site *site, Arena *a)
{
	relate(site, true);
	for (size_t i = 0; i < site->record_count; i++) {
		Record *r = site->records[i];
		r->related = r->related_count ? NEW_ARRAY(a, const Record *, r->related_count) : NULL;
		r->related_count = 0;
	}
	relate(site, false);
	hand_over(site, a);
}
