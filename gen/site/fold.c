#include "site/fold.h"

#include "base/utf8.h"

enum { HIRAGANA_BEHIND = 0x60 };

typedef struct PointRange {
	uint32_t from, until;
} PointRange;

/* What goes, as it is after NFKC; in order. */
static const PointRange gone[] = {
	{ 0x0000, 0x002f }, { 0x003a, 0x0040 }, { 0x005b, 0x0060 }, { 0x007b, 0x00bf },
	{ 0x00d7, 0x00d7 }, { 0x00f7, 0x00f7 }, { 0x0300, 0x036f }, { 0x2000, 0x2bff },
	{ 0x2e00, 0x2e7f }, { 0x3000, 0x3004 }, { 0x3008, 0x3020 }, { 0x302a, 0x3030 },
	{ 0x303d, 0x303f }, { 0x3099, 0x309c }, { 0x30a0, 0x30a0 }, { 0x30fb, 0x30fc },
	{ 0xe000, 0xf8ff }, { 0xfe00, 0xfe6f }, { 0xff00, 0xff65 }, { 0xffe0, 0xffff },
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

void fold_add(Buf *out, Str text, Arena *scratch)
{
	ArenaMark mark = arena_mark(scratch);
	for (Str rest = utf8_fold_code(text, scratch); rest.len;) {
		uint32_t point = utf8_next(&rest);
		char bytes[4];
		if (!goes(point))
			buf_str(out, (Str){ bytes, utf8_encode(hiragana(small(point)), bytes) });
	}
	if (scratch != out->arena)
		arena_reset(scratch, mark);
}

Str fold_text(Str text, Arena *a)
{
	Buf b = { .arena = a };
	fold_add(&b, text, a);
	return buf_text(&b);
}

/* What is read aloud ends at the target of a link, or at a reading. */
static bool ends_spoken(Str rest)
{
	return rest.ptr[0] == '|' || str_starts(rest, STR("]("));
}

/* The next piece that is read aloud, taken off; what follows it and is not goes with it. */
static Str take_spoken(Str *rest)
{
	size_t at = 0;
	while (at < rest->len && !ends_spoken(str_skip(*rest, at)))
		at++;
	Str spoken = str_sub(*rest, 0, at), after = str_skip(*rest, at);
	char end = str_starts(after, STR("|")) ? '}' : ')';
	size_t until = str_find_byte(after, end), line = str_find_byte(after, '\n');
	*rest = str_skip(after, until < line ? until + 1 : 1);
	return spoken;
}

void fold_add_body(Buf *out, Str markdown, size_t points, Arena *scratch)
{
	size_t from = out->len;
	/* Folding seldom makes a text longer: what is far behind the end need not be looked at. */
	Str rest = utf8_prefix(markdown, points * 2);
	while (rest.len)
		fold_add(out, take_spoken(&rest), scratch);
	Str folded = str_skip(buf_text(out), from);
	out->len = from + utf8_prefix(folded, points).len;
}
