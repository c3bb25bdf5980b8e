#include "site/say.h"

#include "site/era.h"
#include "site/record.h"

enum { HOUR = 60, NOON = 12 * HOUR, MIDNIGHT = 24 * HOUR, RUN_SHORTEST = 3 };

static const Str weekday_letters[] = {
	STR_INIT("月"), STR_INIT("火"), STR_INIT("水"), STR_INIT("木"),
	STR_INIT("金"), STR_INIT("土"), STR_INIT("日"),
};

static void say_weekday(Buf *b, int weekday)
{
	buf_str(b, weekday_letters[weekday]);
	buf_str(b, STR("曜日"));
}

static void say_number(Buf *b, int n, Str unit)
{
	buf_number(b, n);
	buf_str(b, unit);
}

static void say_month_day(Buf *b, Civil c)
{
	say_number(b, c.month, STR("月"));
	say_number(b, c.day, STR("日"));
}

static void say_weekday_of(Buf *b, Day day)
{
	buf_str(b, STR("（"));
	say_weekday(b, day_weekday(day));
	buf_str(b, STR("）"));
}

void say_date_full(Buf *b, Day day)
{
	Civil c = day_civil(day);
	say_number(b, c.year, STR("年"));
	say_month_day(b, c);
}

void say_day(Buf *b, Day day, int year)
{
	Civil c = day_civil(day);
	if (c.year != year)
		say_number(b, c.year, STR("年"));
	say_month_day(b, c);
	say_weekday_of(b, day);
}

void say_day_short(Buf *b, Day day)
{
	Civil c = day_civil(day);
	say_number(b, c.month, STR("/"));
	say_number(b, c.day, STR("（"));
	buf_str(b, weekday_letters[day_weekday(day)]);
	buf_str(b, STR("）"));
}

void say_wareki(Buf *b, Day day)
{
	const Era *era = era_of(day);
	Civil c = day_civil(day);
	if (!era) {
		say_day(b, day, 0);
		return;
	}
	buf_str(b, era->name);
	if (c.year == era->year_before + 1)
		buf_str(b, STR("元年"));
	else
		say_number(b, c.year - era->year_before, STR("年"));
	say_month_day(b, c);
	say_weekday_of(b, day);
}

/* A year once told need not be told again for the days that follow in it. */
void say_day_ranges(Buf *b, DayRanges ranges, int year)
{
	for (size_t i = 0; i < ranges.count; i++) {
		DayRange range = ranges.items[i];
		if (i)
			buf_str(b, STR("、"));
		say_day(b, range.from, year);
		year = day_civil(range.from).year;
		if (range.until == range.from)
			continue;
		buf_str(b, STR("から"));
		say_day(b, range.until, year);
		buf_str(b, STR("まで"));
		year = day_civil(range.until).year;
	}
}

static void say_clock(Buf *b, int minute)
{
	say_number(b, minute / HOUR, STR("時"));
	if (minute % HOUR)
		say_number(b, minute % HOUR, STR("分"));
}

void say_time(Buf *b, Minute minute)
{
	int of_day = minute % MIDNIGHT;
	if (minute == NOON) {
		buf_str(b, STR("正午"));
		return;
	}
	buf_str(b, of_day < NOON ? STR("午前") : STR("午後"));
	say_clock(b, of_day % NOON);
}

/* 午前 and 午後 are not repeated within one half of the day; 正午 and midnight always name themselves. */
void say_span(Buf *b, TimeSpan span)
{
	if (span.from == 0 && span.until == MIDNIGHT) {
		buf_str(b, STR("24時間"));
		return;
	}
	say_time(b, span.from);
	buf_str(b, STR("から"));
	if (span.until == MINUTE_NONE)
		return;
	bool same_half = span.from / NOON == span.until / NOON && span.from != NOON;
	if (same_half)
		say_clock(b, span.until % NOON);
	else
		say_time(b, span.until);
	buf_str(b, STR("まで"));
}

void say_spans(Buf *b, TimeSpans spans)
{
	for (size_t i = 0; i < spans.count; i++) {
		if (i)
			buf_str(b, STR("、"));
		say_span(b, spans.items[i]);
	}
}

/* The last weekday of the run that begins with `from`. */
static int run_end(uint8_t weekdays, int from)
{
	int until = from;
	while (until < SUNDAY && weekdays & 1u << (until + 1))
		until++;
	return until;
}

void say_weekdays(Buf *b, uint8_t weekdays)
{
	bool more = false;
	for (int d = MONDAY; d <= SUNDAY; d++) {
		if (!(weekdays & 1u << d))
			continue;
		int until = run_end(weekdays, d);
		if (more)
			buf_str(b, STR("・"));
		more = true;
		say_weekday(b, d);
		if (until - d + 1 < RUN_SHORTEST)
			continue;
		buf_str(b, STR("から"));
		say_weekday(b, until);
		buf_str(b, STR("まで"));
		d = until;
	}
	if (weekdays & WEEKDAY_HOLIDAY)
		buf_str(b, more ? STR("・祝日") : STR("祝日"));
}

static void say_hours_days(Buf *b, const HoursLine *line)
{
	if (!line->weekdays || str_starts(line->days, STR("平日"))) {
		buf_str(b, line->days);
		if (str_ends(line->days, STR("曜")))
			buf_str(b, STR("日"));
	} else if (line->weekdays == WEEKDAYS_ALL) {
		buf_str(b, STR("毎日"));
	} else {
		say_weekdays(b, line->weekdays);
	}
}

void say_hours_line(Buf *b, const HoursLine *line)
{
	say_hours_days(b, line);
	if (line->times.count) {
		buf_str(b, STR("、"));
		say_spans(b, line->times);
	}
	if (!line->note.len)
		return;
	if (str_starts(line->note, STR("休み"))) {
		buf_str(b, STR("は"));
		buf_str(b, line->note);
		return;
	}
	buf_str(b, STR("（"));
	buf_str(b, line->note);
	buf_str(b, STR("）"));
}

void say_hours(Buf *b, Hours hours)
{
	for (size_t i = 0; i < hours.count; i++) {
		if (i)
			buf_str(b, STR("。"));
		say_hours_line(b, &hours.items[i]);
	}
}

void say_yen(Buf *b, int yen)
{
	if (yen == 0)
		buf_str(b, STR("無料"));
	else if (yen >= 1000000)
		buf_format(b, "%d,%03d,%03d円", yen / 1000000, yen / 1000 % 1000, yen % 1000);
	else if (yen >= 1000)
		buf_format(b, "%d,%03d円", yen / 1000, yen % 1000);
	else
		say_number(b, yen, STR("円"));
}

static void say_cost_line(Buf *b, const CostLine *line)
{
	buf_str(b, line->who);
	if (line->who.len)
		buf_char(b, ' ');
	if (line->yen < 0) {
		buf_str(b, line->note);
		return;
	}
	say_yen(b, line->yen);
	if (!line->note.len)
		return;
	buf_str(b, STR("（"));
	buf_str(b, line->note);
	buf_str(b, STR("）"));
}

void say_cost(Buf *b, Cost cost)
{
	for (size_t i = 0; i < cost.count; i++) {
		if (i)
			buf_str(b, STR("、"));
		say_cost_line(b, &cost.items[i]);
	}
}

void say_capacity(Buf *b, Capacity capacity)
{
	if (capacity.n)
		say_number(b, capacity.n, capacity.unit.len ? capacity.unit : STR("人"));
}

/* 、各回の3日前まで or 、12月1日（火曜日）まで; nothing when there is no last day. */
static void say_deadline(Buf *b, const Application *application, Day today)
{
	if (application->days_before > 1) {
		buf_str(b, STR("、各回の"));
		say_number(b, application->days_before, STR("日前まで"));
	} else if (application->days_before >= 0) {
		buf_str(b, application->days_before ? STR("、各回の前日まで")
		                                    : STR("、各回の当日まで"));
	} else if (application->until != DAY_NONE) {
		buf_str(b, STR("、"));
		say_day(b, application->until, day_civil(today).year);
		buf_str(b, STR("まで"));
	}
}

static void say_open(Buf *b, const Application *application, Day today)
{
	if (application->by.len) {
		buf_str(b, application->by);
		buf_str(b, STR("で申し込み"));
	} else {
		buf_str(b, STR("申し込みが必要"));
	}
	say_deadline(b, application, today);
}

static void say_closed(Buf *b, const Application *application, Day today)
{
	if (application->until != DAY_NONE && application->until < today) {
		say_day(b, application->until, day_civil(today).year);
		buf_str(b, STR("に締め切りました"));
	} else {
		buf_str(b, STR("締め切りました"));
	}
}

static void say_how(Buf *b, Str how)
{
	if (!how.len)
		return;
	buf_str(b, STR("。"));
	buf_str(b, str_ends(how, STR("。")) ? str_sub(how, 0, how.len - strlen("。")) : how);
}

static void say_phone(Buf *b, Str phone)
{
	if (!phone.len)
		return;
	buf_str(b, STR("。電話 "));
	buf_str(b, phone);
}

void say_application(Buf *b, const Application *application, Day today)
{
	bool past = application->days_before < 0 && application->until != DAY_NONE &&
	            application->until < today;
	switch (application->state) {
	case APPLICATION_NONE: return;
	case APPLICATION_NOT_NEEDED:
		buf_str(b, STR("申し込みはいりません"));
		say_how(b, application->how);
		return;
	case APPLICATION_FULL:
		buf_str(b, STR("満員です"));
		say_how(b, application->how);
		return;
	case APPLICATION_CLOSED: say_closed(b, application, today); return;
	case APPLICATION_OPEN:
		if (past) {
			say_closed(b, application, today);
			return;
		}
		say_open(b, application, today);
		say_how(b, application->how);
		say_phone(b, application->phone);
		return;
	}
}

Str place_called(const PlaceRef *place)
{
	return place->ask        ? STR("電話でお知らせします")
	       : place->name.len ? place->name
	                         : place->address;
}

/* 、時間が変わり、午後1時から、ところが変わり、集会所です */
static void say_new(Buf *b, const Change *change)
{
	Str place = place_called(&change->place);
	if (change->times.count) {
		buf_str(b, STR("、時間が変わり、"));
		say_spans(b, change->times);
	}
	if (place.len) {
		buf_str(b, STR("、ところが変わり、"));
		buf_str(b, place);
	}
	buf_str(b, STR("です"));
}

void say_change(Buf *b, const Change *change, int year)
{
	say_day(b, change->date ? change->date : change->from, year);
	buf_str(b, change->date ? STR("は") : STR("からは"));
	if (change->status == CHANGE_CANCELLED) {
		buf_str(b, STR("中止"));
	} else if (change->status == CHANGE_POSTPONED && !change->to) {
		buf_str(b, STR("延期"));
	} else if (change->to) {
		buf_str(b, STR("なく、"));
		say_day(b, change->to, year);
		buf_str(b, STR("に行います"));
	} else if (change->times.count || place_called(&change->place).len) {
		say_new(b, change);
	} else {
		buf_str(b, STR("いつもと違います"));
	}
}
