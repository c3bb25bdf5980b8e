#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/fit.h"

static void full_width_characters_are_an_em_and_others_less(void **state)
{
	(void)state;
	static const struct { Str text; size_t width; } cases[] = {
		{ STR_INIT(""), 0 },
		{ STR_INIT("芝久保"), 30 },
		{ STR_INIT("（火）"), 30 },
		{ STR_INIT("12"), 12 },
		{ STR_INIT("12月8日"), 38 },
		{ STR_INIT("café"), 24 },
		{ STR_INIT("𠮷野"), 20 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(fit_width(cases[i].text), cases[i].width);
}

static void a_text_that_fills_its_line_takes_one_and_a_longer_one_loses_an_em_a_line(void **state)
{
	(void)state;
	assert_int_equal(fit_lines(0, 10), 0);
	assert_int_equal(fit_lines(1, 10), 1);
	assert_int_equal(fit_lines(100, 10), 1);
	assert_int_equal(fit_lines(101, 10), 2);
	assert_int_equal(fit_lines(180, 10), 2);
	assert_int_equal(fit_lines(181, 10), 3);
	assert_int_equal(fit_lines(25, 1), 3);
}

static void more_text_or_larger_type_or_a_narrower_box_is_never_lower(void **state)
{
	(void)state;
	for (size_t width = 0; width < 400; width++)
		for (size_t columns = 1; columns < 40; columns++) {
			assert_true(fit_lines(width, columns) <= fit_lines(width + 1, columns));
			assert_true(columns == 2 || fit_lines(width, columns) >= fit_lines(width, columns + 1));
		}
}

static void heights_are_lines_of_type(void **state)
{
	(void)state;
	FitBox box = { 1000, 100, 150 };
	assert_int_equal(fit_columns(box), 10);
	assert_int_equal(fit_columns((FitBox){ 50, 100, 150 }), 1);
	assert_int_equal(fit_columns((FitBox){ 0 }), 1);
	assert_int_equal(fit_height(3, box), 450);
	assert_int_equal(fit_text(STR("十字で一行になります。"), box), 300);
	assert_int_equal(fit_text(STR("十字で一行になる字"), box), 150);
	assert_int_equal(FIT_MM(297), 8418);
}

static void a_long_name_is_cut_with_a_sign(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str cut = fit_cut(STR("芝久保小地区ふれあいのまちづくり"), 12, &a);
	assert_true(str_equal(cut, STR("芝久保小地区ふれあいの…")));
	assert_true(str_equal(fit_cut(STR("十二字までならそのまま"), 12, &a), STR("十二字までならそのまま")));
	assert_true(str_equal(fit_cut(STR("International Neighbourhood Party"), 18, &a), STR("International…")));
	assert_true(str_equal(fit_cut(STR("WWWWWWWWWWWWWWWWWWWWW"), 18, &a), STR("WWWWWWWWWWWWWWWWW…")));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(full_width_characters_are_an_em_and_others_less),
		cmocka_unit_test(a_text_that_fills_its_line_takes_one_and_a_longer_one_loses_an_em_a_line),
		cmocka_unit_test(more_text_or_larger_type_or_a_narrower_box_is_never_lower),
		cmocka_unit_test(heights_are_lines_of_type),
		cmocka_unit_test(a_long_name_is_cut_with_a_sign),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
