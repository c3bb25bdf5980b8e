#include "render/address.h"
#include "render/ics.h"
#include "render/view.h"
#include "render/words.h"
#include "site/say.h"

enum { REST_MOST = 100, ENTRIES_PAGE = 500 };

static void add_here(Desk *desk, const Output *out, List *sections)
{
	size_t found, total;
	const uint32_t *numbers = rows_find(ready_area(desk->press, out->area)->inside, (Kind)out->list,
	                                    (size_t)(out->page - 1) * LIST_PAGE, LIST_PAGE, &found,
	                                    &total, &desk->page);
	SectionHead head = { .id = STR("here"), .label = out->area->name, .count = total };
	if (found)
		list_add(sections,
		         view_section_rows(desk->press, &head, numbers, found, &desk->page));
}

static void add_around(Desk *desk, const Output *out, List *sections)
{
	const Area *parent = out->area->parent;
	Arena *a = &desk->page;
	if (!parent)
		return;
	SectionHead head = { .id = STR("around"),
		             .label = STR("まわりで使えるもの"),
		             .more_url = address_of(desk->press->site,
		                                    kind_folder(parent, (Kind)out->list, 1, a), a),
		             .more = STR_CONCAT(a, parent->name, STR("の一覧で、すべて見る")) };
	Value section = view_rows(desk->press, ready_area(desk->press, out->area)->around, (Kind)out->list,
	                          AROUND_MOST, head, a);
	if (section.kind != VALUE_NONE)
		list_add(sections, section);
}

static Value list_page(Desk *desk, const Output *out, size_t total)
{
	Arena *a = &desk->page;
	Str kind = str_from(KIND_INFO[out->list].ja);
	Str page = out->page > 1 ? str_format(a, "（%dページ目）", out->page) : (Str){ 0 };
	const PageHead head = {
		.heading = STR_CONCAT(a, out->area->name, STR("の"), kind),
		.title = STR_CONCAT(a, kind, page),
		.summary = STR_CONCAT(a, ready_area(desk->press, out->area)->full_name, STR("の"),
		                      kind, STR(" "), words_number(total, a), STR("件です。")),
		.kind = STR("kind-list"),
		.crumb = kind,
		.noindex = out->page > 1,
	};
	return view_page(desk, out, &head);
}

Str render_kind_list(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	size_t total = ready_area(press, out->area)->kinds[out->list];
	List sections = { .arena = a };
	add_here(desk, out, &sections);
	if ((size_t)out->page == page_count(total))
		add_around(desk, out, &sections);
	Value *s = frame_slots(&KIND_LIST_SHAPE, a);
	s[SLOT_LIST_SITE] = press->plain_site_frame;
	s[SLOT_LIST_PAGE] = list_page(desk, out, total);
	s[SLOT_LIST_KIND] = value_text(str_from(KIND_INFO[out->list].id));
	s[SLOT_LIST_SECTIONS] = list_value(&sections);
	s[SLOT_LIST_PLACES] = view_places(press, out->area, (Kind)out->list, a);
	s[SLOT_LIST_EMPTY] = value_bool(total == 0);
	s[SLOT_LIST_PAGER] =
		list_of_one(view_pager(press, kind_folder(out->area, (Kind)out->list, 1, a),
	                               out->page, page_count(total), a),
	                    a);
	return desk_render(desk, LAYOUT_KIND_LIST, s);
}

/* What's on. */

/* Events that the days do not show: later ones, and those whose day is not fixed. */
static Value view_rest(Desk *desk, const Output *out, Day until)
{
	const Press *press = desk->press;
	Rows rows = ready_area(press, out->area)->inside;
	uint32_t *numbers = NEW_ARRAY(&desk->page, uint32_t, REST_MOST);
	size_t found = 0, total = 0;
	for (size_t i = 0; i < rows.count; i++) {
		const Row *row = &rows.items[i];
		if (row->kind != KIND_EVENT)
			continue;
		const Event *e = &press->site->records[row->record]->as.event;
		if (e->next && e->next <= until)
			continue;
		if (found < REST_MOST)
			numbers[found++] = row->record;
		total++;
	}
	SectionHead head = { .id = STR("rest"),
		             .label = STR("もっと先の催し・日にちの決まっていない催し"),
		             .count = total };
	return found ? view_section_rows(press, &head, numbers, found, &desk->page) : (Value){ 0 };
}

size_t whatson_pages(const Press *press, const Area *area)
{
	size_t entries = ready_area(press, area)->whatson;
	return entries ? (entries + ENTRIES_PAGE - 1) / ENTRIES_PAGE : 1;
}

/* Without a date, which would be another one on each day though nothing is new. */
static Str words_span(const Site *site, Arena *a)
{
	return str_format(a, "これから%d日間", site->info.whats_on_days);
}

static Value whatson_page(Desk *desk, const Output *out)
{
	Arena *a = &desk->page;
	Str page = out->page > 1 ? str_format(a, "（%dページ目）", out->page) : (Str){ 0 };
	const PageHead head = {
		.heading = STR_CONCAT(a, out->area->name, STR("のこれからの催し")),
		.title = STR_CONCAT(a, STR("これからの催し"), page),
		.summary = STR_CONCAT(a, ready_area(desk->press, out->area)->full_name,
		                      STR("の催しを、日付の順に見られます。")),
		.kind = STR("whatson"),
		.crumb = STR("これからの催し"),
		.noindex = out->page > 1,
	};
	return view_page(desk, out, &head);
}

Str render_whatson(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	const DaysWanted wanted = { .days = whatson_days(press->site),
		                    .skip = (size_t)(out->page - 1) * ENTRIES_PAGE,
		                    .most = ENTRIES_PAGE,
		                    .often = OFTEN_LONG };
	size_t pages = whatson_pages(press, out->area);
	Value *s = frame_slots(&WHATSON_SHAPE, a);
	s[SLOT_WHATSON_SITE] = press->plain_site_frame;
	s[SLOT_WHATSON_PAGE] = whatson_page(desk, out);
	s[SLOT_WHATSON_DAYS] = view_days(press, out->area, &wanted, NULL, a);
	s[SLOT_WHATSON_SPAN] = value_text(words_span(press->site, a));
	s[SLOT_WHATSON_PLACES] = view_places(press, out->area, (Kind)out->list, a);
	if ((size_t)out->page == pages)
		s[SLOT_WHATSON_REST] = list_of_one(view_rest(desk, out, wanted.days.until), a);
	if (out->page == 1) {
		CalendarLink link = calendar_link(press, out->area, NULL, NULL, a);
		s[SLOT_WHATSON_CALENDAR_NAME] = value_text(link.name);
		s[SLOT_WHATSON_CALENDAR_URL] = value_text(link.url);
		s[SLOT_WHATSON_WEBCAL_URL] = value_text(link.webcal_url);
	}
	if (out->page == 1)
		s[SLOT_WHATSON_NOTICES] = list_of_one(view_leads(press, out->area, a), a);
	s[SLOT_WHATSON_EMPTY] = value_bool(!s[SLOT_WHATSON_DAYS].count);
	s[SLOT_WHATSON_PAGER] =
		list_of_one(view_pager(press, kind_folder(out->area, KIND_EVENT, 1, a), out->page,
	                               pages, a), a);
	return desk_render(desk, LAYOUT_WHATSON, s);
}
