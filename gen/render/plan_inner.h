/*
 * What the files of plan.c share, for them alone.
 */
#ifndef RENDER_PLAN_INNER_H
#define RENDER_PLAN_INNER_H

#include "render/plan.h"

/* plan_languages.c: adds pages in other languages for the outputs planned so far; unknown kinds of pages are errors. */
void plan_languages(Plan *plan);

#endif
