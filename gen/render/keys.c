#include "render/keys.h"

#include <string.h>

#include "format/pack.h"
#include "render/ics.h"
#include "render/board.h"
#include "render/card.h"
#include "render/handout.h"
#include "render/sheet_board.h"
#include "render/languages.h"
#include "render/near.h"
#include "render/outputs.h"
#include "render/data.h"
#include "render/search.h"
#include "render/vcard.h"
#include "render/view.h"
#include "site/links.h"
#include "site/series.h"
#include "site/state.h"

/* What pages of an area are made of; lists by kind, in their order. */
typedef struct AreaKeys {
	Hash said;                             /* crumbs, whom to ask */
	uint64_t inside[KINDS], around[KINDS]; /* lines, and what leads */
	uint64_t agenda;
} AreaKeys;

struct Keys {
	const Press *press;
	Hash base;
	uint64_t addresses;                    /* of every page */
	const AreaKeys *areas;                 /* by number */
	const uint64_t *languages;             /* of the addresses in each */
	Hash calling_off;                      /* the notices that do */
	Hash searched;                         /* what search/pairs-N.json are made from */
};

/* Keys never leave the machine: a number is its bytes in memory. */
static void add_hash(Buf *b, Hash h)
{
	buf_str(b, (Str){ (const char *)&h, sizeof(h) });
}

static void add_number(Buf *b, uint64_t n)
{
	buf_str(b, (Str){ (const char *)&n, sizeof(n) });
}

static void add_text(Buf *b, Str s)
{
	add_number(b, s.len);
	buf_str(b, s);
}

static void add_day(Buf *b, Day day)
{
	add_number(b, (uint64_t)(uint32_t)day);
}

static Hash done(const Buf *b, size_t from)
{
	return hash_bytes(str_skip(buf_text(b), from));
}

/* A frame with all that is in it. */
static void add_value(Buf *b, const Value *v)
{
	add_number(b, v->kind);
	switch (v->kind) {
	case VALUE_TEXT:
	case VALUE_HTML:
		add_text(b, v->as.text);
		break;
	case VALUE_LIST:
		add_number(b, v->count);
		for (uint32_t i = 0; i < v->count; i++)
			add_value(b, &v->as.items[i]);
		break;
	case VALUE_FRAME:
		for (size_t i = 0; i < v->as.frame.shape->count; i++)
			add_value(b, &v->as.frame.slots[i]);
		break;
	case VALUE_NONE:
	case VALUE_FALSE:
	case VALUE_TRUE:
	case VALUE_MAP:
		break;
	}
}

/* Records. */

static const File *file_of(const Record *r)
{
	return (const File *)r->src;
}

/* What other pages may show of a record; of what it is made itself. */
static void add_card(Buf *b, const Press *press, const Record *r)
{
	add_number(b, r != NULL);
	if (!r)
		return;
	add_hash(b, file_of(r)->hash);
	add_text(b, r->id);
	add_text(b, ready_record(press, r)->url);
	add_number(b, (uint64_t)r->state << 1 | r->stale);
}

typedef void Visit(Buf *b, const Press *press, const Record *r);

static void visit_contact(Buf *b, const Press *press, const Contact *c, Visit *visit)
{
	visit(b, press, c->record);
}

/* Every record that this one names. */
static void visit_named(Buf *b, const Press *press, const Record *r, Visit *visit)
{
	for (size_t i = 0; i < r->contacts.count; i++)
		visit_contact(b, press, &r->contacts.items[i], visit);
	switch (r->kind) {
	case KIND_EVENT:
		visit(b, press, r->as.event.place.ref.record);
		visit_contact(b, press, &r->as.event.organizer, visit);
		for (size_t i = 0; i < r->as.event.changes.count; i++)
			visit(b, press, r->as.event.changes.items[i].place.ref.record);
		break;
	case KIND_PLACE:
		visit_contact(b, press, &r->as.place.operator_, visit);
		break;
	case KIND_SERVICE:
		visit_contact(b, press, &r->as.service.provider, visit);
		break;
	case KIND_CONSULTATION:
		visit(b, press, r->as.consultation.place.ref.record);
		visit_contact(b, press, &r->as.consultation.provider, visit);
		for (size_t i = 0; i < r->as.consultation.connects_to.count; i++)
			visit(b, press, r->as.consultation.connects_to.items[i].record);
		break;
	case KIND_GROUP:
		visit(b, press, r->as.group.scheme.record);
		visit(b, press, r->as.group.place.ref.record);
		break;
	case KIND_SCHEME:
		visit_contact(b, press, &r->as.scheme.run_by, visit);
		break;
	case KIND_NOTICE:
		for (size_t i = 0; i < r->as.notice.cancels.ids.count; i++)
			visit(b, press, r->as.notice.cancels.ids.items[i].record);
		break;
	case KINDS:
		break;
	}
}

/* A contact may stand for a record whose own contact stands for another. */
static void add_card_and_named(Buf *b, const Press *press, const Record *r)
{
	add_card(b, press, r);
	if (r)
		visit_named(b, press, r, add_card);
}

static void add_line(Buf *b, const Press *press, const Record *r)
{
	add_card(b, press, r);
	add_number(b, ready_record(press, r)->line_hash);
}

static void add_near(Buf *b, const Press *press, const Record *r)
{
	const Record *near[NEAR_MOST];
	size_t count = near_records(press, r, near);
	for (size_t i = 0; i < count; i++) {
		add_text(b, near[i]->name);
		add_text(b, ready_record(press, near[i])->url);
		add_number(b, (uint64_t)near[i]->state << 1 | near[i]->sample);
	}
}

static void add_belonging(Buf *b, const Press *press, const Record *r)
{
	for (size_t i = 0; i < r->related_count; i++)
		add_line(b, press, r->related[i]);
	if (r->kind == KIND_CONSULTATION)
		for (size_t i = 0; i < r->as.consultation.handed_over_by_count; i++)
			add_line(b, press, r->as.consultation.handed_over_by[i]);
}

/* Instead of what a record is made of, the record. */
static void add_pointer(Buf *b, const Press *press, const Record *r)
{
	(void)press;
	if (r)
		buf_str(b, (Str){ (const char *)&r, sizeof(r) });
}

static void add_pointers(Buf *b, const Press *press, const Record *r)
{
	add_pointer(b, press, r);
	if (r)
		visit_named(b, press, r, add_pointer);
}

Selection key_records(const Press *press, const Record *r, Arena *a)
{
	Buf b = { .arena = a };
	buf_reserve(&b, sizeof(r));
	add_pointer(&b, press, r);
	visit_named(&b, press, r, add_pointers);
	for (size_t i = 0; i < r->related_count; i++)
		add_pointer(&b, press, r->related[i]);
	if (r->kind == KIND_CONSULTATION)
		for (size_t i = 0; i < r->as.consultation.handed_over_by_count; i++)
			add_pointer(&b, press, r->as.consultation.handed_over_by[i]);
	for (size_t i = 0; i < r->links.count; i++) {
		Str id = r->links.items[i];
		add_pointer(&b, press, str_take(&id, STR("record:")) ? map_find(&press->site->by_id, id) : NULL);
	}
	const Record **items = NEW_ARRAY(a, const Record *, b.len / sizeof(r));
	memcpy(items, b.ptr, b.len);
	return (Selection){ items, b.len / sizeof(r) };
}

static void add_place(Buf *b, const Press *press, const PlaceRef *place)
{
	add_text(b, place->name);
	add_text(b, place->address);
	add_text(b, place->landmark);
	add_card(b, press, place->ref.record);
}

/* Most days are as planned; what the plan is stands in the record's own file. */
static void add_occurrence(Buf *b, const Press *press, const Event *e, const Occurrence *o)
{
	const Day days[] = { o->day, o->until, o->to, (Day)o->state };
	buf_str(b, (Str){ (const char *)days, sizeof(days) });
	add_text(b, o->note);
	if (o->times.items != e->times.items)
		buf_str(b, (Str){ (const char *)o->times.items, o->times.count * sizeof(*o->times.items) });
	if (o->place && o->place != &e->place)
		add_place(b, press, o->place);
	if (o->notice)
		add_card(b, press, o->notice);
}

static void add_occurrences(Buf *b, const Press *press, const Event *e)
{
	for (size_t i = 0; i < e->occurrences.count; i++)
		add_occurrence(b, press, e, &e->occurrences.items[i]);
}

static void add_links(Buf *b, const Keys *keys, Texts links)
{
	const Site *site = keys->press->site;
	for (size_t i = 0; i < links.count; i++) {
		Str id = links.items[i];
		bool is_record = str_take(&id, STR("record:"));
		const Record *to = is_record ? map_find(&site->by_id, id) : NULL;
		add_text(b, to ? ready_record(keys->press, to)->url : (Str){ 0 });
		if (!is_record)
			add_number(b, keys->addresses);
	}
}

static void add_images(Buf *b, const Record *r)
{
	for (size_t i = 0; i < r->images.count; i++)
		if (r->images.items[i].src)
			add_hash(b, ((const File *)r->images.items[i].src)->hash);
}

/* Of the day, what pages of a record tell: for most of them it does not matter which day it is. */
static void add_today(Buf *b, const Site *site, const Record *r)
{
	bool tells = r->kind == KIND_EVENT || r->alert.until || record_last_day(r);
	add_day(b, tells ? site->today : DAY_NONE);
}

/* What is told of it lately; that passes, on pages that else do not tell the day. */
static void add_changes(Buf *b, const Press *press, const Record *r)
{
	const Value changes = view_record_changes(press, r, b->arena);
	add_day(b, r->changed);
	add_value(b, &changes);
}

/* All outputs of a record are made of the same things. */
static Hash record_key(const Keys *keys, Desk *desk, const Record *r)
{
	if (desk->keyed == r)
		return desk->key;
	Buf b = { .arena = &desk->page };
	add_hash(&b, keys->base);
	add_hash(&b, keys->areas[r->area->number].said);
	add_changes(&b, keys->press, r);
	add_today(&b, keys->press->site, r);
	add_card(&b, keys->press, r);
	visit_named(&b, keys->press, r, add_card_and_named);
	add_belonging(&b, keys->press, r);
	add_near(&b, keys->press, r);
	add_links(&b, keys, r->links);
	add_links(&b, keys, links_of(r->easy.body, b.arena));
	add_images(&b, r);
	if (r->kind == KIND_EVENT)
		add_occurrences(&b, keys->press, &r->as.event);
	desk->keyed = r;
	desk->key = done(&b, 0);
	return desk->key;
}

/* Indexes. */

static void add_tiles(Buf *b, const Press *press, const Output *out)
{
	const Terms *lists = press->site->vocabulary.lists;
	Areas places = places_to_choose(out->area, b->arena);
	for (int age = ANY; age < (int)lists[AGES].count; age++)
		add_number(b, press_index(press, out->area, age, out->purpose)->count);
	for (int purpose = ANY; purpose < (int)lists[PURPOSES].count; purpose++)
		add_number(b, press_index(press, out->area, out->age, purpose)->count);
	for (size_t i = 0; i < places.count; i++)
		add_number(b, press_index(press, places.items[i], out->age, out->purpose)->count);
}

static Hash index_key(const Keys *keys, Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	const ReadyIndex *index = press_index(keys->press, out->area, out->age, out->purpose);
	/* Where there is nothing, other choices are offered instead. */
	if (!index->count)
		return (Hash){ 0 };
	add_hash(&b, keys->base);
	add_hash(&b, keys->areas[out->area->number].said);
	add_number(&b, (uint64_t)out->page << 16 | (uint64_t)(out->age + 1) << 8 | (uint64_t)(out->purpose + 1));
	add_number(&b, index->everyone);
	add_tiles(&b, keys->press, out);
	IndexLines lines = index_lines(desk, out);
	for (size_t i = 0; i < lines.here_count; i++)
		add_number(&b, keys->press->records[lines.here[i]].line_hash);
	add_number(&b, lines.around_total);
	for (size_t i = 0; i < lines.around_count; i++)
		add_number(&b, keys->press->records[lines.around[i]].line_hash);
	return done(&b, 0);
}

/* Lists. */

static void add_counts(Buf *b, const Press *press, const Output *out)
{
	Areas places = places_to_choose(out->area, b->arena);
	for (size_t i = 0; i < places.count; i++)
		add_number(b, ready_area(press, places.items[i])->kinds[out->list]);
}

static Hash list_key(const Keys *keys, Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	const AreaKeys *area = &keys->areas[out->area->number];
	add_hash(&b, keys->base);
	add_hash(&b, area->said);
	add_number(&b, (uint64_t)out->page << 8 | (uint64_t)out->list);
	add_number(&b, area->inside[out->list]);
	add_number(&b, area->around[out->list]);
	add_counts(&b, keys->press, out);
	if (out->list == KIND_EVENT) {
		add_day(&b, keys->press->site->today);
		add_number(&b, area->agenda);
		add_number(&b, area->inside[KIND_NOTICE]);
		add_number(&b, area->around[KIND_NOTICE]);
	}
	return done(&b, 0);
}

/* Calendar files: they tell days that no page does, for two years. */

static void add_days_of_common_files(Buf *b, const Site *site)
{
	add_day(b, site->offices_changed);
	add_day(b, site->calendars_changed);
}

static void add_day_of(Buf *b, const Press *press, const Record *r)
{
	add_card(b, press, r);
	add_day(b, r ? r->changed : DAY_NONE);
}

static Hash event_ics_key(const Keys *keys, Desk *desk, const Output *out)
{
	Hash record = record_key(keys, desk, out->of.record);
	Buf b = { .arena = &desk->page };
	add_hash(&b, record);
	add_hash(&b, keys->calling_off);
	add_days_of_common_files(&b, keys->press->site);
	visit_named(&b, keys->press, out->of.record, add_day_of);
	return done(&b, 0);
}

static Hash calendar_key(const Keys *keys, Desk *desk, const Output *out)
{
	const Press *press = keys->press;
	Buf b = { .arena = &desk->page };
	bool cut;
	Selection records = calendar_records(press, out, &cut, &desk->group);
	add_hash(&b, keys->base);
	add_hash(&b, keys->calling_off);
	add_day(&b, series_window(press->site->today).from);
	add_days_of_common_files(&b, press->site);
	add_number(&b, cut);
	for (size_t i = 0; i < records.count; i++) {
		const Record *r = records.items[i];
		add_day_of(&b, press, r);
		add_number(&b, words_alert(press, r).len);
		visit_named(&b, press, r, add_day_of);
	}
	return done(&b, 0);
}

/* Of all flyers that it lists, what these are made of: their 版 stand on it. */
static Hash board_plan_key(const Keys *keys, Desk *desk, const Output *out)
{
	Arena flyers = { 0 };
	Buf b = { .arena = &desk->page };
	BoardFlyers f = board_flyers(keys->press, out->area, &flyers);
	add_hash(&b, keys->base);
	add_hash(&b, keys->areas[out->area->number].said);
	add_number(&b, (uint64_t)month_of(keys->press->site->today));
	add_number(&b, f.total);
	for (size_t i = 0; i < f.up_count; i++)
		add_hash(&b, record_key(keys, desk, f.up[i]));
	for (size_t i = 0; i < f.down_count; i++)
		add_card(&b, keys->press, f.down[i]);
	/* The next one to ask need not be the record that was asked for last. */
	desk->keyed = NULL;
	arena_free(&flyers);
	return done(&b, 0);
}

static Hash handout_key(const Keys *keys, Desk *desk, const Output *out)
{
	const Record *places[HANDOUT_PLACES];
	Buf b = { .arena = &desk->page };
	size_t count = handout_places(keys->press, out->area, places, HANDOUT_PLACES);
	add_hash(&b, keys->base);
	add_hash(&b, keys->areas[out->area->number].said);
	for (size_t i = 0; i < count; i++)
		add_card_and_named(&b, keys->press, places[i]);
	return done(&b, 0);
}

static void add_agenda_of(Buf *b, const Press *press, const Area *area, DayRange days)
{
	const Agenda *agenda = &ready_area(press, area)->agenda;
	for (size_t i = 0; i < agenda->count; i++) {
		const AgendaItem *item = &press->agenda[agenda->items[i]];
		if (item->until < days.from || item->day > days.until)
			continue;
		add_card_and_named(b, press, item->record);
		add_occurrence(b, press, &item->record->as.event, item->occurrence);
	}
}

/* What is on in the month from today on, in the order of the lists, and standing places: the day itself is not told. */
static Hash board_pdf_key(const Keys *keys, Desk *desk, const Output *out)
{
	const Press *press = keys->press;
	const BoardSheet sheet = { .area = out->area, .month = out->page, .paper = (SheetSize)out->list };
	const Record *places[BOARD_PLACES];
	Buf b = { .arena = &desk->page };
	size_t count = board_places(press, out->area, places, BOARD_PLACES);
	add_hash(&b, keys->base);
	add_hash(&b, keys->areas[out->area->number].said);
	add_number(&b, (uint64_t)out->page << 8 | (uint64_t)out->list);
	add_agenda_of(&b, press, out->area, board_days_to_come(press->site, &sheet));
	Selection regular = board_regular(press, &sheet, b.arena);
	for (size_t i = 0; i < regular.count; i++)
		add_card_and_named(&b, press, regular.items[i]);
	for (size_t i = 0; i < count; i++)
		add_card_and_named(&b, press, places[i]);
	return done(&b, 0);
}

/* offices.yaml alone. */
static Hash vcard_key(const Keys *keys, Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	add_hash(&b, keys->base);
	add_number(&b, (uint64_t)out->list);
	return done(&b, 0);
}

/* Names and the map alone. */
static Hash card_key(const Keys *keys, Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	add_hash(&b, keys->base);
	add_hash(&b, keys->areas[out->area->number].said);
	add_number(&b, (uint64_t)out->list);
	return done(&b, 0);
}

/* Search. */

/* All that is found by its fields, and the records these name. */
static Hash search_data_key(const Keys *keys, Desk *desk)
{
	const Press *press = keys->press;
	Buf b = { .arena = &desk->page };
	add_hash(&b, keys->base);
	add_number(&b, search_text_files(press->site));
	add_number(&b, press->part_count);
	for (size_t i = 0; i < press->by_kana_count; i++) {
		add_card(&b, press, press->by_kana[i]);
		visit_named(&b, press, press->by_kana[i], add_card);
	}
	return done(&b, 0);
}

static Hash search_part_key(const Keys *keys, Desk *desk, const Output *out)
{
	const Press *press = keys->press;
	const SearchPart *part = &press->parts[out->list];
	Buf b = { .arena = &desk->page };
	add_hash(&b, keys->base);
	add_number(&b, (uint64_t)out->list);
	for (size_t i = part->from; i < part->until; i++) {
		add_card(&b, press, press->by_area[i]);
		visit_named(&b, press, press->by_area[i], add_card);
	}
	return done(&b, 0);
}

static Hash search_pairs_key(const Keys *keys, Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	add_hash(&b, keys->searched);
	add_number(&b, search_pair_files(keys->press));
	add_number(&b, (uint64_t)out->list);
	return done(&b, 0);
}

static Hash search_text_key(const Keys *keys, Desk *desk, const Output *out)
{
	const Press *press = keys->press;
	Buf b = { .arena = &desk->page };
	add_number(&b, search_text_files(press->site));
	for (size_t i = 0; i < press->by_kana_count; i++)
		if (press->by_kana_file[i] == out->list)
			add_card(&b, press, press->by_kana[i]);
	return done(&b, 0);
}

static Hash kana_key_of(const Keys *keys, Desk *desk, const Output *out)
{
	const Press *press = keys->press;
	Selection lines = kana_lines(press, out->list, out->page);
	Buf b = { .arena = &desk->page };
	add_hash(&b, keys->base);
	add_hash(&b, keys->areas[0].said);
	add_number(&b, (uint64_t)out->page << 8 | (uint64_t)out->list);
	for (int row = 0; row < KANA_GROUPS; row++)
		add_number(&b, press->kana_ends[row]);
	for (size_t i = 0; i < lines.count; i++)
		add_number(&b, ready_record(press, lines.items[i])->line_hash);
	return done(&b, 0);
}

/*
 * Open data. A record's fields, those of the records it names, and the day of its next date; records.json and hsds.json
 * tell also when it last changed, and the former its dates of the next weeks.
 */
static void add_data(Buf *b, const Press *press, const Record *r)
{
	add_card(b, press, r);
	visit_named(b, press, r, add_card);
	add_day(b, r->changed);
	if (r->kind == KIND_EVENT)
		add_day(b, r->as.event.next);
}

static bool is_in_data(const Output *out, const Record *r)
{
	if (out->kind->render == render_dataset)
		return dataset_of(r) == (DatasetId)out->list;
	if (out->kind->render == render_hsds)
		return r->kind == KIND_SERVICE || r->kind == KIND_CONSULTATION;
	return out->kind->render == render_places_geojson && r->kind == KIND_PLACE;
}

static Hash data_key(const Keys *keys, Desk *desk, const Output *out)
{
	const Press *press = keys->press;
	Buf b = { .arena = &desk->page };
	add_hash(&b, keys->base);
	add_number(&b, (uint64_t)out->list);
	for (size_t i = 0; i < press->by_kana_count; i++)
		if (is_in_data(out, press->by_kana[i]))
			add_data(&b, press, press->by_kana[i]);
	return done(&b, 0);
}

static Hash area_records_key(const Keys *keys, Desk *desk, const Output *out)
{
	const Press *press = keys->press;
	const Selection *own = &press->site->own[out->area->number];
	Buf b = { .arena = &desk->page };
	add_hash(&b, keys->base);
	add_day(&b, press->site->today);
	for (size_t i = 0; i < own->count; i++)
		if (own->items[i]->area == out->area && data_has(own->items[i]))
			add_data(&b, press, own->items[i]);
	return done(&b, 0);
}

static Hash japanese_key(const Keys *keys, Desk *desk, const Output *out)
{
	if (out->kind->render == render_event_ics)
		return event_ics_key(keys, desk, out);
	if (out->kind->render == render_calendar)
		return calendar_key(keys, desk, out);
	if (out->kind->scope == OF_RECORD)
		return record_key(keys, desk, out->of.record);
	if (out->kind->render == render_index)
		return index_key(keys, desk, out);
	if (out->kind->render == render_kind_list || out->kind->render == render_whatson)
		return list_key(keys, desk, out);
	if (out->kind->render == render_handout)
		return handout_key(keys, desk, out);
	if (out->kind->render == render_board_pdf)
		return board_pdf_key(keys, desk, out);
	if (out->kind->render == render_vcard)
		return vcard_key(keys, desk, out);
	if (out->kind->render == render_card)
		return card_key(keys, desk, out);
	if (out->kind->render == render_board_plan)
		return board_plan_key(keys, desk, out);
	if (out->kind->render == render_search_data)
		return search_data_key(keys, desk);
	if (out->kind->render == render_search_part)
		return search_part_key(keys, desk, out);
	if (out->kind->render == render_search_pairs)
		return search_pairs_key(keys, desk, out);
	if (out->kind->render == render_search_text)
		return search_text_key(keys, desk, out);
	if (out->kind->render == render_kana)
		return kana_key_of(keys, desk, out);
	if (out->kind->render == render_area_records)
		return area_records_key(keys, desk, out);
	if (out->kind->render == render_dataset || out->kind->render == render_hsds ||
	    out->kind->render == render_places_geojson)
		return data_key(keys, desk, out);
	return (Hash){ 0 };
}

/*
 * A page in another language is made of what the Japanese one is made of and
 * of the pages there are in the language. In easy Japanese lists show names of
 * records that are in no line: they are made each time.
 */
Hash output_key(const Keys *keys, Desk *desk, const Output *out)
{
	Hash key = japanese_key(keys, desk, out);
	const Language *l = output_language(keys->press, out);
	if (!l || hash_equal(key, (Hash){ 0 }))
		return key;
	if (l->easy && out->kind->scope != OF_RECORD)
		return (Hash){ 0 };
	Buf b = { .arena = &desk->page };
	add_hash(&b, key);
	add_number(&b, (uint64_t)out->language);
	add_number(&b, keys->languages[out->language - 1]);
	return done(&b, 0);
}

/* Areas and the base. */

/* In order: two that changed places make another one. */
static uint64_t folded(uint64_t fold, uint64_t next)
{
	return fold * 0x9e3779b97f4a7c15 + next;
}

static uint64_t fold_addresses(const Plan *plan)
{
	uint64_t fold = 0;
	for (size_t i = 0; i < plan->count; i++)
		fold = folded(fold, hash_text(plan->outputs[i].path));
	return fold;
}

static const uint64_t *fold_languages(const Plan *plan, Arena *a)
{
	uint64_t *folds = NEW_ARRAY(a, uint64_t, plan->press->site->languages.count);
	for (size_t i = 0; i < plan->count; i++)
		if (plan->outputs[i].language)
			folds[plan->outputs[i].language - 1] =
				folded(folds[plan->outputs[i].language - 1], hash_text(plan->outputs[i].path));
	return folds;
}

static void fold_rows(const Press *press, Rows rows, uint64_t folds[KINDS])
{
	for (size_t i = 0; i < rows.count; i++) {
		const Row *row = &rows.items[i];
		folds[row->kind] = folded(folds[row->kind], press->records[row->record].line_hash + row->lead);
	}
}

/* Of every entry, by its number in the agenda of the city. */
static const uint64_t *agenda_hashes(const Press *press, Arena *a)
{
	uint64_t *hashes = NEW_ARRAY(a, uint64_t, press->agenda_count);
	Buf b = { .arena = a };
	for (size_t i = 0; i < press->agenda_count; i++) {
		const AgendaItem *item = &press->agenda[i];
		b.len = 0;
		add_card(&b, press, item->record);
		add_card(&b, press, item->record->as.event.place.ref.record);
		add_occurrence(&b, press, &item->record->as.event, item->occurrence);
		hashes[i] = hash_text(buf_text(&b));
	}
	return hashes;
}

static uint64_t fold_agenda(const Agenda *agenda, const uint64_t *hashes)
{
	uint64_t fold = 0;
	for (size_t i = 0; i < agenda->count; i++)
		fold = folded(fold, hashes[agenda->items[i]]);
	return fold;
}

static Hash area_hash(const Press *press, const Area *area, Buf *b)
{
	const ReadyArea *ready = ready_area(press, area);
	size_t from = b->len;
	add_text(b, ready->full_name);
	add_value(b, &ready->link);
	add_value(b, &ready->ask);
	for (size_t i = 0; i < ready->crumb_count; i++)
		add_value(b, &ready->crumbs[i]);
	return done(b, from);
}

/* ids.txt grows with every record, and decides no page of a sound site. */
bool key_is_common(const File *file)
{
	Str area, path = file->source.path;
	bool picture = str_ends(path, STR(".jpg")) || str_ends(path, STR(".jpeg")) || str_ends(path, STR(".png"));
	if (!str_take(&path, STR("content/")))
		return true;
	return !picture && records_at(path, &area) == KINDS && !str_equal(path, STR("ids.txt"));
}

static void add_file(Buf *b, const File *file)
{
	add_text(b, file->source.path);
	add_hash(b, file->hash);
}

static Hash base_hash(const Press *press, const Files *content, const Files *layouts, Buf *b)
{
	size_t from = b->len;
	for (size_t i = 0; i < layouts->count; i++)
		add_file(b, &layouts->items[i]);
	for (size_t i = 0; i < content->count; i++)
		if (key_is_common(&content->items[i]))
			add_file(b, &content->items[i]);
	/* Words leave this year's number out. */
	add_number(b, (uint64_t)day_civil(press->site->today).year);
	add_value(b, &press->plain_site_frame);
	return done(b, from);
}

static const AreaKeys *areas_make(const Press *press, Buf *b, Arena *a)
{
	size_t count = press->site->area_count;
	AreaKeys *areas = NEW_ARRAY(a, AreaKeys, count);
	const uint64_t *hashes = agenda_hashes(press, b->arena);
	for (size_t i = 0; i < count; i++) {
		const ReadyArea *ready = &press->areas[i];
		areas[i].said = area_hash(press, press->site->areas[i], b);
		fold_rows(press, ready->inside, areas[i].inside);
		fold_rows(press, ready->around, areas[i].around);
		areas[i].agenda = fold_agenda(&ready->agenda, hashes);
	}
	return areas;
}

static Hash calling_off(const Press *press, Buf *b)
{
	size_t from = b->len;
	for (size_t i = 0; press->calendar.cancelling[i]; i++) {
		add_card(b, press, press->calendar.cancelling[i]);
		add_day(b, press->calendar.cancelling[i]->changed);
	}
	return done(b, from);
}

const Keys *keys_make(const Press *press, const Plan *plan, const Files *content, const Files *layouts, Arena *a)
{
	Keys *keys = NEW(a, Keys);
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	*keys = (Keys){ press, base_hash(press, content, layouts, &b), fold_addresses(plan),
		        areas_make(press, &b, a), fold_languages(plan, a), calling_off(press, &b),
		        search_pairs_source(press, &scratch) };
	arena_free(&scratch);
	return keys;
}
