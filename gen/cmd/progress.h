/*
 * How far a long work is, on one line of a terminal that is gone when it is done.
 *
 *   Progress p = progress_on(_("making pages"));      nothing where nobody looks
 *   progress_of(&p, count);
 *   progress_step(&p);                                by any thread, `count` times
 *   progress_end(&p);
 *
 * It shows nothing in the first half second, nothing where stderr is no
 * terminal or one that cannot go back in a line (TERM=dumb), and nothing
 * under CI.
 */
#ifndef CMD_PROGRESS_H
#define CMD_PROGRESS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Progress {
	const char *label;
	bool on;
	size_t whole;
	atomic_size_t done;
	atomic_llong next;                     /* milliseconds: when it is drawn again */
	atomic_bool drawn;
} Progress;

void progress_begin(Progress *p, const char *label);
void progress_of(Progress *p, size_t whole);
/* NULL is fine, too. */
void progress_step(Progress *p);
void progress_end(Progress *p);

#endif
