/* What a text becomes in another language. */
#include "city.h"

#include "render/layout_texts.h"

static const CityFile files[] = {
	{ "content/languages/en.yaml",
	  "name: English\nlang: en\npath: en\nnote: (Japanese)\nspaced: yes\npages: [home]\n"
	  "texts:\n  試し市: Trial City\n  赤ちゃん: Babies\n  集まりたい: Meet people\n  食べたい: Eat\n  空: \"\"\n"
	  "  \"{name}の更新情報\": News of {name}\n  \"{name}の{0}月の更新情報\": \"News of {name}, month {0}\"\n"
	  "  \"{0}件\": \"{0}\"\n  \"{a}から{b}まで\": \"{b} after {a}\"\n  \"{braces}のかっこ\": \"{ {braces} } |\"\n"
	  "parts:\n  、: \", \"\n  ・: \", \"\n  \"12月{0}日\": \"{0} December\"\n  \"1月{0}日\": \"{0} January\"\n"
	  "  \"（{note}）\": \" ({note})\"\n  火曜日: Tuesday\n  まで: \"\"\n  から: to\n"
	  "  \"午前{0}時\": \"{0} am\"\n  \"午前{0}時{1}分\": \"{0}:{1} am\"\n  \"{0}歳\": \"age {0}\"\n  \"{0}円\": \"{0} yen\"\n" },
	{ "content/languages/zh.yaml",
	  "name: 中文\nlang: zh-Hans\npath: zh-hans\nnote: （日语）\npages: [home]\nparts: {毎週: 每周, 火曜日: 星期二}\n" },
	{ "content/languages/easy.yaml",
	  "name: やさしい\nlang: ja\npath: easy\nnote: （ふつう）\neasy: yes\npages: [home]\ntexts: {赤ちゃん: 小さい子ども}\n" },
	{ "content/vocabulary.yaml",
	  "ages: [{id: baby, label: 赤ちゃん, max: 5}, {id: teen, label: 中学生・高校生, short: 中高生, easy: 12歳からの人}, "
	  "{id: parent, label: 子育て中}, {id: senior, label: 65歳から}]\n"
	  "purposes: [{id: gather, label: 集まりたい}, {id: consult, label: 相談したい}, {id: eat, label: 食べたい}]\n"
	  "troubles: [{id: lonely, label: さびしい}, {id: violence, label: こわい}, {id: money, label: お金}]\n"
	  "accessibility: [{id: step-free, label: 段差なし}]\ntiers: [{id: city, label: 市全域}, {id: area, label: 圏域}, {id: district, label: 地域}]\n"
	  "bases: [{id: chien, label: 地縁型}, {id: mokuteki, label: 目的型}]\nroles: [{id: shi, label: 市}]\nplace_types: [{id: hall, label: 集会所}]\n"
	  "channels: [{id: desk, label: 窓口}, {id: phone, label: 電話, voice: yes}]\nlanguages: [{id: en, label: 英語}]\n" },
};

enum { EASY, ENGLISH, CHINESE };               /* by file name */

/* <…> around what stays Japanese; "-" where there is nothing for it. */
static void check_said(const City *c, int language, const char *japanese, const char *expected)
{
	Arena a = { 0 };
	Buf b = { .arena = &a };
	Said said;
	bool known = language_say(&c->site->languages.items[language], str_from(japanese), &said);
	for (size_t i = 0; known && i < said.count; i++) {
		buf_str(&b, said.pieces[i].japanese ? STR("<") : (Str){ 0 });
		buf_str(&b, said.pieces[i].text);
		buf_str(&b, said.pieces[i].japanese ? STR(">") : (Str){ 0 });
	}
	Str got = known ? buf_text(&b) : STR("-");
	if (!str_equal(got, str_from(expected)))
		fail_msg("'%s' became '%.*s', not '%s'", japanese, STR_ARG(got), expected);
	arena_free(&a);
}

static void a_text_is_said_whole_with_places_or_in_parts(void **state)
{
	static const char *const cases[][2] = {
		{ "試し市", "Trial City" },
		{ "空", "" },
		{ "知らない文", "-" },
		{ "試し市の更新情報", "News of Trial City" },
		{ "谷戸町の更新情報", "News of <谷戸町>" },
		{ "試し市の3月の更新情報", "News of Trial City, month 3" },
		{ "試し市のX月の更新情報", "News of <試し市のX月>" },
		{ "の更新情報", "-" },
		{ "12件", "12" },
		{ "1,200件", "1,200" },
		{ "その件", "-" },
		{ "12月8日（火曜日）午前10時30分まで", "8 December (Tuesday) 10:30 am" },
		{ "12月8日", "8 December" },
		{ "1月8日、12月8日", "8 January, 8 December" },
		{ "午前10時から午前11時", "10 am to 11 am" },
		{ "12月8日（雨のとき）", "8 December (<雨のとき>)" },
		{ "12月8日の雨", "-" },
		{ "赤ちゃん・集まりたい", "Babies, Meet people" },
		{ "1,000円", "1,000 yen" },
		{ "試し市、赤ちゃん", "Trial City, Babies" },
		{ "5歳", "age 5" },
		{ "試し市から12月8日まで", "Trial City to 8 December" },
		{ "谷戸町から12月8日まで", "8 December after <谷戸町>" },
		{ "試し市のかっこ", "{ Trial City } |" },
		{ "LINE 12月8日", "LINE 8 December" },
	};
	City c;
	(void)state;
	city_load(&c, files, ROWS(files));
	assert_int_equal(c.diag.errors, 0);
	assert_int_equal(c.site->languages.count, 3);
	for (size_t i = 0; i < ROWS(cases); i++)
		check_said(&c, ENGLISH, cases[i][0], cases[i][1]);
	city_end(&c);
}

static void languages_without_spaces_get_none(void **state)
{
	City c;
	(void)state;
	city_load(&c, files, ROWS(files));
	check_said(&c, CHINESE, "毎週火曜日", "每周星期二");
	city_end(&c);
}

static void easy_japanese_takes_the_labels_of_the_vocabulary(void **state)
{
	City c;
	(void)state;
	city_load(&c, files, ROWS(files));
	check_said(&c, EASY, "中高生", "12歳からの人");
	check_said(&c, EASY, "中学生・高校生", "12歳からの人");
	check_said(&c, EASY, "赤ちゃん", "小さい子ども");
	check_said(&c, EASY, "集まりたい", "-");
	city_end(&c);
}

/* Long, or of nothing but beginnings of patterns: it ends, and within the pieces there are. */
static void hostile_texts_end(void **state)
{
	City c;
	Arena a = { 0 };
	Buf b = { .arena = &a };
	Said said;
	(void)state;
	city_load(&c, files, ROWS(files));
	const Language *l = &c.site->languages.items[ENGLISH];
	for (int i = 0; i < 200; i++)
		buf_str(&b, STR("、"));
	assert_false(language_say(l, buf_text(&b), &said));
	for (int i = 0; i < 100000; i++)
		buf_str(&b, STR("試し市の更新情報（"));
	assert_false(language_say(l, buf_text(&b), &said));
	b.len = 0;
	for (int i = 0; i < 20; i++)
		buf_str(&b, STR("の更新情報"));
	assert_true(language_say(l, buf_text(&b), &said));
	assert_true(said.count <= SAID_PIECES);
	arena_free(&a);
	city_end(&c);
}

/* Texts of layouts. */

typedef struct Gathered {
	Buf all;
	Str layout;
} Gathered;

static void gather(void *context, Str text, size_t at)
{
	Gathered *g = context;
	buf_format(&g->all, "%zu ", at);
	buf_str(&g->all, text);
	buf_char(&g->all, '\n');
}

static void the_texts_of_a_layout_are_what_stands_between_tags(void **state)
{
	Arena a = { 0 };
	Gathered g = { .all = { .arena = &a } };
	(void)state;
	layout_texts_each(STR("<p class=\"か\">{{name}}の更新情報</p>\n"
	                      "<img alt=\"{{name}}の絵\"><b>12</b>{{! 注意 }}<i>年：{{#age}}すべて{{/age}}</i>"
	                      "{{{html}}}あと {{> parts/tel}} まえ<a title=\"閉じない"),
	                  &a, gather, &g);
	assert_string_equal(str_terminated(buf_text(&g.all), &a),
	                    "15 {name}の更新情報\n53 {name}の絵\n94 年：\n108 すべて\n139 あと\n162 まえ\n178 閉じない\n");
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_said_whole_with_places_or_in_parts),
		cmocka_unit_test(languages_without_spaces_get_none),
		cmocka_unit_test(easy_japanese_takes_the_labels_of_the_vocabulary),
		cmocka_unit_test(hostile_texts_end),
		cmocka_unit_test(the_texts_of_a_layout_are_what_stands_between_tags),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
