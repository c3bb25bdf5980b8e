/*
 * What preview.c, which finds out what is shown, shares with preview_answer.c, which shows it.
 */
#ifndef CMD_PREVIEW_INNER_H
#define CMD_PREVIEW_INNER_H

#include "cmd/preview.h"
#include "cmd/preview_ahead.h"
#include "render/desk.h"

/* One is shown; the other is the newest, where that has errors, or room for the next. */
enum { EDITIONS = 2 };

typedef struct Edition {
	Walk walk;
	bool open;
	int chronicle;                         /* of which its news borrow */
	MemoryView *view;                      /* its files */
	Preview *preview;                      /* for the keeping of its site */
	Keeping files;
	PreviewAhead *ahead;                   /* of records that were saved since; or NULL */
	Mended saved;                          /* their files */
} Edition;

struct Preview {
	Options options;                       /* `today` goes on with the clock */
	bool day_given;
	Edition editions[EDITIONS];
	Chronicle chronicles[EDITIONS];
	Edition *shown, *newest;               /* NULL before the first */
	Diag diag;                             /* of the newest */
	Hash files;                            /* as they were looked at for it */
	bool misnamed;                         /* there are names that cannot be used: each look tells them */
	long began;
	Walk owed;                             /* looked at, and not loaded yet: see preview_is_ahead */
	bool owes, ahead_alone;                /* ahead_alone: in the last refresh nothing else was new */
	unsigned loads;
	char version[48];                      /* another one each time, and each time this program is started */
	PreviewMemory *memory;
	Desk desk;                             /* of what is shown: all its pages are made at it */
	Arena map_arena;                       /* what was drawn of the city, and of what */
	Hash map_of;
	Str map;
};

#endif
