/*
 * Bytes as lower-case hex digits, two a byte: the one spelling that is read.
 */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

void hex_put(Buf *out, const uint8_t *bytes, size_t count);
/* Takes the digits of `count` bytes off `s`; false when it does not begin with them. */
bool hex_take(Str *s, uint8_t *bytes, size_t count);
/* A number is 16 digits, the first the highest. */
void hex_put_number(Buf *out, uint64_t number);
bool hex_take_number(Str *s, uint64_t *number);

#endif
