/*
 * The small facts records are made of: days, times, hours, costs, contacts.
 *
 * Plain data, no functions: written.h reads them from what staff wrote,
 * say.h turns them into words. Texts are borrowed from the run's arena.
 * In every list a zero count means "not given".
 */
#ifndef SITE_FACTS_H
#define SITE_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/diag.h"
#include "base/str.h"

struct Record;
struct Office;

typedef struct DayRange {
	Day from, until;                       /* both inclusive */
} DayRange;

typedef struct DayRanges {
	const DayRange *items;
	size_t count;
} DayRanges;

typedef struct TimeSpan {
	Minute from, until;                    /* until: MINUTE_NONE when only a start was given */
} TimeSpan;

typedef struct TimeSpans {
	const TimeSpan *items;
	size_t count;
} TimeSpans;

/* Weekdays as bits: Monday 1 << 0 … Sunday 1 << 6, and public holidays. */
enum { WEEKDAY_HOLIDAY = 1 << 7, WEEKDAYS_ALL = 0x7f, WEEKDAYS_WORK = 0x1f };

typedef struct HoursLine {
	Str days;                              /* as written, for people: 月–金, 第2・第4火曜 */
	uint8_t weekdays;                      /* bits, when the days are plain weekdays; else 0 */
	TimeSpans times;
	Str note;
} HoursLine;

typedef struct Hours {
	const HoursLine *items;
	size_t count;
} Hours;

typedef struct CostLine {
	Str who;                               /* empty: everybody */
	int yen;                               /* 0: free; -1: not a number, see note */
	Str note;
} CostLine;

typedef struct Cost {
	const CostLine *items;
	size_t count;
} Cost;

typedef struct Capacity {
	int n;                                 /* 0: not given */
	Str unit;                              /* 人, 組 */
} Capacity;

typedef enum ApplicationState {
	APPLICATION_NONE,                      /* not given */
	APPLICATION_NOT_NEEDED, APPLICATION_OPEN, APPLICATION_FULL, APPLICATION_CLOSED,
} ApplicationState;

typedef struct Application {
	ApplicationState state;
	Str by;                                /* channels, joined for people; empty when not given */
	bool by_qr_only;
	Day until;                             /* DAY_NONE when none, or when days_before is used */
	int days_before;                       /* 各回の3日前 is 3; -1 when none */
	Str how, phone;
} Application;

/* A repeat as written: a phrase of ours or an RRULE, made one RRULE without a start. */
typedef struct Repeat {
	Str rule;                              /* FREQ=WEEKLY;BYDAY=WE; empty when there is none */
	Str words;                             /* 毎週水曜日 */
	bool needs_start;                      /* every other week: which one is known from `from` alone */
} Repeat;

/* Whom to ask. Read as written; join.c then fills in what the office or record of that id has and it has not. */
typedef struct Contact {
	Str id;                                /* of an office or a record; empty: it stands for itself */
	const struct Office *office;           /* what it is laid over, once joined; or NULL */
	const struct Record *record;
	Str name, phone, fax, email, url, note, ask;
	Hours hours;
	Str after_hours;
	Day consent;                           /* when a person agreed to be named */
	bool phone_typed;                      /* the number was typed here, not taken from an office */
	Pos pos;
} Contact;

typedef struct Contacts {
	Contact *items;
	size_t count;
} Contacts;

typedef struct Texts {
	const Str *items;
	size_t count;
} Texts;

/* 番 of one chome. */
typedef struct LotRange {
	int from, until;
} LotRange;

typedef struct Lots {
	const LotRange *items;
	size_t count;                          /* 0: all of the chome */
} Lots;

#endif
