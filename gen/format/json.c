#include "format/json.h"

#include "base/utf8.h"

static bool is_escaped(uint32_t point)
{
	return point < 0x20 || point == '"' || point == '\\' || point == '<' || point == '>' || point == '&' ||
	       point == 0x7f || point == 0x2028 || point == 0x2029 || point == 0xfffd;
}

/* Of ASCII, by the bits of a word for 32 characters each. */
static bool is_plain_ascii(unsigned char c)
{
	static const uint32_t plain[4] = { 0, 0xafffffbb, 0xefffffff, 0x7fffffff };
	return c < 0x80 && (plain[c >> 5] >> (c & 31) & 1);
}

/* Bytes from `at` on that stand as they are: plain ASCII, and characters of three bytes but those before U+3000. */
static size_t plain_length(Str text)
{
	const unsigned char *p = (const unsigned char *)text.ptr;
	size_t at = 0;
	while (at < text.len) {
		if (p[at] >= 0xe3 && p[at] <= 0xec && text.len - at >= 3 && (p[at + 1] & 0xc0) == 0x80 &&
		    (p[at + 2] & 0xc0) == 0x80)
			at += 3;
		else if (is_plain_ascii(p[at]))
			at++;
		else
			break;
	}
	return at;
}

void json_text(Buf *out, Str text)
{
	buf_char(out, '"');
	while (text.len) {
		size_t plain = plain_length(text);
		buf_str(out, str_sub(text, 0, plain));
		text = str_skip(text, plain);
		Str rest = text;
		uint32_t point = text.len ? utf8_next(&rest) : 0;
		if (text.len && is_escaped(point))
			buf_format(out, "\\u%04x", (unsigned)point);
		else
			buf_str(out, str_sub(text, 0, text.len - rest.len));
		text = rest;
	}
	buf_char(out, '"');
}

/* A comma, but for the first of an object or a list, and behind a name. */
static void between(Buf *out)
{
	size_t at = out->len;
	while (at && out->ptr[at - 1] == '\n')
		at--;
	char last = at ? out->ptr[at - 1] : '[';
	if (last != '{' && last != '[' && last != ':' && last != ',')
		buf_char(out, ',');
}

void json_open(Buf *out, char bracket)
{
	between(out);
	buf_char(out, bracket);
}

void json_close(Buf *out, char bracket)
{
	buf_char(out, bracket);
}

void json_name(Buf *out, const char *name)
{
	between(out);
	buf_char(out, '"');
	buf_str(out, str_from(name));
	buf_str(out, STR("\":"));
}

void json_item(Buf *out, Str text)
{
	between(out);
	json_text(out, text);
}

void json_member(Buf *out, const char *name, Str text)
{
	if (!text.len)
		return;
	json_name(out, name);
	json_text(out, text);
}

void json_number(Buf *out, const char *name, long number)
{
	json_name(out, name);
	buf_number(out, number);
}

void json_true(Buf *out, const char *name, bool holds)
{
	if (!holds)
		return;
	json_name(out, name);
	buf_str(out, STR("true"));
}
