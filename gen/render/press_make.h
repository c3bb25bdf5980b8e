/*
 * The Press is made: see press.h.
 *
 *   const Press *press = press_make(site, news, layouts, &skip, jobs, run, d);
 *   ...
 *   press_drop(press);
 *
 * Above all views, since the lines and blocks that a Press holds are theirs.
 */
#ifndef RENDER_PRESS_MAKE_H
#define RENDER_PRESS_MAKE_H

#include "render/press.h"
#include "site/ahead.h"

/* Made of whatever is sound; pages may be rendered only of a site without errors. Lives in `run`, its lines do not. */
const Press *press_make(const Site *site, const News *news, const Layouts *layouts, const Skip *skip, int jobs,
                        Arena *run, Diag *d);
/*
 * For the pages of those records alone: all but what is made of one record is that of `press`, which is of the site
 * they are ahead of. NULL where one of them has an error. Lives in the arena.
 */
const Press *press_ahead(const Press *press, const Ahead *ahead, Arena *a);

#endif
