#include "cmd/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { QUIET_MS = 500, EVERY_MS = 100, BAR = 30 };

static long long now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool is_looked_at(void)
{
	const char *terminal = getenv("TERM");
	return isatty(STDERR_FILENO) && terminal && *terminal && strcmp(terminal, "dumb") != 0 && !getenv("CI");
}

void progress_begin(Progress *p, const char *label)
{
	*p = (Progress){ .label = label, .on = is_looked_at() };
	atomic_store(&p->next, now_ms() + QUIET_MS);
}

void progress_of(Progress *p, size_t whole)
{
	p->whole = whole;
}

static void draw(Progress *p, size_t done)
{
	char bar[BAR + 1];
	size_t full = done * BAR / p->whole;
	memset(bar, '.', BAR);
	memset(bar, '#', full < BAR ? full : BAR);
	bar[BAR] = '\0';
	fprintf(stderr, "\r%s [%s] %3zu %%", p->label, bar, done * 100 / p->whole);
	fflush(stderr);
	atomic_store(&p->drawn, true);
}

void progress_step(Progress *p)
{
	if (!p || !p->on || !p->whole)
		return;
	size_t done = atomic_fetch_add(&p->done, 1) + 1;
	long long next = atomic_load(&p->next), now = now_ms();
	if (now >= next && atomic_compare_exchange_strong(&p->next, &next, now + EVERY_MS))
		draw(p, done < p->whole ? done : p->whole);
}

void progress_end(Progress *p)
{
	if (atomic_load(&p->drawn))
		fputs("\r\033[K", stderr);
	p->on = false;
}
