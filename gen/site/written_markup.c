#include "site/written.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "site/texts.h"

enum { SIGN_MOST = 40 };

/* What was found in a text, and what to write instead. */
typedef struct Markup {
	size_t at, bytes;
	Str instead;
} Markup;

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_tag_name(Str name)
{
	static const char *const names[] = {
		"a", "b", "br", "big", "center", "div", "em", "font", "h1", "h2", "h3", "h4", "hr", "i", "iframe",
		"img", "input", "li", "ol", "p", "pre", "rp", "rt", "ruby", "s", "script", "small", "span", "strong",
		"style", "sub", "sup", "table", "td", "th", "tr", "u", "ul",
	};
	bool known = false;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		known |= strlen(names[i]) == name.len && strncasecmp(names[i], name.ptr, name.len) == 0;
	return known;
}

/* <br>, </b>, <font color="red"> */
static bool is_html(Str text, Markup *m)
{
	for (m->at = 0; (m->at += str_find_byte(str_skip(text, m->at), '<')) < text.len; m->at++) {
		Str rest = str_skip(text, m->at + 1), name = rest;
		size_t end = str_find_byte(rest, '>');
		str_take(&name, STR("/"));
		for (name.len = 0; name.ptr + name.len < rest.ptr + rest.len &&
		                   (is_letter(name.ptr[name.len]) || strchr("123456", name.ptr[name.len]));)
			name.len++;
		m->bytes = end + 2;
		if (end < rest.len && is_tag_name(name))
			return true;
	}
	return false;
}

/* &nbsp;, &amp;, &#12354; */
static bool is_entity(Str text, Markup *m)
{
	static const Str names[][2] = {
		{ STR_INIT("&nbsp;"), STR_INIT(" ") }, { STR_INIT("&amp;"), STR_INIT("&") },
		{ STR_INIT("&lt;"), STR_INIT("<") },   { STR_INIT("&gt;"), STR_INIT(">") },
		{ STR_INIT("&quot;"), STR_INIT("\"") }, { STR_INIT("&apos;"), STR_INIT("'") },
		{ STR_INIT("&hellip;"), STR_INIT("…") }, { STR_INIT("&yen;"), STR_INIT("円") },
	};
	for (m->at = 0; (m->at += str_find_byte(str_skip(text, m->at), '&')) < text.len; m->at++) {
		Str rest = str_skip(text, m->at);
		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
			*m = (Markup){ m->at, names[i][0].len, names[i][1] };
			if (str_starts(rest, names[i][0]))
				return true;
		}
		size_t end = str_find_byte(rest, ';');
		*m = (Markup){ m->at, end + 1, { 0 } };
		if (str_starts(rest, STR("&#")) && end < rest.len && end > 2 && end <= 9)
			return true;
	}
	return false;
}

/* **とても** */
static bool is_bold(Str text, Markup *m)
{
	m->at = str_find(text, STR("**"));
	size_t end = str_find(str_skip(text, m->at + 2), STR("**"));
	m->bytes = m->at + 2 + end < text.len ? end + 4 : 2;
	return m->at < text.len;
}

/* [市のページ](https://…) */
static bool is_link(Str text, Markup *m)
{
	size_t middle = str_find(text, STR("](")), end = str_find_byte(str_skip(text, middle), ')');
	for (m->at = middle; m->at && text.ptr[m->at - 1] != '[';)
		m->at--;
	m->bytes = middle + end + 1 - (m->at ? --m->at : 0);
	m->instead = str_sub(text, m->at + 1, middle);
	return middle < text.len && middle + end < text.len && text.ptr[m->at] == '[';
}

/* "- お茶", "# お茶", as a text of Markdown begins its lines. */
static bool is_line_mark(Str text, Markup *m)
{
	static const Str marks[] = { STR_INIT("- "), STR_INIT("* "), STR_INIT("# "), STR_INIT("## "), STR_INIT("> ") };
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_starts(text, marks[i])) {
			*m = (Markup){ 0, marks[i].len - 1, str_skip(text, marks[i].len) };
			return true;
		}
	return false;
}

static bool is_backslash(Str text, Markup *m)
{
	m->at = text.len - 1;
	m->bytes = 1;
	return text.len && str_ends(text, STR("\\"));
}

/* "yes" is shown as it is: these fields say in words what is so. */
static bool is_yes_or_no(Str text, Markup *m)
{
	static const char *const words[] = { "yes", "no", "true", "false" };
	bool one = false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		one |= strlen(words[i]) == text.len && strncasecmp(words[i], text.ptr, text.len) == 0;
	m->bytes = text.len;
	return one;
}

/* "ふれあい会,", as a line is left that was part of a list. */
static bool is_comma_at_end(Str text, Markup *m)
{
	static const Str commas[] = { STR_INIT(","), STR_INIT("，"), STR_INIT("、"), STR_INIT(";") };
	for (size_t i = 0; i < sizeof(commas) / sizeof(*commas); i++)
		if (str_ends(text, commas[i])) {
			*m = (Markup){ text.len - commas[i].len, commas[i].len, { 0 } };
			return true;
		}
	return false;
}

/* "{name: 広場}" within quotes is a text, and no group of keys any more. */
static bool is_group_in_quotes(Str text, Markup *m)
{
	bool group = str_starts(text, STR("{")) && str_ends(text, STR("}")) && str_contains(text, STR(": "));
	bool list = str_starts(text, STR("[")) && str_ends(text, STR("]"));
	m->bytes = text.len;
	return group || list;
}

static const struct {
	const char *code, *message, *hint;
	bool (*finds)(Str text, Markup *m);
} rules[] = {
	{ "markup-html", N_("'{0}' is HTML, which means nothing here: people see it as it is"),
	  N_("take it away; this place has words only, and paragraphs go into the text below the second ---"),
	  is_html },
	{ "markup-entity", N_("'{0}' stands for a sign in HTML; here people see it as it is"),
	  N_("type the sign itself, or a space"), is_entity },
	{ "markup-bold", N_("'{0}' makes nothing bold here: people see the stars"),
	  N_("take the ** away; only the text below the second --- knows such marks"), is_bold },
	{ "markup-link", N_("'{0}' is no link here: people see the brackets"),
	  N_("write only the words: {1}; a link goes into the text below the second ---"), is_link },
	{ "markup-line", N_("'{0}' at the beginning is shown as it is"), N_("begin with the words: {1}"), is_line_mark },
	{ "markup-backslash", N_("'{0}' at the end is shown as it is"), N_("take it away"), is_backslash },
	{ "text-yes", N_("people read '{0}' here, and do not know what it means"),
	  N_("say it in words, as in 予約してください; where there is nothing to say, take the line away"), is_yes_or_no },
	{ "text-comma", N_("'{0}' at the end is shown as it is"), N_("take it away"), is_comma_at_end },
	{ "text-group", N_("'{0}' stands between quotes, so it is a text: people see the brackets"),
	  N_("take the quotes around it away"), is_group_in_quotes },
};
enum { RULES = sizeof(rules) / sizeof(*rules) };

typedef struct Looking {
	const Written *written;
	Pos from;
} Looking;

/* Each sort is told once a text: whoever mends the first sees the others. */
static void look_at_text(void *context, Str text)
{
	const Looking *l = context;
	const Written *w = l->written;
	for (size_t i = 0; text.len && i < RULES; i++) {
		Markup m = { 0 };
		Pos pos;
		if (!rules[i].finds(text, &m))
			continue;
		Str part = str_sub(text, m.at, m.at + m.bytes);
		if (text_place(w->src, l->from, text, part, &pos))
			diag_warning(w->diag, w->src, pos, rules[i].code,
			             ARGS(utf8_prefix(part, SIGN_MOST), utf8_prefix(m.instead, SIGN_MOST)),
			             _(rules[i].message), _(rules[i].hint));
	}
}

void written_markup(const Written *w, const struct Table *table, const void *object, Pos from)
{
	Looking l = { .written = w, .from = from };
	texts_each(table, object, look_at_text, &l);
}

void written_bare_address(const Written *w, Str text, Pos from)
{
	size_t at = str_find(text, STR("http://"));
	if (at == text.len)
		at = str_find(text, STR("https://"));
	Str rest = str_skip(text, at);
	Pos pos;
	for (rest.len = 0; at + rest.len < text.len && rest.ptr[rest.len] > ' ' && !(rest.ptr[rest.len] & 0x80);)
		rest.len++;
	if (rest.len && text_place(w->src, from, text, rest, &pos))
		diag_warning(w->diag, w->src, pos, "markup-address", ARGS(utf8_prefix(rest, SIGN_MOST)),
		             _("'{0}' is no part of a name or of one line about it: nobody can tap it here"),
		             _("write it as url in the contacts, or as a link in the text below the second ---"));
}
