/*
 * Pictures written as PNG (ISO/IEC 15948): 8 bits a channel, RGB.
 *
 *   Str png = png_render(pixels, width, height, stride, arena);
 *
 * For what is drawn and mostly flat: every row is told as its difference to
 * the one above, which for such pictures packs as well as trying all filters
 * for each row, as libpng does, and in a fifth of the time. The same pixels
 * give the same bytes.
 */
#ifndef FORMAT_PNG_H
#define FORMAT_PNG_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* A row is `stride` bytes, a pixel 32 bits of the machine's own order, 0x00RRGGBB. */
Str png_render(const uint8_t *pixels, uint32_t width, uint32_t height, size_t stride, Arena *a);

#endif
