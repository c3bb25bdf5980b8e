/*
 * The parts of `keijiban hook`: what people type, and what git's hooks call
 * (hook_script.h).
 */
#ifndef CMD_HOOK_H
#define CMD_HOOK_H

#include "cmd/options.h"

/* The branch that is published. */
Str hook_branch(const Options *o);

int hook_install(const Options *o);

#endif
