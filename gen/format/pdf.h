/*
 * A PDF, made smaller.
 *
 *   Str small = pdf_packed(pdf, STR("ja"), arena);
 *
 * Takes what cairo writes: objects one after the other, a table of their
 * places, a trailer. All objects that are no streams become one packed
 * stream of objects with a packed table (PDF 1.5), and fonts lose what only
 * coarse screens need (truetype.h). What cairo cannot say is added: the
 * language of the text, for voices, and that its title is what a window is
 * called. Pages, fonts, structure stay the same, and the same file gives
 * the same bytes.
 *
 * Whatever is not written as expected is given back as it came. The result
 * may be `pdf` itself.
 *
 * Source: ISO 32000-1 §7.5.7 (object streams), §7.5.8 (cross-reference streams), §7.7.2 (the catalog).
 */
#ifndef FORMAT_PDF_H
#define FORMAT_PDF_H

#include "base/arena.h"
#include "base/str.h"

Str pdf_packed(Str pdf, Str language, Arena *a);

#endif
