/*
 * The files there is one of: site.yaml, vocabulary.yaml, offices.yaml,
 * calendars.yaml, readings.yaml, synonyms.yaml, towns.yaml, waymarks.yaml,
 * boards.yaml, accessibility.yaml, layers/, ids.txt, withdrawn.yaml; and every area.yaml.
 *
 * Each is read by tables of its own, like a record. They are read before
 * the records, in the order given here, because later ones use words of
 * earlier ones.
 */
#ifndef SITE_SINGLETONS_H
#define SITE_SINGLETONS_H

#include "base/arena.h"
#include "base/diag.h"
#include "site/site.h"
#include "source/files.h"

/*
 * Fills in site->info, vocabulary, towns, offices, calendars, layers, waymarks, boards, withdrawn, readings,
 * synonyms, ids.
 */
void singletons_load(const Files *content, Site *site, Arena *a, Diag *d);

extern const Table OFFICE_TABLE, AREA_TABLE;   /* of an Office, of an Area */
extern const Table WAYMARK_TABLE, BOARD_TABLE, WITHDRAWN_TABLE; /* of what the Site's doubts may hold */
/* An offices.yaml apart from the site's; false when something in it was reported. */
bool offices_read(const Reader *r, Offices *offices);

/* Fills in site->areas from every area.yaml; a city without one gets an error. */
void areas_load(const Files *content, Site *site, Arena *a, Diag *d);

/* A folder of the site's own, as find or events: no area's and no language's. */
bool folder_is_reserved(Str slug);

/* The area whose folder this path (seibu/shibakubo) is, or NULL. */
const Area *area_at(const Site *site, Str path);

#endif
