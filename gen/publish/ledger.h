/*
 * Every path of a build: what is published, what the spare tree holds,
 * and what is put now. Memory only; one thread at a time.
 *
 *   ledger_published   for each entry of the published tree's manifest
 *   ledger_spare       then for each of the spare's, if that is to be trusted;
 *                      ledger_same for one that is as the published file of that number
 *   ledger_put         for each file of the build: tells what must be done
 *   ledger_sorted      the new list, by path
 *
 * At most 130 bytes a path beside the path itself; entries never move.
 */
#ifndef PUBLISH_LEDGER_H
#define PUBLISH_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "publish/manifest.h"

typedef enum SpareState {
	SPARE_NONE,                            /* the spare has no such path */
	SPARE_OTHER,                           /* it has one, but not what is published */
	SPARE_SAME,                            /* it has the published file itself */
} SpareState;

typedef struct LedgerEntry {
	ManifestEntry file;                    /* published, or once put; the path ends with a NUL */
	uint8_t spare;                         /* SpareState */
	bool published, put, written;
	bool kept;                             /* put, unseen: it may still be put with its bytes */
} LedgerEntry;

typedef enum LedgerVerdict {
	LEDGER_UNCHANGED,                      /* the published file has these bytes */
	LEDGER_CHANGED,                        /* it has others */
	LEDGER_NEW,                            /* nothing is published there */
	LEDGER_TWICE,                          /* this build has put that path already */
	LEDGER_FULL,                           /* more than PUBLISHED_FILES_MAX */
} LedgerVerdict;

typedef struct LedgerSlot {
	uint32_t tag, entry;                   /* part of the path's hash; entry number + 1, or 0 */
} LedgerSlot;

typedef struct Ledger {
	Arena *arena;
	LedgerEntry **pages;
	LedgerSlot *slots;
	uint32_t count, page_room, slot_room;
	uint32_t published;                    /* the first so many entries, in their order */
	uint32_t kept;                         /* entries put by ledger_keep alone */
} Ledger;

/* So many paths are to come, or are there already: what finds them grows in one step. */
void          ledger_expect(Ledger *l, size_t count);
bool          ledger_published(Ledger *l, const ManifestEntry *file);
bool          ledger_spare(Ledger *l, const ManifestEntry *file);
void          ledger_same(Ledger *l, uint32_t number);
void          ledger_forget_spare(Ledger *l);
/* A `lasting` path ends with a NUL and outlives the ledger; others are copied. */
LedgerVerdict ledger_put(Ledger *l, const ManifestEntry *file, bool lasting, LedgerEntry **found);
/* The published file stays as it is, whatever it holds; false when there is none, or it was put. */
bool          ledger_keep(Ledger *l, Str path);
/* All published files stay as they are. */
void          ledger_keep_all(Ledger *l);
/* One of them goes after all. */
void          ledger_let_go(Ledger *l, Str path);
LedgerEntry  *ledger_find(const Ledger *l, Str path);
LedgerEntry  *ledger_at(const Ledger *l, uint32_t number);

/* What is put, by path. */
const LedgerEntry **ledger_sorted(const Ledger *l, Arena *a, size_t *count);
/* Does the sorted list hold a file somewhere in that folder? */
bool          sorted_has_folder(const LedgerEntry **sorted, size_t count, Str folder);

#endif
