#include "format/png.h"

#include <string.h>

#include "base/buf.h"
#include "format/gzip.h"

enum { CHANNELS = 3, DEPTH = 8, RGB = 2, FILTER_UP = 2 };

static void put_number(Buf *b, uint32_t n)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_char(b, (char)(n >> shift & 255));
}

static void put_chunk(Buf *b, Str name, Str data)
{
	put_number(b, (uint32_t)data.len);
	size_t from = b->len;
	buf_str(b, name);
	buf_str(b, data);
	put_number(b, zlib_crc(str_skip(buf_text(b), from)));
}

/* Of one pixel after the other, red, green, blue: less those of the pixel above. */
static void put_row(uint8_t *out, const uint8_t *row, const uint8_t *above, uint32_t width)
{
	for (uint32_t x = 0; x < width; x++, out += CHANNELS) {
		uint32_t pixel, over = 0;
		memcpy(&pixel, row + x * sizeof(pixel), sizeof(pixel));
		if (above)
			memcpy(&over, above + x * sizeof(over), sizeof(over));
		for (int c = 0; c < CHANNELS; c++)
			out[c] = (uint8_t)((pixel >> (16 - 8 * c)) - (over >> (16 - 8 * c)));
	}
}

static Str packed(const uint8_t *pixels, uint32_t width, uint32_t height, size_t stride, Arena *a)
{
	size_t line = 1 + (size_t)width * CHANNELS;
	uint8_t *plain = NEW_ARRAY(a, uint8_t, line * height);
	for (uint32_t y = 0; y < height; y++) {
		const uint8_t *row = pixels + y * stride;
		plain[y * line] = FILTER_UP;
		put_row(plain + y * line + 1, row, y ? row - stride : NULL, width);
	}
	return gzip_render(zlib_make_quick(a), (Str){ (const char *)plain, line * height }, a);
}

Str png_render(const uint8_t *pixels, uint32_t width, uint32_t height, size_t stride, Arena *a)
{
	const char kind[] = { DEPTH, RGB, 0, 0, 0 };
	Arena scratch = { 0 };
	Buf head = { .arena = &scratch }, out = { .arena = a };
	put_number(&head, width);
	put_number(&head, height);
	buf_str(&head, (Str){ kind, sizeof(kind) });
	buf_str(&out, STR("\x89PNG\r\n\x1a\n"));
	put_chunk(&out, STR("IHDR"), buf_text(&head));
	put_chunk(&out, STR("IDAT"), packed(pixels, width, height, stride, &scratch));
	put_chunk(&out, STR("IEND"), (Str){ 0 });
	arena_free(&scratch);
	return buf_text(&out);
}
