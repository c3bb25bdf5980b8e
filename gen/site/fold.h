/*
 * How words are compared when somebody searches.
 *
 * The one specification, in two languages: this file, and fold() in
 * layouts/search.js. tests/search-vectors.tsv is read by the tests of both.
 *
 *   1. NFKC: full-width and half-width forms become the usual ones
 *   2. A–Z and À–Þ become small letters, katakana becomes hiragana
 *   3. only letters and digits stay: spaces, punctuation, symbols, dashes
 *      and the long-vowel mark go, and so does a sound mark that stands alone;
 *      nothing is left that JSON or HTML would want escaped
 *
 * So サービス, ｻｰﾋﾞｽ and さーびす are one word, and 042-464-1311 is
 * 0424641311. A text of marks alone folds to nothing.
 */
#ifndef SITE_FOLD_H
#define SITE_FOLD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* Adds the folded text; `scratch` is left as it was. */
void fold_add(Buf *out, Str text, Arena *scratch);
Str  fold_text(Str text, Arena *a);

/*
 * Of a body in Markdown what is read aloud, folded: no targets of links, no
 * readings of {漢字|かんじ}. At most `points` characters.
 */
void fold_add_body(Buf *out, Str markdown, size_t points, Arena *scratch);

#endif
