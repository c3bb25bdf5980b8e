/*
 * Sets of numbers below a fixed count, a bit each.
 *
 *   uint64_t *set = NEW_ARRAY(&a, uint64_t, bits_words(count));
 *   bits_put(set, 7);
 *   for (size_t i = 0; (i = bits_next(set, i, count)) < count; i++) ...
 */
#ifndef BASE_BITS_H
#define BASE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

size_t bits_words(size_t count);
void   bits_put(uint64_t *set, size_t number);
bool   bits_has(const uint64_t *set, size_t number);
/* Is one of `first` … `end` - 1 in it? */
bool   bits_any(const uint64_t *set, size_t first, size_t end);
/* Those of `from` between `first` and `end` - 1 come into `set` too. */
void   bits_add(uint64_t *set, const uint64_t *from, size_t first, size_t end);
/* The first that is not before `from`; `count` when there is none. */
size_t bits_next(const uint64_t *set, size_t from, size_t count);

#endif
