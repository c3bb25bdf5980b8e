#include "site/area.h"

bool chome_has_point(const Chome *chome)
{
	return chome->lat != 0 && chome->lon != 0;
}

bool area_contains(const Area *outer, const Area *inner)
{
	return inner->number >= outer->number && inner->number < outer->end;
}

int area_distance(const Area *from, const Area *to)
{
	int steps = 0;
	for (; from; from = from->parent, steps++)
		if (area_contains(from, to))
			return steps;
	return steps;
}

/* Staff write 3, or 3丁目. */
static bool is_chome(Str written, int n)
{
	int number = 0;
	if (str_ends(written, STR("丁目")))
		written.len -= STR("丁目").len;
	return str_number(written, &number) && number == n;
}

bool town_part_covers(const TownPart *part, const Town *town, int n, bool *partly)
{
	*partly = part->lots.count > 0;
	if (part->town != town)
		return false;
	for (size_t i = 0; i < part->chome.count; i++)
		if (is_chome(part->chome.items[i], n))
			return true;
	return part->chome.count == 0;
}

bool town_parts_meet(const TownParts *a, const TownParts *b)
{
	for (size_t i = 0; i < a->count; i++) {
		const Town *town = a->items[i].town;
		for (size_t k = 0; town && k < town->chome.count; k++) {
			bool partly;
			if (!town_part_covers(&a->items[i], town, town->chome.items[k].n, &partly))
				continue;
			for (size_t n = 0; n < b->count; n++)
				if (town_part_covers(&b->items[n], town, town->chome.items[k].n, &partly))
					return true;
		}
	}
	return false;
}

const Division *layer_division(const Layer *layer, const Area *area)
{
	for (size_t i = 0; i < layer->divisions.count; i++)
		if (town_parts_meet(&area->towns, &layer->divisions.items[i].towns))
			return &layer->divisions.items[i];
	return NULL;
}
