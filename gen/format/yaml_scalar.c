#include "format/yaml_scalar.h"

#include <string.h>

#include "base/utf8.h"
#include "format/yaml_bytes.h"
#include "format/yaml_slip.h"

/* 'phone: #8008' reads as no phone at all: what follows ' #' is a remark. */
static void check_hash(YamlReading *r, const YamlScalar *s)
{
	Str rest = str_skip(r->text.text, yaml_byte_of(r, s->to));
	size_t spaces = 0;
	rest = str_sub(rest, 0, str_find_byte(rest, '\n'));
	while (spaces < rest.len && (rest.ptr[spaces] == ' ' || rest.ptr[spaces] == '\t'))
		spaces++;
	rest = str_trim(str_skip(rest, spaces));
	if (rest.len < 2 || *rest.ptr != '#' || strchr(" \t#", rest.ptr[1]))
		return;
	YamlPlace from = { s->to.line, s->to.column + spaces };
	yaml_fail(r, yaml_pos(r, from, utf8_count(rest)), "yaml-hash",
	          ARGS(rest, s->text, s->text.len ? STR(" ") : STR("")),
	          _("'{0}' is not read, because '#' begins a remark"),
	          _("put the whole value in quotes: \"{1}{2}{0}\"; for a remark type a space behind "
	            "'#'"));
}

/* In '{田無|たなし}' or '{name:x}' YAML sees one key without a value. */
static void check_lone_key(YamlReading *r, const Member *m)
{
	if (str_has_byte(m->key, '|'))
		yaml_fail(r, m->key_pos, "yaml-ruby", ARGS(m->key),
		          _("'{' at the start is not read as ruby here"),
		          _("put the whole value in quotes: \"{{0}}\""));
	else if (str_contains(m->key, STR("：")))
		yaml_fail(r, m->key_pos, "yaml-wide-colon", NO_ARGS, _("the ':' in '{ }' is full-width"),
		          _("type a half-width colon and a space"));
	else if (str_has_byte(m->key, ':'))
		yaml_fail(r, m->key_pos, "yaml-colon-space", NO_ARGS, _("there is no space behind ':'"),
		          _("type ':' and a space"));
}

/* A plain text that begins under its key may have been meant as a list or as keys. */
static void check_beneath(YamlReading *r, const YamlScalar *s, Str written, const Member *m)
{
	if (r->first_line + s->from.line == m->key_pos.line)
		return;
	bool like_list = str_starts(written, STR("-")) || str_starts(written, STR("・"));
	if (!(like_list && yaml_fail_slip(r, s->at, true)) && yaml_looks_like_keys(written))
		yaml_warn(r, s->pos, "yaml-looks-like-key", ARGS(m->key),
		          _("this is read as the text of '{0}', not as a key of its own"),
		          _("type ': ', a half-width colon and a space; if it is meant as text, "
		            "put it in quotes"));
}

/* 'a: b', and under it '  - c': one text 'b - c' to YAML. */
static void check_list_in_text(YamlReading *r, Str written, size_t line)
{
	for (Str rest = str_skip(written, str_find_byte(written, '\n') + 1); rest.len;) {
		Str text = str_cut(rest, '\n', &rest), item = str_trim(text);
		line++;
		if (!str_starts(item, STR("- ")))
			continue;
		size_t indent = (size_t)(item.ptr - text.ptr);
		YamlPlace at = { line, utf8_count(str_sub(text, 0, indent)) };
		yaml_fail(r, yaml_pos(r, at, 1), "yaml-list-in-text", NO_ARGS,
		          _("this is read as more of the text above, not as an item of a list"),
		          _("leave nothing behind the ':' of the key above, or put its text in quotes"));
		return;
	}
}

/* Quotes that are shown to residents, because nobody reads them as quotes. */
static void check_quotes(YamlReading *r, const YamlScalar *s)
{
	Str text = s->text, inside;
	if (yaml_in_smart_quotes(text, &inside))
		yaml_fail(r, s->pos, "yaml-smart-quote", ARGS(STR(""), inside),
		          _("these quotes are of a word processor, and mean nothing here"),
		          _("take them away, or type half-width ones: \"{1}\""));
	else if (str_ends(text, STR("\"")) && str_find_byte(text, '"') == text.len - 1)
		yaml_warn(r, s->pos, "yaml-quote-left", ARGS(str_sub(text, 0, text.len - 1)),
		          _("the quote at the end is shown as it is"),
		          _("delete it, or put the whole value in quotes: \"{0}\""));
}

void yaml_check_plain(YamlReading *r, const YamlScalar *s, const Member *of)
{
	Str text = s->text;
	if (text.len && (*text.ptr == '\xe2' || *text.ptr == '\xef' || text.ptr[text.len - 1] == '"'))
		check_quotes(r, s);
	if (!text.len && of) {
		check_lone_key(r, of);
	} else if (text.len && (s->from.line != s->to.line || r->first_line + s->from.line != r->key_line)) {
		Str written = str_sub(r->text.text, s->at, yaml_byte_of(r, s->to));
		check_list_in_text(r, written, s->from.line);
		if (of)
			check_beneath(r, s, written, of);
	}
	if (r->has_hash)
		check_hash(r, s);
}

void yaml_check_escapes(YamlReading *r, const YamlScalar *s)
{
	if (!s->in_double || !yaml_is_odd(s->text))
		return;
	Str written = str_sub(r->text.text, s->at, yaml_byte_of(r, s->to));
	if (str_has_byte(written, '\\'))
		yaml_fail(r, s->pos, "yaml-control", NO_ARGS,
		          _("something written with '\\' here stands for an invisible control character"),
		          _("delete it, or write '\\\\' where a '\\' is meant"));
}
