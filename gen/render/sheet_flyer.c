#include <math.h>

#include "base/utf8.h"
#include "format/qr.h"
#include "render/address.h"
#include "render/paper.h"
#include "render/sheet_parts.h"
#include "render/view.h"
#include "render/words.h"
#include "site/state.h"

#define SIDE_MARGIN   DRAWING_MM(14)
#define TOP_MARGIN    DRAWING_MM(11)
#define TIGHT_MARGIN  DRAWING_MM(8)
#define FOOT_MARGIN   DRAWING_MM(10)
#define TABS_MARGIN   DRAWING_MM(6)
#define LABEL         DRAWING_MM(27)
#define BETWEEN       DRAWING_MM(6)
#define CODE_BETWEEN  DRAWING_MM(3)
#define OVERHANG      .2                       /* of the air over a first line and under a last: rows have their own */
#define ROW_STRETCH   4.
#define GAP_STRETCH   12.
#define OVER_SIZE     14.
#define PHONE_TIGHT   1.2                      /* times the text around it */
#define BODY_FLOOR    12.
#define LARGE_FLOOR   14.
#define ONE_LINE      .82                      /* a headline is set smaller by up to this much to keep it on one line */
#define LEADING_TAB   1.2
#define TAB_HEIGHT    DRAWING_MM(56.5)
#define TAB_SQUARE    DRAWING_MM(.42)          /* of its code, at least */
#define ROOM_LEAST    24.
#define GROWTH        .8                       /* of the room that is left; the rest is air */
#define HOPE          .88                      /* the next try takes at least so much of what the ratio says */
#define TAB_LEAST     DRAWING_MM(19)
#define TAB_AIR       DRAWING_MM(1.2)
#define TAB_TEXT      12.
#define TAB_PHONE     14.

enum { LINE_SPANS = 4, FACTS_MOST = 64, PARTS_MOST = FACTS_MOST + 8, CONTACTS_IN_FULL = 2, KEYS_MOST = 3 };

/* A field and how high what it says stands on the sheet. */
typedef struct Part {
	Str id;                                /* of the fact; else the field's key */
	double height;
} Part;

/* One try to compose the sheet. */
typedef struct FlyerSheet {
	Sheet sheet;
	Desk *desk;
	const Record *record;
	const Value *slots;                    /* FLYER */
	const Value *shown;                    /* RECORD */
	const Type *type;
	char headline;
	TypeSize size;                         /* of the last try */
	Type blended;                          /* a size between that and the next larger one */
	double floor;
	double ratio;                          /* of what the last try took to its estimate */
	bool spared;                           /* the last try was not made */
	const Qr *code, *tab_code;
	Arena arena;
	Part parts[PARTS_MOST];
	size_t part_count;
} FlyerSheet;

static double points(const FlyerSheet *f, int tenths)
{
	return fmax(tenths / 10., f->floor);
}

/* Where room is scarce, lines stand closer, and names share theirs with numbers. */
static bool is_tight(const FlyerSheet *f)
{
	return f->size == TYPE_DENSE;
}

static double leading(const FlyerSheet *f, bool main)
{
	if (is_tight(f))
		return main ? LEADING_MAIN_TIGHT : LEADING_TIGHT;
	return main ? LEADING_MAIN : LEADING_TEXT;
}

static double gap(const FlyerSheet *f)
{
	return f->type->gap / 10.;
}

static void take_part(FlyerSheet *f, Str id, double height)
{
	if (f->part_count < PARTS_MOST)
		f->parts[f->part_count++] = (Part){ id, height };
}

/* The head. */

static void put_over(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	const Value *area = &f->slots[SLOT_FLYER_PAGE].as.frame.slots[SLOT_PAGE_AREA];
	const SetWords *kind =
		sheet_set(s, slot_text(f->shown, SLOT_RECORD_KIND_LABEL), (Face){ .size = OVER_SIZE }, 0);
	const double pad = .6 * OVER_SIZE, left = s->width - kind->width - 2 * pad;
	double height = kind->height + 3;
	if (area->kind == VALUE_FRAME)
		sheet_text(s, "P", 0, 1.5, slot_text(area->as.frame.slots, SLOT_LINK_NAME), (Face){ .size = OVER_SIZE },
		           0);
	sheet_box(s, left, .5, kind->width + 2 * pad - .5, height - 1, 1);
	sheet_tag(s, "P");
	sheet_words(s, left + pad, 1.5, kind, INK_BLACK);
	sheet_tag_end(s, "P");
	sheet_strip(s, height);
	sheet_gap(s, gap(f), GAP_STRETCH / 2);
}

static const SetWords *set_headline(const FlyerSheet *f, double size)
{
	const Span span = { .text = slot_text(f->slots, SLOT_FLYER_HEADLINE), .size = size, .bold = true };
	return drawing_set(f->sheet.drawing, &(Words){ .spans = &span,
	                                               .count = 1,
	                                               .width = f->sheet.width,
	                                               .leading = LEADING_HEAD,
	                                               .phrases = true });
}

/* One line where that costs little. */
static const SetWords *fit_headline(const FlyerSheet *f)
{
	double size = (f->headline == 's' ? f->type->s : f->headline == 'm' ? f->type->m : f->type->l) / 10.;
	const SetWords *set = set_headline(f, size);
	if (set->lines < 2)
		return set;
	const SetWords *line = sheet_set(&f->sheet, slot_text(f->slots, SLOT_FLYER_HEADLINE),
	                                 (Face){ .size = size, .bold = true }, 0);
	double part = f->sheet.width / line->width * .995;
	return part >= ONE_LINE && part < 1 ? set_headline(f, size * part) : set;
}

static void put_head(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	const SetWords *headline = fit_headline(f);
	sheet_tag(s, "H1");
	sheet_words(s, 0, 0, headline, INK_BLACK);
	sheet_tag_end(s, "H1");
	sheet_strip(s, headline->height);
	sheet_gap(s, gap(f) / 2, GAP_STRETCH / 2);
	const Face lead = { .size = points(f, f->type->lead), .leading = leading(f, false) };
	double height = sheet_text(s, "P", 0, 0, slot_text(f->shown, SLOT_RECORD_SUMMARY), lead, s->width);
	sheet_strip(s, height);
	sheet_gap(s, gap(f), GAP_STRETCH);
	take_part(f, STR("name"), headline->height);
	take_part(f, STR("summary"), height);
}

/* Facts: a label and what it says, their first lines on one height. */

typedef struct FactRow {
	Str label;
	const Value *lines;
	bool main, joined;
	double x, width;
} FactRow;

/* The spans of one line: what it says and, smaller, its note. */
static size_t add_line_spans(const FlyerSheet *f, Span *spans, const Value *link, bool main)
{
	double size = points(f, main ? f->type->main : f->type->fact);
	Str note = slot_text(link, SLOT_LINK_NOTE);
	size_t count = 0;
	spans[count++] = (Span){ .text = slot_text(link, SLOT_LINK_NAME), .size = size, .bold = main };
	if (note.len) {
		spans[count++] = (Span){ .text = STR(" "), .size = size };
		spans[count++] = (Span){ .text = note, .size = fmax(size * .8, f->floor) };
	}
	return count;
}

static double put_spans(FlyerSheet *f, const Span *spans, size_t count, const FactRow *row, double y)
{
	const SetWords *set = drawing_set(f->sheet.drawing, &(Words){ .spans = spans,
	                                                              .count = count,
	                                                              .width = row->width - LABEL,
	                                                              .leading = leading(f, row->main),
	                                                              .phrases = row->main && !row->joined });
	/* Voices pause between paragraphs. */
	bool several = row->lines->count > 1;
	if (several)
		sheet_tag(&f->sheet, "P");
	sheet_words(&f->sheet, row->x + LABEL, y, set, INK_BLACK);
	if (several)
		sheet_tag_end(&f->sheet, "P");
	return set->height;
}

/* Each on a line of its own, or one behind the other. */
static double put_lines(FlyerSheet *f, const FactRow *row, double y)
{
	const Value *lines = row->lines;
	Span *spans = NEW_ARRAY(&f->arena, Span, (size_t)lines->count * LINE_SPANS);
	size_t count = 0;
	double from = y;
	for (uint32_t i = 0; i < lines->count; i++) {
		if (count)
			spans[count++] = (Span){ .text = STR("　"), .size = points(f, f->type->fact) };
		count += add_line_spans(f, &spans[count], lines->as.items[i].as.frame.slots, row->main);
		if (row->joined && i + 1 < lines->count)
			continue;
		y += put_spans(f, spans, count, row, y);
		count = 0;
	}
	return y - from;
}

/* Where the label begins below the text, so that both stand on one line; less than 0: the text is moved instead. */
static double label_drop(double label_size, double size, double label_leading, double leading)
{
	const double ascent = .38;             /* of the middle of a character above its base line */
	return size * leading / 2 + size * ascent - (label_size * label_leading / 2 + label_size * ascent);
}

static double put_row(FlyerSheet *f, const FactRow *row)
{
	Sheet *s = &f->sheet;
	double size = points(f, row->main ? f->type->main : f->type->fact);
	const Face face = { .size = points(f, f->type->label), .bold = true, .leading = leading(f, false) };
	double drop = label_drop(face.size, size, face.leading, leading(f, row->main));
	sheet_tag(s, "LI");
	double over = fmin(size, face.size) * OVERHANG, top = fmax(-drop, 0) - over;
	double label = sheet_text(s, "Lbl", row->x, top + drop, row->label, face, LABEL - 4);
	sheet_tag(s, "LBody");
	double text = put_lines(f, row, top);
	sheet_tag_end(s, "LBody");
	sheet_tag_end(s, "LI");
	return fmax(label + drop, text) + top - over;
}

static bool is_fact(const Value *fact, Str id)
{
	return str_equal(slot_text(fact, SLOT_FACT_ID), id);
}

/* Where room is scarce, a place is told in one breath: its name, its address, how to find it. */
static FactRow row_of(const FlyerSheet *f, const Value *fact, double x, double width)
{
	return (FactRow){ slot_text(fact, SLOT_FACT_LABEL), &fact[SLOT_FACT_LINES], fact_is_main(fact),
		          is_tight(f) && is_fact(fact, STR("where")), x, width };
}

static void begin_row(FlyerSheet *f)
{
	sheet_gap(&f->sheet, f->type->padding / 20., ROW_STRETCH / 2);
}

static void end_row(FlyerSheet *f, double height)
{
	sheet_strip(&f->sheet, height);
	sheet_gap(&f->sheet, f->type->padding / 20., ROW_STRETCH / 2);
	sheet_line(&f->sheet, 0, 0, f->sheet.width, RULE_THIN);
	sheet_strip(&f->sheet, RULE_THIN);
}

static void put_wide(FlyerSheet *f, const Value *fact)
{
	const FactRow row = row_of(f, fact, 0, f->sheet.width);
	begin_row(f);
	double height = put_row(f, &row);
	end_row(f, height);
	take_part(f, slot_text(fact, SLOT_FACT_ID), height);
}

/* `right` may be NULL. */
static void put_pair(FlyerSheet *f, const Value *left, const Value *right)
{
	double width = (f->sheet.width - BETWEEN) / 2;
	const FactRow first = row_of(f, left, 0, width);
	begin_row(f);
	double height = put_row(f, &first), beside = 0;
	if (right) {
		const FactRow second = row_of(f, right, width + BETWEEN, width);
		beside = put_row(f, &second);
		take_part(f, slot_text(right, SLOT_FACT_ID), beside);
	}
	end_row(f, fmax(height, beside));
	take_part(f, slot_text(left, SLOT_FACT_ID), height);
}

/* 12月8日（火曜日）午前10時から [中止] why */
static void put_dates(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	const Value *dates = &f->slots[SLOT_FLYER_DATES];
	if (!dates->count)
		return;
	Value *lines = NEW_ARRAY(&f->arena, Value, dates->count);
	for (uint32_t i = 0; i < dates->count; i++) {
		const Value *date = dates->as.items[i].as.frame.slots;
		Str state = slot_text(date, SLOT_DATE_STATE), note = slot_text(date, SLOT_DATE_NOTE);
		Str text = slot_text(date, SLOT_DATE_WORDS);
		if (state.len)
			text = STR_CONCAT(&f->arena, text, STR("　【"), state, STR("】"));
		lines[i] = link_frame(text, (Str){ 0 }, note, false, &f->arena);
	}
	const Value list = value_list(lines, dates->count);
	const FactRow row = { STR("日にち"), &list, false, false, 0, s->width };
	begin_row(f);
	double height = put_row(f, &row);
	end_row(f, height);
	take_part(f, STR("dates"), height);
}

/* とき first, then the days it means and what is different on them. */
static size_t facts_in_order(const Value *facts, const Value **order, size_t *leading)
{
	static const Str first[] = { STR_INIT("when"), STR_INIT("changes") };
	size_t count = 0;
	*leading = 0;
	for (size_t n = 0; n < 2; n++)
		for (uint32_t i = 0; i < facts->count; i++)
			if (is_fact(facts->as.items[i].as.frame.slots, first[n]) && count < FACTS_MOST) {
				*leading += n == 0;
				order[count++] = facts->as.items[i].as.frame.slots;
			}
	for (uint32_t i = 0; i < facts->count; i++) {
		const Value *fact = facts->as.items[i].as.frame.slots;
		if (!is_fact(fact, first[0]) && !is_fact(fact, first[1]) && count < FACTS_MOST)
			order[count++] = fact;
	}
	return count;
}

/* One that is not wide waits for the next like it, and both stand side by side. */
static void put_facts(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	const Value *order[FACTS_MOST], *waiting = NULL;
	size_t leading, count = facts_in_order(&f->slots[SLOT_FLYER_FACTS], order, &leading);
	if (!count && !f->slots[SLOT_FLYER_DATES].count)
		return;
	sheet_line(s, 0, RULE_THICK / 2, s->width, RULE_THICK);
	sheet_strip(s, RULE_THICK);
	sheet_tag(s, "L");
	for (size_t i = 0; i < count; i++) {
		if (i == leading)
			put_dates(f);
		if (order[i][SLOT_FACT_WIDE].kind == VALUE_TRUE) {
			put_wide(f, order[i]);
		} else if (waiting) {
			put_pair(f, waiting, order[i]);
			waiting = NULL;
		} else {
			waiting = order[i];
		}
	}
	if (waiting)
		put_pair(f, waiting, NULL);
	if (leading == count)
		put_dates(f);
	sheet_tag_end(s, "L");
	sheet_gap(s, gap(f), GAP_STRETCH);
}

/* Points and marks. */

static void put_points(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	const Value *list = &f->slots[SLOT_FLYER_POINTS];
	const Face face = { .size = points(f, f->type->points), .bold = true, .leading = leading(f, false) };
	double y = 0, inside = face.size * 1.3;
	if (!list->count)
		return;
	sheet_tag(s, "L");
	for (uint32_t i = 0; i < list->count; i++) {
		sheet_tag(s, "LI");
		sheet_text(s, "Lbl", 0, y, STR("●"), face, 0);
		y += sheet_text(s, "LBody", inside, y, list->as.items[i].as.text, face, s->width - inside);
		sheet_tag_end(s, "LI");
	}
	sheet_tag_end(s, "L");
	sheet_strip(s, y);
	sheet_gap(s, gap(f), GAP_STRETCH);
}

/* Side by side, as many as a line holds. */
static void put_marks(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	const Value *list = &f->slots[SLOT_FLYER_MARKS];
	const Face face = { .size = points(f, f->type->small), .leading = leading(f, false) };
	double x = 0, y = 0, line = face.size * face.leading;
	if (!list->count)
		return;
	sheet_tag(s, "L");
	for (uint32_t i = 0; i < list->count; i++) {
		Str text = STR_CONCAT(&f->arena, STR("○"), list->as.items[i].as.text);
		const SetWords *set = sheet_set(s, text, face, 0);
		if (set->width > s->width)
			set = sheet_set(s, text, face, s->width);
		if (x > 0 && x + set->width > s->width) {
			x = 0;
			y += line;
		}
		sheet_tag(s, "LI");
		sheet_words(s, x, y, set, INK_BLACK);
		sheet_tag_end(s, "LI");
		x += set->width + face.size;
		y += set->height - line;
	}
	sheet_tag_end(s, "L");
	sheet_strip(s, y + line);
	sheet_gap(s, gap(f), GAP_STRETCH);
}

/* The end: whom to ask, and the code. */

static double put_section(FlyerSheet *f, Str heading, double y, double width)
{
	const Face face = { .size = points(f, f->type->small), .bold = true, .leading = LEADING_SMALL };
	return sheet_text(&f->sheet, "H2", 0, y, heading, face, width);
}

static ReachType reach_type(const FlyerSheet *f, bool many)
{
	double small = points(f, f->type->small), phone = points(f, f->type->phone);
	if (is_tight(f))
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
	take_part(f, STR("contacts"), y);
	return y + DRAWING_MM(1.5);
}

static double put_ask(FlyerSheet *f, double y, double width)
{
	const Value *ask = &f->slots[SLOT_FLYER_PAGE].as.frame.slots[SLOT_PAGE_ASK];
	const ReachType type = reach_type(f, false);
	if (ask->kind != VALUE_FRAME || ask->as.frame.slots[SLOT_ASK_FIRST].kind != VALUE_FRAME)
		return y;
	y += put_section(f, STR("どこに聞けばよいか分からないとき"), y, width);
	y += part_reach(&f->sheet, ask->as.frame.slots[SLOT_ASK_FIRST].as.frame.slots, type, 0, y, width);
	return y;
}

/* ほかの日にちも、このページにあります →: the code is at its right. */
static double put_left_out(FlyerSheet *f, double y, double width)
{
	Str text = slot_text(f->slots, SLOT_FLYER_LEFT_OUT);
	const Face face = { .size = points(f, f->type->small), .bold = true, .leading = LEADING_SMALL };
	if (!text.len)
		return y;
	return y + sheet_text(&f->sheet, "P", 0, y, STR_CONCAT(&f->arena, text, STR(" →")), face, width);
}

static void put_end(FlyerSheet *f)
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
		                full_address_of(site, short_folder(f->record->id, &f->arena), &f->arena) };
	double beside = part_code(s, &code, s->width - CODE_WIDTH, 0);
	sheet_strip(s, fmax(reach, beside));
	sheet_gap(s, gap(f), 4);
}

static void put_foot(FlyerSheet *f)
{
	const SiteInfo *info = &f->desk->press->site->info;
	Str as_of = slot_text(f->slots, SLOT_FLYER_AS_OF), until = slot_text(f->slots, SLOT_FLYER_UNTIL);
	const Str lines[] = {
		STR_CONCAT(&f->arena, as_of, as_of.len ? STR("　版 ") : STR("版 "),
		           slot_text(f->shown, SLOT_RECORD_EDITION), until.len ? STR("　掲示期限 ") : (Str){ 0 }, until),
		STR_CONCAT(&f->arena, info->name, STR("　"),
		           slot_text(f->slots[SLOT_FLYER_SITE].as.frame.slots, SLOT_SITE_ADDRESS)),
	};
	part_foot(&f->sheet, lines, 2, f->slots[SLOT_FLYER_STAMP].kind == VALUE_TRUE);
}

/* Tabs: torn off and taken home. */

static double tab_code_side(const FlyerSheet *f)
{
	return drawing_qr_side(f->tab_code, f->tab_code->side * TAB_SQUARE);
}

/* With its quiet zone. */
static double tab_code_width(const FlyerSheet *f)
{
	return f->tab_code ? tab_code_side(f) * (f->tab_code->side + 2 * QR_QUIET) / f->tab_code->side + 1 : 0;
}

static size_t tab_count(const FlyerSheet *f)
{
	size_t count = f->slots[SLOT_FLYER_TABS].count;
	size_t most = (size_t)((f->sheet.paper.width - 2 * TABS_MARGIN) / fmax(tab_code_width(f), TAB_LEAST));
	return count < most ? count : most;
}

typedef struct TabPlace {
	double x, width;
} TabPlace;

static void put_tab_code(FlyerSheet *f, TabPlace at)
{
	double side = tab_code_side(f), quiet = (tab_code_width(f) - side) / 2;
	sheet_qr(&f->sheet, at.x + (at.width - side) / 2, TAB_HEIGHT - quiet - side, side, f->tab_code);
}

/* On so many lines, cut where it takes more. */
static const SetWords *set_within(FlyerSheet *f, Str text, Face face, double width, int lines)
{
	const SetWords *set = sheet_set(&f->sheet, text, face, width);
	for (size_t most = utf8_count(text); set->lines > lines && most > 1; most--)
		set = sheet_set(&f->sheet, fit_cut(text, most - 1, &f->arena), face, width);
	return set;
}

/* 毎月第1・第3土曜日 午前10時から: where that is too long, the day alone. */
static const SetWords *set_day(FlyerSheet *f, Str day, double width, int lines)
{
	const Face face = { .size = TAB_TEXT, .leading = LEADING_TAB };
	if (sheet_set(&f->sheet, day, face, width)->lines > lines)
		day = str_sub(day, 0, str_find_byte(day, ' '));
	return set_within(f, day, face, width, lines);
}

/* A number is set smaller rather than broken. */
static const SetWords *set_number(const FlyerSheet *f, Str number, double width)
{
	Face face = { .size = TAB_PHONE, .bold = true, .leading = LEADING_TAB };
	const SetWords *set = sheet_set(&f->sheet, number, face, 0);
	if (set->width <= width)
		return set;
	face.size = fmax(TAB_TEXT, face.size * width / set->width * .99);
	return sheet_set(&f->sheet, number, face, 0);
}

/* Turned so that it reads downwards: the name, the day, the number. */
static void put_tab_words(FlyerSheet *f, const Value *tab, TabPlace at, double length)
{
	Sheet *s = &f->sheet;
	const Face name = { .size = TAB_TEXT, .bold = true, .leading = LEADING_TAB };
	Str texts[] = { slot_text(tab, SLOT_TAB_NAME), slot_text(tab, SLOT_TAB_DAY), slot_text(tab, SLOT_TAB_PHONE) };
	const double others = (TAB_TEXT + TAB_PHONE) * LEADING_TAB, line = TAB_TEXT * LEADING_TAB;
	const int lines = at.width >= others + 2 * line ? 2 : 1;
	const SetWords *sets[] = { set_within(f, texts[0], name, length, 1),
		                   set_day(f, texts[1], length, lines), set_number(f, texts[2], length) };
	double height = 0, y = 0;
	for (int i = 0; i < 3; i++)
		height += texts[i].len ? sets[i]->height : 0;
	sheet_turn(s, at.x + (at.width + height) / 2, TAB_AIR, 90);
	for (int i = 0; i < 3; i++)
		if (texts[i].len) {
			sheet_words(s, 0, y, sets[i], INK_BLACK);
			y += sets[i]->height;
		}
	sheet_turn_back(s);
}

static void put_tabs(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	size_t count = tab_count(f);
	if (!count)
		return;
	double left = TABS_MARGIN - s->margins.left, all = s->paper.width - 2 * TABS_MARGIN;
	sheet_gap(s, gap(f), 0);
	sheet_dashes(s, (DrawnPoint){ left, 0 }, (DrawnPoint){ left + all, 0 });
	for (size_t i = 0; i < count; i++) {
		const TabPlace at = { left + all * (double)i / (double)count, all / (double)count };
		const Value *tab = f->slots[SLOT_FLYER_TABS].as.items[i].as.frame.slots;
		if (i)
			sheet_dashes(s, (DrawnPoint){ at.x, 0 }, (DrawnPoint){ at.x, TAB_HEIGHT });
		put_tab_words(f, tab, at, TAB_HEIGHT - tab_code_width(f) - 2 * TAB_AIR);
		if (f->tab_code)
			put_tab_code(f, at);
	}
	sheet_strip(s, TAB_HEIGHT);
}

/* The sheet. */

static void compose(FlyerSheet *f)
{
	const Margins margins = { SIDE_MARGIN, SIDE_MARGIN, is_tight(f) ? TIGHT_MARGIN : TOP_MARGIN,
		                  f->slots[SLOT_FLYER_TABS].count ? TABS_MARGIN : FOOT_MARGIN };
	f->sheet = sheet_begin(f->sheet.drawing, PAPER_A4, margins, &f->arena);
	f->part_count = 0;
	if (f->shown[SLOT_RECORD_SAMPLE].kind == VALUE_TRUE)
		part_sample(&f->sheet, gap(f));
	part_framed(&f->sheet, slot_text(f->slots, SLOT_FLYER_BAND), points(f, f->type->band), gap(f), true);
	put_over(f);
	put_head(f);
	part_framed(&f->sheet, slot_text(f->shown, SLOT_RECORD_ALERT), points(f, f->type->points), gap(f), false);
	put_facts(f);
	put_points(f);
	put_marks(f);
	part_framed(&f->sheet, slot_text(f->shown, SLOT_RECORD_STALE), points(f, f->type->points), gap(f), false);
	put_end(f);
	put_foot(f);
	put_tabs(f);
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

/*
 * A FlyerFits: composed as it would be drawn. Setting a sheet costs a
 * hundred times its estimate, so a try is spared where the estimate, as far
 * as it was wrong for this flyer before, leaves no hope.
 */
static bool fits(void *context, const Value *slots, TypeSize size, char headline)
{
	FlyerSheet *f = context;
	double estimate = flyer_height(slots, size) + flyer_headline_height(slots, size, headline);
	double most = (PAPER_A4.height - TIGHT_MARGIN - FOOT_MARGIN) * 10;
	f->size = size;
	f->spared = f->ratio > 0 && estimate * f->ratio * HOPE > most;
	if (f->spared) {
		f->slots = slots;
		f->headline = headline;
		return false;
	}
	compose_as(f, slots, paper_type(size), headline);
	f->ratio = f->sheet.height * 10 / estimate;
	return sheet_room(&f->sheet) >= 0;
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
	if (f->size == TYPE_LARGE || (f->size == TYPE_AMPLE && !f->record->flyer.large) || room < ROOM_LEAST)
		return;
	TypeSize larger = (TypeSize)(f->size - 1);
	double estimate = flyer_height(f->slots, larger) + flyer_headline_height(f->slots, larger, f->headline);
	double growth = estimate * f->ratio / 10 - height, part = growth > 0 ? room / growth * GROWTH : 1;
	const Type *base = f->type;
	f->blended = blend(base, paper_type(larger), part < 1 ? part : 1);
	compose_as(f, f->slots, &f->blended, f->headline);
	if (sheet_room(&f->sheet) < 0)
		compose_as(f, f->slots, base, f->headline);
}

/* Where even the last try is spared it is made after all: it may fit, and if not, it is told by how much. */
static bool fits_at_last(FlyerSheet *f)
{
	if (f->spared)
		compose_as(f, f->slots, paper_type(f->size), f->headline);
	return sheet_room(&f->sheet) >= 0;
}

/* What cannot be helped is told. */

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
		for (size_t n = 0; str_equal(fields[i].id, id) && n < KEYS_MOST && fields[i].keys[n]; n++)
			if (is_given(r, fields[i].keys[n]))
				return fields[i].keys[n];
	return str_terminated(id, a);
}

static Str in_mm(double points, Arena *a)
{
	return str_format(a, "%d", (int)ceil(points / DRAWING_MM(1)));
}

static void tell_too_high(FlyerSheet *f)
{
	const Part *tallest = &f->parts[0];
	for (size_t i = 1; i < f->part_count; i++)
		if (f->parts[i].height > tallest->height)
			tallest = &f->parts[i];
	const Record *r = f->record;
	const char *key = key_of(r, tallest->id, &f->arena);
	diag_error(&f->desk->diag, r->src, record_place(r, key), "flyer-full",
	           ARGS(in_mm(-sheet_room(&f->sheet), &f->arena), str_from(key), in_mm(tallest->height, &f->arena)),
	           _("the flyer is {0} mm too long for one sheet, even in its smallest type"),
	           _("say '{1}' in fewer words: it alone takes {2} mm"));
}

/* Where in the record's file a character stands; the file as a whole where it came from elsewhere. */
static Pos place_of_point(const Record *r, uint32_t point)
{
	char bytes[4];
	Str sought = { bytes, utf8_encode(point, bytes) };
	size_t at = str_find(r->src->bytes, sought);
	return at < r->src->bytes.len ? pos_at(r->src->bytes, at, sought.len) : (Pos){ 0 };
}

static void tell_lost(FlyerSheet *f)
{
	const uint32_t *lost;
	if (drawing_lacks_spare(f->sheet.drawing)) {
		diag_world(&f->desk->diag, STR("IPAmj Mincho"), "font-missing", NO_ARGS,
		           _("the font for rare kanji on flyers is not installed"),
		           _("install the Debian package fonts-ipamj-mincho, or build with --skip pdf"));
		return;
	}
	size_t count = drawing_lost(f->sheet.drawing, &lost);
	for (size_t i = 0; i < count; i++) {
		char bytes[4];
		Str character = { bytes, utf8_encode(lost[i], bytes) };
		diag_warning(&f->desk->diag, f->record->src, place_of_point(f->record, lost[i]), "flyer-character",
		             ARGS(str_format(&f->arena, "U+%04X", lost[i]), character),
		             _("no font for print has '{1}' ({0}): the flyer shows 〓, or the plain form of the kanji"),
		             _("write it in another way"));
	}
}

static void tell_fault(Desk *desk, DrawingFault fault)
{
	if (fault == DRAWING_NO_FONT)
		diag_world(&desk->diag, STR("BIZ UDPGothic"), "font-missing", NO_ARGS,
		           _("the font that flyers are set in is not installed"),
		           _("install the Debian package fonts-morisawa-bizud-gothic, or build with --skip pdf"));
	else
		diag_world(&desk->diag, STR("libpangocairo-1.0.so.0"), "drawing-missing", NO_ARGS,
		           _("what draws flyers is not installed"),
		           _("install the Debian package libpangocairo-1.0-0, or build with --skip pdf"));
}

/* Making it. */

/* Of the page around it only what the sheet shows. */
static Value page_of_sheet(const Press *press, const Record *r, Arena *a)
{
	Value *s = frame_slots(&PAGE_SHAPE, a);
	s[SLOT_PAGE_AREA] = ready_area(press, r->area)->link;
	s[SLOT_PAGE_ASK] = ready_area(press, r->area)->ask;
	return value_frame(&PAGE_SHAPE, s);
}

/* A PDF must have a date, and it may not be now. */
static Day date_of(const Record *r)
{
	if (r->assured)
		return r->assured;
	return r->kind == KIND_NOTICE ? r->as.notice.date : r->changed;
}

static DrawingAbout about(const FlyerSheet *f)
{
	const Record *r = f->record;
	Civil day = day_civil(date_of(r));
	return (DrawingAbout){ .title = STR_CONCAT(&f->desk->page, r->name, STR("（チラシ）")),
		               .author = f->desk->press->site->info.name,
		               .subject = r->summary,
		               .date = str_format(&f->desk->page, "%04d-%02d-%02dT00:00:00+09:00", day.year, day.month,
		                                  day.day) };
}

static const Qr *code_of(const Desk *desk, const Record *r, QrLevel level, Arena *a)
{
	Qr *code = NEW(a, Qr);
	Str address = full_address_of(desk->press->site, short_folder(r->id, a), a);
	return !desk->press->skip.qr && qr_make(address, level, a, code) ? code : NULL;
}

static Str draw(Desk *desk, const Record *r, Arena *scratch)
{
	FlyerSheet *f = NEW(scratch, FlyerSheet);
	f->desk = desk;
	f->record = r;
	f->sheet.drawing = desk->drawing;
	f->floor = r->flyer.large ? LARGE_FLOOR : BODY_FLOOR;
	f->code = code_of(desk, r, QR_M, scratch);
	f->tab_code = r->flyer.tabs > 0 ? code_of(desk, r, QR_L, scratch) : NULL;
	Value *slots = view_flyer(desk, r, scratch);
	slots[SLOT_FLYER_PAGE] = page_of_sheet(desk->press, r, scratch);
	f->shown = slots[SLOT_FLYER_RECORD].as.frame.slots;
	Str bytes = { 0 };
	const DrawingAbout told = about(f);
	if (!view_flyer_cut(slots, desk->press, r, fits, f, scratch) && !fits_at_last(f))
		tell_too_high(f);
	else
		fill_room(f);
	if (sheet_room(&f->sheet) >= 0 && sheet_draw(&f->sheet, &told, &desk->group, &bytes))
		tell_lost(f);
	drawing_forget(desk->drawing);
	arena_free(&f->arena);
	return bytes;
}

bool desk_can_draw(Desk *desk)
{
	DrawingFault fault;
	if (desk->drawing || desk->drawing_failed)
		return desk->drawing != NULL;
	desk->drawing = drawing_open(&fault);
	desk->drawing_failed = !desk->drawing;
	if (!desk->drawing)
		tell_fault(desk, fault);
	return desk->drawing != NULL;
}

/* Made once a group: the record's page and the flyer's tell its size. */
static Str flyer_pdf(Desk *desk, const Record *r)
{
	if (desk->printed == r)
		return desk->print;
	Arena scratch = { 0 };
	desk->print = desk_can_draw(desk) ? draw(desk, r, &scratch) : (Str){ 0 };
	desk->printed = r;
	arena_free(&scratch);
	return desk->print;
}

void fill_flyer_pdf(Value *record, Desk *desk, const Record *r, bool sized)
{
	Arena *a = &desk->group;
	if (desk->press->skip.pdf || !state_has_flyer(r->state))
		return;
	size_t size = sized ? flyer_pdf(desk, r).len : 0;
	record[SLOT_RECORD_PDF_URL] = value_text(address_of(desk->press->site, flyer_pdf_path(r, a), a));
	record[SLOT_RECORD_PDF_SIZE] =
		value_text(sized ? str_format(a, "PDF・A4・約%zuKB", (size + 10239) / 10240 * 10) : STR("PDF・A4"));
}

Str render_flyer_pdf(Desk *desk, const Output *out)
{
	return flyer_pdf(desk, out->of.record);
}
