/*
 * Entries of a list that have a mistake: they are left out of the Site, and must keep back nothing else that is wrong.
 *
 *   Doubts doubts = { .arena = arena };
 *   reader.doubts = &doubts;                          before table_read (table.h): gets every entry that could not be
 *                                                     read whole
 *   unsound_note(&unsound, &doubts, &OFFICE_TABLE, "id");
 *   if (!unsound_may_be(&unsound, name))              whoever names one of them makes no mistake of his own
 *           diag_error(…);
 *   Entries all = entries_with(&doubts, &BOARD_TABLE, 0, "chome", boards.items, boards.count, scratch);
 *                                                     what else is wrong with them themselves is told too
 *
 * Everything lives in the arena of the Doubts.
 */
#ifndef SITE_DOUBT_H
#define SITE_DOUBT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "site/table.h"
#include "site/unsound.h"

/* That the entry is one of the table, and that these fields ("id name") are as they were meant. */
bool doubt_knows(const Doubt *doubt, const Table *table, const char *keys);

/* Of one list in the order of their file: those without a mistake, and those in which these fields are known. */
typedef struct Entries {
	const void *const *items;
	size_t count;
} Entries;
Entries entries_with(const Doubts *doubts, const Table *table, size_t list, const char *keys,
                     const void *sound, size_t count, Arena *a);

/* The same as a list of its own: what others look up is there, though it has a mistake elsewhere. */
void list_with(const Doubts *doubts, const Table *table, size_t list, const char *keys, const void **items,
               size_t *count);

/* The names of all entries of the table, which are texts in these fields. */
void unsound_note(Unsound *unsound, const Doubts *doubts, const Table *table, const char *keys);

#endif
