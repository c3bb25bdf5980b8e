#include "cmd/build.h"

#include "cmd/commands.h"
#include "cmd/report.h"
#include "cmd/walk.h"

/* Everything staged is published in one step, or nothing is. */
Built build_site(const Options *o, Diag *d)
{
	const StageOptions options = { .out = o->out,
		                       .allow_gap = o->allow_gap,
		                       .force = o->force,
		                       .dry_run = o->dry_run,
		                       .wait = o->wait };
	Arena run = { 0 };
	Walk w = { 0 };
	Built b = { 0 };
	Stage *stage = stage_begin(&options, &b.busy, &run, d);
	/* Without a place to publish, what is wrong in the content is told all the same. */
	if (!b.busy && walk_load(&w, o, d) && stage) {
		walk_render(&w, stage, d);
		b.done = !d->errors && stage_commit(stage, &b.count, d);
		b.commit = w.commit;
	}
	walk_drop(&w);
	if (stage)
		stage_drop(stage);
	arena_free(&run);
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
