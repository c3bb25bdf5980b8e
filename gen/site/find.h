/*
 * What somebody asks the Site for by a name of his own: an office, the id he may have meant, where a board stands.
 *
 * What records name is a pointer already (join.h), and lists come from select.h.
 */
#ifndef SITE_FIND_H
#define SITE_FIND_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "site/site.h"

/* NULL: none has that id. */
const Office *office_find(const Site *site, Str id);
/* The id that may have been meant: of a record, or with `offices` of one of these, too. */
Str  site_nearest_id(const Site *site, Str id, bool offices, Arena *a);
/* The district in which a board of that chome stands, 芝久保町3; NULL: none. */
const Area *board_area(const Site *site, Str chome);

#endif
