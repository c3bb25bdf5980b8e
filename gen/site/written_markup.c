#include "site/written.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "site/table.h"

enum { SIGN_MOST = 40, START_OF_TEXT = 20 };

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
};
enum { RULES = sizeof(rules) / sizeof(*rules) };

typedef struct Looking {
	const Written *written;
	Pos from;
} Looking;

/* What was laid over from an office does not stand in this file, and is told there. */
static bool is_written_here(const Looking *l, Str text, Str part, Pos *pos)
{
	Str all = l->written->src->bytes, start = utf8_prefix(text, START_OF_TEXT);
	size_t before = 0;
	for (uint32_t line = 1; line < l->from.line && before < all.len; line++)
		before += str_find_byte(str_skip(all, before), '\n') + 1;
	start.len = str_find_byte(start, '\n');
	before += str_find(str_skip(all, before), start);
	size_t at = before < all.len ? before + str_find(str_skip(all, before), part) : all.len;
	*pos = at < all.len ? pos_at(all, at, part.len) : l->from;
	return at < all.len;
}

/* Each sort is told once a text: whoever mends the first sees the others. */
static void look_at_text(Looking *l, Str text)
{
	const Written *w = l->written;
	for (size_t i = 0; text.len && i < RULES; i++) {
		Markup m = { 0 };
		Pos pos;
		if (!rules[i].finds(text, &m))
			continue;
		Str part = str_sub(text, m.at, m.at + m.bytes);
		if (is_written_here(l, text, part, &pos))
			diag_warning(w->diag, w->src, pos, rules[i].code,
			             ARGS(utf8_prefix(part, SIGN_MOST), utf8_prefix(m.instead, SIGN_MOST)),
			             _(rules[i].message), _(rules[i].hint));
	}
}

static void look_at_texts(Looking *l, const Texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		look_at_text(l, texts->items[i]);
}

static void look_at_hours(Looking *l, const Hours *hours)
{
	for (size_t i = 0; i < hours->count; i++)
		look_at_text(l, hours->items[i].note);
}

static void look_at_cost(Looking *l, const Cost *cost)
{
	for (size_t i = 0; i < cost->count; i++) {
		look_at_text(l, cost->items[i].who);
		look_at_text(l, cost->items[i].note);
	}
}

/* Every list of maps in memory begins so. */
typedef struct Maps {
	const char *items;
	size_t count;
} Maps;

static void look_at_object(Looking *l, const Table *t, const char *object);

/* Markdown, and addresses, which are refused for more than this. */
static bool has_a_grammar(const Field *f)
{
	return strcmp(f->key, "body") == 0 || strcmp(f->key, "aliases") == 0;
}

static void look_at_field(Looking *l, const Field *f, const char *member)
{
	const Maps *maps = (const Maps *)member;
	if (has_a_grammar(f))
		return;
	if (f->type == &FIELD_LINE || f->type == &FIELD_TEXT)
		look_at_text(l, *(const Str *)member);
	else if (f->type == &FIELD_TEXTS)
		look_at_texts(l, (const Texts *)member);
	else if (f->type == &FIELD_HOURS)
		look_at_hours(l, (const Hours *)member);
	else if (f->type == &FIELD_COST)
		look_at_cost(l, (const Cost *)member);
	else if (f->type == &FIELD_APPLICATION)
		look_at_text(l, ((const Application *)member)->how);
	else if (f->type == &FIELD_MAP)
		look_at_object(l, f->table, member);
	else if (f->type == &FIELD_MAP_APART)
		look_at_object(l, f->table, *(const char *const *)member);
	for (size_t i = 0; f->type == &FIELD_MAPS && i < maps->count; i++)
		look_at_object(l, f->table, maps->items + i * f->table->size);
}

static void look_at_object(Looking *l, const Table *t, const char *object)
{
	for (size_t i = 0; object && i < t->count; i++)
		look_at_field(l, &t->fields[i], object + t->fields[i].offset);
}

void written_markup(const Written *w, const Table *table, const void *object, Pos from)
{
	Looking l = { .written = w, .from = from };
	look_at_object(&l, table, object);
}

void written_bare_address(const Written *w, Str text, Pos from)
{
	size_t at = str_find(text, STR("http://"));
	if (at == text.len)
		at = str_find(text, STR("https://"));
	Looking l = { .written = w, .from = from };
	Str rest = str_skip(text, at);
	Pos pos;
	for (rest.len = 0; at + rest.len < text.len && rest.ptr[rest.len] > ' ' && !(rest.ptr[rest.len] & 0x80);)
		rest.len++;
	if (rest.len && is_written_here(&l, text, rest, &pos))
		diag_warning(w->diag, w->src, pos, "markup-address", ARGS(utf8_prefix(rest, SIGN_MOST)),
		             _("'{0}' is no part of a name or of one line about it: nobody can tap it here"),
		             _("write it as url in the contacts, or as a link in the text below the second ---"));
}
