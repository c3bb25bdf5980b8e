/*
 * What lies beneath one root: listed first, read when it is wanted.
 *
 *   Sources *s = sources_of_tree(STR("city/content"), STR("content"), d);   or git.h
 *   sources_look(s, jobs);                    a stamp of each, without reading any
 *   for (size_t i = 0; i < s->count; i++) ... s->paths[i], s->stamps[i]
 *   if (sources_find(s, STR("seibu/area.yaml"), &number) && sources_look_at(s, number)) ... it has changed since
 *   Files f = sources_read(s, wanted, jobs, d);
 *   ...
 *   files_drop(&f);
 *   sources_drop(s);
 *
 * A file whose stamp is the same has the same bytes, if the stamp is older
 * than the look that was taken before: a file may change twice between two
 * ticks of the disk's clock. Revisions name bytes by their hash, and such
 * stamps have no time: they always hold.
 *
 * NULL with the reason reported when the root cannot be opened. All names
 * that cannot be used have been reported, and are not among the paths.
 */
#ifndef SOURCE_SOURCES_H
#define SOURCE_SOURCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/hash.h"
#include "base/str.h"
#include "source/files.h"

typedef struct Stamp {
	Hash mark;                             /* zero: nothing is known */
	int64_t second;                        /* of the last change, by the disk's clock; 0: it cannot change */
	int32_t nanosecond;
} Stamp;

/* Borrowed, and ended by sources_drop. */
typedef struct Sources {
	size_t count;
	const Str *paths;                      /* as messages show them, sorted */
	const Stamp *stamps;                   /* NULL before sources_look */
} Sources;

void  sources_look(Sources *s, int jobs);
/* One that was looked at already: true where its stamp is another one now; zero, where it is gone. */
bool  sources_look_at(Sources *s, size_t number);
/* What lies at that path beneath the root, as the disk spells it; false: it is none of these. */
bool  sources_find(const Sources *s, Str raw, size_t *number);
/* For one more who will drop it; paths and stamps are the same for all. NULL of NULL. */
Sources *sources_share(Sources *s);
/* Beneath the root, as the disk or the revision spells it. */
Str   sources_raw(const Sources *s, size_t number);
/*
 * One File for each path that could be read, in order; those not `wanted`
 * (NULL: all are) have no bytes. Paths are borrowed from the Sources.
 */
Files sources_read(Sources *s, const bool *wanted, int jobs, Diag *d);
/* One more of them, by any thread; false after an error was reported. */
bool  sources_read_one(Sources *s, size_t number, Arena *a, Diag *d, Str *bytes);
void  sources_drop(Sources *s);
/* All of them, and the Sources are dropped: the Files keep the paths. None of NULL. */
Files sources_take(Sources *s, int jobs, Diag *d);

#endif
