/*
 * Where links and pictures in Markdown may lead.
 *
 * Each function returns false when it has reported why not. `place` is
 * where cmark saw the link begin. Used by markdown*.c alone.
 */
#ifndef FORMAT_MARKDOWN_LINK_H
#define FORMAT_MARKDOWN_LINK_H

#include <stdbool.h>

#include "base/str.h"
#include "format/markdown_rules.h"
#include "format/markdown_source.h"

/* A target that does not begin with #: its address, not escaped. */
bool markdown_link_address(MarkdownSource *s, const MarkdownRules *rules, Place place, Str target,
                           Str *address);
bool markdown_image(MarkdownSource *s, const MarkdownRules *rules, Place place, Str target, Str alt,
                    Str *html);

#endif
