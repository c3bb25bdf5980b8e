/*
 * Japanese eras: 令和8年 is 2026.
 *
 * The dates are those of the cabinet orders that named each era. A new era
 * is a new first row.
 */
#ifndef SITE_ERA_H
#define SITE_ERA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/str.h"

typedef struct Era {
	Str name;                              /* 令和 */
	char letter;                           /* R, as forms abbreviate it */
	int year_before;                       /* year 1 of the era less one: 令和8年 is 2018 + 8 */
	Civil first;                           /* its last day is the one before the next era */
} Era;

enum { ERA_COUNT = 4 };

/* Newest first. */
extern const Era ERAS[ERA_COUNT];

/* The era `day` lies in, or NULL before 1912-07-30. */
const Era *era_of(Day day);

#endif
