/*
 * The last work on the spare tree: what the workers have not written while
 * they put their pages, so that it equals the new list.
 *
 *   stale files go, and folders nothing is left in
 *   late files get their names: another kind of thing stood there before
 *   unchanged files are linked to the published ones, if they are not yet
 */
#ifndef PUBLISH_SETTLE_H
#define PUBLISH_SETTLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "publish/ledger.h"
#include "publish/made.h"
#include "publish/place.h"

enum { LATE_NAME_MAX = 32 };

/* A new file whose name is still a folder in the spare, or whose folder is still a file. */
typedef struct Late Late;
struct Late {
	const Late *next;
	const LedgerEntry *entry;
	char name[LATE_NAME_MAX];              /* in the state folder */
};

typedef struct Settling {
	const Place *place;
	const Ledger *ledger;
	const LedgerEntry **put;               /* of ledger_noted: each file that was put */
	size_t count;
	const Late *late;
	Made *made;
	bool mind_umask;
	Str path;                              /* out: of the file that failed */
} Settling;

/* 0 or an errno value; ENOENT: a published file is not where its manifest says. */
int settle(Settling *s);

#endif
