#include "render/sheet_parts.h"

#include <math.h>

#include "base/buf.h"
#include "render/address.h"
#include "render/shapes.h"

#define SAMPLE_SIZE  DRAWING_MM(66)
#define SAMPLE_TURN  -35.
#define SAMPLE_WORDS 13.
#define SAMPLE_BIG   18.
#define FRAME_PAD    DRAWING_MM(2)               /* of a band; text in a frame has air of its own */
#define FRAME_AIR    DRAWING_MM(.8)
#define FRAME_SIDE   DRAWING_MM(4)
#define CODE_SIDE    DRAWING_MM(30.5)
#define CODE_TEXT    12.
#define CODE_LEADING 1.3
#define STAMP_SIDE   DRAWING_MM(18)
#define FOOT_TEXT    12.
#define FOOT_PAD     DRAWING_MM(1.5)

enum { SPANS_MOST = 16 };

Str slot_text(const Value *slots, int slot)
{
	return slots[slot].kind == VALUE_TEXT ? slots[slot].as.text : (Str){ 0 };
}

static double larger(double a, double b)
{
	return a > b ? a : b;
}

/* Frames. */

static const SetWords *set_sample(const Sheet *s)
{
	const Span spans[] = { { .text = STR("見本"), .size = SAMPLE_BIG, .bold = true },
		               { .text = STR("　これは見本です。実際のものではありません。"),
		                 .size = SAMPLE_WORDS, .bold = true } };
	return drawing_set(s->drawing,
	                   &(Words){ .spans = spans, .count = 2, .width = s->width, .align = ALIGN_CENTER });
}

void part_sample(Sheet *s, double gap)
{
	const SetWords *set = set_sample(s);
	double height = set->height + 4;
	sheet_mark(s, sheet_set(s, STR("見本"), (Face){ .size = SAMPLE_SIZE, .bold = true }, 0), SAMPLE_TURN);
	sheet_fill(s, 0, 0, s->width, height, INK_WHITE);
	sheet_box(s, .5, .5, s->width - 1, height - 1, 1);
	sheet_box(s, 2.5, 2.5, s->width - 5, height - 5, 1);
	sheet_tag(s, "P");
	sheet_words(s, 0, 2, set, INK_BLACK);
	sheet_tag_end(s, "P");
	sheet_strip(s, height);
	sheet_gap(s, gap, 0);
}

/* In a box of its own. */
static const SetWords *set_framed(const Sheet *s, Str text, double size, double leading)
{
	const Span span = { .text = text, .size = size, .bold = true };
	return drawing_set(s->drawing, &(Words){ .spans = &span,
	                                         .count = 1,
	                                         .width = s->width - 2 * FRAME_SIDE,
	                                         .leading = leading,
	                                         .align = ALIGN_CENTER,
	                                         .phrases = true });
}

static void put_framed(Sheet *s, const SetWords *set, double y, Ink ink)
{
	sheet_tag(s, "P");
	sheet_words(s, FRAME_SIDE, y, set, ink);
	sheet_tag_end(s, "P");
}

void part_framed(Sheet *s, Str text, double size, double gap)
{
	if (!text.len)
		return;
	const SetWords *set = set_framed(s, text, size, LEADING_TEXT);
	double height = set->height + 2 * FRAME_AIR;
	sheet_box(s, RULE_THICK / 2, RULE_THICK / 2, s->width - RULE_THICK, height - RULE_THICK, RULE_THICK);
	put_framed(s, set, FRAME_AIR, INK_BLACK);
	sheet_strip(s, height);
	sheet_gap(s, gap, gap);
}

void part_band(Sheet *s, const BandPart *band, double gap)
{
	if (!band->text.len)
		return;
	const SetWords *line = sheet_set(s, band->text, (Face){ .size = band->least, .bold = true }, 0);
	double size = band->least * (s->width - 2 * FRAME_SIDE) / line->width * .99;
	const SetWords *set = set_framed(s, band->text, fmax(band->least, fmin(band->most, size)), LEADING_BAND),
	               *more = band->more.len ? set_framed(s, band->more, band->small, LEADING_BAND) : NULL;
	double height = set->height + (more ? more->height : 0) + 2 * FRAME_PAD;
	sheet_fill(s, 0, 0, s->width, height, INK_BLACK);
	put_framed(s, set, FRAME_PAD, INK_WHITE);
	if (more)
		put_framed(s, more, FRAME_PAD + set->height, INK_WHITE);
	sheet_strip(s, height);
	sheet_gap(s, gap, gap);
}

/* Whom to ask. */

typedef struct Spans {
	Span items[SPANS_MOST];
	size_t count;
} Spans;

static void add(Spans *l, Str text, double size, bool bold, bool whole)
{
	if (text.len && l->count < SPANS_MOST)
		l->items[l->count++] = (Span){ .text = text, .size = size, .bold = bold, .whole = whole };
}

/* Larger than the text around it, it takes no more room than it needs. */
static double number_leading(ReachType t)
{
	return larger(t.small * LEADING_TEXT / t.phone, LEADING_NUMBER);
}

/* 電話 042-464-1311　FAX … : no number is broken, and each stands with its label. */
static void add_number(Spans *l, Str label, Str number, double size, double number_size, bool bold)
{
	if (!number.len)
		return;
	if (l->count)
		add(l, STR("　"), size, false, false);
	add(l, label, size, false, true);
	add(l, number, number_size, bold, true);
}

static void add_numbers(Spans *l, const Value *contact, ReachType t)
{
	Str phone = slot_text(contact, SLOT_CONTACT_PHONE);
	add_number(l, STR("電話\u00a0"), phone, t.small, t.phone, true);
	if (phone.len)
		l->items[l->count - 1].leading = number_leading(t);
	add_number(l, STR("FAX\u00a0"), slot_text(contact, SLOT_CONTACT_FAX), t.small, t.small, false);
	Str mail = slot_text(contact, SLOT_CONTACT_EMAIL);
	if (mail.len) {
		add(l, l->count ? STR("　") : (Str){ 0 }, t.small, false, false);
		add(l, STR("メール\u00a0"), t.small, false, true);
		add(l, mail, t.small, false, false);
	}
	Str ask = slot_text(contact, SLOT_CONTACT_ASK);
	add(l, ask.len && l->count ? STR("　") : (Str){ 0 }, t.small, false, false);
	add(l, ask, t.small, false, false);
}

static double put(Sheet *s, const Spans *l, double x, double y, double width)
{
	if (!l->count)
		return 0;
	const SetWords *set = drawing_set(s->drawing, &(Words){ .spans = l->items,
	                                                        .count = l->count,
	                                                        .width = width,
	                                                        .leading = LEADING_TEXT });
	sheet_tag(s, "P");
	sheet_words(s, x, y, set, INK_BLACK);
	sheet_tag_end(s, "P");
	return set->height;
}

double part_reach(Sheet *s, const Value *contact, ReachType t, double x, double y, double width)
{
	Spans name = { 0 }, numbers = { 0 }, after = { 0 };
	double from = y;
	if (!t.named)
		add(&name, slot_text(contact, SLOT_CONTACT_NAME), t.brief ? t.small : t.small * 1.08, true, false);
	Spans *one = t.brief ? &name : &numbers;
	add_numbers(one, contact, t);
	Str outside = slot_text(contact, SLOT_CONTACT_AFTER);
	add(&after, outside.len ? STR("時間外：") : (Str){ 0 }, t.small, false, false);
	add(&after, outside, t.small, false, false);
	y += put(s, &name, x, y, width);
	y += put(s, &numbers, x, y, width);
	y += put(s, &after, x, y, width);
	return y - from;
}

/* Addresses. */

/* Lines of an address as they are filled. */
typedef struct AddressLines {
	const Sheet *sheet;
	Face face;
	double width, used;
	Buf text;
} AddressLines;

static void fill_lines(AddressLines *l, Str left, const char *marks, const char *lesser)
{
	for (Str piece; left.len; left = str_skip(left, piece.len)) {
		piece = address_piece(left, marks);
		double own = sheet_set(l->sheet, piece, l->face, 0)->width;
		if (own > l->width && lesser) {
			fill_lines(l, piece, lesser, NULL);
			continue;
		}
		if (l->used > 0 && l->used + own > l->width) {
			buf_char(&l->text, '\n');
			l->used = 0;
		}
		buf_str(&l->text, piece);
		l->used += own;
	}
}

const SetWords *part_set_address(const Sheet *s, Str address, Face face, double width, Align align)
{
	AddressLines lines = {
		.sheet = s, .face = face, .width = width, .text = { .arena = s->arena }
	};
	fill_lines(&lines, address, "/", ".-");
	const Span span = { .text = buf_text(&lines.text), .size = face.size, .bold = face.bold };
	return drawing_set(s->drawing, &(Words){ .spans = &span,
	                                         .count = 1,
	                                         .width = width,
	                                         .leading = face.leading,
	                                         .align = align });
}

/* The code. Its quiet zone is white paper: nothing is drawn there. */

static double code_side(const CodePart *code, double *quiet)
{
	double side = code->qr ? drawing_qr_side(code->qr, CODE_SIDE) : 0;
	*quiet = code->qr ? side / code->qr->side * QR_QUIET + 1 : 0;
	return side;
}

static const SetWords *set_address(const Sheet *s, Str text)
{
	return part_set_address(s, text, (Face){ .size = CODE_TEXT, .leading = CODE_LEADING },
	                        CODE_WIDTH, ALIGN_CENTER);
}

double part_code_height(const Sheet *s, const CodePart *code)
{
	double quiet, side = code_side(code, &quiet);
	return side + 2 * quiet + set_address(s, code->address)->height;
}

double part_code(Sheet *s, const CodePart *code, double x, double y)
{
	double quiet, side = code_side(code, &quiet), height = side + 2 * quiet;
	const SetWords *address = set_address(s, code->address);
	if (code->qr)
		sheet_qr(s, x + (CODE_WIDTH - side) / 2, y + quiet, side, code->qr);
	sheet_tag(s, "P");
	sheet_link(s, code->url);
	sheet_words(s, x, y + height, address, INK_BLACK);
	sheet_link_end(s);
	sheet_tag_end(s, "P");
	return height + address->height;
}

/* The foot. */

double part_stamp(Sheet *s)
{
	const Face face = { .size = FOOT_TEXT };
	const SetWords *label = sheet_set(s, STR("承認印"), face, 0);
	double x = s->width - STAMP_SIDE;
	sheet_box(s, x, FOOT_PAD, STAMP_SIDE, STAMP_SIDE, 1);
	sheet_tag(s, "P");
	sheet_words(s, x + (STAMP_SIDE - label->width) / 2, FOOT_PAD, label, INK_BLACK);
	sheet_tag_end(s, "P");
	return FOOT_PAD + STAMP_SIDE;
}

void part_foot(Sheet *s, const Str *lines, size_t count, bool stamp)
{
	const Face face = { .size = FOOT_TEXT, .leading = LEADING_TEXT };
	double width = s->width - (stamp ? STAMP_ROOM : 0), y = FOOT_PAD;
	sheet_line(s, 0, 0, s->width, RULE_THIN);
	for (size_t i = 0; i < count; i++)
		y += sheet_text(s, "P", 0, y, lines[i], face, width);
	double beside = stamp ? part_stamp(s) : 0;
	sheet_strip(s, larger(y, beside));
}
