/*
 * The list of everything to publish, known before any byte is made.
 *
 *   const Plan *plan = plan_make(press, OUTPUT_KINDS, run, d);
 *   for each group: for each of its outputs: output_render(&desk, output)
 *
 * Outputs that share work stand together as a group: the page, the flyer and
 * the short address of one record; the pages of one index. A group is the
 * unit of parallel work. Two outputs of one path are an error here.
 */
#ifndef RENDER_PLAN_H
#define RENDER_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "render/output.h"

/* Of each sitemap, the number of its first output. */
typedef struct Sitemaps {
	const uint32_t *from;
	size_t count;
} Sitemaps;

struct Plan {
	Arena *arena;
	Arena scratch;                         /* while it is made */
	const Press *press;
	const OutputKind *kinds;
	Diag *diag;                            /* while it is made */
	Output *outputs;
	size_t count, room;
	uint32_t *groups;                      /* where each begins in `outputs` */
	size_t group_count;
	Sitemaps sitemaps;                     /* more than one: sitemap.xml is their list */
	uint32_t *slots;                       /* path → output number + 1 */
	size_t slot_count;
};

/* `kinds` is a table that a row without a name ends: outputs.h. */
const Plan *plan_make(const Press *press, const OutputKind *kinds, Arena *run, Diag *d);

/* The output of that path, or NULL. */
const Output *plan_find(const Plan *plan, Str path);

/* Whether a record that stands for another of the plan's site (site/ahead.h) has just its addresses, and no others. */
bool plan_fits(const Plan *plan, const Press *press, const Record *old, const Record *r);

/* The outputs of group `n` are first … until - 1. */
typedef struct OutputGroup {
	const Output *first, *until;
} OutputGroup;

OutputGroup plan_group(const Plan *plan, size_t n);

/* For the planning functions of outputs.c: one more output, of a new group or of the last one. Its path is copied. */
void plan_add(Plan *plan, Output output, bool new_group);

#endif
