/*
 * The next day on which the site changes though nobody edits anything.
 *
 *   NextChange next = next_change(site, &past, edited, arena);
 *   for (size_t i = 0; i < next.count; i++)
 *           ... next.reasons[i].record, _(next.reasons[i].words)
 *
 * Pages depend on the day: what is past leaves the lists, 今日 and 明日 move
 * on, a day comes into what's on. The day found may be too early (nothing
 * that can be seen changes then) but never too late: built for any day
 * before it, the site has the same bytes as today. It is never later than
 * the first of next month, when the board sheets change.
 *
 * Whoever makes pages depend on the day in a new way adds a row to the table
 * of reasons.
 */
#ifndef SITE_NEXT_CHANGE_H
#define SITE_NEXT_CHANGE_H

#include <stdbool.h>

#include "site/site.h"
#include "source/past.h"

enum { NEXT_REASONS = 5 };

typedef struct NextReason {
	const Record *record;                  /* NULL: the whole site */
	const char *words;                     /* to be translated */
} NextReason;

typedef struct NextChange {
	Day day;
	NextReason reasons[NEXT_REASONS];
	size_t count, more;                    /* more: reasons that found no room */
} NextChange;

/*
 * `past` is that of news.h, or empty. `edited`: some file is not as it was
 * committed, and so counts as changed on whatever day the site is built.
 */
NextChange next_change(const Site *site, const Past *past, bool edited, Arena *a);

#endif
