#include "render/keys_inner.h"
#include "render/search.h"

static uint64_t fold_addresses(const Plan *plan)
{
	uint64_t fold = 0;
	for (size_t i = 0; i < plan->count; i++)
		fold = key_folded(fold, hash_text(plan->outputs[i].path));
	return fold;
}

static const uint64_t *fold_languages(const Plan *plan, Arena *a)
{
	uint64_t *folds = NEW_ARRAY(a, uint64_t, plan->press->site->languages.count);
	for (size_t i = 0; i < plan->count; i++)
		if (plan->outputs[i].language)
			folds[plan->outputs[i].language - 1] =
				key_folded(folds[plan->outputs[i].language - 1],
				           hash_text(plan->outputs[i].path));
	return folds;
}

static uint64_t fold_english(const Site *site)
{
	uint64_t fold = 0;
	for (size_t i = 0; i < site->record_count; i++) {
		const Record *r = site->records[i];
		if (r->name_en.len)
			fold = key_folded(key_folded(fold, hash_text(r->id)), hash_text(r->name_en));
	}
	return fold;
}

static void fold_rows(const Press *press, Rows rows, uint64_t folds[KINDS])
{
	for (size_t i = 0; i < rows.count; i++) {
		const Row *row = &rows.items[i];
		folds[row->kind] =
			key_folded(folds[row->kind], press->records[row->record].line_hash + row->lead);
	}
}

static const uint64_t *agenda_hashes(const Keys *keys, Buf *b, Arena *a)
{
	const Press *press = keys->press;
	uint64_t *hashes = NEW_ARRAY(a, uint64_t, press->agenda_count);
	size_t from = b->len;
	for (size_t i = 0; i < press->agenda_count; i++) {
		const AgendaItem *item = &press->agenda[i];
		key_card(b, keys, item->record);
		key_card(b, keys, item->record->as.event.place.ref.record);
		key_occurrence(b, keys, &item->record->as.event, item->occurrence);
		hashes[i] = hash_text(str_skip(buf_text(b), from));
		b->len = from;
	}
	return hashes;
}

static uint64_t fold_agenda(const Agenda *agenda, const uint64_t *hashes)
{
	uint64_t fold = 0;
	for (size_t i = 0; i < agenda->count; i++)
		fold = key_folded(fold, hashes[agenda->items[i]]);
	return fold;
}

static Hash area_hash(const Press *press, const Area *area, Buf *b)
{
	const ReadyArea *ready = ready_area(press, area);
	size_t from = b->len;
	key_text(b, ready->full_name);
	key_value(b, &ready->link);
	key_value(b, &ready->ask);
	for (size_t i = 0; i < ready->crumb_count; i++)
		key_value(b, &ready->crumbs[i]);
	return key_done(b, from);
}

/* ids.txt grows with every record, and decides no page of a sound site. */
bool key_is_common(const File *file)
{
	Str area, path = file->source.path;
	bool picture = str_ends(path, STR(".jpg")) || str_ends(path, STR(".jpeg")) ||
	               str_ends(path, STR(".png"));
	if (!str_take(&path, STR("content/")))
		return true;
	return !picture && records_at(path, &area) == KINDS && !str_equal(path, STR("ids.txt"));
}

static void add_file(Buf *b, const File *file)
{
	key_text(b, file->source.path);
	key_hash(b, file->hash);
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
	key_number(b, (uint64_t)day_civil(press->site->today).year);
	key_value(b, &press->plain_site_frame);
	return key_done(b, from);
}

static const AreaKeys *areas_make(const Keys *keys, Buf *b, Arena *a)
{
	const Press *press = keys->press;
	size_t count = press->site->area_count;
	AreaKeys *areas = NEW_ARRAY(a, AreaKeys, count);
	for (size_t i = 0; i < count; i++) {
		const ReadyArea *ready = &press->areas[i];
		areas[i].said = area_hash(press, press->site->areas[i], b);
		fold_rows(press, ready->inside, areas[i].inside);
		fold_rows(press, ready->around, areas[i].around);
		areas[i].agenda = fold_agenda(&ready->agenda, keys->agenda);
	}
	return areas;
}

static const Hash *cards_make(const Press *press, Buf *b, Arena *a)
{
	const Site *site = press->site;
	Hash *cards = NEW_ARRAY(a, Hash, site->record_count);
	for (size_t i = 0; i < site->record_count; i++)
		cards[i] = key_card_hash(press, site->records[i], b);
	return cards;
}

static Hash calling_off(const Keys *keys, Buf *b)
{
	const Press *press = keys->press;
	size_t from = b->len;
	for (size_t i = 0; press->calendar.cancelling[i]; i++) {
		key_card(b, keys, press->calendar.cancelling[i]);
		key_day(b, press->calendar.cancelling[i]->changed);
	}
	return key_done(b, from);
}

const Keys *keys_make(const Press *press, const Plan *plan, const Files *content,
                      const Files *layouts, Arena *a)
{
	Keys *keys = NEW(a, Keys);
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	keys->press = press;
	keys->base = base_hash(press, content, layouts, &b);
	keys->cards = cards_make(press, &b, a);
	keys->addresses = fold_addresses(plan);
	keys->agenda = agenda_hashes(keys, &b, a);
	keys->areas = areas_make(keys, &b, a);
	keys->languages = fold_languages(plan, a);
	keys->english = fold_english(press->site);
	keys->calling_off = calling_off(keys, &b);
	keys->searched = search_pairs_source(press, &scratch);
	arena_free(&scratch);
	return keys;
}
