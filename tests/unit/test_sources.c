#include <fcntl.h>
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

#include "base/parallel.h"
#include "source/git.h"
#include "source/tree.h"

/* Each test has a folder with four files, in a repository too, and is above it. */

static char place[64];

static void sh(const char *command)
{
	if (system(command) != 0)
		fail_msg("%s", command);
}

static void put(const char *path, const char *text)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
	fclose(f);
}

#define COMMIT "git -C city add -A && git -C city commit -qm x"

static int setup(void **state)
{
	(void)state;
	strcpy(place, access("/dev/shm", W_OK) == 0 ? "/dev/shm/keijiban-sources-XXXXXX"
	                                            : "/tmp/keijiban-sources-XXXXXX");
	if (!mkdtemp(place) || chdir(place) != 0 || setenv("HOME", place, 1) != 0)
		return -1;
	sh("git init -q -b main city && mkdir -p city/content/events");
	sh("git -C city config user.name x && git -C city config user.email x@example.jp");
	put("city/content/area.yaml", "name: x\n");
	put("city/content/events/hana.md", "hana");
	put("city/content/events/yuki.md", "");
	put("city/content/ids.txt", "hana\nyuki\n");
	sh(COMMIT);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	char command[128];
	snprintf(command, sizeof(command), "rm -rf %s", place);
	return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

enum { FILES = 4 };

static const struct { const char *path, *bytes;
} files[FILES] = {
	{ "content/area.yaml", "name: x\n" }, { "content/events/hana.md", "hana" },
	{ "content/events/yuki.md", "" },     { "content/ids.txt", "hana\nyuki\n" },
};

/* The same from both origins: a folder, and what is committed of it. */

typedef struct Origins {
	Diag d;
	Repository *repo;
	Commit commit;
	Sources *s;
} Origins;

static Sources *open_of(Origins *o, bool revision)
{
	*o = (Origins){ 0 };
	if (!revision)
		return o->s = sources_of_tree(STR("city/content"), STR("content"), &o->d);
	o->repo = repository_open(STR("city"), (Str){ 0 }, &o->d);
	assert_true(o->repo && repository_resolve(o->repo, STR("main"), &o->commit, &o->d));
	return o->s = sources_of_git(o->repo, &o->commit, STR("content"), STR("content"), &o->d);
}

static void close_all(Origins *o)
{
	sources_drop(o->s);
	repository_close(o->repo);
	diag_free(&o->d);
}

static void test_names_are_known_before_anything_is_read(void **state)
{
	(void)state;
	for (int revision = 0; revision < 2; revision++) {
		Origins o;
		Sources *s = open_of(&o, revision);
		assert_int_equal(s->count, FILES);
		assert_null(s->stamps);
		for (size_t i = 0; i < FILES; i++)
			assert_true(str_equal(s->paths[i], str_from(files[i].path)));
		assert_int_equal(o.d.count, 0);
		close_all(&o);
	}
}

static void assert_file(const File *f, size_t number, bool has_bytes)
{
	Str bytes = str_from(files[number].bytes);
	assert_int_equal(f->number, number);
	assert_true(str_equal(f->source.path, str_from(files[number].path)));
	assert_true(str_equal(f->source.bytes, has_bytes ? bytes : (Str){ 0 }));
	assert_true(hash_equal(f->hash, has_bytes ? hash_bytes(bytes) : (Hash){ 0 }));
	assert_int_equal(f->packed.len, 0);
}

static void test_what_is_wanted_is_read_and_nothing_else(void **state)
{
	(void)state;
	for (int revision = 0; revision < 2; revision++)
		for (unsigned set = 0; set < 1u << FILES; set++) {
			Origins o;
			bool wanted[FILES];
			Sources *s = open_of(&o, revision);
			for (size_t i = 0; i < FILES; i++)
				wanted[i] = set >> i & 1;
			Files read = sources_read(s, wanted, 1 + (int)(set % 3), &o.d);
			assert_int_equal(read.count, FILES);
			for (size_t i = 0; i < FILES; i++)
				assert_file(&read.items[i], i, wanted[i]);
			files_drop(&read);
			read = sources_read(s, NULL, 2, &o.d);
			assert_int_equal(read.count, FILES);
			for (size_t i = 0; i < FILES; i++)
				assert_file(&read.items[i], i, true);
			files_drop(&read);
			assert_int_equal(o.d.count, 0);
			close_all(&o);
		}
}

static void test_one_more_may_be_read_at_any_time(void **state)
{
	(void)state;
	for (int revision = 0; revision < 2; revision++) {
		Origins o;
		Arena a = { 0 };
		Str bytes;
		Sources *s = open_of(&o, revision);
		for (size_t i = 0; i < 2 * FILES; i++) {
			assert_true(sources_read_one(s, i % FILES, &a, &o.d, &bytes));
			assert_true(str_equal(bytes, str_from(files[i % FILES].bytes)));
		}
		arena_free(&a);
		close_all(&o);
	}
}

enum { READS = 2000 };

typedef struct Reader {
	Sources *sources;
	bool wrong[JOBS_MAX];
} Reader;

static void read_any(void *context, int worker, size_t item)
{
	Reader *r = context;
	Arena a = { 0 };
	Diag d = { 0 };
	Str bytes;
	if (!sources_read_one(r->sources, item % FILES, &a, &d, &bytes) ||
	    !str_equal(bytes, str_from(files[item % FILES].bytes)))
		r->wrong[worker] = true;
	diag_free(&d);
	arena_free(&a);
}

static void test_many_workers_read_at_once(void **state)
{
	(void)state;
	for (int revision = 0; revision < 2; revision++) {
		Origins o;
		Reader r = { .sources = open_of(&o, revision) };
		parallel_each(8, READS, read_any, &r);
		for (int i = 0; i < JOBS_MAX; i++)
			assert_false(r.wrong[i]);
		close_all(&o);
	}
}

static void test_a_file_that_went_meanwhile_is_told(void **state)
{
	(void)state;
	Origins o;
	Arena a = { 0 };
	Str bytes;
	Sources *s = open_of(&o, false);
	const bool wanted[FILES] = { true, true, false, true }, others[FILES] = { true, false, true, true };
	assert_int_equal(unlink("city/content/events/hana.md"), 0);
	Files read = sources_read(s, wanted, 2, &o.d);
	assert_int_equal(read.count, FILES - 1);
	assert_file(&read.items[0], 0, true);
	assert_file(&read.items[1], 2, false);
	assert_file(&read.items[2], 3, true);
	assert_int_equal(o.d.count, 1);
	assert_true(str_equal(o.d.problems[0].path, STR("content/events/hana.md")));
	files_drop(&read);
	assert_false(sources_read_one(s, 1, &a, &o.d, &bytes));
	assert_int_equal(o.d.count, 2);
	/* Whoever does not want it never knows. */
	read = sources_read(s, others, 2, &o.d);
	assert_int_equal(read.count, FILES);
	assert_int_equal(o.d.count, 2);
	files_drop(&read);
	arena_free(&a);
	close_all(&o);
}

/* Stamps. */

static void look(bool revision, Stamp *stamps)
{
	Origins o;
	Sources *s = open_of(&o, revision);
	assert_int_equal(s->count, FILES);
	sources_look(s, 2);
	memcpy(stamps, s->stamps, FILES * sizeof(*stamps));
	close_all(&o);
}

static bool same(const Stamp *a, const Stamp *b)
{
	return hash_equal(a->mark, b->mark) && a->second == b->second && a->nanosecond == b->nanosecond;
}

/* Every one but hana's is the same, and hers is not. */
static void assert_only_hana_differs(const Stamp *before, const Stamp *now, bool differs)
{
	for (size_t i = 0; i < FILES; i++)
		assert_int_equal(hash_equal(before[i].mark, now[i].mark), !(i == 1 && differs));
}

static void test_stamps_stay_when_nothing_changes(void **state)
{
	(void)state;
	for (int revision = 0; revision < 2; revision++) {
		Stamp before[FILES], now[FILES];
		look(revision, before);
		look(revision, now);
		for (size_t i = 0; i < FILES; i++) {
			assert_true(same(&before[i], &now[i]));
			assert_true(before[i].mark.high || before[i].mark.low);
			assert_int_equal(before[i].second != 0, !revision);
		}
	}
}

/* Waits until the disk's clock has moved on since `path` was changed. */
static void tick(const char *path)
{
	struct stat was, now;
	assert_int_equal(stat(path, &was), 0);
	do {
		usleep(1000);
		put("tick", "");
		assert_int_equal(stat("tick", &now), 0);
	} while (now.st_mtim.tv_sec == was.st_ctim.tv_sec && now.st_mtim.tv_nsec == was.st_ctim.tv_nsec);
}

static void write_over(void) { put("city/content/events/hana.md", "HANA"); }
static void keep_size_and_time(void)
{
	struct stat st;
	assert_int_equal(stat("city/content/events/hana.md", &st), 0);
	put("city/content/events/hana.md", "HANA");
	assert_int_equal(utimensat(AT_FDCWD, "city/content/events/hana.md", (struct timespec[]){ st.st_atim, st.st_mtim }, 0), 0);
}
static void put_another_there(void) { sh("cp -p city/content/events/hana.md x && mv x city/content/events/hana.md"); }
static void put_a_link_there(void) { sh("ln -f city/content/ids.txt x && mv x city/content/events/hana.md"); }
static void touch(void) { sh("touch city/content/events/hana.md"); }

static void test_no_change_of_a_file_escapes_its_stamp(void **state)
{
	(void)state;
	static void (*const changes[])(void) = { write_over, keep_size_and_time, put_another_there, touch };
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		Stamp before[FILES], now[FILES];
		look(false, before);
		tick("city/content/events/hana.md");
		changes[i]();
		look(false, now);
		assert_only_hana_differs(before, now, true);
		assert_true(now[1].second > before[1].second ||
		            (now[1].second == before[1].second && now[1].nanosecond > before[1].nanosecond));
	}
}

static void test_another_files_name_is_not_its_stamp(void **state)
{
	(void)state;
	Stamp before[FILES], now[FILES];
	look(false, before);
	put_a_link_there();
	look(false, now);
	assert_false(hash_equal(before[1].mark, now[1].mark));
}

static void test_what_is_no_file_has_no_stamp(void **state)
{
	(void)state;
	Origins o;
	Sources *s = open_of(&o, false);
	sh("cd city/content/events && rm hana.md yuki.md && ln -s ../ids.txt hana.md && mkfifo yuki.md && rm ../area.yaml");
	sources_look(s, 1);
	for (size_t i = 0; i < 3; i++)
		assert_true(hash_equal(s->stamps[i].mark, (Hash){ 0 }));
	assert_true(s->stamps[3].mark.high || s->stamps[3].mark.low);
	close_all(&o);
}

static void test_a_revisions_stamps_are_of_its_bytes(void **state)
{
	(void)state;
	Stamp before[FILES], now[FILES];
	look(true, before);
	write_over();
	look(true, now);
	assert_only_hana_differs(before, now, false);
	sh(COMMIT);
	look(true, now);
	assert_only_hana_differs(before, now, true);
	put("city/content/events/hana.md", "hana");
	sh(COMMIT);
	look(true, now);
	assert_only_hana_differs(before, now, false);
}

static void test_nothing_at_all_is_fine(void **state)
{
	(void)state;
	Diag d = { 0 };
	assert_int_equal(mkdir("empty", 0755), 0);
	Sources *s = sources_of_tree(STR("empty"), STR("content"), &d);
	assert_int_equal(s->count, 0);
	sources_look(s, 3);
	Files read = sources_read(s, (const bool[]){ false }, 3, &d);
	assert_int_equal(read.count, 0);
	files_drop(&read);
	sources_drop(s);
	sources_drop(NULL);
	read = sources_take(NULL, 2, &d);
	assert_int_equal(read.count, 0);
	assert_null(sources_of_tree(STR("nowhere"), STR("content"), &d));
	assert_int_equal(d.count, 1);
	diag_free(&d);
}

static void test_one_is_found_and_looked_at_again(void **state)
{
	(void)state;
	Diag d = { 0 };
	size_t number;
	Sources *s = sources_of_tree(STR("city/content"), STR("content"), &d);
	sources_look(s, 1);
	for (size_t i = 0; i < FILES; i++) {
		assert_true(sources_find(s, str_skip(str_from(files[i].path), STR("content/").len), &number));
		assert_int_equal(number, i);
		assert_false(sources_look_at(s, number));
	}
	assert_false(sources_find(s, STR("events"), &number));
	assert_false(sources_find(s, STR("events/hana.md.new"), &number));
	assert_false(sources_find(s, STR("zzz"), &number));
	put("city/content/events/hana.md", "hanami");
	assert_true(sources_look_at(s, 1));
	assert_false(sources_look_at(s, 1));
	assert_int_equal(unlink("city/content/events/hana.md"), 0);
	assert_true(sources_look_at(s, 1));
	assert_true(hash_equal(s->stamps[1].mark, (Hash){ 0 }));
	sources_drop(s);
	diag_free(&d);
}

static void test_shared_ones_live_until_the_last_drops_them(void **state)
{
	(void)state;
	Diag d = { 0 };
	Sources *s = sources_of_tree(STR("city/content"), STR("content"), &d), *shared = sources_share(s);
	sources_drop(s);
	assert_int_equal(shared->count, FILES);
	assert_string_equal(str_terminated(shared->paths[1], &d.arena), files[1].path);
	sources_drop(shared);
	assert_null(sources_share(NULL));
	diag_free(&d);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_names_are_known_before_anything_is_read),
		TEST(test_what_is_wanted_is_read_and_nothing_else),
		TEST(test_one_more_may_be_read_at_any_time),
		TEST(test_many_workers_read_at_once),
		TEST(test_a_file_that_went_meanwhile_is_told),
		TEST(test_stamps_stay_when_nothing_changes),
		TEST(test_no_change_of_a_file_escapes_its_stamp),
		TEST(test_another_files_name_is_not_its_stamp),
		TEST(test_what_is_no_file_has_no_stamp),
		TEST(test_a_revisions_stamps_are_of_its_bytes),
		TEST(test_one_is_found_and_looked_at_again),
		TEST(test_shared_ones_live_until_the_last_drops_them),
		TEST(test_nothing_at_all_is_fine),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
