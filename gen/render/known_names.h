/*
 * Names of the city that no line of large type is broken in: those of its
 * areas, towns and waymarks, and those words of readings.yaml that end as
 * names do. Which of them matter is told in format/names.h.
 */
#ifndef RENDER_KNOWN_NAMES_H
#define RENDER_KNOWN_NAMES_H

#include "base/arena.h"
#include "format/names.h"
#include "site/site.h"

/* Lives as long as the arena, and the site. */
Names known_names(const Site *site, Arena *a);

#endif
