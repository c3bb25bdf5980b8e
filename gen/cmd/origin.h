/*
 * Which file of the site answers an address, and which files it is made
 * from: for those who look at a page and want to mend it.
 *
 *   const Output *out = origin_output(walk, address, a);
 *   PageOrigin from = origin_of(out, a);
 *   ... from.file: content/seibu/events/hana.md, from.line, from.layout
 */
#ifndef CMD_ORIGIN_H
#define CMD_ORIGIN_H

#include "cmd/walk.h"

typedef struct PageOrigin {
	Str file;                              /* what is written about the one thing it shows; may be empty */
	uint32_t line;
	Str layout;                            /* layouts/record.mustache; may be empty */
} PageOrigin;

/* A full address, one from the top of the server, or a path below out/; NULL when there is none. */
const Output *origin_output(const Walk *w, Str address, Arena *a);
PageOrigin    origin_of(const Output *out, Arena *a);

#endif
