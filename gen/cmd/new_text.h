/*
 * A record in the making: what people answer becomes YAML, field by field,
 * and is read at once by the field's own reader.
 *
 *   NewText t = { .site = site, .kind = KIND_EVENT, .path = path, .arena = a };
 *   if (new_answer(&t, field, answer, &diag)) ...    t.yaml[row] is what will be written
 *   Str text = new_text(&t);
 *
 * An answer is taken as people give it at a prompt: numbers of the choices,
 * several with spaces or 、 between; 月–金 8:30–17:15 for hours; or a list in
 * YAML, [ … ], as it would stand in a file. What is read is what is written.
 */
#ifndef CMD_NEW_TEXT_H
#define CMD_NEW_TEXT_H

#include "base/diag.h"
#include "site/site.h"

typedef struct NewText {
	const Site *site;
	Kind kind;
	Str path;                              /* content/…, for messages */
	Arena *arena;
	Str yaml[FIELDS_MAX];                  /* by row of the kind's table; empty: not given */
} NewText;

/* By its key or Japanese name; NULL when the kind has none of that name. */
const Field *new_field(Kind kind, Str name);
/* What was given for it so far. */
Str *new_value(NewText *t, const Field *f);
/* False after the reason was reported: nothing is kept. */
bool new_answer(NewText *t, const Field *f, Str answer, Diag *d);
/* The choices of a field, in their order; false where it has none. */
bool new_choices(const NewText *t, const Field *f, Texts *choices);
/* The whole file. */
Str  new_text(const NewText *t);

#endif
