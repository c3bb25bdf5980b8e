/*
 * What a commit says of itself, out of its bytes.
 *
 * Anything may be written there: a part that makes no sense is as if it were
 * not there, but without a tree it is no commit.
 */
#ifndef SOURCE_COMMIT_H
#define SOURCE_COMMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "source/repository.h"

/* A time is told when it is between 1970 and this, the end of 2199 in Tokyo. */
#define COMMIT_TIME_MAX INT64_C(7258085999)

typedef struct CommitFacts {
	uint8_t tree[COMMIT_BYTES];
	const uint8_t *parents;                /* COMMIT_BYTES each */
	size_t parent_count;
	int64_t time;                          /* the committer's; 0: it says none that can be */
	bool silent;                           /* its last paragraph has the line "Site-Touch: no" */
} CommitFacts;

/* The parents are copied into the arena. */
bool commit_parse(Str bytes, Arena *a, CommitFacts *facts);
/* False when it is not here, too. */
bool commit_read(Repository *repo, const uint8_t *id, Arena *a, CommitFacts *facts);

#endif
