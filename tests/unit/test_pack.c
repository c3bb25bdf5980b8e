#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "format/pack.h"
#include "format/yaml.h"

#define PACKED(...) ((Str){ (const char[]){ __VA_ARGS__ }, sizeof((const char[]){ __VA_ARGS__ }) })

/* A record: every kind, lists and maps in each other, an empty one of each, lines that go back. */

static const Value ages[] = {
	{ VALUE_TEXT, .as.text = STR_INIT("子ども"), .pos = { 5, 5, 3 } },
	{ VALUE_TEXT, .as.text = STR_INIT("親\nと子\n"), .pos = { 6, 5, 1 } },
	{ VALUE_NONE, .pos = { 9, 4, 0 } },
};

static const Value points[] = {
	{ VALUE_LIST, .count = 3, .as.items = ages, .pos = { 5, 3, 0 } },
	{ VALUE_LIST, .count = 0, .pos = { 10, 3, 0 } },
	{ VALUE_MAP, .count = 0, .pos = { UINT32_MAX, UINT16_MAX, UINT16_MAX } },
};

static const Member contact[] = {
	{ STR_INIT("電話"),
	  { 13, 3, 2 },
	  { VALUE_TEXT, .as.text = STR_INIT("042-000-0000"), .pos = { 13, 7, 12 } } },
	{ STR_INIT("いつ"),
	  { 14, 3, 2 },
	  { VALUE_LIST, .count = 3, .as.items = points, .pos = { 15, 3, 0 } } },
	{ STR_INIT("\0\xff"), { 3, 300, 127 }, { VALUE_TEXT, .pos = { 3, 128, 16383 } } },
};

static const Member record[] = {
	{ STR_INIT("名"),
	  { 2, 1, 1 },
	  { VALUE_TEXT, .as.text = STR_INIT("花見"), .pos = { 2, 4, 2 } } },
	{ STR_INIT("無料"), { 3, 1, 2 }, { VALUE_TRUE, .pos = { 3, 5, 4 } } },
	{ STR_INIT("雨天"), { 4, 1, 2 }, { VALUE_FALSE } },
	{ STR_INIT("連絡"),
	  { 12, 1, 2 },
	  { VALUE_MAP, .count = 3, .as.members = contact, .pos = { 13, 3, 0 } } },
	{ { 0 }, { 0 }, { VALUE_NONE } },
};

static const Value tree = { VALUE_MAP, .count = 5, .as.members = record, .pos = { 2, 1, 0 } };

static Str packed(const Value *v, Arena *a)
{
	Buf out = { .arena = a };
	pack_value(&out, v);
	return buf_text(&out);
}

static bool pos_equal(Pos a, Pos b)
{
	return a.line == b.line && a.column == b.column && a.length == b.length;
}

static void assert_equal(const Value *a, const Value *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->count, b->count);
	assert_true(pos_equal(a->pos, b->pos));
	if (a->kind == VALUE_TEXT)
		assert_true(str_equal(a->as.text, b->as.text));
	for (uint32_t i = 0; a->kind == VALUE_LIST && i < a->count; i++)
		assert_equal(&a->as.items[i], &b->as.items[i]);
	for (uint32_t i = 0; a->kind == VALUE_MAP && i < a->count; i++) {
		const Member *m = &a->as.members[i], *n = &b->as.members[i];
		assert_true(str_equal(m->key, n->key));
		assert_true(pos_equal(m->key_pos, n->key_pos));
		assert_equal(&m->value, &n->value);
	}
}

static void assert_returns(const Value *v)
{
	Arena a = { 0 };
	Unpack u = { .rest = packed(v, &a) };
	Value back = unpack_value(&u, &a);
	assert_false(u.failed);
	assert_int_equal(u.rest.len, 0);
	assert_equal(v, &back);
	arena_free(&a);
}

/* From there on nothing is left and everything is zero. */
static void assert_failed(Unpack *u)
{
	Arena a = { 0 };
	assert_true(u->failed);
	assert_int_equal(u->rest.len, 0);
	assert_int_equal(unpack_number(u, UINT64_MAX), 0);
	assert_int_equal(unpack_text(u).len, 0);
	assert_true(hash_equal(unpack_hash(u), (Hash){ 0 }));
	Value v = unpack_value(u, &a);
	assert_int_equal(v.kind, VALUE_NONE);
	assert_true(pos_equal(v.pos, (Pos){ 0 }));
	assert_true(u->failed);
	arena_free(&a);
}

static void assert_refused(Str bytes)
{
	Arena a = { 0 };
	Unpack u = { .rest = bytes };
	assert_int_equal(unpack_value(&u, &a).kind, VALUE_NONE);
	assert_failed(&u);
	arena_free(&a);
}

static void test_the_bytes_are_what_the_header_shows(void **state)
{
	(void)state;
	Arena a = { 0 };
	Buf out = { .arena = &a };
	const Value item = { VALUE_TEXT, .as.text = STR_INIT("hi"), .pos = { 2, 5, 300 } };
	const Member m = { STR_INIT("k"),
		           { 3, 1, 1 },
		           { VALUE_LIST, .count = 1, .as.items = &item, .pos = { 3, 4, 0 } } };
	pack_value(&out, &(Value){ VALUE_MAP, .count = 1, .as.members = &m, .pos = { 3, 1, 0 } });
	pack_number(&out, 300);
	pack_text(&out, STR("ab"));
	pack_hash(&out, (Hash){ 0x0807060504030201, 0x100f0e0d0c0b0a09 });
	Str expected = PACKED(6, 6, 1, 0, 1, 1, 'k', 0, 1, 1, 5, 0, 4, 0, 1, 3, 1, 5, '\xac', 2, 2,
	                      'h', 'i', '\xac', 2, 2, 'a', 'b', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
	                      12, 13, 14, 15, 16);
	assert_int_equal(out.len, expected.len);
	assert_memory_equal(out.ptr, expected.ptr, expected.len);
	arena_free(&a);
}

static void test_numbers_return(void **state)
{
	(void)state;
	Arena a = { 0 };
	for (int bit = 0; bit < 64; bit++) {
		for (int near = -1; near <= 1; near++) {
			Buf out = { .arena = &a };
			uint64_t n = (UINT64_C(1) << bit) + (uint64_t)near;
			pack_number(&out, n);
			Unpack u = { .rest = buf_text(&out) };
			assert_true(unpack_number(&u, n) == n);
			assert_true(!u.failed && !u.rest.len);
			if (!n)
				continue;
			u = (Unpack){ .rest = buf_text(&out) };
			assert_true(unpack_number(&u, n - 1) == 0);
			assert_failed(&u);
		}
	}
	arena_free(&a);
}

static void test_a_number_has_one_spelling(void **state)
{
	(void)state;
	const Str refused[] = {
		{ 0 },
		PACKED('\x80'),
		PACKED('\x80', 0),
		PACKED('\xff', 0),
		PACKED('\x80', '\x80', 0),
		PACKED('\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff'),
		PACKED('\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', 0),
		PACKED('\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', 2),
		PACKED('\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff',
		       '\x81'),
		PACKED('\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff',
		       '\x81', 0),
	};
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		Unpack u = { .rest = refused[i] };
		assert_true(unpack_number(&u, UINT64_MAX) == 0);
		assert_failed(&u);
	}
}

static void test_texts_and_hashes_return_in_their_order(void **state)
{
	(void)state;
	Arena a = { 0 };
	Buf out = { .arena = &a };
	char *large = arena_bytes(&a, 100000);
	memset(large, 'x', 100000);
	pack_text(&out, (Str){ 0 });
	pack_text(&out, STR("a\0b"));
	pack_hash(&out, (Hash){ UINT64_MAX - 1, 1 });
	pack_text(&out, (Str){ large, 100000 });
	pack_number(&out, 7);

	Unpack u = { .rest = buf_text(&out) };
	assert_int_equal(unpack_text(&u).len, 0);
	Str text = unpack_text(&u);
	assert_true(str_equal(text, STR("a\0b")));
	assert_true(text.ptr == out.ptr + 2);
	assert_true(hash_equal(unpack_hash(&u), (Hash){ UINT64_MAX - 1, 1 }));
	assert_true(str_equal(unpack_text(&u), (Str){ large, 100000 }));
	assert_int_equal(unpack_number(&u, 7), 7);
	assert_true(!u.failed && !u.rest.len);
	arena_free(&a);
}

static void test_texts_and_hashes_end_with_the_bytes(void **state)
{
	(void)state;
	Unpack u = { .rest = PACKED(3, 'a', 'b') };
	assert_int_equal(unpack_text(&u).len, 0);
	assert_failed(&u);
	u = (Unpack){ .rest = PACKED('\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff',
		                     '\xff', 1, 'a') };
	assert_int_equal(unpack_text(&u).len, 0);
	assert_failed(&u);
	u = (Unpack){ .rest = PACKED(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) };
	assert_true(hash_equal(unpack_hash(&u), (Hash){ 0 }));
	assert_failed(&u);
}

static void test_every_kind_returns_with_its_place(void **state)
{
	(void)state;
	const ValueKind plain[] = { VALUE_NONE, VALUE_FALSE, VALUE_TRUE,
		                    VALUE_TEXT, VALUE_LIST,  VALUE_MAP };
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++) {
		assert_returns(&(Value){ .kind = plain[i] });
		assert_returns(&(Value){ .kind = plain[i], .pos = { 1, 128, 127 } });
		assert_returns(&(Value){ .kind = plain[i],
		                         .pos = { UINT32_MAX, UINT16_MAX, UINT16_MAX } });
		assert_returns(&(Value){ .kind = plain[i], .pos = { UINT32_C(1) << 31, 1, 1 } });
	}
	assert_returns(&tree);
	for (size_t i = 0; i < tree.count; i++)
		assert_returns(&record[i].value);
}

static void test_values_stand_behind_each_other(void **state)
{
	(void)state;
	Arena a = { 0 };
	Buf out = { .arena = &a };
	for (int i = 0; i < 3; i++)
		pack_value(&out, &tree);
	Unpack u = { .rest = buf_text(&out) };
	for (int i = 0; i < 3; i++) {
		Value v = unpack_value(&u, &a);
		assert_equal(&tree, &v);
	}
	assert_true(!u.failed && !u.rest.len);
	arena_free(&a);
}

static void test_large_lists_and_maps_return(void **state)
{
	(void)state;
	enum { MANY = 100000 };
	Arena a = { 0 };
	Value *items = NEW_ARRAY(&a, Value, MANY);
	Member *members = NEW_ARRAY(&a, Member, MANY);
	for (uint32_t i = 0; i < MANY; i++) {
		Str name = str_format(&a, "%u", i);
		items[i] = (Value){ VALUE_TEXT, .as.text = name,
			            .pos = { i * 77777, (uint16_t)i, (uint16_t)(i * 7) } };
		members[i] = (Member){ name, { i, 1, (uint16_t)name.len }, items[i] };
	}
	assert_returns(&(Value){ VALUE_LIST, .count = MANY, .as.items = items });
	assert_returns(&(Value){ VALUE_MAP, .count = MANY, .as.members = members });
	arena_free(&a);
}

/* `depth` lists in each other, and a text in the innermost. */
static Str packed_deep(int depth, Arena *a)
{
	Buf out = { .arena = a };
	for (int i = 0; i < depth; i++)
		buf_str(&out, PACKED(VALUE_LIST, 0, 0, 0, 1));
	buf_str(&out, PACKED(VALUE_TEXT, 0, 0, 0, 0));
	return buf_text(&out);
}

static void test_depth_ends_at_its_bound(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str deep = packed_deep(YAML_DEPTH_MAX, &a);
	Unpack u = { .rest = deep };
	Value v = unpack_value(&u, &a);
	assert_false(u.failed);
	assert_true(str_equal(packed(&v, &a), deep));
	assert_refused(packed_deep(YAML_DEPTH_MAX + 1, &a));
	assert_refused(packed_deep(1000000, &a));
	arena_free(&a);
}

static void test_kinds_the_program_makes_are_refused(void **state)
{
	(void)state;
	for (int kind = VALUE_NONE; kind < 256; kind++) {
		bool is_plain = kind <= VALUE_TEXT || kind == VALUE_LIST || kind == VALUE_MAP;
		if (!is_plain)
			assert_refused(PACKED((char)kind, 0, 0, 0, 0, 0, 0, 0));
	}
}

static void test_places_stay_within_their_types(void **state)
{
	(void)state;
	assert_refused(PACKED(0, '\x80', '\x80', '\x80', '\x80', 0x10, 0, 0));
	assert_refused(PACKED(0, 0, '\x80', '\x80', 4, 0));
	assert_refused(PACKED(0, 0, 0, '\x80', '\x80', 4));
}

static void test_every_truncation_is_refused(void **state)
{
	(void)state;
	Arena a = { 0 }, exact = { 0 };
	Str bytes = packed(&tree, &a);
	for (size_t len = 0; len < bytes.len; len++) {
		assert_refused(str_copy(str_sub(bytes, 0, len), &exact));
		arena_reset(&exact, (ArenaMark){ 0 });
	}
	arena_free(&exact);
	arena_free(&a);
}

/* What a changed text still says must be written as it was read. */
static void assert_sound(Str bytes, Arena *a)
{
	Unpack u = { .rest = bytes };
	Value v = unpack_value(&u, a);
	if (u.failed)
		assert_failed(&u);
	else
		assert_true(str_equal(packed(&v, a), str_sub(bytes, 0, bytes.len - u.rest.len)));
}

static void test_any_changed_byte_is_refused_or_means_something(void **state)
{
	(void)state;
	Arena a = { 0 }, scratch = { 0 };
	Str bytes = packed(&tree, &a);
	for (size_t i = 0; i < bytes.len; i++) {
		for (int change = 1; change < 256; change++) {
			char *copy = (char *)str_copy(bytes, &scratch).ptr;
			copy[i] ^= (char)change;
			assert_sound((Str){ copy, bytes.len }, &scratch);
			arena_reset(&scratch, (ArenaMark){ 0 });
		}
	}
	arena_free(&scratch);
	arena_free(&a);
}

/* Lists in lists, each of which claims `count` items; zeros behind them. */
static Str packed_greedy(ValueKind kind, int depth, uint64_t count, size_t zeros, Arena *a)
{
	Buf out = { .arena = a };
	for (int i = 0; i < depth; i++) {
		buf_str(&out, PACKED((char)kind, 0, 0, 0));
		pack_number(&out, count);
		if (kind == VALUE_MAP)
			buf_str(&out, PACKED(0, 0, 0, 0));
	}
	buf_reserve(&out, zeros);
	memset(out.ptr + out.len, 0, zeros);
	out.len += zeros;
	return buf_text(&out);
}

static void test_huge_counts_are_refused(void **state)
{
	(void)state;
	const uint64_t counts[] = { 9,          UINT16_MAX,        INT32_MAX,
		                    UINT32_MAX, UINT64_C(1) << 32, UINT64_MAX };
	Arena a = { 0 };
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		assert_refused(packed_greedy(VALUE_LIST, 1, counts[i], 35, &a));
		assert_refused(packed_greedy(VALUE_MAP, 1, counts[i], 60, &a));
	}
	arena_free(&a);
}

static void assert_held(Str bytes)
{
	Arena a = { 0 };
	Unpack u = { .rest = bytes };
	(void)unpack_value(&u, &a);
	assert_true(ARENA_GAP || arena_held(&a) <= PACK_GROWTH * bytes.len + (64 << 10));
	arena_free(&a);
}

static void test_room_is_in_proportion_to_the_bytes(void **state)
{
	(void)state;
	enum { ZEROS = 4 << 20 };
	Arena a = { 0 };
	assert_held(packed_greedy(VALUE_LIST, 1, ZEROS / 4, ZEROS, &a));
	assert_held(packed_greedy(VALUE_MAP, 1, ZEROS / 8, ZEROS, &a));
	assert_held(packed_greedy(VALUE_LIST, YAML_DEPTH_MAX, ZEROS / 4, ZEROS, &a));
	assert_held(packed_greedy(VALUE_MAP, YAML_DEPTH_MAX, ZEROS / 8, ZEROS, &a));
	assert_held(
		packed_greedy(VALUE_LIST, YAML_DEPTH_MAX, ZEROS / 4 / YAML_DEPTH_MAX, ZEROS, &a));
	arena_free(&a);
}

/* A text may not spend the bytes of the items behind it, nor an inner list those of the outer. */
static void test_bytes_are_counted_once(void **state)
{
	(void)state;
	assert_refused(PACKED(VALUE_LIST, 0, 0, 0, 3, VALUE_TEXT, 0, 0, 0, 7, 'a', 'b', 'c', 'd',
	                      'e', 'f', 'g', VALUE_LIST, 0, 0, 0, 0));
	assert_refused(PACKED(VALUE_LIST, 0, 0, 0, 2, VALUE_LIST, 0, 0, 0, 1, 0, 0, 0, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_bytes_are_what_the_header_shows),
		cmocka_unit_test(test_numbers_return),
		cmocka_unit_test(test_a_number_has_one_spelling),
		cmocka_unit_test(test_texts_and_hashes_return_in_their_order),
		cmocka_unit_test(test_texts_and_hashes_end_with_the_bytes),
		cmocka_unit_test(test_every_kind_returns_with_its_place),
		cmocka_unit_test(test_values_stand_behind_each_other),
		cmocka_unit_test(test_large_lists_and_maps_return),
		cmocka_unit_test(test_depth_ends_at_its_bound),
		cmocka_unit_test(test_kinds_the_program_makes_are_refused),
		cmocka_unit_test(test_places_stay_within_their_types),
		cmocka_unit_test(test_every_truncation_is_refused),
		cmocka_unit_test(test_any_changed_byte_is_refused_or_means_something),
		cmocka_unit_test(test_huge_counts_are_refused),
		cmocka_unit_test(test_room_is_in_proportion_to_the_bytes),
		cmocka_unit_test(test_bytes_are_counted_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
