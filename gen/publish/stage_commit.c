#include "publish/stage_inner.h"

#include <errno.h>

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

static void settling_fail(Stage *s, int error, Str path)
{
	FailureKind kind = FAILURE_SYSTEM;
	if (is_obstacle(error) || error == EEXIST || error == ENOTEMPTY)
		kind = FAILURE_CLASH;
	if (error == ENOENT) {
		kind = FAILURE_GONE;
		place_distrust(&s->place, &s->place.published);
	}
	stage_fail(s, kind, error, path);
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
	stage_fail(s, FAILURE_SYSTEM, EBADMSG, (Str){ 0 });
	return false;
}

static void spare_finish(Stage *s)
{
	Settling settling = {
		.place = &s->place, .ledger = &s->ledger, .late = s->late, .made = &s->made
	};
	size_t noted_count;
	if (!stage_mark(s) || !spare_is_known(s))
		return;
	const LedgerEntry **noted = ledger_noted(&s->ledger, &s->arena, &noted_count);
	settling.mind_umask = s->draft.mind_umask;
	settling.put = those_put(noted, noted_count, &s->arena, &settling.count);
	int error = settle(&settling);
	if (error) {
		settling_fail(s, error, settling.path);
		return;
	}
	const ManifestHead head = { .build = s->build, .newest = s->newest, .files = (uint32_t)stage_files(s) };
	error = draft_seal(&s->draft, &s->place, head, ledger_walk(&s->ledger, noted, noted_count), &s->arena);
	if (error)
		stage_fail(s, FAILURE_SYSTEM, error, (Str){ 0 });
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
		.files = stage_files(s),
		.written = s->changed + s->added,
		.unchanged = s->unchanged + s->ledger.kept,
		.removed = s->ledger.published - s->changed - s->unchanged - s->ledger.kept,
	};
}

bool stage_commit(Stage *s, StageCount *count, Diag *d)
{
	stage_load_trees(s);
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

bool stage_rollback(const StageOptions *options, bool *busy, Diag *d)
{
	Arena run = { 0 };
	bool done = false;
	StageOptions plain = { .out = options->out, .allow_gap = options->allow_gap };
	Stage *s = stage_begin(&plain, busy, &run, d);

	if (s)
		stage_load_trees(s);
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
