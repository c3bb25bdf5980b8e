/*
 * Where, and at what time, an event is from its next date on.
 *
 *   Reaches where = reaches_of(event, REACH_PLACE, today);
 *   where.items[0]     so it is on the next date
 *   where.items[1]     so it is after that, where it differs: else `count` is 1
 *
 * Its fields say what is usual; a change may hold instead, for a day or from a day on, and whoever reads ところ goes
 * there. An event without a date to come is as its fields have it. `of` points into the event. What is told changes
 * only when a date passes.
 */
#ifndef SITE_REACH_H
#define SITE_REACH_H

#include "site/record.h"

typedef enum ReachOf { REACH_PLACE, REACH_TIMES } ReachOf;

typedef enum ReachKind {
	REACH_ALWAYS,                          /* it is so already, or as far as is known */
	REACH_FROM,                            /* from `day` on */
	REACH_ON, REACH_ONLY,                  /* on `day` and other dates that were named; on it alone */
	REACH_ELSE,                            /* on the other days */
} ReachKind;

typedef struct Reach {
	ReachKind kind;
	Day day;
	const PlaceRef *place;                 /* the one that was asked for is what differs */
	const TimeSpans *times;
} Reach;

typedef struct Reaches {
	Reach items[2];
	size_t count;
} Reaches;

Reaches reaches_of(const Event *e, ReachOf of, Day today);
/* The first of them alone. */
const PlaceRef *place_now(const Event *e, Day today);
/* What is so on that day, but for what was changed for the day alone. */
const PlaceRef  *place_in_force(const Event *e, Day day);
const TimeSpans *times_in_force(const Event *e, Day day);
/* The days with their new ones for those that were moved. */
DayRanges days_as_moved(const Event *e, Arena *a);
/* 12月8日（火曜日）から, 12月22日（火曜日）だけ, 12月22日（火曜日）など, ほかの日; nothing for what is so always. `year` as in say.h. */
void say_reach(Buf *b, const Reach *reach, int year);

#endif
