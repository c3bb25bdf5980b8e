/* What a list of outputs is made of, where there is much of it. */
#include "city.h"

#include "render/languages.h"
#include "render/outputs.h"
#include "render/plan.h"
#include "render/press_make.h"

enum { LANGUAGES_MANY = 200 };

/* Each has a page of its own, and that page its own language. */
static void test_a_city_may_have_many_languages(void **state)
{
	(void)state;
	Arena a = { 0 };
	CityFile *files = NEW_ARRAY(&a, CityFile, LANGUAGES_MANY);
	for (int i = 0; i < LANGUAGES_MANY; i++)
		files[i] = (CityFile){
			str_format(&a, "content/languages/l%03d.yaml", i).ptr,
			str_format(&a, "name: L\nlang: x-%d\npath: l%03d\nnote: L\npages: [home]\n", i, i).ptr,
		};
	const Layouts layouts = { 0 };
	const Skip skip = { 0 };
	City c;
	city_load(&c, files, LANGUAGES_MANY);
	city_is_sound(&c);
	const Press *press = press_make(c.site, NULL, &layouts, &skip, 1, &a, &c.diag);
	const Plan *plan = plan_make(press, OUTPUT_KINDS, &a, &c.diag);
	for (int i = 0; i < LANGUAGES_MANY; i++) {
		const Output *home = plan_find(plan, str_format(&a, "l%03d/index.html", i));
		assert_non_null(home);
		assert_int_equal(home->language, i + 1);
		assert_ptr_equal(output_language(press, home), &c.site->languages.items[i]);
	}
	press_drop(press);
	city_end(&c);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_city_may_have_many_languages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
