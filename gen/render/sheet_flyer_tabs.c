#include <math.h>

#include "base/utf8.h"
#include "render/sheet_flyer.h"
#include "render/sheet_parts.h"

#define LEADING_TAB 1.2
#define TAB_HEIGHT  DRAWING_MM(57.5)
#define TAB_SQUARE  DRAWING_MM(.42)            /* of its code, at least */
#define TAB_LEAST   DRAWING_MM(19)
#define TAB_AIR     DRAWING_MM(1.2)
#define TAB_TEXT    12.
#define TAB_PHONE   14.

enum { TAB_PARTS = 3, NAME_LINES = 2, DAY_LINES = 2 };

/* What stands on each tab, all alike: the name, the day, the number, one below the other. */
typedef struct Tab {
	const SetWords *parts[TAB_PARTS];
	size_t count;
	double height;                         /* of all: across the tab, since it reads downwards */
	double side, code;                     /* of the code, and how much it takes with its quiet zone */
} Tab;

/* On so many lines, cut where it takes more. */
static const SetWords *set_within(FlyerSheet *f, Str text, Face face, double width, int lines)
{
	const SetWords *set = sheet_set(&f->sheet, text, face, width);
	for (size_t most = utf8_count(text); set->lines > lines && most > 1; most--)
		set = sheet_set(&f->sheet, fit_cut(text, most - 1, &f->arena), face, width);
	return set;
}

/* 毎月第1・第3土曜日 午前10時から: where that is too long for a line, the day alone, and 毎月 goes without saying. */
static const SetWords *set_day(FlyerSheet *f, Str day, double width)
{
	const Face face = { .size = TAB_TEXT, .leading = LEADING_TAB };
	Str alone = str_sub(day, 0, str_find_byte(day, ' ')), brief = alone;
	str_take(&brief, STR("毎月"));
	const Str forms[] = { day, alone, brief };
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		const SetWords *set = sheet_set(&f->sheet, forms[i], face, width);
		if (set->lines == 1)
			return set;
	}
	return set_within(f, alone, face, width, DAY_LINES);
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

static void add(Tab *tab, const SetWords *set)
{
	tab->parts[tab->count++] = set;
	tab->height += set->height;
}

static Tab tab_set(FlyerSheet *f, const Value *slots)
{
	const Face face = { .size = TAB_TEXT, .bold = true, .leading = LEADING_TAB, .gently = true };
	Str name = slot_text(slots, SLOT_TAB_NAME), day = slot_text(slots, SLOT_TAB_DAY),
	    phone = slot_text(slots, SLOT_TAB_PHONE);
	Tab tab = { 0 };
	if (f->tab_code) {
		tab.side = drawing_qr_side(f->tab_code, f->tab_code->side * TAB_SQUARE);
		tab.code = tab.side * (f->tab_code->side + 2 * QR_QUIET) / f->tab_code->side + 1;
	}
	double length = TAB_HEIGHT - tab.code - 2 * TAB_AIR;
	add(&tab, set_within(f, name, face, length, NAME_LINES));
	if (day.len)
		add(&tab, set_day(f, day, length));
	if (phone.len)
		add(&tab, set_number(f, phone, length));
	return tab;
}

/* As many as are asked for, or as there is room for. */
static size_t tab_count(const FlyerSheet *f, const Tab *tab)
{
	double least = fmax(fmax(tab->code, tab->height + 2 * TAB_AIR), TAB_LEAST);
	size_t count = f->slots[SLOT_FLYER_TABS].count;
	size_t most = (size_t)((f->sheet.paper.width - 2 * TABS_MARGIN) / least);
	return count < most ? count : most;
}

/* Turned so that it reads downwards, the code at its end. */
static void put_tab(FlyerSheet *f, const Tab *tab, double left, double width)
{
	Sheet *s = &f->sheet;
	double y = 0;
	sheet_cell(s, left, 0, width, TAB_HEIGHT);
	sheet_turn(s, left + (width + tab->height) / 2, TAB_AIR, 90);
	for (size_t i = 0; i < tab->count; i++) {
		sheet_words(s, 0, y, tab->parts[i], INK_BLACK);
		y += tab->parts[i]->height;
	}
	sheet_turn_back(s);
	if (f->tab_code)
		sheet_qr(s, left + (width - tab->side) / 2, TAB_HEIGHT - (tab->code + tab->side) / 2, tab->side,
		         f->tab_code);
}

void flyer_put_tabs(FlyerSheet *f)
{
	Sheet *s = &f->sheet;
	if (!f->slots[SLOT_FLYER_TABS].count)
		return;
	const Tab tab = tab_set(f, f->slots[SLOT_FLYER_TABS].as.items[0].as.frame.slots);
	double left = TABS_MARGIN - s->margins.left, all = s->paper.width - 2 * TABS_MARGIN;
	size_t count = tab_count(f, &tab);
	sheet_gap(s, flyer_gap(f), 0);
	s->part = STR("flyer");
	sheet_dashes(s, (DrawnPoint){ left, 0 }, (DrawnPoint){ left + all, 0 });
	for (size_t i = 0; i < count; i++) {
		double x = left + all * (double)i / (double)count;
		if (i)
			sheet_dashes(s, (DrawnPoint){ x, 0 }, (DrawnPoint){ x, TAB_HEIGHT });
		put_tab(f, &tab, x, all / (double)count);
	}
	sheet_strip(s, TAB_HEIGHT);
}
