#include "source/past_difference.h"

#include <string.h>

#include "base/utf8.h"
#include "source/entry.h"
#include "source/files.h"
#include "source/object.h"

enum {
	DEPTH_MAX = 32,
	STEPS_MAX = 1000000, /* entries that differ: trees may repeat each other without end */
};

static bool is_text(const TreeEntry *e)
{
	return (e->mode == MODE_FILE || e->mode == MODE_PROGRAM) && entry_is_plain(e) &&
	       (str_ends(e->name, STR(".md")) || str_ends(e->name, STR(".yaml")));
}

/* NULL gives the text of a file that is not there. */
static bool read_text(Differences *d, const TreeEntry *e, Str *text)
{
	Object o;
	*text = (Str){ 0 };
	if (!e)
		return true;
	if (!object_read(d->repo, e->id, OBJECT_BLOB, FILES_BYTES_MAX, &o))
		return false;
	d->bytes += o.bytes.len;
	if (d->bytes > PAST_BYTES_MAX)
		d->full = true;
	else
		*text = o.bytes.len ? str_copy(o.bytes, d->arena) : STR("");
	object_drop(&o);
	return !d->full;
}

static void add_file(Differences *d, PastFile file)
{
	if (d->count == d->room) {
		size_t room = d->room ? d->room * 2 : 16;
		PastFile *grown = NEW_ARRAY(d->arena, PastFile, room);
		if (d->count)
			memcpy(grown, d->files, d->count * sizeof(*grown));
		d->files = grown;
		d->room = room;
	}
	d->files[d->count++] = file;
}

static void add_texts(Differences *d, const TreeEntry *before, const TreeEntry *after, Str path)
{
	PastFile file = { .path = path };
	if (before && after && memcmp(before->id, after->id, COMMIT_BYTES) == 0)
		return;
	if (++d->total > PAST_FILES_MAX)
		d->full = true;
	else if (read_text(d, before, &file.before) && read_text(d, after, &file.after))
		add_file(d, file);
}

static void add_trees(Differences *d, const uint8_t *before, const uint8_t *after, Str lead,
                      Str path, int depth);

/* `lead` is what is left of the way down to the folder: only its first part is looked into. */
static void add_folder(Differences *d, const EntryPairs *p, Str name, Str lead, Str path, int depth)
{
	const uint8_t *before = p->has_left ? p->of_left.id : NULL;
	const uint8_t *after = p->has_right ? p->of_right.id : NULL;
	if (!lead.len)
		path = utf8_nfc(STR_CONCAT(d->arena, path, STR("/"), name), d->arena);
	else if (!str_equal(str_cut(lead, '/', &lead), name))
		return;
	add_trees(d, before, after, lead, path, depth + 1);
}

static void add_pair(Differences *d, const EntryPairs *p, Str lead, Str path, int depth)
{
	const TreeEntry *e = p->has_left ? &p->of_left : &p->of_right;
	if (entry_is_folder(e)) {
		if (entry_is_plain(e))
			add_folder(d, p, e->name, lead, path, depth);
		return;
	}
	const TreeEntry *before = p->has_left && is_text(&p->of_left) ? &p->of_left : NULL;
	const TreeEntry *after = p->has_right && is_text(&p->of_right) ? &p->of_right : NULL;
	if (lead.len || (!before && !after))
		return;
	path = STR_CONCAT(d->arena, path, STR("/"), e->name);
	add_texts(d, before, after, utf8_nfc(path, d->arena));
}

static bool read_tree(Repository *repo, const uint8_t *id, Object *tree)
{
	*tree = (Object){ 0 };
	return !id || object_read(repo, id, OBJECT_TREE, TREE_BYTES_MAX, tree);
}

static void add_trees(Differences *d, const uint8_t *before, const uint8_t *after, Str lead,
                      Str path, int depth)
{
	Object left, right = { 0 };
	if (before && after && memcmp(before, after, COMMIT_BYTES) == 0)
		return;
	bool sound = depth <= DEPTH_MAX && read_tree(d->repo, before, &left);
	if (!sound)
		left = (Object){ 0 };
	sound = sound && read_tree(d->repo, after, &right);
	EntryPairs pairs = entry_pairs(left.bytes, right.bytes);
	while (sound && !d->full && entry_pairs_next(&pairs)) {
		d->full = ++d->steps > STEPS_MAX;
		add_pair(d, &pairs, lead, path, depth);
	}
	d->broken |= !sound || pairs.broken;
	object_drop(&left);
	object_drop(&right);
}

void differences_add(Differences *d, const uint8_t *before, const uint8_t *after, Str folder,
                     Str shown)
{
	add_trees(d, before, after, folder, shown, 0);
}
