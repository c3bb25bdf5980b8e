#include "format/recur.h"

#include <libical/ical.h>
#include <libintl.h>
#include <stdint.h>
#include <string.h>

#include "base/library.h"

#define _(text) gettext(text)

#define FUNCTIONS(X) X(error_set_errors_are_fatal) X(recurrencetype_from_string)
#define NAME(name)   "ical" #name,
#define MEMBER(name) __typeof__(ical##name) *name;

static const char *const library_name = "libical.so.3", *const function_names[] = { FUNCTIONS(NAME) };

enum {
	BY_DAY_MAX    = 32,
	SET_POS_MAX   = 32,
	INTERVAL_MAX  = 999,
	COUNT_MAX     = 9999,
	NUMBERED_MAX  = 53,                    /* mondays in a year */
	MONTHLY_MAX   = 5,                     /* mondays in a month */
	MONTH_DAY_MAX = 31,
	PERIOD_MAX    = 366,                   /* days in a year */
};

typedef enum Frequency { FREQ_NONE, FREQ_DAILY, FREQ_WEEKLY, FREQ_MONTHLY, FREQ_YEARLY } Frequency;

typedef struct WeekdayRule {
	int number;                            /* 2: the second, -1: the last, 0: every one */
	int weekday;
} WeekdayRule;

typedef struct Rule {
	Frequency frequency;
	int interval, count, week_start;
	Day until;
	WeekdayRule by_day[BY_DAY_MAX];
	size_t by_day_count;
	bool numbered;                         /* some of by_day are */
	int highest;                           /* of their numbers, without sign */
	uint16_t months;                       /* bits 1 to 12 */
	uint32_t month_days, last_days;        /* bits 1 to 31, from the month's start and end */
	int set_pos[SET_POS_MAX];
	size_t set_pos_count;
	unsigned seen;                         /* keys, as bits */
} Rule;

static const char weekday_names[7][3] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
static const char frequency_names[][8] = { "", "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };

/* [+-]digits, between 1 and `max` without the sign. */
static bool signed_number(Str s, int max, int *number)
{
	bool minus = str_take(&s, STR("-"));
	if (!minus)
		str_take(&s, STR("+"));
	if (!str_number(s, number) || *number < 1 || *number > max)
		return false;
	if (minus)
		*number = -*number;
	return true;
}

static int weekday_named(Str s)
{
	for (int i = 0; i < 7; i++)
		if (str_equal(s, str_from(weekday_names[i])))
			return i;
	return -1;
}

static bool read_frequency(Rule *r, Str value)
{
	for (int f = FREQ_DAILY; f <= FREQ_YEARLY; f++)
		if (str_equal(value, str_from(frequency_names[f])))
			r->frequency = (Frequency)f;
	return r->frequency != FREQ_NONE;
}

static bool read_interval(Rule *r, Str value)
{
	return str_number(value, &r->interval) && r->interval >= 1 && r->interval <= INTERVAL_MAX;
}

static bool read_count(Rule *r, Str value)
{
	return str_number(value, &r->count) && r->count >= 1 && r->count <= COUNT_MAX;
}

/* 20261208, or with a time of day, which does not matter here: 20261208T235959Z. */
static bool read_until(Rule *r, Str value)
{
	Civil c;
	int time;
	Str clock = str_skip(value, 8);
	if (clock.len && (clock.ptr[0] != 'T' || !str_number(str_sub(clock, 1, 7), &time) ||
	                  (clock.len != 7 && !str_equal(str_skip(clock, 7), STR("Z")))))
		return false;
	if (value.len < 8 || !str_number(str_sub(value, 0, 4), &c.year) ||
	    !str_number(str_sub(value, 4, 6), &c.month) || !str_number(str_sub(value, 6, 8), &c.day) ||
	    !civil_is_valid(c))
		return false;
	r->until = day_of(c.year, c.month, c.day);
	return true;
}

static bool read_week_start(Rule *r, Str value)
{
	r->week_start = weekday_named(value);
	return r->week_start >= 0;
}

static bool add_by_day(Rule *r, Str item)
{
	if (item.len < 2 || r->by_day_count == BY_DAY_MAX)
		return false;
	Str number = str_sub(item, 0, item.len - 2);
	WeekdayRule rule = { .weekday = weekday_named(str_skip(item, number.len)) };
	if (rule.weekday < 0 || (number.len && !signed_number(number, NUMBERED_MAX, &rule.number)))
		return false;
	int size = rule.number < 0 ? -rule.number : rule.number;
	r->numbered |= size > 0;
	r->highest = size > r->highest ? size : r->highest;
	r->by_day[r->by_day_count++] = rule;
	return true;
}

static bool add_month_day(Rule *r, Str item)
{
	int day;
	if (!signed_number(item, MONTH_DAY_MAX, &day))
		return false;
	if (day > 0)
		r->month_days |= UINT32_C(1) << day;
	else
		r->last_days |= UINT32_C(1) << -day;
	return true;
}

static bool add_month(Rule *r, Str item)
{
	int month;
	if (!str_number(item, &month) || month < 1 || month > 12)
		return false;
	r->months |= (uint16_t)(1u << month);
	return true;
}

static bool add_set_pos(Rule *r, Str item)
{
	return r->set_pos_count < SET_POS_MAX &&
	       signed_number(item, PERIOD_MAX, &r->set_pos[r->set_pos_count++]);
}

static bool each_item(Rule *r, Str value, bool (*add)(Rule *r, Str item))
{
	bool fine = value.len && value.ptr[value.len - 1] != ',';
	while (fine && value.len)
		fine = add(r, str_cut(value, ',', &value));
	return fine;
}

static bool read_by_day(Rule *r, Str value)       { return each_item(r, value, add_by_day); }
static bool read_by_month_day(Rule *r, Str value) { return each_item(r, value, add_month_day); }
static bool read_by_month(Rule *r, Str value)     { return each_item(r, value, add_month); }
static bool read_by_set_pos(Rule *r, Str value)   { return each_item(r, value, add_set_pos); }

static const struct {
	Str key;
	bool (*read)(Rule *r, Str value);
} parts[] = {
	{ STR_INIT("FREQ"),       read_frequency },
	{ STR_INIT("INTERVAL"),   read_interval },
	{ STR_INIT("COUNT"),      read_count },
	{ STR_INIT("UNTIL"),      read_until },
	{ STR_INIT("WKST"),       read_week_start },
	{ STR_INIT("BYDAY"),      read_by_day },
	{ STR_INIT("BYMONTHDAY"), read_by_month_day },
	{ STR_INIT("BYMONTH"),    read_by_month },
	{ STR_INIT("BYSETPOS"),   read_by_set_pos },
};

/* Reads one KEY=VALUE; the answer is NULL or what is wrong with it. */
static const char *read_part(Rule *r, Str part)
{
	Str value;
	Str key = str_cut(part, '=', &value);
	for (unsigned i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (!str_equal(key, parts[i].key))
			continue;
		if (r->seen & 1u << i)
			return _("a part is written twice");
		r->seen |= 1u << i;
		return parts[i].read(r, value) ? NULL : _("a value is not allowed there");
	}
	return _("only FREQ, INTERVAL, COUNT, UNTIL, WKST, BYDAY, BYMONTHDAY, BYMONTH and BYSETPOS "
	         "are understood");
}

static const char *combination_problem(const Rule *r)
{
	bool of_month = r->frequency == FREQ_MONTHLY || (r->frequency == FREQ_YEARLY && r->months);
	if (r->frequency == FREQ_NONE)
		return _("FREQ is missing");
	if (r->count && r->until != DAY_NONE)
		return _("COUNT and UNTIL exclude each other");
	if (r->numbered && r->frequency < FREQ_MONTHLY)
		return _("a numbered weekday, as 2TU, needs FREQ=MONTHLY or YEARLY");
	/* Readers of calendars disagree about the first week. */
	if (r->set_pos_count && r->frequency < FREQ_MONTHLY)
		return _("BYSETPOS needs FREQ=MONTHLY or YEARLY");
	if (of_month && r->highest > MONTHLY_MAX)
		return _("no month has more than five of a weekday");
	if (r->frequency == FREQ_WEEKLY && (r->month_days || r->last_days))
		return _("FREQ=WEEKLY and BYMONTHDAY exclude each other");
	return NULL;
}

static const char *rule_parse(Str rrule, Rule *r)
{
	*r = (Rule){ .interval = 1, .until = DAY_NONE };
	if (rrule.len > RECUR_BYTES_MAX)
		return _("the rule is too long");
	while (rrule.len) {
		const char *problem = read_part(r, str_cut(rrule, ';', &rrule));
		if (problem)
			return problem;
	}
	return combination_problem(r);
}

/* Our feeds hand the rule to other calendars, so libical must be able to read it too. Few sites have such a rule. */
static const char *calendar_problem(Str rrule)
{
	struct Calls {
		FUNCTIONS(MEMBER)
	} call;
	/* Never closed: the next rule finds it open. */
	if (!library_open(library_name, function_names, &call, sizeof(call)))
		return _("libical, which reads it for calendars, is missing: install the package libical3");
	char text[RECUR_BYTES_MAX + 1] = "";
	memcpy(text, rrule.ptr, rrule.len);
	call.error_set_errors_are_fatal(0);
	return call.recurrencetype_from_string(text).freq == ICAL_NO_RECURRENCE ? _("calendars cannot read it") : NULL;
}

bool recur_check(Str rrule, Str *why)
{
	Rule rule;
	const char *problem = rule_parse(rrule, &rule);
	if (!problem)
		problem = calendar_problem(rrule);
	*why = str_from(problem);
	return !problem;
}

/* What the rule leaves open is as on its first day. */
static void fill_from_start(Rule *r, Day start)
{
	Civil c = day_civil(start);
	if (r->by_day_count || r->month_days || r->last_days || r->frequency == FREQ_DAILY)
		return;
	if (r->frequency == FREQ_WEEKLY) {
		r->by_day[r->by_day_count++] = (WeekdayRule){ 0, day_weekday(start) };
		return;
	}
	r->month_days = UINT32_C(1) << c.day;
	if (r->frequency == FREQ_YEARLY && !r->months)
		r->months = (uint16_t)(1u << c.month);
}

/* A day, looked at once. */
typedef struct Date {
	Day day;
	Civil civil;
	int weekday;
} Date;

static Date date_of(Day day)
{
	return (Date){ day, day_civil(day), day_weekday(day) };
}

/* A number for each day, week, month or year; neighbours differ by one. */
static int period_of(const Rule *r, const Date *d)
{
	switch (r->frequency) {
	case FREQ_WEEKLY:  return (d->day - (d->weekday - r->week_start + 7) % 7 + 7 * 100000) / 7;
	case FREQ_MONTHLY: return d->civil.year * 12 + d->civil.month;
	case FREQ_YEARLY:  return d->civil.year;
	case FREQ_DAILY:
	case FREQ_NONE:    break;
	}
	return d->day;
}

static Day period_start(const Rule *r, Day day)
{
	Date d = date_of(day);
	switch (r->frequency) {
	case FREQ_WEEKLY:  return day - (d.weekday - r->week_start + 7) % 7;
	case FREQ_MONTHLY: return day_of(d.civil.year, d.civil.month, 1);
	case FREQ_YEARLY:  return day_of(d.civil.year, 1, 1);
	case FREQ_DAILY:
	case FREQ_NONE:    break;
	}
	return day;
}

static bool has_month(const Rule *r, const Date *d)
{
	return !r->months || r->months >> d->civil.month & 1;
}

static bool has_month_day(const Rule *r, const Date *d)
{
	if (!r->month_days && !r->last_days)
		return true;
	int left = days_in_month(d->civil.year, d->civil.month) - d->civil.day + 1;
	return r->month_days >> d->civil.day & 1 || r->last_days >> left & 1;
}

/* Which of its weekday it is in its month or year, from the start and from the end. */
static void number_weekday(const Rule *r, const Date *d, int *first, int *last)
{
	Civil c = d->civil;
	bool of_year = r->frequency == FREQ_YEARLY && !r->months;
	int before = of_year ? d->day - day_of(c.year, 1, 1) : c.day - 1;
	int behind = of_year ? day_of(c.year, 12, 31) - d->day : days_in_month(c.year, c.month) - c.day;
	*first = before / 7 + 1;
	*last = -(behind / 7 + 1);
}

static bool has_weekday(const Rule *r, const Date *d)
{
	int first = 0, last = 0;
	if (!r->by_day_count)
		return true;
	if (r->numbered)
		number_weekday(r, d, &first, &last);
	for (size_t i = 0; i < r->by_day_count; i++) {
		int number = r->by_day[i].number;
		if (r->by_day[i].weekday == d->weekday && (!number || number == first || number == last))
			return true;
	}
	return false;
}

typedef struct Expansion {
	const Rule *rule;
	Day start, from, until;
	int first_period, period;
	Day set[PERIOD_MAX];                   /* of the period at hand */
	int set_count;
	int emitted;
	bool done;
	Day days[RECUR_DAYS_MAX];
	size_t count;
} Expansion;

static void emit(Expansion *e, Day day)
{
	const Rule *r = e->rule;
	if (day < e->start || e->done)
		return;
	e->done = (r->until != DAY_NONE && day > r->until) || (r->count && e->emitted == r->count) ||
	          e->count == RECUR_DAYS_MAX || day > e->until;
	if (e->done)
		return;
	e->emitted++;
	if (day >= e->from)
		e->days[e->count++] = day;
}

static bool is_picked(const Expansion *e, int position)
{
	for (size_t i = 0; i < e->rule->set_pos_count; i++) {
		int wanted = e->rule->set_pos[i];
		if (wanted == position + 1 || wanted == position - e->set_count)
			return true;
	}
	return !e->rule->set_pos_count;
}

static void close_period(Expansion *e)
{
	bool counts = (e->period - e->first_period) % e->rule->interval == 0;
	for (int i = 0; i < e->set_count && counts; i++)
		if (is_picked(e, i))
			emit(e, e->set[i]);
	e->set_count = 0;
}

static void take(Expansion *e, const Date *d)
{
	const Rule *r = e->rule;
	int period = period_of(r, d);
	if (period != e->period) {
		close_period(e);
		e->period = period;
		e->done |= d->day > e->until;
	}
	if (e->set_count < PERIOD_MAX && has_weekday(r, d) && has_month(r, d) && has_month_day(r, d))
		e->set[e->set_count++] = d->day;
}

static void expand(Expansion *e, Day first)
{
	for (Day day = first; !e->done && day - first < RECUR_STEPS_MAX; day++) {
		Date d = date_of(day);
		take(e, &d);
	}
	close_period(e);
}

bool recur_days(Str rrule, Day start, Day from, Day until, Arena *a, Days *out)
{
	Rule rule;
	*out = (Days){ 0 };
	if (rule_parse(rrule, &rule))
		return false;
	fill_from_start(&rule, start);
	/* Only COUNT needs the days before the window. */
	Day first = period_start(&rule, rule.count || from < start ? start : from);
	Date start_date = date_of(start), first_date = date_of(first);
	Expansion e = {
		.rule = &rule, .start = start, .from = from, .until = until,
		.first_period = period_of(&rule, &start_date), .period = period_of(&rule, &first_date),
	};
	expand(&e, first);
	Day *days = NEW_ARRAY(a, Day, e.count);
	if (e.count)
		memcpy(days, e.days, e.count * sizeof(*days));
	*out = (Days){ days, e.count };
	return true;
}
