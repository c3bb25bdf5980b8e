/*
 * Any bytes as a YAML file and as a record with front matter. What is read
 * must be what libyaml's events say, borrowed or copied; what is refused
 * must be told; keys occur once; no place lies outside the file.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/utf8.h"
#include "format/yaml.h"
#include "format/yaml_text.h"

#define REQUIRE(claim)           \
	do {                     \
		if (!(claim))    \
			abort(); \
	} while (0)

typedef struct Walk {
	yaml_parser_t yaml;
	Arena *arena;
	size_t lines;
} Walk;

static Str next_scalar(Walk *w)
{
	for (;;) {
		yaml_event_t e;
		REQUIRE(yaml_parser_parse(&w->yaml, &e));
		REQUIRE(e.type != YAML_STREAM_END_EVENT);
		bool found = e.type == YAML_SCALAR_EVENT;
		Str text = { 0 };
		if (found)
			text = str_copy(
				(Str){ (const char *)e.data.scalar.value, e.data.scalar.length },
				w->arena);
		yaml_event_delete(&e);
		if (found)
			return text;
	}
}

static void check_pos(const Walk *w, Pos pos)
{
	/* One past the last line: libyaml puts what is missing at the end there. */
	REQUIRE(pos.line >= 1 && pos.line <= w->lines + 2 && pos.column >= 1);
}

static void check_value(Walk *w, const Value *v, int depth);

static void check_members(Walk *w, const Value *map, int depth)
{
	for (size_t i = 0; i < map->count; i++) {
		const Member *m = &map->as.members[i];
		REQUIRE(str_equal(m->key, utf8_nfc(next_scalar(w), w->arena)));
		REQUIRE(value_find(map, m->key) == &m->value);
		check_pos(w, m->key_pos);
		check_value(w, &m->value, depth + 1);
	}
}

static void check_value(Walk *w, const Value *v, int depth)
{
	REQUIRE(depth <= YAML_DEPTH_MAX);
	check_pos(w, v->pos);
	switch (v->kind) {
	case VALUE_NONE: REQUIRE(next_scalar(w).len == 0); break;
	case VALUE_TEXT:
		REQUIRE(utf8_valid(v->as.text));
		REQUIRE(str_equal(v->as.text, next_scalar(w)));
		break;
	case VALUE_LIST:
		for (size_t i = 0; i < v->count; i++)
			check_value(w, &v->as.items[i], depth + 1);
		break;
	case VALUE_MAP: check_members(w, v, depth); break;
	case VALUE_FALSE:
	case VALUE_TRUE:
	case VALUE_HTML:
	case VALUE_TORN:                       /* only where something was told */
	case VALUE_FRAME: abort();
	}
}

static void check_tree(Str text, const Value *root, Arena *a)
{
	Walk w = { .arena = a };
	str_take(&text, STR("\ufeff"));
	for (size_t i = 0; i < text.len; i++)
		w.lines += text.ptr[i] == '\n';
	REQUIRE(yaml_parser_initialize(&w.yaml));
	yaml_parser_set_encoding(&w.yaml, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&w.yaml, (const unsigned char *)(text.len ? text.ptr : ""),
	                             text.len);
	if (root->kind != VALUE_NONE)
		check_value(&w, root, 0);
	yaml_parser_delete(&w.yaml);
}

static void check_problems(const Diag *d, bool sound)
{
	REQUIRE(sound == (d->errors == 0));
	REQUIRE(d->count <= 4 * YAML_PROBLEMS_MAX);
	for (size_t i = 0; i < d->count; i++) {
		const Problem *p = &d->problems[i];
		REQUIRE(p->message.len && p->hint.len && p->level != DIAG_WORLD);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const Source src = { STR("fuzz.yaml"), { (const char *)bytes, size } };
	Arena a = { 0 };
	Diag whole = { 0 }, split = { 0 }, parts = { 0 };
	Value v;

	bool sound = yaml_parse(&src, src.bytes, 1, &a, &whole, &v);
	check_problems(&whole, sound);
	if (sound)
		check_tree(src.bytes, &v, &a);

	Str front = { 0 }, body = { 0 };
	uint32_t front_line = 0, body_line = 0;
	sound = yaml_split(&src, &split, &front, &front_line, &body, &body_line);
	check_problems(&split, sound);
	if (sound) {
		REQUIRE(front_line == 2 && body_line > 2);
		REQUIRE(front.len + body.len + 6 <= size);
		check_problems(&parts, yaml_parse(&src, front, front_line, &a, &parts, &v));
	}
	diag_free(&whole);
	diag_free(&split);
	diag_free(&parts);
	arena_free(&a);
	return 0;
}
