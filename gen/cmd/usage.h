/*
 * What a command says of itself: on a terminal of 80 columns and 24 lines.
 *
 *   usage_command(command, stdout);
 *   usage_all(commands, stdout);          every command, a line each
 *
 * Columns are those of a terminal: a kanji takes two.
 */
#ifndef CMD_USAGE_H
#define CMD_USAGE_H

#include <stdio.h>

#include "cmd/options.h"

void usage_command(const Command *command, FILE *out);
void usage_all(const Command *commands, FILE *out);

#endif
