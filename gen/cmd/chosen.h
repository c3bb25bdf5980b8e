/*
 * The records somebody asks about, or is working on.
 *
 *   Chosen c;
 *   if (chosen_find(&c, &walk))
 *           chosen_tell_days(&c, &walk, stdout);
 *
 * `keijiban check FILE…` names files, as they lie on this machine, or ids;
 * without words they are the files that differ from the last commit. Those
 * of a revision (--git) are nobody's work in progress.
 */
#ifndef CMD_CHOSEN_H
#define CMD_CHOSEN_H

#include "cmd/walk.h"

typedef struct Chosen {
	Arena arena;
	bool *files;                           /* by place in walk.content */
	size_t count;
	bool named;                            /* by words, and not by what was edited */
} Chosen;

/* False: a word names nothing, which was told on stderr. The walk is loaded. */
bool chosen_find(Chosen *c, Walk *w);
bool chosen_has(const Chosen *c, const Walk *w, Str path);
/*
 * Warns of records whose file lies in another folder than in the last commit, so that their old address,
 * which people kept, leads nowhere: with the line to paste.
 */
void chosen_tell_moved(Walk *w, Diag *d);
/* The next days of events among them, in words, with the reason of each that is left out. */
void chosen_tell_days(const Chosen *c, const Walk *w, FILE *out);
void chosen_drop(Chosen *c);

#endif
