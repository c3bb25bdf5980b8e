/*
 * A record as a short text to paste into SNS: share.txt, and on its page.
 *
 *   【変更】芝久保おはなし会（見本）
 *   12月22日（火曜日）は中止です。
 *   とき：毎月第2・第4火曜日、次は12月8日（火曜日）午前10時30分から11時30分まで
 *   ところ：芝久保三丁目集会所
 *   https://keijiban.example/r/ohanashi/
 *
 * At most SHARE_MOST full-width characters, weighed as X does (twitter-text
 * 3: Latin and its signs are a half, all else is one, an address at least
 * 23 halves), so that it fits wherever a text of 140 characters does.
 *
 * The name and the short address always stand. The rest is put in line by
 * line while it fits, what is called off before when and where, these before
 * the summary: a line is there whole, in a shorter wording of its own, or
 * not at all. Only a name that leaves no room for the address is cut, with 「…」.
 */
#ifndef RENDER_SHARE_H
#define RENDER_SHARE_H

#include "base/arena.h"
#include "base/str.h"
#include "render/desk.h"

enum { SHARE_MOST = 140 };

/* Events and notices that are listed. */
bool   record_has_share(const Record *r);
Str    view_share(const Press *press, const Record *r, Arena *a);
/* Halves of a full-width character. */
size_t share_weight(Str text);
Str    render_share(Desk *desk, const Output *out);

#endif
