#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "format/yaml.h"
#include "site/calendar.h"
#include "site/record.h"

#define ROWS(table) (sizeof(table) / sizeof(*(table)))

/*
 * Today is Monday, 2026-11-23, a public holiday. An event is written in YAML
 * and laid out; its days come back as text:
 *
 *   12/8   planned    ~12/8  changed    x12/8  cancelled    p12/8  postponed
 *   12/8>12/10        moved             12/8-10             12/8 to 12/10
 *   @place  [10:00]  (note)  {notice}   where they are not the event's own
 */

enum { HOLIDAYS = 16 };

typedef struct Bench {
	Arena arena;
	Diag diag, reading;
	RuleCache cache;
	Source src;
	NamedDays holidays[HOLIDAYS], year_end[1], terms[2];
	Calendar calendars[3];
	Calendars all;
	const Record *notices[4];
	CalendarView view;
	Area city, west, east;
	Record record;
} Bench;

static NamedDays named(int y, int m, int d, int until_y, int until_m, int until_d)
{
	return (NamedDays){ { day_of(y, m, d), day_of(until_y, until_m, until_d) }, { 0 } };
}

static void begin(Bench *b)
{
	static const int holidays[HOLIDAYS][3] = {
		{ 2026, 11, 3 }, { 2026, 11, 23 }, { 2027, 1, 1 }, { 2027, 1, 11 }, { 2027, 2, 11 }, { 2027, 2, 23 },
		{ 2027, 3, 21 }, { 2027, 3, 22 }, { 2027, 4, 29 }, { 2027, 5, 3 }, { 2027, 5, 4 }, { 2027, 5, 5 },
		{ 2027, 7, 19 }, { 2027, 8, 11 }, { 2027, 9, 20 }, { 2027, 9, 23 },
	};
	*b = (Bench){ 0 };
	for (size_t i = 0; i < HOLIDAYS; i++)
		b->holidays[i] = named(holidays[i][0], holidays[i][1], holidays[i][2], holidays[i][0], holidays[i][1], holidays[i][2]);
	b->year_end[0] = named(2026, 12, 29, 2027, 1, 3);
	b->terms[0] = named(2026, 9, 1, 2026, 12, 25);
	b->terms[1] = named(2027, 1, 8, 2027, 3, 25);
	b->calendars[0] = (Calendar){ .id = STR("shukujitsu"), .name = STR("祝日"), .days = { b->holidays, HOLIDAYS } };
	b->calendars[1] = (Calendar){ .id = STR("nenmatsu"), .name = STR("年末年始"), .days = { b->year_end, 1 } };
	b->calendars[2] = (Calendar){ .id = STR("gakki"), .name = STR("学期中"), .days = { b->terms, 2 } };
	b->all = (Calendars){ b->calendars, 3 };
	b->view = (CalendarView){ &b->all, day_of(2026, 11, 23), 60, b->notices };
	b->city = (Area){ .number = 0, .end = 3 };
	b->west = (Area){ .number = 1, .end = 2, .parent = &b->city };
	b->east = (Area){ .number = 2, .end = 3, .parent = &b->city };
}

static void end(Bench *b)
{
	diag_free(&b->diag);
	diag_free(&b->reading);
	arena_free(&b->cache.arena);
	arena_free(&b->arena);
}

/* What is missing from these few lines (name, purposes …) is no matter here. */
static void write_record(Bench *b, Kind kind, const char *yaml, Record *record)
{
	const Table *t = KIND_INFO[kind].table;
	Reader r = { .written = { .src = &b->src, .arena = &b->arena, .diag = &b->reading, .today = b->view.today } };
	Value v;
	b->src = (Source){ STR("content/events/a.md"), str_from(yaml) };
	*record = (Record){ .kind = kind, .src = &b->src, .area = &b->west };
	assert_true(yaml_parse(&b->src, b->src.bytes, 1, &b->arena, &b->reading, &v));
	FieldsFound found = { 0 };
	FieldPlace *kept = NEW_ARRAY(&b->arena, FieldPlace, t->count);
	table_read(&r, t, &v, record, &found);
	for (size_t row = 0; row < t->count; row++)
		if (found.places[row].line)
			kept[record->place_count++] = field_place(row, found.places[row], false);
	record->places = kept;
	for (size_t i = 0; i < b->reading.count; i++)
		if (!str_equal(b->reading.problems[i].code, STR("field-missing")))
			fail_msg("'%s' cannot be read: %.*s", yaml, STR_ARG(b->reading.problems[i].message));
}

static void add_notice(Bench *b, const char *yaml, Record *notice)
{
	size_t n = 0;
	write_record(b, KIND_NOTICE, yaml, notice);
	while (b->notices[n])
		n++;
	b->notices[n] = notice;
}

static void lay_out(Bench *b, const char *yaml)
{
	Area *area = (Area *)b->record.area;
	write_record(b, KIND_EVENT, yaml, &b->record);
	if (area)
		b->record.area = area;
	calendar_expand(&b->view, &b->cache, &b->record, &b->arena, &b->diag);
}

static void say(const Event *e, const Occurrence *o, Buf *out)
{
	static const char marks[] = { [OCCURRENCE_PLANNED] = 0, [OCCURRENCE_CHANGED] = '~', [OCCURRENCE_CANCELLED] = 'x',
		[OCCURRENCE_POSTPONED] = 'p', [OCCURRENCE_MOVED] = 0 };
	Civil day = day_civil(o->day), until = day_civil(o->until), to = day_civil(o->to);
	if (marks[o->state])
		buf_char(out, marks[o->state]);
	buf_format(out, "%d/%d", day.month, day.day);
	if (o->until != o->day && until.month == day.month)
		buf_format(out, "-%d", until.day);
	else if (o->until != o->day)
		buf_format(out, "-%d/%d", until.month, until.day);
	if (o->state == OCCURRENCE_MOVED)
		buf_format(out, ">%d/%d", to.month, to.day);
	else
		assert_int_equal(o->to, DAY_NONE);
	if (o->place != &e->place)
		buf_format(out, "@%.*s", STR_ARG(o->place->name));
	if (o->times->count && o->times->items != e->times.items)
		buf_format(out, "[%d:%02d]", o->times->items[0].from / 60, o->times->items[0].from % 60);
	if (o->note->len && !o->notice)
		buf_format(out, "(%.*s)", STR_ARG(*o->note));
	if (o->notice)
		buf_format(out, "{%.*s}", STR_ARG(*o->note));
}

static Str said(Bench *b, Day from)
{
	const Occurrences *all = &b->record.as.event.occurrences;
	Buf out = { .arena = &b->arena };
	for (size_t i = 0; i < all->count; i++) {
		if (all->items[i].until < from)
			continue;
		if (out.len)
			buf_char(&out, ' ');
		say(&b->record.as.event, &all->items[i], &out);
	}
	return buf_text(&out);
}

static void expect_from(Bench *b, Day from, const char *days)
{
	Str found = said(b, from);
	if (!str_equal(found, str_from(days)))
		fail_msg("'%.*s'\n   is '%.*s'\n  not '%s'", STR_ARG(b->src.bytes), STR_ARG(found), days);
}

static void expect(Bench *b, const char *days, int month, int day)
{
	expect_from(b, b->view.today, days);
	Civil next = day_civil(b->record.as.event.next);
	if (!b->record.as.event.next)
		next = (Civil){ 0 };
	if (next.month != month || next.day != day)
		fail_msg("'%.*s': next is %d/%d, not %d/%d", STR_ARG(b->src.bytes), next.month, next.day, month, day);
}

static void expect_problems(const Bench *b, size_t count)
{
	if (b->diag.count != count)
		fail_msg("'%.*s': %zu problems, not %zu; the first: %.*s", STR_ARG(b->src.bytes), b->diag.count, count,
		         STR_ARG(b->diag.count ? b->diag.problems[0].message : (Str){ 0 }));
}

typedef struct Laid {
	const char *yaml, *days;
	int month, day;                        /* the next one */
} Laid;

static void check_table(const Laid *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		Bench b;
		begin(&b);
		lay_out(&b, rows[i].yaml);
		expect(&b, rows[i].days, rows[i].month, rows[i].day);
		expect_problems(&b, 0);
		end(&b);
	}
}

#define SECOND_AND_FOURTH "repeat: 第2・第4火曜\nskip: [祝日, 年末年始]\nplace: 集会所\n"

/* The example that page, list, flyer and next dates must agree on. */
static void test_second_and_fourth_tuesdays_with_everything(void **state)
{
	(void)state;
	Bench b;
	begin(&b);
	lay_out(&b, SECOND_AND_FOURTH
	        "changes: [{date: 2026-12-22, status: 中止}, {from: 2026-12-01, place: 公民館}]");
	assert_true(str_equal(b.record.as.event.repeat.rule, STR("FREQ=MONTHLY;BYDAY=2TU,4TU")));
	expect(&b, "11/24 ~12/8@公民館 x12/22@公民館 ~1/12@公民館 ~1/26@公民館 ~2/9@公民館 ~3/9@公民館", 11, 24);
	expect_from(&b, 0, "10/27 11/10 11/24 ~12/8@公民館 x12/22@公民館 ~1/12@公民館 ~1/26@公民館 ~2/9@公民館 ~3/9@公民館");
	expect_problems(&b, 0);
	end(&b);
}

static void test_repeats_less_their_calendars(void **state)
{
	(void)state;
	static const Laid rows[] = {
		{ SECOND_AND_FOURTH, "11/24 12/8 12/22 1/12 1/26 2/9", 11, 24 },
		{ "repeat: 毎週火曜\nskip: 年末年始", "11/24 12/1 12/8 12/15 12/22 1/5 1/12 1/19", 11, 24 },
		{ "repeat: 毎週火曜\nskip: nenmatsu", "11/24 12/1 12/8 12/15 12/22 1/5 1/12 1/19", 11, 24 },
		{ "repeat: 毎週月曜\nskip: 祝日", "11/30 12/7 12/14 12/21 12/28 1/4 1/18", 11, 30 },
		{ "repeat: 毎週月曜", "11/23 11/30 12/7 12/14 12/21 12/28 1/4 1/11 1/18", 11, 23 },
		{ "repeat: 毎週金曜\nonly: 学期中", "11/27 12/4 12/11 12/18 12/25 1/8 1/15 1/22", 11, 27 },
		{ "repeat: 毎週金曜\nonly: 学期中\nskip: 祝日\nfrom: 2026-12-18\nuntil: 2027-01-15", "12/18 12/25 1/8 1/15", 12, 18 },
		{ "repeat: 毎月1日と15日\nskip: 祝日", "12/1 12/15 1/15 2/1 2/15 3/1", 12, 1 },
		{ "repeat: 毎週火曜\nskip: お盆", "11/24 12/1 12/8 12/15 12/22 12/29 1/5 1/12 1/19", 11, 24 },
	};
	check_table(rows, ROWS(rows));
}

static void test_a_holiday_is_kept_left_out_or_moved_on(void **state)
{
	(void)state;
	static const Laid rows[] = {
		{ "repeat: 毎週月曜\nuntil: 2026-11-30\non_holiday: 開催", "11/23 11/30", 11, 23 },
		{ "repeat: 毎週月曜\nuntil: 2026-11-30\non_holiday: 休み", "11/30", 11, 30 },
		{ "repeat: 毎週月曜\nuntil: 2026-11-30\non_holiday: 翌日", "11/24 11/30", 11, 24 },
		{ "repeat: 毎週月曜\nuntil: 2026-11-23\non_holiday: 翌日", "11/24", 11, 24 },
		/* Two that fall together are one. */
		{ "repeat: 毎週月・火\nuntil: 2026-11-30\non_holiday: 翌日", "11/24 11/30", 11, 24 },
		/* A day off is a day off, also when the day before moves on to it. */
		{ "repeat: 毎週月曜\nuntil: 2026-11-30\non_holiday: 翌日\nexcept: 2026-11-24", "11/30", 11, 30 },
		{ "repeat: 毎週月曜\nuntil: 2026-11-30\non_holiday: 翌日\nexcept: 2026-11-23", "11/30", 11, 30 },
		{ "repeat: 毎月1日\nuntil: 2027-01-31\non_holiday: 翌日\nskip: 年末年始", "12/1", 12, 1 },
		{ "repeat: 毎月1日\nuntil: 2027-01-31\non_holiday: 翌日", "12/1 1/2", 12, 1 },
	};
	check_table(rows, ROWS(rows));
}

static void test_a_day_moves_over_a_run_of_holidays(void **state)
{
	(void)state;
	Bench b;
	begin(&b);
	b.view.today = day_of(2027, 4, 26);
	lay_out(&b, "repeat: 毎週月曜\nuntil: 2027-05-10\non_holiday: 翌日");
	expect(&b, "4/26 5/6 5/10", 4, 26);
	end(&b);
}

static void test_every_other_week_counts_from_its_first_day(void **state)
{
	(void)state;
	static const Laid rows[] = {
		{ "repeat: 隔週日曜\nfrom: 2026-11-29\nuntil: 2027-01-10", "11/29 12/13 12/27 1/10", 11, 29 },
		{ "repeat: 隔週日曜\nfrom: 2026-12-06\nuntil: 2027-01-10", "12/6 12/20 1/3", 12, 6 },
		{ "repeat: 隔週日曜\nfrom: 2026-04-05\nuntil: 2026-12-31", "11/29 12/13 12/27", 11, 29 },
		/* The week of the first day counts, even when its Sunday is still to come. */
		{ "repeat: 隔週日曜\nfrom: 2026-12-01\nuntil: 2027-01-10", "12/6 12/20 1/3", 12, 6 },
		{ "repeat: FREQ=DAILY;COUNT=3\nfrom: 2026-11-22", "11/23 11/24", 11, 23 },
	};
	check_table(rows, ROWS(rows));
}

static void test_a_repeat_without_its_first_day_is_refused(void **state)
{
	(void)state;
	Bench b;
	begin(&b);
	lay_out(&b, "except: 2026-12-06\nrepeat: 隔週日曜\nchanges: []");
	expect(&b, "", 0, 0);
	assert_int_equal(b.diag.errors, 1);
	assert_true(str_equal(b.diag.problems[0].code, STR("repeat-start")));
	assert_int_equal(b.diag.problems[0].pos.line, 2);
	assert_int_equal(b.diag.problems[0].pos.column, 9);
	end(&b);
}

static void test_equal_rules_with_other_starts_are_not_mixed_up(void **state)
{
	(void)state;
	Bench b;
	begin(&b);
	lay_out(&b, "repeat: 隔週日曜\nfrom: 2026-11-29\nuntil: 2026-12-31");
	expect(&b, "11/29 12/13 12/27", 11, 29);
	lay_out(&b, "repeat: 隔週日曜\nfrom: 2026-12-06\nuntil: 2026-12-31");
	expect(&b, "12/6 12/20", 12, 6);
	lay_out(&b, "repeat: 毎週日曜\nfrom: 2026-12-06\nuntil: 2026-12-14");
	expect(&b, "12/6 12/13", 12, 6);
	lay_out(&b, "repeat: 毎週日曜\nuntil: 2026-12-07");
	expect(&b, "11/29 12/6", 11, 29);
	end(&b);
}

static void test_days_ranges_and_lists(void **state)
{
	(void)state;
	static const Laid rows[] = {
		{ "date: 2026-12-08", "12/8", 12, 8 },
		{ "date: 2026-11-23", "11/23", 11, 23 },
		{ "date: [2026-12-20, 2026-12-08, 2026-12-13]", "12/8 12/13 12/20", 12, 8 },
		{ "date: {from: 2026-12-08, until: 2026-12-10}", "12/8-10", 12, 8 },
		{ "date: {from: 2026-12-30, until: 2027-01-02}", "12/30-1/2", 12, 30 },
		{ "date: [2026-12-08, {from: 2026-12-20, until: 2026-12-21}]", "12/8 12/20-21", 12, 8 },
		/* It goes on today: that is the next day. */
		{ "date: {from: 2026-11-20, until: 2026-11-25}", "11/20-25", 11, 23 },
		{ "date: {from: 2026-09-01, until: 2027-03-31}", "9/1-3/31", 11, 23 },
		{ "also: 2026-12-08", "12/8", 12, 8 },
		{ "repeat: 毎週火曜\nuntil: 2026-12-08\nalso: [2026-12-03, 2026-12-08]", "11/24 12/1 12/3 12/8", 11, 24 },
		{ "repeat: 毎週火曜\nfrom: 2026-12-01\nuntil: 2026-12-08\nalso: 2027-01-02", "12/1 12/8 1/2", 12, 1 },
		/* `also` is beyond all rules. */
		{ "repeat: 毎週火曜\nuntil: 2026-12-08\nskip: 祝日\nalso: 2026-11-23", "11/23 11/24 12/1 12/8", 11, 23 },
	};
	check_table(rows, ROWS(rows));
}

static void test_excepted_days_are_never_planned(void **state)
{
	(void)state;
	static const Laid rows[] = {
		{ "repeat: 毎週火曜\nuntil: 2026-12-15\nexcept: 2026-12-08", "11/24 12/1 12/15", 11, 24 },
		{ "repeat: 毎週火曜\nuntil: 2026-12-15\nexcept: [2026-11-24, 2026-12-08]", "12/1 12/15", 12, 1 },
		{ "repeat: 毎週火曜\nuntil: 2027-01-12\nexcept: {from: 2026-12-05, until: 2027-01-06}", "11/24 12/1 1/12", 11, 24 },
		{ "date: [2026-12-08, 2026-12-15]\nexcept: 2026-12-08", "12/15", 12, 15 },
		{ "date: {from: 2026-12-08, until: 2026-12-12}\nexcept: 2026-12-10", "12/8-9 12/11-12", 12, 8 },
		{ "date: {from: 2026-12-08, until: 2026-12-12}\nexcept: 2026-12-08", "12/9-12", 12, 9 },
		{ "date: {from: 2026-12-08, until: 2026-12-12}\nexcept: {from: 2026-12-11, until: 2026-12-12}", "12/8-10", 12, 8 },
		/* Already taken away by a calendar, and said once more. */
		{ "repeat: 毎週火曜\nuntil: 2027-01-05\nskip: 年末年始\nexcept: 2026-12-29", "11/24 12/1 12/8 12/15 12/22 1/5", 11, 24 },
		/* Excepted, and held after all. */
		{ "repeat: 毎週火曜\nuntil: 2026-12-08\nexcept: 2026-12-01\nalso: 2026-12-01", "11/24 12/1 12/8", 11, 24 },
	};
	check_table(rows, ROWS(rows));
}

static void test_what_hits_nothing_is_a_warning_at_its_line(void **state)
{
	(void)state;
	static const struct { const char *yaml, *day; unsigned line, column; } rows[] = {
		{ "repeat: 毎週火曜\nexcept: 2026-12-09", "2026-12-09（水）", 2, 9 },
		{ "repeat: 毎週火曜\nfrom: 2026-12-15\nexcept: 2026-12-08", "2026-12-08（火）", 3, 9 },
		{ "repeat: 毎週火曜\nuntil: 2026-12-01\nexcept: 2026-12-08", "2026-12-08（火）", 3, 9 },
		{ "repeat: 毎週火曜\nexcept: {from: 2026-12-09, until: 2026-12-14}", "2026-12-09（水）", 2, 9 },
		{ "date: 2026-12-08\nexcept: 2026-12-09", "2026-12-09（水）", 2, 9 },
		{ "repeat: 毎週火曜\nchanges:\n- {date: 2026-12-09, status: 中止}", "2026-12-09（水）", 3, 3 },
		{ "repeat: 毎週火曜\nskip: 年末年始\nchanges:\n- {date: 2026-12-29, status: 中止}", "2026-12-29（火）", 4, 3 },
		{ "date: 2026-12-08\nchanges:\n- {date: 2026-12-08, note: 雨天決行}\n- {date: 2026-12-15, to: 2026-12-16}", "2026-12-15（火）", 4, 3 },
		{ "repeat: 毎週火曜\nuntil: 2026-12-08\nchanges:\n- {from: 2026-12-09, place: 公民館}", "2026-12-09（水）", 4, 3 },
		{ "date: {from: 2026-12-08, until: 2026-12-10}\nchanges:\n- {date: 2026-12-11, status: 中止}", "2026-12-11（金）", 3, 3 },
	};
	for (size_t i = 0; i < ROWS(rows); i++) {
		Bench b;
		begin(&b);
		lay_out(&b, rows[i].yaml);
		expect_problems(&b, 1);
		assert_int_equal(b.diag.warnings, 1);
		const Problem *p = &b.diag.problems[0];
		assert_true(str_equal(p->code, STR("change-misses")));
		if (p->pos.line != rows[i].line || p->pos.column != rows[i].column || !str_contains(p->message, str_from(rows[i].day)))
			fail_msg("'%s': %u:%u '%.*s'", rows[i].yaml, p->pos.line, p->pos.column, STR_ARG(p->message));
		end(&b);
	}
}

/* What is over, or too far ahead to tell, is left alone. */
static void test_a_miss_that_cannot_be_told_is_silent(void **state)
{
	(void)state;
	static const char *const rows[] = {
		"repeat: 毎週火曜\nexcept: 2026-11-18", "repeat: 毎週火曜\nexcept: 2028-12-06",
		"repeat: 毎週火曜\nchanges: [{date: 2026-11-18, status: 中止}]",
		"repeat: 毎週火曜\nchanges: [{date: 2028-12-06, status: 中止}]",
		"repeat: 毎週火曜\nexcept: {from: 2026-11-18, until: 2026-11-23}",
		"repeat: 毎週火曜\nchanges: [{from: 2026-04-01, place: 公民館}]",
	};
	for (size_t i = 0; i < ROWS(rows); i++) {
		Bench b;
		begin(&b);
		lay_out(&b, rows[i]);
		expect_problems(&b, 0);
		end(&b);
	}
}

static void test_changes_stay_in_their_slots(void **state)
{
	(void)state;
	static const Laid rows[] = {
		{ "date: 2026-12-08\nchanges: [{date: 2026-12-08, status: 中止, note: 大雪のため}]", "x12/8(大雪のため)", 12, 8 },
		{ "date: 2026-12-08\nchanges: [{date: 2026-12-08, status: 延期}]", "p12/8", 12, 8 },
		{ "time: 10:00\ndate: 2026-12-08\nchanges: [{date: 2026-12-08, time: 13:00}]", "~12/8[13:00]", 12, 8 },
		{ "date: 2026-12-08\nchanges: [{date: 2026-12-08, place: 電話でお知らせ}]", "~12/8@電話でお知らせ", 12, 8 },
		{ "date: [2026-12-08, 2026-12-15]\nchanges: [{date: 2026-12-08, status: 中止}]", "x12/8 12/15", 12, 15 },
		{ "date: [2026-12-08, 2026-12-15]\nchanges: [{date: 2026-12-08, status: 延期}]", "p12/8 12/15", 12, 15 },
		{ "date: [2026-12-08, 2026-12-15]\nchanges: [{date: 2026-12-08, note: 2階です}]", "~12/8(2階です) 12/15", 12, 8 },
		/* All of them off: the first one that was to be. */
		{ "date: [2026-12-08, 2026-12-15]\nchanges: [{from: 2026-12-01, status: 中止}]", "x12/8 x12/15", 12, 8 },
		{ "repeat: 毎週火曜\nuntil: 2026-12-15\nchanges: [{from: 2026-12-08, time: 9:00}]", "11/24 12/1 ~12/8[9:00] ~12/15[9:00]", 11, 24 },
		/* It has been so for some time. */
		{ "repeat: 毎週火曜\nuntil: 2026-12-01\nchanges: [{from: 2026-04-01, place: 公民館}]", "~11/24@公民館 ~12/1@公民館", 11, 24 },
	};
	check_table(rows, ROWS(rows));
}

static void test_one_day_counts_more_than_from_a_day_on(void **state)
{
	(void)state;
	static const Laid rows[] = {
		{ "repeat: 毎週火曜\nuntil: 2026-12-15\nchanges: [{from: 2026-12-01, place: B館}, {date: 2026-12-08, place: C館}]",
		  "11/24 ~12/1@B館 ~12/8@C館 ~12/15@B館", 11, 24 },
		{ "repeat: 毎週火曜\nuntil: 2026-12-15\nchanges: [{date: 2026-12-08, place: C館}, {from: 2026-12-01, place: B館}]",
		  "11/24 ~12/1@B館 ~12/8@C館 ~12/15@B館", 11, 24 },
		{ "repeat: 毎週火曜\nuntil: 2026-12-15\nchanges: [{date: 2026-12-08, time: 9:00}, {from: 2026-12-01, place: B館}]",
		  "11/24 ~12/1@B館 ~12/8@B館[9:00] ~12/15@B館", 11, 24 },
		{ "repeat: 毎週火曜\nuntil: 2026-12-15\nchanges: [{date: 2026-12-08, status: 中止}, {from: 2026-12-01, place: B館, note: 引っこしました}]",
		  "11/24 ~12/1@B館(引っこしました) x12/8@B館 ~12/15@B館(引っこしました)", 11, 24 },
		/* Closed for the winter, but once. */
		{ "repeat: 毎週火曜\nuntil: 2026-12-15\nchanges: [{date: 2026-12-08, note: この日だけ開きます}, {from: 2026-12-01, status: 中止, note: 冬休み}]",
		  "11/24 x12/1(冬休み) ~12/8(この日だけ開きます) x12/15(冬休み)", 11, 24 },
	};
	check_table(rows, ROWS(rows));
}

static void test_a_moved_day_is_told_in_both_slots(void **state)
{
	(void)state;
	static const Laid rows[] = {
		{ "date: 2026-12-08\nchanges: [{date: 2026-12-08, to: 2026-12-10}]", "12/8>12/10 ~12/10", 12, 10 },
		{ "date: 2026-12-08\nchanges: [{date: 2026-12-08, to: 2026-12-05}]", "~12/5 12/8>12/5", 12, 5 },
		{ "date: 2026-12-08\nplace: A館\nchanges: [{date: 2026-12-08, to: 2026-12-10, place: B館, time: 9:00, note: 工事}]",
		  "12/8>12/10(工事) ~12/10@B館[9:00](工事)", 12, 10 },
		{ "repeat: 毎週火曜\nuntil: 2026-12-15\nchanges: [{date: 2026-12-08, to: 2026-12-09}]", "11/24 12/1 12/8>12/9 ~12/9 12/15", 11, 24 },
		/* Onto a day on which it is held anyway. */
		{ "repeat: 毎週火曜\nuntil: 2026-12-15\nchanges: [{date: 2026-12-08, to: 2026-12-15}]", "11/24 12/1 12/8>12/15 ~12/15", 11, 24 },
		/* One after the other: on the 15th the one of the 8th is held. */
		{ "date: [2026-12-08, 2026-12-15]\nchanges: [{date: 2026-12-08, to: 2026-12-15}, {date: 2026-12-15, to: 2026-12-22}]",
		  "12/8>12/15 ~12/15 ~12/22", 12, 15 },
		/* Out of the old place's time into the new one's, whichever line comes first. */
		{ "repeat: 毎週火曜\nuntil: 2026-12-01\nchanges: [{from: 2026-11-30, place: B館}, {date: 2026-11-24, to: 2026-12-03}]",
		  "11/24>12/3 ~12/1@B館 ~12/3@B館", 12, 1 },
		{ "repeat: 毎週火曜\nuntil: 2026-12-01\nchanges: [{date: 2026-11-24, to: 2026-12-03}, {from: 2026-11-30, place: B館}]",
		  "11/24>12/3 ~12/1@B館 ~12/3@B館", 12, 1 },
	};
	check_table(rows, ROWS(rows));
}

static void test_one_day_of_a_run_is_changed_alone(void **state)
{
	(void)state;
	static const Laid rows[] = {
		{ "date: {from: 2026-12-08, until: 2026-12-10}\nchanges: [{date: 2026-12-09, status: 中止}]", "12/8 x12/9 12/10", 12, 8 },
		{ "date: {from: 2026-12-08, until: 2026-12-10}\nchanges: [{date: 2026-12-08, status: 中止}]", "x12/8 12/9-10", 12, 9 },
		{ "date: {from: 2026-12-08, until: 2026-12-10}\nchanges: [{date: 2026-12-10, time: 9:00}]", "12/8-9 ~12/10[9:00]", 12, 8 },
		{ "date: {from: 2026-12-08, until: 2026-12-12}\nchanges: [{from: 2026-12-11, status: 中止}]", "12/8-10 x12/11-12", 12, 8 },
		{ "date: {from: 2026-12-08, until: 2026-12-12}\nchanges: [{from: 2026-12-01, place: B館}]", "~12/8-12@B館", 12, 8 },
		{ "date: {from: 2026-11-20, until: 2026-11-25}\nchanges: [{date: 2026-11-23, status: 中止}]", "x11/23 11/24-25", 11, 24 },
	};
	check_table(rows, ROWS(rows));
}

static void test_a_change_without_a_day_changes_nothing(void **state)
{
	(void)state;
	Bench b;
	begin(&b);
	lay_out(&b, "date: 2026-12-08\nchanges: [{status: 中止}]");
	expect(&b, "12/8", 12, 8);
	expect_problems(&b, 0);
	end(&b);
}

static void test_past_days_are_kept_a_month(void **state)
{
	(void)state;
	Bench b;
	begin(&b);
	lay_out(&b, "date: [2026-10-22, 2026-10-23, 2026-11-22]");
	expect(&b, "", 0, 0);
	expect_from(&b, 0, "10/23 11/22");
	lay_out(&b, "date: {from: 2026-10-01, until: 2026-10-23}");
	expect_from(&b, 0, "10/1-23");
	lay_out(&b, "repeat: 毎月23日\nuntil: 2026-12-01");
	expect_from(&b, 0, "10/23 11/23");
	lay_out(&b, "date: 2026-11-20\nchanges: [{date: 2026-11-20, status: 中止}]");
	expect_from(&b, 0, "x11/20");
	assert_int_equal(b.record.as.event.next, DAY_NONE);
	end(&b);
}

/* The what's-on days whole (60: up to 1/22), then on until six dates are known. */
static void test_so_many_days_ahead_are_kept(void **state)
{
	(void)state;
	Bench b;
	begin(&b);
	lay_out(&b, "repeat: 毎日");
	assert_int_equal(b.record.as.event.occurrences.count, 31 + 1 + 60);
	lay_out(&b, "repeat: 毎月第1土曜");
	expect(&b, "12/5 1/2 2/6 3/6 4/3 5/1", 12, 5);
	lay_out(&b, "repeat: 毎月第1土曜\nchanges: [{date: 2027-02-06, status: 中止}]");
	expect(&b, "12/5 1/2 x2/6 3/6 4/3 5/1 6/5", 12, 5);
	lay_out(&b, "date: [2027-01-22, 2027-01-23, 2027-12-28, 2027-12-29]");
	expect(&b, "1/22 1/23 12/28", 1, 22);
	b.view.days_shown = 7;
	lay_out(&b, "repeat: 毎週火曜");
	expect(&b, "11/24 12/1 12/8 12/15 12/22 12/29", 11, 24);
	end(&b);
}

static void test_a_rule_without_days_is_an_event_without_dates(void **state)
{
	(void)state;
	static const Laid rows[] = {
		{ "repeat: 毎週火曜\nonly: お盆", "", 0, 0 },
		{ "repeat: 毎週火曜\nfrom: 2026-12-02\nuntil: 2026-12-07", "", 0, 0 },
		{ "repeat: 毎週火曜\nuntil: 2026-09-30", "", 0, 0 },
		{ "repeat: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "", 0, 0 },
		{ "name: 日付のない行事", "", 0, 0 },
	};
	check_table(rows, ROWS(rows));
}

#define TYPHOON "name: 台風のお知らせ\ndate: 2026-11-22\nexpires: 2026-12-31\n"

static void test_a_notice_calls_off_what_is_in_its_folder(void **state)
{
	(void)state;
	Bench b;
	Record notice;
	begin(&b);
	add_notice(&b, TYPHOON "cancels: {dates: [2026-12-01]}", &notice);
	lay_out(&b, "repeat: 毎週火曜\nuntil: 2026-12-08");
	expect(&b, "11/24 x12/1{台風のお知らせ} 12/8", 11, 24);
	assert_ptr_equal(b.record.as.event.occurrences.items[b.record.as.event.occurrences.count - 2].notice, &notice);
	b.record.area = &b.east;
	lay_out(&b, "repeat: 毎週火曜\nuntil: 2026-12-08");
	expect(&b, "11/24 12/1 12/8", 11, 24);
	notice.area = &b.city;
	lay_out(&b, "repeat: 毎週火曜\nuntil: 2026-12-08");
	expect(&b, "11/24 x12/1{台風のお知らせ} 12/8", 11, 24);
	end(&b);
}

static void test_a_notice_calls_off_the_areas_it_names(void **state)
{
	(void)state;
	Bench b;
	Record notice;
	begin(&b);
	const Area *served[] = { &b.west, NULL }, *called_off[] = { &b.east, NULL };
	add_notice(&b, TYPHOON "cancels: {dates: {from: 2026-11-30, until: 2026-12-02}, areas: [east]}", &notice);
	notice.area = &b.city;
	notice.areas = served;
	notice.as.notice.cancels_in = called_off;
	lay_out(&b, "date: [2026-11-29, 2026-12-01]");
	expect(&b, "11/29 12/1", 11, 29);
	b.record.area = &b.east;
	lay_out(&b, "date: [2026-11-29, 2026-12-01]");
	expect(&b, "11/29 x12/1{台風のお知らせ}", 11, 29);
	end(&b);
}

/* Whom a notice is for, and what it calls off, are two things. */
static void test_a_notice_calls_off_the_events_it_names_alone(void **state)
{
	(void)state;
	Bench b;
	Record notice, other;
	begin(&b);
	const Area *served[] = { &b.west, NULL };
	add_notice(&b, TYPHOON "cancels: {dates: 2026-12-01, ids: [hana]}", &notice);
	notice.areas = served;
	notice.as.notice.cancels.ids.items[0].record = &other;
	lay_out(&b, "date: 2026-12-01");
	expect(&b, "12/1", 12, 1);
	notice.as.notice.cancels.ids.items[0].record = &b.record;
	lay_out(&b, "date: 2026-12-01");
	expect(&b, "x12/1{台風のお知らせ}", 12, 1);
	notice.as.notice.cancels.ids.items[0].record = NULL;
	lay_out(&b, "date: 2026-12-01");
	expect(&b, "12/1", 12, 1);
	end(&b);
}

static void test_a_notice_leaves_what_is_off_already(void **state)
{
	(void)state;
	Bench b;
	Record notice, second;
	begin(&b);
	add_notice(&b, TYPHOON "cancels: {dates: [2026-12-01, 2026-12-03]}", &notice);
	add_notice(&b, "name: 二つめ\ndate: 2026-11-22\nexpires: 2026-12-31\ncancels: {dates: [2026-12-01]}", &second);
	lay_out(&b, "date: 2026-12-01\nchanges: [{date: 2026-12-01, status: 中止, note: 講師の都合}]");
	expect(&b, "x12/1(講師の都合)", 12, 1);
	lay_out(&b, "date: 2026-12-01\nchanges: [{date: 2026-12-01, to: 2026-12-02}]");
	expect(&b, "12/1>12/2 ~12/2", 12, 2);
	lay_out(&b, "date: 2026-12-01\nchanges: [{date: 2026-12-01, to: 2026-12-03}]");
	expect(&b, "12/1>12/3 x12/3{台風のお知らせ}", 12, 1);
	lay_out(&b, "date: [2026-12-01, 2026-12-04]\nchanges: [{date: 2026-12-01, time: 9:00}]");
	expect(&b, "x12/1[9:00]{台風のお知らせ} 12/4", 12, 4);
	end(&b);
}

static void test_a_notice_calls_off_one_day_of_a_run(void **state)
{
	(void)state;
	Bench b;
	Record notice;
	begin(&b);
	add_notice(&b, TYPHOON "cancels: {dates: [2026-12-09]}", &notice);
	lay_out(&b, "date: {from: 2026-12-08, until: 2026-12-11}");
	expect(&b, "12/8 x12/9{台風のお知らせ} 12/10-11", 12, 8);
	end(&b);
	begin(&b);
	add_notice(&b, TYPHOON "cancels: {dates: {from: 2026-12-01, until: 2026-12-31}}", &notice);
	lay_out(&b, "date: {from: 2026-12-08, until: 2026-12-11}");
	expect(&b, "x12/8-11{台風のお知らせ}", 12, 8);
	end(&b);
}

static void test_calendars_are_found_by_name_or_id(void **state)
{
	(void)state;
	Bench b;
	begin(&b);
	assert_ptr_equal(calendar_find(&b.all, STR("祝日")), &b.calendars[0]);
	assert_ptr_equal(calendar_find(&b.all, STR("nenmatsu")), &b.calendars[1]);
	assert_null(calendar_find(&b.all, STR("お盆")));
	assert_null(calendar_has(&b.calendars[1], day_of(2026, 12, 28)));
	assert_ptr_equal(calendar_has(&b.calendars[1], day_of(2026, 12, 29)), &b.year_end[0]);
	assert_ptr_equal(calendar_has(&b.calendars[1], day_of(2027, 1, 3)), &b.year_end[0]);
	assert_null(calendar_has(&b.calendars[1], day_of(2027, 1, 4)));
	end(&b);
}

/* As much as the grammar lets through: nothing is written past the end. */
static void test_the_most_that_can_be_written_is_laid_out(void **state)
{
	(void)state;
	Bench b;
	begin(&b);
	Buf yaml = { .arena = &b.arena };
	buf_str(&yaml, STR("repeat: 毎日\nalso:\n"));
	for (int i = 0; i < 300; i++)
		buf_format(&yaml, "- %.*s\n", STR_ARG(day_iso(day_of(2026, 12, 1) + i, &b.arena)));
	buf_str(&yaml, STR("changes:\n"));
	for (int i = 0; i < 200; i++)
		buf_format(&yaml, "- {date: %.*s, to: %.*s}\n", STR_ARG(day_iso(day_of(2026, 12, 1) + i, &b.arena)),
		           STR_ARG(day_iso(day_of(2027, 7, 1) + i, &b.arena)));
	lay_out(&b, str_terminated(buf_text(&yaml), &b.arena));
	assert_int_equal(b.record.as.event.occurrences.count, 31 + 1 + 60);
	expect_problems(&b, 0);
	end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_second_and_fourth_tuesdays_with_everything),
		cmocka_unit_test(test_repeats_less_their_calendars),
		cmocka_unit_test(test_a_holiday_is_kept_left_out_or_moved_on),
		cmocka_unit_test(test_a_day_moves_over_a_run_of_holidays),
		cmocka_unit_test(test_every_other_week_counts_from_its_first_day),
		cmocka_unit_test(test_a_repeat_without_its_first_day_is_refused),
		cmocka_unit_test(test_equal_rules_with_other_starts_are_not_mixed_up),
		cmocka_unit_test(test_days_ranges_and_lists),
		cmocka_unit_test(test_excepted_days_are_never_planned),
		cmocka_unit_test(test_what_hits_nothing_is_a_warning_at_its_line),
		cmocka_unit_test(test_a_miss_that_cannot_be_told_is_silent),
		cmocka_unit_test(test_changes_stay_in_their_slots),
		cmocka_unit_test(test_one_day_counts_more_than_from_a_day_on),
		cmocka_unit_test(test_a_moved_day_is_told_in_both_slots),
		cmocka_unit_test(test_one_day_of_a_run_is_changed_alone),
		cmocka_unit_test(test_a_change_without_a_day_changes_nothing),
		cmocka_unit_test(test_past_days_are_kept_a_month),
		cmocka_unit_test(test_so_many_days_ahead_are_kept),
		cmocka_unit_test(test_a_rule_without_days_is_an_event_without_dates),
		cmocka_unit_test(test_a_notice_calls_off_what_is_in_its_folder),
		cmocka_unit_test(test_a_notice_calls_off_the_areas_it_names),
		cmocka_unit_test(test_a_notice_calls_off_the_events_it_names_alone),
		cmocka_unit_test(test_a_notice_leaves_what_is_off_already),
		cmocka_unit_test(test_a_notice_calls_off_one_day_of_a_run),
		cmocka_unit_test(test_calendars_are_found_by_name_or_id),
		cmocka_unit_test(test_the_most_that_can_be_written_is_laid_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
