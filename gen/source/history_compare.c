#include "source/history_compare.h"

#include <string.h>

#include "base/bits.h"
#include "source/entry.h"

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
	if (!trees_read(c->trees, now, &here) || !trees_read(c->trees, then, &there) ||
	    !compare_entries(c, b, here.bytes, there.bytes))
		add_asked(c, c->lost, b);
	object_drop(&here);
	object_drop(&there);
}
