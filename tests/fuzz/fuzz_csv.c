/*
 * Any bytes as a table from somewhere else: whatever its encoding, its cells
 * are text, what is written of them is read back as it was, and a cell as a
 * field of a record's front matter is one line that YAML reads as that text.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "format/charset.h"
#include "format/csv.h"
#include "site/front.h"
#include "site/record.h"

#define REQUIRE(claim)           \
	do {                     \
		if (!(claim))    \
			abort(); \
	} while (0)

enum { ROWS = 50 };

static void check_row(const CsvRow *row, Arena *a)
{
	Buf b = { .arena = a };
	CsvRow again;
	csv_begin(&b);
	for (size_t i = 0; i < row->count; i++)
		csv_cell(&b, row->cells[i]);
	csv_end_row(&b);
	Str rest = csv_text(buf_text(&b));
	REQUIRE(csv_take_row(&rest, a, &again) && !again.open && again.count == row->count);
	for (size_t i = 0; i < row->count; i++)
		REQUIRE(str_equal(row->cells[i], again.cells[i]));
	REQUIRE(!csv_take_row(&rest, a, &again));
}

/* One line, in which nothing ends the value. */
static void check_front(Str cell, Arena *a)
{
	static const Str file = STR_INIT("---\nname: a\nsummary: b\n---\ntext\n");
	const Field *name = &KIND_INFO[KIND_EVENT].table->fields[1];
	Buf value = { .arena = a };
	if (!utf8_valid(cell) || !cell.len)
		return;
	front_text(&value, cell);
	REQUIRE(!str_has_byte(buf_text(&value), '\n'));
	Str after = front_set(file, name, buf_text(&value), a);
	REQUIRE(str_ends(after, STR("\nsummary: b\n---\ntext\n")) && str_starts(after, STR("---\nname: ")));
	REQUIRE(str_equal(front_get(after, name), str_trim(buf_text(&value))));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena a = { 0 };
	Str text;
	if (charset_read((Str){ (const char *)data, size }, &a, &text) == CHARSET_DONE) {
		REQUIRE(utf8_valid(text));
		CsvRow row;
		Str rest = csv_text(text);
		for (int i = 0; i < ROWS && csv_take_row(&rest, &a, &row) && !row.open; i++) {
			check_row(&row, &a);
			for (size_t c = 0; c < row.count && c < 4; c++)
				check_front(row.cells[c], &a);
		}
	}
	arena_free(&a);
	return 0;
}
