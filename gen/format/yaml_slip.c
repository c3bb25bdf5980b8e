#include "format/yaml_slip.h"

#include <string.h>

#include "base/utf8.h"

enum {
	HEAD_MAX = 20, /* characters of what may be a key */
	TOLD_MAX = 20, /* lines with one slip that are told at once */
};

/* Short enough for a key, and no sentence. */
static bool is_head(Str head)
{
	if (!head.len || utf8_count(head) > HEAD_MAX || (*head.ptr >= '0' && *head.ptr <= '9'))
		return false;
	static const char *const marks[] = {
		" ", "\u3000", "。", "、", "「", "\"", "'", "：", ":"
	};
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_contains(head, str_from(marks[i])))
			return false;
	return true;
}

typedef struct Found {
	size_t at, bytes; /* what to mark */
	Str key, rest;    /* {0} and {1} of the hint */
} Found;

bool yaml_in_smart_quotes(Str value, Str *inside)
{
	static const char *const quotes[] = { "“", "”", "„", "‟", "‘", "’", "＂" };
	bool opened = false, closed = false;
	*inside = value;
	for (size_t i = 0; i < sizeof(quotes) / sizeof(*quotes) && !opened; i++)
		opened = str_take(inside, str_from(quotes[i]));
	for (size_t i = 0; i < sizeof(quotes) / sizeof(*quotes) && opened && !closed; i++) {
		closed = inside->len && str_ends(*inside, str_from(quotes[i]));
		inside->len -= closed ? strlen(quotes[i]) : 0;
	}
	return closed;
}

/* What git leaves where two people changed one line. */
static bool merge_leads(Str line, Found *f)
{
	static const char *const marks[] = { "<<<<<<< ", "=======", ">>>>>>> " };
	f->bytes = 7;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_starts(line, str_from(marks[i])))
			return true;
	return false;
}

static bool tab_leads(Str line, Found *f)
{
	f->at = str_find_byte(str_sub(line, 0, yaml_indent(line)), '\t');
	f->bytes = 1;
	return f->at < yaml_indent(line);
}

static bool wide_space_leads(Str line, Found *f)
{
	f->at = str_find(str_sub(line, 0, yaml_indent(line)), STR("\u3000"));
	f->bytes = 3;
	return f->at < yaml_indent(line);
}

static bool bullet_leads(Str line, Found *f)
{
	static const char *const bullets[] = { "・", "•", "●", "－", "‐", "–", "—", "ー", "−" };
	f->at = yaml_indent(line);
	Str from = str_skip(line, f->at);
	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++) {
		Str bullet = str_from(bullets[i]);
		if (!str_starts(from, bullet))
			continue;
		f->bytes = bullet.len;
		f->key = bullet;
		f->rest = str_trim(str_skip(from, bullet.len));
		return f->rest.len > 0;
	}
	return false;
}

static bool dash_is_tight(Str line, Found *f)
{
	f->at = yaml_content(line);
	f->bytes = 1;
	Str from = str_skip(line, f->at);
	if (from.len < 2 || *from.ptr != '-' || strchr(" -\t", from.ptr[1]))
		return false;
	f->rest = str_trim(str_skip(from, 1));
	return f->rest.len > 0;
}

static bool colon_at(Str line, size_t at, size_t bytes, Found *f)
{
	size_t from = yaml_content(line);
	if (at >= line.len || at <= from)
		return false;
	*f = (Found){ at, bytes, str_sub(line, from, at), str_trim(str_skip(line, at + bytes)) };
	return is_head(f->key);
}

static bool colon_is_wide(Str line, Found *f)
{
	return !yaml_has_key(line) && colon_at(line, str_find(line, STR("：")), 3, f);
}

static bool colon_is_tight(Str line, Found *f)
{
	size_t at = str_find_byte(line, ':');
	return !yaml_has_key(line) && colon_at(line, at, 1, f) &&
	       !str_starts(str_skip(line, at), STR("://"));
}

typedef struct Slip {
	const char *code;
	bool (*find)(Str line, Found *f);
	const char *message, *hint;
} Slip;

static const Slip slips[] = {
	{ "yaml-merge-left", merge_leads, N_("two people changed this place, and it is not settled"),
	  N_("keep the lines that are right, and delete this line and the others of <<<<<<<, ======= and >>>>>>>") },
	{ "yaml-tab", tab_leads, N_("this line begins with a tab"),
	  N_("delete the tab and type spaces: two for each step to the right") },
	{ "yaml-wide-space", wide_space_leads, N_("this line begins with a full-width space"),
	  N_("delete it and type half-width spaces: two for each step to the right") },
	{ "yaml-bullet", bullet_leads, N_("an item of a list cannot begin with '{0}'"),
	  N_("type a half-width hyphen and a space: - {1}") },
	{ "yaml-dash-space", dash_is_tight, N_("there is no space behind '-'"), N_("type: - {1}") },
	{ "yaml-wide-colon", colon_is_wide, N_("this ':' is full-width"),
	  N_("type a half-width colon and a space: {0}: {1}") },
	{ "yaml-colon-space", colon_is_tight, N_("there is no space behind ':'"),
	  N_("type: {0}: {1}") },
};

static const Slip *slip_of(Str line, Found *f)
{
	if (yaml_is_blank(line))
		return tab_leads(line, f) ? &slips[1] : NULL;
	for (size_t i = 0; i < sizeof(slips) / sizeof(*slips); i++) {
		*f = (Found){ 0 };
		if (slips[i].find(line, f))
			return &slips[i];
	}
	return NULL;
}

static void tell_found(const YamlText *t, const Slip *slip, size_t start, const Found *f)
{
	yaml_tell(t, start + f->at, f->bytes, slip->code, f->key, f->rest, _(slip->message),
	          _(slip->hint));
}

/* Whether the line at `start` still belongs to a block of lines indented by `indent`. */
static bool is_beside(Str line, size_t indent)
{
	return yaml_is_blank(line) || yaml_indent(line) >= indent;
}

static bool tell_beside(const YamlText *t, const Slip *slip, size_t start, size_t indent)
{
	Str line = yaml_line(t->text, start);
	Found f = { 0 };
	if (yaml_is_blank(line) || yaml_indent(line) != indent || slip_of(line, &f) != slip)
		return false;
	tell_found(t, slip, start, &f);
	return true;
}

static void tell_above(const YamlText *t, const Slip *slip, size_t start, size_t indent)
{
	for (int told = 0; start && told < TOLD_MAX;) {
		start = yaml_line_start(t->text, start - 1);
		if (!is_beside(yaml_line(t->text, start), indent))
			return;
		told += tell_beside(t, slip, start, indent);
	}
}

static void tell_below(const YamlText *t, const Slip *slip, size_t start, size_t indent)
{
	for (int told = 0; told < TOLD_MAX;) {
		start += str_find_byte(str_skip(t->text, start), '\n') + 1;
		if (start >= t->text.len || !is_beside(yaml_line(t->text, start), indent))
			return;
		told += tell_beside(t, slip, start, indent);
	}
}

bool yaml_tell_slip(const YamlText *t, size_t offset, bool beside)
{
	size_t start = yaml_line_start(t->text, offset);
	Str line = yaml_line(t->text, start);
	Found f = { 0 };
	const Slip *slip = slip_of(line, &f);
	if (!slip)
		return false;
	tell_found(t, slip, start, &f);
	if (beside) {
		tell_above(t, slip, start, yaml_indent(line));
		tell_below(t, slip, start, yaml_indent(line));
	}
	return true;
}

bool yaml_looks_like_keys(Str lines)
{
	while (lines.len) {
		Str line = str_cut(lines, '\n', &lines);
		Found f = { 0 };
		line = str_trim(line);
		if (line.len && !colon_is_wide(line, &f) && !colon_is_tight(line, &f))
			return false;
	}
	return true;
}
