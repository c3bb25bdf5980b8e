/*
 * What the columns of the national tables hold, by the names that these give them.
 *
 *   TableColumn c = column_named(site, dataset, STR("イベント名"));    once a table
 *   Subject s = subject_of(press, record, arena);                   once a row
 *   Str cell = cell_of(&s, &c);                                     empty where the record says nothing
 *
 * A name that nothing fills stays empty: content/datasets/ may name any. To
 * fill one is a row here (data_table.c writes the tables).
 */
#ifndef RENDER_DATA_COLUMN_H
#define RENDER_DATA_COLUMN_H

#include "render/press.h"
#include "site/dataset.h"

/* What a cell is made from: a record, and of it what several columns ask for. */
typedef struct Subject {
	const Press *press;
	const Site *site;
	const Record *r;
	const Contact *contact;                /* who answers for it; zero for nobody */
	const Contact *run_by;                 /* organizer, provider, operator */
	Str place_name, address, landmark;
	double lat, lon;
	const Hours *hours;
	Arena *arena;
} Subject;

typedef struct Column {
	Str name;
	Str (*cell)(const Subject *s);
} Column;

typedef struct TableColumn {
	Str (*cell)(const Subject *s);         /* or NULL */
	TermSet marks;                         /* 有 where the record has one of these of accessibility */
} TableColumn;

/* Ours, to the right of what the standard has. */
enum { EXTENSIONS_COUNT = 5 };
extern const Column EXTENSIONS[EXTENSIONS_COUNT];

/* Texts are in `a`, or borrowed from the site. */
Subject     subject_of(const Press *press, const Record *r, Arena *a);
TableColumn column_named(const Site *site, DatasetId dataset, Str name);
Str         cell_of(const Subject *s, const TableColumn *column);

#endif
