#include "render/address.h"
#include "render/handout.h"
#include "render/view.h"
#include "render/words.h"

enum { WEEK_MOST = 200, DAY_MOST = 4, PLACES_MOST = 20, TOWNS_MOST = 200, NEWS_MOST = 3 };

/* Standing places: what one can go to on any day. */
static Value view_standing(const Press *press, const Area *area, Arena *a)
{
	SectionHead head = { .id = STR("places"),
		             .label = STR("いつでも行けるところ"),
		             .more_url = address_of(press->site,
		                                    kind_folder(area, KIND_PLACE, 1, a), a),
		             .more = STR("居場所・施設をすべて見る") };
	return view_rows(press, ready_area(press, area)->inside, KIND_PLACE, PLACES_MOST, head, a);
}

/* All of a district's; of an area that holds districts, and of the city, some of each day. */
static Value view_week(const Press *press, const Area *area, Arena *a)
{
	Day today = press->site->today;
	const DaysWanted week = { .days = { today, today + WEEK_SHOWN - 1 },
		                  .most = WEEK_MOST,
		                  .often = OFTEN_WEEK,
		                  .most_a_day = area->child_count ? DAY_MOST : 0 };
	return view_days(press, area, &week, NULL, a);
}

/* It was made or kept just before; pages in other languages are made apart from it, and do not say how large it is. */
static Value link_to_handout(Desk *desk, const Output *out, Arena *a)
{
	Str path = handout_path(out->area, a);
	size_t size = out->language                   ? 0
	              : str_equal(desk->sheet, path) ? desk->sheet_size
	                                             : render_handout(desk, out).len;
	Str name = STR_CONCAT(a, out->area->name, STR(" 相談先と居場所の手帳（"), words_pdf(SHEET_A4, size, a),
	                      STR("・1枚を折って8ページ）"));
	return link_frame(name, address_of(desk->press->site, path, a), (Str){ 0 }, false, a);
}

static Value view_sheets(Desk *desk, const Output *out, Arena *a)
{
	const Press *press = desk->press;
	const Area *area = out->area;
	List list = { .arena = a };
	Month now = month_of(press->site->today);
	for (Month month = now; month < now + 2; month++) {
		Str name =
			STR_CONCAT(a, area->name, STR(" "), words_month(month_first_day(month), a),
		                   STR("の予定表（A4・1枚）"));
		list_add(&list,
		         link_frame(name, address_of(press->site, board_folder(area, month, a), a),
		                    (Str){ 0 }, false, a));
	}
	if (area_has_handout(press, area))
		list_add(&list, link_to_handout(desk, out, a));
	return list_value(&list);
}

static Value view_children(const Press *press, const Area *area, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < area->child_count; i++)
		list_add(&list, view_area_leaf(press, area->children[i], false, a));
	return list_value(&list);
}

/* The area around it, and those beside it. */
static Value view_neighbours(const Press *press, const Area *area, Arena *a)
{
	List list = { .arena = a };
	const Area *parent = area->parent;
	if (!parent)
		return list_value(&list);
	for (size_t i = 0; i < parent->child_count; i++) {
		const ReadyArea *ready = ready_area(press, parent->children[i]);
		if (parent->children[i] != area)
			list_add(&list, link_frame(parent->children[i]->name, ready->url,
			                           ready->holds, false, a));
	}
	list_add(&list, link_frame(parent->name, ready_area(press, parent)->url, STR("まわり全体"),
	                           false, a));
	return list_value(&list);
}

static void fill_about(Value *s, const Press *press, const Area *area)
{
	s[SLOT_AREA_NAME] = value_text(area->name);
	s[SLOT_AREA_KANA] = value_text(area->name_kana);
	s[SLOT_AREA_HOLDS] = value_text(ready_area(press, area)->holds);
	s[SLOT_AREA_TIER] = value_text(area->tier ? area->tier->label : (Str){ 0 });
	s[SLOT_AREA_SUMMARY] = value_text(area->summary);
	s[SLOT_AREA_NOTE] = value_text(area->note);
	s[SLOT_AREA_SCHOOL] = value_text(area->old_school);
}

/* 25; empty where no more are than shown. */
static Value words_all(size_t shown, size_t total, Arena *a)
{
	return value_text(total > shown ? words_number(total, a) : (Str){ 0 });
}

/* A district tells all; an area that holds districts the first of it. */
static void fill_leads(Value *s, const Press *press, const Area *area, Arena *a)
{
	size_t total;
	if (!area->child_count) {
		s[SLOT_AREA_NOTICES] = list_of_one(view_leads(press, area, a), a);
		return;
	}
	s[SLOT_AREA_LEADS] = view_brief_leads(press, area, &total, a);
	s[SLOT_AREA_LEADS_MORE] = words_all(s[SLOT_AREA_LEADS].count, total, a);
	s[SLOT_AREA_HAS_LEADS] = value_bool(total > 0);
}

static void fill_choices(Value *s, const Press *press, const Area *area, Arena *a)
{
	s[SLOT_AREA_EVENTS_URL] =
		value_text(address_of(press->site, kind_folder(area, KIND_EVENT, 1, a), a));
	s[SLOT_AREA_ALL_URL] =
		value_text(address_of(press->site, index_folder(area, NULL, NULL, 1, a), a));
	s[SLOT_AREA_NEWS_URL] = value_text(news_url(press, area, a));
	s[SLOT_AREA_TROUBLES] = view_troubles(press, a);
	s[SLOT_AREA_AGES] = view_ages(press, area, a);
	s[SLOT_AREA_PURPOSES] = view_purposes(press, area, a);
	s[SLOT_AREA_KINDS] = view_kinds(press, area, a);
}

static void fill_around(Value *s, Desk *desk, const Output *out, Arena *a)
{
	const Press *press = desk->press;
	const Area *area = out->area;
	s[SLOT_AREA_TIERS] = view_tiers(press, area, a);
	s[SLOT_AREA_SHEETS] = view_sheets(desk, out, a);
	s[SLOT_AREA_CHILDREN] = view_children(press, area, a);
	s[SLOT_AREA_NEIGHBOURS] = view_neighbours(press, area, a);
	s[SLOT_AREA_HAS_TIERS] = value_bool(s[SLOT_AREA_TIERS].count > 0);
	s[SLOT_AREA_HAS_SHEETS] = value_bool(s[SLOT_AREA_SHEETS].count > 0);
	s[SLOT_AREA_HAS_CHILDREN] = value_bool(s[SLOT_AREA_CHILDREN].count > 0);
	s[SLOT_AREA_HAS_NEIGHBOURS] = value_bool(s[SLOT_AREA_NEIGHBOURS].count > 0);
}

Str render_area(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	Str name = ready_area(press, out->area)->full_name;
	const PageHead head = {
		.heading = out->area->name,
		.title = name,
		.summary = out->area->summary.len
		                   ? out->area->summary
		                   : STR_CONCAT(a, out->area->name, STR("の催し・居場所・相談先です。")),
		.kind = STR("area"),
	};
	Value *s = frame_slots(&AREA_SHAPE, a);
	s[SLOT_AREA_SITE] = press->site_frame;
	s[SLOT_AREA_PAGE] = view_page(desk, out, &head);
	s[SLOT_AREA_DAYS] = view_week(press, out->area, a);
	s[SLOT_AREA_PLACES] = list_of_one(view_standing(press, out->area, a), a);
	s[SLOT_AREA_MAP] = view_map(press, out->area, a);
	fill_about(s, press, out->area);
	fill_leads(s, press, out->area, a);
	fill_choices(s, press, out->area, a);
	fill_around(s, desk, out, a);
	return desk_render(desk, LAYOUT_AREA, s);
}

/* The city's own page. */

static Value view_towns(const Press *press, Arena *a)
{
	List list = { .arena = a };
	Str find = address_of(press->site, STR("find/"), a);
	for (size_t i = 0; i < press->town_count && i < TOWNS_MOST; i++)
		list_add(&list, view_town(press, i, find, a));
	return list_value(&list);
}

static void fill_news(Value *s, const Press *press, const Area *city, Arena *a)
{
	const ReadyArea *ready = ready_area(press, city);
	List list = { .arena = a };
	for (size_t i = 0; i < ready->news_count && i < NEWS_MOST; i++)
		list_add(&list, view_news_item(press, ready->news[i], a));
	s[SLOT_HOME_NEWS] = list_value(&list);
	s[SLOT_HOME_HAS_NEWS] = value_bool(list.count > 0);
	s[SLOT_HOME_NEWS_URL] = value_text(news_url(press, city, a));
}

Str render_home(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	const PageHead head = { .heading = press->site->info.name,
		                .summary = out->area->summary,
		                .kind = STR("home"),
		                .of_site = true };
	Value *s = frame_slots(&HOME_SHAPE, a);
	size_t total;
	s[SLOT_HOME_SITE] = press->site_frame;
	s[SLOT_HOME_PAGE] = view_page(desk, out, &head);
	s[SLOT_HOME_LEADS] = view_brief_leads(press, out->area, &total, a);
	s[SLOT_HOME_LEADS_MORE] = words_all(s[SLOT_HOME_LEADS].count, total, a);
	s[SLOT_HOME_HAS_LEADS] = value_bool(total > 0);
	s[SLOT_HOME_URGENT] = view_urgent_leads(press, out->area, a);
	s[SLOT_HOME_HAS_URGENT] = value_bool(s[SLOT_HOME_URGENT].count > 0);
	s[SLOT_HOME_TROUBLES] = view_troubles(press, a);
	s[SLOT_HOME_AGES] = view_ages(press, out->area, a);
	s[SLOT_HOME_PURPOSES] = view_purposes(press, out->area, a);
	s[SLOT_HOME_DAYS] = view_week(press, out->area, a);
	s[SLOT_HOME_TOWNS] = view_towns(press, a);
	s[SLOT_HOME_MAP] = view_map(press, out->area, a);
	fill_news(s, press, out->area, a);
	return desk_render(desk, LAYOUT_HOME, s);
}
