/*
 * A TrueType font without what only coarse screens need.
 *
 *   Str plain;
 *   if (truetype_plain(font, arena, &plain)) …
 *
 * Instructions move the corners of glyphs onto a coarse grid; on paper they
 * change nothing, and they are half of a small subset's bytes. Its tables
 * fpgm, prep and cvt go, and of each glyph its instructions; outlines and
 * measures stay as they are.
 *
 * False: it is no sound TrueType font, or has nothing to lose.
 *
 * Source: OpenType specification 1.9, "The OpenType Font File", glyf, loca,
 * head, maxp.
 */
#ifndef FORMAT_TRUETYPE_H
#define FORMAT_TRUETYPE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

bool truetype_plain(Str font, Arena *a, Str *plain);

#endif
