#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <errno.h>

#include <cmocka.h>

#include "base/buf.h"
#include "source/name.h"
#include "source/tree.h"

/* Each test has an empty folder, and is in it. */

static char folder[64];

static int setup(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/keijiban-tree-XXXXXX");
	return mkdtemp(folder) && chdir(folder) == 0 && mkdir("in", 0755) == 0 ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	char command[256];
	snprintf(command, sizeof(command), "chmod -R u+rwx %s; rm -rf %s", folder, folder);
	return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static void make_folder(const char *path)
{
	assert_int_equal(mkdir(path, 0755), 0);
}

static void put(const char *path, const char *text)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
	fclose(f);
}

static void put_size(const char *path, off_t size)
{
	put(path, "");
	assert_int_equal(truncate(path, size), 0);
}

/* "path=bytes;" of each file, then "level code path;" of each problem in order of places. */
static char *told(int jobs)
{
	static char text[1 << 16];
	Diag d = { 0 };
	Arena a = { 0 };
	Buf b = { .arena = &a };
	Files files = sources_take(sources_of_tree(STR("in"), STR("content"), &d), jobs, &d);
	for (size_t i = 0; i < files.count; i++) {
		const File *f = &files.items[i];
		assert_int_equal(f->changed, DAY_NONE);
		buf_format(&b, "%.*s=%.*s;", STR_ARG(f->source.path),
		           f->source.bytes.len > 40 ? 1 : (int)f->source.bytes.len,
		           f->source.bytes.len ? f->source.bytes.ptr : "");
	}
	diag_sort(&d);
	for (size_t i = 0; i < d.count; i++) {
		const Problem *p = &d.problems[i];
		buf_format(&b, "%s %.*s %.*s;",
		           p->level == DIAG_WARNING ? "warning"
		           : p->level == DIAG_ERROR ? "error"
		                                    : "world",
		           STR_ARG(p->code), STR_ARG(p->path));
		assert_true(p->message.len > 0);
		assert_true(p->hint.len > 0);
	}
	snprintf(text, sizeof(text), "%.*s", STR_ARG(buf_text(&b)));
	arena_free(&a);
	diag_free(&d);
	files_drop(&files);
	assert_null(files.items);
	return text;
}

static void files_come_in_the_order_of_their_paths(void **state)
{
	(void)state;
	make_folder("in/a");
	make_folder("in/ab");
	put("in/a/z.md", "1");
	put("in/a.md", "2");
	put("in/a-b.md", "3");
	put("in/ab/x.yaml", "4");
	put("in/a0.md", "5");
	put("in/ä.md", "6");
	assert_string_equal(told(1),
	                    "content/a-b.md=3;content/a.md=2;content/a/z.md=1;content/a0.md=5;"
	                    "content/ab/x.yaml=4;content/ä.md=6;");
	assert_string_equal(told(4),
	                    "content/a-b.md=3;content/a.md=2;content/a/z.md=1;content/a0.md=5;"
	                    "content/ab/x.yaml=4;content/ä.md=6;");
}

static void an_empty_folder_and_an_empty_file_are_fine(void **state)
{
	(void)state;
	assert_string_equal(told(2), "");
	put("in/a.md", "");
	assert_string_equal(told(2), "content/a.md=;");
}

static void the_root_may_be_called_nothing(void **state)
{
	(void)state;
	make_folder("in/x");
	put("in/x/a.md", "1");
	Diag d = { 0 };
	Files files = sources_take(sources_of_tree(STR("in"), (Str){ 0 }, &d), 1, &d);
	assert_int_equal(files.count, 1);
	assert_true(str_equal(files.items[0].source.path, STR("x/a.md")));
	files_drop(&files);
	diag_free(&d);
}

static void a_missing_root_is_the_worlds_fault(void **state)
{
	(void)state;
	Diag d = { 0 };
	Files files = sources_take(sources_of_tree(STR("nowhere"), STR("content"), &d), 1, &d);
	assert_int_equal(files.count, 0);
	assert_int_equal(d.world, 1);
	assert_true(str_equal(d.problems[0].code, STR("folder-unreadable")));
	assert_true(str_equal(d.problems[0].path, STR("nowhere")));
	files_drop(&files);
	diag_free(&d);
}

static void hidden_and_backup_files_are_left_alone(void **state)
{
	(void)state;
	make_folder("in/.git");
	put("in/.git/config.txt", "");
	put("in/.DS_Store", "");
	put("in/a.md~", "");
	put("in/b.md", "1");
	assert_string_equal(told(1), "content/b.md=1;");
}

static void other_endings_are_left_out_with_a_warning(void **state)
{
	(void)state;
	put("in/a.docx", "");
	put("in/b.MD", "");
	put("in/c.JPG", "1");
	put("in/d", "");
	put("in/md", "");
	put("in/e.yml", "");
	assert_string_equal(told(1),
	                    "content/c.JPG=1;warning file-office content/a.docx;warning "
	                    "file-ending content/b.MD;"
	                    "warning file-ending content/d;warning file-ending content/e.yml;"
	                    "warning file-ending content/md;");
}

static void links_pipes_and_sockets_are_never_read(void **state)
{
	(void)state;
	make_folder("in/x");
	put("secret.md", "secret");
	assert_int_equal(symlink("../secret.md", "in/a.md"), 0);
	assert_int_equal(symlink("..", "in/up"), 0);
	assert_int_equal(symlink("loop.md", "in/loop.md"), 0);
	assert_int_equal(symlink("/nowhere", "in/x/gone.md"), 0);
	assert_int_equal(mkfifo("in/pipe.md", 0644), 0);
	assert_string_equal(told(3),
	                    "error file-link content/a.md;error file-link content/loop.md;error "
	                    "file-kind content/pipe.md;"
	                    "error file-link content/up;error file-link content/x/gone.md;");
}

static void what_may_not_be_read_is_told(void **state)
{
	(void)state;
	bool is_root = geteuid() == 0;
	put("in/a.md", "1");
	make_folder("in/x");
	assert_int_equal(chmod("in/a.md", 0), 0);
	assert_int_equal(chmod("in/x", 0), 0);
	assert_int_equal(chmod(folder, 0755), 0);
	if (is_root && seteuid(65534) != 0)
		skip();
	char *text = told(2);
	if (is_root)
		assert_int_equal(seteuid(0), 0);
	assert_string_equal(text,
	                    "world file-unreadable content/a.md;world file-unreadable content/x;");
}

static void four_mebibytes_are_the_limit(void **state)
{
	(void)state;
	put_size("in/a.md", 4 << 20);
	Diag d = { 0 };
	Files files = sources_take(sources_of_tree(STR("in"), STR("content"), &d), 2, &d);
	assert_int_equal(d.count, 0);
	assert_int_equal(files.count, 1);
	assert_int_equal(files.items[0].source.bytes.len, 4 << 20);
	files_drop(&files);
	diag_free(&d);
	assert_int_equal(truncate("in/a.md", (4 << 20) + 1), 0);
	put_size("in/b.jpg", (off_t)1 << 40);
	assert_string_equal(told(2), "error file-size content/a.md;error file-size content/b.jpg;");
}

static void names_that_cannot_travel_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *name, *code;
	} cases[] = {
		{ "a\nb.md", "name-hidden" },
		{ "a\x1b[31m.md", "name-hidden" },
		{ "a\u202egp.md", "name-hidden" },
		{ "a\u200bb.md", "name-hidden" },
		{ "\xff.md", "name-utf8" },
		{ "\x83\x65\x83\x58\x83\x67.md", "name-utf8" },
		{ "a.md.", "name-end" },
		{ "a.md ", "name-end" },
		{ " a.md", "name-end" },
		{ "\u3000a.md", "name-end" },
		{ "a:b.md", "name-sign" },
		{ "a\\b.md", "name-sign" },
		{ "a?.md", "name-sign" },
		{ "con.md", "name-device" },
		{ "LPT1.md", "name-device" },
		{ "nul", "name-device" },
		{ "console.md", NULL },
		{ "com0.md", NULL },
		{ "com.md", NULL },
		{ "芝久保.md", NULL },
		{ "a b.md", NULL },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		Diag d = { 0 };
		bool sound = name_check(str_from(cases[i].name), STR("content"), &d);
		assert_int_equal(sound, cases[i].code == NULL);
		assert_int_equal(d.count, cases[i].code != NULL);
		if (d.count && !str_equal(d.problems[0].code, str_from(cases[i].code)))
			fail_msg("case %zu: %.*s", i, STR_ARG(d.problems[0].code));
		diag_free(&d);
	}
}

static void a_name_has_two_hundred_bytes_at_most(void **state)
{
	(void)state;
	char name[256];
	memset(name, 'a', sizeof(name));
	Diag d = { 0 };
	assert_true(name_check((Str){ name, 200 }, STR("content"), &d));
	assert_false(name_check((Str){ name, 201 }, STR("content"), &d));
	assert_true(str_equal(d.problems[0].code, STR("name-long")));
	diag_free(&d);
}

static void hostile_names_are_shown_with_escapes(void **state)
{
	(void)state;
	put("in/a\nb.md", "");
	put("in/\xff.md", "");
	put("in/x\u202egp.md", "");
	assert_string_equal(
		told(1), "error name-utf8 content/\\xff.md;error name-hidden content/a\\u{a}b.md;"
			 "error name-hidden content/x\\u{202e}gp.md;");
}

static void names_are_in_nfc_and_occur_once(void **state)
{
	(void)state;
	make_folder("in/か\u3099く");
	put("in/か\u3099く/は\u309a.md", "1");
	assert_string_equal(told(1), "content/がく/ぱ.md=1;");
	make_folder("in/がく");
	put("in/がく/b.md", "2");
	assert_string_equal(told(1), "content/がく/ぱ.md=1;error name-twice content/がく;");
}

static void names_that_differ_in_capitals_only_are_refused(void **state)
{
	(void)state;
	put("in/Hana.md", "1");
	put("in/hana.md", "2");
	put("in/HANA.md", "3");
	put("in/hanb.md", "4");
	assert_string_equal(told(1),
	                    "content/HANA.md=3;content/hanb.md=4;error name-twice content/Hana.md;"
	                    "error name-twice content/hana.md;");
}

static void sixteen_folders_deep_is_the_limit(void **state)
{
	(void)state;
	char path[128] = "in";
	for (int i = 1; i <= 17; i++) {
		strcat(path, "/d");
		make_folder(path);
		char file[160];
		snprintf(file, sizeof(file), "%s/%c.md", path, i == 16 ? 'y' : i == 17 ? 'n' : 'x');
		if (i >= 16)
			put(file, "");
	}
	assert_string_equal(told(1),
	                    "content/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/y.md=;"
	                    "error folder-deep content/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d;");
}

static void any_number_of_jobs_gives_the_same(void **state)
{
	(void)state;
	for (int i = 0; i < 300; i++) {
		char path[64], text[16];
		snprintf(path, sizeof(path), "in/%c%d", "xyz"[i % 3], i % 7);
		mkdir(path, 0755);
		snprintf(path, sizeof(path), "in/%c%d/%d.%s", "xyz"[i % 3], i % 7, i,
		         i % 10 ? "md" : "doc");
		snprintf(text, sizeof(text), "%d", i);
		put(path, text);
		if (i % 31 == 0)
			put_size(path, 5 << 20);
	}
	char *one = strdup(told(1));
	assert_non_null(strstr(one, "file-size"));
	for (int jobs = 2; jobs < 70; jobs += 11)
		assert_string_equal(told(jobs), one);
	free(one);
}

/* Kernels before 5.6 and some sandboxes have no openat2. */
static void forbid_openat2(int reason)
{
	struct sock_filter rules[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)reason),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(rules) / sizeof(*rules), rules };
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		_exit(77);
}

static void works_without_openat2(void **state)
{
	(void)state;
	static const int reasons[] = { ENOSYS, EPERM };
	make_folder("in/x");
	make_folder("in/x/y");
	put("in/x/y/a.md", "1");
	put("in/b.md", "2");
	assert_int_equal(symlink("../b.md", "in/x/c.md"), 0);
	char *expected = strdup(told(1));
	assert_string_equal(expected,
	                    "content/b.md=2;content/x/y/a.md=1;error file-link content/x/c.md;");
	for (size_t i = 0; i < 2; i++) {
		pid_t child = fork();
		if (child == 0) {
			forbid_openat2(reasons[i]);
			_exit(strcmp(told(2), expected) == 0 ? 0 : 1);
		}
		int status;
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status));
		if (WEXITSTATUS(status) != 77)
			assert_int_equal(WEXITSTATUS(status), 0);
	}
	free(expected);
}

static void nothing_is_left_open(void **state)
{
	(void)state;
	put("in/a.md", "1");
	assert_int_equal(symlink("a.md", "in/l.md"), 0);
	int before = open("/dev/null", O_RDONLY);
	close(before);
	told(3);
	int after = open("/dev/null", O_RDONLY);
	close(after);
	assert_int_equal(before, after);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(files_come_in_the_order_of_their_paths),
		TEST(an_empty_folder_and_an_empty_file_are_fine),
		TEST(the_root_may_be_called_nothing),
		TEST(a_missing_root_is_the_worlds_fault),
		TEST(hidden_and_backup_files_are_left_alone),
		TEST(other_endings_are_left_out_with_a_warning),
		TEST(links_pipes_and_sockets_are_never_read),
		TEST(what_may_not_be_read_is_told),
		TEST(four_mebibytes_are_the_limit),
		TEST(names_that_cannot_travel_are_refused),
		TEST(a_name_has_two_hundred_bytes_at_most),
		TEST(hostile_names_are_shown_with_escapes),
		TEST(names_are_in_nfc_and_occur_once),
		TEST(names_that_differ_in_capitals_only_are_refused),
		TEST(sixteen_folders_deep_is_the_limit),
		TEST(any_number_of_jobs_gives_the_same),
		TEST(works_without_openat2),
		TEST(nothing_is_left_open),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
