/*
 * What shows where: the state table of the product, as four questions.
 *
 * A thing is past on the day after its last day; the day in Asia/Tokyo is
 * the smallest unit.
 */
#ifndef SITE_STATE_H
#define SITE_STATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/date.h"
#include "site/record.h"

State state_of(const Record *r, Day today);
/* Fills in its state; with `early` what is to be seen later has the one of its first day, and is marked. */
void  record_find_state(Record *r, Day today, bool early);
/* Once its days are known: a rule that ends by itself (UNTIL, COUNT) tells only now that its last one has passed. */
void  record_find_end(Record *r);
/* Last, where it is early: nothing that is checked or sorted is called by this name. */
void  record_name_early(Record *r, Arena *a);
/* 確認日 is more than `stale_days` ago. */
bool  record_is_stale(const Record *r, Day today, int stale_days);
/* The last day it is worth showing: of its dates, its notice, its publish_until; DAY_NONE when open. */
Day   record_last_day(const Record *r);

bool  state_has_page(State s);                 /* own page and /r/ */
bool  state_is_listed(State s);                /* lists, indexes, search */
bool  state_has_flyer(State s);
bool  state_has_calendar(State s);             /* .ics; what has passed is still there for some days */

#endif
