#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/parallel.h"
#include "format/drawing.h"

#define ONE(words, size) (Words){ .spans = &(const Span){ words, size, false }, .count = 1 }

static Drawing *opened(void)
{
	DrawingFault fault;
	Drawing *d = drawing_open(&fault);
	assert_int_equal(fault, DRAWING_SOUND);
	assert_non_null(d);
	return d;
}

static void full_width_characters_are_as_wide_as_the_type_is_large(void **state)
{
	(void)state;
	Drawing *d = opened();
	const SetWords *four = drawing_set(d, &ONE(STR("掲示板東"), 20));
	assert_float_equal(four->width, 80, .01);
	assert_float_equal(four->height, 28, .01);
	assert_int_equal(four->lines, 1);
	Words twice = ONE(STR("掲示板東"), 20);
	twice.width = 40;
	twice.leading = 1.6;
	assert_float_equal(drawing_set(d, &twice)->height, 64, .01);
	assert_int_equal(drawing_set(d, &twice)->lines, 2);
	drawing_close(d);
}

/* 。 and ー may not begin a line, nor 「 end one. */
static void lines_break_where_japanese_may(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		double width;
		int lines;
	} rows[] = {
		{ "漢字漢字漢字", 40, 2 },
		{ "漢字漢字。漢字漢", 40, 3 },
		{ "漢字漢（漢字漢字", 40, 3 },
		{ "漢字漢字ー漢字漢", 45, 3 },
	};
	Drawing *d = opened();
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		Words words = ONE(str_from(rows[i].text), 10);
		words.width = rows[i].width;
		assert_int_equal(drawing_set(d, &words)->lines, rows[i].lines);
	}
	drawing_close(d);
}

/* 子ども食堂の|お知らせ and not 子ども食堂のお|知らせ; a phrase longer than the line is broken all the same. */
static void a_headline_breaks_between_phrases(void **state)
{
	(void)state;
	Drawing *d = opened();
	Words words = ONE(STR("子ども食堂のお知らせ"), 10);
	words.width = 75;
	words.phrases = true;
	const SetWords *set = drawing_set(d, &words);
	assert_int_equal(set->lines, 2);
	assert_true(set->width < 62 && set->width > 50);
	words.spans = &(const Span){ STR("地域包括支援センター運営協議会"), 10, false };
	set = drawing_set(d, &words);
	assert_true(set->width <= 75);
	assert_int_equal(set->lines, 3);
	/* 中央 ひばりが|丘 交流会館 would be narrower. */
	words.width = 80;
	words.spans = &(const Span){ STR("中央 ひばりが丘 交流会館"), 10, false };
	set = drawing_set(d, &words);
	assert_int_equal(set->lines, 2);
	assert_true(set->width > 62);
	drawing_close(d);
}

/* ひばりが|丘みどりの|丘 is what phrases alone would make of it. */
static void a_name_is_not_broken(void **state)
{
	(void)state;
	static const Str known[] = { STR_INIT("ひばりが丘"), STR_INIT("みどりの丘") };
	static const struct {
		const char *text;
		double width, set;
		int lines;
	} rows[] = {
		{ "ひばりが丘みどりの丘", 75, 50, 2 },
		{ "ひばりが丘みどりの丘", 105, 100, 1 },
		{ "元気にひばりが丘とみどりの丘の会", 75, 70, 3 },
		/* Longer than a line: broken anywhere but in the name, and that too where it alone is longer. */
		{ "東西南北地域ひばりが丘中学校", 75, 60, 3 },
		{ "ひばりが丘", 45, 40, 2 },
	};
	Arena a = { 0 };
	Names names = names_make(known, 2, &a);
	Drawing *d = opened();
	drawing_keep_names(d, &names);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		Words words = ONE(str_from(rows[i].text), 10);
		words.width = rows[i].width;
		words.phrases = true;
		const SetWords *set = drawing_set(d, &words);
		assert_int_equal(set->lines, rows[i].lines);
		assert_true(set->width <= rows[i].set + .5);
	}
	drawing_close(d);
	arena_free(&a);
}

/* 歓|迎です and 200|円 are what lines alone make of it; where phrases would take a line more they may. */
static void words_in_a_cell_break_gently(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		double width, least, most;
		int lines;
	} rows[] = {
		{ "話を聞くだけの方も歓迎です", 100, 80, 92, 2 },
		{ "話を聞くだけ", 100, 50, 62, 1 },
		{ "東西南北の地域協議会", 75, 45, 52, 2 },
		{ "会の東西南北地域の会議", 75, 62, 75, 2 },
	};
	Drawing *d = opened();
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		Words words = ONE(str_from(rows[i].text), 10);
		words.width = rows[i].width;
		const SetWords *plain = drawing_set(d, &words);
		words.gently = true;
		const SetWords *set = drawing_set(d, &words);
		assert_int_equal(set->lines, rows[i].lines);
		assert_int_equal(set->lines, plain->lines);
		assert_true(set->width >= rows[i].least && set->width <= rows[i].most);
	}
	drawing_close(d);
}

static void what_no_font_has_is_told(void **state)
{
	(void)state;
	const uint32_t *lost;
	Drawing *d = opened();
	drawing_set(d, &ONE(STR("掲示板 ABC ｶﾞ ① 髙﨑 𠮷野家 ～〜−"), 12));
	assert_int_equal(drawing_lost(d, &lost), 0);
	drawing_set(d, &ONE(STR("\u845b\U000e0102城"), 12));
	assert_int_equal(drawing_lost(d, &lost), 0);
	drawing_set(d, &ONE(STR("花見\xf0\x9f\x98\x80と\xf0\x9f\x98\x80葛\U000e01ef城 a\xef\xb8\x8f"), 12));
	assert_int_equal(drawing_lost(d, &lost), 2);
	assert_int_equal(lost[0], 0x1f600);
	assert_int_equal(lost[1], 0xe01ef);
	drawing_forget(d);
	assert_int_equal(drawing_lost(d, &lost), 0);
	drawing_close(d);
}

static void a_text_without_end_is_cut(void **state)
{
	(void)state;
	char *text = malloc(1 << 20);
	Drawing *d = opened();
	memset(text, 'a', 1 << 20);
	Words words = ONE(((Str){ text, 1 << 20 }), 12);
	words.width = 500;
	assert_true(drawing_set(d, &words)->cut);
	assert_false(drawing_set(d, &ONE(STR("a"), 12))->cut);
	free(text);
	drawing_close(d);
}

static void draw_sheet(Drawing *d, Arena *a, Str *bytes)
{
	const DrawingAbout about = { .title = STR("見出し"), .author = STR("市"), .date = STR("2026-11-01T00:00:00+09:00") };
	Qr qr;
	assert_true(qr_make(STR("https://keijiban.example/r/a/"), QR_M, a, &qr));
	drawing_pdf(d, PAPER_A4, &about);
	drawing_tag(d, "H1");
	drawing_words(d, drawing_set(d, &ONE(STR("見出し 𠮷"), 40)), 40, 40, INK_BLACK);
	drawing_tag_end(d, "H1");
	drawing_link(d, STR("https://keijiban.example/?q='a\\"));
	drawing_words(d, drawing_set(d, &ONE(STR("keijiban.example"), 12)), 40, 100, INK_BLACK);
	drawing_link_end(d);
	drawing_qr(d, &qr, 40, 140, 100);
	drawing_turn(d, 300, 300, 90);
	drawing_outline(d, drawing_set(d, &ONE(STR("見本"), 100)), 0, 0, 1, 0x808080);
	drawing_turn_back(d);
	drawing_line(d, (DrawnPoint){ 0, 400 }, (DrawnPoint){ 500, 400 }, (Stroke){ .5, 3, INK_BLACK });
	assert_true(drawing_end(d, a, bytes));
	drawing_forget(d);
}

typedef struct Sheets {
	Drawing *drawings[2];
	Arena arenas[2];
	Str bytes[24];
} Sheets;

static void draw_one(void *context, int worker, size_t item)
{
	Sheets *s = context;
	draw_sheet(s->drawings[worker], &s->arenas[worker], &s->bytes[item]);
}

/* Whatever was drawn before, and whoever draws beside it. */
static void the_same_calls_give_the_same_bytes(void **state)
{
	(void)state;
	Sheets s = { .drawings = { opened(), opened() } };
	parallel_each(2, 24, draw_one, &s);
	assert_memory_equal(s.bytes[0].ptr, "%PDF-1.5", 8);
	assert_true(str_contains(s.bytes[0], STR("/ObjStm")));
	for (size_t i = 1; i < 24; i++) {
		assert_int_equal(s.bytes[i].len, s.bytes[0].len);
		assert_memory_equal(s.bytes[i].ptr, s.bytes[0].ptr, s.bytes[0].len);
	}
	for (int i = 0; i < 2; i++) {
		drawing_close(s.drawings[i]);
		arena_free(&s.arenas[i]);
	}
}

static void a_picture_is_a_png_of_its_size(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str first = { 0 }, bytes;
	Drawing *d = opened();
	for (int i = 0; i < 2; i++) {
		drawing_png(d, 1200, 630, 0xf4f4f0);
		drawing_tag(d, "P");
		drawing_words(d, drawing_set(d, &ONE(STR("掲示板"), 80)), 60, 60, 0x003366);
		drawing_tag_end(d, "P");
		assert_true(drawing_end(d, &a, &bytes));
		assert_memory_equal(bytes.ptr, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\4\xb0\0\0\2\x76", 24);
		assert_true(!i || str_equal(first, bytes));
		first = bytes;
	}
	drawing_close(d);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(full_width_characters_are_as_wide_as_the_type_is_large),
		cmocka_unit_test(lines_break_where_japanese_may),
		cmocka_unit_test(a_headline_breaks_between_phrases),
		cmocka_unit_test(a_name_is_not_broken),
		cmocka_unit_test(words_in_a_cell_break_gently),
		cmocka_unit_test(what_no_font_has_is_told),
		cmocka_unit_test(a_text_without_end_is_cut),
		cmocka_unit_test(the_same_calls_give_the_same_bytes),
		cmocka_unit_test(a_picture_is_a_png_of_its_size),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
