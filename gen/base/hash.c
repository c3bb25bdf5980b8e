#include "base/hash.h"

/* For the size of its state. */
#define XXH_STATIC_LINKING_ONLY

/* On x86 the library picks the widest vectors the processor has. */
#ifdef __x86_64__
#include <xxh_x86dispatch.h>
#else
#include <xxhash.h>
#endif

uint64_t hash_text(Str s)
{
	return XXH3_64bits(s.ptr, s.len);
}

Hash hash_bytes(Str s)
{
	XXH128_hash_t h = XXH3_128bits(s.ptr, s.len);
	return (Hash){ h.high64, h.low64 };
}

bool hash_equal(Hash a, Hash b)
{
	return a.high == b.high && a.low == b.low;
}

struct HashPieces {
	XXH3_state_t state;
};

/* The state asks for more than an arena's alignment. */
HashPieces *hash_pieces_make(Arena *a)
{
	enum { ALIGNMENT = _Alignof(HashPieces) };
	char *room = arena_bytes(a, sizeof(HashPieces) + ALIGNMENT);
	HashPieces *h = (HashPieces *)(room + (-(uintptr_t)room & (ALIGNMENT - 1)));
	XXH3_64bits_reset(&h->state);
	return h;
}

void hash_pieces_add(HashPieces *h, Str piece)
{
	XXH3_64bits_update(&h->state, piece.ptr, piece.len);
}

uint64_t hash_pieces_text(const HashPieces *h)
{
	return XXH3_64bits_digest(&h->state);
}
