#include "cmd/confirm.h"

#include <errno.h>
#include <string.h>

#include "cmd/amend.h"
#include "cmd/commands.h"
#include "cmd/report.h"
#include "site/confirm.h"
#include "site/find.h"

static void tell_none(const Site *site, Str id)
{
	Arena scratch = { 0 };
	Str nearest = site_nearest_id(site, id, false, &scratch);
	fprintf(stderr, _("keijiban confirm: there is no record '%.*s'\n"), STR_ARG(id));
	if (nearest.len)
		fprintf(stderr, _("did you mean '%.*s'?\n"), STR_ARG(nearest));
	arena_free(&scratch);
}

bool confirm_records(SheetSite *s, const Record ***records, size_t *count, Arena *a)
{
	const Options *o = s->options;
	const Site *site = s->walk.site;
	bool known = true;
	*records = NEW_ARRAY(a, const Record *, o->word_count);
	*count = 0;
	for (int i = 0; i < o->word_count; i++) {
		const Record *r = map_find(&site->by_id, o->words[i]);
		bool again = false;
		for (size_t k = 0; k < *count; k++)
			again |= (*records)[k] == r;
		if (!r)
			tell_none(site, o->words[i]);
		else if (!again)
			(*records)[(*count)++] = r;
		known &= r != NULL;
	}
	return known;
}

/* Dates go forwards: a slip of the hand would make a record older than it is. */
static bool are_older(const Record *const *records, size_t count, Day day)
{
	bool older = true;
	for (size_t i = 0; i < count; i++) {
		Arena scratch = { 0 };
		if (records[i]->assured > day) {
			fprintf(stderr, _("keijiban confirm: '%.*s' was confirmed on %.*s already\n"),
			        STR_ARG(records[i]->id), STR_ARG(day_iso(records[i]->assured, &scratch)));
			older = false;
		}
		arena_free(&scratch);
	}
	return older;
}

/* Records of one file, and what becomes of it. */
typedef struct Amended {
	const Record **records;
	size_t count;
	Str after;
} Amended;

static void tell_fault(const Record *r, ConfirmFault fault)
{
	Pos pos = record_place(r, "assured_date");
	fprintf(stderr, "%.*s:%u: ", STR_ARG(r->src->path), pos.line);
	if (fault == CONFIRM_NO_LINE)
		fprintf(stderr, _("'%.*s' has no assured_date (確認日): write it there yourself\n"), STR_ARG(r->id));
	else
		fprintf(stderr,
		        _("the assured_date (確認日) of '%.*s' is not written so that it can be changed safely: "
		          "change it there yourself\n"),
		        STR_ARG(r->id));
}

static size_t group_by_file(const Record *const *records, size_t count, Amended *changes, Arena *a)
{
	size_t files = 0;
	for (size_t i = 0; i < count; i++) {
		size_t f = 0;
		while (f < files && changes[f].records[0]->src != records[i]->src)
			f++;
		if (f == files)
			changes[files++] = (Amended){ .records = NEW_ARRAY(a, const Record *, count) };
		changes[f].records[changes[f].count++] = records[i];
	}
	return files;
}

/* Everything is tried before anything is written. */
static bool prepare(const Site *site, Amended *changes, size_t count, Day day, Arena *a)
{
	bool well = true;
	for (size_t i = 0; i < count; i++) {
		Amended *change = &changes[i];
		ConfirmFault fault = confirm_dates(site, change->records, change->count, day, a, &change->after);
		if (fault != CONFIRM_DONE)
			tell_fault(changes[i].records[0], fault);
		well &= fault == CONFIRM_DONE;
	}
	return well;
}

static void tell_done(const Amended *change, Day day)
{
	for (size_t i = 0; i < change->count; i++) {
		Arena scratch = { 0 };
		const Record *r = change->records[i];
		Str before = r->assured ? day_iso(r->assured, &scratch) : STR("-");
		printf("%.*s: %.*s: %.*s → %.*s\n", STR_ARG(r->src->path), STR_ARG(r->name), STR_ARG(before),
		       STR_ARG(day_iso(day, &scratch)));
		arena_free(&scratch);
	}
}

static bool write_all(const SheetSite *s, const Amended *changes, size_t count, Day day)
{
	for (size_t i = 0; i < count; i++) {
		const File *file = (const File *)changes[i].records[0]->src;
		Str raw = sources_raw(s->walk.content_sources, file->number);
		AmendFault fault = amend_file(s->options->content, raw, file->source.bytes, changes[i].after);
		if (fault == AMEND_CHANGED)
			fprintf(stderr, _("%.*s was changed meanwhile: nothing was written to it, try again\n"),
			        STR_ARG(file->source.path));
		else if (fault == AMEND_DISK)
			fprintf(stderr, _("%.*s cannot be written (%s)\n"), STR_ARG(file->source.path),
			        strerrorname_np(errno));
		if (fault != AMEND_DONE)
			return false;
		tell_done(&changes[i], day);
	}
	return true;
}

static int confirm(SheetSite *s)
{
	Arena a = { 0 };
	const Record **records;
	size_t count;
	Day day = s->options->date ? s->options->date : s->options->today;
	int status = STATUS_USAGE;
	if (confirm_records(s, &records, &count, &a) && are_older(records, count, day)) {
		Amended *changes = NEW_ARRAY(&a, Amended, count);
		size_t files = group_by_file(records, count, changes, &a);
		status = !prepare(s->walk.site, changes, files, day, &a) ? STATUS_CONTENT
		         : write_all(s, changes, files, day)             ? STATUS_DONE
		                                                         : STATUS_WORLD;
	}
	arena_free(&a);
	return status;
}

static bool is_asked_well(const Options *o)
{
	if (!o->sheet && !o->word_count)
		fputs(_("keijiban confirm: name the records that were confirmed, by their ids\n"), stderr);
	else if (!o->sheet && (o->owner.len || o->file.len))
		fprintf(stderr, _("keijiban confirm: %s is for --sheet\n"), o->file.len ? "--out" : "--owner");
	else if (o->sheet && o->date)
		fputs(_("keijiban confirm: --date is not for --sheet\n"), stderr);
	else if (o->date > o->today)
		fputs(_("keijiban confirm: that day is still to come\n"), stderr);
	else
		return true;
	return false;
}

int cmd_confirm(const Options *o)
{
	SheetSite s;
	if (!is_asked_well(o))
		return STATUS_USAGE;
	if (o->sheet)
		return confirm_sheet(o);
	if (sheet_open(&s, o, DAY_NONE))
		s.status = confirm(&s);
	return sheet_close(&s);
}
