/*
 * Cards: the pictures that SNS and messengers show with a link (og:image).
 *
 * One for each area, with its name, what it holds and its place on the map;
 * the city's own records have one for each kind instead. 1200 × 630, as those
 * who show them ask for, with the names alone: what changes stands in the
 * page's title and summary, so a card is as good next year, and is made anew
 * only when a name is.
 */
#ifndef RENDER_CARD_H
#define RENDER_CARD_H

#include "base/str.h"
#include "render/desk.h"

/* `kind`: of the city's records; KINDS: of the area itself. */
Str  card_path(const Area *area, Kind kind, Arena *a);
/* The full address of the card of a page; empty for pages that have none. */
Str  card_of_page(const Press *press, const Output *out, Arena *a);
Str  render_card(Desk *desk, const Output *out);

#endif
