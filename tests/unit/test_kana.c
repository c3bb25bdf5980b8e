#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "site/kana.h"

#define ROWS(table) (sizeof(table) / sizeof(*(table)))

static int compare(const char *left, const char *right)
{
	Arena a = { 0 };
	int order = str_compare(kana_key(str_from(left), &a), kana_key(str_from(right), &a));
	arena_free(&a);
	return (order > 0) - (order < 0);
}

static void check_before(const char *left, const char *right)
{
	if (compare(left, right) >= 0)
		fail_msg("'%s' does not come before '%s'", left, right);
	if (compare(right, left) <= 0)
		fail_msg("'%s' does not come after '%s'", right, left);
}

static void check_rising(const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count; k++)
			check_before(list[i], list[k]);
}

static void test_the_syllabary_is_in_order(void **state)
{
	(void)state;
	static const char *const list[] = {
		"あ", "い", "う", "え", "お", "か", "き", "く", "け", "こ", "さ", "し", "す", "せ", "そ",
		"た", "ち", "つ", "て", "と", "な", "に", "ぬ", "ね", "の", "は", "ひ", "ふ", "へ", "ほ",
		"ま", "み", "む", "め", "も", "や", "ゆ", "よ", "ら", "り", "る", "れ", "ろ", "わ", "ゐ",
		"ゑ", "を", "ん",
	};
	check_rising(list, ROWS(list));
}

static void test_voiced_kana_count_only_between_equals(void **state)
{
	(void)state;
	static const char *const list[] = {
		"かき", "かぎ", "がき", "がぎ", "かく", "がくえん", "かくえんじ", "ささ", "さざ", "ざさ",
		"はは", "はば", "はぱ", "ばは", "ばば", "ぱぱ", "はひ", "ばひ",
	};
	check_rising(list, ROWS(list));
}

static void test_small_kana_come_before_large_ones_between_equals(void **state)
{
	(void)state;
	static const char *const list[] = {
		"きや", "きゃく", "きやく", "さつか", "さっき", "さつき", "さつきの", "びょういん", "びよういん",
	};
	check_rising(list, ROWS(list));
	check_before("かって", "かつて");
	check_before("ゕ", "か");
	check_before("ゖ", "け");
	check_before("くゎ", "くわ");
}

/* は, ー as the あ it sounds like: はーは stands among はあは, before はは. */
static void test_a_long_vowel_is_the_vowel_before_it(void **state)
{
	(void)state;
	static const char *const list[] = { "はーは", "はぁは", "はあは", "ばーば", "はは", "ばば", "ぱぱ" };
	check_rising(list, ROWS(list));
	static const char *const columns[][2] = {
		{ "かー", "かあ" }, { "きー", "きい" }, { "くー", "くう" }, { "けー", "けえ" }, { "こー", "こお" },
		{ "しゃー", "しゃあ" }, { "しゅー", "しゅう" }, { "しょー", "しょお" }, { "わー", "わあ" },
		{ "ぽー", "ぽお" }, { "っー", "っう" }, { "ゐー", "ゐい" }, { "ゑー", "ゑえ" }, { "をー", "をお" },
		{ "ろーー", "ろおー" }, { "ろおー", "ろおお" }, { "ゔー", "ゔう" }, { "んー", "んん" },
	};
	for (size_t i = 0; i < ROWS(columns); i++)
		check_before(columns[i][0], columns[i][1]);
	check_before("かーど", "かい");
	check_before("こうえん", "こーひー");      /* こお, not こう */
	check_before("こーひー", "こか");
}

/* The whole of one sort of difference comes before the next sort, as in JIS X 4061. */
static void test_voice_decides_before_size(void **state)
{
	(void)state;
	check_before("きやか", "きゃが");
	check_before("あーか", "ああが");
	check_before("ああか", "あーが");
	check_before("かあがき", "がーかき");
}

static void test_katakana_sort_as_hiragana(void **state)
{
	(void)state;
	assert_int_equal(compare("カフェ", "かふぇ"), 0);
	assert_int_equal(compare("ガーデン", "がーでん"), 0);
	assert_int_equal(compare("ヴ", "ゔ"), 0);
	assert_int_equal(compare("ヶ", "ゖ"), 0);
	check_before("カフェ", "かぶぇ");
	check_before("ゔ", "え");
	check_before("う", "ヴ");
}

static void test_a_prefix_comes_first(void **state)
{
	(void)state;
	static const char *const list[] = { "", "た", "たな", "たなし", "たなしし", "だなしちょう", "たに" };
	check_rising(list, ROWS(list));
	check_before("たなし", "だなしあ");
}

static void test_spaces_and_marks_do_not_count(void **state)
{
	(void)state;
	static const char *const same[] = {
		"にしとうきょうし たなし", "にしとうきょうし　たなし", "にしとうきょうし・たなし", "にしとうきょうしたなし",
		"ーにしとうきょうしたなし", "（にしとうきょうし）たなし",
	};
	for (size_t i = 0; i < ROWS(same); i++)
		assert_int_equal(compare(same[i], same[0]), 0);
	assert_int_equal(compare("", "・"), 0);
}

static void test_digits_and_letters_follow_the_kana(void **state)
{
	(void)state;
	static const char *const list[] = { "ん", "1ねん", "2ねん", "Aかい", "Bかい" };
	check_rising(list, ROWS(list));
}

static void test_malformed_text_still_makes_a_key(void **state)
{
	(void)state;
	static const char *const list[] = { "\xe3", "\xe3\x81", "\xff\xfe", "か\x80ー", "\xed\xa0\x80" };
	Arena a = { 0 };
	for (size_t i = 0; i < ROWS(list); i++)
		assert_true(kana_key(str_from(list[i]), &a).len > 0);
	arena_free(&a);
}

static const char *const NAMES[] = {
	"あおぞらさろん", "いきいきたいそう", "うたごえきっさ", "おれんじかふぇ", "かーでんのかい",
	"かいごしゃのつどい", "がくしゅうしえん", "かたつむりぶんこ", "がんばるかい", "きたまちじちかい",
	"こーひーのあさ", "こどもしょくどう", "さかえちょうさろん", "しばくぼかふぇ", "しゃべりば",
	"じゅーすすたんど", "しんまちのえんがわ", "パパのかい", "ばばさんのいえ", "ははおやきょうしつ",
};

static int by_key(const void *left, const void *right)
{
	return str_compare(*(const Str *)left, *(const Str *)right);
}

/* Sorted from any order, the list comes out as a Japanese reader expects it. */
static void test_twenty_names_are_listed_as_in_a_directory(void **state)
{
	(void)state;
	static const char *const expected[] = {
		"あおぞらさろん", "いきいきたいそう", "うたごえきっさ", "おれんじかふぇ", "かーでんのかい",
		"かいごしゃのつどい", "がくしゅうしえん", "かたつむりぶんこ", "がんばるかい", "きたまちじちかい",
		"こーひーのあさ", "こどもしょくどう", "さかえちょうさろん", "しばくぼかふぇ", "しゃべりば",
		"じゅーすすたんど", "しんまちのえんがわ", "ははおやきょうしつ", "ばばさんのいえ", "パパのかい",
	};
	Arena a = { 0 };
	Str keys[ROWS(NAMES)], sorted[ROWS(NAMES)];
	for (size_t turn = 0; turn < ROWS(NAMES); turn++) {
		for (size_t i = 0; i < ROWS(NAMES); i++)
			sorted[i] = keys[i] = kana_key(str_from(NAMES[(i * 7 + turn) % ROWS(NAMES)]), &a);
		qsort(sorted, ROWS(NAMES), sizeof(*sorted), by_key);
		for (size_t i = 0; i < ROWS(NAMES); i++)
			if (!str_equal(sorted[i], kana_key(str_from(expected[i]), &a)))
				fail_msg("number %zu is not '%s'", i, expected[i]);
	}
	arena_free(&a);
}

static void test_every_reading_is_in_a_row(void **state)
{
	static const struct { const char *reading; int row; } rows[] = {
		{ "あ", 0 }, { "おう", 0 }, { "がく", 1 }, { "ぞう", 2 }, { "っ", 3 }, { "ど", 3 }, { "の", 4 },
		{ "ぽぽ", 5 }, { "モノ", 6 }, { "ょ", 7 }, { "ろ", 8 }, { "わ", 9 }, { "ゐ", 9 }, { "を", 9 },
		{ "ん", 9 }, { "ゔぁ", 0 }, { "65", KANA_OTHER }, { "PTA", KANA_OTHER }, { "", KANA_OTHER }, { "ー", KANA_OTHER },
	};
	Arena a = { 0 };
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		if (kana_row(kana_key(str_from(rows[i].reading), &a)) != rows[i].row)
			fail_msg("'%s' is not in row %d", rows[i].reading, rows[i].row);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_syllabary_is_in_order),
		cmocka_unit_test(test_voiced_kana_count_only_between_equals),
		cmocka_unit_test(test_small_kana_come_before_large_ones_between_equals),
		cmocka_unit_test(test_a_long_vowel_is_the_vowel_before_it),
		cmocka_unit_test(test_voice_decides_before_size),
		cmocka_unit_test(test_katakana_sort_as_hiragana),
		cmocka_unit_test(test_a_prefix_comes_first),
		cmocka_unit_test(test_spaces_and_marks_do_not_count),
		cmocka_unit_test(test_digits_and_letters_follow_the_kana),
		cmocka_unit_test(test_malformed_text_still_makes_a_key),
		cmocka_unit_test(test_every_reading_is_in_a_row),
		cmocka_unit_test(test_twenty_names_are_listed_as_in_a_directory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
