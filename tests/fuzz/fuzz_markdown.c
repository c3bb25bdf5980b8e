/*
 * Whatever the body: no crash, no sanitizer report, and HTML that is well
 * nested, made of tags we write, without marks, and UTF-8.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "format/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static Str some_url(void *context, Str target)
{
	(void)context;
	return str_contains(target, STR("no")) ? (Str){ 0 } : target;
}

static Str some_image(void *context, Str target, Str alt)
{
	(void)context;
	(void)alt;
	return str_contains(target, STR("no")) ? (Str){ 0 } : STR("<img alt=\"x\">");
}

static void require(bool claim)
{
	if (!claim)
		abort();
}

static Str tag_name(Str tag)
{
	size_t end = 0;
	while (end < tag.len && tag.ptr[end] != ' ' && tag.ptr[end] != '>')
		end++;
	return str_sub(tag, 0, end);
}

static bool is_known(Str name)
{
	static const Str names[] = {
		STR_INIT("p"), STR_INIT("ul"), STR_INIT("ol"), STR_INIT("li"), STR_INIT("pre"), STR_INIT("code"),
		STR_INIT("blockquote"), STR_INIT("em"), STR_INIT("strong"), STR_INIT("a"), STR_INIT("ruby"),
		STR_INIT("rt"), STR_INIT("rp"), STR_INIT("hr"), STR_INIT("br"), STR_INIT("img"), STR_INIT("h2"),
		STR_INIT("h3"), STR_INIT("h4"), STR_INIT("h5"), STR_INIT("h6"),
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_equal(names[i], name))
			return true;
	return false;
}

static void require_nested(Str html, Arena *a)
{
	Str *open = NEW_ARRAY(a, Str, html.len / 3 + 1);
	size_t depth = 0;
	for (size_t at; (at = str_find_byte(html, '<')) < html.len;) {
		html = str_skip(html, at + 1);
		bool closes = str_take(&html, STR("/"));
		Str name = tag_name(html);
		require(is_known(name));
		if (closes)
			require(depth && str_equal(open[--depth], name));
		else if (!str_equal(name, STR("hr")) && !str_equal(name, STR("br")) && !str_equal(name, STR("img")))
			open[depth++] = name;
	}
	require(!depth);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	Str body = { (const char *)bytes, size }, html;
	MarkdownRules rules = {
		.japanese = true, .heading_level = 1, .link_url = some_url, .image_html = some_image,
	};
	Source source = { STR("a.md"), body };
	Arena a = { 0 };
	Diag d = { 0 };
	bool passed = markdown_render(&source, body, 1, &rules, &a, &d, &html);
	require(passed == !d.errors);
	require(utf8_valid(html) && !str_contains(html, STR("\xf0\x9f\xbf\xbe")));
	require_nested(html, &a);
	require(markdown_text(html, &a).len <= html.len);
	TextBlocks blocks = markdown_blocks(html, &a);
	size_t words = 0;
	for (size_t i = 0; i < blocks.count; i++) {
		require(blocks.items[i].words.len > 0 && blocks.items[i].sort < TEXT_SORTS);
		words += blocks.items[i].words.len;
	}
	require(words <= html.len);
	arena_free(&a);
	diag_free(&d);
	return 0;
}
