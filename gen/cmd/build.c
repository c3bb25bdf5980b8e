#include "cmd/build.h"

#include "cmd/commands.h"
#include "cmd/quiet.h"
#include "cmd/reason.h"
#include "cmd/recall.h"
#include "cmd/report.h"
#include "cmd/walk.h"

/* Everything staged is published in one step, or nothing is. False: it must be tried again, knowing nothing. */
static bool publish(Built *b, Walk *w, Stage *stage, bool forgetful, Diag *d)
{
	Recall recall = { .forgetful = forgetful };
	recall_begin(&recall, stage, w, d);
	bool again = false;
	if (recall_is_current(&recall)) {
		recall_problems(&recall, d);
		b->count.files = b->count.unchanged = stage_standing(stage);
		b->done = true;
	} else if (!w->options->explain && quiet_build(&recall, stage, &b->count, d)) {
		b->done = !d->world;
	} else {
		recall_prepare(&recall, stage);
		bool loaded = walk_load(w, &recall, d);
		if (loaded) {
			walk_render(w, stage, &recall, d);
			quiet_note(&recall);
		}
		again = recall_falls_short(&recall, d);
		if (w->options->explain && loaded && !again)
			reasons_print(&recall, stdout);
		walk_forget(w);
		b->done = loaded && !again && !d->errors && stage_commit(stage, &b->count, d);
		if (b->done && !w->options->dry_run)
			recall_end(&recall, stage, d);
	}
	if (b->done && w->options->purge)
		b->done = stage_purge(stage, d);
	recall_drop(&recall);
	return !again;
}

static bool try(Built *b, const Options *o, bool forgetful, Diag *d)
{
	const StageOptions options = { .out = o->out,
		                       .allow_gap = o->allow_gap,
		                       .force = o->force,
		                       .dry_run = o->dry_run,
		                       .wait = o->wait };
	Arena run = { 0 };
	Walk w;
	bool enough = true;
	Stage *stage = stage_begin(&options, &b->busy, &run, d);
	if (!b->busy && walk_open(&w, o, d)) {
		b->commit = w.chronicle.at;
		if (stage)
			enough = publish(b, &w, stage, forgetful, d);
		else
			walk_load(&w, NULL, d);
	}
	if (stage)
		stage_drop(stage);
	if (!b->busy)
		walk_drop(&w);
	arena_free(&run);
	return enough;
}

Built build_site(const Options *o, Diag *d)
{
	Built b = { 0 };
	/* What was kept may hold what is to be purged. */
	if (!try(&b, o, o->purge, d)) {
		diag_free(d);
		b = (Built){ 0 };
		try(&b, o, true, d);
	}
	return b;
}

int cmd_build(const Options *o)
{
	Diag d = { 0 };
	Built b = build_site(o, &d);
	report_print(&d, FORMAT_TEXT, stderr);
	if (b.done)
		fprintf(stderr, _("%zu files: %zu written, %zu unchanged, %zu removed\n"),
		        b.count.files, b.count.written, b.count.unchanged, b.count.removed);
	else if (!b.busy)
		fprintf(stderr, _("nothing was published: %zu errors\n"), d.errors);
	int status = b.busy ? STATUS_BUSY : report_status(&d, false);
	diag_free(&d);
	return status;
}
