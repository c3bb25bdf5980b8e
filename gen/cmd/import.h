/*
 * `keijiban import`: a table from somewhere else becomes records.
 *
 *   import_command.c  the command: reads the file, goes through its rows, writes what they come to
 *   import_rows.c     its rows as they stand: titles above the header, 〃, the same row twice
 *   import_cells.c    a row of it as cells by what they mean, cleaned and repaired
 *   import_fields.c   such cells as fields of a record
 *   import_records.c  a row as a new record, or as what changes in one that is there
 *   import_try.c      all that would be written, tried together: what would not build is taken out and told
 *   own.h             tables whose columns are our own fields, of every kind
 *
 * Columns are found by their names: those of the national tables, new and
 * old (site/dataset.h), and those of our fields in Japanese or English. What
 * a field would not accept is never written: it is told with its row and
 * column, and kept in the text of the record, so that nothing is lost.
 *
 * A record that is there already (the same id) keeps all that the table does
 * not say otherwise: a cell that is what `keijiban export` would write for it
 * today changes nothing, so that what was exported comes back as it is.
 */
#ifndef CMD_IMPORT_H
#define CMD_IMPORT_H

#include "cmd/walk.h"
#include "format/csv.h"
#include "render/press.h"
#include "site/dataset.h"

/* What a cell means. */
typedef enum Meaning {
	MEANS_NOTHING,
	MEANS_ID,
	MEANS_NAME,
	MEANS_KANA,
	MEANS_SUMMARY,
	MEANS_TEXT,
	MEANS_FROM,
	MEANS_UNTIL,
	MEANS_OPENS,
	MEANS_CLOSES,
	MEANS_WHEN,
	MEANS_REPEAT,
	MEANS_PRICE,
	MEANS_PRICE_NOTE,
	MEANS_CONTACT,
	MEANS_PHONE,
	MEANS_FAX,
	MEANS_EMAIL,
	MEANS_LINK,
	MEANS_CONTACT_NOTE,
	MEANS_RUN_BY,
	MEANS_WHO,
	MEANS_PLACE,
	MEANS_ADDRESS,
	MEANS_TOWN,
	MEANS_LOT,
	MEANS_BUILDING,
	MEANS_LAT,
	MEANS_LON,
	MEANS_LANDMARK,
	MEANS_CAPACITY,
	MEANS_UNIT,
	MEANS_APPLY_UNTIL,
	MEANS_APPLY,
	MEANS_SORT,
	MEANS_EVENT_TYPE,
	MEANS_PURPOSES,
	MEANS_AGES,
	MEANS_MARKS,
	MEANS_DAYS,
	MEANS_HOURS_NOTE,
	MEANS_SHOWN_FROM,
	MEANS_SHOWN_UNTIL,
	MEANS_DOCUMENTS,
	MEANS_PERIOD,
	MEANS_LAW,
	MEANS_AREA,
	MEANS_ASSURED,
	MEANS_CONDITION,
	MEANS_REMARK,
	MEANS_KNOWN, /* KNOWN: not taken over, and no loss */
	MEANINGS,
} Meaning;

typedef struct ImportColumn {
	Str name;  /* as the file has it */
	bool told; /* that nobody knows it */
	Meaning meaning;
	TermSet marks; /* of a column of accessibility */
} ImportColumn;

typedef struct ImportTable {
	const Press *press;
	const Site *site;
	DatasetId dataset;
	Kind kind;         /* of what is new */
	const Source *src; /* the file, as UTF-8 */
	Source shown;      /* its name alone: lines of tables are too long to be shown */
	ImportColumn *columns;
	size_t count;
	ImportColumn *exported; /* what export writes, once it was asked for */
	size_t exported_count;
	const Area *area; /* --area, or NULL */
	Day today;
	Diag *diag;
	uint64_t lacking; /* fields of which it was told that no column has them */
} ImportTable;

typedef struct ImportRow {
	const ImportTable *table;
	uint32_t number; /* as a spreadsheet counts: the header is a row, and so is an empty line */
	Str cells[MEANINGS];        /* cleaned; empty: it says nothing */
	uint16_t columns[MEANINGS]; /* of the file: column + 1 of each cell, or 0 */
	TermSet marks;
	Str rest; /* what no field takes, as lines of text */
	Arena *arena;
} ImportRow;

/* One field of a record as YAML, and which cells it comes from. */
typedef struct ImportField {
	const char *key;
	uint64_t from;                        /* bits of meanings */
	Str (*compose)(const ImportRow *row); /* empty: nothing to say */
} ImportField;

/* Ended by one without a key. */
extern const ImportField *const IMPORT_FIELDS[KINDS];

/* A file of content/ that is made or changed. */
typedef struct FileChange {
	Str path;          /* beneath content/ */
	Str before, after; /* before: no bytes where it is new */
	Str id;            /* of a new record */
	Str said;          /* what is printed of it once it is settled, in lines */
	uint32_t row;      /* of the table */
} FileChange;

/* The rows of a table, one after another. */
typedef struct ImportRows {
	CsvRow header;
	Arena kept;
	CsvRow above; /* the row before, with its cells filled */
	Map seen;     /* text of a row → its number */
} ImportRows;

typedef struct Import {
	const Options *options;
	Walk walk;
	Diag diag;
	Arena arena; /* of the whole run */
	ImportTable table;
	FileChange *changes;
	size_t change_count, change_room, made, changed, same;
	uint32_t row; /* the one being taken */
	Map ids;    /* seen in the table → itself */
	Str source; /* how records name the table: its file's name */
} Import;

/* import_rows.c */

/* A row above the header is told of. */
void import_tell_above(Import *m, const CsvRow *row, uint32_t number);
/* Whether an earlier row says the very same; told. `text` is the row as it stands in the file. */
bool import_is_again(Import *m, ImportRows *rows, const CsvRow *row, Str text, uint32_t number);
/* The row with what 〃 stands for, told cell by cell; in `a`. */
CsvRow import_filled(Import *m, ImportRows *rows, const CsvRow *row, uint32_t number, Arena *a);

/* import_try.c */

/* Takes those changes out again whose files would be in error, and tells why at their rows. */
void import_try(Import *m);

/* import_cells.c */

/* Knows the columns of a header; how many of them mean something. */
size_t import_header(ImportTable *t, const Str *cells, size_t count, Arena *a);
/* False: the row says nothing, or is a sum at the end; it may have been told. */
bool import_row(const ImportTable *t, const Str *cells, size_t count, uint32_t number,
                ImportRow *row, Arena *a);
/* The same meanings of a record that is there, as export writes them. */
void import_exported(ImportTable *t, const Record *r, ImportRow *row, Arena *run, Arena *a);
/* The name that a column of this meaning has in the tables; empty: none has one. */
Str import_column(Meaning meaning);
/* A day or a time as spreadsheets count them, written out; else the cell as it is. Nothing is told. */
Str import_day(Str cell, Arena *a);
Str import_time(Str cell, Arena *a);
/* Something about the cell: told at its row and column, both as a spreadsheet counts them. */
void import_tell(const ImportRow *row, Meaning of, DiagLevel level, const char *code, Str arg,
                 const char *message, const char *hint);

/* import_fields.c */

/* An address as it is shown: behind prefecture and city, which everybody knows here. */
Str import_address(const ImportRow *row);
/* The place of ours whose name is in the row's cell for one; NULL: none. */
const Record *import_place(const ImportRow *row);
/* A text as Markdown that reads as it is written. */
void import_plain(Buf *b, Str text);

/* import_area.c */

/* The district it lies in: --area, its address, its position, else the city; *how says which for a message. */
const Area *import_area(const ImportRow *row, const char **how);

/* import_records.c */

/* What the row is known by: its id as it stands or made of it, in the arena of the run. */
Str import_id(Import *m, const ImportRow *row);
/* The district it lies in: --area, its address, its position, else the city; *how says which for a message. */
void import_make(Import *m, const ImportRow *row, Str id, const CsvRow *cells);
void import_change(Import *m, const ImportRow *row, const Record *r);
void import_add(Import *m, FileChange change);
/* Whether a file of these bytes would be a sound record; what is wrong goes to `d`. */
bool import_decode(const Import *m, Str path, Str bytes, Kind kind, const Area *area, Arena *a, Diag *d);

#endif
