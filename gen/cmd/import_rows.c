#include "cmd/import.h"

#include <string.h>

/* What people and spreadsheets write for "as above". */
static bool is_ditto(Str cell)
{
	static const Str marks[] = { STR_INIT("〃"), STR_INIT("″"), STR_INIT("同上"), STR_INIT("々") };
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_equal(cell, marks[i]))
			return true;
	return false;
}

static bool has_ditto(const CsvRow *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (is_ditto(str_trim(row->cells[i])))
			return true;
	return false;
}

static bool says_something(const CsvRow *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (str_trim(row->cells[i]).len)
			return true;
	return false;
}

static Str cell_above(const ImportRows *rows, size_t column)
{
	return column < rows->above.count ? str_trim(rows->above.cells[column]) : (Str){ 0 };
}

/* It outlives the row's own arena, until the next row takes its place. */
static void keep(ImportRows *rows, const CsvRow *row)
{
	arena_reset(&rows->kept, (ArenaMark){ 0 });
	Str *cells = NEW_ARRAY(&rows->kept, Str, row->count + 1);
	for (size_t i = 0; i < row->count; i++)
		cells[i] = str_copy(row->cells[i], &rows->kept);
	rows->above = (CsvRow){ .cells = cells, .count = row->count };
}

CsvRow import_filled(Import *m, ImportRows *rows, const CsvRow *row, uint32_t number, Arena *a)
{
	Str *cells = NEW_ARRAY(a, Str, row->count + 1);
	for (size_t i = 0; i < row->count; i++) {
		Str cell = row->cells[i], above = cell_above(rows, i);
		cells[i] = cell;
		if (!is_ditto(str_trim(cell)) || !above.len)
			continue;
		cells[i] = str_copy(above, a);
		Str column = i < rows->header.count ? str_trim(rows->header.cells[i]) : (Str){ 0 };
		diag_warning(&m->diag, &m->table.shown, (Pos){ number, (uint16_t)(i + 1), 0 }, "import-repaired",
		             ARGS(str_trim(cell), column),
		             _("'{0}' in the column '{1}' was mended"),
		             str_terminated(STR_CONCAT(a, str_from(_("it was taken as: ")), above), a));
	}
	const CsvRow filled = { .cells = cells, .count = row->count };
	keep(rows, &filled);
	return filled;
}

bool import_is_again(Import *m, ImportRows *rows, const CsvRow *row, Str text, uint32_t number)
{
	if (!says_something(row) || has_ditto(row))
		return false;
	rows->seen.arena = &m->arena;
	const uint32_t *first = map_find(&rows->seen, text);
	if (!first) {
		uint32_t *here = NEW(&m->arena, uint32_t);
		*here = number;
		map_put(&rows->seen, text, here);
		return false;
	}
	diag_warning(&m->diag, &m->table.shown, (Pos){ number, 1, 0 }, "import-again",
	             ARGS(str_format(&m->arena, "%u", *first)),
	             _("this row says the same as row {0}: it was taken once"), _("take it out of the table"));
	return true;
}

void import_tell_above(Import *m, const CsvRow *row, uint32_t number)
{
	if (!says_something(row))
		return;
	size_t first = 0;
	while (!str_trim(row->cells[first]).len)
		first++;
	Str text = str_trim(row->cells[first]);
	diag_note(&m->diag, &m->table.shown, (Pos){ number, (uint16_t)(first + 1), 0 }, "import-above",
	          ARGS(str_sub(text, 0, str_find_byte(text, '\n'))),
	          _("'{0}' stands above the names of the columns: nothing was made of this row"), NULL);
}
