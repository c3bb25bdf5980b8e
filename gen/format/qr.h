/*
 * QR codes. libqrencode stays behind this file.
 *
 *   Qr code;
 *   if (qr_make(address, QR_M, page, &code)) …     false: too long for any code
 *   Str svg = qr_svg(&code, _("QR code of this page"), page);
 *
 * Text goes in as bytes (mode 8), so lower case stays. One code costs 35 to
 * 200 us, more than the rest of a page: make it once. Short addresses give
 * coarse squares that scan from further away.
 */
#ifndef FORMAT_QR_H
#define FORMAT_QR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* How much of the code may be torn or dirty: 7, 15, 25 %. */
typedef enum QrLevel { QR_L, QR_M, QR_Q } QrLevel;

/* White squares that must stay around a code, in squares. */
enum { QR_QUIET = 4 };

typedef struct Qr {
	int side;                              /* squares in a row, without the quiet zone */
	const uint8_t *squares;                /* side × side, 1 is black */
} Qr;

bool qr_make(Str text, QrLevel level, Arena *a, Qr *code);
/* An inline <svg>: black on white, with its quiet zone; `label` is what is read aloud. */
Str  qr_svg(const Qr *code, Str label, Arena *a);

#endif
