/*
 * A record's facts as lines of plain text, as its page and its sheet say
 * them: to be read out by whoever answers the phone, by 音訳 volunteers and
 * screen readers, or pasted into a message. Words only: no line is drawn, and
 * nothing stands where it must be seen to be understood.
 *
 *   芝久保おはなし会（行事、見本）
 *   月に二度、絵本とわらべうたの一時間。
 *   12月22日（火曜日）は中止です。
 *   とき：毎月第2・第4火曜日 午前10時30分から11時30分まで
 *     祝日・年末年始は休みです
 */
#ifndef RENDER_PLAIN_H
#define RENDER_PLAIN_H

#include "base/buf.h"
#include "render/desk.h"

void plain_record(Buf *b, Desk *desk, const Record *r);

/* flyer.txt and board.txt: what the sheet beside them says, in the order it is read; nothing is cut to fit a page. */
Str  render_flyer_text(Desk *desk, const Output *out);
Str  render_board_text(Desk *desk, const Output *out);
/* The 版 that a flyer.txt tells; empty where it is none. */
Str  plain_edition(Str flyer);

#endif
