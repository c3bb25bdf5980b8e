#include <math.h>

#include "render/address.h"
#include "render/sheet_flyer.h"
#include "render/sheet_parts.h"

#define CODE_BETWEEN DRAWING_MM(3)
#define PHONE_TIGHT  1.2 /* times the text around it */

enum { CONTACTS_IN_FULL = 2 };

static double put_section(FlyerSheet *f, Str heading, double y, double width)
{
	const Face face = { .size = flyer_points(f, f->type->small),
		            .bold = true,
		            .leading = LEADING_SMALL };
	return sheet_text(&f->sheet, "H2", 0, y, heading, face, width);
}

static ReachType reach_type(const FlyerSheet *f, bool many)
{
	double small = flyer_points(f, f->type->small), phone = flyer_points(f, f->type->phone);
	if (flyer_is_tight(f))
		return (ReachType){ small, small * PHONE_TIGHT, LEADING_SMALL_TIGHT, true };
	return (ReachType){ small, phone, LEADING_SMALL, many };
}

static double put_contacts(FlyerSheet *f, double width)
{
	const Value *contacts = &f->shown[SLOT_RECORD_CONTACTS];
	const ReachType type = reach_type(f, contacts->count > CONTACTS_IN_FULL);
	if (!contacts->count)
		return 0;
	double y = put_section(f, STR("問合せ"), 0, width);
	for (uint32_t i = 0; i < contacts->count; i++)
		y += part_reach(&f->sheet, contacts->as.items[i].as.frame.slots, type, 0, y, width);
	flyer_took(f, STR("contacts"), y);
	return y + DRAWING_MM(1.5);
}

static double put_ask(FlyerSheet *f, double y, double width)
{
	const Value *ask = &f->slots[SLOT_FLYER_PAGE].as.frame.slots[SLOT_PAGE_ASK];
	const ReachType type = reach_type(f, false);
	if (ask->kind != VALUE_FRAME || ask->as.frame.slots[SLOT_ASK_FIRST].kind != VALUE_FRAME)
		return y;
	y += put_section(f, STR("どこに聞けばよいか分からないとき"), y, width);
	y += part_reach(&f->sheet, ask->as.frame.slots[SLOT_ASK_FIRST].as.frame.slots, type, 0, y,
	                width);
	return y;
}

/* ほかの日にちも、このページにあります →: the code is at its right. */
static double put_left_out(FlyerSheet *f, double y, double width)
{
	Str text = slot_text(f->slots, SLOT_FLYER_LEFT_OUT);
	const Face face = { .size = flyer_points(f, f->type->small),
		            .bold = true,
		            .leading = LEADING_SMALL };
	if (!text.len)
		return y;
	return y + sheet_text(&f->sheet, "P", 0, y, STR_CONCAT(&f->arena, text, STR(" →")), face,
	                      width);
}

void flyer_put_end(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	const Site *site = f->desk->press->site;
	double width = s->width - CODE_WIDTH - CODE_BETWEEN;
	sheet_spring(s);
	sheet_line(s, 0, RULE_THICK / 2, s->width, RULE_THICK);
	sheet_strip(s, RULE_THICK);
	sheet_gap(s, DRAWING_MM(1), 4);
	double reach = put_left_out(f, put_ask(f, put_contacts(f, width), width), width);
	const CodePart code = { f->code, slot_text(f->shown, SLOT_RECORD_SHORT_TEXT),
		                full_address_of(site, short_folder(f->record->id, &f->arena),
		                                &f->arena) };
	double beside = part_code(s, &code, s->width - CODE_WIDTH, 0);
	sheet_strip(s, fmax(reach, beside));
	sheet_gap(s, flyer_gap(f), 4);
}

void flyer_put_foot(FlyerSheet *f)
{
	const SiteInfo *info = &f->desk->press->site->info;
	Str as_of = slot_text(f->slots, SLOT_FLYER_AS_OF),
	    until = slot_text(f->slots, SLOT_FLYER_UNTIL);
	const Str lines[] = {
		STR_CONCAT(&f->arena, as_of, as_of.len ? STR("　版 ") : STR("版 "),
		           slot_text(f->shown, SLOT_RECORD_EDITION),
		           until.len ? STR("　掲示期限 ") : (Str){ 0 }, until),
		STR_CONCAT(&f->arena, info->name, STR("　"),
		           slot_text(f->slots[SLOT_FLYER_SITE].as.frame.slots, SLOT_SITE_ADDRESS)),
	};
	part_foot(&f->sheet, lines, 2, f->slots[SLOT_FLYER_STAMP].kind == VALUE_TRUE);
}
