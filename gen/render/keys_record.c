#include <string.h>

#include "format/pack.h"
#include "render/keys_inner.h"
#include "render/near.h"
#include "render/view.h"
#include "site/links.h"
#include "site/state.h"

void key_value(Buf *b, const Value *v)
{
	key_number(b, v->kind);
	switch (v->kind) {
	case VALUE_TEXT:
	case VALUE_HTML: key_text(b, v->as.text); break;
	case VALUE_LIST:
		key_number(b, v->count);
		for (uint32_t i = 0; i < v->count; i++)
			key_value(b, &v->as.items[i]);
		break;
	case VALUE_FRAME:
		for (size_t i = 0; i < v->as.frame.shape->count; i++)
			key_value(b, &v->as.frame.slots[i]);
		break;
	case VALUE_NONE:
	case VALUE_FALSE:
	case VALUE_TRUE:
	case VALUE_TORN:
	case VALUE_MAP: break;
	}
}

/* Records. */

static const File *file_of(const Record *r)
{
	return (const File *)r->src;
}

Hash key_card_hash(const Press *press, const Record *r, Buf *b)
{
	size_t from = b->len;
	key_hash(b, file_of(r)->hash);
	key_text(b, r->id);
	key_text(b, ready_record(press, r)->url);
	key_number(b, (uint64_t)r->state << 1 | r->stale);
	Hash card = key_done(b, from);
	b->len = from;
	return card;
}

void key_card(Buf *b, const Keys *keys, const Record *r)
{
	key_hash(b, r ? keys->cards[r->number] : (Hash){ 0 });
}

static void visit_contact(Buf *b, const Keys *keys, const Contact *c, KeyVisit *visit)
{
	visit(b, keys, c->record);
}

void key_visit_named(Buf *b, const Keys *keys, const Record *r, KeyVisit *visit)
{
	for (size_t i = 0; i < r->contacts.count; i++)
		visit_contact(b, keys, &r->contacts.items[i], visit);
	switch (r->kind) {
	case KIND_EVENT:
		visit(b, keys, r->as.event.place.ref.record);
		visit_contact(b, keys, &r->as.event.organizer, visit);
		for (size_t i = 0; i < r->as.event.changes.count; i++)
			visit(b, keys, r->as.event.changes.items[i].place.ref.record);
		break;
	case KIND_PLACE: visit_contact(b, keys, &r->as.place.operator_, visit); break;
	case KIND_SERVICE: visit_contact(b, keys, &r->as.service.provider, visit); break;
	case KIND_CONSULTATION:
		visit(b, keys, r->as.consultation.place.ref.record);
		visit_contact(b, keys, &r->as.consultation.provider, visit);
		for (size_t i = 0; i < r->as.consultation.connects_to.count; i++)
			visit(b, keys, r->as.consultation.connects_to.items[i].record);
		break;
	case KIND_GROUP:
		visit(b, keys, r->as.group.scheme.record);
		visit(b, keys, r->as.group.place.ref.record);
		break;
	case KIND_SCHEME: visit_contact(b, keys, &r->as.scheme.run_by, visit); break;
	case KIND_NOTICE:
		for (size_t i = 0; i < r->as.notice.cancels.ids.count; i++)
			visit(b, keys, r->as.notice.cancels.ids.items[i].record);
		break;
	case KINDS: break;
	}
}

void key_card_and_named(Buf *b, const Keys *keys, const Record *r)
{
	key_card(b, keys, r);
	if (r)
		key_visit_named(b, keys, r, key_card);
}

static void add_line(Buf *b, const Keys *keys, const Record *r)
{
	key_card(b, keys, r);
	key_number(b, ready_record(keys->press, r)->line_hash);
}

static void add_near(Buf *b, const Press *press, const Record *r)
{
	const Near *near = &press->near[r->number];
	for (size_t i = 0; i < near->count; i++) {
		const Record *other = near->items[i];
		key_text(b, other->name);
		key_text(b, ready_record(press, other)->url);
		key_number(b, (uint64_t)other->state << 1 | other->sample);
	}
}

static void add_belonging(Buf *b, const Keys *keys, const Record *r)
{
	for (size_t i = 0; i < r->related_count; i++)
		add_line(b, keys, r->related[i]);
	if (r->kind == KIND_CONSULTATION)
		for (size_t i = 0; i < r->as.consultation.handed_over_by_count; i++)
			add_line(b, keys, r->as.consultation.handed_over_by[i]);
}

/* Instead of what a record is made of, the record. */
static void add_pointer(Buf *b, const Keys *keys, const Record *r)
{
	(void)keys;
	if (r)
		buf_str(b, (Str){ (const char *)&r, sizeof(r) });
}

static void add_pointers(Buf *b, const Keys *keys, const Record *r)
{
	add_pointer(b, keys, r);
	if (r)
		key_visit_named(b, keys, r, add_pointer);
}

Selection key_records(const Press *press, const Record *r, Arena *a)
{
	Buf b = { .arena = a };
	buf_reserve(&b, sizeof(r));
	add_pointer(&b, NULL, r);
	key_visit_named(&b, NULL, r, add_pointers);
	for (size_t i = 0; i < r->related_count; i++)
		add_pointer(&b, NULL, r->related[i]);
	if (r->kind == KIND_CONSULTATION)
		for (size_t i = 0; i < r->as.consultation.handed_over_by_count; i++)
			add_pointer(&b, NULL, r->as.consultation.handed_over_by[i]);
	for (size_t i = 0; i < r->links.count; i++) {
		Str id = r->links.items[i];
		add_pointer(&b, NULL,
		            str_take(&id, STR("record:")) ? map_find(&press->site->by_id, id)
		                                          : NULL);
	}
	const Record **items = NEW_ARRAY(a, const Record *, b.len / sizeof(r));
	memcpy(items, b.ptr, b.len);
	return (Selection){ items, b.len / sizeof(r) };
}

static void add_place(Buf *b, const Keys *keys, const PlaceRef *place)
{
	key_text(b, place->name);
	key_text(b, place->address);
	key_text(b, place->landmark);
	key_card(b, keys, place->ref.record);
}

void key_occurrence(Buf *b, const Keys *keys, const Event *e, const Occurrence *o)
{
	const Day days[] = { o->day, o->until, o->to, (Day)o->state };
	buf_str(b, (Str){ (const char *)days, sizeof(days) });
	key_text(b, *o->note);
	if (o->times != &e->times)
		buf_str(b, (Str){ (const char *)o->times->items, o->times->count * sizeof(*o->times->items) });
	if (o->place && o->place != &e->place)
		add_place(b, keys, o->place);
	if (o->notice)
		key_card(b, keys, o->notice);
}

static void add_occurrences(Buf *b, const Keys *keys, const Event *e)
{
	for (size_t i = 0; i < e->occurrences.count; i++)
		key_occurrence(b, keys, e, &e->occurrences.items[i]);
}

static void add_links(Buf *b, const Keys *keys, Texts links)
{
	const Site *site = keys->press->site;
	for (size_t i = 0; i < links.count; i++) {
		Str id = links.items[i];
		bool is_record = str_take(&id, STR("record:"));
		const Record *to = is_record ? map_find(&site->by_id, id) : NULL;
		key_text(b, to ? ready_record(keys->press, to)->url : (Str){ 0 });
		if (!is_record)
			key_number(b, keys->addresses);
	}
}

static void add_images(Buf *b, const Record *r)
{
	for (size_t i = 0; i < r->images.count; i++)
		if (r->images.items[i].src)
			key_hash(b, ((const File *)r->images.items[i].src)->hash);
}

/* Of the day, what pages of a record tell: for most of them it does not matter which day it is. */
static void add_today(Buf *b, const Site *site, const Record *r)
{
	bool tells = r->kind == KIND_EVENT || r->alert->until || record_last_day(r);
	key_day(b, tells ? site->today : DAY_NONE);
}

/* What is told of it lately; that passes, on pages that else do not tell the day. */
static void add_changes(Buf *b, const Press *press, const Record *r)
{
	const Value changes = view_record_changes(press, r, b->arena);
	key_day(b, r->changed);
	key_value(b, &changes);
}

Hash key_of_record(const Keys *keys, Desk *desk, const Record *r)
{
	if (desk->keyed == r)
		return desk->key;
	Buf b = { .arena = &desk->page };
	key_hash(&b, keys->base);
	key_hash(&b, keys->areas[r->area->number].said);
	add_changes(&b, keys->press, r);
	add_today(&b, keys->press->site, r);
	key_card(&b, keys, r);
	key_visit_named(&b, keys, r, key_card_and_named);
	add_belonging(&b, keys, r);
	add_near(&b, keys->press, r);
	add_links(&b, keys, r->links);
	add_links(&b, keys, links_of(r->easy->body, b.arena));
	add_images(&b, r);
	if (r->kind == KIND_EVENT)
		add_occurrences(&b, keys, &r->as.event);
	desk->keyed = r;
	desk->key = key_done(&b, 0);
	return desk->key;
}
