#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "format/gzip.h"
#include "format/png.h"

enum { WIDE = 5, TALL = 3, STRIDE = 24 };

static uint32_t color_at(int x, int y)
{
	return (uint32_t)(x * 50) << 16 | (uint32_t)(y * 100) << 8 | (uint32_t)((x + y) & 1) * 255;
}

static Str drawn(Arena *a)
{
	uint8_t pixels[STRIDE * TALL] = { 0 };
	for (int y = 0; y < TALL; y++)
		for (int x = 0; x < WIDE; x++) {
			uint32_t color = color_at(x, y);
			memcpy(pixels + y * STRIDE + x * 4, &color, 4);
		}
	return png_render(pixels, WIDE, TALL, STRIDE, a);
}

static uint32_t number_at(Str s, size_t at)
{
	const uint8_t *p = (const uint8_t *)s.ptr + at;
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Head, chunks one behind the other with right sums, and an end. */
static void it_is_made_as_the_standard_says(void **state)
{
	(void)state;
	static const char *const names[] = { "IHDR", "IDAT", "IEND" };
	Arena a = { 0 };
	Str png = drawn(&a);
	assert_memory_equal(png.ptr, "\x89PNG\r\n\x1a\n", 8);
	size_t at = 8;
	for (size_t i = 0; i < 3; i++) {
		uint32_t length = number_at(png, at);
		assert_memory_equal(png.ptr + at + 4, names[i], 4);
		assert_int_equal(number_at(png, at + 8 + length), zlib_crc(str_sub(png, at + 4, at + 8 + length)));
		at += 12 + length;
	}
	assert_int_equal(at, png.len);
	assert_int_equal(number_at(png, 16), WIDE);
	assert_int_equal(number_at(png, 20), TALL);
	assert_memory_equal(png.ptr + 24, "\x08\x02\0\0\0", 5);
	/* The sum of an empty IEND, as the standard prints it. */
	assert_int_equal(number_at(png, png.len - 4), 0xae426082);
	arena_free(&a);
}

static void its_pixels_come_out_again(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str png = drawn(&a), plain;
	uint32_t length = number_at(png, 33);
	assert_true(zlib_parse(str_sub(png, 41, 41 + length), 1000, &a, &plain));
	assert_int_equal(plain.len, TALL * (1 + 3 * WIDE));
	uint8_t above[3 * WIDE] = { 0 };
	for (int y = 0; y < TALL; y++) {
		const uint8_t *row = (const uint8_t *)plain.ptr + y * (1 + 3 * WIDE);
		assert_int_equal(row[0], 2);
		for (int i = 0; i < 3 * WIDE; i++)
			above[i] = (uint8_t)(above[i] + row[1 + i]);
		for (int x = 0; x < WIDE; x++)
			assert_int_equal(above[3 * x] << 16 | above[3 * x + 1] << 8 | above[3 * x + 2], color_at(x, y));
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_made_as_the_standard_says),
		cmocka_unit_test(its_pixels_come_out_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
