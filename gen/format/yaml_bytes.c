#include "format/yaml_bytes.h"

#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* Kana in Shift_JIS: no other encoding has so many of these pairs by chance. */
static bool has_kana(Str utf8)
{
	while (utf8.len)
		if (point_is_kana(utf8_next(&utf8)))
			return true;
	return false;
}

static bool is_shift_jis(Str text)
{
	char out[4096];
	bool kana = false;
	iconv_t cd = iconv_open("UTF-8", "CP932");
	if (cd == (iconv_t)-1)
		return false;
	char *in = (char *)text.ptr;
	size_t left = text.len;
	bool whole = true;
	while (left && whole) {
		char *to = out;
		size_t room = sizeof(out), before = left;
		iconv(cd, &in, &left, &to, &room);
		kana |= has_kana((Str){ out, sizeof(out) - room });
		whole = left < before;
	}
	iconv_close(cd);
	return whole && kana;
}

static bool is_utf16(Str text)
{
	size_t zeros = 0, seen = text.len < 64 ? text.len : 64;
	for (size_t i = 0; i < seen; i++)
		zeros += text.ptr[i] == '\0';
	return str_starts(text, STR("\xff\xfe")) || str_starts(text, STR("\xfe\xff")) ||
	       zeros * 4 > seen;
}

/* U+202A–E and U+2066–9: the words behind them, dates too, would be read from their end. */
static bool turns_around(uint32_t point)
{
	return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

/* Whether a text may hold it: no control characters, and no line ends other than LF and CRLF. */
static bool is_text(uint32_t point, char next)
{
	if (point == '\r')
		return next == '\n';
	if (point < 0x20)
		return point == '\t' || point == '\n';
	return !(point >= 0x7f && point < 0xa0) && point != 0x2028 && point != 0x2029 &&
	       point != 0xfffe && point != 0xffff && !turns_around(point);
}

/* U+200B and U+2060 have no width: web pages and word processors leave them where one copies an id or a key. */
static bool has_no_width(uint32_t point)
{
	return point == 0x200b || point == 0x2060;
}

static size_t first_odd(Str text)
{
	Str rest = text;
	while (rest.len) {
		size_t at = text.len - rest.len;
		uint32_t point = utf8_next(&rest);
		if (has_no_width(point) || !is_text(point, rest.len ? *rest.ptr : '\n'))
			return at;
	}
	return text.len;
}

bool yaml_is_odd(Str text)
{
	return first_odd(text) < text.len;
}

static void tell(const YamlText *t, size_t at, const char *code, const char *message,
                 const char *hint)
{
	size_t base = (size_t)(t->text.ptr - t->src->bytes.ptr);
	diag_error(t->diag, t->src, pos_at(t->src->bytes, base + at, 0), code, NO_ARGS, message,
	           hint);
}

static bool tell_odd(const YamlText *t, size_t at)
{
	Str rest = str_skip(t->text, at);
	uint32_t point = utf8_next(&rest);
	if (point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029)
		tell(t, at, "yaml-line-end", _("there is an unusual line end here"),
		     _("delete the end of this line, press Enter again, and save with the line "
		       "ends LF or CRLF"));
	else
		tell(t, at, "yaml-control", _("there is an invisible control character here"),
		     _("delete the characters around this place and type them again"));
	return true;
}

static bool tell_not_utf8(const YamlText *t, size_t at)
{
	Pos whole = { 1, 1, 0 };
	if (is_utf16(t->text))
		diag_error(t->diag, t->src, whole, "yaml-utf16", NO_ARGS,
		           _("this file is saved as UTF-16 (\"Unicode\")"),
		           _("save it again with the encoding UTF-8"));
	else if (is_shift_jis(t->text))
		diag_error(t->diag, t->src, whole, "yaml-shift-jis", NO_ARGS,
		           _("this file seems to be saved as Shift_JIS (ANSI)"),
		           _("save it again with the encoding UTF-8"));
	else
		tell(t, at, "yaml-utf8", _("the character here is broken, it is not UTF-8"),
		     _("type it again, and save the file with the encoding UTF-8"));
	return true;
}

bool yaml_tell_bytes(const YamlText *t)
{
	size_t bad = utf8_first_bad(t->text);
	if (bad < t->text.len || (t->text.len && is_utf16(t->text)))
		return tell_not_utf8(t, bad);
	size_t odd = first_odd(t->text);
	return odd < t->text.len && tell_odd(t, odd);
}

/* Of those that begin with E2. */
static bool is_odd_mark(Str s)
{
	unsigned char last = s.len > 2 ? (unsigned char)s.ptr[2] : 0;
	return (str_starts(s, STR("\xe2\x80")) && ((last >= 0xa8 && last <= 0xae) || last == 0x8b)) ||
	       (str_starts(s, STR("\xe2\x81")) && ((last >= 0xa6 && last <= 0xa9) || last == 0xa0));
}

static bool is_odd_sign(Str s)
{
	if (*s.ptr == '\r')
		return !str_starts(s, STR("\r\n"));
	return *s.ptr == '\xc2' ? str_starts(s, STR("\xc2\x85")) : is_odd_mark(s);
}

bool yaml_has_odd_sign(Str text)
{
	static const char begins[] = { '\r', '\xc2', '\xe2' };
	for (size_t i = 0; i < sizeof(begins); i++)
		for (Str rest = text; (rest = str_skip(rest, str_find_byte(rest, begins[i]))).len;
		     rest = str_skip(rest, 1))
			if (is_odd_sign(rest))
				return true;
	return false;
}

/* Eight bytes at once: whether one of them is less than 0x20, or 0x7f. */
static bool holds_control(const char *at)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
	uint64_t eight, last;
	memcpy(&eight, at, 8);
	last = eight ^ ones * 0x7f;
	return (((eight - ones * 0x20) & ~eight) | ((last - ones) & ~last)) & high;
}

/* Of odd ASCII, the first; or the end. */
static size_t first_control(Str text)
{
	size_t at = 0;
	while (at < text.len) {
		if (text.len - at >= 8 && !holds_control(text.ptr + at)) {
			at += 8;
			continue;
		}
		for (size_t end = text.len - at < 8 ? text.len : at + 8; at < end; at++) {
			unsigned char c = (unsigned char)text.ptr[at];
			if (c < 0x80 && !is_text(c, at + 1 < text.len ? text.ptr[at + 1] : '\n'))
				return at;
		}
	}
	return text.len;
}

/* Of the odd signs that begin with this byte, the first; or the end. */
static size_t first_beginning(Str text, char lead)
{
	for (size_t at = 0; (at += str_find_byte(str_skip(text, at), lead)) < text.len; at++) {
		Str rest = str_skip(text, at);
		if (!is_text(utf8_next(&rest), 0))
			return at;
	}
	return text.len;
}

bool yaml_check_body(const Source *src, Str body, Diag *d)
{
	size_t at = first_control(body);
	for (const char *lead = "\xc2\xe2"; *lead; lead++)
		at = first_beginning(str_sub(body, 0, at), *lead);
	YamlText t = { src, body, d };
	return at == body.len || !tell_odd(&t, at);
}
