#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "format/markdown.h"

typedef struct Case {
	const char *markdown, *html;
} Case;

typedef struct Wrong {
	const char *markdown, *code;
	uint32_t line;
	uint16_t column, length;
	const char *hint;                      /* part of it, or NULL */
} Wrong;

typedef struct Run {
	Arena arena;
	Diag diag;
	Str html;
	bool passed;
} Run;

static Str known_url(void *context, Str target)
{
	(void)context;
	if (str_equal(target, STR("record:hana")))
		return STR("/seibu/events/hana/");
	return str_starts(target, STR("/")) ? target : (Str){ 0 };
}

static Str nearest(void *context, Str target)
{
	(void)context;
	return str_equal(target, STR("record:hanna")) ? STR("record:hana") : (Str){ 0 };
}

static Str known_image(void *context, Str target, Str alt)
{
	Buf b = { .arena = context };
	if (!str_equal(target, STR("hana.jpg")))
		return (Str){ 0 };
	buf_str(&b, STR("<img src=\"hana.jpg\" alt=\""));
	buf_escaped(&b, alt);
	buf_str(&b, STR("\" width=\"4\" height=\"3\">"));
	return buf_text(&b);
}

static void render_at(Run *run, Source source, Str body, uint32_t first_line)
{
	*run = (Run){ 0 };
	MarkdownRules rules = {
		.japanese = true, .heading_level = 2, .link_url = known_url, .link_nearest = nearest,
		.image_html = known_image, .context = &run->arena,
	};
	run->passed = markdown_render(&source, body, first_line, &rules, &run->arena, &run->diag, &run->html);
	assert_int_equal(run->passed, run->diag.errors == 0);
}

static void render(Run *run, Str body)
{
	render_at(run, (Source){ STR("a.md"), body }, body, 1);
}

static void release(Run *run)
{
	arena_free(&run->arena);
	diag_free(&run->diag);
}

static void assert_str(Str got, const char *want)
{
	if (!str_equal(got, str_from(want)))
		fail_msg("got  «%.*s»\nwant «%s»", STR_ARG(got), want);
}

static void assert_rendered(const Case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		Run run;
		render(&run, str_from(cases[i].markdown));
		if (run.diag.count)
			fail_msg("%s: %.*s", cases[i].markdown, STR_ARG(run.diag.problems[0].message));
		assert_str(run.html, cases[i].html);
		release(&run);
	}
}

#define ASSERT_RENDERED(table) assert_rendered(table, sizeof(table) / sizeof(*table))

static void japanese_punctuation_beside_stars_is_no_obstacle(void **state)
{
	(void)state;
	static const Case cases[] = {
		{ "これは**「重要」**です", "<p>これは<strong>「重要」</strong>です</p>\n" },
		{ "これは**太字（たいじ）**です", "<p>これは<strong>太字（たいじ）</strong>です</p>\n" },
		{ "これは*「斜め」*です", "<p>これは<em>「斜め」</em>です</p>\n" },
		{ "**注意。**次の話", "<p><strong>注意。</strong>次の話</p>\n" },
		{ "話。**注意**。次", "<p>話。<strong>注意</strong>。次</p>\n" },
		{ "**「一つ」**と**「二つ」**と**三つ**",
		  "<p><strong>「一つ」</strong>と<strong>「二つ」</strong>と<strong>三つ</strong></p>\n" },
		{ "受付は**(午前)**と**10:00~**です", "<p>受付は<strong>(午前)</strong>と<strong>10:00~</strong>です</p>\n" },
		{ "くわしくは**[案内](/a/)**へ", "<p>くわしくは<strong><a href=\"/a/\">案内</a></strong>へ</p>\n" },
		{ "鍵は**`かぎ`**です", "<p>鍵は<strong><code>かぎ</code></strong>です</p>\n" },
		{ "葛\xf3\xa0\x84\x80**(かつ)**城", "<p>葛\xf3\xa0\x84\x80<strong>(かつ)</strong>城</p>\n" },
		{ "㈱**“花”**㋐", "<p>㈱<strong>“花”</strong>㋐</p>\n" },
		{ "***「とても」***大事", "<p><em><strong>「とても」</strong></em>大事</p>\n" },
		{ "> **「引用」**の中", "<blockquote>\n<p><strong>「引用」</strong>の中</p>\n</blockquote>\n" },
		{ "* 「一」\n* 「二」", "<ul>\n<li>「一」</li>\n<li>「二」</li>\n</ul>\n" },
	};
	ASSERT_RENDERED(cases);
}

static void english_emphasis_stays_as_commonmark_has_it(void **state)
{
	(void)state;
	static const Case cases[] = {
		{ "a*\"foo\"*b", "<p>a*&quot;foo&quot;*b</p>\n" },
		{ "snake_case_name", "<p>snake_case_name</p>\n" },
		{ "2 * 3 * 4", "<p>2 * 3 * 4</p>\n" },
	};
	ASSERT_RENDERED(cases);
}

static void marks_never_reach_the_page(void **state)
{
	(void)state;
	static const Case cases[] = {
		{ "`は**「x」**は`", "<p><code>は**「x」**は</code></p>\n" },
		{ "```は**「x」\nは**「x」**は\n```", "<pre><code class=\"language-は**「x」\">は**「x」**は\n</code></pre>\n" },
		{ "[あ**「い」**う](/は*「x」* \"は**「y」**は\")", NULL },
		{ "[あ](</は**「x」**は> \"は**「y」**は\")",
		  "<p><a href=\"/%E3%81%AF**%E3%80%8Cx%E3%80%8D**%E3%81%AF\" title=\"は**「y」**は\">あ</a></p>\n" },
		{ "![は**「x」**は](hana.jpg)", "<p><img src=\"hana.jpg\" alt=\"は「x」は\" width=\"4\" height=\"3\"></p>\n" },
		{ "は\xf0\x9f\xbf\xbe" "は", "<p>はは</p>\n" },
		{ "\xf0\x9f\x8c\xb8花", "<p>\xf0\x9f\x8c\xb8花</p>\n" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		Run run;
		render(&run, str_from(cases[i].markdown));
		assert_false(str_contains(run.html, STR("\xf0\x9f\xbf\xbe")));
		if (cases[i].html)
			assert_str(run.html, cases[i].html);
		release(&run);
	}
}

static void ruby_is_written_with_brackets_for_old_browsers(void **state)
{
	(void)state;
	static const Case cases[] = {
		{ "{田無|たなし}へ", "<p><ruby>田無<rp>（</rp><rt>たなし</rt><rp>）</rp></ruby>へ</p>\n" },
		{ "{田無｜たなし}へ", "<p><ruby>田無<rp>（</rp><rt>たなし</rt><rp>）</rp></ruby>へ</p>\n" },
		{ "{<b|\"&}", "<p><ruby>&lt;b<rp>（</rp><rt>&quot;&amp;</rt><rp>）</rp></ruby></p>\n" },
		{ "`{田無|たなし}`", "<p><code>{田無|たなし}</code></p>\n" },
		{ "    {田無|たなし}", "<pre><code>{田無|たなし}\n</code></pre>\n" },
		{ "\\{田無|たなし}", "<p>{田無|たなし}</p>\n" },
		{ "{田無}と{ }", "<p>{田無}と{ }</p>\n" },
		{ "**{田無|たなし}**は",
		  "<p><strong><ruby>田無<rp>（</rp><rt>たなし</rt><rp>）</rp></ruby></strong>は</p>\n" },
	};
	ASSERT_RENDERED(cases);
}

static void line_breaks_between_japanese_characters_are_no_spaces(void **state)
{
	(void)state;
	static const Case cases[] = {
		{ "公園で\n会います", "<p>公園で会います</p>\n" },
		{ "公園、\n会場", "<p>公園、会場</p>\n" },
		{ "公園\n**会場**\nです", "<p>公園<strong>会場</strong>です</p>\n" },
		{ "{公園|こうえん}\n{会場|かいじょう}",
		  "<p><ruby>公園<rp>（</rp><rt>こうえん</rt><rp>）</rp></ruby>"
		  "<ruby>会場<rp>（</rp><rt>かいじょう</rt><rp>）</rp></ruby></p>\n" },
		{ "会場は\nroom", "<p>会場は\nroom</p>\n" },
		{ "room\nです", "<p>room\nです</p>\n" },
		{ "公園  \n会場", "<p>公園<br />\n会場</p>\n" },
		{ "公園\\\n会場", "<p>公園<br />\n会場</p>\n" },
	};
	ASSERT_RENDERED(cases);
}

static void headings_begin_below_the_page_s_own_and_get_ids(void **state)
{
	(void)state;
	static const Case cases[] = {
		{ "# 受付 時間\n\n## **Fax**・「紙」\n", "<h3 id=\"受付-時間\">受付 時間</h3>\n<h4 id=\"fax紙\"><strong>Fax</strong>・「紙」</h4>\n" },
		{ "# 一\n\n# 一\n\n# 一-2\n", "<h3 id=\"一\">一</h3>\n<h3 id=\"一-2\">一</h3>\n<h3 id=\"一-2-2\">一-2</h3>\n" },
		{ "# {田無|たなし}\n", "<h3 id=\"田無\"><ruby>田無<rp>（</rp><rt>たなし</rt><rp>）</rp></ruby></h3>\n" },
		{ "# 一\n## 二\n### 三\n#### 四\n##### 五\n",
		  "<h3 id=\"一\">一</h3>\n<h4 id=\"二\">二</h4>\n<h5 id=\"三\">三</h5>\n<h6 id=\"四\">四</h6>\n<h6 id=\"五\">五</h6>\n" },
		{ "[下へ](#受付)\n\n# 受付\n", "<p><a href=\"#%E5%8F%97%E4%BB%98\">下へ</a></p>\n<h3 id=\"受付\">受付</h3>\n" },
		{ "> # 受付\n\n[上へ](#%E5%8f%97%E4%BB%98)\n",
		  "<blockquote>\n<h3 id=\"受付\">受付</h3>\n</blockquote>\n<p><a href=\"#%E5%8F%97%E4%BB%98\">上へ</a></p>\n" },
		{ "## 一\n\n### 二\n\n# 三\n", "<h3 id=\"一\">一</h3>\n<h4 id=\"二\">二</h4>\n<h3 id=\"三\">三</h3>\n" },
		{ "# ？！\n", "<h3 id=\"section\">？！</h3>\n" },
		{ "#8008 へ\n", "<p>#8008 へ</p>\n" },
		{ "\\#受付\n", "<p>#受付</p>\n" },
	};
	ASSERT_RENDERED(cases);
}

static void ids_take_the_prefix_of_their_page(void **state)
{
	(void)state;
	Arena a = { 0 };
	Diag d = { 0 };
	Str html, body = STR("# 受付\n[へ](#受付)");
	MarkdownRules rules = { .japanese = true, .id_prefix = STR("easy-") };
	assert_true(markdown_render(&(Source){ .path = STR("a.md") }, body, 1, &rules, &a, &d, &html));
	assert_str(html, "<h1 id=\"easy-受付\">受付</h1>\n<p><a href=\"#easy-%E5%8F%97%E4%BB%98\">へ</a></p>\n");
	arena_free(&a);
}

static void links_and_pictures_that_are_fine_are_written(void **state)
{
	(void)state;
	static const Case cases[] = {
		{ "[花](record:hana)", "<p><a href=\"/seibu/events/hana/\">花</a></p>\n" },
		{ "[花](/a/?b=c&d='e')", "<p><a href=\"/a/?b=c&amp;d=&#x27;e&#x27;\">花</a></p>\n" },
		{ "[花](HTTPS://例え.jp/)", "<p><a href=\"HTTPS://%E4%BE%8B%E3%81%88.jp/\">花</a></p>\n" },
		{ "[花](tel:042-464-1311)", "<p><a href=\"tel:042-464-1311\">花</a></p>\n" },
		{ "<a@example.jp>", "<p><a href=\"mailto:a@example.jp\">a@example.jp</a></p>\n" },
		{ "<https://example.jp/>", "<p><a href=\"https://example.jp/\">https://example.jp/</a></p>\n" },
		{ "[![花](hana.jpg)](/a/)",
		  "<p><a href=\"/a/\"><img src=\"hana.jpg\" alt=\"花\" width=\"4\" height=\"3\"></a></p>\n" },
		{ "![\"花\"](hana.jpg)",
		  "<p><img src=\"hana.jpg\" alt=\"&quot;花&quot;\" width=\"4\" height=\"3\"></p>\n" },
	};
	ASSERT_RENDERED(cases);
}

static void mistakes_are_reported_at_their_place(void **state)
{
	(void)state;
	static const Wrong wrongs[] = {
		{ "一\n\n二<br>三", "markdown-html", 3, 2, 4, "backslash" },
		{ "一 <B>二</b>", "markdown-html", 1, 3, 3, "**words**" },
		{ "<div>\n一\n</div>", "markdown-html", 1, 1, 5, "&lt;" },
		{ "<!-- メモ -->", "markdown-html", 1, 1, 11, "commit" },
		{ "[花](javascript:alert)", "link-scheme", 1, 5, 16, "https:" },
		{ "[花](JavaScript:x)", "link-scheme", 1, 5, 12, NULL },
		{ "[花](javascript&#58;x)", "link-scheme", 1, 1, 0, NULL },
		{ "[花](< data:x>)", "link-scheme", 1, 7, 6, NULL },
		{ "[花](file:///etc)", "link-scheme", 1, 5, 11, NULL },
		{ "[花](12:30)", "link-scheme", 1, 5, 5, NULL },
		{ "[花](//evil.example/)", "link-host", 1, 5, 15, "https:" },
		{ "[花](</\\\\evil.example>)", "link-host", 1, 1, 0, NULL },
		{ "[花]()", "link-address", 1, 1, 0, "record:id" },
		{ "[花](https:)", "link-address", 1, 5, 6, NULL },
		{ "[花](http:/evil)", "link-address", 1, 5, 10, NULL },
		{ "[花](https:///evil)", "link-address", 1, 5, 13, NULL },
		{ "[花](tel:)", "link-address", 1, 5, 4, NULL },
		{ "- 一\n- [花](record:hanna)", "link-unknown", 2, 7, 12, "did you mean 'record:hana'?" },
		{ "[花](events)", "link-unknown", 1, 5, 6, "record:id" },
		{ "[](/a/)", "link-text", 1, 4, 3, "[words](/a/)" },
		{ "[ ![](hana.jpg) ](/a/)", "image-alt", 1, 7, 8, NULL },
		{ "# 受付時間\n[花](#受付)", "anchor-unknown", 2, 5, 3, NULL },
		{ "# reception\n[花](#recepton)", "anchor-unknown", 2, 5, 9, "'#reception'" },
		{ "![ ](hana.jpg)", "image-alt", 1, 6, 8, "square brackets" },
		{ "![花](hane.jpg)", "image-unknown", 1, 6, 8, "JPEG or PNG" },
		{ "![花](https://x/a.jpg)", "image-elsewhere", 1, 6, 15, "beside the record" },
		{ "一\n二\xff", "markdown-utf8", 2, 2, 0, "UTF-8" },
		{ "\xe3\x81", "markdown-utf8", 1, 1, 0, NULL },
		{ "\xed\xa0\x80", "markdown-utf8", 1, 1, 0, NULL },
		{ "**「前」**は<i>", "markdown-html", 1, 9, 3, "*words*" },
		{ "は ** だめ ** だ", "emphasis-left", 1, 3, 2, "'**だめ**'" },
		{ "は**だめ", "emphasis-left", 1, 2, 2, "behind the words" },
		{ "{田無|}", "ruby-left", 1, 1, 1, "a bar" },
		{ "は{田無|たなし", "ruby-left", 1, 2, 1, NULL },
		{ "一\n\n##受付", "heading-space", 3, 1, 2, "'## 受付'" },
		{ "# 一\n### 受付", "heading-skipped", 2, 1, 0, "'##'" },
		{ "#\n", "heading-empty", 1, 1, 0, "delete" },
	};
	for (size_t i = 0; i < sizeof(wrongs) / sizeof(*wrongs); i++) {
		const Wrong *w = &wrongs[i];
		Run run;
		render(&run, str_from(w->markdown));
		if (run.diag.count != 1)
			fail_msg("%s: %zu problems", w->markdown, run.diag.count);
		const Problem *p = &run.diag.problems[0];
		assert_str(p->code, w->code);
		if (p->pos.line != w->line || p->pos.column != w->column || p->pos.length != w->length)
			fail_msg("%s: at %u:%u+%u", w->markdown, p->pos.line, p->pos.column, p->pos.length);
		if (w->hint && !str_contains(p->hint, str_from(w->hint)))
			fail_msg("%s: hint «%.*s»", w->markdown, STR_ARG(p->hint));
		release(&run);
	}
}

/* Text is looked at in blocks: wherever a byte that is no UTF-8 stands in one, it is told where it stands. */
static void what_is_no_utf8_is_told_wherever_it_stands(void **state)
{
	(void)state;
	static const char *const broken[] = { "\xff", "\x80", "\xe3", "\xe3\x81", "\xed\xa0\x80", "\xe0\x80\x80",
		                              "\xc0\xaf", "\xf8\x81\x81\x81\x81" };
	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		for (uint16_t before = 0; before < 40; before++) {
			Run run;
			Buf b = { .arena = &(Arena){ 0 } };
			for (uint16_t n = 0; n < 80; n++)
				buf_str(&b, n == before ? str_from(broken[i]) : STR("漢"));
			render(&run, buf_text(&b));
			assert_int_equal(run.diag.count, 1);
			assert_str(run.diag.problems[0].code, "markdown-utf8");
			assert_int_equal(run.diag.problems[0].pos.column, before + 1);
			release(&run);
			arena_free(b.arena);
		}
	}
}

static void places_count_from_the_body_s_first_line_and_indentation(void **state)
{
	(void)state;
	Run run;
	Source source = { STR("a.yaml"), STR("body: |\n  一\n  二<br>\n") };
	render_at(&run, source, STR("一\n二<br>\n"), 2);
	assert_int_equal(run.diag.problems[0].pos.line, 3);
	assert_int_equal(run.diag.problems[0].pos.column, 4);
	release(&run);
}

static Str repeated(Arena *a, const char *start, const char *part, size_t times, const char *end)
{
	Buf b = { .arena = a };
	buf_str(&b, str_from(start));
	for (size_t i = 0; i < times; i++)
		buf_str(&b, str_from(part));
	buf_str(&b, str_from(end));
	return buf_text(&b);
}

static void input_made_to_be_slow_is_refused_at_its_line(void **state)
{
	(void)state;
	static const struct {
		const char *start, *part;
		size_t times;
		const char *end, *code;        /* code NULL: accepted */
		uint32_t line;
	} cases[] = {
		{ "", "a", MARKDOWN_BYTES_MAX, "", NULL, 0 },
		{ "", "a", MARKDOWN_BYTES_MAX + 1, "", "markdown-size", 1 },
		{ "一\n", "- ", MARKDOWN_DEPTH_MAX, "x", NULL, 0 },
		{ "一\r\n", "- ", MARKDOWN_DEPTH_MAX + 1, "x", "markdown-depth", 2 },
		{ "一\r", ">", MARKDOWN_DEPTH_MAX + 1, "", "markdown-depth", 2 },
		{ "> ", "1. ", MARKDOWN_DEPTH_MAX, "", "markdown-depth", 1 },
		{ "", "-", 200, "\n", NULL, 0 },
		{ "", "*", 200, "\n", NULL, 0 },
		{ "- a\n", " ", MARKDOWN_INDENT_MAX, "- b", NULL, 0 },
		{ "- a\n", " ", MARKDOWN_INDENT_MAX + 1, "- b", "markdown-depth", 2 },
		{ "- a\n", " ", MARKDOWN_INDENT_MAX + 1, "\n", NULL, 0 },
		{ "", "\t", 17, "a", "markdown-depth", 1 },
		{ "", "[", MARKDOWN_BRACKETS_MAX, "", NULL, 0 },
		{ "\n\n", "[", MARKDOWN_BRACKETS_MAX + 1, "", "markdown-brackets", 3 },
		{ "[a]: /x\n\n", "[a]", MARKDOWN_REFERENCES_MAX, "", "markdown-brackets", 3 },
		{ "", "[", MARKDOWN_REFERENCES_MAX + 1, "]:", "markdown-brackets", 1 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		Arena a = { 0 };
		Run run;
		render(&run, repeated(&a, cases[i].start, cases[i].part, cases[i].times, cases[i].end));
		assert_int_equal(run.passed, !cases[i].code);
		if (cases[i].code) {
			assert_int_equal(run.diag.count, 1);
			assert_str(run.diag.problems[0].code, cases[i].code);
			assert_int_equal(run.diag.problems[0].pos.line, cases[i].line);
		}
		release(&run);
		arena_free(&a);
	}
}

static void deep_nesting_and_many_mistakes_are_bounded(void **state)
{
	(void)state;
	Arena a = { 0 };
	Run run;
	render(&run, repeated(&a, "", "*a **b ", 9000, ""));
	assert_true(run.passed);
	release(&run);
	render(&run, repeated(&a, "", "<b>", 20000, ""));
	assert_int_equal(run.diag.count, MARKDOWN_PROBLEMS_MAX);
	release(&run);
	arena_free(&a);
}

static void without_rules_paths_pass_and_records_do_not(void **state)
{
	(void)state;
	Arena a = { 0 };
	Diag d = { 0 };
	Str html;
	MarkdownRules rules = { 0 };
	assert_true(markdown_render(&(Source){ 0 }, STR("[a](b/)"), 1, &rules, &a, &d, &html));
	assert_str(html, "<p><a href=\"b/\">a</a></p>\n");
	assert_false(markdown_render(&(Source){ 0 }, STR("[a](record:b)"), 1, &rules, &a, &d, &html));
	assert_false(markdown_render(&(Source){ 0 }, STR("![a](b.jpg)"), 1, &rules, &a, &d, &html));
	assert_true(markdown_render(&(Source){ 0 }, (Str){ 0 }, 1, &rules, &a, &d, &html));
	assert_str(html, "");
	arena_free(&a);
	diag_free(&d);
}

static void text_has_the_words_without_tags_and_readings(void **state)
{
	(void)state;
	static const Case cases[] = {
		{ "# 受付\n\n{田無|たなし}で **「会」**\\\nA & B < C\n\n- 一\n- 二\n", "受付\n田無で 「会」\nA & B < C\n一\n二" },
		{ "`<b>` [花](/a/)", "<b> 花" },
		{ "", "" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		Run run;
		render(&run, str_from(cases[i].markdown));
		assert_str(markdown_text(run.html, &run.arena), cases[i].html);
		release(&run);
	}
	Arena a = { 0 };
	assert_str(markdown_first_paragraph(STR("<h2>x</h2>\n<p>一<br />\n二</p>\n<p>三</p>\n"), &a), "一\n二");
	assert_str(markdown_first_paragraph(STR("<h2>x</h2>\n"), &a), "");
	arena_free(&a);
}

static void blocks_are_told_apart(void **state)
{
	(void)state;
	static const Case cases[] = {
		{ "一と\n二\n\n三。\n", "T一と二|T三。|" },
		{ "# 持ち物\n\n- 水\n- お茶と\n  カップ\n\n終わり", "H持ち物|I水|Iお茶とカップ|T終わり|" },
		{ "1. 一\n\n   二\n\n2. 三\n", "I一|T二|I三|" },
		{ "一\\\n**二**\n\n---\n\n> {田無|たなし}で\n", "T一|T二|T田無で|" },
		{ "Tea and\ncake\\\nfor all", "TTea and cake|Tfor all|" },
		{ "- \n- - 内\n\n```\na < b\nc\n```\n", "I内|Ta < b|Tc|" },
		{ "", "" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		Run run;
		render(&run, str_from(cases[i].markdown));
		Buf told = { .arena = &run.arena };
		TextBlocks blocks = markdown_blocks(run.html, &run.arena);
		for (size_t n = 0; n < blocks.count; n++) {
			buf_char(&told, "THI"[blocks.items[n].sort]);
			buf_str(&told, blocks.items[n].words);
			buf_char(&told, '|');
		}
		assert_str(buf_text(&told), cases[i].html);
		release(&run);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_are_told_apart),
		cmocka_unit_test(japanese_punctuation_beside_stars_is_no_obstacle),
		cmocka_unit_test(english_emphasis_stays_as_commonmark_has_it),
		cmocka_unit_test(marks_never_reach_the_page),
		cmocka_unit_test(ruby_is_written_with_brackets_for_old_browsers),
		cmocka_unit_test(line_breaks_between_japanese_characters_are_no_spaces),
		cmocka_unit_test(headings_begin_below_the_page_s_own_and_get_ids),
		cmocka_unit_test(ids_take_the_prefix_of_their_page),
		cmocka_unit_test(links_and_pictures_that_are_fine_are_written),
		cmocka_unit_test(mistakes_are_reported_at_their_place),
		cmocka_unit_test(what_is_no_utf8_is_told_wherever_it_stands),
		cmocka_unit_test(places_count_from_the_body_s_first_line_and_indentation),
		cmocka_unit_test(input_made_to_be_slow_is_refused_at_its_line),
		cmocka_unit_test(deep_nesting_and_many_mistakes_are_bounded),
		cmocka_unit_test(without_rules_paths_pass_and_records_do_not),
		cmocka_unit_test(text_has_the_words_without_tags_and_readings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
