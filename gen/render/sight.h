/*
 * What is in sight on a map: a part of the city's grid, and how shapes,
 * places and names are laid on it.
 *
 *   Sight sight = sight_around(&map->areas[area->number], margin, arena);
 *   Str d = sight_path(&sight, shape);         for <path d>
 *   GridPoint p = sight_point(&sight, place);  for x and y
 *   Label label;
 *   if (label_find(&sight, shape, name, &label, &at)) …
 *
 * Lengths on the map are thousandths of its width. On a phone of 360 px it is
 * 328 px wide, and letters of 40 are 13 px: labels must fit at that size; on
 * a wide screen style.css sets them at LETTER_WIDE. On paper it is as wide
 * as a column of a board sheet, where letters of these sizes are 12 points.
 */
#ifndef RENDER_SIGHT_H
#define RENDER_SIGHT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "render/map.h"

enum { MAP_WIDTH = 1000, LETTER = 40, LETTER_WIDE = 27, LETTER_A4 = 50, LETTER_A3 = 33 };

typedef struct Sight {
	Arena *a;
	GridPoint low, high;                   /* on the city's grid */
	int letter, letter_wide;               /* of labels; letter_wide 0: none that fit a wide screen only */
	int height;                            /* of the map, whose width is MAP_WIDTH */
	const GridPoint *pins;                 /* labels keep away from them */
	size_t pin_count;
} Sight;

/* One or two lines to be set in letters of this size. */
typedef struct Label {
	Str lines[2];
	int letter;
} Label;

/* The shape with a margin around it (on the grid), neither very flat nor very tall. */
Sight     sight_around(const GridShape *shape, int32_t margin, Arena *a);
/* More of what lies at both sides, so that the map is at most `height` high. */
void      sight_flatten(Sight *s, int height);
bool      sight_has(const Sight *s, const GridShape *shape);
bool      sight_holds(const Sight *s, GridPoint place);

/* Laid on the map: whole numbers, so that neighbours still share their borders. */
GridPoint sight_point(const Sight *s, GridPoint place);
Str       sight_path(const Sight *s, const GridShape *shape);

/* A place, near the shape's middle, around which the label stays within shape and map; false: there is none. */
bool      label_room(const Sight *s, const GridShape *shape, const Label *label, GridPoint *at);
/* The name on one line or two, for a phone or else for a wide screen only. */
bool      label_find(const Sight *s, const GridShape *shape, Str name, Label *label, GridPoint *at);

#endif
