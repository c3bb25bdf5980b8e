#include "base/bits.h"

enum { WORD = 64 };

size_t bits_words(size_t count)
{
	return (count + WORD - 1) / WORD;
}

void bits_put(uint64_t *set, size_t number)
{
	set[number / WORD] |= UINT64_C(1) << number % WORD;
}

bool bits_has(const uint64_t *set, size_t number)
{
	return set[number / WORD] >> number % WORD & 1;
}

/* The bits of word `at` that stand for numbers from `first` to `end` - 1. */
static uint64_t mask_of(size_t at, size_t first, size_t end)
{
	uint64_t mask = ~UINT64_C(0);
	if (at == first / WORD)
		mask &= ~UINT64_C(0) << first % WORD;
	if (at == end / WORD)
		mask &= (UINT64_C(1) << end % WORD) - 1;
	return mask;
}

bool bits_any(const uint64_t *set, size_t first, size_t end)
{
	for (size_t at = first / WORD; at * WORD < end; at++)
		if (set[at] & mask_of(at, first, end))
			return true;
	return false;
}

void bits_add(uint64_t *set, const uint64_t *from, size_t first, size_t end)
{
	for (size_t at = first / WORD; at * WORD < end; at++)
		set[at] |= from[at] & mask_of(at, first, end);
}

size_t bits_next(const uint64_t *set, size_t from, size_t count)
{
	for (size_t at = from / WORD; at * WORD < count; at++) {
		uint64_t word = set[at] & mask_of(at, from, count);
		if (word)
			return at * WORD + (size_t)__builtin_ctzll(word);
		from = (at + 1) * WORD;
	}
	return count;
}
