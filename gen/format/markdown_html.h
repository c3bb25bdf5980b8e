/*
 * cmark's tree, written as HTML. cmark stays behind markdown_html.c.
 *
 * Used by markdown.c alone; `source` has passed its check.
 */
#ifndef FORMAT_MARKDOWN_HTML_H
#define FORMAT_MARKDOWN_HTML_H

#include "base/arena.h"
#include "base/str.h"
#include "format/markdown_rules.h"
#include "format/markdown_source.h"

Str markdown_html(MarkdownSource *source, const MarkdownRules *rules, Arena *a);

#endif
