/*
 * A few records as they are in their files by now, in the site that was loaded before: their own pages can be shown
 * before the whole city has been loaded anew.
 *
 *   const Ahead *ahead = ahead_make(site, content, saved, count);
 *   ahead->site                           the same city, but for these records
 *   ahead_drop(ahead);                    before the site
 *
 * Each stands in the place of the one with its id: its rank is that one's, and so is what others say of it (what is at
 * a place, who hands over to a window). All others point at the old one still. So the pages of these records are what
 * they will be, and no others: see press_ahead.
 *
 * NULL where only a load of the whole can tell: where one of them has an error, and where what others borrow of it is
 * seen on its own page. Warnings are for the load of the whole to tell, which finds them again.
 */
#ifndef SITE_AHEAD_H
#define SITE_AHEAD_H

#include <stddef.h>

#include "site/site.h"

typedef struct Ahead {
	const Site *site;
	const Record **records, **instead;     /* of each that was saved: as it is now, and as it was */
	size_t count;
	Arena arena;                           /* where this lies, too */
} Ahead;

/* `content` are the files of the site; `saved` some of them, records' own, with their bytes. These are borrowed. */
const Ahead *ahead_make(const Site *site, const Files *content, const File *saved, size_t count);
void         ahead_drop(const Ahead *ahead);

#endif
