/*
 * handout.pdf of a district: whom to ask and where to go, to be kept by the phone.
 *
 * One sheet of A4, printed on one side, folded three times and cut once in
 * the middle: a booklet of eight pages of A7, set in at least 12 points, its
 * lines 1.6 apart, or 1.5 where the smallest type would not hold all else.
 * Cover; whom to ask first, and numbers for when it is urgent; places with
 * their hours, the nearest first; on the back how to fold it, and the code
 * of the district's page. What does not fit is left out from the end, whole,
 * and the last page says where it is; so it is where the file would be larger
 * than SHEET_BYTES.
 */
#ifndef RENDER_HANDOUT_H
#define RENDER_HANDOUT_H

#include "base/hash.h"
#include "render/desk.h"

/* Districts have one: areas that hold no other. */
bool area_has_handout(const Press *press, const Area *area);
Str  handout_path(const Area *area, Arena *a);
Str  render_handout(Desk *desk, const Output *out);
/* The records that stand in it. */
size_t handout_places(const Press *press, const Area *area, const Record **places, size_t most);

enum { HANDOUT_PLACES = 20 };                  /* board_places tells no more */

#endif
