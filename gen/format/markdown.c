#include "format/markdown.h"

#include "base/buf.h"
#include "format/markdown_html.h"
#include "format/markdown_source.h"

bool markdown_render(const Source *src, Str body, uint32_t first_line, const MarkdownRules *rules,
                     Arena *page, Diag *d, Str *html)
{
	MarkdownSource s = { .src = src, .text = body, .first_line = first_line, .diag = d };
	*html = (Str){ 0 };
	if (!markdown_source_check(&s))
		return false;
	if (rules->japanese)
		markdown_source_mark(&s, page);
	*html = markdown_html(&s, rules, page);
	return !s.failed;
}

typedef struct EntityText {
	Str entity;
	char text;
} EntityText;

/* Those that markdown_escape and buf_escaped write. */
static char entity_char(Str at, size_t *len)
{
	static const EntityText entities[] = {
		{ STR_INIT("&amp;"), '&' }, { STR_INIT("&lt;"), '<' }, { STR_INIT("&gt;"), '>' },
		{ STR_INIT("&quot;"), '"' }, { STR_INIT("&#39;"), '\'' },
	};
	for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++)
		if (str_starts(at, entities[i].entity)) {
			*len = entities[i].entity.len;
			return entities[i].text;
		}
	*len = 1;
	return at.ptr[0];
}

/* A reading and the brackets around it are said already by the word they explain. */
static size_t reading_len(Str at)
{
	static const Str open[] = { STR_INIT("<rp>"), STR_INIT("<rt>") };
	static const Str close[] = { STR_INIT("</rp>"), STR_INIT("</rt>") };
	for (size_t i = 0; i < 2; i++)
		if (str_starts(at, open[i]))
			return str_find(at, close[i]) + close[i].len;
	return 0;
}

/* Takes one tag; a block's end and <br> are a new line. */
static size_t take_tag(Str at, Buf *words)
{
	size_t reading = reading_len(at);
	if (reading)
		return reading;
	size_t len = str_find_byte(at, '>') + 1;
	bool ends_line = len < at.len && at.ptr[len] == '\n';
	if (ends_line && words->len && words->ptr[words->len - 1] != '\n')
		buf_char(words, '\n');
	return len + ends_line;
}

Str markdown_text(Str html, Arena *a)
{
	Buf words = { .arena = a };
	buf_reserve(&words, html.len + 1);
	size_t at = 0, len;
	while (at < html.len) {
		Str rest = str_skip(html, at);
		if (rest.ptr[0] == '<') {
			at += take_tag(rest, &words);
			continue;
		}
		buf_char(&words, entity_char(rest, &len));
		at += len;
	}
	return str_trim(buf_text(&words));
}

Str markdown_first_paragraph(Str html, Arena *a)
{
	size_t start = str_find(html, STR("<p>"));
	Str rest = str_skip(html, start);
	return markdown_text(str_sub(rest, 0, str_find(rest, STR("</p>"))), a);
}
