/*
 * One file of content/ gets other bytes, or is made, in one step.
 *
 *   AmendFault fault = amend_file(o->content, sources_raw(sources, number), before, after);
 *
 * Nothing is written where the file is no longer what was read, and no link
 * is followed on the way to it: the file that is replaced is the one that
 * the site was read from. Its mode stays. Killed at any instant, the file
 * is the old one or the new one; at worst a .keijiban-new lies beside it,
 * which is no file of the content and is replaced the next time.
 */
#ifndef CMD_AMEND_H
#define CMD_AMEND_H

#include "base/str.h"

typedef enum AmendFault {
	AMEND_DONE,
	AMEND_CHANGED,                         /* by somebody else, meanwhile */
	AMEND_DISK,                            /* errno tells */
} AmendFault;

AmendFault amend_file(Str root, Str path, Str before, Str after);
/* A new file, and its folder where that is missing. AMEND_CHANGED: there is one of that name already. */
AmendFault amend_create(Str root, Str path, Str bytes);

#endif
