/*
 * The site as it was before: the options with which a second walk reads it.
 *
 *   Options of;
 *   if (revision_on(o, day, &of, a, d) && walk_open(&w, &of, d)) …
 *
 * It is looked for in the repository of --git, or else in the one around the
 * folders on disk; content and layouts become paths inside it.
 */
#ifndef CMD_REVISION_H
#define CMD_REVISION_H

#include "base/diag.h"
#include "cmd/options.h"

/* What was published when that day ended in Tokyo, from --rev back. False: it has been reported. */
bool revision_on(const Options *o, Day day, Options *of, Arena *a, Diag *d);
/* That branch, tag or commit, on the day of its commit. */
bool revision_at(const Options *o, Str named, Options *of, Arena *a, Diag *d);

#endif
