#include "format/image.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

/* Marker bytes of JPEG (ITU-T T.81, table B.1). */
enum {
	JPEG_SOI = 0xd8,
	JPEG_EOI = 0xd9,
	JPEG_SOS = 0xda,
	JPEG_RST0 = 0xd0,
	JPEG_RST7 = 0xd7,
	JPEG_TEM = 0x01,
	JPEG_SOF0 = 0xc0,
	JPEG_SOF15 = 0xcf,
	JPEG_DHT = 0xc4,
	JPEG_JPG = 0xc8,
	JPEG_DAC = 0xcc,
	JPEG_APP0 = 0xe0,
	JPEG_APP1 = 0xe1,
	JPEG_APP2 = 0xe2,
	JPEG_APP14 = 0xee,
	JPEG_APP15 = 0xef,
	JPEG_COM = 0xfe,
};

enum {
	PNG_HEAD = 8,
	PNG_CHUNK = 12,
	EXIF_TURN = 0x0112,
	UPRIGHT = 1,
	MIRRORED_SIDES = 5,
	LAST_TURN = 8
};

static unsigned byte_at(Str s, size_t at)
{
	return (unsigned char)s.ptr[at];
}

static unsigned big16(Str s, size_t at)
{
	return byte_at(s, at) << 8 | byte_at(s, at + 1);
}

static uint32_t big32(Str s, size_t at)
{
	return (uint32_t)big16(s, at) << 16 | big16(s, at + 2);
}

static bool side_is_sound(uint32_t side)
{
	return side > 0 && side <= PICTURE_SIDE_MAX;
}

/* JPEG: segments, each a marker, a length and its bytes; scans run on until the next marker. */

typedef struct Segment {
	unsigned marker;
	Str all, body; /* with the marker; behind the length */
} Segment;

static bool stands_alone(unsigned marker)
{
	return marker == JPEG_SOI || marker == JPEG_EOI || marker == JPEG_TEM ||
	       (marker >= JPEG_RST0 && marker <= JPEG_RST7);
}

/* Behind the header of a scan: up to the next marker that is not part of it. */
static size_t scan_end(Str s, size_t at)
{
	for (; at + 1 < s.len; at++) {
		unsigned next = byte_at(s, at + 1);
		if (byte_at(s, at) == 0xff && next != 0 && next != 0xff &&
		    !(next >= JPEG_RST0 && next <= JPEG_RST7))
			return at;
	}
	return s.len;
}

static bool segment_next(Str *rest, Segment *g)
{
	Str s = *rest;
	while (s.len >= 2 && byte_at(s, 0) == 0xff && byte_at(s, 1) == 0xff)
		s = str_skip(s, 1);
	if (s.len < 2 || byte_at(s, 0) != 0xff || byte_at(s, 1) == 0)
		return false;
	g->marker = byte_at(s, 1);
	size_t end = 2;
	g->body = (Str){ s.ptr + 2, 0 };
	if (!stands_alone(g->marker)) {
		if (s.len < 4 || big16(s, 2) < 2 || s.len < 2 + (size_t)big16(s, 2))
			return false;
		end = 2 + big16(s, 2);
		g->body = str_sub(s, 4, end);
		if (g->marker == JPEG_SOS)
			end = scan_end(s, end);
	}
	g->all = str_sub(s, 0, end);
	*rest = str_skip(s, end);
	return true;
}

static bool is_frame(unsigned marker)
{
	return marker >= JPEG_SOF0 && marker <= JPEG_SOF15 && marker != JPEG_DHT &&
	       marker != JPEG_JPG && marker != JPEG_DAC;
}

static unsigned tiff16(Str t, size_t at, bool little)
{
	return little ? byte_at(t, at + 1) << 8 | byte_at(t, at) : big16(t, at);
}

static uint32_t tiff32(Str t, size_t at, bool little)
{
	return little ? (uint32_t)tiff16(t, at + 2, true) << 16 | tiff16(t, at, true)
	              : big32(t, at);
}

/* The turn that an Exif segment asks for; upright when it says nothing. */
static int exif_turn(Str t)
{
	enum { HEADER = 8, ENTRY = 12 };
	if (!str_take(&t, (Str){ "Exif\0\0", 6 }) || t.len < HEADER + 2)
		return UPRIGHT;
	bool little = byte_at(t, 0) == 'I';
	uint32_t at = tiff32(t, 4, little);
	if (at > t.len - 2)
		return UPRIGHT;
	unsigned count = tiff16(t, at, little);
	for (size_t entry = (size_t)at + 2; count-- && entry + ENTRY <= t.len; entry += ENTRY) {
		unsigned turn = tiff16(t, entry + 8, little);
		if (tiff16(t, entry, little) == EXIF_TURN && turn >= UPRIGHT && turn <= LAST_TURN)
			return (int)turn;
	}
	return UPRIGHT;
}

static bool jpeg_read(Picture *p)
{
	Str rest = p->bytes;
	Segment g;
	bool scanned = false;
	uint32_t width = 0, height = 0;
	while (segment_next(&rest, &g) && g.marker != JPEG_EOI) {
		if (g.marker == JPEG_APP1 && p->turn == UPRIGHT)
			p->turn = exif_turn(g.body);
		scanned |= g.marker == JPEG_SOS;
		if (!is_frame(g.marker) || g.body.len < 5)
			continue;
		height = big16(g.body, 1);
		width = big16(g.body, 3);
	}
	bool turned = p->turn >= MIRRORED_SIDES;
	p->width = (int)(turned ? height : width);
	p->height = (int)(turned ? width : height);
	return scanned && side_is_sound(width) && side_is_sound(height);
}

/* Exif with one entry, the turn. */
static void put_turn(Buf *out, int turn)
{
	char exif[] = "\xff\xe1\0\x22"
		      "Exif\0\0"
		      "MM\0\x2a\0\0\0\x08"
		      "\0\x01"
		      "\x01\x12\0\x03\0\0\0\x01\0\0\0\0"
		      "\0\0\0\0";
	exif[29] = (char)turn;
	buf_str(out, (Str){ exif, sizeof(exif) - 1 });
}

static bool belongs_to_jpeg(const Segment *g)
{
	if (g->marker == JPEG_APP2)
		return str_starts(g->body, STR("ICC_PROFILE"));
	if (g->marker == JPEG_APP0 || g->marker == JPEG_APP14)
		return true;
	return !(g->marker >= JPEG_APP1 && g->marker <= JPEG_APP15) && g->marker != JPEG_COM;
}

static void jpeg_clean(const Picture *p, Buf *out)
{
	Str rest = p->bytes;
	Segment g;
	bool turned = p->turn == UPRIGHT;
	while (segment_next(&rest, &g) && g.marker != JPEG_EOI) {
		if (belongs_to_jpeg(&g))
			buf_str(out, g.all);
		if (g.marker == JPEG_SOI && !turned) {
			put_turn(out, p->turn);
			turned = true;
		}
	}
	buf_str(out, (Str){ "\xff\xd9", 2 });
}

/* PNG: chunks, each a length, a name, its bytes and a sum. */

static const char *const png_chunks[] = {
	"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD",
};

static bool chunk_next(Str *rest, Str *chunk)
{
	if (rest->len < PNG_CHUNK || big32(*rest, 0) > rest->len - PNG_CHUNK)
		return false;
	size_t end = PNG_CHUNK + (size_t)big32(*rest, 0);
	*chunk = str_sub(*rest, 0, end);
	*rest = str_skip(*rest, end);
	return true;
}

static bool is_chunk(Str chunk, const char *name)
{
	return str_starts(str_skip(chunk, 4), str_from(name));
}

static bool png_read(Picture *p)
{
	Str rest = str_skip(p->bytes, PNG_HEAD), chunk;
	if (!chunk_next(&rest, &chunk) || !is_chunk(chunk, "IHDR") || chunk.len < PNG_CHUNK + 13)
		return false;
	uint32_t width = big32(chunk, 8), height = big32(chunk, 12);
	if (!side_is_sound(width) || !side_is_sound(height))
		return false;
	p->width = (int)width;
	p->height = (int)height;
	while (chunk_next(&rest, &chunk))
		if (is_chunk(chunk, "IEND"))
			return true;
	return false;
}

static void png_clean(const Picture *p, Buf *out)
{
	Str rest = str_skip(p->bytes, PNG_HEAD), chunk;
	buf_str(out, str_sub(p->bytes, 0, PNG_HEAD));
	while (chunk_next(&rest, &chunk)) {
		for (size_t i = 0; i < sizeof(png_chunks) / sizeof(*png_chunks); i++)
			if (is_chunk(chunk, png_chunks[i]))
				buf_str(out, chunk);
		if (is_chunk(chunk, "IEND"))
			return;
	}
}

bool picture_read(Str bytes, Picture *p)
{
	*p = (Picture){ .bytes = bytes, .turn = UPRIGHT };
	if (str_starts(bytes, (Str){ "\x89PNG\r\n\x1a\n", PNG_HEAD })) {
		p->format = PICTURE_PNG;
		return png_read(p);
	}
	p->format = PICTURE_JPEG;
	return str_starts(bytes, (Str){ "\xff\xd8\xff", 3 }) && jpeg_read(p);
}

Str picture_clean(const Picture *p, Arena *a)
{
	Buf out = { .arena = a };
	buf_reserve(&out, p->bytes.len + 64);
	if (p->format == PICTURE_PNG)
		png_clean(p, &out);
	else
		jpeg_clean(p, &out);
	return buf_text(&out);
}
