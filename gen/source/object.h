/*
 * Git's objects as bytes: read one at a time, taken apart without a copy.
 *
 *   Object o;
 *   TreeEntry e;
 *   if (object_read(repo, id, OBJECT_TREE, TREE_BYTES_MAX, &o)) {
 *           for (Str rest = o.bytes; tree_next(&rest, &e);) ...
 *           object_drop(&o);
 *   }
 *
 * Nobody is to be trusted here: what is missing, too large, of another kind
 * or broken is simply false, and a name is any bytes but '/' and NUL. Only
 * object_read and its kin touch the repository; the rest works on bytes.
 */
#ifndef SOURCE_OBJECT_H
#define SOURCE_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "source/repository.h"

enum {
	COMMIT_BYTES_MAX = 1 << 20,
	TREE_BYTES_MAX = 16 << 20,             /* 200,000 names */
};

/* A commit's time is told when it is between 1970 and this, the end of 2199 in Tokyo. */
#define COMMIT_TIME_MAX INT64_C(7258085999)

typedef enum ObjectKind { OBJECT_COMMIT, OBJECT_TREE, OBJECT_BLOB } ObjectKind;

typedef struct Object {
	Str bytes;
	void *held;                            /* shared: see object_share */
} Object;

bool object_exists(Repository *repo, const uint8_t *id);
/*
 * Not larger than `most`. Only a blob's size is asked for before it is
 * unpacked: for trees and commits that would cost a fifth of a walk, and a
 * huge one is nothing that git makes.
 */
bool object_read(Repository *repo, const uint8_t *id, ObjectKind kind, size_t most, Object *object);
/* The same bytes, held once more. */
Object object_share(const Object *object);
void   object_drop(Object *object);

/*
 * Whether what is read is compared with its id, from now on and in the whole
 * program: so it is at the start. Turned off while no blob is read, by who
 * bears that a forged commit or tree misleads.
 */
void objects_verify(bool verify);

/* What a commit says. */
typedef struct CommitFacts {
	uint8_t tree[COMMIT_BYTES];
	const uint8_t *parents;                /* COMMIT_BYTES each */
	size_t parent_count;
	int64_t time;                          /* 0: it says none that can be */
	bool silent;                           /* its last paragraph has the line "Site-Touch: no" */
} CommitFacts;

/* The parents are copied into the arena. */
bool commit_parse(Str bytes, Arena *a, CommitFacts *facts);
bool commit_read(Repository *repo, const uint8_t *id, Arena *a, CommitFacts *facts);

/* One line of a tree. */
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
bool tree_next(Str *rest, TreeEntry *entry);
/* Takes off both the entries with which both begin; all, when they are equal. */
void tree_skip_same(Str *a, Str *b);
/* The order of a tree's entries: a folder sorts as its name with '/' behind it. */
int  tree_order(Str a, bool a_is_folder, Str b, bool b_is_folder);
/* In order, each name once: its bounds can be relied on. */
bool tree_is_sound(Str bytes, size_t *count);
/* The folder `path` beneath the tree `top`, "" for itself. */
bool tree_find(Repository *repo, const uint8_t *top, Str path, uint8_t *id);

/* A name that a file of a site may have: not longer than 200 bytes, without control characters. */
bool entry_is_plain(const TreeEntry *entry);
bool entry_is_equal(const TreeEntry *a, const TreeEntry *b);

#endif
