#include "format/yaml_reading.h"

#include <string.h>

#include "base/utf8.h"
#include "format/yaml_slip.h"

/* '#' right before a text, right behind a space: '#8008', not '# remark'. */
static bool has_tight_hash(Str text)
{
	Str rest = text;
	while ((rest = str_skip(rest, str_find_byte(rest, '#') + 1)).len)
		if (!memchr(" \t\r\n#", *rest.ptr, 5))
			return true;
	return false;
}

void yaml_reading_begin(YamlReading *r, const YamlText *t, uint32_t first_line)
{
	*r = (YamlReading){ .text = *t, .first_line = first_line };
	r->mark_width = str_take(&r->text.text, STR("\ufeff"));
	if (!r->text.text.len)
		r->text.text = STR("");
	r->has_hash = has_tight_hash(r->text.text);
}

static uint16_t short_of(size_t n)
{
	return (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX);
}

/* Characters that begin among 8 bytes. */
static size_t starts_in(const char *bytes)
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t w;
	memcpy(&w, bytes, sizeof(w));
	uint64_t inner = w >> 7 & ~(w >> 6) & ones;
	return 8 - (size_t)(inner * ones >> 56);
}

/* The byte `columns` characters behind `offset`. */
static size_t skip_columns(Str text, size_t offset, size_t columns)
{
	while (text.len - offset >= 8) {
		size_t starts = starts_in(text.ptr + offset);
		if (starts > columns)
			break;
		columns -= starts;
		offset += 8;
	}
	for (; offset < text.len; offset++)
		if (((unsigned char)text.ptr[offset] & 0xc0) != 0x80 && !columns--)
			break;
	return offset;
}

size_t yaml_byte_of(YamlReading *r, YamlPlace place)
{
	YamlCursor *c = &r->cursor;
	Str text = r->text.text;
	if (place.line < c->place.line ||
	    (place.line == c->place.line && place.column < c->place.column))
		return yaml_offset(text, place);
	for (; c->place.line < place.line; c->place.line++) {
		c->place.column = 0;
		c->offset +=
			str_find_byte((Str){ text.ptr + c->offset, text.len - c->offset }, '\n') +
			1;
		if (c->offset > text.len)
			c->offset = text.len;
	}
	c->offset = skip_columns(text, c->offset, place.column - c->place.column);
	c->place.column = place.column;
	return c->offset;
}

Pos yaml_pos(const YamlReading *r, YamlPlace place, size_t length)
{
	size_t shift = place.line ? 1 : 1 + r->mark_width;
	return (Pos){ r->first_line + (uint32_t)place.line, short_of(place.column + shift),
		      short_of(length) };
}

Pos yaml_pos_between(YamlReading *r, YamlPlace from, YamlPlace to)
{
	if (from.line == to.line)
		return yaml_pos(r, from, to.column - from.column);
	size_t at = yaml_byte_of(r, from);
	Str line = { r->text.text.ptr + at,
		     str_find_byte((Str){ r->text.text.ptr + at, r->text.text.len - at }, '\n') };
	return yaml_pos(r, from, utf8_count(str_trim(line)));
}

static void count_problems(YamlReading *r, size_t more)
{
	r->failed = true;
	r->problems += more;
	r->stopped |= r->problems >= YAML_PROBLEMS_MAX;
}

void yaml_fail(YamlReading *r, Pos pos, const char *code, const Str *args, size_t count, const char *message,
               const char *hint)
{
	count_problems(r, 1);
	diag_error(r->text.diag, r->text.src, pos, code, args, count, message, hint);
}

bool yaml_fail_slip(YamlReading *r, size_t offset, bool beside)
{
	size_t before = r->text.diag->count;
	if (!yaml_tell_slip(&r->text, offset, beside))
		return false;
	count_problems(r, r->text.diag->count - before);
	return true;
}

void yaml_warn(YamlReading *r, Pos pos, const char *code, const Str *args, size_t count, const char *message,
               const char *hint)
{
	if (r->warnings++ < YAML_PROBLEMS_MAX)
		diag_warning(r->text.diag, r->text.src, pos, code, args, count, message, hint);
}
