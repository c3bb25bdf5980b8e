#include "cmd/explain.h"

#include <unistd.h>

#include "cmd/report.h"
#include "cmd/revision.h"
#include "render/plain.h"
#include "site/find.h"

bool explain_has_site(const Options *o)
{
	Arena scratch = { 0 };
	bool found = o->git.len || access(str_terminated(o->content, &scratch), R_OK) == 0;
	arena_free(&scratch);
	return found;
}

/* The revision of a day. */

/* With --on: the site as it was published when that day ended. */
static bool go_back(const Options *o, Options *of, Arena *a, Diag *d)
{
	*of = *o;
	return !o->on || revision_on(o, o->on, of, a, d);
}

/* Records. */

static const Withdrawn *withdrawn(const Site *site, Str id)
{
	for (size_t i = 0; i < site->withdrawn.count; i++)
		if (str_equal(site->withdrawn.items[i].id, id))
			return &site->withdrawn.items[i];
	return NULL;
}

static void tell_none(const Site *site, Str id)
{
	Arena scratch = { 0 };
	Str day = day_iso(site->today, &scratch), nearest = site_nearest_id(site, id, false, &scratch);
	const Withdrawn *gone = withdrawn(site, id);
	nearest = nearest.len ? nearest : explain_nearest_word(id);
	fprintf(stderr, _("keijiban explain: on %.*s there is no record '%.*s'\n"), STR_ARG(day), STR_ARG(id));
	if (gone)
		fprintf(stderr, _("it was withdrawn on %.*s: %.*s\n"), STR_ARG(day_iso(gone->date, &scratch)),
		        STR_ARG(gone->reason));
	else if (nearest.len)
		fprintf(stderr, _("did you mean '%.*s'?\n"), STR_ARG(nearest));
	arena_free(&scratch);
}

/* What the facts are of: which day, which revision, which file. */
static void print_origin(const Walk *w, const Record *r)
{
	Arena scratch = { 0 };
	printf(_("as of %.*s"), STR_ARG(day_iso(w->site->today, &scratch)));
	if (w->chronicle.revision)
		printf(_(", revision %.7s"), commit_hex(&w->chronicle.at, &scratch).ptr);
	printf("\n%.*s:%u\n", STR_ARG(r->src->path), r->pos.line ? r->pos.line : 1);
	if (r->state == STATE_HIDDEN)
		puts(_("it is not shown yet on that day"));
	putchar('\n');
	arena_free(&scratch);
}

static bool explain_record(const Walk *w, Str id)
{
	const Record *r = map_find(&w->site->by_id, id);
	if (!r) {
		tell_none(w->site, id);
		return false;
	}
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	Desk desk = { .press = w->press, .plan = w->plan };
	print_origin(w, r);
	plain_record(&b, &desk, r);
	fwrite(b.ptr, 1, b.len, stdout);
	desk_free(&desk);
	arena_free(&scratch);
	return true;
}

static bool is_address(Str word)
{
	return str_has_byte(word, '/') || str_ends(word, STR(".html"));
}

/* A day's content may have mistakes by what is known today: they are told, and the facts all the same. */
int explain_in_site(const Options *o)
{
	Arena a = { 0 };
	Diag d = { 0 };
	Options of;
	Walk w = { 0 };
	int status = STATUS_DONE;
	if (go_back(o, &of, &a, &d) && !(walk_open(&w, &of, &d) && walk_load(&w, &d)))
		report_print(&d, FORMAT_TEXT, stderr);
	else if (d.world)
		report_print(&d, FORMAT_TEXT, stderr);
	if (d.world || !w.plan)
		status = report_status(&d, false);
	else if (!explain_addresses(&w, o->words[0]) &&
	         !(is_address(o->words[0]) ? explain_page : explain_record)(&w, o->words[0]))
		status = STATUS_USAGE;
	walk_drop(&w);
	diag_free(&d);
	arena_free(&a);
	return status;
}
