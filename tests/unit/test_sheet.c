#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "render/frame.h"
#include "render/sheet_inner.h"
#include "render/sheet_map.h"

#define MARGINS ((Margins){ 50, 50, 50, 50 })

typedef struct Paper {
	Drawing *drawing;
	Arena arena;
	Sheet sheet;
} Paper;

static void begin(Paper *p)
{
	DrawingFault fault;
	*p = (Paper){ .drawing = drawing_open(&fault) };
	assert_non_null(p->drawing);
	p->sheet = sheet_begin(p->drawing, PAPER_A4, MARGINS, &p->arena);
}

static void end(Paper *p)
{
	drawing_close(p->drawing);
	arena_free(&p->arena);
}

static void put(Paper *p, const char *part, const char *text, double x, double y, double width)
{
	p->sheet.part = str_from(part);
	sheet_text(&p->sheet, "P", x, y, str_from(text), (Face){ .size = 20, .leading = 1.6 }, width);
}

static void expect(const Paper *p, const char *part, double least, double most)
{
	SheetClash clash = sheet_clash(&p->sheet);
	assert_string_equal(str_terminated(clash.part, p->sheet.arena), part);
	assert_true(clash.by >= least && clash.by <= most);
}

static void what_stands_in_its_place_is_no_clash(void **state)
{
	(void)state;
	Paper p;
	begin(&p);
	put(&p, "name", "掲示板", 0, 0, 200);
	put(&p, "when", "十二月", 200, 0, 200);
	sheet_box(&p.sheet, 190, 0, 100, 32, 1);
	sheet_strip(&p.sheet, 32);
	sheet_line(&p.sheet, 0, 0, p.sheet.width, 1);
	sheet_strip(&p.sheet, 1);
	put(&p, "where", "芝久保", 0, 0, 200);
	sheet_strip(&p.sheet, 32);
	expect(&p, "", 0, 0);
	end(&p);
}

static void ink_beyond_a_strip_is_told_with_its_part(void **state)
{
	(void)state;
	Paper p;
	begin(&p);
	put(&p, "name", "掲示板", 0, 0, 200);
	sheet_strip(&p.sheet, 32);
	put(&p, "where", "芝久保町の広場", p.sheet.width - 100, 0, 0);
	sheet_strip(&p.sheet, 32);
	expect(&p, "where", 36, 41);
	end(&p);
	begin(&p);
	put(&p, "cost", "無料", 0, 0, 200);
	sheet_strip(&p.sheet, 15);
	expect(&p, "cost", 8, 14);
	end(&p);
}

static void ink_on_other_ink_is_told(void **state)
{
	(void)state;
	Paper p;
	begin(&p);
	put(&p, "name", "掲示板", 0, 0, 200);
	put(&p, "when", "十二月", 50, 0, 200);
	sheet_strip(&p.sheet, 32);
	expect(&p, "when", 8, 11);
	end(&p);
}

static void words_may_not_cross_the_edge_of_a_box(void **state)
{
	(void)state;
	Paper p;
	begin(&p);
	sheet_box(&p.sheet, 0, 0, 50, 32, 1);
	put(&p, "name", "掲示板", 5, 0, 200);
	sheet_strip(&p.sheet, 32);
	expect(&p, "name", 13, 16);
	end(&p);
}

static void a_codes_quiet_zone_is_its_own(void **state)
{
	(void)state;
	Paper p;
	Qr code;
	Arena scratch = { 0 };
	begin(&p);
	assert_true(qr_make(STR("https://keijiban.example/r/a/"), QR_M, &scratch, &code));
	double side = 100, quiet = side / code.side * QR_QUIET;
	sheet_qr(&p.sheet, 100, quiet, side, &code);
	put(&p, "name", "掲示板", 100 - quiet - 60, 40, 0);
	sheet_strip(&p.sheet, side + 2 * quiet);
	expect(&p, "", 0, 0);
	end(&p);
	begin(&p);
	sheet_qr(&p.sheet, 100, quiet, side, &code);
	put(&p, "name", "掲示板", 100 - 60, 40, 0);
	sheet_strip(&p.sheet, side + 2 * quiet);
	expect(&p, "name", quiet - 3, quiet);
	end(&p);
	arena_free(&scratch);
}

static void turned_words_keep_within_their_cell(void **state)
{
	(void)state;
	Paper p;
	begin(&p);
	sheet_cell(&p.sheet, -20, 0, 32, 61);
	sheet_turn(&p.sheet, 12, 0, 90);
	put(&p, "flyer", "掲示板", 0, 0, 0);
	sheet_turn_back(&p.sheet);
	sheet_strip(&p.sheet, 80);
	expect(&p, "", 0, 0);
	sheet_cell(&p.sheet, 0, 0, 32, 40);
	sheet_turn(&p.sheet, 32, 0, 90);
	put(&p, "flyer", "掲示板", 0, 0, 0);
	sheet_turn_back(&p.sheet);
	sheet_strip(&p.sheet, 80);
	expect(&p, "flyer", 18, 20);
	end(&p);
}

/* As of a city that has many areas, or islands. */
static void a_map_is_drawn_with_all_its_borders(void **state)
{
	(void)state;
	enum { RINGS = 500 };
	Paper p;
	size_t most = 0;
	begin(&p);
	Buf path = { .arena = &p.arena };
	for (int i = 0; i < RINGS; i++)
		buf_format(&path, "M%d 0l1 0 0 1z", i);
	Value *map = frame_slots(&MAP_SHAPE, &p.arena);
	map[SLOT_MAP_VIEW_BOX] = value_text(STR("0 0 1000 1000"));
	map[SLOT_MAP_BORDERS] = value_text(buf_text(&path));
	sheet_map(&p.sheet, map, SHEET_A4, 0, 0, 500);
	for (size_t i = 0; i < p.sheet.op_count; i++)
		if (p.sheet.ops[i].kind == OP_SHAPE && p.sheet.ops[i].width > (double)most)
			most = (size_t)p.sheet.ops[i].width;
	assert_int_equal(most, RINGS);
	end(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_in_its_place_is_no_clash),
		cmocka_unit_test(ink_beyond_a_strip_is_told_with_its_part),
		cmocka_unit_test(ink_on_other_ink_is_told),
		cmocka_unit_test(words_may_not_cross_the_edge_of_a_box),
		cmocka_unit_test(a_codes_quiet_zone_is_its_own),
		cmocka_unit_test(turned_words_keep_within_their_cell),
		cmocka_unit_test(a_map_is_drawn_with_all_its_borders),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
