#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/bits.h"
#include "base/buf.h"
#include "base/hex.h"
#include "source/commit.h"
#include "source/entry.h"

#define HEX_1 "1111111111111111111111111111111111111111"
#define HEX_2 "2222222222222222222222222222222222222222"

static CommitFacts facts_of(const char *text, Arena *a)
{
	CommitFacts facts;
	assert_true(commit_parse(str_from(text), a, &facts));
	return facts;
}

static void a_commit_tells_tree_parents_and_time(void **state)
{
	(void)state;
	Arena a = { 0 };
	CommitFacts f = facts_of(
		"tree " HEX_1 "\nparent " HEX_2 "\nparent " HEX_1
		"\nauthor A <a> 5 +0000\ncommitter B <b> 1700000000 +0900\n"
		"gpgsig -----\n committer C <c> 7 +0000\n \n x\n\ntitle\n\nSite-Touch: no\n",
		&a);
	assert_int_equal(f.tree[0], 0x11);
	assert_int_equal(f.parent_count, 2);
	assert_int_equal(f.parents[0], 0x22);
	assert_int_equal(f.parents[COMMIT_BYTES], 0x11);
	assert_true(f.time == 1700000000);
	assert_true(f.silent);
	arena_free(&a);
}

static void a_time_is_read_behind_the_last_bracket(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		int64_t time;
	} lines[] = {
		{ "committer A > 9 <a@b> 12 +0900\n\n", 12 },
		{ "committer A <a> 9> 12 +0900\n\n", 12 },
		{ "committer A <a> 12\n\n", 12 },
		{ "committer A <a> 7258085999 +0900\n\n", 7258085999 },
		{ "committer A <a> 7258086000 +0900\n\n", 0 },
		{ "committer A <a> 99999999999999999999999999 +0900\n\n", 0 },
		{ "committer A <a> -5 +0900\n\n", 0 },
		{ "committer A <a> soon\n\n", 0 },
		{ "committer A\n\n", 0 },
		{ "author A <a> 12 +0900\n\n", 0 },
		{ "\ncommitter A <a> 12 +0900\n", 0 },
		{ "", 0 },
	};
	Arena a = { 0 };
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		Str text = STR_CONCAT(&a, STR("tree " HEX_1 "\n"), str_from(lines[i].line));
		assert_true(facts_of(str_terminated(text, &a), &a).time == lines[i].time);
	}
	arena_free(&a);
}

static void without_a_tree_it_is_no_commit(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"",
		"tree",
		"tree " HEX_1,
		"tree 111\n",
		"parent " HEX_1 "\n",
		"tree ABCDEF1111111111111111111111111111111111\n",
	};
	Arena a = { 0 };
	CommitFacts facts;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(commit_parse(str_from(texts[i]), &a, &facts));
	arena_free(&a);
}

/* A tree of entries "MODE NAME", each with the id of all ones. */
static Str tree_of(Arena *a, const char *const *entries, size_t count)
{
	Buf b = { .arena = a };
	for (size_t i = 0; i < count; i++) {
		uint8_t id[COMMIT_BYTES];
		memset(id, 1, sizeof(id));
		buf_str(&b, str_from(entries[i]));
		buf_char(&b, '\0');
		buf_str(&b, (Str){ (const char *)id, sizeof(id) });
	}
	return buf_text(&b);
}

#define TREE(arena, ...)                                       \
	tree_of((arena), (const char *const[]){ __VA_ARGS__ }, \
	        sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

static void modes_are_those_that_git_shows(void **state)
{
	(void)state;
	static const unsigned shown[] = { MODE_FILE, MODE_FILE,   MODE_PROGRAM, MODE_PROGRAM,
		                          MODE_LINK, MODE_FOLDER, MODE_FOLDER,  MODE_MODULE };
	Arena a = { 0 };
	TreeEntry e;
	Str rest = TREE(&a, "100644 a", "100664 b", "100755 c", "100775 d", "120000 e", "40000 f",
	                "040000 g", "160000 h");
	for (size_t i = 0; i < 8; i++) {
		assert_true(entry_next(&rest, &e));
		assert_int_equal(e.mode, shown[i]);
		assert_int_equal(*e.name.ptr, 'a' + (int)i);
		assert_int_equal(e.id[19], 1);
	}
	assert_int_equal(rest.len, 0);
	assert_false(entry_next(&rest, &e));
	arena_free(&a);
}

static void a_broken_tree_is_not_read_beyond_the_break(void **state)
{
	(void)state;
	Arena a = { 0 };
	TreeEntry e;
	Str sound = TREE(&a, "100644 a");
	for (size_t i = 1; i < sound.len; i++) {
		Str rest = str_sub(sound, 0, i);
		assert_false(entry_next(&rest, &e));
		assert_int_equal(rest.len, i);
	}
	Str bad[] = { TREE(&a, "100644 "), TREE(&a, " a"), TREE(&a, "100844 a"),
		      TREE(&a, "77777777 a") };
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(entry_next(&bad[i], &e));
	arena_free(&a);
}

static void a_sound_tree_is_in_order(void **state)
{
	(void)state;
	Arena a = { 0 };
	size_t count;
	assert_true(tree_is_sound((Str){ 0 }, &count));
	assert_int_equal(count, 0);
	assert_true(tree_is_sound(TREE(&a, "100644 a-b", "100644 a.md", "40000 a", "100644 a0"),
	                          &count));
	assert_int_equal(count, 4);
	assert_true(tree_is_sound(TREE(&a, "100644 a", "40000 a"), &count));
	assert_false(tree_is_sound(TREE(&a, "100644 b", "100644 a"), &count));
	assert_false(tree_is_sound(TREE(&a, "100644 a", "100644 a"), &count));
	assert_false(tree_is_sound(TREE(&a, "100644 a", "100755 a"), &count));
	assert_false(tree_is_sound(TREE(&a, "100644 a/b"), &count));
	arena_free(&a);
}

/* "name<" on the left only, "name>" on the right only, "name=" in both. */
static const char *pairs_of(Str left, Str right, Arena *a)
{
	Buf b = { .arena = a };
	EntryPairs p = entry_pairs(left, right);
	while (entry_pairs_next(&p)) {
		buf_str(&b, p.has_left ? p.of_left.name : p.of_right.name);
		buf_str(&b, !p.has_right ? STR("< ") : !p.has_left ? STR("> ") : STR("= "));
	}
	buf_str(&b, p.broken ? STR("broken") : STR("end"));
	return str_terminated(buf_text(&b), a);
}

static void pairs_are_where_trees_differ(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str one = TREE(&a, "100644 a", "100644 b", "40000 c", "100644 d");
	Str other =
		TREE(&a, "100644 a", "100755 b", "100644 bb", "100644 c", "100644 d", "100644 e");
	assert_string_equal(pairs_of(one, one, &a), "end");
	assert_string_equal(pairs_of(one, other, &a), "b= bb> c> c< e> end");
	assert_string_equal(pairs_of(other, one, &a), "b= bb< c< c> e< end");
	assert_string_equal(pairs_of(one, (Str){ 0 }, &a), "a< b< c< d< end");
	assert_string_equal(pairs_of((Str){ 0 }, one, &a), "a> b> c> d> end");
	assert_string_equal(pairs_of((Str){ 0 }, (Str){ 0 }, &a), "end");
	assert_string_equal(pairs_of(one, str_sub(one, 0, one.len - 1), &a), "broken");
	assert_string_equal(pairs_of(str_sub(one, 0, one.len - 1), other, &a),
	                    "b= bb> c> c< broken");
	arena_free(&a);
}

static void only_plain_names_are_plain(void **state)
{
	(void)state;
	char name[201];
	memset(name, 'a', sizeof(name));
	assert_true(entry_is_plain(&(TreeEntry){ .name = { name, 200 } }));
	assert_false(entry_is_plain(&(TreeEntry){ .name = { name, 201 } }));
	assert_true(entry_is_plain(&(TreeEntry){ .name = STR("花見 2026.md") }));
	assert_false(entry_is_plain(&(TreeEntry){ .name = STR("a\nb") }));
	assert_false(entry_is_plain(&(TreeEntry){ .name = STR("a\x7f") }));
}

static void hex_has_one_spelling(void **state)
{
	(void)state;
	Arena a = { 0 };
	Buf b = { .arena = &a };
	uint8_t bytes[3];
	Str text = STR("00a9ff-");
	assert_true(hex_take(&text, bytes, 3));
	assert_true(str_equal(text, STR("-")));
	hex_put(&b, bytes, 3);
	assert_true(str_equal(buf_text(&b), STR("00a9ff")));
	Str bad[] = { STR("00a9f"), STR("00A9FF"), STR("00a9f "), STR("") };
	for (size_t i = 0; i < 4; i++)
		assert_false(hex_take(&bad[i], bytes, 3));
	arena_free(&a);
}

static void sets_of_bits_are_sets(void **state)
{
	(void)state;
	enum { COUNT = 200 };
	uint64_t set[4] = { 0 }, other[4] = { 0 };
	assert_int_equal(bits_words(COUNT), 4);
	assert_int_equal(bits_next(set, 0, COUNT), COUNT);
	for (size_t i = 0; i < COUNT; i += 63)
		bits_put(set, i);
	size_t seen = 0;
	for (size_t i = 0; (i = bits_next(set, i, COUNT)) < COUNT; i++, seen++)
		assert_int_equal(i % 63, 0);
	assert_int_equal(seen, 4);
	assert_true(bits_has(set, 126));
	assert_false(bits_has(set, 127));
	for (size_t first = 0; first < COUNT; first++)
		for (size_t end = first; end <= COUNT; end++)
			assert_int_equal(bits_any(set, first, end),
			                 first < end && bits_next(set, first, end) < end);
	bits_add(other, set, 1, 126);
	assert_int_equal(bits_next(other, 0, COUNT), 63);
	assert_int_equal(bits_next(other, 64, COUNT), COUNT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_commit_tells_tree_parents_and_time),
		cmocka_unit_test(a_time_is_read_behind_the_last_bracket),
		cmocka_unit_test(without_a_tree_it_is_no_commit),
		cmocka_unit_test(modes_are_those_that_git_shows),
		cmocka_unit_test(a_broken_tree_is_not_read_beyond_the_break),
		cmocka_unit_test(a_sound_tree_is_in_order),
		cmocka_unit_test(pairs_are_where_trees_differ),
		cmocka_unit_test(only_plain_names_are_plain),
		cmocka_unit_test(hex_has_one_spelling),
		cmocka_unit_test(sets_of_bits_are_sets),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
