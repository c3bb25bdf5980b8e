/*
 * A month's board sheet as a PDF: what its page shows (board.h), set in the
 * largest type that is measured to fit one side, with the map as lines.
 *
 *   Str bytes = sheet_board(desk, &sheet, arena);     empty: nothing can be drawn here, which is told
 */
#ifndef RENDER_SHEET_BOARD_H
#define RENDER_SHEET_BOARD_H

#include "render/board.h"

Str  sheet_board(Desk *desk, const BoardSheet *sheet, Arena *a);

/* The outputs. */
Str  board_pdf_path(const Area *area, Month month, SheetSize paper, Arena *a);
Str  render_board_pdf(Desk *desk, const Output *out);

#endif
