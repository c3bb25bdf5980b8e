#include "base/buf.h"

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 256, LARGE = 64 << 10 };

/* What is large grows in longer steps: room that is never written to costs nothing, a copy of a megabyte does. */
static size_t next_room(size_t room)
{
	return !room ? FIRST_ROOM : room < LARGE ? room * 2 : room * 4;
}

void buf_reserve(Buf *b, size_t more)
{
	if (b->room - b->len >= more)
		return;
	size_t room = next_room(b->room);
	if (room < b->len + more)
		room = b->len + more;
	if (!arena_extend(b->arena, b->ptr, b->room, room)) {
		char *grown = arena_bytes(b->arena, room);
		if (b->len)
			memcpy(grown, b->ptr, b->len);
		b->ptr = grown;
	}
	b->room = room;
}

void buf_format(Buf *b, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len > 0) {
		buf_reserve(b, (size_t)len + 1);
		vsnprintf(b->ptr + b->len, (size_t)len + 1, format, again);
		b->len += (size_t)len;
	}
	va_end(again);
}

void buf_number(Buf *b, long number)
{
	char digits[24];
	char *end = digits + sizeof(digits), *at = end;
	unsigned long rest = number < 0 ? 0UL - (unsigned long)number : (unsigned long)number;
	do {
		*--at = (char)('0' + rest % 10);
	} while (rest /= 10);
	if (number < 0)
		*--at = '-';
	buf_str(b, (Str){ at, (size_t)(end - at) });
}

void buf_digits(Buf *b, unsigned long number, int width)
{
	buf_reserve(b, (size_t)width);
	for (int at = width - 1; at >= 0; at--, number /= 10)
		b->ptr[b->len + (size_t)at] = (char)('0' + number % 10);
	b->len += (size_t)width;
}

void buf_degrees(Buf *b, double degrees)
{
	long millionths = lround(degrees * 1e6);
	if (millionths < 0)
		buf_char(b, '-');
	buf_number(b, labs(millionths) / 1000000);
	buf_char(b, '.');
	buf_digits(b, (unsigned long)labs(millionths) % 1000000, 6);
}

static Str entity(char c)
{
	switch (c) {
	case '&':  return STR("&amp;");
	case '<':  return STR("&lt;");
	case '>':  return STR("&gt;");
	case '"':  return STR("&quot;");
	case '\'': return STR("&#39;");
	}
	return (Str){ 0 };
}

/* Sixteen bytes at once, in whatever registers the machine has for that. */
typedef uint8_t Bytes __attribute__((vector_size(16)));

/* Most text has nothing to escape. & and ' differ in one bit, < and > in another. */
static inline bool special_among(Bytes bytes)
{
	uint64_t halves[2];
	Bytes found = (Bytes)(bytes == '"') | (Bytes)((bytes | 1) == '\'') | (Bytes)((bytes | 2) == '>');
	memcpy(halves, &found, sizeof(halves));
	return halves[0] | halves[1];
}

static const bool is_special[256] = { ['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true };

/* Its first and its last `half` bytes, of a text at least so long and at most twice; true if none is special. */
static inline bool copy_ends(char *to, Str s, size_t half)
{
	Bytes bytes = { 0 };
	memcpy(&bytes, s.ptr, half);
	memcpy((char *)&bytes + half, s.ptr + s.len - half, half);
	memcpy(to, &bytes, half);
	memcpy(to + s.len - half, (char *)&bytes + half, half);
	return !special_among(bytes);
}

static inline bool copy_sixteen(char *to, const char *from)
{
	Bytes bytes;
	memcpy(&bytes, from, sizeof(bytes));
	memcpy(to, &bytes, sizeof(bytes));
	return !special_among(bytes);
}

/* Copies up to the first byte to escape, and tells how many that were; what stands behind them in `to` is anything. */
static inline size_t copy_plain(char *to, Str s)
{
	size_t at = 0;
	if (s.len >= sizeof(Bytes)) {
		while (s.len - at >= sizeof(Bytes) && copy_sixteen(to + at, s.ptr + at))
			at += sizeof(Bytes);
		/* The last few bytes once more, together with those before them. */
		if (s.len - at < sizeof(Bytes) &&
		    copy_sixteen(to + s.len - sizeof(Bytes), s.ptr + s.len - sizeof(Bytes)))
			return s.len;
	} else if (s.len >= 4 && copy_ends(to, s, s.len >= 8 ? 8 : 4)) {
		return s.len;
	}
	for (; at < s.len && !is_special[(unsigned char)s.ptr[at]]; at++)
		to[at] = s.ptr[at];
	return at;
}

void buf_percent(Buf *b, Str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		             (c && strchr("-._~", c));
		if (plain)
			buf_char(b, (char)c);
		else
			buf_format(b, "%%%02X", c);
	}
}

void buf_escaped(Buf *b, Str s)
{
	while (s.len) {
		if (b->room - b->len < s.len)
			buf_reserve(b, s.len);
		size_t plain = copy_plain(b->ptr + b->len, s);
		b->len += plain;
		if (plain == s.len)
			return;
		buf_str(b, entity(s.ptr[plain]));
		s = str_skip(s, plain + 1);
	}
}
