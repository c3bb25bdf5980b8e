/*
 * Civil days and times of day: no clock, no time zone, no locale.
 *
 * A Day counts from 1970-01-01, so the next day is day + 1. A Minute
 * counts from midnight; 24:00 is 1440. Weekdays run Monday 0 to Sunday 6.
 * Everything in the city happens in Asia/Tokyo, which has no summer time.
 * 1970-01-01 itself stands for "no day", so that a zero struct has none.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef int32_t Day;
typedef int16_t Minute;

enum { DAY_NONE = 0, MINUTE_NONE = -1 };
enum { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

typedef struct Civil {
	int year, month, day;                  /* month and day from 1 */
} Civil;

bool  civil_is_valid(Civil c);                 /* years 1900 to 2199 */
Day   day_of(int year, int month, int day);
Civil day_civil(Day day);
int   day_weekday(Day day);
int   days_in_month(int year, int month);
/* 2026-12-08 */
Str   day_iso(Day day, Arena *a);
/* The day in Asia/Tokyo at that second since 1970 (UTC), within what a Day can hold. */
Day   day_of_time(int64_t second);
/* Today in Asia/Tokyo, from the system's clock; called by cmd/ alone. */
Day   day_today(void);

#endif
