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
#include <stdint.h>
#include <string.h>

/* Under ASan every piece is told to it, which arena.c does. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#define ARENA_ASAN __has_feature(address_sanitizer)
#else
#define ARENA_ASAN 0
#endif

/*
 * Pieces begin at multiples of ARENA_ALIGNMENT; up to ARENA_SMALL, counts and sizes multiply without overflow. Under
 * ASan a gap that nobody may touch lies before every piece, so that one written past its end is found.
 */
enum { ARENA_ALIGNMENT = 16, ARENA_SMALL = 1 << 15, ARENA_GAP = ARENA_ASAN ? 64 : 0 };

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

/* What arena_alloc does when the piece is large or the chunk at hand is full. */
void *arena_alloc_anew(Arena *a, size_t count, size_t size);

/* The same from the chunk at hand, not zeroed; NULL when arena_alloc_anew must do it. */
static inline void *arena_claim(Arena *a, size_t count, size_t size)
{
	size_t pad = -(uintptr_t)a->next & (ARENA_ALIGNMENT - 1), left = (size_t)(a->end - a->next);
	if (ARENA_ASAN || (count | size) >= ARENA_SMALL || left <= pad + count * size)
		return NULL;
	char *piece = a->next + pad;
	a->next = piece + count * size;
	return piece;
}

/* Zeroed memory for `count` things of `size` bytes. */
static inline void *arena_alloc(Arena *a, size_t count, size_t size)
{
	void *piece = arena_claim(a, count, size);
	return piece ? memset(piece, 0, count * size) : arena_alloc_anew(a, count, size);
}

/* Aligned memory that the caller fills at once: zeroed or not. */
static inline void *arena_room(Arena *a, size_t size)
{
	void *piece = arena_claim(a, 1, size);
	return piece ? piece : arena_alloc_anew(a, 1, size);
}

/* Bytes for text: neither zeroed nor aligned. */
char *arena_bytes(Arena *a, size_t size);

/* Grow (or shrink) the newest piece of arena_bytes in place; false when it is not the newest or there is no room. */
bool arena_extend(Arena *a, const char *piece, size_t old_size, size_t new_size);

ArenaMark arena_mark(const Arena *a);
void      arena_reset(Arena *a, ArenaMark mark);
void      arena_free(Arena *a);

/* Bytes held from the system, gaps among them, for `make bench`. */
size_t arena_held(const Arena *a);

#endif
