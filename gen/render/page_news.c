#include "render/address.h"
#include "render/output.h"
#include "render/view.h"
#include "render/words.h"

/* The areas one may want instead, with how much news each has. */
static Value view_news_places(const Press *press, const Area *area, Arena *a)
{
	Areas places = places_to_choose(area, a);
	List list = { .arena = a };
	for (size_t i = 0; i < places.count; i++) {
		const Area *place = places.items[i];
		size_t count = ready_area(press, place)->news_count;
		Choice choice = { news_url(press, place, a), words_number(count, a), count == 0 };
		list_add(&list,
		         term_frame(place->slug, NULL, place->name, choice, place == area, a));
	}
	return list_value(&list);
}

static Value news_page(Desk *desk, const Output *out)
{
	Arena *a = &desk->page;
	Str page = out->page > 1 ? str_format(a, "（%dページ目）", out->page) : (Str){ 0 };
	const PageHead head = {
		.heading = STR_CONCAT(a, out->area->name, STR("の更新情報")),
		.title = STR_CONCAT(a, STR("更新情報"), page),
		.summary =
			STR_CONCAT(a, ready_area(desk->press, out->area)->full_name,
		                   STR("で、新しくのせたもの、変わったもの、中止になったもの。")),
		.kind = STR("news"),
		.crumb = STR("更新情報"),
		.noindex = !output_is_indexed(desk->press, out),
	};
	return view_page(desk, out, &head);
}

/* A day is named only where it stays the same: else the page would be another one on each day. */
static Str words_since(const Press *press, Arena *a)
{
	Day since = press->news->since;
	if (since > press->site->today - NEWS_DAYS + 1)
		return STR_CONCAT(a, words_day(press->site, since, a), STR("から今日まで"));
	return str_format(a, "この%d日間", NEWS_DAYS);
}

Str render_news(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	const ReadyArea *ready = ready_area(press, out->area);
	Arena *a = &desk->page;
	size_t skip = (size_t)(out->page - 1) * LIST_PAGE, left = ready->news_count - skip;
	Value *s = frame_slots(&NEWS_SHAPE, a);
	s[SLOT_NEWS_SITE] = press->site_frame;
	s[SLOT_NEWS_PAGE] = news_page(desk, out);
	s[SLOT_NEWS_DAYS] =
		view_news(press, ready->news + skip, left < LIST_PAGE ? left : LIST_PAGE, a);
	s[SLOT_NEWS_SINCE] = value_text(words_since(press, a));
	s[SLOT_NEWS_EMPTY] = value_bool(ready->news_count == 0);
	s[SLOT_NEWS_PLACES] = view_news_places(press, out->area, a);
	s[SLOT_NEWS_FEED_URL] = value_text(address_of(press->site, feed_path(out->area, a), a));
	s[SLOT_NEWS_JSON_FEED_URL] = value_text(address_of(press->site, json_feed_path(out->area, a), a));
	s[SLOT_NEWS_PAGER] = list_of_one(view_pager(press, news_folder(out->area, 1, a), out->page,
	                                            page_count(ready->news_count), a),
	                                 a);
	return desk_render(desk, LAYOUT_NEWS, s);
}
