/*
 * Any bytes as a value, a number, a text and a hash. What is read is written
 * as it stood there and read again as the same; what failed is zero; no more
 * is allocated than the bytes can pay for.
 */
#include <stdlib.h>

#include "format/pack.h"

#define REQUIRE(claim)           \
	do {                     \
		if (!(claim))    \
			abort(); \
	} while (0)

enum { CHUNK = 16 << 10 };

static void check_zero(Unpack *u, Arena *a)
{
	Value v = unpack_value(u, a);
	REQUIRE(v.kind == VALUE_NONE && !v.pos.line && !v.count);
	REQUIRE(!unpack_number(u, UINT64_MAX) && !unpack_text(u).len);
	REQUIRE(hash_equal(unpack_hash(u), (Hash){ 0 }) && u->failed && !u->rest.len);
}

/* Reads what there is and writes it again, each only when it was there. */
static Unpack copy(Str bytes, Buf *out, Arena *tree)
{
	Unpack u = { .rest = bytes };
	Value v = unpack_value(&u, tree);
	if (!u.failed)
		pack_value(out, &v);
	uint64_t number = unpack_number(&u, UINT64_MAX);
	if (!u.failed)
		pack_number(out, number);
	Str text = unpack_text(&u);
	if (!u.failed)
		pack_text(out, text);
	Hash hash = unpack_hash(&u);
	if (!u.failed)
		pack_hash(out, hash);
	return u;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena tree = { 0 }, texts = { 0 };
	Buf once = { .arena = &texts }, twice = { .arena = &texts };
	Str bytes = { (const char *)data, size };

	Unpack u = copy(bytes, &once, &tree);
	/* Chunks double, and a piece that does not fit leaves the end of one unused. */
	REQUIRE(arena_held(&tree) <= 4 * (PACK_GROWTH * size + CHUNK));
	REQUIRE(str_starts(bytes, buf_text(&once)));
	if (u.failed)
		check_zero(&u, &tree);
	else
		REQUIRE(once.len + u.rest.len == size);
	copy(buf_text(&once), &twice, &tree);
	REQUIRE(str_equal(buf_text(&once), buf_text(&twice)));
	arena_free(&tree);
	arena_free(&texts);
	return 0;
}
