/*
 * What a builder remembers of the site it published, for the next build.
 *
 *   Memo m;
 *   if (memo_parse(stage_memo(stage, a), a, &m)) ...
 *   stage_keep_memo(stage, memo_render(&m, a));
 *
 *   program   what made it: another program may make other bytes of everything
 *   options   those that decide what is published or said
 *   chronicle the commit whose history was told
 *   began     by the disk's clock, before any file was looked at
 *   files     all of content/ and layouts/, by path: a stamp, the bytes' hash,
 *             where the pool keeps what was parsed, and two facts for quiet.h
 *   keys      of outputs (keys.h), by the hash of their paths
 *   problems  what was said
 *   map       the city cut into cells, which takes long (render/map.h), and of what
 *
 * A memo lies beside its tree under the tree's identity (place.h). It is a
 * hint with a sum over it: where it is missing, damaged or of another
 * version, everything is built anew.
 */
#ifndef PUBLISH_MEMO_H
#define PUBLISH_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/hash.h"
#include "publish/folder.h"
#include "publish/pool.h"
#include "source/sources.h"

enum { MEMO_SHOWN = 3 };

typedef struct MemoFile {
	Str path;
	Stamp stamp;
	Hash hash;
	Hash blob;                             /* what names its bytes in a revision; zero: not asked */
	Day changed;
	bool always;                           /* pages of any record may show what is in it */
	bool told;                             /* its record's pages show what others say of it */
	Piece front;
	uint32_t shown[MEMO_SHOWN];            /* files its pages show besides those named in it: number + 1, or 0 */
} MemoFile;

typedef struct MemoKey {
	uint64_t path;                         /* hash_text of it */
	uint64_t key;                          /* half of output_key; 0: not known */
} MemoKey;

typedef struct Memo {
	Hash program, options;
	Hash chronicle;                        /* of the history that was told; zero: none */
	Day today;
	FileTime began;
	uint64_t pool;                         /* its length */
	const MemoFile *files;
	size_t file_count;
	const MemoKey *keys;                   /* in the order of the build's plan */
	size_t key_count;
	const MemoKey *sorted;                 /* those that are known, by path, each once; NULL before memo_sort */
	size_t sorted_count;
	const Problem *problems;
	size_t problem_count;
	Hash map_of;
	Str map;
} Memo;

Str  memo_render(const Memo *m, Arena *a);
/* Texts borrow from the bytes. */
bool memo_parse(Str bytes, Arena *a, Memo *m);
/* For memo_key: by the hash of an output's path; NULL when there is none. */
void memo_sort(Memo *m, Arena *a);
const MemoKey *memo_key(const Memo *m, uint64_t path);
/* NULL when there is none. */
const MemoFile *memo_file(const Memo *m, Str path);

#endif
