#include "source/history_paths.h"

#include "source/entry.h"

typedef struct Listing {
	Trees *trees;
	const Str *folders;
	size_t folder_count;
	Arena *branches, *texts;
	Paths paths;
	size_t room, seen, bytes;
} Listing;

static bool is_within(Str path, Str folder)
{
	return !folder.len ||
	       (path.len > folder.len && str_starts(path, folder) && path.ptr[folder.len] == '/');
}

/* A file beneath one of the folders, or a folder that leads to such files. */
static bool is_wanted(const Listing *l, Str path, bool is_folder)
{
	for (size_t i = 0; i < l->folder_count; i++) {
		Str folder = l->folders[i];
		if (is_within(path, folder))
			return true;
		if (is_folder && (str_equal(path, folder) || is_within(folder, path)))
			return true;
	}
	return false;
}

static Str path_of(Listing *l, Str folder, Str name)
{
	Str parts[] = { folder, STR("/"), name };
	size_t from = folder.len ? 0 : 2;
	return str_join(l->texts, parts + from, 3 - from, (Str){ 0 });
}

static void add_path(Listing *l, Str path)
{
	Paths *p = &l->paths;
	if (p->count == l->room) {
		size_t room = l->room ? l->room * 2 : 256;
		Str *grown = NEW_ARRAY(l->branches, Str, room);
		for (size_t i = 0; i < p->count; i++)
			grown[i] = p->items[i];
		p->items = grown;
		l->room = room;
	}
	p->items[p->count++] = path;
}

static void list_folder(Listing *l, const uint8_t *tree, Str path, int depth, Branch *b);

static bool list_entry(Listing *l, const TreeEntry *e, Str above, int depth, Branch *b)
{
	bool is_folder = entry_is_folder(e);
	if (e->mode == MODE_MODULE || !entry_is_plain(e))
		return false;
	Str path = path_of(l, above, e->name);
	l->bytes += path.len;
	if (l->bytes > PATHS_BYTES_MAX || !is_wanted(l, path, is_folder))
		return false;
	*b = (Branch){ .name = str_skip(path, path.len - e->name.len), .is_folder = is_folder };
	b->first = (uint32_t)l->paths.count;
	if (is_folder)
		list_folder(l, e->id, path, depth + 1, b);
	else
		add_path(l, path);
	b->end = (uint32_t)l->paths.count;
	return true;
}

static void list_folder(Listing *l, const uint8_t *tree, Str path, int depth, Branch *b)
{
	Object o;
	size_t count = 0;
	if (depth > PATHS_DEPTH_MAX || l->seen > PATHS_ENTRIES_MAX ||
	    !trees_read(l->trees, tree, &o))
		return;
	bool sound = tree_is_sound(o.bytes, &count);
	l->seen += count;
	if (sound && l->seen <= PATHS_ENTRIES_MAX) {
		TreeEntry e;
		Branch *inner = NEW_ARRAY(l->branches, Branch, count);
		for (Str rest = o.bytes; entry_next(&rest, &e);)
			b->inner_count += list_entry(l, &e, path, depth, &inner[b->inner_count]);
		b->inner = inner;
	}
	object_drop(&o);
}

const Branch *branch_find(const Branch *in, Str name, bool is_folder)
{
	uint32_t low = 0, high = in->inner_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const Branch *b = &in->inner[middle];
		int order = name_order(b->name, b->is_folder, name, is_folder);
		if (order == 0)
			return b;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

Paths paths_of_tree(Trees *trees, const uint8_t *tree, const Str *folders, size_t count,
                    Arena *branches, Arena *texts)
{
	Listing l = { .trees = trees,
		      .folders = folders,
		      .folder_count = count,
		      .branches = branches,
		      .texts = texts };
	Branch top = { .is_folder = true };
	list_folder(&l, tree, (Str){ 0 }, 0, &top);
	top.end = (uint32_t)l.paths.count;
	l.paths.top = top;
	return l.paths;
}
