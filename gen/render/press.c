#include "render/press.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/parallel.h"
#include "render/address.h"
#include "render/linked.h"
#include "render/near.h"
#include "render/often.h"
#include "render/ruby.h"
#include "render/search.h"
#include "render/view.h"
#include "render/words.h"
#include "site/kana.h"
#include "site/select.h"
#include "site/state.h"

/* Of search.h: bytes of a record besides its texts; of all records in one file; records in a part. */
enum { SEARCH_RECORD = 240, SEARCH_WHOLE = 200000, SEARCH_PART = 150 };

typedef struct Making {
	Press *press;
	const Site *site;
	Arena *run;
	Diag *diag;
	ReadyRecord *records;
	ReadyArea *areas;
	Arena scratch[JOBS_MAX];
} Making;

/* Records. */

static const Picture *read_pictures(Making *m, const Record *r)
{
	Picture *pictures = NEW_ARRAY(m->run, Picture, r->images.count);
	for (size_t i = 0; i < r->images.count; i++) {
		const Image *image = &r->images.items[i];
		if (!image->src || picture_read(image->src->bytes, &pictures[i]))
			continue;
		pictures[i] = (Picture){ 0 };
		diag_error(m->diag, r->src, pos_of_word(r->src->bytes, image->pos, image->file),
		           "image-format", ARGS(image->file),
		           _("'{0}' is no JPEG or PNG that can be published"),
		           _("save it as JPEG or PNG, at most 1200 pixels wide"));
	}
	return pictures;
}

static void make_records(Making *m)
{
	m->records = NEW_ARRAY(m->run, ReadyRecord, m->site->record_count);
	m->press->records = m->records;
	for (size_t i = 0; i < m->site->record_count; i++) {
		const Record *r = m->site->records[i];
		if (!state_has_page(r->state)) {
			/* It will have a page: what cannot be published is told today. */
			if (r->images.count && !m->press->skip.images)
				read_pictures(m, r);
			arena_reset(&m->scratch[0], (ArenaMark){ 0 });
			continue;
		}
		m->records[i].url = address_of(m->site, record_folder(r, &m->scratch[0]), m->run);
		if (r->images.count && !m->press->skip.images)
			m->records[i].pictures = read_pictures(m, r);
		m->records[i].who = words_who(m->site, r, true, m->run);
		arena_reset(&m->scratch[0], (ArenaMark){ 0 });
	}
}

static void make_line(void *context, int worker, size_t item)
{
	Making *m = context;
	const Record *r = m->site->records[item];
	ReadyRecord *ready = &m->records[item];
	if (!state_is_listed(r->state))
		return;
	ready->line = view_line(m->press, r, &m->scratch[worker], &m->press->arenas[worker]);
	ready->line_hash = hash_text(ready->line);
}

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

static void make_by_kana(Making *m)
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

static void sort_by_area(Making *m)
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

static void make_parts(Making *m)
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

static bool is_scheme(const Record *r)
{
	return r->kind == KIND_SCHEME && state_is_listed(r->state);
}

static bool is_of_scheme(const Record *r)
{
	return r->kind == KIND_GROUP && r->as.group.scheme.record;
}

static bool is_event(const Record *r)
{
	return r->kind == KIND_EVENT;
}

static bool is_past(const Record *r)
{
	return r->state == STATE_ENDED || r->state == STATE_SUSPENDED;
}

/* Of these, in their order, those for which the answer is yes. */
static const Record **choose(const Record *const *from, size_t from_count, bool is_chosen(const Record *r),
                             size_t *count, Arena *a)
{
	size_t room = 0;
	for (size_t i = 0; i < from_count; i++)
		room += is_chosen(from[i]);
	const Record **chosen = NEW_ARRAY(a, const Record *, room);
	*count = 0;
	for (size_t i = 0; i < from_count; i++)
		if (is_chosen(from[i]))
			chosen[(*count)++] = from[i];
	return chosen;
}

static void make_choices(Making *m)
{
	const Site *site = m->site;
	Press *p = m->press;
	const Record *const *all = (const Record *const *)site->records;
	p->schemes = choose(all, site->record_count, is_scheme, &p->scheme_count, m->run);
	p->past = choose(all, site->record_count, is_past, &p->past_count, m->run);
}

/* Areas. */

static void make_crumbs(Making *m, const Area *area)
{
	ReadyArea *ready = &m->areas[area->number];
	const ReadyArea *parent = area->parent ? &m->areas[area->parent->number] : NULL;
	Value *crumbs = NEW_ARRAY(m->run, Value, (size_t)area->depth + 1);
	if (parent)
		memcpy(crumbs, parent->crumbs, parent->crumb_count * sizeof(*crumbs));
	ready->crumb_count = (parent ? parent->crumb_count : 0) + 1;
	crumbs[ready->crumb_count - 1] = ready->link;
	ready->crumbs = crumbs;
	ready->crumbs_json = linked_crumbs(m->site, crumbs, ready->crumb_count, &m->scratch[0], m->run);
}

/* Parents come before their children. */
static void make_areas(Making *m)
{
	m->areas = NEW_ARRAY(m->run, ReadyArea, m->site->area_count);
	m->press->areas = m->areas;
	for (size_t i = 0; i < m->site->area_count; i++) {
		const Area *area = m->site->areas[i];
		ReadyArea *ready = &m->areas[i];
		ready->url = address_of(m->site, area_folder(area, m->run), m->run);
		ready->holds = words_holds(&area->towns, m->run);
		ready->full_name = words_area(area, m->run);
		ready->link = link_frame(area->name, ready->url, ready->holds, false, m->run);
		const Selection *own = &m->site->own[i];
		ready->groups = choose(own->items, own->count, is_of_scheme, &ready->group_count, m->run);
		make_crumbs(m, area);
	}
}

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

static Rows make_rows(Making *m, const Selection *records)
{
	Row *rows = NEW_ARRAY(m->run, Row, records->count);
	for (size_t i = 0; i < records->count; i++)
		rows[i] = row_of(m->press, records->items[i]);
	return (Rows){ rows, records->count };
}

static Rows make_around(Making *m, const Area *area)
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

const ReadyIndex *press_index(const Press *press, const Area *area, int age, int purpose)
{
	return &ready_area(press, area)
	                ->indexes[(size_t)(age + 1) * index_width(press->site) +
	                          (size_t)(purpose + 1)];
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

static void make_index(Making *m, const Area *area, int age, int purpose, ReadyIndex *index)
{
	Arena *scratch = &m->scratch[0];
	ArenaMark mark = arena_mark(scratch);
	Str folder = index_folder(area, term_at(m->site, AGES, age),
	                          term_at(m->site, PURPOSES, purpose), 1, scratch);
	index->url = address_of(m->site, folder, m->run);
	index->words = words_number(index->count, m->run);
	arena_reset(scratch, mark);
}

static void make_indexes(Making *m, const Area *area)
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

static void make_tiles(void *context, int worker, size_t item)
{
	Making *m = context;
	tiles_make(m->press, m->site->areas[item], (ReadyIndex *)m->areas[item].indexes,
	           &m->scratch[worker], &m->press->arenas[worker]);
}

static void make_lists(Making *m)
{
	for (size_t i = 0; i < m->site->area_count; i++) {
		m->areas[i].inside = make_rows(m, &m->site->inside[i]);
		m->areas[i].around = make_around(m, m->site->areas[i]);
		for (size_t n = 0; n < m->areas[i].inside.count; n++)
			m->areas[i].kinds[m->areas[i].inside.items[n].kind]++;
		make_indexes(m, m->site->areas[i]);
	}
}

/* Agendas: all days of all listed events in order, then dealt out to the areas. */

typedef struct DayKey {
	uint64_t day;                          /* and the minute it begins */
	uint64_t number;                       /* of the record, and of its occurrence */
	const Record *record;
} DayKey;

static DayKey day_key(const Record *r, size_t number)
{
	const Occurrence *o = &r->as.event.occurrences.items[number];
	Minute from = o->times->count ? o->times->items[0].from : MINUTE_NONE;
	return (DayKey){ (uint64_t)(uint32_t)o->day << 32 | (uint32_t)(from - MINUTE_NONE),
		         (uint64_t)r->number << 32 | (uint32_t)number, r };
}

static int by_day(const void *left, const void *right)
{
	const DayKey *a = left, *b = right;
	int order = (a->day > b->day) - (a->day < b->day);
	return order ? order : (a->number > b->number) - (a->number < b->number);
}

static AgendaItem agenda_item(const DayKey *key)
{
	const Occurrence *o = &key->record->as.event.occurrences.items[(uint32_t)key->number];
	return (AgendaItem){ key->record, o, o->day, o->until };
}

static size_t make_agenda_of_city(Making *m)
{
	Arena *scratch = &m->scratch[0];
	const Selection *all = &m->site->inside[0];
	size_t event_count, room = 0, count = 0;
	const Record **events = choose(all->items, all->count, is_event, &event_count, scratch);
	for (size_t i = 0; i < event_count; i++)
		room += events[i]->as.event.occurrences.count;
	DayKey *keys = NEW_ARRAY(scratch, DayKey, room);
	AgendaItem *items = NEW_ARRAY(m->run, AgendaItem, room);
	for (size_t i = 0; i < event_count; i++)
		for (size_t n = 0; n < events[i]->as.event.occurrences.count; n++)
			keys[count++] = day_key(events[i], n);
	if (count)
		qsort(keys, count, sizeof(*keys), by_day);
	for (size_t i = 0; i < count; i++)
		items[i] = agenda_item(&keys[i]);
	arena_reset(scratch, (ArenaMark){ 0 });
	m->press->agenda = items;
	m->press->agenda_count = count;
	return count;
}

/* For each record the numbers of the areas it is inside of: areas[first[r]] … areas[first[r + 1] - 1]. */
typedef struct Inverse {
	uint32_t *first, *areas;
} Inverse;

static Inverse make_inverse(Making *m, Arena *a)
{
	size_t records = m->site->record_count;
	Inverse v = { .first = NEW_ARRAY(a, uint32_t, records + 2) };
	for (size_t i = 0; i < m->site->area_count; i++)
		for (size_t n = 0; n < m->areas[i].inside.count; n++)
			v.first[m->areas[i].inside.items[n].record + 2]++;
	for (size_t r = 2; r < records + 2; r++)
		v.first[r] += v.first[r - 1];
	v.areas = NEW_ARRAY(a, uint32_t, v.first[records + 1]);
	for (size_t i = 0; i < m->site->area_count; i++)
		for (size_t n = 0; n < m->areas[i].inside.count; n++)
			v.areas[v.first[m->areas[i].inside.items[n].record + 1]++] = (uint32_t)i;
	return v;
}

DayRange whatson_days(const Site *site)
{
	return (DayRange){ site->today, site->today + site->info.whats_on_days - 1 };
}

static void deal_item(Making *m, ReadyArea *ready, uint32_t *list, uint32_t item)
{
	const AgendaItem *a = &m->press->agenda[item];
	DayRange shown = whatson_days(m->site);
	list[ready->agenda.count++] = item;
	ready->whatson += a->until >= shown.from && a->day <= shown.until &&
	                  !often_has(m->press->often, OFTEN_LONG, a);
}

static void make_agendas(Making *m)
{
	Arena *scratch = &m->scratch[0];
	size_t count = make_agenda_of_city(m);
	Inverse v = make_inverse(m, scratch);
	size_t *counts = NEW_ARRAY(scratch, size_t, m->site->area_count);
	uint32_t **lists = NEW_ARRAY(scratch, uint32_t *, m->site->area_count);
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < count; i++) {
			uint32_t record = m->press->agenda[i].record->number;
			for (uint32_t n = v.first[record]; n < v.first[record + 1]; n++) {
				uint32_t area = v.areas[n];
				if (pass)
					deal_item(m, &m->areas[area], lists[area], (uint32_t)i);
				else
					counts[area]++;
			}
		}
		for (size_t i = 0; !pass && i < m->site->area_count; i++) {
			lists[i] = NEW_ARRAY(m->run, uint32_t, counts[i]);
			m->areas[i].agenda.items = lists[i];
		}
	}
	arena_reset(scratch, (ArenaMark){ 0 });
}

/* News. */

static size_t find_news(const News *news, const Area *area, const NewsItem **items)
{
	size_t count = 0;
	for (size_t i = 0; i < news->count; i++) {
		if (!news_is_of(&news->items[i], area))
			continue;
		if (items)
			items[count] = &news->items[i];
		count++;
	}
	return count;
}

static void make_news(Making *m, const News *news)
{
	for (size_t i = 0; i < m->site->area_count; i++) {
		ReadyArea *ready = &m->areas[i];
		ready->news_count = find_news(news, m->site->areas[i], NULL);
		ready->news = NEW_ARRAY(m->run, const NewsItem *, ready->news_count);
		find_news(news, m->site->areas[i], ready->news);
	}
}

/* Towns. */

typedef struct TownKey {
	Str key;
	const Town *town;
} TownKey;

static int by_key(const void *left, const void *right)
{
	const TownKey *a = left, *b = right;
	int order = str_compare(a->key, b->key);
	return order ? order : str_compare(a->town->name, b->town->name);
}

static void make_towns(Making *m)
{
	const Towns *towns = &m->site->towns;
	TownKey *keys = NEW_ARRAY(&m->scratch[0], TownKey, towns->count);
	const Town **list = NEW_ARRAY(m->run, const Town *, towns->count);
	for (size_t i = 0; i < towns->count; i++)
		keys[i] = (TownKey){ kana_key(towns->items[i].kana, &m->scratch[0]),
			             &towns->items[i] };
	if (towns->count)
		qsort(keys, towns->count, sizeof(*keys), by_key);
	for (size_t i = 0; i < towns->count; i++)
		list[i] = keys[i].town;
	m->press->towns = list;
	m->press->town_count = towns->count;
	arena_reset(&m->scratch[0], (ArenaMark){ 0 });
}

Str town_anchor(const Press *press, size_t town, Arena *a)
{
	Str postal = press->towns[town]->postal;
	size_t same = 1;
	for (size_t i = 0; i < town; i++)
		same += str_equal(press->towns[i]->postal, postal);
	Str number = same > 1 || !postal.len ? str_format(a, "-%zu", same) : (Str){ 0 };
	return STR_CONCAT(a, STR("t"), postal, number);
}

static void make_ask(Making *m, size_t area)
{
	const Template *layout = m->press->layouts->templates[LAYOUT_ASK];
	Buf html = { .arena = m->run };
	m->areas[area].ask = view_ask(m->press, m->site->areas[area], m->run);
	if (layout)
		mustache_render(layout, &m->areas[area].ask, &html);
	m->areas[area].ask_html = buf_text(&html);
}

static void make_icons(Making *m)
{
	const Terms *terms = &m->site->vocabulary.lists[ACCESSIBILITY];
	for (int k = 0; k < KINDS; k++)
		m->press->kind_icons[k] =
			layouts_icon_url(m->press->layouts, str_from(KIND_INFO[k].id), m->run);
	for (size_t i = 0; i < terms->count; i++)
		m->press->access_icons[i] =
			layouts_icon_url(m->press->layouts, terms->items[i].id, m->run);
}

static void make_days_shut(Making *m)
{
	const Calendars *calendars = &m->site->calendars;
	Str *days = NEW_ARRAY(m->run, Str, calendars->count);
	for (size_t i = 0; i < calendars->count; i++)
		days[i] = view_days_shut(m->site, &calendars->items[i], m->run);
	m->press->days_shut = days;
}

/* The two frames differ in lists only. */
static void make_pages(Making *m)
{
	const Layouts *layouts = m->press->layouts;
	for (int i = 0; i < LAYOUTS; i++)
		if (layouts->templates[i])
			m->press->pages[i] = mustache_settle(layouts->templates[i], STR("site"),
			                                     &m->press->plain_site_frame, m->run);
}

const Press *press_make(const Site *site, const News *news, const Layouts *layouts,
                        const Skip *skip, int jobs, Arena *run, Diag *d)
{
	Press *press = NEW(run, Press);
	*press = (Press){ .site = site,
		          .news = news,
		          .layouts = layouts,
		          .skip = *skip,
		          .arenas = NEW_ARRAY(run, Arena, JOBS_MAX) };
	Making *m = NEW(run, Making);
	m->press = press;
	m->site = site;
	m->run = run;
	m->diag = d;
	press->calendar = (CalendarView){ &site->calendars, site->today, site->info.whats_on_days,
		                          site_cancelling(site, run) };
	make_icons(m);
	make_records(m);
	make_by_kana(m);
	make_parts(m);
	make_choices(m);
	press->near = near_make(site, run);
	make_areas(m);
	make_lists(m);
	press->often = often_make(site, run);
	if (site->area_count)
		make_agendas(m);
	if (news)
		make_news(m, news);
	make_towns(m);
	press->map = map_make(site, run, d);
	if (!readings_are_empty(site->ruby))
		press->readings = asset_make(site, STR("readings.json"), ruby_table(site->ruby, run), run);
	for (size_t i = 0; i < site->area_count; i++)
		make_ask(m, i);
	press->site_frame = view_site(press, true, run);
	press->plain_site_frame = view_site(press, false, run);
	make_pages(m);
	make_days_shut(m);
	parallel_each(jobs, site->area_count, make_tiles, m);
	if (layouts->templates[LAYOUT_LINE])
		parallel_each(jobs, site->record_count, make_line, m);
	for (int i = 0; i < JOBS_MAX; i++)
		arena_free(&m->scratch[i]);
	return press;
}

void press_drop(const Press *press)
{
	for (int i = 0; i < JOBS_MAX; i++)
		arena_free(&press->arenas[i]);
}
