#include "format/markdown.h"

#include <endian.h>
#include <string.h>

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
	for (size_t i = 0; i < 2 && at.len > 1 && at.ptr[1] == 'r'; i++)
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

/* Sixteen bytes at once, in whatever registers the machine has for that. */
typedef signed char Bytes __attribute__((vector_size(16)));

/* Of sixteen, the first that begins a tag, an entity or a line; 16 for none. */
static inline size_t first_sign(const char *at)
{
	Bytes bytes;
	uint64_t halves[2];
	memcpy(&bytes, at, sizeof(bytes));
	Bytes found = (bytes == '<') | (bytes == '&') | (bytes == '\n');
	memcpy(halves, &found, sizeof(halves));
	if (!(halves[0] | halves[1]))
		return sizeof(bytes);
	size_t half = !halves[0];
	return half * sizeof(*halves) + (size_t)__builtin_ctzll(le64toh(halves[half])) / 8;
}

/* Up to the next tag, entity or line's end. */
static size_t plain_length(Str html)
{
	size_t at = 0, step = sizeof(Bytes);
	for (; html.len - at >= sizeof(Bytes) && step == sizeof(Bytes); at += step)
		step = first_sign(html.ptr + at);
	while (at < html.len && html.ptr[at] != '<' && html.ptr[at] != '&' && html.ptr[at] != '\n')
		at++;
	return at;
}

/* Takes an entity, or a byte. */
static size_t take_sign(Str at, Buf *words)
{
	size_t len;
	buf_char(words, entity_char(at, &len));
	return len;
}

Str markdown_text(Str html, Arena *a)
{
	Buf words = { .arena = a };
	buf_reserve(&words, html.len + 1);
	while (html.len) {
		size_t len = plain_length(html);
		buf_str(&words, str_sub(html, 0, len));
		html = str_skip(html, len);
		if (html.len)
			html = str_skip(html, *html.ptr == '<' ? take_tag(html, &words) : take_sign(html, &words));
	}
	return str_trim(buf_text(&words));
}

/* Blocks. */

typedef struct BlockTag {
	Str tag;
	bool begins;
	TextSort sort;                         /* of what it begins */
} BlockTag;

enum { SHORTEST_TAG = 3 };                     /* <p> */

static const BlockTag block_tags[] = {
	{ STR_INIT("<p>"), true, TEXT_PLAIN },     { STR_INIT("</p>"), false, TEXT_PLAIN },
	{ STR_INIT("<li"), true, TEXT_ITEM },      { STR_INIT("</li"), false, TEXT_PLAIN },
	{ STR_INIT("<h2"), true, TEXT_HEADING },   { STR_INIT("<h3"), true, TEXT_HEADING },
	{ STR_INIT("<h4"), true, TEXT_HEADING },   { STR_INIT("<h5"), true, TEXT_HEADING },
	{ STR_INIT("<h6"), true, TEXT_HEADING },   { STR_INIT("</h"), false, TEXT_PLAIN },
	{ STR_INIT("<ul"), true, TEXT_PLAIN },     { STR_INIT("</ul"), false, TEXT_PLAIN },
	{ STR_INIT("<ol"), true, TEXT_PLAIN },     { STR_INIT("</ol"), false, TEXT_PLAIN },
	{ STR_INIT("<block"), true, TEXT_PLAIN },  { STR_INIT("</block"), false, TEXT_PLAIN },
	{ STR_INIT("<pre"), true, TEXT_PLAIN },    { STR_INIT("</pre"), false, TEXT_PLAIN },
	{ STR_INIT("<hr"), true, TEXT_PLAIN },     { STR_INIT("<br"), false, TEXT_PLAIN },
};

/* NULL: it stands within a block. */
static const BlockTag *block_tag(Str at)
{
	if (at.len < SHORTEST_TAG || !strchr("plhuob", at.ptr[at.ptr[1] == '/' ? 2 : 1]))
		return NULL;
	/* Most are ruled out by their first letters. */
	for (size_t i = 0; i < sizeof(block_tags) / sizeof(*block_tags); i++) {
		Str tag = block_tags[i].tag;
		if (at.ptr[1] == tag.ptr[1] && at.ptr[2] == tag.ptr[2] && str_starts(at, tag))
			return &block_tags[i];
	}
	return NULL;
}

typedef struct Blocks {
	Arena *arena;
	TextBlock *items;
	size_t count, room;
	Buf words;                             /* of all blocks: as long as the HTML is, so that they never move */
	size_t from;                           /* where those of the block begin that is being read */
	TextSort sort;
	bool code;                             /* its lines are a block each */
} Blocks;

static void add_block(Blocks *b, TextBlock block)
{
	enum { FIRST_ROOM = 32 };
	if (b->count == b->room) {
		size_t room = b->room ? b->room * 2 : FIRST_ROOM;
		TextBlock *grown = NEW_ARRAY(b->arena, TextBlock, room);
		if (b->count)
			memcpy(grown, b->items, b->count * sizeof(*grown));
		b->items = grown;
		b->room = room;
	}
	b->items[b->count++] = block;
}

/* The block is read; true if it said anything. */
static bool block_end(Blocks *b)
{
	size_t before = b->count;
	Str words = str_skip(buf_text(&b->words), b->from);
	while (words.len) {
		Str line = str_trim(b->code ? str_cut(words, '\n', &words) : words);
		if (line.len)
			add_block(b, (TextBlock){ b->sort, line });
		if (!b->code)
			break;
	}
	b->from = b->words.len;
	return b->count > before;
}

static size_t block_take_tag(Blocks *b, Str at)
{
	size_t reading = reading_len(at);
	const BlockTag *tag = reading ? NULL : block_tag(at);
	if (tag) {
		bool said = block_end(b);
		/* A paragraph that a list's mark stands before is that item; those behind it are not. */
		bool marked = b->sort == TEXT_ITEM && !said && tag->begins && str_starts(at, STR("<p>"));
		b->sort = marked ? TEXT_ITEM : tag->begins ? tag->sort : TEXT_PLAIN;
		b->code = str_starts(at, STR("<pre"));
	}
	return reading ? reading : str_find_byte(at, '>') + 1;
}

/* A line's end that is none of the text's is a space. */
static size_t block_take_sign(Blocks *b, Str at)
{
	if (*at.ptr != '\n' || b->code)
		return take_sign(at, &b->words);
	buf_char(&b->words, ' ');
	return 1;
}

TextBlocks markdown_blocks(Str html, Arena *a)
{
	Blocks b = { .arena = a, .words = { .arena = a } };
	buf_reserve(&b.words, html.len + 1);
	while (html.len) {
		size_t len = plain_length(html);
		buf_str(&b.words, str_sub(html, 0, len));
		html = str_skip(html, len);
		if (html.len)
			html = str_skip(html, *html.ptr == '<' ? block_take_tag(&b, html) : block_take_sign(&b, html));
	}
	block_end(&b);
	return (TextBlocks){ b.items, b.count };
}

Str markdown_first_paragraph(Str html, Arena *a)
{
	size_t start = str_find(html, STR("<p>"));
	Str rest = str_skip(html, start);
	return markdown_text(str_sub(rest, 0, str_find(rest, STR("</p>"))), a);
}
