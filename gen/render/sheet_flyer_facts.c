#include <math.h>

#include "render/sheet_flyer.h"
#include "render/sheet_parts.h"

#define LABEL_LEAST DRAWING_MM(18)
#define LABEL_MOST  DRAWING_MM(38)
#define BETWEEN     DRAWING_MM(6)
#define OVERHANG    .2                         /* of the air over a first line and under a last: rows have their own */
#define OVERHANG_TIGHT .28
#define ROW_STRETCH 4.

enum { LINE_SPANS = 4 };

/* Facts: a label and what it says, their first lines on one height. */

typedef struct FactRow {
	Str label;
	const Value *fact, *lines;             /* no fact: none of them is main */
	bool main, joined;
	double x, width;
} FactRow;

/* The spans of one line: what it says and, smaller, its note. */
static size_t add_line_spans(const FlyerSheet *f, Span *spans, const Value *link, bool main)
{
	double size = flyer_points(f, main ? f->type->main : f->type->fact);
	Str note = slot_text(link, SLOT_LINK_NOTE);
	size_t count = 0;
	spans[count++] =
		(Span){ .text = slot_text(link, SLOT_LINK_NAME), .size = size, .bold = main };
	if (note.len) {
		spans[count++] = (Span){ .text = STR(" "), .size = size };
		spans[count++] = (Span){ .text = note, .size = fmax(size * .8, f->floor) };
	}
	return count;
}

/* `main`: the first of the spans is. */
static double put_spans(FlyerSheet *f, const Span *spans, size_t count, const FactRow *row, bool main,
                        double y)
{
	const SetWords *set =
		drawing_set(f->sheet.drawing, &(Words){ .spans = spans,
	                                                .count = count,
	                                                .width = row->width - f->label,
	                                                .leading = LEADING_TEXT,
	                                                .phrases = main && !row->joined,
	                                                .gently = !main });
	/* Voices pause between paragraphs. */
	bool several = row->lines->count > 1;
	if (several)
		sheet_tag(&f->sheet, "P");
	sheet_words(&f->sheet, row->x + f->label, y, set, INK_BLACK);
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
			spans[count++] =
				(Span){ .text = STR("　"), .size = flyer_points(f, f->type->fact) };
		bool main = row->fact && fact_line_is_main(row->fact, i);
		count += add_line_spans(f, &spans[count], lines->as.items[i].as.frame.slots, main);
		if (row->joined && i + 1 < lines->count)
			continue;
		y += put_spans(f, spans, count, row, row->joined ? row->main : main, y);
		count = 0;
	}
	return y - from;
}

/* Where the label begins below the text, so that both stand on one line; less than 0: the text is moved instead. */
static double label_drop(double label_size, double size, double label_leading, double leading)
{
	const double ascent = .38; /* of the middle of a character above its base line */
	return size * leading / 2 + size * ascent -
	       (label_size * label_leading / 2 + label_size * ascent);
}

static double put_row(FlyerSheet *f, const FactRow *row)
{
	Sheet *s = &f->sheet;
	double size = flyer_points(f, row->main ? f->type->main : f->type->fact);
	const Face face = { .size = flyer_points(f, f->type->label),
		            .bold = true,
		            .leading = LEADING_TEXT,
		            .gently = true };
	double drop = label_drop(face.size, size, face.leading, LEADING_TEXT);
	sheet_tag(s, "LI");
	double over = fmin(size, face.size) * (flyer_is_tight(f) ? OVERHANG_TIGHT : OVERHANG);
	double top = fmax(-drop, 0) - over;
	double label = sheet_text(s, "Lbl", row->x, top + drop, row->label, face,
	                          f->label - 4);
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
	return (FactRow){ slot_text(fact, SLOT_FACT_LABEL),
		          fact,
		          &fact[SLOT_FACT_LINES],
		          fact_is_main(fact),
		          flyer_is_tight(f) && is_fact(fact, STR("where")),
		          x,
		          width };
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
	f->sheet.part = slot_text(fact, SLOT_FACT_ID);
	double height = put_row(f, &row);
	end_row(f, height);
	flyer_took(f, slot_text(fact, SLOT_FACT_ID), height);
}

/* `right` may be NULL. */
static void put_pair(FlyerSheet *f, const Value *left, const Value *right)
{
	double width = (f->sheet.width - BETWEEN) / 2;
	const FactRow first = row_of(f, left, 0, width);
	begin_row(f);
	f->sheet.part = slot_text(left, SLOT_FACT_ID);
	double height = put_row(f, &first), beside = 0;
	if (right) {
		f->sheet.part = slot_text(right, SLOT_FACT_ID);
		const FactRow second = row_of(f, right, width + BETWEEN, width);
		beside = put_row(f, &second);
		flyer_took(f, slot_text(right, SLOT_FACT_ID), beside);
	}
	end_row(f, fmax(height, beside));
	flyer_took(f, slot_text(left, SLOT_FACT_ID), height);
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
		Str state = slot_text(date, SLOT_DATE_STATE),
		    note = slot_text(date, SLOT_DATE_NOTE);
		Str text = slot_text(date, SLOT_DATE_WORDS);
		if (state.len)
			text = STR_CONCAT(&f->arena, text, STR("　【"), state, STR("】"));
		lines[i] = link_frame(text, (Str){ 0 }, note, false, &f->arena);
	}
	const Value list = value_list(lines, dates->count);
	const FactRow row = { STR("日にち"), NULL, &list, false, false, 0, s->width };
	begin_row(f);
	s->part = STR("dates");
	double height = put_row(f, &row);
	end_row(f, height);
	flyer_took(f, STR("dates"), height);
}

/* とき first, then the days it means and what is different on them. */
static size_t facts_in_order(const Value *facts, const Value **order, size_t *leading)
{
	static const Str first[] = { STR_INIT("when"), STR_INIT("changes") };
	size_t count = 0;
	*leading = 0;
	for (size_t n = 0; n < 2; n++)
		for (uint32_t i = 0; i < facts->count; i++)
			if (is_fact(facts->as.items[i].as.frame.slots, first[n]) &&
			    count < FACTS_MOST) {
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

/* As wide as the longest of them; one that is much longer takes two lines. */
static double label_width(const FlyerSheet *f)
{
	const Value *facts = &f->slots[SLOT_FLYER_FACTS];
	const Face face = { .size = flyer_points(f, f->type->label), .bold = true };
	double width = LABEL_LEAST;
	for (uint32_t i = 0; i < facts->count; i++) {
		Str label = slot_text(facts->as.items[i].as.frame.slots, SLOT_FACT_LABEL);
		double own = sheet_set(&f->sheet, label, face, 0)->width + face.size;
		if (own > LABEL_MOST)
			own = own / 2 + face.size;
		if (own > width && own <= LABEL_MOST)
			width = own;
	}
	return width;
}

/* One that is not wide waits for the next like it, and both stand side by side. */
void flyer_put_facts(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	const Value *order[FACTS_MOST], *waiting = NULL;
	size_t leading, count = facts_in_order(&f->slots[SLOT_FLYER_FACTS], order, &leading);
	if (!count && !f->slots[SLOT_FLYER_DATES].count)
		return;
	f->label = label_width(f);
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
	sheet_gap(s, flyer_gap(f), GAP_STRETCH);
}

/* Points, the text and marks. */

void flyer_put_points(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	const Value *list = &f->slots[SLOT_FLYER_POINTS];
	const Face face = { .size = flyer_points(f, f->type->points),
		            .bold = true,
		            .leading = LEADING_TEXT };
	double y = 0, inside = face.size * 1.3;
	if (!list->count)
		return;
	s->part = STR("flyer");
	sheet_tag(s, "L");
	for (uint32_t i = 0; i < list->count; i++) {
		sheet_tag(s, "LI");
		sheet_text(s, "Lbl", 0, y, STR("●"), face, 0);
		y += sheet_text(s, "LBody", inside, y, list->as.items[i].as.text, face,
		                s->width - inside);
		sheet_tag_end(s, "LI");
	}
	sheet_tag_end(s, "L");
	sheet_strip(s, y);
	sheet_gap(s, flyer_gap(f), GAP_STRETCH);
}

static double put_paragraph(FlyerSheet *f, const Value *slots, double y, double size)
{
	Sheet *s = &f->sheet;
	Str words = slot_text(slots, SLOT_PARAGRAPH_WORDS);
	bool item = slots[SLOT_PARAGRAPH_ITEM].kind == VALUE_TRUE,
	     heading = slots[SLOT_PARAGRAPH_HEADING].kind == VALUE_TRUE;
	const Face face = { .size = size, .bold = heading, .leading = LEADING_TEXT };
	double inside = item ? size : 0;
	if (item)
		sheet_text(s, "Lbl", 0, y, STR("・"), face, 0);
	return sheet_text(s, heading ? "H2" : "P", inside, y, words, face, s->width - inside);
}

void flyer_put_text(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	const Value *body = &f->slots[SLOT_FLYER_BODY];
	double y = 0, size = flyer_points(f, flyer_text_size(f->slots, f->type));
	if (!body->count)
		return;
	s->part = STR("body");
	for (uint32_t i = 0; i < body->count; i++)
		y += put_paragraph(f, body->as.items[i].as.frame.slots, y, size);
	const Face small = { .size = flyer_points(f, f->type->small), .bold = true, .leading = LEADING_TEXT };
	Str more = slot_text(f->slots, SLOT_FLYER_MORE);
	if (more.len)
		y += sheet_text(s, "P", 0, y, more, small, s->width);
	sheet_strip(s, y);
	sheet_gap(s, flyer_gap(f), GAP_STRETCH);
}

/* Side by side, as many as a line holds. */
void flyer_put_marks(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	const Value *list = &f->slots[SLOT_FLYER_MARKS];
	const Face face = { .size = flyer_points(f, f->type->small),
		            .leading = LEADING_TEXT };
	double x = 0, y = 0, line = face.size * face.leading;
	if (!list->count)
		return;
	s->part = STR("accessibility");
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
	sheet_gap(s, flyer_gap(f), GAP_STRETCH);
}
