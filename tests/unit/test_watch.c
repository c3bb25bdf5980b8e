#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "source/watch.h"

/* Each test is above a folder that is watched. */

static char place[64];
static Arena arena;
static Watch *watch;

static void put(const char *path, const char *text)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
	fclose(f);
}

static void watch_these(const Str *roots, size_t count)
{
	watch = watch_open(roots, count, &arena);
}

static int setup(void **state)
{
	static const Str roots[] = { STR_INIT("city"), STR_INIT("layouts") };
	(void)state;
	strcpy(place, access("/dev/shm", W_OK) == 0 ? "/dev/shm/keijiban-watch-XXXXXX" : "/tmp/keijiban-watch-XXXXXX");
	if (!mkdtemp(place) || chdir(place) != 0 || mkdir("city", 0777) != 0 || mkdir("layouts", 0777) != 0 ||
	    mkdir("city/events", 0777) != 0)
		return -1;
	put("city/events/hana.md", "hana");
	watch_these(roots, 2);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	char command[128];
	watch_close(watch);
	arena_free(&arena);
	snprintf(command, sizeof(command), "rm -rf %s", place);
	return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static bool has_named(const char *path)
{
	const Str *paths;
	size_t count;
	assert_true(watch_names(watch, &paths, &count));
	for (size_t i = 0; i < count; i++)
		if (str_equal(paths[i], str_from(path)))
			return true;
	return false;
}

static bool names_all(void)
{
	const Str *paths;
	size_t count;
	return watch_names(watch, &paths, &count);
}

static void test_what_is_saved_is_named(void **state)
{
	(void)state;
	assert_false(watch_read(watch));
	put("city/events/hana.md", "hanami");
	put("layouts/page.css", "a {}");
	assert_true(watch_read(watch));
	assert_true(has_named("city/events/hana.md"));
	assert_true(has_named("layouts/page.css"));
	assert_false(has_named("city/events/yuki.md"));
	watch_forget(watch);
	assert_false(has_named("city/events/hana.md"));
}

static void test_names_wait_until_they_are_forgotten(void **state)
{
	(void)state;
	put("city/events/hana.md", "hanami");
	assert_true(watch_read(watch));
	put("city/events/yuki.md", "yuki");
	assert_true(watch_read(watch));
	assert_true(has_named("city/events/hana.md"));
	assert_true(has_named("city/events/yuki.md"));
}

static void test_a_file_that_was_moved_has_both_names(void **state)
{
	(void)state;
	put("city/events/.hana.md.swp", "hanami");
	assert_false(watch_read(watch));
	assert_int_equal(rename("city/events/hana.md", "city/hana.md"), 0);
	assert_true(watch_read(watch));
	assert_true(has_named("city/events/hana.md"));
	assert_true(has_named("city/hana.md"));
}

static void test_folders_that_come_are_watched_and_name_nothing(void **state)
{
	(void)state;
	assert_int_equal(mkdir("city/places", 0777), 0);
	assert_true(watch_read(watch));
	assert_false(names_all());
	watch_forget(watch);
	put("city/places/niwa.md", "niwa");
	assert_true(watch_read(watch));
	assert_true(has_named("city/places/niwa.md"));
}

static void test_what_is_too_much_is_not_named(void **state)
{
	(void)state;
	for (int i = 0; i < 100; i++) {
		put("city/events/hana.md", i % 2 ? "hana" : "yuki");
		assert_true(watch_read(watch));
	}
	assert_false(names_all());
	watch_forget(watch);
	assert_true(names_all());
}

static void test_a_folder_beneath_two_roots_names_nothing(void **state)
{
	static const Str roots[] = { STR_INIT("city"), STR_INIT("city/events") };
	(void)state;
	watch_close(watch);
	watch_these(roots, 2);
	assert_true(watch_is_whole(watch));
	assert_false(names_all());
}

static void test_a_missing_root_names_nothing(void **state)
{
	static const Str roots[] = { STR_INIT("city"), STR_INIT("nowhere") };
	(void)state;
	watch_close(watch);
	watch_these(roots, 2);
	put("city/events/hana.md", "hanami");
	assert_true(watch_read(watch));
	assert_false(names_all());
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_what_is_saved_is_named),
		TEST(test_names_wait_until_they_are_forgotten),
		TEST(test_a_file_that_was_moved_has_both_names),
		TEST(test_folders_that_come_are_watched_and_name_nothing),
		TEST(test_what_is_too_much_is_not_named),
		TEST(test_a_folder_beneath_two_roots_names_nothing),
		TEST(test_a_missing_root_names_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
