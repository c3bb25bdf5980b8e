#include "format/markdown_inline.h"

#include <stdint.h>
#include <string.h>

#include "format/markdown_source.h"

enum {
	RUBY_BYTES_MAX = 300,                  /* from { to } */
	ENTITY         = 1,
	JAPANESE       = 2,                    /* {, * and the first byte of a mark */
};

static const uint8_t text_classes[256] = {
	['&'] = ENTITY, ['<'] = ENTITY, ['>'] = ENTITY, ['"'] = ENTITY,
	['{'] = JAPANESE, ['*'] = JAPANESE, [0xf0] = JAPANESE,
};

static Str entity(char c)
{
	switch (c) {
	case '&': return STR("&amp;");
	case '<': return STR("&lt;");
	case '>': return STR("&gt;");
	default:  return STR("&quot;");
	}
}

/* Length of the stretch that needs no care; characters of three bytes, most of ours, never do. */
static inline size_t plain_run(Str text, size_t at, uint8_t care)
{
	size_t i = at;
	while (i < text.len) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c >= 0xe0 && c < 0xf0)
			i += 3;
		else if (text_classes[c] & care)
			break;
		else
			i++;
	}
	return (i < text.len ? i : text.len) - at;
}

void markdown_escape(Buf *out, Str text)
{
	for (size_t at = 0; at < text.len; at++) {
		size_t run = plain_run(text, at, ENTITY);
		buf_str(out, (Str){ text.ptr + at, run });
		at += run;
		if (at < text.len)
			buf_str(out, entity(text.ptr[at]));
	}
}

typedef struct Ruby {
	Str base, reading;
	size_t len;                            /* of all of it; 0: no ruby */
	bool broken;                           /* begins as one, but does not end as one */
} Ruby;

static size_t bar_at(Str s)
{
	size_t narrow = str_find_byte(s, '|'), wide = str_find(s, STR("｜"));
	return narrow < wide ? narrow : wide;
}

/* Reads {漢字|かんじ} at the start of `text`, which is a brace. */
static Ruby ruby_parse(Str text)
{
	Str rest = str_sub(text, 1, RUBY_BYTES_MAX);
	size_t end = 0;
	while (end < rest.len && rest.ptr[end] != '}' && rest.ptr[end] != '{')
		end++;
	bool closed = end < rest.len && rest.ptr[end] == '}';
	Str inner = str_sub(rest, 0, end);
	size_t bar = bar_at(inner);
	if (bar == inner.len || markdown_is_mark(rest))
		return (Ruby){ 0 };
	Ruby r = { .base = str_trim(str_sub(inner, 0, bar)) };
	r.reading = str_trim(str_skip(inner, bar + (str_starts(str_skip(inner, bar), STR("|")) ? 1 : STR("｜").len)));
	r.broken = !closed || !r.base.len || !r.reading.len;
	r.len = r.broken ? 0 : end + 2;
	return r;
}

static void write_unmarked(Buf *out, Str text)
{
	while (text.len) {
		size_t mark = str_find(text, MARKDOWN_MARK);
		markdown_escape(out, str_sub(text, 0, mark));
		text = str_skip(text, mark + MARKDOWN_MARK.len);
	}
}

static void write_ruby(Buf *out, const Ruby *r)
{
	buf_str(out, STR("<ruby>"));
	write_unmarked(out, r->base);
	buf_str(out, STR("<rp>（</rp><rt>"));
	write_unmarked(out, r->reading);
	buf_str(out, STR("</rt><rp>）</rp></ruby>"));
}

/* Writes what the brace, star or mark before `text` stands for; returns the bytes it took. */
static size_t write_special(Buf *out, Str text, Stray *stray)
{
	if (markdown_is_mark(text))
		return MARKDOWN_MARK.len;
	if (str_starts(text, STR("{"))) {
		Ruby ruby = ruby_parse(text);
		if (ruby.len) {
			write_ruby(out, &ruby);
			return ruby.len;
		}
		if (ruby.broken && !stray->ruby.len)
			stray->ruby = text;
	} else if (str_starts(text, STR("**"))) {
		if (!stray->stars.len)
			stray->stars = text;
		buf_char(out, '*');
		buf_char(out, '*');
		return 2;
	}
	buf_str(out, str_sub(text, 0, 1));
	return 1;
}

Stray markdown_write_text(Buf *out, Str text, bool japanese)
{
	Stray stray = { 0 };
	uint8_t care = japanese ? ENTITY | JAPANESE : ENTITY;
	size_t at = 0;
	while (at < text.len) {
		size_t run = plain_run(text, at, care);
		buf_str(out, (Str){ text.ptr + at, run });
		at += run;
		if (at == text.len)
			break;
		if (text_classes[(unsigned char)text.ptr[at]] == JAPANESE)
			at += write_special(out, str_skip(text, at), &stray);
		else
			buf_str(out, entity(text.ptr[at++]));
	}
	return stray;
}

void markdown_write_words(Buf *out, Str text, bool japanese)
{
	size_t at = 0;
	while (japanese && at < text.len) {
		size_t run = plain_run(text, at, JAPANESE);
		buf_str(out, (Str){ text.ptr + at, run });
		at += run;
		Str rest = str_skip(text, at);
		Ruby ruby = rest.len && rest.ptr[0] == '{' ? ruby_parse(rest) : (Ruby){ 0 };
		if (markdown_is_mark(rest)) {
			at += MARKDOWN_MARK.len;
		} else if (ruby.len) {
			buf_str(out, markdown_unmarked(ruby.base, out->arena));
			at += ruby.len;
		} else if (rest.len) {
			buf_char(out, text.ptr[at++]);
		}
	}
	buf_str(out, str_skip(text, at));
}

static bool may_stand_in_address(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c && c < 0x80 && strchr("-_.+!*(),%#@?=;:/~$", c));
}

void markdown_write_address(Buf *out, Str address)
{
	static const char hex[] = "0123456789ABCDEF";
	for (size_t i = 0; i < address.len; i++) {
		unsigned char c = (unsigned char)address.ptr[i];
		if (may_stand_in_address(c)) {
			buf_char(out, (char)c);
		} else if (c == '&') {
			buf_str(out, STR("&amp;"));
		} else if (c == '\'') {
			buf_str(out, STR("&#x27;"));
		} else {
			buf_char(out, '%');
			buf_char(out, hex[c >> 4]);
			buf_char(out, hex[c & 15]);
		}
	}
}
