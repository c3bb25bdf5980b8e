#include "format/yaml_explain.h"

#include <string.h>

#include "base/utf8.h"

enum {
	HEAD_MAX = 20,  /* characters of what may be a key */
	TOLD_MAX = 20,  /* lines with one slip that are told at once */
	SHOWN_MAX = 24, /* characters of a text that a hint repeats */
};

/* Lines. */

size_t yaml_offset(Str text, YamlPlace place)
{
	Str rest = text;
	for (; place.line && rest.len; place.line--)
		rest = str_skip(rest, str_find_byte(rest, '\n') + 1);
	return text.len - rest.len + utf8_prefix(rest, place.column).len;
}

static size_t line_start(Str text, size_t offset)
{
	while (offset && text.ptr[offset - 1] != '\n')
		offset--;
	return offset;
}

Str yaml_line(Str text, size_t offset)
{
	size_t start = line_start(text, offset);
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

static bool has_key(Str line)
{
	return str_contains(line, STR(": ")) || str_ends(line, STR(":"));
}

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

/* Slips: what is odd about one line. */

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
	return !has_key(line) && colon_at(line, str_find(line, STR("：")), 3, f);
}

static bool colon_is_tight(Str line, Found *f)
{
	size_t at = str_find_byte(line, ':');
	return !has_key(line) && colon_at(line, at, 1, f) &&
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

/* Telling. */

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

static void tell(const YamlText *t, size_t offset, size_t bytes, const char *code, Str first,
                 Str second, const char *message, const char *hint)
{
	diag_error(t->diag, t->src, pos_of(t, offset, bytes), code,
	           ARGS(shown(t, first), shown(t, second)), message, hint);
}

static void tell_slip(const YamlText *t, const Slip *slip, size_t start, const Found *f)
{
	tell(t, start + f->at, f->bytes, slip->code, f->key, f->rest, _(slip->message),
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
	tell_slip(t, slip, start, &f);
	return true;
}

static void tell_above(const YamlText *t, const Slip *slip, size_t start, size_t indent)
{
	for (int told = 0; start && told < TOLD_MAX;) {
		start = line_start(t->text, start - 1);
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

bool yaml_explain_line(const YamlText *t, size_t offset, bool beside)
{
	size_t start = line_start(t->text, offset);
	Str line = yaml_line(t->text, start);
	Found f = { 0 };
	const Slip *slip = slip_of(line, &f);
	if (!slip)
		return false;
	tell_slip(t, slip, start, &f);
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

/* Faults. */

typedef struct Place {
	size_t at, context, quote_from, quote_to;
	Str line;      /* around `at` */
	size_t start;  /* of that line */
	size_t column; /* bytes from there to `at` */
} Place;

/* libyaml often stops at the end; the last line that is not blank is where people look. */
static size_t back_to_text(Str text, size_t at)
{
	while (at && at == text.len && strchr(" \t\r\n", text.ptr[at - 1])) {
		text.len--;
		at--;
	}
	return at;
}

static Place place_of(const YamlText *t, const YamlFault *f)
{
	Place p = {
		.at = back_to_text(t->text, yaml_offset(t->text, f->at)),
		.context = yaml_offset(t->text, f->context_at),
		.quote_from = yaml_offset(t->text, f->quote_from),
		.quote_to = yaml_offset(t->text, f->quote_to),
	};
	p.start = line_start(t->text, p.at);
	p.line = yaml_line(t->text, p.at);
	p.column = p.at - p.start;
	return p;
}

/* The line before that is not blank; p->start when there is none. */
static size_t start_above(const YamlText *t, const Place *p)
{
	for (size_t start = p->start; start;) {
		start = line_start(t->text, start - 1);
		if (!yaml_is_blank(yaml_line(t->text, start)))
			return start;
	}
	return p->start;
}

/* cost = 100円, summary 近所の人: the name of a field and a value, without a colon. */
static bool is_key_and_value(Str line, Str *key, Str *value)
{
	size_t at = 0;
	while (at < line.len && ((line.ptr[at] >= 'a' && line.ptr[at] <= 'z') || line.ptr[at] == '_'))
		at++;
	*key = str_sub(line, 0, at);
	*value = str_trim(str_skip(line, at));
	bool equals = str_take(value, STR("=")) || str_take(value, STR("＝"));
	*value = str_trim(*value);
	return at && value->len && (equals || line.ptr[at] == ' ');
}

static void tell_no_colon(const YamlText *t, size_t start)
{
	Str line = yaml_line(t->text, start), key, value;
	size_t indent = yaml_content(line);
	if (is_key_and_value(str_skip(line, indent), &key, &value))
		tell(t, start + indent, key.len, "yaml-colon", key, value, _("there is no ': ' in this line"),
		     _("type: {0}: {1}"));
	else
		tell(t, start + indent, line.len - indent, "yaml-colon", (Str){ 0 }, (Str){ 0 },
	     _("there is no ': ' in this line"),
	     _("type 'key: value'; when the line goes on with the one above, begin it with two "
	       "spaces"));
}

static void tell_indent(const YamlText *t, const Place *p)
{
	size_t indent = yaml_indent(p->line);
	tell(t, p->start + indent, 0, "yaml-indent", (Str){ 0 }, (Str){ 0 },
	     _("this line does not begin in the same column as the lines it belongs to"),
	     _("begin it exactly below the line before; what belongs under a key goes two spaces "
	       "further right"));
}

static bool tell_key_empty(const YamlText *t, const Place *p)
{
	if (p->column != yaml_indent(p->line) || p->column == p->line.len ||
	    p->line.ptr[p->column] != ':')
		return false;
	tell(t, p->at, 1, "yaml-key-empty", (Str){ 0 }, (Str){ 0 }, _("there is no key before ':'"),
	     _("type the name of the field before ':'"));
	return true;
}

/* A ':' where no key can be: in a value, in a line too far right, or below a line that is no field. */
static void tell_key(const YamlText *t, const YamlFault *f, const Place *p)
{
	(void)f;
	size_t colon = str_find(p->line, STR(": ")), above = start_above(t, p);
	Str key = str_sub(p->line, yaml_content(p->line), colon),
	    value = str_trim(str_skip(p->line, colon + 1));
	Str before = yaml_line(t->text, above);
	Str inside;
	if (tell_key_empty(t, p))
		return;
	if (colon < p->column && yaml_in_smart_quotes(value, &inside))
		tell(t, (size_t)(value.ptr - t->text.ptr), value.len, "yaml-smart-quote", key, inside,
		     _("these quotes are of a word processor, and mean nothing here"),
		     _("type half-width quotes instead: {0}: \"{1}\""));
	else if (colon < p->column && key.len)
		tell(t, p->at, 1, "yaml-colon-in-text", key, value,
		     _("this value holds ': ', which begins another key"),
		     _("put the value in quotes: {0}: \"{1}\""));
	else if (yaml_explain_line(t, p->at, true) || yaml_explain_line(t, above, true))
		return;
	else if (above < p->start && !has_key(before) && yaml_content(before) == yaml_indent(p->line))
		tell_no_colon(t, above);
	else
		tell_indent(t, p);
}

/* {漢字|かんじ} in front of other words */
static bool has_ruby(Str before)
{
	size_t open = str_find_byte(before, '{');
	return str_has_byte(str_skip(before, open), '|');
}

static void tell_stray(const YamlText *t, const YamlFault *f, const Place *p)
{
	char before = p->at ? t->text.ptr[p->at - 1] : '\n';
	for (size_t i = p->at; i && before == ' '; i--)
		before = t->text.ptr[i - 1];
	if (f->has_quote && f->quote_to.line == f->at.line)
		tell(t, p->quote_from, 1, "yaml-quote", (Str){ 0 }, (Str){ 0 },
		     _("the quote opened here is not closed on its line"),
		     _("type the same quote again at the end of the value"));
	else if (p->column > yaml_content(p->line) && strchr("\"'", before))
		tell(t, p->at, 1, "yaml-after-quote", (Str){ 0 }, (Str){ 0 },
		     _("there is text behind the closing quote"),
		     _("move the closing quote to the end of the value"));
	else if (before == '}' && has_ruby(str_sub(t->text, p->start, p->at)))
		return;                        /* the reader of values has told that already */
	else if (p->column > yaml_content(p->line) && strchr("]}", before))
		tell(t, p->at, 1, "yaml-after-bracket", (Str){ before == ']' ? "]" : "}", 1 },
		     (Str){ 0 }, _("there is text behind '{0}'"),
		     _("put the whole value in quotes: \"... {0} ...\""));
	else if (!tell_key_empty(t, p) && !yaml_explain_line(t, p->at, true))
		tell_indent(t, p);
}

static void tell_colon(const YamlText *t, const YamlFault *f, const Place *p)
{
	(void)f;
	if (!yaml_explain_line(t, p->context, true))
		tell_no_colon(t, line_start(t->text, p->context));
}

static void tell_character(const YamlText *t, const YamlFault *f, const Place *p)
{
	(void)f;
	Str sign = utf8_prefix(str_skip(t->text, p->at), 1);
	Str value = str_trim(str_skip(p->line, p->column));
	if (!yaml_explain_line(t, p->at, true))
		tell(t, p->at, sign.len, "yaml-sign", sign, value,
		     _("a value cannot begin with '{0}'"), _("put the value in quotes: \"{1}\""));
}

static void tell_inner_tab(const YamlText *t, const YamlFault *f, const Place *p)
{
	(void)f;
	if (!yaml_explain_line(t, p->at, true))
		tell(t, p->at, 1, "yaml-tab", (Str){ 0 }, (Str){ 0 }, _("there is a tab here"),
		     _("type a space instead"));
}

static void tell_list_line(const YamlText *t, const YamlFault *f, const Place *p)
{
	(void)f;
	Str item = str_trim(str_skip(p->line, p->column));
	if (p->column == yaml_indent(p->line))
		tell_indent(t, p);
	else
		tell(t, p->at, 1, "yaml-list-line", item, (Str){ 0 },
		     _("a list cannot begin on the line of its key"),
		     _("press Enter before '-', and begin the new line with two spaces:   {0}"));
}

/* What libyaml says, and what we say. The first row that fits is taken. */

typedef enum Where { AT_PROBLEM, AT_CONTEXT } Where;

typedef struct Rule {
	const char *problem, *context; /* parts of libyaml's words; NULL fits all */
	void (*tell)(const YamlText *t, const YamlFault *f, const Place *p);
	const char *code; /* of rows without a function */
	Where where;
	const char *message, *hint;
} Rule;

static const Rule rules[] = {
	{ "found a tab character", NULL, tell_inner_tab },
	{ "unknown escape character", NULL, NULL, "yaml-escape", AT_PROBLEM,
	  N_("a backslash in \" \" has a meaning of its own"),
	  N_("use single quotes instead: '...'") },
	{ "hexdecimal number", NULL, NULL, "yaml-escape", AT_PROBLEM,
	  N_("a backslash in \" \" has a meaning of its own"),
	  N_("use single quotes instead: '...'") },
	{ "character escape code", NULL, NULL, "yaml-escape", AT_PROBLEM,
	  N_("a backslash in \" \" has a meaning of its own"),
	  N_("use single quotes instead: '...'") },
	{ NULL, "quoted scalar", NULL, "yaml-quote", AT_CONTEXT,
	  N_("the quote opened here is not closed on its line"),
	  N_("type the same quote again at the end of the value") },
	{ NULL, "an alias", NULL, "yaml-alias", AT_CONTEXT, N_("a value cannot begin with '*'"),
	  N_("take it away; where it belongs to the text, put the whole value in quotes") },
	{ NULL, "an anchor", NULL, "yaml-anchor", AT_CONTEXT, N_("a value cannot begin with '&'"),
	  N_("put the whole value in quotes") },
	{ NULL, "directive", NULL, "yaml-directive", AT_CONTEXT, N_("a line cannot begin with '%'"),
	  N_("put the whole value in quotes, or delete the line") },
	{ "YAML document", NULL, NULL, "yaml-directive", AT_PROBLEM,
	  N_("a line cannot begin with '%'"),
	  N_("put the whole value in quotes, or delete the line") },
	{ "directive", NULL, NULL, "yaml-directive", AT_PROBLEM, N_("a line cannot begin with '%'"),
	  N_("put the whole value in quotes, or delete the line") },
	{ NULL, "a tag", NULL, "yaml-tag", AT_CONTEXT, N_("a value cannot begin with '!'"),
	  N_("put the whole value in quotes") },
	{ "undefined tag handle", NULL, NULL, "yaml-tag", AT_PROBLEM,
	  N_("a value cannot begin with '!'"), N_("put the whole value in quotes") },
	{ NULL, "block scalar", NULL, "yaml-block", AT_CONTEXT,
	  N_("there is text on the line of '|' or '>'"),
	  N_("begin the text on the next line, two spaces further right than its key") },
	{ "',' or ']'", NULL, NULL, "yaml-bracket", AT_CONTEXT,
	  N_("the '[' opened here is not closed, or a ',' is missing in it"),
	  N_("write [one, two]; when '[' belongs to the text, put the whole value in quotes") },
	{ "',' or '}'", NULL, NULL, "yaml-brace", AT_CONTEXT,
	  N_("the '{' opened here is not closed, or a ',' is missing in it"),
	  N_("write {key: value, key: value}; when '{' belongs to the text, put the whole value in "
	     "quotes") },
	{ "unexpected ':'", NULL, NULL, "yaml-colon-space", AT_PROBLEM,
	  N_("there is no space behind ':'"), N_("type ':' and a space") },
	{ "node content", NULL, NULL, "yaml-value", AT_PROBLEM,
	  N_("a value is missing before this place"),
	  N_("type the value, or delete the ',' that is too many") },
	{ "could not find expected ':'", NULL, tell_colon },
	{ "mapping values are not allowed", NULL, tell_key },
	{ "block sequence entries", NULL, tell_list_line },
	{ "mapping keys are not allowed", NULL, tell_character },
	{ "cannot start any token", NULL, tell_character },
	{ "did not find expected key", NULL, tell_stray },
	{ "'-' indicator", NULL, tell_stray },
	{ "<document start>", NULL, tell_stray },
	{ NULL, NULL, NULL, "yaml-syntax", AT_PROBLEM, N_("this line cannot be read"),
	  N_("write 'key: value'; a value with : # [ ] { } or quotes in it goes in quotes as a "
	     "whole") },
};

static bool fits(const char *part, const char *words)
{
	return !part || (words && strstr(words, part));
}

void yaml_explain_fault(const YamlText *t, const YamlFault *f)
{
	const Rule *r = rules;
	while (!fits(r->problem, f->problem) || !fits(r->context, f->context))
		r++;
	Place p = place_of(t, f);
	if (r->tell)
		r->tell(t, f, &p);
	else
		tell(t, r->where == AT_CONTEXT ? p.context : p.at, 1, r->code, (Str){ 0 },
		     (Str){ 0 }, _(r->message), _(r->hint));
}
