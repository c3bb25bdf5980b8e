/*
 * What a walk over the history found, kept for the next one:
 *
 *   keijiban-history 1
 *   commit <40 hex digits>             where the walk began
 *   folders 2
 *   folder content
 *   folder layouts
 *   files 345
 *   <40 hex digits> <seconds> <path>   when it last changed; by path, each once
 *   end <16 hex digits>                as in base/sealed.h
 *
 * Only what is known is written, so all of it stays true for that commit.
 */
#ifndef SOURCE_HISTORY_CACHE_H
#define SOURCE_HISTORY_CACHE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "source/changed.h"

enum { CACHE_FOLDERS_MAX = 64, CACHE_BYTES_MAX = 80 << 20 };

typedef struct HistoryCache {
	uint8_t commit[COMMIT_BYTES];
	const Str *folders;
	size_t folder_count;
	const Changed *items;
	size_t count;
} HistoryCache;

/* False unless it was written by history_cache_render, whole. It borrows from `bytes`. */
bool history_cache_parse(Str bytes, Arena *a, HistoryCache *cache);
/* Items whose time is unknown are left out. */
void history_cache_render(const HistoryCache *cache, Buf *out);

/* The file, when it is sound and of these folders. */
bool history_cache_load(Str file, const Str *folders, size_t count, Arena *a, HistoryCache *cache);
/* In one step; when it fails, what was there stays. `a` is for scratch. */
void history_cache_save(Str file, const HistoryCache *cache, Arena *a);

#endif
