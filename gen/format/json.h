/*
 * JSON, written: a text as it may stand in any .json or in a page.
 *
 *   json_text(&out, name);                    "…", with its quotes
 *   json_open(&out, '{');                     and its commas, from what stands before
 *   json_member(&out, "name", name);          nothing where the text is empty
 *   json_name(&out, "days"); json_open(&out, '['); json_item(&out, text); json_close(&out, ']');
 *   json_close(&out, '}');
 *
 * Besides what JSON asks for, < > & and the line separators U+2028 and
 * U+2029 are escaped, so that a text is harmless wherever somebody pastes it.
 * Bytes that are no UTF-8 become U+FFFD.
 */
#ifndef FORMAT_JSON_H
#define FORMAT_JSON_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

void json_text(Buf *out, Str text);

void json_open(Buf *out, char bracket);
void json_close(Buf *out, char bracket);
void json_name(Buf *out, const char *name);
void json_item(Buf *out, Str text);

void json_member(Buf *out, const char *name, Str text);
void json_number(Buf *out, const char *name, long number);
void json_true(Buf *out, const char *name, bool holds);   /* nothing where it does not */

#endif
