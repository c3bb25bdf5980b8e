#include <math.h>

#include "render/sheet_inner.h"

/* So much may ink stand out: what nobody sees. */
#define TOLERANCE .6

/* From the top left corner of a strip. */
typedef struct Extent {
	double left, top, right, bottom;
} Extent;

/* One thing on the sheet: what may not be covered, or what only may not be crossed. */
typedef struct Thing {
	Extent at;
	Str part;
	bool frame;                            /* it may hold others */
} Thing;

typedef struct Clashes {
	const Sheet *sheet;
	Thing *things;                         /* of one strip */
	size_t count;
	SheetClash worst;
} Clashes;

static void note(Clashes *c, Str part, double by)
{
	if (by > TOLERANCE && by > c->worst.by)
		c->worst = (SheetClash){ by, part };
}

/* Turned around its origin, which then is moved. */
static Extent turned(Extent e, const SheetOp *turn)
{
	if (!turn)
		return e;
	const double sine = sin(turn->width * M_PI / 180), cosine = cos(turn->width * M_PI / 180);
	const double xs[] = { e.left, e.right }, ys[] = { e.top, e.bottom };
	Extent all = { INFINITY, INFINITY, -INFINITY, -INFINITY };
	for (int i = 0; i < 4; i++) {
		double x = turn->x + xs[i & 1] * cosine - ys[i >> 1] * sine;
		double y = turn->y + xs[i & 1] * sine + ys[i >> 1] * cosine;
		all = (Extent){ fmin(all.left, x), fmin(all.top, y), fmax(all.right, x), fmax(all.bottom, y) };
	}
	return all;
}

static Extent extent_of_words(const Sheet *s, const SheetOp *op)
{
	DrawnBox ink = drawing_ink(s->drawing, op->of.set);
	return (Extent){ op->x + ink.x, op->y + ink.y, op->x + ink.x + ink.width, op->y + ink.y + ink.height };
}

/* A code's quiet zone is part of it. */
static Extent extent_of_code(const SheetOp *op)
{
	double quiet = op->width / op->of.qr->side * QR_QUIET;
	return (Extent){ op->x - quiet, op->y - quiet, op->x + op->width + quiet, op->y + op->width + quiet };
}

/* False for what covers nothing: a rule has a strip of its own, or stands at the edge of one. */
static bool extent_of(const Sheet *s, const SheetOp *op, Extent *e)
{
	switch (op->kind) {
	case OP_WORDS: *e = extent_of_words(s, op); return true;
	case OP_QR: *e = extent_of_code(op); return true;
	case OP_BOX:
	case OP_FILL:
		*e = (Extent){ op->x, op->y, op->x + op->width, op->y + op->height };
		return true;
	case OP_LINE:
	case OP_SHAPE:
	case OP_CLIP:
	case OP_CLIP_END:
	case OP_TURN:
	case OP_TURN_BACK:
	case OP_MARK:
	case OP_CELL:
	case OP_TAG:
	case OP_TAG_END:
	case OP_LINK:
	case OP_LINK_END: return false;
	}
	return false;
}

static double beyond(Extent e, Extent limit)
{
	return fmax(fmax(limit.left - e.left, limit.top - e.top), fmax(e.right - limit.right, e.bottom - limit.bottom));
}

/* How deep two stand in one another; below 0 they do not. */
static double depth(Extent a, Extent b)
{
	return fmin(fmin(a.right, b.right) - fmax(a.left, b.left), fmin(a.bottom, b.bottom) - fmax(a.top, b.top));
}

static void compare(Clashes *c, const Thing *a, const Thing *b)
{
	double by = depth(a->at, b->at);
	if (by <= TOLERANCE || (a->frame && b->frame))
		return;
	const Thing *frame = a->frame ? a : b->frame ? b : NULL, *other = frame == b ? a : b;
	if (frame && beyond(other->at, frame->at) <= TOLERANCE)
		return;
	note(c, other->part, frame ? fmin(by, beyond(other->at, frame->at)) : by);
}

static void add_thing(Clashes *c, const SheetOp *op, Extent at, Extent limit)
{
	const Thing thing = { at, op->part, op->kind == OP_BOX || op->kind == OP_FILL };
	if (op->kind == OP_WORDS || op->kind == OP_QR)
		note(c, op->part, beyond(at, limit));
	for (size_t i = 0; i < c->count; i++)
		compare(c, &c->things[i], &thing);
	c->things[c->count++] = thing;
}

/* One strip: from op to op. */
static void prove(Clashes *c, size_t from, const SheetStrip *strip)
{
	const Sheet *s = c->sheet;
	const SheetOp *turn = NULL;
	Extent limit = { 0, 0, s->width, strip->height };
	c->count = 0;
	for (size_t i = from; i < strip->until; i++) {
		const SheetOp *op = &s->ops[i];
		Extent at;
		if (op->kind == OP_TURN || op->kind == OP_TURN_BACK)
			turn = op->kind == OP_TURN ? op : NULL;
		else if (op->kind == OP_CELL)
			limit = (Extent){ op->x, op->y, op->x + op->width, op->y + op->height };
		else if (!op->loose && extent_of(s, op, &at))
			add_thing(c, op, turned(at, turn), limit);
	}
}

SheetClash sheet_clash(const Sheet *s)
{
	Clashes c = { .sheet = s, .things = NEW_ARRAY(s->arena, Thing, s->op_count + 1) };
	size_t from = 0;
	for (size_t i = 0; i < s->strip_count; i++) {
		prove(&c, from, &s->strips[i]);
		from = s->strips[i].until;
	}
	return c.worst;
}
