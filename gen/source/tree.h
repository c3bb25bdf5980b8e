/*
 * Files from a folder on disk.
 *
 *   Files content = files_from_tree(STR("city/content"), STR("content"), jobs, d);
 *   ...
 *   files_drop(&content);
 *
 * Every file beneath `root` whose ending is known is read, whole; messages
 * and paths call the root `shown`. Names that begin with '.' or end in '~'
 * are left alone. What has another ending is left out with a warning.
 *
 * Nothing outside the root is ever opened: links are errors, not followed,
 * even if one is put there between listing and reading; neither are pipes
 * and devices opened for long enough to wait. Names that a computer of the
 * staff could not hold, or that hide what they are, are errors too. All of
 * them are told at once, and Files has what was sound.
 *
 * The folders are listed by one thread and read by `jobs`; the result and
 * the messages are the same for any number, and in any order of folders.
 */
#ifndef SOURCE_TREE_H
#define SOURCE_TREE_H

#include "base/diag.h"
#include "base/str.h"
#include "source/files.h"

Files files_from_tree(Str root, Str shown, int jobs, Diag *d);

#endif
