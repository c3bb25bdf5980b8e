/*
 * Git's objects as bytes, read one at a time.
 *
 *   Object o;
 *   TreeEntry e;
 *   if (object_read(repo, id, OBJECT_TREE, TREE_BYTES_MAX, &o)) {
 *           for (Str rest = o.bytes; entry_next(&rest, &e);) ...
 *           object_drop(&o);
 *   }
 *
 * What is missing, too large, of another kind or broken is simply false.
 * What the bytes say is read in commit.h and entry.h.
 */
#ifndef SOURCE_OBJECT_H
#define SOURCE_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "source/repository.h"

enum {
	COMMIT_BYTES_MAX = 1 << 20,
	TREE_BYTES_MAX = 16 << 20,             /* 200,000 names */
};

typedef enum ObjectKind { OBJECT_COMMIT, OBJECT_TREE, OBJECT_BLOB } ObjectKind;

typedef struct Object {
	Str bytes;
	void *held;                            /* shared: see object_share */
	const Repository *repo;                /* which outlives it */
} Object;

bool object_exists(Repository *repo, const uint8_t *id);
/* Not larger than `most`; that is asked before it is unpacked, since a small pack can hold a huge object. */
bool object_read(Repository *repo, const uint8_t *id, ObjectKind kind, size_t most, Object *object);
/*
 * The same, but asked when it is unpacked: for the commits and trees of a
 * walk over thousands, which asking would make a fifth slower.
 */
bool object_read_quick(Repository *repo, const uint8_t *id, ObjectKind kind, size_t most, Object *object);
/* The same bytes, held once more. */
Object object_share(const Object *object);
void   object_drop(Object *object);

/*
 * Whether what is read is compared with its id, and kept for the next time
 * it is asked for: both are so at the start, and are libgit2's own settings,
 * so of the whole program. Who reads very many commits and trees once, and
 * bears that a forged one misleads, turns it off for that time; nothing that
 * was not compared is kept, so nobody else ever sees it.
 */
void objects_verify(const Repository *repo, bool verify);

#endif
