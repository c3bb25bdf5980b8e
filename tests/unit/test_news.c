#include "city.h"

#include "render/desk.h"
#include "render/layout.h"
#include "render/press_make.h"
#include "render/view.h"
#include "render/words.h"
#include "site/news.h"
#include "site/site_load.h"

/* A tiny city of today, what its files were, and what is told of that: a line an item. */

#define FIELDS(name, more)                                                                       \
	"name: " name "\nname_kana: はな\nsummary: 短い説明\npurposes: [gather]\n"              \
	"assured_date: 2026-11-01\nsource: 市の案内\n" more
#define EVENT(name, more) "---\n" FIELDS(name, "organizer: yakusho\n" more) "---\n本文です。\n"
#define PLACE(name, more) "---\n" FIELDS(name, "place_type: hall\naddress: 芝久保町1丁目\n" more) "---\n"
#define HANA "content/seibu/shibakubo/events/hana.md"
#define ONE_DAY(rows) { { DAY(23), (rows), ROWS(rows) } }
#define DAY(n) 20757 + (n)                     /* of November 2026 */
#define ABSENT { NULL, 0 }
#define FILE_WAS(path, before, after) { STR_INIT(path), STR_INIT(before), STR_INIT(after) }

typedef struct Tale {
	City city;
	const News *news;
	Str text;
} Tale;

static void print_item(Buf *b, const NewsItem *item, Arena *a)
{
	Str what = words_of_news(item, a);
	buf_format(b, "%d %.*s", day_civil(item->day).day, STR_ARG(item->name));
	if (what.len)
		buf_format(b, " %.*s", STR_ARG(what));
	for (size_t i = 0; i < item->field_count; i++)
		buf_format(b, "／%.*s", STR_ARG(words_of_field_news(&item->fields[i], a)));
	buf_str(b, item->sample ? STR("（見本）\n") : STR("\n"));
}

static void tell_by(Tale *t, const CityFile *now, size_t count, const PastDay *days, size_t day_count, int jobs)
{
	const Past past = { days, day_count, DAY_NONE };
	city_load(&t->city, now, count);
	city_is_sound(&t->city);
	t->news = news_make(t->city.site, &past, jobs, &t->city.arena);
	Buf b = { .arena = &t->city.arena };
	buf_reserve(&b, 1);
	for (size_t i = 0; t->news && i < t->news->count; i++)
		print_item(&b, &t->news->items[i], &t->city.arena);
	t->text = buf_text(&b);
}

static void tell(Tale *t, const CityFile *now, size_t count, const PastDay *days, size_t day_count)
{
	tell_by(t, now, count, days, day_count, 1);
}

/* What the feed of the city says. */
static Str feed_of(Tale *t)
{
	Arena *a = &t->city.arena;
	const Layouts layouts = { 0 };
	const Skip skip = { 0 };
	const Press *press = press_make(t->city.site, t->news, &layouts, &skip, 1, a, &t->city.diag);
	Desk desk = { .press = press };
	const Output out = { .area = t->city.site->areas[0], .path = STR("new/atom.xml") };
	Str feed = str_copy(render_feed(&desk, &out), a);
	desk_free(&desk);
	press_drop(press);
	return feed;
}

static void end(Tale *t)
{
	city_end(&t->city);
}

#define assert_told(t, expected)                                                              \
	do {                                                                                  \
		if (!str_equal((t)->text, str_from(expected)))                                \
			fail_msg("'%.*s' is not '%s'", STR_ARG((t)->text), (expected));       \
	} while (0)

/* One record, one day: what became of it. */
static void one(const char *before, const char *after, const char *expected)
{
	const CityFile now[] = { { HANA, after } };
	const PastFile files[] = { { STR(HANA), str_from(before), str_from(after) } };
	const PastDay days[] = ONE_DAY(files);
	Tale t;
	tell(&t, now, 1, days, 1);
	assert_told(&t, expected);
	end(&t);
}

static void test_without_a_past_there_is_no_news(void **state)
{
	(void)state;
	Tale t;
	tell(&t, NULL, 0, NULL, 0);
	assert_null(t.news);
	end(&t);
}

static void test_a_history_without_news_is_known_by_the_days_of_its_files(void **state)
{
	(void)state;
	Tale t = { 0 };
	city_load(&t.city, NULL, 0);
	for (size_t i = 0; i < t.city.files.count; i++)
		((File *)t.city.files.items)[i].changed = DAY(2);
	site_drop(t.city.site);
	const SiteOptions options = { .today = DAY(23), .jobs = 1 };
	t.city.site = site_load(&t.city.files, &options, &t.city.diag);
	t.news = news_make(t.city.site, &(Past){ 0 }, 1, &t.city.arena);
	assert_non_null(t.news);
	assert_int_equal(t.news->count, 0);
	assert_int_equal(t.news->updated, DAY(2));
	assert_true(str_contains(feed_of(&t), STR("<updated>2026-11-02T00:00:00+09:00</updated>")));
	end(&t);
}

static void test_each_field_is_told_in_the_words_of_the_pages(void **state)
{
	(void)state;
	static const struct { const char *before, *after, *told; } cases[] = {
		{ "date: 2026-12-08\ntime: 10:00–11:30\n", "date: 2026-12-08\ntime: 13:30–15:00\n",
		  "時間が「午前10時から11時30分まで」から「午後1時30分から3時まで」に変わりました" },
		{ "date: 2026-12-08\n", "date: 2026-12-15\n",
		  "日付が「12月8日（火曜日）」から「12月15日（火曜日）」に変わりました" },
		{ "repeat: 毎週水曜\n", "repeat: 毎月1日\n",
		  "くり返しが「毎週水曜日」から「毎月1日」に変わりました" },
		{ "repeat: 毎週水曜\n", "repeat: 毎週水曜\nskip: [nenmatsu]\n",
		  "休む日を書き足しました：「年末年始」" },
		{ "repeat: 毎週水曜\non_holiday: 休み\n", "repeat: 毎週水曜\non_holiday: 翌日\n",
		  "祝日の扱いが「休み」から「翌日」に変わりました" },
		{ "date: 2026-12-08\nplace: {name: 公園}\n", "date: 2026-12-08\nplace: {name: 集会所}\n",
		  "場所が「公園」から「集会所」に変わりました" },
		{ "date: 2026-12-08\nplace: {name: 公園, address: 芝久保町1丁目}\n",
		  "date: 2026-12-08\nplace: {name: 公園, address: 芝久保町2丁目}\n", "場所が変わりました" },
		{ "date: 2026-12-08\ncost: 無料\n", "date: 2026-12-08\ncost: 300円\n",
		  "費用が「無料」から「300円」に変わりました" },
		{ "date: 2026-12-08\n", "date: 2026-12-08\ncapacity: 20人\n", "定員を書き足しました：「20人」" },
		{ "date: 2026-12-08\ncapacity: 20人\n", "date: 2026-12-08\n",
		  "定員の案内をなくしました（前は「20人」）" },
		{ "date: 2026-12-08\nages: [baby]\n", "date: 2026-12-08\nages: [baby, teen]\n",
		  "対象年齢が「赤ちゃん」から「赤ちゃん、中学生・高校生」に変わりました" },
		{ "date: 2026-12-08\napplication: 不要\n", "date: 2026-12-08\napplication: {state: open, by: 電話}\n",
		  "申込が「申し込みはいりません」から「電話で申し込み」に変わりました" },
	};
	Arena a = { 0 };
	for (size_t i = 0; i < ROWS(cases); i++) {
		Str head = STR("---\n" FIELDS("花見", "organizer: yakusho\n")), foot = STR("---\n本文です。\n");
		Str before = STR_CONCAT(&a, head, str_from(cases[i].before), foot, STR("\0"));
		Str after = STR_CONCAT(&a, head, str_from(cases[i].after), foot, STR("\0"));
		Str told = str_format(&a, "23 花見／%s\n", cases[i].told);
		one(before.ptr, after.ptr, str_terminated(told, &a));
	}
	arena_free(&a);
}

static void test_what_means_the_same_is_no_news(void **state)
{
	(void)state;
	one(EVENT("花見", "date: 2026-12-08\ntime: 10:00-11:30\n"), EVENT("花見", "日付: 令和8年12月8日\n時間: １０：００〜１１：３０\n"), "");
	one(EVENT("花見", "date: 2026-12-08\n"), EVENT("花見", "date: 2026-12-08\nowner: 係\naliases: [/a/]\nflyer: {headline: 花}\n"), "");
}

static void test_a_status_is_told_as_what_became_of_it(void **state)
{
	(void)state;
#define AS(status) EVENT("花見", "date: 2026-12-08\nstatus: " status "\n")
	static const struct { const char *before, *after, *told; } cases[] = {
		{ AS("active"), AS("cancelled"), "23 花見 中止になりました\n" },
		{ AS("active"), AS("postponed"), "23 花見 延期になりました\n" },
		{ AS("active"), AS("suspended"), "23 花見 休みになりました\n" },
		{ AS("active"), AS("full"), "23 花見 満員になりました\n" },
		{ AS("active"), AS("ended"), "23 花見 終わりました\n" },
		{ AS("cancelled"), AS("active"), "23 花見 ふだんどおりに戻りました\n" },
	};
	for (size_t i = 0; i < ROWS(cases); i++)
		one(cases[i].before, cases[i].after, cases[i].told);
	one(NULL, AS("active"), "23 花見 新しくのせました\n");
}

static void test_changes_of_single_days_are_told_when_they_are_new_or_taken_back(void **state)
{
	(void)state;
#define WITH(changes) EVENT("花見", "repeat: 毎週火曜\nchanges:\n" changes)
	one(EVENT("花見", "repeat: 毎週火曜\n"), WITH("  - {date: 2026-12-08, status: 中止, note: 雨のため}\n"),
	    "23 花見／12月8日（火曜日）は中止（雨のため）\n");
	one(WITH("  - {date: 2026-12-08, status: 中止}\n"),
	    WITH("  - {date: 2026-12-08, status: 中止}\n  - {date: 2026-12-15, time: 13:00}\n"),
	    "23 花見／12月15日（火曜日）は、時間が変わり、午後1時からです\n");
	one(WITH("  - {date: 2026-12-08, status: 中止, note: 秘密の訳}\n  - {date: 2026-11-17, status: 中止}\n"),
	    EVENT("花見", "repeat: 毎週火曜\n"), "23 花見／12月8日（火曜日）の変更を取りやめました\n");
}

static void test_an_old_contact_organiser_name_or_body_is_never_shown(void **state)
{
	(void)state;
	static const PastFile files[] = {
		FILE_WAS(HANA,
		         "---\n" FIELDS("ふるい名前", "date: 2026-12-08\norganizer: {name: ふるい主催, phone: 042-000-0001}\n"
		                        "contacts: [{name: ふるい人, phone: 042-000-0002, email: furui@example.jp}]\n"
		                        "alert: {text: ふるい知らせ}\n"
		                        "application: {state: open, by: 電話, phone: 042-000-0003, how: ふるい方法}\n"
		                        "eligibility: ふるい条件は042-000-0004へ\ncost: 実費（042-000-0005にきく）\n")
		         "---\nふるい本文。\n",
		         "") };
	const char *after =
		"---\n" FIELDS("新しい名前", "date: 2026-12-08\norganizer: yakusho\ncontacts: [yakusho]\n"
	                       "application: {state: open, by: 電話, phone: 042-000-0009}\neligibility: だれでも\ncost: 無料\n")
		"---\n新しい本文。\n";
	const CityFile now[] = { { HANA, after } };
	PastFile file = files[0];
	file.after = str_from(after);
	const PastDay days[] = { { DAY(23), &file, 1 } };
	Tale t;
	tell(&t, now, 1, days, 1);
	assert_told(&t, "23 新しい名前／主催が変わりました／申込が変わりました／名前が「新しい名前」に変わりました"
	                "／対象の条件が「だれでも」に変わりました／問合せ先が変わりました"
	                "／費用が「無料」に変わりました／大事なお知らせの案内をなくしました／くわしい説明が変わりました\n");
	assert_false(str_contains(feed_of(&t), STR("ふるい")) || str_contains(feed_of(&t), STR("042-000")));
	end(&t);
}

static void test_a_name_that_was_new_once_is_not_told_when_it_is_old(void **state)
{
	(void)state;
	static const PastFile later[] = { FILE_WAS(HANA, EVENT("二つ目", "date: 2026-12-08\n"), EVENT("三つ目", "date: 2026-12-08\n")) };
	static const PastFile earlier[] = { FILE_WAS(HANA, EVENT("一つ目", "date: 2026-12-08\n"), EVENT("二つ目", "date: 2026-12-08\n")) };
	static const PastDay days[] = { { DAY(23), later, 1 }, { DAY(20), earlier, 1 } };
	const CityFile now[] = { { HANA, EVENT("三つ目", "date: 2026-12-08\n") } };
	Tale t;
	tell(&t, now, 1, days, 2);
	assert_told(&t, "23 三つ目／名前が「三つ目」に変わりました\n20 三つ目／名前が変わりました\n");
	const NewsItem *latest = t.news->latest[city_record(&t.city, "hana")->number];
	assert_int_equal(latest->day, DAY(23));
	assert_int_equal(latest->older->day, DAY(20));
	assert_null(latest->older->older);
	end(&t);
}

#define A EVENT("花見", "date: 2026-12-08\ntime: 10:00\ncost: 無料\n")
#define B EVENT("花見", "date: 2026-12-08\ntime: 11:00\ncost: 無料\n")
#define C EVENT("花見", "date: 2026-12-08\ntime: 11:00\ncost: 100円\n")
#define D EVENT("花見", "date: 2026-12-08\ntime: 12:00\ncost: 100円\n")

static void one_day(const char *now, const PastFile *files, size_t count, const char *expected)
{
	const CityFile today[] = { { HANA, now } };
	const PastDay days[] = { { DAY(23), files, count } };
	Tale t;
	tell(&t, today, 1, days, 1);
	assert_told(&t, expected);
	end(&t);
}

static void test_a_day_tells_its_sum(void **state)
{
	(void)state;
	static const PastFile twice[] = { FILE_WAS(HANA, A, B), FILE_WAS(HANA, B, D) };
	static const PastFile undone[] = { FILE_WAS(HANA, A, B), FILE_WAS(HANA, B, A) };
	static const PastFile fresh[] = { { STR_INIT(HANA), ABSENT, STR_INIT(A) }, FILE_WAS(HANA, A, B) };
	one_day(D, twice, 2,
	        "23 花見／時間が「午前10時から」から「正午から」に変わりました／費用が「無料」から「100円」に変わりました\n");
	one_day(A, undone, 2, "");
	one_day(B, fresh, 2, "23 花見 新しくのせました\n");
}

static void test_what_lies_between_two_runs_is_not_told(void **state)
{
	(void)state;
	static const PastFile files[] = { FILE_WAS(HANA, A, B), FILE_WAS(HANA, C, D) };
	one_day(D, files, 2, "23 花見／時間が「午前10時から」から「正午から」に変わりました\n");
}

static void test_a_record_in_another_folder_is_the_same_record(void **state)
{
	(void)state;
	static const PastFile moved[] = {
		{ STR_INIT(HANA), ABSENT, STR_INIT(A) },
		{ STR_INIT("content/seibu/yato/events/hana.md"), STR_INIT(A), ABSENT },
	};
	static const PastFile listed[] = {
		{ STR_INIT("content/seibu/shibakubo/events.yaml"),
		  STR_INIT("- id: hana\n  name: 花見\n  name_kana: はな\n  summary: 短い説明\n  purposes: [gather]\n"
		           "  assured_date: 2026-11-01\n  organizer: yakusho\n  date: 2026-12-08\n  time: 10:00\n"
		           "  cost: 無料\n  body: 本文です。\n"),
		  ABSENT },
		{ STR_INIT(HANA), ABSENT, STR_INIT(A) },
	};
	static const PastFile renamed[] = {
		{ STR_INIT("content/seibu/shibakubosho/events/hana.md"), STR_INIT(A), ABSENT },
		{ STR_INIT(HANA), ABSENT, STR_INIT(A) },
	};
	one_day(A, renamed, 2, "");
	one_day(A, moved, 2, "23 花見／地域が「谷戸地域」から「芝久保地域」に変わりました\n");
	one_day(A, listed, 2, "23 花見／くわしい説明が変わりました\n");
}

static void test_both_areas_read_of_a_record_that_moved(void **state)
{
	(void)state;
	static const PastFile files[] = {
		{ STR_INIT(HANA), ABSENT, STR_INIT(A) },
		{ STR_INIT("content/seibu/yato/events/hana.md"), STR_INIT(A), ABSENT },
	};
	static const PastDay days[] = ONE_DAY(files);
	const CityFile now[] = { { HANA, A } };
	Tale t;
	tell(&t, now, 1, days, 1);
	static const struct { const char *area; bool reads; } areas[] = {
		{ "", true }, { "seibu", true }, { "seibu/shibakubo", true }, { "seibu/yato", true }, { "tobu", false },
	};
	for (size_t i = 0; i < ROWS(areas); i++)
		assert_int_equal(news_is_of(&t.news->items[0], city_area(&t.city, areas[i].area)), areas[i].reads);
	end(&t);
}

static void test_what_cannot_be_read_says_nothing(void **state)
{
	(void)state;
	one("---\nname: 花見\nさっぱり: わからない\n---\n", A, "");
	one("これは何でもない\n", A, "");
	static const PastFile repaired[] = { FILE_WAS(HANA, "---\nx: y\n---\n", B), FILE_WAS(HANA, C, D) };
	one_day(D, repaired, 2, "23 花見／時間が「午前11時から」から「正午から」に変わりました\n");
	static const PastFile other[] = { FILE_WAS("content/area.yaml", "name: a\n", "name: b\n"), FILE_WAS("elsewhere/x.md", A, B) };
	one_day(A, other, 2, "");
}

#define ITEM(id, more)                                                                                        \
	"- id: " id "\n  name: " id "の会\n  name_kana: かい\n  summary: 短い説明\n  purposes: [gather]\n" \
	"  assured_date: 2026-11-01\n  organizer: yakusho\n  date: 2026-12-08\n" more

static void test_of_a_list_only_what_differs_is_read(void **state)
{
	(void)state;
#define LIST "content/seibu/events.yaml"
	static const char after[] = "# 行事\n" ITEM("a", "") ITEM("b", "  time: 11:00\n") ITEM("c", "") ITEM("e", "");
	static const PastFile files[] = {
		FILE_WAS(LIST, "# 行事\n\n" ITEM("a", "  きず: がある\n") ITEM("b", "  time: 10:00\n") ITEM("c", "") ITEM("e", ""),
		         "# 行事\n\n" ITEM("a", "  きず: がある\n") ITEM("b", "  time: 11:00\n") ITEM("c", "") ITEM("e", "")),
	};
	static const PastFile added[] = { FILE_WAS(LIST, "# 行事\n" ITEM("a", "") ITEM("e", ""), "# 行事\n" ITEM("a", "") ITEM("b", "") ITEM("c", "") ITEM("e", "")) };
	static const PastFile unread[] = { FILE_WAS(LIST, "# 行事\n- x\n" ITEM("a", ""), "# 行事\n" ITEM("a", "") ITEM("b", "")) };
	/* Of a list with a broken record the others are known; but not where it may be the broken one. */
	static const PastFile broken[] = { FILE_WAS(LIST, ITEM("a", "  time: [\n"), ITEM("a", "") ITEM("b", "")) };
	static const PastFile nameless[] = { FILE_WAS(LIST, ITEM("a", "") "-id: c\n", ITEM("a", "") ITEM("c", "")) };
	static const PastDay days[] = { { DAY(23), files, 1 }, { DAY(22), added, 1 }, { DAY(21), unread, 1 },
		                        { DAY(20), broken, 1 }, { DAY(19), nameless, 1 } };
	const CityFile now[] = { { LIST, after } };
	Tale t;
	tell(&t, now, 1, days, 5);
	assert_told(&t, "23 bの会／時間が「午前10時から」から「午前11時から」に変わりました\n"
	                "22 bの会 新しくのせました\n22 cの会 新しくのせました\n21 bの会 新しくのせました\n"
	                "20 bの会 新しくのせました\n");
	end(&t);
}

static void test_a_withdrawn_record_is_told_without_a_fact(void **state)
{
	(void)state;
	static const PastFile gone[] = {
		{ STR_INIT(HANA), STR_INIT(A), ABSENT },
		{ STR_INIT("content/seibu/shibakubo/events/kare.md"), STR_INIT(A), ABSENT },
		{ STR_INIT("content/seibu/shibakubo/events/mada.md"), STR_INIT(A), ABSENT },
	};
	static const PastFile changed[] = { FILE_WAS(HANA, B, A) };
	static const PastDay days[] = { { DAY(23), gone, 3 }, { DAY(20), changed, 1 } };
	const CityFile now[] = { { "content/withdrawn.yaml", "- {id: hana, date: 2026-11-23, reason: 訳}\n"
		                                             "- {id: kare, name: 枯れ木の会, date: 2026-11-23, reason: 訳}\n" } };
	Tale t;
	tell(&t, now, 1, days, 2);
	assert_told(&t, "23  取り下げました\n23 枯れ木の会 取り下げました\n");
	assert_true(str_contains(feed_of(&t), STR("<title>取り下げたお知らせ：取り下げました</title>")));
	assert_false(str_contains(feed_of(&t), STR("花見")) || str_contains(feed_of(&t), STR("訳")));
	end(&t);
}

static void test_old_values_do_not_name_what_is_withdrawn_or_hidden(void **state)
{
	(void)state;
#define AT_PLACE(place) EVENT("花見", "date: 2026-12-08\nplace: " place "\n")
	const CityFile now[] = {
		{ HANA, AT_PLACE("{name: 公園}") },
		{ "content/seibu/places/asu.md", PLACE("あしたの家", "publish_from: 2026-12-01\n") },
		{ "content/withdrawn.yaml", "- {id: ie, name: むかしの家, date: 2026-11-23, reason: 訳}\n" },
	};
	static const PastFile by_id[] = { FILE_WAS(HANA, AT_PLACE("ie"), AT_PLACE("{name: 公園}")) };
	static const PastFile by_name[] = { FILE_WAS(HANA, AT_PLACE("{name: むかしの家の庭}"), AT_PLACE("{name: 公園}")) };
	static const PastFile hidden[] = { FILE_WAS(HANA, AT_PLACE("asu"), AT_PLACE("{name: 公園}")) };
	static const PastDay days[] = { { DAY(23), by_id, 1 }, { DAY(22), by_name, 1 }, { DAY(21), hidden, 1 } };
	Tale t;
	tell(&t, now, 3, days, 3);
	assert_told(&t, "23 花見／場所が「公園」に変わりました\n22 花見／場所が「公園」に変わりました\n"
	                "21 花見／場所が「公園」に変わりました\n");
	end(&t);
}

static void test_a_hidden_record_has_no_news_of_the_days_it_was_hidden(void **state)
{
	(void)state;
#define FROM(day, more) EVENT("花見", "date: 2026-12-08\npublish_from: " day "\n" more)
	one(FROM("2026-12-01", ""), FROM("2026-12-01", "time: 10:00\n"), "");
	one(NULL, FROM("2026-12-01", ""), "");
	one(FROM("2026-12-01", ""), FROM("2026-11-23", ""), "23 花見 新しくのせました\n");
	one(A, FROM("2026-12-01", ""), "");
	static const PastFile files[] = { FILE_WAS(HANA, FROM("2026-11-20", ""), FROM("2026-11-20", "time: 10:00\n")) };
	static const PastDay days[] = { { DAY(21), files, 1 }, { DAY(19), files, 1 } };
	const CityFile now[] = { { HANA, FROM("2026-11-20", "time: 10:00\n") } };
	Tale t;
	tell(&t, now, 1, days, 2);
	assert_told(&t, "21 花見／時間を書き足しました：「午前10時から」\n");
	end(&t);
}

static void test_an_office_is_told_without_values_and_to_the_city_alone(void **state)
{
	(void)state;
#define OFFICES(more) "offices:\n- {id: yakusho, name: 試し市役所, fax: 042-464-1312, " more "}\n"
	static const PastFile files[] = {
		FILE_WAS("content/offices.yaml", OFFICES("phone: 042-464-0001, note: 秘密"), OFFICES("phone: 042-464-1311, note: 代表")),
		FILE_WAS("content/offices.yaml", "offices: [", OFFICES("phone: 042-464-1311")),
	};
	static const PastFile kana[] = { FILE_WAS("content/offices.yaml", OFFICES("phone: 042-464-1311"), OFFICES("phone: 042-464-1311, name_kana: やくしょ")) };
	static const PastDay days[] = { { DAY(23), files, 2 }, { DAY(22), kana, 1 } };
	Tale t;
	tell(&t, NULL, 0, days, 2);
	assert_told(&t, "23 試し市役所 問合せ先の電話や受付時間などが変わりました\n");
	assert_true(news_is_of(&t.news->items[0], city_area(&t.city, "")));
	assert_false(news_is_of(&t.news->items[0], city_area(&t.city, "seibu")));
	end(&t);
}

static void test_samples_are_told_as_samples(void **state)
{
	(void)state;
	one(NULL, EVENT("花見", "date: 2026-12-08\nsample: yes\n"), "23 花見 新しくのせました（見本）\n");
}

enum { MANY = 12 };

static void test_the_first_import_is_one_line(void **state)
{
	(void)state;
	Arena a = { 0 };
	CityFile now[MANY];
	PastFile files[MANY];
	for (int i = 0; i < MANY; i++) {
		Str path = str_format(&a, "content/seibu/%s/events/hana-%02d.md", i < 2 ? "yato" : "shibakubo", i);
		now[i] = (CityFile){ str_terminated(path, &a), A };
		files[i] = (PastFile){ path, { 0 }, STR(A) };
	}
	const PastDay days[] = { { DAY(23), files, MANY }, { DAY(22), files, 3 } };
	Tale t;
	tell(&t, now, MANY, days, 2);
	assert_int_equal(t.news->items[0].kind, NEWS_MANY);
	assert_int_equal(t.news->items[0].count, MANY);
	static const struct { const char *area; size_t count; } areas[] = { { "", 12 }, { "seibu", 12 }, { "seibu/shibakubo", 10 }, { "seibu/yato", 2 } };
	for (size_t i = 0; i < ROWS(areas); i++) {
		const Area *area = city_area(&t.city, areas[i].area);
		assert_ptr_equal(t.news->items[i].area, area);
		assert_int_equal(t.news->items[i].count, areas[i].count);
		assert_true(news_is_of(&t.news->items[i], area));
		assert_int_equal(news_is_of(&t.news->items[0], area), i == 0);
	}
	assert_int_equal(t.news->count, 4 + 3);
	assert_int_equal(t.news->items[4].kind, NEWS_NEW);
	assert_true(str_contains(feed_of(&t), STR("<title>12件をのせました</title>")));
	end(&t);
	arena_free(&a);
}

static void test_only_ninety_days_are_told_and_none_that_is_to_come(void **state)
{
	(void)state;
	static const PastFile files[] = { FILE_WAS(HANA, A, B) };
	static const PastDay days[] = { { DAY(24), files, 1 }, { DAY(23), files, 1 }, { DAY(23) - 89, files, 1 }, { DAY(23) - 90, files, 1 } };
	const CityFile now[] = { { HANA, B } };
	Tale t;
	tell(&t, now, 1, days, 4);
	assert_int_equal(t.news->count, 2);
	assert_int_equal(t.news->items[0].day, DAY(23));
	assert_int_equal(t.news->items[1].day, DAY(23) - 89);
	assert_int_equal(t.news->since, DAY(23) - 89);
	end(&t);
}

static void test_a_past_that_was_cut_tells_since_when_it_is_whole(void **state)
{
	(void)state;
	static const PastFile files[] = { FILE_WAS(HANA, A, B) };
	static const PastDay days[] = { { DAY(23), files, 1 }, { DAY(20), files, 1 } };
	const CityFile now[] = { { HANA, B } };
	const Past past = { days, 2, DAY(20) };
	City c;
	city_load(&c, now, 1);
	assert_int_equal(news_make(c.site, &past, 1, &c.arena)->since, DAY(20));
	const Past unknown = { days, 0, DAY(24) };
	assert_null(news_make(c.site, &unknown, 1, &c.arena));
	city_end(&c);
}

static void test_the_number_of_jobs_changes_nothing(void **state)
{
	(void)state;
	static const PastFile files[] = { FILE_WAS(HANA, A, D), FILE_WAS("content/seibu/yato/events/tsuki.md", A, D) };
	PastDay days[20];
	const CityFile now[] = { { HANA, D }, { "content/seibu/yato/events/tsuki.md", D } };
	Tale one_job, four;
	for (int i = 0; i < 20; i++)
		days[i] = (PastDay){ DAY(23) - i, files, 2 };
	tell_by(&one_job, now, 2, days, 20, 1);
	tell_by(&four, now, 2, days, 20, 4);
	assert_int_equal(one_job.news->count, 40);
	assert_true(str_equal(one_job.text, four.text));
	end(&one_job);
	end(&four);
}

/* Tags close in order, text holds no markup of its own, and nothing XML cannot hold. */
static void assert_well_formed(Str xml)
{
	Str open[16];
	size_t depth = 0;
	str_take(&xml, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
	for (Str rest; xml.len; xml = rest) {
		Str tag, text = str_cut(xml, '<', &rest);
		for (size_t i = 0; i < text.len; i++)
			assert_false((unsigned char)text.ptr[i] < 0x20 && text.ptr[i] != '\n');
		assert_false(str_has_byte(text, '>') || str_has_byte(text, '"'));
		if (!rest.len)
			break;
		tag = str_cut(rest, '>', &rest);
		if (str_take(&tag, STR("/")))
			assert_true(depth && str_equal(open[--depth], tag));
		else if (!str_ends(tag, STR("/")))
			open[depth++] = str_sub(tag, 0, str_find_byte(tag, ' '));
		assert_true(depth < ROWS(open));
	}
	assert_int_equal(depth, 0);
}

static void test_hostile_text_stays_text(void **state)
{
	(void)state;
	static const PastFile files[] = { FILE_WAS(HANA, EVENT("花見", "date: 2026-12-08\nplace: {name: \"</title><script>&\\\"'\"}\n"),
		                                   EVENT("\"<b>&amp;花見\"", "date: 2026-12-08\nplace: {name: \"]]>\"}\n")) };
	static const PastDay days[] = ONE_DAY(files);
	const CityFile now[] = { { HANA, EVENT("\"<b>&amp;花見\"", "date: 2026-12-08\nplace: {name: \"]]>\"}\n") } };
	Tale t;
	tell(&t, now, 1, days, 1);
	assert_int_equal(t.news->count, 1);
	Str feed = feed_of(&t);
	assert_well_formed(feed);
	assert_false(str_contains(feed, STR("<script")) || str_contains(feed, STR("<b>")));
	assert_true(str_contains(feed, STR("&lt;script&gt;&amp;")));
	end(&t);
}

static void test_the_feed(void **state)
{
	(void)state;
	static const PastFile files[] = { FILE_WAS(HANA, A, B) };
	static const PastDay days[] = ONE_DAY(files);
	const CityFile now[] = { { HANA, B } };
	Tale t;
	tell(&t, now, 1, days, 1);
	Str feed = feed_of(&t), expected = STR(
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ja\">\n"
		"<id>https://example.jp/city/new/atom.xml</id>\n"
		"<title>試し市の更新情報 | 試しの市の掲示板</title>\n"
		"<updated>2026-11-23T00:00:00+09:00</updated>\n"
		"<link rel=\"self\" type=\"application/atom+xml\" href=\"https://example.jp/city/new/atom.xml\"/>\n"
		"<link rel=\"alternate\" type=\"text/html\" href=\"https://example.jp/city/new/\"/>\n"
		"<author><name>試しの市の掲示板</name>\n</author>\n"
		"<entry>\n"
		"<id>tag:example.jp,2026-11-23:/city/new/hana</id>\n"
		"<title>花見：変わりました</title>\n"
		"<updated>2026-11-23T00:00:00+09:00</updated>\n"
		"<link rel=\"alternate\" type=\"text/html\" href=\"https://example.jp/city/seibu/shibakubo/events/hana/\"/>\n"
		"<summary>時間が「午前10時から」から「午前11時から」に変わりました</summary>\n"
		"</entry>\n"
		"</feed>\n");
	if (!str_equal(feed, expected))
		fail_msg("%.*s", STR_ARG(feed));
	end(&t);
}

static void test_the_feed_has_at_most_a_hundred_entries(void **state)
{
	(void)state;
	Arena a = { 0 };
	PastFile files[90];
	CityFile now[90];
	PastDay days[2];
	for (int i = 0; i < 90; i++) {
		Str path = str_format(&a, "content/seibu/yato/events/hana-%02d.md", i);
		now[i] = (CityFile){ str_terminated(path, &a), B };
		files[i] = (PastFile){ path, STR(A), STR(B) };
	}
	for (int i = 0; i < 2; i++)
		days[i] = (PastDay){ DAY(23) - i, files, 90 };
	Tale t;
	tell(&t, now, 90, days, 2);
	assert_int_equal(t.news->count, 180);
	size_t entries = 0;
	for (Str rest = feed_of(&t), begin = STR("<entry>"); str_contains(rest, begin); entries++)
		rest = str_skip(rest, str_find(rest, begin) + begin.len);
	assert_int_equal(entries, 100);
	end(&t);
	arena_free(&a);
}

static void test_only_vital_changes_of_sixty_days_stay_on_the_page(void **state)
{
	(void)state;
	static const PastFile both[] = { FILE_WAS(HANA, EVENT("花見", "date: 2026-12-08\ncapacity: 10人\n"), EVENT("花見", "date: 2026-12-15\ncapacity: 20人\n")) };
	static const PastFile capacity[] = { FILE_WAS(HANA, EVENT("花見", "date: 2026-12-08\n"), EVENT("花見", "date: 2026-12-08\ncapacity: 10人\n")) };
	static const PastDay days[] = { { DAY(23), both, 1 }, { DAY(22), capacity, 1 }, { DAY(23) - 59, both, 1 }, { DAY(23) - 60, both, 1 } };
	const CityFile now[] = { { HANA, EVENT("花見", "date: 2026-12-15\ncapacity: 20人\n") } };
	Tale t;
	tell(&t, now, 1, days, 4);
	assert_int_equal(t.news->count, 4);
	const Press press = { .site = t.city.site, .news = t.news };
	Value changes = view_record_changes(&press, city_record(&t.city, "hana"), &t.city.arena);
	assert_int_equal(changes.count, 2);
	for (uint32_t i = 0; i < changes.count; i++) {
		const Value *lines = &changes.as.items[i].as.frame.slots[SLOT_CHANGE_LINES];
		assert_int_equal(lines->count, 1);
		assert_true(str_starts(lines->as.items[0].as.text, STR("日付が")));
	}
	end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_a_past_there_is_no_news),
		cmocka_unit_test(test_a_history_without_news_is_known_by_the_days_of_its_files),
		cmocka_unit_test(test_each_field_is_told_in_the_words_of_the_pages),
		cmocka_unit_test(test_what_means_the_same_is_no_news),
		cmocka_unit_test(test_a_status_is_told_as_what_became_of_it),
		cmocka_unit_test(test_changes_of_single_days_are_told_when_they_are_new_or_taken_back),
		cmocka_unit_test(test_an_old_contact_organiser_name_or_body_is_never_shown),
		cmocka_unit_test(test_a_name_that_was_new_once_is_not_told_when_it_is_old),
		cmocka_unit_test(test_a_day_tells_its_sum),
		cmocka_unit_test(test_what_lies_between_two_runs_is_not_told),
		cmocka_unit_test(test_a_record_in_another_folder_is_the_same_record),
		cmocka_unit_test(test_both_areas_read_of_a_record_that_moved),
		cmocka_unit_test(test_what_cannot_be_read_says_nothing),
		cmocka_unit_test(test_of_a_list_only_what_differs_is_read),
		cmocka_unit_test(test_a_withdrawn_record_is_told_without_a_fact),
		cmocka_unit_test(test_old_values_do_not_name_what_is_withdrawn_or_hidden),
		cmocka_unit_test(test_a_hidden_record_has_no_news_of_the_days_it_was_hidden),
		cmocka_unit_test(test_an_office_is_told_without_values_and_to_the_city_alone),
		cmocka_unit_test(test_samples_are_told_as_samples),
		cmocka_unit_test(test_the_first_import_is_one_line),
		cmocka_unit_test(test_only_ninety_days_are_told_and_none_that_is_to_come),
		cmocka_unit_test(test_a_past_that_was_cut_tells_since_when_it_is_whole),
		cmocka_unit_test(test_the_number_of_jobs_changes_nothing),
		cmocka_unit_test(test_hostile_text_stays_text),
		cmocka_unit_test(test_the_feed),
		cmocka_unit_test(test_the_feed_has_at_most_a_hundred_entries),
		cmocka_unit_test(test_only_vital_changes_of_sixty_days_stay_on_the_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
