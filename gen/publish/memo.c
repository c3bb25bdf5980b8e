#include "publish/memo.h"

#include <stdlib.h>
#include <string.h>

#include "format/pack.h"

#define VERSION STR("keijiban-memo 5")

enum {
	FILE_GUESS    = 128,                   /* bytes, mostly of the path */
	SUM_BYTES     = 16,
	FILES_MOST    = 2 * FILES_ENTRIES_MAX,
	KEYS_MOST     = 4000000,
	PROBLEMS_MOST = 100000,
	BUCKETS       = 1 << 16,               /* of keys, by the highest bits of a path's hash */
	BUCKET_SHIFT  = 48,
	BUCKET_FEW    = 8,
};

/* Writing. */

static void pack_signed(Buf *b, int64_t n)
{
	pack_number(b, (uint64_t)n);
}

static void pack_file(Buf *b, const MemoFile *f)
{
	pack_text(b, f->path);
	pack_hash(b, f->stamp.mark);
	pack_signed(b, f->stamp.second);
	pack_number(b, (uint32_t)f->stamp.nanosecond);
	pack_hash(b, f->hash);
	bool blob = f->blob.high || f->blob.low;
	pack_number(b, (uint64_t)blob << 2 | (uint64_t)f->always << 1 | f->told);
	if (blob)
		pack_hash(b, f->blob);
	pack_number(b, (uint32_t)f->changed);
	for (size_t i = 0; i < MEMO_SHOWN; i++)
		pack_number(b, f->shown[i]);
	pack_number(b, f->front.len);
	if (!f->front.len)
		return;
	pack_number(b, f->front.at);
	pack_number(b, f->front.hash);
}

static void pack_problem(Buf *b, const Problem *p)
{
	pack_number(b, p->level);
	pack_text(b, p->path);
	pack_text(b, p->code);
	pack_text(b, p->message);
	pack_text(b, p->hint);
	pack_text(b, p->line);
	pack_number(b, p->pos.line);
	pack_number(b, p->pos.column);
	pack_number(b, p->pos.length);
}

/* As they lie in memory: the program's mark is in the memo. */
static void pack_keys(Buf *b, const MemoKey *keys, size_t count)
{
	pack_number(b, count);
	buf_str(b, (Str){ (const char *)keys, count * sizeof(*keys) });
}

Str memo_render(const Memo *m, Arena *a)
{
	static const char no_sum[SUM_BYTES];
	Buf b = { .arena = a };
	buf_reserve(&b, FILE_GUESS * (m->file_count + 1) + sizeof(MemoKey) * (m->key_count + 1));
	buf_str(&b, (Str){ no_sum, SUM_BYTES });
	pack_text(&b, VERSION);
	pack_hash(&b, m->program);
	pack_hash(&b, m->options);
	pack_hash(&b, m->chronicle);
	pack_number(&b, (uint32_t)m->today);
	pack_signed(&b, m->began.second);
	pack_number(&b, m->began.nanosecond);
	pack_number(&b, m->pool);
	pack_number(&b, m->file_count);
	for (size_t i = 0; i < m->file_count; i++)
		pack_file(&b, &m->files[i]);
	pack_number(&b, m->problem_count);
	for (size_t i = 0; i < m->problem_count; i++)
		pack_problem(&b, &m->problems[i]);
	pack_hash(&b, m->map_of);
	pack_text(&b, m->map);
	pack_keys(&b, m->keys, m->key_count);
	Buf sum = { .arena = a };
	pack_hash(&sum, hash_bytes(str_skip(buf_text(&b), SUM_BYTES)));
	memcpy(b.ptr, sum.ptr, SUM_BYTES);
	return buf_text(&b);
}

/* Reading. */

static int64_t unpack_signed(Unpack *u)
{
	return (int64_t)unpack_number(u, UINT64_MAX);
}

static uint32_t unpack_32(Unpack *u)
{
	return (uint32_t)unpack_number(u, UINT32_MAX);
}

static MemoFile unpack_file(Unpack *u)
{
	MemoFile f = { .path = unpack_text(u) };
	f.stamp.mark = unpack_hash(u);
	f.stamp.second = unpack_signed(u);
	f.stamp.nanosecond = (int32_t)unpack_32(u);
	f.hash = unpack_hash(u);
	uint64_t facts = unpack_number(u, 7);
	f.always = facts & 2;
	f.told = facts & 1;
	if (facts & 4)
		f.blob = unpack_hash(u);
	f.changed = (Day)unpack_32(u);
	for (size_t i = 0; i < MEMO_SHOWN; i++)
		f.shown[i] = (uint32_t)unpack_number(u, FILES_MOST);
	f.front.len = unpack_32(u);
	if (f.front.len) {
		f.front.at = unpack_32(u);
		f.front.hash = unpack_number(u, UINT64_MAX);
	}
	return f;
}

static Problem unpack_problem(Unpack *u)
{
	Problem p = { .level = (DiagLevel)unpack_number(u, DIAG_WORLD) };
	p.path = unpack_text(u);
	p.code = unpack_text(u);
	p.message = unpack_text(u);
	p.hint = unpack_text(u);
	p.line = unpack_text(u);
	p.pos.line = unpack_32(u);
	p.pos.column = (uint16_t)unpack_number(u, UINT16_MAX);
	p.pos.length = (uint16_t)unpack_number(u, UINT16_MAX);
	return p;
}

/* An item takes at least a byte, so no count can ask for more than a multiple of what is there. */
static size_t unpack_count(Unpack *u, uint64_t most)
{
	size_t count = (size_t)unpack_number(u, most);
	if (count > u->rest.len)
		*u = (Unpack){ .failed = true };
	return u->failed ? 0 : count;
}

static void unpack_files(Unpack *u, Arena *a, Memo *m)
{
	m->file_count = unpack_count(u, FILES_MOST);
	MemoFile *files = NEW_ARRAY(a, MemoFile, m->file_count);
	for (size_t i = 0; i < m->file_count && !u->failed; i++) {
		files[i] = unpack_file(u);
		if (i && str_compare(files[i - 1].path, files[i].path) >= 0)
			u->failed = true;
	}
	m->files = files;
}

static void unpack_problems(Unpack *u, Arena *a, Memo *m)
{
	m->problem_count = unpack_count(u, PROBLEMS_MOST);
	Problem *problems = NEW_ARRAY(a, Problem, m->problem_count);
	for (size_t i = 0; i < m->problem_count && !u->failed; i++)
		problems[i] = unpack_problem(u);
	m->problems = problems;
}

static void unpack_keys(Unpack *u, Arena *a, Memo *m)
{
	size_t count = unpack_count(u, KEYS_MOST);
	if (u->failed || u->rest.len != count * sizeof(MemoKey)) {
		u->failed = true;
		return;
	}
	MemoKey *keys = NEW_ARRAY(a, MemoKey, count);
	if (count)
		memcpy(keys, u->rest.ptr, u->rest.len);
	u->rest = (Str){ 0 };
	m->keys = keys;
	m->key_count = count;
}

static bool sum_is_right(Unpack *u)
{
	Hash sum = unpack_hash(u);
	return !u->failed && hash_equal(sum, hash_bytes(u->rest)) && str_equal(unpack_text(u), VERSION);
}

bool memo_parse(Str bytes, Arena *a, Memo *m)
{
	Unpack u = { .rest = bytes };
	*m = (Memo){ 0 };
	if (!sum_is_right(&u))
		return false;
	m->program = unpack_hash(&u);
	m->options = unpack_hash(&u);
	m->chronicle = unpack_hash(&u);
	m->today = (Day)unpack_32(&u);
	m->began.second = unpack_signed(&u);
	m->began.nanosecond = unpack_32(&u);
	m->pool = unpack_number(&u, POOL_BYTES_MAX);
	unpack_files(&u, a, m);
	unpack_problems(&u, a, m);
	m->map_of = unpack_hash(&u);
	m->map = unpack_text(&u);
	unpack_keys(&u, a, m);
	if (u.failed)
		*m = (Memo){ 0 };
	return !u.failed;
}

/* Looking things up. */

static int by_path(const void *left, const void *right)
{
	const MemoKey *a = left, *b = right;
	return (a->path > b->path) - (a->path < b->path);
}

/* Where the keys of each bucket begin; at the end, how many there are. What is not known is left out. */
static uint32_t *count_buckets(const Memo *m, Arena *a)
{
	uint32_t *begins = NEW_ARRAY(a, uint32_t, BUCKETS + 1);
	for (size_t i = 0; i < m->key_count; i++)
		if (m->keys[i].path && m->keys[i].key)
			begins[(m->keys[i].path >> BUCKET_SHIFT) + 1]++;
	for (size_t i = 0; i < BUCKETS; i++)
		begins[i + 1] += begins[i];
	return begins;
}

/* Hashes are spread evenly, so that a bucket has one key or two; but whoever writes a path can choose its hash. */
static void sort_bucket(MemoKey *keys, size_t count)
{
	if (count > BUCKET_FEW) {
		qsort(keys, count, sizeof(*keys), by_path);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		MemoKey key = keys[i];
		size_t at = i;
		for (; at && keys[at - 1].path > key.path; at--)
			keys[at] = keys[at - 1];
		keys[at] = key;
	}
}

/* By path, each once. */
void memo_sort(Memo *m, Arena *a)
{
	uint32_t *ends = count_buckets(m, a);
	size_t total = ends[BUCKETS];
	MemoKey *keys = NEW_ARRAY(a, MemoKey, total);
	for (size_t i = 0; i < m->key_count; i++)
		if (m->keys[i].path && m->keys[i].key)
			keys[ends[m->keys[i].path >> BUCKET_SHIFT]++] = m->keys[i];
	for (size_t i = 0; i < BUCKETS; i++)
		sort_bucket(keys + (i ? ends[i - 1] : 0), ends[i] - (i ? ends[i - 1] : 0));
	m->sorted = keys;
	m->sorted_count = 0;
	for (size_t i = 0; i < total; i++)
		if (!i || keys[i].path != keys[m->sorted_count - 1].path)
			keys[m->sorted_count++] = keys[i];
}

const MemoKey *memo_key(const Memo *m, uint64_t path)
{
	const MemoKey sought = { .path = path };
	return m->sorted_count ? bsearch(&sought, m->sorted, m->sorted_count, sizeof(sought), by_path) : NULL;
}

const MemoFile *memo_file(const Memo *m, Str path)
{
	size_t low = 0, high = m->file_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(m->files[middle].path, path);
		if (!order)
			return &m->files[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
