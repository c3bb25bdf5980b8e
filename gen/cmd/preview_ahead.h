/*
 * What a preview shows of records that were saved, until the whole city has been loaded with them.
 *
 *   PreviewAhead *ahead = preview_ahead_open(walk, view, chronicle, &saved);
 *   if (preview_ahead_has(ahead, out, &instead)) ... output_render(desk, &instead), at a desk of ahead->press
 *   preview_ahead_close(ahead);           before the walk; NULL is fine
 *
 * NULL where only a load of the whole can tell: where there is an error in one of them, or it has other
 * addresses than before (site/ahead.h, plan_fits).
 */
#ifndef CMD_PREVIEW_AHEAD_H
#define CMD_PREVIEW_AHEAD_H

#include "cmd/preview_memory.h"
#include "cmd/walk.h"
#include "site/ahead.h"

typedef struct PreviewAhead {
	const Ahead *records;
	const Press *press;
	Arena arena;                           /* where this lies, too */
} PreviewAhead;

/* `w` is what is shown, made of `v`, which has the saved files. */
PreviewAhead *preview_ahead_open(const Walk *w, const MemoryView *v, Chronicle *c, const Mended *saved);
/* Whether a page is of one of the records; then it is to be made of `instead`. */
bool          preview_ahead_has(const PreviewAhead *ahead, const Output *out, Output *instead);
void          preview_ahead_close(PreviewAhead *ahead);

#endif
