/*
 * When a file last changed, as a walk over the history finds it (history.h).
 */
#ifndef SOURCE_CHANGED_H
#define SOURCE_CHANGED_H

#include "base/str.h"
#include "source/repository.h"

typedef struct Changed {
	Str path;                              /* bytes as git has them, from the repository's top */
	Commit last;                           /* time 0: unknown */
} Changed;

#endif
