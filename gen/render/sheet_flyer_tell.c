#include <math.h>

#include "base/utf8.h"
#include "render/sheet_flyer.h"

enum { KEYS_MOST = 3 };

/* Where each fact is written: the first of these fields that was given. */
static const struct {
	Str id;
	const char *keys[KEYS_MOST];
} fields[] = {
	{ STR_INIT("when"), { "date", "repeat", "meets" } },
	{ STR_INIT("dates"), { "repeat", "date" } },
	{ STR_INIT("where"), { "place", "address" } },
	{ STR_INIT("who"), { "eligibility", "ages" } },
	{ STR_INIT("apply"), { "application", "how_to_apply" } },
	{ STR_INIT("bring"), { "what_to_bring" } },
	{ STR_INIT("type"), { "place_type" } },
	{ STR_INIT("hands"), { "connects_to" } },
	{ STR_INIT("members"), { "members_wanted" } },
	{ STR_INIT("run-by"), { "run_by" } },
	{ STR_INIT("cost"), { "cost", "fees" } },
	{ STR_INIT("cancelled-days"), { "cancels" } },
	{ STR_INIT("cancelled"), { "cancels" } },
};

static bool is_given(const Record *r, const char *key)
{
	Pos place = record_place(r, key);
	return place.line != r->pos.line || place.column != r->pos.column;
}

/* The field's key; a fact that is called as its field needs no row. */
static const char *key_of(const Record *r, Str id, Arena *a)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		for (size_t n = 0;
		     str_equal(fields[i].id, id) && n < KEYS_MOST && fields[i].keys[n]; n++)
			if (is_given(r, fields[i].keys[n]))
				return fields[i].keys[n];
	return str_terminated(id, a);
}

static Str in_mm(double points, Arena *a)
{
	return str_format(a, "%d", (int)ceil(points / DRAWING_MM(1)));
}

static const Part *tallest_of(const FlyerSheet *f)
{
	const Part *tallest = &f->parts[0];
	for (size_t i = 1; i < f->part_count; i++)
		if (f->parts[i].height > tallest->height)
			tallest = &f->parts[i];
	return tallest;
}

static void tell_too_high(FlyerSheet *f)
{
	const Part *tallest = tallest_of(f);
	const Record *r = f->record;
	const char *key = key_of(r, tallest->id, &f->arena);
	Arena *a = &f->arena;
	const Str most = in_mm(-sheet_room(&f->sheet), a), own = in_mm(tallest->height, a);
	if (f->day)
		diag_error(&f->desk->diag, r->src, record_place(r, key), "flyer-full",
		           ARGS(most, str_from(key), own, day_iso(f->day, a)),
		           _("from {3} on the flyer is up to {0} mm too long for one sheet, even in its smallest type"),
		           _("say '{1}' in fewer words: it alone takes {2} mm"));
	else
		diag_error(&f->desk->diag, r->src, record_place(r, key), "flyer-full", ARGS(most, str_from(key), own),
		           _("the flyer is {0} mm too long for one sheet, even in its smallest type"),
		           _("say '{1}' in fewer words: it alone takes {2} mm"));
}

static void tell_clash(FlyerSheet *f, SheetClash clash)
{
	const Record *r = f->record;
	const char *key = key_of(r, clash.part.len ? clash.part : STR("name"), &f->arena);
	diag_error(&f->desk->diag, r->src, record_place(r, key), "flyer-overlap",
	           ARGS(str_from(key), in_mm(clash.by, &f->arena)),
	           _("on the flyer '{0}' stands {1} mm beyond its place, even in the smallest type"),
	           _("say it in fewer or shorter words, or leave the tabs out"));
}

void flyer_tell_full(FlyerSheet *f)
{
	if (sheet_room(&f->sheet) < 0)
		tell_too_high(f);
	else
		tell_clash(f, sheet_clash(&f->sheet));
}

/* Where in the record's file a character stands; the file as a whole where it came from elsewhere. */
static Pos place_of_point(const Record *r, uint32_t point)
{
	char bytes[4];
	Str sought = { bytes, utf8_encode(point, bytes) };
	size_t at = str_find(r->src->bytes, sought);
	return at < r->src->bytes.len ? pos_at(r->src->bytes, at, sought.len) : (Pos){ 0 };
}

/*
 * What fonts take of a file, in bytes: kanji that are seldom used have many strokes. Measured; told by these and not by
 * the file, so that `check` tells it too.
 */
enum { BYTES_OF_FACE = 160, BYTES_OF_SPARE = 210, BYTES_OF_REST = 12 << 10 };

size_t flyer_bytes(const FlyerSheet *f)
{
	const DrawnLetters letters = drawing_letters(f->sheet.drawing);
	return letters.face * BYTES_OF_FACE + letters.spare * BYTES_OF_SPARE + BYTES_OF_REST;
}

static void tell_heavy(const FlyerSheet *f)
{
	const DrawnLetters letters = drawing_letters(f->sheet.drawing);
	const Record *r = f->record;
	size_t bytes = flyer_bytes(f);
	Arena *a = &f->desk->page;
	if (bytes > SHEET_BYTES)
		diag_warning(&f->desk->diag, r->src, record_place(r, "name"), "flyer-heavy",
		             ARGS(str_format(a, "%zu", letters.face + letters.spare), str_format(a, "%zu", bytes >> 10),
		                  str_format(a, "%d", SHEET_BYTES >> 10)),
		             _("{0} different characters make the flyer's file about {1} KB large, and not {2}"),
		             _("say it in fewer words; rare kanji take most"));
}

void flyer_tell_lost(FlyerSheet *f)
{
	const uint32_t *lost;
	if (drawing_lacks_spare(f->sheet.drawing)) {
		diag_world(&f->desk->diag, STR("IPAmj Mincho"), "font-missing", NO_ARGS,
		           _("the font for rare kanji on flyers is not installed"),
		           _("install the Debian package fonts-ipamj-mincho, or build with --skip "
		             "pdf"));
		return;
	}
	tell_heavy(f);
	size_t count = drawing_lost(f->sheet.drawing, &lost);
	for (size_t i = 0; i < count; i++) {
		char bytes[4];
		Str character = { bytes, utf8_encode(lost[i], bytes) };
		diag_warning(&f->desk->diag, f->record->src, place_of_point(f->record, lost[i]),
		             "flyer-character",
		             ARGS(str_format(&f->arena, "U+%04X", lost[i]), character),
		             _("no font for print has '{1}' ({0}): the flyer shows 〓, or the "
		               "plain form of the kanji"),
		             _("write it in another way"));
	}
}
