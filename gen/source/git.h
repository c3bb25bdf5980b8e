/*
 * Sources in a revision of a git repository.
 *
 *   Sources *content = sources_of_git(repo, &commit, STR("content"), STR("content"), d);
 *
 * The same Files, and the same messages, that come of a folder (tree.h) with
 * the same content: `folder` is the path inside the revision ("" for its
 * top), `shown` what messages and paths call it.
 *
 * What is committed is read and nothing else: no checkout, no filters. The
 * objects may come from anybody who can push, so nothing in them is
 * believed: names that no checkout would write are errors, sizes are asked
 * before anything is read, every object is checked against its hash, and
 * trees that hold themselves ten times over end at the limits of files.h.
 */
#ifndef SOURCE_GIT_H
#define SOURCE_GIT_H

#include "base/diag.h"
#include "base/str.h"
#include "source/repository.h"
#include "source/sources.h"

/* What names bytes in every revision: the mark of their stamp. */
Hash git_mark(const Repository *repo, Str bytes);
/* The repository stays open until the Sources are dropped. */
Sources *sources_of_git(Repository *repo, const Commit *commit, Str folder, Str shown, Diag *d);

#endif
