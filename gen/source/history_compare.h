/*
 * Which of some files differ between two commits' trees.
 *
 * Both trees are read in step: equal folders are passed without a look, and
 * so are folders in which nothing is asked. That is what makes one walk over
 * a whole history cheap.
 */
#ifndef SOURCE_HISTORY_COMPARE_H
#define SOURCE_HISTORY_COMPARE_H

#include <stdbool.h>
#include <stdint.h>

#include "source/history_paths.h"
#include "source/history_trees.h"

typedef struct Compare {
	Trees *trees;
	const uint64_t *asked;                 /* numbers of the files that are asked about */
	bool presence;                         /* a file differs only when it is not there at all */
	uint64_t *differs;                     /* out: those that do, of those asked */
	uint64_t *lost;                        /* out: those beneath what cannot be read, whatever `differs` has */
} Compare;

/* Adds to `differs` and `lost`. The files asked about are all in the tree `now`. */
void compare_trees(Compare *c, const Branch *b, const uint8_t *now, const uint8_t *then);

#endif
