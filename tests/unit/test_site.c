#include "city.h"
#include "site/site_load.h"

#define assert_text(found, expected)                                                                 \
	do {                                                                                         \
		if (!str_equal((found), str_from(expected)))                                         \
			fail_msg("'%.*s' is not '%s'", STR_ARG(found), (expected));                  \
	} while (0)

#define PLAIN(name, kana) "name: " name "\nname_kana: " kana "\nsummary: 短い説明\npurposes: [gather]\nassured_date: 2026-11-01\nsource: 市の案内\n"
#define EVENT(name, kana, more)  "---\n" PLAIN(name, kana) "organizer: yakusho\n" more "---\n本文です。\n"
#define PLACE(name, kana, more)  "---\n" PLAIN(name, kana) "place_type: hall\naddress: 芝久保町1丁目\n" more "---\n"
#define GROUP(name, kana, more)  "---\n" PLAIN(name, kana) more "---\n"

static void test_the_tiny_city_is_sound(void **state)
{
	(void)state;
	City c;
	city_load(&c, NULL, 0);
	city_is_sound(&c);
	assert_int_equal(c.diag.warnings, 0);
	assert_text(c.site->info.host, "https://example.jp");
	assert_text(c.site->info.base_path, "/city");
	assert_int_equal(c.site->info.stale_days, 365);
	assert_int_equal(c.site->info.whats_on_days, 60);
	assert_int_equal(c.site->info.board.max_days, 31);
	assert_int_equal(c.site->record_count, 6);
	city_end(&c);
}

static void test_areas_are_numbered_from_the_city_down(void **state)
{
	(void)state;
	static const struct { const char *path; size_t end; int depth; } expected[] = {
		{ "", 6, 0 }, { "tobu", 3, 1 }, { "tobu/sakae", 3, 2 }, { "seibu", 6, 1 }, { "seibu/shibakubo", 5, 2 }, { "seibu/yato", 6, 2 },
	};
	City c;
	city_load(&c, NULL, 0);
	assert_int_equal(c.site->area_count, ROWS(expected));
	for (size_t i = 0; i < ROWS(expected); i++) {
		const Area *area = c.site->areas[i];
		assert_text(area->path, expected[i].path);
		assert_int_equal(area->number, i);
		assert_int_equal(area->end, expected[i].end);
		assert_int_equal(area->depth, expected[i].depth);
		for (size_t n = 0; n < area->child_count; n++)
			assert_ptr_equal(area->children[n]->parent, area);
	}
	assert_text(city_area(&c, "seibu")->short_name, "西部");
	assert_text(city_area(&c, "seibu/yato")->short_name, "谷戸地域");
	assert_text(city_area(&c, "seibu/yato")->slug, "yato");
	city_end(&c);
}

static void test_an_area_with_a_mistake_still_holds_its_records(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/seibu/area.yaml", "name: 西部圏域\nname_kana: せいぶ\ntier: areaa\norder: 2\n" },
		{ "content/seibu/events/hana.md", EVENT("花見", "はなみ", "date: 2026-12-08\nplace: {name: 公園}\n") },
	};
	City c;
	city_load(&c, files, ROWS(files));
	city_has_error(&c, "term-unknown", "content/seibu/area.yaml", 3);
	assert_ptr_equal(city_record(&c, "hana")->area, city_area(&c, "seibu"));
	city_end(&c);
}

static void test_areas_that_cannot_be_are_refused(void **state)
{
	(void)state;
	static const struct { CityFile file; const char *code; } rows[] = {
		{ { "content/Kita/area.yaml", "name: 北\nname_kana: きた\ntier: area\n" }, "area-slug" },
		{ { "content/find/area.yaml", "name: 北\nname_kana: きた\ntier: area\n" }, "area-reserved" },
		{ { "content/seibu/events/area.yaml", "name: 北\nname_kana: きた\ntier: area\n" }, "area-reserved" },
		{ { "content/kita/machi/area.yaml", "name: 北\nname_kana: きた\ntier: area\n" }, "area-orphan" },
		{ { "content/kita/area.yaml", "name: 北\nname_kana: きた\ntier: area\ntowns: [{town: 南町}]\n" }, "town-unknown" },
		{ { "content/kita/events/hana.md", EVENT("花見", "はなみ", "date: 2026-12-08\n") }, "area-missing" },
	};
	for (size_t i = 0; i < ROWS(rows); i++) {
		City c;
		city_load(&c, &rows[i].file, 1);
		if (!city_problem(&c, rows[i].code))
			fail_msg("'%s' is not told", rows[i].code);
		assert_text(city_problem(&c, rows[i].code)->path, rows[i].file.path);
		city_end(&c);
	}
}

static void test_a_city_without_its_files_says_which(void **state)
{
	(void)state;
	static const char *const paths[] = { "content/site.yaml", "content/vocabulary.yaml", "content/offices.yaml", "content/area.yaml" };
	for (size_t i = 0; i < ROWS(paths); i++) {
		City c;
		const CityFile gone = { paths[i], NULL };
		city_load(&c, &gone, 1);
		const Problem *p = city_problem(&c, "file-missing");
		assert_non_null(p);
		assert_text(p->path, paths[i]);
		city_end(&c);
	}
	City c = { 0 };
	const SiteOptions options = { .today = day_of(2026, 11, 23), .jobs = 1 };
	c.site = site_load(&c.files, &options, &c.diag);
	assert_int_equal(c.diag.errors, 4);
	city_end(&c);
}

static void test_files_become_records_of_their_folder(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/seibu/yato/places/hiroba.md", PLACE("広場", "ひろば", "") },
		{ "content/seibu/yato/events.yaml",
		  "- id: asa\n  name: 朝の会\n  name_kana: あさのかい\n  summary: 朝\n  purposes: [gather]\n  assured_date: 2026-11-01\n"
		  "  organizer: yakusho\n  date: 2026-12-08\n  place: hiroba\n  sample: yes\n  body: |\n    朝の本文\n"
		  "- ID: yoru\n  名称: 夜の会\n  よみ: よるのかい\n  概要: 夜\n  目的: [集まりたい]\n  確認日: 令和8年11月1日\n"
		  "  主催: yakusho\n  日付: 2026年12月9日(水)\n  場所: hiroba\n  見本: はい\n  本文: 夜の本文\n" },
		{ "content/services/kaigo.yaml",
		  PLAIN("手伝い", "てつだい") "provider: {name: 手伝いの会}\nbody: |\n  手伝います。\n" },
		{ "content/README.md", "# 読んでください\n" },
	};
	City c;
	city_load(&c, files, ROWS(files));
	city_is_sound(&c);
	assert_int_equal(city_record(&c, "hiroba")->kind, KIND_PLACE);
	assert_ptr_equal(city_record(&c, "hiroba")->area, city_area(&c, "seibu/yato"));
	assert_int_equal(city_record(&c, "asa")->kind, KIND_EVENT);
	assert_text(city_record(&c, "asa")->body, "朝の本文\n");
	assert_int_equal(city_record(&c, "asa")->body_line, 12);
	assert_text(city_record(&c, "yoru")->body, "夜の本文");
	assert_text(city_record(&c, "yoru")->name, "夜の会");
	assert_true(city_record(&c, "yoru")->sample);
	assert_int_equal(city_record(&c, "yoru")->as.event.next, day_of(2026, 12, 9));
	assert_ptr_equal(city_record(&c, "kaigo")->area, city_area(&c, ""));
	assert_text(city_record(&c, "kaigo")->body, "手伝います。\n");
	city_end(&c);
}

static void test_ids_are_there_and_there_once(void **state)
{
	(void)state;
	static const struct { CityFile file; const char *code; unsigned line; } rows[] = {
		{ { "content/seibu/groups/daihyo.md", GROUP("会", "かい", "") }, "id-twice", 2 },
		{ { "content/seibu/groups/Kai.md", GROUP("会", "かい", "") }, "id-form", 0 },
		{ { "content/seibu/groups/kai.md", "---\nid: kaii\n" PLAIN("会", "かい") "---\n" }, "id-file", 2 },
		{ { "content/seibu/groups.yaml", "- {name: 会}\n" }, "id-missing", 1 },
		{ { "content/seibu/groups.yaml", "- {id: '', name: 会}\n" }, "id-missing", 1 },
		{ { "content/seibu/groups.yaml", "- 会\n" }, "id-missing", 1 },
		{ { "content/seibu/groups.yaml", "name: 会\n" }, "records-list", 1 },
		{ { "content/seibu/groups/kai.md", "---\n---\n本文\n" }, "record-empty", 1 },
	};
	for (size_t i = 0; i < ROWS(rows); i++) {
		City c;
		city_load(&c, &rows[i].file, 1);
		city_has_error(&c, rows[i].code, rows[i].file.path, rows[i].line);
		city_end(&c);
	}
}

static void test_the_name_of_a_file_is_its_id(void **state)
{
	(void)state;
	static const CityFile files[] = { { "content/seibu/groups/kai-1.md", "---\nid: kai-1\n" PLAIN("会", "かい") "---\n" } };
	City c;
	city_load(&c, files, 1);
	city_is_sound(&c);
	assert_text(city_record(&c, "kai-1")->id, "kai-1");
	city_end(&c);
}

/* a lends to b, and what b borrowed it does not lend to c; nor the other way round in the order of ids. */
static void test_contacts_borrow_one_step_in_any_order(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/groups/a.md", GROUP("あ", "あ", "contacts: [{name: 係, phone: 042-111-0001, email: a@example.jp}]\n") },
		{ "content/groups/b.md", GROUP("い", "い", "contacts: [a, {id: c, note: 補足}]\n") },
		{ "content/groups/c.md", GROUP("う", "う", "contacts: [{id: b, phone: 042-111-0003}]\n") },
		{ "content/groups/d.md", GROUP("え", "え", "contacts: [c]\n") },
		{ "content/groups/y.md", GROUP("お", "お", "contacts: [z]\n") },
		{ "content/groups/z.md", GROUP("か", "か", "contacts: [{id: d}]\n") },
	};
	static const struct { const char *id; size_t contact; const char *phone, *email; } expected[] = {
		{ "a", 0, "042-111-0001", "a@example.jp" }, { "b", 0, "042-111-0001", "a@example.jp" },
		{ "b", 1, "042-111-0003", "" }, { "c", 0, "042-111-0003", "" }, { "d", 0, "042-111-0003", "" },
		{ "y", 0, "", "" }, { "z", 0, "", "" },
	};
	City c;
	city_load(&c, files, ROWS(files));
	for (size_t i = 0; i < ROWS(expected); i++) {
		const Contacts *all = &city_record(&c, expected[i].id)->contacts;
		assert_text(all->items[expected[i].contact].phone, expected[i].phone);
		assert_text(all->items[expected[i].contact].email, expected[i].email);
	}
	city_end(&c);
}

static void test_contacts_are_laid_over_their_office(void **state)
{
	(void)state;
	static const CityFile files[] = { { "content/groups/kai.md", GROUP("会", "かい",
		"contacts:\n- yakusho\n- {id: yakusho, name: 福祉課, phone: 042-420-2821, note: 内線1}\n- 会の人にお声がけください\n"
		"- {name: 会, email: kai@example.jp}\n- {id: kosodate}\n") } };
	City c;
	city_load(&c, files, 1);
	city_is_sound(&c);
	const Contacts *all = &city_record(&c, "kai")->contacts;
	assert_int_equal(all->count, 5);
	assert_text(all->items[0].name, "試し市役所");
	assert_text(all->items[0].phone, "042-464-1311");
	assert_text(all->items[0].fax, "042-464-1312");
	assert_text(all->items[0].after_hours, "朝まで待つ");
	assert_text(all->items[0].note, "代表");
	assert_int_equal(all->items[0].hours.count, 1);
	assert_non_null(all->items[0].office);
	assert_text(all->items[1].name, "福祉課");
	assert_text(all->items[1].phone, "042-420-2821");
	assert_text(all->items[1].fax, "042-464-1312");
	assert_text(all->items[1].note, "内線1");
	assert_text(all->items[2].name, "会の人にお声がけください");
	assert_text(all->items[3].email, "kai@example.jp");
	assert_ptr_equal(all->items[4].record, city_record(&c, "kosodate"));
	assert_text(all->items[4].name, "子育て");
	assert_text(all->items[4].phone, "042-464-1311");
	city_end(&c);
}

static void test_an_event_takes_name_and_address_of_its_place(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/seibu/places/kaikan.md", PLACE("会館", "かいかん", "landmark: 赤い屋根\n") },
		{ "content/events/a.md", EVENT("あ", "あ", "repeat: 毎週火曜\nplace: kaikan\nchanges: [{date: 2026-12-08, place: {name: 公民館, address: 谷戸町1丁目}}]\n") },
		{ "content/events/b.md", EVENT("い", "い", "date: 2026-12-08\nplace: {name: 空き地, address: 谷戸町1丁目}\n") },
		{ "content/events/c.md", EVENT("う", "う", "date: 2026-12-08\nplace: 電話でお知らせ\n") },
		{ "content/events/d.md", EVENT("え", "え", "date: 2026-12-08\nplace: 第2会議室\nchanges: [{date: 2026-12-08, place: kaikan}]\n") },
	};
	City c;
	city_load(&c, files, ROWS(files));
	city_is_sound(&c);
	const Event *a = &city_record(&c, "a")->as.event, *d = &city_record(&c, "d")->as.event;
	assert_ptr_equal(a->place.ref.record, city_record(&c, "kaikan"));
	assert_text(a->place.name, "会館");
	assert_text(a->place.address, "芝久保町1丁目");
	assert_text(a->place.landmark, "赤い屋根");
	assert_text(a->changes.items[0].place.address, "谷戸町1丁目");
	assert_null(city_record(&c, "b")->as.event.place.ref.record);
	assert_text(city_record(&c, "b")->as.event.place.name, "空き地");
	assert_true(city_record(&c, "c")->as.event.place.ask);
	assert_text(d->place.name, "第2会議室");
	assert_text(d->occurrences.items[0].place->name, "会館");
	city_ids(city_record(&c, "kaikan")->related, city_record(&c, "kaikan")->related_count, "a");
	city_end(&c);
}

static void test_what_is_named_but_not_there_is_told(void **state)
{
	(void)state;
	static const struct { CityFile file; const char *code; unsigned line; const char *hint; } rows[] = {
		{ { "content/events/a.md", EVENT("あ", "あ", "date: 2026-12-08\nplace: kaikann\n") }, "ref-unknown", 10, "" },
		{ { "content/events/a.md", EVENT("あ", "あ", "date: 2026-12-08\nplace: daihyo\n") }, "ref-kind", 10, "places" },
		{ { "content/groups/a.md", GROUP("あ", "あ", "contacts: [yakushoo]\n") }, "ref-unknown", 8, "'yakusho'" },
		{ { "content/groups/a.md", GROUP("あ", "あ", "scheme: daihyoo\n") }, "ref-unknown", 8, "'daihyo'" },
		{ { "content/groups/a.md", GROUP("あ", "あ", "scheme: daihyo\n") }, "ref-kind", 8, "schemes" },
		{ { "content/groups/a.md", GROUP("あ", "あ", "areas: [seibu/yatoo]\n") }, "area-unknown", 8, "'seibu/yato'" },
		{ { "content/groups/a.md", GROUP("あ", "あ", "areas: ['houkatsu:kita']\n") }, "area-unknown", 8, "" },
		{ { "content/tobu/area.yaml", "name: 東\nname_kana: ひがし\ntier: area\nfirst_contact: [{consultation: daihyoo}]\n" }, "ref-unknown", 4, "'daihyo'" },
		{ { "content/tobu/area.yaml", "name: 東\nname_kana: ひがし\ntier: area\nfirst_contact: [{layer: gakku}]\n" }, "layer-unknown", 4, "layers/" },
		{ { "content/tobu/area.yaml", "name: 東\nname_kana: ひがし\ntier: area\nfirst_contact: [{ages: [baby]}]\n" }, "first-contact-empty", 4, "consultation: ID" },
	};
	for (size_t i = 0; i < ROWS(rows); i++) {
		City c;
		city_load(&c, &rows[i].file, 1);
		city_has_error(&c, rows[i].code, rows[i].file.path, rows[i].line);
		if (!str_contains(city_problem(&c, rows[i].code)->hint, str_from(rows[i].hint)))
			fail_msg("'%s' has the hint '%.*s'", rows[i].code, STR_ARG(city_problem(&c, rows[i].code)->hint));
		city_end(&c);
	}
}

static void test_areas_and_divisions_are_served(void **state)
{
	(void)state;
	static const CityFile files[] = { { "content/groups/kai.md",
		GROUP("会", "かい", "areas: [seibu/yato, 東部圏域, 芝久保, 'houkatsu:higashi']\n") } };
	City c;
	city_load(&c, files, 1);
	city_is_sound(&c);
	const Record *r = city_record(&c, "kai");
	assert_ptr_equal(r->areas[0], city_area(&c, "seibu/yato"));
	assert_ptr_equal(r->areas[1], city_area(&c, "tobu"));
	assert_ptr_equal(r->areas[2], city_area(&c, "seibu/shibakubo"));
	assert_ptr_equal(r->areas[3], city_area(&c, "tobu/sakae"));
	assert_null(r->areas[4]);
	assert_text(r->divisions[0]->id, "higashi");
	assert_null(r->divisions[1]);
	assert_null(city_record(&c, "daihyo")->areas);
	city_end(&c);
}

static const Term *term(const City *c, VocabularyList list, const char *id)
{
	const Term *found = id ? term_find(&c->site->vocabulary.lists[list], str_from(id)) : NULL;
	assert_true(found || !id);
	return found;
}

static void test_the_first_contact_is_the_nearest_that_speaks(void **state)
{
	(void)state;
	static const struct { const char *area, *age, *trouble, *window; } rows[] = {
		{ "",                NULL,     NULL,       "daihyo" },
		{ "seibu/shibakubo", NULL,     NULL,       "daihyo" },
		{ "seibu/shibakubo", "baby",   NULL,       "kosodate" },
		{ "seibu/shibakubo", "teen",   NULL,       "daihyo" },
		{ "seibu/shibakubo", NULL,     "violence", "keisatsu" },
		{ "seibu/shibakubo", NULL,     "lonely",   "seibu-madoguchi" },
		{ "seibu/yato",      NULL,     "lonely",   "seibu-madoguchi" },
		{ "seibu",           NULL,     "lonely",   "seibu-madoguchi" },
		{ "tobu/sakae",      NULL,     "lonely",   "daihyo" },
		{ "seibu/shibakubo", "baby",   "lonely",   "seibu-madoguchi" },
		{ "seibu/shibakubo", "baby",   "violence", "keisatsu" },
		/* By the division that covers some of the area; without one as for whoever asks. */
		{ "seibu/shibakubo", "senior", NULL,       "houkatsu-nishi" },
		{ "tobu/sakae",      "senior", NULL,       "houkatsu-higashi" },
		{ "seibu/yato",      "senior", NULL,       "daihyo" },
	};
	City c;
	city_load(&c, NULL, 0);
	for (size_t i = 0; i < ROWS(rows); i++) {
		const Record *window = site_first_contact(c.site, city_area(&c, rows[i].area), term(&c, AGES, rows[i].age),
		                                          term(&c, TROUBLES, rows[i].trouble));
		assert_non_null(window);
		if (!str_equal(window->id, str_from(rows[i].window)))
			fail_msg("in '%s' for %s, %s: %.*s, not %s", rows[i].area, rows[i].age ? rows[i].age : "-",
			         rows[i].trouble ? rows[i].trouble : "-", STR_ARG(window->id), rows[i].window);
	}
	assert_text(layer_division(&c.site->layers.items[0], city_area(&c, "tobu/sakae"))->id, "higashi");
	assert_null(layer_division(&c.site->layers.items[0], city_area(&c, "seibu/yato")));
	city_end(&c);
}

static void test_a_window_not_yet_published_is_no_first_contact(void **state)
{
	(void)state;
	static const CityFile files[] = { { "content/seibu/consultations.yaml",
		CITY_WINDOW("seibu-madoguchi", "西部の窓口", "せいぶのまどぐち", "  troubles: [lonely]\n  publish_from: 2027-01-01\n") } };
	City c;
	city_load(&c, files, 1);
	assert_text(site_first_contact(c.site, city_area(&c, "seibu"), NULL, term(&c, TROUBLES, "lonely"))->id, "daihyo");
	city_end(&c);
}

static void test_an_area_that_resolves_to_nobody_is_an_error(void **state)
{
	(void)state;
	static const CityFile files[] = { { "content/area.yaml", "name: 試し市\nname_kana: ためしし\ntier: city\n" } };
	City c;
	city_load(&c, files, 1);
	assert_non_null(city_problem(&c, "first-contact-none"));
	city_end(&c);
}

static void test_links_lead_back(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/schemes/net.md", "---\n" PLAIN("ネット", "ねっと") "cells: [{tier: area, basis: 地縁型}]\nrun_by: yakusho\n---\n" },
		{ "content/seibu/groups/b.md", GROUP("び", "び", "scheme: net\nbasis: chien\n") },
		{ "content/tobu/groups/a.md", GROUP("あ", "あ", "scheme: net\n") },
	};
	City c;
	city_load(&c, files, ROWS(files));
	city_is_sound(&c);
	city_ids(city_record(&c, "net")->related, city_record(&c, "net")->related_count, "a b");
	const Consultation *police = &city_record(&c, "keisatsu")->as.consultation;
	city_ids(police->handed_over_by, police->handed_over_by_count, "kosodate daihyo");
	assert_int_equal(city_record(&c, "daihyo")->as.consultation.handed_over_by_count, 0);
	city_end(&c);
}

static void test_ages_follow_from_bounds(void **state)
{
	(void)state;
	static const struct { const char *bounds; TermSet ages; } rows[] = {
		{ "minimum_age: 65\n", 8 }, { "minimum_age: 60\n", 8 }, { "maximum_age: 5\n", 1 }, { "maximum_age: 12\n", 1 | 2 },
		{ "minimum_age: 13\nmaximum_age: 15\n", 2 }, { "minimum_age: 6\nmaximum_age: 11\n", 0 },
		{ "minimum_age: 0\n", 1 | 2 | 8 }, { "", 0 }, { "ages: [parent]\nminimum_age: 65\n", 4 },
	};
	for (size_t i = 0; i < ROWS(rows); i++) {
		City c;
		Arena a = { 0 };
		const CityFile file = { "content/groups/kai.md",
			str_terminated(STR_CONCAT(&a, STR("---\n" PLAIN("会", "かい")), str_from(rows[i].bounds), STR("---\n")), &a) };
		city_load(&c, &file, 1);
		if (city_record(&c, "kai")->ages != rows[i].ages)
			fail_msg("'%s' is %llx", rows[i].bounds, (unsigned long long)city_record(&c, "kai")->ages);
		city_end(&c);
		arena_free(&a);
	}
}

static const Occurrence *on(const City *c, const char *id, Day day)
{
	const Occurrences *all = &city_record(c, id)->as.event.occurrences;
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].day == day)
			return &all->items[i];
	return NULL;
}

static void test_occurrences_follow_the_calendars_of_the_city(void **state)
{
	(void)state;
	static const CityFile files[] = { { "content/seibu/events/a.md",
		EVENT("あ", "あ", "repeat: 第2・第4火曜\nskip: [祝日, 年末年始]\nplace: 会館\n"
		      "changes: [{date: 2026-12-22, status: 中止}, {from: 2026-12-01, place: 公民館}]\n") } };
	City c;
	city_load(&c, files, 1);
	city_is_sound(&c);
	assert_int_equal(city_record(&c, "a")->as.event.next, day_of(2026, 11, 24));
	assert_int_equal(on(&c, "a", day_of(2026, 11, 24))->state, OCCURRENCE_PLANNED);
	assert_int_equal(on(&c, "a", day_of(2026, 12, 22))->state, OCCURRENCE_CANCELLED);
	assert_text(on(&c, "a", day_of(2026, 12, 8))->place->name, "公民館");
	assert_null(on(&c, "a", day_of(2026, 12, 1)));
	city_end(&c);
}

#define NOTICE(more) "---\nname: 台風\nname_kana: たいふう\nsummary: 中止します\ndate: 2026-11-22\nexpires: 2026-12-31\n" more "---\n"

static void check_cancelled(const CityFile *notice, bool shibakubo, bool yato, bool sakae)
{
	City c;
	const CityFile files[] = {
		{ "content/seibu/shibakubo/events/shiba.md", EVENT("し", "し", "date: 2026-12-08\nplace: {name: 会館}\n") },
		{ "content/seibu/yato/events/yatoe.md", EVENT("や", "や", "date: 2026-12-08\nplace: {name: 会館}\n") },
		{ "content/tobu/sakae/events/sakaee.md", EVENT("さ", "さ", "date: 2026-12-08\nplace: {name: 会館}\n") },
		*notice,
	};
	city_load(&c, files, ROWS(files));
	city_is_sound(&c);
	assert_int_equal(on(&c, "shiba", day_of(2026, 12, 8))->notice != NULL, shibakubo);
	assert_int_equal(on(&c, "yatoe", day_of(2026, 12, 8))->notice != NULL, yato);
	assert_int_equal(on(&c, "sakaee", day_of(2026, 12, 8))->notice != NULL, sakae);
	city_end(&c);
}

static void test_a_notice_calls_off_by_id_area_or_folder(void **state)
{
	(void)state;
	static const struct { CityFile notice; bool shibakubo, yato, sakae; } rows[] = {
		{ { "content/notices/n.md", NOTICE("cancels: {dates: 2026-12-08}\n") }, true, true, true },
		{ { "content/seibu/notices/n.md", NOTICE("cancels: {dates: 2026-12-08}\n") }, true, true, false },
		{ { "content/seibu/notices/n.md", NOTICE("cancels: {dates: 2026-12-09}\n") }, false, false, false },
		{ { "content/notices/n.md", NOTICE("cancels: {dates: 2026-12-08, ids: [yatoe]}\n") }, false, true, false },
		{ { "content/notices/n.md", NOTICE("cancels: {dates: 2026-12-08, areas: [seibu/yato]}\n") }, false, true, false },
		{ { "content/notices/n.md", NOTICE("cancels: {dates: 2026-12-08, areas: [seibu/yato], ids: [sakaee]}\n") }, false, true, true },
		/* Where it is read is not what it calls off. */
		{ { "content/notices/n.md", NOTICE("areas: [seibu]\ncancels: {dates: 2026-12-08, ids: [sakaee]}\n") }, false, false, true },
		{ { "content/notices/n.md", NOTICE("areas: [seibu]\ncancels: {dates: 2026-12-08, areas: [tobu]}\n") }, false, false, true },
		{ { "content/notices/n.md", NOTICE("publish_from: 2026-12-01\ncancels: {dates: 2026-12-08}\n") }, false, false, false },
	};
	for (size_t i = 0; i < ROWS(rows); i++)
		check_cancelled(&rows[i].notice, rows[i].shibakubo, rows[i].yato, rows[i].sakae);
}

static void test_a_notice_is_read_where_it_calls_off(void **state)
{
	(void)state;
	static const CityFile files[] = { { "content/notices/n.md", NOTICE("cancels: {dates: 2026-12-08, areas: [seibu/yato]}\n") } };
	City c;
	city_load(&c, files, 1);
	assert_ptr_equal(city_record(&c, "n")->areas[0], city_area(&c, "seibu/yato"));
	city_end(&c);
}

static void test_published_ids_neither_vanish_nor_return(void **state)
{
	(void)state;
	static const CityFile vanished[] = { { "content/ids.txt", "daihyo\nmukashi\n" } };
	static const CityFile returned[] = { { "content/ids.txt", "daihyo\n" },
		{ "content/withdrawn.yaml", "- {id: daihyo, date: 2026-01-01, reason: 終わりました}\n" } };
	static const CityFile withdrawn[] = { { "content/ids.txt", "daihyo\nmukashi\n\n" },
		{ "content/withdrawn.yaml", "- {id: mukashi, date: 2026-01-01, reason: 終わりました}\n" } };
	City c;
	city_load(&c, vanished, 1);
	city_has_error(&c, "id-vanished", "content/ids.txt", 2);
	city_end(&c);
	city_load(&c, returned, 2);
	city_has_error(&c, "id-withdrawn", "content/consultations.yaml", 1);
	city_end(&c);
	city_load(&c, withdrawn, 2);
	city_is_sound(&c);
	assert_int_equal(c.site->published_ids.count, 2);
	city_end(&c);
}

static void test_the_files_there_is_one_of_are_checked(void **state)
{
	(void)state;
	static const struct { CityFile file; const char *code; unsigned line; } rows[] = {
		{ { "content/calendars.yaml", "- {id: a, name: 祝日, days: [{name: 元日}]}\n- {id: b, name: 年末年始, days: [{date: 2027-01-01}]}\n" }, "calendar-days", 1 },
		{ { "content/calendars.yaml", "- {id: a, name: 祝日, days: [{from: 2027-01-03, until: 2027-01-01}]}\n" }, "calendar-order", 1 },
		{ { "content/towns.yaml", "- {town: 芝久保町, kana: 芝, postal: 1}\n" }, "kana-other", 1 },
		{ { "content/boards.yaml", "- {id: b1, name: 板, chome: 芝久保町9}\n" }, "board-chome", 1 },
		{ { "content/readings.yaml", "田無: 田なし\n" }, "kana-other", 1 },
		{ { "content/withdrawn.yaml", "- {id: mukashi, date: 2026-01-01}\n" }, "field-missing", 1 },
	};
	for (size_t i = 0; i < ROWS(rows); i++) {
		City c;
		city_load(&c, &rows[i].file, 1);
		const Problem *p = city_problem(&c, rows[i].code);
		if (!p)
			fail_msg("'%s' is not told", rows[i].code);
		assert_text(p->path, rows[i].file.path);
		assert_int_equal(p->pos.line, rows[i].line);
		city_end(&c);
	}
}

static void test_boards_stand_in_their_district(void **state)
{
	(void)state;
	static const CityFile files[] = { { "content/boards.yaml", "- {id: b1, name: 板, chome: 芝久保町2, stamp: yes}\n- {id: b2, name: 板, chome: 栄町2}\n" } };
	City c;
	city_load(&c, files, 1);
	city_is_sound(&c);
	assert_ptr_equal(c.site->boards.items[0].area, city_area(&c, "seibu/shibakubo"));
	assert_ptr_equal(c.site->boards.items[1].area, city_area(&c, "tobu/sakae"));
	assert_true(c.site->boards.items[0].stamp);
	city_end(&c);
}

/* Who did the work, and how many they were, does not show. */
static void test_any_number_of_jobs_makes_the_same_site(void **state)
{
	(void)state;
	static const CityFile files[] = {
		{ "content/seibu/events/a.md", EVENT("あ", "あ", "repeat: 毎週火曜\nexcept: 2026-12-09\nplace: kaikann\n") },
		{ "content/seibu/events/b.md", EVENT("い", "い", "date: 2026-12-08\n") },
		{ "content/tobu/events/c.md", EVENT("う", "う", "date: 2026-12-08\nplace: 会館\nnaem: 花\n") },
		{ "content/tobu/groups/d.md", GROUP("え", "え", "") },
	};
	City one, many;
	const SiteOptions few = { .today = day_of(2026, 11, 23), .jobs = 1 }, lots = { .today = day_of(2026, 11, 23), .jobs = 7 };
	city_load_with(&one, files, ROWS(files), &few);
	city_load_with(&many, files, ROWS(files), &lots);
	assert_int_equal(one.site->record_count, many.site->record_count);
	for (size_t i = 0; i < one.site->record_count; i++)
		assert_true(str_equal(one.site->records[i]->id, many.site->records[i]->id));
	assert_int_equal(one.diag.count, many.diag.count);
	assert_true(one.diag.count > 2);
	for (size_t i = 0; i < one.diag.count; i++) {
		assert_true(str_equal(one.diag.problems[i].message, many.diag.problems[i].message));
		assert_true(str_equal(one.diag.problems[i].path, many.diag.problems[i].path));
	}
	city_end(&one);
	city_end(&many);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_tiny_city_is_sound),
		cmocka_unit_test(test_areas_are_numbered_from_the_city_down),
		cmocka_unit_test(test_an_area_with_a_mistake_still_holds_its_records),
		cmocka_unit_test(test_areas_that_cannot_be_are_refused),
		cmocka_unit_test(test_a_city_without_its_files_says_which),
		cmocka_unit_test(test_files_become_records_of_their_folder),
		cmocka_unit_test(test_ids_are_there_and_there_once),
		cmocka_unit_test(test_the_name_of_a_file_is_its_id),
		cmocka_unit_test(test_contacts_are_laid_over_their_office),
		cmocka_unit_test(test_contacts_borrow_one_step_in_any_order),
		cmocka_unit_test(test_an_event_takes_name_and_address_of_its_place),
		cmocka_unit_test(test_what_is_named_but_not_there_is_told),
		cmocka_unit_test(test_areas_and_divisions_are_served),
		cmocka_unit_test(test_the_first_contact_is_the_nearest_that_speaks),
		cmocka_unit_test(test_a_window_not_yet_published_is_no_first_contact),
		cmocka_unit_test(test_an_area_that_resolves_to_nobody_is_an_error),
		cmocka_unit_test(test_links_lead_back),
		cmocka_unit_test(test_ages_follow_from_bounds),
		cmocka_unit_test(test_occurrences_follow_the_calendars_of_the_city),
		cmocka_unit_test(test_a_notice_calls_off_by_id_area_or_folder),
		cmocka_unit_test(test_a_notice_is_read_where_it_calls_off),
		cmocka_unit_test(test_published_ids_neither_vanish_nor_return),
		cmocka_unit_test(test_the_files_there_is_one_of_are_checked),
		cmocka_unit_test(test_boards_stand_in_their_district),
		cmocka_unit_test(test_any_number_of_jobs_makes_the_same_site),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
