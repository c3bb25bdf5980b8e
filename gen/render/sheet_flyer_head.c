#include <math.h>

#include "render/sheet_flyer.h"
#include "render/sheet_parts.h"

#define OVER_SIZE 14.
#define ONE_LINE  .82 /* a headline is set smaller by up to this much to keep it on one line */

/* The area and the kind. */
static void put_over(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	const Value *area = &f->slots[SLOT_FLYER_PAGE].as.frame.slots[SLOT_PAGE_AREA];
	const SetWords *kind = sheet_set(s, slot_text(f->shown, SLOT_RECORD_KIND_LABEL),
	                                 (Face){ .size = OVER_SIZE }, 0);
	const double pad = .6 * OVER_SIZE, left = s->width - kind->width - 2 * pad;
	double height = kind->height + 3;
	if (area->kind == VALUE_FRAME)
		height = fmax(height, 3 + sheet_text(s, "P", 0, 1.5, slot_text(area->as.frame.slots, SLOT_LINK_NAME),
		                                     (Face){ .size = OVER_SIZE }, left - pad));
	sheet_box(s, left, .5, kind->width + 2 * pad - .5, kind->height + 2, 1);
	sheet_tag(s, "P");
	sheet_words(s, left + pad, 1.5, kind, INK_BLACK);
	sheet_tag_end(s, "P");
	sheet_strip(s, height);
	sheet_gap(s, flyer_gap(f), GAP_STRETCH / 2);
}

/* Broken between phrases, in lines of like length. */
static const SetWords *set_phrases(const FlyerSheet *f, Str text, double size, bool bold, double leading)
{
	const Span span = { .text = text, .size = size, .bold = bold };
	return drawing_set(f->sheet.drawing, &(Words){ .spans = &span,
	                                               .count = 1,
	                                               .width = f->sheet.width,
	                                               .leading = leading,
	                                               .phrases = true });
}

static const SetWords *set_headline(const FlyerSheet *f, double size)
{
	return set_phrases(f, slot_text(f->slots, SLOT_FLYER_HEADLINE), size, true, LEADING_HEAD);
}

/* One line where that costs little. */
static const SetWords *fit_headline(const FlyerSheet *f)
{
	double size = (f->headline == 's'   ? f->type->s
	               : f->headline == 'm' ? f->type->m
	                                    : f->type->l) /
	              10.;
	const SetWords *set = set_headline(f, size);
	if (set->lines < 2)
		return set;
	const SetWords *line = sheet_set(&f->sheet, slot_text(f->slots, SLOT_FLYER_HEADLINE),
	                                 (Face){ .size = size, .bold = true }, 0);
	double part = f->sheet.width / line->width * .995;
	return part >= ONE_LINE && part < 1 ? set_headline(f, size * part) : set;
}

static double put_lead(FlyerSheet *f)
{
	Str lead = slot_text(f->slots, SLOT_FLYER_LEAD);
	if (!lead.len)
		return 0;
	const SetWords *set = set_phrases(f, lead, flyer_points(f, f->type->lead), false, LEADING_TEXT);
	sheet_tag(&f->sheet, "P");
	sheet_words(&f->sheet, 0, 0, set, INK_BLACK);
	sheet_tag_end(&f->sheet, "P");
	return set->height;
}

void flyer_put_head(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	put_over(f);
	s->part = STR("name");
	const SetWords *headline = fit_headline(f);
	sheet_tag(s, "H1");
	sheet_words(s, 0, 0, headline, INK_BLACK);
	sheet_tag_end(s, "H1");
	sheet_strip(s, headline->height);
	sheet_gap(s, flyer_gap(f) / 2, GAP_STRETCH / 2);
	double height = put_lead(f);
	sheet_strip(s, height);
	sheet_gap(s, flyer_gap(f), GAP_STRETCH);
	flyer_took(f, STR("name"), headline->height);
	flyer_took(f, STR("summary"), height);
}
