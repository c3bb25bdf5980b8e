#include <stdio.h>

#include "base/diag.h"
#include "cmd/commands.h"
#include "cmd/own.h"

/* A build whose plan has nothing else: published in one step, refused with errors, quick where little has changed. */
int cmd_export(const Options *o)
{
	Options only = *o;
	Kind kind = o->word_count == 1 ? kind_called(o->words[0]) : KINDS;
	if (o->word_count && kind == KINDS) {
		fputs(_("keijiban export: name one kind of record, or none: event, place, service, consultation, "
		        "group, scheme, notice\n"),
		      stderr);
		return STATUS_USAGE;
	}
	if (kind != KINDS)
		return own_export(o, kind);
	only.only_data = true;
	return cmd_build(&only);
}
