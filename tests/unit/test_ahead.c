#include "city.h"

#include "site/ahead.h"

#define HEAD(name) "---\nname: " name "\nname_kana: はなみ\nsummary: 短い説明\npurposes: [gather]\nassured_date: 2026-11-01\nsource: 市の案内\n"
#define EVENT(name, more) HEAD(name) "organizer: yakusho\n" more "---\n本文です。\n"
#define PLACE(name, more) HEAD(name) "place_type: hall\naddress: 芝久保町1丁目\n" more "---\n"
#define GROUP(name, more) HEAD(name) more "---\n"

#define HANA "content/seibu/events/hana.md"
#define NIWA "content/seibu/places/niwa.md"
#define KAI  "content/seibu/groups/kai.md"
#define KUMI "content/seibu/groups/kumi.md"
#define YAMI "content/notices/yami.md"

#define WINDOW(name) HEAD(name) "troubles: [lonely]\nprovider: yakusho\nchannels: [窓口, 電話]\nhours: [{days: 平日, time: 9:00–17:00}]\n" \
	"contacts: [yakusho]\n---\n"
#define NOTICE(more) "---\nname: 休みます\nname_kana: やすみます\nsummary: 休み\ndate: 2026-11-20\nexpires: 2026-12-30\n" more "---\n"

static const CityFile files[] = {
	{ HANA, EVENT("花見", "date: 2026-12-08\nplace: niwa\n") },
	{ NIWA, PLACE("庭", "") },
	{ KAI, GROUP("会", "contacts: [{name: 係, phone: 042-464-1315}]\n") },
	{ KUMI, GROUP("組", "contacts: [kai]\n") },
	{ YAMI, NOTICE("cancels: {dates: [2026-12-08], ids: [hana]}\n") },
};

static City city;
static File saved;

/* Each file has a number of its own, as when it is read from a folder. */
static void number_files(void)
{
	for (size_t i = 0; i < city.files.count; i++)
		((File *)city.files.items)[i].number = (uint32_t)i;
}

static int setup(void **state)
{
	(void)state;
	city_load(&city, files, ROWS(files));
	number_files();
	return city.diag.errors ? -1 : 0;
}

static int teardown(void **state)
{
	(void)state;
	city_end(&city);
	return 0;
}

static const Ahead *save(const char *path, const char *bytes)
{
	for (size_t i = 0; i < city.files.count; i++)
		if (str_equal(city.files.items[i].source.path, str_from(path)))
			saved = city.files.items[i];
	saved.source.bytes = str_from(bytes);
	return ahead_make(city.site, &city.files, &saved, 1);
}

static void is_refused(const char *path, const char *bytes)
{
	const Ahead *ahead = save(path, bytes);
	if (ahead)
		fail_msg("%s is ahead", path);
}

static const Record *in_city(const char *id)
{
	return map_find(&city.site->by_id, str_from(id));
}

static void test_it_stands_in_the_place_of_the_old_one(void **state)
{
	(void)state;
	const Record *old = in_city("hana");
	const Ahead *ahead = save(HANA, EVENT("月見", "date: 2026-12-09\nplace: niwa\n"));
	assert_non_null(ahead);
	const Record *r = ahead->records[0];
	assert_ptr_equal(ahead->instead[0], old);
	assert_ptr_equal(ahead->site->records[old->number], r);
	assert_ptr_equal(map_find(&ahead->site->by_id, STR("hana")), r);
	assert_ptr_equal(r->src, old->src);
	assert_true(str_equal(r->name, STR("月見")));
	assert_ptr_equal(r->as.event.place.ref.record, in_city("niwa"));
	assert_int_equal(r->as.event.next, day_of(2026, 12, 9));
	ahead_drop(ahead);
	assert_ptr_equal(in_city("hana"), old);
	assert_true(str_equal(old->name, STR("花見")));
}

static void test_a_notice_that_names_the_old_one_calls_it_off(void **state)
{
	(void)state;
	const Ahead *ahead = save(HANA, EVENT("花見", "date: 2026-12-08\nplace: niwa\ncost: 無料\n"));
	assert_non_null(ahead);
	const Occurrences *days = &ahead->records[0]->as.event.occurrences;
	assert_int_equal(days->count, 1);
	assert_int_equal(days->items[0].state, OCCURRENCE_CANCELLED);
	ahead_drop(ahead);
}

static void test_a_mistake_is_not_ahead(void **state)
{
	(void)state;
	is_refused(HANA, "");
	is_refused(HANA, "---\nname: [\n---\n");
	is_refused(HANA, EVENT("花見", "date: 12月8日\n"));
	is_refused(HANA, EVENT("花見", "date: 2026-12-08\nplace: naiyo\n"));
	is_refused(HANA, EVENT("花見", "place: niwa\n"));
	is_refused(HANA, EVENT("花見", "date: 2026-12-08\nplace: niwa\nassured_date: 2027-11-01\n"));
}

static void test_a_place_is_ahead_but_for_what_lines_of_what_is_there_show(void **state)
{
	(void)state;
	const Ahead *ahead = save(NIWA, PLACE("庭", "hours: 毎日 9:00–17:00\n"));
	assert_non_null(ahead);
	assert_int_equal(ahead->records[0]->related_count, 1);
	ahead_drop(ahead);
	is_refused(NIWA, PLACE("中庭", ""));
	is_refused(NIWA, PLACE("庭", "landmark: 駅の前\n"));
	is_refused(NIWA, PLACE("庭", "accessibility: [段差なし]\n"));
}

static void test_what_is_borrowed_is_not_lent_on(void **state)
{
	(void)state;
	const Ahead *ahead = save(KUMI, GROUP("組", "meets: 土曜\ncontacts: [kai]\n"));
	assert_non_null(ahead);
	assert_true(str_equal(ahead->records[0]->contacts.items[0].phone, STR("042-464-1315")));
	ahead_drop(ahead);
	is_refused(KAI, GROUP("会", "contacts: [kumi]\n"));
}

static void test_what_changes_other_records_is_not_ahead(void **state)
{
	(void)state;
	is_refused(YAMI, NOTICE(""));
	is_refused(YAMI, NOTICE("cancels: {dates: [2026-12-09], ids: [hana]}\n"));
}

static void test_a_window_that_is_asked_first_is_not_ahead(void **state)
{
	static const CityFile window[] = {
		{ "content/seibu/consultations.yaml", NULL },
		{ "content/seibu/consultations/seibu-madoguchi.md", WINDOW("西部の窓口") },
		{ "content/seibu/consultations/hoka.md", WINDOW("ほかの窓口") },
	};
	(void)state;
	city_end(&city);
	city_load(&city, window, ROWS(window));
	number_files();
	city_is_sound(&city);
	is_refused(window[1].path, window[1].bytes);
	const Ahead *ahead = save(window[2].path, window[2].bytes);
	assert_non_null(ahead);
	ahead_drop(ahead);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_it_stands_in_the_place_of_the_old_one),
		TEST(test_a_notice_that_names_the_old_one_calls_it_off),
		TEST(test_a_mistake_is_not_ahead),
		TEST(test_a_place_is_ahead_but_for_what_lines_of_what_is_there_show),
		TEST(test_what_is_borrowed_is_not_lent_on),
		TEST(test_what_changes_other_records_is_not_ahead),
		TEST(test_a_window_that_is_asked_first_is_not_ahead),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
