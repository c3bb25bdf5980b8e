/*
 * What writers of Markdown often mean otherwise, and what to type instead.
 *
 * Used by markdown*.c alone.
 */
#ifndef FORMAT_MARKDOWN_HINT_H
#define FORMAT_MARKDOWN_HINT_H

#include "base/arena.h"
#include "base/str.h"
#include "format/markdown_inline.h"
#include "format/markdown_source.h"

/* An HTML tag or comment: an error. */
void markdown_hint_html(MarkdownSource *s, Place place, Str html, Arena *a);
/* ** or {…|…} left in a text: warnings. */
void markdown_hint_stray(MarkdownSource *s, Place place, const Stray *stray, Arena *a);
/* A paragraph that begins with #: a warning when it should have been a heading. */
void markdown_hint_hash(MarkdownSource *s, Place place, Str text, Arena *a);

#endif
