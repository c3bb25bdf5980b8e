/*
 * A chome as people write it: 芝久保町3, 芝久保町3丁目, 芝久保町三丁目, ３丁目 in full width.
 *
 *   ChomeAt at;
 *   if (chome_in(site, STR("芝久保町3丁目"), &at))
 *           area = chome_area(site, at.town, at.chome);
 *
 * In a longer text (an address) the longest name of a town counts: ひばりが丘北 is not ひばりが丘.
 */
#ifndef SITE_CHOME_H
#define SITE_CHOME_H

#include "site/site.h"

typedef struct ChomeAt {
	const Town *town;
	int chome;                             /* 0: the text names only the town */
	bool exact;                            /* the text is nothing else, and the town has that chome */
} ChomeAt;

/* False: no town is named. */
bool chome_in(const Site *site, Str text, ChomeAt *at);
bool town_has_chome(const Town *town, int chome);
/* The deepest area that covers it; where several share it by lots, the one with most lots. NULL: nobody's. */
const Area *chome_area(const Site *site, const Town *town, int chome);
/* Another area as deep that shares it, or NULL. */
const Area *chome_other_area(const Site *site, const Town *town, int chome);

#endif
