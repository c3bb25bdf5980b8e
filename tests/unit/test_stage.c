/*
 * Publishing into folders of its own under $TMPDIR. Some system calls are
 * taken over below, to count them and to let file systems be poorer than
 * the one at hand.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/parallel.h"
#include "publish/stage.h"

/* The system, as this test lets it be. */

static struct {
	int exchange_error, link_error;        /* errno of every one; 0: they work */
	int new_file_error;                    /* of making any in a folder of the site */
	bool unsafe, exchanged;                /* no fsync works after an exchange */
	atomic_int calls;                      /* that name a file */
} machine;

#define REAL(name) static __typeof__(&name) real; \
	if (!real) \
		*(void **)&real = dlsym(RTLD_NEXT, #name); \
	machine.calls++

int renameat2(int from, const char *a, int to, const char *b, unsigned flags)
{
	REAL(renameat2);
	errno = machine.exchange_error;
	machine.exchanged = flags == RENAME_EXCHANGE;
	return machine.exchanged && errno ? -1 : real(from, a, to, b, flags);
}

int linkat(int from, const char *a, int to, const char *b, int flags)
{
	REAL(linkat);
	errno = machine.link_error;
	return errno ? -1 : real(from, a, to, b, flags);
}

int openat(int at, const char *path, int flags, ...)
{
	REAL(openat);
	va_list rest;
	va_start(rest, flags);
	mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	errno = machine.new_file_error;
	return errno && flags & O_CREAT && strchr(path, '/') ? -1 : real(at, path, flags, mode);
}

int fsync(int fd)
{
	REAL(fsync);
	errno = EIO;
	return machine.unsafe && machine.exchanged ? -1 : real(fd);
}

int unlinkat(int at, const char *path, int flags)
{
	REAL(unlinkat);
	return real(at, path, flags);
}

int mkdirat(int at, const char *path, mode_t mode)
{
	REAL(mkdirat);
	return real(at, path, mode);
}

int fstatat(int at, const char *restrict path, struct stat *restrict st, int flags)
{
	REAL(fstatat);
	return real(at, path, st, flags);
}

/* A folder to work in. */

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static void tree_remove(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static int folder_enter(void **state)
{
	const char *above = getenv("TMPDIR");
	static char folder[512];
	snprintf(folder, sizeof(folder), "%s/stage-XXXXXX", above ? above : "/tmp");
	*state = mkdtemp(folder);
	memset(&machine, 0, sizeof(machine));
	return *state && chdir(*state) == 0 ? 0 : -1;
}

static int folder_leave(void **state)
{
	umask(022);
	tree_remove(*state);
	return chdir("/");
}

static void file_make(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static struct stat facts(const char *path)
{
	struct stat st;
	if (lstat(path, &st) < 0)
		fail_msg("%s is missing", path);
	return st;
}

static bool exists(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0;
}

static int files_seen;

static int count_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)path;
	(void)st;
	(void)at;
	files_seen += kind == FTW_F;
	return 0;
}

static int files_in(const char *folder)
{
	files_seen = 0;
	nftw(folder, count_one, 16, FTW_PHYS);
	return files_seen;
}

static void assert_file(const char *path, const char *text)
{
	char found[256] = "";
	FILE *f = fopen(path, "r");
	if (!f)
		fail_msg("%s is missing", path);
	size_t size = fread(found, 1, sizeof(found) - 1, f);
	fclose(f);
	found[size] = '\0';
	assert_string_equal(found, text);
	assert_int_equal(facts(path).st_mode & 07777, 0644);
}

/* Building: a site is path, text, path, text …, NULL. */

enum { TEXTS = 16 };

typedef struct Site {
	const char *texts[TEXTS];
} Site;

#define SITE(...) (Site){ { __VA_ARGS__ } }

static StageCount counted;
static char code[64];                          /* of the first problem of the last build */

static void remember(Diag *d)
{
	code[0] = '\0';
	if (d->count)
		snprintf(code, sizeof(code), "%.*s", STR_ARG(d->problems[0].code));
	for (size_t i = 0; i < d->count; i++)
		assert_int_equal(d->problems[i].level, DIAG_WORLD);
	diag_free(d);
}

static void put_all(Stage *s, const Site *site)
{
	for (size_t i = 0; i + 1 < TEXTS && site->texts[i]; i += 2)
		stage_put(s, str_from(site->texts[i]), str_from(site->texts[i + 1]));
}

static bool build_with(const StageOptions *options, Site site)
{
	Arena run = { 0 };
	Diag d = { 0 };
	bool busy, done = false;
	Stage *s = stage_begin(options, &busy, &run, &d);
	counted = (StageCount){ 0 };
	if (s) {
		put_all(s, &site);
		done = stage_commit(s, &counted, &d);
		stage_drop(s);
	}
	assert_int_equal(done, d.count == 0);
	remember(&d);
	arena_free(&run);
	return done;
}

static bool build(Site site)
{
	return build_with(&(StageOptions){ .out = STR("out") }, site);
}

static bool rollback(void)
{
	Diag d = { 0 };
	bool busy, done = stage_rollback(&(StageOptions){ .out = STR("out") }, &busy, &d);
	assert_int_equal(done, d.count == 0);
	remember(&d);
	return done;
}

static void assert_counts(size_t written, size_t unchanged, size_t removed)
{
	assert_int_equal(counted.files, written + unchanged);
	assert_int_equal(counted.written, written);
	assert_int_equal(counted.unchanged, unchanged);
	assert_int_equal(counted.removed, removed);
}

/* So old that no later build is within the same second. */
static void assert_second_younger(struct stat new, struct stat old)
{
	int64_t nanoseconds = (int64_t)(new.st_mtim.tv_sec - old.st_mtim.tv_sec) * 1000000000 +
	                      (new.st_mtim.tv_nsec - old.st_mtim.tv_nsec);
	assert_true(nanoseconds >= 1000000000);
}

static void assert_same_file(struct stat a, struct stat b)
{
	assert_int_equal(a.st_ino, b.st_ino);
	assert_int_equal(a.st_mtim.tv_sec, b.st_mtim.tv_sec);
	assert_int_equal(a.st_mtim.tv_nsec, b.st_mtim.tv_nsec);
}

/* The name of a tree's manifest, as it stands in the state folder. */
static void manifest_of(const char *tree, char path[160])
{
	struct statx st;
	assert_int_equal(statx(AT_FDCWD, tree, 0, STATX_INO | STATX_BTIME, &st), 0);
	snprintf(path, 160, ".out.keijiban/tree-%016llx-%016llx-%u", (unsigned long long)st.stx_ino,
	         (unsigned long long)st.stx_btime.tv_sec, st.stx_btime.tv_nsec);
}

static const char *const home = "out/index.html";
#define ONE  SITE("index.html", "one", "a/index.html", "A", "b/c/index.html", "C")
#define TWO  SITE("index.html", "two", "a/index.html", "A", "b/c/index.html", "C")
#define LESS SITE("index.html", "two", "a/index.html", "A")

/* What is published. */

static void test_a_first_build_publishes_every_file(void **state)
{
	(void)state;
	assert_true(build(ONE));
	assert_counts(3, 0, 0);
	assert_file(home, "one");
	assert_file("out/a/index.html", "A");
	assert_file("out/b/c/index.html", "C");
	assert_int_equal(files_in("out"), 3);
}

static void test_the_umask_does_not_matter(void **state)
{
	(void)state;
	static const mode_t masks[] = { 077, 011, 0, 0177, 022 };
	for (size_t i = 0; i < sizeof(masks) / sizeof(*masks); i++) {
		char path[64];
		umask(masks[i]);
		snprintf(path, sizeof(path), "n%zu/m/index.html", i);
		assert_true(build(SITE("index.html", path, path, "x", "kept/index.html", "k")));
		umask(022);
		assert_file(home, path);
		assert_file("out/kept/index.html", "k");
		snprintf(path, sizeof(path), "out/n%zu/m", i);
		assert_int_equal(facts(path).st_mode & 07777, 0755);
		assert_int_equal(facts("out").st_mode & 07777, 0755);
		assert_int_equal(facts("out/kept").st_mode & 07777, 0755);
	}
}

static void test_unchanged_files_keep_inode_and_time_and_changed_ones_are_younger(void **state)
{
	(void)state;
	assert_true(build(ONE));
	struct stat a = facts("out/a/index.html"), c = facts("out/b/c/index.html"),
		    last = facts(home);
	for (int i = 0; i < 6; i++) {
		char text[32];
		snprintf(text, sizeof(text), "home %d", i);
		assert_true(build(
			SITE("index.html", text, "a/index.html", "A", "b/c/index.html", "C")));
		assert_counts(1, 2, 0);
		assert_file(home, text);
		assert_same_file(facts("out/a/index.html"), a);
		assert_same_file(facts("out/b/c/index.html"), c);
		assert_second_younger(facts(home), last);
		last = facts(home);
	}
}

static void test_bytes_that_come_back_are_a_new_file(void **state)
{
	(void)state;
	assert_true(build(ONE));
	struct stat first = facts(home);
	assert_true(build(TWO));
	struct stat second = facts(home);
	assert_true(build(ONE));
	assert_counts(1, 2, 0);
	assert_file(home, "one");
	assert_second_younger(second, first);
	assert_second_younger(facts(home), second);
	struct stat third = facts(home);
	assert_true(
		build(SITE("index.html", "one", "a/index.html", "other", "b/c/index.html", "C")));
	assert_file(home, "one");
	assert_same_file(facts(home), third);
}

static void test_stale_files_and_empty_folders_go_from_both_trees(void **state)
{
	(void)state;
	assert_true(build(ONE) && build(TWO) && build(LESS));
	assert_counts(0, 2, 1);
	assert_false(exists("out/b"));
	assert_true(build(SITE("index.html", "three", "a/index.html", "A")));
	assert_false(exists("out/b"));
	assert_true(build(SITE("index.html", "four", "a/index.html", "A")));
	assert_false(exists("out/b"));
	assert_int_equal(files_in("out"), 2);
	assert_int_equal(files_in(".out.keijiban/spare"), 2);
}

static void test_a_file_becomes_a_folder_and_a_folder_a_file(void **state)
{
	(void)state;
	for (int i = 0; i < 8; i++) {
		char text[32];
		snprintf(text, sizeof(text), "%d", i / 2);
		if (i & 1) {
			assert_true(build(SITE("x", "file", "y/z/index.html", text, "y/z/k", "k",
			                       "keep", text)));
			assert_file("out/x", "file");
			assert_file("out/y/z/index.html", text);
		} else {
			assert_true(build(SITE("x/deep/er/index.html", text, "x/k", "k", "y",
			                       "file", "keep", text)));
			assert_file("out/x/deep/er/index.html", text);
			assert_file("out/y", "file");
		}
		assert_int_equal(files_in("out"), 4);
	}
	assert_false(exists(".out.keijiban/late-0"));
}

static void test_the_same_site_again_touches_nothing(void **state)
{
	(void)state;
	char manifest[160];
	assert_true(build(ONE) && build(TWO));
	manifest_of("out", manifest);
	struct stat out = facts("out"), file = facts(home), kept = facts(manifest),
		    spare = facts(".out.keijiban/spare");
	assert_true(build(TWO));
	assert_counts(0, 3, 0);
	assert_same_file(facts("out"), out);
	assert_same_file(facts(home), file);
	assert_same_file(facts(manifest), kept);
	assert_same_file(facts(".out.keijiban/spare"), spare);
}

static void test_a_dry_run_counts_and_writes_nothing(void **state)
{
	(void)state;
	StageOptions dry = { .out = STR("out"), .dry_run = true };
	assert_true(build_with(&dry, ONE));
	assert_counts(3, 0, 0);
	assert_false(exists("out") || exists(".out.keijiban"));
	assert_true(build(ONE));
	struct stat out = facts("out"), state_folder = facts(".out.keijiban");
	assert_true(build_with(&dry, LESS));
	assert_counts(1, 1, 1);
	assert_file(home, "one");
	assert_same_file(facts("out"), out);
	assert_same_file(facts(".out.keijiban"), state_folder);
}

/* What it refuses. */

typedef struct Refused {
	const char *out, *code;
} Refused;

static const Refused refused[] = {
	{ ".", "out-name" },          { "..", "out-name" },      { "/", "out-name" },
	{ "", "out-name" },           { "a/..", "out-name" },    { "file", "out-file" },
	{ "link", "out-link" },       { "/proc", "out-mount" },  { "none/out", "out-parent" },
	{ "file/out", "out-parent" }, { "full", "out-strange" }, { "taken", "state-strange" },
};

static void test_what_cannot_be_replaced_is_refused_without_a_trace(void **state)
{
	(void)state;
	file_make("file", "f");
	mkdir("full", 0755);
	file_make("full/diary", "d");
	file_make(".taken.keijiban", "t");
	assert_int_equal(symlink("full", "link"), 0);
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		assert_false(build_with(&(StageOptions){ .out = str_from(refused[i].out) }, ONE));
		assert_string_equal(code, refused[i].code);
	}
	assert_int_equal(files_in("."), 3);
	assert_false(exists(".full.keijiban"));
}

static void test_a_strange_folder_is_replaced_when_told(void **state)
{
	(void)state;
	mkdir("out", 0755);
	file_make("out/diary", "d");
	assert_false(build(ONE));
	assert_string_equal(code, "out-strange");
	assert_true(build_with(&(StageOptions){ .out = STR("out"), .force = true }, ONE));
	assert_int_equal(files_in("out"), 3);
	assert_true(build(TWO));
	assert_int_equal(files_in("out"), 3);
}

static void test_out_is_found_by_any_spelling(void **state)
{
	(void)state;
	static const char *const spellings[] = { "out", "out/", "./out", ".//out//", "link/out" };
	assert_int_equal(symlink(".", "link"), 0);
	for (size_t i = 0; i < sizeof(spellings) / sizeof(*spellings); i++) {
		assert_true(build_with(&(StageOptions){ .out = str_from(spellings[i]) }, ONE));
		assert_counts(i ? 0 : 3, i ? 3 : 0, 0);
	}
}

static void test_an_empty_folder_is_taken(void **state)
{
	(void)state;
	mkdir("out", 0700);
	assert_true(build(ONE) && build(TWO) && build(ONE));
	assert_file(home, "one");
	assert_int_equal(facts("out").st_mode & 07777, 0755);
}

static void test_bad_twice_and_clashing_paths_publish_nothing(void **state)
{
	(void)state;
	static const struct { Site site; const char *code; } bad[] = {
		{ { { "index.html", "x", "../escape", "e" } }, "output-path" },
		{ { { "/escape", "e" } }, "output-path" },
		{ { { "a//b", "e" } }, "output-path" },
		{ { { "index.html", "x", "index.html", "x" } }, "output-twice" },
		{ { { "a/index.html", "A", "a/index.html", "other" } }, "output-twice" },
		{ { { "new", "x", "new/index.html", "x" } }, "output-clash" },
		{ { { "new/index.html", "x", "new", "x" } }, "output-clash" },
		{ { { "a/index.html", "A", "a", "x" } }, "output-clash" },
		{ { { "a", "x", "a/index.html", "A" } }, "output-clash" },
		{ { { "index.html", "one", "index.html/x", "A" } }, "output-clash" },
	};
	assert_true(build(ONE));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct stat out = facts("out");
		assert_false(build(bad[i].site));
		assert_string_equal(code, bad[i].code);
		assert_same_file(facts("out"), out);
		assert_file(home, i & 1 ? "two" : "one");
		assert_int_equal(files_in("out"), 3);
		assert_false(exists("escape"));
		assert_true(build(i & 1 ? ONE : TWO));
		assert_counts(1, 2, 0);
	}
}

/* What happens beside it. */

static void test_a_second_build_is_told_that_another_runs(void **state)
{
	(void)state;
	Arena run = { 0 };
	Diag d = { 0 };
	bool busy, busy_too;
	StageOptions options = { .out = STR("out") }, dry = { .out = STR("out"), .dry_run = true };
	Stage *s = stage_begin(&options, &busy, &run, &d);
	assert_non_null(s);
	assert_false(busy);
	assert_null(stage_begin(&options, &busy_too, &run, &d));
	assert_true(busy_too);
	assert_null(stage_begin(&dry, &busy_too, &run, &d));
	assert_true(busy_too);
	assert_false(stage_rollback(&options, &busy_too, &d));
	assert_true(busy_too);
	assert_true(str_equal(d.problems[0].code, STR("out-busy")));
	stage_drop(s);
	s = stage_begin(&options, &busy, &run, &d);
	assert_non_null(s);
	stage_drop(s);
	diag_free(&d);
	arena_free(&run);
}

/* Whoever waits already will publish the newest, so a third one need not. */
static void test_one_build_waits_and_further_ones_give_up(void **state)
{
	(void)state;
	Arena run = { 0 };
	Diag d = { 0 };
	bool busy;
	StageOptions patient = { .out = STR("out"), .wait = true };
	Stage *s = stage_begin(&patient, &busy, &run, &d);
	assert_non_null(s);
	int next = open(".out.keijiban/next", O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	assert_int_equal(flock(next, LOCK_EX), 0);
	assert_null(stage_begin(&patient, &busy, &run, &d));
	assert_true(busy);
	assert_true(str_equal(d.problems[0].code, STR("out-queued")));
	close(next);
	stage_drop(s);
	s = stage_begin(&patient, &busy, &run, &d);
	assert_non_null(s);
	stage_drop(s);
	diag_free(&d);
	arena_free(&run);
}

static void test_an_abandoned_build_leaves_the_site_alone(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++) {
		Arena run = { 0 };
		Diag d = { 0 };
		bool busy;
		Site other = SITE("index.html", "never", "junk/index.html", "never");
		assert_true(i < 1 || build(i & 1 ? ONE : TWO));
		Stage *s = stage_begin(&(StageOptions){ .out = STR("out") }, &busy, &run, &d);
		put_all(s, &other);
		stage_drop(s);
		assert_int_equal(d.count, 0);
		diag_free(&d);
		arena_free(&run);
		if (i)
			assert_file(home, i & 1 ? "one" : "two");
		assert_int_equal(files_in("out"), i ? 3 : 0);
		assert_int_equal(exists("out"), i > 0);
	}
	assert_false(rollback());
	assert_string_equal(code, "rollback-none");
	assert_true(build(ONE));
	assert_int_equal(files_in("out"), 3);
}

static void test_a_folder_replaced_meanwhile_is_not_touched(void **state)
{
	(void)state;
	for (int had = 0; had < 2; had++) {
		Arena run = { 0 };
		Diag d = { 0 };
		bool busy;
		Site site = TWO;
		assert_true(!had || build(ONE));
		Stage *s = stage_begin(&(StageOptions){ .out = STR("out") }, &busy, &run, &d);
		put_all(s, &site);
		if (had)
			assert_int_equal(rename("out", "mine"), 0);
		mkdir("out", 0755);
		file_make("out/diary", "d");
		assert_false(stage_commit(s, &counted, &d));
		assert_file("out/diary", "d");
		stage_drop(s);
		remember(&d);
		assert_string_equal(code, "out-changed");
		arena_free(&run);
		tree_remove("out");
	}
}

static void test_a_damaged_manifest_is_not_believed(void **state)
{
	(void)state;
	static const char *const trees[] = { "out", ".out.keijiban/spare" };
	for (int tree = 0; tree < 2; tree++)
		for (int damage = 0; damage < 3; damage++) {
			char manifest[160];
			assert_true(build(ONE) && build(TWO));
			struct stat a = facts("out/a/index.html");
			manifest_of(trees[tree], manifest);
			if (damage == 0)
				assert_int_equal(truncate(manifest, facts(manifest).st_size / 2),
				                 0);
			else if (damage == 1)
				file_make(manifest, "keijiban-manifest 1\n");
			else
				file_make(manifest, "");
			assert_true(build(LESS));
			assert_counts(tree ? 0 : 2, tree ? 2 : 0, tree ? 1 : 0);
			assert_int_equal(files_in("out"), 2);
			assert_file(home, "two");
			if (tree)
				assert_same_file(facts("out/a/index.html"), a);
			else
				assert_second_younger(facts("out/a/index.html"), a);
		}
}

static void test_a_folder_emptied_by_hand_is_filled_again(void **state)
{
	(void)state;
	assert_true(build(ONE) && build(TWO));
	tree_remove("out");
	assert_true(build(TWO));
	assert_counts(3, 0, 0);
	assert_int_equal(files_in("out"), 3);
	tree_remove("out");
	mkdir("out", 0755);
	assert_true(build(TWO));
	assert_counts(3, 0, 0);
	assert_int_equal(files_in("out"), 3);
	tree_remove("out/a");
	tree_remove("out/b");
	unlink(home);
	assert_true(build(TWO));
	assert_counts(3, 0, 0);
	assert_int_equal(files_in("out"), 3);
}

static void test_a_file_missing_in_the_site_is_told_and_mended_by_the_next_build(void **state)
{
	(void)state;
	assert_true(build(ONE));
	assert_int_equal(unlink("out/b/c/index.html"), 0);
	assert_false(build(TWO));
	assert_string_equal(code, "out-touched");
	assert_file(home, "one");
	assert_true(build(TWO));
	assert_counts(3, 0, 0);
	assert_int_equal(files_in("out"), 3);
}

static void test_a_lost_spare_or_state_is_made_again(void **state)
{
	(void)state;
	assert_true(build(ONE) && build(TWO));
	struct stat a = facts("out/a/index.html");
	tree_remove(".out.keijiban/spare");
	assert_true(build(ONE));
	assert_counts(1, 2, 0);
	assert_same_file(facts("out/a/index.html"), a);
	tree_remove(".out.keijiban");
	assert_false(build(TWO));
	assert_string_equal(code, "out-strange");
	assert_true(build_with(&(StageOptions){ .out = STR("out"), .force = true }, TWO));
	assert_int_equal(files_in("out"), 3);
}

static void test_what_lies_in_a_dirty_spare_is_never_published(void **state)
{
	(void)state;
	char manifest[160];
	assert_true(build(ONE) && build(TWO));
	manifest_of(".out.keijiban/spare", manifest);
	assert_int_equal(unlink(manifest), 0);
	mkdir(".out.keijiban/spare/junk", 0755);
	mkdir(".out.keijiban/spare/junk/more", 0);
	assert_int_equal(symlink("/etc", ".out.keijiban/spare/junk/etc"), 0);
	file_make(".out.keijiban/spare/a/junk", "j");
	file_make(".out.keijiban/late-7", "j");
	file_make(".out.keijiban/draft", "j");
	assert_true(build(LESS));
	assert_int_equal(files_in("out"), 2);
	assert_false(exists("out/junk") || exists(".out.keijiban/late-7"));
	assert_true(exists("/etc/passwd"));
}

/* Going back. */

static void test_rollback_brings_the_previous_site_and_back_again(void **state)
{
	(void)state;
	assert_false(rollback());
	assert_string_equal(code, "rollback-none");
	assert_true(build(ONE));
	assert_false(rollback());
	assert_string_equal(code, "rollback-none");
	assert_true(build(TWO));
	assert_true(rollback());
	assert_file(home, "one");
	assert_true(rollback());
	assert_file(home, "two");
	assert_true(rollback());
	assert_true(build(LESS));
	assert_counts(1, 1, 1);
	assert_int_equal(files_in("out"), 2);
	assert_true(rollback());
	assert_file(home, "one");
	assert_int_equal(files_in("out"), 3);
}

/* Poorer file systems. */

static void test_without_an_exchange_the_build_refuses_unless_a_gap_is_allowed(void **state)
{
	(void)state;
	static const int errors[] = { EINVAL, ENOSYS, EXDEV, EBUSY };
	StageOptions gap = { .out = STR("out"), .allow_gap = true };
	assert_true(build(ONE));
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++) {
		machine.exchange_error = errors[i];
		assert_false(build(i & 1 ? ONE : TWO));
		assert_string_equal(code, "out-exchange");
		assert_file(home, i & 1 ? "two" : "one");
		assert_true(build_with(&gap, i & 1 ? ONE : TWO));
		assert_file(home, i & 1 ? "one" : "two");
		assert_int_equal(files_in("out"), 3);
		assert_false(exists(".out.keijiban/old"));
	}
	machine.exchange_error = EIO;
	assert_false(build_with(&gap, TWO));
	assert_string_equal(code, "disk-fault");
	assert_file(home, "one");
}

static void test_a_crash_in_the_gap_is_put_right_by_the_next_build(void **state)
{
	(void)state;
	assert_true(build(ONE) && build(TWO));
	struct stat a = facts("out/a/index.html");
	assert_int_equal(rename("out", ".out.keijiban/old"), 0);
	assert_true(build(TWO));
	assert_counts(0, 3, 0);
	assert_file(home, "two");
	assert_int_equal(rename(".out.keijiban/spare", ".out.keijiban/old"), 0);
	assert_true(rollback());
	assert_file(home, "one");
	assert_same_file(facts("out/a/index.html"), a);
	assert_false(exists(".out.keijiban/old"));
}

static void test_where_links_are_refused_files_are_copied_with_their_time(void **state)
{
	(void)state;
	static const int errors[] = { EPERM, EXDEV, EMLINK };
	assert_true(build(ONE));
	struct stat a = facts("out/a/index.html");
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++) {
		machine.link_error = errors[i];
		umask(077);
		assert_true(build(i & 1 ? ONE : TWO));
		umask(022);
		assert_counts(1, 2, 0);
		assert_file("out/a/index.html", "A");
		assert_int_equal(facts("out/a/index.html").st_mtim.tv_sec, a.st_mtim.tv_sec);
		assert_int_equal(facts("out/a/index.html").st_mtim.tv_nsec, a.st_mtim.tv_nsec);
	}
}

static void test_what_the_system_refuses_is_told_in_words(void **state)
{
	(void)state;
	static const struct { int error; const char *code; } cases[] = {
		{ ENOSPC, "disk-full" }, { EDQUOT, "disk-full" }, { EACCES, "disk-denied" },
		{ EPERM, "disk-denied" }, { EROFS, "disk-denied" }, { EIO, "disk-fault" },
	};
	assert_true(build(ONE));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		machine.new_file_error = cases[i].error;
		assert_false(build(SITE("index.html", "two", "a/index.html", "B")));
		assert_string_equal(code, cases[i].code);
		assert_file(home, "one");
		assert_int_equal(files_in("out"), 3);
	}
	machine.new_file_error = 0;
	assert_true(build(TWO));
}

static void test_a_site_that_may_not_survive_a_power_cut_is_told(void **state)
{
	(void)state;
	assert_true(build(ONE));
	machine.unsafe = true;
	assert_false(build(TWO));
	assert_string_equal(code, "out-unsafe");
	assert_file(home, "two");
	machine.unsafe = false;
	assert_true(build(ONE));
	assert_file(home, "one");
}

/* Much work, and no more than needed. */

enum { MANY = 2000, EDITED = 20 };

typedef struct Many {
	Stage *stage;
	unsigned edited, edition;
} Many;

static void put_many(void *context, int worker, size_t item)
{
	const Many *m = context;
	char path[64], text[64];
	(void)worker;
	snprintf(path, sizeof(path), "area%zu/district%zu/page%zu/index.html", item % 4, item % 25,
	         item);
	snprintf(text, sizeof(text), "page %zu, edition %u", item,
	         item < m->edited ? m->edition : 0);
	stage_put(m->stage, str_from(path), str_from(text));
}

/* Returns the calls that name a file. */
static int build_many(int jobs, unsigned edited, unsigned edition)
{
	Arena run = { 0 };
	Diag d = { 0 };
	bool busy;
	Many m = { .edited = edited, .edition = edition };
	machine.calls = 0;
	m.stage = stage_begin(&(StageOptions){ .out = STR("out") }, &busy, &run, &d);
	assert_non_null(m.stage);
	parallel_each(jobs, MANY, put_many, &m);
	assert_true(stage_commit(m.stage, &counted, &d));
	int calls = machine.calls;
	stage_drop(m.stage);
	arena_free(&run);
	assert_int_equal(d.count, 0);
	return calls;
}

static void test_the_work_is_in_proportion_to_the_change(void **state)
{
	(void)state;
	enum { ROUND = 50 };                   /* of every build, whatever it changes */
	/* A page, its folder, and about a hundred folders above. */
	assert_in_range(build_many(1, 0, 0), 2 * MANY, 2 * MANY + 3 * 100 + ROUND);
	assert_counts(MANY, 0, 0);
	assert_in_range(build_many(1, 0, 0), 0, ROUND);
	assert_counts(0, MANY, 0);
	build_many(1, EDITED, 1);
	for (unsigned edition = 2; edition < 6; edition++) {
		assert_in_range(build_many(1, EDITED, edition), EDITED, 10 * EDITED + ROUND);
		assert_counts(EDITED, MANY - EDITED, 0);
	}
	assert_in_range(build_many(1, EDITED, 5), 0, ROUND);
}

static void test_many_workers_make_the_same_site(void **state)
{
	(void)state;
	build_many(8, 0, 0);
	assert_counts(MANY, 0, 0);
	build_many(8, MANY, 1);
	assert_counts(MANY, 0, 0);
	build_many(8, MANY / 2, 2);
	assert_counts(MANY, 0, 0);
	build_many(1, MANY / 2, 2);
	assert_counts(0, MANY, 0);
	assert_int_equal(files_in("out"), MANY);
	assert_file("out/area1/district2/page1777/index.html", "page 1777, edition 0");
	assert_file("out/area1/district1/page1/index.html", "page 1, edition 2");
}

/* Keeping, and what a builder remembers. */

/* A text that begins with '=' says: as it is. */
static bool build_keeping(const StageOptions *options, Site site, const char *memo)
{
	Arena run = { 0 };
	Diag d = { 0 };
	bool busy;
	Stage *s = stage_begin(options, &busy, &run, &d);
	assert_non_null(s);
	for (size_t i = 0; i + 1 < TEXTS && site.texts[i]; i += 2) {
		Str path = str_from(site.texts[i]);
		const char *text = site.texts[i + 1];
		if (*text == '=')
			assert_true(stage_keep(s, path));
		if (*text != '=' || text[1])
			stage_put(s, path, str_from(text + (*text == '=')));
	}
	bool done = stage_commit(s, &counted, &d);
	if (done && memo)
		stage_keep_memo(s, str_from(memo));
	stage_drop(s);
	remember(&d);
	arena_free(&run);
	return done;
}

static const StageOptions plain = { .out = STR_INIT("out") };

static void test_kept_files_stay_as_they_are(void **state)
{
	(void)state;
	assert_true(build(ONE));
	struct stat a = facts("out/a/index.html");
	for (int i = 0; i < 4; i++) {
		char text[8];
		snprintf(text, sizeof(text), "%d", i);
		assert_true(build_keeping(&plain, SITE("index.html", text, "a/index.html", "=", "b/c/index.html", "="), NULL));
		assert_counts(1, 2, 0);
		assert_file(home, text);
		assert_same_file(facts("out/a/index.html"), a);
		assert_file("out/b/c/index.html", "C");
	}
	assert_true(build_keeping(&plain, SITE("index.html", "=", "a/index.html", "="), NULL));
	assert_counts(0, 2, 1);
	assert_false(exists("out/b"));
	assert_int_equal(files_in("out"), 2);
	assert_true(rollback());
	assert_file("out/b/c/index.html", "C");
}

/* All stays but for what is put; where a text is NULL, that goes. */
static bool build_some(Site site)
{
	Arena run = { 0 };
	Diag d = { 0 };
	bool busy;
	Stage *s = stage_begin(&plain, &busy, &run, &d);
	assert_true(stage_keep_all(s));
	for (size_t i = 0; i + 1 < TEXTS && site.texts[i]; i += 2)
		if (site.texts[i + 1])
			stage_put(s, str_from(site.texts[i]), str_from(site.texts[i + 1]));
		else
			stage_let_go(s, str_from(site.texts[i]));
	bool done = stage_commit(s, &counted, &d);
	stage_drop(s);
	remember(&d);
	arena_free(&run);
	return done;
}

static void test_all_stays_but_for_what_is_put(void **state)
{
	(void)state;
	assert_true(build(ONE));
	struct stat a = facts("out/a/index.html");
	for (int i = 0; i < 4; i++) {
		char text[8];
		snprintf(text, sizeof(text), "%d", i);
		assert_true(build_some(SITE("index.html", text)));
		assert_counts(1, 2, 0);
		assert_file(home, text);
		assert_same_file(facts("out/a/index.html"), a);
		assert_file("out/b/c/index.html", "C");
	}
	assert_true(build_some(SITE("a/new.html", "N", "b/c/index.html", NULL, "nowhere", NULL)));
	assert_counts(1, 2, 1);
	assert_false(exists("out/b"));
	assert_file("out/a/new.html", "N");
	assert_true(build_some(SITE("index.html", "3")));
	assert_counts(0, 3, 0);
	assert_true(build_some(SITE("index.html", "5")));
	assert_counts(1, 2, 0);
	assert_false(exists("out/b"));
	assert_int_equal(files_in("out"), 3);
	assert_true(rollback());
	assert_file(home, "3");
	assert_int_equal(files_in("out"), 3);
}

/* Also beside a spare that a crash has left. */
static void test_all_stays_beside_a_spare_that_is_not_known(void **state)
{
	(void)state;
	char manifest[160];
	assert_true(build(ONE) && build(LESS) && build(ONE));
	manifest_of(".out.keijiban/spare", manifest);
	assert_int_equal(unlink(manifest), 0);
	struct stat a = facts("out/a/index.html");
	assert_true(build_some(SITE("index.html", "new")));
	assert_counts(1, 2, 0);
	assert_same_file(facts("out/a/index.html"), a);
	assert_file("out/b/c/index.html", "C");
	assert_int_equal(files_in("out"), 3);
}

static void test_a_site_that_is_kept_whole_touches_nothing(void **state)
{
	(void)state;
	assert_true(build(ONE));
	struct stat out = facts("out"), file = facts(home);
	assert_true(build_keeping(&plain, SITE("index.html", "=", "a/index.html", "=", "b/c/index.html", "="), NULL));
	assert_counts(0, 3, 0);
	assert_same_file(facts("out"), out);
	assert_same_file(facts(home), file);
}

static void test_what_is_kept_may_still_be_put(void **state)
{
	(void)state;
	assert_true(build(ONE));
	struct stat a = facts("out/a/index.html"), first = facts(home);
	assert_true(build_keeping(&plain, SITE("index.html", "=other", "a/index.html", "=A", "b/c/index.html", "="), NULL));
	assert_counts(1, 2, 0);
	assert_file(home, "other");
	assert_second_younger(facts(home), first);
	assert_same_file(facts("out/a/index.html"), a);
	assert_true(build_keeping(&plain, SITE("index.html", "=", "a/index.html", "=B", "new", "n"), NULL));
	assert_counts(2, 1, 1);
	assert_file("out/a/index.html", "B");
}

static void test_only_what_is_published_and_not_put_is_kept(void **state)
{
	(void)state;
	Arena run = { 0 };
	Diag d = { 0 };
	bool busy;
	assert_true(build(ONE) && build(LESS));
	Stage *s = stage_begin(&plain, &busy, &run, &d);
	assert_false(stage_keep(s, STR("b/c/index.html")));    /* the spare has it */
	assert_false(stage_keep(s, STR("nowhere")));
	assert_false(stage_keep(s, STR("../out/index.html")));
	assert_false(stage_keep(s, STR("")));
	assert_true(stage_keep(s, STR("index.html")));
	assert_true(stage_keep(s, STR("index.html")));       /* it is: once more says no more */
	assert_false(stage_put(s, STR("a/index.html"), STR("A")));
	assert_false(stage_keep(s, STR("a/index.html")));
	assert_true(stage_put(s, STR("c"), STR("new")));
	assert_false(stage_keep(s, STR("c")));
	assert_true(stage_commit(s, &counted, &d));
	assert_counts(1, 2, 0);
	stage_drop(s);
	assert_int_equal(d.count, 0);
	arena_free(&run);
}

static void test_nothing_is_kept_of_a_site_whose_list_is_damaged(void **state)
{
	(void)state;
	Arena run = { 0 };
	Diag d = { 0 };
	bool busy;
	char manifest[160];
	assert_true(build(ONE));
	manifest_of("out", manifest);
	assert_int_equal(truncate(manifest, facts(manifest).st_size / 2), 0);
	Stage *s = stage_begin(&plain, &busy, &run, &d);
	assert_false(stage_keep(s, STR("index.html")));
	assert_false(stage_keep_all(s));
	stage_drop(s);
	arena_free(&run);
	diag_free(&d);
}

static void test_a_kept_file_that_is_missing_is_told(void **state)
{
	(void)state;
	assert_true(build(ONE));
	assert_int_equal(unlink("out/b/c/index.html"), 0);
	assert_false(build_keeping(&plain, SITE("index.html", "two", "a/index.html", "=", "b/c/index.html", "="), NULL));
	assert_string_equal(code, "out-touched");
	assert_true(build(TWO));
	assert_counts(3, 0, 0);
}

/* What the next builder would be given; the files that stand there. */
static size_t standing(const StageOptions *options, char memo[64])
{
	Arena run = { 0 };
	Diag d = { 0 };
	bool busy;
	Stage *s = stage_begin(options, &busy, &run, &d);
	assert_non_null(s);
	Str bytes = stage_memo(s, &run);
	snprintf(memo, 64, "%.*s", STR_ARG(bytes));
	size_t files = stage_standing(s);
	stage_drop(s);
	diag_free(&d);
	arena_free(&run);
	return files;
}

static void assert_memo(const char *text, size_t files)
{
	char memo[64];
	assert_int_equal(standing(&plain, memo), files);
	assert_string_equal(memo, text);
}

static void test_a_memo_goes_with_its_tree(void **state)
{
	(void)state;
	assert_memo("", 0);
	assert_true(build_keeping(&plain, ONE, "of one"));
	assert_memo("of one", 3);
	assert_true(build_keeping(&plain, LESS, "of less"));
	assert_memo("of less", 2);
	assert_true(rollback());
	assert_memo("of one", 3);
	assert_true(rollback());
	assert_memo("of less", 2);
	/* The same site again: a new memo for the same tree. */
	assert_true(build_keeping(&plain, LESS, "of less, again"));
	assert_memo("of less, again", 2);
	/* A build that says nothing leaves none. */
	assert_true(build(ONE));
	assert_memo("", 3);
	assert_true(rollback());
	assert_memo("of less, again", 2);
	/* Never that of a tree which is no more. */
	assert_true(build_keeping(&plain, TWO, NULL));
	assert_memo("", 3);
	tree_remove("out");
	mkdir("out", 0755);
	assert_memo("", 0);
}

static void test_a_memo_without_a_sound_tree_says_so(void **state)
{
	(void)state;
	char manifest[160], memo[64];
	assert_true(build_keeping(&plain, ONE, "of one"));
	manifest_of("out", manifest);
	assert_int_equal(unlink(manifest), 0);
	/* Without a manifest the folder is not known to be ours. */
	assert_int_equal(standing(&(StageOptions){ .out = STR("out"), .force = true }, memo), 0);
}

static void test_an_abandoned_build_leaves_the_memo(void **state)
{
	(void)state;
	Arena run = { 0 };
	Diag d = { 0 };
	bool busy;
	assert_true(build_keeping(&plain, ONE, "of one") && build_keeping(&plain, TWO, "of two"));
	Stage *s = stage_begin(&plain, &busy, &run, &d);
	stage_put(s, STR("index.html"), STR("never"));
	stage_drop(s);
	arena_free(&run);
	assert_memo("of two", 3);
	assert_file(home, "two");
}

static void test_a_dry_run_remembers_nothing_new(void **state)
{
	(void)state;
	Arena run = { 0 };
	Diag d = { 0 };
	bool busy;
	const StageOptions dry = { .out = STR("out"), .dry_run = true };
	char memo[64];
	assert_int_equal(standing(&dry, memo), 0);
	assert_false(exists(".out.keijiban"));
	assert_true(build_keeping(&plain, ONE, "of one"));
	assert_int_equal(standing(&dry, memo), 3);
	assert_string_equal(memo, "of one");
	assert_true(build_keeping(&dry, SITE("index.html", "other", "a/index.html", "="), NULL));
	assert_counts(1, 1, 1);
	Stage *s = stage_begin(&dry, &busy, &run, &d);
	Pool *p = stage_pool(s, 0, &run);
	assert_int_equal(pool_add(p, STR("piece")).len, 0);
	assert_int_equal(pool_close(p), 0);
	stage_drop(s);
	arena_free(&run);
	assert_false(exists(".out.keijiban/pool"));
	assert_memo("of one", 3);
}

static void test_a_pool_outlives_builds_and_rollbacks(void **state)
{
	(void)state;
	Piece piece = { 0 };
	uint64_t length = 0;
	for (int i = 0; i < 6; i++) {
		Arena run = { 0 };
		Diag d = { 0 };
		bool busy;
		Site site = i & 1 ? TWO : ONE;
		Stage *s = stage_begin(&plain, &busy, &run, &d);
		Pool *p = stage_pool(s, length, &run);
		assert_int_equal(pool_has(p, piece), i > 0);
		assert_true(!i || str_equal(pool_piece(p, piece), STR("piece")));
		if (!i)
			piece = pool_add(p, STR("piece"));
		put_all(s, &site);
		assert_true(stage_commit(s, &counted, &d));
		length = pool_close(p);
		assert_int_equal(length, 5);
		stage_drop(s);
		arena_free(&run);
		assert_true(i < 2 || rollback());
	}
}

static void test_what_began_later_is_younger(void **state)
{
	(void)state;
	Arena run = { 0 };
	Diag d = { 0 };
	bool busy;
	file_make("before", "b");
	Stage *s = stage_begin(&plain, &busy, &run, &d);
	FileTime began = stage_began(s);
	file_make("after", "a");
	struct stat before = facts("before"), after = facts("after");
	assert_true(before.st_ctim.tv_sec < began.second ||
	            (before.st_ctim.tv_sec == began.second && before.st_ctim.tv_nsec <= began.nanosecond));
	assert_true(after.st_ctim.tv_sec > began.second ||
	            (after.st_ctim.tv_sec == began.second && after.st_ctim.tv_nsec >= began.nanosecond));
	stage_drop(s);
	arena_free(&run);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_enter, folder_leave)
	const struct CMUnitTest tests[] = {
		TEST(test_a_first_build_publishes_every_file),
		TEST(test_the_umask_does_not_matter),
		TEST(test_unchanged_files_keep_inode_and_time_and_changed_ones_are_younger),
		TEST(test_bytes_that_come_back_are_a_new_file),
		TEST(test_stale_files_and_empty_folders_go_from_both_trees),
		TEST(test_a_file_becomes_a_folder_and_a_folder_a_file),
		TEST(test_the_same_site_again_touches_nothing),
		TEST(test_a_dry_run_counts_and_writes_nothing),
		TEST(test_what_cannot_be_replaced_is_refused_without_a_trace),
		TEST(test_a_strange_folder_is_replaced_when_told),
		TEST(test_out_is_found_by_any_spelling),
		TEST(test_an_empty_folder_is_taken),
		TEST(test_bad_twice_and_clashing_paths_publish_nothing),
		TEST(test_a_second_build_is_told_that_another_runs),
		TEST(test_one_build_waits_and_further_ones_give_up),
		TEST(test_an_abandoned_build_leaves_the_site_alone),
		TEST(test_a_folder_replaced_meanwhile_is_not_touched),
		TEST(test_a_damaged_manifest_is_not_believed),
		TEST(test_a_folder_emptied_by_hand_is_filled_again),
		TEST(test_a_file_missing_in_the_site_is_told_and_mended_by_the_next_build),
		TEST(test_a_lost_spare_or_state_is_made_again),
		TEST(test_what_lies_in_a_dirty_spare_is_never_published),
		TEST(test_rollback_brings_the_previous_site_and_back_again),
		TEST(test_without_an_exchange_the_build_refuses_unless_a_gap_is_allowed),
		TEST(test_a_crash_in_the_gap_is_put_right_by_the_next_build),
		TEST(test_where_links_are_refused_files_are_copied_with_their_time),
		TEST(test_what_the_system_refuses_is_told_in_words),
		TEST(test_a_site_that_may_not_survive_a_power_cut_is_told),
		TEST(test_the_work_is_in_proportion_to_the_change),
		TEST(test_many_workers_make_the_same_site),
		TEST(test_kept_files_stay_as_they_are),
		TEST(test_all_stays_but_for_what_is_put),
		TEST(test_all_stays_beside_a_spare_that_is_not_known),
		TEST(test_a_site_that_is_kept_whole_touches_nothing),
		TEST(test_what_is_kept_may_still_be_put),
		TEST(test_only_what_is_published_and_not_put_is_kept),
		TEST(test_nothing_is_kept_of_a_site_whose_list_is_damaged),
		TEST(test_a_kept_file_that_is_missing_is_told),
		TEST(test_a_memo_goes_with_its_tree),
		TEST(test_a_memo_without_a_sound_tree_says_so),
		TEST(test_an_abandoned_build_leaves_the_memo),
		TEST(test_a_dry_run_remembers_nothing_new),
		TEST(test_a_pool_outlives_builds_and_rollbacks),
		TEST(test_what_began_later_is_younger),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
