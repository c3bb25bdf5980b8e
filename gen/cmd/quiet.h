/*
 * A build of a few texts alone.
 *
 * Where all that has changed since the last build is the text of some
 * records, below the line that ends their fields, only their own pages can
 * be others, their lines in the files of texts that are searched
 * (render/search.h), and the 版 of their flyers where their district's boards
 * tell it. These are made without the rest of the city: of the
 * site only what they show is loaded. That is the files that are no record's
 * own, the windows that pages of any record name, and the records whose ids
 * stand somewhere in the files that are loaded. Whatever is unclear, and
 * whatever has something to tell, is left to a build of the whole, which
 * makes the same bytes.
 *
 *   if (quiet_build(recall, stage, &count, d)) ... done: nothing else has to be
 *   ...
 *   quiet_note(recall);                       after a build of the whole, while the site is there
 */
#ifndef CMD_QUIET_H
#define CMD_QUIET_H

#include "cmd/recall.h"

/* After recall_begin. False without a word when it is not for this, with nothing put. */
bool quiet_build(Recall *r, Stage *stage, StageCount *count, Diag *d);
void quiet_note(Recall *r);

#endif
