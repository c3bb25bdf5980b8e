#include "site/find.h"

#include "base/nearest.h"

const Office *office_find(const Site *site, Str id)
{
	for (size_t i = 0; i < site->offices.count; i++)
		if (str_equal(site->offices.items[i].id, id))
			return &site->offices.items[i];
	return NULL;
}

Str site_nearest_id(const Site *site, Str id, bool offices, Arena *a)
{
	const Map *ids = &site->by_id;
	size_t count = 0;
	Str *names = NEW_ARRAY(a, Str, ids->count + site->offices.count + 1);
	for (size_t i = 0; i < ids->count; i++)
		names[count++] = ids->entries[i].key;
	for (size_t i = 0; offices && i < site->offices.count; i++)
		names[count++] = site->offices.items[i].id;
	return str_nearest(id, names, count);
}

const Area *board_area(const Site *site, Str chome)
{
	for (size_t t = 0; t < site->towns.count; t++) {
		Str rest = chome;
		int n;
		if (!str_take(&rest, site->towns.items[t].name) || !str_number(rest, &n))
			continue;
		for (size_t i = 0; i < site->area_count; i++) {
			bool partly;
			const Area *area = site->areas[i];
			for (size_t p = 0; !area->child_count && p < area->towns.count; p++)
				if (town_part_covers(&area->towns.items[p], &site->towns.items[t], n, &partly))
					return area;
		}
	}
	return NULL;
}
