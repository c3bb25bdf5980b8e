#include "render/board.h"
#include "render/card.h"
#include "render/data.h"
#include "render/handout.h"
#include "render/ics.h"
#include "render/keys_inner.h"
#include "render/languages.h"
#include "render/output.h"
#include "render/plain.h"
#include "render/search.h"
#include "render/sheet_board.h"
#include "render/vcard.h"
#include "render/view.h"
#include "site/series.h"
#include "site/state.h"

/* Indexes. */

static void add_tiles(Buf *b, const Press *press, const Output *out)
{
	const Terms *lists = press->site->vocabulary.lists;
	Areas places = places_to_choose(out->area, b->arena);
	for (int age = ANY; age < (int)lists[AGES].count; age++)
		key_number(b, press_index(press, out->area, age, out->purpose)->count);
	for (int purpose = ANY; purpose < (int)lists[PURPOSES].count; purpose++)
		key_number(b, press_index(press, out->area, out->age, purpose)->count);
	for (size_t i = 0; i < places.count; i++)
		key_number(b, press_index(press, places.items[i], out->age, out->purpose)->count);
}

static void add_lines(Buf *b, const Press *press, const uint32_t *records, size_t count)
{
	for (size_t i = 0; i < count; i++)
		key_number(b, press->records[records[i]].line_hash);
}

/* What is around stands on its last page; how many that are, on it alone too. */
static void add_index_lines(Buf *b, const Keys *keys, Desk *desk, const Output *out)
{
	IndexRecords all = indexes_at(desk_indexes(desk, out->area), out->age, out->purpose);
	size_t first = (size_t)(out->page - 1) * LIST_PAGE, left = all.here_count - first;
	key_number(b, all.here_count);
	add_lines(b, keys->press, all.here + first, left < LIST_PAGE ? left : LIST_PAGE);
	if (!out->area->parent || left > LIST_PAGE)
		return;
	key_number(b, all.around_total);
	add_lines(b, keys->press, all.around, all.around_count);
}

static Hash index_key(const Keys *keys, Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	const ReadyIndex *index = press_index(keys->press, out->area, out->age, out->purpose);
	/* Where there is nothing, other choices are offered instead. */
	if (!index->count)
		return (Hash){ 0 };
	key_hash(&b, keys->base);
	key_hash(&b, keys->areas[out->area->number].said);
	key_number(&b, (uint64_t)out->page << 16 | (uint64_t)(out->age + 1) << 8 |
	                       (uint64_t)(out->purpose + 1));
	key_number(&b, index->everyone);
	add_tiles(&b, keys->press, out);
	add_index_lines(&b, keys, desk, out);
	return key_done(&b, 0);
}

/* Lists. */

static void add_counts(Buf *b, const Press *press, const Output *out)
{
	Areas places = places_to_choose(out->area, b->arena);
	for (size_t i = 0; i < places.count; i++)
		key_number(b, ready_area(press, places.items[i])->kinds[out->list]);
}

static Hash list_key(const Keys *keys, Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	const AreaKeys *area = &keys->areas[out->area->number];
	key_hash(&b, keys->base);
	key_hash(&b, area->said);
	key_number(&b, (uint64_t)out->page << 8 | (uint64_t)out->list);
	key_number(&b, area->inside[out->list]);
	key_number(&b, area->around[out->list]);
	add_counts(&b, keys->press, out);
	if (out->list == KIND_EVENT) {
		key_day(&b, keys->press->site->today);
		key_number(&b, area->agenda);
		key_number(&b, area->inside[KIND_NOTICE]);
		key_number(&b, area->around[KIND_NOTICE]);
	}
	return key_done(&b, 0);
}

/* Calendar files: they tell days that no page does, for two years. */

static void add_days_of_common_files(Buf *b, const Site *site)
{
	key_day(b, site->offices_changed);
	key_day(b, site->calendars_changed);
}

static void add_day_of(Buf *b, const Keys *keys, const Record *r)
{
	key_card(b, keys, r);
	key_day(b, r ? r->changed : DAY_NONE);
}

static Hash event_ics_key(const Keys *keys, Desk *desk, const Output *out)
{
	Hash record = key_of_record(keys, desk, out->of.record);
	Buf b = { .arena = &desk->page };
	key_hash(&b, record);
	key_hash(&b, keys->calling_off);
	add_days_of_common_files(&b, keys->press->site);
	key_visit_named(&b, keys, out->of.record, add_day_of);
	return key_done(&b, 0);
}

static Hash calendar_key(const Keys *keys, Desk *desk, const Output *out)
{
	const Press *press = keys->press;
	Buf b = { .arena = &desk->page };
	bool cut;
	Selection records = calendar_records(press, out, &cut, &desk->group);
	key_hash(&b, keys->base);
	key_hash(&b, keys->calling_off);
	key_day(&b, series_window(press->site->today).from);
	add_days_of_common_files(&b, press->site);
	key_number(&b, cut);
	for (size_t i = 0; i < records.count; i++) {
		const Record *r = records.items[i];
		add_day_of(&b, keys, r);
		key_number(&b, words_alert(press, r).len);
		key_visit_named(&b, keys, r, add_day_of);
	}
	return key_done(&b, 0);
}

/* Of all flyers that it lists, what these are made of: their 版 stand on it. */
static Hash board_plan_key(const Keys *keys, Desk *desk, const Output *out)
{
	Arena flyers = { 0 };
	Buf b = { .arena = &desk->page };
	BoardFlyers f = board_flyers(keys->press, out->area, &flyers);
	key_hash(&b, keys->base);
	key_hash(&b, keys->areas[out->area->number].said);
	key_number(&b, (uint64_t)month_of(keys->press->site->today));
	key_number(&b, f.total);
	for (size_t i = 0; i < f.up_count; i++)
		key_hash(&b, key_of_record(keys, desk, f.up[i]));
	for (size_t i = 0; i < f.down_count; i++)
		key_card(&b, keys, f.down[i]);
	/* The next one to ask need not be the record that was asked for last. */
	desk->keyed = NULL;
	arena_free(&flyers);
	return key_done(&b, 0);
}

static Hash handout_key(const Keys *keys, Desk *desk, const Output *out)
{
	const Record *places[HANDOUT_PLACES];
	Buf b = { .arena = &desk->page };
	size_t count = handout_places(keys->press, out->area, places, HANDOUT_PLACES);
	key_hash(&b, keys->base);
	key_hash(&b, keys->areas[out->area->number].said);
	for (size_t i = 0; i < count; i++)
		key_card_and_named(&b, keys, places[i]);
	return key_done(&b, 0);
}

static void add_agenda_of(Buf *b, const Keys *keys, const Area *area, DayRange days)
{
	const Press *press = keys->press;
	const Agenda *agenda = &ready_area(press, area)->agenda;
	uint64_t fold = 0;
	for (size_t i = 0; i < agenda->count; i++) {
		const AgendaItem *item = &press->agenda[agenda->items[i]];
		if (item->until >= days.from && item->day <= days.until)
			fold = key_folded(fold, keys->agenda[agenda->items[i]]);
	}
	key_number(b, fold);
}

/* What is on in the month from today on, in the order of the lists, and standing places: the day itself is not told. */
static Hash board_key(const Keys *keys, Desk *desk, const Output *out)
{
	const Press *press = keys->press;
	const BoardSheet sheet = { .area = out->area,
		                   .month = out->page,
		                   .paper = (SheetSize)out->list };
	const Record *places[BOARD_TEXT_PLACES];
	Buf b = { .arena = &desk->page };
	bool text = out->kind->render == render_board_text;
	size_t count = text ? board_text_places(press, out->area, places)
	                    : board_places(press, out->area, places, BOARD_PLACES);
	key_hash(&b, keys->base);
	key_hash(&b, keys->areas[out->area->number].said);
	key_number(&b, (uint64_t)out->page << 8 | (uint64_t)out->list);
	add_agenda_of(&b, keys, out->area, board_days_to_come(press->site, &sheet));
	add_agenda_of(&b, keys, out->area, board_days_shown(press, &sheet, b.arena));
	Selection regular = board_regular(press, &sheet, b.arena);
	for (size_t i = 0; i < regular.count; i++)
		key_card_and_named(&b, keys, regular.items[i]);
	for (size_t i = 0; i < count; i++)
		key_card_and_named(&b, keys, places[i]);
	return key_done(&b, 0);
}

/* It leads to the sheet of the other month, and tells how large the PDF is that was made or kept just before. */
static Hash board_page_key(const Keys *keys, Desk *desk, const Output *out)
{
	Hash sheet = board_key(keys, desk, out);
	Buf b = { .arena = &desk->page };
	key_hash(&b, sheet);
	key_number(&b, (uint64_t)month_of(keys->press->site->today));
	key_text(&b, desk->sheet);
	key_number(&b, desk->sheet_size);
	return key_done(&b, 0);
}

/* offices.yaml alone. */
static Hash vcard_key(const Keys *keys, Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	key_hash(&b, keys->base);
	key_number(&b, (uint64_t)out->list);
	return key_done(&b, 0);
}

/* Names and the map alone. */
static Hash card_key(const Keys *keys, Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	key_hash(&b, keys->base);
	key_hash(&b, keys->areas[out->area->number].said);
	key_number(&b, (uint64_t)out->list);
	return key_done(&b, 0);
}

/* Search. */

/* All that is found by its fields, and the records these name. */
static Hash search_data_key(const Keys *keys, Desk *desk, const Output *out)
{
	(void)out;
	const Press *press = keys->press;
	Buf b = { .arena = &desk->page };
	key_hash(&b, keys->base);
	key_number(&b, search_text_files(press->site));
	key_number(&b, press->part_count);
	for (size_t i = 0; i < press->by_kana_count; i++) {
		key_card(&b, keys, press->by_kana[i]);
		key_visit_named(&b, keys, press->by_kana[i], key_card);
	}
	return key_done(&b, 0);
}

static Hash search_part_key(const Keys *keys, Desk *desk, const Output *out)
{
	const Press *press = keys->press;
	const SearchPart *part = &press->parts[out->list];
	Buf b = { .arena = &desk->page };
	key_hash(&b, keys->base);
	key_number(&b, (uint64_t)out->list);
	for (size_t i = part->from; i < part->until; i++) {
		key_card(&b, keys, press->by_area[i]);
		key_visit_named(&b, keys, press->by_area[i], key_card);
	}
	return key_done(&b, 0);
}

static Hash search_pairs_key(const Keys *keys, Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	key_hash(&b, keys->searched);
	key_number(&b, search_pair_files(keys->press));
	key_number(&b, (uint64_t)out->list);
	return key_done(&b, 0);
}

static Hash search_text_key(const Keys *keys, Desk *desk, const Output *out)
{
	const Press *press = keys->press;
	Buf b = { .arena = &desk->page };
	key_number(&b, search_text_files(press->site));
	for (size_t i = 0; i < press->by_kana_count; i++)
		if (press->by_kana_file[i] == out->list)
			key_card(&b, keys, press->by_kana[i]);
	return key_done(&b, 0);
}

static Hash kana_key_of(const Keys *keys, Desk *desk, const Output *out)
{
	const Press *press = keys->press;
	Selection lines = kana_lines(press, out->list, out->page);
	Buf b = { .arena = &desk->page };
	key_hash(&b, keys->base);
	key_hash(&b, keys->areas[0].said);
	key_number(&b, (uint64_t)out->page << 8 | (uint64_t)out->list);
	for (int row = 0; row < KANA_GROUPS; row++)
		key_number(&b, press->kana_ends[row]);
	for (size_t i = 0; i < lines.count; i++)
		key_number(&b, ready_record(press, lines.items[i])->line_hash);
	return key_done(&b, 0);
}

/*
 * Open data. A record's fields, those of the records it names, and the day of its next date; records.json and hsds.json
 * tell also when it last changed, and the former its dates of the next weeks, which notices call off.
 */
static void add_data(Buf *b, const Keys *keys, const Record *r)
{
	key_card(b, keys, r);
	key_visit_named(b, keys, r, key_card);
	key_day(b, r->changed);
	if (r->kind == KIND_EVENT)
		key_day(b, r->as.event.next);
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
	key_hash(&b, keys->base);
	key_number(&b, (uint64_t)out->list);
	for (size_t i = 0; i < press->by_kana_count; i++)
		if (is_in_data(out, press->by_kana[i]))
			add_data(&b, keys, press->by_kana[i]);
	return key_done(&b, 0);
}

static Hash area_records_key(const Keys *keys, Desk *desk, const Output *out)
{
	const Press *press = keys->press;
	const Selection *own = &press->site->own[out->area->number];
	Buf b = { .arena = &desk->page };
	key_hash(&b, keys->base);
	key_hash(&b, keys->calling_off);
	key_day(&b, press->site->today);
	for (size_t i = 0; i < own->count; i++)
		if (own->items[i]->area == out->area && data_has(own->items[i]))
			add_data(&b, keys, own->items[i]);
	return key_done(&b, 0);
}

/* The others have none: see keys.h. */
static const struct {
	Str (*render)(Desk *desk, const Output *out);
	Hash (*key)(const Keys *keys, Desk *desk, const Output *out);
} rows[] = {
	{ render_event_ics, event_ics_key },
	{ render_calendar, calendar_key },
	{ render_index, index_key },
	{ render_kind_list, list_key },
	{ render_whatson, list_key },
	{ render_handout, handout_key },
	{ render_board_pdf, board_key },
	{ render_board_text, board_key },
	{ render_board, board_page_key },
	{ render_card, card_key },
	{ render_board_plan, board_plan_key },
	{ render_vcard, vcard_key },
	{ render_search_data, search_data_key },
	{ render_search_part, search_part_key },
	{ render_search_pairs, search_pairs_key },
	{ render_search_text, search_text_key },
	{ render_kana, kana_key_of },
	{ render_area_records, area_records_key },
	{ render_dataset, data_key },
	{ render_hsds, data_key },
	{ render_places_geojson, data_key },
};

static Hash japanese_key(const Keys *keys, Desk *desk, const Output *out)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].render == out->kind->render)
			return rows[i].key(keys, desk, out);
	return out->kind->scope == OF_RECORD ? key_of_record(keys, desk, out->of.record)
	                                     : (Hash){ 0 };
}

/*
 * A page in another language is made of what the Japanese one is made of, of
 * the pages there are in the language, and of names in English. In easy Japanese lists show names of
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
	key_hash(&b, key);
	key_number(&b, (uint64_t)out->language);
	key_number(&b, keys->languages[out->language - 1]);
	key_number(&b, keys->english);
	return key_done(&b, 0);
}
