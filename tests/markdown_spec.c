/*
 * Runs a file of CommonMark cases through our renderer.
 *
 *   markdown-spec FILE.json
 *
 * The file is a list of { markdown, html, example, section }, as the
 * specification's own tests are published. One line a case, then the
 * count; exit status 1 when a case fails, 2 when the file cannot be read.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "format/markdown.h"

static Str member(const json_t *test, const char *name)
{
	const json_t *value = json_object_get(test, name);
	return (Str){ json_string_value(value), json_string_length(value) };
}

static bool run(const json_t *test, Arena *a)
{
	static const MarkdownRules rules = { .plain = true };
	Source source = { STR("spec"), member(test, "markdown") };
	Diag d = { 0 };
	Str html;
	bool passed = markdown_render(&source, source.bytes, 1, &rules, a, &d, &html) &&
	              str_equal(html, member(test, "html"));
	Str section = member(test, "section");
	printf("%s %lld %.*s\n", passed ? "ok" : "FAIL",
	       (long long)json_integer_value(json_object_get(test, "example")), STR_ARG(section));
	if (!passed)
		printf("  got:  %.*s\n  want: %.*s\n", STR_ARG(html), STR_ARG(member(test, "html")));
	diag_free(&d);
	return passed;
}

int main(int count, char **words)
{
	json_error_t error;
	json_t *tests = count == 2 ? json_load_file(words[1], 0, &error) : NULL;
	if (!json_is_array(tests)) {
		fprintf(stderr, "usage: markdown-spec FILE.json (a list of cases)\n");
		return 2;
	}
	size_t passed = 0, failed = 0;
	Arena a = { 0 };
	ArenaMark empty = arena_mark(&a);
	for (size_t i = 0; i < json_array_size(tests); i++) {
		bool fine = run(json_array_get(tests, i), &a);
		passed += fine;
		failed += !fine;
		arena_reset(&a, empty);
	}
	printf("%zu passed, %zu failed\n", passed, failed);
	arena_free(&a);
	json_decref(tests);
	return failed ? 1 : 0;
}
