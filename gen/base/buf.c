#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

enum { FIRST_ROOM = 256 };

void buf_reserve(Buf *b, size_t more)
{
	if (b->room - b->len >= more)
		return;
	size_t room = b->room ? b->room * 2 : FIRST_ROOM;
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

void buf_escaped(Buf *b, Str s)
{
	size_t plain = 0;
	for (size_t i = 0; i < s.len; i++) {
		Str as = entity(s.ptr[i]);
		if (!as.len)
			continue;
		buf_str(b, str_sub(s, plain, i));
		buf_str(b, as);
		plain = i + 1;
	}
	buf_str(b, str_skip(s, plain));
}
