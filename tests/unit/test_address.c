/* Where things are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/address.h"

static const Area city = { .name = STR_INIT("西東京市") };
static const Area district = { .path = STR_INIT("seibu/shibakubo"),
	                       .slug = STR_INIT("shibakubo"),
	                       .parent = &city };
static const Term senior = { .id = STR_INIT("senior") }, eat = { .id = STR_INIT("eat") };

static void assert_text(Str actual, const char *expected)
{
	assert_int_equal(actual.len, str_from(expected).len);
	assert_memory_equal(actual.ptr, expected, actual.len);
}

static Site site_at(const char *host, const char *base)
{
	return (Site){ .info = { .host = str_from(host), .base_path = str_from(base) } };
}

static void folders_follow_the_tree(void **state)
{
	(void)state;
	Arena a = { 0 };
	const Record event = { .kind = KIND_EVENT, .id = STR("hana"), .area = &district };
	const Record scheme = { .kind = KIND_SCHEME, .id = STR("hotnet"), .area = &city };
	assert_text(area_folder(&city, &a), "");
	assert_text(area_folder(&district, &a), "seibu/shibakubo/");
	assert_text(index_folder(&city, NULL, NULL, 1, &a), "for/all/all/");
	assert_text(index_folder(&district, &senior, &eat, 1, &a),
	            "seibu/shibakubo/for/senior/eat/");
	assert_text(index_folder(&district, NULL, &eat, 3, &a),
	            "seibu/shibakubo/for/all/eat/page/3/");
	assert_text(kind_folder(&city, KIND_PLACE, 1, &a), "places/");
	assert_text(kind_folder(&district, KIND_NOTICE, 2, &a), "seibu/shibakubo/notices/page/2/");
	assert_text(record_folder(&event, &a), "seibu/shibakubo/events/hana/");
	assert_text(record_folder(&scheme, &a), "schemes/hotnet/");
	assert_text(flyer_folder(&event, &a), "seibu/shibakubo/events/hana/flyer/");
	assert_text(short_folder(event.id, &a), "r/hana/");
	arena_free(&a);
}

static void months_run_on_over_the_year(void **state)
{
	(void)state;
	Arena a = { 0 };
	Month december = month_of(day_of(2026, 12, 31));
	assert_text(board_folder(&district, december, &a), "seibu/shibakubo/board/2026-12/");
	assert_text(month_iso(december + 1, &a), "2027-01");
	assert_int_equal(month_first_day(december), day_of(2026, 12, 1));
	assert_int_equal(month_first_day(december + 1), day_of(2027, 1, 1));
	arena_free(&a);
}

static void addresses_are_absolute_from_the_base_path(void **state)
{
	(void)state;
	Arena a = { 0 };
	const Site root = site_at("https://keijiban.example", ""),
		   below = site_at("https://city.example", "/repo");
	assert_text(address_of(&root, STR("index.html"), &a), "/");
	assert_text(address_of(&root, STR("seibu/index.html"), &a), "/seibu/");
	assert_text(address_of(&root, STR("r/hana/"), &a), "/r/hana/");
	assert_text(address_of(&root, STR("404.html"), &a), "/404.html");
	assert_text(address_of(&root, STR("noindex.html"), &a), "/noindex.html");
	assert_text(address_of(&below, STR("index.html"), &a), "/repo/");
	assert_text(address_of(&below, STR("seibu/index.html"), &a), "/repo/seibu/");
	assert_text(full_address_of(&below, STR("r/hana/"), &a),
	            "https://city.example/repo/r/hana/");
	assert_text(printed_address(&below, STR("r/hana/"), &a), "city.example/repo/r/hana/");
	assert_text(printed_address(&root, (Str){ 0 }, &a), "keijiban.example/");
	arena_free(&a);
}

static void an_address_leads_back_to_its_file(void **state)
{
	static const struct {
		const char *base, *address, *path;
	} cases[] = {
		{ "", "/", "index.html" },
		{ "", "/seibu/", "seibu/index.html" },
		{ "", "/seibu/#top", "seibu/index.html" },
		{ "", "/404.html", "404.html" },
		{ "/repo", "/repo/", "index.html" },
		{ "/repo", "/repo/seibu/", "seibu/index.html" },
		{ "/repo", "/seibu/", "" },
		{ "/repo", "/repository/", "" },
		{ "", "seibu/", "" },
		{ "", "", "" },
	};
	(void)state;
	Arena a = { 0 };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const Site site = site_at("https://x.example", cases[i].base);
		assert_text(path_of_address(&site, str_from(cases[i].address), &a), cases[i].path);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders_follow_the_tree),
		cmocka_unit_test(months_run_on_over_the_year),
		cmocka_unit_test(addresses_are_absolute_from_the_base_path),
		cmocka_unit_test(an_address_leads_back_to_its_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
