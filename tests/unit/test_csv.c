/* CSV: what is written is read back, and nothing a spreadsheet would run is in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "format/csv.h"

#define BOM "\xef\xbb\xbf"

static Arena arena;

static Str row_of(const Str *cells, size_t count)
{
	Buf b = { .arena = &arena };
	csv_begin(&b);
	for (size_t i = 0; i < count; i++)
		csv_cell(&b, cells[i]);
	csv_end_row(&b);
	return buf_text(&b);
}

static void expect_written(Str cell, const char *expected)
{
	Str row = row_of((Str[]){ STR("x"), cell }, 2);
	Str wanted = STR_CONCAT(&arena, STR(BOM "x,"), str_from(expected), STR("\r\n"));
	assert_true(str_equal(row, wanted));
}

static void quotes_where_they_are_needed(void **state)
{
	(void)state;
	expect_written(STR("芝久保町3丁目"), "芝久保町3丁目");
	expect_written(STR("a,b"), "\"a,b\"");
	expect_written(STR("a \"b\""), "\"a \"\"b\"\"\"");
	expect_written(STR("a\nb"), "\"a\nb\"");
	expect_written(STR("a\r\nb"), "\"a\r\nb\"");
	expect_written(STR(" a"), "\" a\"");
	expect_written(STR(""), "");
}

static void nothing_is_a_formula(void **state)
{
	static const struct { const char *cell, *written; } all[] = {
		{ "=1+1", "\"'=1+1\"" },
		{ "=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"" },
		{ "+SUM(A1)", "\"'+SUM(A1)\"" },
		{ "-2+3", "\"'-2+3\"" },
		{ "＝1+1", "\"'＝1+1\"" },
		{ "＠A1", "\"'＠A1\"" },
		{ "@A1", "\"'@A1\"" },
		{ "\t=1", "\"'\t=1\"" },
		{ "\r=1", "\"'\r=1\"" },
		{ "'=1", "\"''=1\"" },
		{ "-3", "-3" },
		{ "-35.7", "-35.7" },
		{ "+81-42-464-1311", "+81-42-464-1311" },
		{ "042-464-1311", "042-464-1311" },
		{ "--1", "\"'--1\"" },
		{ "-", "\"'-\"" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		expect_written(str_from(all[i].cell), all[i].written);
}

static void reads_back_what_it_wrote(void **state)
{
	static const char *const cells[] = { "", "a", "a,b", "\"", "\"\"", "=1", "'", "'=1", "''x", "a\r\nb", "\n",
		                             " ", "-3", "-x", "子ども食堂", "\xf0\xa0\xae\xb7", "," };
	enum { COUNT = sizeof(cells) / sizeof(*cells) };
	(void)state;
	for (size_t first = 0; first < COUNT; first++)
		for (size_t second = 0; second < COUNT; second++) {
			Str row[] = { str_from(cells[first]), str_from(cells[second]), STR("end") };
			Str rest = csv_text(row_of(row, 3));
			CsvRow read;
			assert_true(csv_take_row(&rest, &arena, &read));
			assert_false(read.open);
			assert_int_equal(read.count, 3);
			for (int i = 0; i < 3; i++)
				assert_true(str_equal(read.cells[i], row[i]));
			assert_false(csv_take_row(&rest, &arena, &read));
		}
	arena_free(&arena);
}

static void reads_what_others_write(void **state)
{
	CsvRow row;
	Str rest = STR("a;b,\"c\"d\n\n\r\nx,\ry,z,\n\"open");
	(void)state;
	assert_true(csv_take_row(&rest, &arena, &row));
	assert_int_equal(row.count, 2);
	assert_true(str_equal(row.cells[0], STR("a;b")) && str_equal(row.cells[1], STR("cd")));
	assert_true(csv_take_row(&rest, &arena, &row));
	assert_int_equal(row.count, 2);
	assert_true(str_equal(row.cells[0], STR("x")) && !row.cells[1].len);
	assert_true(csv_take_row(&rest, &arena, &row));
	assert_int_equal(row.count, 3);
	assert_true(csv_take_row(&rest, &arena, &row));
	assert_true(row.open);
	assert_false(csv_take_row(&rest, &arena, &row));
	arena_free(&arena);
}

static void too_many_cells_are_told(void **state)
{
	Buf b = { .arena = &arena };
	(void)state;
	for (int i = 0; i < CSV_CELLS_MAX; i++)
		buf_char(&b, ',');
	Str rest = buf_text(&b);
	CsvRow row;
	assert_true(csv_take_row(&rest, &arena, &row));
	assert_true(row.open);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_where_they_are_needed), cmocka_unit_test(nothing_is_a_formula),
		cmocka_unit_test(reads_back_what_it_wrote),     cmocka_unit_test(reads_what_others_write),
		cmocka_unit_test(too_many_cells_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
