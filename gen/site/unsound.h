/*
 * Names that entries with a mistake have: who names one of them makes no mistake of his own.
 *
 *   Unsound unsound = { 0 };
 *   unsound_add(&unsound, arena, name);               or unsound_note (doubt.h)
 *   if (!unsound_may_be(&unsound, name))
 *           diag_error(…);
 */
#ifndef SITE_UNSOUND_H
#define SITE_UNSOUND_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"

typedef struct Unsound {
	Map names;
	bool others;                           /* and there may be more, which nobody could read */
} Unsound;

void unsound_add(Unsound *unsound, Arena *a, Str name);
bool unsound_may_be(const Unsound *unsound, Str name);

#endif
