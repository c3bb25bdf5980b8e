#include "format/truetype.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"

enum {
	HEADER = 12,
	ENTRY = 16,
	TABLES_MOST = 32,
	GLYPH_HEADER = 10,
	HEAD_LENGTH = 54,
	HEAD_ADJUSTMENT = 8,
	HEAD_LOCA_FORMAT = 50,
	MAXP_GLYPHS = 4,
	MAXP_TWILIGHT = 16,                    /* from here on all that instructions need */
	MAXP_INSTRUCTIONS_END = 28,
	ARGS_ARE_WORDS = 1,
	HAS_SCALE = 8,
	MORE_COMPONENTS = 0x20,
	HAS_TWO_SCALES = 0x40,
	HAS_MATRIX = 0x80,
	HAS_INSTRUCTIONS = 0x100,
};

#define MAGIC_ADJUSTMENT 0xb1b0afbau

typedef struct Table {
	uint32_t tag;
	Str bytes;
} Table;

typedef struct Font {
	Table tables[TABLES_MOST];
	size_t count;
} Font;

#define TAG(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

static uint32_t number(Str s, size_t at, int bytes)
{
	uint32_t n = 0;
	for (int i = 0; i < bytes; i++)
		n = n << 8 | (at + i < s.len ? (uint8_t)s.ptr[at + i] : 0u);
	return n;
}

static void put(Buf *b, uint32_t n, int bytes)
{
	while (bytes--)
		buf_char(b, (char)(n >> 8 * bytes & 255));
}

static void pad(Buf *b, size_t to)
{
	while (b->len % to)
		buf_char(b, 0);
}

static bool parse(Str font, Font *f)
{
	uint32_t version = number(font, 0, 4);
	f->count = number(font, 4, 2);
	if ((version != 0x00010000 && version != TAG('t', 'r', 'u', 'e')) || !f->count || f->count > TABLES_MOST)
		return false;
	for (size_t i = 0; i < f->count; i++) {
		size_t entry = HEADER + i * ENTRY;
		size_t from = number(font, entry + 8, 4), length = number(font, entry + 12, 4);
		if (from > font.len || length > font.len - from)
			return false;
		f->tables[i] = (Table){ number(font, entry, 4), str_sub(font, from, from + length) };
	}
	return true;
}

static Table *table(Font *f, uint32_t tag)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->tables[i].tag == tag)
			return &f->tables[i];
	return NULL;
}

static bool is_only_for_screens(uint32_t tag)
{
	return tag == TAG('f', 'p', 'g', 'm') || tag == TAG('p', 'r', 'e', 'p') || tag == TAG('c', 'v', 't', ' ');
}

/* Glyphs. */

static bool add_simple(Buf *out, Str glyph)
{
	size_t ends = GLYPH_HEADER + 2 * (size_t)number(glyph, 0, 2);
	size_t behind = ends + 2 + number(glyph, ends, 2);
	if (behind > glyph.len)
		return false;
	buf_str(out, str_sub(glyph, 0, ends));
	put(out, 0, 2);
	buf_str(out, str_skip(glyph, behind));
	return true;
}

static size_t component_length(uint32_t flags)
{
	size_t scale = flags & HAS_MATRIX ? 8 : flags & HAS_TWO_SCALES ? 4 : flags & HAS_SCALE ? 2 : 0;
	return 4 + (flags & ARGS_ARE_WORDS ? 4 : 2) + scale;
}

/* Instructions stand behind the last component. */
static bool add_composite(Buf *out, Str glyph)
{
	uint32_t flags = MORE_COMPONENTS;
	size_t at = GLYPH_HEADER;
	buf_str(out, str_sub(glyph, 0, at));
	while (flags & MORE_COMPONENTS) {
		flags = number(glyph, at, 2);
		size_t length = component_length(flags);
		if (at + length > glyph.len)
			return false;
		put(out, flags & ~(uint32_t)HAS_INSTRUCTIONS, 2);
		buf_str(out, str_sub(glyph, at + 2, at + length));
		at += length;
	}
	return true;
}

static bool add_glyph(Buf *out, Str glyph)
{
	if (!glyph.len)
		return true;
	if (glyph.len < GLYPH_HEADER + 2)
		return false;
	bool sound = number(glyph, 0, 2) < 0x8000 ? add_simple(out, glyph) : add_composite(out, glyph);
	pad(out, 4);
	return sound;
}

/* loca tells where each glyph begins, in bytes, or in pairs of them. */
static bool lighten(Font *f, Arena *a)
{
	Table *glyf = table(f, TAG('g', 'l', 'y', 'f')), *loca = table(f, TAG('l', 'o', 'c', 'a'));
	const Table *head = table(f, TAG('h', 'e', 'a', 'd')), *maxp = table(f, TAG('m', 'a', 'x', 'p'));
	if (!glyf || !loca || !head || !maxp || head->bytes.len < HEAD_LENGTH)
		return false;
	bool wide = number(head->bytes, HEAD_LOCA_FORMAT, 2) != 0;
	int width = wide ? 4 : 2;
	size_t count = number(maxp->bytes, MAXP_GLYPHS, 2), unit = wide ? 1 : 2;
	if (loca->bytes.len < (count + 1) * width)
		return false;
	Buf glyphs = { .arena = a }, places = { .arena = a };
	buf_reserve(&glyphs, glyf->bytes.len + 4);
	buf_reserve(&places, loca->bytes.len);
	for (size_t i = 0; i <= count; i++) {
		put(&places, (uint32_t)(glyphs.len / unit), width);
		size_t from = number(loca->bytes, i * width, width) * unit;
		size_t until = i < count ? number(loca->bytes, (i + 1) * width, width) * unit : from;
		if (from > until || until > glyf->bytes.len || !add_glyph(&glyphs, str_sub(glyf->bytes, from, until)))
			return false;
	}
	glyf->bytes = buf_text(&glyphs);
	loca->bytes = buf_text(&places);
	return true;
}

/* What instructions would need: nothing. */
static void clear_needs(Font *f, Arena *a)
{
	Table *maxp = table(f, TAG('m', 'a', 'x', 'p'));
	if (maxp->bytes.len < MAXP_INSTRUCTIONS_END)
		return;
	Buf b = { .arena = a };
	buf_str(&b, maxp->bytes);
	memset(b.ptr + MAXP_TWILIGHT, 0, MAXP_INSTRUCTIONS_END - MAXP_TWILIGHT);
	maxp->bytes = buf_text(&b);
}

/* The file. */

static uint32_t sum_of(Str bytes)
{
	uint32_t sum = 0;
	for (size_t at = 0; at < bytes.len; at += 4)
		sum += number(bytes, at, 4);
	return sum;
}

static void put_directory(Buf *b, const Font *f, size_t kept)
{
	uint32_t power = 0;
	while ((size_t)2 << power <= kept)
		power++;
	put(b, 0x00010000, 4);
	put(b, (uint32_t)kept, 2);
	put(b, 16u << power, 2);
	put(b, power, 2);
	put(b, (uint32_t)kept * 16 - (16u << power), 2);
	size_t at = HEADER + kept * ENTRY;
	for (size_t i = 0; i < f->count; i++) {
		const Table *t = &f->tables[i];
		if (is_only_for_screens(t->tag))
			continue;
		put(b, t->tag, 4);
		put(b, sum_of(t->bytes), 4);
		put(b, (uint32_t)at, 4);
		put(b, (uint32_t)t->bytes.len, 4);
		at += (t->bytes.len + 3) / 4 * 4;
	}
}

static Str write(Font *f, Arena *a)
{
	Buf b = { .arena = a }, head = { .arena = a };
	Table *first = table(f, TAG('h', 'e', 'a', 'd'));
	size_t kept = 0, adjustment = 0;
	buf_str(&head, first->bytes);
	assert(head.len >= HEAD_ADJUSTMENT + 4);
	memset(head.ptr + HEAD_ADJUSTMENT, 0, 4);
	first->bytes = buf_text(&head);
	for (size_t i = 0; i < f->count; i++)
		kept += !is_only_for_screens(f->tables[i].tag);
	put_directory(&b, f, kept);
	for (size_t i = 0; i < f->count; i++) {
		if (is_only_for_screens(f->tables[i].tag))
			continue;
		if (&f->tables[i] == first)
			adjustment = b.len + HEAD_ADJUSTMENT;
		buf_str(&b, f->tables[i].bytes);
		pad(&b, 4);
	}
	uint32_t sum = MAGIC_ADJUSTMENT - sum_of(buf_text(&b));
	for (int i = 0; i < 4; i++)
		b.ptr[adjustment + i] = (char)(sum >> (24 - 8 * i) & 255);
	return buf_text(&b);
}

bool truetype_plain(Str font, Arena *a, Str *plain)
{
	Font f;
	if (!parse(font, &f) || !lighten(&f, a))
		return false;
	clear_needs(&f, a);
	*plain = write(&f, a);
	return plain->len < font.len;
}
