/*
 * Growing text in an arena.
 *
 *   Buf b = { .arena = page };
 *   buf_str(&b, STR("<p>"));
 *   return buf_text(&b);              borrowed: lives as long as the arena
 *
 * While one Buf grows at the top of its arena it grows in place.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

enum { BUF_BLOCK = 32 };

typedef struct Buf {
	Arena *arena;
	char *ptr;
	size_t len, room;
} Buf;

/* Make sure `more` bytes fit behind what is there. */
void buf_reserve(Buf *b, size_t more);
void buf_format(Buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_number(Buf *b, long number);
/* The last `width` digits of a number, with zeros in front: 07. At most 19. */
void buf_digits(Buf *b, unsigned long number, int width);
/* Degrees on the map as 35.725123: to six places, a tenth of a metre. */
void buf_degrees(Buf *b, double degrees);
/* With & < > " ' as entities: safe as text and in a quoted attribute. */
void buf_escaped(Buf *b, Str s);
/* As a part of a web address: all but letters, digits and -._~ as %XX (RFC 3986). */
void buf_percent(Buf *b, Str s);

static inline void buf_str(Buf *b, Str s)
{
	if (b->room - b->len < s.len)
		buf_reserve(b, s.len);
	if (s.len)
		memcpy(b->ptr + b->len, s.ptr, s.len);
	b->len += s.len;
}

/*
 * A text behind which BUF_BLOCK bytes may be read, whatever they are: copied in whole blocks, which for the short
 * texts that a layout is made of is much quicker than asking memcpy how long each is.
 */
static inline void buf_padded(Buf *b, Str s)
{
	if (b->room - b->len < s.len + BUF_BLOCK)
		buf_reserve(b, s.len + BUF_BLOCK);
	char *to = b->ptr + b->len;
	for (size_t at = 0; at < s.len; at += BUF_BLOCK)
		memcpy(to + at, s.ptr + at, BUF_BLOCK);
	b->len += s.len;
}

static inline void buf_char(Buf *b, char c)
{
	if (b->room == b->len)
		buf_reserve(b, 1);
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): there is room now */
	b->ptr[b->len++] = c;
}

static inline Str buf_text(const Buf *b)
{
	return (Str){ b->ptr, b->len };
}

/* The finished text, for an arena that lives long: room it did not need goes back, if nothing came after it. */
static inline Str buf_done(Buf *b)
{
	if (arena_extend(b->arena, b->ptr, b->room, b->len))
		b->room = b->len;
	return buf_text(b);
}

#endif
