#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "site/links.h"

/* What is found, with ' ' between; more may be found than is there, never less. */
static const struct { const char *text, *links;
} cases[] = {
	{ "", "" },
	{ "何もない文。", "" },
	{ "[会](record:hana)", "record:hana" },
	{ "[会](record:hana-2)と[会](record:hana-2)", "record:hana-2" },
	{ "[一](record:a)[二](record:b)[三](record:c)[四](record:d)", "record:a record:b record:c record:d" },
	{ "<record:hana>", "record:hana" },
	{ "[会](<record:hana>)", "record:hana" },
	{ "[会](  record:hana)", "record:hana" },
	{ "[会](\nrecord:hana)", "record:hana" },
	{ "[会](\trecord:hana \"題\")", "record:hana" },
	{ "[会][h]\n\n[h]: record:hana", "record:hana" },
	{ "[会]\n\n[会]:\n  record:hana", "record:hana" },
	{ "[会]\n\n[会]: <record:hana>", "record:hana" },
	{ "![絵](record:hana)", "record:hana" },
	{ "[![絵](hana.jpg)](record:hana)", "anywhere record:hana" },
	{ "[会](record:hana#kyou)", "record:hana" },
	{ "[会](record:)", "record:" },
	{ "[会](record:HANA)", "record:" },
	{ "[会](RECORD:hana)", "anywhere" },
	{ "[会](/seibu/)", "anywhere" },
	{ "[会](hana/)と[会](../)", "anywhere" },
	{ "[会](#kyou)", "anywhere" },
	{ "[会]()", "anywhere" },
	{ "[会](&#114;ecord:hana)", "anywhere" },
	{ "[会](\\record:hana)", "anywhere" },
	{ "[会](//example.jp/)", "anywhere" },
	{ "[会](HTTPS://example.jp/)", "anywhere" },
	{ "[会](https://example.jp/)", "" },
	{ "[会](http://example.jp/)[会](mailto:a@example.jp)[会](tel:0000000000)", "" },
	{ "<https://example.jp/>", "" },
	{ "[会] (record:hana)", "" },
	{ "[一[二](record:a)", "record:a" },
	{ "[一]](record:a)", "record:a" },
	{ "]", "" },
	{ "](", "anywhere" },
	{ "](record:", "record:" },
	{ "](record", "anywhere" },
	{ "<", "" },
	{ "<record:", "record:" },
	{ "<<<record:a", "record:a" },
	{ "](<<  <record:a", "record:a" },
};

static Str found_in(Str text, Arena *a)
{
	Buf b = { .arena = a };
	Texts links = links_of(text, a);
	for (size_t i = 0; i < links.count; i++) {
		if (i)
			buf_str(&b, STR(" "));
		buf_str(&b, links.items[i]);
	}
	return buf_text(&b);
}

static void test_links_are_found_without_reading_the_markdown(void **state)
{
	(void)state;
	Arena a = { 0 };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		Str found = found_in(str_from(cases[i].text), &a);
		if (!str_equal(found, str_from(cases[i].links)))
			fail_msg("'%s': '%.*s' instead of '%s'", cases[i].text, STR_ARG(found), cases[i].links);
	}
	arena_free(&a);
}

static void test_a_text_ends_where_it_says(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str text = STR("[会](record:hana) <record:yuki>");
	for (size_t len = 0; len <= text.len; len++) {
		/* Of the exact size, so that a read past the end is seen. */
		Arena own = { 0 };
		links_of(str_copy(str_sub(text, 0, len), &own), &a);
		arena_free(&own);
	}
	assert_true(str_equal(found_in(str_sub(text, 0, 17), &a), STR("record:hana")));
	assert_true(str_equal(found_in(str_sub(text, 0, 16), &a), STR("record:han")));
	assert_true(str_equal(found_in(STR("](rec\0rd:a"), &a), STR("anywhere")));
	assert_true(str_equal(found_in(STR("](record:a\0b"), &a), STR("record:a")));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_links_are_found_without_reading_the_markdown),
		cmocka_unit_test(test_a_text_ends_where_it_says),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
