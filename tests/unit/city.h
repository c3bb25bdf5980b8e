/*
 * For the tests of whole sites: a tiny city from memory.
 *
 *   City c;
 *   city_load(&c, files, ROWS(files));    on top of CITY; a path given twice replaces, NULL bytes remove
 *   ... c.site, c.diag ...
 *   city_end(&c);
 *
 * Today is 2026-11-23, a Monday.
 *
 *   (the city)  芝久保町1・2, 谷戸町1, 栄町1・2
 *     seibu       shibakubo (芝久保町, 栄町1丁目1–5番)   yato (谷戸町)
 *     tobu        sakae (栄町1丁目6–20番, 栄町2丁目)
 *   layer houkatsu: nishi (芝久保町)  higashi (栄町2丁目)
 */
#ifndef UNIT_CITY_H
#define UNIT_CITY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "site/first_contact.h"
#include "site/select.h"
#include "site/site_load.h"

#define ROWS(table) (sizeof(table) / sizeof(*(table)))

typedef struct CityFile {
	const char *path, *bytes;
} CityFile;

typedef struct City {
	Arena arena;
	Diag diag;
	Files files;
	const Site *site;
} City;

#define CITY_WINDOW(id, name, kana, more)                                                            \
	"- id: " id "\n  name: " name "\n  name_kana: " kana "\n  summary: 相談できます。\n"           \
	"  purposes: [consult]\n  assured_date: 2026-11-01\n  provider: yakusho\n  channels: [窓口, 電話]\n" \
	"  hours: [{days: 平日, time: 9:00–17:00}]\n  contacts: [yakusho]\n  source: 市の案内\n" more

static const CityFile CITY[] = {
	{ "content/site.yaml",
	  "name: 試しの市の掲示板\nshort: 掲示板\nbase_url: https://example.jp/city/\nmunicipality_code: 132292\n"
	  "prefecture: 東京都\ncity: 試し市\nlicence: CC BY 4.0\n"
	  "accessibility: {standard: AA, scope: 全部, contact: 市役所}\n" },
	{ "content/vocabulary.yaml",
	  "ages: [{id: baby, label: 赤ちゃん, max: 5}, {id: teen, label: 中学生・高校生, min: 12, max: 17}, "
	  "{id: parent, label: 子育て中}, {id: senior, label: 65歳から, min: 65}]\n"
	  "purposes: [{id: gather, label: 集まりたい}, {id: consult, label: 相談したい}, {id: eat, label: 食べたい}]\n"
	  "troubles: [{id: lonely, label: さびしい}, {id: violence, label: こわい}, {id: money, label: お金}]\n"
	  "accessibility: [{id: step-free, label: 段差なし}]\n"
	  "tiers: [{id: city, label: 市全域}, {id: area, label: 圏域}, {id: district, label: 地域}]\n"
	  "bases: [{id: chien, label: 地縁型}, {id: mokuteki, label: 目的型}]\n"
	  "roles: [{id: shi, label: 市}]\nplace_types: [{id: hall, label: 集会所}]\n"
	  "channels: [{id: desk, label: 窓口}, {id: phone, label: 電話, voice: yes}]\nlanguages: [{id: en, label: 英語}]\n" },
	{ "content/offices.yaml",
	  "offices:\n- {id: yakusho, name: 試し市役所, phone: 042-464-1311, fax: 042-464-1312, after_hours: 朝まで待つ, "
	  "hours: 平日 8:30–17:15, note: 代表}\n" },
	{ "content/calendars.yaml",
	  "- {id: shukujitsu, name: 祝日, days: [{date: 2026-11-23, name: 勤労感謝の日}, {date: 2027-01-01}]}\n"
	  "- {id: nenmatsu, name: 年末年始, days: [{from: 2026-12-29, until: 2027-01-03}]}\n" },
	{ "content/towns.yaml",
	  "- {town: 芝久保町, kana: しばくぼちょう, postal: 188-0014, chome: [{n: 1}, {n: 2}]}\n"
	  "- {town: 谷戸町, kana: やとちょう, postal: 188-0001, chome: [{n: 1}]}\n"
	  "- {town: 栄町, kana: さかえちょう, postal: 202-0006, chome: [{n: 1}, {n: 2}]}\n" },
	{ "content/layers/houkatsu.yaml",
	  "name: 包括の区域\ndivisions:\n- {id: nishi, name: 西, consultation: houkatsu-nishi, towns: [{town: 芝久保町}]}\n"
	  "- {id: higashi, name: 東, consultation: houkatsu-higashi, towns: [{town: 栄町, chome: 2}]}\n" },
	{ "content/area.yaml",
	  "name: 試し市\nname_kana: ためしし\ntier: city\nfirst_contact:\n- {troubles: [violence], consultation: keisatsu}\n"
	  "- {ages: [baby], consultation: kosodate}\n- {ages: [senior], layer: houkatsu}\n- {consultation: daihyo}\n"
	  "report_to: {consultation: daihyo}\n" },
	{ "content/seibu/area.yaml",
	  "name: 西部圏域\nname_kana: せいぶ\nshort: 西部\ntier: area\norder: 2\n"
	  "first_contact: [{troubles: [lonely], consultation: seibu-madoguchi}]\n" },
	{ "content/seibu/shibakubo/area.yaml",
	  "name: 芝久保地域\nname_kana: しばくぼ\nshort: 芝久保\ntier: district\norder: 1\n"
	  "towns: [{town: 芝久保町, chome: [1, 2丁目]}, {town: 栄町, chome: １, lots: [1-5]}]\n" },
	{ "content/seibu/yato/area.yaml",
	  "name: 谷戸地域\nname_kana: やと\ntier: district\norder: 2\ntowns: [{town: 谷戸町}]\n" },
	{ "content/tobu/area.yaml", "name: 東部圏域\nname_kana: とうぶ\ntier: area\norder: 1\n" },
	{ "content/tobu/sakae/area.yaml",
	  "name: 栄地域\nname_kana: さかえ\ntier: district\ntowns: [{town: 栄町, chome: 1, lots: [6-20]}, {town: 栄町, chome: 2}]\n" },
	{ "content/consultations.yaml",
	  CITY_WINDOW("daihyo", "市の代表", "しのだいひょう", "  general: yes\n  connects_to: [kosodate, keisatsu]\n")
	  CITY_WINDOW("keisatsu", "警察", "けいさつ", "  troubles: [violence]\n")
	  CITY_WINDOW("kosodate", "子育て", "こそだて", "  troubles: [money]\n  connects_to: [keisatsu]\n  ages: [baby]\n")
	  CITY_WINDOW("houkatsu-nishi", "西の包括", "にしのほうかつ", "  troubles: [lonely]\n")
	  CITY_WINDOW("houkatsu-higashi", "東の包括", "ひがしのほうかつ", "  troubles: [lonely]\n") },
	{ "content/seibu/consultations.yaml", CITY_WINDOW("seibu-madoguchi", "西部の窓口", "せいぶのまどぐち", "  troubles: [lonely]\n") },
};

static inline int city_by_path(const void *left, const void *right)
{
	return str_compare(((const File *)left)->source.path, ((const File *)right)->source.path);
}

static inline void city_put(Files *files, File *items, const CityFile *file)
{
	size_t i = 0;
	while (i < files->count && !str_equal(items[i].source.path, str_from(file->path)))
		i++;
	if (file->bytes)
		items[i] = (File){ { str_from(file->path), str_from(file->bytes) }, DAY_NONE };
	else if (i < files->count)
		items[i] = items[--files->count];
	if (i == files->count && file->bytes)
		files->count++;
}

static inline void city_load_with(City *c, const CityFile *extra, size_t count, const SiteOptions *options)
{
	*c = (City){ 0 };
	File *items = NEW_ARRAY(&c->arena, File, ROWS(CITY) + count);
	for (size_t i = 0; i < ROWS(CITY); i++)
		city_put(&c->files, items, &CITY[i]);
	for (size_t i = 0; i < count; i++)
		city_put(&c->files, items, &extra[i]);
	qsort(items, c->files.count, sizeof(*items), city_by_path);
	c->files.items = items;
	c->site = site_load(&c->files, options, &c->diag);
	diag_sort(&c->diag);
}

static inline void city_load(City *c, const CityFile *extra, size_t count)
{
	const SiteOptions options = { .today = day_of(2026, 11, 23), .jobs = 2 };
	city_load_with(c, extra, count, &options);
}

static inline void city_end(City *c)
{
	site_drop(c->site);
	diag_free(&c->diag);
	arena_free(&c->arena);
}

/* The first problem with that code, or NULL. */
static inline const Problem *city_problem(const City *c, const char *code)
{
	for (size_t i = 0; i < c->diag.count; i++)
		if (str_equal(c->diag.problems[i].code, str_from(code)))
			return &c->diag.problems[i];
	return NULL;
}

static inline void city_is_sound(const City *c)
{
	for (size_t i = 0; i < c->diag.count; i++)
		if (c->diag.problems[i].level != DIAG_WARNING)
			fail_msg("%.*s:%u: %.*s [%.*s]", STR_ARG(c->diag.problems[i].path), c->diag.problems[i].pos.line,
			         STR_ARG(c->diag.problems[i].message), STR_ARG(c->diag.problems[i].code));
}

/* Exactly one error, this one, there. */
static inline void city_has_error(const City *c, const char *code, const char *path, unsigned line)
{
	const Problem *p = city_problem(c, code);
	if (!p || c->diag.errors + c->diag.world != 1)
		city_is_sound(c);
	if (!p || !str_equal(p->path, str_from(path)) || p->pos.line != line)
		fail_msg("'%s' is not told in %s:%u but in %.*s:%u", code, path, line, STR_ARG(p ? p->path : (Str){ 0 }), p ? p->pos.line : 0);
}

static inline const Area *city_area(const City *c, const char *path)
{
	for (size_t i = 0; i < c->site->area_count; i++)
		if (str_equal(c->site->areas[i]->path, str_from(path)))
			return c->site->areas[i];
	fail_msg("there is no area '%s'", path);
	return NULL;
}

static inline const Record *city_record(const City *c, const char *id)
{
	const Record *r = map_find(&c->site->by_id, str_from(id));
	if (!r)
		fail_msg("there is no record '%s'", id);
	return r;
}

/* The ids of a list, with blanks between. */
static inline void city_ids(const Record *const *items, size_t count, const char *expected)
{
	Arena a = { 0 };
	Buf ids = { .arena = &a };
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_char(&ids, ' ');
		buf_str(&ids, items[i]->id);
	}
	if (!str_equal(buf_text(&ids), str_from(expected)))
		fail_msg("'%.*s' is not '%s'", STR_ARG(buf_text(&ids)), expected);
	arena_free(&a);
}

#endif
