/*
 * Every path of a build: what is published, what the spare tree holds,
 * and what is put now. Memory only; one thread at a time.
 *
 *   ledger_standing    what is published: a list, of which paths are noted as they are asked for;
 *                      or ledger_published for each of its files
 *   ledger_spare       then in what the spare differs from it, if the spare is to be trusted
 *   ledger_put         for each file of the build: tells what must be done
 *   ledger_note_all    where files may have been left out, or nothing is known of the spare
 *   ledger_noted       by path, all that is not as it was, both in `out` and in the spare
 *
 * At most 130 bytes a noted path beside the path itself; entries never move.
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
	Manifest standing;
	LedgerEntry **pages;
	LedgerSlot *slots;
	uint32_t count, page_room, slot_room;
	uint32_t published;                    /* files */
	uint32_t kept;                         /* of them those that stay unseen */
	bool spare_is_like;                    /* what is published, but for what is noted */
	bool keeps_all;                        /* what is not noted stays */
} Ledger;

/* So many paths are to come, or are there already: what finds them grows in one step. */
void          ledger_expect(Ledger *l, size_t count);
void          ledger_standing(Ledger *l, const Manifest *standing);
bool          ledger_published(Ledger *l, const ManifestEntry *file);
/* The spare is like what is standing, but for those lines. False: one of them is no line. */
bool          ledger_spare(Ledger *l, Str lines);
void          ledger_forget_spare(Ledger *l);
/* A `lasting` path ends with a NUL and outlives the ledger; others are copied. */
LedgerVerdict ledger_put(Ledger *l, const ManifestEntry *file, bool lasting, LedgerEntry **found);
/* The published file stays as it is, whatever it holds; false when there is none, or it was put with its bytes. */
bool          ledger_keep(Ledger *l, Str path, bool lasting);
/* All published files stay as they are. */
void          ledger_keep_all(Ledger *l);
/* One of them goes after all. */
void          ledger_let_go(Ledger *l, Str path);
/* Notes what is not noted yet. False: the list of what is standing holds what is no line. */
bool          ledger_note_all(Ledger *l);
/* What is noted of that path; NULL: nothing. */
LedgerEntry  *ledger_find(const Ledger *l, Str path);
LedgerEntry  *ledger_at(const Ledger *l, uint32_t number);
/* The published file of that path, seen or not. */
bool          ledger_has(const Ledger *l, Str path, ManifestEntry *file);

const LedgerEntry **ledger_noted(const Ledger *l, Arena *a, size_t *count);

/* The new list, as pieces of a manifest in order: lines that stay, or the file of an entry that was put. */
typedef struct LedgerWalk {
	const LedgerEntry **noted;             /* ledger_noted */
	size_t count;
	Str rest;                              /* of the lines that are standing */
	Str lines;
	const LedgerEntry *put;                /* behind `lines`; NULL: none */
} LedgerWalk;

LedgerWalk ledger_walk(const Ledger *l, const LedgerEntry **noted, size_t count);
bool       ledger_next(LedgerWalk *w);
/* Does the new list hold a file somewhere in that folder? Of ledger_noted, `put` are those that were put. */
bool       ledger_has_folder(const Ledger *l, const LedgerEntry **put, size_t count, Str folder);

#endif
