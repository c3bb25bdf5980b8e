/*
 * Plain data as bytes and back, for a file that only this program reads.
 *
 *   number  least seven bits first, the eighth bit tells that more follow
 *   text    its length, its bytes
 *   hash    16 bytes: high, low, each with its least byte first
 *   value   its kind (the number in ValueKind), its place, then
 *             TEXT  a text
 *             LIST  how many, the items
 *             MAP   how many, and of each: key, place of the key, value
 *   place   the line as steps from the place before it in the same value
 *           (0, -1, 1, -2 … as 0, 1, 2, 3 …), column, length
 *
 * Nothing in the bytes tells what they are: they are read back in the order
 * they were written in. Whoever changes that order, the above or ValueKind
 * changes the version of the file.
 *
 *   pack_hash(&out, h);               Unpack u = { .rest = bytes };
 *   pack_number(&out, count);         Hash h = unpack_hash(&u);
 *   pack_value(&out, &v);             uint64_t count = unpack_number(&u, COUNT_MAX);
 *                                     Value v = unpack_value(&u, &arena);
 *                                     if (u.failed || u.rest.len) ...  forget it all
 *
 * The cursor remembers the first failure and has nothing left from then on:
 * all that is read after it is zero or empty, so one question at the end is
 * enough, and one in every loop that a number read here bounds.
 *
 * Texts and keys borrow from the bytes; lists and maps lie in the arena. What
 * is written is copied into the Buf.
 *
 * The bytes may be damaged or forged. Nothing outside them is read, lists
 * and maps are inside each other at most YAML_DEPTH_MAX deep, and what is
 * allocated for a value is at most 8 times its bytes (PACK_GROWTH), whatever
 * they claim. Bytes have one meaning and a meaning has one spelling. But only
 * the form is known to be right: that texts are UTF-8, that keys are in NFC
 * and occur once, is true only if it was true when they were written; a file
 * that must be sure of it carries a sum.
 */
#ifndef FORMAT_PACK_H
#define FORMAT_PACK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/str.h"
#include "format/value.h"

enum { PACK_GROWTH = 8 };                      /* bytes of lists and maps for each byte read */

typedef struct Unpack {
	Str rest;                              /* not yet read; empty once it failed */
	bool failed;
} Unpack;

void pack_number(Buf *b, uint64_t n);
void pack_text(Buf *b, Str s);
void pack_hash(Buf *b, Hash h);
/* No HTML and no FRAME in it, and no deeper than YAML_DEPTH_MAX: anything yaml_parse makes. */
void pack_value(Buf *b, const Value *v);

/* What unpack_number does when the number has several bytes, is too large or is not there. */
uint64_t unpack_number_long(Unpack *u, uint64_t most);

/* Fails above `most`, and on a spelling that is longer than it need be. */
static inline uint64_t unpack_number(Unpack *u, uint64_t most)
{
	unsigned char first = u->rest.len ? (unsigned char)*u->rest.ptr : 0xff;
	if (first >= 0x80 || first > most)
		return unpack_number_long(u, most);
	u->rest = (Str){ u->rest.ptr + 1, u->rest.len - 1 };
	return first;
}

Str   unpack_text(Unpack *u);
Hash  unpack_hash(Unpack *u);
/* NONE when it failed, which a NONE that was written is too: u->failed tells. */
Value unpack_value(Unpack *u, Arena *a);

#endif
