#include "source/fault.h"

#include <errno.h>
#include <string.h>

const char *fault_reason(int fault)
{
	switch (fault) {
	case EACCES:
	case EPERM: return _("no permission");
	case ENOENT: return _("it does not exist");
	case ENOTDIR: return _("it is not a folder");
	case EIO: return _("the disk fails");
	case EMFILE:
	case ENFILE: return _("too many files are open");
	case FAULT_CHANGED: return _("it changed at this moment");
	}
	const char *reason = strerrordesc_np(fault);
	return reason ? reason : _("unknown reason");
}

typedef struct FaultRow {
	int fault;
	const char *code, *message, *hint;
} FaultRow;

static const FaultRow rows[] = {
	{ ELOOP, "file-link", N_("this is a link to another place, and links are not followed"),
	  N_("put the file itself here") },
	{ FAULT_KIND, "file-kind", N_("this is neither a file nor a folder"), N_("delete it") },
	{ FAULT_SIZE, "file-size", N_("this file is larger than 4 MiB"),
	  N_("split the text over several files, or save the picture smaller") },
	{ FAULT_MODULE, "folder-module",
	  N_("this is a submodule, another git repository, and its files are not read"),
	  N_("put the files themselves here") },
	{ FAULT_DEPTH, "folder-deep", N_("folders lie inside each other too deep"),
	  N_("move this folder further up; 16 is the limit") },
};
enum { ROWS = sizeof(rows) / sizeof(*rows) };

static const FaultRow *row_of(int fault)
{
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].fault == fault)
			return &rows[i];
	return NULL;
}

void fault_tell_missing(Diag *d, Str first, int count)
{
	Str number = str_format(&d->arena, "%d", count);
	diag_world(d, first, "object-missing", ARGS(number),
	           _("the repository does not hold this (missing in all: {0})"),
	           _("if it is a partial clone, run 'git fetch --refetch --no-filter' in it, or "
	             "clone it again whole"));
}

static void tell_damaged(Diag *d, Str path)
{
	diag_world(d, path, "object-damaged", NO_ARGS,
	           _("the repository's copy of this is damaged"),
	           _("see what 'git fsck' says; bring it back from another clone"));
}

static void tell_unreadable(Diag *d, Str path, int fault)
{
	diag_world(d, path, "file-unreadable", ARGS(path, str_from(fault_reason(fault))),
	           _("'{0}' cannot be read: {1}"),
	           _("check the permissions and the disk, then try again"));
}

void fault_tell(Diag *d, Str path, int fault)
{
	const Source place = { .path = path };
	const FaultRow *row = row_of(fault);
	if (row)
		diag_error(d, &place, (Pos){ 0 }, row->code, ARGS(path), _(row->message),
		           _(row->hint));
	else if (fault == FAULT_DAMAGED)
		tell_damaged(d, path);
	else if (fault == FAULT_MISSING)
		fault_tell_missing(d, path, 1);
	else
		tell_unreadable(d, path, fault);
}
