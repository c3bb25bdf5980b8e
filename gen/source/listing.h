/*
 * Names become Files, by the same rules whoever finds them: which are left
 * alone, which are refused, in what order they come, how much is too much.
 *
 *   static int names(void *my, const Folder *f, Listing *l)
 *           ... listing_add(l, name, ENTRY_FILE, id) for each name in `f`
 *   static int bytes(void *my, int worker, const Entry *e, Listing *l, Arena *a, Str *bytes)
 *           ... listing_admit(l, size), then *bytes in the arena
 *
 *   const Origin origin = { &my, names, bytes, stamp, close };
 *   Sources *s = listing_open(&origin, root, STR("content"), d);
 *
 * The first two give back 0 or a fault (fault.h), and the listing tells it; `names`
 * may have added some before it. Folders are listed by one thread, in the
 * order of paths; `bytes` is called by `jobs` threads, each with an arena of
 * its own. Names need not be safe to use, nor come in any order or once.
 */
#ifndef SOURCE_LISTING_H
#define SOURCE_LISTING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/str.h"
#include "source/sources.h"

typedef enum EntryKind { ENTRY_FILE, ENTRY_FOLDER, ENTRY_LINK, ENTRY_MODULE, ENTRY_OTHER } EntryKind;

/* What the origin knows it by, where that is not its path. */
typedef struct EntryId {
	uint8_t bytes[20];
} EntryId;

typedef struct Folder {
	Str shown;                             /* as messages show it, in NFC */
	Str raw;                               /* beneath the root, as the origin has it; terminated */
	EntryId id;
	int depth;
} Folder;

typedef struct Entry {
	Str path;                              /* as messages show it, in NFC */
	const char *raw;                       /* beneath the root, as the origin has it */
	EntryId id;
} Entry;

typedef struct Listing Listing;

enum { ANY_WORKER = -1 };

typedef struct Origin {
	void *context;
	int (*names)(void *context, const Folder *f, Listing *l);
	/* `worker` is ANY_WORKER for a file that is read by itself. */
	int (*bytes)(void *context, int worker, const Entry *e, Listing *l, Arena *a, Str *bytes);
	void (*stamp)(void *context, const Entry *e, Stamp *stamp);
	void (*close)(void *context);
	bool may_be_forged;                    /* the names: '..', or the same one twice in a folder */
} Origin;

/* False when there are too many names by now: stop. */
bool listing_add(Listing *l, Str name, EntryKind kind, EntryId id);
/* Whether a file of that size may be read: 0 or a fault. */
int  listing_admit(Listing *l, uint64_t size);

/* The origin's context lives until its `close` is called, by sources_drop. */
Sources *listing_open(const Origin *origin, EntryId root, Str shown, Diag *d);

#endif
