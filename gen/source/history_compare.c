#include "source/history_compare.h"

#include <string.h>

#include "base/bits.h"

static bool read_tree(Compare *c, const uint8_t *id, Object *tree)
{
	KeptTree *slot = &c->kept[id[0] % COMPARE_KEPT];
	if (slot->object.held && memcmp(slot->id, id, COMMIT_BYTES) == 0) {
		*tree = object_share(&slot->object);
		return true;
	}
	if (!object_read(c->repo, id, OBJECT_TREE, TREE_BYTES_MAX, tree))
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

static void compare_entry(Compare *c, const Branch *in, const TreeEntry *now, const TreeEntry *then)
{
	const Branch *b;
	bool is_folder = now->mode == MODE_FOLDER;
	if (then && entry_is_equal(now, then))
		return;
	if (!(b = branch_find(in, now->name, is_folder)) || !bits_any(c->asked, b->first, b->end))
		return;
	if (then && is_folder)
		compare_trees(c, b, now->id, then->id);
	else if (!then || !c->presence)
		add_asked(c, c->differs, b);
}

static int entry_order(const TreeEntry *a, const TreeEntry *b)
{
	return tree_order(a->name, a->mode == MODE_FOLDER, b->name, b->mode == MODE_FOLDER);
}

/* False when one of them is broken. */
static bool compare_entries(Compare *c, const Branch *b, Str here, Str there)
{
	for (;;) {
		TreeEntry now, then;
		tree_skip_same(&here, &there);
		Str after_now = here, after_then = there;
		bool has_now = tree_next(&after_now, &now), has_then = tree_next(&after_then, &then);
		if (has_now != (here.len > 0) || has_then != (there.len > 0))
			return false;
		if (!has_now)
			return true;
		int order = has_then ? entry_order(&now, &then) : -1;
		if (order <= 0) {
			compare_entry(c, b, &now, order == 0 ? &then : NULL);
			here = after_now;
		}
		if (order >= 0)
			there = after_then;
	}
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
