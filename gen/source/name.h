/*
 * Which names files and folders may have.
 *
 *   name_check    false when the name cannot be used; reports why at `shown`
 *   name_is_real  false when neither a disk nor git would hold it; reports too
 *   name_shown    the name for people: what cannot be seen becomes \xNN or \u{N}
 *   name_spelled  the same, with combining marks spelled out too, to tell
 *                 が from か with a mark behind it
 *
 * Content is edited on many kinds of computers and published on the web, so
 * a name has to be valid everywhere, and has to look like what it is.
 */
#ifndef SOURCE_NAME_H
#define SOURCE_NAME_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

Str name_shown(Str name, Arena *a);
Str name_spelled(Str name, Arena *a);
/* `folder` is the path the name lies in, as messages show it. */
bool name_check(Str name, Str folder, Diag *d);
bool name_is_real(Str name, Str folder, Diag *d);

#endif
