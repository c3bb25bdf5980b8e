/*
 * Tables whose columns are our own fields, for spreadsheets: every kind of
 * record, a row each.
 *
 *   keijiban export event >events.csv         own_export: what the records say
 *   keijiban import event events.csv          own_begin, own_row: what differs is changed
 *
 * A header is ours when it names an ID and at least two fields more, in
 * Japanese or English, and nothing that only the national tables have. Beside
 * fields there may be 地域 (area), the folder of a new record: its path, or the
 * area's name. A cell is what stands behind the field's ':' in a file; a list may
 * be written with 、 or ; or a line for each, and what begins with [ or { is YAML.
 *
 * What was exported and is imported again changes nothing. An empty cell
 * never takes anything away.
 */
#ifndef CMD_OWN_H
#define CMD_OWN_H

#include "cmd/import.h"

typedef struct OwnColumn {
	Str name;                              /* as the file has it */
	const Field *field;                    /* NULL: 地域, or a column that is not known */
	bool is_area, told;
} OwnColumn;

typedef struct Own {
	Import *import;
	Kind kind;
	OwnColumn columns[CSV_CELLS_MAX];
	size_t count, id;                      /* id: the number of its column */
} Own;

/* Whether the row is a header of ours. */
bool own_begin(Own *own, Import *m, Kind kind, const CsvRow *row);
/* Told at `number`, as a spreadsheet counts. */
void own_row(Own *own, const CsvRow *cells, uint32_t number, Arena *a);

/* What a record's file says, as it is written; NULL: it cannot be read. `body` becomes its text. */
const Value *own_fields(const Record *r, Arena *a, Diag *d, Str *body);
const Value *own_value(const Value *fields, const Field *f);

/* A value as a cell: as people would write it, where that is read as the same again; else in YAML. */
Str own_cell(const Field *f, const Value *v, Arena *a);
/* A cell as the field's value in YAML, on one line. */
Str own_yaml(const Field *f, Str cell, Arena *a);
/* Whether two values say the same; one text is a list of one. */
bool own_is_same(const Value *a, const Value *b);

/* The records of a kind as such a table, on the standard output. */
int own_export(const Options *o, Kind kind);

#endif
