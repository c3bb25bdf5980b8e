/*
 * Small repositories for tests, made by git itself.
 *
 *   setup and teardown give each test an empty bare repository, and are in it
 *   commit_make(1, TIME, "message", 0, 0);     its parents by number; 0 is none
 *   file_put("content/a.md", "text");          of the commit just made
 *   file_drop("content/b.md");
 *   repository_made(3);                        writes all of it; main is commit 3
 *
 * Commit N is the branch cN. The tree of a merge is that of its first parent
 * until files are put; so a plain merge puts what the other side brought.
 */
#ifndef TESTS_GIT_CASE_H
#define TESTS_GIT_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "source/repository.h"

static char folder[200];
static Arena arena;
static Buf stream;
static int commits;                            /* the highest number */

static void run(const char *command)
{
	if (system(command) != 0)
		fail_msg("%s", command);
}

/* The first line that a command prints. */
static inline Str first_line(const char *command)
{
	char line[512] = "";
	FILE *pipe = popen(command, "r");
	assert_non_null(pipe);
	if (!fgets(line, sizeof(line), pipe))
		*line = '\0';
	pclose(pipe);
	return str_trim(str_copy(str_from(line), &arena));
}

static void environment_set(void)
{
	setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_AUTHOR_NAME", "A", 1);
	setenv("GIT_AUTHOR_EMAIL", "a@example.org", 1);
	setenv("GIT_COMMITTER_NAME", "A", 1);
	setenv("GIT_COMMITTER_EMAIL", "a@example.org", 1);
}

static int setup(void **state)
{
	(void)state;
	const char *place = getenv("TMPDIR");
	if (!place)
		place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	environment_set();
	snprintf(folder, sizeof(folder), "%s/keijiban-git-XXXXXX", place);
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	run("git init -q --bare -b main city.git");
	stream = (Buf){ .arena = &arena };
	commits = 0;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	char command[2 * sizeof(folder) + 64];
	snprintf(command, sizeof(command), "chmod -R u+rwX %s; rm -rf %s", folder, folder);
	arena_free(&arena);
	return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static void data_put(const char *text)
{
	buf_format(&stream, "data %zu\n%s\n", strlen(text), text);
}

static void commit_make(int number, int64_t time, const char *message, int parent, int other)
{
	if (number > commits)
		commits = number;
	buf_format(&stream, "commit refs/heads/c%d\nmark :%d\n", number, number);
	buf_format(&stream, "committer A <a@example.org> %lld +0900\n", (long long)time);
	data_put(message);
	if (parent)
		buf_format(&stream, "from :%d\n", parent);
	if (other)
		buf_format(&stream, "merge :%d\n", other);
}

static void file_put_mode(const char *path, const char *text, const char *mode)
{
	buf_format(&stream, "M %s inline %s\n", mode, path);
	data_put(text);
}

static inline void file_put(const char *path, const char *text)
{
	file_put_mode(path, text, "100644");
}

static inline void file_drop(const char *path)
{
	buf_format(&stream, "D %s\n", path);
}

static void repository_made(int head)
{
	FILE *pipe = popen("git -C city.git fast-import --quiet --force", "w");
	assert_non_null(pipe);
	buf_format(&stream, "reset refs/heads/main\nfrom :%d\n\ndone\n", head);
	fwrite(stream.ptr, 1, stream.len, pipe);
	assert_int_equal(pclose(pipe), 0);
	stream.len = 0;
}

static Repository *repository_opened(const char *path)
{
	Diag d = { 0 };
	Repository *repo = repository_open(str_from(path), (Str){ 0 }, &d);
	assert_non_null(repo);
	diag_free(&d);
	return repo;
}

static Commit commit_at(Repository *repo, const char *revision)
{
	Diag d = { 0 };
	Commit commit;
	assert_true(repository_resolve(repo, str_from(revision), &commit, &d));
	diag_free(&d);
	return commit;
}

#endif
