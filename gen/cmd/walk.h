/*
 * The one walk every command is a part of: files → site → layouts → plan →
 * pages → stage.
 *
 *   Walk w;
 *   if (walk_open(&w, options, &d) && walk_load(&w, &d))
 *           walk_render(&w, stage, NULL, &d);         walk_render.h
 *   walk_drop(&w);
 *
 * The files are those of folders on disk, or of a revision (--git); in that
 * case its repository stays open until walk_drop. What the repository tells of
 * their past is read for pages that will be published, not for a check.
 *
 * walk_open lists the files; walk_load goes as far as it can and tells
 * whether pages can be made.
 */
#ifndef CMD_WALK_H
#define CMD_WALK_H

#include "cmd/chronicle.h"
#include "cmd/options.h"
#include "publish/stage.h"
#include "render/keys.h"
#include "render/plan.h"
#include "source/sources.h"

typedef struct MemoryView MemoryView;
typedef struct Progress Progress;

typedef struct Walk {
	const Options *options;
	Arena run;
	Chronicle chronicle;
	Sources *content_sources, *layout_sources;
	Files content, layouts;
	const Site *site;
	const News *news;                      /* NULL: nothing is known of the past */
	const Press *press;
	const Plan *plan;
	Progress *progress;                    /* told of each page that is made; or NULL */
} Walk;

bool walk_open(Walk *w, const Options *o, Diag *d);
bool walk_load(Walk *w, Diag *d);
/* Of files that were read already, and of what is known of others. */
bool walk_load_files(Walk *w, Files content, const Keeping *keeping, Diag *d);
/* Everything, for a sheet: events are known up to that day. */
bool walk_load_until(Walk *w, Day until, Diag *d);
/* Only some of the files of content/, which become the walk's: no rules over the whole are looked at. */
bool walk_load_part(Walk *w, Files content, Diag *d);
/*
 * For a preview: what has no page yet has one, texts are checked, and the past is what `c` knows, which is
 * opened anew where it is no longer current. Files come from `v`, and texts it vouches for are not checked again.
 * False: something is wrong, and pages must not be made.
 */
bool walk_preview(Walk *w, Chronicle *c, MemoryView *v, const Keeping *keeping, Diag *d);
/* Of records whose texts `v` has anew (memory_mend) these are looked at; false where there is something to tell. */
bool walk_preview_texts(const Walk *w, const MemoryView *v, const uint32_t *numbers, size_t count);
/* Before that: lists content/ and layouts/ as they are now. What they hash to: equal ones are of the same files. */
Hash walk_look(Walk *w, const Options *o, Diag *d);
/*
 * The same where nothing but these files (CONTENT/seibu/area.yaml) was saved since the look that `last` is of: with
 * it the lists are shared. False: one is new, or gone, or a layout, and everything has to be looked at.
 */
bool walk_look_at(Walk *w, const Walk *last, const Str *paths, size_t count, Hash *state);
/* As after walk_open. */
void walk_restart(Walk *w);
/* Gives back what only pages are made from; paths stay. */
void walk_forget(Walk *w);
void walk_drop(Walk *w);

#endif
