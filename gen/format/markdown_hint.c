#include "format/markdown_hint.h"

#include <string.h>

#include "base/utf8.h"

enum { TAG_SHOWN = 40, WORDS_SHOWN = 20, HEADING_LEVELS = 6 };

static const struct {
	Str name;
	const char *hint;
} html_hints[] = {
	{ STR_INIT("!--"),    N_("delete the note; reasons belong into the commit message") },
	{ STR_INIT("a"),      N_("write [words](address)") },
	{ STR_INIT("b"),      N_("write **words**") },
	{ STR_INIT("br"),     N_("end the line with a backslash \\") },
	{ STR_INIT("em"),     N_("write *words*") },
	{ STR_INIT("h1"),     N_("write '# ' and the words of the heading") },
	{ STR_INIT("h2"),     N_("write '# ' and the words of the heading") },
	{ STR_INIT("h3"),     N_("write '# ' and the words of the heading") },
	{ STR_INIT("hr"),     N_("write '---' between two empty lines") },
	{ STR_INIT("i"),      N_("write *words*") },
	{ STR_INIT("img"),    N_("write ![description](file.jpg)") },
	{ STR_INIT("li"),     N_("begin the line with '- '") },
	{ STR_INIT("ol"),     N_("begin the lines with '1. ', '2. ' and so on") },
	{ STR_INIT("p"),      N_("leave an empty line between paragraphs") },
	{ STR_INIT("ruby"),   N_("write {漢字|かんじ}") },
	{ STR_INIT("strong"), N_("write **words**") },
	{ STR_INIT("table"),  N_("write a list: begin the lines with '- '") },
	{ STR_INIT("ul"),     N_("begin the line with '- '") },
};

static bool names(Str tag, Str name)
{
	return tag.len && tag.len == name.len && !strncasecmp(tag.ptr, name.ptr, name.len);
}

static const char *html_hint(Str tag)
{
	if (str_starts(tag, STR("!--")))
		tag = STR("!--");
	for (size_t i = 0; i < sizeof(html_hints) / sizeof(*html_hints); i++)
		if (names(tag, html_hints[i].name))
			return _(html_hints[i].hint);
	return _("delete it; for the sign '<' itself write '&lt;'");
}

static Str tag_name(Str html)
{
	size_t start = str_starts(html, STR("</")) ? 2 : 1, end = start;
	while (end < html.len && !strchr(" \t\r\n\v\f/>", html.ptr[end]))
		end++;
	return str_sub(html, start, end);
}

void markdown_hint_html(MarkdownSource *s, Place place, Str html, Arena *a)
{
	bool closes = str_starts(html, STR("</"));
	if (closes && s->has_html)
		return;
	s->has_html = true;
	html = markdown_unmarked(html, a);
	Str tag = utf8_prefix(str_sub(html, 0, str_find_byte(html, '>') + 1), TAG_SHOWN);
	markdown_error(s, place, tag, "markdown-html", ARGS(str_trim(tag)),
	               _("the HTML '{0}' cannot be used here"), html_hint(tag_name(html)));
}

static const char *stars_hint(Str words, bool closed)
{
	if (!closed)
		return _("write ** before and behind the words, or \\*\\* for two stars");
	if (str_trim(words).len < words.len)
		return _("write '**{0}**', without spaces beside the words");
	return _("leave a space before and behind: ' **{0}** '");
}

static void hint_stars(MarkdownSource *s, Place place, Str at, Arena *a)
{
	Str rest = str_skip(at, 2);
	size_t end = str_find(rest, STR("**"));
	Str words = markdown_unmarked(str_sub(rest, 0, end), a);
	bool closed = end < rest.len && str_trim(words).len;
	markdown_warning(s, place, STR("**"), "emphasis-left", ARGS(str_trim(words)),
	                 _("'**' stays as it is and makes nothing bold"),
	                 stars_hint(words, closed));
}

void markdown_hint_stray(MarkdownSource *s, Place place, const Stray *stray, Arena *a)
{
	if (stray->stars.len)
		hint_stars(s, place, stray->stars, a);
	if (stray->ruby.len)
		markdown_warning(s, place, STR("{"), "ruby-left", NO_ARGS,
		                 _("'{' begins a reading that is not complete"),
		                 _("write {漢字|かんじ}: the word, a bar, its reading"));
}

/* #8008 is a telephone number, and \#… is meant. */
void markdown_hint_hash(MarkdownSource *s, Place place, Str text, Arena *a)
{
	size_t count = 0;
	while (count < text.len && text.ptr[count] == '#')
		count++;
	Str signs = str_sub(text, 0, count), words = str_skip(text, count);
	if (!count || count > HEADING_LEVELS || !words.len || markdown_byte(s, place) != '#' ||
	    strchr(" \t0123456789", words.ptr[0]))
		return;
	markdown_warning(s, place, signs, "heading-space",
	                 ARGS(signs, utf8_prefix(markdown_unmarked(words, a), WORDS_SHOWN)),
	                 _("'{0}' without a space makes no heading"), _("write '{0} {1}'"));
}
