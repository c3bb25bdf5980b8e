/*
 * Facts in Japanese words, for residents.
 *
 *   Buf b = { .arena = page };
 *   say_day(&b, day, 2026);               12月8日（火曜日）
 *
 * Made to be read aloud as well: 曜日 in full, から and まで instead of a wave
 * or a dash. A fact that is not given says nothing at all. The text is plain:
 * whoever puts it into HTML escapes it.
 *
 * `year` is the year a reader takes for granted: days in another one are
 * told with theirs. With 0 the first day of a list names its year.
 */
#ifndef SITE_SAY_H
#define SITE_SAY_H

#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "site/facts.h"

struct Change;
struct PlaceRef;

void say_day(Buf *b, Day day, int year);       /* 12月8日（火曜日）, 2027年1月5日（火曜日） */
void say_day_short(Buf *b, Day day);           /* 12/8（火） */
void say_date_full(Buf *b, Day day);           /* 2026年12月8日 */
void say_wareki(Buf *b, Day day);              /* 令和8年12月8日（火曜日） */
/* 12月8日（火曜日）から12月10日（木曜日）まで、12月15日（火曜日） */
void say_day_ranges(Buf *b, DayRanges ranges, int year);

void say_time(Buf *b, Minute minute);          /* 午前10時, 午後1時30分, 正午 */
void say_span(Buf *b, TimeSpan span);          /* 午前10時から11時30分まで */
void say_spans(Buf *b, TimeSpans spans);       /* several with 、 between */

void say_weekdays(Buf *b, uint8_t weekdays);   /* 月曜日から金曜日まで, 火曜日・木曜日 */
void say_hours_line(Buf *b, const HoursLine *line);  /* 平日、午前8時30分から午後5時15分まで（要確認） */
void say_hours(Buf *b, Hours hours);           /* lines with 。 between */

void say_yen(Buf *b, int yen);                 /* 1,000円; 無料 for 0 */
void say_cost(Buf *b, Cost cost);              /* 高校生以下 無料、保護者 300円 */
void say_capacity(Buf *b, Capacity capacity);  /* 20人 */
/* A deadline before `today` shows itself; it is also the reader's year. */
void say_application(Buf *b, const Application *application, Day today);

/* 12月8日（火曜日）は中止; 12月1日（火曜日）からは、ところが変わり集会所です. Without its note. */
void say_change(Buf *b, const struct Change *change, int year);
/* The name of a place, or its address; 電話でお知らせします. */
Str  place_called(const struct PlaceRef *place);

#endif
