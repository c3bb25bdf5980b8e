/*
 * Kills and fails stage_driver at every sort of moment, and looks at what
 * lies in the published folder afterwards: old or new, never mixed, and the
 * next build succeeds without any cleaning up.
 *
 *   torture kill DIR DRIVER SEED N          kill -9 at N random times
 *   torture fail DIR DRIVER SEED N INJECT   a fault at N random calls, or at all of them (N 0)
 *   torture full DIR DRIVER SEED N          N small disks; needs root, else it says so
 *
 * DIR is made anew and removed. The last line is `N passed, N failed`.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "generated.h"

enum { USAGE = 2 };
enum {
	OPEN_FOLDERS = 32,
	OUTPUT_MOST = 4096,
	FULL_STEP_KB = 16,
	AMPLE_KB = 64 << 10,
	GENERATIONS_MOST = 60
};

typedef struct Torture {
	const char *folder, *driver, *inject;
	char out[512];
	Generated site;
	uint32_t random;
	unsigned judged, old, new, absent, loud, bad;
} Torture;

static uint32_t next_random(Torture *t, uint32_t below)
{
	t->random ^= t->random << 13;
	t->random ^= t->random >> 17;
	t->random ^= t->random << 5;
	return t->random % below;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static void folder_anew(Torture *t)
{
	nftw(t->folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
	mkdir(t->folder, 0755);
}

/* What a run of the driver is given beside its generation. */
typedef struct Run {
	const char *verb, *kind, *always;
	long at;
	bool sticky, gap, report;
} Run;

static void environment_set(const Torture *t, const Run *r)
{
	char at[24];
	if (!t->inject || (!r->kind && !r->always && !r->report))
		return;
	snprintf(at, sizeof(at), "%ld", r->at);
	setenv("LD_PRELOAD", t->inject, 1);
	setenv("FAULT_AT", at, 1);
	setenv("FAULT_KIND", r->kind ? r->kind : "", 1);
	setenv("FAULT_STICKY", r->sticky ? "1" : "", 1);
	setenv("FAULT_ALWAYS", r->always ? r->always : "", 1);
	setenv("FAULT_REPORT", r->report ? "1" : "", 1);
}

/* Starts the driver; what it says goes to `said`. */
static pid_t start(const Torture *t, const Run *r, int generation, int said)
{
	char seed[16], files[16], number[16];
	snprintf(seed, sizeof(seed), "%u", t->site.seed);
	snprintf(files, sizeof(files), "%u", t->site.files);
	snprintf(number, sizeof(number), "%d", generation);
	pid_t child = fork();
	if (child)
		return child;
	dup2(said, STDOUT_FILENO);
	dup2(said, STDERR_FILENO);
	environment_set(t, r);
	if (!strcmp(r->verb, "rollback"))
		execl(t->driver, t->driver, "rollback", t->out, r->gap ? "gap" : "", (char *)NULL);
	else
		execl(t->driver, t->driver, "publish", t->out, seed, files, number,
		      r->at ? "1" : "2", r->gap ? "gap" : "", (char *)NULL);
	_exit(126);
}

static int run(const Torture *t, const Run *r, int generation, char said[OUTPUT_MOST])
{
	int status, output = open(".", O_TMPFILE | O_RDWR, 0600);
	if (output < 0)
		output = memfd_create("said", 0);
	pid_t child = start(t, r, generation, output);
	waitpid(child, &status, 0);
	ssize_t size = pread(output, said, OUTPUT_MOST - 1, 0);
	said[size > 0 ? size : 0] = '\0';
	close(output);
	return status;
}

static int look(const Torture *t)
{
	Arena a = { 0 };
	int found = generated_check(t->site, t->out, &a);
	arena_free(&a);
	return found;
}

static bool succeeded(int status)
{
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* 3 with words, or 0; killed only where we did it. */
static bool ended_in_order(int status, bool killing, const char *said)
{
	if (WIFSIGNALED(status))
		return killing && WTERMSIG(status) == SIGKILL;
	return WIFEXITED(status) &&
	       (WEXITSTATUS(status) == 0 || (WEXITSTATUS(status) == 3 && strstr(said, "error:")));
}

static void complain(Torture *t, const Run *r, const char *what, int status, int found,
                     const char *said)
{
	t->bad++;
	printf("BAD: %s: %s at call %ld%s%s%s%s, status %x, found %d\n%s", what,
	       r->kind ? r->kind : "none", r->at, r->sticky ? " sticky" : "",
	       r->always ? ", always " : "", r->always ? r->always : "", r->gap ? ", gap" : "",
	       (unsigned)status, found, said);
}

static void judge(Torture *t, const Run *r, int status, const char *said, int old, int new)
{
	int found = look(t);
	bool killing = r->kind && !strcmp(r->kind, "KILL");
	if (!ended_in_order(status, killing, said))
		complain(t, r, "crash, or an error without words", status, found, said);
	if (found != old && found != new && !(found == GENERATION_ABSENT && r->gap))
		complain(t, r, "neither old nor new", status, found, said);
	else if (succeeded(status) && found != new)
		complain(t, r, "success without the new site", status, found, said);
	t->judged++;
	t->old += found == old;
	t->new += found == new;
	t->absent += found == GENERATION_ABSENT && old != GENERATION_ABSENT;
	t->loud += found == new && !succeeded(status) && !WIFSIGNALED(status);
}

static void must_publish(Torture *t, int generation, const char *always, bool gap)
{
	char said[OUTPUT_MOST];
	Run plain = { .verb = "publish", .always = always, .gap = gap };
	int status = run(t, &plain, generation, said);
	if (!succeeded(status) || look(t) != generation)
		complain(t, &plain, "the next build fails", status, look(t), said);
}

/* Random times. */

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void wait_some(Torture *t, double most)
{
	double part = (double)next_random(t, 1 << 20) / (1 << 20) * most;
	struct timespec pause = { (time_t)part, (long)((part - (double)(time_t)part) * 1e9) };
	nanosleep(&pause, NULL);
}

/* What a killed build wanted is not what the next one wants; that one is often killed as well. */
static bool kill_at_random(Torture *t, unsigned count)
{
	Run plain = { .verb = "publish" }, killed = { .verb = "publish", .kind = "KILL" };
	int sink = open("/dev/null", O_WRONLY), now = GENERATION_ABSENT, next = 0, status;
	double whole = 0.02;
	for (unsigned i = 0; i < count; i++) {
		pid_t child = start(t, &plain, ++next, sink);
		wait_some(t, whole * 1.2);
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		judge(t, &killed, status, "", now, next);
		now = look(t);
		if (next_random(t, 3) == 0 || now < 0) {
			double before = seconds();
			must_publish(t, now = ++next, NULL, false);
			whole = 0.7 * whole + 0.3 * (seconds() - before);
		}
		if (next > GENERATIONS_MOST) {
			folder_anew(t);
			now = next = GENERATION_ABSENT;
		}
	}
	close(sink);
	return true;
}

/* Every call. */

typedef struct Scene {
	const char *name, *verb, *always;
	int before;                            /* generations published first */
	bool gap;
} Scene;

static const Scene scenes[] = {
	{ "first publication", "publish", NULL, 0, false },
	{ "spare linked whole", "publish", NULL, 1, false },
	{ "changes alone", "publish", NULL, 2, false },
	{ "links refused", "publish", "linkat=EPERM", 1, false },
	{ "two renames", "publish", "renameat2=EINVAL", 2, true },
	{ "rollback", "rollback", NULL, 3, false },
};

static const struct { const char *kind; bool sticky; } kinds[] = {
	{ "EIO", false }, { "EIO", true }, { "ENOSPC", false }, { "ENOSPC", true },
	{ "EINTR", false }, { "SHORT", false }, { "SHORT", true }, { "KILL", false },
};

enum { SCENES = sizeof(scenes) / sizeof(*scenes), KINDS = sizeof(kinds) / sizeof(*kinds) };

static int scene_set(Torture *t, const Scene *s)
{
	folder_anew(t);
	for (int i = 1; i <= s->before; i++)
		must_publish(t, i, s->always, s->gap);
	return !strcmp(s->verb, "rollback") ? s->before - 1 : s->before + 1;
}

static long calls_of(Torture *t, const Scene *s)
{
	char said[OUTPUT_MOST];
	Run counted = { .verb = s->verb, .always = s->always, .gap = s->gap, .report = true };
	int new = scene_set(t, s), status = run(t, &counted, new, said);
	const char *calls = strstr(said, "calls ");
	if (!succeeded(status) || look(t) != new || !calls)
		complain(t, &counted, s->name, status, look(t), said);
	return calls ? strtol(calls + strlen("calls "), NULL, 10) : 0;
}

static void fault(Torture *t, const Scene *s, size_t kind, long at)
{
	char said[OUTPUT_MOST];
	Run r = { .verb = s->verb, .kind = kinds[kind].kind, .always = s->always, .at = at,
	          .sticky = kinds[kind].sticky, .gap = s->gap };
	int new = scene_set(t, s), status = run(t, &r, new, said);
	judge(t, &r, status, said, s->before, new);
	must_publish(t, s->before + 2, s->always, s->gap);
}

static bool fail_calls(Torture *t, unsigned count)
{
	long calls[SCENES], all = 0;
	for (size_t i = 0; i < SCENES; i++) {
		calls[i] = calls_of(t, &scenes[i]);
		all += calls[i] * KINDS;
		printf("%-20s %4ld calls\n", scenes[i].name, calls[i]);
	}
	if (count) {
		for (unsigned i = 0; i < count && !t->bad; i++) {
			size_t scene = next_random(t, SCENES);
			fault(t, &scenes[scene], next_random(t, KINDS),
			      1 + next_random(t, (uint32_t)calls[scene]));
		}
		printf("%u of %ld faults\n", count, all);
		return true;
	}
	for (size_t i = 0; i < SCENES; i++)
		for (size_t kind = 0; kind < KINDS; kind++)
			for (long at = 1; at <= calls[i]; at++)
				fault(t, &scenes[i], kind, at);
	printf("all %ld faults\n", all);
	return true;
}

/* A disk that is too small. */

static bool disk_mount(const Torture *t, unsigned kilobytes, unsigned long flags)
{
	char size[32];
	snprintf(size, sizeof(size), "size=%uk", kilobytes);
	return mount("tmpfs", t->folder, "tmpfs", flags, size) == 0;
}

static bool fill_disks(Torture *t, unsigned count)
{
	unsigned full = 0;
	if (unshare(CLONE_NEWNS) < 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) {
		puts("skipped: only root can mount a small disk");
		return true;
	}
	for (unsigned i = 0; i < count; i++) {
		char said[OUTPUT_MOST];
		Run plain = { .verb = "publish" };
		int before = (int)(i % 3);
		folder_anew(t);
		if (!disk_mount(t, AMPLE_KB, 0))
			return false;
		for (int k = 1; k <= before; k++)
			must_publish(t, k, NULL, false);
		/* From no room at all to more than enough. */
		unsigned size = FULL_STEP_KB;
		while (size < AMPLE_KB && !disk_mount(t, size, MS_REMOUNT))
			size += FULL_STEP_KB;
		disk_mount(t, size + FULL_STEP_KB * i, MS_REMOUNT);
		int status = run(t, &plain, before + 1, said);
		judge(t, &plain, status, said, before, before + 1);
		full += strstr(said, "[disk-full]") != NULL;
		disk_mount(t, AMPLE_KB, MS_REMOUNT);
		must_publish(t, before + 2, NULL, false);
		umount(t->folder);
	}
	printf("%u of %u disks were too small\n", full, count);
	return true;
}

typedef struct Verb {
	const char *name;
	uint32_t files;                        /* of the site: few where every call is tried */
	bool (*torture)(Torture *t, unsigned count);
} Verb;

static const Verb verbs[] = {
	{ "kill", 300, kill_at_random },
	{ "fail", 18, fail_calls },
	{ "full", 60, fill_disks },
};

static int torture(Torture *t, const Verb *verb, unsigned count)
{
	t->site.files = verb->files;
	snprintf(t->out, sizeof(t->out), "%s/out", t->folder);
	folder_anew(t);
	bool ran = verb->torture(t, count);
	nftw(t->folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
	if (!ran)
		puts("could not be set up");
	printf("old %u, new %u (%u of them with an error told), no site %u\n", t->old, t->new, t->loud,
	       t->absent);
	printf("%u passed, %u failed\n", t->judged > t->bad ? t->judged - t->bad : 0, t->bad + !ran);
	return t->bad || !ran;
}

int main(int argc, char **argv)
{
	for (size_t i = 0; argc >= 6 && i < sizeof(verbs) / sizeof(*verbs); i++) {
		uint32_t seed = (uint32_t)strtoul(argv[4], NULL, 10);
		Torture t = { .folder = argv[2], .driver = argv[3], .inject = argc > 6 ? argv[6] : NULL,
			      .site.seed = seed, .random = seed * 2654435761u | 1 };
		if (!strcmp(argv[1], verbs[i].name))
			return torture(&t, &verbs[i], (unsigned)strtoul(argv[5], NULL, 10));
	}
	fputs("usage: torture kill|fail|full DIR DRIVER SEED N [INJECT]\n", stderr);
	return USAGE;
}
