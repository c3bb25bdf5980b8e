#include "cmd/confirm.h"

#include "base/nearest.h"
#include "render/clerk.h"
#include "site/state.h"

static Str nearest_owner(const Site *site, Str owner, Arena *a)
{
	Str *owners = NEW_ARRAY(a, Str, site->record_count);
	size_t count = 0;
	for (size_t i = 0; i < site->record_count; i++)
		if (site->records[i]->owner.len)
			owners[count++] = site->records[i]->owner;
	return str_nearest(owner, owners, count);
}

static void tell_none(const SheetSite *s)
{
	Arena scratch = { 0 };
	Str owner = s->options->owner, nearest = nearest_owner(s->walk.site, owner, &scratch);
	fprintf(stderr, _("keijiban confirm: '%.*s' keeps no record that is shown\n"), STR_ARG(owner));
	if (nearest.len && !str_equal(nearest, owner))
		fprintf(stderr, _("did you mean '%.*s'?\n"), STR_ARG(nearest));
	arena_free(&scratch);
}

/* All that people see today, or those of one office. */
static size_t shown_records(const SheetSite *s, const Record **records)
{
	const Site *site = s->walk.site;
	Str owner = s->options->owner;
	size_t count = 0;
	for (size_t i = 0; i < site->record_count; i++) {
		const Record *r = site->records[i];
		if (state_is_listed(r->state) && (!owner.len || str_equal(r->owner, owner)))
			records[count++] = r;
	}
	return count;
}

static void write_slips(SheetSite *s)
{
	Arena a = { 0 };
	const Record **records = NULL;
	size_t count = 0;
	bool known = true;
	if (s->options->word_count) {
		known = confirm_records(s, &records, &count, &a);
	} else {
		records = NEW_ARRAY(&a, const Record *, s->walk.site->record_count);
		count = shown_records(s, records);
		if (!count)
			tell_none(s);
	}
	if (known && count)
		sheet_write(s, render_slips(&s->desk, records, count));
	else
		s->status = STATUS_USAGE;
	arena_free(&a);
}

int confirm_sheet(const Options *o)
{
	SheetSite s;
	if (o->word_count && o->owner.len) {
		fputs(_("keijiban confirm: name either records or an office, not both\n"), stderr);
		return STATUS_USAGE;
	}
	if (sheet_open(&s, o, DAY_NONE))
		write_slips(&s);
	return sheet_close(&s);
}
