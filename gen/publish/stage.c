#include "publish/stage.h"

#include <sys/stat.h>

#include "publish/stage_inner.h"

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

void stage_drop(Stage *s)
{
	draft_drop(&s->draft);
	place_close(&s->place);
	arena_free(&s->arena);
}

void stage_fail(Stage *s, FailureKind kind, int error, Str path)
{
	if (s->failure.kind == FAILURE_NONE)
		s->failure = (Failure){ kind, error, str_copy(path, &s->arena) };
	atomic_store(&s->failed, true);
}

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

void stage_load_trees(Stage *s)
{
	if (atomic_load(&s->loaded))
		return;
	turn_take(s->turn);
	if (!atomic_load(&s->loaded))
		trees_load(s);
	atomic_store(&s->loaded, true);
	turn_end(s->turn);
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
