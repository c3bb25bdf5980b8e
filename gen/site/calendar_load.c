#include "site/singletons_inner.h"
#include "site/doubt.h"

/* calendars.yaml */

typedef struct DaysWritten { Day date, from, until; Str name; Pos pos; } DaysWritten;
typedef struct CalendarWritten {
	Calendar calendar;
	struct { const DaysWritten *items; size_t count; } days;
} CalendarWritten;

static const Field days_fields[] = {
	{ "date", "日付", &FIELD_DAY, OF(DaysWritten, date) },
	{ "from", "開始", &FIELD_DAY, OF(DaysWritten, from) },
	{ "until", "終了", &FIELD_DAY, OF(DaysWritten, until) },
	{ "name", "名称", &FIELD_LINE, OF(DaysWritten, name) },
};
static const Table DAYS = TABLE("calendar-days", DaysWritten, days_fields, NULL, OF(DaysWritten, pos));

static const Field calendar_fields[] = {
	{ "id", "ID", &FIELD_ID, OF(CalendarWritten, calendar.id), FIELD_REQUIRED },
	{ "name", "名称", &FIELD_LINE, OF(CalendarWritten, calendar.name), FIELD_REQUIRED },
	{ "kana", "よみ", &FIELD_KANA, OF(CalendarWritten, calendar.kana) },
	{ "source", "出典", &FIELD_TEXTS, OF(CalendarWritten, calendar.source) },
	{ "days", "日", &FIELD_MAPS, OF(CalendarWritten, days), FIELD_REQUIRED, .table = &DAYS, .limit = 1 },
};
static const Table CALENDAR = TABLE("calendar", CalendarWritten, calendar_fields, NULL,
                                    OF(CalendarWritten, calendar.pos));

/* Days, and their calendars. */

/* In the order of their days, however they were written. */
static void add_days(Calendar *calendar, NamedDays *days, NamedDays one)
{
	size_t at = calendar->days.count++;
	for (; at > 0 && days[at - 1].range.from > one.range.from; at--)
		days[at] = days[at - 1];
	days[at] = one;
}

static bool range_of(const Loading *l, const Source *src, const DaysWritten *from, DayRange *range)
{
	*range = (DayRange){ from->date ? from->date : from->from, from->date ? from->date : from->until };
	if (range->from && range->until && range->until < range->from)
		diag_error(l->diag, src, from->pos, "calendar-order", NO_ARGS,
		           _("until is before from"), _("exchange the two days"));
	else if (!range->from || !range->until)
		diag_error(l->diag, src, from->pos, "calendar-days", NO_ARGS, _("this entry has no days"),
		           _("write {date: 2027-01-01} or {from: 2026-12-29, until: 2027-01-03}"));
	return range->from && range->until && range->from <= range->until;
}

static void fill_calendar(const Loading *l, const Source *src, const CalendarWritten *written, Calendar *calendar)
{
	NamedDays *days = NEW_ARRAY(l->arena, NamedDays, written->days.count);
	*calendar = written->calendar;
	calendar->days.items = days;
	for (size_t i = 0; i < written->days.count; i++) {
		DayRange range;
		if (range_of(l, src, &written->days.items[i], &range))
			add_days(calendar, days, (NamedDays){ range, written->days.items[i].name });
	}
}

/* The days of those with a mistake elsewhere, and those with a mistake elsewhere. */
static void check_doubtful_days(const Loading *l, const Source *src)
{
	const Doubts *doubts = &l->site->doubts;
	Calendar calendar;
	DayRange range;
	for (size_t i = 0; i < doubts->count; i++) {
		const Doubt *doubt = &doubts->items[i];
		if (doubt_knows(doubt, &CALENDAR, ""))
			fill_calendar(l, src, doubt->object, &calendar);
		else if (doubt_knows(doubt, &DAYS, "date from until"))
			range_of(l, src, doubt->object, &range);
	}
}

void loading_calendars(const Loading *l)
{
	const void *items = NULL;
	size_t count = 0;
	size_t errors = l->diag->errors;
	const File *file = file_at(l->content, STR("content/calendars.yaml"));
	loading_list(l, "calendars.yaml", &CALENDAR, &items, &count);
	loading_doubts(l, &l->site->calendars_doubted, &CALENDAR, "id name", l->diag->errors == errors);
	const CalendarWritten *written = items;
	Calendar *calendars = NEW_ARRAY(l->arena, Calendar, count);
	for (size_t i = 0; i < count; i++)
		fill_calendar(l, &file->source, &written[i], &calendars[i]);
	if (file)
		check_doubtful_days(l, &file->source);
	l->site->calendars = (Calendars){ calendars, count };
}
