#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"

static void test_codes_are_folded_to_half_width(void **state)
{
	static const struct { const char *text, *folded; } rows[] = {
		{ "", "" }, { "10:00", "10:00" }, { "１０：００～１１：３０", "10:00~11:30" }, { "０４２－４６４ー１３１１", "042-464-1311" },
		{ "10:00–11:30", "10:00-11:30" }, { "Ａ　Ｂ", "A B" }, { "12月8日（火）、10時", "12月8日(火)、10時" },
		{ "12月8日㈫", "12月8日(火)" }, { "ﾊﾞｽ", "バス" }, { "か\u3099", "が" }, { "①〜②", "1~2" }, { "メール", "メ-ル" },
		{ "㋿8年", "令和8年" }, { "a\u0301", "á" },
	};
	(void)state;
	Arena a = { 0 };
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		Str folded = utf8_fold_code(str_from(rows[i].text), &a);
		if (!str_equal(folded, str_from(rows[i].folded)))
			fail_msg("'%s' is '%.*s'", rows[i].text, STR_ARG(folded));
	}
	arena_free(&a);
}

/* ① makes the whole text go the long way; every character must fold alike on both. */
static void test_the_short_way_folds_as_the_long_one(void **state)
{
	(void)state;
	Arena a = { 0 };
	ArenaMark empty = arena_mark(&a);
	for (uint32_t point = 0x80; point < 0x30000; point++) {
		char bytes[4];
		if (point >= 0xd800 && point < 0xe000)
			continue;
		Str one = { bytes, utf8_encode(point, bytes) };
		Str plain = utf8_fold_code(one, &a), longer = utf8_fold_code(STR_CONCAT(&a, STR("①"), one), &a);
		if (!str_equal(plain, str_skip(longer, 1)))
			fail_msg("U+%04X folds in two ways", point);
		arena_reset(&a, empty);
	}
	arena_free(&a);
}

static void test_malformed_text_is_left_as_it_is(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str bad = STR("\xff\xfe\x80 １");
	assert_true(str_equal(utf8_fold_code(bad, &a), bad));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes_are_folded_to_half_width),
		cmocka_unit_test(test_the_short_way_folds_as_the_long_one),
		cmocka_unit_test(test_malformed_text_is_left_as_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
