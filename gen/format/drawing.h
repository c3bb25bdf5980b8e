/*
 * Sheets and pictures, drawn: PDF for paper, PNG for screens. cairo, pango
 * and fontconfig stay behind these files (drawing*.c).
 *
 *   DrawingFault fault;
 *   Drawing *d = drawing_open(&fault);            one a worker: it belongs to one thread
 *   const SetWords *w = drawing_set(d, &words);   measured: w->width, w->height
 *   drawing_pdf(d, PAPER_A4, &about);             or drawing_png
 *   drawing_words(d, w, x, y, INK_BLACK); drawing_line … drawing_qr …
 *   bool made = drawing_end(d, arena, &bytes);
 *   drawing_forget(d);                            all that was set; the next sheet
 *   drawing_close(d);
 *
 * Words can be measured before there is a surface: their measures are of
 * the font alone, without hinting, and the same on every machine. Lengths
 * are points on paper and pixels in a picture; y grows downwards.
 *
 * The face is BIZ UDPGothic and no other: fonts and settings of the machine
 * have no say (a font configuration of our own holds the files named in
 * drawing_font.c). A kanji it lacks comes from IPAmj Mincho, and so do
 * variants of one; a character that both lack is set as 〓, as printers do,
 * and told by drawing_lost.
 *
 * The same calls give the same bytes. Opened by dlopen, since linked it
 * would cost every command 3 ms; nothing that is opened is closed before the
 * program ends, as glib's libraries do not bear it.
 *
 * Bounded: of a text longer than DRAWING_TEXT_MAX only the beginning is set,
 * and it is `cut`.
 */
#ifndef FORMAT_DRAWING_H
#define FORMAT_DRAWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "format/names.h"
#include "format/qr.h"

enum { DRAWING_TEXT_MAX = 12 << 10 };

#define DRAWING_MM(mm) ((mm) * 72 / 25.4)

typedef struct Drawing Drawing;

typedef enum DrawingFault {
	DRAWING_SOUND,
	DRAWING_NO_LIBRARY,                    /* cairo or pango cannot be opened */
	DRAWING_NO_FONT,                       /* BIZ UDPGothic is not there, or another one would stand in for it */
} DrawingFault;

Drawing *drawing_open(DrawingFault *fault);
void     drawing_close(Drawing *d);

/* Surfaces. */

typedef struct PaperSize {
	double width, height;
} PaperSize;

#define PAPER_A4 ((PaperSize){ DRAWING_MM(210), DRAWING_MM(297) })
#define PAPER_A3 ((PaperSize){ DRAWING_MM(297), DRAWING_MM(420) })

/* What a PDF tells of itself. `date` is ISO 8601 and never now: 2026-11-01T00:00:00+09:00. */
typedef struct DrawingAbout {
	Str title, author, subject, date;
} DrawingAbout;

typedef uint32_t Ink;                          /* 0xRRGGBB */
enum { INK_BLACK = 0x000000, INK_WHITE = 0xffffff, INK_NONE = 0x1000000 };

void drawing_pdf(Drawing *d, PaperSize paper, const DrawingAbout *about);
void drawing_next_page(Drawing *d);
void drawing_png(Drawing *d, int width, int height, Ink ground);
/* The bytes, in the arena. False: cairo gave up. */
bool drawing_end(Drawing *d, Arena *a, Str *bytes);

/* Words. */

/* A part of a text in one size and weight. */
typedef struct Span {
	Str text;
	double size;
	bool bold;
	bool whole;                            /* not broken, as a phone number */
	double leading;                        /* 0: that of the words */
} Span;

typedef enum Align { ALIGN_START, ALIGN_CENTER, ALIGN_END } Align;

typedef struct Words {
	const Span *spans;
	size_t count;
	double width;                          /* of their box; 0: one line, as long as it is */
	double leading;                        /* from line to line, in sizes of the type; 0: 1.4 */
	double hang;                           /* all lines but the first are moved in by this much */
	Align align;
	/*
	 * Broken between phrases where that can be, in lines of like length, and
	 * never in a name that fits on a line: see drawing_keep_names.
	 */
	bool phrases;
	bool gently;                           /* between phrases where that takes no line more; not balanced */
} Words;

/* Lives until drawing_forget. */
typedef struct SetWords {
	double width, height;                  /* of what was set; wider than the box where a character alone is */
	double baseline;                       /* of the first line, from the top */
	int lines;
	bool cut;
} SetWords;

/* Where ink is, from the top left corner of what was set. */
typedef struct DrawnBox {
	double x, y, width, height;
} DrawnBox;

/* From now on; none in the beginning. Their table must live as long as the drawing. */
void            drawing_keep_names(Drawing *d, const Names *names);
const SetWords *drawing_set(Drawing *d, const Words *words);
DrawnBox        drawing_ink(const Drawing *d, const SetWords *set);
void            drawing_words(Drawing *d, const SetWords *set, double x, double y, Ink ink);
/* Only their outlines: no text for who reads, searches or copies. */
void            drawing_outline(Drawing *d, const SetWords *set, double x, double y, double thickness, Ink ink);
/* Since drawing_forget, each once: what was set as 〓, and selectors of kanji that were set in their plain form. */
size_t          drawing_lost(const Drawing *d, const uint32_t **points);
/* Likewise how many different characters there were of each font: as many outlines are embedded, or twice as many. */
typedef struct DrawnLetters {
	size_t face, spare;
} DrawnLetters;
DrawnLetters    drawing_letters(const Drawing *d);
/* IPAmj Mincho was needed, and is not there. */
bool            drawing_lacks_spare(const Drawing *d);
void            drawing_forget(Drawing *d);

/* Lines and shapes. */

typedef struct Stroke {
	double thickness;
	double dash;                           /* length of a dash and of the gap behind it; 0: unbroken */
	Ink ink;
} Stroke;

typedef struct DrawnPoint {
	double x, y;
} DrawnPoint;

void drawing_line(Drawing *d, DrawnPoint from, DrawnPoint to, Stroke stroke);
void drawing_box(Drawing *d, double x, double y, double width, double height, Stroke stroke);
void drawing_fill(Drawing *d, double x, double y, double width, double height, Ink ink);
/* A shape of one or more rings, holes by the even-odd rule; INK_NONE: not filled; `border` of thickness 0: none. */
typedef struct DrawnRing {
	const DrawnPoint *points;
	size_t count;
} DrawnRing;
void drawing_shape(Drawing *d, const DrawnRing *rings, size_t count, Ink ink, Stroke border);
/* The side of the black squares, at least `least`, that takes the fewest bytes. */
double drawing_qr_side(const Qr *qr, double least);
/* At most half a point beside (x, y). The quiet zone around the squares stays to the caller. */
void drawing_qr(Drawing *d, const Qr *qr, double x, double y, double side);

/* What follows is drawn with its origin there, turned clockwise; ended by drawing_turn_back. */
void drawing_turn(Drawing *d, double x, double y, double degrees);
void drawing_turn_back(Drawing *d);
/* Of what follows only what lies within is drawn; ended by drawing_turn_back. */
void drawing_clip(Drawing *d, double x, double y, double width, double height);

/* Structure, for who listens to a PDF: Document, H1, H2, P, L, LI, Lbl, LBody, Sect. Without effect in a picture. */
void drawing_tag(Drawing *d, const char *tag);
void drawing_tag_end(Drawing *d, const char *tag);
void drawing_link(Drawing *d, Str url);
void drawing_link_end(Drawing *d);

#endif
