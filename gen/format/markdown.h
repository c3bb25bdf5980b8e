/*
 * Markdown to HTML: cmark, with what Japanese needs and without what a
 * notice board must refuse.
 *
 *   MarkdownRules rules = { .japanese = true, .heading_level = 2, .link_url = …, .context = site };
 *   Str html;
 *   if (!markdown_render(src, body, first_line, &rules, page, d, &html))
 *           …                         at least one error is in d; html holds the rest
 *   Str words = markdown_text(html, page);
 *
 * Added for Japanese: a run of * next to Japanese punctuation opens and
 * closes as it does next to a letter (**「重要」**です); a line break between
 * two Japanese characters is no space; {漢字|かんじ} becomes ruby, with a
 * full-width bar too. A backslash before * or { keeps it as it is.
 *
 * Refused, as errors at their line: HTML tags, link schemes other than
 * https, http, mailto, tel and record, links without text or without a
 * destination, images without a description, and input made to be slow
 * (the limits of markdown_rules.h). Suspicious but published, as warnings: ** that
 * emphasises nothing, a broken {…|…}, headings that skip a level, are
 * empty, or lack the space behind #.
 *
 * All memory comes from `page`: the HTML and, some forty times the body,
 * what cmark needs to read it. Give it an arena that is reset soon, and
 * copy the HTML if it must live longer.
 */
#ifndef FORMAT_MARKDOWN_H
#define FORMAT_MARKDOWN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "format/markdown_rules.h"

/* `first_line` is the line of `src` on which `body` begins. False: an error was reported. */
bool markdown_render(const Source *src, Str body, uint32_t first_line, const MarkdownRules *rules,
                     Arena *page, Diag *d, Str *html);

/* The words of HTML made here, a line for each block, without readings: for search. */
Str  markdown_text(Str html, Arena *a);
/* The words of its first paragraph, or empty. */
Str  markdown_first_paragraph(Str html, Arena *a);

/* A paragraph, a heading or what a list says behind one of its marks. */
typedef enum TextSort { TEXT_PLAIN, TEXT_HEADING, TEXT_ITEM, TEXT_SORTS } TextSort;

typedef struct TextBlock {
	TextSort sort;
	Str words;                             /* without readings; never empty */
} TextBlock;

typedef struct TextBlocks {
	const TextBlock *items;
	size_t count;
} TextBlocks;

/* Those of HTML made here, in its order; pictures and rules are none, a line break begins another. */
TextBlocks markdown_blocks(Str html, Arena *a);

#endif
