#include "render/address.h"
#include "render/card.h"
#include "render/heading.h"
#include "render/languages.h"
#include "render/linked.h"
#include "render/plan.h"
#include "render/view.h"

#include <string.h>

static Str page_title(const Desk *desk, const Output *out, const PageHead *head, Arena *a)
{
	Str first = head->title.len ? head->title : head->heading;
	Str site = desk->press->site->info.name, bar = STR(" | ");
	if (head->of_site || !head->crumb.len)
		return str_equal(first, site) ? site : STR_CONCAT(a, first, bar, site);
	return STR_CONCAT(a, first, bar, out->area->name, bar, site);
}

static Value crumbs(const Desk *desk, const Output *out, const PageHead *head, Arena *a)
{
	const ReadyArea *ready = ready_area(desk->press, out->area);
	size_t count = head->of_site ? 1 : ready->crumb_count;
	Value *items = NEW_ARRAY(a, Value, count + 2);
	memcpy(items, ready->crumbs, count * sizeof(*items));
	if (head->between.kind != VALUE_NONE)
		items[count++] = head->between;
	if (head->crumb.len)
		items[count++] = link_frame(head->crumb, (Str){ 0 }, (Str){ 0 }, true, a);
	else
		items[count - 1] = link_frame(out->area->name, (Str){ 0 }, (Str){ 0 }, true, a);
	return value_list(items, count);
}

/* Other languages. */

typedef struct Tongue {
	const Language *language;              /* NULL: Japanese */
	Str path;                              /* of this page in it, or of the nearest there is; empty: none */
	bool same;                             /* it is this page */
} Tongue;

static bool is_planned(const Desk *desk, Str path)
{
	return plan_find(desk->plan, path) != NULL;
}

/* This page, else that of its area, else the home page. */
static Tongue tongue_of(Desk *desk, const Output *out, const Language *l)
{
	Arena *a = &desk->page;
	Str japanese = japanese_path(desk->press, out);
	const Str paths[] = {
		path_in(l, japanese, a),
		path_in(l, STR_CONCAT(a, area_folder(out->area, a), STR("index.html")), a),
		path_in(l, STR("index.html"), a),
	};
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		if (is_planned(desk, paths[i]))
			return (Tongue){ l, paths[i], i == 0 };
	return (Tongue){ .language = l };
}

static Value tongue_frame(Desk *desk, const Output *out, Tongue tongue)
{
	Arena *a = &desk->page;
	const Site *site = desk->press->site;
	const Language *l = tongue.language;
	Value *s = frame_slots(&TONGUE_SHAPE, a);
	s[SLOT_TONGUE_NAME] = value_text(l ? l->name : STR("日本語"));
	s[SLOT_TONGUE_LANG] = value_text(l ? l->lang : site->info.lang);
	s[SLOT_TONGUE_URL] = value_text(address_of(site, tongue.path, a));
	s[SLOT_TONGUE_CURRENT] = value_bool(output_language(desk->press, out) == l);
	if (tongue.same && !(l && l->easy))
		s[SLOT_TONGUE_ALTERNATE_URL] = value_text(full_address_of(site, tongue.path, a));
	return value_frame(&TONGUE_SHAPE, s);
}

/* Easy Japanese has no tag of its own, so hreflang tells only of what has one. */
static void fill_languages(Value *s, Desk *desk, const Output *out)
{
	const Site *site = desk->press->site;
	const Language *own = output_language(desk->press, out);
	Tongue japanese = tongue_of(desk, out, NULL);
	List list = { .arena = &desk->page };
	size_t alternates = 0;
	s[SLOT_PAGE_LANG] = value_text(own ? own->lang : site->info.lang);
	s[SLOT_PAGE_EASY] = value_bool(own && own->easy);
	for (size_t i = 0; i < site->languages.count && japanese.path.len; i++) {
		Tongue tongue = tongue_of(desk, out, &site->languages.items[i]);
		if (!list.count)
			list_add(&list, tongue_frame(desk, out, japanese));
		if (tongue.path.len)
			list_add(&list, tongue_frame(desk, out, tongue));
		alternates += tongue.same && !site->languages.items[i].easy;
	}
	s[SLOT_PAGE_LANGUAGES] = list_value(&list);
	if (alternates && !(own && own->easy))
		s[SLOT_PAGE_DEFAULT_URL] = value_text(full_address_of(site, japanese.path, &desk->page));
}

Value view_page(Desk *desk, const Output *out, const PageHead *head)
{
	Arena *a = &desk->page;
	const ReadyArea *ready = ready_area(desk->press, out->area);
	Value *s = frame_slots(&PAGE_SHAPE, a);
	s[SLOT_PAGE_TITLE] = value_text(page_title(desk, out, head, a));
	s[SLOT_PAGE_HEADING] = value_text(head->heading);
	s[SLOT_PAGE_HEADING_HTML] = view_heading(desk, out, head->heading);
	s[SLOT_PAGE_SUMMARY] = value_text(head->summary);
	s[SLOT_PAGE_KIND] = value_text(head->kind);
	if (!head->alone)
		s[SLOT_PAGE_CANONICAL_URL] = value_text(full_address_of(desk->press->site, out->path, a));
	s[SLOT_PAGE_CRUMBS] = crumbs(desk, out, head, a);
	if (!head->noindex && out->kind->indexed)
		s[SLOT_PAGE_JSON_LD] = view_linked(desk, out, &s[SLOT_PAGE_CRUMBS], head->entity);
	s[SLOT_PAGE_ASK] = ready->ask;
	s[SLOT_PAGE_ASK_HTML] = value_html(ready->ask_html);
	s[SLOT_PAGE_AREA] = ready->link;
	s[SLOT_PAGE_ALONE] = value_bool(head->alone);
	s[SLOT_PAGE_CARD_URL] = value_text(card_of_page(desk->press, out, a));
	s[SLOT_PAGE_NOINDEX] = value_bool(head->noindex);
	if (!head->alone)
		fill_languages(s, desk, out);
	return value_frame(&PAGE_SHAPE, s);
}
