/*
 * The texts that differ between two commits' trees, with their bytes.
 */
#ifndef SOURCE_PAST_DIFFERENCE_H
#define SOURCE_PAST_DIFFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "source/past_file.h"
#include "source/repository.h"

typedef struct Differences {
	Repository *repo;
	Arena *arena;
	PastFile *files;
	size_t count, room;
	size_t total, bytes, steps;            /* of all that were ever added */
	bool full;                             /* beyond the bounds: something is missing */
	bool broken;                           /* a tree cannot be read: something may be missing */
} Differences;

/* Adds those beneath `folder`. The ids are of trees, neither NULL. */
void differences_add(Differences *d, const uint8_t *before, const uint8_t *after, Str folder, Str shown);

#endif
