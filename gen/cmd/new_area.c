#include "cmd/new_area.h"

#include <stdio.h>

#include "base/diag.h"
#include "base/nearest.h"
#include "base/utf8.h"

enum { MEANT_MAX = 8 };

static void list_one(const Area *area, size_t i)
{
	fprintf(stderr, "  %2zu %*s%.*s\n", i + 1, area->depth * 2, "", STR_ARG(area->name));
}

void area_list(const Site *site)
{
	for (size_t i = 0; i < site->area_count; i++)
		list_one(site->areas[i], i);
}

const Area *area_named(const Site *site, Str answer, Arena *a)
{
	int number;
	if (!answer.len)
		return NULL;
	if (str_number(utf8_fold_code(answer, a), &number) && number >= 1 && (size_t)number <= site->area_count)
		return site->areas[number - 1];
	str_take(&answer, STR("content/"));
	for (size_t i = 0; i < site->area_count; i++) {
		const Area *area = site->areas[i];
		if (str_equal(answer, area->path) || str_equal(answer, area->slug) || str_equal(answer, area->name) ||
		    str_equal(answer, area->short_name))
			return area;
	}
	return NULL;
}

/* Whether somebody who says the word may mean the area: 芝久保, 芝久保町3丁目, しばくぼ. */
static bool is_meant(const Area *area, Str word)
{
	if (str_contains(area->name, word) || str_starts(area->name_kana, word))
		return true;
	for (size_t i = 0; i < area->towns.count; i++)
		if (area->towns.items[i].town && str_starts(word, area->towns.items[i].town->name))
			return true;
	return false;
}

static void tell_nearest(const Site *site, Str word)
{
	Arena scratch = { 0 };
	Str *names = NEW_ARRAY(&scratch, Str, site->area_count * 2);
	for (size_t i = 0; i < site->area_count; i++) {
		names[i * 2] = site->areas[i]->path;
		names[i * 2 + 1] = site->areas[i]->name;
	}
	Str nearest = str_nearest(word, names, site->area_count * 2);
	if (nearest.len)
		fprintf(stderr, _("did you mean '%.*s'?\n"), STR_ARG(nearest));
	arena_free(&scratch);
}

void area_tell_none(const Site *site, Str answer)
{
	size_t meant = 0;
	fprintf(stderr, _("  ✗ there is no area '%.*s'\n"), STR_ARG(answer));
	for (size_t i = 0; answer.len && i < site->area_count && meant < MEANT_MAX; i++)
		if (is_meant(site->areas[i], answer)) {
			if (!meant++)
				fputs(_("  one of these?\n"), stderr);
			list_one(site->areas[i], i);
		}
	if (!meant)
		tell_nearest(site, answer);
}
