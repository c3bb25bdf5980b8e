/*
 * The ids of a text's headings, which links as #受付時間 lead to.
 *
 *   heading_add      for each heading, in order, with its words
 *   heading_id       of the n-th
 *   heading_find     what an anchor means, or empty
 *   heading_nearest  what it may have meant, or empty
 *
 * An id is the heading's words: letters and digits of every script, small;
 * spaces become '-', other signs go; the second of a kind gets -2.
 * Used by markdown*.c alone.
 */
#ifndef FORMAT_MARKDOWN_HEADING_H
#define FORMAT_MARKDOWN_HEADING_H

#include "base/map.h"
#include "base/str.h"

typedef struct Headings {
	Map ids;                               /* value: how many more were called so */
} Headings;

void heading_add(Headings *h, Str words);
Str  heading_id(const Headings *h, size_t number);
/* `anchor` without its #; also as browsers copy it, with %E5… for Japanese. */
Str  heading_find(const Headings *h, Str anchor);
Str  heading_nearest(const Headings *h, Str anchor);

#endif
