#include <math.h>

#include "render/address.h"
#include "render/sheet_flyer.h"
#include "render/sheet_parts.h"

#define CODE_BETWEEN DRAWING_MM(3)
#define PHONE_TIGHT  1.2 /* times the text around it */

enum { CONTACTS_IN_FULL = 2 };

static ReachType reach_type(const FlyerSheet *f, bool many)
{
	double small = flyer_points(f, f->type->small), phone = flyer_points(f, f->type->phone);
	if (flyer_is_tight(f))
		return (ReachType){ small, small * PHONE_TIGHT, true };
	return (ReachType){ small, phone, many };
}

/* Beside the code it is narrow, below it wide. */
typedef struct Column {
	double y;
	double narrow, wide, code;             /* widths; how far down the code stands */
} Column;

static double width_at(const Column *c)
{
	return c->y < c->code ? c->narrow : c->wide;
}

static void put_bold(FlyerSheet *f, Column *c, const char *tag, Str text)
{
	const Face face = { .size = flyer_points(f, f->type->small), .bold = true, .leading = LEADING_TEXT };
	c->y += sheet_text(&f->sheet, tag, 0, c->y, text, face, width_at(c));
}

/* 問合せ　主催者: the only one's name beside its heading, where both fit; true: it stands there. */
static bool put_heading(FlyerSheet *f, Column *c, Str heading, const Value *only)
{
	const Face face = { .size = flyer_points(f, f->type->small), .bold = true, .leading = LEADING_TEXT };
	Str name = only ? slot_text(only, SLOT_CONTACT_NAME) : (Str){ 0 };
	double x = sheet_set(&f->sheet, heading, face, 0)->width + face.size;
	bool beside = name.len && !flyer_is_tight(f) && x + sheet_set(&f->sheet, name, face, 0)->width <= width_at(c);
	double height = sheet_text(&f->sheet, "H2", 0, c->y, heading, face, width_at(c));
	if (beside)
		sheet_text(&f->sheet, "P", x, c->y, name, face, 0);
	c->y += height;
	return beside;
}

static void put_reach(FlyerSheet *f, Column *c, const Value *contact, ReachType type)
{
	c->y += part_reach(&f->sheet, contact, type, 0, c->y, width_at(c));
}

static void put_contacts(FlyerSheet *f, Column *c)
{
	const Value *contacts = &f->shown[SLOT_RECORD_CONTACTS];
	ReachType type = reach_type(f, contacts->count > CONTACTS_IN_FULL);
	if (!contacts->count)
		return;
	f->sheet.part = STR("contacts");
	type.named = put_heading(f, c, STR("問合せ"),
	                         contacts->count == 1 ? contacts->as.items[0].as.frame.slots : NULL);
	for (uint32_t i = 0; i < contacts->count; i++)
		put_reach(f, c, contacts->as.items[i].as.frame.slots, type);
	flyer_took(f, f->sheet.part, c->y);
	c->y += DRAWING_MM(1.5);
}

static void put_ask(FlyerSheet *f, Column *c)
{
	const Value *ask = &f->slots[SLOT_FLYER_PAGE].as.frame.slots[SLOT_PAGE_ASK];
	if (ask->kind != VALUE_FRAME || ask->as.frame.slots[SLOT_ASK_FIRST].kind != VALUE_FRAME)
		return;
	f->sheet.part = (Str){ 0 };
	const Value *first = ask->as.frame.slots[SLOT_ASK_FIRST].as.frame.slots;
	ReachType type = reach_type(f, false);
	type.named = put_heading(f, c, STR("どこに聞けばよいか分からないとき"), first);
	put_reach(f, c, first, type);
}

/* ほかの日にちも、このページにあります →: while the code is at its right. */
static void put_left_out(FlyerSheet *f, Column *c)
{
	Str text = slot_text(f->slots, SLOT_FLYER_LEFT_OUT);
	if (text.len)
		put_bold(f, c, "P", c->y < c->code ? STR_CONCAT(&f->arena, text, STR(" →")) : text);
}

void flyer_put_end(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	const Site *site = f->desk->press->site;
	const CodePart code = { f->code, slot_text(f->shown, SLOT_RECORD_SHORT_TEXT),
		                full_address_of(site, short_folder(f->record->id, &f->arena), &f->arena) };
	double beside = part_code_height(s, &code);
	Column c = { .narrow = s->width - CODE_WIDTH - CODE_BETWEEN, .wide = s->width, .code = beside };
	sheet_spring(s);
	sheet_line(s, 0, RULE_THICK / 2, s->width, RULE_THICK);
	sheet_strip(s, RULE_THICK);
	sheet_gap(s, DRAWING_MM(1), 4);
	put_contacts(f, &c);
	put_ask(f, &c);
	put_left_out(f, &c);
	part_code(s, &code, s->width - CODE_WIDTH, 0);
	sheet_strip(s, fmax(c.y, beside));
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
