#include "cmd/sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "cmd/report.h"
#include "publish/folder.h"

bool sheet_open(SheetSite *s, const Options *o, Day until)
{
	*s = (SheetSite){ .options = o };
	bool sound = walk_open(&s->walk, o, &s->diag) && walk_load_until(&s->walk, until, &s->diag);
	if (!sound)
		report_print(&s->diag, FORMAT_TEXT, stderr);
	s->status = sound ? STATUS_DONE : report_status(&s->diag, false);
	s->desk = (Desk){ .press = s->walk.press, .plan = s->walk.plan };
	return sound;
}

static void failed(SheetSite *s, Str path, int error)
{
	const char *name = strerrorname_np(error);
	diag_world(&s->diag, path, "sheet-write", ARGS(str_from(name ? name : "?")),
	           _("the sheet cannot be written ({0})"),
	           _("see to its folder, the permissions and the disk, or choose another place with --out FILE"));
	report_print(&s->diag, FORMAT_TEXT, stderr);
	s->status = STATUS_WORLD;
}

/* A sheet that was there is replaced whole. */
static int write_file(const char *path, const char *new, Str bytes)
{
	FileWish wish = { .mind_umask = true };
	int error = file_remove(AT_FDCWD, new);
	if (!error)
		error = file_write(AT_FDCWD, new, bytes, &wish);
	if (!error && rename(new, path) != 0)
		error = errno;
	if (error)
		file_remove(AT_FDCWD, new);
	return error;
}

static void tell_written(Str path)
{
	if (str_ends(path, STR(".pdf")))
		fprintf(stderr, _("%.*s: print it\n"), STR_ARG(path));
	else
		fprintf(stderr, _("%.*s: open it in a browser and print it\n"), STR_ARG(path));
}

void sheet_write(SheetSite *s, Str bytes)
{
	Str path = s->options->file;
	Arena scratch = { 0 };
	if (path.len) {
		int error = write_file(str_terminated(path, &scratch),
		                       str_terminated(STR_CONCAT(&scratch, path, STR(".new")), &scratch), bytes);
		if (error)
			failed(s, path, error);
		else
			tell_written(path);
	} else if (fwrite(bytes.ptr, 1, bytes.len, stdout) != bytes.len || fflush(stdout) != 0) {
		failed(s, STR("-"), errno);
	}
	arena_free(&scratch);
}

void sheet_fail(SheetSite *s)
{
	diag_merge(&s->diag, &s->desk.diag);
	report_print(&s->diag, FORMAT_TEXT, stderr);
	s->status = report_status(&s->diag, false);
}

int sheet_close(SheetSite *s)
{
	desk_free(&s->desk);
	walk_drop(&s->walk);
	diag_free(&s->diag);
	return s->status;
}
