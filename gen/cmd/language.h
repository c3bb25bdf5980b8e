/*
 * The language of the messages: --lang, then LANGUAGE, then LC_ALL,
 * LC_MESSAGES and LANG where they name ja or en, then what the site says.
 *
 * Pages are never affected. A fresh Debian has no ja_JP locale, so the
 * locale is always C.UTF-8 and gettext is told the language by itself.
 */
#ifndef CMD_LANGUAGE_H
#define CMD_LANGUAGE_H

#include "base/str.h"

/* The full path of this program; empty where the system does not tell. */
Str  program_path(Arena *a);

/* `wanted` and `site` may be empty. Called before the first message, and by one thread. */
void language_choose(Str wanted, Str site);
/* What was chosen. */
bool language_is_japanese(void);

#endif
