/*
 * When each file last changed: one walk over the history for all of them.
 *
 *   const Str folders[] = { STR("content"), STR("layouts") };
 *   History h = history_walk(repo, &head, folders, 2, cache, a);
 *   const Changed *c = history_find(&h, STR("content/events/hana.md"));
 *   if (c && c->last.time) ... day_of_time(c->last.time)
 *
 * For each file the answer is the commit that `git log -1 -- path` names:
 * every file follows one chain of commits from `at`. Where it is equal in a
 * parent, text and permissions both, it goes to the first such parent; where
 * it is equal in none, it was changed there. So a side branch that a merge
 * discarded changes nothing, and it does not matter what the clocks said.
 *
 * A commit whose message ends in a paragraph with the line
 *
 *   Site-Touch: no
 *
 * (git commit --trailer 'Site-Touch: no') is passed over: a file that a
 * parent has goes to the first parent that has it, though it differs. Only
 * a file that no parent has was changed there.
 *
 * Unknown is an answer, wrong is none: where a chain comes to a commit or a
 * folder that is not here (git clone --depth, --filter) or is broken, time
 * is 0. It is 0 too when the commit itself tells no time that can be.
 *
 * The cache is a file for the next walk, which then ends at the commit this
 * one began at. It is a hint: missing, damaged, of other folders, of another
 * repository or of a history that was rewritten since, it only costs time.
 * It is replaced in one step, and nothing is said when that fails. "" is none.
 *
 * While the walk runs, nobody else in the program may read from git: trees
 * are read without hashing them, which is half of the time (object.h).
 */
#ifndef SOURCE_HISTORY_H
#define SOURCE_HISTORY_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "source/changed.h"
#include "source/repository.h"

typedef struct History {
	const Changed *items;                  /* by path, each once */
	size_t count;
} History;

/*
 * All files of the commit beneath the folders, paths from the top of the
 * repository ("" is the top). Left out is what no site can have: more than
 * 200,000 files, 32 folders inside each other, names above 200 bytes or with
 * control characters.
 */
History history_walk(Repository *repo, const Commit *at, const Str *folders, size_t folder_count,
                     Str cache, Arena *a);
/* NULL when the commit has no such file. */
const Changed *history_find(const History *h, Str path);

#endif
