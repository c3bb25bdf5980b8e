#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "format/pack.h"
#include "publish/memo.h"

enum { SUM_BYTES = 16 };

static const MemoFile files[] = {
	{ STR_INIT("content/events/hana.md"), { { 1, 2 }, 1764000000, 999999999 }, { 3, 4 }, { 11, 12 }, 20780, true, false, { 0, 17, 5 }, { 3, 0, 200000 } },
	{ STR_INIT("content/events/未.yaml"), { { UINT64_MAX, 0 }, 0, 0 }, { 5, 6 }, { 0 }, DAY_NONE, false, true, { 0 } },
	{ STR_INIT("layouts/base.mustache"), { { 0, 0 }, -1, 0 }, { 0, UINT64_MAX }, { 0, 1 }, DAY_NONE, false, false, { UINT32_MAX, UINT32_MAX, UINT64_MAX } },
};

static const Problem problems[] = {
	{ DIAG_WARNING, STR_INIT("content/events/hana.md"), STR_INIT("contact-voice"), STR_INIT("one can ask by phone only"),
	  STR_INIT("add fax"), STR_INIT("contacts: [a]"), { 12, 11, 3 } },
	{ DIAG_WARNING, STR_INIT("content"), STR_INIT("x"), STR_INIT(""), { 0 }, { 0 }, { UINT32_MAX, UINT16_MAX, UINT16_MAX } },
};

static Memo memo(const MemoKey *keys, size_t count)
{
	return (Memo){
		.program = { 7, 8 }, .options = { 9, 10 }, .chronicle = { 13, 14 }, .today = 20780, .began = { 1764000001, 5 }, .pool = POOL_BYTES_MAX,
		.files = files, .file_count = 3, .problems = problems, .problem_count = 2, .map_of = { 15, 16 }, .map = STR("cells"), .keys = keys, .key_count = count,
	};
}

static void keys_of(const char *const *paths, MemoKey *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		keys[i] = (MemoKey){ hash_text(str_from(paths[i])), i + 1 };
}

static const char *const paths[] = { "index.html", "seibu/index.html", "r/hana/index.html", "404.html" };

enum { PATHS = sizeof(paths) / sizeof(*paths) };

static Str rendered(Arena *a)
{
	MemoKey keys[PATHS];
	keys_of(paths, keys, PATHS);
	Memo m = memo(keys, PATHS);
	return memo_render(&m, a);
}

/* The same bytes with a right sum over them, so that they themselves are judged. */
static Str summed(Str body, Arena *a)
{
	Buf b = { .arena = a };
	pack_hash(&b, hash_bytes(body));
	buf_str(&b, body);
	return buf_text(&b);
}

static bool is_believed(Str bytes)
{
	Arena a = { 0 };
	Memo m;
	bool believed = memo_parse(bytes, &a, &m);
	if (!believed)
		assert_true(!m.file_count && !m.key_count && !m.problem_count && !m.pool && !m.today && !m.program.high);
	arena_free(&a);
	return believed;
}

static void assert_text(Str a, Str b)
{
	assert_true(str_equal(a, b));
}

static void assert_same_file(const MemoFile *a, const MemoFile *b)
{
	assert_text(a->path, b->path);
	assert_true(hash_equal(a->stamp.mark, b->stamp.mark));
	assert_true(a->stamp.second == b->stamp.second && a->stamp.nanosecond == b->stamp.nanosecond);
	assert_true(hash_equal(a->hash, b->hash));
	assert_true(hash_equal(a->blob, b->blob));
	assert_true(a->changed == b->changed && a->always == b->always && a->told == b->told);
	assert_memory_equal(a->shown, b->shown, sizeof(a->shown));
	assert_true(a->front.at == b->front.at && a->front.len == b->front.len && a->front.hash == b->front.hash);
}

static void assert_same_problem(const Problem *a, const Problem *b)
{
	assert_int_equal(a->level, b->level);
	assert_text(a->path, b->path);
	assert_text(a->code, b->code);
	assert_text(a->message, b->message);
	assert_text(a->hint, b->hint);
	assert_text(a->line, b->line);
	assert_true(a->pos.line == b->pos.line && a->pos.column == b->pos.column && a->pos.length == b->pos.length);
}

static void test_what_is_written_reads_back(void **state)
{
	(void)state;
	Arena a = { 0 };
	Memo m;
	assert_true(memo_parse(rendered(&a), &a, &m));
	assert_true(m.program.high == 7 && m.program.low == 8 && m.options.high == 9 && m.options.low == 10);
	assert_true(m.chronicle.high == 13 && m.chronicle.low == 14);
	assert_int_equal(m.today, 20780);
	assert_true(m.began.second == 1764000001 && m.began.nanosecond == 5 && m.pool == POOL_BYTES_MAX);
	assert_int_equal(m.file_count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_same_file(&m.files[i], &files[i]);
	assert_int_equal(m.problem_count, 2);
	for (size_t i = 0; i < 2; i++)
		assert_same_problem(&m.problems[i], &problems[i]);
	assert_true(m.map_of.high == 15 && m.map_of.low == 16);
	assert_text(m.map, STR("cells"));
	arena_free(&a);
}

static void test_an_empty_memo_reads_back(void **state)
{
	(void)state;
	Arena a = { 0 };
	Memo empty = { 0 }, m;
	assert_true(memo_parse(memo_render(&empty, &a), &a, &m));
	assert_true(!m.file_count && !m.problem_count);
	assert_null(memo_file(&m, STR("content/events/hana.md")));
	assert_null(memo_key(&m, hash_text(STR("index.html"))));
	arena_free(&a);
}

static uint64_t key_of(const Memo *m, uint64_t path)
{
	const MemoKey *key = memo_key(m, path);
	assert_true(!key || key->key);
	return key ? key->key : 0;
}

static void test_keys_keep_their_order_and_are_found_by_path(void **state)
{
	(void)state;
	enum { MANY = 1000 };
	Arena a = { 0 };
	MemoKey keys[MANY];
	char path[32];
	Memo m;
	for (size_t i = 0; i < MANY; i++) {
		snprintf(path, sizeof(path), "p/%zu", i * 7919 % MANY);
		keys[i] = (MemoKey){ hash_text(str_from(path)), i % 3 ? i : 0 };
	}
	Memo given = memo(keys, MANY);
	assert_true(memo_parse(memo_render(&given, &a), &a, &m));
	assert_int_equal(m.key_count, MANY);
	assert_memory_equal(m.keys, keys, sizeof(keys));
	assert_null(memo_key(&m, keys[1].path));
	memo_sort(&m, &a);
	assert_int_equal(m.sorted_count, MANY - MANY / 3 - 1);
	for (size_t i = 0; i < MANY; i++) {
		snprintf(path, sizeof(path), "p/%zu", i * 7919 % MANY);
		assert_int_equal(key_of(&m, hash_text(str_from(path))), i % 3 ? i : 0);
	}
	assert_null(memo_key(&m, hash_text(STR("p/1000"))));
	/* What was read may be written. */
	Str once = memo_render(&m, &a), twice = memo_render(&given, &a);
	assert_int_equal(once.len, twice.len);
	assert_true(memo_parse(once, &a, &m));
	memo_sort(&m, &a);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(key_of(&m, keys[i].path), i % 3 ? keys[i].key : 0);
	/* Whoever chooses paths whose hashes begin alike, and one twice. */
	for (size_t i = 0; i < MANY; i++)
		keys[i] = (MemoKey){ (UINT64_C(0xabcd) << 48) + i * 7919 % (MANY / 2) + 1, i + 1 };
	given = memo(keys, MANY);
	assert_true(memo_parse(memo_render(&given, &a), &a, &m));
	memo_sort(&m, &a);
	assert_int_equal(m.sorted_count, MANY / 2);
	arena_free(&a);
}

static void test_files_are_found_by_path(void **state)
{
	(void)state;
	Arena a = { 0 };
	Memo m;
	assert_true(memo_parse(rendered(&a), &a, &m));
	for (size_t i = 0; i < 3; i++)
		assert_ptr_equal(memo_file(&m, files[i].path), &m.files[i]);
	assert_null(memo_file(&m, STR("")));
	assert_null(memo_file(&m, STR("content/events/hana.m")));
	assert_null(memo_file(&m, STR("zzz")));
	arena_free(&a);
}

static void test_any_changed_byte_makes_it_unbelieved(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str text = rendered(&a);
	char *copy = str_terminated(text, &a);
	for (size_t i = 0; i < text.len; i++)
		for (int bit = 0; bit < 8; bit += 7) {
			copy[i] ^= (char)(1 << bit);
			assert_false(is_believed((Str){ copy, text.len }));
			copy[i] ^= (char)(1 << bit);
		}
	assert_true(is_believed((Str){ copy, text.len }));
	arena_free(&a);
}

static void test_any_missing_end_makes_it_unbelieved(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str text = rendered(&a);
	for (size_t len = 0; len < text.len; len++) {
		assert_false(is_believed(str_sub(text, 0, len)));
		if (len >= SUM_BYTES)
			assert_false(is_believed(summed(str_sub(text, SUM_BYTES, len), &a)));
	}
	assert_false(is_believed(summed(STR_CONCAT(&a, str_skip(text, SUM_BYTES), STR("x")), &a)));
	assert_true(is_believed(summed(str_skip(text, SUM_BYTES), &a)));
	arena_free(&a);
}

/* With a right sum: the bytes must be refused for what they say, or say something within the bounds. */
static void test_no_byte_can_make_it_read_elsewhere(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str text = rendered(&a);
	char *copy = str_terminated(text, &a);
	for (size_t i = SUM_BYTES; i < text.len; i++) {
		char old = copy[i];
		for (int byte = 0; byte < 256; byte += 15) {
			ArenaMark mark = arena_mark(&a);
			copy[i] = (char)byte;
			is_believed(summed((Str){ copy + SUM_BYTES, text.len - SUM_BYTES }, &a));
			arena_reset(&a, mark);
		}
		copy[i] = old;
	}
	arena_free(&a);
}

static void test_another_version_is_not_believed(void **state)
{
	(void)state;
	Arena a = { 0 };
	Buf b = { .arena = &a };
	buf_str(&b, str_skip(rendered(&a), SUM_BYTES));
	size_t at = str_find(buf_text(&b), STR("keijiban-memo ")) + strlen("keijiban-memo ");
	b.ptr[at]++;
	assert_false(is_believed(summed(buf_text(&b), &a)));
	arena_free(&a);
}

static void test_files_out_of_order_or_twice_are_not_believed(void **state)
{
	(void)state;
	Arena a = { 0 };
	const MemoFile swapped[] = { files[1], files[0], files[2] }, twice[] = { files[0], files[0], files[2] };
	Memo m = memo(NULL, 0);
	m.files = swapped;
	assert_false(is_believed(memo_render(&m, &a)));
	m.files = twice;
	assert_false(is_believed(memo_render(&m, &a)));
	m.files = files;
	assert_true(is_believed(memo_render(&m, &a)));
	m.pool = (uint64_t)POOL_BYTES_MAX + 1;
	assert_false(is_believed(memo_render(&m, &a)));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_written_reads_back),
		cmocka_unit_test(test_an_empty_memo_reads_back),
		cmocka_unit_test(test_keys_keep_their_order_and_are_found_by_path),
		cmocka_unit_test(test_files_are_found_by_path),
		cmocka_unit_test(test_any_changed_byte_makes_it_unbelieved),
		cmocka_unit_test(test_any_missing_end_makes_it_unbelieved),
		cmocka_unit_test(test_no_byte_can_make_it_read_elsewhere),
		cmocka_unit_test(test_another_version_is_not_believed),
		cmocka_unit_test(test_files_out_of_order_or_twice_are_not_believed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
