/*
 * Why an output was made again: for --explain.
 *
 * reasons_print writes a line for each path whose bytes are others than
 * before, sorted, with the first thing that differs of all it is made from;
 * then how many were made again and came out the same. While the site is
 * still there; recall_note has been told what came of each output.
 */
#ifndef CMD_REASON_H
#define CMD_REASON_H

#include <stdio.h>

#include "cmd/recall.h"

void reasons_print(const Recall *r, FILE *out);

#endif
