/*
 * A site that is only looked at, by who writes it: what `keijiban serve`
 * answers with.
 *
 *   Preview *p = preview_open(options, a);
 *   if (preview_refresh(p)) ... it is another one now: preview_event(p, a)
 *   if (preview_is_ahead(p)) ... answer who asks, then preview_catch_up(p)
 *   preview_answer(p, path, scratch, &answer);
 *   preview_close(p);
 *
 * Nothing is written to the disk. The site is kept in memory, and a page is
 * made when it is asked for. preview_refresh looks at the files, and loads
 * the city anew where more than a text of a record has changed, or the day has
 * (preview_memory.h); where that is a few records' own files, their own pages
 * are shown before (preview_ahead.h). A site with errors is never shown: the
 * last sound one stays, and every page says on top what is wrong, where, and
 * what to type.
 *
 * A page is the published one, byte for byte, with three things put in: a
 * link to the preview's own style, one to its script, and a bar. Records of
 * days to come are shown, and say so in their names.
 *
 * Whatever an address says, nothing is opened by it: pages are found in the
 * plan, sources in the files that were read.
 */
#ifndef CMD_PREVIEW_H
#define CMD_PREVIEW_H

#include "base/diag.h"
#include "cmd/options.h"
#include "publish/http.h"

typedef struct Preview Preview;

/* Nothing is read yet. Lives in the arena, and the options as long as it does. */
Preview   *preview_open(const Options *o, Arena *a);
bool       preview_refresh(Preview *p);
/* The same where nothing but these files was saved (watch.h) since the last one. */
bool       preview_refresh_files(Preview *p, const Str *paths, size_t count);
/*
 * Whether it is ahead of a load of the whole city: of a few records that were saved the own pages are as they will
 * be, and what others show of them follows. It is loaded by preview_catch_up, or by a refresh that cannot do without.
 */
bool       preview_is_ahead(const Preview *p);
void       preview_catch_up(Preview *p);
/* Of the last refresh: changes with everything that could be seen. */
Str        preview_version(const Preview *p);
/* What open pages are told of it: the version, and behind it, where it is ahead, the ids of those records. */
Str        preview_event(const Preview *p, Arena *a);
/* Errors and warnings of the newest files, sorted. */
const Diag *preview_problems(const Preview *p);
/* From the top of the server: where the home page is. */
Str        preview_home(const Preview *p, Arena *a);
void       preview_answer(Preview *p, Str path, Arena *scratch, HttpAnswer *answer);
void       preview_close(Preview *p);

#endif
