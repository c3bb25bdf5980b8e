#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libical/ical.h>

#include "base/utf8.h"
#include "format/ical.h"

#define ROWS(table) (sizeof(table) / sizeof(*(table)))

/* No line is too long or ends otherwise, and none begins or ends within a character. */
static void assert_lines(Str text)
{
	while (text.len) {
		size_t end = str_find(text, STR("\r\n"));
		Str line = str_sub(text, 0, end);
		assert_true(end < text.len);
		assert_true(line.len && line.len <= ICAL_OCTETS);
		assert_true(utf8_valid(line));
		assert_false(str_has_byte(line, '\n') || str_has_byte(line, '\r'));
		text = str_skip(text, end + 2);
	}
}

static Str unfolded(Str text, Arena *a)
{
	Buf b = { .arena = a };
	while (text.len) {
		size_t end = str_find(text, STR("\r\n "));
		buf_str(&b, str_sub(text, 0, end));
		text = str_skip(text, end + 3);
	}
	return buf_text(&b);
}

static Str text_line(Str text, Arena *a)
{
	Buf b = { .arena = a };
	ical_text(&b, STR("SUMMARY"), text);
	assert_lines(buf_text(&b));
	return unfolded(buf_text(&b), a);
}

static void texts_are_escaped(void **state)
{
	static const struct { Str text, line; } rows[] = {
		{ STR_INIT("体操"), STR_INIT("SUMMARY:体操\r\n") },
		{ STR_INIT(""), STR_INIT("SUMMARY:\r\n") },
		{ STR_INIT("a;b,c\\d:e\"f"), STR_INIT("SUMMARY:a\\;b\\,c\\\\d:e\"f\r\n") },
		{ STR_INIT("一\n二"), STR_INIT("SUMMARY:一\\n二\r\n") },
		{ STR_INIT("x\r\nEND:VEVENT\r\nBEGIN:VALARM"), STR_INIT("SUMMARY:x\\nEND:VEVENT\\nBEGIN:VALARM\r\n") },
		{ STR_INIT("a\0b\x1b\x7f\tc"), STR_INIT("SUMMARY:ab c\r\n") },
		{ STR_INIT("\\n"), STR_INIT("SUMMARY:\\\\n\r\n") },
		{ STR_INIT("あいうえお,かきくけこ;さしすせそ"), STR_INIT("SUMMARY:あいうえお\\,かきくけこ\\;さしすせそ\r\n") },
	};
	Arena a = { 0 };
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		Str line = text_line(rows[i].text, &a);
		if (!str_equal(line, rows[i].line))
			fail_msg("%.*s", STR_ARG(line));
	}
	arena_free(&a);
}

/* At every length there is an edge that a character or an escape could be cut at. */
static void long_lines_are_folded_between_characters(void **state)
{
	static const Str pieces[] = { STR_INIT("a"), STR_INIT("é"), STR_INIT("長"), STR_INIT("𠮷"), STR_INIT(",") };
	Arena a = { 0 };
	(void)state;
	for (size_t before = 0; before < 80; before++) {
		for (size_t p = 0; p < ROWS(pieces); p++) {
			Buf text = { .arena = &a }, line = { .arena = &a };
			for (size_t i = 0; i < before; i++)
				buf_char(&text, 'x');
			for (size_t i = 0; i < 100; i++)
				buf_str(&text, pieces[p]);
			Str got = text_line(buf_text(&text), &a);
			buf_str(&line, STR("SUMMARY:"));
			for (size_t i = 0; i < before; i++)
				buf_char(&line, 'x');
			for (size_t i = 0; i < 100; i++) {
				buf_str(&line, pieces[p].ptr[0] == ',' ? STR("\\") : (Str){ 0 });
				buf_str(&line, pieces[p]);
			}
			buf_str(&line, STR("\r\n"));
			assert_true(str_equal(got, buf_text(&line)));
		}
	}
	arena_free(&a);
}

/* The loader refuses it; here it still ends, and no line is too long. */
static void bytes_that_are_no_utf8_do_no_harm(void **state)
{
	Arena a = { 0 };
	Buf text = { .arena = &a }, b = { .arena = &a };
	(void)state;
	for (size_t i = 0; i < 1000; i++)
		buf_char(&text, (char)0x80);
	ical_text(&b, STR("SUMMARY"), buf_text(&text));
	for (Str rest = buf_text(&b); rest.len; rest = str_skip(rest, str_find(rest, STR("\r\n")) + 2))
		assert_true(str_find(rest, STR("\r\n")) <= ICAL_OCTETS);
	arena_free(&a);
}

static void assert_written(const Buf *b, const char *expected)
{
	if (!str_equal(buf_text(b), str_from(expected)))
		fail_msg("%.*s", STR_ARG(buf_text(b)));
}

static void times_are_of_tokyo(void **state)
{
	Arena a = { 0 };
	Day day = day_of(2026, 12, 31);
	const Day days[] = { day, day + 1 };
	Buf b = { .arena = &a };
	(void)state;
	ical_time(&b, STR("DTSTART"), (IcalMoment){ day, 10 * 60 + 5 });
	ical_time(&b, STR("DTSTART"), (IcalMoment){ day, 0 });
	ical_time(&b, STR("DTEND"), (IcalMoment){ day, 24 * 60 });
	ical_time(&b, STR("DTSTART"), (IcalMoment){ day, MINUTE_NONE });
	ical_times(&b, STR("EXDATE"), days, 2, MINUTE_NONE);
	ical_times(&b, STR("EXDATE"), days, 0, 600);
	ical_changed(&b, day_of(1970, 1, 3));
	ical_rule(&b, STR("FREQ=DAILY"), (IcalMoment){ day, 8 * 60 });
	ical_rule(&b, STR("FREQ=DAILY"), (IcalMoment){ day, 9 * 60 });
	ical_rule(&b, STR("FREQ=DAILY"), (IcalMoment){ day, MINUTE_NONE });
	assert_written(&b, "DTSTART;TZID=Asia/Tokyo:20261231T100500\r\nDTSTART;TZID=Asia/Tokyo:20261231T000000\r\n"
	                   "DTEND;TZID=Asia/Tokyo:20270101T000000\r\nDTSTART;VALUE=DATE:20261231\r\n"
	                   "EXDATE;VALUE=DATE:20261231,20270101\r\n"
	                   "DTSTAMP:19700102T150000Z\r\nLAST-MODIFIED:19700102T150000Z\r\nSEQUENCE:2\r\n"
	                   "RRULE:FREQ=DAILY;UNTIL=20261230T230000Z\r\nRRULE:FREQ=DAILY;UNTIL=20261231T000000Z\r\n"
	                   "RRULE:FREQ=DAILY;UNTIL=20261231\r\n");
	arena_free(&a);
}

/* What libical reads of it. */

static Str written(Arena *a, Str hostile)
{
	static const Str kinds[] = { STR_INIT("食べたい"), STR_INIT("a,b") };
	const IcalHead head = { hostile, hostile, STR("https://example.jp/"), STR("https://example.jp/a.ics") };
	Buf b = { .arena = a };
	ical_open(&b, &head);
	ical_line(&b, STR("BEGIN"), STR("VEVENT"));
	ical_line(&b, STR("UID"), STR("hana@example.jp"));
	ical_changed(&b, day_of(2026, 11, 1));
	ical_time(&b, STR("DTSTART"), (IcalMoment){ day_of(2026, 12, 2), 600 });
	ical_time(&b, STR("DTEND"), (IcalMoment){ day_of(2026, 12, 2), 690 });
	ical_rule(&b, STR("FREQ=WEEKLY;BYDAY=WE"), (IcalMoment){ day_of(2026, 12, 30), 600 });
	ical_times(&b, STR("EXDATE"), (const Day[]){ day_of(2026, 12, 9) }, 1, 600);
	ical_text(&b, STR("SUMMARY"), hostile);
	ical_texts(&b, STR("CATEGORIES"), kinds, 2);
	ical_texts(&b, STR("RESOURCES"), kinds, 0);
	ical_line(&b, STR("END"), STR("VEVENT"));
	ical_close(&b);
	assert_lines(buf_text(&b));
	return buf_text(&b);
}

static void note_day(icalcomponent *c, struct icaltime_span *span, void *data)
{
	int *days = data;
	(void)c;
	struct icaltimetype at = icaltime_from_timet_with_zone(span->start, 0, icaltimezone_get_utc_timezone());
	assert_int_equal(at.hour, 1);          /* ten in Tokyo */
	*days = *days * 100 + at.day;
}

static void libical_reads_it(void **state)
{
	static const Str names[] = {
		STR_INIT("「体操」の会"),
		STR_INIT("a;b,c\\n\\\\N\\, x\nEND:VEVENT\nBEGIN:VALARM:\"' 雨、雪。長い長い長い長い長い長い長い長い長い名前の催し"),
	};
	(void)state;
	for (size_t i = 0; i < ROWS(names); i++) {
		Arena a = { 0 };
		int days = 0;
		icalcomponent *c = icalparser_parse_string(str_terminated(written(&a, names[i]), &a));
		assert_non_null(c);
		assert_int_equal(icalcomponent_count_errors(c), 0);
		assert_true(icalrestriction_check(c));
		assert_int_equal(icalcomponent_count_components(c, ICAL_VTIMEZONE_COMPONENT), 1);
		icalcomponent *event = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
		assert_null(icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT));
		assert_int_equal(icalcomponent_count_components(event, ICAL_ANY_COMPONENT), 0);
		assert_true(str_equal(str_from(icalcomponent_get_summary(event)), names[i]));
		icalcomponent_foreach_recurrence(event, icaltime_from_string("20261101T000000Z"),
		                                 icaltime_from_string("20271101T000000Z"), note_day, &days);
		assert_int_equal(days, 2162330);
		icalcomponent_free(c);
		arena_free(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_escaped),
		cmocka_unit_test(long_lines_are_folded_between_characters),
		cmocka_unit_test(bytes_that_are_no_utf8_do_no_harm),
		cmocka_unit_test(times_are_of_tokyo),
		cmocka_unit_test(libical_reads_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
