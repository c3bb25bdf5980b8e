/*
 * Sources in a folder on disk.
 *
 *   Sources *content = sources_of_tree(STR("city/content"), STR("content"), d);
 *
 * Every file beneath `root` whose ending is known is one of them; messages
 * and paths call the root `shown`. Names that begin with '.' or end in '~'
 * are left alone. What has another ending is left out with a warning.
 *
 * Nothing outside the root is ever opened: links are errors, not followed,
 * even if one is put there between listing and reading; neither are pipes
 * and devices opened for long enough to wait. Names that a computer of the
 * staff could not hold, or that hide what they are, are errors too. All of
 * them are told at once, and the Sources have what was sound.
 *
 * The result and the messages are the same for any number of jobs that
 * read, and in any order of folders.
 */
#ifndef SOURCE_TREE_H
#define SOURCE_TREE_H

#include "base/diag.h"
#include "base/str.h"
#include "source/sources.h"

Sources *sources_of_tree(Str root, Str shown, Diag *d);

#endif
