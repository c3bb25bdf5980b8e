/*
 * A text of lines that tells whether it is whole: its last line is
 *
 *   end <16 hex digits>                sum of all lines before
 *
 * For files of our own that a crash may cut or a disk may damage. Lines are
 * taken in order; a false ends the reading, and only after sealed_end may
 * anything be believed:
 *
 *   SealedReader r = { .rest = bytes };
 *   if (sealed_field(&r, STR("build "), &value) && … && sealed_end(&r)) …
 *
 * Numbers have one spelling, so that what reads as sound is what was written.
 * Writing goes into a Buf that the caller may empty between two lines:
 *
 *   SealedWriter w = { .out = &buf };
 *   size_t from = w.out->len;         where the line begins
 *   buf_str(w.out, …);
 *   sealed_line_end(&w, from);
 *   sealed_put_end(&w);
 */
#ifndef BASE_SEALED_H
#define BASE_SEALED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

typedef struct SealedReader {
	Str rest;
	uint64_t sum;
} SealedReader;

typedef struct SealedWriter {
	Buf *out;
	uint64_t sum;
} SealedWriter;

/* The next line, which must have its end. */
bool sealed_line(SealedReader *r, Str *line);
/* The next line begins with `name`; its value is what follows. */
bool sealed_field(SealedReader *r, Str name, Str *value);
bool sealed_count(SealedReader *r, Str name, uint64_t most, uint64_t *number);
/* The last line is here, nothing is behind it, and the sum is right. */
bool sealed_end(SealedReader *r);

/* Taken off a line; for numbers of 16 digits see base/hex.h. */
bool sealed_take_decimal(Str *line, uint64_t most, uint64_t *number);

void sealed_line_end(SealedWriter *w, size_t from);
void sealed_put_field(SealedWriter *w, Str name, Str value);
void sealed_put_count(SealedWriter *w, Str name, uint64_t number);
void sealed_put_end(SealedWriter *w);
void sealed_put_decimal(Buf *out, uint64_t number);

#endif
