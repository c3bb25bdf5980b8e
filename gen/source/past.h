/*
 * What files were before, day by day.
 *
 *   Past p = past_days(repo, &head, STR("content"), STR("content"), day_today() - 60, a);
 *   for (size_t i = 0; i < p.count; i++)
 *           for (size_t k = 0; k < p.days[i].count; k++) {
 *                   const PastFile *f = &p.days[i].files[k];
 *                   ... f->before.ptr == NULL: new   f->after.ptr == NULL: deleted
 *           }
 *
 * `p.since` is the day that was asked for, or a later one: where it was too
 * much, or a shallow clone ends.
 *
 * The history is that of the branch: `at`, its first parent, that one's first
 * parent, and so on; what a merge brought is of the day of the merge. A day
 * shows what it changed in sum, from the last commit before it to its last
 * one: what was changed back on the same day does not show.
 *
 * Days are of Asia/Tokyo and never go backwards from parent to child: a
 * commit is of the day it tells, unless that is before the day of the commit
 * before it, or after the day of `at`; then its clock was wrong, and it is of
 * the day of the commit before it. (Looking back ends when a hundred commits
 * in a row are of days before `since`, whatever one beyond them may tell.)
 *
 * Left out, and so never taken for news:
 *
 *   - a commit with "Site-Touch: no" (history.h). It ends a run of commits:
 *     those before and those after it are summed apart, so that such a day
 *     may show one file twice, the earlier change first;
 *   - the day of the repository's first commit, and the last day that a
 *     shallow clone has (up to a "Site-Touch: no"): what was before is not
 *     known, and the first import of a site is not a thousand new records;
 *   - what cannot be read, and texts above 4 MiB.
 */
#ifndef SOURCE_PAST_H
#define SOURCE_PAST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"
#include "source/past_file.h"
#include "source/repository.h"

typedef struct PastDay {
	Day day;
	const PastFile *files;                 /* at least one; run by run, by path */
	size_t count;
} PastDay;

typedef struct Past {
	const PastDay *days;                   /* newest first */
	size_t count;
	Day since;                             /* the first day of which all is known */
} Past;

/*
 * The days from `since` on. Only files that end in .md or .yaml beneath
 * `folder`, a path from the top of the repository ("" is the top); paths
 * begin with `shown` instead. All of it is in the arena.
 */
Past past_days(Repository *repo, const Commit *at, Str folder, Str shown, Day since, Arena *a);

#endif
