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

/* Blocks. */

static bool begins_block(Str tag, TextSort *sort)
{
	static const struct {
		Str tag;
		TextSort sort;
	} tags[] = {
		{ STR_INIT("<li"), TEXT_ITEM }, { STR_INIT("<h2"), TEXT_HEADING },
		{ STR_INIT("<h3"), TEXT_HEADING }, { STR_INIT("<h4"), TEXT_HEADING },
		{ STR_INIT("<h5"), TEXT_HEADING }, { STR_INIT("<h6"), TEXT_HEADING },
		{ STR_INIT("<pre"), TEXT_PLAIN }, { STR_INIT("<ul"), TEXT_PLAIN },
		{ STR_INIT("<ol"), TEXT_PLAIN }, { STR_INIT("<block"), TEXT_PLAIN },
		{ STR_INIT("<hr"), TEXT_PLAIN }, { STR_INIT("<p>"), TEXT_PLAIN },
	};
	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (str_starts(tag, tags[i].tag)) {
			*sort = tags[i].sort;
			return true;
		}
	return false;
}

static bool ends_block(Str tag)
{
	static const Str ends[] = { STR_INIT("</p>"), STR_INIT("</li"), STR_INIT("</h"),  STR_INIT("</pre"),
		                    STR_INIT("</ul"), STR_INIT("</ol"), STR_INIT("<br"), STR_INIT("</block") };
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_starts(tag, ends[i]))
			return true;
	return false;
}

/* Lines of code are a block each; anywhere else a line's end that is none of its text's is a space. */
static size_t add_lines(Str html, TextSort sort, TextBlock *blocks, size_t most, Arena *a)
{
	bool code = str_starts(html, STR("<pre"));
	Str left = markdown_text(html, a);
	size_t count = 0;
	for (size_t i = 0; !code && i < left.len; i++)
		if (left.ptr[i] == '\n')
			((char *)left.ptr)[i] = ' ';
	while (left.len && count < most) {
		Str line = str_trim(str_cut(left, '\n', &left));
		if (line.len)
			blocks[count++] = (TextBlock){ sort, line };
	}
	return count;
}

size_t markdown_blocks(Str html, TextBlock *blocks, size_t most, Arena *a)
{
	TextSort sort = TEXT_PLAIN, next = TEXT_PLAIN;
	size_t count = 0, from = 0;
	for (size_t at = 0; at <= html.len && count < most;) {
		Str rest = str_skip(html, at);
		bool is_tag = rest.len && rest.ptr[0] == '<';
		bool begins = is_tag && begins_block(rest, &next);
		if (!rest.len || begins || (is_tag && ends_block(rest))) {
			size_t own = add_lines(str_sub(html, from, at), sort, &blocks[count], most - count, a);
			/* A paragraph that a list's mark stands before is that item; those behind it are not. */
			bool marked = sort == TEXT_ITEM && !own && begins && str_starts(rest, STR("<p>"));
			sort = marked ? TEXT_ITEM : begins ? next : TEXT_PLAIN;
			count += own;
			from = at;
		}
		at += is_tag ? str_find_byte(rest, '>') + 1 : str_find_byte(rest, '<') + !rest.len;
	}
	return count;
}

Str markdown_first_paragraph(Str html, Arena *a)
{
	size_t start = str_find(html, STR("<p>"));
	Str rest = str_skip(html, start);
	return markdown_text(str_sub(rest, 0, str_find(rest, STR("</p>"))), a);
}
