#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "publish/ledger.h"
#include "publish/made.h"

static ManifestEntry file(const char *path, uint32_t bytes, uint32_t build)
{
	return (ManifestEntry){ str_from(path), { bytes, ~(uint64_t)bytes }, bytes, build };
}

static LedgerVerdict put(Ledger *l, const char *path, uint32_t bytes)
{
	LedgerEntry *entry;
	ManifestEntry f = file(path, bytes, 9);
	return ledger_put(l, &f, false, &entry);
}

/* As lines of a manifest. */
static Str lines(const ManifestEntry *files, size_t count, Arena *a)
{
	Buf out = { .arena = a };
	ManifestWriter w = { .out = &out };
	for (size_t i = 0; i < count; i++)
		manifest_entry(&w, &files[i]);
	return buf_text(&out);
}

static void stand(Ledger *l, const ManifestEntry *files, size_t count)
{
	ledger_standing(l, &(Manifest){ { .files = (uint32_t)count }, lines(files, count, l->arena) });
}

/* The new list. */
static Str listed(const Ledger *l, Arena *a)
{
	size_t count;
	const LedgerEntry **noted = ledger_noted(l, a, &count);
	Buf out = { .arena = a };
	ManifestWriter w = { .out = &out };
	for (LedgerWalk walk = ledger_walk(l, noted, count); ledger_next(&walk);) {
		buf_str(&out, walk.lines);
		if (walk.put)
			manifest_entry(&w, &walk.put->file);
	}
	return buf_text(&out);
}

static const LedgerEntry *found(const Ledger *l, const char *path)
{
	return ledger_find(l, str_from(path));
}

static void test_a_file_is_unchanged_changed_new_or_put_twice(void **state)
{
	(void)state;
	Arena a = { 0 };
	Ledger l = { .arena = &a };
	ManifestEntry files[] = { file("a", 1, 3), file("b", 2, 4), file("gone", 3, 4) };
	stand(&l, files, 3);
	assert_int_equal(l.published, 3);
	assert_int_equal(put(&l, "a", 1), LEDGER_UNCHANGED);
	assert_int_equal(put(&l, "b", 3), LEDGER_CHANGED);
	assert_int_equal(put(&l, "c", 1), LEDGER_NEW);
	assert_int_equal(put(&l, "a", 1), LEDGER_TWICE);
	assert_int_equal(put(&l, "b", 4), LEDGER_TWICE);
	assert_int_equal(put(&l, "c", 1), LEDGER_TWICE);
	assert_int_equal(found(&l, "a")->file.build, 3);
	assert_int_equal(found(&l, "b")->file.build, 9);
	assert_int_equal(found(&l, "b")->file.size, 3);
	assert_true(found(&l, "c")->written && !found(&l, "c")->published);
	assert_null(found(&l, "gone"));
	assert_true(ledger_note_all(&l));
	assert_false(found(&l, "gone")->put);
	assert_null(found(&l, "d"));
	Str expected = lines((ManifestEntry[]){ file("a", 1, 3), file("b", 3, 9), file("c", 1, 9) }, 3, &a);
	assert_true(str_equal(listed(&l, &a), expected));
	arena_free(&a);
}

static void test_the_spare_has_the_same_file_only_with_the_same_bytes_and_build(void **state)
{
	(void)state;
	Arena a = { 0 };
	Ledger l = { .arena = &a };
	ManifestEntry published[] = { file("build", 1, 3), file("bytes", 2, 3), file("none", 3, 3),
		                      file("same", 4, 3) };
	ManifestEntry spare[] = { file("build", 1, 2), file("bytes", 9, 3), file("more", 3, 3),
		                  file("same", 4, 3) };
	stand(&l, published, 4);
	assert_true(ledger_spare(&l, lines(spare, 4, &a)));
	assert_int_equal(found(&l, "build")->spare, SPARE_OTHER);
	assert_int_equal(found(&l, "bytes")->spare, SPARE_OTHER);
	assert_int_equal(found(&l, "none")->spare, SPARE_NONE);
	assert_int_equal(found(&l, "more")->spare, SPARE_OTHER);
	assert_null(found(&l, "same"));
	assert_int_equal(put(&l, "same", 4), LEDGER_UNCHANGED);
	assert_int_equal(found(&l, "same")->spare, SPARE_SAME);
	assert_int_equal(put(&l, "more", 3), LEDGER_NEW);
	ledger_forget_spare(&l);
	for (uint32_t i = 0; i < l.count; i++)
		assert_int_equal(ledger_at(&l, i)->spare, SPARE_NONE);
	arena_free(&a);
}

static void test_the_new_list_is_sorted_whatever_the_order_of_putting(void **state)
{
	(void)state;
	enum { FILES = 5000 };
	Arena a = { 0 };
	Ledger l = { .arena = &a };
	char path[32];
	size_t count;
	ManifestEntry *published = NEW_ARRAY(&a, ManifestEntry, FILES / 2);
	for (int i = 0; i < FILES; i += 2) {
		snprintf(path, sizeof(path), "p/%06d", i);
		published[i / 2] = file(str_terminated(str_from(path), &a), 1, 1);
	}
	stand(&l, published, FILES / 2);
	for (int i = 0; i < FILES; i++) {
		snprintf(path, sizeof(path), "p/%06d", i * 1237 % FILES);
		if (i % 5)
			put(&l, path, (uint32_t)i % 2 + 1);
	}
	const LedgerEntry **noted = ledger_noted(&l, &a, &count);
	assert_int_equal(count, FILES - FILES / 5);
	for (size_t i = 0; i < count; i++) {
		assert_true(noted[i]->put);
		assert_int_equal(noted[i]->file.path.ptr[noted[i]->file.path.len], 0);
		assert_true(!i || str_compare(noted[i - 1]->file.path, noted[i]->file.path) < 0);
	}
	assert_true(ledger_note_all(&l));
	ManifestEntry entry;
	Str rest = listed(&l, &a), last = { 0 };
	for (count = 0; rest.len; count++) {
		Str line = manifest_line(rest);
		assert_true(manifest_parse(line, &entry) && str_compare(last, entry.path) < 0);
		assert_true(found(&l, str_terminated(entry.path, &a))->put);
		last = entry.path;
		rest = manifest_behind(rest, line);
	}
	assert_int_equal(count, FILES - FILES / 5);
	arena_free(&a);
}

/* What is kept without a look stands in the list as it stood, beside what was put and without what was let go. */
static void test_lines_that_nobody_asked_for_stay_as_they_are(void **state)
{
	(void)state;
	Arena a = { 0 };
	Ledger l = { .arena = &a };
	const ManifestEntry published[] = { file("a", 1, 3), file("b/1", 2, 3), file("b/2", 3, 4), file("c/1", 4, 3),
		                            file("d", 5, 3) };
	stand(&l, published, 5);
	assert_true(ledger_spare(&l, lines(published, 5, &a)));
	ledger_keep_all(&l);
	assert_int_equal(l.kept, 5);
	assert_int_equal(l.count, 0);
	assert_int_equal(put(&l, "b/2", 3), LEDGER_UNCHANGED);
	assert_int_equal(put(&l, "b/1", 9), LEDGER_CHANGED);
	assert_int_equal(put(&l, "b/15", 1), LEDGER_NEW);
	assert_int_equal(put(&l, "e", 1), LEDGER_NEW);
	ledger_let_go(&l, STR("c/1"));
	ledger_let_go(&l, STR("nowhere"));
	assert_int_equal(l.kept, 2);
	Str expected = lines((ManifestEntry[]){ file("a", 1, 3), file("b/1", 9, 9), file("b/15", 1, 9), file("b/2", 3, 4),
	                                        file("d", 5, 3), file("e", 1, 9) }, 6, &a);
	assert_true(str_equal(listed(&l, &a), expected));
	assert_true(ledger_has_folder(&l, NULL, 0, STR("b")));
	assert_false(ledger_has_folder(&l, NULL, 0, STR("c")));
	assert_false(ledger_has_folder(&l, NULL, 0, STR("d")));
	assert_true(ledger_note_all(&l));
	assert_int_equal(l.kept, 2);
	assert_int_equal(found(&l, "d")->spare, SPARE_SAME);
	assert_true(str_equal(listed(&l, &a), expected));
	arena_free(&a);
}

static void test_what_is_no_line_makes_a_list_unknown(void **state)
{
	(void)state;
	Arena a = { 0 };
	Ledger l = { .arena = &a };
	Str bad = STR("no line at all\n");
	ledger_standing(&l, &(Manifest){ { .files = 1 }, bad });
	assert_false(ledger_note_all(&l));
	assert_false(ledger_spare(&(Ledger){ .arena = &a }, bad));
	assert_int_equal(put(&l, "at all", 1), LEDGER_NEW);
	arena_free(&a);
}

static void test_a_folder_is_in_the_list_when_a_file_lies_in_it(void **state)
{
	(void)state;
	static const struct { const char *folder; bool there;
	} cases[] = {
		{ "a", true },    { "a/b", true }, { "a/b/c", false }, { "a/", false },
		{ "a-b", false }, { "b", false },  { "z", true },      { "z/z", false },
		{ "zz", false },  { "", true },    { "A", false },
	};
	Arena a = { 0 };
	Ledger l = { .arena = &a };
	size_t count;
	put(&l, "z/index.html", 1);
	put(&l, "a/b/c", 1);
	put(&l, "a-b", 1);
	const LedgerEntry **noted = ledger_noted(&l, &a, &count);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(ledger_has_folder(&l, noted, count, str_from(cases[i].folder)),
		                 cases[i].there);
	assert_false(ledger_has_folder(&l, noted, 0, (Str){ 0 }));
	arena_free(&a);
}

static void test_an_empty_ledger_has_nothing(void **state)
{
	(void)state;
	Arena a = { 0 };
	Ledger l = { .arena = &a };
	size_t count;
	assert_null(ledger_find(&l, STR("a")));
	ledger_noted(&l, &a, &count);
	assert_int_equal(count, 0);
	assert_int_equal(listed(&l, &a).len, 0);
	arena_free(&a);
}

static void test_a_ledger_stays_within_its_memory(void **state)
{
	(void)state;
	enum { FILES = 100000, BYTES_EACH = 130, PATH = 31 };
	Arena a = { 0 };
	Ledger l = { .arena = &a };
	for (int i = 0; i < FILES; i++) {
		char path[64];
		snprintf(path, sizeof(path), "area/district/%06d/index.html", i);
		assert_int_equal(put(&l, path, 1), LEDGER_NEW);
	}
	if (!ARENA_GAP)
		assert_in_range(arena_held(&a), 0, FILES * (BYTES_EACH + PATH));
	arena_free(&a);
}

static void test_a_folder_is_made_once(void **state)
{
	(void)state;
	enum { FOLDERS = 3000 };
	Arena a = { 0 };
	Made made = { .arena = &a };
	assert_true(made_already(&made, (Str){ 0 }));
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < FOLDERS; i++) {
			char path[32];
			snprintf(path, sizeof(path), "f/%d", i);
			assert_int_equal(made_already(&made, str_from(path)), round);
		}
	assert_int_equal(made.count, FOLDERS);
	arena_free(&a);
}

static bool keep(Ledger *l, const char *path)
{
	return ledger_keep(l, str_from(path), false);
}

static void test_a_published_file_is_kept_whatever_it_holds(void **state)
{
	(void)state;
	Arena a = { 0 };
	Ledger l = { .arena = &a };
	ManifestEntry published[] = { file("a", 1, 3), file("b", 2, 3), file("c", 3, 3) }, spare[] = { file("a", 1, 3), file("only", 1, 3) };
	assert_false(keep(&(Ledger){ .arena = &a }, "a"));
	stand(&l, published, 3);
	assert_true(ledger_spare(&l, lines(spare, 2, &a)));
	assert_true(keep(&l, "a"));
	assert_true(keep(&l, "a"));
	assert_false(keep(&l, "only"));
	assert_false(keep(&l, "nowhere"));
	assert_int_equal(put(&l, "b", 2), LEDGER_UNCHANGED);
	assert_false(keep(&l, "b"));
	assert_int_equal(put(&l, "new", 2), LEDGER_NEW);
	assert_false(keep(&l, "new"));
	assert_int_equal(l.kept, 1);
	assert_int_equal(found(&l, "a")->file.build, 3);
	assert_false(found(&l, "a")->written);
	assert_int_equal(found(&l, "a")->spare, SPARE_SAME);
	assert_true(ledger_note_all(&l));
	Str expected = lines((ManifestEntry[]){ file("a", 1, 3), file("b", 2, 3), file("new", 2, 9) }, 3, &a);
	assert_true(str_equal(listed(&l, &a), expected));
	arena_free(&a);
}

static void test_what_is_kept_may_still_be_put_once(void **state)
{
	(void)state;
	Arena a = { 0 };
	Ledger l = { .arena = &a };
	ManifestEntry published[] = { file("other", 1, 3), file("same", 2, 3) };
	stand(&l, published, 2);
	assert_true(keep(&l, "other") && keep(&l, "same"));
	assert_int_equal(l.kept, 2);
	assert_int_equal(put(&l, "same", 2), LEDGER_UNCHANGED);
	assert_int_equal(l.kept, 1);
	assert_int_equal(put(&l, "other", 9), LEDGER_CHANGED);
	assert_int_equal(l.kept, 0);
	assert_int_equal(put(&l, "same", 2), LEDGER_TWICE);
	assert_int_equal(put(&l, "other", 9), LEDGER_TWICE);
	assert_false(keep(&l, "same") || keep(&l, "other"));
	assert_true(found(&l, "other")->written && !found(&l, "same")->written);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_file_is_unchanged_changed_new_or_put_twice),
		cmocka_unit_test(
			test_the_spare_has_the_same_file_only_with_the_same_bytes_and_build),
		cmocka_unit_test(test_the_new_list_is_sorted_whatever_the_order_of_putting),
		cmocka_unit_test(test_lines_that_nobody_asked_for_stay_as_they_are),
		cmocka_unit_test(test_what_is_no_line_makes_a_list_unknown),
		cmocka_unit_test(test_a_folder_is_in_the_list_when_a_file_lies_in_it),
		cmocka_unit_test(test_an_empty_ledger_has_nothing),
		cmocka_unit_test(test_a_ledger_stays_within_its_memory),
		cmocka_unit_test(test_a_folder_is_made_once),
		cmocka_unit_test(test_a_published_file_is_kept_whatever_it_holds),
		cmocka_unit_test(test_what_is_kept_may_still_be_put_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
