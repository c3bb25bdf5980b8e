/*
 * The table of what is published: one row a kind of file.
 *
 * A row says which files there are (`plan`, called once for the site, for
 * each area, for each record or for the plan) and makes one (`render`). A new kind of
 * output is a row, a plan_x and a render_x.
 */
#ifndef RENDER_OUTPUTS_H
#define RENDER_OUTPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "render/desk.h"
#include "render/plan.h"

/* OF_PLAN is of the whole list itself, and planned when that is known. */
typedef enum OutputScope { OF_SITE, OF_AREA, OF_RECORD, OF_PLAN } OutputScope;

struct OutputKind {
	const char *name;
	OutputScope scope;
	/* `area` is the city for OF_SITE and OF_PLAN; `record` is NULL but for OF_RECORD. */
	void (*plan)(Plan *plan, const OutputKind *kind, const Area *area, const Record *record);
	/* Lives in the desk's page arena. */
	Str  (*render)(Desk *desk, const Output *out);
	bool indexed;                          /* search engines may list it */
	const char *path;                      /* where there is one file only */
	bool retold;                           /* other languages may have it: see languages.h */
	bool is_data;                          /* of the open data alone: see data.h */
};

/* Ended by a row without a name. */
extern const OutputKind OUTPUT_KINDS[];

/* Makes one as it is published; see retell.h. */
Str output_render(Desk *desk, const Output *out);

/* Of an indexed kind, and not empty, a later page of a list, or over. */
bool output_is_indexed(const Press *press, const Output *out);

#endif
