/* Readings: which kana stand over which kanji, and pages told again with them. */
#include "city.h"

#include "render/markup.h"
#include "render/ruby.h"

static const CityFile files[] = {
	{ "content/readings.yaml",
	  "田無: たなし\n田: た\n町: まち\n西東京: にしとうきょう\n西東京市: にしとうきょうし\n役所: やくしょ\n"
	  "手伝いたい: てつだいたい\n申し込み: もうしこみ\n買い物: かいもの\n客: きゃく\n相談: そうだん\n"
	  "8日: ようか\n〇月: がつ\n〇日: にち\n月: つき\n〇分: ふん\n10分: じゅっぷん\n間: かん\n"
	  "民生委員・児童委員: みんせいいいん・じどういいん\n地域福祉センター: ちいきふくしせんたー\n"
	  "時々: ときどき\n明日: あした\n昼夜: ちゅうや\n" },
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

static void the_longest_match_wins_and_a_run_is_read_whole(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" },
		{ "かな only", "かな only" },
		{ "田無の町", "田無[たなし]の町[まち]" },
		{ "西東京市役所", "西東京市[にしとうきょうし]役所[やくしょ]" },
		{ "西東京役所", "西東京[にしとうきょう]役所[やくしょ]" },
		{ "田無駅", "{田無駅}" },
		{ "北田無", "{北田無}" },
		{ "田無駅で相談", "{田無駅}で相談[そうだん]" },
		{ "手伝いたい人", "手伝[てつだ]いたい{人}" },
		{ "申し込み", "申[もう]し込[こ]み" },
		{ "買い物客", "買[か]い物[もの]客[きゃく]" },
		{ "買い物籠", "{買}い{物籠}" },
		{ "民生委員・児童委員", "民生委員[みんせいいいん]・児童委員[じどういいん]" },
		{ "地域福祉センターへ", "地域福祉[ちいきふくし]センターへ" },
		{ "時々", "時々[ときどき]" },
		{ "時々刻々", "{時々刻々}" },
	};
	City c;
	(void)state;
	city_load(&c, files, ROWS(files));
	for (size_t i = 0; i < ROWS(cases); i++)
		check_told(&c, cases[i][0], cases[i][1]);
	city_end(&c);
}

static void numbers_are_read_as_numbers(void **state)
{
	static const char *const cases[][2] = {
		{ "8日", "8日[ようか]" },
		{ "18日", "18日[にち]" },
		{ "28日に", "28日[にち]に" },
		{ "8日間", "8日[ようか]間[かん]" },
		{ "8日目", "{8日目}" },
		{ "12月8日", "12月[がつ]8日[ようか]" },
		{ "月", "月[つき]" },
		{ "10分", "10分[じゅっぷん]" },
		{ "110分", "110分[ふん]" },
		{ "１２月", "１２月[つき]" },
		{ "042-464-1311", "042-464-1311" },
	};
	City c;
	(void)state;
	city_load(&c, files, ROWS(files));
	for (size_t i = 0; i < ROWS(cases); i++)
		check_told(&c, cases[i][0], cases[i][1]);
	city_end(&c);
}

static void names_bring_their_own_kana(void **state)
{
	City c;
	(void)state;
	city_load(&c, files, ROWS(files));
	check_told(&c, "芝久保町と試し市", "芝久保町[しばくぼちょう]と試[ため]し市[し]");
	city_end(&c);
}

static void a_name_and_its_kana_are_laid_together(void **state)
{
	static const char *const cases[][3] = {
		{ "子ども家庭支援センター のどか", "こどもかていしえんせんたー のどか",
		  "子[こ]ども家庭支援[かていしえん]センター のどか" },
		{ "ひばりの間", "ひばりのま", "ひばりの間[ま]" },
		{ "お祭り", "おまつり", "お祭[まつ]り" },
		{ "母の日の会", "ははのひのかい", "母[はは]の日[ひ]の会[かい]" },
		{ "65歳の会", "ろくじゅうごさいのかい", "65歳[ろくじゅうごさい]の会[かい]" },
		{ "茶話会", "さわかい（毎月）", "茶話会[さわかい（毎月）]" },
		{ "話の会", "", "話の会" },
	};
	Arena a = { 0 };
	(void)state;
	for (size_t i = 0; i < ROWS(cases); i++) {
		ReadingRun run;
		Buf b = { .arena = &a };
		reading_align(str_from(cases[i][0]), str_from(cases[i][1]), &run);
		for (size_t n = 0; n < run.count; n++) {
			buf_str(&b, run.pieces[n].base);
			if (run.pieces[n].kana.len)
				buf_str(&b, STR_CONCAT(&a, STR("["), run.pieces[n].kana, STR("]")));
		}
		if (!str_equal(buf_text(&b), str_from(cases[i][2])))
			fail_msg("'%s' became '%.*s', not '%s'", cases[i][0], STR_ARG(buf_text(&b)), cases[i][2]);
	}
	arena_free(&a);
}

static void ruby_is_written_with_brackets_for_those_that_do_not_know_it(void **state)
{
	City c;
	Arena a = { 0 };
	Buf b = { .arena = &a };
	(void)state;
	city_load(&c, files, ROWS(files));
	ruby_write(c.site->ruby, STR("A &amp; 相談"), &b);
	assert_true(str_equal(buf_text(&b), STR("A &amp; <ruby class=\"r\">相談<rp>（</rp><rt>そうだん</rt><rp>）</rp></ruby>")));
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
		cmocka_unit_test(the_longest_match_wins_and_a_run_is_read_whole),
		cmocka_unit_test(numbers_are_read_as_numbers),
		cmocka_unit_test(names_bring_their_own_kana),
		cmocka_unit_test(a_name_and_its_kana_are_laid_together),
		cmocka_unit_test(ruby_is_written_with_brackets_for_those_that_do_not_know_it),
		cmocka_unit_test(a_page_is_read_tag_by_tag),
		cmocka_unit_test(attributes_are_read_one_by_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
