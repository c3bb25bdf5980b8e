/*
 * Waiting for somebody to save a file beneath some folders: inotify, which
 * stays behind this file.
 *
 *   Watch *w = watch_open(roots, 2, a);
 *   poll watch_fd(w) for reading, then
 *   if (watch_read(w)) ... something was saved, moved or removed
 *   if (watch_names(w, &paths, &count)) ... by these names, and nothing else
 *   watch_forget(w);                      they have been looked at
 *   watch_close(w);
 *
 * A hint, never a promise: after true, look at the files themselves. Names
 * that no source can have (tree.h: .swp, file~) say nothing. Folders that
 * come and go are followed. Where a root is missing, or the system has no
 * more watches to give, watch_is_whole is false: look from time to time.
 */
#ifndef SOURCE_WATCH_H
#define SOURCE_WATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct Watch Watch;

/* Lives in the arena, and the roots as long as it does. */
Watch *watch_open(const Str *roots, size_t count, Arena *a);
/* -1: the system cannot watch. May be another one after watch_read. */
int    watch_fd(const Watch *w);
/* Takes what there is to read, without waiting. */
bool   watch_read(Watch *w);
/*
 * Files of which watch_read has told since watch_forget, by their paths: ROOT/seibu/area.yaml, some of them twice.
 * False: there is more than can be named, so that everything has to be looked at.
 */
bool   watch_names(const Watch *w, const Str **paths, size_t *count);
void   watch_forget(Watch *w);
bool   watch_is_whole(const Watch *w);
/* Begins anew: for who finds a root there that was missing. */
void   watch_again(Watch *w);
void   watch_close(Watch *w);

#endif
