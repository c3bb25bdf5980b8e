/*
 * Pages in other languages: which there are, and where.
 *
 * A page of a language is an Output of the Japanese page's kind with its
 * `language` set and the language's path before its own: en/find/index.html
 * is find/index.html told again (retell.h).
 */
#ifndef RENDER_LANGUAGES_H
#define RENDER_LANGUAGES_H

#include "base/arena.h"
#include "base/str.h"
#include "render/output.h"

/* Of an output, or NULL for Japanese. */
const Language *output_language(const Press *press, const Output *out);
/* The path of the Japanese page that it is told from. */
Str japanese_path(const Press *press, const Output *out);
/* The path in a language (NULL: Japanese), whether it is there or not. */
Str path_in(const Language *language, Str japanese, Arena *a);

bool record_has_easy(const Record *r);

#endif
