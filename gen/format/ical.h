/*
 * iCalendar (RFC 5545), written: lines of a calendar, one after the other.
 *
 *   Buf b = { .arena = page };
 *   ical_open(&b, &head);                     VCALENDAR, and Tokyo's time zone
 *   ical_line(&b, STR("BEGIN"), STR("VEVENT"));
 *   ical_text(&b, STR("SUMMARY"), name);
 *   ical_time(&b, STR("DTSTART"), moment);
 *   ical_line(&b, STR("END"), STR("VEVENT"));
 *   ical_close(&b);
 *
 * Every line ends in CR LF and is folded so that none has more than 75
 * octets, never within a character. A text can end no line and begin no
 * property: \ ; , and line ends are escaped, other control characters left
 * out. Names are the program's own; so are the values of ical_line. There is
 * no METHOD: with PUBLISH each entry would need an ORGANIZER to write to
 * (RFC 5546, 3.2.1), and without it DTSTAMP may be the day of the last change.
 *
 * libical writes calendars too, at 14 us and some fifty pieces of memory for
 * an entry, of which a site has ten thousands. It reads what is written here
 * in the unit test, as python3-icalendar reads whole sites in tests/calendars.
 */
#ifndef FORMAT_ICAL_H
#define FORMAT_ICAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/str.h"

enum { ICAL_OCTETS = 75 };                     /* of a line, without its end */

/* A day, or a time of it in Tokyo; minutes from 1440 on are of the next day. */
typedef struct IcalMoment {
	Day day;
	Minute minute;                         /* MINUTE_NONE: all day */
} IcalMoment;

typedef struct IcalHead {
	Str name, about, url;                  /* of the calendar, for people */
	Str source;                            /* its own address, to be asked each day; empty: a file to take once */
} IcalHead;

void ical_open(Buf *b, const IcalHead *head);
void ical_close(Buf *b);

void ical_line(Buf *b, Str name, Str value);
void ical_text(Buf *b, Str name, Str text);
/* Texts with commas between them; nothing at all for none. */
void ical_texts(Buf *b, Str name, const Str *texts, size_t count);
/* The parts of one value, with semicolons between them: the lines of vCards (RFC 2426) are written alike. */
void ical_parts(Buf *b, Str name, const Str *texts, size_t count);
/* ;VALUE=DATE:20261208 or ;TZID=Asia/Tokyo:20261208T100000 */
void ical_time(Buf *b, Str name, IcalMoment moment);
/* Several days at the same time of day. */
void ical_times(Buf *b, Str name, const Day *days, size_t count, Minute minute);
/* DTSTAMP and LAST-MODIFIED: the midnight with which the day begins in Tokyo, in UTC; SEQUENCE: its number. */
void ical_changed(Buf *b, Day day);
/* The rule with its last day, of the kind of its start. */
void ical_rule(Buf *b, Str rule, IcalMoment last);

#endif
