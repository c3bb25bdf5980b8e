/* Pictures without what is written beside them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "format/image.h"

static void put(Buf *b, const char *bytes, size_t count)
{
	buf_str(b, (Str){ bytes, count });
}

#define PUT(b, bytes) put((b), (bytes), sizeof(bytes) - 1)

/* A JPEG in form: 3 × 5 pixels, one scan of six bytes with a stuffed FF and a restart in it. */
static Str jpeg(char turn, Arena *a)
{
	Buf b = { .arena = a };
	PUT(&b, "\xff\xd8");
	PUT(&b, "\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
	PUT(&b, "\xff\xe1\0\x2c"
	        "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0");
	buf_char(&b, turn);
	PUT(&b, "\0\0\0\0\0\0\0SECRETGPS\0");
	PUT(&b, "\xff\xed\0\x0aPHOTOS00");
	PUT(&b, "\xff\xfe\0\x09my dog\n");
	PUT(&b, "\xff\xc0\0\x0b\x08\0\x05\0\x03\x01\x01\x11\0");
	PUT(&b, "\xff\xda\0\x08\x01\x01\0\0\x3f\0"
	        "ab\xff\0\xff\xd0"
	        "cd");
	PUT(&b, "\xff\xd9"
	        "TRAILING THUMBNAIL");
	return buf_text(&b);
}

static void put_chunk(Buf *b, const char *name, const char *bytes, size_t count)
{
	const char length[4] = { 0, 0, (char)(count >> 8), (char)count };
	put(b, length, 4);
	put(b, name, 4);
	put(b, bytes, count);
	PUT(b, "CRC!");
}

#define CHUNK(b, name, bytes) put_chunk((b), (name), (bytes), sizeof(bytes) - 1)

static Str png(Arena *a)
{
	Buf b = { .arena = a };
	PUT(&b, "\x89PNG\r\n\x1a\n");
	CHUNK(&b, "IHDR", "\0\0\x01\x02\0\0\0\x09\x08\x06\0\0\0");
	CHUNK(&b, "tEXt", "Author\0Yamada");
	CHUNK(&b, "eXIf", "II*\0GPS");
	CHUNK(&b, "tRNS", "\0");
	CHUNK(&b, "IDAT", "pixels");
	CHUNK(&b, "IEND", "");
	PUT(&b, "BEHIND");
	return buf_text(&b);
}

static void a_jpeg_keeps_its_pixels_and_loses_the_rest(void **state)
{
	(void)state;
	Arena a = { 0 };
	Picture p;
	assert_true(picture_read(jpeg(1, &a), &p));
	assert_int_equal(p.format, PICTURE_JPEG);
	assert_int_equal(p.width, 3);
	assert_int_equal(p.height, 5);
	Str clean = picture_clean(&p, &a);
	assert_true(str_contains(clean, STR("JFIF")));
	assert_true(str_contains(clean, (Str){ "ab\xff\0\xff\xd0"
	                                       "cd\xff\xd9",
	                                       10 }));
	assert_false(str_contains(clean, STR("SECRET")));
	assert_false(str_contains(clean, STR("PHOTOS")));
	assert_false(str_contains(clean, STR("my dog")));
	assert_false(str_contains(clean, STR("Exif")));
	assert_true(str_ends(clean, (Str){ "\xff\xd9", 2 }));
	arena_free(&a);
}

static void a_turned_jpeg_is_still_turned(void **state)
{
	(void)state;
	Arena a = { 0 };
	Picture p, again;
	assert_true(picture_read(jpeg(6, &a), &p));
	assert_int_equal(p.width, 5);
	assert_int_equal(p.height, 3);
	Str clean = picture_clean(&p, &a);
	assert_false(str_contains(clean, STR("SECRET")));
	assert_true(picture_read(clean, &again));
	assert_int_equal(again.turn, 6);
	assert_int_equal(again.width, 5);
	assert_true(str_equal(picture_clean(&again, &a), clean));
	arena_free(&a);
}

static void a_png_keeps_what_makes_the_picture(void **state)
{
	(void)state;
	Arena a = { 0 };
	Picture p, again;
	assert_true(picture_read(png(&a), &p));
	assert_int_equal(p.format, PICTURE_PNG);
	assert_int_equal(p.width, 258);
	assert_int_equal(p.height, 9);
	Str clean = picture_clean(&p, &a);
	assert_true(str_contains(clean, STR("IDATpixels")));
	assert_true(str_contains(clean, STR("tRNS")));
	assert_false(str_contains(clean, STR("Yamada")));
	assert_false(str_contains(clean, STR("GPS")));
	assert_false(str_contains(clean, STR("BEHIND")));
	assert_true(picture_read(clean, &again));
	assert_true(str_equal(picture_clean(&again, &a), clean));
	arena_free(&a);
}

static void what_is_no_picture_is_refused(void **state)
{
	static const char *const texts[] = { "",         "GIF89a",       "<svg>",
		                             "\xff\xd8", "\xff\xd8\xff", "\x89PNG\r\n\x1a\n" };
	(void)state;
	Picture p;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(picture_read(str_from(texts[i]), &p));
}

/* Cut anywhere or with any byte changed, a picture is refused or cleaned, within its bytes. */
static void damage_is_borne(void **state)
{
	(void)state;
	Arena a = { 0 };
	for (int kind = 0; kind < 2; kind++) {
		Str whole = kind ? png(&a) : jpeg(6, &a);
		for (size_t at = 0; at < whole.len; at++) {
			ArenaMark mark = arena_mark(&a);
			Picture p;
			char *bytes = arena_bytes(&a, whole.len);
			memcpy(bytes, whole.ptr, whole.len);
			if (picture_read((Str){ bytes, at }, &p))
				picture_clean(&p, &a);
			for (int bit = 0; bit < 8; bit++) {
				bytes[at] ^= (char)(1 << bit);
				if (picture_read((Str){ bytes, whole.len }, &p))
					assert_true(picture_clean(&p, &a).len <= whole.len + 36);
				bytes[at] ^= (char)(1 << bit);
			}
			arena_reset(&a, mark);
		}
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_jpeg_keeps_its_pixels_and_loses_the_rest),
		cmocka_unit_test(a_turned_jpeg_is_still_turned),
		cmocka_unit_test(a_png_keeps_what_makes_the_picture),
		cmocka_unit_test(what_is_no_picture_is_refused),
		cmocka_unit_test(damage_is_borne),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
