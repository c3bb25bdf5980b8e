/*
 * What flyers and board sheets have in common: frames, whom to ask, the code
 * with its address, the foot.
 *
 * A part draws into the strip at hand at (x, y) and returns its height, or
 * makes strips of its own where it says so.
 */
#ifndef RENDER_SHEET_PARTS_H
#define RENDER_SHEET_PARTS_H

#include "format/value.h"
#include "render/sheet.h"

/*
 * From line to line, in sizes of the type. Whatever is read line by line has LEADING_TEXT; less is for what is set
 * large and stands alone: headlines, bands, numbers, captions.
 */
#define LEADING_TEXT   1.6
#define LEADING_HEAD   1.22
#define LEADING_BAND   1.4
#define LEADING_NUMBER 1.25

#define RULE_THICK DRAWING_MM(.7)
#define RULE_THIN  DRAWING_MM(.2)

/* Text of that slot, or none. */
Str    slot_text(const Value *slots, int slot);

/* Strips: 見本 in a double frame, and across the sheet; `gap` is the room below. */
void   part_sample(Sheet *s, double gap);
/* A strip: a sentence in a frame; nothing for an empty text. */
void   part_framed(Sheet *s, Str text, double size, double gap);

/* A strip, white on black: on one line where a size from `least` to `most` allows it; what is said of it below. */
typedef struct BandPart {
	Str text, more;
	double least, most, small;
} BandPart;

void   part_band(Sheet *s, const BandPart *band, double gap);

/* How large whom to ask is set. */
typedef struct ReachType {
	double small, phone;
	bool brief;                            /* the name on one line with the numbers: for sheets that name many */
	bool named;                            /* its name stands already */
} ReachType;

/* A CONTACT: name, numbers, what to do outside its hours. */
double part_reach(Sheet *s, const Value *contact, ReachType type, double x, double y, double width);

/* An address in a box of that width, broken behind /, and a long host or name behind . and - too. */
const SetWords *part_set_address(const Sheet *s, Str address, Face face, double width, Align align);

/* The code of an address, and the address below it. */
typedef struct CodePart {
	const Qr *qr;                          /* NULL: builds that skip codes */
	Str address, url;
} CodePart;

#define CODE_WIDTH DRAWING_MM(44)
double part_code_height(const Sheet *s, const CodePart *code);
double part_code(Sheet *s, const CodePart *code, double x, double y);

/* A box for the 承認印 at the right of the strip at hand; its height. */
#define STAMP_ROOM DRAWING_MM(19.5)
double part_stamp(Sheet *s);
/* A strip: a rule, these lines, and at their right a box for the 承認印. */
void   part_foot(Sheet *s, const Str *lines, size_t count, bool stamp);

#endif
