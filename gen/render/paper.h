/*
 * How high a flyer or a board sheet would be, so that it can be made to fit
 * one sheet of A4.
 *
 * The measures are those of layouts/print.css, which sets the classes named
 * here; change both together. tests/web/flyers.test.mjs prints every flyer
 * and tells when they no longer agree. Lengths are tenths of a point.
 */
#ifndef RENDER_PAPER_H
#define RENDER_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "format/value.h"
#include "render/fit.h"

/* From the largest to the smallest. */
typedef enum TypeSize { TYPE_LARGE, TYPE_AMPLE, TYPE_PLAIN, TYPE_TIGHT, TYPE_DENSE, TYPE_SIZES } TypeSize;

/* Sizes of type of each class. */
typedef struct Type {
	Str name;
	int s, m, l;                           /* headline */
	int lead, main, fact, label, points, small, phone, band;
	int padding, gap;                      /* above and below a fact; between boxes */
} Type;

const Type *paper_type(TypeSize size);
/* Class name of the sheet. */
Str  type_name(TypeSize size);

/* Sheets of paper; flyers are A4. */
typedef enum SheetSize { SHEET_A4, SHEET_A3, SHEET_SIZES } SheetSize;

/* a4, a3; A4, A3 */
Str  paper_class(SheetSize paper);
Str  paper_name(SheetSize paper);

/* PDF・A4・約50KB, rounded up to 10 KB; of a size that is not known (0) PDF・A4. */
Str  words_pdf(SheetSize paper, size_t size, Arena *a);

/* A4 less the sheet's margins. */
enum { PAPER_WIDTH = 5159, PAPER_HEIGHT = 7852 };

/* The height of a flyer of these FLYER slots but for its headline. Its facts must know whether they are wide. */
int  flyer_height(const Value *slots, TypeSize size);
/* What of that its text takes. */
int  flyer_text_height(const Value *slots, TypeSize size);
/* That of its headline, of class 's', 'm' or 'l'. */
int  flyer_headline_height(const Value *slots, TypeSize size, char headline);
/* Of a text, in tenths of a point: less than a fact, but where it is what the sheet is for. */
int  flyer_text_size(const Value *slots, const Type *t);
/* とき, ところ, あいている日: set larger. */
bool fact_is_main(const Value *fact_slots);
/* Of such a one: a rule and the name of a place are, what is said of them is not; all hours are. */
bool fact_line_is_main(const Value *fact_slots, size_t line);
/* A fact that needs the whole width of the sheet. */
bool fact_is_wide(const Value *fact_slots);

/* Board sheets: two columns of lists below each other. */

/* The sizes of type that a board sheet may be set in, the largest first; ended by a size of 0. */
typedef struct BoardType {
	Str name;                              /* class name */
	int size;
} BoardType;

const BoardType *board_types(SheetSize paper);

/* Heights in one column at type of `size`. */
int board_heading_height(int size);            /* of a list */
int board_day_height(int size);                /* heading of a day */
int board_item_height(size_t width, int size, SheetSize paper);
/* Of a map that is `height` thousandths of its width high, with what is written below it. */
int board_map_height(int height, Str key, int size, SheetSize paper);
/* How much one column holds; of BOARD slots but the lists. */
int board_column(const Value *slots, SheetSize paper);

#endif
