/*
 * What the last build knows that this one can use.
 *
 *   Recall r;
 *   recall_begin(&r, stage, walk, d);         after walk_open
 *   if (recall_is_current(&r)) ...            nothing has changed: say again what was said, and stop
 *   recall_prepare(&r, stage);
 *   Keeping keeping = recall_keeping(&r);
 *   walk_load_files(walk, recall_read(&r, d), &keeping, d); walk_render(walk, stage, &r, d);
 *   if (recall_falls_short(&r, d)) ...        begin anew, with a Recall that knows nothing
 *   recall_end(&r, stage, d);                 after the commit: for the next build
 *   recall_drop(&r);
 *
 * Three things are spared:
 *
 *   everything     when every file, the day and the program are the same
 *   reading        of a record's own file that is the same, if it had nothing
 *                  to tell: its front matter was kept, its text is read only
 *                  if a page is made of it. Needs the same day, and the same
 *                  files that are no records: checks read texts by their light
 *   rendering      of outputs whose key (keys.h) is the same
 *
 * What is known is a hint: where it does not serve, everything is read and made.
 */
#ifndef CMD_RECALL_H
#define CMD_RECALL_H

#include "cmd/walk.h"
#include "publish/memo.h"
#include "publish/pool.h"
#include "publish/stage.h"

/* What came of an output. */
typedef enum Making { MAKING_KEPT, MAKING_SAME, MAKING_NEW } Making;

typedef struct Recall {
	Arena arena;
	bool forgetful;                        /* set before recall_begin: know nothing */
	Memo last;                             /* zero when nothing is known */
	Memo next;
	MemoFile *files;                       /* of `next`: those of content/, then those of layouts/ */
	MemoKey *keys;                         /* what `next` knows of each output of the plan; NULL: nothing */
	bool same_outputs;                     /* of the plan, and in the order of the last build's */
	uint8_t *makings;                      /* Making of each output */
	Pool *pool;
	Walk *walk;
	bool *wanted;                          /* of content/, by number: to be read */
	size_t unread;
	bool current;
} Recall;

void recall_begin(Recall *r, Stage *stage, Walk *w, Diag *d);
bool recall_is_current(const Recall *r);
/* For a build of the whole: opens what was kept, chooses what to read. */
void recall_prepare(Recall *r, Stage *stage);
/* Says what the last build said. */
void recall_problems(const Recall *r, Diag *d);

/* For the walk. */
Files   recall_read(Recall *r, Diag *d);       /* content/ */
Keeping recall_keeping(Recall *r);
/* Whether keys are of use: to compare with, or to the next build. A dry run without a last build has neither. */
bool    recall_needs_keys(const Recall *r);
/* Once there is a plan, before its outputs are asked for. */
void    recall_outputs(Recall *r);
/* Whether the output need not be made; notes its key. */
bool    recall_has(Recall *r, const Output *out, Hash key);
/* What came of an output that was made. */
void    recall_note(Recall *r, const Output *out, bool new);
/* An output that had something to tell is made by the next build too, which tells it again. */
void    recall_forget(Recall *r, const Output *out);
/* Whether content/ has that file now. */
bool    recall_lists(const Recall *r, Str path);
/* Whether bytes that are equal have an equal .gz: the same program packed it. */
bool    recall_trusts_packed(const Recall *r);

/* A file that was not read has something to tell after all, or what was kept of it is damaged. */
bool recall_falls_short(const Recall *r, const Diag *d);
void recall_end(Recall *r, Stage *stage, const Diag *d);
void recall_drop(Recall *r);

#endif
