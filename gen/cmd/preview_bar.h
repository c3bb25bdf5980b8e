/*
 * What the preview puts on top of a page, as HTML; in the language of the
 * messages, for it is for who writes.
 *
 *   Bar bar = { .version = …, .problems = d, .page = origin, .content = "/home/…/content" };
 *   bar_render(&bar, &out);
 *
 * All texts are escaped; addresses are the preview's own, below BAR_FOLDER.
 */
#ifndef CMD_PREVIEW_BAR_H
#define CMD_PREVIEW_BAR_H

#include "base/diag.h"
#include "cmd/origin.h"

#define BAR_FOLDER "/_keijiban/"

enum { BAR_PROBLEMS_MAX = 50 };

typedef struct Bar {
	Str version;
	const Diag *problems;                  /* sorted */
	bool old;                              /* the page is of before these problems */
	PageOrigin page;
	Str disk;                              /* where page.file is on this machine; empty: not told */
	Str days;                              /* the next days of the page's event, a line each; empty: none */
	Str record;                            /* the id of the one that it is a page of; empty: of none */
	Day early;                             /* the page's record is seen from that day on; DAY_NONE: it is seen */
} Bar;

/* For a <head>: its style and its script. */
void bar_head(Buf *out);
void bar_render(const Bar *bar, Buf *out);
/* A page of its own where there is none to show yet. */
void bar_page(const Bar *bar, Buf *out);
/* A page with the lines of a file, and what is wrong with them beneath. */
void bar_source(const Bar *bar, const Source *src, Buf *out);

#endif
