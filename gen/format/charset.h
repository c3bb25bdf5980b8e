/*
 * What a table from somewhere else is written in, and the same as UTF-8.
 *
 *   CharsetFault fault = charset_read(bytes, arena, &text);
 *
 * UTF-8 with or without a BOM, UTF-16 with one (or where every other byte is
 * zero, as spreadsheets save "Unicode text"), and CP932, Microsoft's Shift_JIS,
 * which Japanese spreadsheets save as CSV. Records are never read so:
 * they are UTF-8 (yaml_bytes.c). iconv stays behind this file.
 */
#ifndef FORMAT_CHARSET_H
#define FORMAT_CHARSET_H

#include "base/arena.h"
#include "base/str.h"

typedef enum CharsetFault {
	CHARSET_DONE,
	CHARSET_WORKBOOK,                      /* .xlsx or .xls, no text at all */
	CHARSET_UNKNOWN,                       /* none of these */
} CharsetFault;

CharsetFault charset_read(Str bytes, Arena *a, Str *text);

#endif
