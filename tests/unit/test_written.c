#include "written_case.h"

#include "site/area.h"
#include "site/vocabulary.h"

static bool read_bool(const Written *w, const Value *v, Buf *out)
{
	bool yes, sound = written_bool(w, v, &yes);
	if (sound)
		buf_str(out, yes ? STR("yes") : STR("no"));
	return sound;
}

static bool read_int(const Written *w, const Value *v, Buf *out)
{
	int n;
	bool sound = written_int(w, v, &n);
	assert_true(sound || n == -1);
	if (sound)
		buf_number(out, n);
	return sound;
}

static bool read_lots(const Written *w, const Value *v, Buf *out)
{
	Lots lots;
	bool sound = written_lots(w, v, &lots);
	assert_true(sound || !lots.count);
	for (size_t i = 0; i < lots.count; i++)
		buf_format(out, "%s%d-%d", i ? " " : "", lots.items[i].from, lots.items[i].until);
	return sound;
}

static bool read_cost(const Written *w, const Value *v, Buf *out)
{
	Cost cost;
	bool sound = written_cost(w, v, &cost);
	assert_true(sound || !cost.count);
	for (size_t i = 0; i < cost.count; i++) {
		const CostLine *line = &cost.items[i];
		buf_format(out, "%s%.*s|%d|%.*s", i ? "; " : "", STR_ARG(line->who), line->yen, STR_ARG(line->note));
	}
	return sound;
}

static bool read_capacity(const Written *w, const Value *v, Buf *out)
{
	Capacity capacity;
	bool sound = written_capacity(w, v, &capacity);
	assert_true(sound || !capacity.n);
	if (sound)
		buf_format(out, "%d%.*s", capacity.n, STR_ARG(capacity.unit));
	return sound;
}

static bool read_application(const Written *w, const Value *v, Buf *out)
{
	static const char *const states[] = { "", "not needed", "open", "full", "closed" };
	Application a;
	bool sound = written_application(w, v, &a);
	assert_true(sound || (a.state == APPLICATION_NONE && a.until == DAY_NONE && a.days_before == -1));
	buf_str(out, str_from(states[a.state]));
	if (a.by.len)
		buf_format(out, " by %.*s%s", STR_ARG(a.by), a.by_qr_only ? " only" : "");
	if (a.until != DAY_NONE)
		buf_format(out, " until %.*s", STR_ARG(day_iso(a.until, w->arena)));
	if (a.days_before >= 0)
		buf_format(out, " %d before", a.days_before);
	if (a.phone.len)
		buf_format(out, " phone %.*s", STR_ARG(a.phone));
	if (a.how.len)
		buf_format(out, " (%.*s)", STR_ARG(a.how));
	return sound;
}

static bool read_phone(const Written *w, const Value *v, Buf *out)
{
	static const char *const kinds[] = { "", " mobile", " short", " sample", " pending" };
	Str phone;
	PhoneKind kind;
	bool sound = written_phone(w, v, &phone, &kind);
	assert_true(sound || !phone.len);
	if (!sound)
		return false;
	assert_int_equal(phone_kind(phone), kind);
	buf_format(out, "%.*s%s", STR_ARG(phone), kinds[kind]);
	Value again = value_text(phone);
	Str twice;
	assert_true(written_phone(w, &again, &twice, NULL));
	assert_true(str_equal(phone, twice));
	return true;
}

static bool read_email(const Written *w, const Value *v, Buf *out)
{
	Str email;
	bool sound = written_email(w, v, &email);
	buf_str(out, email);
	return sound;
}

static bool read_url(const Written *w, const Value *v, Buf *out)
{
	Str url;
	bool sound = written_url(w, v, &url);
	buf_str(out, url);
	return sound;
}

static void test_yes_and_no_are_read_in_both_languages(void **state)
{
	static const Case cases[] = {
		{ "yes", "yes" },    { "no", "no" },       { "Yes", "yes" },   { "NO", "no" },
		{ "はい", "yes" },   { "いいえ", "no" },   { "true", "yes" },  { "False", "no" },
		{ "する", "yes" },   { "しない", "no" },   { "あり", "yes" },  { "なし", "no" },
		{ "ｙｅｓ", "yes" }, { "有", "yes" },      { "不可", "no" },   { "○", "yes" },
		{ "×", "no" },       { "off", "no" },      { "〇", "yes" },
		{ "maybe", "!bool-unknown", "yes or no" }, { "1", "!bool-unknown", "はい" },
		{ "はいはい", "!bool-unknown", "はい" },   { "yes no", "!bool-unknown", "はい" },
		{ "", "!short-text-empty", "yes or no" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_bool);
}

static void test_whole_numbers_are_read(void **state)
{
	static const Case cases[] = {
		{ "3", "3" }, { "３", "3" }, { "0", "0" }, { "65歳", "65" }, { "６５才", "65" }, { "8枚", "8" },
		{ "100000", "100000" }, { " 12 ", "12" }, { "007", "7" },
		{ "100001", "!number-large", "100000" }, { "99999999999999999999", "!number-large", "100000" },
		{ "-3", "!number-unknown", "digits alone" }, { "3.5", "!number-unknown", "3" },
		{ "三", "!number-unknown", "3" }, { "65歳以上", "!number-unknown", ": 65" }, { "1 2", "!number-unknown", ": 1" },
		{ "歳", "!number-unknown", "3" }, { "", "!short-text-empty", "3" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_int);
}

static void test_lots_are_runs_of_numbers(void **state)
{
	static const Case cases[] = {
		{ "1-5", "1-5" }, { "13", "13-13" }, { "１〜５", "1-5" }, { "1–5", "1-5" }, { "1番〜5番", "1-5" },
		{ "1-5、13", "1-5 13-13" }, { "13-17, 1-5", "1-5 13-17" }, { "8番地", "8-8" }, { "3から7まで", "3-7" },
		{ "9999", "9999-9999" },
		{ "5-1", "!lot-backwards", "write 1-5" }, { "0", "!lot-number", "1 to 9999" },
		{ "10000", "!lot-number", "1 to 9999" }, { "1-", "!lot-unknown", "1-5" }, { "全部", "!lot-unknown", "1-5" },
		{ "1-5-2", "!lot-unknown", "1-5" }, { "1-5、3", "!lot-overlap", "once" }, { "13、13", "!lot-overlap", "once" },
		{ "", "!short-text-empty", "1-5" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_lots);
	Value items[] = { scalar("13-17"), scalar("1-5") };
	Value v = value_list(items, 2);
	check_value(&v, &(Case){ "list", "1-5 13-17" }, read_lots);
	static Value many[LOTS_MAX + 1];
	for (size_t i = 0; i <= LOTS_MAX; i++)
		many[i] = scalar("7");
	v = value_list(many, LOTS_MAX + 1);
	check_value(&v, &(Case){ "101 lots", "!lot-many", "join" }, read_lots);
}

static void test_costs_are_numbers_where_they_are_plain(void **state)
{
	static const Case cases[] = {
		{ "無料", "|0|" }, { "0円", "|0|" }, { "300円", "|300|" }, { "３００円", "|300|" }, { "300", "|300|" },
		{ "1,000円", "|1000|" }, { "１，０００円", "|1000|" }, { "¥500", "|500|" }, { "1,000,000円", "|1000000|" },
		{ "300円（保険代）", "|300|保険代" }, { "無料(申込が必要)", "|0|申込が必要" },
		{ "実費", "|-1|実費" }, { "年1,000円", "|-1|年1,000円" }, { "1組300円", "|-1|1組300円" },
		{ "300円〜500円", "|-1|300円〜500円" }, { "1,00円", "|-1|1,00円" }, { "無料または実費", "|-1|無料または実費" },
		{ "-300円", "!cost-minus", "300円" }, { "2000000円", "!cost-large", "300円" },
		{ "99999999999999円", "!cost-large", "300円" }, { "1,000,001", "!cost-large", "300円" },
		{ "", "!short-text-empty", "無料" },
		{ "とても長い説明とても長い説明とても長い説明とても長い説明とても長い説明とても長い説明とても長い説明とても長い説明とても長い説明とても長い説明とても長い説明とても長い説明",
		  "!cost-long", "the body" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_cost);
}

static Value map_of(Member *members, size_t count)
{
	return (Value){ .kind = VALUE_MAP, .count = (uint32_t)count, .as.members = members, .pos = { 1, 1, 1 } };
}

static void test_costs_by_person_are_a_list(void **state)
{
	(void)state;
	Member child[] = { { STR("who"), .value = scalar("高校生以下") }, { STR("yen"), .value = scalar("0") } };
	Member adult[] = { { STR("対象"), .value = scalar("保護者") }, { STR("金額"), .value = scalar("300円") },
	                   { STR("補足"), .value = scalar("払える分だけ") } };
	Member parts[] = { { STR("who"), .value = scalar("部品") }, { STR("note"), .value = scalar("実費") } };
	Member nothing[] = { { STR("who"), .value = scalar("部品") } };
	Member words[] = { { STR("yen"), .value = scalar("実費") } };
	Member odd[] = { { STR("yen"), .value = scalar("100") }, { STR("price"), .value = scalar("100") } };
	Value good[] = { map_of(child, 2), map_of(adult, 3), map_of(parts, 2), scalar("見学 無料") };
	Value v = value_list(good, 4);
	check_value(&v, &(Case){ "list", "高校生以下|0|; 保護者|300|払える分だけ; 部品|-1|実費; |-1|見学 無料" }, read_cost);
	v = map_of(nothing, 1);
	check_value(&v, &(Case){ "who alone", "!cost-empty", "note: 実費" }, read_cost);
	v = map_of(words, 1);
	check_value(&v, &(Case){ "words as yen", "!cost-amount", "under note" }, read_cost);
	v = map_of(odd, 2);
	check_value(&v, &(Case){ "odd key", "!key-unknown", "yen (金額)" }, read_cost);
	static Value many[COST_LINES_MAX + 1];
	for (size_t i = 0; i <= COST_LINES_MAX; i++)
		many[i] = scalar("無料");
	v = value_list(many, COST_LINES_MAX + 1);
	check_value(&v, &(Case){ "21 costs", "!cost-many", "one line" }, read_cost);
}

static void test_capacities_are_a_number_and_a_unit(void **state)
{
	static const Case cases[] = {
		{ "20人", "20人" }, { "２０人", "20人" }, { "20名", "20人" }, { "15組", "15組" }, { "定員20人", "20人" },
		{ "20", "20人" }, { "10世帯", "10世帯" }, { "なし", "0" }, { "制限なし", "0" }, { "100000人", "100000人" },
		{ "0人", "!capacity-number", "20人" }, { "100001人", "!capacity-number", "20人" },
		{ "20匹", "!capacity-unit", "人, 組" }, { "20人くらい", "!capacity-extra", "20人" },
		{ "約20人", "!capacity-unknown", "20人" }, { "先着順", "!capacity-unknown", "15組" },
		{ "-5人", "!capacity-unknown", "20人" }, { "", "!short-text-empty", "20人" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_capacity);
	Member both[] = { { STR("n"), .value = scalar("24") }, { STR("unit"), .value = scalar("組") } };
	Member japanese[] = { { STR("人数"), .value = scalar("24") }, { STR("単位"), .value = scalar("名") } };
	Member bad_unit[] = { { STR("n"), .value = scalar("24") }, { STR("unit"), .value = scalar("匹") } };
	Value v = map_of(both, 2);
	check_value(&v, &(Case){ "map", "24組" }, read_capacity);
	v = map_of(japanese, 2);
	check_value(&v, &(Case){ "Japanese map", "24人" }, read_capacity);
	v = map_of(both, 1);
	check_value(&v, &(Case){ "number alone", "24人" }, read_capacity);
	v = map_of(both + 1, 1);
	check_value(&v, &(Case){ "unit alone", "!capacity-no-number", "{n: 20, unit: 人}" }, read_capacity);
	v = map_of(bad_unit, 2);
	check_value(&v, &(Case){ "bad unit", "!capacity-unit", "20人" }, read_capacity);
}

static void test_applications_may_be_one_word(void **state)
{
	static const Case cases[] = {
		{ "不要", "not needed" }, { "申込不要", "not needed" }, { "none", "not needed" }, { "なし", "not needed" },
		{ "受付中", "open" }, { "open", "open" }, { "必要", "open" }, { "満員", "full" }, { "full", "full" },
		{ "締切", "closed" }, { "closed", "closed" }, { "受付終了", "closed" },
		{ "受付け中", "!application-state", "did you mean '受付中'" }, { "fulll", "!application-state", "'full'" },
		{ "電話で申し込む", "!application-state", "{state: 受付中" }, { "", "!short-text-empty", "不要" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_application);
}

static void test_the_last_day_to_apply_is_a_day_or_some_days_before(void **state)
{
	static const Case cases[] = {
		{ "2026-12-01", "open until 2026-12-01" }, { "2026年12月1日（火）まで", "open until 2026-12-01" },
		{ "各回の3日前", "open 3 before" }, { "各回の３日前まで", "open 3 before" }, { "3日前", "open 3 before" },
		{ "1週間前", "open 7 before" }, { "前日", "open 1 before" }, { "各回の前日まで", "open 1 before" },
		{ "当日", "open 0 before" }, { "365日前", "open 365 before" },
		{ "366日前", "!application-until", "各回の3日前" }, { "少し前", "!application-until", "2026-12-01" },
		{ "12月1日", "!date-no-year", "2026-12-01" }, { "2026年12月1日（水）", "!date-weekday", "火曜日" },
		{ "早めに", "!date-unknown", "2026-12-08" },
	};
	(void)state;
	for (size_t i = 0; i < ROWS(cases); i++) {
		Member until[] = { { STR("until"), .value = scalar(cases[i].text) } };
		Value v = map_of(until, 1);
		check_value(&v, &cases[i], read_application);
	}
}

static void test_applications_in_full_are_a_map(void **state)
{
	(void)state;
	Value ways[] = { scalar("電話"), scalar("メール") }, qr[] = { scalar("ＱＲコード"), scalar("二次元コード") };
	Member full[] = {
		{ STR("state"), .value = scalar("満員") }, { STR("by"), .value = value_list(ways, 2) },
		{ STR("how"), .value = scalar("空きが出たらお知らせします。") },
	};
	Member qr_only[] = { { STR("方法"), .value = value_list(qr, 2) }, { STR("締切"), .value = scalar("前日") } };
	Member text[] = { { STR("by"), .value = scalar("電話・メール") } };
	Member phone[] = { { STR("phone"), .value = scalar("０４２－４６４－１３１１") } };
	Member mobile[] = { { STR("電話"), .value = scalar("090-1234-5678") } };
	Member bad[] = { { STR("state"), .value = scalar("未定") }, { STR("limit"), .value = scalar("1") } };
	Value v = map_of(full, 3);
	check_value(&v, &(Case){ "full", "full by 電話・メール (空きが出たらお知らせします。)" }, read_application);
	v = map_of(qr_only, 2);
	check_value(&v, &(Case){ "QR", "open by QRコード only 1 before" }, read_application);
	v = map_of(text, 1);
	check_value(&v, &(Case){ "text", "open by 電話・メール" }, read_application);
	v = map_of(phone, 1);
	check_value(&v, &(Case){ "phone", "open phone 042-464-1311" }, read_application);
	v = map_of(mobile, 1);
	check_value(&v, &(Case){ "mobile", "!application-mobile", "consent (同意日)" }, read_application);
	v = map_of(bad, 2);
	check_value(&v, &(Case){ "bad", "!key-unknown", "until (締切)" }, read_application);
}

static void test_ways_to_apply_become_the_words_of_the_vocabulary(void **state)
{
	(void)state;
	Arena a = { 0 };
	static Term items[] = { { .id = STR_INIT("phone"), .label = STR_INIT("電話") },
	                        { .id = STR_INIT("sns"), .label = STR_INIT("LINE・SNS") },
	                        { .id = STR_INIT("mail"), .label = STR_INIT("メール") } };
	Terms terms = { items, 3, { .arena = &a } };
	for (size_t i = 0; i < 3; i++) {
		map_put(&terms.names, items[i].id, &items[i]);
		map_put(&terms.names, items[i].label, &items[i]);
	}
	static const Case cases[] = {
		{ "phone", "電話" }, { "LINE・SNS", "LINE・SNS" }, { "電話・メール", "電話・メール" }, { "電話、QR", "電話・QRコード" },
		{ "mail, phone", "メール・電話" },
		{ "メイル", "!application-by", "did you mean 'メール'" }, { "はがき", "!application-by", "電話, LINE・SNS, メール" },
	};
	for (size_t i = 0; i < ROWS(cases); i++) {
		Reading r;
		Application application;
		reading_begin(&r, cases[i].text);
		r.w.channels = &terms;
		Member by[] = { { STR("by"), .value = scalar(cases[i].text) } };
		Value v = map_of(by, 1);
		bool sound = written_application(&r.w, &v, &application);
		assert_int_equal(sound, cases[i].result[0] != '!');
		if (sound)
			assert_true(str_equal(application.by, str_from(cases[i].result)));
		else
			assert_true(str_contains(r.diag.problems[0].hint, str_from(cases[i].hint)));
		reading_end(&r);
	}
	arena_free(&a);
}

static void test_phones_are_written_with_half_width_hyphens(void **state)
{
	static const Case cases[] = {
		{ "042-464-1311", "042-464-1311" }, { "０４２－４６４－１３１１", "042-464-1311" },
		{ "042ー464ー1311", "042-464-1311" }, { "042‐464‐1311", "042-464-1311" }, { "(042)464-1311", "042-464-1311" },
		{ "（０４２）４６４－１３１１", "042-464-1311" }, { "042(464)1311", "042-464-1311" },
		{ "042 464 1311", "042-464-1311" }, { "0424641311", "042-464-1311" }, { "0422551782", "0422-55-1782" },
		{ "0422-55-1782", "0422-55-1782" }, { "0312345678", "03-1234-5678" }, { "03-1234-5678", "03-1234-5678" },
		{ "0120-9109-77", "0120-9109-77" }, { "0120123456", "0120-123-456" }, { "0570-064-556", "0570-064-556" },
		{ "0800-123-4567", "0800-123-4567" }, { "05012345678", "050-1234-5678" }, { "01267-2-1234", "01267-2-1234" },
		{ "+81-42-464-1311", "042-464-1311" }, { "+81 (0)42-464-1311", "042-464-1311" },
		{ "042-464-1311（代表）", "042-464-1311" },
		{ "090-1234-5678", "090-1234-5678 mobile" }, { "08012345678", "080-1234-5678 mobile" },
		{ "070 1234 5678", "070-1234-5678 mobile" }, { "060-1234-5678", "060-1234-5678 mobile" },
		{ "000-0000-0000", "000-0000-0000 sample" }, { "00000000000", "000-0000-0000 sample" },
		{ "000-0000-0009", "000-0000-0009 sample" },
		{ "110", "110 short" }, { "１８９", "189 short" }, { "＃８００８", "#8008 short" }, { "確認中", "確認中 pending" },
		{ "464-1311", "!phone-area", "042-464-1311" }, { "4641311", "!phone-area", "042-464-1311" },
		{ "42-464-1311", "!phone-zero", "write 042-464-1311" }, { "042-464-131", "!phone-length", "042-464-1311" },
		{ "042-464-13111", "!phone-length", "check it" }, { "090-1234-567", "!phone-length", "check it" },
		{ "04246413110424641311", "!phone-length", "check it" }, { "0000000000", "!phone-length", "check it" },
		{ "911", "!phone-length", "check it" }, { "0467123456", "!phone-hyphens", "the hyphens" },
		{ "042-4641-311", "!phone-groups", "area code" }, { "0424-641311", "!phone-groups", "area code" },
		{ "042-464-1311-", "!phone-groups", "area code" }, { "(042-464-1311", "!phone-groups", "area code" },
		{ "042-464-1311 内線1234", "!phone-extra", "内線1234" }, { "042-464-1311、042-464-1312", "!phone-extra", "one number" },
		{ "電話042-464-1311", "!phone-unknown", "042-464-1311" }, { "なし", "!phone-none", "確認中" },
		{ "+81", "!phone-unknown", "確認中" }, { "", "!short-text-empty", "確認中" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_phone);
	check_place("042-464-1311 内線1234", read_phone, 14, 6);
}

static void test_mail_addresses_are_checked(void **state)
{
	static const Case cases[] = {
		{ "fukushi@example.jp", "fukushi@example.jp" }, { "ｆｕｋｕｓｈｉ＠example.jp", "fukushi@example.jp" },
		{ "a.b+c_d-e@city.example.lg.jp", "a.b+c_d-e@city.example.lg.jp" }, { "mailto:a@example.jp", "a@example.jp" },
		{ "fukushi", "!email-at", "fukushi@example.jp" }, { "fukushi.example.jp", "!email-at", "fukushi@example.jp" },
		{ "a@b@example.jp", "!email-form" }, { "a@example", "!email-form" }, { "@example.jp", "!email-form" },
		{ "a@", "!email-form" }, { ".a@example.jp", "!email-form" }, { "a.@example.jp", "!email-form" },
		{ "a..b@example.jp", "!email-form" }, { "a b@example.jp", "!email-form" }, { "a@exam ple.jp", "!email-form" },
		{ "a@-example.jp", "!email-form" }, { "a@example..jp", "!email-form" }, { "a@example.jp.", "!email-form" },
		{ "福祉@example.jp", "!email-form" }, { "a@example.jp, b@example.jp", "!email-form" },
		{ "a<b>@example.jp", "!email-form" }, { "", "!short-text-empty", "@" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_email);
}

static void test_links_are_http_or_https(void **state)
{
	static const Case cases[] = {
		{ "https://www.example.jp/", "https://www.example.jp/" },
		{ "http://example.jp/a?b=c&d=e#f", "http://example.jp/a?b=c&d=e#f" },
		{ "https://example.jp:8080/a", "https://example.jp:8080/a" },
		{ "https://example.jp", "https://example.jp" },
		{ "https://example.jp/福祉/", "https://example.jp/福祉/" },
		{ "https://日本語.jp/", "https://日本語.jp/" },
		{ "www.example.jp/a", "!url-scheme", "write https://www.example.jp/a" },
		{ "javascript:alert(1)", "!url-scheme", "https://" }, { "ftp://example.jp/", "!url-scheme", "https://" },
		{ "//example.jp/", "!url-scheme", "https://" }, { "ホームページ", "!url-scheme", "https://" },
		{ "HTTPS://example.jp", "!url-scheme", "https://" },
		{ "https://example.jp/a b", "!url-character", "browser" }, { "https://example.jp/\"x", "!url-character", "browser" },
		{ "https://example.jp/<b>", "!url-character", "browser" }, { "https://example.jp/a　b", "!url-character", "browser" },
		{ "https://user@example.jp/", "!url-host", "https://" }, { "https:///a", "!url-host", "https://" },
		{ "https://localhost/", "!url-host", "https://" }, { "https://example.jp:99999/", "!url-host", "https://" },
		{ "https://a..jp/", "!url-host", "https://" }, { "", "!short-text-empty", "https://" },
	};
	(void)state;
	check_table(cases, ROWS(cases), read_url);
}

static void test_long_texts_and_wrong_kinds_are_refused_everywhere(void **state)
{
	(void)state;
	static ReadCase *const readers[] = { read_bool, read_int, read_capacity, read_phone, read_email, read_url, read_lots };
	static char text[4000];
	memset(text, 'x', sizeof(text) - 1);
	Value items[] = { scalar("1") }, list = value_list(items, 1), nested = value_list(&list, 1);
	for (size_t i = 0; i < ROWS(readers); i++) {
		Value v = scalar(text);
		check_value(&v, &(Case){ "long", "!short-text-long" }, readers[i]);
		check_value(&nested, &(Case){ "nested list", "!short-text-form" }, readers[i]);
		v = (Value){ 0 };
		check_value(&v, &(Case){ "nothing", "!short-text-empty" }, readers[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_yes_and_no_are_read_in_both_languages),
		cmocka_unit_test(test_whole_numbers_are_read),
		cmocka_unit_test(test_lots_are_runs_of_numbers),
		cmocka_unit_test(test_costs_are_numbers_where_they_are_plain),
		cmocka_unit_test(test_costs_by_person_are_a_list),
		cmocka_unit_test(test_capacities_are_a_number_and_a_unit),
		cmocka_unit_test(test_applications_may_be_one_word),
		cmocka_unit_test(test_the_last_day_to_apply_is_a_day_or_some_days_before),
		cmocka_unit_test(test_applications_in_full_are_a_map),
		cmocka_unit_test(test_ways_to_apply_become_the_words_of_the_vocabulary),
		cmocka_unit_test(test_phones_are_written_with_half_width_hyphens),
		cmocka_unit_test(test_mail_addresses_are_checked),
		cmocka_unit_test(test_links_are_http_or_https),
		cmocka_unit_test(test_long_texts_and_wrong_kinds_are_refused_everywhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
