/*
 * The files a site is made from, as plain data: whoever makes them (tree.h
 * from a folder, git.h from a revision, a test from literals), later stages
 * see no difference.
 *
 *   for (size_t i = 0; i < files.count; i++)
 *           ... files.items[i].source.path, .source.bytes
 *
 * Paths are as messages show them: the name given to the root, then '/' and
 * the path beneath it (content/events/hana.md), in NFC, sorted by bytes,
 * each once. Bytes are as they are in the file.
 *
 * The items and their texts live in the arenas of their Files until
 * files_drop. A zero Files is an empty one; items made elsewhere need no
 * arenas, and files_drop then does nothing.
 */
#ifndef SOURCE_FILES_H
#define SOURCE_FILES_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/hash.h"

enum {
	FILES_ENTRIES_MAX = 200000, /* files and folders beneath one root */
	FILES_DEPTH_MAX = 16,       /* folders inside each other */
	FILES_NAME_MAX = 200,       /* bytes of one name: 16 of them stay below PATH_MAX */
	FILES_BYTES_MAX = 4 << 20,  /* of one file */
	FILES_TOTAL_MAX = 1 << 30,  /* of all of them */
};

typedef struct File {
	Source source;   /* first: a file is found by its Source */
	Day changed;     /* of its last change; DAY_NONE when unknown */
	Hash hash;       /* of its bytes */
	uint32_t number; /* among the Sources it was read from */
	Str packed;      /* instead of bytes: what is kept of a record's front matter (site.h, Keeping) */
} File;

typedef struct Files {
	const File *items;
	size_t count;
	Arena *arenas; /* the first holds this array itself */
	size_t arena_count;
} Files;

/* The file at exactly this path, or NULL. */
const File *file_at(const Files *files, Str path);

static inline void files_drop(Files *f)
{
	for (size_t i = f->arena_count; i-- > 1;)
		arena_free(&f->arenas[i]);
	if (f->arena_count) {
		Arena first = f->arenas[0];
		arena_free(&first);
	}
	*f = (Files){ 0 };
}

#endif
