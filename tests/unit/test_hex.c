#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hex.h"

static void test_a_number_is_sixteen_digits_and_reads_as_itself(void **state)
{
	(void)state;
	static const struct { uint64_t number; const char *digits; } rows[] = {
		{ 0, "0000000000000000" },
		{ 1, "0000000000000001" },
		{ 0x0123456789abcdef, "0123456789abcdef" },
		{ UINT64_MAX, "ffffffffffffffff" },
	};
	Arena a = { 0 };
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		Buf b = { .arena = &a };
		uint64_t read = 5;
		hex_put_number(&b, rows[i].number);
		buf_str(&b, STR(" rest"));
		Str text = buf_text(&b);
		assert_true(str_equal(str_sub(text, 0, 16), str_from(rows[i].digits)));
		assert_true(hex_take_number(&text, &read));
		assert_true(read == rows[i].number);
		assert_true(str_equal(text, STR(" rest")));
	}
	arena_free(&a);
}

static void test_bytes_are_two_digits_each(void **state)
{
	(void)state;
	static const uint8_t bytes[] = { 0x00, 0x7f, 0x80, 0xff };
	uint8_t read[4];
	Arena a = { 0 };
	Buf b = { .arena = &a };
	hex_put(&b, bytes, 4);
	Str text = buf_text(&b);
	assert_true(str_equal(text, STR("007f80ff")));
	assert_true(hex_take(&text, read, 4));
	assert_memory_equal(read, bytes, 4);
	assert_int_equal(text.len, 0);
	arena_free(&a);
}

static void test_any_other_spelling_is_refused_and_takes_nothing(void **state)
{
	(void)state;
	static const char *const refused[] = {
		"", "0123456789abcde", "0123456789abcdeF", "0123456789abcdeg", "/123456789abcdef",
		"012345678:abcdef", " 123456789abcdef", "0x23456789abcdef", "０123456789abcde",
	};
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		Str text = str_from(refused[i]);
		size_t len = text.len;
		uint64_t number;
		uint8_t bytes[8];
		assert_false(hex_take_number(&text, &number));
		assert_false(hex_take(&text, bytes, 8));
		assert_int_equal(text.len, len);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_number_is_sixteen_digits_and_reads_as_itself),
		cmocka_unit_test(test_bytes_are_two_digits_each),
		cmocka_unit_test(test_any_other_spelling_is_refused_and_takes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
