/*
 * The text handed to cmark, and the way back from it to the file.
 *
 *   markdown_source_check     refuses, in one pass, what would make cmark slow
 *   markdown_source_mark      puts MARKDOWN_MARK where Japanese needs it
 *   markdown_error, _warning  report at a place of cmark's, found again in the file
 *
 * A mark is a code point that no text may hold (U+1FFFE). CommonMark takes
 * it for a letter, so a run of * between a mark and punctuation opens and
 * closes; behind an escaped * or { it tells that the writer meant the
 * character. Whoever writes text out leaves the marks away.
 *
 * Used by markdown*.c alone.
 */
#ifndef FORMAT_MARKDOWN_SOURCE_H
#define FORMAT_MARKDOWN_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#define MARKDOWN_MARK STR("\xf0\x9f\xbf\xbe")

/* As cmark counts: lines from 1, columns in bytes from 1. */
typedef struct Place {
	int line, column;
} Place;

typedef struct MarkdownSource {
	const Source *src;
	Str text;                              /* the body, with marks */
	uint32_t first_line;
	bool has_stars, has_backslashes;       /* found by the check */
	bool has_html;                         /* an HTML tag was reported */
	bool failed;
	int problems;
	Diag *diag;
} MarkdownSource;

bool markdown_source_check(MarkdownSource *s);
void markdown_source_mark(MarkdownSource *s, Arena *a);

/* The byte there, or 0. */
char markdown_byte(const MarkdownSource *s, Place place);

/* The caret goes under `subject`, where the line holds it behind `place`. */
void markdown_error(MarkdownSource *s, Place place, Str subject, const char *code,
                    const Str *args, size_t count, const char *message, const char *hint);
void markdown_warning(MarkdownSource *s, Place place, Str subject, const char *code,
                      const Str *args, size_t count, const char *message, const char *hint);

/* `text` without marks: itself when it has none. */
Str  markdown_unmarked(Str text, Arena *a);
bool markdown_is_mark(Str at);
bool point_is_punctuation(uint32_t point);
/* Written without spaces beside it: kanji, kana, full-width signs, 〒, ㈱, ① and the like. */
bool markdown_is_japanese(uint32_t point);

#endif
