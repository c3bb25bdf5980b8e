#include <math.h>

#include "base/utf8.h"
#include "render/sheet_flyer.h"
#include "render/sheet_parts.h"

#define LEADING_TAB 1.2
#define TAB_HEIGHT  DRAWING_MM(56.5)
#define TAB_SQUARE  DRAWING_MM(.42) /* of its code, at least */
#define TAB_LEAST   DRAWING_MM(19)
#define TAB_AIR     DRAWING_MM(1.2)
#define TAB_TEXT    12.
#define TAB_PHONE   14.

static double tab_code_side(const FlyerSheet *f)
{
	return drawing_qr_side(f->tab_code, f->tab_code->side * TAB_SQUARE);
}

/* With its quiet zone. */
static double tab_code_width(const FlyerSheet *f)
{
	return f->tab_code
	               ? tab_code_side(f) * (f->tab_code->side + 2 * QR_QUIET) / f->tab_code->side +
	                         1
	               : 0;
}

static size_t tab_count(const FlyerSheet *f)
{
	size_t count = f->slots[SLOT_FLYER_TABS].count;
	size_t most = (size_t)((f->sheet.paper.width - 2 * TABS_MARGIN) /
	                       fmax(tab_code_width(f), TAB_LEAST));
	return count < most ? count : most;
}

typedef struct TabPlace {
	double x, width;
} TabPlace;

static void put_tab_code(FlyerSheet *f, TabPlace at)
{
	double side = tab_code_side(f), quiet = (tab_code_width(f) - side) / 2;
	sheet_qr(&f->sheet, at.x + (at.width - side) / 2, TAB_HEIGHT - quiet - side, side,
	         f->tab_code);
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
	Str texts[] = { slot_text(tab, SLOT_TAB_NAME), slot_text(tab, SLOT_TAB_DAY),
		        slot_text(tab, SLOT_TAB_PHONE) };
	const double others = (TAB_TEXT + TAB_PHONE) * LEADING_TAB, line = TAB_TEXT * LEADING_TAB;
	const int lines = at.width >= others + 2 * line ? 2 : 1;
	const SetWords *sets[] = { set_within(f, texts[0], name, length, 1),
		                   set_day(f, texts[1], length, lines),
		                   set_number(f, texts[2], length) };
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

void flyer_put_tabs(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	size_t count = tab_count(f);
	if (!count)
		return;
	double left = TABS_MARGIN - s->margins.left, all = s->paper.width - 2 * TABS_MARGIN;
	sheet_gap(s, flyer_gap(f), 0);
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
