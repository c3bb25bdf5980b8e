#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(at, size)   ASAN_POISON_MEMORY_REGION(at, size)
#define UNPOISON(at, size) ASAN_UNPOISON_MEMORY_REGION(at, size)
#else
#define POISON(at, size)   ((void)(at), (void)(size))
#define UNPOISON(at, size) ((void)(at), (void)(size))
#endif

enum {
	FIRST_CHUNK = 16 << 10,
	LAST_CHUNK  = 1 << 20,
};

struct ArenaChunk {
	ArenaChunk *next;
	size_t size;
	_Alignas(ARENA_ALIGNMENT) char bytes[];
};

static _Noreturn void memory_exhausted(void)
{
	fputs("keijiban: out of memory\n", stderr);
	exit(3);
}

static ArenaChunk *chunk_make(size_t size)
{
	ArenaChunk *chunk = malloc(sizeof(*chunk) + size);
	if (!chunk)
		memory_exhausted();
	chunk->next = NULL;
	chunk->size = size;
	POISON(chunk->bytes, size);
	return chunk;
}

static void chunk_enter(Arena *a, ArenaChunk *chunk)
{
	a->now = chunk;
	a->next = chunk->bytes;
	a->end = chunk->bytes + chunk->size;
}

/* Chunks kept by a reset are used again; a new one is twice its predecessor, up to LAST_CHUNK. */
static void chunk_next(Arena *a, size_t need)
{
	if (a->now && a->now->next && a->now->next->size >= need) {
		chunk_enter(a, a->now->next);
		return;
	}
	size_t size = a->now ? a->now->size * 2 : FIRST_CHUNK;
	if (size > LAST_CHUNK)
		size = LAST_CHUNK;
	if (size < need)
		size = need;
	ArenaChunk *chunk = chunk_make(size);
	if (a->now) {
		chunk->next = a->now->next;
		a->now->next = chunk;
	} else {
		a->first = chunk;
	}
	chunk_enter(a, chunk);
}

void *arena_alloc_anew(Arena *a, size_t count, size_t size)
{
	if (size && count > (SIZE_MAX / 2) / size)
		memory_exhausted();
	size_t need = count * size;
	size_t pad = -(uintptr_t)a->next & (ARENA_ALIGNMENT - 1);
	if (!a->next || (size_t)(a->end - a->next) < ARENA_GAP + pad + need) {
		chunk_next(a, need + ARENA_ALIGNMENT + ARENA_GAP);
		pad = -(uintptr_t)a->next & (ARENA_ALIGNMENT - 1);
	}
	char *piece = a->next + ARENA_GAP + pad;
	UNPOISON(piece, need);
	a->next = piece + need;
	return need ? memset(piece, 0, need) : piece;
}

char *arena_bytes(Arena *a, size_t size)
{
	if (!a->next || (size_t)(a->end - a->next) < ARENA_GAP + size)
		chunk_next(a, size + ARENA_GAP);
	char *piece = a->next + ARENA_GAP;
	UNPOISON(piece, size);
	a->next = piece + size;
	return piece;
}

bool arena_extend(Arena *a, const char *piece, size_t old_size, size_t new_size)
{
	if (!piece || piece + old_size != a->next || (size_t)(a->end - piece) < new_size)
		return false;
	UNPOISON(piece, new_size);
	a->next = a->next - old_size + new_size;
	POISON(a->next, (size_t)(a->end - a->next));
	return true;
}

ArenaMark arena_mark(const Arena *a)
{
	return (ArenaMark){ a->now, a->next };
}

void arena_reset(Arena *a, ArenaMark mark)
{
	if (!a->first)
		return;
	chunk_enter(a, mark.now ? mark.now : a->first);
	if (mark.now)
		a->next = mark.next;
	POISON(a->next, (size_t)(a->end - a->next));
	for (ArenaChunk *chunk = a->now->next; chunk; chunk = chunk->next)
		POISON(chunk->bytes, chunk->size);
}

void arena_free(Arena *a)
{
	for (ArenaChunk *chunk = a->first, *next; chunk; chunk = next) {
		next = chunk->next;
		UNPOISON(chunk->bytes, chunk->size);
		free(chunk);
	}
	*a = (Arena){ 0 };
}

size_t arena_held(const Arena *a)
{
	size_t held = 0;
	for (const ArenaChunk *chunk = a->first; chunk; chunk = chunk->next)
		held += sizeof(*chunk) + chunk->size;
	return held;
}
