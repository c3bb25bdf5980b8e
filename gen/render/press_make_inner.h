/*
 * What the files of press_make.c share, for them alone: the Press while it is made.
 *
 *   press_by_reading   the order of readings, and by it the parts of a search    press_make_search.c
 *   press_lists        for each area the rows of its lists, counted by age and
 *                      purpose; later press_tiles, for one area each             press_make_lists.c
 *   press_agendas      the days of all events, dealt out to the areas            press_make_agenda.c
 *
 * In that order, which is press_make's; each reads what stands before it.
 */
#ifndef RENDER_PRESS_MAKE_INNER_H
#define RENDER_PRESS_MAKE_INNER_H

#include "base/parallel.h"
#include "render/press_make.h"

typedef struct PressMaking {
	Press *press;
	const Site *site;
	Arena *run;
	Diag *diag;
	ReadyRecord *records;
	ReadyArea *areas;
	Arena scratch[JOBS_MAX];               /* one a worker */
} PressMaking;

/* Of these, in their order, those for which the answer is yes. */
const Record **press_choose(const Record *const *from, size_t from_count, bool is_chosen(const Record *r),
                            size_t *count, Arena *a);

void press_by_reading(PressMaking *m);
void press_lists(PressMaking *m);
/* A task of parallel_each. */
void press_tiles(void *making, int worker, size_t area);
void press_agendas(PressMaking *m);

#endif
