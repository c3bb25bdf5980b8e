#include "format/gzip.h"

#include <assert.h>
#include <zlib.h>

#include "base/buf.h"

enum {
	QUICK       = 3,
	LEVEL       = 9,
	WINDOW      = 15,                      /* 32 KB */
	GZIP        = 16,                      /* a gzip frame around it */
	FIRST_ROOM  = 4,                       /* times what is packed */
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

static Gzip *make(int level, int window, Arena *a)
{
	Gzip *g = NEW(a, Gzip);
	g->stream.zalloc = arena_take;
	g->stream.zfree = arena_keep;
	g->stream.opaque = a;
	int result =
		deflateInit2(&g->stream, level, Z_DEFLATED, window, MEMORY, Z_DEFAULT_STRATEGY);
	assert(result == Z_OK);
	(void)result;
	return g;
}

Gzip *gzip_make(Arena *a)
{
	return make(LEVEL, WINDOW + GZIP, a);
}

Gzip *zlib_make(Arena *a)
{
	return make(LEVEL, WINDOW, a);
}

Gzip *zlib_make_quick(Arena *a)
{
	return make(QUICK, WINDOW, a);
}

uint32_t zlib_crc(Str bytes)
{
	return (uint32_t)crc32(0, (const Bytef *)bytes.ptr, (uInt)bytes.len);
}

bool zlib_parse(Str packed, size_t most, Arena *a, Str *text)
{
	z_stream z = { .zalloc = arena_take, .zfree = arena_keep, .opaque = a };
	Buf b = { .arena = a };
	if (packed.len > GZIP_BYTES_MAX || inflateInit(&z) != Z_OK)
		return false;
	z.next_in = (z_const Bytef *)packed.ptr;
	z.avail_in = (uInt)packed.len;
	int result = Z_OK;
	while (result == Z_OK && b.len < most) {
		buf_reserve(&b, b.len + packed.len * FIRST_ROOM + 1);
		size_t room = b.room - b.len < most - b.len ? b.room - b.len : most - b.len;
		z.next_out = (Bytef *)b.ptr + b.len;
		z.avail_out = (uInt)room;
		result = inflate(&z, Z_NO_FLUSH);
		b.len += room - z.avail_out;
	}
	*text = buf_text(&b);
	return result == Z_STREAM_END;
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
