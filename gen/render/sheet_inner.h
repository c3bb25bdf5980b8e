/* What a sheet holds until it is drawn: shared by the files that compose, prove and draw it (sheet*.c). */
#ifndef RENDER_SHEET_INNER_H
#define RENDER_SHEET_INNER_H

#include "render/sheet.h"

typedef enum SheetOpKind {
	OP_WORDS, OP_LINE, OP_BOX, OP_FILL, OP_SHAPE, OP_QR, OP_TURN, OP_TURN_BACK, OP_CLIP, OP_CLIP_END,
	OP_MARK, OP_CELL, OP_TAG, OP_TAG_END, OP_LINK, OP_LINK_END,
} SheetOpKind;

struct SheetOp {
	SheetOpKind kind;
	double x, y, width, height;            /* of a line: where it ends; of a turn: width is its degrees */
	union {
		const SetWords *set;
		const Qr *qr;
		const char *tag;
		Str url;
		const DrawnRing *rings;        /* width of them */
	} of;
	Stroke stroke;
	Ink ink;
	bool loose;                            /* not proved */
	Str part;
};

struct SheetStrip {
	size_t until;                          /* its ops end there */
	double height, stretch;
	bool spring;
};

#endif
