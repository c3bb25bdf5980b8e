/*
 * Repeat rules (RFC 5545 RRULE) to days. libical stays behind this file,
 * and is opened with the first rule that is checked.
 *
 *   Str why;
 *   if (!recur_check(rule, &why)) …               why, in words, translated
 *   Days days;
 *   recur_days(rule, start, from, until, page, &days)
 *
 * Accepted: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY with INTERVAL, COUNT or
 * UNTIL, WKST, BYDAY, BYMONTHDAY, BYMONTH, and for months and years
 * BYSETPOS; libical must read it too, as those who take our calendars will.
 * `start` counts INTERVAL and COUNT and stands in for what the rule leaves
 * open (WEEKLY without BYDAY: the weekday of `start`). A start that does
 * not fit the rule is no day of it.
 *
 * The days are found by looking at each day of the window, 25 ns each.
 * libical's iterator needs 3 to 7 us for each day it finds, and looks on
 * to the year 2582, for up to 1.6 s, when a rule is never met; it serves
 * the tests, beside python3-dateutil, as the one to agree with.
 */
#ifndef FORMAT_RECUR_H
#define FORMAT_RECUR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"

enum {
	RECUR_DAYS_MAX  = 4000,                /* more are left out */
	RECUR_STEPS_MAX = 40000,               /* days looked at: a hundred years */
	RECUR_BYTES_MAX = 500,                 /* of a rule */
};

typedef struct Days {
	const Day *items;
	size_t count;
} Days;

bool recur_check(Str rrule, Str *why);
/* The rule's days from `from` to `until`, both included, in order. False: recur_check says why. */
bool recur_days(Str rrule, Day start, Day from, Day until, Arena *a, Days *out);

#endif
