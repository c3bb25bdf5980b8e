/*
 * A slice of text: borrowed, constant, not terminated.
 *
 * A Str lives as long as what it points into; copy it (str_copy) when it
 * must outlive its arena. { 0 } is the empty text. Text is UTF-8 unless a
 * header says otherwise; lengths are bytes.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

typedef struct Str {
	const char *ptr;
	size_t len;
} Str;

#define STR(literal) ((Str){ "" literal, sizeof(literal) - 1 })
/* For tables, where a compound literal is no constant. */
#define STR_INIT(literal) { "" literal, sizeof(literal) - 1 }
/* For printf's "%.*s". */
#define STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

/* Of a terminated text; NULL is empty. */
static inline Str str_from(const char *text)
{
	return text ? (Str){ text, strlen(text) } : (Str){ 0 };
}

Str  str_copy(Str s, Arena *a);
char *str_terminated(Str s, Arena *a);        /* a copy with a NUL behind it */

static inline bool str_equal(Str a, Str b)
{
	return a.len == b.len && (!a.len || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool str_starts(Str s, Str prefix)
{
	return s.len >= prefix.len && (!prefix.len || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

static inline bool str_ends(Str s, Str suffix)
{
	return s.len >= suffix.len &&
	       (!suffix.len || memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

int  str_compare(Str a, Str b);               /* by bytes, as memcmp; a prefix comes first */
bool str_contains(Str s, Str part);
bool str_has_byte(Str s, char c);
/* Offset of the first `part` in `s`, or s.len. */
size_t str_find(Str s, Str part);
size_t str_find_byte(Str s, char c);

/* Clamped to `s`. */
static inline Str str_sub(Str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	return from < to ? (Str){ s.ptr + from, to - from } : (Str){ 0 };
}

/* Without its first bytes. */
static inline Str str_skip(Str s, size_t bytes)
{
	return str_sub(s, bytes, s.len);
}

Str  str_trim(Str s);                         /* without space, tab, CR, LF at both ends, and U+3000 */
/* If `s` starts with `prefix`, take it off and tell so. */
bool str_take(Str *s, Str prefix);
/* The part before `separator`; *rest becomes what follows it (empty when there is none). */
Str  str_cut(Str s, char separator, Str *rest);

/* Decimal digits only, at most 9 of them. */
bool str_number(Str s, int *number);

/* Texts joined in the arena. */
Str  str_join(Arena *a, const Str *parts, size_t count, Str between);
#define STR_CONCAT(arena, ...)                                                      \
	str_join((arena), (const Str[]){ __VA_ARGS__ },                             \
	         sizeof((const Str[]){ __VA_ARGS__ }) / sizeof(Str), (Str){ 0 })
/* printf into the arena. */
Str  str_format(Arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
