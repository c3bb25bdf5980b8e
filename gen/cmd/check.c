#include "cmd/commands.h"
#include "cmd/report.h"
#include "cmd/walk.h"

int cmd_check(const Options *o)
{
	Diag d = { 0 };
	Walk w;
	if (walk_open(&w, o, &d) && walk_load(&w, NULL, &d))
		walk_render(&w, NULL, NULL, &d);
	walk_drop(&w);
	report_print(&d, o->format, o->format == FORMAT_TEXT ? stderr : stdout);
	if (o->format == FORMAT_TEXT)
		fprintf(stderr, _("%zu errors, %zu warnings\n"), d.errors, d.warnings);
	int status = report_status(&d, o->strict);
	diag_free(&d);
	return status;
}
