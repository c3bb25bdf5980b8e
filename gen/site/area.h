/*
 * The area tree: the city, its areas, their districts, and below them towns.
 *
 * A folder with an area.yaml is an area; it has exactly one parent. Towns
 * and their chome belong to no folder: an area names those it covers, and
 * so does a division of a layer (elder-care districts, school districts),
 * which cuts the same chome differently. One chome may be shared by lots.
 *
 * Areas are numbered in preorder (the city is 0), children in the order of
 * `order`, then kana, then slug. So "inside" is two comparisons.
 */
#ifndef SITE_AREA_H
#define SITE_AREA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/str.h"
#include "site/facts.h"
#include "site/vocabulary.h"

typedef struct Area Area;

typedef struct Chome {
	int n;
	double lat, lon;                       /* of its middle, degrees, JGD2011 */
} Chome;

typedef struct Town {
	Str name, kana, postal;
	struct { const Chome *items; size_t count; } chome;
	Pos pos;
} Town;

typedef struct Towns {
	const Town *items;
	size_t count;
} Towns;

/* Some chome of one town, as an area or a division lists them. */
typedef struct TownPart {
	Str name;
	const Town *town;
	Texts chome;                           /* numbers as written; none: the whole town */
	Lots lots;                             /* only where one chome is shared */
	Pos pos;
} TownPart;

typedef struct TownParts {
	const TownPart *items;
	size_t count;
} TownParts;

/* The id of a record as written; joined by site.c. */
typedef struct Ref {
	Str id;
	Pos pos;
	const struct Record *record;
} Ref;

typedef struct Refs {
	Ref *items;
	size_t count;
} Refs;

/* Whom to ask first: for these ages or troubles, or (neither) by default. */
typedef struct FirstContact {
	TermSet ages, troubles;
	Ref consultation;
	Str layer;                             /* instead: the window of the division that covers the area */
	Pos pos;
} FirstContact;

typedef struct FirstContacts {
	FirstContact *items;
	size_t count;
} FirstContacts;

struct Area {
	const Source *src;
	Str slug, path;                        /* path: "" for the city, else "seibu/shibakubo" */
	Str name, name_kana, short_name, summary, old_school, note;
	Texts source;
	const Term *tier;
	double lat, lon;
	int order;
	TownParts towns;
	FirstContacts first_contact;
	struct { Ref consultation; Str text; } report_to;
	bool towns_doubted, asks_doubted;      /* a mistake in `towns`, in `first_contact`: parts may be missing */

	const Area *parent;                    /* NULL: the city */
	const Area **children;
	size_t child_count;
	size_t number, end;                    /* the areas inside are number … end - 1, itself included */
	int depth;
};

typedef struct Division {
	Str id, name, note;
	Ref consultation;
	TownParts towns;
	bool sample;
	Pos pos;
} Division;

typedef struct Layer {
	const Source *src;
	Str id, name, kana, note;
	Texts source;
	struct { Division *items; size_t count; } divisions;
} Layer;

/* Whether staff wrote where it is. */
bool chome_has_point(const Chome *chome);

bool area_contains(const Area *outer, const Area *inner);
/* Steps up from `from` until an area contains `to`: 0 same or inside, 1 neighbours in one area, … */
int  area_distance(const Area *from, const Area *to);

/* Whether the part covers chome `n` of `town` at all; *partly tells that lots decide. */
bool town_part_covers(const TownPart *part, const Town *town, int n, bool *partly);
/* Some chome is in both, if only by lots. */
bool town_parts_meet(const TownParts *a, const TownParts *b);
/* The division of `layer` that covers some of the area, or NULL. */
const Division *layer_division(const Layer *layer, const Area *area);

#endif
