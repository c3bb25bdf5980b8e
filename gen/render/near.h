/*
 * 近くのほかの活動: what a record's page offers beside it.
 *
 *   const Near *near = near_make(site, run);                 kept in the press
 *   ... near[record->number].items[0] …
 *
 * The activities of one area stand in a ring, in the order of their files.
 * Beside a record are offered those that follow it and share a purpose and an
 * age with it; then, where its own area has too few, those of the areas above.
 * So each is offered about as often as any other, none because it is first in
 * a list; and a new record, or a new day, changes few pages.
 */
#ifndef RENDER_NEAR_H
#define RENDER_NEAR_H

#include <stddef.h>

#include "base/arena.h"
#include "site/site.h"

enum { NEAR_MOST = 3 };

/* None for what is no activity itself: a window, a service, a scheme, a notice. */
typedef struct Near {
	const Record *items[NEAR_MOST];
	size_t count;
} Near;

/* Of every record, by its number. */
const Near *near_make(const Site *site, Arena *a);
/* Of one of them, where little else has changed since. */
Near near_of(const Site *site, const Record *r);

/* The order of their files, and in a file of their lines: it does not change with the day. */
int record_by_file(const Record *a, const Record *b);

#endif
