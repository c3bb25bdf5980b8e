#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/share.h"

/* The weights of twitter-text 3 (config v3.json), halved ranges and all others. */
static void latin_is_a_half_and_all_else_is_one(void **state)
{
	(void)state;
	static const struct { Str text; size_t halves; } cases[] = {
		{ STR_INIT(""), 0 },
		{ STR_INIT("芝久保"), 6 },
		{ STR_INIT("12月8日（火）"), 13 },
		{ STR_INIT("Café"), 4 },
		{ STR_INIT("ｶﾌｪ"), 6 },
		{ STR_INIT("𠮷野"), 4 },
		{ STR_INIT("〜…“”"), 6 },
		{ STR_INIT("\n"), 1 },
		{ STR_INIT("😀"), 2 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(share_weight(cases[i].text), cases[i].halves);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(latin_is_a_half_and_all_else_is_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
