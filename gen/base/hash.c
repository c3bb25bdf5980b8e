#include "base/hash.h"

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
