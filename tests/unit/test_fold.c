#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "site/fold.h"

enum { VECTORS_LEAST = 40, LINE_MOST = 1000 };

/* \uXXXX as in a .tsv file. */
static Str unescaped(Str s, Arena *a)
{
	Buf b = { .arena = a };
	while (s.len) {
		if (str_take(&s, STR("\\u"))) {
			char bytes[4];
			unsigned long point = strtoul(str_terminated(str_sub(s, 0, 4), a), NULL, 16);
			buf_str(&b, (Str){ bytes, utf8_encode((uint32_t)point, bytes) });
			s = str_skip(s, 4);
		} else {
			buf_char(&b, *s.ptr);
			s = str_skip(s, 1);
		}
	}
	return buf_text(&b);
}

static void what_folds_to_what_is_as_the_vectors_say(void **state)
{
	Arena a = { 0 };
	FILE *f = fopen("tests/search-vectors.tsv", "r");
	char line[LINE_MOST];
	size_t seen = 0;
	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		Str folded, text = str_cut(str_sub(str_from(line), 0, strlen(line) - 1), '\t', &folded);
		if (line[0] == '#')
			continue;
		Str got = fold_text(unescaped(text, &a), &a);
		if (!str_equal(got, folded))
			fail_msg("'%.*s' folds to '%.*s', not '%.*s'", STR_ARG(text), STR_ARG(got), STR_ARG(folded));
		seen++;
	}
	fclose(f);
	assert_true(seen >= VECTORS_LEAST);
	arena_free(&a);
}

static void folding_twice_is_folding_once(void **state)
{
	static const char *const texts[] = { "ｻｰﾋﾞｽの日（第2・第4）", "A~B", "ガガ゙", "㌔", "ﾞﾟ" };
	Arena a = { 0 };
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		Str once = fold_text(str_from(texts[i]), &a);
		assert_true(str_equal(fold_text(once, &a), once));
	}
	arena_free(&a);
}

static void check_body(const char *markdown, size_t most, const char *folded)
{
	Arena a = { 0 }, scratch = { 0 };
	Buf b = { .arena = &a };
	fold_add_body(&b, str_from(markdown), most, &scratch);
	if (!str_equal(buf_text(&b), str_from(folded)))
		fail_msg("'%s' gives '%.*s'", markdown, STR_ARG(buf_text(&b)));
	arena_free(&a);
	arena_free(&scratch);
}

static void of_a_body_what_is_read_aloud_is_searched(void **state)
{
	(void)state;
	check_body("# 見出し\n\n**「重要」**です。", 100, "見出し重要です");
	check_body("[予定の表](record:hana)を見る", 100, "予定の表を見る");
	check_body("この{漢字|かんじ}です", 100, "この漢字です");
	check_body("左 | 右\n次の行", 100, "左右次の行");
	check_body("[終わらない](https://", 100, "終わらないhttps");
	check_body("あいうえお", 3, "あいう");
	check_body("", 3, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_folds_to_what_is_as_the_vectors_say),
		cmocka_unit_test(folding_twice_is_folding_once),
		cmocka_unit_test(of_a_body_what_is_read_aloud_is_searched),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
