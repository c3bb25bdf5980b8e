/*
 * Problems, each with a place and what to type instead.
 *
 *   Source  a text and the path it came from (content/events/hana.md)
 *   Pos     where in it: line and column from 1, columns in characters
 *
 *   diag_error(d, src, pos, "area-unknown", ARGS(name, nearest),
 *              _("unknown area '{0}'"), _("did you mean '{1}'?"));
 *
 * The message says what is wrong first, in lower case, without a full stop;
 * the hint (may be NULL) says what to type. {0} … {9} stand for the ARGS, so
 * that a translation may reorder them. The code is fixed, greppable, and
 * names its folder under tests/cases/. Everything is copied, so a message
 * may quote text that dies soon. A Diag belongs to one thread; merge them.
 *
 * A function that can fail returns bool or a pointer; false or NULL means
 * "I have reported at least one error", and its callers add nothing.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <libintl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* Marks a text for translation; N_ where it cannot be translated yet (tables). */
#define _(text)  gettext(text)
#define N_(text) (text)

typedef struct Source {
	Str path, bytes;
} Source;

typedef struct Pos {
	uint32_t line;                         /* 0: the file as a whole */
	uint16_t column, length;               /* characters; length 0 is drawn as one caret */
} Pos;

/* A NOTE is no mistake: something for whoever looks after the whole. */
typedef enum DiagLevel { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR, DIAG_WORLD } DiagLevel;

typedef struct Problem {
	DiagLevel level;                       /* WORLD: disk, permission; it ends the run with status 3 */
	Str path, code, message, hint;
	Str line;                              /* the source line, without its end */
	Pos pos;
} Problem;

typedef struct Diag {
	Arena arena;
	Problem *problems;
	size_t count, room, errors, warnings, notes, world;
} Diag;

#define ARGS(...) (const Str[]){ __VA_ARGS__ }, sizeof((const Str[]){ __VA_ARGS__ }) / sizeof(Str)
#define NO_ARGS   NULL, 0

void diag_note(Diag *d, const Source *src, Pos pos, const char *code,
               const Str *args, size_t count, const char *message, const char *hint);
void diag_warning(Diag *d, const Source *src, Pos pos, const char *code,
                  const Str *args, size_t count, const char *message, const char *hint);
void diag_error(Diag *d, const Source *src, Pos pos, const char *code,
                const Str *args, size_t count, const char *message, const char *hint);
/* The machine failed at `path`: no place inside it. */
void diag_world(Diag *d, Str path, const char *code,
                const Str *args, size_t count, const char *message, const char *hint);

/* A problem that was kept from another run. */
void diag_again(Diag *d, const Problem *p);
/* Adds all of `from` to `d`, then empties and frees `from`. */
void diag_merge(Diag *d, Diag *from);
/* By path, line, column, code; equal ones once. */
void diag_sort(Diag *d);
void diag_free(Diag *d);

static inline bool problem_is_error(const Problem *p) { return p->level >= DIAG_ERROR; }
/* The word for it, in the language of the messages: error, warning, note. */
const char *problem_level(const Problem *p);
/* The three lines people see: file:line:col: error: …[code], the line with its caret, the hint. */
void problem_render(const Problem *p, Buf *out);

/* The line and column of byte `offset` in `text`, with a length in characters. */
Pos  pos_at(Str text, size_t offset, size_t bytes);
/* The place of `word` at `from` or behind it, as in a list that begins there; `from` when it is not found. */
Pos  pos_of_word(Str text, Pos from, Str word);

#endif
