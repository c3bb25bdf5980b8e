/*
 * Ordered subsets of the listed records: by area, age, purpose, kind.
 *
 * The one order: events by their next date, the rest by kana, then id;
 * suspended ones last. An area's `own` records are those of its folder,
 * those whose `areas` name it or a division that covers it, and events whose
 * place lies in it. `inside` are those of the areas inside it too. Nearest
 * first means: own, then the areas around, from the inside out.
 */
#ifndef SITE_SELECT_H
#define SITE_SELECT_H

#include <stdbool.h>
#include <stddef.h>

#include "site/site.h"

enum { ANY = -1 };

typedef enum AgeMatch {
	AGE_ANY,                               /* whatever the record says of ages */
	AGE_NAMED,                             /* it names the age */
	AGE_EVERYONE,                          /* it names none: for everyone */
	AGE_WELCOME,                           /* either of the two */
} AgeMatch;

typedef struct Filter {
	int age, purpose, trouble;             /* numbers of terms, or ANY */
	int kind;                              /* Kind, or ANY */
	AgeMatch match;
} Filter;

#define FILTER_ALL ((Filter){ ANY, ANY, ANY, ANY, AGE_ANY })

bool   filter_passes(const Filter *f, const Record *r);

/* Writes at most `room` of them; returns how many there are in all. `out` may be NULL when room is 0. */
size_t select_inside(const Site *site, const Area *area, const Filter *f, const Record **out, size_t room);
/* Those of the areas around `area` that serve it, nearest first, without those inside. */
size_t select_around(const Site *site, const Area *area, const Filter *f, const Record **out, size_t room);

/* Whether the record is among those inside `area`. */
bool   record_is_inside(const Record *r, const Area *area);

/* Called once by site_load when every record is joined: sorts site->records and makes own and inside. */
void   select_prepare(Site *site, Arena *a);

#endif
