/*
 * Hashes of bytes: XXH3 (libxxhash), which stays behind this file.
 *
 * Not cryptographic: they tell whether two of our own outputs are equal,
 * never whether something may be trusted. Stable across machines and
 * releases, as XXH3 promises, so they may be written to disk and print.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct Hash {
	uint64_t high, low;
} Hash;

uint64_t hash_text(Str s);                     /* 64 bits, for tables */
Hash     hash_bytes(Str s);                    /* 128 bits, for contents */
bool     hash_equal(Hash a, Hash b);

/* hash_text of a text that comes in pieces. */
typedef struct HashPieces HashPieces;

HashPieces *hash_pieces_make(Arena *a);
void        hash_pieces_add(HashPieces *h, Str piece);
uint64_t    hash_pieces_text(const HashPieces *h);

#endif
