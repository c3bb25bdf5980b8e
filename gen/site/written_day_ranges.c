#include "site/written.h"

#include <stdlib.h>

#include "site/written_inner.h"

#define RANGES_HINT N_("write a day: 2026-12-08, or the first and the last: 2026-12-08〜2026-12-10")

/* Ranges as they are collected, each with its place. */
typedef struct Found {
	DayRange range;
	Pos pos;
} Found;

typedef struct Collected {
	const Written *w;
	Found items[DAY_RANGES_MAX];
	size_t count;
} Collected;

static bool collect(Collected *c, DayRange range, Pos pos)
{
	const Written *w = c->w;
	if (range.until - range.from >= DAY_RANGE_LONGEST) {
		diag_error(w->diag, w->src, pos, "date-range-long",
		           ARGS(day_iso(range.from, w->arena), day_iso(range.until, w->arena)),
		           _("from '{0}' to '{1}' is more than ten years"),
		           _("check the year of the last day"));
		return false;
	}
	if (c->count == DAY_RANGES_MAX) {
		diag_error(
			w->diag, w->src, pos, "date-many", NO_ARGS,
			_("there are more than 366 days here"),
			_("write the first and the last day: 2026-12-08〜2026-12-10, or a repeat"));
		return false;
	}
	c->items[c->count++] = (Found){ range, pos };
	return true;
}

static bool refuse_backwards(const Written *w, Pos pos, DayRange range)
{
	diag_error(w->diag, w->src, pos, "date-backwards",
	           ARGS(day_iso(range.from, w->arena), day_iso(range.until, w->arena)),
	           _("the last day, '{1}', is before the first, '{0}'"),
	           _("write the first day first: {1}〜{0}"));
	return false;
}

/* 2026-12-08, or 2026-12-08〜2026-12-10, where `before` is the day in front of it. */
static bool take_range(Scan *s, Day before, DayRange *range)
{
	static const Str dashes[] = { STR_INIT("~"), STR_INIT("-"), STR_INIT("から") };
	if (!scan_day(s, before, &range->from))
		return false;
	range->until = range->from;
	Str dash = s->rest;
	if (scan_take_one(s, dashes, 3) < 0)
		return true;
	if (scan_at_end(s))
		return scan_refuse(s, dash, "date-range-open",
		                   ARGS(s->text, day_iso(range->from, s->w->arena)),
		                   _("'{0}' has no last day"),
		                   _("write the last day too: {1}〜2027-03-31"));
	Str second = s->rest;
	if (!scan_day(s, range->from, &range->until))
		return false;
	Pos pos = scan_pos(s, scan_since(s, second));
	scan_take(s, STR("まで"));
	return range->until >= range->from || refuse_backwards(s->w, pos, *range);
}

static bool collect_text(Collected *c, const Value *v)
{
	static const Str between[] = { STR_INIT("、"), STR_INIT(","), STR_INIT("・"),
		                       STR_INIT("と") };
	Scan s;
	DayRange range;
	Day before = DAY_NONE;
	if (!scan_open(&s, c->w, v, RANGES_HINT))
		return false;
	do {
		scan_space(&s);
		Str from = s.rest;
		if (!take_range(&s, before, &range) ||
		    !collect(c, range, scan_pos(&s, scan_since(&s, from))))
			return false;
		before = range.until;
	} while (scan_take_one(&s, between, 4) >= 0);
	return scan_at_end(&s) || scan_refuse_behind_day(&s);
}

static bool refuse_half(const Written *w, const Value *map)
{
	diag_error(w->diag, w->src, map->pos, "date-range-half", NO_ARGS,
	           _("a range of days needs its first and its last day"),
	           _("write {from: 2026-12-08, until: 2026-12-10}"));
	return false;
}

static bool collect_map(Collected *c, const Value *map)
{
	static const ScanKey keys[] = { { "from", "開始" }, { "until", "終了" } };
	const Value *values[2];
	DayRange range;
	if (!scan_keys(c->w, map, keys, 2, values))
		return false;
	if (!values[0] || !values[1])
		return refuse_half(c->w, map);
	bool from = written_day(c->w, values[0], &range.from),
	     until = written_day(c->w, values[1], &range.until);
	if (!from || !until)
		return false;
	if (range.until < range.from)
		return refuse_backwards(c->w, values[1]->pos, range);
	return collect(c, range, map->pos);
}

static bool collect_list(Collected *c, const Value *list)
{
	bool sound = true;
	for (size_t i = 0; i < list->count; i++) {
		const Value *item = &list->as.items[i];
		sound &= item->kind == VALUE_MAP ? collect_map(c, item) : collect_text(c, item);
	}
	return sound;
}

static int by_first_day(const void *left, const void *right)
{
	const Found *a = left, *b = right;
	if (a->range.from != b->range.from)
		return a->range.from < b->range.from ? -1 : 1;
	if (a->pos.line != b->pos.line)
		return a->pos.line < b->pos.line ? -1 : 1;
	return (a->pos.column > b->pos.column) - (a->pos.column < b->pos.column);
}

static bool overlap_is_none(const Collected *c)
{
	const Written *w = c->w;
	bool sound = true;
	for (size_t i = 1; i < c->count; i++) {
		if (c->items[i].range.from > c->items[i - 1].range.until)
			continue;
		diag_error(w->diag, w->src, c->items[i].pos, "date-overlap",
		           ARGS(day_iso(c->items[i].range.from, w->arena)),
		           _("the day '{0}' is given twice"), _("write each day once"));
		sound = false;
	}
	return sound;
}

static bool ranges_finished(Collected *c, DayRanges *ranges)
{
	qsort(c->items, c->count, sizeof(*c->items), by_first_day);
	if (!overlap_is_none(c))
		return false;
	DayRange *items = NEW_ARRAY(c->w->arena, DayRange, c->count);
	for (size_t i = 0; i < c->count; i++)
		items[i] = c->items[i].range;
	*ranges = (DayRanges){ items, c->count };
	return true;
}

bool written_day_ranges(const Written *w, const Value *v, DayRanges *ranges)
{
	Collected c;
	c.w = w;
	c.count = 0;
	*ranges = (DayRanges){ 0 };
	bool sound = v->kind == VALUE_MAP    ? collect_map(&c, v)
	             : v->kind == VALUE_LIST ? collect_list(&c, v)
	                                     : collect_text(&c, v);
	return sound && ranges_finished(&c, ranges);
}
