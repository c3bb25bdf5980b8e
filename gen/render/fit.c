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

/* Fewer bytes than a word has, and zeros; their order does not matter. */
static inline uint64_t last_bytes(const char *at, size_t count)
{
	uint64_t word = 0;
	uint32_t four;
	uint16_t two;
	if (count & 1)
		word = (unsigned char)*at++;
	if (count & 2) {
		memcpy(&two, at, sizeof(two));
		word = word << 16 | two;
		at += sizeof(two);
	}
	if (count & 4) {
		memcpy(&four, at, sizeof(four));
		word = word << 32 | four;
	}
	return word;
}

static inline void count_bytes(uint64_t word, size_t *wide, size_t *following)
{
	/* Lead bytes of three and four begin with 111, those that follow any lead byte with 10. */
	*wide += high_bits(word & word << 1 & word << 2);
	*following += high_bits(word & ~(word << 1));
}

/* Sixteen bytes at once, in whatever registers the machine has for that; a lane counts up to LANE_MOST of them. */
typedef int8_t Lanes __attribute__((vector_size(16)));
enum { LANE_MOST = 31 };

/* Of all lanes. No eight of them may count more than 255. */
static size_t lanes_sum(Lanes lanes)
{
	uint64_t halves[2];
	memcpy(halves, &lanes, sizeof(halves));
	return (size_t)(halves[0] * LOW_BITS >> 56) + (size_t)(halves[1] * LOW_BITS >> 56);
}

static size_t count_lanes(Str text, size_t *wide, size_t *following)
{
	size_t at = 0;
	while (text.len - at >= sizeof(Lanes)) {
		Lanes leads = { 0 }, behind = { 0 };
		for (int n = 0; n < LANE_MOST && text.len - at >= sizeof(Lanes); n++, at += sizeof(Lanes)) {
			Lanes bytes;
			memcpy(&bytes, text.ptr + at, sizeof(bytes));
			/* As signed numbers, E0 to FF are -32 to -1, and 80 to BF are -128 to -65. */
			behind -= bytes < -64;
			leads -= (bytes > -33) & (bytes < 0);
		}
		*wide += lanes_sum(leads);
		*following += lanes_sum(behind);
	}
	return at;
}

/* What takes three or four bytes is full-width but for a few signs that are narrower. */
size_t fit_width(Str text)
{
	size_t wide = 0, following = 0, at = count_lanes(text, &wide, &following);
	for (; text.len - at >= WORD; at += WORD) {
		uint64_t word;
		memcpy(&word, text.ptr + at, WORD);
		count_bytes(word, &wide, &following);
	}
	count_bytes(last_bytes(text.ptr + at, text.len - at), &wide, &following);
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

static bool is_of_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The beginning of a text without the word that it would cut, where words stand before it. */
static Str whole_words(Str text, Str beginning)
{
	size_t end = beginning.len;
	if (!end || end == text.len || !is_of_word(text.ptr[end]) || !is_of_word(text.ptr[end - 1]))
		return beginning;
	while (end && is_of_word(text.ptr[end - 1]))
		end--;
	return end && text.ptr[end - 1] == ' ' ? str_sub(text, 0, end - 1) : beginning;
}

Str fit_cut(Str text, size_t most, Arena *a)
{
	if (utf8_count(text) <= most)
		return text;
	return STR_CONCAT(a, whole_words(text, utf8_prefix(text, most - 1)), STR("…"));
}
