#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "publish/manifest.h"

static const ManifestHead head = {
	.tree = { 0x12a4b3, 0x65f1c2d3, 999999999 }, .build = 42, .newest = 1733616000,
	.top_links = 12, .top_size = 4096,
};

static const ManifestEntry files[] = {
	{ STR_INIT("404.html"), { 1, 2 }, 0, 1 },
	{ STR_INIT("seibu/index.html"), { UINT64_MAX, 0 }, UINT32_MAX, 42 },
	{ STR_INIT("seibu/面/index.html"), { 0xfedcba9876543210, 0x0123456789abcdef }, 10, 7 },
};

enum { FILES = sizeof(files) / sizeof(*files) };

static Str written(const ManifestEntry *entries, uint32_t count, Arena *a)
{
	Buf out = { .arena = a };
	ManifestWriter w = { .out = &out };
	ManifestHead h = head;
	h.files = count;
	manifest_head(&w, &h);
	for (uint32_t i = 0; i < count; i++)
		manifest_entry(&w, &entries[i]);
	manifest_end(&w);
	return buf_text(&out);
}

/* A text that says `from` in one place, saying `to` there. */
static Str replaced(Str text, const char *from, const char *to, Arena *a)
{
	size_t at = str_find(text, str_from(from));
	assert_true(at < text.len);
	return STR_CONCAT(a, str_sub(text, 0, at), str_from(to), str_skip(text, at + strlen(from)));
}

/* The same with a right sum, so that the line itself is judged. */
static Str summed(Str text, Arena *a)
{
	Buf out = { .arena = a };
	buf_str(&out, str_sub(text, 0, str_find(text, STR("\nend ")) + 1));
	buf_format(&out, "end %016lx\n", (unsigned long)hash_text(buf_text(&out)));
	return buf_text(&out);
}

static bool is_sound(Str text)
{
	ManifestEntry entry;
	ManifestReader r = manifest_open(text);
	size_t steps = 0;
	while (manifest_next(&r, &entry))
		assert_true(++steps <= r.head.files);
	assert_false(manifest_next(&r, &entry));
	return r.sound;
}

static bool is_whole(Str text)
{
	Manifest m;
	bool whole = manifest_take(text, &m);
	assert_true(whole || !m.lines.len);
	return whole;
}

static void test_the_text_is_what_the_header_shows(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str text = written(files, FILES, &a);
	static const char expected[] =
		"keijiban-manifest 2\n"
		"tree 000000000012a4b3-0000000065f1c2d3-999999999\n"
		"build 42\nnewest 1733616000\ntop 12 4096\nfiles 3\n"
		"00000000000000010000000000000002 0 1 404.html\n"
		"ffffffffffffffff0000000000000000 4294967295 42 seibu/index.html\n"
		"fedcba98765432100123456789abcdef 10 7 seibu/面/index.html\n"
		"end ";
	assert_memory_equal(text.ptr, expected, sizeof(expected) - 1);
	assert_int_equal(text.len, sizeof(expected) - 1 + 17);
	arena_free(&a);
}

static void test_what_is_written_reads_back(void **state)
{
	(void)state;
	Arena a = { 0 };
	for (uint32_t count = 0; count <= FILES; count++) {
		ManifestEntry entry;
		ManifestReader r = manifest_open(written(files, count, &a));
		assert_true(identity_equal(r.head.tree, head.tree));
		assert_int_equal(r.head.build, 42);
		assert_int_equal(r.head.newest, 1733616000);
		assert_int_equal(r.head.top_links, 12);
		assert_int_equal(r.head.top_size, 4096);
		for (uint32_t i = 0; i < count; i++) {
			assert_true(manifest_next(&r, &entry));
			assert_true(str_equal(entry.path, files[i].path));
			assert_true(hash_equal(entry.hash, files[i].hash));
			assert_true(entry.size == files[i].size && entry.build == files[i].build);
			assert_false(r.sound);
		}
		assert_false(manifest_next(&r, &entry));
		assert_true(r.sound);
	}
	arena_free(&a);
}

static void test_any_changed_byte_makes_it_unsound(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str text = written(files, FILES, &a);
	char *copy = str_terminated(text, &a);
	for (size_t i = 0; i < text.len; i++) {
		copy[i] ^= 1;
		assert_false(is_sound((Str){ copy, text.len }));
		assert_false(is_whole((Str){ copy, text.len }));
		copy[i] ^= 1;
	}
	assert_true(is_sound((Str){ copy, text.len }));
	assert_true(is_whole((Str){ copy, text.len }));
	arena_free(&a);
}

static void test_any_missing_end_makes_it_unsound(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str text = written(files, FILES, &a);
	for (size_t len = 0; len < text.len; len++)
		assert_false(is_sound(str_sub(text, 0, len)) || is_whole(str_sub(text, 0, len)));
	assert_false(is_sound(STR_CONCAT(&a, text, STR("\n"))) || is_whole(STR_CONCAT(&a, text, STR("\n"))));
	assert_false(is_sound(STR_CONCAT(&a, text, text)) || is_whole(STR_CONCAT(&a, text, text)));
	arena_free(&a);
}

/* Each with a right sum: the line itself must be refused. */
static const struct { const char *from, *to;
} refused[] = {
	{ "keijiban-manifest 2", "keijiban-manifest 1" },
	{ "build 42", "build 042" },
	{ "build 42", "build 41" },
	{ "build 42", "build " },
	{ "build 42", "build 4294967295" },
	{ "build 42", "build -1" },
	{ "build 42", "build 42 " },
	{ "files 3", "files 2" },
	{ "files 3", "files 4" },
	{ "files 3", "files 4000001" },
	{ "files 3", "files 18446744073709551616" },
	{ "newest 1", "newest 99999999991" },
	{ "top 12 4096", "top 12" },
	{ "top 12 4096", "top 12 4096 0" },
	{ "tree 0", "tree " },
	{ "-999999999", "-1000000000" },
	{ "ffff", "FFFF" },
	{ " 10 7 ", " 10 07 " },
	{ " 10 7 ", " 10 43 " },
	{ " 10 7 ", " 10 " },
	{ " 10 7 ", " 4294967296 7 " },
	{ "404.html", "seibu/index.html" },
	{ "404.html", "seibu/j" },
	{ "404.html", "" },
	{ "404.html", "/404.html" },
	{ "404.html", "../404.html" },
	{ "404.html", "4//04" },
	{ "404.html", "4/./04" },
	{ "404.html", "4/" },
	{ "404.html", "4\t04" },
	{ "404.html", "4\r" },
};

static void test_a_line_that_could_not_be_written_here_is_refused(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str text = written(files, FILES, &a);
	assert_true(is_sound(summed(text, &a)));
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		Str changed = replaced(text, refused[i].from, refused[i].to, &a);
		if (is_sound(summed(changed, &a)))
			fail_msg("'%s' for '%s' is accepted", refused[i].to, refused[i].from);
	}
	arena_free(&a);
}

static void test_paths_within_the_bounds_are_publishable(void **state)
{
	(void)state;
	static const char *good[] = { "a",   "a/b", ".well-known/x",     "..a",
		                      "a..", "...", "r/hana/index.html", "日本/語",
		                      "a b" };
	static const char *bad[] = { "",     "/",    "/a",    "a/",   "a//b", ".",     "..",
		                     "a/..", "../a", "a/./b", "a\nb", "\x7f", "\x1b[m" };
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_true(path_is_publishable(str_from(good[i])));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(path_is_publishable(str_from(bad[i])));
	assert_false(path_is_publishable(STR("a\0b")));
}

static void test_long_and_deep_paths_end_at_their_bounds(void **state)
{
	(void)state;
	char text[2 * PUBLISHED_PATH_MAX];
	memset(text, 'a', sizeof(text));
	assert_true(path_is_publishable((Str){ text, PUBLISHED_NAME_MAX }));
	assert_false(path_is_publishable((Str){ text, PUBLISHED_NAME_MAX + 1 }));
	for (size_t i = 100; i < sizeof(text); i += 100)
		text[i] = '/';
	assert_true(path_is_publishable((Str){ text, PUBLISHED_PATH_MAX }));
	assert_false(path_is_publishable((Str){ text, PUBLISHED_PATH_MAX + 1 }));
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = i & 1 ? '/' : 'a';
	assert_true(path_is_publishable((Str){ text, 2 * PUBLISHED_DEPTH_MAX + 1 }));
	assert_false(path_is_publishable((Str){ text, 2 * PUBLISHED_DEPTH_MAX + 3 }));
}

/* A list of some of 40 paths, with one of two hashes each. */
static Str some(unsigned *seed, uint32_t build, Arena *a)
{
	ManifestEntry entries[40];
	uint32_t count = 0;
	for (unsigned i = 0; i < 40; i++) {
		*seed = *seed * 1664525u + 1013904223u;
		if (*seed >> 29 == 0)
			continue;
		entries[count++] = (ManifestEntry){ str_format(a, "p/%c%u", 'a' + (char)(i / 10), i % 10),
			                            { 1, *seed >> 28 & 3 ? 0 : 1 }, 5, build };
	}
	return written(entries, count, a);
}

static Manifest taken(Str text)
{
	Manifest m;
	assert_true(manifest_take(text, &m));
	return m;
}

static void test_a_path_is_found_where_it_is_and_nowhere_else(void **state)
{
	(void)state;
	Arena a = { 0 };
	unsigned seed = 3;
	for (int round = 0; round < 100; round++) {
		Str text = some(&seed, 7, &a);
		Manifest m = taken(text);
		ManifestReader r = manifest_open(text);
		ManifestEntry next, found;
		bool more = manifest_next(&r, &next);
		for (unsigned i = 0; i < 40; i++) {
			Str path = str_format(&a, "p/%c%u", 'a' + (char)(i / 10), i % 10);
			bool there = more && str_equal(next.path, path);
			assert_int_equal(manifest_parse(manifest_find(&m, path), &found), there);
			assert_true(!there || (hash_equal(found.hash, next.hash) && found.build == next.build));
			Str from = manifest_from(m.lines, path);
			assert_true(more ? str_equal(manifest_path(manifest_line(from)), next.path) : !from.len);
			more = there ? manifest_next(&r, &next) : more;
		}
		assert_false(manifest_find(&m, STR("p/")).len || manifest_find(&m, STR("p/d")).len ||
		             manifest_find(&m, (Str){ 0 }).len);
		arena_reset(&a, (ArenaMark){ 0 });
	}
	arena_free(&a);
}

/* Lines of one that the other does not have in the same words. */
static uint32_t lines_alone(Str one, Str other)
{
	uint32_t alone = 0;
	ManifestEntry a, b;
	for (ManifestReader r = manifest_open(one); manifest_next(&r, &a);) {
		bool both = false;
		for (ManifestReader o = manifest_open(other); manifest_next(&o, &b);)
			both |= str_equal(a.path, b.path) && hash_equal(a.hash, b.hash);
		alone += !both;
	}
	return alone;
}

static void test_two_lists_differ_in_each_line_that_only_one_has(void **state)
{
	(void)state;
	Arena a = { 0 };
	unsigned seed = 1;
	for (int round = 0; round < 300; round++) {
		Str one = some(&seed, 7, &a), other = round % 3 ? some(&seed, 7, &a) : one, last = { 0 };
		ManifestPair p = { .one_rest = taken(one).lines, .other_rest = taken(other).lines };
		uint32_t ones = 0, others = 0;
		while (manifest_differ(&p)) {
			Str path = manifest_path(p.one.len ? p.one : p.other);
			assert_true(str_compare(last, path) < 0);
			assert_true(!p.one.len || !p.other.len ||
			            (str_equal(manifest_path(p.other), path) && !str_equal(p.one, p.other)));
			ones += p.one.len > 0;
			others += p.other.len > 0;
			last = path;
		}
		assert_int_equal(ones, lines_alone(one, other));
		assert_int_equal(others, lines_alone(other, one));
		assert_false(manifest_differ(&p));
		arena_reset(&a, (ArenaMark){ 0 });
	}
	arena_free(&a);
}

static void test_a_text_that_is_passed_on_in_pieces_has_the_same_sum(void **state)
{
	(void)state;
	Arena a = { 0 };
	Buf out = { .arena = &a }, pieces = { .arena = &a };
	ManifestWriter w = { .out = &pieces };
	ManifestHead h = head;
	h.files = FILES;
	manifest_head(&w, &h);
	for (uint32_t i = 0; i <= FILES; i++) {
		sealed_pass_on(&w);
		buf_str(&out, buf_text(&pieces));
		pieces.len = 0;
		if (i < FILES)
			manifest_entry(&w, &files[i]);
	}
	manifest_end(&w);
	buf_str(&out, buf_text(&pieces));
	assert_true(str_equal(buf_text(&out), written(files, FILES, &a)));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_text_is_what_the_header_shows),
		cmocka_unit_test(test_what_is_written_reads_back),
		cmocka_unit_test(test_any_changed_byte_makes_it_unsound),
		cmocka_unit_test(test_any_missing_end_makes_it_unsound),
		cmocka_unit_test(test_a_line_that_could_not_be_written_here_is_refused),
		cmocka_unit_test(test_a_path_is_found_where_it_is_and_nowhere_else),
		cmocka_unit_test(test_two_lists_differ_in_each_line_that_only_one_has),
		cmocka_unit_test(test_a_text_that_is_passed_on_in_pieces_has_the_same_sum),
		cmocka_unit_test(test_paths_within_the_bounds_are_publishable),
		cmocka_unit_test(test_long_and_deep_paths_end_at_their_bounds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
