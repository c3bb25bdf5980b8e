#include "city.h"

/* Groups G, events E and services S; `more` are further lines of front matter. */
#define COMMON(name, kana) "---\nname: " name "\nname_kana: " kana "\nsummary: 短い説明\nassured_date: 2026-11-01\nsource: 市の案内\n"
#define G(kana, more)       COMMON(kana, kana) "purposes: [gather]\n" more "---\n"
#define E(kana, date, more) COMMON(kana, kana) "purposes: [gather]\norganizer: yakusho\n" date "\n" more "---\n"
#define P(kana)             COMMON(kana, kana) "purposes: [gather]\nplace_type: hall\naddress: 試しの町\n---\n"
#define S(kana, more)       COMMON(kana, kana) "provider: yakusho\n" more "---\n"

static const Filter GROUPS = { ANY, ANY, ANY, KIND_GROUP, AGE_ANY };
static const Filter EVENTS = { ANY, ANY, ANY, KIND_EVENT, AGE_ANY };

enum { MOST = 40 };

static void inside(const City *c, const char *area, const Filter *f, const char *ids)
{
	const Record *found[MOST];
	size_t count = select_inside(c->site, city_area(c, area), f, found, MOST);
	city_ids(found, count, ids);
}

static void around(const City *c, const char *area, const Filter *f, const char *ids)
{
	const Record *found[MOST];
	size_t count = select_around(c->site, city_area(c, area), f, found, MOST);
	city_ids(found, count, ids);
}

static void test_an_area_has_its_own_and_what_is_below(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/groups/city.md", G("あ", "") },
		{ "content/seibu/groups/west.md", G("い", "") },
		{ "content/seibu/yato/groups/yato.md", G("う", "") },
		{ "content/seibu/shibakubo/groups/shiba.md", G("え", "") },
		{ "content/tobu/groups/east.md", G("お", "") },
		{ "content/tobu/sakae/groups/sakae.md", G("か", "") },
	};
	City c;
	city_load(&c, files, ROWS(files));
	city_is_sound(&c);
	inside(&c, "", &GROUPS, "city west yato shiba east sakae");
	inside(&c, "seibu", &GROUPS, "west yato shiba");
	inside(&c, "seibu/yato", &GROUPS, "yato");
	inside(&c, "tobu", &GROUPS, "east sakae");
	around(&c, "", &GROUPS, "");
	around(&c, "seibu", &GROUPS, "city");
	around(&c, "seibu/yato", &GROUPS, "west city");
	around(&c, "tobu/sakae", &GROUPS, "east city");
	city_end(&c);
}

static void test_nearest_come_first_whatever_their_names(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/groups/a.md", G("あ", "") },       { "content/groups/c.md", G("う", "") },
		{ "content/seibu/groups/z.md", G("わ", "") }, { "content/seibu/groups/b.md", G("い", "") },
	};
	City c;
	city_load(&c, files, ROWS(files));
	around(&c, "seibu/yato", &GROUPS, "b z a c");
	inside(&c, "", &GROUPS, "a b c z");
	city_end(&c);
}

static void test_areas_and_divisions_that_are_served_have_it_too(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/tobu/groups/both.md", G("あ", "areas: [seibu/yato]\n") },
		{ "content/groups/higashi.md", G("い", "areas: ['houkatsu:higashi']\n") },
		{ "content/tobu/sakae/groups/west.md", G("う", "areas: [seibu]\n") },
		{ "content/groups/many.md", G("え", "areas: [seibu, seibu/yato, tobu]\n") },
	};
	City c;
	city_load(&c, files, ROWS(files));
	city_is_sound(&c);
	inside(&c, "", &GROUPS, "both higashi west many");
	inside(&c, "seibu", &GROUPS, "both west many");
	inside(&c, "seibu/yato", &GROUPS, "both many");
	inside(&c, "seibu/shibakubo", &GROUPS, "");
	inside(&c, "tobu", &GROUPS, "both higashi west many");
	inside(&c, "tobu/sakae", &GROUPS, "higashi west");
	around(&c, "seibu/shibakubo", &GROUPS, "west many higashi");
	around(&c, "seibu/yato", &GROUPS, "west higashi");
	around(&c, "tobu/sakae", &GROUPS, "both many");
	city_end(&c);
}

/* A record of the city that serves the area around as well is told where it is nearest, and once. */
static void test_what_is_around_is_told_once(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/groups/a.md", G("あ", "areas: [seibu]\n") },
		{ "content/groups/b.md", G("い", "") },
	};
	City c;
	const Record *found[1];
	city_load(&c, files, ROWS(files));
	around(&c, "seibu/yato", &GROUPS, "a b");
	around(&c, "seibu", &GROUPS, "b");
	around(&c, "tobu/sakae", &GROUPS, "a b");
	assert_int_equal(select_around(c.site, city_area(&c, "seibu/yato"), &GROUPS, found, 1), 2);
	city_ids(found, 1, "a");
	city_end(&c);
}

static void test_an_event_is_listed_where_its_place_lies(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/seibu/yato/places/hall.md", P("ほーる") },
		{ "content/tobu/events/away.md", E("あ", "date: 2026-12-01", "place: hall\n") },
		{ "content/seibu/yato/events/home.md", E("い", "date: 2026-12-02", "place: hall\n") },
		{ "content/tobu/groups/club.md", G("う", "place: hall\n") },
	};
	City c;
	city_load(&c, files, ROWS(files));
	city_is_sound(&c);
	inside(&c, "seibu/yato", &EVENTS, "away home");
	inside(&c, "seibu", &EVENTS, "away home");
	inside(&c, "tobu", &EVENTS, "away");
	inside(&c, "", &EVENTS, "away home");
	inside(&c, "seibu/yato", &GROUPS, "");
	around(&c, "tobu/sakae", &EVENTS, "away");
	assert_true(record_is_inside(city_record(&c, "away"), city_area(&c, "seibu")));
	assert_false(record_is_inside(city_record(&c, "home"), city_area(&c, "tobu")));
	city_end(&c);
}

static void test_a_record_is_in_each_list_once(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/seibu/yato/places/hall.md", P("ほーる") },
		{ "content/seibu/yato/events/a.md", E("あ", "date: 2026-12-01", "place: hall\nareas: [seibu, seibu/yato, 'houkatsu:nishi', seibu/shibakubo]\n") },
	};
	City c;
	city_load(&c, files, ROWS(files));
	for (size_t i = 0; i < c.site->area_count; i++) {
		const Selection *lists[] = { &c.site->own[i], &c.site->inside[i] };
		for (size_t l = 0; l < 2; l++)
			for (size_t n = 1; n < lists[l]->count; n++)
				assert_ptr_not_equal(lists[l]->items[n], lists[l]->items[n - 1]);
	}
	inside(&c, "", &EVENTS, "a");
	inside(&c, "seibu", &EVENTS, "a");
	inside(&c, "seibu/yato", &EVENTS, "a");
	inside(&c, "seibu/shibakubo", &EVENTS, "a");
	city_end(&c);
}

static void test_ages_named_and_everyone_are_told_apart(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/groups/all.md", G("あ", "") },
		{ "content/groups/baby.md", G("い", "ages: [baby]\n") },
		{ "content/groups/two.md", G("う", "ages: [baby, teen]\n") },
		{ "content/groups/old.md", G("え", "minimum_age: 65\n") },
	};
	static const struct { int age; AgeMatch match; const char *ids; } rows[] = {
		{ ANY, AGE_ANY, "all baby two old" },
		{ 0, AGE_NAMED, "baby two" },  { 0, AGE_EVERYONE, "all" }, { 0, AGE_WELCOME, "all baby two" },
		{ 1, AGE_NAMED, "two" },       { 1, AGE_EVERYONE, "all" }, { 1, AGE_WELCOME, "all two" },
		{ 2, AGE_NAMED, "" },          { 2, AGE_EVERYONE, "all" }, { 2, AGE_WELCOME, "all" },
		{ 3, AGE_NAMED, "old" },       { 3, AGE_WELCOME, "all old" },
		{ 0, AGE_ANY, "all baby two old" },
	};
	City c;
	city_load(&c, files, ROWS(files));
	for (size_t i = 0; i < ROWS(rows); i++) {
		const Filter f = { rows[i].age, ANY, ANY, KIND_GROUP, rows[i].match };
		inside(&c, "", &f, rows[i].ids);
		around(&c, "seibu/yato", &f, rows[i].ids);
	}
	city_end(&c);
}

static void test_purpose_trouble_and_kind_narrow_together(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/services/a.md", S("あ", "purposes: [gather, eat]\ntroubles: [lonely]\n") },
		{ "content/services/b.md", S("い", "purposes: [eat]\n") },
		{ "content/services/c.md", S("う", "purposes: [gather]\ntroubles: [money, lonely]\nages: [teen]\n") },
		{ "content/groups/d.md", G("え", "troubles: [lonely]\n") },
	};
	static const struct { Filter f; const char *ids; } rows[] = {
		{ { ANY, 0, ANY, KIND_SERVICE, AGE_ANY }, "a c" },
		{ { ANY, 2, ANY, ANY, AGE_ANY }, "a b" },
		{ { ANY, 0, 0, ANY, AGE_ANY }, "a c d" },
		{ { ANY, 0, 0, KIND_SERVICE, AGE_ANY }, "a c" },
		{ { 1, 0, 0, KIND_SERVICE, AGE_NAMED }, "c" },
		{ { 1, 0, 0, ANY, AGE_EVERYONE }, "a d" },
		{ { ANY, 2, 2, ANY, AGE_ANY }, "" },
	};
	City c;
	city_load(&c, files, ROWS(files));
	for (size_t i = 0; i < ROWS(rows); i++)
		inside(&c, "", &rows[i].f, rows[i].ids);
	city_end(&c);
}

static void test_what_is_not_listed_is_in_no_list(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/groups/now.md", G("あ", "") },
		{ "content/groups/later.md", G("い", "publish_from: 2026-11-24\n") },
		{ "content/groups/today.md", G("う", "publish_from: 2026-11-23\n") },
		{ "content/groups/past.md", G("え", "publish_until: 2026-11-22\n") },
		{ "content/groups/last.md", G("お", "publish_until: 2026-11-23\n") },
		{ "content/groups/ended.md", G("か", "status: 終了\n") },
		{ "content/groups/off.md", G("き", "status: 休止\n") },
		{ "content/groups/full.md", G("く", "status: 満員\n") },
		{ "content/groups/stale.md", G("け", "") },
	};
	City c;
	city_load(&c, files, ROWS(files));
	inside(&c, "", &GROUPS, "now today last full stale off");
	assert_int_equal(c.site->record_count, 6 + ROWS(files));
	city_end(&c);
}

/* Events by their next day, then what has none by kana, ids last; suspended ones at the end. */
static void test_the_one_order(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/events/e1.md", E("ん", "repeat: 毎週火曜", "") },
		{ "content/events/e2.md", E("あ", "date: 2026-12-01", "") },
		{ "content/events/e3.md", E("い", "date: {from: 2026-11-01, until: 2026-12-31}", "") },
		{ "content/events/e4.md", E("う", "date: 2026-11-25", "status: 中止\n") },
		{ "content/events/e5.md", E("え", "date: 2026-11-25", "status: 休止\n") },
		{ "content/events/e6.md", E("か", "date: 2026-12-01", "") },
		{ "content/events/e7.md", E("が", "date: 2026-12-01", "") },
		{ "content/events/e8.md", E("あ", "date: 2026-12-01", "") },
		{ "content/events/e9.md", E("お", "repeat: 毎週火曜\nuntil: 2026-12-31", "changes: [{date: 2026-11-24, status: 中止}]\n") },
		{ "content/events/f1.md", E("く", "date: 2026-09-01\nstatus: 延期", "") },
		{ "content/groups/g1.md", G("ぎ", "") },
		{ "content/groups/g2.md", G("き", "") },
		{ "content/groups/g3.md", G("あ", "status: 休止\n") },
		{ "content/groups/g4.md", G("き", "") },
	};
	const Filter both = { ANY, 0, ANY, ANY, AGE_ANY };
	City c;
	city_load(&c, files, ROWS(files));
	inside(&c, "", &both, "e3 e1 e4 e2 e8 e9 e6 e7 g2 g4 g1 f1 e5 g3");
	for (size_t i = 0; i < c.site->record_count; i++)
		assert_int_equal(c.site->records[i]->number, i);
	city_end(&c);
}

static void test_no_more_is_written_than_there_is_room_for(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/groups/a.md", G("あ", "") }, { "content/groups/b.md", G("い", "") }, { "content/groups/c.md", G("う", "") },
	};
	const Record *found[3] = { NULL };
	City c;
	city_load(&c, files, ROWS(files));
	assert_int_equal(select_inside(c.site, city_area(&c, ""), &GROUPS, NULL, 0), 3);
	assert_int_equal(select_inside(c.site, city_area(&c, ""), &GROUPS, found, 2), 3);
	assert_null(found[2]);
	assert_int_equal(select_around(c.site, city_area(&c, "seibu"), &GROUPS, NULL, 0), 3);
	assert_int_equal(select_around(c.site, city_area(&c, "seibu"), &GROUPS, found, 2), 3);
	assert_null(found[2]);
	city_ids(found, 2, "a b");
	city_end(&c);
}

static void test_everything_passes_an_open_filter(void **state)
{
	(void)state;
	City c;
	city_load(&c, NULL, 0);
	const Filter all = FILTER_ALL;
	assert_int_equal(select_inside(c.site, city_area(&c, ""), &all, NULL, 0), 6);
	city_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_area_has_its_own_and_what_is_below),
		cmocka_unit_test(test_nearest_come_first_whatever_their_names),
		cmocka_unit_test(test_areas_and_divisions_that_are_served_have_it_too),
		cmocka_unit_test(test_what_is_around_is_told_once),
		cmocka_unit_test(test_an_event_is_listed_where_its_place_lies),
		cmocka_unit_test(test_a_record_is_in_each_list_once),
		cmocka_unit_test(test_ages_named_and_everyone_are_told_apart),
		cmocka_unit_test(test_purpose_trouble_and_kind_narrow_together),
		cmocka_unit_test(test_what_is_not_listed_is_in_no_list),
		cmocka_unit_test(test_the_one_order),
		cmocka_unit_test(test_no_more_is_written_than_there_is_room_for),
		cmocka_unit_test(test_everything_passes_an_open_filter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
