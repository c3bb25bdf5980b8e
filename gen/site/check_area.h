/*
 * Rules about ids, areas, towns, boards and stray files.
 */
#ifndef SITE_CHECK_AREA_H
#define SITE_CHECK_AREA_H

#include "base/diag.h"
#include "site/site.h"

/* ids.txt and withdrawn.yaml: a published id neither vanishes nor returns. */
void check_ids(const Site *site, const Files *content, Diag *d);

/* Every area has somebody to ask; every chome belongs somewhere; boards and waymarks stand somewhere. */
void check_areas(const Site *site, const Files *content, Diag *d);

#endif
