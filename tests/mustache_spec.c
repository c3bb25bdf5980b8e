/*
 * mustache-spec FILE.json: runs a file in the form of the public Mustache
 * specification (github.com/mustache/spec) through our engine, leniently.
 *
 * One line a case, then "N passed, N failed". Exit status 0 when none
 * failed, 1 when some did, 2 when the file could not be read.
 */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format/mustache.h"

enum { DATA_DEPTH_MAX = 64 };

static Str text_of(const json_t *node)
{
	return (Str){ json_string_value(node), json_string_length(node) };
}

/* With as few digits as still mean the same number: 1.21, not 1.21000000000000001. */
static Value real_value(double number, Arena *a)
{
	char text[64];
	int digits = 15;
	do {
		snprintf(text, sizeof(text), "%.*g", digits, number);
	} while (++digits <= 17 && fabs(strtod(text, NULL) - number) > 0);
	return value_text(str_copy(str_from(text), a));
}

static Value data_value(const json_t *node, int depth, Arena *a);

static Value list_value(const json_t *node, int depth, Arena *a)
{
	size_t count = json_array_size(node);
	Value *items = NEW_ARRAY(a, Value, count);
	for (size_t i = 0; i < count; i++)
		items[i] = data_value(json_array_get(node, i), depth + 1, a);
	return value_list(items, count);
}

static Value map_value(json_t *node, int depth, Arena *a)
{
	Member *members = NEW_ARRAY(a, Member, json_object_size(node));
	uint32_t count = 0;
	const char *key;
	json_t *member;
	json_object_foreach(node, key, member)
		members[count++] = (Member){ .key = str_from(key), .value = data_value(member, depth + 1, a) };
	return (Value){ .kind = VALUE_MAP, .count = count, .as.members = members };
}

static Value data_value(const json_t *node, int depth, Arena *a)
{
	if (depth > DATA_DEPTH_MAX)
		return (Value){ 0 };
	switch (json_typeof(node)) {
	case JSON_OBJECT:  return map_value((json_t *)(uintptr_t)node, depth, a);
	case JSON_ARRAY:   return list_value(node, depth, a);
	case JSON_STRING:  return value_text(text_of(node));
	case JSON_INTEGER: return value_text(str_format(a, "%lld", (long long)json_integer_value(node)));
	case JSON_REAL:    return real_value(json_real_value(node), a);
	case JSON_TRUE:    return value_bool(true);
	case JSON_FALSE:   return value_bool(false);
	case JSON_NULL:    break;
	}
	return (Value){ 0 };
}

static void template_add(Mustache *m, Str name, const json_t *text, Diag *d)
{
	mustache_add(m, name, &(Source){ .path = name, .bytes = text_of(text) }, d);
}

static void problems_print(const Diag *d, Arena *a)
{
	Buf out = { .arena = a };
	for (size_t i = 0; i < d->count; i++)
		problem_render(&d->problems[i], &out);
	printf("%.*s", (int)out.len, out.len ? out.ptr : "");
}

/* The template itself has a name that no partial can have. */
static bool case_passes(json_t *test, Arena *a)
{
	static const Str main_name = STR_INIT("\n");
	Diag d = { 0 };
	Mustache *m = mustache_make(a);
	const char *key;
	json_t *partial;
	json_object_foreach(json_object_get(test, "partials"), key, partial)
		template_add(m, str_from(key), partial, &d);
	template_add(m, main_name, json_object_get(test, "template"), &d);
	const json_t *data = json_object_get(test, "data");
	Value root = data ? data_value(data, 0, a) : (Value){ 0 };
	Buf out = { .arena = a };
	const Template *t = mustache_find(m, main_name);
	if (t)
		mustache_render(t, &root, &out);
	Str expected = text_of(json_object_get(test, "expected"));
	bool passes = t && str_equal(buf_text(&out), expected);
	if (!passes) {
		problems_print(&d, a);
		printf("expected: <<%.*s>>\n     got: <<%.*s>>\n", STR_ARG(expected), STR_ARG(buf_text(&out)));
	}
	diag_free(&d);
	return passes;
}

static size_t cases_run(const json_t *tests, size_t *passed)
{
	for (size_t i = 0; i < json_array_size(tests); i++) {
		Arena a = { 0 };
		json_t *test = json_array_get(tests, i);
		const char *name = json_string_value(json_object_get(test, "name"));
		bool passes = case_passes(test, &a);
		printf("%s %s\n", passes ? "ok    " : "FAILED", name ? name : "(no name)");
		*passed += passes;
		arena_free(&a);
	}
	return json_array_size(tests) - *passed;
}

int main(int argc, char **argv)
{
	json_error_t error;
	json_t *file = argc == 2 ? json_load_file(argv[1], 0, &error) : NULL;
	const json_t *tests = json_object_get(file, "tests");
	if (!json_is_array(tests)) {
		fputs("usage: mustache-spec FILE.json, a file with \"tests\"\n", stderr);
		return 2;
	}
	size_t passed = 0, failed = cases_run(tests, &passed);
	printf("%zu passed, %zu failed\n", passed, failed);
	json_decref(file);
	return failed > 0;
}
