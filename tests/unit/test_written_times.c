#include "written_case.h"

static void show_spans(Buf *out, TimeSpans spans)
{
	for (size_t i = 0; i < spans.count; i++) {
		TimeSpan span = spans.items[i];
		buf_format(out, "%s%d:%02d", i ? " " : "", span.from / 60, span.from % 60);
		if (span.until != MINUTE_NONE)
			buf_format(out, "-%d:%02d", span.until / 60, span.until % 60);
	}
}

static bool read_times(const Written *w, const Value *v, Buf *out)
{
	TimeSpans spans;
	bool sound = written_time_spans(w, v, &spans);
	assert_true(sound || !spans.count);
	show_spans(out, spans);
	return sound;
}

/* days [bits] times (note) */
static bool read_hours(const Written *w, const Value *v, Buf *out)
{
	Hours hours;
	bool sound = written_hours(w, v, &hours);
	assert_true(sound || !hours.count);
	for (size_t i = 0; i < hours.count; i++) {
		const HoursLine *line = &hours.items[i];
		buf_format(out, "%s%.*s [%02x]", i ? "; " : "", STR_ARG(line->days), line->weekdays);
		if (line->times.count)
			buf_char(out, ' ');
		show_spans(out, line->times);
		if (line->note.len)
			buf_format(out, " (%.*s)", STR_ARG(line->note));
	}
	return sound;
}

static void test_times_are_read_in_every_form(void **state)
{
	static const Case cases[] = {
		{ "10:00", "10:00" },
		{ "9:05", "9:05" },
		{ "09:05", "9:05" },
		{ "10：00", "10:00" },
		{ "１０：００", "10:00" },
		{ "10時", "10:00" },
		{ "10時30分", "10:30" },
		{ "10時半", "10:30" },
		{ "午前10時", "10:00" },
		{ "午後1時半", "13:30" },
		{ "午後0時30分", "12:30" },
		{ "正午", "12:00" },
		{ "PM 1:30", "13:30" },
		{ "1:30 pm", "13:30" },
		{ "10:00-11:30", "10:00-11:30" },
		{ "10:00–11:30", "10:00-11:30" },
		{ "10:00—11:30", "10:00-11:30" },
		{ "10:00ー11:30", "10:00-11:30" },
		{ "10:00〜11:30", "10:00-11:30" },
		{ "10:00～11:30", "10:00-11:30" },
		{ "１０：００〜１１：３０", "10:00-11:30" },
		{ "10:00 - 11:30", "10:00-11:30" },
		{ "10:00から11:30", "10:00-11:30" },
		{ "10時から11時30分まで", "10:00-11:30" },
		{ "午前10時から正午まで", "10:00-12:00" },
		{ "午前10時から午後1時まで", "10:00-13:00" },
		{ "午後1時から3時まで", "13:00-15:00" },
		{ "午後1時から15時まで", "13:00-15:00" },
		{ "10:00〜", "10:00" },
		{ "10:00から", "10:00" },
		{ "0:00-24:00", "0:00-24:00" },
		{ "22:00〜24時", "22:00-24:00" },
		{ "24時間", "0:00-24:00" },
		{ "10:00-11:00、13:00-14:00", "10:00-11:00 13:00-14:00" },
		{ "13:00-14:00, 10:00-11:00", "10:00-11:00 13:00-14:00" },
		{ "10:00-11:00と11:00-12:00", "10:00-11:00 11:00-12:00" },
		{ "10:00、14:00", "10:00 14:00" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_times);
}

static void test_wrong_times_are_refused_with_what_to_type(void **state)
{
	static const Case cases[] = {
		{ "25:00", "!time-hour", "0:00 to 24:00" },
		{ "24:30", "!time-hour", "0:00 to 24:00" },
		{ "10:00-25:00", "!time-hour", "0:00 to 24:00" },
		{ "99時", "!time-hour", "0:00 to 24:00" },
		{ "10:60", "!time-minute", "00 to 59" },
		{ "10:5", "!time-minute", "00 to 59" },
		{ "10:005", "!time-minute", "00 to 59" },
		{ "10時75分", "!time-minute", "00 to 59" },
		{ "11:30-10:00", "!time-backwards", "the start first" },
		{ "10:00-10:00", "!time-backwards", "the start first" },
		{ "10:00-1:00", "!time-backwards", "10:00–13:00" },
		{ "22:00-6:00", "!time-backwards", "24:00" },
		{ "24:00", "!time-start", "0:00" },
		{ "24:00-24:00", "!time-start", "0:00" },
		{ "午後13時", "!time-half", "write 13:00" },
		{ "午後12時30分", "!time-noon", "12:30 for noon, 0:30 for midnight" },
		{ "午前12時", "!time-noon", "12:00 for noon, 0:00 for midnight" },
		{ "10", "!time-bare", "write 10:00" },
		{ "1030", "!time-bare", "write 10:30" },
		{ "10.30", "!time-bare", "write 10:00" },
		{ "午後3", "!time-bare", "write 15:00" },
		{ "10-12", "!time-bare", "write 10:00" },
		{ "〜12:00", "!time-no-start", "9:00–12:00" },
		{ "12:00まで", "!time-no-start", "9:00–12:00" },
		{ "朝", "!time-unknown", "10:00" },
		{ "10:", "!time-unknown", "10:00" },
		{ "午前中", "!time-unknown", "10:00" },
		{ "10:00頃", "!time-extra", "note (補足)" },
		{ "10:00-11:30（受付9:45）", "!time-extra", "note (補足)" },
		{ "10:00-11:00、10:30-12:00", "!time-overlap", "one after the other" },
		{ "10:00、10:00", "!time-overlap", "one after the other" },
		{ "10:00、", "!time-unknown", "10:00" },
		{ "", "!short-text-empty", "10:00" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_times);
	check_place("10:00-25:00", read_times, 7, 5);
	check_place("10:00〜11:30頃", read_times, 12, 1);
}

static void test_times_may_be_a_list(void **state)
{
	(void)state;
	Value good[] = { scalar("13:30–14:15"), scalar("10:15–11:00") };
	Value bad[] = { scalar("10:00–11:00"), scalar("10:30–12:00") };
	Value v = value_list(good, 2);
	check_value(&v, &(Case){ "list", "10:15-11:00 13:30-14:15" }, read_times);
	v = value_list(bad, 2);
	check_value(&v, &(Case){ "overlapping list", "!time-overlap", "one after the other" }, read_times);
	v = value_list(&v, 1);
	check_value(&v, &(Case){ "list in list", "!short-text-form", "10:00" }, read_times);
	static Value many[TIME_SPANS_MAX + 1];
	for (size_t i = 0; i <= TIME_SPANS_MAX; i++)
		many[i] = scalar("10:00");
	v = value_list(many, TIME_SPANS_MAX + 1);
	check_value(&v, &(Case){ "25 times", "!time-many", "the first" }, read_times);
}

static void test_every_minute_of_the_day_reads_back(void **state)
{
	(void)state;
	Reading r;
	reading_begin(&r, "");
	for (int from = 0; from < 1440; from += 7) {
		Value v = value_text(str_format(&r.arena, "%d:%02d〜24:00", from / 60, from % 60));
		TimeSpans spans;
		assert_true(written_time_spans(&r.w, &v, &spans));
		assert_int_equal(spans.items[0].from, from);
		assert_int_equal(spans.items[0].until, 1440);
	}
	reading_end(&r);
}

static Value line_map(Member *members, const char *days, const char *time, const char *note)
{
	uint32_t count = 0;
	if (days)
		members[count++] = (Member){ STR("days"), .value = scalar(days) };
	if (time)
		members[count++] = (Member){ STR("時間"), .value = scalar(time) };
	if (note)
		members[count++] = (Member){ STR("note"), .value = scalar(note) };
	return (Value){ .kind = VALUE_MAP, .count = count, .as.members = members, .pos = { 1, 1, 1 } };
}

static void test_hours_are_days_times_and_a_note(void **state)
{
	static const struct { const char *days, *time, *note; Case c; } rows[] = {
		{ "月–金", "8:30–17:15", "要確認", { "plain", "月–金 [1f] 8:30-17:15 (要確認)" } },
		{ "平日", "8:30–17:15", NULL, { "平日", "平日 [1f] 8:30-17:15" } },
		{ "毎日", "0:00–24:00", NULL, { "毎日", "毎日 [7f] 0:00-24:00" } },
		{ "月・水・金", "9:00–12:00", NULL, { "月・水・金", "月・水・金 [15] 9:00-12:00" } },
		{ "月曜日から金曜日まで", "9時から正午まで", NULL, { "words", "月曜日から金曜日まで [1f] 9:00-12:00" } },
		{ "土日祝", "10:00–16:00", NULL, { "土日祝", "土日祝 [e0] 10:00-16:00" } },
		{ "土・日・祝日", "10:00–16:00", NULL, { "土・日・祝日", "土・日・祝日 [e0] 10:00-16:00" } },
		{ "金～月", "10:00–16:00", NULL, { "round the week", "金～月 [71] 10:00-16:00" } },
		{ "毎週水曜", "10:00–12:00、13:00–15:00", NULL, { "twice", "毎週水曜 [04] 10:00-12:00 13:00-15:00" } },
		{ "第2・第4火曜", "9:00–12:00", NULL, { "nth", "第2・第4火曜 [00] 9:00-12:00" } },
		{ "学期中の平日", "15:00–17:00", NULL, { "free words", "学期中の平日 [00] 15:00-17:00" } },
		{ "月曜", "休み", NULL, { "closed", "月曜 [01] (休み)" } },
		{ "月曜", "休館", "祝日は開館", { "closed with a note", "月曜 [01] (休み。祝日は開館)" } },
		{ "随時", NULL, "お電話ください", { "note alone", "随時 [00] (お電話ください)" } },
		{ NULL, "9:00–12:00", NULL, { "no days", "!hours-no-days", "毎日" } },
		{ "平日", NULL, NULL, { "no time", "!hours-no-time", "9:00–17:00" } },
		{ "平日 9:00–12:00", "9:00–12:00", NULL, { "time in days", "!hours-days", "{days: 月–金" } },
		{ "平日9時から", "9:00–12:00", NULL, { "hour in days", "!hours-days", "{days: 月–金" } },
		{ "平日", "9:00–8:00", NULL, { "backwards", "!time-backwards" } },
		{ "平日", "日没まで", NULL, { "dusk", "!time-unknown", "10:00" } },
	};
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		Member members[3];
		Value map = line_map(members, rows[i].days, rows[i].time, rows[i].note);
		check_value(&map, &rows[i].c, read_hours);
	}
}

static void test_hours_may_be_lines_of_text(void **state)
{
	static const Case cases[] = {
		{ "月–金 8:30–17:15", "月-金 [1f] 8:30-17:15" },
		{ "平日は8時30分から17時15分まで", "平日 [1f] 8:30-17:15" },
		{ "毎日 24時間", "毎日 [7f] 0:00-24:00" },
		{ "土曜：9:00〜12:00、13:00〜15:00", "土曜 [20] 9:00-12:00 13:00-15:00" },
		{ "月曜は休み", "月曜は休み [00]" },
		{ "祝日と年末年始は休み", "祝日と年末年始は休み [00]" },
		{ "随時", "随時 [00]" },
		{ "第2火曜 9:00–12:00", "!hours-unknown", "{days: 第2・第4火曜" },
		{ "9:00–12:00", "!hours-unknown", "{days:" },
		{ "平日 9:00–25:00", "!time-hour", "24:00" },
		{ "", "!short-text-empty", "月–金 8:30–17:15" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_hours);
	check_place("平日 9:00–25:00", read_hours, 9, 5);
}

static void test_hours_keep_their_order_in_a_list(void **state)
{
	(void)state;
	Member members[3], odd[1] = { { STR("day"), .value = scalar("平日") } };
	Value items[] = { line_map(members, "平日", "8:30–17:15", NULL), scalar("土 9:00–12:00"), scalar("祝日は休み") };
	Value v = value_list(items, 3);
	check_value(&v, &(Case){ "list", "平日 [1f] 8:30-17:15; 土 [20] 9:00-12:00; 祝日は休み [00]" }, read_hours);
	v = (Value){ .kind = VALUE_MAP, .count = 1, .as.members = odd, .pos = { 1, 1, 1 } };
	check_value(&v, &(Case){ "day", "!key-unknown", "days (曜日)" }, read_hours);
	static Value many[HOURS_LINES_MAX + 1];
	for (size_t i = 0; i <= HOURS_LINES_MAX; i++)
		many[i] = scalar("随時");
	v = value_list(many, HOURS_LINES_MAX + 1);
	check_value(&v, &(Case){ "32 lines", "!hours-many", "月–金" }, read_hours);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_times_are_read_in_every_form),
		cmocka_unit_test(test_wrong_times_are_refused_with_what_to_type),
		cmocka_unit_test(test_times_may_be_a_list),
		cmocka_unit_test(test_every_minute_of_the_day_reads_back),
		cmocka_unit_test(test_hours_are_days_times_and_a_note),
		cmocka_unit_test(test_hours_may_be_lines_of_text),
		cmocka_unit_test(test_hours_keep_their_order_in_a_list),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
