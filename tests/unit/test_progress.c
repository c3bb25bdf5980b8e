#include <pty.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <cmocka.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd/progress.h"

/* What a long work of ten steps puts on a terminal of that kind; with TERM NULL stderr is a pipe. */
static size_t seen(const char *term, const char *ci, long pause_ms, char *bytes, size_t room)
{
	int ends[2], kept = dup(STDERR_FILENO);
	size_t count = 0;
	assert_int_equal(term ? openpty(&ends[0], &ends[1], NULL, NULL, NULL) : pipe(ends), 0);
	dup2(ends[1], STDERR_FILENO);
	setenv("TERM", term ? term : "xterm", 1);
	if (ci)
		setenv("CI", ci, 1);
	else
		unsetenv("CI");
	Progress p;
	progress_begin(&p, "pages");
	progress_of(&p, 10);
	nanosleep(&(struct timespec){ pause_ms / 1000, pause_ms % 1000 * 1000000 }, NULL);
	for (int i = 0; i < 10; i++)
		progress_step(&p);
	progress_end(&p);
	dup2(kept, STDERR_FILENO);
	close(kept);
	close(ends[1]);
	struct pollfd ready = { .fd = ends[0], .events = POLLIN };
	for (ssize_t n; count < room && poll(&ready, 1, 20) > 0 && (n = read(ends[0], bytes + count, room - count)) > 0;)
		count += (size_t)n;
	close(ends[0]);
	return count;
}

static void test_a_long_work_is_drawn_and_leaves_nothing(void **state)
{
	(void)state;
	static const char drawn[] = "\rpages [###...........................]  10 %\r", gone[] = "\r\033[K";
	char bytes[4096];
	size_t count = seen("xterm", NULL, 520, bytes, sizeof(bytes));
	assert_true(count >= sizeof(drawn) - 1 + sizeof(gone) - 2);
	assert_memory_equal(bytes, drawn, sizeof(drawn) - 1);
	assert_memory_equal(bytes + count - (sizeof(gone) - 1), gone, sizeof(gone) - 1);
}

static void test_nothing_is_drawn_where_nobody_looks(void **state)
{
	(void)state;
	char bytes[4096];
	assert_int_equal(seen("xterm", NULL, 0, bytes, sizeof(bytes)), 0);      /* done at once */
	assert_int_equal(seen("dumb", NULL, 520, bytes, sizeof(bytes)), 0);
	assert_int_equal(seen("xterm", "true", 520, bytes, sizeof(bytes)), 0);
	assert_int_equal(seen(NULL, NULL, 520, bytes, sizeof(bytes)), 0);       /* a pipe */
}

static void test_no_progress_is_a_progress(void **state)
{
	(void)state;
	progress_step(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_long_work_is_drawn_and_leaves_nothing),
		cmocka_unit_test(test_nothing_is_drawn_where_nobody_looks),
		cmocka_unit_test(test_no_progress_is_a_progress),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
