/*
 * The area that an answer names: by its number in the list, its folder, or its name.
 *
 *   area_list(site);                      the numbered list
 *   area = area_named(site, answer, a);   NULL: none, and area_tell_none says what may have been meant
 */
#ifndef CMD_NEW_AREA_H
#define CMD_NEW_AREA_H

#include "site/site.h"

void area_list(const Site *site);
const Area *area_named(const Site *site, Str answer, Arena *a);
/* With the areas whose name has the word in it, or those that have the town; else with the one spelled most alike. */
void area_tell_none(const Site *site, Str answer);

#endif
