#include <string.h>

#include "base/utf8.h"
#include "format/yaml.h"
#include "format/yaml_bytes.h"

static bool is_fence(Str line)
{
	return str_starts(line, STR("---")) && !str_trim(str_skip(line, 3)).len;
}

/* What people type, or their word processor makes, of '---'; one '-' alone is an item of a list with nothing in it. */
static bool is_like_fence(Str line)
{
	static const uint32_t dashes[] = { '-',    0x2010, 0x2011, 0x2012, 0x2013, 0x2014,
		                           0x2015, 0x2212, 0x2500, 0x30fc, 0xff0d };
	line = str_trim(line);
	bool found = false, item = str_equal(line, STR("-"));
	for (; line.len && !item; found = true) {
		uint32_t point = utf8_next(&line);
		size_t i = 0;
		while (i < sizeof(dashes) / sizeof(*dashes) && dashes[i] != point)
			i++;
		if (i == sizeof(dashes) / sizeof(*dashes))
			return false;
	}
	return found;
}

/* A line as fields have it: a key, an item of a list, what goes on below one, a note. */
static bool is_like_field(Str line)
{
	return str_find(line, STR(": ")) < line.len || str_ends(str_trim(line), STR(":")) ||
	       (line.len && strchr(" \t-#", *line.ptr));
}

typedef struct Parts {
	Str front, body;
	uint32_t front_line, body_line;
} Parts;

/* Fields that begin on line `number`, up to a line of dashes or to line `until`. False: no end is found. */
static bool cut_at(Str fields, uint32_t number, uint32_t until, bool (*ends)(Str line), Parts *p)
{
	p->front_line = number;
	for (Str rest = fields; rest.len; number++) {
		size_t before = fields.len - rest.len;
		Str line = str_cut(rest, '\n', &rest);
		bool fence = ends(line);
		if (!fence && number != until)
			continue;
		p->front = str_sub(fields, 0, before);
		p->body = fence ? rest : str_skip(fields, before);
		p->body_line = number + fence;
		return true;
	}
	*p = (Parts){ 0 };
	return false;
}

static void tell_no_front(const Source *src, Str text, Diag *d, Parts *seeming)
{
	YamlText t = { src, text.len ? text : STR(""), d };
	if (yaml_tell_bytes(&t))
		return;
	Str rest, first = str_cut(text, '\n', &rest);
	if (is_like_fence(first)) {
		diag_error(d, src, (Pos){ 1, 1, (uint16_t)utf8_count(str_trim(first)) }, "front-missing", NO_ARGS,
		           _("the file does not begin with '---'"),
		           _("put three half-width hyphens in the place of this line: ---"));
		cut_at(rest, 2, 0, is_like_fence, seeming);
	} else {
		diag_error(d, src, (Pos){ 1, 1, 0 }, "front-missing", NO_ARGS,
		           _("the file does not begin with '---'"),
		           _("type '---' alone on the first line, then the fields, then '---' "
		             "alone on a line again"));
		if (is_like_field(first))
			cut_at(text, 1, 0, is_like_fence, seeming);
	}
}

/* Whether lines with keys go on: then what seemed to be the text is a field with a mistake. */
static bool has_keys(Str lines)
{
	while (lines.len)
		if (str_contains(str_cut(lines, '\n', &lines), STR(": ")))
			return true;
	return false;
}

/* The line that may have been meant to close the fields, or the first that is no field. */
static void tell_open_front(const Source *src, Str fields, Diag *d, Parts *seeming)
{
	uint32_t number = 0;
	size_t length = 3;
	bool fence = false;
	Str rest = fields;
	for (uint32_t n = 2; rest.len && !fence; n++) {
		Str line = str_cut(rest, '\n', &rest);
		fence = is_like_fence(line);
		if (fence || (!number && !is_like_field(line))) {
			number = n;
			length = fence ? 3 : utf8_count(str_trim(line));
		}
	}
	diag_error(d, src, (Pos){ number ? number : 1, 1, (uint16_t)length }, "front-open", NO_ARGS,
	           _("the fields at the top have no end"),
	           _("type '---' (three half-width hyphens) alone on a line, between the fields "
	             "and the text"));
	if (number && cut_at(fields, 2, number, is_like_fence, seeming) && has_keys(seeming->body))
		*seeming = (Parts){ 0 };
}

bool yaml_split(const Source *src, Diag *d, Str *front, uint32_t *front_line, Str *body,
                uint32_t *body_line)
{
	Parts p = { 0 };
	bool found = false;
	Str rest = src->bytes;
	str_take(&rest, STR("\ufeff"));
	if (!is_fence(str_sub(rest, 0, str_find_byte(rest, '\n')))) {
		tell_no_front(src, rest, d, &p);
	} else {
		rest = str_skip(rest, str_find_byte(rest, '\n') + 1);
		found = cut_at(rest, 2, 0, is_fence, &p);
		if (!found)
			tell_open_front(src, rest, d, &p);
	}
	*front = p.front;
	*front_line = p.front_line;
	*body = p.body;
	*body_line = p.body_line;
	return found;
}
