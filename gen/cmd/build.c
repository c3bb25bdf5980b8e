#include "cmd/commands.h"
#include "cmd/report.h"
#include "cmd/walk.h"

/* Everything staged is published in one step, or nothing is. */
static bool publish(const Walk *w, const Options *o, StageCount *count, bool *busy, Diag *d)
{
	const StageOptions options = {
		.out = o->out, .allow_gap = o->allow_gap, .force = o->force, .dry_run = o->dry_run
	};
	Arena run = { 0 };
	bool done = false;
	Stage *stage = stage_begin(&options, busy, &run, d);
	if (stage) {
		walk_render(w, stage, d);
		done = !d->errors && stage_commit(stage, count, d);
		stage_drop(stage);
	}
	arena_free(&run);
	return done;
}

int cmd_build(const Options *o)
{
	Diag d = { 0 };
	Walk w;
	StageCount count = { 0 };
	bool busy = false, done = false;

	if (walk_load(&w, o, &d))
		done = publish(&w, o, &count, &busy, &d);
	walk_drop(&w);

	report_print(&d, FORMAT_TEXT, stderr);
	if (done)
		fprintf(stderr, _("%zu files: %zu written, %zu unchanged, %zu removed\n"),
		        count.files, count.written, count.unchanged, count.removed);
	else if (!busy)
		fprintf(stderr, _("nothing was published: %zu errors\n"), d.errors);
	int status = busy ? STATUS_BUSY : report_status(&d, false);
	diag_free(&d);
	return status;
}
