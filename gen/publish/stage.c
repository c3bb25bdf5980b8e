#include "publish/stage.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/parallel.h"
#include "publish/draft.h"
#include "publish/folder.h"
#include "publish/ledger.h"
#include "publish/made.h"
#include "publish/manifest.h"
#include "publish/place.h"
#include "publish/settle.h"

enum { PATH_SHOWN = 200 };                     /* bytes of a path that is refused */

typedef enum FailureKind {
	FAILURE_NONE,
	FAILURE_SYSTEM,                        /* `error` says which */
	FAILURE_PATH,
	FAILURE_TWICE,
	FAILURE_CLASH,                         /* with a file where a folder must be */
	FAILURE_GONE,                          /* a published file */
} FailureKind;

typedef struct Failure {
	FailureKind kind;
	int error;                             /* errno, of SYSTEM */
	Str path;                              /* empty: `out` as a whole */
} Failure;

struct Stage {
	StageOptions options;
	Place place;
	Arena arena;
	Turn *turn;                            /* guards all below while workers put */
	Ledger ledger;
	Made made;
	const Late *late;
	unsigned late_count;
	Failure failure;
	atomic_bool failed, loaded;
	bool published_sound, spare_sound;
	bool marked;                           /* the spare has no manifest any more */
	bool swapped;                          /* it is the published one now */
	bool mind_elders;                      /* the last build may have been within this second */
	uint32_t build;
	uint64_t newest;                       /* second: no published file is newer */
	size_t changed, added, unchanged;
	Draft draft;
};

/* The first failure is kept; called in turn or by the only thread. */
static void fail(Stage *s, FailureKind kind, int error, Str path)
{
	if (s->failure.kind == FAILURE_NONE)
		s->failure = (Failure){ kind, error, str_copy(path, &s->arena) };
	atomic_store(&s->failed, true);
}

static void report(Stage *s, Diag *d)
{
	const Failure *f = &s->failure;
	Str out = s->options.out;
	Str path = f->path.len ? STR_CONCAT(&s->arena, out, STR("/"), f->path) : out;
	switch (f->kind) {
	case FAILURE_NONE:
		break;
	case FAILURE_SYSTEM:
		report_errno(d, path, f->error);
		break;
	case FAILURE_PATH:
		diag_world(d, path, "output-path", ARGS(f->path),
		           _("'{0}' cannot be the address of a page"),
		           _("use shorter names, without control characters, '.' or '..'"));
		break;
	case FAILURE_TWICE:
		diag_world(d, path, "output-twice", ARGS(f->path),
		           _("two pages want the same address '{0}'"),
		           _("give one of them another id"));
		break;
	case FAILURE_CLASH:
		diag_world(d, path, "output-clash", ARGS(f->path),
		           _("'{0}' is wanted as a file and as a folder"),
		           _("give one of the two another id"));
		break;
	case FAILURE_GONE:
		diag_world(d, path, "out-touched", ARGS(f->path, out),
		           _("'{0}' is missing in '{1}', which somebody has changed"),
		           _("type the command again: every file will be written anew"));
		break;
	}
}

/* Beginning: what is published, and what the spare holds. */

/* A manifest that cannot be read is as good as none. */
static bool manifest_of(const Stage *s, const Tree *tree, Arena *a, Manifest *m)
{
	Str bytes;
	return tree->fd >= 0 && place_manifest(&s->place, tree, a, &bytes) == 0 && manifest_take(bytes, m) &&
	       is_of_tree(&m->head, tree);
}

static void number_after(Stage *s, const ManifestHead *head)
{
	if (head->build >= s->build)
		s->build = head->build + 1;
	if (head->newest > s->newest)
		s->newest = head->newest;
}

static void trees_load(Stage *s)
{
	Arena scratch = { 0 };
	Manifest published, spare;
	s->build = 1;
	s->ledger = (Ledger){ .arena = &s->arena };
	s->published_sound = manifest_of(s, &s->place.published, &s->arena, &published);
	if (s->published_sound) {
		ledger_standing(&s->ledger, &published);
		number_after(s, &published.head);
	}
	s->spare_sound = manifest_of(s, &s->place.spare, &scratch, &spare) && ledger_spare(&s->ledger, spare.lines);
	if (s->spare_sound)
		number_after(s, &spare.head);
	else
		ledger_forget_spare(&s->ledger);
	arena_free(&scratch);
}

/* What is published is read when it is first asked for: a build that finds nothing to do never does. */
static void trees_load_once(Stage *s)
{
	if (atomic_load(&s->loaded))
		return;
	turn_take(s->turn);
	if (!atomic_load(&s->loaded))
		trees_load(s);
	atomic_store(&s->loaded, true);
	turn_end(s->turn);
}

Stage *stage_begin(const StageOptions *options, bool *busy, Arena *run, Diag *d)
{
	Stage *s = NEW(run, Stage);
	PlaceOptions where = { options->out, options->force, options->dry_run, options->wait };

	s->options = *options;
	s->draft.fd = -1;
	s->made.arena = &s->arena;
	s->turn = turn_make(run);
	if (!place_open(&s->place, &where, busy, &s->arena, d)) {
		stage_drop(s);
		return NULL;
	}
	return s;
}

/* What the builder remembers. */

size_t stage_standing(const Stage *s)
{
	ManifestHead head;
	return place_head(&s->place, &s->place.published, &head) ? head.files : 0;
}

FileTime stage_began(const Stage *s)
{
	struct stat st;
	int lock = s->place.lock;
	if (lock < 0 || futimens(lock, NULL) < 0 || fstat(lock, &st) < 0)
		return (FileTime){ 0 };
	return (FileTime){ st.st_mtim.tv_sec, (uint32_t)st.st_mtim.tv_nsec };
}

Str stage_file(const Stage *s, const char *name, Arena *a)
{
	if (s->place.state < 0 || s->options.dry_run)
		return (Str){ 0 };
	return str_format(a, "/proc/self/fd/%d/%s", s->place.state, name);
}

Str stage_memo(const Stage *s, Arena *a)
{
	Str memo;
	return place_memo(&s->place, &s->place.published, a, &memo) == 0 ? memo : (Str){ 0 };
}

Pool *stage_pool(const Stage *s, uint64_t length, Arena *a)
{
	return pool_open(s->options.dry_run ? -1 : s->place.state, length, a);
}

/* The tree that stands there now. */
static const Tree *standing(const Stage *s)
{
	return s->swapped ? &s->place.spare : &s->place.published;
}

void stage_keep_memo(const Stage *s, Str memo)
{
	place_keep_memo(&s->place, standing(s), memo);
}

bool stage_purge(Stage *s, Diag *d)
{
	int error = s->options.dry_run ? 0 : place_purge(&s->place, standing(s));
	if (error)
		report_errno(d, s->options.out, error);
	return !error;
}

/* Marking: before the first change to the spare. */

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

/* In turn: the other workers wait until the spare may be written. */
static bool mark(Stage *s)
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
		fail(s, FAILURE_SYSTEM, error, (Str){ 0 });
	s->mind_elders =
		s->place.published.fd >= 0 && (!s->published_sound || s->draft.began <= s->newest);
	s->marked = !error;
	return s->marked;
}

/* Putting. */

static bool is_obstacle(int error)
{
	return error == ENOTDIR || error == EISDIR;
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

static size_t files_put(const Stage *s)
{
	return s->changed + s->added + s->unchanged + s->ledger.kept;
}

/* Notes the file in the ledger; tells whether it is to be written now. */
static bool note(Stage *s, const ManifestEntry *file, bool lasting, LedgerEntry **entry)
{
	bool full = files_put(s) == PUBLISHED_FILES_MAX;
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
		fail(s, FAILURE_TWICE, 0, file->path);
		return false;
	case LEDGER_FULL:
		break;
	}
	fail(s, FAILURE_SYSTEM, EFBIG, (Str){ 0 });
	return false;
}

static bool put(Stage *s, Str path, bool lasting, Str bytes)
{
	LedgerEntry *entry;
	if (atomic_load(&s->failed))
		return true;
	trees_load_once(s);
	bool sound = path_is_publishable(path) && bytes.len <= UINT32_MAX;
	/* A dry run beside nothing published has nothing to compare with, and no list to write. */
	bool hashed = sound && (!s->options.dry_run || s->published_sound);
	ManifestEntry file = { path, hashed ? hash_bytes(bytes) : (Hash){ 0 }, (uint32_t)bytes.len, s->build };

	turn_take(s->turn);
	if (!sound)
		fail(s, bytes.len > UINT32_MAX ? FAILURE_SYSTEM : FAILURE_PATH, EFBIG, str_sub(path, 0, PATH_SHOWN));
	bool new = sound && note(s, &file, lasting, &entry), write = new && !s->options.dry_run && mark(s);
	bool folder_is_there =
		write && (entry->spare != SPARE_NONE || made_already(&s->made, folder_of(path)));
	turn_end(s->turn);

	int error = write ? entry_write(s, entry, folder_is_there, bytes) : 0;
	if (error) {
		turn_take(s->turn);
		fail(s, FAILURE_SYSTEM, error, path);
		turn_end(s->turn);
	}
	return new;
}

void stage_expect(Stage *s, size_t files)
{
	trees_load_once(s);
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
	trees_load_once(s);
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
	trees_load_once(s);
	turn_take(s->turn);
	ManifestEntry file;
	uint64_t size = ledger_has(&s->ledger, path, &file) ? file.size : 0;
	turn_end(s->turn);
	return size;
}

bool stage_keep_all(Stage *s)
{
	trees_load_once(s);
	if (s->published_sound)
		ledger_keep_all(&s->ledger);
	return s->published_sound;
}

void stage_let_go(Stage *s, Str path)
{
	ledger_let_go(&s->ledger, path);
}

/* Committing: the rest of the spare, its manifest, and the exchange. */

static void settling_fail(Stage *s, int error, Str path)
{
	FailureKind kind = FAILURE_SYSTEM;
	if (is_obstacle(error) || error == EEXIST || error == ENOTEMPTY)
		kind = FAILURE_CLASH;
	if (error == ENOENT) {
		kind = FAILURE_GONE;
		place_distrust(&s->place, &s->place.published);
	}
	fail(s, kind, error, path);
}

/* Of all that is noted, what was put. */
static const LedgerEntry **those_put(const LedgerEntry **noted, size_t count, Arena *a, size_t *put_count)
{
	const LedgerEntry **put = NEW_ARRAY(a, const LedgerEntry *, count);
	*put_count = 0;
	for (size_t i = 0; i < count; i++)
		if (noted[i]->put)
			put[(*put_count)++] = noted[i];
	return put;
}

/* Where all stays but for what is noted, and the spare has that all, nothing else needs to be looked at. */
static bool spare_is_known(Stage *s)
{
	if ((s->ledger.keeps_all && s->spare_sound) || ledger_note_all(&s->ledger))
		return true;
	place_distrust(&s->place, &s->place.published);
	fail(s, FAILURE_SYSTEM, EBADMSG, (Str){ 0 });
	return false;
}

static void spare_finish(Stage *s)
{
	Settling settling = {
		.place = &s->place, .ledger = &s->ledger, .late = s->late, .made = &s->made
	};
	size_t noted_count;
	if (!mark(s) || !spare_is_known(s))
		return;
	const LedgerEntry **noted = ledger_noted(&s->ledger, &s->arena, &noted_count);
	settling.mind_umask = s->draft.mind_umask;
	settling.put = those_put(noted, noted_count, &s->arena, &settling.count);
	int error = settle(&settling);
	if (error) {
		settling_fail(s, error, settling.path);
		return;
	}
	const ManifestHead head = { .build = s->build, .newest = s->newest, .files = (uint32_t)files_put(s) };
	error = draft_seal(&s->draft, &s->place, head, ledger_walk(&s->ledger, noted, noted_count), &s->arena);
	if (error)
		fail(s, FAILURE_SYSTEM, error, (Str){ 0 });
}

static bool swap(Place *p, bool allow_gap, Diag *d)
{
	int error;
	switch (place_swap(p, allow_gap, &error)) {
	case SWAP_DONE:
		return true;
	case SWAP_IMPOSSIBLE:
		diag_world(d, p->out, "out-exchange", ARGS(p->out),
		           _("'{0}' cannot be replaced in one step on this disk"),
		           _("add --allow-gap (for a moment readers may find no site), or choose a "
		             "folder on "
		             "another disk with --out DIR"));
		break;
	case SWAP_CHANGED:
		diag_world(d, p->out, "out-changed", ARGS(p->out),
		           _("somebody has replaced '{0}' while the site was being built"),
		           _("type the command again"));
		break;
	case SWAP_FAILED:
		report_errno(d, p->out, error);
		break;
	case SWAP_UNSAFE:
		diag_world(d, p->out, "out-unsafe", ARGS(p->out),
		           _("the new site is in '{0}', but the disk does not confirm that it "
		             "would survive a power cut"),
		           _("see to the disk, then build again"));
		break;
	}
	return false;
}

static StageCount count_of(const Stage *s)
{
	return (StageCount){
		.files = files_put(s),
		.written = s->changed + s->added,
		.unchanged = s->unchanged + s->ledger.kept,
		.removed = s->ledger.published - s->changed - s->unchanged - s->ledger.kept,
	};
}

bool stage_commit(Stage *s, StageCount *count, Diag *d)
{
	trees_load_once(s);
	*count = count_of(s);
	bool change = count->written || count->removed || !s->published_sound;
	if (!atomic_load(&s->failed) && change && !s->options.dry_run)
		spare_finish(s);
	if (atomic_load(&s->failed)) {
		report(s, d);
		return false;
	}
	if (!change || s->options.dry_run)
		return true;
	s->swapped = swap(&s->place, s->options.allow_gap, d);
	return s->swapped;
}

void stage_drop(Stage *s)
{
	draft_drop(&s->draft);
	place_close(&s->place);
	arena_free(&s->arena);
}

bool stage_rollback(const StageOptions *options, bool *busy, Diag *d)
{
	Arena run = { 0 };
	bool done = false;
	StageOptions plain = { .out = options->out, .allow_gap = options->allow_gap };
	Stage *s = stage_begin(&plain, busy, &run, d);

	if (s)
		trees_load_once(s);
	if (s && !s->spare_sound)
		diag_world(d, plain.out, "rollback-none", ARGS(plain.out),
		           _("there is no earlier site for '{0}' to go back to"),
		           _("bring the earlier content back with git, then build"));
	else if (s)
		done = swap(&s->place, plain.allow_gap, d);
	if (s)
		stage_drop(s);
	arena_free(&run);
	return done;
}
