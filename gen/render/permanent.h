/*
 * Addresses that must not vanish: those that people keep, and that paper carries.
 *
 * content/addresses.txt lists addresses that were published, one a line, as
 * `keijiban explain addresses` prints them; # begins a comment. Each must still
 * answer: by its page, by a record that has it among its aliases, or because the
 * record was taken back (withdrawn.yaml). What does not is an error at its line.
 * Without the file nothing is asked; ids have a list of their own (ids.txt).
 */
#ifndef RENDER_PERMANENT_H
#define RENDER_PERMANENT_H

#include "render/plan.h"
#include "source/files.h"

/* Whether an output is such a page: in Japanese, and none of a long list, of one month, or of one choice among many. */
bool permanent_is(const Output *out);
void permanent_check(const Plan *plan, const Files *content, Diag *d);

#endif
