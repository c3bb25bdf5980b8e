/*
 * What files were before, day by day.
 */
#ifndef SOURCE_PAST_H
#define SOURCE_PAST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/str.h"

typedef struct PastFile {
	Str path;                              /* as messages show it, in NFC */
	Str before, after;                     /* bytes; ptr NULL when the file was not there */
} PastFile;

typedef struct PastDay {
	Day day;
	const PastFile *files;                 /* at least one; run by run, by path */
	size_t count;
} PastDay;

typedef struct Past {
	const PastDay *days;                   /* newest first */
	size_t count;
	bool cut;                              /* it was too much: older days are missing, whole */
} Past;

#endif
