/* Readings: which kana stand over which kanji, and pages told again with them. */
#include <stdio.h>

#include "city.h"

#include "base/utf8.h"
#include "render/markup.h"
#include "render/ruby.h"

static const CityFile files[] = {
	{ "content/readings.yaml",
	  "田無: たなし\n田: た\n町: まち\n西東京: にしとうきょう\n西東京市: にしとうきょうし\n役所: やくしょ\n"
	  "手伝いたい: てつだいたい\n申し込み: もうしこみ\n買い物: かいもの\n客: きゃく\n相談: そうだん\n"
	  "8日: ようか\n〇月: がつ\n〇日: にち\n月: つき\n〇分: ふん\n10分: じゅっぷん\n間: かん\n"
	  "民生委員・児童委員: みんせいいいん・じどういいん\n地域福祉センター: ちいきふくしせんたー\n"
	  "時々: ときどき\n明日: あした\n昼夜: ちゅうや\n5日: いつか\n日曜日: にちようび\nお花見: おはなみ\n分か: わか\n" },
};

/* 相談[そうだん]する; {…} around kanji that have no reading. */
static Str told(const Readings *readings, Str text, Arena *a)
{
	Buf b = { .arena = a };
	while (text.len) {
		ReadingRun run;
		readings_next(readings, &text, &run);
		for (size_t i = 0; i < run.count; i++) {
			bool unread = run.unread && i + 1 == run.count;
			buf_str(&b, unread ? STR("{") : (Str){ 0 });
			buf_str(&b, run.pieces[i].base);
			buf_str(&b, unread ? STR("}") : (Str){ 0 });
			if (run.pieces[i].kana.len)
				buf_str(&b, STR_CONCAT(a, STR("["), run.pieces[i].kana, STR("]")));
		}
	}
	return buf_text(&b);
}

static void check_told(const City *c, const char *text, const char *expected)
{
	Arena a = { 0 };
	Str got = told(c->site->ruby, str_from(text), &a);
	if (!str_equal(got, str_from(expected)))
		fail_msg("'%s' became '%.*s', not '%s'", text, STR_ARG(got), expected);
	arena_free(&a);
}

static Str laid_together(Str name, Str kana, Arena *a)
{
	ReadingRun run;
	Buf b = { .arena = a };
	reading_align(name, kana, &run);
	for (size_t i = 0; i < run.count; i++) {
		buf_str(&b, run.pieces[i].base);
		if (run.pieces[i].kana.len)
			buf_str(&b, STR_CONCAT(a, STR("["), run.pieces[i].kana, STR("]")));
	}
	return buf_text(&b);
}

/* 300 of them, 一々駅 to 三百々駅 as it were: all are words of their own. */
static void every_waymark_is_read_however_many_there_are(void **state)
{
	(void)state;
	enum { WAYMARKS = 300 };
	City c;
	Arena a = { 0 };
	Buf yaml = { .arena = &a };
	char point[4];
	for (uint32_t i = 0; i < WAYMARKS; i++)
		buf_format(&yaml, "- {name: 駅%.*s, kana: えき%u, lat: 35.7, lon: 139.5}\n", (int)utf8_encode(0x4e00 + i, point), point, i);
	buf_char(&yaml, 0);
	const CityFile waymarks[] = { { "content/waymarks.yaml", buf_text(&yaml).ptr } };
	city_load(&c, waymarks, 1);
	for (uint32_t i = 0; i < WAYMARKS; i++) {
		Str name = STR_CONCAT(&a, STR("駅"), (Str){ point, utf8_encode(0x4e00 + i, point) });
		Str read = str_format(&a, "%.*s[えき%u]", STR_ARG(name), i);
		check_told(&c, str_terminated(name, &a), str_terminated(read, &a));
	}
	city_end(&c);
	arena_free(&a);
}

/* tests/readings.tsv, which tests/web/readings.test.mjs lays over a page. */
static void texts_and_names_are_read_as_the_shared_vectors_say(void **state)
{
	FILE *f = fopen("tests/readings.tsv", "r");
	char line[500];
	size_t texts = 0, names = 0;
	City c;
	(void)state;
	assert_non_null(f);
	city_load(&c, files, ROWS(files));
	while (fgets(line, sizeof(line), f)) {
		Arena a = { 0 };
		Str second, third, text = str_cut(str_trim(str_from(line)), '\t', &second);
		bool is_name = str_find_byte(second, '\t') < second.len;
		Str kana = str_cut(second, '\t', &third), expected = is_name ? third : second;
		if (*line != '#') {
			Str got = is_name ? laid_together(text, kana, &a) : told(c.site->ruby, text, &a);
			if (!str_equal(got, expected))
				fail_msg("'%.*s' became '%.*s', not '%.*s'", STR_ARG(text), STR_ARG(got), STR_ARG(expected));
			texts += !is_name;
			names += is_name;
		}
		arena_free(&a);
	}
	assert_true(texts > 20 && names > 5);
	fclose(f);
	city_end(&c);
}

/* What the script of a page is given; tests/readings.json is what it is tried with. */
static void the_table_for_the_script_is_the_one_it_is_tried_with(void **state)
{
	FILE *f = fopen("tests/readings.json", "r");
	char expected[20000];
	Arena a = { 0 };
	City c;
	(void)state;
	assert_non_null(f);
	size_t len = fread(expected, 1, sizeof(expected), f);
	fclose(f);
	city_load(&c, files, ROWS(files));
	Str table = ruby_table(c.site->ruby, &a);
	if (!str_equal(table, (Str){ expected, len }))
		fail_msg("the table is now:\n%.*s", STR_ARG(table));
	city_end(&c);
	arena_free(&a);
}

static void names_bring_their_own_kana(void **state)
{
	City c;
	(void)state;
	city_load(&c, files, ROWS(files));
	check_told(&c, "芝久保町と試し市", "芝久保町[しばくぼちょう]と試[ため]し市[し]");
	city_end(&c);
}

static void ruby_is_written_with_as_few_elements_as_can_be(void **state)
{
	City c;
	Arena a = { 0 };
	Buf b = { .arena = &a };
	(void)state;
	city_load(&c, files, ROWS(files));
	ruby_write(c.site->ruby, STR("A &amp; 相談"), &b);
	assert_true(str_equal(buf_text(&b), STR("A &amp; <ruby>相談<rt>そうだん</rt></ruby>")));
	arena_free(&a);
	city_end(&c);
}

static void a_page_is_read_tag_by_tag(void **state)
{
	static const struct { MarkupSort sort; const char *whole; } parts[] = {
		{ MARKUP_OTHER, "<!DOCTYPE html>" }, { MARKUP_OPEN, "<p class=\"a>b\">" }, { MARKUP_TEXT, "1 &lt; 2" },
		{ MARKUP_ALONE, "<br>" }, { MARKUP_CLOSE, "</p>" }, { MARKUP_OPEN, "<script>" },
		{ MARKUP_OTHER, "if (a < b) c();" }, { MARKUP_CLOSE, "</script>" }, { MARKUP_ALONE, "<path d=\"M0\"/>" },
		{ MARKUP_OTHER, "<!-- <p> -->" }, { MARKUP_TEXT, "<" }, { MARKUP_TEXT, "a" },
	};
	Markup m = { .html = STR("<!DOCTYPE html><p class=\"a>b\">1 &lt; 2<br></p><script>if (a < b) c();</script>"
		                 "<path d=\"M0\"/><!-- <p> --><a") };
	MarkupPart part;
	(void)state;
	for (size_t i = 0; i < ROWS(parts); i++) {
		assert_true(markup_next(&m, &part));
		assert_int_equal(part.sort, parts[i].sort);
		assert_true(str_equal(part.whole, str_from(parts[i].whole)));
	}
	assert_false(markup_next(&m, &part));
}

static void attributes_are_read_one_by_one(void **state)
{
	Str tag = STR("<a class=\"x y\" hidden href=\"/a?b=1&amp;c\" data-id=\"\">");
	(void)state;
	assert_true(str_equal(markup_value(tag, STR("href")), STR("/a?b=1&amp;c")));
	assert_true(str_equal(markup_value(tag, STR("class")), STR("x y")));
	assert_true(markup_has(tag, STR("data-id")));
	assert_false(markup_has(tag, STR("id")));
	assert_false(markup_has(STR("<a href=\"x"), STR("href")));
	assert_false(markup_has(STR("<a"), STR("href")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_waymark_is_read_however_many_there_are),
		cmocka_unit_test(texts_and_names_are_read_as_the_shared_vectors_say),
		cmocka_unit_test(the_table_for_the_script_is_the_one_it_is_tried_with),
		cmocka_unit_test(names_bring_their_own_kana),
		cmocka_unit_test(ruby_is_written_with_as_few_elements_as_can_be),
		cmocka_unit_test(a_page_is_read_tag_by_tag),
		cmocka_unit_test(attributes_are_read_one_by_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
