#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "base/utf8.h"

/* The short way of utf8_nfc must agree with utf8proc, alone and beside a letter on either side. */
static void every_character_is_composed_as_utf8proc_does(void **state)
{
	(void)state;
	static const uint32_t before[] = { 0, 0x304b, 'e', 0x4e00 };
	for (uint32_t point = 1; point < 0x20000; point++) {
		Arena a = { 0 };
		for (size_t i = 0; i < 4 && (point < 0xd800 || point > 0xdfff); i++) {
			char text[16];
			size_t len = before[i] ? utf8_encode(before[i], text) : 0;
			len += utf8_encode(point, text + len);
			len += utf8_encode(0x304b, text + len);
			utf8proc_uint8_t *out = NULL;
			utf8proc_ssize_t n =
				utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len,
			                     &out, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
			assert_true(n > 0);
			Str composed = utf8_nfc((Str){ text, len }, &a);
			if (!str_equal(composed, (Str){ (const char *)out, (size_t)n }))
				fail_msg("U+%04X", (unsigned)point);
			free(out);
		}
		arena_free(&a);
	}
}

static void what_is_cut_short_is_left_alone(void **state)
{
	(void)state;
	Arena a = { 0 };
	assert_true(str_equal(utf8_nfc(STR("\xe3\x81"), &a), STR("\xe3\x81")));
	assert_true(str_equal(utf8_nfc((Str){ 0 }, &a), (Str){ 0 }));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_is_composed_as_utf8proc_does),
		cmocka_unit_test(what_is_cut_short_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
