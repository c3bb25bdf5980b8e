#include "publish/inventory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "publish/folder.h"
#include "publish/manifest.h"
#include "publish/place.h"

enum { READ_MOST = 1 << 28 };                  /* bytes of a published file */

static bool add(Ledger *l, InventorySide side, const ManifestEntry *file)
{
	LedgerEntry *entry;
	if (side == INVENTORY_OLD)
		return ledger_published(l, file);
	return ledger_put(l, file, false, &entry) != LEDGER_FULL;
}

static bool unreadable(Diag *d, Str path, int error)
{
	const char *name = strerrorname_np(error);
	diag_world(d, path, "list-unreadable", ARGS(path, str_from(name ? name : "?")),
	           _("'{0}' cannot be read ({1})"),
	           _("see to its permissions and to the disk, then type the command again"));
	return false;
}

/* Lists. */

static bool list_is_sound(Str bytes)
{
	ManifestEntry file;
	ManifestReader r = manifest_open(bytes);
	while (manifest_next(&r, &file))
		;
	return r.sound;
}

static int list_load(Str bytes, InventorySide side, Ledger *l)
{
	ManifestEntry file;
	ManifestReader r = manifest_open(bytes);
	while (manifest_next(&r, &file))
		if (!add(l, side, &file))
			return EFBIG;
	return 0;
}

static bool file_load(Str path, InventorySide side, Ledger *l, Diag *d)
{
	Arena scratch = { 0 };
	Str bytes;
	int error = file_read(AT_FDCWD, str_terminated(path, &scratch), MANIFEST_BYTES_MAX, &scratch, &bytes);
	bool sound = !error && list_is_sound(bytes);
	if (sound)
		error = list_load(bytes, side, l);
	arena_free(&scratch);
	if (error)
		return unreadable(d, path, error);
	if (!sound)
		diag_world(d, path, "list-damaged", ARGS(path),
		           _("'{0}' is not a list that keijiban has saved, or it is damaged"),
		           _("give the folder itself, or a list made with --save FILE"));
	return sound;
}

/* Folders. */

typedef struct Reading {
	Ledger *ledger;
	InventorySide side;
	Arena scratch;                         /* one file's bytes */
} Reading;

static int file_seen(void *context, int at, const char *name, Str path)
{
	Reading *r = context;
	Str bytes;
	int error = file_read(at, name, READ_MOST, &r->scratch, &bytes);
	if (!error) {
		ManifestEntry file = { path, hash_bytes(bytes), (uint32_t)bytes.len, 0 };
		error = add(r->ledger, r->side, &file) ? 0 : EFBIG;
	}
	arena_free(&r->scratch);
	r->scratch = (Arena){ 0 };
	return error;
}

static int folder_read(Str path, InventorySide side, Ledger *l, Arena *a)
{
	Reading reading = { .ledger = l, .side = side };
	int fd, error = folder_open(AT_FDCWD, str_terminated(STR_CONCAT(a, path, STR("/.")), a), &fd);
	if (error)
		return error;
	error = folder_each(fd, file_seen, &reading);
	close(fd);
	return error;
}

static bool folder_load(Str path, InventorySide side, Ledger *l, Diag *d)
{
	Arena scratch = { 0 };
	Tree tree;
	Str manifest;
	ManifestReader r = { 0 };
	if (place_peek(path, &tree, &scratch, &manifest) == 0)
		r = manifest_open(manifest);
	bool known = is_of_tree(&r.head, &tree) && list_is_sound(manifest);
	int error = known ? list_load(manifest, side, l) : folder_read(path, side, l, &scratch);
	arena_free(&scratch);
	return error ? unreadable(d, path, error) : true;
}

bool inventory_load(Str path, InventorySide side, Ledger *l, Diag *d)
{
	struct stat facts;
	bool found = stat(str_terminated(path, &d->arena), &facts) == 0;
	if (found && S_ISDIR(facts.st_mode))
		return folder_load(path, side, l, d);
	if (found)
		return facts.st_size == 0 || file_load(path, side, l, d);
	diag_world(d, path, "list-absent", ARGS(path), _("there is no folder or list '{0}'"),
	           _("give a published folder or a list made with --save FILE; /dev/null stands for nothing"));
	return false;
}

/* Both sides. */

static int by_path(const void *left, const void *right)
{
	const LedgerEntry *const *a = left, *const *b = right;
	return str_compare((*a)->file.path, (*b)->file.path);
}

char inventory_letter(const LedgerEntry *entry)
{
	if (!entry->put)
		return 'D';
	if (!entry->written)
		return 0;
	return entry->published ? 'M' : 'A';
}

static bool is_new(const LedgerEntry *entry)
{
	return entry->put;
}

static bool is_different(const LedgerEntry *entry)
{
	return inventory_letter(entry) != 0;
}

static const LedgerEntry **sorted(const Ledger *l, bool (*wanted)(const LedgerEntry *entry), Arena *a,
                                  size_t *count)
{
	const LedgerEntry **list = NEW_ARRAY(a, const LedgerEntry *, l->count);
	*count = 0;
	for (uint32_t i = 0; i < l->count; i++)
		if (wanted(ledger_at(l, i)))
			list[(*count)++] = ledger_at(l, i);
	qsort(list, *count, sizeof(*list), by_path);
	return list;
}

const LedgerEntry **inventory_differences(const Ledger *l, Arena *a, size_t *count)
{
	return sorted(l, is_different, a, count);
}

/* A list of no tree, and so of no build. */
static Str list_text(const Ledger *l, Arena *a)
{
	size_t count;
	const LedgerEntry **list = sorted(l, is_new, a, &count);
	Buf text = { .arena = a };
	ManifestWriter w = { .out = &text };
	const ManifestHead head = { .files = (uint32_t)count, .build = 1 };
	manifest_head(&w, &head);
	for (size_t i = 0; i < count; i++) {
		ManifestEntry file = list[i]->file;
		file.build = 1;
		manifest_entry(&w, &file);
	}
	manifest_end(&w);
	return buf_text(&text);
}

bool inventory_save(const Ledger *l, Str file, Diag *d)
{
	Arena scratch = { 0 };
	FileWish wish = { 0 };
	const char *to = str_terminated(file, &scratch);
	const char *new = str_terminated(STR_CONCAT(&scratch, file, STR(".new")), &scratch);
	int error = file_remove(AT_FDCWD, new);
	if (!error)
		error = file_write(AT_FDCWD, new, list_text(l, &scratch), &wish);
	if (!error && rename(new, to) < 0)
		error = errno;
	if (error)
		report_errno(d, file, error);
	arena_free(&scratch);
	return !error;
}
