#include "format/gzip.h"

#include <assert.h>
#include <zlib.h>

enum {
	LEVEL       = 9,
	WINDOW      = 15 + 16,                 /* 32 KB, and a gzip frame around it */
	MEMORY      = 8,                       /* zlib's own default: 256 KB a stream */
	FRAME_BYTES = 18,                      /* header and trailer, to be safe */
};

struct Gzip {
	z_stream stream;
};

static voidpf arena_take(voidpf arena, uInt items, uInt size)
{
	return arena_alloc(arena, items, size);
}

static void arena_keep(voidpf arena, voidpf piece)
{
	(void)arena;
	(void)piece;
}

Gzip *gzip_make(Arena *a)
{
	Gzip *g = NEW(a, Gzip);
	g->stream.zalloc = arena_take;
	g->stream.zfree = arena_keep;
	g->stream.opaque = a;
	int result =
		deflateInit2(&g->stream, LEVEL, Z_DEFLATED, WINDOW, MEMORY, Z_DEFAULT_STRATEGY);
	assert(result == Z_OK);
	(void)result;
	return g;
}

Str gzip_render(Gzip *g, Str text, Arena *a)
{
	z_stream *z = &g->stream;
	assert(text.len <= GZIP_BYTES_MAX);
	deflateReset(z);
	size_t room = deflateBound(z, text.len) + FRAME_BYTES;
	char *packed = arena_bytes(a, room);
	z->next_in = (z_const Bytef *)text.ptr;
	z->avail_in = (uInt)text.len;
	z->next_out = (Bytef *)packed;
	z->avail_out = (uInt)room;
	int result = deflate(z, Z_FINISH);
	assert(result == Z_STREAM_END);
	(void)result;
	return (Str){ packed, z->total_out };
}
