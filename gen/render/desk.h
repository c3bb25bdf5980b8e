/*
 * One worker's place: an arena for the page at hand, a Diag, and what the
 * outputs of one group share.
 *
 *   Desk desk = { .press = press, .plan = plan };
 *   for (out = group.first; out < group.until; out++)
 *           stage_put(stage, out->path, out->kind->render(&desk, out));
 *   desk_clear(&desk);
 *   ...
 *   desk_free(&desk);
 *
 * Pages live until desk_clear.
 */
#ifndef RENDER_DESK_H
#define RENDER_DESK_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "format/value.h"
#include "render/plan.h"
#include "render/press.h"

typedef struct Desk {
	const Press *press;
	const Plan *plan;
	Arena page;
	Diag diag;                             /* errors of bodies: merge it when all is done */
	const Record *record;                  /* whose frame this is, while its group is made */
	Value record_frame;
	size_t last;                           /* bytes of the last page, to guess the next one's */
} Desk;

void desk_clear(Desk *desk);
void desk_free(Desk *desk);

/* The layout filled with the slots of its Shape. */
Str  desk_render(Desk *desk, LayoutId layout, const Value *slots);

#endif
