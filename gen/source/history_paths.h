/*
 * The files of one commit, as the tree they hang in: what history.c asks about.
 *
 * Files are numbered from 0 in the order of their paths by bytes, which is
 * the order of git's trees; so all files beneath a folder are neighbours,
 * and a Branch is a folder or a file with the numbers it spans.
 */
#ifndef SOURCE_HISTORY_PATHS_H
#define SOURCE_HISTORY_PATHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "source/history_trees.h"

enum {
	PATHS_DEPTH_MAX = 32,                  /* folders inside each other */
	PATHS_ENTRIES_MAX = 200000,            /* files and folders that are looked at */
	PATHS_BYTES_MAX = 64 << 20,            /* of all paths together */
};

typedef struct Branch Branch;
struct Branch {
	Str name;                              /* the last part of its path */
	bool is_folder;
	uint32_t first, end;                   /* its files: `first` … `end` - 1 */
	const Branch *inner;                   /* what is in it, in git's order */
	uint32_t inner_count;
};

typedef struct Paths {
	Branch top;
	Str *items;                            /* from the top of the repository */
	size_t count;
} Paths;

/*
 * All files beneath the given folders ("" for the top) of that tree: files,
 * links and programs. What is broken or beyond the bounds is left out, and
 * so is a name that no file of a site can have. Texts of paths
 * are in `texts`, all else is in `branches`.
 */
Paths paths_of_tree(Trees *trees, const uint8_t *tree, const Str *folders, size_t count,
                    Arena *branches, Arena *texts);
/* NULL when there is none. */
const Branch *branch_find(const Branch *in, Str name, bool is_folder);

#endif
