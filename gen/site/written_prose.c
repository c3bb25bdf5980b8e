#include "site/written.h"

#include <string.h>

#include "base/utf8.h"
#include "site/written_inner.h"

/* One date with its weekday, as found in running text. */
typedef struct Mention {
	size_t from, until; /* bytes of the text, from the first digit to the bracket's end */
	int year, month, day, weekday; /* year 0: none is written */
} Mention;

static Str weekday_words(int weekday)
{
	static const Str words[] = {
		STR_INIT("月曜日"), STR_INIT("火曜日"), STR_INIT("水曜日"), STR_INIT("木曜日"),
		STR_INIT("金曜日"), STR_INIT("土曜日"), STR_INIT("日曜日"),
	};
	return words[weekday];
}

/* The digit that ends at `end`, half or full width: its value and its bytes; -1 when none does. */
static int digit_before(Str text, size_t end, size_t *bytes)
{
	const unsigned char *p = (const unsigned char *)text.ptr;
	if (end >= 1 && p[end - 1] >= '0' && p[end - 1] <= '9') {
		*bytes = 1;
		return p[end - 1] - '0';
	}
	if (end >= 3 && p[end - 3] == 0xef && p[end - 2] == 0xbc && p[end - 1] >= 0x90 &&
	    p[end - 1] <= 0x99) {
		*bytes = 3;
		return p[end - 1] - 0x90;
	}
	return -1;
}

/* The number (four digits at most) that ends at *end, which moves before it; -1: there is none. */
static int number_before(Str text, size_t *end)
{
	int number = -1, scale = 1;
	size_t bytes;
	for (int digit; scale <= 1000 && (digit = digit_before(text, *end, &bytes)) >= 0;
	     scale *= 10) {
		number = (number < 0 ? 0 : number) + digit * scale;
		*end -= bytes;
	}
	return number;
}

static bool take_before(Str text, size_t *end, Str word)
{
	if (!str_ends(str_sub(text, 0, *end), word))
		return false;
	*end -= word.len;
	return true;
}

/* The year in front of a month; 令和 counts, another era does not and hides the date. */
static bool year_before(Str text, Mention *m)
{
	size_t end = m->from;
	if (!take_before(text, &end, STR("年")))
		return true;
	int year = number_before(text, &end);
	if (year < 0)
		return take_before(text, &end, STR("毎"));
	if (take_before(text, &end, STR("令和")))
		year += 2018;
	if (year < 1900 || year > 2199)
		return false;
	m->year = year;
	m->from = end;
	return true;
}

/* （火） or (火曜日) at `at`; the weekday and where it ends, or -1. Most days of a text end here. */
static int weekday_in_brackets(Str text, size_t at, size_t *end)
{
	static const Str closing[] = { STR_INIT("）"), STR_INIT(")"), STR_INIT("・"),
		                       STR_INIT("･") };
	Scan s = { .rest = str_skip(text, at) };
	if (!s.rest.len || !strchr(" (\xef", s.rest.ptr[0]))
		return -1;
	if (!scan_take(&s, STR("（")) && !scan_take(&s, STR("(")))
		return -1;
	int weekday = scan_weekday(&s);
	if (weekday < 0 || scan_take_one(&s, closing, 4) < 0)
		return -1;
	*end = (size_t)(s.rest.ptr - text.ptr);
	return weekday;
}

/* 〜10日（木） right behind a full date takes its month and year from there. */
static bool continues(Str text, const Mention *last, size_t from)
{
	static const Str links[] = {
		STR_INIT("〜"), STR_INIT("～"), STR_INIT("-"),  STR_INIT("–"),
		STR_INIT("・"), STR_INIT("、"), STR_INIT("と"), STR_INIT("から"),
	};
	if (!last->until || from < last->until)
		return false;
	Scan s = { .rest = str_sub(text, last->until, from) };
	return scan_take_one(&s, links, 8) >= 0 && !str_trim(s.rest).len;
}

/* The date whose 日 stands at `at`; false when it is none, or carries no weekday. */
static bool mention_at(Str text, size_t at, const Mention *last, Mention *m)
{
	*m = (Mention){ .from = at };
	m->weekday = weekday_in_brackets(text, at + strlen("日"), &m->until);
	if (m->weekday < 0)
		return false;
	m->day = number_before(text, &m->from);
	if (m->day < 0)
		return false;
	if (take_before(text, &m->from, STR("月"))) {
		m->month = number_before(text, &m->from);
		return m->month >= 0 && year_before(text, m);
	}
	m->month = last->month;
	m->year = last->year;
	return continues(text, last, m->from);
}

Pos written_pos(const Written *w, Str text, uint32_t first_line, size_t from, size_t until)
{
	Str bytes = w->src->bytes, written = str_sub(text, from, until);
	Pos in_text = pos_at(text, from, 0);
	uint32_t line = first_line + in_text.line - 1;
	size_t start = 0;
	for (uint32_t i = 1; i < line && start < bytes.len; i++)
		start += str_find_byte(str_skip(bytes, start), '\n') + 1;
	Str rest = str_skip(bytes, start);
	size_t found = str_find(str_sub(rest, 0, str_find_byte(rest, '\n')), written);
	if (found + written.len > rest.len || !str_starts(str_skip(rest, found), written))
		return (Pos){ line, 0, 0 };
	Pos pos = pos_at(rest, found, written.len);
	pos.line = line;
	return pos;
}

static Pos mention_pos(const Written *w, Str text, uint32_t first_line, const Mention *m)
{
	return written_pos(w, text, first_line, m->from, m->until);
}

static void warn_no_day(const Written *w, Pos pos, Str written)
{
	diag_warning(w->diag, w->src, pos, "prose-day", ARGS(written), _("there is no day '{0}'"),
	             _("correct the month or the day"));
}

/* Last year or next, if the weekday is right there; 0 when in neither. */
static int year_that_fits(const Mention *m, int year)
{
	for (int y = year - 1; y <= year + 1; y += 2)
		if (civil_is_valid((Civil){ y, m->month, m->day }) &&
		    day_weekday(day_of(y, m->month, m->day)) == m->weekday)
			return y;
	return 0;
}

static void warn_weekday(const Written *w, Pos pos, Str written, const Mention *m, Day day)
{
	Str right = weekday_words(day_weekday(day)), is = day_iso(day, w->arena);
	int other = m->year ? 0 : year_that_fits(m, day_civil(day).year);
	if (other)
		diag_warning(
			w->diag, w->src, pos, "prose-weekday",
			ARGS(written, weekday_words(m->weekday), is, right,
		             str_format(w->arena, "%d", other)),
			_("'{0}' is not a {1}"),
			_("{2} is a {3}: correct the weekday, or write the year if {4} is meant"));
	else
		diag_warning(w->diag, w->src, pos, "prose-weekday",
		             ARGS(written, weekday_words(m->weekday), is, right),
		             _("'{0}' is not a {1}"),
		             _("{2} is a {3}: correct the weekday or the day"));
}

static Day day_if_valid(int year, int month, int day)
{
	return civil_is_valid((Civil){ year, month, day }) ? day_of(year, month, day) : DAY_NONE;
}

/* Within half a year of `context` there is nothing to search for. */
static Day day_near(int month, int day, Day context)
{
	enum { HALF_A_YEAR = 182 };
	Day same_year = day_if_valid(day_civil(context).year, month, day);
	bool near = same_year != DAY_NONE && same_year - context <= HALF_A_YEAR &&
	            context - same_year <= HALF_A_YEAR;
	return near ? same_year : scan_nearest_day(month, day, -1, context);
}

static bool check_mention(const Written *w, Str text, uint32_t first_line, Day context,
                          const Mention *m)
{
	Str written = str_sub(text, m->from, m->until);
	Day day = m->year ? day_if_valid(m->year, m->month, m->day)
	                  : day_near(m->month, m->day, context);
	if (day == DAY_NONE)
		warn_no_day(w, mention_pos(w, text, first_line, m), written);
	else if (day_weekday(day) != m->weekday)
		warn_weekday(w, mention_pos(w, text, first_line, m), written, m, day);
	return day != DAY_NONE && day_weekday(day) == m->weekday;
}

/* 2月30日, without a weekday: no year has it. */
static bool check_no_day(const Written *w, Str text, uint32_t first_line, size_t at)
{
	enum { LEAP_YEAR = 2024 };
	Mention m = { .from = at, .until = at + strlen("日") };
	m.day = number_before(text, &m.from);
	if (m.day < 0 || !take_before(text, &m.from, STR("月")))
		return true;
	m.month = number_before(text, &m.from);
	if (m.month < 0 || civil_is_valid((Civil){ LEAP_YEAR, m.month, m.day }))
		return true;
	warn_no_day(w, mention_pos(w, text, first_line, &m), str_sub(text, m.from, m.until));
	return false;
}

bool written_prose_dates(const Written *w, Str text, uint32_t first_line, Day context)
{
	bool right = true;
	const Str sign = STR("日");
	Mention last = { 0 }, m;
	for (size_t at = 0;; at += sign.len) {
		at += str_find(str_skip(text, at), sign);
		if (at >= text.len)
			return right;
		if (!mention_at(text, at, &last, &m)) {
			right &= check_no_day(w, text, first_line, at);
			continue;
		}
		right &= check_mention(w, text, first_line, context, &m);
		last = m;
	}
}
