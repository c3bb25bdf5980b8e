#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "cmd/commands.h"
#include "cmd/counted.h"
#include "cmd/preview.h"
#include "cmd/report.h"
#include "source/watch.h"

enum {
	PORT_FIRST = 8080, PORT_TRIES = 20,    /* where no port was asked for */
	SETTLE_MS = 4,                         /* an editor that saves makes several calls */
	SETTLE_MOST = 25,                      /* such rests, then it is looked at all the same */
	LOOK_MS = 1000,                        /* where nobody tells of a change */
	DAY_MS = 30000,                        /* how often it is asked whether it is still today */
	/* How long the load of a whole city that is owed waits for who asks for the page that is there ahead of it. */
	ASK_MS = 100, REST_MS = 40, OWE_MS = 300,
};

typedef struct Serving {
	const Options *options;
	Arena arena;
	Preview *preview;
	Watch *watch;
	Http *http;
	int signals;
	long ahead;                            /* when a page was told to be ahead of the others; 0: none is */
	long asked;                            /* the last request */
} Serving;

/* What every answer carries. The policy is that of the published pages. */
static const HttpHeader headers[] = {
	{ "Content-Security-Policy",
	  "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
	  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Referrer-Policy", "no-referrer" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
	{ "Cache-Control", "no-store" },
	{ NULL, NULL },
};

static long now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void answer(void *context, Str path, Arena *scratch, HttpAnswer *a)
{
	Serving *s = context;
	s->asked = now_ms();
	preview_answer(s->preview, path, scratch, a);
}

/* Opening. */

static void tell_fault(HttpFault fault, int port)
{
	switch (fault) {
	case HTTP_NO_LIBRARY:
		fputs(_("keijiban serve: the library libmicrohttpd is not here: apt-get install libmicrohttpd12\n"),
		      stderr);
		break;
	case HTTP_PORT_TAKEN:
		fprintf(stderr, _("keijiban serve: another program uses port %d; choose one: --port %d\n"), port,
		        port < 65000 ? port + 1 : 8080);
		break;
	case HTTP_SOUND:
	case HTTP_FAILED:
		fprintf(stderr, _("keijiban serve: nothing can be served at port %d\n"), port);
		break;
	}
}

static bool listen_at(Serving *s)
{
	const Options *o = s->options;
	int first = o->port >= 0 ? o->port : PORT_FIRST, last = o->port >= 0 ? first : first + PORT_TRIES;
	HttpFault fault = HTTP_PORT_TAKEN;
	for (int port = first; port <= last && fault == HTTP_PORT_TAKEN; port++)
		s->http = http_open(port, headers, answer, s, &s->arena, &fault);
	if (!s->http)
		tell_fault(fault, first);
	return s->http;
}

/* Whoever closes the terminal or presses ^C ends it, and so does `kill`. */
static int signals_open(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGCHLD, SIG_IGN);              /* nobody waits for the browser */
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

/* What opens an address with the browser of this machine: of desktops, of Windows beneath WSL. */
static void open_browser(Str address, Arena *a)
{
	static const char *const openers[] = { "xdg-open", "wslview", "explorer.exe" };
	char *argument = str_terminated(address, a);
	posix_spawn_file_actions_t quiet;
	posix_spawnattr_t how;
	sigset_t none;
	bool opened = false;
	sigemptyset(&none);
	posix_spawnattr_init(&how);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setsigmask(&how, &none);
	posix_spawn_file_actions_init(&quiet);
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		posix_spawn_file_actions_addopen(&quiet, fd, "/dev/null", O_RDWR, 0);
	for (size_t i = 0; i < sizeof(openers) / sizeof(*openers) && !opened; i++) {
		char *const words[] = { (char *)openers[i], argument, NULL };
		pid_t child;
		opened = posix_spawnp(&child, openers[i], &quiet, &how, words, environ) == 0;
	}
	posix_spawn_file_actions_destroy(&quiet);
	posix_spawnattr_destroy(&how);
	if (!opened)
		fputs(_("No browser could be opened from here: open the address yourself.\n"), stderr);
}

static void tell_address(Serving *s)
{
	Str home = preview_home(s->preview, &s->arena);
	Str address = str_format(&s->arena, "http://127.0.0.1:%d%.*s", http_port(s->http), STR_ARG(home));
	printf("%.*s\n", STR_ARG(address));
	fflush(stdout);
	fputs(_("Open this address in a browser. Saved files are shown at once. To end: Ctrl+C\n"), stderr);
	if (s->options->open)
		open_browser(address, &s->arena);
}

/* Going on. */

/* The warnings are told in the page. */
static void tell_problems(const Serving *s, long since)
{
	const Diag *d = preview_problems(s->preview);
	Diag errors = { 0 };
	for (size_t i = 0; i < d->count; i++)
		if (problem_is_error(&d->problems[i]))
			diag_again(&errors, &d->problems[i]);
	report_print(&errors, FORMAT_TEXT, stderr);
	fprintf(stderr, _("%s, %s (read in %ld ms)\n"), counted_errors(d->errors).text,
	        counted_warnings(d->warnings).text, now_ms() - since);
	diag_free(&errors);
}

/* What is ahead is no more than the beginning: what there is to say follows with the rest. */
static void tell(Serving *s, long since)
{
	Arena scratch = { 0 };
	bool ahead = preview_is_ahead(s->preview);
	http_tell(s->http, preview_event(s->preview, &scratch));
	arena_free(&scratch);
	s->ahead = !ahead ? 0 : s->ahead ? s->ahead : now_ms();
	http_turn(s->http);
	if (!ahead)
		tell_problems(s, since);
}

/* When a browser has what it was told of: a moment after its last request. */
static long time_to_catch_up(const Serving *s)
{
	long rest = s->asked > s->ahead ? s->asked + REST_MS : s->ahead + ASK_MS;
	return rest < s->ahead + OWE_MS ? rest : s->ahead + OWE_MS;
}

static void catch_up(Serving *s)
{
	long since = now_ms();
	if (!s->ahead || since < time_to_catch_up(s))
		return;
	preview_catch_up(s->preview);
	tell(s, since);
}

/* `all`: also what nobody told of. True where that was done, and not only what was told by name looked at. */
static bool refresh(Serving *s, bool all)
{
	long since = now_ms();
	const Str *paths;
	size_t count;
	bool named = watch_names(s->watch, &paths, &count) && !all;
	bool new = named ? preview_refresh_files(s->preview, paths, count) : preview_refresh(s->preview);
	watch_forget(s->watch);
	if (new)
		tell(s, since);
	return !named;
}

/* Until nothing more is told for a moment: half a save is not worth showing. */
static void settle(Serving *s)
{
	for (int i = 0; i < SETTLE_MOST; i++) {
		struct pollfd p = { .fd = watch_fd(s->watch), .events = POLLIN };
		if (poll(&p, 1, SETTLE_MS) <= 0 || !watch_read(s->watch))
			return;
	}
}

static bool look(Serving *s, bool told, bool all)
{
	if (told)
		settle(s);
	else if (!watch_is_whole(s->watch))
		watch_again(s->watch);
	return refresh(s, all);
}

static int wait_at_most(const Serving *s, long next_look)
{
	long next = s->ahead && time_to_catch_up(s) < next_look ? time_to_catch_up(s) : next_look;
	long left = next - now_ms();
	int wait = http_wait(s->http);
	left = left < 0 ? 0 : left;
	return wait >= 0 && wait < left ? wait : (int)left;
}

static void serve(Serving *s)
{
	long next_look = now_ms() + DAY_MS;
	for (;;) {
		struct pollfd polled[] = { { .fd = s->signals, .events = POLLIN },
			                   { .fd = http_fd(s->http), .events = POLLIN },
			                   { .fd = watch_fd(s->watch), .events = POLLIN } };
		if (poll(polled, 3, wait_at_most(s, next_look)) < 0 && errno != EINTR)
			return;
		if (polled[0].revents)
			return;
		bool told = polled[2].revents && watch_read(s->watch);
		bool due = now_ms() >= next_look;
		if ((told || due) && look(s, told, due))
			next_look = now_ms() + (watch_is_whole(s->watch) ? DAY_MS : LOOK_MS);
		http_turn(s->http);
		catch_up(s);
	}
}

int cmd_serve(const Options *o)
{
	Serving s = { .options = o, .signals = signals_open() };
	const Str roots[] = { o->content, o->layouts };
	int status = STATUS_WORLD;
	/* Watched first, then read: whatever is saved meanwhile is told. */
	s.watch = watch_open(roots, 2, &s.arena);
	s.preview = preview_open(o, &s.arena);
	if (listen_at(&s)) {
		long since = now_ms();
		preview_refresh(s.preview);
		tell_problems(&s, since);
		tell_address(&s);
		serve(&s);
		http_close(s.http);
		status = STATUS_DONE;
	}
	preview_close(s.preview);
	watch_close(s.watch);
	close(s.signals);
	arena_free(&s.arena);
	return status;
}
