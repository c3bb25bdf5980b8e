#include "source/history_compare.h"

#include <string.h>

#include "base/bits.h"
#include "source/entry.h"

static bool read_tree(Compare *c, const uint8_t *id, Object *tree)
{
	KeptTree *slot = &c->kept[id[0] % COMPARE_KEPT];
	if (slot->object.held && memcmp(slot->id, id, COMMIT_BYTES) == 0) {
		*tree = object_share(&slot->object);
		return true;
	}
	if (!object_read_quick(c->repo, id, OBJECT_TREE, TREE_BYTES_MAX, tree))
		return false;
	if (tree->bytes.len <= COMPARE_KEPT_BYTES) {
		object_drop(&slot->object);
		slot->object = object_share(tree);
		memcpy(slot->id, id, COMMIT_BYTES);
	}
	return true;
}

static void add_asked(const Compare *c, uint64_t *set, const Branch *b)
{
	bits_add(set, c->asked, b->first, b->end);
}

static void compare_pair(Compare *c, const Branch *in, const EntryPairs *p)
{
	const TreeEntry *now = &p->of_left, *then = &p->of_right;
	bool is_folder = entry_is_folder(now);
	if (!p->has_left || (p->has_right && entry_is_equal(now, then)))
		return;
	const Branch *b = branch_find(in, now->name, is_folder);
	if (!b || !bits_any(c->asked, b->first, b->end))
		return;
	if (p->has_right && is_folder)
		compare_trees(c, b, now->id, then->id);
	else if (!p->has_right || !c->presence)
		add_asked(c, c->differs, b);
}

/* False when one of them is broken. */
static bool compare_entries(Compare *c, const Branch *b, Str now, Str then)
{
	EntryPairs pairs = entry_pairs(now, then);
	while (entry_pairs_next(&pairs))
		compare_pair(c, b, &pairs);
	return !pairs.broken;
}

void compare_trees(Compare *c, const Branch *b, const uint8_t *now, const uint8_t *then)
{
	Object here = { 0 }, there = { 0 };
	if (memcmp(now, then, COMMIT_BYTES) == 0)
		return;
	if (!read_tree(c, now, &here) || !read_tree(c, then, &there) ||
	    !compare_entries(c, b, here.bytes, there.bytes))
		add_asked(c, c->lost, b);
	object_drop(&here);
	object_drop(&there);
}

void compare_drop(Compare *c)
{
	for (size_t i = 0; i < COMPARE_KEPT; i++)
		object_drop(&c->kept[i].object);
}
