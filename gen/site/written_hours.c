#include "site/written.h"

#include "site/written_inner.h"

static bool is_closed_word(Str text)
{
	static const Str words[] = {
		STR_INIT("休み"),   STR_INIT("お休み"), STR_INIT("休館"),
		STR_INIT("休館日"), STR_INIT("定休"),   STR_INIT("定休日"),
		STR_INIT("休業"),   STR_INIT("閉館"),   STR_INIT("なし"),
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_equal(text, words[i]))
			return true;
	return false;
}

/* 8:30 or 8時, but not 随時. */
static bool holds_time(Str folded)
{
	const Str hour = STR("時");
	for (size_t at = 0; at < folded.len; at += hour.len) {
		at += str_find(str_skip(folded, at), hour);
		if (at && at < folded.len && folded.ptr[at - 1] >= '0' && folded.ptr[at - 1] <= '9')
			return true;
	}
	return str_has_byte(folded, ':');
}

/* Bits of plain weekdays; 0 for 第2・第4火曜 and other words, which stand as they are. */
static uint8_t plain_weekdays(Scan s)
{
	uint8_t bits = 0;
	scan_take(&s, STR("毎週"));
	return scan_open_days(&s, &bits) && scan_at_end(&s) ? bits : 0;
}

static bool days_of_line(const Written *w, const Value *v, HoursLine *line)
{
	Scan s;
	if (!scan_open(&s, w, v, N_("write the days: 月–金, 平日, 毎日, 第2・第4火曜")))
		return false;
	if (holds_time(s.text))
		return scan_refuse(&s, s.text, "hours-days", ARGS(scan_quote(v)),
		                   _("'{0}' holds a time where only days belong"),
		                   _("write {days: 月–金, time: \"8:30–17:15\"}"));
	line->days = str_trim(v->as.text);
	line->weekdays = plain_weekdays(s);
	return true;
}

static bool times_of_line(const Written *w, const Value *v, HoursLine *line)
{
	Str text = scan_quote(v);
	if (!is_closed_word(text))
		return written_time_spans(w, v, &line->times);
	line->note = STR("休み");
	return true;
}

static bool note_of_line(const Written *w, const Value *v, HoursLine *line)
{
	Scan s;
	if (!scan_open(&s, w, v, N_("write a short remark: 要予約")))
		return false;
	Str note = str_trim(v->as.text);
	line->note = line->note.len ? STR_CONCAT(w->arena, line->note, STR("。"), note) : note;
	return true;
}

static bool line_of_map(const Written *w, const Value *map, HoursLine *line)
{
	static const ScanKey keys[] = { { "days", "曜日" },
		                        { "time", "時間" },
		                        { "note", "補足" } };
	const Value *values[3];
	bool sound = scan_keys(w, map, keys, 3, values);
	/* An unknown key was meant for what is missing. */
	if (!sound)
		return false;
	if (!values[0]) {
		diag_error(w->diag, w->src, map->pos, "hours-no-days", NO_ARGS,
		           _("these hours do not say on which days"), _("add days (曜日): 毎日"));
		return false;
	}
	if (!values[1] && !values[2]) {
		diag_error(w->diag, w->src, map->pos, "hours-no-time", ARGS(scan_quote(values[0])),
		           _("'{0}' has no hours"),
		           _("add time (時間): \"9:00–17:00\", or time: 休み"));
		return false;
	}
	sound &= days_of_line(w, values[0], line);
	sound &= !values[1] || times_of_line(w, values[1], line);
	return sound & (!values[2] || note_of_line(w, values[2], line));
}

/* 月–金 8:30–17:15, or words for days on which it is closed: 月曜は休み. */
static bool line_of_text(const Written *w, const Value *v, HoursLine *line)
{
	Scan s;
	uint8_t bits;
	if (!scan_open(&s, w, v, N_("write the days and the hours: 月–金 8:30–17:15")))
		return false;
	line->days = str_trim(v->as.text);
	if (!holds_time(s.text))
		return true;
	if (!scan_open_days(&s, &bits))
		return scan_refuse(&s, s.text, "hours-unknown", ARGS(scan_quote(v)),
		                   _("'{0}' cannot be read as days and hours"),
		                   _("write {days: 第2・第4火曜, time: \"9:00–12:00\"}"));
	line->days = scan_since(&s, s.text);
	line->weekdays = bits;
	scan_take(&s, STR("は"));
	scan_take(&s, STR(":"));
	return scan_time_spans(&s, &line->times);
}

static bool line_of(const Written *w, const Value *v, HoursLine *line)
{
	return v->kind == VALUE_MAP ? line_of_map(w, v, line) : line_of_text(w, v, line);
}

bool written_hours(const Written *w, const Value *v, Hours *hours)
{
	*hours = (Hours){ 0 };
	const Value *items = v->kind == VALUE_LIST ? v->as.items : v;
	size_t count = v->kind == VALUE_LIST ? v->count : 1;
	bool sound = true;
	if (count > HOURS_LINES_MAX) {
		diag_error(w->diag, w->src, v->pos, "hours-many", NO_ARGS,
		           _("there are more than 31 lines of hours"),
		           _("put days with equal hours on one line: 月–金"));
		return false;
	}
	HoursLine *lines = NEW_ARRAY(w->arena, HoursLine, count);
	for (size_t i = 0; i < count; i++)
		sound &= line_of(w, &items[i], &lines[i]);
	if (sound)
		*hours = (Hours){ lines, count };
	return sound;
}
