#include "format/yaml_explain.h"

#include <string.h>

#include "base/utf8.h"
#include "format/yaml_slip.h"

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
	p.start = yaml_line_start(t->text, p.at);
	p.line = yaml_line(t->text, p.at);
	p.column = p.at - p.start;
	return p;
}

/* The line before that is not blank; p->start when there is none. */
static size_t start_above(const YamlText *t, const Place *p)
{
	for (size_t start = p->start; start;) {
		start = yaml_line_start(t->text, start - 1);
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
		yaml_tell(t, start + indent, key.len, "yaml-colon", key, value, _("there is no ': ' in this line"),
		          _("type: {0}: {1}"));
	else
		yaml_tell(t, start + indent, line.len - indent, "yaml-colon", (Str){ 0 }, (Str){ 0 },
	          _("there is no ': ' in this line"),
	          _("type 'key: value'; when the line goes on with the one above, begin it with two "
	            "spaces"));
}

static void tell_indent(const YamlText *t, const Place *p)
{
	size_t indent = yaml_indent(p->line);
	yaml_tell(t, p->start + indent, 0, "yaml-indent", (Str){ 0 }, (Str){ 0 },
	          _("this line does not begin in the same column as the lines it belongs to"),
	          _("begin it exactly below the line before; what belongs under a key goes two spaces "
	            "further right"));
}

static bool tell_key_empty(const YamlText *t, const Place *p)
{
	if (p->column != yaml_indent(p->line) || p->column == p->line.len ||
	    p->line.ptr[p->column] != ':')
		return false;
	yaml_tell(t, p->at, 1, "yaml-key-empty", (Str){ 0 }, (Str){ 0 }, _("there is no key before ':'"),
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
		yaml_tell(t, (size_t)(value.ptr - t->text.ptr), value.len, "yaml-smart-quote", key, inside,
		          _("these quotes are of a word processor, and mean nothing here"),
		          _("type half-width quotes instead: {0}: \"{1}\""));
	else if (colon < p->column && key.len)
		yaml_tell(t, p->at, 1, "yaml-colon-in-text", key, value,
		          _("this value holds ': ', which begins another key"),
		          _("put the value in quotes: {0}: \"{1}\""));
	else if (yaml_tell_slip(t, p->at, true) || yaml_tell_slip(t, above, true))
		return;
	else if (above < p->start && !yaml_has_key(before) && yaml_content(before) == yaml_indent(p->line))
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
		yaml_tell(t, p->quote_from, 1, "yaml-quote", (Str){ 0 }, (Str){ 0 },
		          _("the quote opened here is not closed on its line"),
		          _("type the same quote again at the end of the value"));
	else if (p->column > yaml_content(p->line) && strchr("\"'", before))
		yaml_tell(t, p->at, 1, "yaml-after-quote", (Str){ 0 }, (Str){ 0 },
		          _("there is text behind the closing quote"),
		          _("move the closing quote to the end of the value"));
	else if (before == '}' && has_ruby(str_sub(t->text, p->start, p->at)))
		return;                        /* the reader of values has told that already */
	else if (p->column > yaml_content(p->line) && strchr("]}", before))
		yaml_tell(t, p->at, 1, "yaml-after-bracket", (Str){ before == ']' ? "]" : "}", 1 },
		          (Str){ 0 }, _("there is text behind '{0}'"),
		          _("put the whole value in quotes: \"... {0} ...\""));
	else if (!tell_key_empty(t, p) && !yaml_tell_slip(t, p->at, true))
		tell_indent(t, p);
}

static void tell_colon(const YamlText *t, const YamlFault *f, const Place *p)
{
	(void)f;
	if (!yaml_tell_slip(t, p->context, true))
		tell_no_colon(t, yaml_line_start(t->text, p->context));
}

static void tell_character(const YamlText *t, const YamlFault *f, const Place *p)
{
	(void)f;
	Str sign = utf8_prefix(str_skip(t->text, p->at), 1);
	Str value = str_trim(str_skip(p->line, p->column));
	if (!yaml_tell_slip(t, p->at, true))
		yaml_tell(t, p->at, sign.len, "yaml-sign", sign, value,
		          _("a value cannot begin with '{0}'"), _("put the value in quotes: \"{1}\""));
}

static void tell_inner_tab(const YamlText *t, const YamlFault *f, const Place *p)
{
	(void)f;
	if (!yaml_tell_slip(t, p->at, true))
		yaml_tell(t, p->at, 1, "yaml-tab", (Str){ 0 }, (Str){ 0 }, _("there is a tab here"),
		          _("type a space instead"));
}

static void tell_list_line(const YamlText *t, const YamlFault *f, const Place *p)
{
	(void)f;
	Str item = str_trim(str_skip(p->line, p->column));
	if (p->column == yaml_indent(p->line))
		tell_indent(t, p);
	else
		yaml_tell(t, p->at, 1, "yaml-list-line", item, (Str){ 0 },
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
		yaml_tell(t, r->where == AT_CONTEXT ? p.context : p.at, 1, r->code, (Str){ 0 },
		          (Str){ 0 }, _(r->message), _(r->hint));
}
