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
	uint64_t sum = 0;
	Str rest = str_sub(text, 0, str_find(text, STR("\nend ")) + 1);
	buf_str(&out, rest);
	while (rest.len)
		sum = sum * 0x9e3779b97f4a7c15 + hash_text(str_cut(rest, '\n', &rest));
	buf_format(&out, "end %016lx\n", (unsigned long)sum);
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

static void test_the_text_is_what_the_header_shows(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str text = written(files, FILES, &a);
	static const char expected[] =
		"keijiban-manifest 1\n"
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
		copy[i] ^= 1;
	}
	assert_true(is_sound((Str){ copy, text.len }));
	arena_free(&a);
}

static void test_any_missing_end_makes_it_unsound(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str text = written(files, FILES, &a);
	for (size_t len = 0; len < text.len; len++)
		assert_false(is_sound(str_sub(text, 0, len)));
	assert_false(is_sound(STR_CONCAT(&a, text, STR("\n"))));
	assert_false(is_sound(STR_CONCAT(&a, text, text)));
	arena_free(&a);
}

/* Each with a right sum: the line itself must be refused. */
static const struct { const char *from, *to;
} refused[] = {
	{ "keijiban-manifest 1", "keijiban-manifest 2" },
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

static void test_a_list_read_beside_another_is_the_same_list(void **state)
{
	(void)state;
	Arena a = { 0 };
	unsigned seed = 1;
	for (int round = 0; round < 300; round++) {
		Str text = some(&seed, 7, &a), beside = some(&seed, 7, &a);
		ManifestReader r = manifest_open(text), plain = r, known = manifest_open(beside),
			       listed = known;
		ManifestEntry all[40], entry, expected;
		uint32_t number, passed = 0;
		for (uint32_t i = 0; i < known.head.files; i++)
			assert_true(manifest_next(&listed, &all[i]));
		while (manifest_next(&plain, &expected)) {
			if (manifest_pass(&r, &known, &number)) {
				entry = all[number];
				passed++;
			} else {
				assert_true(manifest_next(&r, &entry));
			}
			assert_true(str_equal(entry.path, expected.path));
			assert_true(hash_equal(entry.hash, expected.hash));
		}
		assert_false(manifest_pass(&r, &known, &number));
		assert_false(manifest_next(&r, &entry));
		assert_true(r.sound);
		/* None that is in both is read. */
		uint32_t both = 0;
		plain = manifest_open(text);
		while (manifest_next(&plain, &expected))
			for (uint32_t i = 0; i < listed.head.files; i++)
				both += str_equal(all[i].path, expected.path) &&
				        hash_equal(all[i].hash, expected.hash);
		assert_int_equal(passed, both);
		arena_reset(&a, (ArenaMark){ 0 });
	}
	arena_free(&a);
}

static void test_beside_another_the_same_is_refused(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str sound = written(files, FILES, &a);
	const ManifestEntry twice[] = { files[0], files[0] }, later[] = { files[1], files[0] };
	const Str rows[] = {
		written(twice, 2, &a),
		written(later, 2, &a),
		summed(replaced(sound, "build 42", "build 41", &a), &a),
		replaced(sound, "\nend ", "\nend 0", &a),
		str_sub(sound, 0, sound.len - 20),
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		ManifestReader r = manifest_open(rows[i]), known = manifest_open(sound);
		ManifestEntry entry;
		uint32_t number, steps = 0;
		while (manifest_pass(&r, &known, &number) || manifest_next(&r, &entry))
			assert_true(++steps <= FILES);
		assert_false(r.sound);
	}
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
		cmocka_unit_test(test_a_list_read_beside_another_is_the_same_list),
		cmocka_unit_test(test_beside_another_the_same_is_refused),
		cmocka_unit_test(test_paths_within_the_bounds_are_publishable),
		cmocka_unit_test(test_long_and_deep_paths_end_at_their_bounds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
