/*
 * A MAP frame (view_map.c) drawn on a sheet of paper, as lines and not as
 * dots: the same shapes, labels and numbers as the SVG of a page.
 */
#ifndef RENDER_SHEET_MAP_H
#define RENDER_SHEET_MAP_H

#include "format/value.h"
#include "render/paper.h"
#include "render/sheet.h"
#include "render/sight.h"

/* Of a map that is so wide. */
double sheet_map_height(const Value *map, double width);
/* Into the strip at hand. */
void   sheet_map(Sheet *s, const Value *map, SheetSize paper, double x, double y, double width);

#endif
