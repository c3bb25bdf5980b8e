#include <stdio.h>

#include "base/diag.h"
#include "cmd/commands.h"
#include "cmd/own.h"

static Kind kind_named(Str word)
{
	for (int k = 0; k < KINDS; k++)
		if (str_equal(word, str_from(KIND_INFO[k].id)) || str_equal(word, str_from(KIND_INFO[k].ja)))
			return (Kind)k;
	return KINDS;
}

/* A build whose plan has nothing else: published in one step, refused with errors, quick where little has changed. */
int cmd_export(const Options *o)
{
	Options only = *o;
	Kind kind = o->word_count == 1 ? kind_named(o->words[0]) : KINDS;
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
