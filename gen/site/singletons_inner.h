/*
 * How the files there is one of are read: what singletons.c shares with the files that read a part of them.
 *
 *   const Loading l = { content, site, arena, diag };
 *   loading_map(&l, "site.yaml", &SITE, true, &site->info, &found);       a file that is one map
 *   sound = loading_list(&l, "towns.yaml", &TOWN, &items, &count);        one that is a list of them
 *   loading_doubts(&l, &site->towns_doubted, &TOWN, "town", sound);       whose names others may yet use
 *
 * What is read lives in the arena; what is wrong has been reported.
 */
#ifndef SITE_SINGLETONS_INNER_H
#define SITE_SINGLETONS_INNER_H

#include <stddef.h>

#include "site/site.h"
#include "site/singletons.h"

#define OF(type, member) offsetof(type, member)

typedef struct Loading {
	const Files *content;
	Site *site;
	Arena *arena;
	Diag *diag;
} Loading;

/* False when the file is absent or cannot be read; an absent required one is reported. */
bool loading_open(const Loading *l, const char *name, bool required, Reader *r, Value *v);
void loading_map(const Loading *l, const char *name, const Table *t, bool required, void *object, FieldsFound *found);
/* False when something in it was reported. */
bool loading_list(const Loading *l, const char *name, const Table *t, const void **items, size_t *count);
/* What no entry explains is a mistake in the list itself: then nobody knows what it lacks. */
void loading_doubts(const Loading *l, Unsound *unsound, const Table *t, const char *keys, bool sound);

/* vocabulary.yaml: vocabulary_load.c */
void loading_vocabulary(const Loading *l);
/* calendars.yaml: calendar_load.c */
void loading_calendars(const Loading *l);

#endif
