/*
 * The one walk every command is a part of: files → site → layouts → plan →
 * pages → stage.
 *
 *   Walk w;
 *   if (walk_load(&w, options, &d)) walk_render(&w, stage, &d);
 *   walk_drop(&w);
 *
 * walk_load goes as far as it can and tells whether pages can be made;
 * walk_render makes every page, for a stage or (NULL) only for what its
 * texts have to say.
 */
#ifndef CMD_WALK_H
#define CMD_WALK_H

#include "cmd/options.h"
#include "publish/stage.h"
#include "render/plan.h"

typedef struct Walk {
	const Options *options;
	Arena run;
	Files content, layouts;
	const Site *site;
	const News *news;                      /* NULL: nothing is known of the past */
	const Press *press;
	const Plan *plan;
} Walk;

bool walk_load(Walk *w, const Options *o, Diag *d);
void walk_render(const Walk *w, Stage *stage, Diag *d);
void walk_drop(Walk *w);

#endif
