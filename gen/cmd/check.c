#include <fcntl.h>

#include "cmd/commands.h"
#include "cmd/report.h"
#include "cmd/walk.h"
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
	fprintf(stderr, _("%zu errors, %zu warnings\n"), d->errors, d->warnings);
	if (o->notes)
		fprintf(stderr, _("%zu notes\n"), d->notes);
	if (o->report.len && sound && !d->world)
		fprintf(stderr, _("the tables for the meeting: %.*s/index.html\n"), STR_ARG(o->report));
	else if (o->report.len && !sound)
		fputs(_("no tables were written: mend the errors first\n"), stderr);
}

int cmd_check(const Options *o)
{
	Diag d = { 0 };
	Walk w;
	if (walk_open(&w, o, &d) && walk_load(&w, NULL, &d))
		walk_render(&w, NULL, NULL, &d);
	bool sound = !d.errors;
	if (w.site && (o->notes || o->report.len))
		survey(&w, o, &d);
	walk_drop(&w);
	report_print(&d, o->format, o->format == FORMAT_TEXT ? stderr : stdout);
	if (o->format == FORMAT_TEXT)
		print_summary(o, &d, sound);
	int status = report_status(&d, o->strict);
	diag_free(&d);
	return status;
}
