/*
 * What linked.c and linked_event.c share, for them alone: an object of
 * JSON-LD being written, and the members that several sorts of record have.
 */
#ifndef RENDER_LINKED_INNER_H
#define RENDER_LINKED_INNER_H

#include "render/linked.h"

typedef struct Linked {
	Desk *desk;
	const Site *site;
	const Record *record;
	Buf *out;
	Arena *arena;
	const Language *language;              /* of the page; NULL: Japanese */
} Linked;

/* As a member of that name; NULL: as an item of a list. */
void linked_open(const Linked *l, const char *name, const char *type);
void linked_close(const Linked *l);

/* Its address, name and summary. */
void linked_names(const Linked *l);
void linked_address(const Linked *l, Str street);
void linked_organization(const Linked *l, const char *name, const char *type, const Contact *c);
void linked_cost(const Linked *l);
void linked_audience(const Linked *l);
void linked_age_range(const Linked *l);
/* 10:00 */
Str  linked_clock(const Linked *l, Minute minute);

/* The whole of an event: linked_event.c. */
void linked_event(const Linked *l);

#endif
