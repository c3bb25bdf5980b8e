#include "format/yaml_text.h"

#include "base/utf8.h"

enum { SHOWN_MAX = 24 }; /* characters of a text that a hint repeats */

size_t yaml_offset(Str text, YamlPlace place)
{
	Str rest = text;
	for (; place.line && rest.len; place.line--)
		rest = str_skip(rest, str_find_byte(rest, '\n') + 1);
	return text.len - rest.len + utf8_prefix(rest, place.column).len;
}

size_t yaml_line_start(Str text, size_t offset)
{
	while (offset && text.ptr[offset - 1] != '\n')
		offset--;
	return offset;
}

Str yaml_line(Str text, size_t offset)
{
	size_t start = yaml_line_start(text, offset);
	Str line = { text.ptr + start,
		     str_find_byte((Str){ text.ptr + start, text.len - start }, '\n') };
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

size_t yaml_indent(Str line)
{
	size_t n = 0;
	while (n < line.len) {
		if (line.ptr[n] == ' ' || line.ptr[n] == '\t')
			n++;
		else if (str_starts(str_skip(line, n), STR("\u3000")))
			n += 3;
		else
			break;
	}
	return n;
}

bool yaml_is_blank(Str line)
{
	size_t n = yaml_indent(line);
	return n == line.len || line.ptr[n] == '#';
}

size_t yaml_content(Str line)
{
	size_t n = yaml_indent(line);
	while (str_starts(str_skip(line, n), STR("- ")))
		n += 2 + yaml_indent(str_skip(line, n + 2));
	return n;
}

bool yaml_has_key(Str line)
{
	return str_contains(line, STR(": ")) || str_ends(line, STR(":"));
}

static Pos pos_of(const YamlText *t, size_t offset, size_t bytes)
{
	size_t base = t->text.len ? (size_t)(t->text.ptr - t->src->bytes.ptr) : 0;
	return pos_at(t->src->bytes, base + offset, bytes);
}

static Str shown(const YamlText *t, Str s)
{
	Str start = utf8_prefix(s, SHOWN_MAX);
	return start.len < s.len ? STR_CONCAT(&t->diag->arena, start, STR("…")) : s;
}

void yaml_tell(const YamlText *t, size_t offset, size_t bytes, const char *code, Str first, Str second,
               const char *message, const char *hint)
{
	diag_error(t->diag, t->src, pos_of(t, offset, bytes), code,
	           ARGS(shown(t, first), shown(t, second)), message, hint);
}
