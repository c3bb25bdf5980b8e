#include "site/state.h"

static const struct { bool page, listed, flyer, calendar; } shows[] = {
	[STATE_HIDDEN]    = { false, false, false, false },
	[STATE_ACTIVE]    = { true, true, true, true },
	[STATE_CANCELLED] = { true, true, true, true },
	[STATE_POSTPONED] = { true, true, true, true },
	[STATE_SUSPENDED] = { true, true, false, false },
	[STATE_FULL]      = { true, true, true, true },
	[STATE_ENDED]     = { true, false, false, false },
};

bool state_has_page(State s)  { return shows[s].page; }
bool state_is_listed(State s) { return shows[s].listed; }
bool state_has_flyer(State s) { return shows[s].flyer; }
bool state_has_calendar(State s) { return shows[s].calendar; }

static Day earlier(Day a, Day b)
{
	if (!a || !b)
		return a ? a : b;
	return a < b ? a : b;
}

static Day last_of(const DayRanges *ranges)
{
	Day last = DAY_NONE;
	for (size_t i = 0; i < ranges->count; i++)
		if (!last || ranges->items[i].until > last)
			last = ranges->items[i].until;
	return last;
}

static Day later(Day a, Day b)
{
	return a > b ? a : b;
}

static Day event_last_day(const Event *e)
{
	bool repeats = e->repeat.rule.len > 0;
	if (repeats && !e->until)
		return DAY_NONE;
	Day last = later(repeats ? e->until : last_of(&e->days), last_of(&e->also));
	for (size_t i = 0; i < e->changes.count; i++)
		last = later(last, e->changes.items[i].to);
	return last;
}

Day record_last_day(const Record *r)
{
	Day last = DAY_NONE;
	if (r->kind == KIND_EVENT)
		last = event_last_day(&r->as.event);
	else if (r->kind == KIND_NOTICE)
		last = r->as.notice.expires;
	return earlier(last, r->publish_until);
}

State state_of(const Record *r, Day today)
{
	static const State of_status[] = {
		[STATUS_ACTIVE] = STATE_ACTIVE, [STATUS_CANCELLED] = STATE_CANCELLED,
		[STATUS_POSTPONED] = STATE_POSTPONED, [STATUS_SUSPENDED] = STATE_SUSPENDED,
		[STATUS_FULL] = STATE_FULL, [STATUS_ENDED] = STATE_ENDED,
	};
	/* A postponed event has no day yet, so the old one does not end it. */
	bool undated = r->kind == KIND_EVENT && r->status == STATUS_POSTPONED;
	Day last = undated ? r->publish_until : record_last_day(r);
	if (r->publish_from && today < r->publish_from)
		return STATE_HIDDEN;
	if (last && today > last)
		return STATE_ENDED;
	return of_status[r->status];
}

void record_find_state(Record *r, Day today, bool early)
{
	r->state = state_of(r, today);
	r->early = early && r->state == STATE_HIDDEN;
	if (r->early)
		r->state = state_of(r, r->publish_from);
}

void record_find_end(Record *r)
{
	const Event *e = &r->as.event;
	Str rule = r->kind == KIND_EVENT ? e->repeat.rule : (Str){ 0 };
	bool ends = str_contains(rule, STR("UNTIL=")) || str_contains(rule, STR("COUNT="));
	if (ends && !e->next && r->state == STATE_ACTIVE)
		r->state = STATE_ENDED;
}

void record_name_early(Record *r, Arena *a)
{
	if (r->early)
		r->name = STR_CONCAT(a, STR("【公開前】"), r->name);
}

bool record_is_stale(const Record *r, Day today, int stale_days)
{
	return r->assured && today - r->assured > stale_days;
}
