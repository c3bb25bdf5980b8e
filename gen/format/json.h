/*
 * JSON, written: a text as it may stand in any .json or in a page.
 *
 *   json_text(&out, name);                    "…", with its quotes
 *
 * Besides what JSON asks for, < > & and the line separators U+2028 and
 * U+2029 are escaped, so that a text is harmless wherever somebody pastes it.
 * Bytes that are no UTF-8 become U+FFFD.
 */
#ifndef FORMAT_JSON_H
#define FORMAT_JSON_H

#include "base/buf.h"
#include "base/str.h"

void json_text(Buf *out, Str text);

#endif
