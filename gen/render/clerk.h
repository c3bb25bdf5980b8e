/*
 * Sheets of staff, which are no pages of the site: files that stand alone,
 * to be printed, filled in with a pen and sent back.
 */
#ifndef RENDER_CLERK_H
#define RENDER_CLERK_H

#include "render/desk.h"

/* A blank 掲載申込票, of the kind's field table: what is asked there, and how, is its column `paper`. */
Str render_form(Desk *desk, Kind kind);
/* 確認票 of these records, one for each organiser, in the order in which they come. */
Str render_slips(Desk *desk, const Record *const *records, size_t count);

#endif
