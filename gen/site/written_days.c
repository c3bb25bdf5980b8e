#include "site/written.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "site/era.h"
#include "site/written_inner.h"

#define DAY_HINT N_("write a day: 2026-12-08")

enum { ABSENT = -1, YEARS_TRIED = 4 };

/* A date as it stands there, before anybody asks whether it exists. */
typedef struct DayParts {
	Str part; /* of the folded text, for messages */
	const Era *era;
	int year, year_digits;   /* 0 digits: none is written */
	int month, day, weekday; /* ABSENT where none is written */
} DayParts;

static const char *const weekday_names[] = { "月曜日", "火曜日", "水曜日", "木曜日",
	                                     "金曜日", "土曜日", "日曜日" };

static Str weekday_name(int weekday)
{
	return str_from(weekday_names[weekday]);
}

/* 令和 or R, before a number. */
static const Era *take_era(Scan *s)
{
	for (size_t i = 0; i < ERA_COUNT; i++) {
		if (scan_take(s, ERAS[i].name))
			return &ERAS[i];
		char c = s->rest.len > 1 ? s->rest.ptr[0] : '\0';
		bool number = s->rest.len > 1 && s->rest.ptr[1] >= '0' && s->rest.ptr[1] <= '9';
		if (number && (c == ERAS[i].letter || c == ERAS[i].letter - 'A' + 'a')) {
			scan_skip(s, 1);
			return &ERAS[i];
		}
	}
	return NULL;
}

/* 12月8日 behind a year; what is missing stays ABSENT. */
static bool month_and_day(Scan *s, DayParts *p)
{
	if (!scan_number(s, &p->month, NULL))
		return true;
	if (!scan_take(s, STR("月")))
		return false;
	return !scan_number(s, &p->day, NULL) || scan_take(s, STR("日"));
}

static bool take_separator(Scan *s, char separator)
{
	Str before = s->rest;
	if (scan_take(s, (Str){ &separator, 1 }) && scan_sees_digit(s))
		return true;
	s->rest = before;
	return false;
}

/* 2026-12-08, R8.12.8, 12/8, 2026-12, and (where a day before it says the rest) 10. */
static bool punctuated(Scan *s, DayParts *p, int first, int digits)
{
	char separator = scan_at_end(s) ? '\0' : s->rest.ptr[0];
	bool separated = separator == '-' || separator == '/' || separator == '.';
	int second;
	if (!separated || !take_separator(s, separator)) {
		p->day = first;
		return digits <= 2 && !p->era;
	}
	scan_number(s, &second, NULL);
	if (take_separator(s, separator) || digits > 2 || p->era) {
		p->year = first;
		p->year_digits = digits;
		p->month = second;
		scan_number(s, &p->day, NULL);
		return true;
	}
	p->month = first;
	p->day = second;
	return true;
}

static bool numbers(Scan *s, DayParts *p)
{
	int first = 1, digits = 1;
	scan_take(s, STR("西暦"));
	scan_take(s, STR("'"));
	p->era = take_era(s);
	bool first_year = p->era && scan_take(s, STR("元"));
	if (!first_year && !scan_number(s, &first, &digits))
		return false;
	if (scan_take(s, STR("年"))) {
		p->year = first;
		p->year_digits = digits;
		return month_and_day(s, p);
	}
	if (first_year)
		return false;
	if (scan_take(s, STR("月"))) {
		p->month = first;
		return !p->era && (!scan_number(s, &p->day, NULL) || scan_take(s, STR("日")));
	}
	if (scan_take(s, STR("日"))) {
		p->day = first;
		return !p->era;
	}
	return punctuated(s, p, first, digits);
}

static bool holiday_mark(Scan *s)
{
	static const Str marks[] = {
		STR_INIT("祝日"), STR_INIT("祝"),       STR_INIT("休日"),
		STR_INIT("休"),   STR_INIT("振替休日"), STR_INIT("振休"),
	};
	scan_take(s, STR("・"));
	return scan_take_one(s, marks, sizeof(marks) / sizeof(*marks)) >= 0;
}

/* (火), (火曜日), (月・祝), 火曜日; nothing is taken when a bracket holds other words. */
static void weekday_behind(Scan *s, DayParts *p)
{
	Str before = s->rest;
	bool bracket = scan_take(s, STR("("));
	int weekday = scan_weekday(s);
	if (bracket) {
		bool marked = holiday_mark(s);
		if ((weekday < 0 && !marked) || !scan_take(s, STR(")"))) {
			s->rest = before;
			return;
		}
	}
	p->weekday = weekday;
}

/* Takes a date, whole or in part; false when what stands here is none. */
static bool take_parts(Scan *s, DayParts *p)
{
	*p = (DayParts){ .month = ABSENT, .day = ABSENT, .weekday = ABSENT };
	scan_space(s);
	Str from = s->rest;
	bool sound = numbers(s, p);
	if (sound && p->day != ABSENT)
		weekday_behind(s, p);
	p->part = scan_since(s, from);
	return sound;
}

Day scan_nearest_day(int month, int day, int weekday, Day around)
{
	enum { WEEKDAY_WORTH = 200 };
	Day best = DAY_NONE;
	int best_cost = INT32_MAX, year = day_civil(around).year;
	for (int y = year - YEARS_TRIED; y <= year + YEARS_TRIED; y++) {
		if (!civil_is_valid((Civil){ y, month, day }))
			continue;
		Day found = day_of(y, month, day);
		int cost = 2 * abs(found - around) + (found < around);
		if (weekday >= 0 && day_weekday(found) != weekday)
			cost += 2 * WEEKDAY_WORTH;
		if (cost < best_cost) {
			best_cost = cost;
			best = found;
		}
	}
	return best;
}

/* 2026-12-08, or that very example where the day is none. */
static Str day_text(const Written *w, Day day)
{
	return day == DAY_NONE ? STR("2026-12-08") : day_iso(day, w->arena);
}

static bool refuse_no_year(const Scan *s, const DayParts *p, Day around)
{
	Day likely = scan_nearest_day(p->month, p->day, p->weekday, around);
	return scan_refuse(s, p->part, "date-no-year", ARGS(p->part, day_text(s->w, likely)),
	                   _("'{0}' has no year"), _("write {1}"));
}

static bool refuse_year(const Scan *s, const DayParts *p)
{
	int year = p->year + 2000;
	if (p->day >= 1900 && p->day <= 2199 && civil_is_valid((Civil){ p->day, p->year, p->month }))
		return scan_refuse(s, p->part, "date-order",
		                   ARGS(p->part, day_text(s->w, day_of(p->day, p->year, p->month))),
		                   _("the year is not first in '{0}'"), _("write year, month, day: {1}"));
	bool is_short = p->year_digits <= 2;
	bool known = is_short && civil_is_valid((Civil){ year, p->month, p->day });
	Str likely = day_text(s->w, known ? day_of(year, p->month, p->day) : DAY_NONE);
	if (is_short)
		return scan_refuse(s, p->part, "date-year-short", ARGS(p->part, likely),
		                   _("the year in '{0}' is too short"),
		                   _("write all four digits: {1}"));
	return scan_refuse(s, p->part, "date-year", ARGS(p->part, likely),
	                   _("the year in '{0}' cannot be right"), _("write a year such as {1}"));
}

/* The year in western count, or false when it cannot be one. */
static bool year_of(const Scan *s, const DayParts *p, int *year)
{
	*year = p->year;
	if (p->era) {
		*year = p->year <= 200 ? p->era->year_before + p->year : 0;
		if (p->year == 0)
			*year = 0;
	}
	bool plain = p->era || p->year_digits == 4;
	if (plain && *year >= 1900 && *year <= 2199)
		return true;
	if (!p->era)
		return refuse_year(s, p);
	return scan_refuse(s, p->part, "date-year", ARGS(p->part, STR("2026-12-08")),
	                   _("the year in '{0}' cannot be right"), _("write a year such as {1}"));
}

static bool exists(const Scan *s, const DayParts *p, int year)
{
	if (p->month < 1 || p->month > 12)
		return scan_refuse(s, p->part, "date-month",
		                   ARGS(p->part, str_format(s->w->arena, "%d", p->month)),
		                   _("there is no month {1}, as in '{0}'"),
		                   _("write a month from 1 to 12: 2026-12-08"));
	int last = days_in_month(year, p->month);
	if (p->day >= 1 && p->day <= last)
		return true;
	return scan_refuse(s, p->part, "date-day",
	                   ARGS(p->part, day_iso(day_of(year, p->month, last), s->w->arena)),
	                   _("there is no day '{0}'"), _("the last day of that month is {1}"));
}

static bool fits_era(const Scan *s, const DayParts *p, Day day)
{
	if (!p->era || era_of(day) == p->era)
		return true;
	return scan_refuse(s, p->part, "date-era",
	                   ARGS(p->part, p->era->name, day_iso(day, s->w->arena)),
	                   _("'{0}' is not in {1}"), _("write {2}, if that is the day"));
}

static bool fits_weekday(const Scan *s, const DayParts *p, Day day)
{
	int weekday = day_weekday(day);
	if (p->weekday == ABSENT || p->weekday == weekday)
		return true;
	return scan_refuse(s, p->part, "date-weekday",
	                   ARGS(p->part, weekday_name(p->weekday), day_iso(day, s->w->arena),
	                        weekday_name(weekday)),
	                   _("'{0}' is not a {1}"),
	                   _("{2} is a {3}: correct the weekday or the day"));
}

/* A year, or a year and a month, left out behind a day that says them: 2026年12月8日〜10日. */
static bool fill_from(const Scan *s, DayParts *p, Day before)
{
	if (p->year_digits)
		return true;
	if (before == DAY_NONE && p->month == ABSENT)
		return scan_refuse(s, p->part, "date-unknown", ARGS(p->part),
		                   _("'{0}' is not a day"), _(DAY_HINT));
	if (before == DAY_NONE)
		return refuse_no_year(s, p, s->w->today);
	Civil c = day_civil(before);
	bool later = p->month == ABSENT
	                     ? p->day > c.day
	                     : p->month > c.month || (p->month == c.month && p->day > c.day);
	if (p->month == ABSENT)
		p->month = later ? c.month : c.month % 12 + 1;
	p->year = c.year;
	p->year_digits = 4;
	return later || refuse_no_year(s, p, before);
}

/* The day that `p` stands for; `before` (or DAY_NONE) is the one written in front of it. */
static bool judged(const Scan *s, DayParts *p, Day before, Day *day)
{
	int year;
	if (p->day == ABSENT)
		return scan_refuse(s, p->part, "date-no-day", ARGS(p->part),
		                   _("'{0}' has no day of the month"),
		                   _("write the day too: 2026-12-08"));
	if (!fill_from(s, p, before) || !year_of(s, p, &year) || !exists(s, p, year))
		return false;
	Day found = day_of(year, p->month, p->day);
	if (!fits_era(s, p, found) || !fits_weekday(s, p, found))
		return false;
	*day = found;
	return true;
}

/* 20261208 is no form of ours, but what is meant is plain; so is 46364, as Excel counts days. */
static Day day_of_digits(Str text)
{
	enum { SERIAL_OF_1970 = 25569, SERIAL_LEAST = 36526, SERIAL_MOST = 73050 }; /* 2000 to 2099 */
	int n;
	if (!str_number(text, &n))
		return DAY_NONE;
	if (text.len == 5 && n >= SERIAL_LEAST && n <= SERIAL_MOST)
		return day_of(1970, 1, 1) + n - SERIAL_OF_1970;
	if (text.len != 8)
		return DAY_NONE;
	Civil c = { n / 10000, n / 100 % 100, n % 100 };
	return civil_is_valid(c) ? day_of(c.year, c.month, c.day) : DAY_NONE;
}

/* Not settled yet, in the words of staff. */
static bool is_open(Str text)
{
	static const Str words[] = { STR_INIT("未定"), STR_INIT("調整中"), STR_INIT("検討中"), STR_INIT("後日"),
		                     STR_INIT("随時") };
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts(text, words[i]))
			return true;
	return false;
}

static bool refuse_unknown(const Scan *s, Str from)
{
	Str quoted = utf8_prefix(str_trim(from), 40);
	if (is_open(quoted))
		return scan_refuse(s, str_trim(from), "date-open", ARGS(quoted), _("'{0}' is not a day"),
		                   _("until the day is settled leave the record out, or tell of it in a "
		                     "notice; a known event waits with status: 延期"));
	Day meant = day_of_digits(quoted);
	return scan_refuse(s, str_trim(from), "date-unknown", ARGS(quoted, day_text(s->w, meant)),
	                   _("'{0}' is not a day"),
	                   meant == DAY_NONE ? _(DAY_HINT) : _("write {1}"));
}

bool scan_day(Scan *s, Day before, Day *day)
{
	DayParts p;
	scan_space(s);
	Str from = s->rest;
	return take_parts(s, &p) ? judged(s, &p, before, day) : refuse_unknown(s, from);
}

bool scan_refuse_behind_day(const Scan *s)
{
	Str extra = str_trim(s->rest);
	return scan_refuse(s, extra, "date-extra", ARGS(utf8_prefix(extra, 40)),
	                   _("'{0}' does not belong behind a day"),
	                   _("write the day alone; a time or a remark has its own key"));
}

bool written_day(const Written *w, const Value *v, Day *day)
{
	Scan s;
	Day found = DAY_NONE;
	*day = DAY_NONE;
	if (!scan_open(&s, w, v, DAY_HINT) || !scan_day(&s, DAY_NONE, &found))
		return false;
	if (!scan_at_end(&s))
		return scan_refuse_behind_day(&s);
	*day = found;
	return true;
}
