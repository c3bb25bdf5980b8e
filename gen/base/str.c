#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>


Str str_copy(Str s, Arena *a)
{
	if (!s.len)
		return (Str){ 0 };
	return (Str){ memcpy(arena_bytes(a, s.len), s.ptr, s.len), s.len };
}

char *str_terminated(Str s, Arena *a)
{
	char *text = arena_bytes(a, s.len + 1);
	if (s.len)
		memcpy(text, s.ptr, s.len);
	text[s.len] = '\0';
	return text;
}

int str_compare(Str a, Str b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

enum { SHORT_PART = 4 };

/*
 * Letters of one script share their first bytes and differ in their last:
 * looking for the last byte of a short part stops ten times less often.
 */
static size_t find_short(Str s, Str part)
{
	size_t before = part.len - 1;
	for (size_t at = before; at < s.len; at++) {
		const char *last = memchr(s.ptr + at, part.ptr[before], s.len - at);
		if (!last)
			break;
		at = (size_t)(last - s.ptr);
		if (memcmp(last - before, part.ptr, before) == 0)
			return at - before;
	}
	return s.len;
}

size_t str_find(Str s, Str part)
{
	if (!part.len)
		return 0;
	if (part.len <= SHORT_PART)
		return find_short(s, part);
	const char *at = s.len >= part.len ? memmem(s.ptr, s.len, part.ptr, part.len) : NULL;
	return at ? (size_t)(at - s.ptr) : s.len;
}

size_t str_find_byte(Str s, char c)
{
	const char *at = s.len ? memchr(s.ptr, c, s.len) : NULL;
	return at ? (size_t)(at - s.ptr) : s.len;
}

bool str_contains(Str s, Str part)
{
	return !part.len || str_find(s, part) < s.len;
}

bool str_has_byte(Str s, char c)
{
	return str_find_byte(s, c) < s.len;
}

static size_t leading_space(Str s)
{
	if (s.len && (*s.ptr == ' ' || *s.ptr == '\t' || *s.ptr == '\n' || *s.ptr == '\r'))
		return 1;
	return str_starts(s, STR("\u3000")) ? 3 : 0;
}

static size_t trailing_space(Str s)
{
	if (s.len && memchr(" \t\n\r", s.ptr[s.len - 1], 4))
		return 1;
	return str_ends(s, STR("\u3000")) ? 3 : 0;
}

Str str_trim(Str s)
{
	for (size_t n; (n = leading_space(s));)
		s = str_skip(s, n);
	for (size_t n; (n = trailing_space(s));)
		s.len -= n;
	return s;
}

bool str_take(Str *s, Str prefix)
{
	if (!str_starts(*s, prefix))
		return false;
	*s = str_skip(*s, prefix.len);
	return true;
}

Str str_cut(Str s, char separator, Str *rest)
{
	size_t at = str_find_byte(s, separator);
	*rest = str_skip(s, at + 1);
	return str_sub(s, 0, at);
}

bool str_number(Str s, int *number)
{
	if (!s.len || s.len > 9)
		return false;
	int value = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		value = value * 10 + (s.ptr[i] - '0');
	}
	*number = value;
	return true;
}

Str str_join(Arena *a, const Str *parts, size_t count, Str between)
{
	size_t len = count ? between.len * (count - 1) : 0;
	for (size_t i = 0; i < count; i++)
		len += parts[i].len;
	char *text = arena_bytes(a, len), *at = text;
	for (size_t i = 0; i < count; i++) {
		if (i && between.len)
			at = (char *)memcpy(at, between.ptr, between.len) + between.len;
		if (parts[i].len)
			at = (char *)memcpy(at, parts[i].ptr, parts[i].len) + parts[i].len;
	}
	return (Str){ text, len };
}

Str str_format(Arena *a, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		len = 0;
	char *text = arena_bytes(a, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return (Str){ text, (size_t)len };
}
