/*
 * What a command found, printed: for people, as JSON, or as a forge's annotations.
 */
#ifndef CMD_REPORT_H
#define CMD_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "cmd/options.h"

enum { PROBLEMS_SHOWN = 200 };

/* Sorts `d` and prints at most PROBLEMS_SHOWN of them, then how many more there are. */
void report_print(Diag *d, Format format, FILE *out);

/* The exit status that `d` stands for. */
int  report_status(const Diag *d, bool strict);

#endif
