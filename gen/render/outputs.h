/*
 * The table of what is published: one row a kind of file (output.h).
 *
 * A row says which files there are (`plan`, called once for the site, for
 * each area, for each record or for the plan) and makes one (`render`). A new kind of
 * output is a row, a plan_x and a render_x.
 */
#ifndef RENDER_OUTPUTS_H
#define RENDER_OUTPUTS_H

#include "base/str.h"
#include "render/desk.h"
#include "render/output.h"

/* Ended by a row without a name. */
extern const OutputKind OUTPUT_KINDS[];

/* Makes one as it is published; see retell.h. */
Str output_render(Desk *desk, const Output *out);

#endif
