#include "render/heading.h"
#include "render/view.h"

static Value view_bases(const Site *site, Arena *a)
{
	const Terms *bases = &site->vocabulary.lists[BASES];
	List list = { .arena = a };
	for (size_t i = 0; i < bases->count; i++)
		list_add_text(&list, bases->items[i].label);
	return list_value(&list);
}

static Value view_roles(const Scheme *scheme, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < scheme->roles.count; i++)
		if (scheme->roles.items[i].role)
			list_add(&list, link_frame(scheme->roles.items[i].role->label, (Str){ 0 },
			                           scheme->roles.items[i].does, false, a));
	return list_value(&list);
}

static Value view_row(const Press *press, const Record *r, Arena *a)
{
	Value *s = frame_slots(&SCHEME_ROW_SHAPE, a);
	s[SLOT_SCHEME_ROW_ID] = value_text(r->id);
	s[SLOT_SCHEME_ROW_NAME] = value_text(r->name);
	s[SLOT_SCHEME_ROW_URL] = value_text(ready_record(press, r)->url);
	s[SLOT_SCHEME_ROW_SUMMARY] = value_text(r->summary);
	s[SLOT_SCHEME_ROW_ROLES] = view_roles(&r->as.scheme, a);
	s[SLOT_SCHEME_ROW_ANCHOR_URL] = value_text(STR_CONCAT(a, STR("#"), r->id));
	return value_frame(&SCHEME_ROW_SHAPE, s);
}

static Value view_list(const Press *press, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < press->scheme_count; i++)
		list_add(&list, view_row(press, press->schemes[i], a));
	return list_value(&list);
}

/* The smallest areas: what serves them holds what serves the areas around. */
static Value view_scheme_areas(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	List list = { .arena = a };
	for (size_t i = 0; i < press->site->area_count; i++) {
		const Area *area = press->site->areas[i];
		if (area->child_count)
			continue;
		Value *s = frame_slots(&SCHEME_AREA_SHAPE, a);
		Str name = ready_area(press, area)->full_name;
		s[SLOT_SCHEME_AREA_NAME] = value_text(name);
		s[SLOT_SCHEME_AREA_NAME_HTML] = view_heading(desk, out, name);
		s[SLOT_SCHEME_AREA_URL] = value_text(ready_area(press, area)->url);
		s[SLOT_SCHEME_AREA_TIERS] = view_tiers(press, area, a);
		list_add(&list, value_frame(&SCHEME_AREA_SHAPE, s));
	}
	return list_value(&list);
}

Str render_schemes(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	const PageHead head = {
		.heading = STR("地域のしくみ"),
		.kind = STR("schemes"),
		.crumb = STR("地域のしくみ"),
		.of_site = true,
		.summary = STR("どの広さで、だれが、何をしているかを一つの表にしました。"),
	};
	Value *s = frame_slots(&SCHEMES_SHAPE, a);
	s[SLOT_SCHEMES_SITE] = press->site_frame;
	s[SLOT_SCHEMES_PAGE] = view_page(desk, out, &head);
	s[SLOT_SCHEMES_BASES] = view_bases(press->site, a);
	s[SLOT_SCHEMES_TIERS] = view_matrix(press, a);
	s[SLOT_SCHEMES_LIST] = view_list(press, a);
	s[SLOT_SCHEMES_AREAS] = view_scheme_areas(desk, out);
	return desk_render(desk, LAYOUT_SCHEMES, s);
}
