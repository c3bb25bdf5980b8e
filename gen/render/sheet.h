/*
 * A sheet of paper, composed in strips from top to bottom, then drawn.
 *
 *   Sheet s = sheet_begin(drawing, PAPER_A4, margins, arena);
 *   sheet_words(&s, x, y, set, ink); sheet_line(&s, …);   in the strip at hand
 *   sheet_strip(&s, height);                         closes it; the next begins below it
 *   sheet_gap(&s, height, stretch);                  a strip of nothing
 *   if (sheet_room(&s) >= 0 && !sheet_clash(&s).by)  it fits, and nothing stands on anything else
 *           sheet_draw(&s, &about, arena, &bytes);
 *
 * Nothing is drawn before it is known to fit: what does not is dropped
 * (drawing_forget) and composed anew, smaller or shorter. Room that is left
 * goes into the gaps, to each no more than its stretch; then into the one
 * that is a spring, so that what comes after it stands at the foot.
 *
 * x and y are points from the top left corner of the strip, within the
 * sheet's margins. What is composed is drawn, and read aloud, in its order.
 */
#ifndef RENDER_SHEET_H
#define RENDER_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "format/drawing.h"

/* What a sheet's file may take. Boards and handouts show less for it; of a flyer, which has facts alone, it is told. */
enum { SHEET_BYTES = 80 << 10 };

typedef struct SheetOp SheetOp;
typedef struct SheetStrip SheetStrip;

typedef struct Margins {
	double left, right, top, bottom;
} Margins;

typedef struct Sheet {
	Drawing *drawing;
	Arena *arena;
	PaperSize paper;
	Margins margins;
	double width;                          /* between the margins */
	double height;                         /* of all strips so far */
	SheetOp *ops;
	size_t op_count, op_room;
	SheetStrip *strips;
	size_t strip_count, strip_room;
	bool loose;                            /* what is composed may stand on something else: labels of a map */
	Str part;                              /* what is composed belongs to it: for sheet_clash */
} Sheet;

/* Ink where it should not be: how far (0: nowhere), and of which part. */
typedef struct SheetClash {
	double by;
	Str part;
} SheetClash;

Sheet  sheet_begin(Drawing *d, PaperSize paper, Margins margins, Arena *a);
void   sheet_strip(Sheet *s, double height);
void   sheet_gap(Sheet *s, double height, double stretch);
void   sheet_spring(Sheet *s);
/* What the margins leave; below 0 it does not fit. */
double sheet_room(const Sheet *s);
/*
 * The worst of all clashes, by ink as the font has it: words or a code (with
 * its quiet zone) outside of their strip or cell, on each other, or across
 * the edge of a box.
 */
SheetClash sheet_clash(const Sheet *s);
bool   sheet_draw(const Sheet *s, const DrawingAbout *about, Arena *a, Str *bytes);

/* Into the strip at hand. */

void   sheet_words(Sheet *s, double x, double y, const SetWords *set, Ink ink);
void   sheet_line(Sheet *s, double x, double y, double width, double thickness);
void   sheet_dashes(Sheet *s, DrawnPoint from, DrawnPoint to);
void   sheet_box(Sheet *s, double x, double y, double width, double height, double thickness);
void   sheet_fill(Sheet *s, double x, double y, double width, double height, Ink ink);
void   sheet_qr(Sheet *s, double x, double y, double side, const Qr *qr);
/* The rings, in points of the strip, must live as long as the sheet. */
void   sheet_shape(Sheet *s, const DrawnRing *rings, size_t count, Ink ink, Stroke border);
void   sheet_clip(Sheet *s, double x, double y, double width, double height);
void   sheet_clip_end(Sheet *s);
/* Ink of what follows, up to the next strip or cell, must keep within this and not within the strip. */
void   sheet_cell(Sheet *s, double x, double y, double width, double height);
void   sheet_turn(Sheet *s, double x, double y, double degrees);
void   sheet_turn_back(Sheet *s);
/* Across the whole sheet, beneath all else. */
void   sheet_mark(Sheet *s, const SetWords *set, double degrees);
void   sheet_tag(Sheet *s, const char *tag);
void   sheet_tag_end(Sheet *s, const char *tag);
void   sheet_link(Sheet *s, Str url);
void   sheet_link_end(Sheet *s);

/* Text in one size, set for a box; width 0: one line. */
typedef struct Face {
	double size;
	bool bold;
	double leading;
	bool gently;                           /* broken between phrases where that takes no line more */
} Face;

const SetWords *sheet_set(const Sheet *s, Str text, Face face, double width);
/* The same, drawn at once, under a tag (NULL: none); returns its height. */
double          sheet_text(Sheet *s, const char *tag, double x, double y, Str text, Face face, double width);

#endif
