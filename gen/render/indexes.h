/*
 * Which records stand in each index of an area.
 *
 *   const Indexes *all = indexes_make(press, area, arena);      one pass over the area's rows
 *   IndexRecords of = indexes_at(all, age, purpose);
 *
 * There are as many as ages times purposes, and each record stands in a few of them: going through the rows for each
 * index by itself cost ten times as much. A desk keeps those of the area that it was asked for last (desk_indexes).
 */
#ifndef RENDER_INDEXES_H
#define RENDER_INDEXES_H

#include "render/press.h"

typedef struct Indexes Indexes;

/* By rank. `here` has those that name the age, then those for everyone; for all ages, all as named. */
typedef struct IndexRecords {
	const uint32_t *here;
	size_t here_count, named;              /* the first `named` of them name the age */
	const uint32_t *around;                /* of the areas around, nearest first; at most AROUND_MOST */
	size_t around_count, around_total;
} IndexRecords;

/* Lives as long as the arena. */
const Indexes *indexes_make(const Press *press, const Area *area, Arena *a);
/* ANY stands for all. */
IndexRecords   indexes_at(const Indexes *all, int age, int purpose);

#endif
