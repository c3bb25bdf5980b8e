/*
 * What git tells a hook about a push, on its standard input: a line for each
 * branch or tag, `OLD NEW REF`, the hashes as hexadecimal digits.
 *
 *   Pushed p;
 *   if (pushed_parse(line, &p) && str_equal(p.ref, branch_ref(branch, a)))
 *           ... p.deletes, p.revision
 */
#ifndef CMD_PUSHED_H
#define CMD_PUSHED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct Pushed {
	Str revision, ref;                     /* the new one; refs/heads/main */
	bool deletes;                          /* the ref is taken away: the new hash is all zeros */
} Pushed;

/* The texts lie in `line`, which may end in a line feed. */
bool pushed_parse(Str line, Pushed *p);

/* refs/heads/main of main, and of itself. */
Str  branch_ref(Str branch, Arena *a);

#endif
