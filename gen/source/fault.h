/*
 * Why a file or a folder of the site cannot be used.
 *
 * A fault is 0 for none, an errno of the system, or one of these; whoever
 * reads hands it back as a number, and fault_tell makes of it a message
 * with a cure, the same for a folder on disk and for a revision.
 */
#ifndef SOURCE_FAULT_H
#define SOURCE_FAULT_H

#include "base/diag.h"
#include "base/str.h"

enum {
	FAULT_KIND     = -1,                   /* a pipe, a device … */
	FAULT_SIZE     = -2,                   /* more than FILES_BYTES_MAX */
	FAULT_CHANGED  = -3,                   /* while it was read */
	FAULT_MODULE   = -4,                   /* another repository inside this one */
	FAULT_DEPTH    = -5,                   /* beneath FILES_DEPTH_MAX folders */
	FAULT_DAMAGED  = -6,                   /* its object in the repository */
	FAULT_MISSING  = -7,                   /* its object is not in the repository */
	FAULT_OVERFLOW = -8,                   /* more than a site may have, in names or bytes */
};

void fault_tell(Diag *d, Str path, int fault);
/* Of a partial clone very much is missing, and it is one mistake: told once. */
void fault_tell_missing(Diag *d, Str first, int count);
/* In words, for a message that quotes it. */
const char *fault_reason(int fault);

#endif
