/*
 * A made-up site, the same for the same seed: what the fault tests publish.
 *
 * From one generation to the next a sixth of the files change; some go and
 * come back, some return to what they were, some turn from a file into a
 * folder. generated_check tells
 * which generation lies in a folder, and that it is whole: every file with
 * its bytes and mode, and nothing else.
 */
#ifndef FAULTS_GENERATED_H
#define FAULTS_GENERATED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct Generated {
	uint32_t seed, files;
} Generated;

enum { GENERATION_ABSENT = 0, GENERATION_MIXED = -1 };

/* File `number` (from 0) as `generation` (from 1) has it; false when it has none. */
bool generated_file(Generated g, uint32_t number, uint32_t generation, Arena *a, Str *path,
                    Str *bytes);

/* The generation in `out`, ABSENT when there is no such folder, MIXED when it is not whole. */
int  generated_check(Generated g, const char *out, Arena *a);

#endif
