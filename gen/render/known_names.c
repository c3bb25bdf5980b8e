#include "render/known_names.h"

#include "base/utf8.h"

/* Bounded: a city has fewer, and looking for them is quick. */
enum { NAMES_KNOWN = 20000 };

/* ひばりが丘 and 子ども相談室, but not お知らせ or 申し込み. */
static bool is_name(Str reading)
{
	Str last = reading.len < 3 ? (Str){ 0 } : str_skip(reading, reading.len - 3);
	return last.len && (unsigned char)*last.ptr >= 0xe0 && !point_is_hiragana(utf8_next(&last));
}

static size_t gather(const Site *site, Str *names)
{
	size_t count = 0;
	for (size_t i = 0; i < site->area_count && count < NAMES_KNOWN; i++)
		names[count++] = site->areas[i]->name;
	for (size_t i = 0; i < site->towns.count && count < NAMES_KNOWN; i++)
		names[count++] = site->towns.items[i].name;
	for (size_t i = 0; i < site->waymarks.count && count < NAMES_KNOWN; i++)
		names[count++] = site->waymarks.items[i].name;
	for (size_t i = 0; i < site->readings.count && count < NAMES_KNOWN; i++)
		if (is_name(site->readings.entries[i].key))
			names[count++] = site->readings.entries[i].key;
	return count;
}

Names known_names(const Site *site, Arena *a)
{
	Arena scratch = { 0 };
	Str *names = NEW_ARRAY(&scratch, Str, NAMES_KNOWN);
	Names known = names_make(names, gather(site, names), a);
	arena_free(&scratch);
	return known;
}
