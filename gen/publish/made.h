/*
 * The folders that were made in this build, so that each is made once.
 *
 * A set of 32-bit hashes, about 8 bytes a folder. Two folders with the same
 * hash are taken for one, so "already" is a hint: whoever then meets ENOENT
 * makes the folder after all.
 */
#ifndef PUBLISH_MADE_H
#define PUBLISH_MADE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct Made {
	Arena *arena;
	uint32_t *slots;                       /* 0 is a free one */
	uint32_t count, room;
} Made;

/* Was it made or claimed before? If not, the caller makes it now. The top is always there. */
bool made_already(Made *m, Str folder);

#endif
