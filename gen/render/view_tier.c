#include "render/view.h"

/*
 * Who serves an area: for each tier the area of that tier that holds it (or
 * is it), and in each basis the groups there, or the scheme itself where it
 * has no group of its own.
 */

static const Area *area_of_tier(const Area *area, const Term *tier)
{
	while (area && area->tier != tier)
		area = area->parent;
	return area;
}

static bool scheme_has_cell(const Record *scheme, const Term *tier, const Term *basis)
{
	for (size_t i = 0; i < scheme->as.scheme.cells.count; i++) {
		const Cell *cell = &scheme->as.scheme.cells.items[i];
		if (cell->tier == tier && cell->basis == basis)
			return true;
	}
	return false;
}

/* The scheme's groups whose folder is that of `area`; how many were added. */
static size_t add_groups(List *items, const Press *press, const Record *scheme, const Area *area)
{
	size_t before = items->count;
	const ReadyArea *ready = area ? ready_area(press, area) : NULL;
	for (size_t i = 0; ready && i < ready->group_count; i++) {
		const Record *group = ready->groups[i];
		if (group->area == area && group->as.group.scheme.record == scheme)
			list_add(items, link_frame(group->name, ready_record(press, group)->url,
			                           group->summary, false, items->arena));
	}
	return items->count - before;
}

static Value view_cell(const Press *press, const Area *area, const Term *tier, const Term *basis,
                       Arena *a)
{
	List items = { .arena = a };
	for (size_t i = 0; i < press->scheme_count; i++) {
		const Record *scheme = press->schemes[i];
		if (scheme_has_cell(scheme, tier, basis) &&
		    !add_groups(&items, press, scheme, area))
			list_add(&items, link_frame(scheme->name, ready_record(press, scheme)->url,
			                            scheme->summary, false, a));
	}
	Value *s = frame_slots(&TIER_CELL_SHAPE, a);
	s[SLOT_TIER_CELL_BASIS] = value_text(basis->label);
	s[SLOT_TIER_CELL_ITEMS] = list_value(&items);
	return value_frame(&TIER_CELL_SHAPE, s);
}

static Value view_tier(const Press *press, const Area *of_tier, const Term *tier, Arena *a)
{
	const Terms *bases = &press->site->vocabulary.lists[BASES];
	List cells = { .arena = a };
	for (size_t i = 0; i < bases->count; i++)
		list_add(&cells, view_cell(press, of_tier, tier, &bases->items[i], a));
	Value *s = frame_slots(&TIER_SHAPE, a);
	s[SLOT_TIER_LABEL] = value_text(tier->label);
	s[SLOT_TIER_AREA] = value_text(of_tier ? of_tier->name : (Str){ 0 });
	s[SLOT_TIER_CELLS] = list_value(&cells);
	return value_frame(&TIER_SHAPE, s);
}

/* Nearest first. Below the tier of the area are the areas inside it; a tier without areas is that of the smallest. */
Value view_tiers(const Press *press, const Area *area, Arena *a)
{
	const Terms *tiers = &press->site->vocabulary.lists[TIERS];
	List list = { .arena = a };
	for (size_t i = tiers->count; i-- > 0;) {
		const Area *of_tier = area_of_tier(area, &tiers->items[i]);
		bool nearest = i + 1 == tiers->count && !area->child_count;
		if (of_tier || nearest)
			list_add(&list, view_tier(press, of_tier, &tiers->items[i], a));
	}
	return list_value(&list);
}

/* The tiers as such, widest first: schemes, not their groups. */
Value view_matrix(const Press *press, Arena *a)
{
	const Terms *tiers = &press->site->vocabulary.lists[TIERS];
	List list = { .arena = a };
	for (size_t i = 0; i < tiers->count; i++)
		list_add(&list, view_tier(press, NULL, &tiers->items[i], a));
	return list_value(&list);
}
