#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

#include "format/gzip.h"

static Str unpacked(Str packed, size_t room, Arena *a)
{
	char *text = arena_bytes(a, room + 1);
	z_stream z = { .next_in = (Bytef *)packed.ptr, .avail_in = (uInt)packed.len,
	               .next_out = (Bytef *)text, .avail_out = (uInt)room + 1 };
	assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(z.avail_in, 0);
	Str result = { text, z.total_out };
	inflateEnd(&z);
	return result;
}

/* Of every sort: a page's repetition, noise that cannot be packed, and nothing. */
static Str sample(size_t bytes, unsigned noise, Arena *a)
{
	char *text = arena_bytes(a, bytes);
	uint32_t state = noise * 2654435761u + 1;
	for (size_t i = 0; i < bytes; i++) {
		state = state * 1664525u + 1013904223u;
		text[i] = noise ? (char)(state >> 24) : "<li>ささえあい</li>\n"[i % 25];
	}
	return (Str){ text, bytes };
}

static void test_what_is_packed_unpacks_to_the_same_text(void **state)
{
	(void)state;
	static const size_t sizes[] = { 0, 1, 17, 255, 4096, 65535, 65536, 65537, 3000000 };
	Arena a = { 0 };
	Gzip *g = gzip_make(&a);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		for (unsigned noise = 0; noise < 2; noise++) {
			Str text = sample(sizes[i], noise, &a);
			assert_true(
				str_equal(unpacked(gzip_render(g, text, &a), text.len, &a), text));
		}
	arena_free(&a);
}

static void test_the_header_names_no_time_no_file_and_the_best_level(void **state)
{
	(void)state;
	static const unsigned char expected[10] = { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3 };
	Arena a = { 0 };
	Str packed = gzip_render(gzip_make(&a), STR("掲示板"), &a);
	assert_true(packed.len > sizeof(expected));
	assert_memory_equal(packed.ptr, expected, sizeof(expected));
	arena_free(&a);
}

static void test_the_bytes_do_not_depend_on_what_was_packed_before(void **state)
{
	(void)state;
	Arena a = { 0 };
	Gzip *used = gzip_make(&a), *fresh = gzip_make(&a);
	Str page = sample(20000, 0, &a);
	gzip_render(used, sample(100000, 1, &a), &a);
	gzip_render(used, sample(70, 0, &a), &a);
	assert_true(str_equal(gzip_render(used, page, &a), gzip_render(fresh, page, &a)));
	assert_true(str_equal(gzip_render(used, page, &a), gzip_render(fresh, page, &a)));
	arena_free(&a);
}

static void test_a_page_becomes_much_shorter_and_noise_only_a_little_longer(void **state)
{
	(void)state;
	Arena a = { 0 };
	Gzip *g = gzip_make(&a);
	assert_true(gzip_render(g, sample(50000, 0, &a), &a).len < 1000);
	assert_in_range(gzip_render(g, sample(50000, 1, &a), &a).len, 50000, 50100);
	assert_in_range(gzip_render(g, (Str){ 0 }, &a).len, 20, 20);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_packed_unpacks_to_the_same_text),
		cmocka_unit_test(test_the_header_names_no_time_no_file_and_the_best_level),
		cmocka_unit_test(test_the_bytes_do_not_depend_on_what_was_packed_before),
		cmocka_unit_test(test_a_page_becomes_much_shorter_and_noise_only_a_little_longer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
