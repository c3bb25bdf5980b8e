#include "format/names.h"

#include <stdlib.h>

#include "base/utf8.h"

enum { NAME_LEAST = 3, NAME_BYTES = NAME_MOST * 4, CHARACTER = 3 };

/* Kana and kanji take three bytes, of which the last two tell most. */
static uint64_t first_bit(const char *at)
{
	return (uint64_t)1 << (((unsigned char)at[1] * 7 + (unsigned char)at[2]) & 63);
}

static bool ends_kana(uint32_t last, uint32_t point)
{
	return point_is_hiragana(last) && last != U'ー' && !point_is_hiragana(point) && point != U'ー';
}

static bool is_kept(Str name)
{
	bool kept = false;
	uint32_t last = 0;
	size_t count = 0;
	if (name.len < NAME_LEAST * CHARACTER || name.len > NAME_BYTES || (unsigned char)name.ptr[0] < 0xe0)
		return false;
	for (Str left = name; left.len; count++) {
		uint32_t point = utf8_next(&left);
		if (point == U'・' || (!point_is_kana(point) && !point_is_kanji(point)))
			return false;
		kept |= last && ends_kana(last, point);
		last = point;
	}
	return kept && count <= NAME_MOST;
}

static int by_bytes(const void *left, const void *right)
{
	return str_compare(*(const Str *)left, *(const Str *)right);
}

Names names_make(const Str *items, size_t count, Arena *a)
{
	Str *kept = NEW_ARRAY(a, Str, count);
	Names names = { .items = kept };
	for (size_t i = 0; i < count; i++) {
		if (!is_kept(items[i]))
			continue;
		kept[names.count++] = items[i];
		names.firsts |= first_bit(items[i].ptr);
	}
	if (names.count)
		qsort(kept, names.count, sizeof(*kept), by_bytes);
	return names;
}

/* How many names come before the text, or begin it. */
static size_t names_up_to(const Names *names, Str text)
{
	size_t from = 0, until = names->count;
	while (from < until) {
		size_t middle = from + (until - from) / 2;
		if (str_compare(names->items[middle], text) <= 0)
			from = middle + 1;
		else
			until = middle;
	}
	return from;
}

/* Bytes of the longest name that the text begins with; 0: none. */
static size_t name_at(const Names *names, Str text)
{
	Str first = str_sub(text, 0, CHARACTER);
	for (size_t i = names_up_to(names, text); i > 0 && str_starts(names->items[i - 1], first); i--)
		if (str_starts(text, names->items[i - 1]))
			return names->items[i - 1].len;
	return 0;
}

static bool next_of(const Names *names, Str text, size_t at, NameSpan *name)
{
	for (; names->count && at + NAME_LEAST * CHARACTER <= text.len; at++) {
		if ((unsigned char)text.ptr[at] < 0xe0 || !(names->firsts & first_bit(text.ptr + at)))
			continue;
		size_t length = name_at(names, str_skip(text, at));
		*name = (NameSpan){ at, at + length };
		if (length)
			return true;
	}
	return false;
}

bool names_next(const Names *names, Str text, size_t at, NameSpan *name)
{
	NameSpan other;
	bool found = next_of(names, text, at, name);
	if (!names->besides || !next_of(names->besides, text, at, &other))
		return found;
	if (!found || other.from < name->from || (other.from == name->from && other.until > name->until))
		*name = other;
	return true;
}
