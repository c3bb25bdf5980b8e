/*
 * The days of an event as other calendars take them: rules and exceptions.
 *
 *   SeriesList list = series_of(&view, window, &cache, event, a);
 *
 * Each Series is one entry of a calendar: a single day (or run of days), or
 * what comes again by a rule. Together they say exactly what calendar.h says
 * of the window, so that a calendar that follows them shows our own days:
 *
 *   rule        the days of the repeat from `first` to `last`, without those
 *               in `left_out`. Of what calls for a new hour or place "from
 *               then on" a new Series begins.
 *   altered     days of it that are announced and now different
 *   single      days that no rule gives: of a list of days, of `also`, moved
 *               ones. RFC 5545 has RDATE for them; Outlook leaves out what has
 *               an RDATE without a rule, and Google one that comes after the
 *               rule's end, so each is an entry of its own.
 *
 * A rule always ends: a telephone that has taken it once must not ring for
 * years after the group has gone.
 */
#ifndef SITE_SERIES_H
#define SITE_SERIES_H

#include "base/map.h"
#include "site/calendar.h"
#include "site/record.h"

typedef struct Series {
	Day first, last;                       /* last: of a single one the last day of its run */
	Str rule;                              /* RRULE without its end; empty: single */
	Days left_out;
	Occurrence usual;                      /* what holds on its days */
	Occurrences altered;
	bool continued;                        /* the same event from a day on: named after `since` */
	bool extra;                            /* one of several single days: named after its day */
	Day since;
} Series;

typedef struct SeriesList {
	const Series *items;
	size_t count;
} SeriesList;

/* From the first of the month, which is at most 30 days ago, for two years: so that it changes with the month only. */
DayRange series_window(Day today);

/* What many events have in common is made once; one cache a worker, of one window. */
typedef struct SeriesCache {
	RuleCache rules;
	Map plain;                             /* Series, by the words they follow from */
} SeriesCache;

/* The event's own state is not looked at. Lives in the arena and in the cache. */
SeriesList series_of(const CalendarView *view, DayRange window, SeriesCache *cache, const Record *event, Arena *a);
void       series_forget(SeriesCache *cache);

#endif
