/*
 * Repeat rules (RFC 5545 RRULE) to days. libical stays behind this file.
 *
 *   Str why;
 *   if (!recur_check(rule, &why)) …               why, in words, translated
 *   Days days;
 *   recur_days(rule, start, from, until, page, &days)
 *
 * Accepted: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY with INTERVAL, COUNT or
 * UNTIL, WKST, BYDAY, BYMONTHDAY, BYMONTH, and, by month or year, BYSETPOS. `start` counts
 * INTERVAL and COUNT and stands in for what the rule leaves open (WEEKLY
 * without BYDAY: the weekday of `start`). A start that does not fit the
 * rule is no day of it.
 *
 * libical 3.0.16 looks on to the year 2582, for up to 1.6 s, when a rule
 * is never met (BYMONTH=2;BYMONTHDAY=31). So it is asked only for what comes
 * again within a few years (weekdays, days of the month, the n-th weekday),
 * with INTERVAL 1; months, intervals, counts and positions are applied to
 * that here.
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
	RECUR_STEPS_MAX = 40000,               /* candidates looked at: a hundred years of days */
	RECUR_BYTES_MAX = 500,                 /* of a rule */
};

typedef struct Days {
	const Day *items;
	size_t count;
} Days;

bool recur_check(Str rrule, Str *why);
/* The days of the rule from `from` to `until`, both included, in order. False: recur_check says why. */
bool recur_days(Str rrule, Day start, Day from, Day until, Arena *a, Days *out);

#endif
