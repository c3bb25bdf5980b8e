#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "format/yaml.h"
#include "site/area.h"
#include "site/table.h"

#define ROWS(table) (sizeof(table) / sizeof(*(table)))

typedef struct Part {
	Str name, note;
	int count;
	Pos pos;
} Part;

typedef struct Thing {
	Str id, name, kana, text, brief;
	Ref ref;
	Refs refs;
	Texts texts, short_texts;
	const Term *age;
	TermSet ages;
	int word, number;
	bool yes;
	double lat;
	Day day;
	Part part;
	struct { const Part *items; size_t count; } parts;
	Str ignored;
	Pos pos;
} Thing;

static const char *const WORDS[] = { "low", "低い", "high", "高い", NULL };

static const Field part_fields[] = {
	{ "name", "名称", &FIELD_LINE, offsetof(Part, name), FIELD_REQUIRED },
	{ "note", "補足", &FIELD_LINE, offsetof(Part, note) },
	{ "count", "個数", &FIELD_INT, offsetof(Part, count) },
};
static const Table PART = TABLE("part", Part, part_fields, &part_fields[0], offsetof(Part, pos));
static const Table LONG_PART = TABLE("part", Part, part_fields, NULL, NO_POS);

static const Field thing_fields[] = {
	{ "id", "ID", &FIELD_ID, offsetof(Thing, id) },
	{ "name", "名称", &FIELD_LINE, offsetof(Thing, name), FIELD_REQUIRED, .limit = 10 },
	{ "kana", "よみ", &FIELD_KANA, offsetof(Thing, kana), FIELD_ADVISED },
	{ "text", "本文", &FIELD_TEXT, offsetof(Thing, text) },
	{ "ref", "記録", &FIELD_REF, offsetof(Thing, ref) },
	{ "refs", "つなぎ先", &FIELD_REFS, offsetof(Thing, refs) },
	{ "texts", "持ち物", &FIELD_TEXTS, offsetof(Thing, texts) },
	{ "points", "要点", &FIELD_TEXTS, offsetof(Thing, short_texts), .limit = 4 },
	{ "age", "年代", &FIELD_TERM, offsetof(Thing, age), .list = AGES },
	{ "ages", "対象年齢", &FIELD_TERMS, offsetof(Thing, ages), .list = AGES },
	{ "level", "高さ", &FIELD_WORD, offsetof(Thing, word), .words = WORDS },
	{ "number", "数", &FIELD_INT, offsetof(Thing, number) },
	{ "yes", "有無", &FIELD_BOOL, offsetof(Thing, yes) },
	{ "lat", "緯度", &FIELD_DEGREES, offsetof(Thing, lat) },
	{ "day", "日付", &FIELD_DAY, offsetof(Thing, day) },
	{ "part", "部品", &FIELD_MAP, offsetof(Thing, part), .table = &PART },
	{ "parts", "部品一覧", &FIELD_MAPS, offsetof(Thing, parts), .table = &PART },
	{ "whole", "全体", &FIELD_MAP, offsetof(Thing, part), .table = &LONG_PART },
	{ "ignored", NULL, &FIELD_IGNORED, 0 },
};
static const Table THING = TABLE("thing", Thing, thing_fields, NULL, offsetof(Thing, pos));
enum { THING_FIELDS = sizeof(thing_fields) / sizeof(*thing_fields) };

static const Term ages[] = {
	{ .id = STR_INIT("baby"), .label = STR_INIT("赤ちゃん"), .short_label = STR_INIT("乳児") },
	{ .id = STR_INIT("teen"), .label = STR_INIT("中学生・高校生"), .short_label = STR_INIT("中高生") },
	{ .id = STR_INIT("senior"), .label = STR_INIT("65〜74歳"), .short_label = STR_INIT("前期") },
};

typedef struct Bench {
	Arena arena;
	Diag diag;
	Source src;
	Vocabulary vocabulary;
	Reader reader;
	Value value;
	Thing thing;
	FieldsFound found;
} Bench;

static void begin(Bench *b, const char *yaml)
{
	*b = (Bench){ 0 };
	b->src = (Source){ STR("content/a.yaml"), str_from(yaml) };
	Terms *terms = &b->vocabulary.lists[AGES];
	*terms = (Terms){ ages, ROWS(ages), { .arena = &b->arena } };
	for (size_t i = 0; i < ROWS(ages); i++) {
		map_put(&terms->names, ages[i].id, (void *)&ages[i]);
		map_put(&terms->names, ages[i].label, (void *)&ages[i]);
	}
	b->reader = (Reader){ { .src = &b->src, .arena = &b->arena, .diag = &b->diag, .today = day_of(2026, 11, 23) }, &b->vocabulary };
	assert_true(yaml_parse(&b->src, b->src.bytes, 1, &b->arena, &b->diag, &b->value));
}

static bool read_thing(Bench *b, const char *yaml)
{
	begin(b, yaml);
	return table_read(&b->reader, &THING, &b->value, &b->thing, &b->found);
}

static void end(Bench *b)
{
	diag_free(&b->diag);
	arena_free(&b->arena);
}

/* Without the advice that the kana of so many things here is not given. */
static size_t problems(const Bench *b)
{
	size_t count = 0;
	for (size_t i = 0; i < b->diag.count; i++)
		count += !str_equal(b->diag.problems[i].code, STR("field-advised"));
	return count;
}

static const Problem *problem(const Bench *b)
{
	for (size_t i = 0; i < b->diag.count; i++)
		if (!str_equal(b->diag.problems[i].code, STR("field-advised")))
			return &b->diag.problems[i];
	return NULL;
}

#define assert_text(found, expected)                                                                 \
	do {                                                                                         \
		if (!str_equal((found), str_from(expected)))                                         \
			fail_msg("'%.*s' is not '%s'", STR_ARG(found), (expected));                  \
	} while (0)

static void test_every_type_is_read_into_its_member(void **state)
{
	(void)state;
	Bench b;
	assert_true(read_thing(&b,
		"id: hana-1\nname:  はなの会 \nkana: はなのかい\ntext: |\n  一行目\n  二行目\nref: niwa\nrefs: [niwa, mori]\n"
		"texts: [水, タオル]\npoints: [四文字だ]\nage: teen\nages: [baby, 65〜74歳]\nlevel: high\nnumber: 12\nyes: はい\n"
		"lat: 35.728747\nday: 2026-12-08\npart: {name: 部, note: 注, count: 3}\nparts: [{name: 甲}, {name: 乙, count: 2}]\n"
		"ignored: {any: thing}\n"));
	const Thing *t = &b.thing;
	assert_int_equal(b.diag.count, 0);
	assert_text(t->id, "hana-1");
	assert_text(t->name, "はなの会");
	assert_text(t->text, "一行目\n二行目");
	assert_text(t->ref.id, "niwa");
	assert_int_equal(t->ref.pos.line, 7);
	assert_int_equal(t->ref.pos.column, 6);
	assert_int_equal(t->refs.count, 2);
	assert_text(t->refs.items[1].id, "mori");
	assert_int_equal(t->refs.items[1].pos.column, 14);
	assert_int_equal(t->texts.count, 2);
	assert_text(t->texts.items[1], "タオル");
	assert_ptr_equal(t->age, &ages[1]);
	assert_int_equal(t->ages, 1 | 4);
	assert_int_equal(t->word, 1);
	assert_int_equal(t->number, 12);
	assert_true(t->yes);
	assert_true(t->lat > 35.7287469 && t->lat < 35.7287471);
	assert_int_equal(t->day, day_of(2026, 12, 8));
	assert_int_equal(t->part.count, 3);
	assert_int_equal(t->part.pos.line, 18);
	assert_int_equal(t->parts.count, 2);
	assert_int_equal(t->parts.items[0].count, -1);
	assert_int_equal(t->parts.items[1].count, 2);
	assert_int_equal(t->parts.items[1].pos.line, 19);
	assert_int_equal(t->parts.items[1].pos.column, 20);
	assert_int_equal(t->pos.line, 1);
	end(&b);
}

static void test_keys_are_read_in_japanese_too(void **state)
{
	(void)state;
	Bench b;
	assert_true(read_thing(&b, "名称: 花\nよみ: はな\n対象年齢: [赤ちゃん]\n高さ: 高い\n部品: {名称: 部, 個数: 4}\n日付: 2026-12-08\nID: hana\n"));
	assert_int_equal(b.diag.count, 0);
	assert_text(b.thing.name, "花");
	assert_text(b.thing.id, "hana");
	assert_int_equal(b.thing.ages, 1);
	assert_int_equal(b.thing.word, 1);
	assert_int_equal(b.thing.part.count, 4);
	end(&b);
}

static void test_places_are_those_of_the_values(void **state)
{
	(void)state;
	Bench b;
	assert_true(read_thing(&b, "kana: はな\n名称: 花\npart:\n  name: 部\n"));
	assert_int_equal(b.found.places[1].line, 2);
	assert_int_equal(b.found.places[1].column, 5);
	assert_int_equal(b.found.places[1].length, 1);
	assert_int_equal(b.found.places[2].line, 1);
	assert_int_equal(b.found.places[2].column, 7);
	assert_int_equal(b.found.places[15].line, 4);
	assert_int_equal(b.found.places[0].line, 0);
	end(&b);
}

static void test_a_value_alone_is_a_list_of_one(void **state)
{
	(void)state;
	Bench b;
	assert_true(read_thing(&b, "name: 花\nrefs: niwa\ntexts: 水\nages: baby\nparts: {name: 甲}\n"));
	assert_int_equal(problems(&b), 0);
	assert_int_equal(b.thing.refs.count, 1);
	assert_int_equal(b.thing.texts.count, 1);
	assert_int_equal(b.thing.ages, 1);
	assert_int_equal(b.thing.parts.count, 1);
	end(&b);
}

static void test_a_text_stands_for_the_field_of_its_shorthand(void **state)
{
	(void)state;
	Bench b;
	assert_true(read_thing(&b, "name: 花\npart: 部\nparts: [甲, {name: 乙}]\n"));
	assert_text(b.thing.part.name, "部");
	assert_int_equal(b.thing.part.pos.line, 2);
	assert_int_equal(b.thing.part.pos.column, 7);
	assert_text(b.thing.parts.items[0].name, "甲");
	assert_text(b.thing.parts.items[1].name, "乙");
	end(&b);
}

static void test_what_is_empty_is_absent(void **state)
{
	(void)state;
	static const char *const rows[] = {
		"name:\nkana: はな\n", "name: \"\"\nkana: はな\n", "name: \"　\"\nkana: はな\n", "name: []\nkana: はな\n", "kana: はな\n",
	};
	for (size_t i = 0; i < ROWS(rows); i++) {
		Bench b;
		assert_false(read_thing(&b, rows[i]));
		assert_int_equal(b.diag.count, 1);
		assert_text(b.diag.problems[0].code, i + 1 < ROWS(rows) ? "field-empty" : "field-missing");
		assert_int_equal(b.diag.problems[0].pos.line, 1);
		assert_int_equal(b.diag.problems[0].pos.column, 1);
		end(&b);
	}
	Bench b;
	assert_true(read_thing(&b, "name: 花\nkana: はな\nnumber:\nages: []\nparts: []\npart:\nlat: ''\nlevel:\nid: ''\n"));
	assert_int_equal(b.diag.count, 0);
	assert_int_equal(b.thing.number, -1);
	assert_int_equal(b.thing.ages, 0);
	assert_int_equal(b.thing.parts.count, 0);
	assert_int_equal(b.found.places[11].line, 0);
	end(&b);
}

static void test_what_is_advised_is_a_warning(void **state)
{
	(void)state;
	Bench b;
	assert_true(read_thing(&b, "name: 花\n"));
	assert_int_equal(b.diag.warnings, 1);
	assert_text(b.diag.problems[0].code, "field-advised");
	end(&b);
}

typedef struct Refused {
	const char *yaml, *code;
	unsigned line, column, length;
	const char *words;                     /* somewhere in its message or hint */
} Refused;

static void test_each_mistake_is_told_once_at_its_place(void **state)
{
	(void)state;
	static const Refused rows[] = {
		{ "name: [花]", "field-form", 1, 7, 0, "take the brackets away: name: 花" },
		{ "name: {a: b}", "field-form", 1, 7, 0, "but here is a group of keys" },
		{ "name: 花\nrefs: [a, [b]]", "field-form", 2, 11, 0, "'refs' (つなぎ先) takes a text, but here is a list" },
		{ "name: 花\ntexts: [水, ]\nages: [baby, ~]", "term-unknown", 3, 14, 1, "'~'" },
		{ "name: 花\npart: [部]", "field-form", 2, 7, 0, "take the brackets away: part: 部" },
		{ "name: 花\npart: [[部]]", "field-form", 2, 7, 0, "part: {name: …, note: …}" },
		{ "name: 花\nwhole: 部", "field-form", 2, 8, 1, "takes a group of keys, but here is a text" },
		{ "name: 花\nparts: [甲, [乙]]", "field-form", 2, 12, 0, "takes a group of keys, but here is a list" },
		{ "name: 一二三四五六七八九十一", "text-long", 1, 7, 11, "'name' (名称) has 11 characters; at most 10 fit" },
		{ "name: 花\npoints: [四文字だ, 五文字です]", "text-long", 2, 16, 5, "at most 4" },
		{ "name: |\n  一\n  二", "text-lines", 1, 7, 0, "goes over several lines" },
		{ "name: 花\nkana: はな花", "kana-other", 2, 7, 3, "has '花', which is not kana" },
		{ "name: 花\nid: Hana", "id-form", 2, 5, 4, "'Hana' cannot be an id" },
		{ "name: 花\nid: -a", "id-form", 2, 5, 2, "'-a'" },
		{ "name: 花\nid: a-", "id-form", 2, 5, 2, "'a-'" },
		{ "name: 花\nid: はな", "id-form", 2, 5, 2, "'はな'" },
		{ "name: 花\nref: a b", "id-form", 2, 6, 3, "'a b'" },
		{ "name: 花\nrefs: [a, B]", "id-form", 2, 11, 1, "'B'" },
		{ "name: 花\nage: teeen", "term-unknown", 2, 6, 5, "did you mean 'teen'?" },
		{ "name: 花\nage: 犬", "term-unknown", 2, 6, 1, "'犬' is not one of the words for 'age' (年代)" },
		{ "name: 花\nage: 犬", "term-unknown", 2, 6, 1, "write one of: 乳児, 中高生, 前期" },
		{ "name: 花\nages: [baby, xyzzy]", "term-unknown", 2, 14, 5, "'ages' (対象年齢)" },
		{ "name: 花\nlevel: 中", "word-unknown", 2, 8, 1, "低い (low), 高い (high)" },
		{ "name: 花\nlat: 北緯35度", "degrees-form", 2, 6, 5, "35.728747" },
		{ "name: 花\nlat: 35.7.2", "degrees-form", 2, 6, 6, "'35.7.2'" },
		{ "name: 花\nlat: 181", "degrees-form", 2, 6, 3, "'181'" },
		{ "name: 花\nlat: -35.7", "degrees-form", 2, 6, 5, "'-35.7'" },
		{ "name: 花\nnaem: 花", "key-unknown", 2, 1, 4, "did you mean 'name'?" },
		{ "name: 花\n名祢: 花", "key-unknown", 2, 1, 2, "did you mean '名称'?" },
		{ "name: 花\nxyzzyplugh: 花", "key-unknown", 2, 1, 10, "the keys here are id (ID), name (名称)" },
		{ "name: 花\npart: {name: 部, size: 4}", "key-unknown", 2, 17, 4, "'size'" },
		{ "name: 花\n名称: 草", "key-twice", 2, 1, 2, "'name' and '名称' are the same field" },
		{ "名称: 花\nname: 草", "key-twice", 2, 1, 4, "keep one of the two lines" },
		{ "name: 花\npart: {note: 注}", "field-missing", 2, 7, 0, "'name' (名称) is missing" },
		{ "name: 花\nparts:\n- {name: 甲}\n- {note: 注}", "field-missing", 4, 3, 0, "add a line 'name: …'" },
	};
	for (size_t i = 0; i < ROWS(rows); i++) {
		const Refused *row = &rows[i];
		Bench b;
		if (read_thing(&b, row->yaml))
			fail_msg("'%s' is accepted", row->yaml);
		if (problems(&b) != 1)
			fail_msg("'%s' has %zu problems", row->yaml, problems(&b));
		const Problem *p = problem(&b);
		if (!str_equal(p->code, str_from(row->code)) || p->pos.line != row->line || p->pos.column != row->column ||
		    (row->length && p->pos.length != row->length))
			fail_msg("'%s': %.*s at %u:%u, %u long", row->yaml, STR_ARG(p->code), p->pos.line, p->pos.column, p->pos.length);
		if (!str_contains(p->message, str_from(row->words)) && !str_contains(p->hint, str_from(row->words)))
			fail_msg("'%s': '%.*s' '%.*s'", row->yaml, STR_ARG(p->message), STR_ARG(p->hint));
		if (!p->hint.len || str_contains(p->hint, STR("{0}")))
			fail_msg("'%s' has the hint '%.*s'", row->yaml, STR_ARG(p->hint));
		end(&b);
	}
}

static void test_all_mistakes_are_told_and_the_rest_is_read(void **state)
{
	(void)state;
	Bench b;
	assert_false(read_thing(&b, "id: Hana\nnmae: 草\nkana: 花\nage: 犬\nnumber: 5\nlevel: 高い\n"));
	assert_int_equal(b.diag.errors, 4);    /* nmae, but not also: name is missing */
	assert_int_equal(b.diag.warnings, 0);
	assert_int_equal(b.thing.number, 5);
	assert_int_equal(b.thing.word, 1);
	end(&b);
}

static void test_a_field_that_failed_is_left_empty(void **state)
{
	(void)state;
	Bench b;
	assert_false(read_thing(&b, "id: Hana\nname: |\n  一\n  二\nkana: 花\nage: 犬\nlat: x\n"));
	assert_int_equal(b.thing.id.len, 0);
	assert_int_equal(b.thing.name.len, 0);
	assert_int_equal(b.thing.kana.len, 0);
	assert_null(b.thing.age);
	assert_true(b.thing.lat == 0);
	end(&b);
}

static void test_an_item_that_failed_leaves_nothing_to_the_next(void **state)
{
	(void)state;
	Bench b;
	assert_false(read_thing(&b, "name: 花\nparts:\n- {name: 甲, note: 甲の注, size: 1}\n- {name: 乙}\n"));
	assert_int_equal(b.thing.parts.count, 1);
	assert_text(b.thing.parts.items[0].name, "乙");
	assert_int_equal(b.thing.parts.items[0].note.len, 0);
	end(&b);
}

static void test_ids_are_lower_case_letters_digits_and_hyphens(void **state)
{
	(void)state;
	static const struct { const char *id; bool sound; } rows[] = {
		{ "a", true }, { "0", true }, { "a-b", true }, { "2026-hana-1", true }, { "a--b", true },
		{ "a_b", false }, { "a.b", false }, { "a/b", false }, { "Ａ", false }, { "../x", false },
		{ "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij", true },
		{ "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijk", false },
	};
	for (size_t i = 0; i < ROWS(rows); i++) {
		Bench b;
		begin(&b, "a: b");
		const Field f = { .key = "id", .ja = "ID" };
		const Value v = value_text(str_from(rows[i].id));
		Str id = { 0 };
		if (FIELD_ID.read(&b.reader, &f, &v, &id) != rows[i].sound)
			fail_msg("'%s'", rows[i].id);
		assert_int_equal(id.len > 0, rows[i].sound);
		end(&b);
	}
}

static void test_readings_are_kana_digits_and_marks(void **state)
{
	(void)state;
	static const struct { const char *kana; bool sound; } rows[] = {
		{ "しばくぼ", true }, { "こーひー", true }, { "カフェ", true }, { "にしとうきょうし たなし", true },
		{ "しばくぼ　かふぇ", true }, { "がっこう・こうえん", true }, { "60さい", true }, { "PTA", true }, { "(み)", true },
		{ "芝くぼ", false }, { "しばくぼ。", false }, { "６０さい", false }, { "한글", false },
	};
	for (size_t i = 0; i < ROWS(rows); i++) {
		Bench b;
		begin(&b, "a: b");
		const Field f = { .key = "kana", .ja = "よみ" };
		const Value v = value_text(str_from(rows[i].kana));
		Str kana = { 0 };
		if (FIELD_KANA.read(&b.reader, &f, &v, &kana) != rows[i].sound)
			fail_msg("'%s'", rows[i].kana);
		end(&b);
	}
}

static void test_degrees_are_read_in_full_width_too(void **state)
{
	(void)state;
	static const struct { const char *text; double degrees; } rows[] = {
		{ "35", 35 }, { "35.5", 35.5 }, { "３５．５", 35.5 }, { "139.548755", 139.548755 }, { "35.05", 35.05 },
		{ "180", 180 }, { "35.7359151234567890123", 35.735915123 }, { "0.25", 0.25 },
	};
	for (size_t i = 0; i < ROWS(rows); i++) {
		Bench b;
		begin(&b, "a: b");
		const Field f = { .key = "lat", .ja = "緯度" };
		const Value v = value_text(str_from(rows[i].text));
		double degrees = -1;
		assert_true(FIELD_DEGREES.read(&b.reader, &f, &v, &degrees));
		double off = degrees - rows[i].degrees;
		if (off > 1e-9 || off < -1e-9)
			fail_msg("'%s' is %f", rows[i].text, degrees);
		end(&b);
	}
}

static Value long_list(Arena *a, size_t count)
{
	Value *items = NEW_ARRAY(a, Value, count);
	for (size_t i = 0; i < count; i++)
		items[i] = value_text(STR("baby"));
	return value_list(items, count);
}

static void test_lists_have_a_limit(void **state)
{
	(void)state;
	static const FieldType *const types[] = { &FIELD_TEXTS, &FIELD_REFS, &FIELD_TERMS, &FIELD_MAPS };
	for (size_t t = 0; t < ROWS(types); t++) {
		Bench b;
		begin(&b, "a: b");
		const Field f = { .key = "list", .ja = "一覧", .list = AGES, .table = &PART };
		union { Texts texts; Refs refs; TermSet set; struct { const Part *items; size_t count; } parts; } out = { 0 };
		Value at = long_list(&b.arena, LIST_LIMIT), over = long_list(&b.arena, LIST_LIMIT + 1);
		assert_true(types[t]->read(&b.reader, &f, &at, &out));
		memset(&out, 0, sizeof(out));
		assert_false(types[t]->read(&b.reader, &f, &over, &out));
		assert_int_equal(b.diag.count, 1);
		assert_text(b.diag.problems[0].code, "list-long");
		end(&b);
	}
}

static void test_texts_have_a_limit_in_characters(void **state)
{
	(void)state;
	Bench b;
	begin(&b, "a: b");
	const Field f = { .key = "text", .ja = "本文" };
	Buf text = { .arena = &b.arena };
	Str read = { 0 };
	for (int i = 0; i < TEXT_LIMIT; i++)
		buf_str(&text, STR("字"));
	Value at = value_text(buf_text(&text));
	assert_true(FIELD_TEXT.read(&b.reader, &f, &at, &read));
	buf_str(&text, STR("字"));
	Value over = value_text(buf_text(&text));
	assert_false(FIELD_TEXT.read(&b.reader, &f, &over, &read));
	assert_text(b.diag.problems[0].code, "text-long");
	end(&b);
}

static void test_a_file_of_one_list(void **state)
{
	(void)state;
	Bench b;
	const void *items;
	size_t count;
	begin(&b, "- {name: 甲}\n- 乙\n- {note: 丙}\n");
	assert_false(table_read_list(&b.reader, &PART, &b.value, &items, &count));
	assert_int_equal(count, 2);
	assert_text(((const Part *)items)[1].name, "乙");
	assert_int_equal(b.diag.count, 1);
	assert_int_equal(b.diag.problems[0].pos.line, 3);
	end(&b);

	begin(&b, "");
	assert_true(table_read_list(&b.reader, &PART, &b.value, &items, &count));
	assert_int_equal(count, 0);
	end(&b);

	begin(&b, "name: 甲\n");
	assert_false(table_read_list(&b.reader, &PART, &b.value, &items, &count));
	assert_int_equal(count, 0);
	assert_int_equal(b.diag.count, 1);
	assert_text(b.diag.problems[0].code, "field-form");
	end(&b);

	begin(&b, "a: b");
	Value many = long_list(&b.arena, LIST_LIMIT * 5);
	assert_true(table_read_list(&b.reader, &PART, &many, &items, &count));
	assert_int_equal(count, LIST_LIMIT * 5);
	end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_type_is_read_into_its_member),
		cmocka_unit_test(test_keys_are_read_in_japanese_too),
		cmocka_unit_test(test_places_are_those_of_the_values),
		cmocka_unit_test(test_a_value_alone_is_a_list_of_one),
		cmocka_unit_test(test_a_text_stands_for_the_field_of_its_shorthand),
		cmocka_unit_test(test_what_is_empty_is_absent),
		cmocka_unit_test(test_what_is_advised_is_a_warning),
		cmocka_unit_test(test_each_mistake_is_told_once_at_its_place),
		cmocka_unit_test(test_all_mistakes_are_told_and_the_rest_is_read),
		cmocka_unit_test(test_a_field_that_failed_is_left_empty),
		cmocka_unit_test(test_an_item_that_failed_leaves_nothing_to_the_next),
		cmocka_unit_test(test_ids_are_lower_case_letters_digits_and_hyphens),
		cmocka_unit_test(test_readings_are_kana_digits_and_marks),
		cmocka_unit_test(test_degrees_are_read_in_full_width_too),
		cmocka_unit_test(test_lists_have_a_limit),
		cmocka_unit_test(test_texts_have_a_limit_in_characters),
		cmocka_unit_test(test_a_file_of_one_list),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
