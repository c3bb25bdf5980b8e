/*
 * Where a site is published: the folder `out`, the folder it lies in, and
 * beside it the state folder `.<name of out>.keijiban` with
 *
 *   lock              held while a build or a rollback runs
 *   next              held by the one build that waits for that to end
 *   spare/            the other tree: the site before, or one in the making
 *   tree-<identity>   the manifest of the tree with that identity
 *   memo-<identity>   what the builder noted of how that tree was made (memo.h)
 *   pool              pieces that memos speak of (pool.h)
 *   draft             a manifest in the making
 *   late-<n>          a file whose place in the spare is still taken
 *   old/              the tree on its way out, while two renames stand in for
 *                     an exchange
 *
 * A manifest is found by the identity of its tree's folder (inode and time
 * of birth), which renames carry along. So whatever the moment of a crash,
 * no tree is ever taken for the other, and no folder that was deleted and
 * made again for the one before. The spare is dirty when it has no manifest.
 *
 *   place_open      looks at `out`, refuses what cannot be replaced, takes
 *                   the lock
 *   place_manifest  the bytes of a tree's manifest
 *   place_swap      puts the spare in the place of `out`, and `out` in that
 *                   of the spare
 *   place_close     gives the lock back
 *
 * Whoever opens a Place closes it, also after a failure.
 */
#ifndef PUBLISH_PLACE_H
#define PUBLISH_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "publish/folder.h"

enum { MEMO_BYTES_MAX = 256 << 20 };

/* One of the two trees. */
typedef struct Tree {
	int fd;                                /* -1: there is none */
	FolderFacts facts;                     /* as they were when it was opened */
	char manifest[64];                     /* the name of its manifest */
	char memo[64];                         /* and of the memo */
	bool ours;                             /* it has one, sound or not */
} Tree;

typedef struct Place {
	Str out;                               /* as it was given, for messages */
	const char *name, *state_name;         /* of out and of the state folder, in `parent` */
	int parent, state, lock;
	Tree published, spare;
} Place;

typedef struct PlaceOptions {
	Str out;
	bool force;                            /* replace what keijiban did not make */
	bool look_only;                        /* change nothing, not even the state folder */
	/*
	 * Wait for another build to end. One waits; whoever comes while it does is
	 * told *busy, for the one that waits has not looked at its sources yet.
	 */
	bool wait;
} PlaceOptions;

/* False with an error reported; *busy tells that it was another build's lock. */
bool place_open(Place *p, const PlaceOptions *options, bool *busy, Arena *a, Diag *d);
void place_close(Place *p);

/* The manifest at its head is of that folder, and nothing was put into its top since. */
bool is_of_tree(const ManifestHead *head, const Tree *tree);
/*
 * The manifest of the tree published at `out`, without a lock and closed
 * again; empty where it has none. An errno where `out` is no such folder.
 */
int  place_peek(Str out, Tree *tree, Arena *a, Str *manifest);

/* Opens the spare as it now is; an absent one is fine. */
int  place_find_spare(Place *p);
/* 0 with no bytes when the tree has no manifest. */
int  place_manifest(const Place *p, const Tree *tree, Arena *a, Str *bytes);
/* What its manifest says first; false when it has none, or another tree's. */
bool place_head(const Place *p, const Tree *tree, ManifestHead *head);
/* Likewise; a memo is a hint, and writing it may fail without a word. */
int  place_memo(const Place *p, const Tree *tree, Arena *a, Str *bytes);
void place_keep_memo(const Place *p, const Tree *tree, Str bytes);
/* Someone has changed that tree by hand: it stays ours, but nothing in it is believed. */
int  place_distrust(const Place *p, const Tree *tree);
/* Removes what a crash has left, and the spare's manifest: from now on the spare is dirty. */
int  place_tidy(Place *p);

/* Removes every earlier site, and what was kept of it; `now` is the tree that is published. */
int  place_purge(const Place *p, const Tree *now);

typedef enum SwapResult {
	SWAP_DONE,
	SWAP_IMPOSSIBLE,                       /* this file system knows no exchange */
	SWAP_CHANGED,                          /* `out` is not what place_open found */
	SWAP_FAILED,
	SWAP_UNSAFE,                           /* done, but perhaps not yet on the disk */
} SwapResult;

SwapResult place_swap(Place *p, bool allow_gap, int *error);

/* Reports what the system said about `path`, in words for people. */
void report_errno(Diag *d, Str path, int error);

#endif
