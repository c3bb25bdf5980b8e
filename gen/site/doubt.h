/*
 * Entries of a list that have a mistake: they are left out of the Site, and must keep back nothing else that is wrong.
 *
 *   Doubts doubts = { .arena = arena };
 *   reader.doubts = &doubts;                          before table_read: gets every entry that could not be read whole
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
#include "base/map.h"
#include "base/str.h"

typedef struct Doubt {
	const struct Table *table;
	size_t list;                           /* where the object around keeps its list: Field.offset */
	void *object;                          /* what could be read of it; NULL: nobody knows what it was */
	const struct FieldsFound *found;
} Doubt;

typedef struct Doubts {
	Doubt *items;
	size_t count, room;
	Arena *arena;
} Doubts;

/* Names that entries with a mistake have. */
typedef struct Unsound {
	Map names;
	bool others;                           /* and there may be more, which nobody could read */
} Unsound;

/* Copies both; `found` NULL: nothing is known of it. */
void doubt_add(Doubts *doubts, const struct Table *table, size_t list, const void *object,
               const struct FieldsFound *found);
/* That the entry is one of the table, and that these fields ("id name") are as they were meant. */
bool doubt_knows(const Doubt *doubt, const struct Table *table, const char *keys);

/* Of one list in the order of their file: those without a mistake, and those in which these fields are known. */
typedef struct Entries {
	const void *const *items;
	size_t count;
} Entries;
Entries entries_with(const Doubts *doubts, const struct Table *table, size_t list, const char *keys,
                     const void *sound, size_t count, Arena *a);

/* The same as a list of its own: what others look up is there, though it has a mistake elsewhere. */
void list_with(const Doubts *doubts, const struct Table *table, size_t list, const char *keys, const void **items,
               size_t *count);

/* The names of all entries of the table, which are texts in these fields. */
void unsound_note(Unsound *unsound, const Doubts *doubts, const struct Table *table, const char *keys);
void unsound_add(Unsound *unsound, Arena *a, Str name);
bool unsound_may_be(const Unsound *unsound, Str name);

#endif
