#include "cmd/prompt.h"

#include <poll.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

#include "base/diag.h"

enum {
	ANSWER_MAX = 4096,
	PASTE_MS = 20,                         /* a second line within this was not typed */
};

/* That it came is enough: reading ends. */
static void note_interrupt(int number)
{
	(void)number;
}

Prompt prompt_begin(void)
{
	Prompt p;
	sigset_t interrupt;
	const struct sigaction quiet = { .sa_handler = note_interrupt };
	sigemptyset(&interrupt);
	sigaddset(&interrupt, SIGINT);
	sigprocmask(SIG_BLOCK, &interrupt, &p.mask);
	sigaction(SIGINT, &quiet, &p.before);
	return p;
}

void prompt_end(const Prompt *p)
{
	sigaction(SIGINT, &p->before, NULL);
	sigprocmask(SIG_SETMASK, &p->mask, NULL);
}

/* Held back all the time but here, so that none is lost between two questions. False: it came. */
static bool wait_for_line(const Prompt *p)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	return ppoll(&in, 1, NULL, &p->mask) == 1;
}

/* Lines behind the one that was read are waiting; they are dropped. */
static bool drop_pasted(void)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	if (!isatty(STDIN_FILENO) || poll(&in, 1, PASTE_MS) != 1 || !(in.revents & POLLIN))
		return false;
	tcflush(STDIN_FILENO, TCIFLUSH);
	fputs(_("  ✗ these are several lines: write one\n"), stderr);
	return true;
}

Reply prompt_read(const Prompt *p, Arena *a, Str *answer)
{
	char line[ANSWER_MAX];
	fputs("  > ", stderr);
	fflush(stderr);
	if (!wait_for_line(p) || !fgets(line, sizeof(line), stdin))
		return REPLY_STOP;
	Str text = str_trim(str_from(line));
	if (drop_pasted())
		return REPLY_AGAIN;
	if (!text.len)
		return REPLY_NONE;
	if (str_equal(text, STR("<")) || str_equal(text, STR("＜")))
		return REPLY_BACK;
	*answer = str_copy(text, a);
	return REPLY_TEXT;
}
