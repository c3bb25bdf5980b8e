/*
 * Files and folders beneath an open folder, as the system offers them.
 *
 * Paths are relative to the folder `at` and end with a NUL. Every function
 * returns 0 or an errno value and reports nothing. What is written gets the
 * modes of FolderModes whatever the umask: 0644 and 0755.
 *
 * No byte of an existing file is ever changed: two trees share files by
 * hard links, so a file is always made anew.
 */
#ifndef PUBLISH_FOLDER_H
#define PUBLISH_FOLDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "publish/manifest.h"

enum { FOLDER_MODE = 0755, FILE_MODE = 0644 };

/* What statx tells of a folder. */
typedef struct FolderFacts {
	Identity identity;
	uint64_t links, size;                  /* of the folder itself; a rename keeps them */
	uint64_t device;
	unsigned mode;
	bool is_folder, is_link, is_mount;
} FolderFacts;

typedef struct FileTime {
	int64_t second;
	uint32_t nanosecond;
} FileTime;

/* How to make a file: */
typedef struct FileWish {
	bool mind_umask;                       /* the umask takes bits away: set the mode */
	int elder_at;                          /* with `elder`: the folder that one is in */
	const char *elder;                     /* be a second younger than this, if it exists */
	FileTime pushed;                       /* out: the time it was given for that */
} FileWish;

int  folder_open(int at, const char *path, int *fd);
int  folder_facts(int at, const char *path, FolderFacts *facts);
int  folder_is_empty(int fd, bool *empty);
/* Makes `path` and every folder above it that is missing; one that is there is fine. */
int  folder_make(int at, Str path, bool mind_umask);
/* Removes all that is inside, never through a link or into a mount. */
int  folder_empty(int fd);
int  folder_remove(int at, const char *name);
/* Calls `seen` for every regular file beneath, in any order, until it returns an error. `path` is from `fd`. */
typedef int FileSeen(void *context, int at, const char *name, Str path);
int  folder_each(int fd, FileSeen *seen, void *context);
/* The folder a path lies in: empty for the top. */
Str  folder_of(Str path);

/* The error of a name that is a file where a folder must be, or a folder where a file must be. */
bool is_obstacle(int error);

/* A new file with these bytes in a folder that exists; EEXIST when the name is taken. */
int  file_write(int at, const char *path, Str bytes, FileWish *wish);
/* The whole of a regular file; EFBIG above `most`. */
int  file_read(int at, const char *path, size_t most, Arena *a, Str *bytes);
/* Of a regular file the first `most` bytes, or all where there are fewer. */
int  file_read_start(int at, const char *path, size_t most, Arena *a, Str *bytes);
/* The same file at both places, or where links are refused a copy with the same time. */
int  file_link(int from, int to, const char *path, bool mind_umask);
int  file_remove(int at, const char *path);    /* a missing one is fine */
int  bytes_write(int fd, Str bytes);
int  folder_sync(int fd);                      /* of a folder's names, or a file's bytes */

#endif
