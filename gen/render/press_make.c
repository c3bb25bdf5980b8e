#include "render/press_make_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/parallel.h"
#include "render/address.h"
#include "render/linked.h"
#include "render/near.h"
#include "render/often.h"
#include "render/ruby.h"
#include "render/view.h"
#include "render/words.h"
#include "site/kana.h"
#include "site/select.h"
#include "site/state.h"

/* Records. */

static const Picture *read_pictures(PressMaking *m, const Record *r)
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

static ReadyRecord make_record(PressMaking *m, const Record *r)
{
	ReadyRecord ready = { 0 };
	/* What will have a page: what cannot be published of it is told today. */
	const Picture *pictures = r->images.count && !m->press->skip.images ? read_pictures(m, r) : NULL;
	if (state_has_page(r->state)) {
		ready.url = address_of(m->site, record_folder(r, &m->scratch[0]), m->run);
		ready.pictures = pictures;
		ready.who = words_who(m->site, r, true, m->run);
	}
	arena_reset(&m->scratch[0], (ArenaMark){ 0 });
	return ready;
}

static void make_records(PressMaking *m)
{
	m->records = NEW_ARRAY(m->run, ReadyRecord, m->site->record_count);
	m->press->records = m->records;
	for (size_t i = 0; i < m->site->record_count; i++)
		m->records[i] = make_record(m, m->site->records[i]);
}

static void add_line(PressMaking *m, const Record *r, Arena *scratch, Arena *a)
{
	ReadyRecord *ready = &m->records[r->number];
	if (!state_is_listed(r->state) || !m->press->layouts->templates[LAYOUT_LINE])
		return;
	ready->line = view_line(m->press, r, scratch, a);
	ready->line_hash = hash_text(ready->line);
}

static void make_line(void *context, int worker, size_t item)
{
	PressMaking *m = context;
	add_line(m, m->site->records[item], &m->scratch[worker], &m->press->arenas[worker]);
}

static bool is_scheme(const Record *r)
{
	return r->kind == KIND_SCHEME && state_is_listed(r->state);
}

static bool is_of_scheme(const Record *r)
{
	return r->kind == KIND_GROUP && r->as.group.scheme.record;
}

static bool is_past(const Record *r)
{
	return r->state == STATE_ENDED || r->state == STATE_SUSPENDED;
}

const Record **press_choose(const Record *const *from, size_t from_count, bool is_chosen(const Record *r),
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

static void make_choices(PressMaking *m)
{
	const Site *site = m->site;
	Press *p = m->press;
	const Record *const *all = (const Record *const *)site->records;
	p->schemes = press_choose(all, site->record_count, is_scheme, &p->scheme_count, m->run);
	p->past = press_choose(all, site->record_count, is_past, &p->past_count, m->run);
}

/* Areas. */

static void make_crumbs(PressMaking *m, const Area *area)
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
static void make_areas(PressMaking *m)
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
		ready->groups = press_choose(own->items, own->count, is_of_scheme, &ready->group_count, m->run);
		make_crumbs(m, area);
	}
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

static void make_news(PressMaking *m, const News *news)
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

static void make_towns(PressMaking *m)
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

static void make_ask(PressMaking *m, size_t area)
{
	const Template *layout = m->press->layouts->templates[LAYOUT_ASK];
	Buf html = { .arena = m->run };
	m->areas[area].ask = view_ask(m->press, m->site->areas[area], m->run);
	if (layout)
		mustache_render(layout, &m->areas[area].ask, &html);
	m->areas[area].ask_html = buf_text(&html);
}

static void make_icons(PressMaking *m)
{
	const Terms *terms = &m->site->vocabulary.lists[ACCESSIBILITY];
	for (int k = 0; k < KINDS; k++)
		m->press->kind_icons[k] =
			layouts_icon_url(m->press->layouts, str_from(KIND_INFO[k].id), m->run);
	for (size_t i = 0; i < terms->count; i++)
		m->press->access_icons[i] =
			layouts_icon_url(m->press->layouts, terms->items[i].id, m->run);
}

static void make_days_shut(PressMaking *m)
{
	const Calendars *calendars = &m->site->calendars;
	Str *days = NEW_ARRAY(m->run, Str, calendars->count);
	for (size_t i = 0; i < calendars->count; i++)
		days[i] = view_days_shut(m->site, &calendars->items[i], m->run);
	m->press->days_shut = days;
}

/* The two frames differ in lists only. */
static void make_pages(PressMaking *m)
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
	PressMaking *m = NEW(run, PressMaking);
	m->press = press;
	m->site = site;
	m->run = run;
	m->diag = d;
	press->calendar = (CalendarView){ &site->calendars, site->today, site->info.whats_on_days,
		                          site_cancelling(site, run) };
	make_icons(m);
	make_records(m);
	press_by_reading(m);
	make_choices(m);
	press->near = near_make(site, run);
	make_areas(m);
	press_lists(m);
	press->often = often_make(site, run);
	if (site->area_count)
		press_agendas(m);
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
	parallel_each(jobs, site->area_count, press_tiles, m);
	parallel_each(jobs, site->record_count, make_line, m);
	for (int i = 0; i < JOBS_MAX; i++)
		arena_free(&m->scratch[i]);
	return press;
}

const Press *press_ahead(const Press *press, const Ahead *ahead, Arena *a)
{
	Diag said = { 0 };
	size_t count = press->site->record_count;
	Press *p = NEW(a, Press);
	ReadyRecord *records = NEW_ARRAY(a, ReadyRecord, count);
	Near *near = NEW_ARRAY(a, Near, count);
	PressMaking *m = NEW(a, PressMaking);
	*p = *press;
	*m = (PressMaking){ .press = p, .site = ahead->site, .run = a, .diag = &said, .records = records };
	memcpy(records, press->records, count * sizeof(*records));
	memcpy(near, press->near, count * sizeof(*near));
	p->site = ahead->site;
	p->records = records;
	p->near = near;
	for (size_t i = 0; i < ahead->count; i++) {
		const Record *r = ahead->records[i];
		records[r->number] = make_record(m, r);
		near[r->number] = near_of(ahead->site, r);
		add_line(m, r, &m->scratch[0], a);
	}
	arena_free(&m->scratch[0]);
	bool sound = !said.errors;
	diag_free(&said);
	return sound ? p : NULL;
}
