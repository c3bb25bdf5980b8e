#include "render/address.h"
#include "render/view.h"
#include "render/words.h"
#include "site/find.h"

Str news_url(const Press *press, const Area *area, Arena *a)
{
	return press->news ? address_of(press->site, news_folder(area, 1, a), a) : (Str){ 0 };
}

/* A sentence for each field; with `vital` only for those that are. */
static Value view_fields(const NewsItem *item, bool vital, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < item->field_count; i++)
		if (item->fields[i].vital || !vital)
			list_add(&list, value_text(words_of_field_news(&item->fields[i], a)));
	return list_value(&list);
}

/* Of an office nothing is told but whom to call now; the number before is nobody's business. */
static Value view_office(const Press *press, const NewsItem *item, Arena *a)
{
	const Office *office = office_find(press->site, item->id);
	List list = { .arena = a };
	if (office && phone_url(office->phone, a).len)
		list_add_text(&list, STR_CONCAT(a, STR("今の電話は"), office->phone, STR("です")));
	return list_value(&list);
}

/* As it stands today, unless the news itself tells so. */
static void fill_state(Value *s, const Press *press, const NewsItem *item)
{
	const Record *r = item->record;
	Str id = id_of_state(r->state);
	s[SLOT_NEWS_ITEM_URL] = value_text(ready_record(press, r)->url);
	s[SLOT_NEWS_ITEM_KIND] = value_text(str_from(KIND_INFO[r->kind].ja));
	s[SLOT_NEWS_ITEM_AREA] = value_text(r->area->name);
	if (item->kind == NEWS_NEW)
		s[SLOT_NEWS_ITEM_SUMMARY] = value_text(r->summary);
	if (str_equal(id, id_of_news(item->kind)))
		return;
	s[SLOT_NEWS_ITEM_STATE] = value_text(words_of_state(r->state));
	s[SLOT_NEWS_ITEM_STATE_ID] = value_text(id);
}

static Str name_of(const NewsItem *item)
{
	bool nameless = item->kind == NEWS_WITHDRAWN && !item->name.len;
	return nameless ? STR("取り下げたお知らせ") : item->name;
}

Value view_news_item(const Press *press, const NewsItem *item, Arena *a)
{
	Value *s = frame_slots(&NEWS_ITEM_SHAPE, a);
	s[SLOT_NEWS_ITEM_NAME] = value_text(name_of(item));
	s[SLOT_NEWS_ITEM_DAY] = value_text(words_day(press->site, item->day, a));
	s[SLOT_NEWS_ITEM_ISO] = value_text(day_iso(item->day, a));
	s[SLOT_NEWS_ITEM_WHAT] = value_text(words_of_news(item, a));
	s[SLOT_NEWS_ITEM_WHAT_ID] = value_text(id_of_news(item->kind));
	s[SLOT_NEWS_ITEM_LINES] = item->kind == NEWS_OFFICE ? view_office(press, item, a)
	                                                    : view_fields(item, false, a);
	s[SLOT_NEWS_ITEM_SAMPLE] = value_bool(item->sample);
	if (item->record)
		fill_state(s, press, item);
	return value_frame(&NEWS_ITEM_SHAPE, s);
}

static Value view_day(const Press *press, const NewsItem *const *items, size_t count, Arena *a)
{
	Value *s = frame_slots(&NEWS_DAY_SHAPE, a);
	List list = { .arena = a };
	for (size_t i = 0; i < count; i++)
		list_add(&list, view_news_item(press, items[i], a));
	s[SLOT_NEWS_DAY_LABEL] = value_text(words_day(press->site, items[0]->day, a));
	s[SLOT_NEWS_DAY_ISO] = value_text(day_iso(items[0]->day, a));
	s[SLOT_NEWS_DAY_ITEMS] = list_value(&list);
	return value_frame(&NEWS_DAY_SHAPE, s);
}

Value view_news(const Press *press, const NewsItem *const *items, size_t count, Arena *a)
{
	List days = { .arena = a };
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i; end < count && items[end]->day == items[i]->day;)
			end++;
		list_add(&days, view_day(press, items + i, end - i, a));
	}
	return list_value(&days);
}

static Value view_change(const Press *press, const NewsItem *item, Value lines, Arena *a)
{
	Value *s = frame_slots(&CHANGE_SHAPE, a);
	s[SLOT_CHANGE_DAY] = value_text(words_day(press->site, item->day, a));
	s[SLOT_CHANGE_ISO] = value_text(day_iso(item->day, a));
	s[SLOT_CHANGE_LINES] = lines;
	return value_frame(&CHANGE_SHAPE, s);
}

Value view_record_changes(const Press *press, const Record *r, Arena *a)
{
	const NewsItem *item = press->news ? press->news->latest[r->number] : NULL;
	Day since = press->site->today - CHANGES_DAYS + 1;
	List list = { .arena = a };
	for (; item && item->day >= since; item = item->older) {
		Value lines = view_fields(item, true, a);
		if (lines.count)
			list_add(&list, view_change(press, item, lines, a));
	}
	return list_value(&list);
}
