/*
 * Did you mean …?: of some texts the one that a misspelt text was to be.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

#include "base/str.h"

/* Edit distance (insert, delete, replace, swap neighbours) by code point, at most `limit` + 1. */
int  str_distance(Str a, Str b, int limit);
/* The candidate nearest to `s`, close enough to be what was meant; empty when none is. */
Str  str_nearest(Str s, const Str *candidates, size_t count);

#endif
