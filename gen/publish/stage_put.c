#include "publish/stage_inner.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

enum { PATH_SHOWN = 200 };                     /* bytes of a path that is refused */

static int spare_prepare(Stage *s)
{
	Place *p = &s->place;
	if (p->spare.fd >= 0)
		return s->spare_sound ? 0 : folder_empty(p->spare.fd);
	if (mkdirat(p->state, "spare", FOLDER_MODE) < 0)
		return errno;
	return place_find_spare(p);
}

static int spare_mode(const Tree *spare)
{
	if ((spare->facts.mode & 0777) == FOLDER_MODE)
		return 0;
	return fchmod(spare->fd, FOLDER_MODE) < 0 ? errno : 0;
}

bool stage_mark(Stage *s)
{
	if (s->marked || atomic_load(&s->failed))
		return s->marked;
	int error = place_tidy(&s->place);
	if (!error)
		error = spare_prepare(s);
	if (!error)
		error = spare_mode(&s->place.spare);
	if (!error)
		error = draft_open(&s->draft, &s->place);
	if (error)
		stage_fail(s, FAILURE_SYSTEM, error, (Str){ 0 });
	s->mind_elders =
		s->place.published.fd >= 0 && (!s->published_sound || s->draft.began <= s->newest);
	s->marked = !error;
	return s->marked;
}

static int late_write(Stage *s, const LedgerEntry *entry, Str bytes, FileWish *wish)
{
	turn_take(s->turn);
	Late *late = NEW(&s->arena, Late);
	late->next = s->late;
	late->entry = entry;
	snprintf(late->name, sizeof(late->name), "late-%u", s->late_count++);
	s->late = late;
	turn_end(s->turn);
	return file_write(s->place.state, late->name, bytes, wish);
}

static int spare_write(Stage *s, const LedgerEntry *entry, bool folder_is_there, Str bytes,
                       FileWish *wish)
{
	int spare = s->place.spare.fd, error = 0;
	const char *path = entry->file.path.ptr;
	Str folder = folder_of(entry->file.path);

	if (!folder_is_there)
		error = folder_make(spare, folder, s->draft.mind_umask);
	if (!error && entry->spare != SPARE_NONE)
		error = file_remove(spare, path);
	if (error)
		return error;
	error = file_write(spare, path, bytes, wish);
	/* Another worker may have claimed the folder and not made it yet. */
	if (error == ENOENT && !(error = folder_make(spare, folder, s->draft.mind_umask)))
		error = file_write(spare, path, bytes, wish);
	if (error == EEXIST && !(error = file_remove(spare, path)))
		error = file_write(spare, path, bytes, wish);
	return error;
}

static int entry_write(Stage *s, const LedgerEntry *entry, bool folder_is_there, Str bytes)
{
	bool elder = s->mind_elders && (entry->published || !s->published_sound);
	FileWish wish = { .mind_umask = s->draft.mind_umask, .elder_at = s->place.published.fd,
	                  .elder = elder ? entry->file.path.ptr : NULL };
	int error = spare_write(s, entry, folder_is_there, bytes, &wish);
	if (is_obstacle(error))
		error = late_write(s, entry, bytes, &wish);
	if (wish.pushed.second > 0) {
		uint64_t second = (uint64_t)wish.pushed.second + 1;
		turn_take(s->turn);
		s->newest = second > s->newest ? second : s->newest;
		turn_end(s->turn);
	}
	return error;
}

size_t stage_files(const Stage *s)
{
	return s->changed + s->added + s->unchanged + s->ledger.kept;
}

/* Notes the file in the ledger; tells whether it is to be written now. */
static bool note(Stage *s, const ManifestEntry *file, bool lasting, LedgerEntry **entry)
{
	bool full = stage_files(s) == PUBLISHED_FILES_MAX;
	switch (full ? LEDGER_FULL : ledger_put(&s->ledger, file, lasting, entry)) {
	case LEDGER_UNCHANGED:
		s->unchanged++;
		return false;
	case LEDGER_CHANGED:
		s->changed++;
		return true;
	case LEDGER_NEW:
		s->added++;
		return true;
	case LEDGER_TWICE:
		stage_fail(s, FAILURE_TWICE, 0, file->path);
		return false;
	case LEDGER_FULL:
		break;
	}
	stage_fail(s, FAILURE_SYSTEM, EFBIG, (Str){ 0 });
	return false;
}

static bool put(Stage *s, Str path, bool lasting, Str bytes)
{
	LedgerEntry *entry;
	if (atomic_load(&s->failed))
		return true;
	stage_load_trees(s);
	bool sound = path_is_publishable(path) && bytes.len <= UINT32_MAX;
	/* A dry run beside nothing published has nothing to compare with, and no list to write. */
	bool hashed = sound && (!s->options.dry_run || s->published_sound);
	ManifestEntry file = { path, hashed ? hash_bytes(bytes) : (Hash){ 0 }, (uint32_t)bytes.len, s->build };

	turn_take(s->turn);
	if (!sound)
		stage_fail(s, bytes.len > UINT32_MAX ? FAILURE_SYSTEM : FAILURE_PATH, EFBIG,
		           str_sub(path, 0, PATH_SHOWN));
	bool new = sound && note(s, &file, lasting, &entry), write = new && !s->options.dry_run && stage_mark(s);
	bool folder_is_there =
		write && (entry->spare != SPARE_NONE || made_already(&s->made, folder_of(path)));
	turn_end(s->turn);

	int error = write ? entry_write(s, entry, folder_is_there, bytes) : 0;
	if (error) {
		turn_take(s->turn);
		stage_fail(s, FAILURE_SYSTEM, error, path);
		turn_end(s->turn);
	}
	return new;
}

void stage_expect(Stage *s, size_t files)
{
	stage_load_trees(s);
	ledger_expect(&s->ledger, files);
}

bool stage_put(Stage *s, Str path, Str bytes)
{
	return put(s, path, false, bytes);
}

bool stage_put_lasting(Stage *s, Str path, Str bytes)
{
	return put(s, path, true, bytes);
}

static bool keep(Stage *s, Str path, bool lasting)
{
	stage_load_trees(s);
	turn_take(s->turn);
	bool kept = ledger_keep(&s->ledger, path, lasting);
	turn_end(s->turn);
	return kept;
}

bool stage_keep(Stage *s, Str path)
{
	return keep(s, path, false);
}

bool stage_keep_lasting(Stage *s, Str path)
{
	return keep(s, path, true);
}

uint64_t stage_size(Stage *s, Str path)
{
	stage_load_trees(s);
	turn_take(s->turn);
	ManifestEntry file;
	uint64_t size = ledger_has(&s->ledger, path, &file) ? file.size : 0;
	turn_end(s->turn);
	return size;
}

bool stage_keep_all(Stage *s)
{
	stage_load_trees(s);
	if (s->published_sound)
		ledger_keep_all(&s->ledger);
	return s->published_sound;
}

void stage_let_go(Stage *s, Str path)
{
	ledger_let_go(&s->ledger, path);
}
