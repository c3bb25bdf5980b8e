/*
 * Calendar files (.ics) for telephones and computers: of each event that is
 * still to come, of each area, and of each age and purpose of the city.
 *
 *     /seibu/events/hana/event.ics             one event, to be taken once
 *     /seibu/events/calendar.ics               what is on in an area, to be subscribed to
 *     /for/senior/all/calendar.ics             what names an age; likewise …/all/eat/…
 *
 * They say what pages say, for two years from the first of this month on
 * (site/series.h): a day that is called off stays, with STATUS:CANCELLED and
 * 【中止】 before its name. When an entry last changed is the day on which its
 * record, its place, the notice that calls it off, or a file it takes holidays
 * or its contact from changed, from history; without a history it is the 確認日. SEQUENCE is that day, counted from 1970:
 * it never falls while history grows, and rises on the day of a change.
 *
 * A calendar of an area has those that lists show, and what ended this month.
 */
#ifndef RENDER_ICS_H
#define RENDER_ICS_H

#include "render/desk.h"

/* Nearest first; about half a megabyte: some calendars take no more than one. */
enum { CALENDAR_MOST = 500 };

/* An event with a day to come, that is not suspended: it has a file of its own. */
bool      record_has_calendar(const Record *r);
/* What the calendar of an output holds, in the order of files. In the arena. */
Selection calendar_records(const Press *press, const Output *out, bool *cut, Arena *a);

/* How a page leads to a calendar: of an area, or of an age or a purpose. */
typedef struct CalendarLink {
	Str name;                              /* 芝久保小地区の催し */
	Str url, webcal_url;
} CalendarLink;

CalendarLink calendar_link(const Press *press, const Area *area, const Term *age, const Term *purpose, Arena *a);

Str       render_event_ics(Desk *desk, const Output *out);
Str       render_calendar(Desk *desk, const Output *out);

#endif
