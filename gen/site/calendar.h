/*
 * Which event is on which day.
 *
 * A named calendar (祝日, 学期中) is a set of days. An event's occurrences
 * come from its days or its repeat, less `skip`, `only`, `on_holiday` and
 * `except`, more `also`; then `changes` and the notices that cancel are laid
 * over them. A changed day stays in its slot, told as it now is, until the
 * day has passed.
 */
#ifndef SITE_CALENDAR_H
#define SITE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/str.h"
#include "format/recur.h"
#include "site/facts.h"

struct Event;
struct Record;
struct Occurrence;
struct Occurrences;

typedef struct NamedDays {
	DayRange range;
	Str name;                              /* 元日; may be empty */
} NamedDays;

typedef struct Calendar {
	Str id, name, kana;
	Texts source;
	struct { const NamedDays *items; size_t count; } days;   /* sorted */
	Pos pos;
} Calendar;

typedef struct Calendars {
	const Calendar *items;
	size_t count;
} Calendars;

const Calendar  *calendar_find(const Calendars *all, Str name);  /* by name or id; NULL when absent */
/* The entry that `day` falls on, or NULL. */
const NamedDays *calendar_has(const Calendar *calendar, Day day);

enum {
	DAYS_BACK  = 31,                       /* past days kept: the calendar's 30, and the day itself */
	DAYS_AHEAD = 400,                      /* how far a repeat is followed to find the next dates */
	NEXT_DATES = 6,                        /* dates kept beyond the what's-on days */
	WEEK_SHOWN = 7,                        /* days on the page of an area */
};

/* Expansions of equal rules are made once; one cache a worker. */
typedef struct RuleCache {
	Arena arena;
	Map days;
} RuleCache;

typedef struct CalendarView {
	const Calendars *calendars;
	Day today;
	int days_shown;                        /* what's on: this many days are kept whole */
	const struct Record *const *cancelling;/* notices that call events off, NULL-terminated */
} CalendarView;

/* These days as the event has them before any change. */
struct Occurrence occurrence_planned(const struct Event *event, Day day, Day until);
/* Planned, or changed: somebody who comes finds it. */
bool occurrence_is_held(const struct Occurrence *o);

/* Fills in event->occurrences and event->next; reports except/changes that hit nothing. */
void calendar_expand(const CalendarView *view, RuleCache *cache, struct Record *record, Arena *a, Diag *d);
/* Every one from 31 days before today to `until`, and not only those that an event keeps. */
struct Occurrences calendar_all(const CalendarView *view, Day until, RuleCache *cache, const struct Record *record,
                                Arena *a);
/* A repeat less what its calendars take away, and nothing else: events of the same words have the same days. */
bool calendar_is_plain(const CalendarView *view, const struct Record *record);
/* The days of its repeat alone in the same window, before anything is left out: of the cache. */
Days calendar_ruled(const CalendarView *view, Day until, RuleCache *cache, const struct Record *record);

#endif
