#include <string.h>

#include "base/utf8.h"
#include "format/yaml.h"
#include "format/yaml_explain.h"

static bool is_fence(Str line)
{
	return str_starts(line, STR("---")) && !str_trim(str_skip(line, 3)).len;
}

/* What people type, or their word processor makes, of '---'. */
static bool is_like_fence(Str line)
{
	static const uint32_t dashes[] = { '-',    0x2010, 0x2011, 0x2012, 0x2013, 0x2014,
		                           0x2015, 0x2212, 0x2500, 0x30fc, 0xff0d };
	bool found = false;
	for (line = str_trim(line); line.len; found = true) {
		uint32_t point = utf8_next(&line);
		size_t i = 0;
		while (i < sizeof(dashes) / sizeof(*dashes) && dashes[i] != point)
			i++;
		if (i == sizeof(dashes) / sizeof(*dashes))
			return false;
	}
	return found;
}

static bool tell_no_front(const Source *src, Str text, Diag *d)
{
	YamlText t = { src, text.len ? text : STR(""), d };
	if (yaml_explain_bytes(&t))
		return false;
	Str first = str_sub(text, 0, str_find_byte(text, '\n'));
	if (is_like_fence(first))
		diag_error(d, src, (Pos){ 1, 1, (uint16_t)utf8_count(str_trim(first)) }, "front-missing", NO_ARGS,
		           _("the file does not begin with '---'"),
		           _("put three half-width hyphens in the place of this line: ---"));
	else
		diag_error(d, src, (Pos){ 1, 1, 0 }, "front-missing", NO_ARGS,
		           _("the file does not begin with '---'"),
		           _("type '---' alone on the first line, then the fields, then '---' "
		             "alone on a line again"));
	return false;
}

/* A line as fields have it: a key, an item of a list, what goes on below one, a note. */
static bool is_like_field(Str line)
{
	return str_find(line, STR(": ")) < line.len || str_ends(str_trim(line), STR(":")) ||
	       (line.len && strchr(" \t-#", *line.ptr));
}

/* The line that may have been meant to close the fields, or the first that is no field. */
static bool tell_open_front(const Source *src, Str rest, Diag *d)
{
	uint32_t number = 0;
	size_t length = 3;
	for (uint32_t n = 2; rest.len; n++) {
		Str line = str_cut(rest, '\n', &rest);
		if (is_like_fence(line)) {
			number = n;
			break;
		}
		if (!number && !is_like_field(line)) {
			number = n;
			length = utf8_count(str_trim(line));
		}
	}
	diag_error(d, src, (Pos){ number ? number : 1, 1, (uint16_t)length }, "front-open", NO_ARGS,
	           _("the fields at the top have no end"),
	           _("type '---' (three half-width hyphens) alone on a line, between the fields "
	             "and the text"));
	return false;
}

bool yaml_split(const Source *src, Diag *d, Str *front, uint32_t *front_line, Str *body,
                uint32_t *body_line)
{
	Str rest = src->bytes;
	str_take(&rest, STR("\ufeff"));
	if (!is_fence(str_sub(rest, 0, str_find_byte(rest, '\n'))))
		return tell_no_front(src, rest, d);
	rest = str_skip(rest, str_find_byte(rest, '\n') + 1);

	const Str fields = rest;
	*front_line = 2;
	for (uint32_t n = 2; rest.len; n++) {
		size_t before = fields.len - rest.len;
		Str line = str_cut(rest, '\n', &rest);
		if (!is_fence(line))
			continue;
		*front = str_sub(fields, 0, before);
		*body = rest;
		*body_line = n + 1;
		return true;
	}
	return tell_open_front(src, fields, d);
}
