/*
 * Memory freed all at once.
 *
 *   Arena a = { 0 };                  a zero arena is empty and ready
 *   T *t = NEW(&a, T);                zeroed, aligned for any type
 *   T *v = NEW_ARRAY(&a, T, n);
 *   ArenaMark m = arena_mark(&a);     ... scratch work ...
 *   arena_reset(&a, m);               forgets all that came after the mark
 *   arena_free(&a);                   gives everything back
 *
 * An arena belongs to one thread at a time. Running out of memory ends the
 * program here, with exit status 3: no caller ever sees NULL.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ArenaChunk ArenaChunk;

typedef struct Arena {
	ArenaChunk *first, *now;
	char *next, *end;
} Arena;

typedef struct ArenaMark {
	ArenaChunk *now;
	char *next;
} ArenaMark;

#define NEW(arena, type)              ((type *)arena_alloc((arena), 1, sizeof(type)))
#define NEW_ARRAY(arena, type, count) ((type *)arena_alloc((arena), (count), sizeof(type)))

/* Zeroed memory for `count` things of `size` bytes. */
void *arena_alloc(Arena *a, size_t count, size_t size);

/* Bytes for text: neither zeroed nor aligned. */
char *arena_bytes(Arena *a, size_t size);

/* Grow the newest piece of arena_bytes in place; false when it is not the newest or there is no room. */
bool arena_extend(Arena *a, const char *piece, size_t old_size, size_t new_size);

ArenaMark arena_mark(const Arena *a);
void      arena_reset(Arena *a, ArenaMark mark);
void      arena_free(Arena *a);

/* Bytes held from the system, for `make bench`. */
size_t arena_held(const Arena *a);

#endif
