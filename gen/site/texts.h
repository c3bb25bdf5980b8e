/*
 * Every text of an object that people come to read, whichever field it stands in.
 *
 *   texts_each(KIND_INFO[r->kind].table, r, look_at, &looking);
 *
 * Fields are taken in the order of their table; lists, notes of hours and costs, and groups of keys are gone into.
 * Left out are `body`, which is Markdown and has readers of its own, and `aliases`, which are addresses. A text that
 * an office has lent (join.c) is among them, though it stands in another file.
 */
#ifndef SITE_TEXTS_H
#define SITE_TEXTS_H

#include "base/diag.h"
#include "base/str.h"

struct Table;

typedef void TextVisit(void *context, Str text);

/* `object` may be NULL: a group of keys that was not given. */
void texts_each(const struct Table *table, const void *object, TextVisit *visit, void *context);

/*
 * Where `part` of such a text stands in the source. The text is looked for from the line `from` on by how it begins,
 * since a table keeps no places within groups of keys. False, and `from`: it does not stand there.
 */
bool text_place(const Source *src, Pos from, Str text, Str part, Pos *pos);

#endif
