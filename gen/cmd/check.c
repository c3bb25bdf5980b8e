#include <fcntl.h>

#include "cmd/chosen.h"
#include "cmd/commands.h"
#include "cmd/counted.h"
#include "cmd/progress.h"
#include "cmd/report.h"
#include "cmd/walk_render.h"
#include "publish/folder.h"
#include "render/page_report.h"
#include "source/fault.h"

/* The page for the meeting, in a folder of its own; one that was written before is replaced. */
static void write_report(const Walk *w, const Survey *survey, Str folder, Diag *d)
{
	Desk desk = { .press = w->press, .plan = w->plan };
	Str html = render_report(&desk, survey, d->errors, d->warnings);
	Str path = STR_CONCAT(&desk.page, folder, STR("/index.html"));
	const char *name = str_terminated(path, &desk.page);
	FileWish wish = { .mind_umask = true, .elder_at = AT_FDCWD };
	int error = folder_make(AT_FDCWD, folder, true);
	if (!error)
		error = file_remove(AT_FDCWD, name);
	if (!error)
		error = file_write(AT_FDCWD, name, html, &wish);
	if (error)
		diag_world(d, path, "report-unwritten", ARGS(path, str_from(fault_reason(error))),
		           _("'{0}' cannot be written: {1}"), _("name a folder of your own with --report"));
	desk_free(&desk);
}

static void survey(const Walk *w, const Options *o, Diag *d)
{
	Arena scratch = { 0 };
	const Survey *s = survey_make(w->site, &scratch);
	diag_sort(d);
	if (o->report.len && w->press && !d->errors)
		write_report(w, s, o->report, d);
	if (o->notes)
		survey_tell(s, &w->content, d);
	arena_free(&scratch);
}

static void print_summary(const Options *o, const Diag *d, bool sound)
{
	fprintf(stderr, _("%s, %s\n"), counted_errors(d->errors).text, counted_warnings(d->warnings).text);
	if (o->notes)
		fprintf(stderr, ngettext("%zu note\n", "%zu notes\n", d->notes), d->notes);
	if (o->report.len && sound && !d->world)
		fprintf(stderr, _("the tables for the meeting: %.*s/index.html\n"), STR_ARG(o->report));
	else if (o->report.len && !sound)
		fputs(_("no tables were written: mend the errors first\n"), stderr);
}

/* Of files that were named only what is theirs; how much there is elsewhere. */
static void pick(const Walk *w, const Chosen *chosen, Diag *all, Diag *own)
{
	for (size_t i = 0; i < all->count; i++)
		if (!chosen->named || chosen_has(chosen, w, all->problems[i].path))
			diag_again(own, &all->problems[i]);
}

static void tell(const Walk *w, const Chosen *chosen, bool sound, Diag *d)
{
	const Options *o = w->options;
	Diag own = { 0 };
	diag_sort(d);
	pick(w, chosen, d, &own);
	report_print(&own, o->format, o->format == FORMAT_TEXT ? stderr : stdout);
	if (o->format == FORMAT_TEXT) {
		if (w->site)
			chosen_tell_days(chosen, w, stderr);
		print_summary(o, &own, sound);
		if (d->count > own.count)
			fprintf(stderr, _("in other files: %s, %s\n"), counted_errors(d->errors - own.errors).text,
			        counted_warnings(d->warnings - own.warnings).text);
	}
	diag_free(&own);
}

static void look(Walk *w, const Options *o, Diag *d)
{
	Progress progress;
	progress_begin(&progress, _("looking at pages"));
	if (walk_open(w, o, d)) {
		w->progress = &progress;
		if (walk_load(w, d))
			walk_render(w, NULL, NULL, d);
	}
	w->progress = NULL;
	progress_end(&progress);
}

int cmd_check(const Options *o)
{
	Options linting = *o;
	Diag d = { 0 };
	Walk w;
	Chosen chosen = { 0 };
	linting.lint = true;
	look(&w, &linting, &d);
	bool sound = !d.errors, known = !w.site || chosen_find(&chosen, &w);
	if (w.site && (o->notes || o->report.len))
		survey(&w, o, &d);
	if (w.site)
		chosen_tell_moved(&w, &d);
	if (known)
		tell(&w, &chosen, sound, &d);
	int status = known ? report_status(&d, o->strict) : STATUS_USAGE;
	chosen_drop(&chosen);
	walk_drop(&w);
	diag_free(&d);
	return status;
}
