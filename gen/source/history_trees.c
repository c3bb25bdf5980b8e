#include "source/history_trees.h"

#include <string.h>

Trees trees_make(Repository *repo, Arena *a)
{
	return (Trees){ repo, NEW_ARRAY(a, KeptTree, TREES_KEPT) };
}

static void keep(KeptTree *slot, const uint8_t *id, const Object *tree)
{
	if (tree->bytes.len > TREES_KEPT_BYTES)
		return;
	object_drop(&slot->object);
	slot->object = object_share(tree);
	memcpy(slot->id, id, COMMIT_BYTES);
}

bool trees_read(Trees *t, const uint8_t *id, Object *tree)
{
	KeptTree *slot = &t->kept[id[0] % TREES_KEPT];
	if (slot->object.held && memcmp(slot->id, id, COMMIT_BYTES) == 0) {
		*tree = object_share(&slot->object);
		return true;
	}
	if (!object_read_quick(t->repo, id, OBJECT_TREE, TREE_BYTES_MAX, tree))
		return false;
	keep(slot, id, tree);
	return true;
}

void trees_drop(Trees *t)
{
	for (size_t i = 0; i < TREES_KEPT; i++)
		object_drop(&t->kept[i].object);
}
