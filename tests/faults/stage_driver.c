/*
 * Publishes a generated site, to be killed and failed on the way.
 *
 *   stage_driver publish OUT SEED FILES GENERATION JOBS [gap]
 *   stage_driver rollback OUT [gap]
 *   stage_driver check OUT SEED FILES      prints the generation, "absent" or "mixed"
 *   stage_driver cost OUT FILES            CPU of publishing against a plain loop
 *
 * Exit status as keijiban's: 0, 2 usage, 3 the machine failed, 75 busy.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/parallel.h"
#include "generated.h"
#include "publish/stage.h"

enum { DONE, USAGE = 2, FAILED = 3, BUSY = 75, PAGE_BYTES = 4096 };

static void print_problems(const Diag *d)
{
	Arena a = { 0 };
	Buf out = { .arena = &a };
	for (size_t i = 0; i < d->count; i++)
		problem_render(&d->problems[i], &out);
	fprintf(stderr, "%.*s", STR_ARG(buf_text(&out)));
	arena_free(&a);
}

static int status_of(bool done, bool busy, Diag *d)
{
	print_problems(d);
	diag_free(d);
	return done ? DONE : busy ? BUSY : FAILED;
}

typedef struct Job {
	Stage *stage;
	Generated site;
	uint32_t generation;
	Arena arenas[JOBS_MAX];
} Job;

static void put_one(void *context, int worker, size_t item)
{
	Job *job = context;
	Arena *a = &job->arenas[worker];
	ArenaMark m = arena_mark(a);
	Str path, bytes;
	if (generated_file(job->site, (uint32_t)item, job->generation, a, &path, &bytes))
		stage_put(job->stage, path, bytes);
	arena_reset(a, m);
}

static int publish(const StageOptions *options, Generated site, uint32_t generation, int jobs)
{
	Arena run = { 0 };
	Diag d = { 0 };
	StageCount count = { 0 };
	bool busy, done = false;
	Job job = { .site = site, .generation = generation };

	job.stage = stage_begin(options, &busy, &run, &d);
	if (job.stage) {
		parallel_each(jobs, site.files, put_one, &job);
		done = stage_commit(job.stage, &count, &d);
		stage_drop(job.stage);
	}
	for (int i = 0; i < JOBS_MAX; i++)
		arena_free(&job.arenas[i]);
	arena_free(&run);
	if (done)
		printf("files %zu written %zu unchanged %zu removed %zu\n", count.files,
		       count.written, count.unchanged, count.removed);
	return status_of(done, busy, &d);
}

static int rollback(const StageOptions *options)
{
	Diag d = { 0 };
	bool busy, done = stage_rollback(options, &busy, &d);
	return status_of(done, busy, &d);
}

static int check(Generated site, const char *out)
{
	Arena a = { 0 };
	int found = generated_check(site, out, &a);
	arena_free(&a);
	if (found > 0)
		printf("%d\n", found);
	else
		puts(found == GENERATION_ABSENT ? "absent" : "mixed");
	return found > 0 ? DONE : FAILED;
}

/* The same pages, each in a folder of its own, by the plainest loop and by a Stage. */

static double cpu_seconds(void)
{
	struct rusage r;
	getrusage(RUSAGE_SELF, &r);
	return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) +
	       (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

static void page_path(char path[64], unsigned i)
{
	snprintf(path, 64, "area%u/district%u/page%u/index.html", i % 4, i % 23, i);
}

static void page_fill(char page[PAGE_BYTES], unsigned i, unsigned edition)
{
	memset(page, 'a' + (int)(i % 26), PAGE_BYTES);
	memcpy(page, &i, sizeof(i));
	memcpy(page + sizeof(i), &edition, sizeof(edition));
}

static void plain_loop(const char *out, unsigned files)
{
	char path[256], page[PAGE_BYTES];
	mkdir(out, 0755);
	for (unsigned area = 0; area < 4; area++) {
		snprintf(path, sizeof(path), "%s/area%u", out, area);
		mkdir(path, 0755);
		for (unsigned district = 0; district < 23; district++) {
			snprintf(path, sizeof(path), "%s/area%u/district%u", out, area, district);
			mkdir(path, 0755);
		}
	}
	int folder = open(out, O_RDONLY | O_DIRECTORY);
	for (unsigned i = 0; i < files; i++) {
		page_fill(page, i, 1);
		page_path(path, i);
		*strrchr(path, '/') = '\0';
		mkdirat(folder, path, 0755);
		page_path(path, i);
		int fd = openat(folder, path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
		if (write(fd, page, PAGE_BYTES) != PAGE_BYTES)
			abort();
		close(fd);
	}
	close(folder);
}

static void stage_loop(const char *out, unsigned files, unsigned edited, unsigned edition,
                       const char *name)
{
	char path[64], page[PAGE_BYTES];
	Arena run = { 0 };
	Diag d = { 0 };
	StageCount count;
	bool busy;
	StageOptions options = { .out = str_from(out) };
	double before = cpu_seconds();
	Stage *s = stage_begin(&options, &busy, &run, &d);
	for (unsigned i = 0; s && i < files; i++) {
		page_path(path, i);
		page_fill(page, i, i < edited ? edition : 1);
		stage_put(s, str_from(path), (Str){ page, PAGE_BYTES });
	}
	if (!s || !stage_commit(s, &count, &d))
		print_problems(&d);
	else
		printf("%-28s %6.0f ms  written %zu\n", name, (cpu_seconds() - before) * 1e3,
		       count.written);
	if (s)
		stage_drop(s);
	arena_free(&run);
	diag_free(&d);
}

static int cost(const char *out, unsigned files)
{
	char plain[256];
	snprintf(plain, sizeof(plain), "%s.plain", out);
	double before = cpu_seconds();
	plain_loop(plain, files);
	printf("%-28s %6.0f ms\n", "plain mkdir+open+write+close", (cpu_seconds() - before) * 1e3);
	stage_loop(out, files, 0, 1, "first publication");
	stage_loop(out, files, 0, 1, "nothing changed");
	stage_loop(out, files, 10, 2, "10 changed, spare linked");
	stage_loop(out, files, 10, 3, "10 changed again");
	stage_loop(out, files, files, 4, "all changed");
	return DONE;
}

static unsigned number(const char *text)
{
	return (unsigned)strtoul(text, NULL, 10);
}

int main(int argc, char **argv)
{
	bool gap = argc > 3 && !strcmp(argv[argc - 1], "gap");
	Str verb = str_from(argc > 2 ? argv[1] : "");
	StageOptions options = { .out = str_from(argc > 2 ? argv[2] : ""), .allow_gap = gap };

	if (str_equal(verb, STR("publish")) && argc >= 7)
		return publish(&options, (Generated){ number(argv[3]), number(argv[4]) },
		               number(argv[5]), (int)number(argv[6]));
	if (str_equal(verb, STR("rollback")))
		return rollback(&options);
	if (str_equal(verb, STR("check")) && argc >= 5)
		return check((Generated){ number(argv[3]), number(argv[4]) }, argv[2]);
	if (str_equal(verb, STR("cost")) && argc >= 4)
		return cost(argv[2], number(argv[3]));
	fputs("usage: stage_driver publish|rollback|check|cost OUT …\n", stderr);
	return USAGE;
}
