/* What is on nearly every day stands once at the head of a list by day. */
#include "city.h"

#include "render/press_make.h"
#include "render/view.h"

#define EVENT(id, lines)                                                                                         \
	{ "content/seibu/shibakubo/events/" id ".md",                                                            \
	  "---\nname: " id "\nname_kana: かい\nsummary: 集まりです。\npurposes: [gather]\norganizer: yakusho\n"  \
	  "assured_date: 2026-11-01\nsource: 市の案内\n" lines "---\n" }

static const CityFile FILES[] = {
	EVENT("taiso", "repeat: 毎日\ntime: 6:30–6:40\nskip: [年末年始]\n"
	      "changes: [{date: 2026-11-25, status: 中止, note: 雨のため}]\n"),
	EVENT("yoga", "repeat: 平日\ntime: 7:00–7:30\non_holiday: 休み\n"),
	EVENT("ocha", "repeat: 毎週月・水・金\ntime: 10:00–11:00\n"),
	EVENT("shukan", "repeat: 毎日\nuntil: 2026-11-29\ntime: 13:00–14:00\n"),
	EVENT("ten", "date: {from: 2026-11-20, until: 2026-11-30}\ntime: 9:00–17:00\n"),
};

/* `day: id time; id time` a line, as a reader sees it; what is not as planned in brackets. */
static Str days_of(const City *c, const Press *press, OftenSpan span, Day last, size_t most)
{
	Buf b = { .arena = (Arena *)&c->arena };
	const DaysWanted wanted = { .days = { c->site->today, last }, .most = SIZE_MAX, .most_a_day = most, .often = span };
	Value days = view_days(press, city_area(c, "seibu/shibakubo"), &wanted, NULL, b.arena);
	for (uint32_t i = 0; i < days.count; i++) {
		const Value *day = days.as.items[i].as.frame.slots;
		buf_format(&b, "%.*s:", STR_ARG(day[SLOT_DAY_ISO].as.text));
		for (uint32_t n = 0; n < day[SLOT_DAY_ENTRIES].count; n++) {
			const Value *entry = day[SLOT_DAY_ENTRIES].as.items[n].as.frame.slots;
			buf_format(&b, " %.*s", STR_ARG(entry[SLOT_ENTRY_NAME].as.text));
			if (!day[SLOT_DAY_ISO].as.text.len)
				buf_format(&b, "=%.*s", STR_ARG(entry[SLOT_ENTRY_TIME].as.text));
			if (entry[SLOT_ENTRY_RULES].as.text.len)
				buf_format(&b, "/%.*s", STR_ARG(entry[SLOT_ENTRY_RULES].as.text));
			if (entry[SLOT_ENTRY_STATE].as.text.len)
				buf_format(&b, "(%.*s)", STR_ARG(entry[SLOT_ENTRY_STATE].as.text));
		}
		if (day[SLOT_DAY_MORE].as.text.len)
			buf_format(&b, " +%.*s", STR_ARG(day[SLOT_DAY_MORE].as.text));
		buf_char(&b, '\n');
	}
	return buf_text(&b);
}

static void check_days(OftenSpan span, int days, size_t most, const char *expected)
{
	const Layouts layouts = { 0 };
	const Skip skip = { 0 };
	City c;
	city_load(&c, FILES, ROWS(FILES));
	city_is_sound(&c);
	const Press *press = press_make(c.site, NULL, &layouts, &skip, 1, &c.arena, &c.diag);
	Str said = days_of(&c, press, span, c.site->today + days - 1, most);
	if (!str_equal(said, str_from(expected)))
		fail_msg("'%.*s' is not '%s'", STR_ARG(said), expected);
	press_drop(press);
	city_end(&c);
}

/* 23 November is a Monday and a public holiday. */
static void a_week_tells_its_own_days(void **state)
{
	(void)state;
	check_days(OFTEN_WEEK, 7, 0,
	           ": taiso=月曜日・火曜日・木曜日から日曜日まで 午前6時30分から6時40分まで"
	           " shukan=毎日 午後1時から2時まで yoga=火曜日から金曜日まで 午前7時から7時30分まで\n"
	           "2026-11-23: ten ocha\n"
	           "2026-11-25: taiso(中止) ocha\n"
	           "2026-11-27: ocha\n");
}

static void where_room_is_short_some_are_counted(void **state)
{
	(void)state;
	check_days(OFTEN_WEEK, 3, 1,
	           ": taiso=月曜日・火曜日・木曜日から日曜日まで 午前6時30分から6時40分まで +ほか2件\n"
	           "2026-11-23: ten +ほか1件\n"
	           "2026-11-25: taiso(中止) +ほか1件\n");
}

/* A week of every day is no habit: it stands on its days. */
static void many_weeks_tell_the_rule(void **state)
{
	(void)state;
	check_days(OFTEN_LONG, 7, 0,
	           ": taiso=毎日 午前6時30分から6時40分まで/年末年始は休みです"
	           " yoga=平日 午前7時から7時30分まで/祝日は休みです\n"
	           "2026-11-23: ten ocha shukan\n"
	           "2026-11-24: shukan\n"
	           "2026-11-25: taiso(中止) ocha shukan\n"
	           "2026-11-26: shukan\n"
	           "2026-11-27: ocha shukan\n"
	           "2026-11-28: shukan\n"
	           "2026-11-29: shukan\n");
}

static void paper_tells_each_day(void **state)
{
	(void)state;
	check_days(OFTEN_NEVER, 2, 0,
	           "2026-11-23: ten taiso ocha shukan\n"
	           "2026-11-24: taiso yoga shukan\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_week_tells_its_own_days),
		cmocka_unit_test(where_room_is_short_some_are_counted),
		cmocka_unit_test(many_weeks_tell_the_rule),
		cmocka_unit_test(paper_tells_each_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
