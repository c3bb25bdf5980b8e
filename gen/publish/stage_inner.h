/*
 * What the files of stage.h share, for them alone: a stage between begin and drop.
 *
 *   stage.c          begins and ends one, and hands on what the builder remembers
 *   stage_put.c      the workers' part: files into the spare, files that stay
 *   stage_commit.c   the last part: the rest of the spare, the exchange, and what is told of a failure
 *
 * Whatever stands behind `turn` is touched in turn while workers put, or by the only thread.
 */
#ifndef PUBLISH_STAGE_INNER_H
#define PUBLISH_STAGE_INNER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/parallel.h"
#include "publish/draft.h"
#include "publish/ledger.h"
#include "publish/made.h"
#include "publish/place.h"
#include "publish/settle.h"
#include "publish/stage.h"

typedef enum FailureKind {
	FAILURE_NONE,
	FAILURE_SYSTEM,                        /* `error` says which */
	FAILURE_PATH,
	FAILURE_TWICE,
	FAILURE_CLASH,                         /* with a file where a folder must be */
	FAILURE_GONE,                          /* a published file */
} FailureKind;

typedef struct Failure {
	FailureKind kind;
	int error;                             /* errno, of SYSTEM */
	Str path;                              /* empty: `out` as a whole */
} Failure;

struct Stage {
	StageOptions options;
	Place place;
	Arena arena;
	Turn *turn;                            /* guards all below while workers put */
	Ledger ledger;
	Made made;
	const Late *late;
	unsigned late_count;
	Failure failure;
	atomic_bool failed, loaded;
	bool published_sound, spare_sound;
	bool marked;                           /* the spare has no manifest any more */
	bool swapped;                          /* it is the published one now */
	bool mind_elders;                      /* the last build may have been within this second */
	uint32_t build;
	uint64_t newest;                       /* second: no published file is newer */
	size_t changed, added, unchanged;
	Draft draft;
};

/* The first failure is kept, for stage_commit to tell. */
void stage_fail(Stage *s, FailureKind kind, int error, Str path);

/* What is published is read when it is first asked for: a build that finds nothing to do never does. */
void stage_load_trees(Stage *s);

/* Before the first change to the spare, from which on it is nobody's site: false where it cannot be written. */
bool stage_mark(Stage *s);

/* So many files the new site has by now. */
size_t stage_files(const Stage *s);

#endif
