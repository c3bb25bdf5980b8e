/*
 * A git repository, opened to be read: where the files of a revision come
 * from (git.h), when each of them last changed (history.h), and what they
 * were before (past.h).
 *
 *   Repository *repo = repository_open(STR("/srv/city.git"), (Str){ 0 }, d);
 *   Commit head;
 *   if (repo && repository_resolve(repo, STR("main"), &head, d))
 *           ... sources_of_git(repo, &head, …)
 *   repository_close(repo);
 *
 * Bare or not, packed or loose, a worktree, in a hook's quarantine: no
 * difference. Nothing is ever written, and nothing is looked up outside the
 * repository (no parent folder is searched).
 *
 * libgit2 stays behind this file, git.c and object.c, by which history.c and
 * past.c read; it is opened with the first repository: see git_library.h.
 * A Repository belongs to one thread at a time.
 */
#ifndef SOURCE_REPOSITORY_H
#define SOURCE_REPOSITORY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/diag.h"
#include "base/str.h"

enum { COMMIT_HEX = 40, COMMIT_BYTES = 20 };

typedef struct Repository Repository;

typedef struct Commit {
	uint8_t id[COMMIT_BYTES];
	int64_t time;                          /* when it was committed: seconds since 1970 */
} Commit;

/*
 * NULL with the reason and its cure reported. `quarantine` is a folder of
 * objects to be read too: those of a push that is not accepted yet, which
 * git names to a pre-receive hook in GIT_QUARANTINE_PATH. Empty: none.
 */
Repository *repository_open(Str path, Str quarantine, Diag *d);
/*
 * The repository whose work tree holds `folder`, and where in it (`*prefix`,
 * "" for its top, in the arena). NULL without a message when there is none
 * that can be read: a work tree builds without history. With one, when it is
 * libgit2 that is missing.
 */
Repository *repository_around(Str folder, Str *prefix, Arena *a, Diag *d);
void        repository_close(Repository *repo);        /* NULL is fine */

/* A branch, tag, HEAD, or an abbreviated id, to its commit. */
bool repository_resolve(Repository *repo, Str revision, Commit *commit, Diag *d);

/*
 * What a branch held when `day` ended in Tokyo: from `tip` backwards, along
 * first parents, the first commit that was made by then. Clocks of those who
 * commit may be wrong, so an older commit may still claim a later day.
 */
bool repository_on_day(Repository *repo, const Commit *tip, Day day, Commit *commit, Diag *d);

/* Where a shallow clone ends (git clone --depth): 0 when nothing is cut off, another number when it was made deeper. */
uint64_t repository_depth(const Repository *repo);

/* 40 hex digits. */
Str  commit_hex(const Commit *commit, Arena *a);

/* Its work tree, or where it has none the repository itself; with a slash at the end. */
Str  repository_top(const Repository *repo, Arena *a);
/*
 * Where git looks for its hooks, without a slash at the end; empty with an
 * error reported where core.hooksPath sends it elsewhere.
 */
Str  repository_hooks(const Repository *repo, Arena *a, Diag *d);

#endif
