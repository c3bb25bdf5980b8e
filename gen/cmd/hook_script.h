/*
 * The two hooks that `keijiban hook install` writes into a repository, as text.
 *
 * They are as short as can be: each is one call of the program, by its full
 * path, since git gives a hook little of an environment. What is to be
 * decided, and what is said to people, is in hook.c. git runs them in the
 * folder of the repository, which is therefore ".".
 */
#ifndef CMD_HOOK_SCRIPT_H
#define CMD_HOOK_SCRIPT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

typedef enum HookKind { HOOK_CHECKS, HOOK_PUBLISHES, HOOKS } HookKind;

typedef struct HookWords {
	Str program, out;                      /* full paths */
	Str branch, content, layouts;
	Str lang;                              /* empty: as the one who pushes has it */
	bool allow_gap;
} HookWords;

/* Its name in the folder of hooks, and as a word of the command. */
Str  hook_name(HookKind kind);
Str  hook_script(HookKind kind, const HookWords *w, Arena *a);
/* The one call in it, for whoever has a hook of his own. */
Str  hook_call(HookKind kind, const HookWords *w, Arena *a);
/* Whether that text is one of these. */
bool hook_is_ours(Str script);

/* One word for sh, whatever is in it. */
Str  shell_quoted(Str word, Arena *a);

#endif
