/*
 * What is on nearly every day is told once, at the head of a list by day:
 * else a week would be the same line seven times, and what is on that day
 * alone would be lost among them.
 *
 *   press->often = often_make(site, run);                   once
 *   if (often_has(press->often, OFTEN_WEEK, item)) …        it is told at the head, and left out of its day
 *   words_often(press, OFTEN_WEEK, event, arena)            月曜日から金曜日まで 午前10時から11時まで
 *
 * Of the seven days from today on: what is on, as planned, on four of them or
 * more; its words are those very days of the week, so they leave out what a
 * holiday or a change takes away. Of the days of what's on: what repeats, and is
 * on eight times or more and on more than every other day from the first of
 * them to the last; its words are its rule. A day that is not as planned always stands in its place.
 */
#ifndef RENDER_OFTEN_H
#define RENDER_OFTEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "render/press.h"
#include "site/site.h"

typedef enum OftenSpan { OFTEN_NEVER, OFTEN_WEEK, OFTEN_LONG } OftenSpan;

/* By number of record. */
const uint8_t *often_make(const Site *site, Arena *a);
bool often_has(const uint8_t *often, OftenSpan span, const AgendaItem *item);
/* The first day of the list on which it is as planned. */
bool often_begins(const AgendaItem *item, Day from);
Str  words_often(const Press *press, OftenSpan span, const Record *event, Arena *a);
/* 祝日・年末年始は休みです; empty where the words have said it all. */
Str  words_often_rules(OftenSpan span, const Record *event, Arena *a);

#endif
