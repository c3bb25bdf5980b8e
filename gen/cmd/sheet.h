/*
 * Commands that make one sheet of paper out of the site: board, form, confirm.
 *
 *   SheetSite s;
 *   if (sheet_open(&s, options, until))
 *           sheet_write(&s, render_chome_board(&s.desk, &sheet));
 *   return sheet_close(&s);
 *
 * The sheet is an HTML file that stands alone. Where the content has errors
 * nothing is made, as in a build: what is printed must be right.
 */
#ifndef CMD_SHEET_H
#define CMD_SHEET_H

#include "cmd/walk.h"
#include "render/desk.h"

typedef struct SheetSite {
	const Options *options;
	Walk walk;
	Desk desk;
	Diag diag;
	int status;                            /* of the command: set it where something else went wrong */
} SheetSite;

/* `until`: days of events are wanted up to this one; DAY_NONE: as pages need them. False: it has been reported. */
bool sheet_open(SheetSite *s, const Options *o, Day until);
/* To --out, in one step, or to the standard output. */
void sheet_write(SheetSite *s, Str bytes);
/* What the desk was told is why there is none. */
void sheet_fail(SheetSite *s);
/* The exit status. */
int  sheet_close(SheetSite *s);

#endif
