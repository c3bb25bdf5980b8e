/*
 * The front matter of a record's own .md file, written a field a line.
 *
 *   front_text(&value, name);                 a value: plain where YAML reads it so, else in quotes
 *   Str after = front_set(file, field, value, arena);
 *
 * front_set changes one field and nothing else: a line of it is replaced where it
 * stands, whatever lines belong to it, under its English or its Japanese name; a
 * field that is not there yet gets a line at the end. Its value is YAML on one line.
 */
#ifndef SITE_FRONT_H
#define SITE_FRONT_H

#include "base/buf.h"
#include "site/table.h"

/* Of one line: line breaks and control characters become spaces; marks that turn words around are left out. */
void front_text(Buf *b, Str text);
/* name: text, behind what a { } has already; nothing where the text is empty. */
void front_member(Buf *b, const char *name, Str text);

/* Empty where the file has no front matter. */
Str  front_set(Str file, const Field *field, Str value, Arena *a);
/* The field's value as it is written, of one line or several; empty: it is not there. */
Str  front_get(Str file, const Field *field);

#endif
