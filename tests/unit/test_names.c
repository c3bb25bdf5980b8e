#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "format/names.h"

static const Str known[] = {
	STR_INIT("緑町"), STR_INIT("ひばりが丘"), STR_INIT("ひばりが丘北"), STR_INIT("みどりの丘"), STR_INIT(""),
	STR_INIT("ひ"), STR_INIT("お茶"), STR_INIT("お祭り"), STR_INIT("話したい・集まりたい"), STR_INIT("南 ひばりが丘"), STR_INIT("コーヒー"),
	STR_INIT("ひばりがおかのむこうのみどりの丘"), STR_INIT("\xe3\x81"), STR_INIT("丘のうえのA館"),
};

static Names made(Arena *a)
{
	return names_make(known, sizeof(known) / sizeof(*known), a);
}

static void only_what_goes_on_from_kana_is_kept(void **state)
{
	(void)state;
	Arena a = { 0 };
	Names names = made(&a);
	assert_int_equal(names.count, 4);
	arena_free(&a);
}

/* [] around what is kept. */
static const char *marked(const Names *names, Str text, Arena *a)
{
	Buf b = { .arena = a };
	NameSpan name;
	size_t at = 0;
	for (; names_next(names, text, at, &name); at = name.until) {
		buf_str(&b, str_sub(text, at, name.from));
		buf_char(&b, '[');
		buf_str(&b, str_sub(text, name.from, name.until));
		buf_char(&b, ']');
	}
	buf_str(&b, str_skip(text, at));
	buf_char(&b, '\0');
	return b.ptr;
}

static void the_longest_name_wins_from_left_to_right(void **state)
{
	(void)state;
	static const struct {
		const char *text, *kept;
	} rows[] = {
		{ "", "" },
		{ "緑町", "緑町" },
		{ "ひばりが丘", "[ひばりが丘]" },
		{ "ひばりが丘北へ", "[ひばりが丘北]へ" },
		{ "放課後カフェ（ひばりが丘中学校）", "放課後カフェ（[ひばりが丘]中学校）" },
		{ "ひばりが丘みどりの丘", "[ひばりが丘][みどりの丘]" },
		{ "ひばりが", "ひばりが" },
		{ "ひひばりが丘とお祭り", "ひ[ひばりが丘]と[お祭り]" },
		{ "a<ひばりが丘>&\xf0\xa0\xae\xb7ひばりが丘", "a<[ひばりが丘]>&\xf0\xa0\xae\xb7[ひばりが丘]" },
		{ "ひばりが\xe4", "ひばりが\xe4" },
	};
	Arena a = { 0 };
	Names names = made(&a);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_string_equal(marked(&names, str_from(rows[i].text), &a), rows[i].kept);
	arena_free(&a);
}

static void those_besides_are_found_as_well(void **state)
{
	(void)state;
	static const struct { const char *text, *kept; } rows[] = {
		{ "まどべサロン芝久保とひばりが丘", "[まどべサロン芝久保]と[ひばりが丘]" },
		{ "ひばりが丘とまどべサロン芝久保", "[ひばりが丘]と[まどべサロン芝久保]" },
		{ "ひばりが丘のひろば館とまどべサロン", "[ひばりが丘のひろば館]とまどべサロン" },
	};
	Arena a = { 0 };
	Names all = made(&a);
	const Str few[] = { STR("まどべサロン芝久保"), STR("ひばりが丘のひろば館") };
	Names own = names_make(few, 2, &a);
	own.besides = &all;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_string_equal(marked(&own, str_from(rows[i].text), &a), rows[i].kept);
	arena_free(&a);
}

static void without_names_nothing_is_found(void **state)
{
	(void)state;
	NameSpan name;
	assert_false(names_next(&(Names){ 0 }, STR("ひばりが丘"), 0, &name));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_goes_on_from_kana_is_kept),
		cmocka_unit_test(the_longest_name_wins_from_left_to_right),
		cmocka_unit_test(those_besides_are_found_as_well),
		cmocka_unit_test(without_names_nothing_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
