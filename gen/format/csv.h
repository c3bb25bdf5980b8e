/*
 * CSV (RFC 4180), written and read, as spreadsheets and the national open
 * data take it: UTF-8, CRLF, cells in quotes where they need them.
 *
 *   csv_begin(&out);                          the BOM that spreadsheets ask for
 *   csv_cell(&out, name); csv_cell(&out, kana); csv_end_row(&out);
 *
 *   Str rest = csv_text(file.bytes);          without a BOM
 *   while (csv_take_row(&rest, a, &cells)) …
 *
 * A spreadsheet takes a cell that begins with = + - @ or a control character
 * for a formula, whoever wrote it. Such a cell is written with a ' in front,
 * which spreadsheets hide, and which csv_take_row takes off again; a number
 * with its sign stays a number.
 */
#ifndef FORMAT_CSV_H
#define FORMAT_CSV_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum { CSV_CELLS_MAX = 512 };

void csv_begin(Buf *out);
void csv_cell(Buf *out, Str text);
void csv_end_row(Buf *out);

Str  csv_text(Str bytes);

typedef struct CsvRow {
	const Str *cells;                      /* in the arena, or borrowed from the text */
	size_t count;
	bool open;                             /* a quote is never closed, or there are too many cells */
} CsvRow;

/* Takes the next row off; false at the end. Lines end in LF, CRLF or CR; empty ones are passed over. */
bool csv_take_row(Str *rest, Arena *a, CsvRow *row);

#endif
