/*
 * Names become pointers: contacts, places, areas, references between records.
 *
 *   join_record     everything one record names; may run for many at once
 *   join_contacts   second: contacts that are records borrow those records' numbers
 *   join_areas      first contacts, where boards stand, and the layers' windows
 *   join_related    reverse links: place → events and groups, group → events, scheme → groups, window ← handed over by
 *
 * What is asked for by a name later on: find.h.
 */
#ifndef SITE_JOIN_H
#define SITE_JOIN_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "site/site.h"

void join_record(const Site *site, Record *r, Arena *a, Diag *d);
void join_contacts(Site *site);
/* Of one more record after all others; false where it borrows from one that has borrowed: that is not lent on. */
bool join_contacts_of(Record *r);
void join_areas(Site *site, Diag *d);
void join_related(Site *site, Arena *a);

#endif
