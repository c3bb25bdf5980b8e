/*
 * Words and addresses of Markdown, written as HTML.
 *
 * Marks (markdown_source.h) are left away, and {漢字|かんじ} becomes ruby
 * where `japanese` says so. Used by markdown*.c alone.
 */
#ifndef FORMAT_MARKDOWN_INLINE_H
#define FORMAT_MARKDOWN_INLINE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/* Probably meant otherwise: the text from the first ** or broken {…|…} on, or empty. */
typedef struct Stray {
	Str stars, ruby;
} Stray;

/* & < > " become entities, as CommonMark's examples have it: fit for text and "attributes". */
void  markdown_escape(Buf *out, Str text);
Stray markdown_write_text(Buf *out, Str text, bool japanese);
/* For href="…" and src="…": what may not stand in an address as %XX. */
void  markdown_write_address(Buf *out, Str address);
/* Text as people read it: without marks and readings. */
void  markdown_write_words(Buf *out, Str text, bool japanese);

#endif
