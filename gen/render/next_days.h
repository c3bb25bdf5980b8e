/*
 * The next days of an event, told to who wrote it: do they come out as meant?
 *
 *   12月2日（水曜日）午前10時から11時30分まで
 *   12月30日（水曜日）は休み（年末年始）
 *
 * A line each, the skipped ones too, with the reason.
 */
#ifndef RENDER_NEXT_DAYS_H
#define RENDER_NEXT_DAYS_H

#include "base/buf.h"
#include "site/site.h"

/* Nothing for what is no event, or has no day to come. `a` is for scratch work. */
void next_days_say(const Site *site, const Record *event, Arena *a, Buf *out);

#endif
