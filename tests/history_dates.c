/*
 * Prints when every file of a commit last changed, to compare it with git's answer.
 *
 *   history-dates REPOSITORY REVISION CACHE [FOLDER…]
 *
 * A line `COMMIT SECONDS PATH` for each; SECONDS 0 and a COMMIT of zeros when
 * that is unknown. CACHE is a file, or '' for none. The seconds of CPU that
 * the walk took go to stderr.
 */
#include <stdio.h>
#include <time.h>

#include "source/history.h"

static History timed_walk(Repository *repo, const Commit *at, const char *cache, const Str *folders,
                          size_t count, Arena *a)
{
	clock_t start = clock();
	History h = history_walk(repo, at, folders, count, str_from(cache), a);
	fprintf(stderr, "%.6f\n", (double)(clock() - start) / CLOCKS_PER_SEC);
	return h;
}

static int print_history(Repository *repo, const char *revision, const char *cache,
                         const Str *folders, size_t count, Diag *d)
{
	Arena a = { 0 };
	Commit at;
	bool resolved = repository_resolve(repo, str_from(revision), &at, d);
	History h = { 0 };
	if (resolved)
		h = timed_walk(repo, &at, cache, folders, count, &a);
	for (size_t i = 0; i < h.count; i++) {
		const Changed *c = &h.items[i];
		printf("%.*s %lld %.*s\n", STR_ARG(commit_hex(&c->last, &a)),
		       (long long)c->last.time, STR_ARG(c->path));
	}
	arena_free(&a);
	return resolved ? 0 : 1;
}

int main(int argc, char **argv)
{
	enum { FOLDERS = 16 };
	Str folders[FOLDERS] = { 0 };
	Diag d = { 0 };
	if (argc < 4 || argc > 4 + FOLDERS) {
		fprintf(stderr, "usage: %s REPOSITORY REVISION CACHE [FOLDER…]\n", argv[0]);
		return 2;
	}
	for (int i = 4; i < argc; i++)
		folders[i - 4] = str_from(argv[i]);
	size_t count = argc > 4 ? (size_t)argc - 4 : 1;
	Repository *repo = repository_open(str_from(argv[1]), (Str){ 0 }, &d);
	int status = repo ? print_history(repo, argv[2], argv[3], folders, count, &d) : 3;
	repository_close(repo);
	diag_free(&d);
	return status;
}
