#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/parallel.h"
#include "format/mustache.h"

/* The little city of these tests. */

static const Slot area_slots[] = { { "name", SLOT_TEXT }, { "url", SLOT_TEXT } };
static const Shape area_shape = { "area", area_slots, 2 };
static const Slot place_slots[] = {
	{ "name", SLOT_TEXT }, { "area", SLOT_FRAME, &area_shape }, { "phone", SLOT_TEXT } };
static const Shape place_shape = { "place", place_slots, 3 };
static const Slot event_slots[] = {
	{ "name", SLOT_TEXT }, { "url", SLOT_TEXT }, { "full", SLOT_BOOL },
	{ "place", SLOT_FRAME, &place_shape }, { "times", SLOT_LIST, NULL }, { "body", SLOT_HTML },
};
static const Shape event_shape = { "event", event_slots, 6 };
static const Slot page_slots[] = {
	{ "title", SLOT_TEXT }, { "self_url", SLOT_TEXT }, { "body", SLOT_HTML }, { "draft", SLOT_BOOL },
	{ "kind", SLOT_TEXT },  { "events", SLOT_LIST, &event_shape }, { "tags", SLOT_LIST, NULL },
	{ "area", SLOT_FRAME, &area_shape }, { "empty", SLOT_TEXT }, { "nobody", SLOT_FRAME, &area_shape },
};
static const Shape page_shape = { "page", page_slots, 10 };
static const Slot site_slots[] = { { "name", SLOT_TEXT }, { "lang", SLOT_TEXT } };
static const Shape site_shape = { "site", site_slots, 2 };
static const Slot root_slots[] = {
	{ "site", SLOT_FRAME, &site_shape }, { "page", SLOT_FRAME, &page_shape }, { "heading", SLOT_TEXT } };
static const Shape root_shape = { "root", root_slots, 3 };

static const Str kind_names[] = { STR_INIT("card"), STR_INIT("row") };
static const MustacheChoices choices[] = { { STR_INIT("kind"), kind_names, 2 } };

static Value text(const char *s)
{
	return value_text(str_from(s));
}

static Value city(Arena *a)
{
	Value *area = NEW_ARRAY(a, Value, 2), *place = NEW_ARRAY(a, Value, 3);
	Value *times = NEW_ARRAY(a, Value, 2), *tags = NEW_ARRAY(a, Value, 3), *site = NEW_ARRAY(a, Value, 2);
	Value *first = NEW_ARRAY(a, Value, 6), *second = NEW_ARRAY(a, Value, 6);
	Value *events = NEW_ARRAY(a, Value, 2), *page = NEW_ARRAY(a, Value, 10), *root = NEW_ARRAY(a, Value, 3);
	memcpy(area, (Value[]){ text("芝久保"), text("/seibu/shibakubo/") }, 2 * sizeof(Value));
	memcpy(place, (Value[]){ text("公民館"), value_frame(&area_shape, area), text("000-0000-0000") },
	       3 * sizeof(Value));
	memcpy(times, (Value[]){ text("10:00"), text("14:00") }, 2 * sizeof(Value));
	memcpy(tags, (Value[]){ text("お茶"), text("<歌>"), text("R&D") }, 3 * sizeof(Value));
	memcpy(first, (Value[]){ text("サロン"), text("/a/?x=1&y=2"), value_bool(true),
	                         value_frame(&place_shape, place), value_list(times, 2),
	                         value_html(STR("<p>来て</p>")) }, 6 * sizeof(Value));
	memcpy(second, (Value[]){ text("体操"), text("/b/") }, 2 * sizeof(Value));
	second[2] = value_bool(false);
	events[0] = value_frame(&event_shape, first);
	events[1] = value_frame(&event_shape, second);
	page[0] = text("A \"B\" <C> & 'D'");
	page[1] = text("/p/");
	page[2] = value_html(STR("<b>本文</b>\n次"));
	page[3] = value_bool(true);
	page[4] = text("card");
	page[5] = value_list(events, 2);
	page[6] = value_list(tags, 3);
	page[7] = value_frame(&area_shape, area);
	memcpy(site, (Value[]){ text("掲示板"), text("ja") }, 2 * sizeof(Value));
	root[0] = value_frame(&site_shape, site);
	root[1] = value_frame(&page_shape, page);
	root[2] = text("見出し");
	return value_frame(&root_shape, root);
}

/* Layouts that the cases below may use, beside their own. */
static const struct { const char *name, *text; } shared[] = {
	{ "base", "<title>{{$title}}{{site.name}}{{/title}}</title>\n<main>\n  {{$main}}\n  {{/main}}\n</main>\n" },
	{ "card", "<div>{{page.title}}</div>" },
	{ "row", "<p>{{page.area.name}}</p>" },
	{ "line", "<li>{{name}}</li>\n" },
	{ "box", "[{{$inside}}none{{/inside}}]" },
	{ "lines", "one\ntwo\n\n{{#page.draft}}\nthree\n{{/page.draft}}\nfour" },
	{ "loop", "{{>loop2}}" },
	{ "loop2", "{{>loop}}" },
	{ "attribute", " title=\"{{page.title}}\"" },
	{ "middle", "{{<base}}{{$main}}\n    <h1>{{$heading}}?{{/heading}}</h1>\n{{/main}}{{/base}}\n" },
};

typedef struct World {
	Arena arena;
	Diag diag;
	Mustache *set;
	Value root;
} World;

static bool world_add(World *w, const char *name, const char *layout)
{
	Source source = { str_from(name), str_from(layout) };
	return mustache_add(w->set, str_from(name), &source, &w->diag);
}

static void world_begin(World *w)
{
	*w = (World){ 0 };
	w->set = mustache_make(&w->arena);
	for (size_t i = 0; i < sizeof(shared) / sizeof(shared[0]); i++)
		assert_true(world_add(w, shared[i].name, shared[i].text));
	w->root = city(&w->arena);
}

static void world_free(World *w)
{
	diag_free(&w->diag);
	arena_free(&w->arena);
}

static char *rendered(World *w, const Template *t)
{
	Buf out = { .arena = &w->arena };
	assert_true(mustache_render(t, &w->root, &out));
	return str_terminated(buf_text(&out), &w->arena);
}

static const Template *bound(World *w, const char *name)
{
	return mustache_bind(w->set, str_from(name), &root_shape, choices, 1, &w->diag);
}

/* With what the root's slot of that number holds written into it. */
static const Template *settled(World *w, const Template *t, size_t slot)
{
	return mustache_settle(t, str_from(root_slots[slot].name), &w->root.as.frame.slots[slot], &w->arena);
}

/* Every problem as line:column code, one a line. */
static char *problems(World *w)
{
	Buf out = { .arena = &w->arena };
	diag_sort(&w->diag);
	for (size_t i = 0; i < w->diag.count; i++) {
		const Problem *p = &w->diag.problems[i];
		buf_format(&out, "%s%u:%u %.*s", i ? ", " : "", p->pos.line, p->pos.column, STR_ARG(p->code));
	}
	return str_terminated(buf_text(&out), &w->arena);
}

typedef struct Case {
	const char *layout, *expected;
} Case;

static void test_a_bound_page_is_the_same_as_a_lenient_one(void **state)
{
	static const Case cases[] = {
		{ "", "" },
		{ "静的な文字だけ\n", "静的な文字だけ\n" },
		{ "{{heading}}|{{ heading }}|{{page.area.name}}", "見出し|見出し|芝久保" },
		{ "{{page.title}}", "A &quot;B&quot; &lt;C&gt; &amp; &#39;D&#39;" },
		{ "{{{page.body}}}|{{& page.body}}", "<b>本文</b>\n次|<b>本文</b>\n次" },
		{ "[{{page.empty}}{{page.nobody.name}}]", "[]" },
		{ "{{#page.draft}}下書き{{/page.draft}}{{^page.draft}}公開{{/page.draft}}", "下書き" },
		{ "{{#page.draft}}{{heading}}{{/page.draft}}", "見出し" },
		{ "{{#page.empty}}a{{/page.empty}}{{^page.empty}}b{{/page.empty}}", "b" },
		{ "{{#page.title}}{{heading}}{{/page.title}}", "見出し" },
		{ "{{#page.nobody}}{{name}}{{/page.nobody}}{{^page.nobody}}だれもいない{{/page.nobody}}", "だれもいない" },
		{ "{{#page}}{{#area}}{{name}} {{page.kind}} {{site.lang}}{{/area}}{{/page}}", "芝久保 card ja" },
		{ "{{#page.tags}}({{.}}){{/page.tags}}", "(お茶)(&lt;歌&gt;)(R&amp;D)" },
		{ "{{#page.events}}{{name}}{{#full}} 満員{{/full}}{{#place}} {{name}}・{{area.name}}{{/place}}"
		  "{{#times}} {{.}}{{/times}};{{/page.events}}", "サロン 満員 公民館・芝久保 10:00 14:00;体操;" },
		{ "{{#page.events}}<a href=\"{{url}}\">{{/page.events}}", "<a href=\"/a/?x=1&amp;y=2\"><a href=\"/b/\">" },
		{ "<ul>\n{{#page.events}}\n  {{>line}}\n{{/page.events}}\n</ul>\n",
		  "<ul>\n  <li>サロン</li>\n  <li>体操</li>\n</ul>\n" },
		{ "{{>*page.kind}}|{{#page}}{{> * kind}}{{/page}}", "<div>A &quot;B&quot; &lt;C&gt; &amp; &#39;D&#39;</div>|"
		  "<div>A &quot;B&quot; &lt;C&gt; &amp; &#39;D&#39;</div>" },
		{ "<i{{>attribute}}></i>", "<i title=\"A &quot;B&quot; &lt;C&gt; &amp; &#39;D&#39;\"></i>" },
		{ "<i {{#page.draft}}hidden{{/page.draft}} class=\"a{{^page.draft}} b{{/page.draft}}\">",
		  "<i hidden class=\"a\">" },
		{ "{{=<% %>=}}<%heading%><%={{ }}=%>{{heading}}", "見出し見出し" },
		/* Lines and indentation. */
		{ "a\n  {{>lines}}\nz", "a\n  one\n  two\n\n  three\n  fourz" },
		{ "a\n  {{>lines}} z", "a\n  one\ntwo\n\nthree\nfour z" },
		{ "{{#page.draft}}\n\t{{>lines}}\n{{/page.draft}}\n", "\tone\n\ttwo\n\n\tthree\n\tfour" },
		{ "a\r\n{{! note }}\r\n  {{#page.draft}}\r\nb\r\n{{/page.draft}}\r\nc", "a\r\nb\r\nc" },
		{ "  {{! at the end }}", "" },
		{ "\xef\xbb\xbf{{#page.draft}}\nx\n{{/page.draft}}\n", "x\n" },
		/* Blocks. */
		{ "{{$a}}default{{/a}} b", "default b" },
		{ "a\n  {{$x}}{{/x}}\nb\n", "a\nb\n" },
		{ "a\n  {{$x}}d{{/x}}\nb\n", "a\n  d\nb\n" },
		{ "{{<box}}{{/box}}{{>box}}", "[none][none]" },
		{ "{{<box}}{{$inside}}{{heading}}{{/inside}}{{/box}}", "[見出し]" },
		{ "{{<*page.kind}}{{/*page.kind}}{{<* page.kind}}{{/ * page.kind }}", "<div>A &quot;B&quot; &lt;C&gt; &amp; "
		  "&#39;D&#39;</div><div>A &quot;B&quot; &lt;C&gt; &amp; &#39;D&#39;</div>" },
		{ "{{<box}}{{$inside}}{{<box}}{{$inside}}x{{/inside}}{{/box}}{{/inside}}{{/box}}", "[[x]]" },
		{ "{{<box}}{{$inside}}{{$inside}}self{{/inside}}{{/inside}}{{/box}}", "[self]" },
		{ "{{<base}}\n{{$main}}\n<p>1</p>\n  <p>2</p>\n{{/main}}\n{{/base}}\n",
		  "<title>掲示板</title>\n<main>\n  <p>1</p>\n    <p>2</p>\n</main>\n" },
		{ "{{<base}}{{$title}}{{heading}}{{/title}}{{$main}}{{heading}}{{/main}}{{/base}}",
		  "<title>見出し</title>\n<main>\n  見出し\n</main>\n" },
		{ "{{<base}}{{$main}}{{page.empty}}{{/main}}{{/base}}", "<title>掲示板</title>\n<main>\n  \n</main>\n" },
		{ "{{<base}}{{$main}}{{/main}}{{/base}}", "<title>掲示板</title>\n<main>\n</main>\n" },
		{ "{{<middle}}{{$heading}}{{page.kind}}{{/heading}}{{/middle}}",
		  "<title>掲示板</title>\n<main>\n  <h1>card</h1>\n</main>\n" },
		{ "{{<middle}}{{$title}}外{{/title}}{{$main}}\n  全部\n{{/main}}{{/middle}}",
		  "<title>外</title>\n<main>\n  全部\n</main>\n" },
		{ "{{#page.draft}}x\n{{/page.draft}}\n  {{>lines}}\n", "x\n  one\n  two\n\n  three\n  four" },
		{ "{{#page.draft}}x{{/page.draft}}{{^page.draft}}\n{{/page.draft}}\n {{<box}}\n {{$inside}}\n"
		  "   {{#page.tags}}\n   {{.}}\n   {{/page.tags}}\n {{/inside}}\n {{/box}}\n",
		  "x[お茶\n &lt;歌&gt;\n R&amp;D\n ]" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		World w;
		world_begin(&w);
		assert_true(world_add(&w, "case", cases[i].layout));
		assert_string_equal(rendered(&w, mustache_find(w.set, STR("case"))), cases[i].expected);
		const Template *t = bound(&w, "case");
		assert_string_equal(problems(&w), "");
		assert_string_equal(rendered(&w, t), cases[i].expected);
		assert_string_equal(rendered(&w, settled(&w, t, 0)), cases[i].expected);
		assert_string_equal(rendered(&w, settled(&w, t, 1)), cases[i].expected);
		assert_string_equal(rendered(&w, settled(&w, settled(&w, t, 1), 0)), cases[i].expected);
		world_free(&w);
	}
}

static void test_what_cannot_be_read_is_told_with_its_place(void **state)
{
	static const Case cases[] = {
		{ "a\n  {{name", "2:3 tag-unclosed" },
		{ "{{{name}}", "1:1 tag-unclosed" },
		{ "{{", "1:1 tag-unclosed" },
		{ "{{! note", "1:1 tag-unclosed" },
		{ "{{ }}{{#}}", "1:1 tag-empty, 1:6 tag-empty" },
		{ "{{>*}}", "1:1 tag-empty" },
		{ "{{a b}}", "1:1 tag-name" },
		{ "{{a..b}} {{a.}} {{#.a}}{{/.a}}", "1:1 tag-name, 1:10 tag-name, 1:17 tag-name" },
		{ "{{=<% =}}", "1:1 tag-delimiters" },
		{ "{{=a=b c=}}", "1:1 tag-delimiters" },
		{ "{{=<% %> x=}}", "1:1 tag-delimiters" },
		{ "{{#a}}", "1:1 section-unclosed" },
		{ "{{#a}}\n{{#b}}{{/b}}\n", "1:1 section-unclosed" },
		{ "日本{{/a}}", "1:3 section-stray" },
		{ "{{#a}}{{^b}}{{/a}}{{/b}}", "1:13 section-mismatch" },
		{ "{{<*a}}{{/b}}", "1:8 section-mismatch" },
		{ "ab\xff", "1:3 template-utf8" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		World w;
		world_begin(&w);
		assert_false(world_add(&w, "case", cases[i].layout));
		assert_string_equal(problems(&w), cases[i].expected);
		assert_null(mustache_find(w.set, STR("case")));
		world_free(&w);
	}
}

static void test_binding_refuses_what_the_data_does_not_declare(void **state)
{
	static const Case cases[] = {
		{ "\n {{titel}}", "2:2 name-unknown" },
		{ "{{page.titel}}", "1:1 name-unknown" },
		{ "{{#page.events}}{{nam}}{{/page.events}}", "1:17 name-unknown" },
		{ "{{#nothing}}{{silent}}{{#inside}}{{.}}{{/inside}}{{/nothing}}", "1:1 name-unknown" },
		{ "{{^nothing}}{{spoken}}{{/nothing}}", "1:1 name-unknown, 1:13 name-unknown" },
		{ "{{#page.events}}{{title}}{{/page.events}}", "1:17 name-unknown" },
		{ "{{#page}}{{#events}}{{title}}{{/events}}{{/page}}", "1:21 name-outer" },
		{ "{{#page.events}}{{heading}}{{/page.events}}", "1:17 name-outer" },
		{ "{{#page.tags}}{{heading}}{{/page.tags}}", "1:15 name-outer" },
		{ "{{page.title.x}}", "1:1 name-inside" },
		{ "{{page.events.name}}", "1:1 name-inside" },
		{ "{{a.b.c.d.e.f.g.h.i}}", "1:1 name-deep" },
		{ "{{.}}", "1:1 dot-misplaced" },
		{ "{{#page.events}}{{.}}{{/page.events}}", "1:17 dot-misplaced" },
		{ "{{page}}{{page.events}}{{page.draft}}", "1:1 value-kind, 1:9 value-kind, 1:24 value-kind" },
		{ "{{{page.title}}}{{&heading}}", "1:1 value-raw, 1:17 value-raw" },
		{ "{{page.body}}", "1:1 value-html" },
		{ "{{#page.tags}}{{{.}}}{{/page.tags}}", "1:15 value-raw" },
		{ "{{>lin}}", "1:1 partial-unknown" },
		{ "{{<bas}}{{/bas}}", "1:1 parent-unknown" },
		{ "{{>case}}", "1:1 partial-recursion" },
		{ "{{<case}}{{/case}}", "1:1 partial-recursion" },
		{ "{{>loop}}", "1:1 partial-recursion" },
		{ "{{>*heading}}", "1:1 partial-dynamic" },
		{ "{{>*page.events}}", "1:1 partial-dynamic" },
		{ "{{>*page.kid}}", "1:1 name-unknown" },
		{ "{{<box}}{{$insid}}{{/insid}}{{/box}}", "1:9 block-unknown" },
		{ "{{<middle}}{{$main}}{{/main}}{{$hed}}{{/hed}}{{/middle}}", "1:30 block-unknown" },
		{ "{{<box}}{{$inside}}a{{/inside}}{{$inside}}b{{/inside}}{{/box}}", "1:32 block-twice" },
		{ "{{<box}}\n  lost {{$inside}}a{{/inside}}{{/box}}", "2:3 parent-content" },
		{ "{{<box}}{{heading}}{{/box}}", "1:9 parent-content" },
		{ "{{<box}}{{#page}}{{$inside}}a{{/inside}}{{/page}}{{/box}}", "1:9 parent-content" },
		{ "{{<box}}{{$inside}}a{{/inside}} {{! note }} {{/box}}{{nam}}", "1:53 name-unknown" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		World w;
		world_begin(&w);
		assert_true(world_add(&w, "case", cases[i].layout));
		assert_null(bound(&w, "case"));
		assert_string_equal(problems(&w), cases[i].expected);
		world_free(&w);
	}
}

static void test_values_stand_only_where_escaping_makes_them_harmless(void **state)
{
	static const Case cases[] = {
		{ "<p>{{heading}}</p>", "" },
		{ "a < b {{heading}} <3 {{heading}} </>{{heading}}", "" },
		{ "<p class=\"{{heading}}\" title='{{heading}}'>", "" },
		{ "<title>{{heading}}</title><textarea>{{heading}}</textarea>{{{page.body}}}", "" },
		{ "<title>{{{page.body}}}</title>", "1:8 html-raw" },
		{ "<p title=\"{{{page.body}}}\">", "1:11 html-raw" },
		{ "<script>{{heading}}</script>{{heading}}", "1:9 html-script" },
		{ "<SCRIPT src=\"{{page.self_url}}\"></scripty>{{heading}}</Script >", "1:43 html-script" },
		{ "<script>{{#page.draft}}static(){{/page.draft}}</script>", "" },
		{ "<style>{{heading}}</style>", "1:8 html-style" },
		{ "<iframe>{{heading}}</iframe>", "1:9 html-script" },
		{ "<!-- {{heading}} --><!--> {{heading}} <!---->{{heading}}", "1:6 html-comment" },
		{ "<!-- a --!>{{heading}}<!-- - -->{{heading}}<!doctype html>{{heading}}", "" },
		{ "<!doctype {{heading}}>", "1:11 html-tag" },
		{ "<p class={{heading}}>", "1:10 html-unquoted" },
		{ "<p class=a{{heading}}>", "1:11 html-unquoted" },
		{ "<{{heading}}>", "1:2 html-tag" },
		{ "<p{{heading}}>", "1:3 html-tag" },
		{ "<p {{heading}}>", "1:4 html-tag" },
		{ "<p a{{heading}}=\"\">", "1:5 html-tag" },
		{ "</p {{heading}}>", "1:5 html-tag" },
		{ "<p onClick=\"{{heading}}\">", "1:13 html-event" },
		{ "<p style=\"color:{{heading}}\">", "1:17 html-style-attribute" },
		{ "<iframe srcdoc='{{heading}}'></iframe>", "1:17 html-attribute" },
		{ "<a href=\"{{heading}}\">", "1:10 html-url" },
		{ "<a HREF = '{{page.self_url}}#x'>", "" },
		{ "<a data-href=\"{{heading}}\">", "" },
		{ "<a {{#page.draft}}href{{/page.draft}}=\"{{heading}}\">", "1:40 html-attribute" },
		{ "<a {{#page.draft}}class=\"x\"{{/page.draft}}>", "" },
		{ "<a {{#page.tags}}b{{/page.tags}}>", "1:4 html-section" },
		{ "<a {{#page.tags}}b=\"{{.}}\"{{/page.tags}}>", "" },
		{ "{{#page.draft}}<a {{/page.draft}}>", "1:1 html-section" },
		{ "{{#page.draft}}<script>{{/page.draft}}</script>", "1:1 html-section" },
		{ "<p title=\"{{#page.draft}}\"{{/page.draft}}>", "1:11 html-section" },
		{ "<p title=\"a>{{heading}}", "1:24 html-open" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		World w;
		world_begin(&w);
		assert_true(world_add(&w, "case", cases[i].layout));
		bool sound = bound(&w, "case") != NULL;
		assert_string_equal(problems(&w), cases[i].expected);
		assert_true(sound == !*cases[i].expected);
		world_free(&w);
	}
}

static void test_messages_say_what_to_type(void **state)
{
	static const struct { const char *layout, *message, *hint; } cases[] = {
		{ "{{page.titel}}", "unknown name 'titel' in 'page'", "did you mean 'title'?" },
		{ "{{#page.area}}{{zzzzz}}{{/page.area}}", "unknown name 'zzzzz' in 'area'",
		  "names known here: name, url, page, site" },
		{ "{{#page}}{{#events}}{{title}}{{/events}}{{/page}}",
		  "'title' is not in 'event' but in 'page' around it", "write {{page.title}}" },
		{ "{{#page.area}}{{heading}}{{/page.area}}", "'heading' is not in 'area' but in 'root' around it",
		  "move the tag out of this section, or use a name that 'area' has" },
		{ "{{{page.title}}}", "'page.title' is plain text, not HTML", "write {{page.title}} with two braces" },
		{ "{{page.body}}", "'page.body' is ready-made HTML", "write {{{page.body}}} with three braces" },
		{ "{{page.events}}", "'page.events' is not a text to show",
		  "write {{#page.events}} … {{/page.events}} around what should appear" },
		{ "{{>lime}}", "there is no layout 'lime'", "did you mean 'line'?" },
		{ "{{<box}}{{$insde}}{{/insde}}{{/box}}", "'box' has no block 'insde'", "did you mean 'inside'?" },
		{ "{{<base}}{{$x}}{{/x}}{{/base}}", "'base' has no block 'x'", "its blocks are: title, main" },
		{ "<script>{{heading}}</script>", "a value inside <script> cannot be made safe",
		  "write the value into the page and let a script file read it there" },
		{ "<i onclick=\"{{heading}}\">", "a value cannot stand in the script of 'onclick'",
		  "use a data-… attribute and a script file" },
		{ "<a href=\"{{heading}}\">", "'heading' is not made to be an address, but 'href' wants one",
		  "use a slot whose name ends in url or href" },
		{ "<a class={{heading}}>", "this attribute has no quotes around its value",
		  "write class=\"…\" with quotes" },
		{ "<a class=\"{{{page.body}}}\">", "ready-made HTML belongs into the text of the page only",
		  "put {{{page.body}}} between tags, not inside one" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		World w;
		world_begin(&w);
		assert_true(world_add(&w, "case", cases[i].layout));
		assert_null(bound(&w, "case"));
		assert_int_equal(w.diag.count, 1);
		assert_string_equal(str_terminated(w.diag.problems[0].message, &w.arena), cases[i].message);
		assert_string_equal(str_terminated(w.diag.problems[0].hint, &w.arena), cases[i].hint);
		world_free(&w);
	}
}

static void test_a_problem_in_a_partial_is_told_at_the_partial(void **state)
{
	(void)state;
	World w;
	world_begin(&w);
	assert_true(world_add(&w, "case", "{{#page.area}}{{>part}}{{>part}}{{/page.area}}"));
	assert_true(world_add(&w, "part", "\n{{nam}}"));
	assert_null(bound(&w, "case"));
	assert_string_equal(problems(&w), "2:1 name-unknown");
	assert_string_equal(str_terminated(w.diag.problems[0].path, &w.arena), "part");
	world_free(&w);
}

static void test_layouts_have_one_name_each_and_missing_ones_are_told(void **state)
{
	(void)state;
	World w;
	world_begin(&w);
	assert_false(world_add(&w, "box", "again"));
	assert_null(bound(&w, "absent"));
	assert_string_equal(problems(&w), "0:0 template-unknown, 0:0 template-twice");
	world_free(&w);
}

static char *repeated(World *w, const char *before, size_t times, const char *after)
{
	Buf out = { .arena = &w->arena };
	for (size_t i = 0; i < times; i++)
		buf_str(&out, str_from(before));
	for (size_t i = 0; i < times; i++)
		buf_str(&out, str_from(after));
	return str_terminated(buf_text(&out), &w->arena);
}

static void test_sections_nest_to_the_bound_and_no_deeper(void **state)
{
	(void)state;
	World w;
	world_begin(&w);
	assert_true(world_add(&w, "deep", repeated(&w, "{{#page}}", MUSTACHE_NESTING_MAX - 1, "{{/page}}")));
	assert_non_null(bound(&w, "deep"));
	assert_true(world_add(&w, "full", repeated(&w, "{{#page}}", MUSTACHE_NESTING_MAX, "{{/page}}")));
	assert_null(bound(&w, "full"));
	assert_false(world_add(&w, "over", repeated(&w, "{{#page}}", MUSTACHE_NESTING_MAX + 1, "{{/page}}")));
	assert_string_equal(problems(&w), "1:568 layout-deep, 1:577 section-deep");
	world_free(&w);
}

static void test_partials_nest_to_the_bound_and_no_deeper(void **state)
{
	(void)state;
	World w;
	world_begin(&w);
	for (int i = 0; i <= MUSTACHE_CALLS_MAX; i++) {
		Str body = str_format(&w.arena, "{{#page.draft}}{{>p%d}}{{/page.draft}}", i + 1);
		assert_true(world_add(&w, str_terminated(str_format(&w.arena, "p%d", i), &w.arena),
		                      str_terminated(body, &w.arena)));
	}
	assert_true(world_add(&w, str_terminated(str_format(&w.arena, "p%d", MUSTACHE_CALLS_MAX + 1), &w.arena), "end"));
	const Template *t = bound(&w, "p1");
	assert_string_equal(rendered(&w, t), "end");
	assert_string_equal(rendered(&w, mustache_find(w.set, STR("p1"))), "end");
	assert_null(bound(&w, "p0"));
	assert_string_equal(problems(&w), "1:16 layout-deep");
	world_free(&w);
}

static void test_a_parent_takes_blocks_to_the_bound_and_no_more(void **state)
{
	(void)state;
	World w;
	world_begin(&w);
	Buf out = { .arena = &w.arena };
	buf_str(&out, STR("{{<box}}"));
	for (int i = 0; i <= MUSTACHE_BLOCKS_MAX; i++)
		buf_format(&out, "{{$b%d}}{{/b%d}}", i, i);
	buf_str(&out, STR("{{/box}}"));
	assert_false(world_add(&w, "case", str_terminated(buf_text(&out), &w.arena)));
	assert_int_equal(w.diag.count, 1);
	assert_true(str_equal(w.diag.problems[0].code, STR("block-many")));
	world_free(&w);
}

static void test_hundreds_of_mistakes_are_told_and_then_it_stops(void **state)
{
	(void)state;
	World w;
	world_begin(&w);
	assert_true(world_add(&w, "case", repeated(&w, "{{nonsense}}\n", 5000, "")));
	assert_null(bound(&w, "case"));
	assert_in_range(w.diag.count, 100, 300);
	world_free(&w);
}

static void test_a_layout_larger_than_the_bound_is_refused(void **state)
{
	(void)state;
	World w;
	world_begin(&w);
	assert_true(world_add(&w, "fits", repeated(&w, "a", MUSTACHE_SIZE_MAX, "")));
	assert_false(world_add(&w, "large", repeated(&w, "a", MUSTACHE_SIZE_MAX + 1, "")));
	assert_string_equal(problems(&w), "0:0 template-large");
	world_free(&w);
}

/* Each calls the next one twice: 2^40 calls if nobody counted. */
static void test_partials_that_multiply_are_stopped(void **state)
{
	enum { LEVELS = 30 };
	(void)state;
	World w;
	world_begin(&w);
	for (int i = 0; i < LEVELS; i++) {
		Str body = str_format(&w.arena, "{{>p%d}}{{>p%d}}", i + 1, i + 1);
		assert_true(world_add(&w, str_terminated(str_format(&w.arena, "p%d", i), &w.arena),
		                      str_terminated(body, &w.arena)));
	}
	assert_true(world_add(&w, "p30", ""));
	assert_null(bound(&w, "p0"));
	assert_int_equal(w.diag.count, 1);
	assert_true(str_equal(w.diag.problems[0].code, STR("layout-large")));
	Buf out = { .arena = &w.arena };
	assert_false(mustache_render(mustache_find(w.set, STR("p0")), &w.root, &out));
	world_free(&w);
}

static void test_lenient_rendering_ends_whatever_the_template_asks_for(void **state)
{
	(void)state;
	World w;
	world_begin(&w);
	Buf out = { .arena = &w.arena };
	assert_true(world_add(&w, "ever", "x{{>ever}}"));
	assert_false(mustache_render(mustache_find(w.set, STR("ever")), &w.root, &out));
	assert_int_equal(out.len, MUSTACHE_CALLS_MAX + 1);
	assert_true(world_add(&w, "nested", repeated(&w, "{{#.}}", MUSTACHE_NESTING_MAX, "{{/.}}")));
	Value *items = NEW_ARRAY(&w.arena, Value, 10);
	Value list = value_list(items, 10);
	for (int level = 0; level < 60; level++) {
		Value *outer = NEW_ARRAY(&w.arena, Value, 10);
		for (int i = 0; i < 10; i++)
			outer[i] = list;
		list = value_list(outer, 10);
	}
	assert_false(mustache_render(mustache_find(w.set, STR("nested")), &list, &out));
	world_free(&w);
}

static void test_output_grows_to_its_bound_only(void **state)
{
	(void)state;
	World w;
	world_begin(&w);
	size_t len = MUSTACHE_OUTPUT_MAX / 8;
	Value big = value_text((Str){ repeated(&w, "あああああああああああああああ", len / 45, ""), len / 45 * 45 });
	Buf out = { .arena = &w.arena };
	assert_true(world_add(&w, "big", "{{{.}}}{{{.}}}{{{.}}}{{{.}}}{{{.}}}{{{.}}}{{{.}}}{{{.}}}{{{.}}}"));
	assert_false(mustache_render(mustache_find(w.set, STR("big")), &big, &out));
	assert_true(out.len <= MUSTACHE_OUTPUT_MAX);
	world_free(&w);
}

typedef struct Shared {
	const Template *layout;
	const Value *root;
	Arena arenas[JOBS_MAX];
	uint64_t wrong[JOBS_MAX];
	Str expected;
} Shared;

static void render_one(void *context, int worker, size_t item)
{
	Shared *s = context;
	ArenaMark mark = arena_mark(&s->arenas[worker]);
	Buf out = { .arena = &s->arenas[worker] };
	(void)item;
	mustache_render(s->layout, s->root, &out);
	s->wrong[worker] += !str_equal(buf_text(&out), s->expected);
	arena_reset(&s->arenas[worker], mark);
}

/* What is settled is no longer asked of the root. */
static void test_a_settled_page_keeps_what_was_known(void **state)
{
	World w;
	(void)state;
	world_begin(&w);
	assert_true(world_add(&w, "case", "{{site.name}}|{{#site.lang}}x{{/site.lang}}|{{heading}}"));
	const Template *t = settled(&w, bound(&w, "case"), 0);
	Value site[2] = { text("ほか") }, root[3];
	memcpy(root, w.root.as.frame.slots, sizeof(root));
	root[0] = value_frame(&site_shape, site);
	root[2] = text("別の見出し");
	w.root = value_frame(&root_shape, root);
	assert_string_equal(rendered(&w, t), "掲示板|x|別の見出し");
	world_free(&w);
}

static void test_threads_share_one_bound_layout(void **state)
{
	(void)state;
	World w;
	world_begin(&w);
	assert_true(world_add(&w, "case", "{{#page.events}}\n  {{>line}}\n{{/page.events}}\n{{>*page.kind}}"));
	Shared *s = NEW(&w.arena, Shared);
	s->layout = bound(&w, "case");
	s->root = &w.root;
	s->expected = str_from(rendered(&w, s->layout));
	parallel_each(4, 200, render_one, s);
	for (int i = 0; i < JOBS_MAX; i++) {
		assert_int_equal(s->wrong[i], 0);
		arena_free(&s->arenas[i]);
	}
	world_free(&w);
}

/* Whatever stands around it, and wherever in a word of the machine it stands. */
static void test_every_special_byte_is_escaped(void **state)
{
	static const struct { char c; const char *entity; } specials[] = {
		{ '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" }, { '\'', "&#39;" } };
	(void)state;
	Arena a = { 0 };
	for (int c = 1; c < 256; c++) {
		for (size_t len = 1; len < 40; len += 3) {
			for (size_t at = 0; at < len; at++) {
				char bytes[40];
				memset(bytes, 0xe3, len);
				bytes[at] = (char)c;
				const char *entity = NULL;
				for (size_t i = 0; i < 5; i++)
					if (specials[i].c == (char)c)
						entity = specials[i].entity;
				ArenaMark mark = arena_mark(&a);
				Buf out = { .arena = &a }, expected = { .arena = &a };
				buf_str(&expected, (Str){ bytes, at });
				buf_str(&expected, entity ? str_from(entity) : (Str){ bytes + at, 1 });
				buf_str(&expected, (Str){ bytes + at + 1, len - at - 1 });
				buf_escaped(&out, (Str){ bytes, len });
				assert_true(str_equal(buf_text(&out), buf_text(&expected)));
				arena_reset(&a, mark);
			}
		}
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_bound_page_is_the_same_as_a_lenient_one),
		cmocka_unit_test(test_what_cannot_be_read_is_told_with_its_place),
		cmocka_unit_test(test_binding_refuses_what_the_data_does_not_declare),
		cmocka_unit_test(test_values_stand_only_where_escaping_makes_them_harmless),
		cmocka_unit_test(test_messages_say_what_to_type),
		cmocka_unit_test(test_a_problem_in_a_partial_is_told_at_the_partial),
		cmocka_unit_test(test_layouts_have_one_name_each_and_missing_ones_are_told),
		cmocka_unit_test(test_sections_nest_to_the_bound_and_no_deeper),
		cmocka_unit_test(test_partials_nest_to_the_bound_and_no_deeper),
		cmocka_unit_test(test_a_parent_takes_blocks_to_the_bound_and_no_more),
		cmocka_unit_test(test_hundreds_of_mistakes_are_told_and_then_it_stops),
		cmocka_unit_test(test_a_layout_larger_than_the_bound_is_refused),
		cmocka_unit_test(test_partials_that_multiply_are_stopped),
		cmocka_unit_test(test_lenient_rendering_ends_whatever_the_template_asks_for),
		cmocka_unit_test(test_output_grows_to_its_bound_only),
		cmocka_unit_test(test_a_settled_page_keeps_what_was_known),
		cmocka_unit_test(test_threads_share_one_bound_layout),
		cmocka_unit_test(test_every_special_byte_is_escaped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
