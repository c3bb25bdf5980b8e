#include "format/charset.h"

#include <iconv.h>

#include "base/utf8.h"

/* A character of any of these takes at most so many bytes more as UTF-8. */
enum { GROWTH = 3 };

static bool convert(const char *from, Str bytes, Arena *a, Str *text)
{
	iconv_t descriptor = iconv_open("UTF-8", from);
	if (descriptor == (iconv_t)-1)
		return false;
	size_t room = bytes.len * GROWTH + 1, left = room, rest = bytes.len;
	char *in = (char *)bytes.ptr, *out = arena_bytes(a, room), *at = out;
	bool whole = iconv(descriptor, &in, &rest, &at, &left) != (size_t)-1 && !rest;
	iconv_close(descriptor);
	*text = (Str){ out, room - left };
	return whole;
}

/* Which of the two bytes of a character is zero in most of the beginning: ASCII as UTF-16. */
static const char *utf16_without_mark(Str bytes)
{
	size_t zeros[2] = { 0, 0 }, seen = bytes.len < 512 ? bytes.len : 512;
	for (size_t i = 0; i < seen; i++)
		zeros[i & 1] += !bytes.ptr[i];
	if (!zeros[0] && !zeros[1])
		return NULL;
	return zeros[1] > zeros[0] ? "UTF-16LE" : "UTF-16BE";
}

CharsetFault charset_read(Str bytes, Arena *a, Str *text)
{
	Str rest = bytes;
	*text = bytes;
	if (str_starts(bytes, STR("PK\x03\x04")) || str_starts(bytes, STR("\xd0\xcf\x11\xe0")))
		return CHARSET_WORKBOOK;
	if (str_take(&rest, STR("\xff\xfe")))
		return convert("UTF-16LE", rest, a, text) ? CHARSET_DONE : CHARSET_UNKNOWN;
	if (str_take(&rest, STR("\xfe\xff")))
		return convert("UTF-16BE", rest, a, text) ? CHARSET_DONE : CHARSET_UNKNOWN;
	const char *utf16 = utf16_without_mark(bytes);
	if (utf16)
		return convert(utf16, bytes, a, text) && utf8_valid(*text) ? CHARSET_DONE : CHARSET_UNKNOWN;
	if (str_take(&rest, STR("\xef\xbb\xbf")))
		*text = rest;
	if (utf8_valid(*text))
		return CHARSET_DONE;
	return convert("CP932", bytes, a, text) ? CHARSET_DONE : CHARSET_UNKNOWN;
}
