/*
 * One answer at a terminal, as people give it.
 *
 *   Prompt p = prompt_begin();                    Ctrl+C ends the asking, not the program
 *   switch (prompt_read(&p, &arena, &answer)) ... once a question, as often as it takes
 *   prompt_end(&p);                               Ctrl+C is what it was
 *
 * An answer is one line. Of several that were pasted none is taken, since the
 * second would answer the next question; that is said, and they are dropped.
 */
#ifndef CMD_PROMPT_H
#define CMD_PROMPT_H

#include <signal.h>

#include "base/arena.h"
#include "base/str.h"

typedef enum Reply {
	REPLY_TEXT,
	REPLY_NONE,                            /* Enter alone */
	REPLY_AGAIN,                           /* several lines: told of */
	REPLY_BACK,                            /* <, ＜: the question before */
	REPLY_STOP,                            /* Ctrl+C, Ctrl+D, the end of the input */
} Reply;

typedef struct Prompt {
	struct sigaction before;
	sigset_t mask;                         /* in which it may come */
} Prompt;

Prompt prompt_begin(void);
void   prompt_end(const Prompt *p);
/* `answer` is set, trimmed and copied, for REPLY_TEXT alone. */
Reply  prompt_read(const Prompt *p, Arena *a, Str *answer);

#endif
