#include "render/address.h"
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

Value view_page(Desk *desk, const Output *out, const PageHead *head)
{
	Arena *a = &desk->page;
	const ReadyArea *ready = ready_area(desk->press, out->area);
	Value *s = frame_slots(&PAGE_SHAPE, a);
	s[SLOT_PAGE_TITLE] = value_text(page_title(desk, out, head, a));
	s[SLOT_PAGE_HEADING] = value_text(head->heading);
	s[SLOT_PAGE_SUMMARY] = value_text(head->summary);
	s[SLOT_PAGE_KIND] = value_text(head->kind);
	s[SLOT_PAGE_CANONICAL_URL] = value_text(full_address_of(desk->press->site, out->path, a));
	s[SLOT_PAGE_CRUMBS] = crumbs(desk, out, head, a);
	s[SLOT_PAGE_ASK] = ready->ask;
	s[SLOT_PAGE_ASK_HTML] = value_html(ready->ask_html);
	s[SLOT_PAGE_AREA] = ready->link;
	s[SLOT_PAGE_NOINDEX] = value_bool(head->noindex);
	return value_frame(&PAGE_SHAPE, s);
}
