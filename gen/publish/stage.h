/*
 * Replace the published folder in one step.
 *
 *   stage_begin     takes the lock
 *   stage_memo      what the builder noted when it made the published tree
 *   stage_put       writes one file into the spare tree, or remembers that
 *                   the published one has the same bytes; called by several
 *                   workers at once; a failure is kept until commit
 *   stage_keep      says that a published file stays as it is
 *   stage_commit    makes the rest of the spare equal to the new list, then
 *                   exchanges the trees, or reports and changes nothing
 *   stage_drop      gives back lock and memory; harmless after a commit
 *
 * Readers of `out` see the old site or the new one, never a mixture.
 *
 * Two trees are kept (place.h): the published one and a spare, which is the
 * site before. A build touches in the spare only what the last two builds
 * changed; unchanged files are links to the published ones, so they keep
 * inode and time. Before the first byte the spare's manifest is removed, and
 * the new one is named only when all is on the disk: a spare without one is
 * emptied and linked whole by the next build that changes anything. A build
 * that changes nothing makes no system call on the trees. One that changes
 * k files makes less than 10 k.
 *
 * A changed file is at least one second younger than the one it replaces.
 * stage_rollback keeps the times of the site it brings back.
 */
#ifndef PUBLISH_STAGE_H
#define PUBLISH_STAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "publish/folder.h"
#include "publish/pool.h"

typedef struct Stage Stage;

typedef struct StageOptions {
	Str out;                               /* lives as long as the Stage */
	bool allow_gap;                        /* two renames where one exchange is impossible */
	bool force;                            /* replace a folder that keijiban did not make */
	bool dry_run;                          /* count only: nothing at all is written */
	bool wait;                             /* for another build to end: PlaceOptions */
} StageOptions;

typedef struct StageCount {
	size_t files;                          /* in the new site: written and unchanged */
	size_t written, unchanged, removed;
} StageCount;

/* NULL with an error reported; *busy tells that another build holds the lock (exit status 75). */
Stage *stage_begin(const StageOptions *options, bool *busy, Arena *run, Diag *d);

/* How many files are published, by the list of the tree that stands there; 0 when none can be believed. */
size_t stage_standing(const Stage *s);

/*
 * A memo is what the builder wants to remember of the tree it published; a
 * pool holds pieces it speaks of. Both are hints, and beside the trees.
 */
/* The time by the disk's clock, which is that of its files. Zero when it cannot be told. */
FileTime stage_began(const Stage *s);
/* The path of a file of that name in the state folder, for who keeps a hint there; empty in a dry run. */
Str    stage_file(const Stage *s, const char *name, Arena *a);
Str    stage_memo(const Stage *s, Arena *a);             /* empty: there is none of this tree */
Pool  *stage_pool(const Stage *s, uint64_t length, Arena *a);
void   stage_keep_memo(const Stage *s, Str memo);        /* after a commit */

/* About so many files will be put. */
void   stage_expect(Stage *s, size_t files);
/*
 * The path is relative to out (path_is_publishable); both texts may go afterwards. False: it is published
 * with these bytes.
 */
bool   stage_put(Stage *s, Str path, Str bytes);
/* The same of a path that ends with a NUL and outlives the stage: it is not copied. */
bool   stage_put_lasting(Stage *s, Str path, Str bytes);
/* False: no such file is published, or it was put with its bytes. */
bool   stage_keep(Stage *s, Str path);
bool   stage_keep_lasting(Stage *s, Str path);

/* How large the published file of that path is; 0: there is none. */
uint64_t stage_size(Stage *s, Str path);

/*
 * For a build of a few files: all others stay as they are; and one that goes. False: what is published is not known,
 * so that nothing is kept.
 */
bool   stage_keep_all(Stage *s);
void   stage_let_go(Stage *s, Str path);

/* Once, after all workers have ended. */
bool   stage_commit(Stage *s, StageCount *count, Diag *d);

/* After a commit: the site before is gone for good, and so is what was kept of it. */
bool   stage_purge(Stage *s, Diag *d);
void   stage_drop(Stage *s);

/* The previous site back in one step; a second time brings the newer one again. */
bool   stage_rollback(const StageOptions *options, bool *busy, Diag *d);

#endif
