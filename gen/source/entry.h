/*
 * The entries of git's trees, out of their bytes, without a copy.
 *
 *   EntryPairs p = entry_pairs(old, new);
 *   while (entry_pairs_next(&p)) ...      only where they differ
 *   if (p.broken) ...
 *
 * A name is any bytes but NUL: nothing here was checked by anyone.
 */
#ifndef SOURCE_ENTRY_H
#define SOURCE_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

typedef struct TreeEntry {
	Str name;
	const uint8_t *id;
	unsigned mode;                         /* as git shows it, one of the following */
} TreeEntry;

enum {
	MODE_FILE = 0100644,
	MODE_PROGRAM = 0100755,
	MODE_LINK = 0120000,
	MODE_FOLDER = 040000,
	MODE_MODULE = 0160000,                 /* another repository's commit */
};

/* The next entry, taken off `rest`; false at the end, where `rest` is empty, or where it is broken. */
bool entry_next(Str *rest, TreeEntry *entry);
bool entry_is_folder(const TreeEntry *entry);
bool entry_is_equal(const TreeEntry *a, const TreeEntry *b);
/* A name that a file of a site may have: not longer than 200 bytes, without control characters. */
bool entry_is_plain(const TreeEntry *entry);
/* Git's order: a folder sorts as its name with '/' behind it. */
int  name_order(Str a, bool a_is_folder, Str b, bool b_is_folder);
/* Whole, in order, each name once and without '/'. */
bool tree_is_sound(Str bytes, size_t *count);

/* Two trees in step; both may be empty. */
typedef struct EntryPairs {
	Str left, right;                       /* what is still to come */
	TreeEntry of_left, of_right;
	bool has_left, has_right;              /* the pair: one of them, or both of one name and sort */
	bool broken;                           /* one of the trees is: its end is not known */
} EntryPairs;

EntryPairs entry_pairs(Str left, Str right);
/* The next pair that is not the same in both, to the byte. */
bool       entry_pairs_next(EntryPairs *p);

#endif
