#include "cmd/commands.h"

#include "base/nearest.h"
#include "cmd/sheet.h"
#include "render/board.h"
#include "render/sheet_board.h"
#include "site/chome.h"

/* Repeats are followed no further. */
enum { MONTHS_AHEAD = 12 };

static bool is_asked_well(const Options *o)
{
	Month now = month_of(o->today), month = o->month ? o->month : now;
	Arena scratch = { 0 };
	Str first = month_iso(now, &scratch), last = month_iso(now + MONTHS_AHEAD, &scratch);
	bool well = false;
	if (!o->chome.len)
		fputs(_("keijiban board: say whose sheet: --chome 芝久保町3\n"), stderr);
	else if (month < now)
		fprintf(stderr, _("keijiban board: that month is past: choose one from %.*s on\n"), STR_ARG(first));
	else if (month > now + MONTHS_AHEAD)
		fprintf(stderr, _("keijiban board: nobody knows so far ahead: choose one up to %.*s\n"), STR_ARG(last));
	else
		well = true;
	arena_free(&scratch);
	return well;
}

/* 芝久保町3 */
static Str chome_written(const Town *town, int chome, Arena *a)
{
	return chome ? str_format(a, "%.*s%d", STR_ARG(town->name), chome) : town->name;
}

/* Each chome of each town, to find what was meant. */
static Str nearest_chome(const Site *site, Str written, Arena *a)
{
	size_t count = 0, room = 0;
	for (size_t t = 0; t < site->towns.count; t++)
		room += site->towns.items[t].chome.count;
	Str *names = NEW_ARRAY(a, Str, room);
	for (size_t t = 0; t < site->towns.count; t++)
		for (size_t i = 0; i < site->towns.items[t].chome.count; i++)
			names[count++] = chome_written(&site->towns.items[t], site->towns.items[t].chome.items[i].n, a);
	return str_nearest(written, names, count);
}

static void tell_unknown(const Site *site, Str written, const ChomeAt *at)
{
	Arena scratch = { 0 };
	Buf numbers = { .arena = &scratch };
	for (size_t i = 0; at->town && i < at->town->chome.count; i++)
		buf_format(&numbers, "%s%d", i ? ", " : "", at->town->chome.items[i].n);
	Str nearest = nearest_chome(site, written, &scratch);
	fprintf(stderr, _("keijiban board: there is no chome '%.*s'\n"), STR_ARG(written));
	if (at->town && numbers.len)
		fprintf(stderr, _("%.*s has the chome %.*s\n"), STR_ARG(at->town->name), STR_ARG(buf_text(&numbers)));
	else if (nearest.len)
		fprintf(stderr, _("did you mean '%.*s'?\n"), STR_ARG(nearest));
	else
		fputs(_("write town and number together: 芝久保町3\n"), stderr);
	arena_free(&scratch);
}

/* What else one should know: whose sheet it is where two districts share the chome. */
static void tell_shared(const Site *site, const BoardSheet *sheet)
{
	const Area *other = chome_other_area(site, sheet->town, sheet->chome);
	if (other)
		fprintf(stderr, _("this chome lies in %.*s too: the sheet is that of %.*s\n"), STR_ARG(other->name),
		        STR_ARG(sheet->area->name));
}

static bool find_sheet(SheetSite *s, BoardSheet *sheet)
{
	const Options *o = s->options;
	const Site *site = s->walk.site;
	ChomeAt at;
	if (!chome_in(site, o->chome, &at) || !at.exact) {
		tell_unknown(site, o->chome, &at);
		return false;
	}
	*sheet = (BoardSheet){ .area = chome_area(site, at.town, at.chome),
		               .town = at.town,
		               .chome = at.chome,
		               .month = o->month ? o->month : month_of(o->today),
		               .paper = str_equal(o->paper, paper_name(SHEET_A3)) ? SHEET_A3 : SHEET_A4 };
	if (!sheet->area)
		fprintf(stderr, _("keijiban board: '%.*s' belongs to no district\n"), STR_ARG(o->chome));
	else
		tell_shared(site, sheet);
	return sheet->area != NULL;
}

/* As a page, or as the PDF that is printed the same everywhere: what the file is called says which. */
static void write_sheet(SheetSite *s, const BoardSheet *sheet)
{
	bool pdf = str_ends(s->options->file, STR(".pdf"));
	Str bytes = pdf ? sheet_board(&s->desk, sheet, &s->desk.page) : render_chome_board(&s->desk, sheet);
	if (bytes.len)
		sheet_write(s, bytes);
	else
		sheet_fail(s);
}

int cmd_board(const Options *o)
{
	SheetSite s;
	BoardSheet sheet;
	if (!is_asked_well(o))
		return STATUS_USAGE;
	Day end = month_first_day((o->month ? o->month : month_of(o->today)) + 1) - 1;
	if (sheet_open(&s, o, end)) {
		if (find_sheet(&s, &sheet))
			write_sheet(&s, &sheet);
		else
			s.status = STATUS_USAGE;
	}
	return sheet_close(&s);
}
