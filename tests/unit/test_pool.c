#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/hash.h"
#include "base/parallel.h"
#include "publish/pool.h"

/* Each test has an empty folder, and is in it. */

static char folder[64];
static int here;

static int setup(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/keijiban-pool-XXXXXX");
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return here < 0;
}

static int teardown(void **state)
{
	(void)state;
	char command[128];
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	close(here);
	return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static off_t size_of_pool(void)
{
	struct stat st;
	return stat("pool", &st) == 0 ? st.st_size : -1;
}

static void assert_piece(const Pool *p, Piece piece, Str text)
{
	assert_int_equal(pool_has(p, piece), text.len > 0);
	assert_true(!text.len || str_equal(pool_piece(p, piece), text));
}

/* Adds the texts; the pool's length afterwards. */
static uint64_t add_all(uint64_t length, const char *const *texts, size_t count, Piece *pieces)
{
	Arena a = { 0 };
	Pool *p = pool_open(here, length, &a);
	for (size_t i = 0; i < count; i++)
		pieces[i] = pool_add(p, str_from(texts[i]));
	uint64_t whole = pool_close(p);
	arena_free(&a);
	return whole;
}

static const char *const texts[] = { "one", "二つめ", "", "four and more" };

enum { TEXTS = 4, BYTES = 3 + 9 + 13 };

static void test_pieces_are_there_in_the_next_builds(void **state)
{
	(void)state;
	Arena a = { 0 };
	Piece pieces[TEXTS], more[1];
	assert_int_equal(add_all(0, texts, TEXTS, pieces), BYTES);
	assert_int_equal(size_of_pool(), BYTES);
	assert_int_equal(pieces[2].len, 0);
	assert_int_equal(add_all(BYTES, (const char *[]){ "five" }, 1, more), BYTES + 4);
	Pool *p = pool_open(here, BYTES + 4, &a);
	for (size_t i = 0; i < TEXTS; i++)
		assert_piece(p, pieces[i], str_from(texts[i]));
	assert_piece(p, more[0], STR("five"));
	assert_piece(p, (Piece){ 0 }, (Str){ 0 });
	assert_int_equal(pool_close(p), BYTES + 4);
	arena_free(&a);
}

static void test_pieces_of_this_build_are_not_read_in_it(void **state)
{
	(void)state;
	Arena a = { 0 };
	Pool *p = pool_open(here, 0, &a);
	Piece piece = pool_add(p, STR("new"));
	assert_int_equal(piece.len, 3);
	assert_piece(p, piece, (Str){ 0 });
	pool_close(p);
	arena_free(&a);
}

static void test_what_lies_behind_the_length_is_written_over(void **state)
{
	(void)state;
	Arena a = { 0 };
	Piece first[TEXTS], lost[1], next[1];
	add_all(0, texts, TEXTS, first);
	add_all(BYTES, (const char *[]){ "left by a build that did not end" }, 1, lost);
	assert_int_equal(add_all(BYTES, (const char *[]){ "next" }, 1, next), BYTES + 4);
	Pool *p = pool_open(here, BYTES + 4, &a);
	assert_piece(p, first[3], STR("four and more"));
	assert_piece(p, next[0], STR("next"));
	assert_piece(p, lost[0], (Str){ 0 });
	pool_close(p);
	arena_free(&a);
}

static void test_a_piece_that_is_not_as_it_was_is_none(void **state)
{
	(void)state;
	Arena a = { 0 };
	Piece pieces[TEXTS];
	add_all(0, texts, TEXTS, pieces);
	int fd = open("pool", O_WRONLY);
	assert_int_equal(pwrite(fd, "O", 1, 0), 1);
	close(fd);
	Pool *p = pool_open(here, BYTES, &a);
	assert_piece(p, pieces[0], (Str){ 0 });
	assert_piece(p, pieces[1], STR("二つめ"));
	const Piece wrong[] = {
		{ pieces[1].at, pieces[1].len, pieces[1].hash ^ 1 }, { pieces[1].at + 1, pieces[1].len, pieces[1].hash },
		{ pieces[1].at, pieces[1].len - 1, pieces[1].hash }, { BYTES, 1, pieces[1].hash },
		{ UINT32_MAX, UINT32_MAX, 0 }, { 0, UINT32_MAX, 0 }, { BYTES - 1, 2, 0 },
	};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_piece(p, wrong[i], (Str){ 0 });
	pool_close(p);
	arena_free(&a);
}

static void assert_keeps_nothing(int at, uint64_t length)
{
	Arena a = { 0 };
	Pool *p = pool_open(at, length, &a);
	assert_non_null(p);
	assert_piece(p, (Piece){ 0, 3, hash_text(STR("one")) }, (Str){ 0 });
	assert_int_equal(pool_add(p, STR("more")).len, 0);
	assert_int_equal(pool_close(p), 0);
	assert_int_equal(pool_close(p), 0);
	arena_free(&a);
}

static void test_a_pool_that_cannot_be_used_keeps_nothing(void **state)
{
	(void)state;
	Piece pieces[TEXTS];
	assert_keeps_nothing(-1, 0);
	assert_keeps_nothing(-1, 7);
	assert_keeps_nothing(here, 1);
	add_all(0, texts, TEXTS, pieces);
	assert_keeps_nothing(here, BYTES + 1);
	assert_keeps_nothing(here, (uint64_t)POOL_BYTES_MAX + 1);
	assert_keeps_nothing(here, UINT64_MAX);
	assert_int_equal(unlink("pool") || symlink("elsewhere", "pool"), 0);
	assert_keeps_nothing(here, 0);
	assert_int_equal(access("elsewhere", F_OK), -1);
	assert_int_equal(unlink("pool") || mkdir("pool", 0755), 0);
	assert_keeps_nothing(here, 0);
}

/* The cure: length 0 begins a new file, whatever lies there. */
static void test_length_zero_begins_anew(void **state)
{
	(void)state;
	Arena a = { 0 };
	Piece pieces[TEXTS], again[1];
	add_all(0, texts, TEXTS, pieces);
	assert_int_equal(add_all(0, (const char *[]){ "anew" }, 1, again), 4);
	assert_int_equal(size_of_pool(), 4);
	Pool *p = pool_open(here, 4, &a);
	assert_piece(p, again[0], STR("anew"));
	pool_close(p);
	arena_free(&a);
}

static void test_a_disk_that_is_full_makes_it_of_no_use(void **state)
{
	(void)state;
	Arena a = { 0 };
	Piece pieces[TEXTS];
	struct rlimit old, small;
	add_all(0, texts, TEXTS, pieces);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = (struct rlimit){ BYTES + 2, old.rlim_max };
	setrlimit(RLIMIT_FSIZE, &small);
	Pool *p = pool_open(here, BYTES, &a);
	assert_piece(p, pieces[0], STR("one"));
	pool_add(p, STR("too much"));
	assert_int_equal(pool_close(p), 0);
	setrlimit(RLIMIT_FSIZE, &old);
	arena_free(&a);
}

/* Larger than any front matter: it may be left out, and what is around it is kept. */
static void test_pieces_of_any_size_are_kept_as_they_are_or_not_at_all(void **state)
{
	(void)state;
	enum { LARGEST = 4 << 20 };
	Arena a = { 0 };
	Pool *p = pool_open(here, 0, &a);
	char *bytes = arena_bytes(&a, LARGEST);
	memset(bytes, 'k', LARGEST);
	Piece pieces[24], small = pool_add(p, STR("small"));
	size_t count = 0;
	for (size_t size = 1; size <= LARGEST; size *= 2)
		pieces[count++] = pool_add(p, (Str){ bytes, size });
	Piece last = pool_add(p, STR("last"));
	uint64_t length = pool_close(p);
	p = pool_open(here, length, &a);
	assert_piece(p, small, STR("small"));
	assert_piece(p, last, STR("last"));
	for (size_t i = 0; i < count; i++) {
		assert_true(pieces[i].len == (size_t)1 << i || (!pieces[i].len && i > 14));
		assert_piece(p, pieces[i], (Str){ bytes, pieces[i].len });
	}
	pool_close(p);
	arena_free(&a);
}

enum { MANY = 5000 };

typedef struct Adding {
	Pool *pool;
	Piece pieces[MANY];
} Adding;

static Str text_of(size_t item, char text[512])
{
	int len = snprintf(text, 512, "%zu:%*s", item, (int)(item * 37 % 480), "x");
	return (Str){ text, (size_t)len };
}

static void add_one(void *context, int worker, size_t item)
{
	Adding *adding = context;
	char text[512];
	(void)worker;
	adding->pieces[item] = pool_add(adding->pool, text_of(item, text));
}

static void test_many_workers_add_at_once(void **state)
{
	(void)state;
	static Adding adding;
	Arena a = { 0 };
	char text[512];
	adding.pool = pool_open(here, 0, &a);
	parallel_each(8, MANY, add_one, &adding);
	uint64_t length = pool_close(adding.pool), sum = 0;
	Pool *p = pool_open(here, length, &a);
	for (size_t i = 0; i < MANY; i++) {
		assert_piece(p, adding.pieces[i], text_of(i, text));
		sum += adding.pieces[i].len;
	}
	assert_int_equal(sum, length);
	pool_close(p);
	arena_free(&a);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_pieces_are_there_in_the_next_builds),
		TEST(test_pieces_of_this_build_are_not_read_in_it),
		TEST(test_what_lies_behind_the_length_is_written_over),
		TEST(test_a_piece_that_is_not_as_it_was_is_none),
		TEST(test_a_pool_that_cannot_be_used_keeps_nothing),
		TEST(test_length_zero_begins_anew),
		TEST(test_a_disk_that_is_full_makes_it_of_no_use),
		TEST(test_pieces_of_any_size_are_kept_as_they_are_or_not_at_all),
		TEST(test_many_workers_add_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
