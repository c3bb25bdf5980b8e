#include "render/paper.h"

#include "render/shapes.h"

static const Type types[TYPE_SIZES] = {
	/*                           s    m    l    lead main fact labl pnts smll phon band */
	[TYPE_LARGE] = { STR_INIT("large"), 640, 520, 430, 220, 280, 200, 150, 240, 150, 260, 280,
	                 FIT_MM(1.8), FIT_MM(4) },
	[TYPE_AMPLE] = { STR_INIT("ample"), 600, 500, 400, 200, 240, 180, 140, 210, 140, 230, 260,
	                 FIT_MM(1.6), FIT_MM(3.5) },
	[TYPE_PLAIN] = { STR_INIT("plain"), 560, 440, 360, 180, 200, 160, 130, 180, 130, 200, 240,
	                 FIT_MM(1.4), FIT_MM(3) },
	[TYPE_TIGHT] = { STR_INIT("tight"), 480, 380, 320, 160, 170, 140, 120, 150, 120, 180, 220,
	                 FIT_MM(.8), FIT_MM(2.4) },
	[TYPE_DENSE] = { STR_INIT("dense"), 380, 320, 260, 130, 140, 120, 120, 120, 120, 160, 160,
	                 FIT_MM(.4), FIT_MM(1.6) },
};

enum {
	HEADLINE_LEADING = 120,
	BODY_LEADING = 160,
	BOARD_LEADING = 160,
	BOARD_LEAST = 150,
	BOARD_SMALLEST = 120,
	MAP_LEADING = 140,
	TEXT_LEADING = 150,
	BAND_LEADING = 130,
	BAND_MIDDLE = 300,
	NOTE = 120,
	LEGAL = 120,
	OVER = 140,
};

#define HALF_WIDTH   ((PAPER_WIDTH - FIT_MM(6)) / 2)
#define LABEL_WIDE   FIT_MM(26)
#define LABEL_HALF   FIT_MM(22)
#define CODE_WIDTH   FIT_MM(40)
#define CODE_HEIGHT  FIT_MM(35.3)
#define REACH_WIDTH  (PAPER_WIDTH - CODE_WIDTH - FIT_MM(5))
#define MARK_HEIGHT  FIT_MM(13)
#define TABS_HEIGHT  FIT_MM(49.5)
#define TABS_BARE    FIT_MM(34)                   /* without their codes */
#define STAMP_HEIGHT FIT_MM(20.5)

enum { WIDE_EMS = 30, PHRASE = 3, CONTACTS_WIDE = 5 };

const Type *paper_type(TypeSize size)
{
	return &types[size];
}

Str type_name(TypeSize size)
{
	return types[size].name;
}

static Str text_at(const Value *slots, int slot)
{
	return slots[slot].kind == VALUE_TEXT ? slots[slot].as.text : (Str){ 0 };
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

bool fact_is_main(const Value *fact)
{
	Str id = text_at(fact, SLOT_FACT_ID);
	return str_equal(id, STR("when")) || str_equal(id, STR("where")) ||
	       str_equal(id, STR("hours"));
}

bool fact_line_is_main(const Value *fact, size_t line)
{
	return fact_is_main(fact) && (!line || str_equal(text_at(fact, SLOT_FACT_ID), STR("hours")));
}

bool fact_is_wide(const Value *fact)
{
	const Value *lines = &fact[SLOT_FACT_LINES];
	if (fact_is_main(fact) || lines->count > 3 ||
	    str_equal(text_at(fact, SLOT_FACT_ID), STR("changes")))
		return true;
	for (uint32_t i = 0; i < lines->count; i++) {
		const Value *line = lines->as.items[i].as.frame.slots;
		if (fit_width(text_at(line, SLOT_LINK_NAME)) +
		            fit_width(text_at(line, SLOT_LINK_NOTE)) >
		    WIDE_EMS * FIT_EM)
			return true;
	}
	return false;
}

static int fact_height(const Value *fact, const Type *t)
{
	bool wide = fact[SLOT_FACT_WIDE].kind == VALUE_TRUE;
	int label_width = wide ? LABEL_WIDE : LABEL_HALF, height = 0;
	const Value *lines = &fact[SLOT_FACT_LINES];
	FitBox box = { (wide ? PAPER_WIDTH : HALF_WIDTH) - label_width, 0, BODY_LEADING };
	for (uint32_t i = 0; i < lines->count; i++) {
		const Value *line = lines->as.items[i].as.frame.slots;
		size_t width = fit_width(text_at(line, SLOT_LINK_NAME)),
		       note = fit_width(text_at(line, SLOT_LINK_NOTE));
		box.size = fact_line_is_main(fact, i) ? t->main : t->fact;
		height += fit_height(
			fit_lines(width + (note ? note + FIT_EM : 0), fit_columns(box)), box);
	}
	/* The first line of the label stands on that of the text. */
	FitBox label = { label_width, t->label, TEXT_LEADING };
	box.size = fact_is_main(fact) ? t->main : t->fact;
	int drop = (box.size * box.leading - label.size * label.leading) / 200;
	return larger(height, larger(drop, 0) + fit_text(text_at(fact, SLOT_FACT_LABEL), label)) +
	       2 * t->padding + 6;
}

/* Those that are not wide stand two abreast. */
static int facts_height(const Value *facts, const Type *t)
{
	int height = FIT_MM(.8), left = 0;
	for (uint32_t i = 0; i < facts->count; i++) {
		const Value *fact = facts->as.items[i].as.frame.slots;
		int own = fact_height(fact, t);
		if (fact[SLOT_FACT_WIDE].kind == VALUE_TRUE) {
			height += own;
		} else if (left) {
			height += larger(left, own);
			left = 0;
		} else {
			left = own;
		}
	}
	return height + left;
}

static int dates_height(const Value *dates, const Type *t)
{
	FitBox box = { PAPER_WIDTH - LABEL_WIDE, t->small, BODY_LEADING };
	int height = dates->count ? 2 * t->padding + 6 : 0;
	for (uint32_t i = 0; i < dates->count; i++) {
		const Value *date = dates->as.items[i].as.frame.slots;
		size_t state = fit_width(text_at(date, SLOT_DATE_STATE)),
		       note = fit_width(text_at(date, SLOT_DATE_NOTE));
		size_t width = fit_width(text_at(date, SLOT_DATE_WORDS)) +
		               (state ? state + FIT_EM * 2 : 0) + note;
		height += fit_height(fit_lines(width, fit_columns(box)), box) +
		          (state ? FIT_MM(.8) : 0);
	}
	return height;
}

static int points_height(const Value *points, const Type *t)
{
	FitBox box = { PAPER_WIDTH - t->points * 12 / 10, t->points, BODY_LEADING };
	int height = 0;
	for (uint32_t i = 0; i < points->count; i++)
		height += fit_text(points->as.items[i].as.text, box);
	return height ? height + t->gap : 0;
}

int flyer_text_size(const Value *slots, const Type *t)
{
	return slots[SLOT_FLYER_BODY_LEADS].kind == VALUE_TRUE ? t->fact : (t->fact + t->small) / 2;
}

/* Its paragraphs, and where the rest of it is. */
static int text_height(const Value *slots, const Type *t)
{
	const Value *body = &slots[SLOT_FLYER_BODY];
	int size = flyer_text_size(slots, t), height = 0;
	FitBox box = { PAPER_WIDTH, size, BODY_LEADING }, item = { PAPER_WIDTH - size, size, BODY_LEADING };
	for (uint32_t i = 0; i < body->count; i++) {
		const Value *s = body->as.items[i].as.frame.slots;
		height += fit_text(text_at(s, SLOT_PARAGRAPH_WORDS),
		                   s[SLOT_PARAGRAPH_ITEM].kind == VALUE_TRUE ? item : box);
	}
	height += fit_text(text_at(slots, SLOT_FLYER_MORE), (FitBox){ PAPER_WIDTH, t->small, BODY_LEADING });
	return height ? height + t->gap : 0;
}

/* Side by side, with a sign before and room behind each. */
static int marks_height(const Value *marks, const Type *t)
{
	FitBox box = { PAPER_WIDTH, t->small, BODY_LEADING };
	size_t columns = fit_columns(box) * FIT_EM, at = 0, lines = marks->count > 0;
	for (uint32_t i = 0; i < marks->count; i++) {
		size_t width = fit_width(marks->as.items[i].as.text) + 2 * FIT_EM;
		if (at && at + width > columns) {
			lines++;
			at = 0;
		}
		at += width;
	}
	return lines ? fit_height(lines, box) + t->gap : 0;
}

static int words_width(Str label, Str text, int label_size, int size)
{
	return text.len ? (int)(fit_width(label) * (size_t)label_size +
	                        fit_width(text) * (size_t)size) /
	                          FIT_EM
	                : 0;
}

/* In the smallest type the name shares its row with the numbers. */
static bool is_brief(const Type *t)
{
	return t == &types[TYPE_DENSE];
}

/* Numbers and mail are not broken: what does not fit behind the last one goes on a row of its own. */
static int reach_rows(const Value *contact, const Type *t, int width)
{
	const int usable = width - 2 * t->small;
	const int widths[] = {
		is_brief(t) ? words_width((Str){ 0 }, text_at(contact, SLOT_CONTACT_NAME), t->small, t->small) : 0,
		words_width(STR("電話  "), text_at(contact, SLOT_CONTACT_PHONE), t->small, t->phone),
		words_width(STR("FAX  "), text_at(contact, SLOT_CONTACT_FAX), t->small, t->small),
		words_width(STR("メール  "), text_at(contact, SLOT_CONTACT_EMAIL), t->small, t->small),
	};
	int rows = 0, left = 0;
	for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++) {
		if (widths[i] > left) {
			rows += (widths[i] + usable - 1) / usable;
			left = usable;
		}
		left -= widths[i] < left ? widths[i] : left;
	}
	int ask = words_width(STR("　"), text_at(contact, SLOT_CONTACT_ASK), t->small, t->small) - left;
	return rows + (ask > 0 ? (ask + usable - 1) / usable : 0);
}

/* parts/paper: the name on its own line, then the numbers, then what to do outside the hours. */
static int reach_height(const Value *contact, const Type *t, int width)
{
	FitBox small = { width, t->small, BODY_LEADING },
	       name = { width, t->small + 10, BODY_LEADING };
	int height = (is_brief(t) ? 0 : fit_text(text_at(contact, SLOT_CONTACT_NAME), name)) +
	             fit_height((size_t)reach_rows(contact, t, width), small) + FIT_MM(1.2);
	if (text_at(contact, SLOT_CONTACT_PHONE).len)
		height += larger(0, t->phone * 125 / 100 - t->small * BODY_LEADING / 100) + FIT_MM(.5);
	Str after = text_at(contact, SLOT_CONTACT_AFTER);
	return height + (after.len ? fit_height(fit_lines(fit_width(after) + 4 * FIT_EM, fit_columns(small)), small)
	                           : 0);
}

/* The first contact of the page's area. */
static int ask_height(const Value *page, const Type *t, int width)
{
	const Value *ask = &page[SLOT_PAGE_ASK];
	if (ask->kind != VALUE_FRAME || ask->as.frame.slots[SLOT_ASK_FIRST].kind != VALUE_FRAME)
		return 0;
	return reach_height(ask->as.frame.slots[SLOT_ASK_FIRST].as.frame.slots, t, width);
}

static int code_height(Str address, Str more)
{
	FitBox note = { CODE_WIDTH, NOTE, 125 };
	return CODE_HEIGHT + fit_text(address, note) + fit_text(more, note);
}

/* Many contacts stand above the code, as wide as the sheet. */
static bool are_many(const Value *contacts, const Type *t)
{
	return is_brief(t) && contacts->count >= CONTACTS_WIDE;
}

static int contacts_height(const Value *contacts, const Type *t)
{
	int width = are_many(contacts, t) ? PAPER_WIDTH : REACH_WIDTH;
	FitBox heading = { width, t->small, TEXT_LEADING };
	int height = contacts->count ? fit_height(1, heading) + FIT_MM(1) : 0;
	for (uint32_t i = 0; i < contacts->count; i++)
		height += reach_height(contacts->as.items[i].as.frame.slots, t, width);
	return height;
}

static int end_height(const Value *slots, const Type *t)
{
	const Value *record = slots[SLOT_FLYER_RECORD].as.frame.slots;
	const Value *contacts = &record[SLOT_RECORD_CONTACTS];
	FitBox heading = { REACH_WIDTH, t->small, TEXT_LEADING };
	int ask = fit_height(1, heading) + ask_height(slots[SLOT_FLYER_PAGE].as.frame.slots, t, REACH_WIDTH);
	int reach = contacts_height(contacts, t);
	int code = code_height(text_at(record, SLOT_RECORD_SHORT_TEXT), text_at(slots, SLOT_FLYER_LEFT_OUT));
	return (are_many(contacts, t) ? reach + larger(ask, code) : larger(reach + ask, code)) + FIT_MM(3);
}

/* A headline is broken between phrases, so a line may stay far from full. */
static int headline_height(Str text, FitBox box)
{
	size_t width = fit_width(text), columns = fit_columns(box);
	if (width <= columns * FIT_EM)
		return fit_height(1, box);
	return fit_height(
		fit_lines(width, columns - PHRASE) + (width <= (columns - PHRASE) * FIT_EM), box);
}

/* What stands over and below the headline. */
static int header_height(const Value *slots, const Type *t)
{
	FitBox lead = { PAPER_WIDTH, t->lead, BODY_LEADING },
	       over = { PAPER_WIDTH, OVER, TEXT_LEADING };
	return fit_height(1, over) + t->gap + fit_text(text_at(slots, SLOT_FLYER_LEAD), lead) + 20;
}

/* A sentence in a frame, and the room below it. */
static int framed_height(Str text, int size, const Type *t)
{
	FitBox box = { PAPER_WIDTH - FIT_MM(10), size, BAND_LEADING };
	return text.len ? fit_text(text, box) + FIT_MM(5) + t->gap : 0;
}

/* 中止 is seen before the headline is. */
static int band_size(const Value *slots, const Type *t)
{
	if (slots[SLOT_FLYER_BAND_SHORT].kind == VALUE_TRUE)
		return t->m;
	bool middle = slots[SLOT_FLYER_BAND_MIDDLE].kind == VALUE_TRUE && t != &types[TYPE_DENSE];
	return middle ? BAND_MIDDLE : t->band;
}

static int band_height(const Value *slots, const Type *t)
{
	FitBox more = { PAPER_WIDTH - FIT_MM(10), t->fact, BAND_LEADING };
	return framed_height(text_at(slots, SLOT_FLYER_BAND), band_size(slots, t), t) +
	       fit_text(text_at(slots, SLOT_FLYER_BAND_MORE), more);
}

static int footer_height(const Value *slots)
{
	FitBox legal = { PAPER_WIDTH - FIT_MM(24), LEGAL, TEXT_LEADING };
	int text = fit_height(3, legal) + FIT_MM(2.2);
	return slots[SLOT_FLYER_STAMP].kind == VALUE_TRUE ? larger(text, STAMP_HEIGHT) : text;
}

static int tabs_height(const Value *tabs, const Type *t)
{
	if (!tabs->count)
		return 0;
	bool coded = tabs->as.items->as.frame.slots[SLOT_TAB_QR].kind == VALUE_HTML;
	return (coded ? TABS_HEIGHT : TABS_BARE) + t->gap;
}

int flyer_headline_height(const Value *slots, TypeSize size, char headline)
{
	const Type *t = &types[size];
	FitBox box = { PAPER_WIDTH, headline == 's' ? t->s : headline == 'm' ? t->m : t->l, HEADLINE_LEADING };
	return headline_height(text_at(slots, SLOT_FLYER_HEADLINE), box);
}

int flyer_text_height(const Value *slots, TypeSize size)
{
	return text_height(slots, &types[size]);
}

int flyer_height(const Value *slots, TypeSize size)
{
	const Type *t = &types[size];
	const Value *record = slots[SLOT_FLYER_RECORD].as.frame.slots;
	int height = header_height(slots, t) + t->gap;
	height += record[SLOT_RECORD_SAMPLE].kind == VALUE_TRUE ? MARK_HEIGHT + t->gap : 0;
	height += band_height(slots, t);
	height += framed_height(text_at(record, SLOT_RECORD_ALERT), t->points, t);
	height += framed_height(text_at(record, SLOT_RECORD_STALE), t->points, t);
	height += facts_height(&slots[SLOT_FLYER_FACTS], t) +
	          dates_height(&slots[SLOT_FLYER_DATES], t) + t->gap;
	height += text_height(slots, t);
	height += points_height(&slots[SLOT_FLYER_POINTS], t) +
	          marks_height(&slots[SLOT_FLYER_MARKS], t);
	height += end_height(slots, t) + t->gap + footer_height(slots);
	return height + tabs_height(&slots[SLOT_FLYER_TABS], t);
}

/* Board sheets. */

typedef struct BoardPaper {
	Str class, name;
	int width, height;                     /* less the margins */
	int month, note;                       /* sizes of the heading, and of what is said of the calendar */
	TypeSize band;                         /* what stands below the lists */
	BoardType types[5];
} BoardPaper;

/* clang-format off */
static const BoardPaper papers[SHEET_SIZES] = {
	[SHEET_A4] = { STR_INIT("a4"), STR_INIT("A4"), PAPER_WIDTH, PAPER_HEIGHT, 300, 120, TYPE_PLAIN,
	               { { STR_INIT("large"), 160 }, { STR_INIT("ample"), 140 }, { STR_INIT("plain"), 120 } } },
	[SHEET_A3] = { STR_INIT("a3"), STR_INIT("A3"), PAPER_WIDTH + FIT_MM(87), PAPER_HEIGHT + FIT_MM(123),
	               420, 150, TYPE_LARGE,
	               { { STR_INIT("huge"), 240 }, { STR_INIT("broad"), 200 }, { STR_INIT("large"), 160 },
	                 { STR_INIT("ample"), 140 } } },
};
/* clang-format on */

enum { MONTH_LEADING = 125, HOLDS = 130, LIST_HEADING = 140, MAP_NOTE = 120, OFFER_LEADING = 135, OFFER_WORDS = 28 };
#define OFFER_CODE   FIT_MM(35)
#define OFFER_HEIGHT FIT_MM(36)

static int column_width(SheetSize paper)
{
	return (papers[paper].width - FIT_MM(8)) / 2;
}

Str paper_class(SheetSize paper)
{
	return papers[paper].class;
}

Str paper_name(SheetSize paper)
{
	return papers[paper].name;
}

Str words_pdf(SheetSize paper, size_t size, Arena *a)
{
	Str kind = STR_CONCAT(a, STR("PDF・"), paper_name(paper));
	return size ? str_format(a, "%.*s・約%zuKB", STR_ARG(kind), (size + 10239) / 10240 * 10) : kind;
}

const BoardType *board_types(SheetSize paper)
{
	return papers[paper].types;
}

int board_heading_height(int size)
{
	return larger(size, LIST_HEADING) * TEXT_LEADING / 100 + FIT_MM(4);
}

int board_day_height(int size)
{
	return (size + 10) * TEXT_LEADING / 100 + FIT_MM(1.5);
}

int board_item_height(size_t width, int size, SheetSize paper)
{
	FitBox box = { column_width(paper) - size, size, size > BOARD_SMALLEST ? BOARD_LEADING : BOARD_LEAST };
	return fit_height(fit_lines(width, fit_columns(box)), box);
}

int board_map_height(int height, Str key, int size, SheetSize paper)
{
	FitBox note = { column_width(paper), MAP_NOTE, MAP_LEADING };
	return (int)((int64_t)column_width(paper) * height / 1000) + board_heading_height(size) + fit_text(key, note) +
	       fit_height(2, note) + FIT_MM(3);
}

/* Two codes, with what they are for beside them, and the box for the stamp. */
static int board_footer_height(const Value *slots, const BoardPaper *p)
{
	FitBox note = { (p->width - FIT_MM(26)) / 2 - OFFER_CODE, p->note, OFFER_LEADING };
	int page = fit_text(text_at(slots, SLOT_BOARD_ADDRESS), note) + fit_text(text_at(slots, SLOT_BOARD_NEXT), note);
	int calendar = fit_text(text_at(slots, SLOT_BOARD_CALENDAR_ADDRESS), note) +
	               fit_height(fit_lines(OFFER_WORDS * FIT_EM, fit_columns(note)), note);
	return larger(larger(page, calendar) + fit_height(1, note) + FIT_MM(1), OFFER_HEIGHT) + FIT_MM(2);
}

int board_column(const Value *slots, SheetSize paper)
{
	const BoardPaper *p = &papers[paper];
	const Type *t = &types[p->band];
	Str site = text_at(slots[SLOT_BOARD_SITE].as.frame.slots, SLOT_SITE_NAME);
	FitBox month = { p->width, p->month, MONTH_LEADING };
	FitBox holds = { p->width - (int)(fit_width(site) + FIT_EM) * HOLDS / FIT_EM, HOLDS, TEXT_LEADING };
	FitBox small = { p->width, t->small, BODY_LEADING };
	size_t title = fit_width(text_at(slots, SLOT_BOARD_AREA)) +
	               fit_width(text_at(slots, SLOT_BOARD_MONTH)) + 4 * FIT_EM;
	int header = fit_height(fit_lines(title, fit_columns(month)), month) +
	             larger(fit_height(1, holds), fit_text(text_at(slots, SLOT_BOARD_HOLDS), holds));
	int end = fit_height(1, small) + ask_height(slots[SLOT_BOARD_PAGE].as.frame.slots, t, p->width) + FIT_MM(3);
	return p->height - header - end - board_footer_height(slots, p) - 3 * t->gap - FIT_MM(4);
}
