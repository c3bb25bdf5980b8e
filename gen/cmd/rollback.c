#include "cmd/commands.h"
#include "cmd/report.h"
#include "publish/stage.h"

int cmd_rollback(const Options *o)
{
	Diag d = { 0 };
	bool busy = false;
	const StageOptions stage = { .out = o->out, .allow_gap = o->allow_gap };
	bool done = stage_rollback(&stage, &busy, &d);
	if (done)
		fprintf(stderr, _("the previous site is back in %.*s\n"), STR_ARG(o->out));
	report_print(&d, FORMAT_TEXT, stderr);
	int status = busy ? STATUS_BUSY : report_status(&d, false);
	diag_free(&d);
	return done ? STATUS_DONE : status;
}
