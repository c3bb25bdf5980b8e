/*
 * What the repository of the content tells: when each file changed, and what
 * files were before.
 *
 *   Chronicle c;
 *   chronicle_open(&c, options, d);           before anything else is read
 *   chronicle_read(&c, sources, cache);       its history, where dates or news are wanted
 *   c.at, c.past                              the revision it tells of; day by day
 *   chronicle_mark(&c, bytes)                 what names those bytes in a revision
 *   chronicle_date(&c, number, mark)          the day the file of that number changed
 *   chronicle_close(&c);
 *
 * With --git it is that revision. Folders on disk are told of by the
 * repository they lie in, as of its HEAD; there a file that differs from
 * HEAD, or is not in it, changed today. Folders of which HEAD knows no file
 * have no chronicle, as those that lie in no repository.
 */
#ifndef CMD_CHRONICLE_H
#define CMD_CHRONICLE_H

#include "base/hash.h"
#include "cmd/options.h"
#include "site/facts.h"
#include "source/history.h"
#include "source/past.h"
#include "source/repository.h"
#include "source/sources.h"

typedef struct Chronicle {
	Repository *repo;                      /* NULL: nothing is known */
	Commit at;
	bool revision;                         /* the files are those of `at` itself */
	Day today;
	Str folder;                            /* content/, from the top of the repository */
	const Sources *files;                  /* of content/ */
	Sources *head;                         /* the same in HEAD, where folders are built */
	History history;
	Past past;
	Arena arena;
} Chronicle;

/* Opens the repository: false after an error was reported, which only --git can bring about. */
bool chronicle_open(Chronicle *c, const Options *o, Diag *d);
/* Reads the history; `cache` is a file for the next one, or empty. */
void chronicle_read(Chronicle *c, const Sources *content, Str cache);
/* Of folders on disk: whether HEAD, and the day, are still those it tells of. */
bool chronicle_is_current(const Chronicle *c, const Options *o);
/* Whether dates take marks: files on disk are compared with those of HEAD. */
bool chronicle_compares(const Chronicle *c);
/* Zero where nothing is compared. */
Hash chronicle_mark(const Chronicle *c, Str bytes);
/* Files of HEAD that are not where they were: their paths (content/…), in the arena. */
Texts chronicle_gone(Chronicle *c, const Sources *now, Arena *a);
/* Whether HEAD has a file there. */
bool chronicle_has(Chronicle *c, Str path);
/* Whether a file of these bytes is of today, without reading the history: it differs from HEAD. */
bool chronicle_is_edited(Chronicle *c, Str path, Hash mark);
Day  chronicle_date(Chronicle *c, size_t number, Hash mark);
/* Equal ones tell the same of equal files. */
Hash chronicle_state(const Chronicle *c);
void chronicle_close(Chronicle *c);

#endif
