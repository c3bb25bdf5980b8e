#include "cmd/build.h"

#include <time.h>

#include "cmd/commands.h"
#include "cmd/counted.h"
#include "cmd/progress.h"
#include "cmd/quiet.h"
#include "cmd/reason.h"
#include "cmd/recall.h"
#include "cmd/report.h"
#include "cmd/walk_render.h"

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
		const Keeping keeping = recall_keeping(&recall);
		bool loaded = walk_load_files(w, recall_read(&recall, d), &keeping, d);
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
	Progress progress;
	Stage *stage = stage_begin(&options, &b->busy, &run, d);
	progress_begin(&progress, _("making pages"));
	if (!b->busy && walk_open(&w, o, d)) {
		w.progress = &progress;
		b->commit = w.chronicle.at;
		if (stage)
			enough = publish(b, &w, stage, forgetful, d);
		else
			walk_load(&w, d);
	}
	progress_end(&progress);
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

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void say(const Built *b, const Diag *d, double took)
{
	if (b->done)
		fprintf(stderr, _("%s: %zu written, %zu unchanged, %zu removed; %s, %.1f s\n"),
		        counted_files(b->count.files).text, b->count.written, b->count.unchanged, b->count.removed,
		        counted_warnings(d->warnings).text, took);
	else if (!b->busy)
		fprintf(stderr, _("nothing was published: %s\n"), counted_errors(d->errors).text);
}

/* One line for machines; its names are kept. */
static void say_json(const Options *o, const Built *b, const Diag *d, int status, double took)
{
	printf("{\"published\":%s,\"status\":%d,\"files\":%zu,\"written\":%zu,\"unchanged\":%zu,\"removed\":%zu,"
	       "\"errors\":%zu,\"warnings\":%zu,\"seconds\":%.2f}\n",
	       b->done && !o->dry_run ? "true" : "false", status, b->count.files, b->count.written,
	       b->count.unchanged, b->count.removed, d->errors, d->warnings, took);
}

int cmd_build(const Options *o)
{
	Diag d = { 0 };
	double began = seconds();
	Built b = build_site(o, &d);
	report_print(&d, FORMAT_TEXT, stderr);
	int status = b.busy ? STATUS_BUSY : report_status(&d, false);
	say(&b, &d, seconds() - began);
	if (o->json)
		say_json(o, &b, &d, status, seconds() - began);
	diag_free(&d);
	return status;
}
