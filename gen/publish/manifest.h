/*
 * What one published tree holds: the text kept beside it.
 *
 *   keijiban-manifest 1
 *   tree <inode>-<second>-<nanosecond> whose it is: inode and birth of its folder
 *   build 42                           the number of the build that made it
 *   newest 1733616000                  no file is newer than this second
 *   top 12 4096                        links and size of the tree's top folder
 *   files 30123
 *   <32 hex digits> <size> <build> <path>      by path, each once
 *   end <16 hex digits>                sum of all lines before
 *
 * The `build` of a file is the one that wrote its bytes, so two trees that
 * show the same path, bytes and build share the file itself.
 *
 * Reading is a walk over a file that may be damaged:
 *
 *   ManifestReader r = manifest_open(bytes);
 *   while (manifest_next(&r, &entry)) ...        entry.path lies in `bytes`
 *   if (!r.sound) ...                            forget all that was read
 *
 * Another tree's list says mostly the same in the same words, which are then
 * not read twice; `known` is one that was read as sound, opened anew:
 *
 *   while (manifest_pass(&r, &known, &number) || manifest_next(&r, &entry)) ...
 *
 * Only what was written here reads as sound: a text has one spelling.
 * Writing goes into a Buf that the caller may empty between two calls.
 */
#ifndef PUBLISH_MANIFEST_H
#define PUBLISH_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/sealed.h"
#include "base/str.h"

enum {
	PUBLISHED_PATH_MAX = 1000,             /* bytes; below Linux's PATH_MAX of 4096 */
	PUBLISHED_NAME_MAX = 255,              /* bytes between two slashes: Linux's NAME_MAX */
	PUBLISHED_DEPTH_MAX = 32,              /* folders */
	PUBLISHED_FILES_MAX = 4000000,         /* 100,000 records make about a tenth */
	MANIFEST_BYTES_MAX = 1 << 30,
	MANIFEST_HEAD_MAX = 512,               /* bytes before the first file; they have less than half of it */
};

/* Which folder a tree is, through every rename, and never again after its removal. */
typedef struct Identity {
	uint64_t inode;
	uint64_t born_second;                  /* 0 where the file system does not tell */
	uint32_t born_nanosecond;
} Identity;

typedef struct ManifestHead {
	Identity tree;
	uint32_t build;
	uint32_t files;
	uint64_t newest;
	uint64_t top_links, top_size;
} ManifestHead;

typedef struct ManifestEntry {
	Str path;
	Hash hash;
	uint32_t size;                         /* a file of 4 GiB or more is no page: stage.h refuses it */
	uint32_t build;
} ManifestEntry;

typedef struct ManifestReader {
	ManifestHead head;
	bool sound;                            /* the end is reached, and all before it was right */
	SealedReader text;
	Str last;
	uint32_t left;
} ManifestReader;

typedef SealedWriter ManifestWriter;

/* Relative, no empty, "." or ".." part, no control character, within the bounds above. */
bool path_is_publishable(Str path);
bool identity_equal(Identity a, Identity b);

ManifestReader manifest_open(Str bytes);
bool           manifest_next(ManifestReader *r, ManifestEntry *entry);
/* The next entry is in both, in the same words, and in `known` it is the entry of that number, from 0. */
bool           manifest_pass(ManifestReader *r, ManifestReader *known, uint32_t *number);

void manifest_head(ManifestWriter *w, const ManifestHead *head);
void manifest_entry(ManifestWriter *w, const ManifestEntry *entry);
void manifest_end(ManifestWriter *w);

#endif
