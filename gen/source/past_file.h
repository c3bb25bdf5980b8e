/*
 * A text before and after it changed, and how many of them are compared (past.h).
 */
#ifndef SOURCE_PAST_FILE_H
#define SOURCE_PAST_FILE_H

#include "base/str.h"

enum {
	PAST_FILES_MAX = 20000,
	PAST_BYTES_MAX = 64 << 20,             /* of all texts */
};

typedef struct PastFile {
	Str path;                              /* as messages show it, in NFC */
	Str before, after;                     /* bytes; ptr NULL when the file was not there */
} PastFile;

#endif
