/*
 * Trees, read quickly, the last ones kept: a walk compares each tree with
 * that of the commit before and with that of the commit behind.
 */
#ifndef SOURCE_HISTORY_TREES_H
#define SOURCE_HISTORY_TREES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "source/object.h"

enum {
	TREES_KEPT = 256,
	TREES_KEPT_BYTES = 128 << 10,          /* of one of them; larger ones are not kept */
};

typedef struct KeptTree {
	uint8_t id[COMMIT_BYTES];
	Object object;                         /* held: NULL when there is none */
} KeptTree;

typedef struct Trees {
	Repository *repo;
	KeptTree *kept;                        /* by id */
} Trees;

Trees trees_make(Repository *repo, Arena *a);
/* Ended by object_drop, whatever is kept. */
bool  trees_read(Trees *t, const uint8_t *id, Object *tree);
void  trees_drop(Trees *t);

#endif
