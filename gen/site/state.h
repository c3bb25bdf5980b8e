/*
 * What shows where: the state table of the product, as four questions.
 *
 * A thing is past on the day after its last day; the day in Asia/Tokyo is
 * the smallest unit.
 */
#ifndef SITE_STATE_H
#define SITE_STATE_H

#include <stdbool.h>

#include "base/date.h"
#include "site/record.h"

State state_of(const Record *r, Day today);
/* 確認日 is more than `stale_days` ago. */
bool  record_is_stale(const Record *r, Day today, int stale_days);
/* The last day it is worth showing: of its dates, its notice, its publish_until; DAY_NONE when open. */
Day   record_last_day(const Record *r);

bool  state_has_page(State s);                 /* own page and /r/ */
bool  state_is_listed(State s);                /* lists, indexes, search */
bool  state_has_flyer(State s);
bool  state_has_calendar(State s);             /* .ics; what has passed is still there for some days */

#endif
