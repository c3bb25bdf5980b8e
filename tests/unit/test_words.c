/* Facts in words as pages say them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/view.h"
#include "render/words.h"

enum { CHOME_MOST = 8 };

/* A town with `chome` of them, of which an area covers those written. */
typedef struct HoldsCase {
	int chome;
	const char *covers[CHOME_MOST]; /* none: the whole town */
	const char *words;
} HoldsCase;

static void assert_text(Str actual, const char *expected)
{
	assert_int_equal(actual.len, str_from(expected).len);
	assert_memory_equal(actual.ptr, expected, actual.len);
}

static Str holds(const HoldsCase *c, const Lots *lots, Arena *a)
{
	Chome *chome = NEW_ARRAY(a, Chome, CHOME_MOST);
	Str *covers = NEW_ARRAY(a, Str, CHOME_MOST);
	Town *town = NEW(a, Town);
	TownPart *part = NEW(a, TownPart);
	size_t count = 0;
	for (int i = 0; i < c->chome; i++)
		chome[i].n = i + 1;
	while (count < CHOME_MOST && c->covers[count]) {
		covers[count] = str_from(c->covers[count]);
		count++;
	}
	*town = (Town){ .name = STR("芝久保町"), .chome = { chome, (size_t)c->chome } };
	*part = (TownPart){ .name = town->name, .town = town, .chome = { covers, count } };
	if (lots)
		part->lots = *lots;
	return words_holds(&(TownParts){ part, 1 }, a);
}

static void an_area_tells_which_chome_it_holds(void **state)
{
	static const HoldsCase cases[] = {
		{ 5, { "1", "2", "3", "4" }, "芝久保町1〜4丁目" },
		{ 5, { "1", "2", "3", "4", "5" }, "芝久保町" },
		{ 5, { NULL }, "芝久保町" },
		{ 5, { "3" }, "芝久保町3丁目" },
		{ 5, { "1", "2" }, "芝久保町1・2丁目" },
		{ 5, { "2", "4" }, "芝久保町2・4丁目" },
		{ 6, { "1", "2", "3", "5" }, "芝久保町1〜3・5丁目" },
		{ 6, { "1丁目", "4丁目", "5丁目", "6丁目" }, "芝久保町1・4〜6丁目" },
		{ 0, { NULL }, "芝久保町" },
	};
	(void)state;
	Arena a = { 0 };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_text(holds(&cases[i], NULL, &a), cases[i].words);
	arena_free(&a);
}

static void a_shared_chome_tells_its_lots(void **state)
{
	static const LotRange ranges[] = { { 1, 5 }, { 13, 17 }, { 20, 20 } };
	const HoldsCase c = { 3, { "1" }, NULL };
	const Lots lots = { ranges, 3 };
	(void)state;
	Arena a = { 0 };
	assert_text(holds(&c, &lots, &a), "芝久保町1丁目（1〜5番、13〜17番、20番）");
	arena_free(&a);
}

static void only_numbers_that_answer_become_links(void **state)
{
	static const struct {
		const char *phone, *url;
	} cases[] = {
		{ "042-464-1311", "tel:+81424641311" },
		{ "03-1234-5678", "tel:+81312345678" },
		{ "050-1234-5678", "tel:+815012345678" },
		{ "0120-9109-77", "tel:0120910977" },
		{ "0570-003-110", "tel:0570003110" },
		{ "110", "tel:110" },
		{ "#8008", "tel:%238008" },
		{ "000-0000-0000", "" },
		{ "確認中", "" },
		{ "", "" },
	};
	(void)state;
	Arena a = { 0 };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_text(phone_url(str_from(cases[i].phone), &a), cases[i].url);
	arena_free(&a);
}

static void a_long_list_is_paged_with_the_ends_and_the_pages_near(void **state)
{
	(void)state;
	Arena a = { 0 };
	Site site = { .info.base_path = STR("/repo") };
	const Press press = { .site = &site };
	assert_int_equal(view_pager(&press, STR("seibu/places/"), 1, 1, &a).kind, VALUE_NONE);
	const Value pager = view_pager(&press, STR("seibu/places/"), 5, 9, &a);
	const Value *s = pager.as.frame.slots;
	assert_text(s[SLOT_PAGER_WORDS].as.text, "9ページ中 5ページ目");
	assert_text(s[SLOT_PAGER_BEFORE_URL].as.text, "/repo/seibu/places/page/4/");
	assert_text(s[SLOT_PAGER_AFTER_URL].as.text, "/repo/seibu/places/page/6/");
	static const char *const shown[] = { "1", "3", "4", "5", "6", "7", "9" };
	assert_int_equal(s[SLOT_PAGER_PAGES].count, 7);
	for (uint32_t i = 0; i < 7; i++)
		assert_text(s[SLOT_PAGER_PAGES].as.items[i].as.frame.slots[SLOT_LINK_NAME].as.text,
		            shown[i]);
	assert_text(s[SLOT_PAGER_PAGES].as.items[0].as.frame.slots[SLOT_LINK_URL].as.text,
	            "/repo/seibu/places/");
	assert_text(s[SLOT_PAGER_PAGES].as.items[3].as.frame.slots[SLOT_LINK_URL].as.text, "");
	arena_free(&a);
}

static void a_page_holds_a_hundred(void **state)
{
	(void)state;
	assert_int_equal(page_count(0), 1);
	assert_int_equal(page_count(100), 1);
	assert_int_equal(page_count(101), 2);
	assert_int_equal(page_count(10000), 100);
}

/* 版 */

static void with_fact(Value *record, const char *text, const char *url, Arena *a)
{
	Value *fact = frame_slots(&FACT_SHAPE, a), *facts = NEW(a, Value), *lines = NEW(a, Value);
	*lines = link_frame(str_from(text), str_from(url), (Str){ 0 }, false, a);
	fact[SLOT_FACT_LABEL] = value_text(STR("とき"));
	fact[SLOT_FACT_LINES] = value_list(lines, 1);
	*facts = value_frame(&FACT_SHAPE, fact);
	record[SLOT_RECORD_FACTS] = value_list(facts, 1);
}

static void an_edition_is_of_what_the_sheet_shows(void **state)
{
	(void)state;
	Arena a = { 0 };
	const Flyer flyer = { .tabs = 0 };
	Record r = { .flyer = &flyer };
	Value *record = frame_slots(&RECORD_SHAPE, &a);
	with_fact(record, "12月8日（火曜日）", "", &a);
	Str body = STR("どなたでもどうぞ。"), first = record_edition(record, &r, body, &a);
	assert_int_equal(first.len, 8);
	for (size_t i = 0; i < first.len; i++)
		assert_non_null(memchr("0123456789abcdef", first.ptr[i], 16));
	with_fact(record, "12月8日（火曜日）", "/elsewhere/", &a);
	assert_true(str_equal(first, record_edition(record, &r, body, &a)));
	record[SLOT_RECORD_DATES] = value_list(record, 1);
	assert_true(str_equal(first, record_edition(record, &r, body, &a)));
	with_fact(record, "12月9日（水曜日）", "", &a);
	assert_false(str_equal(first, record_edition(record, &r, body, &a)));
	with_fact(record, "12月8日（火曜日）", "", &a);
	assert_false(str_equal(first, record_edition(record, &r, STR("どなたでも。"), &a)));
	r.sample = true;
	assert_false(str_equal(first, record_edition(record, &r, body, &a)));
	arena_free(&a);
}

static void bands_of_years_that_follow_each_other_are_one(void **state)
{
	(void)state;
	Arena a = { 0 };
	const Term items[] = {
		{ .label = STR("小学生"), .short_label = STR("小"), .min = 6, .max = 11 },
		{ .label = STR("12〜17歳"), .short_label = STR("中高生"), .min = 12, .max = 17 },
		{ .label = STR("子育て中"), .min = -1, .max = -1 },
		{ .label = STR("18〜39歳"), .min = 18, .max = 39 },
		{ .label = STR("40〜64歳"), .min = 40, .max = 64 },
		{ .label = STR("65〜74歳"), .min = 65, .max = 74 },
		{ .label = STR("75歳から"), .min = 75, .max = -1 },
	};
	const Terms ages = { .items = items, .count = 7 };
	static const struct {
		TermSet set;
		const char *words, *brief;
	} cases[] = {
		{ 0x38, "18〜74歳", "18〜74歳" },
		{ 0x78, "18歳から", "18歳から" },
		{ 0x60, "65歳から", "65歳から" },
		{ 0x58, "18〜64歳、75歳から", "18〜64歳・75歳から" },
		{ 0x03, "小学生、12〜17歳", "小・中高生" },
		{ 0x0e, "12〜17歳、子育て中、18〜39歳", "中高生・子育て中・18〜39歳" },
		{ 0x00, "", "" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_true(str_equal(words_of_ages(&ages, cases[i].set, STR("、"), false, &a), str_from(cases[i].words)));
		assert_true(str_equal(words_of_ages(&ages, cases[i].set, STR("・"), true, &a), str_from(cases[i].brief)));
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_area_tells_which_chome_it_holds),
		cmocka_unit_test(a_shared_chome_tells_its_lots),
		cmocka_unit_test(only_numbers_that_answer_become_links),
		cmocka_unit_test(a_long_list_is_paged_with_the_ends_and_the_pages_near),
		cmocka_unit_test(a_page_holds_a_hundred),
		cmocka_unit_test(bands_of_years_that_follow_each_other_are_one),
		cmocka_unit_test(an_edition_is_of_what_the_sheet_shows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
