#include "site/front.h"

#include <string.h>

#include "base/utf8.h"

/* What begins with none of these signs, has none of the others in it, and is no word or number of YAML's own. */
static bool is_plain(Str text)
{
	static const char first[] = "-?:,[]{}#&*!|>'\"%@`~= \t.0123456789+", inside[] = ":#,[]{}\"\\";
	if (!text.len || strchr(first, text.ptr[0]) || text.ptr[text.len - 1] == ' ')
		return false;
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7f || strchr(inside, text.ptr[i]))
			return false;
	/* Short words of ASCII may be yes, no, true, null; a wide colon is read as a narrow one. */
	return ((unsigned char)text.ptr[0] >= 0x80 || text.len > 5) && !str_contains(text, STR("："));
}

static bool is_break(uint32_t point)
{
	return point < ' ' || (point >= 0x7f && point < 0xa0) || point == 0x2028 || point == 0x2029 || point == 0xfeff;
}

/* What no file may hold (format/yaml_bytes.h), and what stands for no character. */
static bool is_refused(uint32_t point)
{
	bool no_width = point == 0x200b || point == 0x2060;
	bool turns_around = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
	return no_width || turns_around || point == 0xfffe || point == 0xffff;
}

static Str as_line(Str text, Arena *a)
{
	Buf b = { .arena = a };
	while (text.len) {
		Str before = text;
		uint32_t point = utf8_next(&text);
		if (point == '\r' && text.len && *text.ptr == '\n')
			continue;
		if (is_break(point))
			buf_char(&b, ' ');
		else if (!is_refused(point))
			buf_str(&b, str_sub(before, 0, before.len - text.len));
	}
	return buf_text(&b);
}

void front_text(Buf *b, Str text)
{
	Str line = as_line(text, b->arena);
	if (is_plain(line)) {
		buf_str(b, line);
		return;
	}
	buf_char(b, '"');
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == '"' || line.ptr[i] == '\\')
			buf_char(b, '\\');
		buf_char(b, line.ptr[i]);
	}
	buf_char(b, '"');
}

void front_member(Buf *b, const char *name, Str text)
{
	if (!text.len)
		return;
	buf_str(b, b->len && b->ptr[b->len - 1] != '{' ? STR(", ") : (Str){ 0 });
	buf_str(b, str_from(name));
	buf_str(b, STR(": "));
	front_text(b, text);
}

/* Where lines of a file begin and end. */
typedef struct Span {
	size_t from, until;
} Span;

static size_t next_line(Str file, size_t at)
{
	size_t end = at + str_find_byte(str_skip(file, at), '\n');
	return end < file.len ? end + 1 : file.len;
}

static Str line_at(Str file, size_t at)
{
	return str_trim(str_sub(file, at, next_line(file, at)));
}

/* Between the two --- lines. */
static bool front_span(Str file, Span *front)
{
	front->from = next_line(file, 0);
	if (!str_equal(line_at(file, 0), STR("---")) || front->from == file.len)
		return false;
	for (front->until = front->from; front->until < file.len; front->until = next_line(file, front->until))
		if (str_equal(line_at(file, front->until), STR("---")))
			return true;
	return false;
}

static bool begins_field(Str file, size_t at, const Field *field)
{
	const Str names[] = { str_from(field->key), str_from(field->ja) };
	for (size_t i = 0; i < 2; i++) {
		Str rest = str_skip(file, at);
		bool named = names[i].len && str_take(&rest, names[i]);
		if (named && (str_starts(rest, STR(":")) || str_starts(rest, STR("："))))
			return true;
	}
	return false;
}

/* Of what a field's line begins: lines that are indented, items of a list, and empty ones between them. */
static bool goes_on(Str file, size_t at)
{
	Str line = str_sub(file, at, next_line(file, at));
	return line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t' || str_starts(line, STR("- ")) ||
	                    str_starts(line, STR("　")) || !str_trim(line).len);
}

static bool field_span(Str file, Span front, const Field *field, Span *span)
{
	for (size_t at = front.from; at < front.until; at = next_line(file, at)) {
		if (!begins_field(file, at, field))
			continue;
		*span = (Span){ at, next_line(file, at) };
		while (span->until < front.until && goes_on(file, span->until))
			span->until = next_line(file, span->until);
		return true;
	}
	return false;
}

Str front_get(Str file, const Field *field)
{
	Span front, span;
	if (!front_span(file, &front) || !field_span(file, front, field, &span))
		return (Str){ 0 };
	Str value = str_sub(file, span.from, span.until);
	size_t ascii = str_find_byte(value, ':'), wide = str_find(value, STR("："));
	return str_trim(str_skip(value, ascii < wide ? ascii + 1 : wide + STR("：").len));
}

Str front_set(Str file, const Field *field, Str value, Arena *a)
{
	Span front, span;
	if (!front_span(file, &front))
		return (Str){ 0 };
	if (!field_span(file, front, field, &span))
		span = (Span){ front.until, front.until };
	bool crlf = str_ends(str_sub(file, 0, front.from), STR("\r\n"));
	return STR_CONCAT(a, str_sub(file, 0, span.from), str_from(field->key), STR(": "), value,
	                  crlf ? STR("\r\n") : STR("\n"), str_skip(file, span.until));
}
