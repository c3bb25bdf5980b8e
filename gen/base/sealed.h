/*
 * A text of lines that tells whether it is whole: its last line is
 *
 *   end <16 hex digits>                sum of all lines before
 *
 * For files of our own that a crash may cut or a disk may damage. Lines are
 * taken in order; a false ends the reading, and only after sealed_end may
 * anything be believed:
 *
 *   SealedReader r = sealed_open(bytes);
 *   if (sealed_field(&r, STR("build "), &value) && … && sealed_end(&r)) …
 *
 * Numbers have one spelling, so that what reads as sound is what was written.
 * Writing goes into a Buf, where lines may also be put by hand:
 *
 *   SealedWriter w = { .out = &buf };
 *   sealed_put_field(&w, STR("build "), value);
 *   buf_str(w.out, …); buf_char(w.out, '\n');
 *   sealed_pass_on(&w); …; buf.len = 0;    before the Buf is emptied, if it is
 *   sealed_put_end(&w);
 */
#ifndef BASE_SEALED_H
#define BASE_SEALED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/str.h"

typedef struct SealedReader {
	Str rest;
	const char *start;
} SealedReader;

typedef struct SealedWriter {
	Buf *out;
	HashPieces *sum;                       /* of what was passed on; NULL: nothing was */
} SealedWriter;

SealedReader sealed_open(Str bytes);
/* The next line, which must have its end. */
bool sealed_line(SealedReader *r, Str *line);
/* The next line begins with `name`; its value is what follows. */
bool sealed_field(SealedReader *r, Str name, Str *value);
bool sealed_count(SealedReader *r, Str name, uint64_t most, uint64_t *number);
/* The last line is here, nothing is behind it, and the sum is right. */
bool sealed_end(SealedReader *r);
/* Is the text whole? Its lines are looked at only as far as there must be a last one; `lines` are those before it. */
bool sealed_is_whole(Str bytes, Str *lines);

/* Taken off a line; for numbers of 16 digits see base/hex.h. */
bool sealed_take_decimal(Str *line, uint64_t most, uint64_t *number);

void sealed_put_field(SealedWriter *w, Str name, Str value);
void sealed_put_count(SealedWriter *w, Str name, uint64_t number);
/* All that is in the Buf has been written, or will be before the next call. */
void sealed_pass_on(SealedWriter *w);
void sealed_put_end(SealedWriter *w);
void sealed_put_decimal(Buf *out, uint64_t number);

#endif
