#include "base/date.h"

#include <time.h>

enum { TOKYO_AHEAD = 9 * 60 * 60, SECONDS_A_DAY = 24 * 60 * 60 };

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return days[month - 1] + (month == 2 && is_leap(year));
}

bool civil_is_valid(Civil c)
{
	return c.year >= 1900 && c.year <= 2199 && c.month >= 1 && c.month <= 12 && c.day >= 1 &&
	       c.day <= days_in_month(c.year, c.month);
}

/* Years begin in March here, so that the leap day is a year's last. */
Day day_of(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400, of_era = y % 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

Civil day_civil(Day day)
{
	int z = day + 719468;
	int era = z / 146097, of_era = z % 146097;
	int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * year + year / 4 - year / 100);
	int m = (5 * of_year + 2) / 153;
	int month = m < 10 ? m + 3 : m - 9;
	return (Civil){ year + era * 400 + (month <= 2), month, of_year - (153 * m + 2) / 5 + 1 };
}

int day_weekday(Day day)
{
	int weekday = (day + 3) % 7;          /* 1970-01-01 was a Thursday */
	return weekday < 0 ? weekday + 7 : weekday;
}

static void two_digits(char *to, int number)
{
	to[0] = '-';
	to[1] = (char)('0' + number / 10 % 10);
	to[2] = (char)('0' + number % 10);
}

Str day_iso(Day day, Arena *a)
{
	Civil c = day_civil(day);
	char *text = arena_bytes(a, 10);
	int year = c.year;
	for (int at = 3; at >= 0; at--, year /= 10)
		text[at] = (char)('0' + year % 10);
	two_digits(text + 4, c.month);
	two_digits(text + 7, c.day);
	return (Str){ text, 10 };
}

Day day_of_time(int64_t second)
{
	int64_t ahead = second + TOKYO_AHEAD;
	int64_t day = ahead / SECONDS_A_DAY;
	return (Day)(ahead % SECONDS_A_DAY < 0 ? day - 1 : day);
}

Day day_today(void)
{
	return day_of_time(time(NULL));
}
