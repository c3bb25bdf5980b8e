/*
 * What one published tree holds: the text kept beside it.
 *
 *   keijiban-manifest 2
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
 * The sum alone tells that a text is whole; who needs few of its files looks
 * for those, and reads no other line:
 *
 *   Manifest m;
 *   if (manifest_take(bytes, &m)) …                 m points into `bytes`
 *   Str line = manifest_find(&m, path);             empty: there is none
 *   if (manifest_parse(line, &entry)) …             entry.path lies in `bytes`
 *
 * In what two of them differ, each line once:
 *
 *   ManifestPair p = { one.lines, other.lines };
 *   while (manifest_differ(&p)) …                   p.one, p.other; p.one_rest, p.other_rest shrink
 *
 * Who needs all of them walks through a file that may be damaged, and that
 * no list is worth more than its worst line:
 *
 *   ManifestReader r = manifest_open(bytes);
 *   while (manifest_next(&r, &entry)) …
 *   if (!r.sound) …                                 forget all that was read
 *
 * Only what was written here reads as sound: a text has one spelling.
 * Writing goes into a Buf that the caller may empty after sealed_pass_on.
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

/* A text that is whole. */
typedef struct Manifest {
	ManifestHead head;
	Str lines;                             /* of its files */
} Manifest;

/* Two lists beside each other, by path. */
typedef struct ManifestPair {
	Str one_rest, other_rest;              /* lines to come; at first all of both */
	Str one, other;                        /* of one path, or empty where that list has none */
} ManifestPair;

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

bool manifest_take(Str bytes, Manifest *m);
Str  manifest_find(const Manifest *m, Str path);
/* The lines of the paths that are not before `path`. */
Str  manifest_from(Str lines, Str path);
/* The first line, without its end, and its path: empty where there is none. */
Str  manifest_line(Str lines);
Str  manifest_path(Str line);
Str  manifest_behind(Str lines, Str line);     /* its first line left out */
/* False: it could not have been written here. */
bool manifest_parse(Str line, ManifestEntry *entry);
/* False: there is no further difference. */
bool manifest_differ(ManifestPair *p);

ManifestReader manifest_open(Str bytes);
bool           manifest_next(ManifestReader *r, ManifestEntry *entry);

void manifest_head(ManifestWriter *w, const ManifestHead *head);
void manifest_entry(ManifestWriter *w, const ManifestEntry *entry);
void manifest_end(ManifestWriter *w);

#endif
