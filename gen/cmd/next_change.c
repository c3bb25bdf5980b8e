#include "site/next_change.h"

#include "cmd/commands.h"
#include "cmd/report.h"
#include "cmd/walk.h"

static void print_reason(const NextReason *reason)
{
	if (reason->record)
		fprintf(stderr, "  %.*s: %.*s: %s\n", STR_ARG(reason->record->src->path),
		        STR_ARG(reason->record->name), _(reason->words));
	else
		fprintf(stderr, "  %s\n", _(reason->words));
}

/* Those of today that are committed are taken for edited too: it is early, never late. */
static bool is_edited(Walk *w)
{
	Chronicle *c = &w->chronicle;
	for (size_t i = 0; c->repo && !c->revision && i < w->content.count; i++) {
		const File *f = &w->content.items[i];
		if (chronicle_date(c, f->number, chronicle_mark(c, f->source.bytes)) == c->today)
			return true;
	}
	return false;
}

/* The day alone goes to the standard output, so that a timer can be set with it. */
static void print_next(Walk *w)
{
	Arena scratch = { 0 };
	NextChange next = next_change(w->site, &w->chronicle.past, is_edited(w), &scratch);
	printf("%.*s\n", STR_ARG(day_iso(next.day, &scratch)));
	fflush(stdout);
	for (size_t i = 0; i < next.count; i++)
		print_reason(&next.reasons[i]);
	if (next.more)
		fprintf(stderr, _("and %zu more\n"), next.more);
	arena_free(&scratch);
}

int cmd_next_change(const Options *o)
{
	Diag d = { 0 };
	Walk w;
	bool open = walk_open(&w, o, &d);
	if (open)
		chronicle_read(&w.chronicle, w.content_sources, (Str){ 0 });
	if (open && walk_load(&w, &d))
		print_next(&w);
	else
		report_print(&d, FORMAT_TEXT, stderr);
	walk_drop(&w);
	int status = report_status(&d, false);
	diag_free(&d);
	return status;
}
