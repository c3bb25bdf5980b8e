#include "site/fold.h"

#include <endian.h>
#include <string.h>

#include "base/utf8.h"

enum { HIRAGANA_BEHIND = 0x60 };

typedef struct PointRange {
	uint32_t from, until;
} PointRange;

/* What goes, as it is after NFKC; in order. */
static const PointRange gone[] = {
	{ 0x0000, 0x002f },   { 0x003a, 0x0040 },    { 0x005b, 0x0060 }, { 0x007b, 0x00bf },
	{ 0x00d7, 0x00d7 },   { 0x00f7, 0x00f7 },    { 0x0300, 0x036f }, { 0x2000, 0x2bff },
	{ 0x2e00, 0x2e7f },   { 0x3000, 0x3004 },    { 0x3008, 0x3020 }, { 0x302a, 0x3030 },
	{ 0x303d, 0x303f },   { 0x3099, 0x309c },    { 0x30a0, 0x30a0 }, { 0x30fb, 0x30fc },
	{ 0xe000, 0xf8ff },   { 0xfe00, 0xfe6f },    { 0xff00, 0xff65 }, { 0xffe0, 0xffff },
	{ 0x1f000, 0x1faff }, { 0xe0000, 0x10ffff },
};

static bool goes(uint32_t point)
{
	size_t low = 0, high = sizeof(gone) / sizeof(*gone);
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (point < gone[middle].from)
			high = middle;
		else if (point > gone[middle].until)
			low = middle + 1;
		else
			return true;
	}
	return false;
}

static uint32_t small(uint32_t point)
{
	bool capital = (point >= 'A' && point <= 'Z') || (point >= 0xc0 && point <= 0xde);
	return capital ? point + 0x20 : point;
}

static uint32_t hiragana(uint32_t point)
{
	bool katakana = (point >= 0x30a1 && point <= 0x30f6) || point == 0x30fd || point == 0x30fe;
	return katakana ? point - HIRAGANA_BEHIND : point;
}

static bool is_ascii_word(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Of the characters of Japanese texts that NFKC leaves alone, or makes into one other; NOT_ALONE for the rest. */
enum { GONE = 0, NOT_ALONE = 0x110000 };

static uint32_t fold_usual(uint32_t point)
{
	if ((point >= 0x4e00 && point <= 0x9fff) || (point >= 0x3005 && point <= 0x3007))
		return point;
	if (point >= 0x3041 && point <= 0x3096)
		return point;
	if (point >= 0x30a1 && point <= 0x30f6)
		return point - HIRAGANA_BEHIND;
	if (point >= 0xff01 && point <= 0xff5e)
		point -= 0xfee0;
	if (point < 0x80)
		return is_ascii_word(point) ? small(point) : (uint32_t)GONE;
	if (point == 0x3000 || point == 0x3001 || point == 0x3002 ||
	    (point >= 0x3008 && point <= 0x3011) || point == 0x30fb || point == 0x30fc ||
	    point == 0x301c || (point >= 0x2010 && point <= 0x2027) ||
	    (point >= 0x2190 && point <= 0x21ff) || (point >= 0x25a0 && point <= 0x25ff))
		return GONE;
	return NOT_ALONE;
}

static bool is_behind(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/*
 * Kanji (U+4000 to U+9FFF) and hiragana (ぁ to ゖ), most of any text, stay as they are: three bytes each, here the
 * first of four. Which of them it is must not be asked by a branch: they follow each other without a rule.
 */
static inline bool stays(const unsigned char *p)
{
	uint32_t word;
	memcpy(&word, p, sizeof(word));
	uint32_t bytes = be32toh(word) >> 8;
	bool known = (bytes - 0xe48080 <= 0xe9bfbf - 0xe48080) | (bytes - 0xe38181 <= 0xe38296 - 0xe38181);
	return known & ((bytes & 0xc0c0) == 0x8080);
}

/* The character at `p`, which is of one or three bytes; NOT_ALONE for others. */
static inline uint32_t usual_point(const unsigned char *p, size_t left)
{
	if (*p < 0x80)
		return *p;
	if (*p < 0xe2 || *p > 0xef || left < 3 || !is_behind(p[1]) || !is_behind(p[2]))
		return NOT_ALONE;
	return (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
}

/*
 * Most texts, in one go, until *points characters are there; *points becomes how many are still wanted. False, and
 * nothing added, where a character needs its neighbours or a table.
 */
static bool fold_alone(Buf *out, Str text, size_t *points)
{
	buf_reserve(out, text.len + 1);
	const unsigned char *p = (const unsigned char *)text.ptr, *end = p + text.len;
	char *at = out->ptr + out->len;
	size_t wanted = *points;
	while (p < end && wanted) {
		/* The fourth byte is written over by what follows. */
		for (; wanted && end - p >= 4 && stays(p); wanted--, p += 3, at += 3)
			memcpy(at, p, 4);
		if (!wanted)
			break;
		uint32_t point = usual_point(p, (size_t)(end - p)), folded = fold_usual(point);
		if (folded == NOT_ALONE)
			return false;
		p += point < 0x80 ? 1 : 3;
		if (folded == GONE)
			continue;
		at += utf8_encode(folded, at);
		wanted--;
	}
	out->len = (size_t)(at - out->ptr);
	*points = wanted;
	return true;
}

static void fold_by_table(Buf *out, Str text, size_t *points, Arena *scratch)
{
	ArenaMark mark = arena_mark(scratch);
	for (Str rest = utf8_fold_code(text, scratch); rest.len && *points;) {
		uint32_t point = utf8_next(&rest);
		char bytes[4];
		if (goes(point))
			continue;
		buf_str(out, (Str){ bytes, utf8_encode(hiragana(small(point)), bytes) });
		--*points;
	}
	if (scratch != out->arena)
		arena_reset(scratch, mark);
}

static void fold_some(Buf *out, Str text, size_t *points, Arena *scratch)
{
	if (text.len && !fold_alone(out, text, points))
		fold_by_table(out, text, points, scratch);
}

void fold_add(Buf *out, Str text, Arena *scratch)
{
	size_t points = SIZE_MAX;
	fold_some(out, text, &points, scratch);
}

Str fold_text(Str text, Arena *a)
{
	Buf b = { .arena = a };
	fold_add(&b, text, a);
	return buf_text(&b);
}

/* Where the target of a link begins. */
static size_t find_target(Str text)
{
	size_t at = 0;
	while ((at += str_find_byte(str_skip(text, at), ']')) < text.len &&
	       (at + 1 == text.len || text.ptr[at + 1] != '('))
		at++;
	return at;
}

/* The next piece that is read aloud, taken off: up to the target of a link, or a reading; these go with it. */
static Str take_spoken(Str *rest)
{
	size_t reading = str_find_byte(*rest, '|'),
	       target = find_target(str_sub(*rest, 0, reading));
	Str spoken = str_sub(*rest, 0, target), after = str_skip(*rest, target);
	char end = str_starts(after, STR("|")) ? '}' : ')';
	size_t until = str_find_byte(after, end), line = str_find_byte(after, '\n');
	*rest = str_skip(after, until < line ? until + 1 : 1);
	return spoken;
}

void fold_add_body(Buf *out, Str markdown, size_t points, Arena *scratch)
{
	while (markdown.len && points)
		fold_some(out, take_spoken(&markdown), &points, scratch);
}
