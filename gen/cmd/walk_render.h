/*
 * Every page of a walk is made.
 *
 *   if (walk_open(&w, options, &d) && walk_load(&w, &d))
 *           walk_render(&w, stage, NULL, &d);
 */
#ifndef CMD_WALK_RENDER_H
#define CMD_WALK_RENDER_H

#include "cmd/recall.h"

/* For a stage, or (NULL) for what its texts have to say alone. With a Recall what the last build made is left out. */
void walk_render(const Walk *w, Stage *stage, Recall *r, Diag *d);

#endif
