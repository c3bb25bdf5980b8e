/*
 * One short text that staff wrote, read from left to right.
 *
 *   Scan s;
 *   if (!scan_open(&s, w, v, N_("write a day: 2026-12-08")))
 *   	return false;                     not a text, or an empty one: reported
 *   if (scan_take(&s, STR("毎週")) && scan_weekdays(&s, &bits) && scan_at_end(&s))
 *   	return true;
 *   return scan_refuse(&s, s.rest, "repeat-extra", ARGS(s.rest), _("…"), _("…"));
 *
 * The text is folded first (utf8_fold_code): digits, letters, brackets and
 * colons are half-width, '-' is every dash and also ー, '~' is 〜. Words to
 * take are given in that form: メール is "メ-ル". Space between words does not
 * count. The folded text lives in the arena of `w`, as long as that does.
 *
 * In written_scan.c, and where it is said. Shared by the written_*.c files; nobody else needs it.
 */
#ifndef SITE_WRITTEN_INNER_H
#define SITE_WRITTEN_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/diag.h"
#include "base/str.h"
#include "format/value.h"
#include "site/facts.h"
#include "site/written.h"

typedef struct Scan {
	const Written *w;
	const Value *v;
	Str text, rest;                        /* folded: all of it, and what is left */
} Scan;

enum { SCAN_TEXT_MAX = 2000 };                 /* bytes; no sound short text comes near */

/* `hint` (marked with N_) says what to type instead of a list, a map or nothing. */
bool scan_open(Scan *s, const Written *w, const Value *v, const char *hint);
/* Reports and returns false. The caret stands under `part` of the folded text where it can be told. */
bool scan_refuse(const Scan *s, Str part, const char *code,
                 const Str *args, size_t count, const char *message, const char *hint);
void scan_warn(const Scan *s, Str part, const char *code,
               const Str *args, size_t count, const char *message, const char *hint);
Pos  scan_pos(const Scan *s, Str part);

void scan_skip(Scan *s, size_t bytes);         /* not more than are left */
void scan_space(Scan *s);
bool scan_at_end(Scan *s);
bool scan_take(Scan *s, Str word);             /* the word, or nothing */
bool scan_sees(Scan *s, Str word);
bool scan_sees_digit(Scan *s);
/* The first of `words` that stands here, or -1. */
int  scan_take_one(Scan *s, const Str *words, size_t count);
/* Decimal digits; at most 999,999,999 is told. `digits`, how many there were, may be NULL. */
bool scan_number(Scan *s, int *number, int *digits);
/* From `from` (an earlier `rest`) to here, without space around. */
Str  scan_since(const Scan *s, Str from);

/* 月, 月曜, 月曜日: Monday 0 to Sunday 6; -1 when none stands here. */
int  scan_weekday(Scan *s);
/* 火, 月・水, 月水, 月曜と木曜, 月-金, 月曜日から金曜日まで: bits as in facts.h. */
bool scan_weekdays(Scan *s, uint8_t *bits);
/* The same with 平日, 毎日, 祝, 祝日, 土日祝. */
bool scan_open_days(Scan *s, uint8_t *bits);

/*
 * A day, in written_days.c. Behind a day written before it (DAY_NONE: there is
 * none) the year, or year and month, may be left out. What is wrong has been reported.
 */
bool scan_day(Scan *s, Day before, Day *day);
bool scan_refuse_behind_day(const Scan *s);    /* something else follows the day */

/* A whole RRULE, in written_rrule.c; it becomes half-width capitals. */
bool scan_rrule(Scan *s, Repeat *repeat);

/* 10:00-11:30, 13時から15時 … up to the end of the text, in written_times.c; it reports. */
bool scan_time_spans(Scan *s, TimeSpans *spans);

/*
 * The day of that month and day, in whichever year, that lies nearest to
 * `around`; one on `weekday` (-1: no matter) is preferred by some months.
 * DAY_NONE when no year has such a day. In written_days.c.
 */
Day  scan_nearest_day(int month, int day, int weekday, Day around);

/* A key of a small map, in both languages. */
typedef struct ScanKey {
	const char *key, *ja;
} ScanKey;

enum { SCAN_KEYS_MAX = 8 };

/*
 * Sorts the members of a map by `keys`: values[i] is that of keys[i], or NULL
 * when it is absent or empty. False after a key that is unknown or given twice.
 */
bool scan_keys(const Written *w, const Value *map, const ScanKey *keys, size_t count,
               const Value **values);

/* What stands there, as it was written, short enough to be quoted. */
Str  scan_quote(const Value *v);

#endif
