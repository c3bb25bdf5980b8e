/*
 * Pieces of bytes kept from build to build, in one file of the state folder
 * that only grows.
 *
 *   Pool *p = pool_open(folder, length, a);   what earlier builds kept: `length` bytes
 *   if (pool_has(p, piece)) s = pool_piece(p, piece);
 *   Piece n = pool_add(p, bytes);             by several workers at once
 *   length = pool_close(p);                   0: it could not be written, and is of no use
 *
 * What lies behind `length` was left by a build that did not end, and is
 * written over. A pool is a hint: a piece is believed only if its hash is
 * the one that was noted, and nothing is lost when the file goes.
 */
#ifndef PUBLISH_POOL_H
#define PUBLISH_POOL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum { POOL_BYTES_MAX = 1 << 30 };

typedef struct Pool Pool;

typedef struct Piece {
	uint32_t at, len;                      /* len 0: none */
	uint64_t hash;
} Piece;

/* Lives in the arena; length 0 begins a new file. Never NULL: a pool that cannot be opened keeps nothing. */
Pool    *pool_open(int folder, uint64_t length, Arena *a);
/* Whether the piece is there as it was added. */
bool     pool_has(const Pool *p, Piece piece);
/* Of a piece that is. */
Str      pool_piece(const Pool *p, Piece piece);
/* Of no length where it could not be kept. */
Piece    pool_add(Pool *p, Str bytes);
uint64_t pool_close(Pool *p);

#endif
