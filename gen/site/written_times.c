#include "site/written.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "site/written_inner.h"

#define TIMES_HINT N_("write a time: 10:00, or from and until: 10:00–11:30")

enum { HOUR = 60, NOON = 12 * HOUR, MIDNIGHT = 24 * HOUR, ABSENT = -1 };

typedef enum Half { HALF_NONE, FORENOON, AFTERNOON } Half;

/* A time as it stands there, before anybody asks whether it exists. */
typedef struct TimeParts {
	Str part; /* of the folded text, for messages */
	Half half;
	int hour, minute; /* minute ABSENT: a bare number, no time yet */
	int minute_digits;
} TimeParts;

static Half take_half(Scan *s)
{
	static const Str words[] = {
		STR_INIT("午前"), STR_INIT("午後"), STR_INIT("AM"),
		STR_INIT("PM"),   STR_INIT("am"),   STR_INIT("pm"),
	};
	int n = scan_take_one(s, words, 6);
	return n < 0 ? HALF_NONE : n % 2 ? AFTERNOON : FORENOON;
}

/* Behind the hour: :30, 時, 時30分, 時半. */
static bool take_minutes(Scan *s, TimeParts *p)
{
	if (scan_take(s, STR(":")))
		return scan_number(s, &p->minute, &p->minute_digits);
	if (!scan_take(s, STR("時")))
		return true;
	p->minute = 0;
	if (scan_take(s, STR("半")))
		p->minute = HOUR / 2;
	else if (scan_number(s, &p->minute, NULL))
		return scan_take(s, STR("分"));
	return true;
}

/* Takes a time; false when what stands here is none. */
static bool take_parts(Scan *s, TimeParts *p)
{
	scan_space(s);
	Str from = s->rest;
	*p = (TimeParts){ .minute = ABSENT, .minute_digits = 2 };
	p->half = take_half(s);
	bool sound = true;
	if (p->half == HALF_NONE && scan_take(s, STR("正午"))) {
		p->hour = NOON / HOUR;
		p->minute = 0;
	} else {
		sound = scan_number(s, &p->hour, NULL) && take_minutes(s, p);
		if (sound && p->half == HALF_NONE)
			p->half = take_half(s);
	}
	p->part = scan_since(s, from);
	return sound;
}

static Str clock(const Written *w, int minutes)
{
	return str_format(w->arena, "%d:%02d", minutes / HOUR, minutes % HOUR);
}

/* The part of a day that Excel shows where a cell's format is lost, 0.4375, in minutes; -1: no such number. */
static int minutes_of_part(const Scan *s)
{
	Str rest = s->rest;
	int part = 0, whole = 1;
	if (!str_take(&rest, STR(".")))
		return -1;
	for (size_t i = 0; i < 6 && i < rest.len && rest.ptr[i] >= '0' && rest.ptr[i] <= '9'; i++) {
		part = part * 10 + rest.ptr[i] - '0';
		whole *= 10;
	}
	return (int)(((int64_t)part * 24 * HOUR + whole / 2) / whole);
}

/* 10 and 1030 are no times, but what is meant is plain. */
static bool refuse_bare(const Scan *s, const TimeParts *p)
{
	int minutes = p->hour <= 24 ? p->hour * HOUR : p->hour / 100 * HOUR + p->hour % 100;
	bool plain = p->hour <= 24 || (p->hour <= 2400 && p->hour % 100 < HOUR);
	if (p->half == AFTERNOON && p->hour < 12)
		minutes += NOON;
	if (!p->hour && minutes_of_part(s) > 0)
		minutes = minutes_of_part(s);
	Str likely = plain ? clock(s->w, minutes) : STR("10:00");
	return scan_refuse(s, p->part, "time-bare", ARGS(p->part, likely),
	                   _("'{0}' is a number, not a time"), _("write {1}"));
}

static bool refuse_noon(const Scan *s, const TimeParts *p)
{
	return scan_refuse(s, p->part, "time-noon",
	                   ARGS(p->part, clock(s->w, NOON + p->minute), clock(s->w, p->minute)),
	                   _("'{0}' may be noon or midnight"),
	                   _("write {1} for noon, {2} for midnight"));
}

static bool refuse_half(const Scan *s, const TimeParts *p)
{
	return scan_refuse(s, p->part, "time-half",
	                   ARGS(p->part, clock(s->w, p->hour * HOUR + p->minute)),
	                   _("'{0}' mixes 午前 or 午後 with the 24-hour clock"), _("write {1}"));
}

/* The minute of the day that `p` stands for, 0 to 1440. */
static bool judged(const Scan *s, const TimeParts *p, Minute *minute)
{
	if (p->minute == ABSENT)
		return refuse_bare(s, p);
	if (p->hour > 24 || (p->hour == 24 && p->minute > 0))
		return scan_refuse(s, p->part, "time-hour", ARGS(p->part),
		                   _("there is no time '{0}'"),
		                   _("write a time from 0:00 to 24:00"));
	if (p->minute >= HOUR || p->minute_digits != 2)
		return scan_refuse(s, p->part, "time-minute", ARGS(p->part),
		                   _("the minutes in '{0}' cannot be right"),
		                   _("write two digits from 00 to 59: 10:05"));
	if (p->half != HALF_NONE && p->hour == 12)
		return refuse_noon(s, p);
	if (p->half != HALF_NONE && p->hour > 12)
		return refuse_half(s, p);
	*minute = (Minute)((p->hour + (p->half == AFTERNOON ? 12 : 0)) * HOUR + p->minute);
	return true;
}

static bool refuse_unknown(const Scan *s, Str from)
{
	from = str_trim(from);
	return scan_refuse(s, from, "time-unknown", ARGS(utf8_prefix(from, 40)),
	                   _("'{0}' is not a time"), _(TIMES_HINT));
}

static bool refuse_order(const Scan *s, Str part, TimeSpan span)
{
	int later = span.until + NOON; /* 10:00-1:00, 8:30-5:15 */
	bool afternoon = span.until < NOON && later > span.from && later - span.from <= 10 * HOUR;
	Str from = clock(s->w, span.from), until = clock(s->w, span.until);
	if (afternoon)
		return scan_refuse(s, part, "time-backwards", ARGS(from, until, clock(s->w, later)),
		                   _("the end, '{1}', is not after the start, '{0}'"),
		                   _("write the 24-hour clock: {0}–{2}"));
	return scan_refuse(s, part, "time-backwards", ARGS(from, until),
	                   _("the end, '{1}', is not after the start, '{0}'"),
	                   _("write the start first; past midnight, end at 24:00"));
}

/* In 午後1時から3時 the second hour is of the afternoon too. */
static void carry_half(const TimeParts *from, TimeParts *until)
{
	if (until->half == HALF_NONE && from->half == AFTERNOON && until->hour < 12)
		until->half = AFTERNOON;
}

static bool take_dash(Scan *s)
{
	static const Str dashes[] = { STR_INIT("-"), STR_INIT("~"), STR_INIT("から"),
		                      STR_INIT("→") };
	return scan_take_one(s, dashes, 4) >= 0;
}

static bool sees_time(Scan *s)
{
	static const Str words[] = {
		STR_INIT("午前"), STR_INIT("午後"), STR_INIT("正午"), STR_INIT("AM"),
		STR_INIT("PM"),   STR_INIT("am"),   STR_INIT("pm"),
	};
	Str before = s->rest;
	bool word = scan_take_one(s, words, 7) >= 0;
	s->rest = before;
	return word || scan_sees_digit(s);
}

static bool refuse_no_start(Scan *s)
{
	return scan_refuse(s, s->text, "time-no-start", ARGS(s->text),
	                   _("'{0}' has an end but no start"),
	                   _("write the start too: 9:00–12:00"));
}

static bool take_end(Scan *s, const TimeParts *from, TimeSpan *span)
{
	TimeParts until;
	Str start = s->rest;
	if (!take_parts(s, &until))
		return refuse_unknown(s, start);
	carry_half(from, &until);
	if (!judged(s, &until, &span->until))
		return false;
	scan_take(s, STR("まで"));
	return span->until > span->from || refuse_order(s, until.part, *span);
}

/* 10:00, 10:00-, 10:00-11:30, 午前10時から正午まで, 24時間, 終日. */
static bool take_span(Scan *s, TimeSpan *span)
{
	TimeParts from;
	scan_space(s);
	Str start = s->rest;
	*span = (TimeSpan){ 0, MIDNIGHT };
	if (scan_take(s, STR("24時間")) || scan_take(s, STR("終日")))
		return true;
	if (scan_sees(s, STR("~")) || scan_sees(s, STR("-")))
		return refuse_no_start(s);
	if (!take_parts(s, &from))
		return refuse_unknown(s, start);
	if (!judged(s, &from, &span->from))
		return false;
	if (span->from == MIDNIGHT)
		return scan_refuse(s, from.part, "time-start", ARGS(from.part),
		                   _("nothing starts at '{0}', the end of the day"),
		                   _("write 0:00, and the day after"));
	if (scan_sees(s, STR("まで")))
		return refuse_no_start(s);
	span->until = MINUTE_NONE;
	return !take_dash(s) || !sees_time(s) || take_end(s, &from, span);
}

/* Spans as they are collected, each with its place. */
typedef struct Found {
	TimeSpan span;
	Pos pos;
} Found;

typedef struct Collected {
	const Written *w;
	Found items[TIME_SPANS_MAX];
	size_t count;
} Collected;

static bool collect(Collected *c, const Scan *s, Str from, TimeSpan span)
{
	Str part = scan_since(s, from);
	if (c->count == TIME_SPANS_MAX)
		return scan_refuse(s, part, "time-many", NO_ARGS,
		                   _("there are more than 24 times here"),
		                   _("write the first and the last"));
	c->items[c->count++] = (Found){ span, scan_pos(s, part) };
	return true;
}

static bool at_separator(Scan *s)
{
	static const Str between[] = { STR_INIT("、"), STR_INIT(","), STR_INIT("・"),
		                       STR_INIT("と"), STR_INIT("/") };
	return scan_take_one(s, between, 5) >= 0;
}

static bool collect_rest(Collected *c, Scan *s)
{
	TimeSpan span;
	do {
		scan_space(s);
		Str from = s->rest;
		if (!take_span(s, &span) || !collect(c, s, from, span))
			return false;
	} while (at_separator(s));
	if (scan_at_end(s))
		return true;
	Str extra = str_trim(s->rest);
	return scan_refuse(s, extra, "time-extra", ARGS(utf8_prefix(extra, 40)),
	                   _("'{0}' does not belong behind a time"),
	                   extra.ptr[0] >= '0' && extra.ptr[0] <= '9'
	                           ? _("put 、 between two times: 10:00–11:30、13:00–14:30")
	                           : _("write the time alone: 10:00–11:30; a remark goes into the text, or under "
	                               "note (補足) where there is one"));
}

/* Nothing of the text stays but numbers. */
static bool collect_value(Collected *c, const Value *v)
{
	Scan s;
	ArenaMark mark = arena_mark(c->w->arena);
	bool sound = scan_open(&s, c->w, v, TIMES_HINT) && collect_rest(c, &s);
	arena_reset(c->w->arena, mark);
	return sound;
}

static int by_start(const void *left, const void *right)
{
	const Found *a = left, *b = right;
	if (a->span.from != b->span.from)
		return a->span.from < b->span.from ? -1 : 1;
	if (a->pos.line != b->pos.line)
		return a->pos.line < b->pos.line ? -1 : 1;
	return (a->pos.column > b->pos.column) - (a->pos.column < b->pos.column);
}

static bool overlap_is_none(const Collected *c)
{
	bool sound = true;
	for (size_t i = 1; i < c->count; i++) {
		const TimeSpan *before = &c->items[i - 1].span, *span = &c->items[i].span;
		if (span->from > before->from && span->from >= before->until)
			continue;
		diag_error(c->w->diag, c->w->src, c->items[i].pos, "time-overlap",
		           ARGS(clock(c->w, span->from), clock(c->w, before->from)),
		           _("the time from '{0}' begins before the one from '{1}' is over"),
		           _("write one after the other: 10:00–11:00, 11:00–12:00"));
		sound = false;
	}
	return sound;
}

/* 1:30–3:30 was meant for the afternoon: nothing here is held before five in the morning. */
static void doubt_nights(const Collected *c)
{
	enum { MORNING = 5 * 60, HALF_A_DAY = 12 * 60 };
	for (size_t i = 0; i < c->count; i++) {
		TimeSpan span = c->items[i].span;
		if (span.from == 0 || span.from >= MORNING)
			continue;
		Str from = clock(c->w, (Minute)(span.from + HALF_A_DAY));
		bool ends = span.until != MINUTE_NONE && span.until <= HALF_A_DAY;
		Str until = ends ? clock(c->w, (Minute)(span.until + HALF_A_DAY)) : (Str){ 0 };
		diag_warning(c->w->diag, c->w->src, c->items[i].pos, "time-night",
		             ARGS(clock(c->w, span.from), from, until), _("'{0}' is in the middle of the night"),
		             ends ? _("if the afternoon is meant, write {1}–{2}")
		                  : _("if the afternoon is meant, write {1}"));
	}
}

static bool spans_finished(Collected *c, TimeSpans *spans)
{
	qsort(c->items, c->count, sizeof(*c->items), by_start);
	if (!overlap_is_none(c))
		return false;
	doubt_nights(c);
	TimeSpan *items = NEW_ARRAY(c->w->arena, TimeSpan, c->count);
	for (size_t i = 0; i < c->count; i++)
		items[i] = c->items[i].span;
	*spans = (TimeSpans){ items, c->count };
	return true;
}

bool scan_time_spans(Scan *s, TimeSpans *spans)
{
	Collected c;
	c.w = s->w;
	c.count = 0;
	return collect_rest(&c, s) && spans_finished(&c, spans);
}

bool written_time_spans(const Written *w, const Value *v, TimeSpans *spans)
{
	Collected c;
	bool sound = true;
	c.w = w;
	c.count = 0;
	*spans = (TimeSpans){ 0 };
	if (v->kind != VALUE_LIST)
		return collect_value(&c, v) && spans_finished(&c, spans);
	for (size_t i = 0; i < v->count; i++)
		sound &= collect_value(&c, &v->as.items[i]);
	return sound && spans_finished(&c, spans);
}
