/*
 * Any bytes as a table from somewhere else: whatever its encoding, its cells
 * are text, what is written of them is read back as it was, and a cell as a
 * field of a record's front matter is one line that YAML reads as that text.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "format/charset.h"
#include "format/csv.h"
#include "format/yaml.h"
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

/* What becomes of a text on one line: breaks are spaces, CR LF is one of them, and what no file may hold is gone. */
static Str as_line(Str text, Arena *a)
{
	Buf b = { .arena = a };
	while (text.len) {
		Str before = text;
		uint32_t point = utf8_next(&text);
		bool turns = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
		bool no_width = point == 0x200b || point == 0x2060;
		if (point == '\r' && text.len && *text.ptr == '\n')
			continue;             /* the two of them are one break */
		if (point < ' ' || (point >= 0x7f && point < 0xa0) || point == 0x2028 || point == 0x2029 || point == 0xfeff)
			buf_char(&b, ' ');
		else if (!turns && !no_width && point != 0xfffe && point != 0xffff)
			buf_str(&b, str_sub(before, 0, before.len - text.len));
	}
	return str_trim(buf_text(&b));
}

/* YAML reads what was written as that text. */
static void check_yaml(Str file, Str cell, Arena *a)
{
	const Source src = { .path = STR("a.md"), .bytes = file };
	Str front, body, line = as_line(cell, a);
	uint32_t front_line, body_line;
	Value v;
	Diag d = { 0 };
	REQUIRE(yaml_split(&src, &d, &front, &front_line, &body, &body_line));
	REQUIRE(yaml_parse(&src, front, front_line, a, &d, &v));
	const Value *name = value_find(&v, STR("name"));
	REQUIRE(!line.len || (name && name->kind == VALUE_TEXT && str_equal(str_trim(name->as.text), line)));
	diag_free(&d);
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
	check_yaml(after, cell, a);
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
