#include <math.h>

#include "render/sheet_flyer.h"
#include "render/sheet_parts.h"

#define ROOM_LEAST 24.
#define GROWTH     .8  /* of the room that is left; the rest is air */
#define GROWTH_AGAIN .5 /* of what was too much */
#define GROWTH_LEAST .2
#define HOPE       .95 /* the next try takes at least so much of what the ratio says */
#define HOPE_FIRST .83 /* and the first of its estimate */

double flyer_points(const FlyerSheet *f, int tenths)
{
	return fmax(tenths / 10., f->floor);
}

bool flyer_is_tight(const FlyerSheet *f)
{
	return f->size == TYPE_DENSE;
}

double flyer_gap(const FlyerSheet *f)
{
	return f->type->gap / 10.;
}

void flyer_took(FlyerSheet *f, Str id, double height)
{
	if (f->part_count < PARTS_MOST)
		f->parts[f->part_count++] = (Part){ id, height };
}

/* Where room is scarce only a short one is large. */
static void put_band(FlyerSheet *f)
{
	bool large = f->slots[SLOT_FLYER_BAND_SHORT].kind == VALUE_TRUE || !flyer_is_tight(f);
	const BandPart band = { slot_text(f->slots, SLOT_FLYER_BAND), slot_text(f->slots, SLOT_FLYER_BAND_MORE),
		                flyer_points(f, f->type->band),
		                flyer_points(f, large ? f->type->m : f->type->band),
		                flyer_points(f, f->type->fact) };
	part_band(&f->sheet, &band, flyer_gap(f));
}

static void compose(FlyerSheet *f)
{
	const Margins margins = { SIDE_MARGIN, SIDE_MARGIN,
		                  flyer_is_tight(f) ? TIGHT_MARGIN : TOP_MARGIN,
		                  f->slots[SLOT_FLYER_TABS].count ? TABS_MARGIN : FOOT_MARGIN };
	f->sheet = sheet_begin(f->sheet.drawing, PAPER_A4, margins, &f->arena);
	f->part_count = 0;
	if (f->shown[SLOT_RECORD_SAMPLE].kind == VALUE_TRUE)
		part_sample(&f->sheet, flyer_gap(f));
	bool leads = f->slots[SLOT_FLYER_BODY_LEADS].kind == VALUE_TRUE;
	put_band(f);
	flyer_put_head(f);
	part_framed(&f->sheet, slot_text(f->shown, SLOT_RECORD_ALERT),
	            flyer_points(f, f->type->points), flyer_gap(f));
	if (leads)
		flyer_put_text(f);
	flyer_put_facts(f);
	flyer_put_points(f);
	if (!leads)
		flyer_put_text(f);
	flyer_put_marks(f);
	part_framed(&f->sheet, slot_text(f->shown, SLOT_RECORD_STALE),
	            flyer_points(f, f->type->points), flyer_gap(f));
	flyer_put_end(f);
	flyer_put_foot(f);
	flyer_put_tabs(f);
}

static void compose_as(FlyerSheet *f, const Value *slots, const Type *type, char headline)
{
	drawing_forget(f->sheet.drawing);
	arena_reset(&f->arena, (ArenaMark){ 0 });
	f->slots = slots;
	f->type = type;
	f->headline = headline;
	compose(f);
}

/* On one sheet, and nothing on anything else. */
static bool is_whole(const FlyerSheet *f)
{
	return sheet_room(&f->sheet) >= 0 && sheet_clash(&f->sheet).by <= 0;
}

/* A text is cut before the file grows too large; of facts that is told. */
static bool is_light(const FlyerSheet *f)
{
	return !f->slots[SLOT_FLYER_BODY].count || flyer_bytes(f) <= SHEET_BYTES;
}

/*
 * A FlyerFits: composed as it would be drawn. Setting a sheet costs a
 * hundred times its estimate, so a try is spared where the estimate, as far
 * as it was wrong for this flyer before, leaves no hope.
 */
static int room_of(void *context, const Value *slots, TypeSize size, char headline)
{
	FlyerSheet *f = context;
	double estimate = flyer_height(slots, size) + flyer_headline_height(slots, size, headline);
	double most = (PAPER_A4.height - TIGHT_MARGIN - FOOT_MARGIN) * 10;
	f->size = size;
	f->spared = estimate * (f->ratio > 0 ? f->ratio * HOPE : HOPE_FIRST) > most;
	if (f->spared) {
		f->slots = slots;
		f->headline = headline;
		return -1;
	}
	compose_as(f, slots, paper_type(size), headline);
	f->ratio = f->sheet.height * 10 / estimate;
	return is_whole(f) && is_light(f) ? (int)(sheet_room(&f->sheet) * 10) : -1;
}

static int between(int from, int to, double part)
{
	return from + (int)(part * (to - from));
}

/* A size between two of the table. */
static Type blend(const Type *t, const Type *u, double part)
{
	return (Type){ t->name,
		       between(t->s, u->s, part),
		       between(t->m, u->m, part),
		       between(t->l, u->l, part),
		       between(t->lead, u->lead, part),
		       between(t->main, u->main, part),
		       between(t->fact, u->fact, part),
		       between(t->label, u->label, part),
		       between(t->points, u->points, part),
		       between(t->small, u->small, part),
		       between(t->phone, u->phone, part),
		       between(t->band, u->band, part),
		       between(t->padding, u->padding, part),
		       between(t->gap, u->gap, part) };
}

/* The next larger size did not fit, and this one leaves room: as much larger as there is room for, and air. */
static void fill_room(FlyerSheet *f)
{
	double room = sheet_room(&f->sheet), height = f->sheet.height;
	if (f->size == TYPE_LARGE || (f->size == TYPE_AMPLE && !f->record->flyer->large) ||
	    room < ROOM_LEAST)
		return;
	TypeSize larger = (TypeSize)(f->size - 1);
	double estimate = flyer_height(f->slots, larger) +
	                  flyer_headline_height(f->slots, larger, f->headline);
	double growth = estimate * f->ratio / 10 - height,
	       part = growth > 0 ? room / growth * GROWTH : 1;
	const Type *base = f->type;
	for (part = fmin(part, 1); part > GROWTH_LEAST; part *= GROWTH_AGAIN) {
		f->blended = blend(base, paper_type(larger), part);
		compose_as(f, f->slots, &f->blended, f->headline);
		if (is_whole(f))
			return;
	}
	compose_as(f, f->slots, base, f->headline);
}

/* Where even the last try is spared it is made after all: it may fit, and if not, it is told by how much. */
static bool fits_at_last(FlyerSheet *f)
{
	if (f->spared)
		compose_as(f, f->slots, paper_type(f->size), f->headline);
	return is_whole(f);
}

bool flyer_fits_at_least(FlyerSheet *f, const Value *slots)
{
	f->size = TYPE_DENSE;
	f->shown = slots[SLOT_FLYER_RECORD].as.frame.slots;
	compose_as(f, slots, paper_type(f->size), 'l');
	return is_whole(f);
}

/*
 * What fits today in the smallest type may not on a later day, when a date
 * is called off or nobody has confirmed the record for long. Nobody edits
 * anything then, so it is told now.
 */
static bool lasts(FlyerSheet *f)
{
	const Value *slots = f->slots, *shown = f->shown;
	char headline = f->headline;
	if (f->size != TYPE_DENSE)
		return true;
	f->day = flyer_full_on(f);
	if (f->day)
		return false;
	f->shown = shown;
	compose_as(f, slots, paper_type(f->size), headline);
	return true;
}

bool flyer_fit(FlyerSheet *f, Value *slots, Arena *a)
{
	if (!view_flyer_cut(slots, f->desk, f->record, room_of, f, a) && !fits_at_last(f))
		return false;
	if (!lasts(f))
		return false;
	fill_room(f);
	return true;
}
