/*
 * The parts of `keijiban explain` that look into a site: explain.c itself
 * knows the words of the program.
 */
#ifndef CMD_EXPLAIN_H
#define CMD_EXPLAIN_H

#include "cmd/options.h"
#include "cmd/walk.h"

/* Whether there is anything to look into: a repository is named, or the folder of the content is there. */
bool explain_has_site(const Options *o);

/* The word is the id of a record, or (with a slash in it) the address of a page. Returns an exit status. */
int  explain_in_site(const Options *o);

/* The code or kind that was probably meant; empty: none is near. */
Str  explain_nearest_word(Str word);

/* explain_page.c: every address that is to last, one a line; see render/permanent.h. */
bool explain_addresses(const Walk *w, Str word);
/* which files a page is made from. False when there is no such page. */
bool explain_page(const Walk *w, Str address);

#endif
