/*
 * What staff wrote, read into facts: days, times, repeats, hours, costs.
 *
 *   Written w = { src, arena, diag, today, channels };
 *   Day day;
 *   if (!written_day(&w, value, &day))     it has been reported, with what to type
 *   	...
 *
 * Each reader accepts every form that staff would naturally use, in full or
 * half width, and says exactly why it refuses one. On failure the result is
 * the empty one of its type (DAY_NONE, -1, no items), never half a reading.
 * Texts in a result are borrowed from the Value or live in `arena`.
 *
 *   day           2026-12-08  2026/12/8  2026年12月8日(火)  令和8年12月8日  R8.12.8
 *   day ranges    a day, {from 開始, until 終了}, 2026-12-08〜2026-12-10,
 *                 2026年12月8日〜10日, several with 、 or a list of all these
 *   time spans    10:00  10時半  午前10時  10:00–11:30  午後1時から3時まで, several
 *   repeat        毎週水曜  第2・第4火曜  毎月1日と15日  隔週日曜  FREQ=… (FORMS in written_repeat.c)
 *   hours         [{days 曜日, time 時間, note 補足}], or lines such as 月–金 8:30–17:15, 月曜は休み
 *   cost          無料  300円  実費  [{who 対象, yen 金額, note 補足}]
 *   capacity      20人  15組  {n 人数, unit 単位}
 *   application   不要  {state 状態, by 方法, until 締切, how 補足, phone 電話}
 *   lots          1-5  13  [1-5, 13-17]
 *   bool          yes no はい いいえ true false する しない あり なし …
 */
#ifndef SITE_WRITTEN_H
#define SITE_WRITTEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "format/value.h"
#include "site/facts.h"

struct Table;
struct Readings;
struct Terms;

typedef struct Written {
	const Source *src;
	Arena *arena;
	Diag *diag;
	Day today;
	const struct Terms *channels;          /* words of application's `by`; NULL: any */
} Written;

enum {
	DAY_RANGES_MAX = 366,                  /* of one field */
	DAY_RANGE_LONGEST = 3660,              /* days */
	TIME_SPANS_MAX = 24,                   /* of one field */
	HOURS_LINES_MAX = 31,
	COST_LINES_MAX = 20,
	YEN_MAX = 1000000,
	LOTS_MAX = 100,                        /* ranges of one field */
	LOT_HIGHEST = 9999,
	INT_HIGHEST = 100000,
};

/* Sorted; days that come twice are an error. */
bool written_day_ranges(const Written *w, const Value *v, DayRanges *ranges);
bool written_day(const Written *w, const Value *v, Day *day);

/* Sorted, none over another; `until` is MINUTE_NONE where only a start is given. */
bool written_time_spans(const Written *w, const Value *v, TimeSpans *spans);
bool written_hours(const Written *w, const Value *v, Hours *hours);

/* An RRULE that was written out has empty `words` when it says more than our phrases can. */
bool written_repeat(const Written *w, const Value *v, Repeat *repeat);

bool written_cost(const Written *w, const Value *v, Cost *cost);
bool written_capacity(const Written *w, const Value *v, Capacity *capacity);
bool written_application(const Written *w, const Value *v, Application *application);

/* Sorted. */
bool written_lots(const Written *w, const Value *v, Lots *lots);
bool written_bool(const Written *w, const Value *v, bool *yes);
/* 0 to INT_HIGHEST; 3歳, 8枚 and the like too. */
bool written_int(const Written *w, const Value *v, int *number);

/* A mobile number belongs to a person and needs consent; a sample is never a link. */
typedef enum PhoneKind {
	PHONE_FIXED,                           /* 042-464-1311, 050-…, 0120-…, 0570-… */
	PHONE_MOBILE,                          /* 060, 070, 080, 090 */
	PHONE_SHORT,                           /* 110, 119, 189, #8008 */
	PHONE_SAMPLE,                          /* 000-0000-0000 */
	PHONE_PENDING,                         /* 確認中 */
} PhoneKind;

/* With half-width digits and hyphens: 042-464-1311. `kind` may be NULL. */
bool written_phone(const Written *w, const Value *v, Str *phone, PhoneKind *kind);
/* The kind of a text that written_phone made. */
PhoneKind phone_kind(Str phone);
/*
 * The first number of a person (mobile) in running text, in whatever width: `part` of the text, and `number` as
 * written_phone writes it. `text` becomes what is behind it. False: there is none.
 */
bool written_own_phone(Str *text, Str *part, Str *number, Arena *a);
bool written_email(const Written *w, const Value *v, Str *email);
/* http and https only. */
bool written_url(const Written *w, const Value *v, Str *url);

/*
 * Warns of a wrong weekday in running text: 「12月8日（月）」 when it is a
 * Tuesday. A year that is not written is the one that brings the date
 * nearest to `context`. `text` begins at line `first_line` of the source.
 * False: it warned.
 */
bool written_prose_dates(const Written *w, Str text, uint32_t first_line, Day context);
/*
 * Warns of what a screen reader or 音訳 cannot read out as it is meant: 日　時,
 * （土）, 10時〜12時, [こちら](…), ①, →, half-width kana. After the guides of
 * Japanese public sites (WCAG 1.3.2 F32, 2.4.4). Each sort is told once a text;
 * weekdays not at all where one of them is wrong anyway (`dates_right`).
 */
void written_aloud(const Written *w, Str text, uint32_t first_line, bool dates_right);

/*
 * Warns of lines of a Markdown text that their writer sees otherwise: ・ for
 * '- ', columns of a spreadsheet, a paragraph moved in by four spaces, a link
 * with a bracket missing, full-width or apart. Each sort is told once.
 */
void written_lines(const Written *w, Str text, uint32_t first_line);

/*
 * Warns where a name has kana that its reading has not, in their order: the reading is of another name. What
 * kanji, digits and letters are read as is not judged. `pos`: of the reading. False: it warned.
 */
bool written_reading(const Written *w, Str name, Str kana, Pos pos);

/*
 * Warns of HTML, of signs of Markdown and of a stray backslash in the fields of
 * an object, where they are shown as they are: <br>, &nbsp;, **…**, […](…), "- "
 * at the beginning. `from`: where the object begins, or a line before that. A
 * field `body` is Markdown and left alone. Each sort is told once a text.
 */
void written_markup(const Written *w, const struct Table *table, const void *object, Pos from);
/* Warns of https://… in a text that is one line about something. */
void written_bare_address(const Written *w, Str text, Pos from);

/*
 * Warns of what makes a text in easy Japanese hard: sentences of more than
 * 30 letters or 13 kanji, years of eras, the 24-hour clock, 〜, and kanji
 * without a reading. After 在留支援のためのやさしい日本語ガイドライン (2020).
 */
void written_easy(const Written *w, const struct Readings *readings, Str text, uint32_t first_line);

/* The place in the source of bytes of a text that begins on `first_line`; of their line if written otherwise. */
Pos  written_pos(const Written *w, Str text, uint32_t first_line, size_t from, size_t until);

#endif
