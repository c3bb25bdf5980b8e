/*
 * The same work over an array, shared among threads.
 *
 * Items are handed out in order, one at a time; `worker` (0 … jobs - 1)
 * lets the work keep an arena and a Diag of its own. What the items make
 * must not depend on who made them or when. Where they must share a thing,
 * they take turns with it:
 *
 *   Turn *t = turn_make(&arena);      one for each thing that is shared
 *   turn_take(t);                     ... shortly ...
 *   turn_end(t);
 */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include <stddef.h>

#include "base/arena.h"

enum { JOBS_MAX = 64 };

typedef void ParallelWork(void *context, int worker, size_t item);

/* Returns when every item is done. `jobs` below 2 runs them here, in order. */
void parallel_each(int jobs, size_t items, ParallelWork *work, void *context);

/* Lives as long as the arena. */
typedef struct Turn Turn;

Turn *turn_make(Arena *a);
void  turn_take(Turn *t);
void  turn_end(Turn *t);

#endif
