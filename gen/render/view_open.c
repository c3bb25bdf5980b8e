#include "render/view.h"
#include "site/calendar.h"

/* When a place or a window is open for certain, for open.js: it says so then, and nothing at any other time. */

static const Str HOLIDAYS = STR_INIT("祝日");

static Hours hours_of(const Record *r, Texts *closed)
{
	switch (r->kind) {
	case KIND_PLACE:
		*closed = r->as.place.closed;
		return r->as.place.hours;
	case KIND_CONSULTATION:
		*closed = r->as.consultation.closed;
		return r->as.consultation.hours;
	case KIND_EVENT:
	case KIND_SERVICE:
	case KIND_GROUP:
	case KIND_SCHEME:
	case KIND_NOTICE:
	case KINDS:
		break;
	}
	return (Hours){ 0 };
}

/* 月曜, 月曜日: its bit; 0 when it is no weekday. */
static unsigned weekday_bit(Str text)
{
	static const char *const names[] = { "月", "火", "水", "木", "金", "土", "日" };
	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++) {
		Str rest = text;
		if (str_take(&rest, str_from(names[i])) &&
		    (str_equal(rest, STR("曜")) || str_equal(rest, STR("曜日"))))
			return 1u << i;
	}
	return 0;
}

/* The weekdays it is closed on; false where somebody wrote what only people understand. */
static bool closed_weekdays(const Site *site, Texts closed, unsigned *bits)
{
	*bits = 0;
	for (size_t i = 0; i < closed.count; i++) {
		unsigned bit = weekday_bit(closed.items[i]);
		if (!bit && !calendar_find(&site->calendars, closed.items[i]))
			return false;
		*bits |= bit;
	}
	return true;
}

/* What never closes on a day needs no word of when it does. */
static bool has_end(TimeSpan span)
{
	enum { DAY_END = 24 * 60 };
	return span.until != MINUTE_NONE && (span.from != 0 || span.until != DAY_END);
}

static void add_line(Buf *b, const HoursLine *line, unsigned closed)
{
	unsigned days = line->weekdays & WEEKDAYS_ALL & ~closed;
	for (size_t i = 0; days && !line->note.len && i < line->times.count; i++)
		if (has_end(line->times.items[i]))
			buf_format(b, "%s%u-%d-%d", b->len ? " " : "", days, line->times.items[i].from,
			           line->times.items[i].until);
}

Str view_open(const Site *site, const Record *r, Arena *a)
{
	Texts closed = { 0 };
	Hours hours = hours_of(r, &closed);
	unsigned bits = 0;
	Buf b = { .arena = a };
	bool doubtful = r->state != STATE_ACTIVE || r->stale || r->alert->text.len ||
	                !calendar_find(&site->calendars, HOLIDAYS) || !closed_weekdays(site, closed, &bits);
	for (size_t i = 0; !doubtful && i < hours.count; i++)
		add_line(&b, &hours.items[i], bits);
	return buf_text(&b);
}

static void add_day(Buf *b, Day day)
{
	Civil c = day_civil(day);
	buf_digits(b, (unsigned long)c.year, 4);
	buf_digits(b, (unsigned long)c.month, 2);
	buf_digits(b, (unsigned long)c.day, 2);
}

Str view_days_shut(const Site *site, const Calendar *calendar, Arena *a)
{
	Buf b = { .arena = a };
	for (size_t i = 0; i < calendar->days.count; i++) {
		DayRange range = calendar->days.items[i].range;
		if (i)
			buf_char(&b, ' ');
		add_day(&b, range.from);
		buf_char(&b, '-');
		add_day(&b, range.until);
		/* Nobody knows the holidays after the year of the last one. */
		if (i + 1 == calendar->days.count && calendar == calendar_find(&site->calendars, HOLIDAYS))
			buf_format(&b, " %04d0101-99991231", day_civil(range.until).year + 1);
	}
	return buf_text(&b);
}

static void add_calendar(Buf *b, const Press *press, const Calendar *calendar)
{
	Str days = press->days_shut[calendar - press->site->calendars.items];
	if (b->len && days.len)
		buf_char(b, ' ');
	buf_str(b, days);
}

/* Holidays first: nobody knows whether it is open then. */
Str view_shut(const Press *press, const Record *r, Arena *a)
{
	const Calendars *calendars = &press->site->calendars;
	const Calendar *holidays = calendar_find(calendars, HOLIDAYS);
	Texts closed = { 0 };
	Buf b = { .arena = a };
	hours_of(r, &closed);
	if (holidays)
		add_calendar(&b, press, holidays);
	for (size_t i = 0; i < closed.count; i++) {
		const Calendar *calendar = calendar_find(calendars, closed.items[i]);
		if (calendar && calendar != holidays)
			add_calendar(&b, press, calendar);
	}
	return buf_text(&b);
}
