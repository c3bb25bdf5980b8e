#include "format/ical.h"

#include <stdint.h>
#include <string.h>

static const Str LINE_END = STR_INIT("\r\n");

/* Japan has had one time since 1952, nine hours before UTC. */
static const Str TOKYO = STR_INIT("BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\n"
                                  "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\n"
                                  "TZOFFSETTO:+0900\r\nTZNAME:JST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n");

/* A line that is being written. */
typedef struct Line {
	Buf *b;
	size_t column;                         /* octets of it since the last fold */
} Line;

static bool begins_character(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

static void fold(Line *l)
{
	buf_str(l->b, STR("\r\n "));
	l->column = 1;
}

/* Of a text that is too long for the room, the characters that fit. */
static size_t fitting(Str text, size_t room)
{
	size_t at = room;
	while (at && !begins_character(text.ptr[at]))
		at--;
	return at;
}

/* What may be folded between any two characters. */
static void put(Line *l, Str text)
{
	while (text.len > ICAL_OCTETS - l->column) {
		size_t fits = fitting(text, ICAL_OCTETS - l->column);
		/* A hundred bytes that begin no character are no UTF-8: they are cut anywhere. */
		if (!fits && l->column == 1)
			fits = ICAL_OCTETS - 1;
		buf_str(l->b, str_sub(text, 0, fits));
		text = str_skip(text, fits);
		fold(l);
	}
	buf_str(l->b, text);
	l->column += text.len;
}

/* What stays together. */
static void put_whole(Line *l, Str text)
{
	if (text.len > ICAL_OCTETS - l->column)
		fold(l);
	buf_str(l->b, text);
	l->column += text.len;
}

static Line begin(Buf *b, Str name)
{
	Line l = { .b = b };
	put(&l, name);
	return l;
}

static void end(Line *l)
{
	buf_str(l->b, LINE_END);
}

/* What cannot stand in a text as it is. */
static bool is_special(unsigned char c)
{
	return c < '-' ? c < 0x20 || c == ',' : c == ';' || c == '\\' || c == 0x7f;
}

/* The first such byte, or the end. Most bytes are of kana and kanji, and eight of these are seen at once. */
static const char *first_special(const char *at, const char *end)
{
	const uint64_t high = UINT64_C(0x8080808080808080);
	uint64_t eight;
	while (at < end) {
		if ((unsigned char)*at < 0x80) {
			if (is_special((unsigned char)*at))
				break;
			at++;
			continue;
		}
		if (end - at >= 8) {
			memcpy(&eight, at, 8);
			at += (eight & high) == high ? 8 : 1;
		} else {
			at++;
		}
	}
	return at;
}

static Str escaped(char c)
{
	switch (c) {
	case '\\': return STR("\\\\");
	case ';':  return STR("\\;");
	case ',':  return STR("\\,");
	case '\n': return STR("\\n");
	case '\t': return STR(" ");
	default:   return (Str){ 0 };
	}
}

static void put_text(Line *l, Str text)
{
	const char *at = text.ptr, *end = text.ptr + text.len;
	while (at < end) {
		const char *special = first_special(at, end);
		put(l, (Str){ at, (size_t)(special - at) });
		if (special < end)
			put_whole(l, escaped(*special++));
		at = special;
	}
}

void ical_line(Buf *b, Str name, Str value)
{
	Line l = begin(b, name);
	put_whole(&l, STR(":"));
	put(&l, value);
	end(&l);
}

void ical_text(Buf *b, Str name, Str text)
{
	ical_texts(b, name, &text, 1);
}

static void put_several(Buf *b, Str name, const Str *texts, size_t count, Str between)
{
	Line l = begin(b, name);
	for (size_t i = 0; i < count; i++) {
		put_whole(&l, i ? between : STR(":"));
		put_text(&l, texts[i]);
	}
	end(&l);
}

void ical_texts(Buf *b, Str name, const Str *texts, size_t count)
{
	if (count)
		put_several(b, name, texts, count, STR(","));
}

void ical_parts(Buf *b, Str name, const Str *texts, size_t count)
{
	put_several(b, name, texts, count, STR(";"));
}

/* Days and times. */

enum { DATE_DIGITS = 8, TIME_DIGITS = 7, MOMENT_MOST = DATE_DIGITS + TIME_DIGITS, DAY_MINUTES = 24 * 60 };

static void two_digits(char *at, int number)
{
	at[0] = (char)('0' + number / 10);
	at[1] = (char)('0' + number % 10);
}

/* 20261208 or 20261208T100000 */
static Str moment_text(IcalMoment m, char text[MOMENT_MOST])
{
	bool timed = m.minute != MINUTE_NONE;
	int minute = timed ? m.minute : 0;
	Civil c = day_civil(m.day + minute / DAY_MINUTES);
	minute %= DAY_MINUTES;
	two_digits(text, c.year / 100);
	two_digits(text + 2, c.year % 100);
	two_digits(text + 4, c.month);
	two_digits(text + 6, c.day);
	if (!timed)
		return (Str){ text, DATE_DIGITS };
	text[DATE_DIGITS] = 'T';
	two_digits(text + DATE_DIGITS + 1, minute / 60);
	two_digits(text + DATE_DIGITS + 3, minute % 60);
	two_digits(text + DATE_DIGITS + 5, 0);
	return (Str){ text, MOMENT_MOST };
}

static Line begin_times(Buf *b, Str name, Minute minute)
{
	Line l = begin(b, name);
	put(&l, minute == MINUTE_NONE ? STR(";VALUE=DATE:") : STR(";TZID=Asia/Tokyo:"));
	return l;
}

void ical_time(Buf *b, Str name, IcalMoment moment)
{
	ical_times(b, name, &moment.day, 1, moment.minute);
}

void ical_times(Buf *b, Str name, const Day *days, size_t count, Minute minute)
{
	char text[MOMENT_MOST];
	if (!count)
		return;
	Line l = begin_times(b, name, minute);
	for (size_t i = 0; i < count; i++) {
		if (i)
			put_whole(&l, STR(","));
		put_whole(&l, moment_text((IcalMoment){ days[i], minute }, text));
	}
	end(&l);
}

/* Tokyo is nine hours ahead. */
static Str utc_text(IcalMoment m, char text[MOMENT_MOST + 1])
{
	enum { AHEAD = 9 * 60 };
	bool before = m.minute < AHEAD;
	IcalMoment utc = { m.day - before, (Minute)(m.minute - AHEAD + (before ? DAY_MINUTES : 0)) };
	Str moment = moment_text(utc, text);
	text[moment.len] = 'Z';
	return (Str){ text, moment.len + 1 };
}

void ical_changed(Buf *b, Day day)
{
	char text[MOMENT_MOST + 1];
	Str stamp = utc_text((IcalMoment){ day, 0 }, text);
	buf_str(b, STR("DTSTAMP:"));
	buf_str(b, stamp);
	buf_str(b, STR("\r\nLAST-MODIFIED:"));
	buf_str(b, stamp);
	buf_str(b, STR("\r\nSEQUENCE:"));
	buf_number(b, day);
	buf_str(b, LINE_END);
}

/* Where the start has a time, UNTIL is in UTC (RFC 5545, 3.3.10). */
void ical_rule(Buf *b, Str rule, IcalMoment last)
{
	char text[MOMENT_MOST + 1];
	Line l = begin(b, STR("RRULE:"));
	put(&l, rule);
	put(&l, STR(";UNTIL="));
	put_whole(&l, last.minute == MINUTE_NONE ? moment_text(last, text) : utc_text(last, text));
	end(&l);
}

/* The whole. */

void ical_open(Buf *b, const IcalHead *head)
{
	buf_str(b, STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//keijiban//NONSGML keijiban//JA\r\n"
	               "CALSCALE:GREGORIAN\r\n"));
	if (head->source.len) {
		ical_text(b, STR("NAME"), head->name);
		ical_text(b, STR("X-WR-CALNAME"), head->name);
		ical_text(b, STR("DESCRIPTION"), head->about);
		ical_text(b, STR("X-WR-CALDESC"), head->about);
		ical_line(b, STR("URL"), head->url);
		ical_line(b, STR("SOURCE;VALUE=URI"), head->source);
		buf_str(b, STR("X-WR-TIMEZONE:Asia/Tokyo\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n"
		               "X-PUBLISHED-TTL:P1D\r\n"));
	}
	buf_str(b, TOKYO);
}

void ical_close(Buf *b)
{
	buf_str(b, STR("END:VCALENDAR\r\n"));
}
