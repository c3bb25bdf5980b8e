/*
 * How much room a text takes on a printed sheet.
 *
 * Nothing is laid out: characters are counted by how wide they are at most,
 * a full-width one as 1 em and any other as FIT_NARROW, and every line keeps
 * one em for what may not begin or end a line. Fonts of residents' and
 * volunteers' machines differ, so an answer errs to the large side.
 *
 * Lengths are tenths of a point; widths of texts are tenths of an em.
 */
#ifndef RENDER_FIT_H
#define RENDER_FIT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum { FIT_EM = 10, FIT_NARROW = 6 };

#define FIT_MM(mm) ((int)((mm) * 28.3465))     /* in tenths of a point */

/* A box of text: how wide it is, how large its type, and its line height in hundredths of that. */
typedef struct FitBox {
	int width, size, leading;
} FitBox;

/* Width of a text on one line. */
size_t fit_width(Str text);
/* Full-width columns of a box; at least 1. */
size_t fit_columns(FitBox box);
/* Lines a text of this width takes in so many columns; none for an empty one. */
size_t fit_lines(size_t width, size_t columns);
/* Height of so many lines. */
int    fit_height(size_t lines, FitBox box);
/* Height of a text. */
int    fit_text(Str text, FitBox box);
/* The text when it has at most `most` characters, else its beginning and 「…」. No Latin word is cut. */
Str    fit_cut(Str text, size_t most, Arena *a);

#endif
