/*
 * What records.json says of a record: its members, a row each.
 *
 *   const Writer w = { &buf, press, site, scratch };
 *   for (const DataMember *m = MEMBERS_OF_ALL; m->name; m++) ... m->write(&w, r)
 *   and those of MEMBERS_OF_KIND[r->kind]
 *
 * The JSON Schema of the file is printed from the same rows, so a new member
 * is one row here, and nothing else (data_record.c writes both files).
 */
#ifndef RENDER_DATA_MEMBER_H
#define RENDER_DATA_MEMBER_H

#include "render/press.h"

typedef struct Writer {
	Buf *out;
	const Press *press;
	const Site *site;
	Arena *scratch;
} Writer;

/* A member's value; adds nothing where the record has none. */
typedef void Write(const Writer *w, const Record *r);

typedef enum JsonType { JSON_TEXT, JSON_NUMBER, JSON_BOOL, JSON_TEXTS, JSON_OBJECT, JSON_OBJECTS } JsonType;

typedef struct DataMember {
	const char *name;
	JsonType type;
	const char *about;                     /* Japanese: it is published */
	Write *write;
} DataMember;

/* Each ended by one without a name. */
extern const DataMember MEMBERS_OF_ALL[];
extern const DataMember *const MEMBERS_OF_KIND[KINDS];

#endif
