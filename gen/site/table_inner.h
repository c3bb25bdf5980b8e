/*
 * What the readers of fields share: table.c reads a map by its table, field_types.c one value of each type,
 * field_terms.c the words of the vocabulary, table_keys.c says what a key was meant for. Nobody else needs it.
 */
#ifndef SITE_TABLE_INNER_H
#define SITE_TABLE_INNER_H

#include "site/table.h"

/* Reports that the value is a list, a map … where `needed` belongs ("a text", marked with N_); false. */
bool field_wrong_form(const Reader *r, const Field *f, const Value *v, const char *needed);

/* A text within the field's limit, without space around it; false after it reported. */
bool field_text(const Reader *r, const Field *f, const Value *v, Str *text);

/* The items of a list; a value alone counts as a list of one. */
bool field_items(const Reader *r, const Field *f, const Value *v, const Value **items, size_t *count);

/* By either name; staff write fields in the order of the table, so the search begins at row `from`. NULL: none. */
const Field *field_named(const Table *t, Str key, size_t from);

/* Reports an unknown key of the map `v`; the field that was meant, or NULL. */
const Field *key_meant(const Reader *r, const Table *t, const Value *v, const Member *m);

/* The map is a record of another kind, put into this one's folder: reported once, and not key by key. */
bool key_of_another_kind(const Reader *r, const Table *t, const Value *v, const Member *m);

#endif
