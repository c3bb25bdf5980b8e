/*
 * vCards: an office's numbers for a telephone's own book.
 *
 *     /consult/hotnet-tanashi.vcf              one an office that can be reached, however many records name it
 *
 * Version 3.0 (RFC 2426), the one that iPhones and Androids both take from a
 * link: UTF-8, lines as in calendars (ical.h). Where offices.yaml has no
 * number yet (確認中), or an example's, there is no card: a number that
 * nobody answers must not get into anybody's telephone. What goes stale there
 * is told with where to look: a card's note ends with the address of /consult/.
 */
#ifndef RENDER_VCARD_H
#define RENDER_VCARD_H

#include "render/desk.h"

bool office_has_card(const Office *office);
Str  office_card_path(const Office *office, Arena *a);
/* The card that holds what is shown of a contact: its office's, where it has the same number; or empty. */
Str  card_of_contact(const Site *site, const Contact *c, Arena *a);

Str  render_vcard(Desk *desk, const Output *out);

#endif
