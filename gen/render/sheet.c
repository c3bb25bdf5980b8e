#include <math.h>
#include <string.h>

#include "render/sheet_inner.h"

enum { FIRST_ROOM = 32 };

#define DASH 3.
#define HAIR .6

Sheet sheet_begin(Drawing *d, PaperSize paper, Margins margins, Arena *a)
{
	return (Sheet){ .drawing = d,
		        .arena = a,
		        .paper = paper,
		        .margins = margins,
		        .width = paper.width - margins.left - margins.right };
}

/* Room for one more of `size` bytes. */
static void *grown(Arena *a, void *items, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return items;
	*room = *room ? *room * 2 : FIRST_ROOM;
	void *more = arena_alloc(a, *room, size);
	if (count)
		memcpy(more, items, count * size);
	return more;
}

static SheetOp *add(Sheet *s, SheetOpKind kind)
{
	s->ops = grown(s->arena, s->ops, s->op_count, &s->op_room, sizeof(*s->ops));
	SheetOp *op = &s->ops[s->op_count++];
	*op = (SheetOp){ .kind = kind, .part = s->part, .loose = s->loose };
	return op;
}

static void add_strip(Sheet *s, SheetStrip strip)
{
	s->strips = grown(s->arena, s->strips, s->strip_count, &s->strip_room, sizeof(*s->strips));
	strip.until = s->op_count;
	s->strips[s->strip_count++] = strip;
	s->height += strip.height;
}

void sheet_strip(Sheet *s, double height)
{
	add_strip(s, (SheetStrip){ .height = height });
}

void sheet_gap(Sheet *s, double height, double stretch)
{
	add_strip(s, (SheetStrip){ .height = height, .stretch = stretch });
}

void sheet_spring(Sheet *s)
{
	add_strip(s, (SheetStrip){ .spring = true });
}

double sheet_room(const Sheet *s)
{
	return s->paper.height - s->margins.top - s->margins.bottom - s->height;
}

/* Into the strip at hand. */

void sheet_words(Sheet *s, double x, double y, const SetWords *set, Ink ink)
{
	SheetOp *op = add(s, OP_WORDS);
	op->x = x;
	op->y = y;
	op->of.set = set;
	op->ink = ink;
}

static void add_line(Sheet *s, DrawnPoint from, DrawnPoint to, Stroke stroke)
{
	SheetOp *op = add(s, OP_LINE);
	op->x = from.x;
	op->y = from.y;
	op->width = to.x;
	op->height = to.y;
	op->stroke = stroke;
}

void sheet_line(Sheet *s, double x, double y, double width, double thickness)
{
	add_line(s, (DrawnPoint){ x, y }, (DrawnPoint){ x + width, y }, (Stroke){ .thickness = thickness });
}

void sheet_dashes(Sheet *s, DrawnPoint from, DrawnPoint to)
{
	add_line(s, from, to, (Stroke){ .thickness = HAIR, .dash = DASH });
}

static SheetOp *add_area(Sheet *s, SheetOpKind kind, double x, double y, double width, double height)
{
	SheetOp *op = add(s, kind);
	op->x = x;
	op->y = y;
	op->width = width;
	op->height = height;
	return op;
}

void sheet_box(Sheet *s, double x, double y, double width, double height, double thickness)
{
	add_area(s, OP_BOX, x, y, width, height)->stroke.thickness = thickness;
}

void sheet_fill(Sheet *s, double x, double y, double width, double height, Ink ink)
{
	add_area(s, OP_FILL, x, y, width, height)->ink = ink;
}

void sheet_qr(Sheet *s, double x, double y, double side, const Qr *qr)
{
	add_area(s, OP_QR, x, y, side, side)->of.qr = qr;
}

void sheet_cell(Sheet *s, double x, double y, double width, double height)
{
	add_area(s, OP_CELL, x, y, width, height);
}

void sheet_shape(Sheet *s, const DrawnRing *rings, size_t count, Ink ink, Stroke border)
{
	SheetOp *op = add_area(s, OP_SHAPE, 0, 0, (double)count, 0);
	op->of.rings = rings;
	op->ink = ink;
	op->stroke = border;
}

void sheet_clip(Sheet *s, double x, double y, double width, double height)
{
	add_area(s, OP_CLIP, x, y, width, height);
}

void sheet_clip_end(Sheet *s)
{
	add(s, OP_CLIP_END);
}

void sheet_turn(Sheet *s, double x, double y, double degrees)
{
	add_area(s, OP_TURN, x, y, degrees, 0);
}

void sheet_turn_back(Sheet *s)
{
	add(s, OP_TURN_BACK);
}

void sheet_mark(Sheet *s, const SetWords *set, double degrees)
{
	add_area(s, OP_MARK, 0, 0, degrees, 0)->of.set = set;
}

void sheet_tag(Sheet *s, const char *tag)
{
	add(s, OP_TAG)->of.tag = tag;
}

void sheet_tag_end(Sheet *s, const char *tag)
{
	add(s, OP_TAG_END)->of.tag = tag;
}

void sheet_link(Sheet *s, Str url)
{
	add(s, OP_LINK)->of.url = url;
}

void sheet_link_end(Sheet *s)
{
	add(s, OP_LINK_END);
}

const SetWords *sheet_set(const Sheet *s, Str text, Face face, double width)
{
	const Span span = { .text = text, .size = face.size, .bold = face.bold };
	return drawing_set(s->drawing, &(Words){ .spans = &span,
	                                         .count = 1,
	                                         .width = width,
	                                         .leading = face.leading,
	                                         .gently = face.gently });
}

double sheet_text(Sheet *s, const char *tag, double x, double y, Str text, Face face, double width)
{
	if (!text.len)
		return 0;
	const SetWords *set = sheet_set(s, text, face, width);
	if (tag)
		sheet_tag(s, tag);
	sheet_words(s, x, y, set, INK_BLACK);
	if (tag)
		sheet_tag_end(s, tag);
	return set->height;
}

/* Drawing. */

/* A grey that a copier keeps, and that text on it is not harder to read for. */
enum { MARK_INK = 0x909090 };
#define MARK_LINE .8

static void draw_mark(const Sheet *s, const SheetOp *op)
{
	Drawing *d = s->drawing;
	drawing_turn(d, s->paper.width / 2, s->paper.height / 2, op->width);
	drawing_outline(d, op->of.set, -op->of.set->width / 2, -op->of.set->height / 2, MARK_LINE, MARK_INK);
	drawing_turn_back(d);
}

static void draw_shape(Drawing *d, const SheetOp *op, double left, double top)
{
	/* Whole points, so that what is in tenths of one is told in few digits. */
	drawing_turn(d, round(left), round(top), 0);
	drawing_shape(d, op->of.rings, (size_t)op->width, op->ink, op->stroke);
	drawing_turn_back(d);
}

static void draw_op(const Sheet *s, const SheetOp *op, double left, double top)
{
	Drawing *d = s->drawing;
	double x = left + op->x, y = top + op->y;
	switch (op->kind) {
	case OP_WORDS: drawing_words(d, op->of.set, x, y, op->ink); break;
	case OP_SHAPE: draw_shape(d, op, left, top); break;
	case OP_CLIP: drawing_clip(d, x, y, op->width, op->height); break;
	case OP_CLIP_END: drawing_turn_back(d); break;
	case OP_LINE:
		drawing_line(d, (DrawnPoint){ x, y }, (DrawnPoint){ left + op->width, top + op->height },
		             op->stroke);
		break;
	case OP_BOX: drawing_box(d, x, y, op->width, op->height, op->stroke); break;
	case OP_FILL: drawing_fill(d, x, y, op->width, op->height, op->ink); break;
	case OP_QR: drawing_qr(d, op->of.qr, x, y, op->width); break;
	case OP_TURN: drawing_turn(d, x, y, op->width); break;
	case OP_TURN_BACK: drawing_turn_back(d); break;
	case OP_MARK: break; /* drawn already, beneath all else */
	case OP_CELL: break;
	case OP_TAG: drawing_tag(d, op->of.tag); break;
	case OP_TAG_END: drawing_tag_end(d, op->of.tag); break;
	case OP_LINK: drawing_link(d, op->of.url); break;
	case OP_LINK_END: drawing_link_end(d); break;
	}
}

/* What is turned has its origin in the turn. */
static size_t draw_ops(const Sheet *s, size_t from, size_t until, double top)
{
	bool turned = false;
	for (size_t i = from; i < until; i++) {
		turned &= s->ops[i].kind != OP_TURN_BACK;
		draw_op(s, &s->ops[i], turned ? 0 : s->margins.left, turned ? 0 : top);
		turned |= s->ops[i].kind == OP_TURN;
	}
	return until;
}

static void draw_strips(const Sheet *s)
{
	double room = fmax(sheet_room(s), 0), stretch = 0, top = s->margins.top;
	for (size_t i = 0; i < s->strip_count; i++)
		stretch += s->strips[i].stretch;
	double part = stretch > room ? room / stretch : 1, spring = stretch > room ? 0 : room - stretch;
	size_t at = 0;
	for (size_t i = 0; i < s->strip_count; i++) {
		const SheetStrip *strip = &s->strips[i];
		at = draw_ops(s, at, strip->until, top);
		top += strip->height + strip->stretch * part + (strip->spring ? spring : 0);
	}
}

bool sheet_draw(const Sheet *s, const DrawingAbout *about, Arena *a, Str *bytes)
{
	drawing_pdf(s->drawing, s->paper, about);
	for (size_t i = 0; i < s->op_count; i++)
		if (s->ops[i].kind == OP_MARK)
			draw_mark(s, &s->ops[i]);
	drawing_tag(s->drawing, "Document");
	draw_strips(s);
	drawing_tag_end(s->drawing, "Document");
	return drawing_end(s->drawing, a, bytes);
}
