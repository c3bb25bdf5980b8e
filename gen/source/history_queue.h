/*
 * The commits that a walk over the history has come to, newest first.
 *
 * A commit is read once, when it is first come to. It waits while it has
 * `paths`: a set of the files whose chains are there, base/bits.h. Which
 * commit is taken first changes no answer; but a chain that comes to a commit
 * late makes it be looked at once more.
 */
#ifndef SOURCE_HISTORY_QUEUE_H
#define SOURCE_HISTORY_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "source/commit.h"

typedef struct PathSet PathSet;
struct PathSet {
	PathSet *next;                         /* of those that are not used now */
	uint64_t bits[];
};

typedef struct Node {
	uint8_t id[COMMIT_BYTES];
	bool sound;                            /* it is here and could be read */
	int visits;
	CommitFacts facts;
	PathSet *paths;                        /* NULL: it does not wait */
	int64_t turn;                          /* the time it waits by: not later than its child's */
} Node;

typedef struct Waiting {
	int64_t turn;
	uint64_t number;                       /* among equal times, first come is first taken */
	Node *node;
} Waiting;

typedef struct Queue {
	Repository *repo;
	Arena *arena;
	size_t words;                          /* of a set */
	Node **nodes;                          /* by id */
	size_t node_count, node_room;
	Waiting *heap;
	size_t heap_count, heap_room;
	uint64_t number;
	PathSet *unused;
} Queue;

Node *queue_node(Queue *q, const uint8_t *id);
/* Its set, empty at first; it then waits. `limit` is the turn of the child it was reached from. */
uint64_t *queue_wait(Queue *q, Node *node, int64_t limit);
/* The next node, which waits no longer, and the set it had; NULL when none waits. */
Node *queue_take(Queue *q, PathSet **paths);
void  queue_give_back(Queue *q, PathSet *paths);

#endif
