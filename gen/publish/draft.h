/*
 * The manifest of the spare tree while it is being made.
 *
 *   draft_open     before the first byte goes into the spare; the new file
 *                  also tells what the umask takes away and what time the
 *                  file system has, for this program asks no clock
 *   draft_seal     writes the manifest, brings it and the whole tree to the
 *                  disk, and only then gives it the name that says: sound
 *   draft_drop     harmless after a seal; what lies on the disk is a leftover
 */
#ifndef PUBLISH_DRAFT_H
#define PUBLISH_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "publish/ledger.h"
#include "publish/place.h"

typedef struct Draft {
	int fd;                                /* -1: not open */
	bool mind_umask;                       /* modes must be set after making */
	uint64_t began;                        /* second of the file system's clock */
} Draft;

/* All return 0 or an errno value. */
int  draft_open(Draft *draft, const Place *place);
/* Of `head` the build, the number of files, and the newest time of those that were pushed on, if any. */
int  draft_seal(Draft *draft, const Place *place, ManifestHead head, LedgerWalk files, Arena *a);
void draft_drop(Draft *draft);

#endif
