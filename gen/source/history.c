#include "source/history.h"

#include <string.h>

#include "base/bits.h"
#include "source/history_cache.h"
#include "source/history_compare.h"
#include "source/history_paths.h"
#include "source/history_queue.h"
#include "source/object.h"

/* Looks at one commit: only a history that goes in circles, so a forged one, needs as many. */
enum { VISITS_MAX = 1000 };

typedef struct Walk {
	Arena arena; /* all of the walk, nothing of its result */
	Queue queue;
	Trees trees;
	Compare compare;
	HistoryCache cache;
	bool has_cache;
	bool has_news; /* something that the cache does not say */
	Branch top;
	Changed *items;
	size_t count;
} Walk;

static bool is_empty(const Walk *w, const uint64_t *paths)
{
	return !bits_any(paths, 0, w->count);
}

static void clear(const Walk *w, uint64_t *paths)
{
	memset(paths, 0, w->queue.words * sizeof(*paths));
}

/* What the cache knows of this commit's files is taken; what it does not know walks on. */
static void take_from_cache(Walk *w, uint64_t *paths)
{
	const Changed *known = w->cache.items, *end = known + w->cache.count;
	uint64_t *left = w->compare.lost;
	clear(w, left);
	for (size_t i = 0; (i = bits_next(paths, i, w->count)) < w->count; i++) {
		Changed *item = &w->items[i];
		while (known < end && str_compare(known->path, item->path) < 0)
			known++;
		if (known < end && str_equal(known->path, item->path))
			item->last = known->last;
		else
			bits_put(left, i);
	}
	memcpy(paths, left, w->queue.words * sizeof(*paths));
}

/* Equal files go to this parent, those that cannot be told are unknown; the others stay in `paths`. */
static void pass_to_parent(Walk *w, const Node *node, Node *parent, uint64_t *paths)
{
	Compare *c = &w->compare;
	uint64_t any = 0;
	clear(w, c->differs);
	clear(w, c->lost);
	c->asked = paths;
	c->presence = node->facts.silent;
	compare_trees(c, &w->top, node->facts.tree, parent->facts.tree);
	for (size_t i = 0; i < w->queue.words; i++)
		any |= paths[i] & ~(c->differs[i] | c->lost[i]);
	uint64_t *passed = any ? queue_wait(&w->queue, parent, node->turn) : NULL;
	for (size_t i = 0; i < w->queue.words; i++) {
		if (any)
			passed[i] |= paths[i] & ~(c->differs[i] | c->lost[i]);
		paths[i] &= c->differs[i] & ~c->lost[i];
	}
}

/* A parent that is not here may have been equal: what has come so far is unknown. */
static void pass_to_parents(Walk *w, const Node *node, uint64_t *paths)
{
	for (size_t i = 0; i < node->facts.parent_count && !is_empty(w, paths); i++) {
		Node *parent = queue_node(&w->queue, node->facts.parents + i * COMMIT_BYTES);
		if (parent->sound)
			pass_to_parent(w, node, parent, paths);
		else
			clear(w, paths);
	}
}

static void settle(Walk *w, const Node *node, const uint64_t *paths)
{
	Commit last = { .time = node->facts.time };
	memcpy(last.id, node->id, COMMIT_BYTES);
	for (size_t i = 0; (i = bits_next(paths, i, w->count)) < w->count; i++) {
		w->items[i].last = last;
		w->has_news = true;
	}
}

static void visit(Walk *w, Node *node, uint64_t *paths)
{
	if (w->has_cache && memcmp(node->id, w->cache.commit, COMMIT_BYTES) == 0)
		take_from_cache(w, paths);
	if (++node->visits > VISITS_MAX)
		return;
	pass_to_parents(w, node, paths);
	settle(w, node, paths);
}

static void walk(Walk *w, Node *from)
{
	PathSet *paths;
	uint64_t *all = queue_wait(&w->queue, from, from->facts.time);
	for (size_t i = 0; i < w->count; i++)
		bits_put(all, i);
	for (Node *node; (node = queue_take(&w->queue, &paths));) {
		visit(w, node, paths->bits);
		queue_give_back(&w->queue, paths);
	}
}

/* The paths go to the result; the branches, whose names borrow from them, stay in the walk. */
static void list(Walk *w, const Node *from, const Str *folders, size_t folder_count, Arena *a)
{
	Paths paths =
		paths_of_tree(&w->trees, from->facts.tree, folders, folder_count, &w->arena, a);
	w->top = paths.top;
	w->count = paths.count;
	w->items = NEW_ARRAY(a, Changed, paths.count);
	for (size_t i = 0; i < paths.count; i++)
		w->items[i].path = paths.items[i];
}

static void prepare(Walk *w)
{
	w->queue.words = bits_words(w->count);
	w->compare = (Compare){
		.trees = &w->trees,
		.differs = NEW_ARRAY(&w->arena, uint64_t, w->queue.words),
		.lost = NEW_ARRAY(&w->arena, uint64_t, w->queue.words),
	};
}

static void save(Walk *w, const Commit *at, const Str *folders, size_t folder_count, Str file)
{
	bool same = w->has_cache && memcmp(w->cache.commit, at->id, COMMIT_BYTES) == 0;
	if (same && !w->has_news)
		return;
	HistoryCache next = { .folders = folders,
		              .folder_count = folder_count,
		              .items = w->items,
		              .count = w->count };
	memcpy(next.commit, at->id, COMMIT_BYTES);
	history_cache_save(file, &next, &w->arena);
}

History history_walk(Repository *repo, const Commit *at, const Str *folders, size_t folder_count,
                     Str cache, Arena *a)
{
	Walk w = { .queue.repo = repo };
	w.queue.arena = &w.arena;
	w.trees = trees_make(repo, &w.arena);
	objects_verify(repo, false);
	Node *from = queue_node(&w.queue, at->id);
	if (from->sound)
		list(&w, from, folders, folder_count, a);
	if (w.count) {
		prepare(&w);
		w.has_cache =
			history_cache_load(cache, folders, folder_count, &w.arena, &w.cache) &&
			object_exists(repo, w.cache.commit);
		walk(&w, from);
		save(&w, at, folders, folder_count, cache);
	}
	objects_verify(repo, true);
	trees_drop(&w.trees);
	arena_free(&w.arena);
	return (History){ w.items, w.count };
}

const Changed *history_find(const History *h, Str path)
{
	size_t low = 0, high = h->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(h->items[middle].path, path);
		if (order == 0)
			return &h->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
