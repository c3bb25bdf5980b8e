#include "publish/settle.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool is_stale(const LedgerEntry *entry)
{
	return entry->spare != SPARE_NONE && !entry->put;
}

static int files_remove(Settling *s)
{
	int error = 0;
	for (uint32_t i = 0; i < s->ledger->count && !error; i++) {
		const LedgerEntry *entry = ledger_at(s->ledger, i);
		if (!is_stale(entry))
			continue;
		s->path = entry->file.path;
		error = file_remove(s->place->spare.fd, s->path.ptr);
	}
	return error;
}

/* Up to the first folder that is still in use. */
static int folder_and_above_remove(const Settling *s, Str folder)
{
	char path[PUBLISHED_PATH_MAX + 1];
	for (; folder.len && !ledger_has_folder(s->ledger, s->put, s->count, folder);
	     folder = folder_of(folder)) {
		memcpy(path, folder.ptr, folder.len);
		path[folder.len] = '\0';
		if (unlinkat(s->place->spare.fd, path, AT_REMOVEDIR) == 0 || errno == ENOENT)
			continue;
		return errno == ENOTEMPTY || errno == EEXIST ? 0 : errno;
	}
	return 0;
}

static int folders_remove(Settling *s)
{
	Str last = { 0 };
	int error = 0;
	for (uint32_t i = 0; i < s->ledger->count && !error; i++) {
		const LedgerEntry *entry = ledger_at(s->ledger, i);
		Str folder = folder_of(entry->file.path);
		if (!is_stale(entry) || str_equal(folder, last))
			continue;
		s->path = entry->file.path;
		error = folder_and_above_remove(s, folder);
		last = folder;
	}
	return error;
}

static int late_move(Settling *s)
{
	int spare = s->place->spare.fd, error = 0;
	for (const Late *late = s->late; late && !error; late = late->next) {
		s->path = late->entry->file.path;
		error = folder_make(spare, folder_of(s->path), s->mind_umask);
		if (!error && renameat(s->place->state, late->name, spare, s->path.ptr) < 0)
			error = errno;
	}
	return error;
}

static int link_one(const Settling *s, const LedgerEntry *entry)
{
	int published = s->place->published.fd, spare = s->place->spare.fd, error = 0;
	Str path = entry->file.path, folder = folder_of(path);

	if (entry->spare == SPARE_OTHER)
		error = file_remove(spare, path.ptr);
	else if (!made_already(s->made, folder))
		error = folder_make(spare, folder, s->mind_umask);
	if (!error)
		error = file_link(published, spare, path.ptr, s->mind_umask);
	if (error == EEXIST && !(error = file_remove(spare, path.ptr)))
		error = file_link(published, spare, path.ptr, s->mind_umask);
	if (error == ENOENT && !(error = folder_make(spare, folder, s->mind_umask)))
		error = file_link(published, spare, path.ptr, s->mind_umask);
	return error;
}

static int unchanged_link(Settling *s)
{
	int error = 0;
	for (size_t i = 0; i < s->count && !error; i++) {
		const LedgerEntry *entry = s->put[i];
		if (entry->written || entry->spare == SPARE_SAME)
			continue;
		s->path = entry->file.path;
		error = link_one(s, entry);
	}
	return error;
}

int settle(Settling *s)
{
	int error = files_remove(s);
	if (!error)
		error = folders_remove(s);
	if (!error)
		error = late_move(s);
	return error ? error : unchanged_link(s);
}
