#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static bool in_range(uint32_t point, uint32_t low, uint32_t high)
{
	return point >= low && point <= high;
}

static inline bool goes_on(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/* Bytes of the well-formed sequence at the start of `s`, or 0, where it is none of the two usual sorts. */
static size_t rare_sequence(const unsigned char *p, size_t len)
{
	static const struct { unsigned char lead, last, low, high; size_t len; } forms[] = {
		{ 0x00, 0x7f, 0x00, 0x00, 1 }, { 0xc2, 0xdf, 0x80, 0xbf, 2 },
		{ 0xe0, 0xe0, 0xa0, 0xbf, 3 }, { 0xe1, 0xec, 0x80, 0xbf, 3 },
		{ 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 },
		{ 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 },
		{ 0xf4, 0xf4, 0x80, 0x8f, 4 },
	};
	for (size_t f = 0; f < sizeof(forms) / sizeof(*forms); f++) {
		if (p[0] < forms[f].lead || p[0] > forms[f].last)
			continue;
		if (forms[f].len > len)
			return 0;
		if (forms[f].len > 1 && (p[1] < forms[f].low || p[1] > forms[f].high))
			return 0;
		for (size_t i = 2; i < forms[f].len; i++)
			if (!goes_on(p[i]))
				return 0;
		return forms[f].len;
	}
	return 0;
}

/* Latin letters, and what Japanese is written in. */
static inline size_t sequence(const unsigned char *p, size_t len)
{
	if (p[0] < 0x80)
		return 1;
	if (p[0] >= 0xe1 && p[0] <= 0xec && len >= 3 && goes_on(p[1]) && goes_on(p[2]))
		return 3;
	return rare_sequence(p, len);
}

size_t utf8_first_bad(Str s)
{
	const unsigned char *p = (const unsigned char *)s.ptr;
	size_t at = 0;
	while (at < s.len) {
		if (p[at] < 0x80) {
			at++;
			continue;
		}
		size_t n = sequence(p + at, s.len - at);
		if (!n)
			return at;
		at += n;
	}
	return s.len;
}

bool utf8_valid(Str s)
{
	return utf8_first_bad(s) == s.len;
}

uint32_t utf8_next(Str *s)
{
	const unsigned char *p = (const unsigned char *)s->ptr;
	size_t n = sequence(p, s->len);
	*s = str_skip(*s, n ? n : 1);
	switch (n) {
	case 1: return p[0];
	case 2: return (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
	case 3: return (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
	case 4: return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12 |
		       (uint32_t)(p[2] & 0x3f) << 6 | (p[3] & 0x3f);
	}
	return 0xfffd;
}

size_t utf8_encode(uint32_t point, char out[4])
{
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)point, (utf8proc_uint8_t *)out);
}

size_t utf8_count(Str s)
{
	size_t count = 0;
	for (size_t i = 0; i < s.len; i++)
		count += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
	return count;
}

size_t utf8_width(Str s)
{
	size_t width = 0;
	while (s.len) {
		int columns = utf8proc_charwidth((utf8proc_int32_t)utf8_next(&s));
		width += columns > 0 ? (size_t)columns : 0;
	}
	return width;
}

Str utf8_prefix(Str s, size_t points)
{
	size_t at = 0;
	while (at < s.len && points--) {
		size_t n = sequence((const unsigned char *)s.ptr + at, s.len - at);
		at += n ? n : 1;
	}
	return str_sub(s, 0, at);
}

static bool is_ascii(Str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] >= 0x80)
			return false;
	return true;
}

static Str mapped(Str s, utf8proc_option_t options, Arena *a)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)s.ptr,
	                                    (utf8proc_ssize_t)s.len, &out, options);
	if (len < 0) {
		free(out);
		return s;
	}
	Str made = str_copy((Str){ (const char *)out, (size_t)len }, a);
	free(out);
	return made;
}

/* The bytes of a character that is NFC whatever is beside it (ASCII, kana, unified kanji …), or 0. */
static size_t composed_bytes(const unsigned char *p, size_t left)
{
	if (p[0] < 0x80)
		return 1;
	if (left < 3 || p[0] < 0xe3 || p[0] > 0xe9)
		return 0;
	if (p[0] > 0xe3 || p[1] == 0x81 || p[1] == 0x83)
		return 3;
	if (p[1] == 0x80)                     /* U+302A to U+302F are tone marks */
		return p[2] < 0xaa ? 3 : 0;
	return p[1] == 0x82 && p[2] != 0x99 && p[2] != 0x9a ? 3 : 0;  /* the combining sound marks */
}

static bool is_composed(Str s)
{
	const unsigned char *p = (const unsigned char *)s.ptr;
	size_t n = 1;
	for (size_t left = s.len; left && n; p += n, left -= n)
		n = composed_bytes(p, left);
	return n > 0;
}

Str utf8_nfc(Str s, Arena *a)
{
	if (is_composed(s))
		return s;
	Str made = mapped(s, UTF8PROC_STABLE | UTF8PROC_COMPOSE, a);
	return str_equal(made, s) ? s : made;
}

static bool is_dash(uint32_t point)
{
	return in_range(point, 0x2010, 0x2015) || point == 0x2212 || point == 0x30fc || point == 0xfe63;
}

/* What the usual characters fold to, each by itself; 0 where the whole text must be looked at. */
static uint32_t folded_alone(uint32_t point)
{
	if (point < 0x80)
		return point;
	if (is_dash(point))
		return '-';
	if (point == 0x301c)
		return '~';
	if (point == 0x3000)
		return ' ';
	if (in_range(point, 0xff01, 0xff5e))
		return point - 0xff01 + '!';
	bool stays = in_range(point, 0x4e00, 0x9fff) || in_range(point, 0x3041, 0x3096) ||
	             in_range(point, 0x30a1, 0x30fb) || point == 0x3001 || point == 0x3002;
	return stays ? point : 0;
}

/* False when `s` holds a character that only its neighbours can fold: ﾊ and ﾞ, か and a combining mark. */
static bool fold_alone(Str s, char *text, size_t *len)
{
	char *at = text;
	while (s.len) {
		uint32_t point = folded_alone(utf8_next(&s));
		if (!point)
			return false;
		at += utf8_encode(point, at);
	}
	*len = (size_t)(at - text);
	return true;
}

Str utf8_fold_code(Str s, Arena *a)
{
	if (is_ascii(s))
		return s;
	ArenaMark before = arena_mark(a);
	size_t len;
	char *text = arena_bytes(a, s.len);
	if (fold_alone(s, text, &len))
		return (Str){ text, len };
	arena_reset(a, before);
	Str folded = mapped(s, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT, a);
	if (folded.ptr == s.ptr)
		return s;                     /* malformed, which cannot be folded */
	text = arena_bytes(a, folded.len);
	char *at = text;
	while (folded.len) {
		uint32_t point = utf8_next(&folded);
		if (is_dash(point))
			point = '-';
		else if (point == 0x301c || point == 0xff5e)
			point = '~';
		at += utf8_encode(point, at);
	}
	return (Str){ text, (size_t)(at - text) };
}

bool point_is_kanji(uint32_t point)
{
	return in_range(point, 0x4e00, 0x9fff) || in_range(point, 0x3400, 0x4dbf) ||
	       in_range(point, 0xf900, 0xfaff) || in_range(point, 0x20000, 0x3ffff) ||
	       point == 0x3005 || point == 0x3007;
}

bool point_is_hiragana(uint32_t point)
{
	return in_range(point, 0x3041, 0x309f) || point == 0x30fc;
}

bool point_is_kana(uint32_t point)
{
	return in_range(point, 0x3041, 0x30ff) || in_range(point, 0x31f0, 0x31ff) ||
	       in_range(point, 0xff66, 0xff9f);
}

bool point_is_cjk(uint32_t point)
{
	return point_is_kanji(point) || point_is_kana(point) || in_range(point, 0x3000, 0x303f) ||
	       in_range(point, 0xff01, 0xff65) || in_range(point, 0xffe0, 0xffe6);
}
