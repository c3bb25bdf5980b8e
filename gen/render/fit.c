#include "render/fit.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

enum { WORD = sizeof(uint64_t) };
#define HIGH_BITS 0x8080808080808080u
#define LOW_BITS  0x0101010101010101u

/* How many of a word's eight bytes have their highest bit set. */
static size_t high_bits(uint64_t word)
{
	return (size_t)(((word & HIGH_BITS) >> 7) * LOW_BITS >> 56);
}

/* The bytes from `at` on in a word, zero behind the end of the text. */
static inline uint64_t word_at(Str text, size_t at)
{
	uint64_t word = 0;
	if (text.len - at >= WORD)
		memcpy(&word, text.ptr + at, WORD);
	else
		for (; at < text.len; at++)
			word = word << 8 | (unsigned char)text.ptr[at];
	return word;
}

/* What takes three or four bytes is full-width but for a few signs that are narrower. */
size_t fit_width(Str text)
{
	size_t wide = 0, following = 0;
	for (size_t at = 0; at < text.len; at += WORD) {
		uint64_t word = word_at(text, at);
		/* Lead bytes of three and four begin with 111, those that follow any lead byte with 10. */
		wide += high_bits(word & word << 1 & word << 2);
		following += high_bits(word & ~(word << 1));
	}
	return wide * FIT_EM + (text.len - wide - following) * FIT_NARROW;
}

size_t fit_columns(FitBox box)
{
	int columns = box.size > 0 ? box.width / box.size : 0;
	return columns > 1 ? (size_t)columns : 1;
}

size_t fit_lines(size_t width, size_t columns)
{
	size_t whole = columns * FIT_EM, used = columns > 2 ? whole - FIT_EM : whole;
	if (width <= whole)
		return width > 0;
	return (width + used - 1) / used;
}

int fit_height(size_t lines, FitBox box)
{
	return (int)lines * box.size * box.leading / 100;
}

int fit_text(Str text, FitBox box)
{
	return fit_height(fit_lines(fit_width(text), fit_columns(box)), box);
}

Str fit_cut(Str text, size_t most, Arena *a)
{
	if (utf8_count(text) <= most)
		return text;
	return STR_CONCAT(a, utf8_prefix(text, most - 1), STR("…"));
}
