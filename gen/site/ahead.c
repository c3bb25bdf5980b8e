#include "site/ahead.h"

#include <string.h>

#include "site/check_record.h"
#include "site/join.h"
#include "site/state.h"

static const Record *record_of(const Site *site, uint32_t file)
{
	for (size_t i = 0; i < site->record_count; i++)
		if (((const File *)site->records[i]->src)->number == file)
			return site->records[i];
	return NULL;
}

/* Only a load of the whole knows who says it of a record. */
static void take_over(Record *r, const Record *old)
{
	r->number = old->number;
	r->related = old->related;
	r->related_count = old->related_count;
	if (r->kind == KIND_CONSULTATION) {
		r->as.consultation.handed_over_by = old->as.consultation.handed_over_by;
		r->as.consultation.handed_over_by_count = old->as.consultation.handed_over_by_count;
	}
}

/* NULL where it is not sound. */
static Record *read_again(const Site *site, const Record *old, const File *file, Arena *a, Diag *d)
{
	Arena scratch = { 0 };
	RecordList list = { 0 };
	const Reader reader = site_reader(site, &file->source, a, &scratch, d);
	bool sound = records_decode(&reader, old->kind, old->area, &list) && list.count == 1;
	arena_free(&scratch);
	if (!sound || !str_equal(list.items[0]->id, old->id))
		return NULL;
	list.items[0]->changed = file->changed;
	take_over(list.items[0], old);
	return list.items[0];
}

/* The same city; only what leads to records is its own. */
static Site *site_beside(const Site *site, Arena *a)
{
	Site *beside = NEW(a, Site);
	Record **records = NEW_ARRAY(a, Record *, site->record_count);
	MapEntry *entries = NEW_ARRAY(a, MapEntry, site->by_id.count);
	*beside = *site;
	memcpy(records, site->records, site->record_count * sizeof(*records));
	memcpy(entries, site->by_id.entries, site->by_id.count * sizeof(*entries));
	beside->records = records;
	beside->by_id.entries = entries;
	return beside;
}

static void put(Site *site, Record *r)
{
	((Record **)site->records)[r->number] = r;
	for (size_t i = 0; i < site->by_id.count; i++)
		if (str_equal(site->by_id.entries[i].key, r->id))
			site->by_id.entries[i].value = r;
}

static void find_days(const Site *site, Record *r, Arena *a, Diag *d)
{
	RuleCache rules = { 0 };
	record_find_state(r, site->today, site->early);
	r->stale = record_is_stale(r, site->today, site->info.stale_days);
	if (r->kind == KIND_EVENT)
		calendar_expand(&site->calendar, &rules, r, a, d);
	record_find_end(r);
	arena_free(&rules.arena);
}

static bool calls_off(const Record *r)
{
	return r->kind == KIND_NOTICE && r->as.notice.cancels.dates.count;
}

static bool is_asked_first_in(const Area *area, const Record *r)
{
	bool asked = area->report_to.consultation.record == r;
	for (size_t i = 0; i < area->first_contact.count; i++)
		asked |= area->first_contact.items[i].consultation.record == r;
	return asked;
}

/* The page of a window may tell whom to ask first. */
static bool is_asked_first(const Site *site, const Record *r)
{
	bool asked = false;
	for (size_t i = 0; i < site->area_count; i++)
		asked |= is_asked_first_in(site->areas[i], r);
	for (size_t i = 0; i < site->layers.count; i++)
		for (size_t n = 0; n < site->layers.items[i].divisions.count; n++)
			asked |= site->layers.items[i].divisions.items[n].consultation.record == r;
	return r->kind == KIND_CONSULTATION && asked;
}

/* What lines of what is there, or belongs to it, show of it; its own page has these lines. */
static bool lends_the_same(const Record *old, const Record *r)
{
	bool same = str_equal(old->name, r->name) && old->accessibility == r->accessibility && old->state == r->state;
	if (r->kind == KIND_PLACE)
		same = same && old->as.place.type == r->as.place.type &&
		       str_equal(old->as.place.address, r->as.place.address) &&
		       str_equal(old->as.place.landmark, r->as.place.landmark);
	return same;
}

static bool can_stand(const Site *site, const Record *old, const Record *r)
{
	bool named = r->related_count ||
	             (r->kind == KIND_CONSULTATION && r->as.consultation.handed_over_by_count);
	return !calls_off(old) && !calls_off(r) && !is_asked_first(site, old) && (!named || lends_the_same(old, r));
}

/* From now on it is told of by the file it stands for, which is a place in the order of files, too. */
static void finish(Ahead *ahead, const Site *site, const Files *content, Diag *d)
{
	for (size_t i = 0; i < ahead->count; i++)
		check_record(site, content, ahead->records[i], d);
	for (size_t i = 0; i < ahead->count; i++) {
		Record *r = (Record *)ahead->records[i];
		record_name_early(r, &ahead->arena);
		r->src = ahead->instead[i]->src;
	}
}

/* False where it is not known what becomes of them. */
static bool make(Ahead *ahead, const Site *site, const Files *content, const File *saved, Diag *d)
{
	Arena *a = &ahead->arena;
	Site *beside = site_beside(site, a);
	bool known = true;
	ahead->site = beside;
	for (size_t i = 0; i < ahead->count; i++) {
		const Record *old = record_of(site, saved[i].number);
		Record *r = old ? read_again(site, old, &saved[i], a, d) : NULL;
		if (!r)
			return false;
		ahead->instead[i] = old;
		ahead->records[i] = r;
		put(beside, r);
	}
	for (size_t i = 0; i < ahead->count; i++)
		join_record(beside, (Record *)ahead->records[i], a, d);
	for (size_t i = 0; i < ahead->count && !d->errors; i++) {
		Record *r = (Record *)ahead->records[i];
		known &= join_contacts_of(r);
		find_days(beside, r, a, d);
	}
	if (known && !d->errors)
		finish(ahead, beside, content, d);
	for (size_t i = 0; i < ahead->count; i++)
		known = known && !d->errors && can_stand(site, ahead->instead[i], ahead->records[i]);
	return known;
}

const Ahead *ahead_make(const Site *site, const Files *content, const File *saved, size_t count)
{
	Arena home = { 0 };
	Ahead *ahead = NEW(&home, Ahead);
	Diag said = { 0 };
	ahead->records = NEW_ARRAY(&home, const Record *, count);
	ahead->instead = NEW_ARRAY(&home, const Record *, count);
	ahead->count = count;
	ahead->arena = home;
	bool known = make(ahead, site, content, saved, &said);
	diag_free(&said);
	if (known)
		return ahead;
	ahead_drop(ahead);
	return NULL;
}

void ahead_drop(const Ahead *ahead)
{
	Arena home = ahead->arena;
	arena_free(&home);
}
