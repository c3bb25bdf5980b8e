/*
 * Any bytes with a right sum over them, as a memo: what is believed is within
 * the bytes, within the bounds, and is written again as something that reads
 * back as the same. Without the right sum nothing is believed.
 */
#include <stdlib.h>

#include "format/pack.h"
#include "publish/memo.h"

#define REQUIRE(claim)           \
	do {                     \
		if (!(claim))    \
			abort(); \
	} while (0)

static size_t touched;

/* Every byte is looked at, so that one outside is seen. */
static void touch(Str s)
{
	for (size_t i = 0; i < s.len; i++)
		touched += (unsigned char)s.ptr[i];
}

static void check_files(const Memo *m)
{
	for (size_t i = 0; i < m->file_count; i++) {
		touch(m->files[i].path);
		REQUIRE(!i || str_compare(m->files[i - 1].path, m->files[i].path) < 0);
		REQUIRE(memo_file(m, m->files[i].path) == &m->files[i]);
	}
	touched += memo_file(m, STR("content/events/hana.md")) != NULL;
	touched += memo_key(m, hash_text(STR("index.html"))) != NULL;
}

static void check_problems(const Memo *m)
{
	Diag d = { 0 };
	for (size_t i = 0; i < m->problem_count; i++) {
		const Problem *p = &m->problems[i];
		REQUIRE(p->level <= DIAG_WORLD);
		touch(p->path);
		touch(p->code);
		touch(p->message);
		touch(p->hint);
		touch(p->line);
		diag_again(&d, p);
	}
	REQUIRE(d.count == m->problem_count);
	diag_free(&d);
}

static void check_again(const Memo *m, Arena *a)
{
	Memo again;
	Str once = memo_render(m, a);
	REQUIRE(memo_parse(once, a, &again));
	REQUIRE(again.file_count == m->file_count && again.problem_count == m->problem_count);
	REQUIRE(again.key_count == m->key_count && again.today == m->today && again.pool == m->pool);
	memo_sort(&again, a);
	REQUIRE(again.sorted_count <= again.key_count);
	for (size_t i = 0; i < again.sorted_count; i++)
		REQUIRE(memo_key(&again, again.sorted[i].path) == &again.sorted[i]);
	for (size_t i = 0; i < again.key_count; i++) {
		REQUIRE(again.keys[i].path == m->keys[i].path && again.keys[i].key == m->keys[i].key);
		if (again.keys[i].path && again.keys[i].key)
			REQUIRE(memo_key(&again, again.keys[i].path));
	}
	REQUIRE(again.began.second == m->began.second && again.began.nanosecond == m->began.nanosecond);
	REQUIRE(memo_render(&again, a).len == once.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* So that no seed is of a version that is past: what every memo says between its sum and its first fact. */
static Str with_version(Str data, Arena *a)
{
	enum { SUM = 16 };
	const Memo none = { 0 };
	Str text = str_skip(memo_render(&none, a), SUM);
	return STR_CONCAT(a, str_sub(text, 0, (size_t)*text.ptr + 1), data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena a = { 0 };
	Buf b = { .arena = &a };
	Memo m;
	Str body = with_version((Str){ (const char *)data, size }, &a);

	pack_hash(&b, hash_bytes(body));
	buf_str(&b, body);
	/* Of the exact size. */
	Arena own = { 0 };
	Str bytes = str_copy(buf_text(&b), &own);
	if (memo_parse(bytes, &a, &m)) {
		check_files(&m);
		check_problems(&m);
		check_again(&m, &a);
	} else {
		REQUIRE(!m.file_count && !m.key_count && !m.problem_count && !m.pool);
	}
	REQUIRE(!memo_parse(body, &a, &m));
	arena_free(&own);
	arena_free(&a);
	return 0;
}
