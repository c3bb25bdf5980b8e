#include "source/history_queue.h"

#include <string.h>

#include "base/hash.h"

enum { FIRST_ROOM = 1024 }; /* a power of two */

/* Nodes by id. */

static Node **slot_of(const Queue *q, const uint8_t *id)
{
	size_t mask = q->node_room - 1;
	size_t at = (size_t)hash_text((Str){ (const char *)id, COMMIT_BYTES }) & mask;
	while (q->nodes[at] && memcmp(q->nodes[at]->id, id, COMMIT_BYTES) != 0)
		at = (at + 1) & mask;
	return &q->nodes[at];
}

static void nodes_grow(Queue *q)
{
	Node **old = q->nodes;
	size_t room = q->node_room;
	q->node_room = room ? room * 2 : FIRST_ROOM;
	q->nodes = NEW_ARRAY(q->arena, Node *, q->node_room);
	for (size_t i = 0; i < room; i++)
		if (old[i])
			*slot_of(q, old[i]->id) = old[i];
}

Node *queue_node(Queue *q, const uint8_t *id)
{
	if (q->node_count * 2 >= q->node_room)
		nodes_grow(q);
	Node **slot = slot_of(q, id);
	if (*slot)
		return *slot;
	Node *node = NEW(q->arena, Node);
	memcpy(node->id, id, COMMIT_BYTES);
	node->sound = commit_read(q->repo, id, q->arena, &node->facts);
	q->node_count++;
	return *slot = node;
}

/* The heap. */

static bool is_before(const Waiting *a, const Waiting *b)
{
	return a->turn != b->turn ? a->turn > b->turn : a->number < b->number;
}

static void heap_swap(Waiting *a, Waiting *b)
{
	Waiting kept = *a;
	*a = *b;
	*b = kept;
}

static void heap_put(Queue *q, Waiting w)
{
	if (q->heap_count == q->heap_room) {
		size_t room = q->heap_room ? q->heap_room * 2 : FIRST_ROOM;
		Waiting *grown = NEW_ARRAY(q->arena, Waiting, room);
		if (q->heap_count)
			memcpy(grown, q->heap, q->heap_count * sizeof(*grown));
		q->heap = grown;
		q->heap_room = room;
	}
	size_t at = q->heap_count++;
	q->heap[at] = w;
	for (; at && is_before(&q->heap[at], &q->heap[(at - 1) / 2]); at = (at - 1) / 2)
		heap_swap(&q->heap[at], &q->heap[(at - 1) / 2]);
}

static Waiting heap_take(Queue *q)
{
	Waiting first = q->heap[0];
	q->heap[0] = q->heap[--q->heap_count];
	for (size_t at = 0;;) {
		size_t best = at, left = 2 * at + 1;
		for (size_t i = left; i < left + 2 && i < q->heap_count; i++)
			if (is_before(&q->heap[i], &q->heap[best]))
				best = i;
		if (best == at)
			return first;
		heap_swap(&q->heap[at], &q->heap[best]);
		at = best;
	}
}

/* Sets. */

static PathSet *set_make(Queue *q)
{
	PathSet *set = q->unused;
	if (!set)
		return arena_alloc(q->arena, 1, sizeof(*set) + q->words * sizeof(*set->bits));
	q->unused = set->next;
	memset(set->bits, 0, q->words * sizeof(*set->bits));
	return set;
}

void queue_give_back(Queue *q, PathSet *paths)
{
	paths->next = q->unused;
	q->unused = paths;
}

uint64_t *queue_wait(Queue *q, Node *node, int64_t limit)
{
	int64_t turn = node->facts.time < limit ? node->facts.time : limit;
	if (!node->paths || turn > node->turn) {
		node->turn = turn;
		heap_put(q, (Waiting){ turn, q->number++, node });
	}
	if (!node->paths)
		node->paths = set_make(q);
	return node->paths->bits;
}

/* A node that was put a second time, nearer, is in the heap twice: it waits no longer at its second turn. */
Node *queue_take(Queue *q, PathSet **paths)
{
	while (q->heap_count) {
		Node *node = heap_take(q).node;
		if (!node->paths)
			continue;
		*paths = node->paths;
		node->paths = NULL;
		return node;
	}
	return NULL;
}
