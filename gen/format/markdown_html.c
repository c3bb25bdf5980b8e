#include "format/markdown_html.h"

#include <cmark.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "format/markdown_heading.h"
#include "format/markdown_hint.h"
#include "format/markdown_inline.h"
#include "format/markdown_link.h"

/* cmark's allocator has no context, so the arena of the rendering this thread is at stands here. */
static _Thread_local Arena *cmark_arena;

typedef struct Piece {
	_Alignas(max_align_t) size_t size;
} Piece;

static void *piece_alloc(size_t count, size_t size)
{
	Piece *piece = arena_alloc(cmark_arena, 1, sizeof(*piece) + count * size);
	piece->size = count * size;
	return piece + 1;
}

static void *piece_room(size_t size)
{
	Piece *piece = arena_room(cmark_arena, sizeof(*piece) + size);
	piece->size = size;
	return piece + 1;
}

static void *piece_realloc(void *old, size_t size)
{
	if (!old)
		return piece_room(size);
	Piece *piece = (Piece *)old - 1;
	if (size <= piece->size)
		return old;
	size_t had = sizeof(*piece) + piece->size;
	if (arena_extend(cmark_arena, (char *)piece, had, sizeof(*piece) + size)) {
		piece->size = size;
		return old;
	}
	return memcpy(piece_room(size), old, piece->size);
}

static void piece_free(void *piece)
{
	(void)piece;
}

/* Neither the parser nor the tree is freed: the arena forgets them. */
static cmark_node *parse(Str text, Arena *a)
{
	static const cmark_mem memory = { piece_alloc, piece_realloc, piece_free };
	cmark_arena = a;
	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, (cmark_mem *)&memory);
	cmark_parser_feed(parser, text.ptr, text.len);
	return cmark_parser_finish(parser);
}

typedef struct Rendering {
	const MarkdownRules *rules;
	MarkdownSource *source;
	cmark_node *root;
	Arena *arena;
	Buf out;
	Str tail;                              /* the words written last */
	Headings headings;                     /* all of them, once one or a link to one was met */
	size_t heading;                        /* how many were written */
	int level;                             /* of the heading before */
	int top;                               /* level of the first heading, 0 before it */
} Rendering;

static Str literal(cmark_node *node)
{
	return str_from(cmark_node_get_literal(node));
}

static Place place_of(cmark_node *node)
{
	return (Place){ cmark_node_get_start_line(node), cmark_node_get_start_column(node) };
}

/* The node behind `at` in reading order, within `root`; its children first if `inside`. */
static cmark_node *walk(cmark_node *at, const cmark_node *root, bool inside)
{
	cmark_node *child = inside ? cmark_node_first_child(at) : NULL;
	if (child)
		return child;
	for (; at != root; at = cmark_node_parent(at))
		if (cmark_node_next(at))
			return cmark_node_next(at);
	return NULL;
}

static void write_words_of(Rendering *r, cmark_node *node, Buf *words)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		markdown_write_words(words, literal(node), r->rules->japanese);
		break;
	case CMARK_NODE_CODE:
	case CMARK_NODE_HTML_INLINE:
		buf_str(words, markdown_unmarked(literal(node), r->arena));
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		buf_char(words, ' ');
		break;
	default:
		break;
	}
}

/* What is read inside a heading, or in place of a picture. */
static Str words_of(Rendering *r, cmark_node *root)
{
	Buf words = { .arena = r->arena };
	for (cmark_node *at = root; at; at = walk(at, root, true))
		write_words_of(r, at, &words);
	return buf_text(&words);
}

/* Whether a link shows anything; a picture has its description. */
static bool shows_anything(cmark_node *root)
{
	for (cmark_node *at = root; at; at = walk(at, root, true)) {
		cmark_node_type type = cmark_node_get_type(at);
		if (type == CMARK_NODE_IMAGE)
			return true;
		if ((type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) && str_trim(literal(at)).len)
			return true;
	}
	return false;
}

static bool holds_blocks(cmark_node_type type)
{
	return type == CMARK_NODE_DOCUMENT || type == CMARK_NODE_BLOCK_QUOTE ||
	       type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
}

/* A link may come before its heading, so at the first of either all headings are named. */
static void name_headings(Rendering *r)
{
	if (r->headings.ids.arena)
		return;
	r->headings.ids.arena = r->arena;
	for (cmark_node *at = r->root; at;
	     at = walk(at, r->root, holds_blocks(cmark_node_get_type(at))))
		if (cmark_node_get_type(at) == CMARK_NODE_HEADING)
			heading_add(&r->headings, words_of(r, at));
}

static void fresh_line(Rendering *r)
{
	if (r->out.len && r->out.ptr[r->out.len - 1] != '\n')
		buf_char(&r->out, '\n');
}

static void write_block(Rendering *r, Str html)
{
	fresh_line(r);
	buf_str(&r->out, html);
}

static void open_list(Rendering *r, cmark_node *list)
{
	int start = cmark_node_get_list_start(list);
	if (cmark_node_get_list_type(list) == CMARK_BULLET_LIST) {
		write_block(r, STR("<ul>\n"));
	} else if (start == 1) {
		write_block(r, STR("<ol>\n"));
	} else {
		write_block(r, STR("<ol start=\""));
		buf_number(&r->out, start);
		buf_str(&r->out, STR("\">\n"));
	}
}

static void close_list(Rendering *r, cmark_node *list)
{
	bool bullets = cmark_node_get_list_type(list) == CMARK_BULLET_LIST;
	buf_str(&r->out, bullets ? STR("</ul>\n") : STR("</ol>\n"));
}

static void write_code(Rendering *r, cmark_node *code)
{
	Str text = literal(code);
	markdown_escape(&r->out, r->rules->plain ? text : markdown_unmarked(text, r->arena));
}

static void write_code_block(Rendering *r, cmark_node *block)
{
	Str info = markdown_unmarked(str_from(cmark_node_get_fence_info(block)), r->arena);
	size_t name = 0;
	while (name < info.len && !strchr(" \t\n\v\f\r", info.ptr[name]))
		name++;
	write_block(r, STR("<pre><code"));
	if (name) {
		buf_str(&r->out, STR(" class=\"language-"));
		markdown_escape(&r->out, str_sub(info, 0, name));
		buf_char(&r->out, '"');
	}
	buf_char(&r->out, '>');
	write_code(r, block);
	buf_str(&r->out, STR("</code></pre>\n"));
}

static bool is_in_tight_list(cmark_node *paragraph)
{
	cmark_node *list = cmark_node_parent(cmark_node_parent(paragraph));
	return list && cmark_node_get_list_tight(list);
}

static void check_hash(Rendering *r, cmark_node *paragraph)
{
	cmark_node *first = cmark_node_first_child(paragraph);
	const char *text = first ? cmark_node_get_literal(first) : NULL;
	if (text && *text == '#')
		markdown_hint_hash(r->source, place_of(paragraph), literal(first), r->arena);
}

static void open_paragraph(Rendering *r, cmark_node *paragraph)
{
	if (!r->rules->plain)
		check_hash(r, paragraph);
	if (!is_in_tight_list(paragraph))
		write_block(r, STR("<p>"));
}

static void close_paragraph(Rendering *r, cmark_node *paragraph)
{
	if (!is_in_tight_list(paragraph))
		buf_str(&r->out, STR("</p>\n"));
}

/* A text may begin with '##': its first heading is the top one, and depths count from there. */
static int depth_of(const Rendering *r, int level)
{
	return level > r->top ? level - r->top + 1 : 1;
}

static char heading_digit(const Rendering *r, cmark_node *heading)
{
	int level = cmark_node_get_heading_level(heading);
	if (!r->rules->plain)
		level = depth_of(r, level) + r->rules->heading_level;
	return (char)('0' + (level < 6 ? level : 6));
}

static void check_heading(Rendering *r, cmark_node *heading)
{
	static const Str signs = STR_INIT("######");
	int level = cmark_node_get_heading_level(heading);
	if (!r->top)
		r->top = r->level = level;
	if (level > r->level + 1)
		markdown_warning(r->source, place_of(heading), (Str){ 0 }, "heading-skipped",
		                 ARGS(str_sub(signs, 0, (size_t)level),
		                      str_sub(signs, 0, (size_t)r->level + 1)),
		                 _("the heading '{0}' skips a level"), _("write '{1}'"));
	if (!shows_anything(heading))
		markdown_warning(r->source, place_of(heading), (Str){ 0 }, "heading-empty", NO_ARGS,
		                 _("this heading has no words"),
		                 _("write words behind '#', or delete it"));
	r->level = level;
}

static void open_heading(Rendering *r, cmark_node *heading)
{
	if (!r->rules->plain)
		check_heading(r, heading);
	write_block(r, STR("<h"));
	buf_char(&r->out, heading_digit(r, heading));
	if (!r->rules->plain) {
		name_headings(r);
		buf_str(&r->out, STR(" id=\""));
		markdown_escape(&r->out, r->rules->id_prefix);
		markdown_escape(&r->out, heading_id(&r->headings, r->heading++));
		buf_char(&r->out, '"');
	}
	buf_char(&r->out, '>');
}

static void close_heading(Rendering *r, cmark_node *heading)
{
	buf_str(&r->out, STR("</h"));
	buf_char(&r->out, heading_digit(r, heading));
	buf_str(&r->out, STR(">\n"));
}

static void write_raw_html(Rendering *r, cmark_node *node)
{
	if (r->rules->plain)
		buf_str(&r->out, literal(node));
	else
		markdown_hint_html(r->source, place_of(node), literal(node), r->arena);
}

static void write_html_block(Rendering *r, cmark_node *node)
{
	fresh_line(r);
	write_raw_html(r, node);
	fresh_line(r);
}

static void write_text(Rendering *r, cmark_node *node)
{
	Str text = literal(node);
	Stray stray = markdown_write_text(&r->out, text, r->rules->japanese);
	r->tail = text;
	if (stray.stars.len || stray.ruby.len)
		markdown_hint_stray(r->source, place_of(node), &stray, r->arena);
}

/* Of the words around a line break: marks and the braces of ruby are not seen. */
static bool ends_japanese(Str text)
{
	while (text.len) {
		size_t start = text.len - 1;
		while (start && ((unsigned char)text.ptr[start] & 0xc0) == 0x80)
			start--;
		Str last = str_skip(text, start);
		if (last.ptr[0] != '}' && !markdown_is_mark(last))
			return markdown_is_japanese(utf8_next(&last));
		text = str_sub(text, 0, start);
	}
	return false;
}

static bool starts_japanese(Str text)
{
	while (text.len && (text.ptr[0] == '{' || markdown_is_mark(text)))
		utf8_next(&text);
	return text.len && markdown_is_japanese(utf8_next(&text));
}

static bool break_is_silent(const Rendering *r, cmark_node *softbreak)
{
	if (!r->rules->japanese || !ends_japanese(r->tail))
		return false;
	cmark_node *next = cmark_node_next(softbreak);
	while (next && cmark_node_first_child(next))
		next = cmark_node_first_child(next);
	cmark_node_type type = next ? cmark_node_get_type(next) : CMARK_NODE_NONE;
	return (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) && starts_japanese(literal(next));
}

static void write_softbreak(Rendering *r, cmark_node *softbreak)
{
	if (!break_is_silent(r, softbreak))
		buf_char(&r->out, '\n');
}

static void write_title(Rendering *r, cmark_node *node)
{
	Str title = markdown_unmarked(str_from(cmark_node_get_title(node)), r->arena);
	if (!title.len)
		return;
	buf_str(&r->out, STR("\" title=\""));
	markdown_escape(&r->out, title);
}

static Str target_of(Rendering *r, cmark_node *node)
{
	return markdown_unmarked(str_from(cmark_node_get_url(node)), r->arena);
}

static bool anchor_address(Rendering *r, cmark_node *link, Str target, Str *address)
{
	name_headings(r);
	Str anchor = str_skip(target, 1), id = heading_find(&r->headings, anchor);
	if (id.len) {
		*address = STR_CONCAT(r->arena, STR("#"), r->rules->id_prefix, id);
		return true;
	}
	Str near = heading_nearest(&r->headings, anchor);
	markdown_error(r->source, place_of(link), target, "anchor-unknown", ARGS(target, near),
	               _("no heading of this text is called '{0}'"),
	               near.len ? _("did you mean '#{1}'?")
	                        : _("write # and the words of the heading, with '-' for spaces"));
	return false;
}

static bool link_address(Rendering *r, cmark_node *link, Str target, Str *address)
{
	if (r->rules->plain) {
		*address = target;
		return true;
	}
	if (!shows_anything(link))
		markdown_error(r->source, place_of(link), target, "link-text", ARGS(target),
		               _("the link to '{0}' has no words"),
		               _("say in the square brackets where it leads: [words]({0})"));
	if (str_starts(target, STR("#")))
		return anchor_address(r, link, target, address);
	return markdown_link_address(r->source, r->rules, place_of(link), target, address);
}

static void open_link(Rendering *r, cmark_node *link)
{
	Str address;
	buf_str(&r->out, STR("<a"));
	if (link_address(r, link, target_of(r, link), &address)) {
		buf_str(&r->out, STR(" href=\""));
		markdown_write_address(&r->out, address);
		write_title(r, link);
		buf_char(&r->out, '"');
	}
	buf_char(&r->out, '>');
}

static void write_image(Rendering *r, cmark_node *image)
{
	Str target = target_of(r, image), alt = words_of(r, image), html;
	r->tail = (Str){ 0 };
	if (!r->rules->plain) {
		if (markdown_image(r->source, r->rules, place_of(image), target, alt, &html))
			buf_str(&r->out, html);
		return;
	}
	buf_str(&r->out, STR("<img src=\""));
	markdown_write_address(&r->out, target);
	buf_str(&r->out, STR("\" alt=\""));
	markdown_escape(&r->out, alt);
	write_title(r, image);
	buf_str(&r->out, STR("\" />"));
}

static void write_inline_code(Rendering *r, cmark_node *code)
{
	buf_str(&r->out, STR("<code>"));
	write_code(r, code);
	buf_str(&r->out, STR("</code>"));
	r->tail = literal(code);
}

/* Writes what comes before the children, if there are any. */
static void open_node(Rendering *r, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:    write_block(r, STR("<blockquote>\n")); break;
	case CMARK_NODE_LIST:           open_list(r, node); break;
	case CMARK_NODE_ITEM:           write_block(r, STR("<li>")); break;
	case CMARK_NODE_CODE_BLOCK:     write_code_block(r, node); break;
	case CMARK_NODE_HTML_BLOCK:     write_html_block(r, node); break;
	case CMARK_NODE_PARAGRAPH:      open_paragraph(r, node); break;
	case CMARK_NODE_HEADING:        open_heading(r, node); break;
	case CMARK_NODE_THEMATIC_BREAK: write_block(r, STR("<hr />\n")); break;
	case CMARK_NODE_TEXT:           write_text(r, node); break;
	case CMARK_NODE_SOFTBREAK:      write_softbreak(r, node); break;
	case CMARK_NODE_LINEBREAK:      buf_str(&r->out, STR("<br />\n")); break;
	case CMARK_NODE_CODE:           write_inline_code(r, node); break;
	case CMARK_NODE_HTML_INLINE:    write_raw_html(r, node); break;
	case CMARK_NODE_EMPH:           buf_str(&r->out, STR("<em>")); break;
	case CMARK_NODE_STRONG:         buf_str(&r->out, STR("<strong>")); break;
	case CMARK_NODE_LINK:           open_link(r, node); break;
	case CMARK_NODE_IMAGE:          write_image(r, node); break;
	case CMARK_NODE_NONE:
	case CMARK_NODE_DOCUMENT:
	case CMARK_NODE_CUSTOM_BLOCK:
	case CMARK_NODE_CUSTOM_INLINE:  break;
	}
}

static void close_node(Rendering *r, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE: write_block(r, STR("</blockquote>\n")); break;
	case CMARK_NODE_LIST:        close_list(r, node); break;
	case CMARK_NODE_ITEM:        buf_str(&r->out, STR("</li>\n")); break;
	case CMARK_NODE_PARAGRAPH:   close_paragraph(r, node); break;
	case CMARK_NODE_HEADING:     close_heading(r, node); break;
	case CMARK_NODE_EMPH:        buf_str(&r->out, STR("</em>")); break;
	case CMARK_NODE_STRONG:      buf_str(&r->out, STR("</strong>")); break;
	case CMARK_NODE_LINK:        buf_str(&r->out, STR("</a>")); break;
	default:                     break;
	}
}

/* Without recursion: emphasis can be nested twenty thousand deep. */
static void write_tree(Rendering *r)
{
	cmark_node *at = r->root;
	for (;;) {
		open_node(r, at);
		/* A picture's children are its description, which is written already. */
		bool leaf = cmark_node_get_type(at) == CMARK_NODE_IMAGE;
		cmark_node *next = leaf ? NULL : cmark_node_first_child(at);
		while (!next) {
			close_node(r, at);
			if (at == r->root)
				return;
			next = cmark_node_next(at);
			if (!next)
				at = cmark_node_parent(at);
		}
		at = next;
	}
}

Str markdown_html(MarkdownSource *source, const MarkdownRules *rules, Arena *a)
{
	Rendering r = { .rules = rules, .source = source, .arena = a, .out = { .arena = a } };
	r.root = parse(source->text, a);
	buf_reserve(&r.out, source->text.len + source->text.len / 4 + 256);
	write_tree(&r);
	return buf_text(&r.out);
}
