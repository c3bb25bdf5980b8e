/*
 * The JSON Schema of one kind of record, for editors: draft-07, which the
 * YAML extensions of editors know.
 *
 *   Buf b = { .arena = a };
 *   schema_render(&site->vocabulary, KIND_EVENT, &b);
 *
 * Made of the field table and the vocabulary: each field under its key and
 * its Japanese name, what it is, what may stand there, examples. Titles are
 * Japanese, descriptions in the language of the messages. It is looser than
 * the program where a grammar says more than a pattern can, never stricter:
 * what the program accepts, the schema does too, but for empty values. A file
 * may be one record or a list of them.
 */
#ifndef SITE_SCHEMA_H
#define SITE_SCHEMA_H

#include "base/buf.h"
#include "site/record.h"
#include "site/vocabulary.h"

/* KINDS: of all of them. */
void schema_render(const Vocabulary *vocabulary, Kind kind, Buf *out);
/*
 * Snippets of Visual Studio Code, for files that no schema is asked about
 * (.md): a whole record of each kind, and a line of each field.
 */
void schema_render_snippets(const Vocabulary *vocabulary, Buf *out);
/* What to type for a field of that type: 2026-12-08. NULL: nothing in particular. */
const char *const *schema_examples(const FieldType *type);

#endif
