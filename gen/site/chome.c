#include "site/chome.h"

#include <limits.h>

#include "base/utf8.h"

/* 一 to 九: no town has more chome than that written so. */
static int kanji_number(Str *text)
{
	static const Str numbers[] = { STR_INIT("一"), STR_INIT("二"), STR_INIT("三"), STR_INIT("四"), STR_INIT("五"),
		                       STR_INIT("六"), STR_INIT("七"), STR_INIT("八"), STR_INIT("九") };
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		if (str_take(text, numbers[i]))
			return (int)i + 1;
	return 0;
}

static int take_number(Str *text)
{
	enum { DIGITS = 3 };
	int n = 0, digits = 0;
	Str kanji = *text;
	while (text->len && *text->ptr >= '0' && *text->ptr <= '9' && digits++ < DIGITS) {
		n = n * 10 + (*text->ptr - '0');
		*text = str_skip(*text, 1);
	}
	if (digits)
		return n;
	n = kanji_number(&kanji);
	if (!n || !str_take(&kanji, STR("丁目")))
		return 0;
	*text = kanji;
	return n;
}

bool town_has_chome(const Town *town, int chome)
{
	for (size_t i = 0; i < town->chome.count; i++)
		if (town->chome.items[i].n == chome)
			return true;
	return false;
}

static const Town *longest_town(const Site *site, Str text)
{
	const Town *found = NULL;
	for (size_t i = 0; i < site->towns.count; i++) {
		const Town *town = &site->towns.items[i];
		if (town->name.len && str_contains(text, town->name) && (!found || town->name.len > found->name.len))
			found = town;
	}
	return found;
}

bool chome_in(const Site *site, Str text, ChomeAt *at)
{
	Arena scratch = { 0 };
	Str folded = str_trim(utf8_fold_code(text, &scratch));
	const Town *town = longest_town(site, folded);
	*at = (ChomeAt){ .town = town };
	if (town) {
		size_t from = str_find(folded, town->name);
		Str rest = str_skip(folded, from + town->name.len);
		at->chome = take_number(&rest);
		str_take(&rest, STR("丁目"));
		at->exact = from == 0 && !rest.len && town_has_chome(town, at->chome);
	}
	arena_free(&scratch);
	return town != NULL;
}

/* Whole chome count as more than any lots of them. */
static int lot_count(const Lots *lots)
{
	int count = 0;
	for (size_t i = 0; i < lots->count; i++)
		count += lots->items[i].until - lots->items[i].from + 1;
	return lots->count ? count : INT_MAX;
}

static const Area *owner_but(const Site *site, const Town *town, int chome, const Area *but)
{
	const Area *owner = NULL;
	int most = 0;
	for (size_t i = 0; i < site->area_count; i++) {
		const Area *area = site->areas[i];
		for (size_t p = 0; area != but && p < area->towns.count; p++) {
			bool partly;
			int lots = lot_count(&area->towns.items[p].lots);
			if (!town_part_covers(&area->towns.items[p], town, chome, &partly))
				continue;
			if (owner && (area->depth < owner->depth || (area->depth == owner->depth && lots <= most)))
				continue;
			owner = area;
			most = lots;
		}
	}
	return owner;
}

const Area *chome_area(const Site *site, const Town *town, int chome)
{
	return owner_but(site, town, chome, NULL);
}

const Area *chome_other_area(const Site *site, const Town *town, int chome)
{
	const Area *owner = chome_area(site, town, chome);
	const Area *other = owner ? owner_but(site, town, chome, owner) : NULL;
	return other && other->depth == owner->depth ? other : NULL;
}
