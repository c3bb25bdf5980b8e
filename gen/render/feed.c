#include "base/utf8.h"
#include "format/json.h"
#include "render/address.h"
#include "render/view.h"
#include "render/words.h"

/*
 * 更新情報 as feeds: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org). A day is told as its midnight in Tokyo,
 * and an entry is named by day and record, so that it stays the same entry
 * whatever becomes of the page.
 */

enum { ENTRIES_MOST = 100 };

/* What XML can hold at all, escaped. */
static void xml_text(Buf *b, Str text)
{
	while (text.len) {
		Str rest = text;
		uint32_t point = utf8_next(&rest);
		bool odd = (point < 0x20 && point != '\n' && point != '\t') || point == 0xfffe ||
		           point == 0xffff;
		buf_escaped(b, odd ? STR(" ") : str_sub(text, 0, text.len - rest.len));
		text = rest;
	}
}

static void xml_element(Buf *b, const char *name, Str text)
{
	buf_format(b, "<%s>", name);
	xml_text(b, text);
	buf_format(b, "</%s>\n", name);
}

static void xml_link(Buf *b, const char *rel, const char *type, Str url)
{
	buf_format(b, "<link rel=\"%s\" type=\"%s\" href=\"", rel, type);
	xml_text(b, url);
	buf_str(b, STR("\"/>\n"));
}

static void xml_updated(Buf *b, Day day, Arena *a)
{
	xml_element(b, "updated", STR_CONCAT(a, day_iso(day, a), STR("T00:00:00+09:00")));
}

/* tag:keijiban.example,2026-11-23:/new/hana */
static Str entry_id(const Site *site, const NewsItem *item, Arena *a)
{
	static const Str of_kind[NEWS_KINDS] = {
		[NEWS_MANY] = STR_INIT("many/"), [NEWS_OFFICE] = STR_INIT("office/")
	};
	return STR_CONCAT(a, STR("tag:"), host_name(site), STR(","), day_iso(item->day, a), STR(":"),
	                  site->info.base_path, STR("/new/"), of_kind[item->kind], item->id,
	                  item->id.len ? (Str){ 0 } : item->area->path);
}

static Str entry_title(const Value *s, Arena *a)
{
	Str name = s[SLOT_NEWS_ITEM_NAME].as.text, what = s[SLOT_NEWS_ITEM_WHAT].as.text;
	Str mark = value_is_true(&s[SLOT_NEWS_ITEM_SAMPLE]) ? STR("（見本）") : (Str){ 0 };
	if (!what.len)
		what = STR("変わりました");
	return STR_CONCAT(a, name, mark, name.len ? STR("：") : (Str){ 0 }, what);
}

/* Sentences, one a line. */
static Str entry_summary(const Value *s, Arena *a)
{
	const Value *lines = &s[SLOT_NEWS_ITEM_LINES];
	List list = { .arena = a };
	Buf b = { .arena = a };
	list_add_text(&list, s[SLOT_NEWS_ITEM_SUMMARY].as.text);
	for (size_t i = 0; i < lines->count; i++)
		list_add(&list, lines->as.items[i]);
	for (size_t i = 0; i < list.count; i++) {
		buf_str(&b, i ? STR("\n") : (Str){ 0 });
		buf_str(&b, list.items[i].as.text);
	}
	return buf_text(&b);
}

static Str entry_url(Desk *desk, const NewsItem *item)
{
	Arena *a = &desk->page;
	Str folder = item->record ? record_folder(item->record, a) : news_folder(item->area, 1, a);
	return full_address_of(desk->press->site, folder, a);
}

/* One item of news, as every feed tells it. */
typedef struct Entry {
	Str id, title, url, summary;
	Day day;
} Entry;

static Entry entry_of(Desk *desk, const NewsItem *item)
{
	Arena *a = &desk->page;
	const Value frame = view_news_item(desk->press, item, a);
	const Value *s = frame.as.frame.slots;
	return (Entry){ entry_id(desk->press->site, item, a), entry_title(s, a), entry_url(desk, item),
		        entry_summary(s, a), item->day };
}

static size_t entry_count(const ReadyArea *ready)
{
	return ready->news_count < ENTRIES_MOST ? ready->news_count : ENTRIES_MOST;
}

static Str feed_title(const Desk *desk, const Output *out, Arena *a)
{
	return STR_CONCAT(a, out->area->name, STR("の更新情報 | "), desk->press->site->info.name);
}

/* Atom. */

static void xml_entry(Buf *b, const Entry *e, Arena *a)
{
	buf_str(b, STR("<entry>\n"));
	xml_element(b, "id", e->id);
	xml_element(b, "title", e->title);
	xml_updated(b, e->day, a);
	xml_link(b, "alternate", "text/html", e->url);
	if (e->summary.len)
		xml_element(b, "summary", e->summary);
	buf_str(b, STR("</entry>\n"));
}

static void xml_head(Buf *b, Desk *desk, const Output *out)
{
	const Site *site = desk->press->site;
	const ReadyArea *ready = ready_area(desk->press, out->area);
	Arena *a = &desk->page;
	Str self = full_address_of(site, out->path, a);
	buf_str(b, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	               "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ja\">\n"));
	xml_element(b, "id", self);
	xml_element(b, "title", feed_title(desk, out, a));
	xml_updated(b, ready->news_count ? ready->news[0]->day : desk->press->news->updated, a);
	xml_link(b, "self", "application/atom+xml", self);
	xml_link(b, "alternate", "text/html",
	         full_address_of(site, news_folder(out->area, 1, a), a));
	buf_str(b, STR("<author>"));
	xml_element(b, "name", site->info.name);
	buf_str(b, STR("</author>\n"));
}

Str render_feed(Desk *desk, const Output *out)
{
	const ReadyArea *ready = ready_area(desk->press, out->area);
	Buf b = { .arena = &desk->page };
	xml_head(&b, desk, out);
	for (size_t i = 0; i < entry_count(ready); i++) {
		const Entry e = entry_of(desk, ready->news[i]);
		xml_entry(&b, &e, &desk->page);
	}
	buf_str(&b, STR("</feed>\n"));
	return buf_text(&b);
}

/* JSON Feed. What has nothing to say but its title says that: an item without content is none. */

static void json_entry(Buf *b, const Entry *e, Arena *a)
{
	json_open(b, '{');
	json_member(b, "id", e->id);
	json_member(b, "url", e->url);
	json_member(b, "title", e->title);
	json_member(b, "content_text", e->summary.len ? e->summary : e->title);
	json_member(b, "date_published", STR_CONCAT(a, day_iso(e->day, a), STR("T00:00:00+09:00")));
	json_close(b, '}');
}

static void json_head(Buf *b, Desk *desk, const Output *out)
{
	const Site *site = desk->press->site;
	Arena *a = &desk->page;
	json_member(b, "version", STR("https://jsonfeed.org/version/1.1"));
	json_member(b, "title", feed_title(desk, out, a));
	json_member(b, "home_page_url", full_address_of(site, news_folder(out->area, 1, a), a));
	json_member(b, "feed_url", full_address_of(site, out->path, a));
	json_member(b, "language", site->info.lang);
	json_name(b, "authors");
	json_open(b, '[');
	json_open(b, '{');
	json_member(b, "name", site->info.name);
	json_member(b, "url", full_address_of(site, (Str){ 0 }, a));
	json_close(b, '}');
	json_close(b, ']');
}

Str render_json_feed(Desk *desk, const Output *out)
{
	const ReadyArea *ready = ready_area(desk->press, out->area);
	Buf b = { .arena = &desk->page };
	json_open(&b, '{');
	json_head(&b, desk, out);
	json_name(&b, "items");
	json_open(&b, '[');
	for (size_t i = 0; i < entry_count(ready); i++) {
		const Entry e = entry_of(desk, ready->news[i]);
		buf_char(&b, '\n');
		json_entry(&b, &e, &desk->page);
	}
	json_close(&b, ']');
	json_close(&b, '}');
	buf_char(&b, '\n');
	return buf_text(&b);
}
