/*
 * What is known of a record in the making, and the questions for the rest.
 *
 *   Making m = { .site = site, .content = &files, .today = today, .arena = &a, .text = { … } };
 *   making_give(&m, key, value)     what was written on the command line; false after the reason was told
 *   making_ask(&m)                  at a terminal: question by question, < goes one back; false: given up
 *   making_tell_missing(&m)         where nobody can be asked: all that is needed, at once; true: something is
 *
 * Only what a sound record needs is asked, in the order of one table; what is
 * given is not asked again. All of it is said on stderr.
 */
#ifndef CMD_NEW_ASK_H
#define CMD_NEW_ASK_H

#include "cmd/new_text.h"
#include "source/files.h"

typedef struct Making {
	const Site *site;
	const Files *content;
	Day today;
	Arena *arena;
	const Area *area;                      /* NULL: not known yet */
	Str id;                                /* empty: not known yet */
	NewText text;
} Making;

bool making_give(Making *m, Str key, Str value);
bool making_give_area(Making *m, Str answer);
bool making_ask(Making *m);
bool making_tell_missing(const Making *m);

#endif
