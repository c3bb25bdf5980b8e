#include "render/address.h"
#include "render/view.h"
#include "render/words.h"

static Value text_list(Texts texts, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < texts.count; i++)
		list_add_text(&list, texts.items[i]);
	return list_value(&list);
}

static Value view_credits(const SiteInfo *info, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < info->credits.count; i++) {
		const Credit *credit = &info->credits.items[i];
		Value *s = frame_slots(&CREDIT_SHAPE, a);
		s[SLOT_CREDIT_NAME] = value_text(credit->name);
		s[SLOT_CREDIT_TEXT] = value_text(credit->text);
		s[SLOT_CREDIT_URL] = value_text(credit->url);
		list_add(&list, value_frame(&CREDIT_SHAPE, s));
	}
	return list_value(&list);
}

static Str count_words(const Press *press, const Area *area, Arena *a)
{
	return words_number(ready_area(press, area)->inside.count, a);
}

static Value view_leaf(const Press *press, const Area *area, bool current, bool counts, Arena *a)
{
	const ReadyArea *ready = ready_area(press, area);
	Value *s = frame_slots(&TREE_LEAF_SHAPE, a);
	s[SLOT_TREE_LEAF_NAME] = value_text(area->name);
	s[SLOT_TREE_LEAF_KANA] = value_text(area->name_kana);
	s[SLOT_TREE_LEAF_HOLDS] = value_text(ready->holds);
	s[SLOT_TREE_LEAF_URL] = value_text(ready->url);
	s[SLOT_TREE_LEAF_CURRENT] = value_bool(current);
	if (counts)
		s[SLOT_TREE_LEAF_COUNT] = value_text(count_words(press, area, a));
	return value_frame(&TREE_LEAF_SHAPE, s);
}

Value view_area_leaf(const Press *press, const Area *area, bool current, Arena *a)
{
	return view_leaf(press, area, current, true, a);
}

/* An area with all areas inside it, however deep, as one list. */
static Value view_tree(const Press *press, const Area *area, bool counts, Arena *a)
{
	const ReadyArea *ready = ready_area(press, area);
	List leaves = { .arena = a };
	Value *s = frame_slots(&TREE_SHAPE, a);
	for (size_t i = area->number + 1; i < area->end; i++)
		list_add(&leaves, view_leaf(press, press->site->areas[i], false, counts, a));
	s[SLOT_TREE_NAME] = value_text(area->name);
	s[SLOT_TREE_KANA] = value_text(area->name_kana);
	s[SLOT_TREE_HOLDS] = value_text(ready->holds);
	s[SLOT_TREE_URL] = value_text(ready->url);
	if (counts)
		s[SLOT_TREE_COUNT] = value_text(count_words(press, area, a));
	s[SLOT_TREE_CHILDREN] = list_value(&leaves);
	return value_frame(&TREE_SHAPE, s);
}

static Value view_areas(const Press *press, bool counts, Arena *a)
{
	List list = { .arena = a };
	const Area *city = press->site->area_count ? press->site->areas[0] : NULL;
	for (size_t i = 0; city && i < city->child_count; i++)
		list_add(&list, view_tree(press, city->children[i], counts, a));
	return list_value(&list);
}

/* The words of the office or window to tell, or of the text itself. */
static Str access_contact(const Site *site, Arena *a)
{
	Str written = site->info.accessibility.contact;
	for (size_t i = 0; i < site->offices.count; i++) {
		const Office *office = &site->offices.items[i];
		if (str_equal(office->id, written))
			return STR_CONCAT(a, office->name, STR(" 電話 "), office->phone);
	}
	return written;
}

/* clang-format off */
static const struct { int slot; const char *path; } fixed_pages[] = {
	{ SLOT_SITE_HOME_URL,    "index.html" },
	{ SLOT_SITE_FIND_URL,    "find/index.html" },
	{ SLOT_SITE_CONSULT_URL, "consult/index.html" },
	{ SLOT_SITE_SCHEMES_URL, "schemes/index.html" },
	{ SLOT_SITE_EVENTS_URL,  "events/index.html" },
	{ SLOT_SITE_PLACES_URL,  "places/index.html" },
	{ SLOT_SITE_SEARCH_URL,  "search/index.html" },
	{ SLOT_SITE_ALL_URL,     "for/all/all/index.html" },
	{ SLOT_SITE_ABOUT_URL,   "about/index.html" },
	{ SLOT_SITE_DATA_URL,    "data/index.html" },
	{ SLOT_SITE_ACCESS_URL,  "accessibility/index.html" },
};

static const struct { int slot; const char *asset; } fixed_assets[] = {
	{ SLOT_SITE_STYLE_URL,     "style.css" },
	{ SLOT_SITE_PRINT_URL,     "print.css" },
	{ SLOT_SITE_ICON_URL,      "icon.svg" },
	{ SLOT_SITE_PLACE_JS_URL,  "place.js" },
	{ SLOT_SITE_RUBY_JS_URL,   "ruby.js" },
	{ SLOT_SITE_SEARCH_JS_URL, "search.js" },
	{ SLOT_SITE_FILTER_JS_URL, "filter.js" },
	{ SLOT_SITE_OPEN_JS_URL,   "open.js" },
	{ SLOT_SITE_SHARE_JS_URL,  "share.js" },
	{ SLOT_SITE_WORKER_URL,    "sw.js" },
};
/* clang-format on */

static void fill_addresses(Value *s, const Press *press, Arena *a)
{
	for (size_t i = 0; i < sizeof(fixed_pages) / sizeof(*fixed_pages); i++)
		s[fixed_pages[i].slot] =
			value_text(address_of(press->site, str_from(fixed_pages[i].path), a));
	for (size_t i = 0; i < sizeof(fixed_assets) / sizeof(*fixed_assets); i++)
		s[fixed_assets[i].slot] = value_text(
			layouts_asset_url(press->layouts, str_from(fixed_assets[i].asset)));
	s[SLOT_SITE_READINGS_URL] = value_text(press->readings.url);
	s[SLOT_SITE_ADDRESS] = value_text(printed_address(press->site, (Str){ 0 }, a));
}

static Str access_labels(const Site *site, Arena *a)
{
	const Terms *terms = &site->vocabulary.lists[ACCESSIBILITY];
	Buf b = { .arena = a };
	for (size_t i = 0; i < terms->count; i++) {
		buf_str(&b, i ? STR("|") : (Str){ 0 });
		buf_str(&b, terms->items[i].label);
	}
	return buf_text(&b);
}

Value view_site(const Press *press, bool counts, Arena *a)
{
	const SiteInfo *info = &press->site->info;
	Value *s = frame_slots(&SITE_SHAPE, a);
	s[SLOT_SITE_NAME] = value_text(info->name);
	s[SLOT_SITE_SHORT] = value_text(info->short_name.len ? info->short_name : info->name);
	s[SLOT_SITE_CITY] = value_text(info->city);
	s[SLOT_SITE_LANG] = value_text(info->lang);
	s[SLOT_SITE_LICENCE] = value_text(info->licence);
	s[SLOT_SITE_LICENCE_URL] = value_text(info->licence_url);
	s[SLOT_SITE_CREDITS] = view_credits(info, a);
	s[SLOT_SITE_ESTIMATES] = text_list(info->estimates, a);
	s[SLOT_SITE_AREAS] = view_areas(press, counts, a);
	s[SLOT_SITE_STANDARD] = value_text(info->accessibility.standard);
	s[SLOT_SITE_SCOPE] = value_text(info->accessibility.scope);
	s[SLOT_SITE_EXCEPTIONS] = text_list(info->accessibility.exceptions, a);
	s[SLOT_SITE_ACCESS_CONTACT] = value_text(access_contact(press->site, a));
	s[SLOT_SITE_ACCESS_LABELS] = value_text(access_labels(press->site, a));
	fill_addresses(s, press, a);
	return value_frame(&SITE_SHAPE, s);
}

static Str asset_bytes(const Layouts *layouts, Str name)
{
	for (size_t i = 0; i < layouts->asset_count; i++)
		if (str_equal(layouts->assets[i].name, name))
			return layouts->assets[i].bytes;
	return (Str){ 0 };
}

Value view_site_alone(const Press *press, Arena *a)
{
	const Value *site = &press->plain_site_frame;
	Value *s = frame_slots(&SITE_SHAPE, a);
	Buf style = { .arena = a };
	for (size_t i = 0; i < site->as.frame.shape->count; i++)
		s[i] = site->as.frame.slots[i];
	for (size_t i = 0; i < sizeof(fixed_pages) / sizeof(*fixed_pages); i++)
		s[fixed_pages[i].slot] = (Value){ 0 };
	for (size_t i = 0; i < sizeof(fixed_assets) / sizeof(*fixed_assets); i++)
		s[fixed_assets[i].slot] = (Value){ 0 };
	buf_str(&style, STR("data:text/css;charset=utf-8,"));
	buf_percent(&style, asset_bytes(press->layouts, STR("print.css")));
	s[SLOT_SITE_PRINT_URL] = value_text(buf_text(&style));
	return value_frame(&SITE_SHAPE, s);
}
