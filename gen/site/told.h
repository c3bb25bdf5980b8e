/*
 * What may be told of a record that was changed, field by field.
 *
 *   uint64_t fields = told_difference(&speech, before, after);
 *   FieldNews news[TOLD_MOST];
 *   size_t count = told_fields(&speech, before, after, fields, news, a);
 *
 * Which fields are told, and whether with their values, is a column of the
 * field tables (Told). A value that was is never shown of a contact, an
 * organiser, a name or a body, whatever the words around it; nor is any that
 * holds a phone number or a mail address, names what was withdrawn, or is
 * longer than a line.
 *
 * Both records are as decoded, not joined; they may be of different kinds,
 * and then only what all kinds have is compared.
 */
#ifndef SITE_TOLD_H
#define SITE_TOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "site/field_words.h"

typedef struct FieldNews {
	Str label;                             /* 時間; empty: `now` is a sentence of its own */
	Str before, now;                       /* in words; empty where they are not told */
	bool added, removed;                   /* it was not given before; it is no longer */
	bool vital;
} FieldNews;

enum { TOLD_CHANGES = 12, TOLD_MOST = FIELDS_MAX + TOLD_CHANGES };

/* Besides the rows of the table, as bits: the status, and whose folder it lies in. */
#define TOLD_STATUS ((uint64_t)1 << (FIELDS_MAX - 2))
#define TOLD_AREA   ((uint64_t)1 << (FIELDS_MAX - 1))

uint64_t told_difference(const Speech *speech, const Record *before, const Record *after);
/* Of these fields, what differs, at most TOLD_MOST; words are in the arena. */
size_t   told_fields(const Speech *speech, const Record *before, const Record *after, uint64_t fields,
                     FieldNews *news, Arena *a);
/* Whom one reaches there, and how, is not what it was. */
bool     told_office(const Speech *speech, const Office *before, const Office *after, Arena *scratch);

#endif
