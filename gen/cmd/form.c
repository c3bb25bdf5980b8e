#include "cmd/commands.h"

#include "base/nearest.h"
#include "cmd/sheet.h"
#include "render/clerk.h"

static int unknown_kind(Str word)
{
	Str names[2 * KINDS];
	for (int k = 0; k < KINDS; k++) {
		names[2 * k] = str_from(KIND_INFO[k].id);
		names[2 * k + 1] = str_from(KIND_INFO[k].ja);
	}
	Str nearest = str_nearest(word, names, 2 * KINDS);
	fprintf(stderr, _("keijiban form: there is no kind of record '%.*s'\n"), STR_ARG(word));
	if (nearest.len)
		fprintf(stderr, _("did you mean '%.*s'?\n"), STR_ARG(nearest));
	for (int k = 0; !nearest.len && k < KINDS; k++)
		fprintf(stderr, "  %s (%s)\n", KIND_INFO[k].id, KIND_INFO[k].ja);
	return STATUS_USAGE;
}

int cmd_form(const Options *o)
{
	SheetSite s;
	Kind kind = o->word_count == 1 ? kind_called(o->words[0]) : KINDS;
	if (o->word_count != 1) {
		fputs(_("keijiban form: name one kind of record: event, place, service …\n"), stderr);
		return STATUS_USAGE;
	}
	if (kind == KINDS)
		return unknown_kind(o->words[0]);
	if (sheet_open(&s, o, DAY_NONE))
		sheet_write(&s, render_form(&s.desk, kind));
	return sheet_close(&s);
}
