#include "site/next_change.h"

#include "site/news.h"
#include "site/state.h"

typedef struct Search {
	const Site *site;
	CalendarView view;
	RuleCache rules;
	Arena *arena;                          /* emptied after each record */
	Day last;                              /* no change is looked for beyond it */
	NextReason now;                        /* what is being looked at */
	NextChange found;
} Search;

static void found(Search *s, Day day)
{
	NextChange *f = &s->found;
	if (day <= s->site->today || day > f->day)
		return;
	if (day < f->day)
		*f = (NextChange){ .day = day };
	const NextReason *last = f->count ? &f->reasons[f->count - 1] : NULL;
	if (last && last->record == s->now.record && last->words == s->now.words)
		return;
	if (f->count < NEXT_REASONS)
		f->reasons[f->count++] = s->now;
	else
		f->more++;
}

/* What lasts until `day` is different on the day after. */
static void found_after(Search *s, Day day)
{
	if (day)
		found(s, day + 1);
}

/* The reasons. */

static void find_begin(Search *s, const Record *r)
{
	found(s, r->publish_from);
}

static void find_end(Search *s, const Record *r)
{
	found_after(s, record_last_day(r));
	found_after(s, r->publish_until);
}

static void find_alert(Search *s, const Record *r)
{
	found_after(s, r->alert->until);
}

static void find_stale(Search *s, const Record *r)
{
	if (r->assured)
		found_after(s, r->assured + s->site->info.stale_days);
}

/* A sheet names the day it comes down when that is near enough. */
static void find_sheet(Search *s, const Record *r)
{
	Day last = record_last_day(r);
	if (last)
		found(s, last - s->site->info.board.max_days);
}

static void find_deadline(Search *s, const Record *r)
{
	if (r->kind == KIND_EVENT)
		found_after(s, r->as.event.application.until);
}

static void find_first_day(Search *s, const Record *r)
{
	if (r->kind == KIND_EVENT)
		found(s, r->as.event.from);
}

/* A day that was moved is followed as long as the calendar knows the old one. */
static void find_changes(Search *s, const Record *r)
{
	if (r->kind != KIND_EVENT)
		return;
	for (size_t i = 0; i < r->as.event.changes.count; i++) {
		const Change *c = &r->as.event.changes.items[i];
		found_after(s, c->date);
		found_after(s, c->to);
		if (c->date && c->to)
			found_after(s, c->date + DAYS_BACK);
	}
}

/* While it is on, each day is 今日; before, it comes into one list after the other. */
static void find_occurrence(Search *s, const Occurrence *o)
{
	const int before[] = { DAYS_AHEAD, s->view.days_shown, s->view.days_shown - 1, WEEK_SHOWN - 1, 1 };
	Day tomorrow = s->site->today + 1;
	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++)
		found(s, o->day - before[i]);
	if (o->until + 1 >= tomorrow)
		found(s, o->day > tomorrow ? o->day : tomorrow);
}

static void find_days(Search *s, const Record *r)
{
	if (r->kind != KIND_EVENT)
		return;
	Occurrences all = calendar_all(&s->view, s->last + DAYS_AHEAD, &s->rules, r, s->arena);
	for (size_t i = 0; i < all.count; i++)
		find_occurrence(s, &all.items[i]);
}

/* What is hidden has only the first of them. */
static const struct {
	const char *words;
	void (*find)(Search *s, const Record *r);
} reasons[] = {
	{ N_("begins to be shown"), find_begin },
	{ N_("its last day has passed"), find_end },
	{ N_("its alert ends"), find_alert },
	{ N_("was confirmed too long ago"), find_stale },
	{ N_("the day its sheet comes down can be printed"), find_sheet },
	{ N_("its deadline has passed"), find_deadline },
	{ N_("its first day has come"), find_first_day },
	{ N_("a change of it has passed"), find_changes },
	{ N_("one of its days comes near, is on, or has passed"), find_days },
};

static void find_reasons(Search *s, const Record *r)
{
	size_t count = r->state == STATE_HIDDEN ? 1 : sizeof(reasons) / sizeof(*reasons);
	for (size_t i = 0; i < count; i++) {
		s->now = (NextReason){ r, reasons[i].words };
		reasons[i].find(s, r);
	}
}

static Day next_month(Day day)
{
	Civil c = day_civil(day);
	return day - c.day + 1 + days_in_month(c.year, c.month);
}

/* News are told for so long, and changes at the record itself. A clock may have run ahead. */
static void find_news(Search *s, const Past *past)
{
	s->now = (NextReason){ NULL, N_("something is no news any more") };
	for (size_t i = 0; i < past->count; i++) {
		Day day = past->days[i].day;
		const int after[] = { 0, CHANGES_DAYS, NEWS_DAYS - 1, NEWS_DAYS };
		for (size_t n = 0; n < sizeof(after) / sizeof(*after); n++)
			found(s, day + after[n]);
	}
}

static void find_edited(Search *s)
{
	s->now = (NextReason){ NULL, N_("a file is edited and not committed: it counts as changed today") };
	found(s, s->site->today + 1);
}

NextChange next_change(const Site *site, const Past *past, bool edited, Arena *a)
{
	Search s = { .site = site, .arena = a, .last = next_month(site->today) };
	s.view = (CalendarView){ &site->calendars, site->today, site->info.whats_on_days,
		                 site_cancelling(site, a) };
	s.found.day = s.last;
	s.now.words = N_("a new month: the board sheets");
	found(&s, s.last);
	find_news(&s, past);
	if (edited)
		find_edited(&s);
	ArenaMark empty = arena_mark(a);
	for (size_t i = 0; i < site->record_count; i++) {
		find_reasons(&s, site->records[i]);
		arena_reset(a, empty);
	}
	arena_free(&s.rules.arena);
	return s.found;
}
