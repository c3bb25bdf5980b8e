#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

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
