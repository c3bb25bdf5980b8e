#include "render/sight.h"

#include <stdlib.h>

#include "base/buf.h"

enum { PIN_ROOM = 32 };                        /* from the middle of a pin to its edge */

/* The part of the grid. */

static int32_t larger(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

Sight sight_around(const GridShape *shape, int32_t margin, Arena *a)
{
	Sight s = { .a = a, .low = shape->low, .high = shape->high, .letter = LETTER, .letter_wide = LETTER_WIDE };
	int32_t wide = s.high.x - s.low.x, tall = s.high.y - s.low.y;
	int32_t more_wide = larger(0, tall * 5 / 6 - wide) / 2 + margin;
	int32_t more_tall = larger(0, wide * 2 / 3 - tall) / 2 + margin;
	s.low = (GridPoint){ s.low.x - more_wide, s.low.y - more_tall };
	s.high = (GridPoint){ s.high.x + more_wide, s.high.y + more_tall };
	s.height = (int)((int64_t)(s.high.y - s.low.y) * MAP_WIDTH / (s.high.x - s.low.x));
	return s;
}

void sight_flatten(Sight *s, int height)
{
	int64_t wide = s->high.x - s->low.x, wanted = (int64_t)(s->high.y - s->low.y) * MAP_WIDTH / height;
	int32_t more = (int32_t)((wanted - wide) / 2);
	if (s->height <= height)
		return;
	s->low.x -= more;
	s->high.x += more;
	s->height = height;
}

bool sight_has(const Sight *s, const GridShape *shape)
{
	return shape->count && shape->low.x < s->high.x && shape->high.x > s->low.x &&
	       shape->low.y < s->high.y && shape->high.y > s->low.y;
}

bool sight_holds(const Sight *s, GridPoint place)
{
	return place.x >= s->low.x && place.x <= s->high.x && place.y >= s->low.y && place.y <= s->high.y;
}

/* To the nearest whole number. */
static int across(const Sight *s, int32_t from, int32_t low)
{
	int64_t twice = 2 * (int64_t)(from - low) * MAP_WIDTH, span = s->high.x - s->low.x;
	return (int)((twice >= 0 ? twice + span : twice - span) / (2 * span));
}

GridPoint sight_point(const Sight *s, GridPoint place)
{
	return (GridPoint){ across(s, place.x, s->low.x), across(s, place.y, s->low.y) };
}

/* Paths: M12 34l5-6 7 8z */

static void write_step(Buf *b, int from, int to, bool first)
{
	if (!first && to >= from)
		buf_char(b, ' ');
	buf_number(b, to - from);
}

/* An edge of the map, a little outside of it: what lies beyond is left out. */
typedef struct Edge {
	bool upright;                          /* of one x, else of one y */
	int at;
	bool after;                            /* what comes after it is beyond */
} Edge;

static int beyond(const Edge *e, GridPoint p)
{
	int n = (e->upright ? p.x : p.y) - e->at;
	return e->after ? n : -n;
}

/* Where the line meets the edge: the same point from either end. */
static GridPoint meeting(const Edge *e, GridPoint a, GridPoint b)
{
	int64_t from = beyond(e, a), until = beyond(e, b);
	int64_t part = from - until;
	int x = (int)(a.x - (int64_t)(a.x - b.x) * from / part);
	int y = (int)(a.y - (int64_t)(a.y - b.y) * from / part);
	return e->upright ? (GridPoint){ e->at, y } : (GridPoint){ x, e->at };
}

static size_t cut_at(const Edge *e, const GridPoint *ring, size_t count, GridPoint *kept)
{
	size_t n = 0;
	for (size_t i = 0; i < count; i++) {
		GridPoint here = ring[i], next = ring[(i + 1) % count];
		bool in = beyond(e, here) <= 0, goes_in = beyond(e, next) <= 0;
		if (in)
			kept[n++] = here;
		if (in != goes_in)
			kept[n++] = meeting(e, in ? here : next, in ? next : here);
	}
	return n;
}

/* The ring on the map, without what nobody sees of it: a link's room does not end where its picture does. */
static GridRing cut_to_map(const Sight *s, const GridRing *ring)
{
	enum { MARGIN = 20 };
	const Edge edges[] = { { true, -MARGIN, false },
		               { true, MAP_WIDTH + MARGIN, true },
		               { false, -MARGIN, false },
		               { false, s->height + MARGIN, true } };
	GridPoint *points = NEW_ARRAY(s->a, GridPoint, ring->count);
	size_t count = ring->count;
	for (size_t i = 0; i < count; i++)
		points[i] = sight_point(s, ring->points[i]);
	for (size_t e = 0; e < sizeof(edges) / sizeof(*edges); e++) {
		GridPoint *kept = NEW_ARRAY(s->a, GridPoint, 2 * count + 1);
		count = cut_at(&edges[e], points, count, kept);
		points = kept;
	}
	return (GridRing){ points, count };
}

/* Corners that fall together on this map are one. */
static void write_ring(const Sight *s, const GridRing *whole, Buf *b)
{
	GridPoint first = { 0 }, last = { 0 };
	size_t written = 0;
	const GridRing cut = cut_to_map(s, whole), *ring = &cut;
	for (size_t i = 0; i < ring->count; i++) {
		GridPoint p = ring->points[i];
		if (written && p.x == last.x && p.y == last.y)
			continue;
		if (written && i == ring->count - 1 && p.x == first.x && p.y == first.y)
			continue;
		if (!written) {
			first = p;
			buf_char(b, 'M');
			last = (GridPoint){ 0, 0 };
		} else if (written == 1) {
			buf_char(b, 'l');
		}
		write_step(b, last.x, p.x, written < 2);
		write_step(b, last.y, p.y, false);
		last = p;
		written++;
	}
	if (written)
		buf_char(b, 'z');
}

Str sight_path(const Sight *s, const GridShape *shape)
{
	Buf b = { .arena = s->a };
	for (size_t r = 0; r < shape->count; r++)
		write_ring(s, &shape->rings[r], &b);
	return buf_text(&b);
}

/* Labels. */

static size_t letter_count(Str text)
{
	size_t halves = 0;
	for (size_t i = 0; i < text.len; i++)
		if (((unsigned char)text.ptr[i] & 0xc0) != 0x80)
			halves += (unsigned char)text.ptr[i] < 0x80 ? 1 : 2;
	return (halves + 1) / 2;
}

/* On the grid: what a label takes to either side of its middle, and how near a pin's middle may come to its edge. */
typedef struct LabelBox {
	int32_t wide, tall, pin;
} LabelBox;

static LabelBox label_box(const Sight *s, const Label *label)
{
	size_t first = letter_count(label->lines[0]), second = letter_count(label->lines[1]);
	int64_t unit = (int64_t)label->letter * (s->high.x - s->low.x);
	return (LabelBox){ .wide = (int32_t)(unit * (int64_t)(first > second ? first : second) / MAP_WIDTH / 2),
		           .tall = (int32_t)(unit * (second ? 10 : 5) / MAP_WIDTH / 8),
		           .pin = PIN_ROOM * (s->high.x - s->low.x) / MAP_WIDTH };
}

static bool is_between(GridPoint middle, const LabelBox *box, GridPoint low, GridPoint high)
{
	return middle.x - box->wide >= low.x && middle.x + box->wide <= high.x && middle.y - box->tall >= low.y &&
	       middle.y + box->tall <= high.y;
}

/* Whether the label around this place stays within the shape and the map, and off the pins. */
static bool fits(const Sight *s, const GridShape *shape, GridPoint middle, const LabelBox *box)
{
	enum { STEPS = 8 };
	/* What is not even within the box around the shape need not be looked at point by point. */
	if (!is_between(middle, box, s->low, s->high) || !is_between(middle, box, shape->low, shape->high))
		return false;
	for (size_t i = 0; i < s->pin_count; i++)
		if (abs(s->pins[i].x - middle.x) < box->wide + box->pin &&
		    abs(s->pins[i].y - middle.y) < box->tall + box->pin)
			return false;
	for (int i = -STEPS; i <= STEPS; i++)
		for (int j = -2; j <= 2; j++)
			if (!shape_holds(shape, (GridPoint){ middle.x + box->wide * i / STEPS,
			                                     middle.y + box->tall * j / 2 }))
				return false;
	return true;
}

/* The middle first, then above and below it, ever further. */
bool label_room(const Sight *s, const GridShape *shape, const Label *label, GridPoint *at)
{
	enum { TRIES = 8 };
	const LabelBox box = label_box(s, label);
	int32_t step = (s->high.x - s->low.x) / 80;
	for (int down = 0; down <= TRIES; down++)
		for (int right = 0; right <= TRIES; right++)
			for (int corner = 0; corner < 4; corner++) {
				if ((corner & 1 && !right) || (corner & 2 && !down))
					continue;
				*at = (GridPoint){ shape->middle.x + (corner & 1 ? right : -right) * step,
					           shape->middle.y + (corner & 2 ? down : -down) * step };
				if (fits(s, shape, *at, &box))
					return true;
			}
	return false;
}

/* 西原第二小: 西原, 第二小; other names in halves. */
static Label split(Str name, int letter)
{
	size_t at = str_find(name, STR("第")), letters = 0;
	if (at == 0 || at >= name.len) {
		for (at = 0; at < name.len && letters < (letter_count(name) + 1) / 2; letters++)
			for (at++; at < name.len && ((unsigned char)name.ptr[at] & 0xc0) == 0x80;)
				at++;
	}
	return (Label){ { str_sub(name, 0, at), str_skip(name, at) }, letter };
}

bool label_find(const Sight *s, const GridShape *shape, Str name, Label *label, GridPoint *at)
{
	const int sizes[] = { s->letter, s->letter_wide };
	for (int i = 0; i < 2 && sizes[i]; i++) {
		int size = sizes[i];
		*label = (Label){ { name }, size };
		if (label_room(s, shape, label, at))
			return true;
		*label = split(name, size);
		if (label_room(s, shape, label, at))
			return true;
	}
	*label = (Label){ .letter = s->letter };
	return false;
}
