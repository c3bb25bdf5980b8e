/*
 * Names that a line is not broken within: of towns, areas, stations.
 *
 *   Names names = names_make(items, count, arena);
 *   NameSpan name;
 *   for (size_t at = 0; names_next(&names, text, at, &name); at = name.until)
 *           ... text[name.from … name.until) keeps together
 *
 * ひばりが丘 is one word, but every rule for phrases takes ひばりが for the
 * end of one. Only names like it are kept, which go on from kana to kanji or
 * katakana: what is all kanji or all kana is not broken anyway. The longest
 * name wins, from left to right. What is longer than NAME_MOST characters may
 * fill more than a line, and is no name here; nor is what has a space or a ・,
 * or two characters only (お茶).
 *
 * Names that matter in one place alone are a small table of their own, with
 * the large one `besides`.
 *
 * Texts are borrowed; the table lives in the arena. Looking takes a few steps
 * a character, however many names there are.
 */
#ifndef FORMAT_NAMES_H
#define FORMAT_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum { NAME_MOST = 12 };

typedef struct Names {
	const Str *items;                      /* by bytes */
	size_t count;
	uint64_t firsts;                       /* of their first characters: see names.c */
	const struct Names *besides;           /* or NULL */
} Names;

typedef struct NameSpan {
	size_t from, until;                    /* bytes */
} NameSpan;

Names names_make(const Str *items, size_t count, Arena *a);
/* The first name at or behind `at`; false: there is none. */
bool  names_next(const Names *names, Str text, size_t at, NameSpan *name);

#endif
