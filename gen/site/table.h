/*
 * One table declares each field once; reading, checking, JSON Schema, `new`,
 * import, export, forms and the manual all follow it.
 *
 *   static const Field event_fields[] = {
 *       { "date", "日付", &FIELD_DAYS, offsetof(Record, as.event.days), .help = N_("…") },
 *   };
 *   const Table EVENT = TABLE("event", Record, event_fields, NULL, NO_POS);
 *   FieldsFound found = { 0 };
 *   table_read(&reader, &EVENT, value, record, &found);
 *
 * A Field's type says how its value is read into `object + offset`, and what
 * it is called for people. Types that hold maps (FIELD_MAP, FIELD_MAP_APART,
 * FIELD_MAPS) name a table of their own; FIELD_MAPS fills a
 * { const T *items; size_t count; }.
 *
 * A field that fails has reported its error and leaves its member empty;
 * reading goes on with the next one. `found` may be NULL. What stands behind a misspelt
 * key is read as what was probably meant, so that more can be told of it.
 */
#ifndef SITE_TABLE_H
#define SITE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "format/value.h"
#include "site/facts.h"
#include "site/vocabulary.h"
#include "site/written.h"

typedef struct Field Field;
typedef struct Table Table;

/* Entries of lists that have a mistake, and where they were: see doubt.h. */
typedef struct Doubt {
	const Table *table;
	size_t list;                           /* where the object around keeps its list: Field.offset */
	void *object;                          /* what could be read of it; NULL: nobody knows what it was */
	const struct FieldsFound *found;
} Doubt;

typedef struct Doubts {
	Doubt *items;
	size_t count, room;
	Arena *arena;
} Doubts;

/* What a value is read with. Offices and records are joined later, by Site. */
typedef struct Reader {
	Written written;                       /* source, arena, diag, today */
	const Vocabulary *vocabulary;          /* NULL while the vocabulary itself is read */
	Arena *scratch;                        /* records: for the tree of one file, forgotten when it is decoded */
	Doubts *doubts;                        /* gets the entries of lists that have a mistake; or NULL */
	Buf *packed;                           /* gets the fields of a sound file of one record, packed; or NULL */
} Reader;

typedef struct FieldType {
	const char *name;                      /* for the reference: "text", "day", "list of ids" */
	bool (*read)(const Reader *r, const Field *f, const Value *v, void *member);
	void (*absent)(void *member);          /* what a member is when nobody wrote it; NULL: zero */
} FieldType;

/*
 * What 更新情報 tells when the field was changed (told.h). A row that says
 * nothing of it is TOLD_ONLY: no new field shows by accident what it was.
 */
typedef enum Told {
	TOLD_ONLY,                             /* 問合せ先が変わりました: that it changed */
	TOLD_NEW,                              /* and what it is now */
	TOLD_VALUES,                           /* and what it was */
	UNTOLD,                                /* nothing: staff's own, or told in another way */
} Told;

typedef enum FieldUse { FIELD_OPTIONAL, FIELD_REQUIRED, FIELD_ADVISED } FieldUse;

struct Field {
	const char *key, *ja;
	const FieldType *type;
	size_t offset;
	FieldUse use;
	const Table *table;                    /* of types that hold maps */
	VocabularyList list;                   /* of FIELD_TERM and FIELD_TERMS */
	const char *const *words;              /* of FIELD_WORD: "active", "実施中", …, pairs, NULL at the end */
	int limit;                             /* characters at most; 0: TEXT_LIMIT */
	Told told;
	bool vital;                            /* when, where, cost, contact: a change stays on its page for a while */
	const char *called;                    /* what residents call it, where that is not `ja` */
	const char *paper;                     /* in Japanese, for who fills in a form by hand; "": no form asks it */
	const char *help;
	const char *example;                   /* of a group of keys, where its first two keys make none */
};

struct Table {
	const char *name;
	size_t size;                           /* of the object */
	const Field *fields;
	size_t count;
	const Field *shorthand;                /* a plain text stands for this field alone; NULL: refused */
	size_t pos_offset;                     /* where the object keeps its own Pos, or NO_POS */
};

enum { TEXT_LIMIT = 2000, LIST_LIMIT = 200, FIELDS_MAX = 64 };
#define NO_POS ((size_t)-1)
/* TABLE(name, type of the object, its fields, shorthand or NULL, pos_offset or NO_POS) */
#define TABLE(title, type, rows, short_field, pos_at)                                          \
	{ .name = (title), .size = sizeof(type), .fields = (rows),                             \
	  .count = sizeof(rows) / sizeof(*(rows)), .shorthand = (short_field), .pos_offset = (pos_at) }

typedef struct FieldsFound {
	Pos places[FIELDS_MAX];                /* of the values, by row; line 0: absent */
	bool spoilt[FIELDS_MAX];               /* could not be read, or is missing though it must be there */
	bool vague;                            /* so may be others: a key means nothing, or could not be read */
} FieldsFound;

extern const FieldType FIELD_TEXT;             /* one line or more; → Str */
extern const FieldType FIELD_LINE;             /* one line; → Str */
extern const FieldType FIELD_KANA;             /* hiragana → Str */
extern const FieldType FIELD_ID;               /* [a-z0-9-], at most 60 → Str */
extern const FieldType FIELD_REF;              /* an id, joined later → Ref */
extern const FieldType FIELD_REFS;             /* → Refs */
extern const FieldType FIELD_TEXTS;            /* a list, or one text alone → Texts */
extern const FieldType FIELD_TERM;             /* → const Term * */
extern const FieldType FIELD_TERMS;            /* → TermSet */
extern const FieldType FIELD_WORD;             /* → int, the number of the pair in `words` */
extern const FieldType FIELD_BOOL;             /* → bool */
extern const FieldType FIELD_INT;              /* → int, -1 when absent */
extern const FieldType FIELD_DEGREES;          /* latitude or longitude → double */
extern const FieldType FIELD_DAY;              /* → Day */
extern const FieldType FIELD_DAYS;             /* → DayRanges */
extern const FieldType FIELD_TIMES;            /* → TimeSpans */
extern const FieldType FIELD_REPEAT;           /* → Repeat */
extern const FieldType FIELD_HOURS;            /* → Hours */
extern const FieldType FIELD_COST;             /* → Cost */
extern const FieldType FIELD_CAPACITY;         /* → Capacity */
extern const FieldType FIELD_APPLICATION;      /* → Application */
extern const FieldType FIELD_LOTS;             /* → Lots */
extern const FieldType FIELD_PHONE;            /* → Str, as written_phone writes it */
extern const FieldType FIELD_EMAIL;            /* → Str */
extern const FieldType FIELD_URL;              /* → Str */
extern const FieldType FIELD_MAP;              /* → the struct of `table` */
extern const FieldType FIELD_MAP_APART;        /* → const T *; whose object begins with a pointer to an empty T */
extern const FieldType FIELD_MAPS;             /* → { const T *items; size_t count; } */
extern const FieldType FIELD_IGNORED;          /* read elsewhere (id, body) */

/* True when nothing was wrong. `places` (table->count of them) may be NULL. */
bool table_read(const Reader *r, const Table *t, const Value *v, void *object, FieldsFound *found);
/* A list of maps; also what a whole file of one list is. */
bool table_read_list(const Reader *r, const Table *t, const Value *v, const void **items, size_t *count);

#endif
