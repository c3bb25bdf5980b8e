/*
 * gzip, for the `.gz` beside a text, and what PDFs have in it: zlib, which
 * stays behind this file.
 *
 *   Gzip *g = gzip_make(worker);              once a worker
 *   Str packed = gzip_render(g, text, page);  lives in `page`
 *
 * Level 9, no name, time 0: the same text gives the same bytes, whatever
 * was packed before. A short text may come out longer than it was; the
 * caller compares. A Gzip belongs to one thread and lives in its arena
 * (about 270 KB), so there is nothing to give back.
 */
#ifndef FORMAT_GZIP_H
#define FORMAT_GZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum { GZIP_BYTES_MAX = 1 << 30 };             /* zlib counts in unsigned int */

typedef struct Gzip Gzip;

Gzip *gzip_make(Arena *a);
Str   gzip_render(Gzip *g, Str text, Arena *a);

/* The same with zlib's own frame (RFC 1950), as in PDF and PNG. */
Gzip *zlib_make(Arena *a);
/* Likewise, for what is large and mostly alike: level 3. */
Gzip *zlib_make_quick(Arena *a);
/* The check sum of a PNG's chunks (CRC-32, ISO 3309). */
uint32_t zlib_crc(Str bytes);
/* What was packed so. False: damaged, or longer than `most`. */
bool  zlib_parse(Str packed, size_t most, Arena *a, Str *text);

#endif
