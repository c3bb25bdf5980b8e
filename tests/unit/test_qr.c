#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "format/qr.h"

static void rows_become_strokes_with_relative_moves(void **state)
{
	(void)state;
	static const uint8_t squares[] = {
		1, 1, 0,
		0, 0, 0,
		1, 0, 1,
	};
	Arena a = { 0 };
	Str svg = qr_svg(&(Qr){ 3, squares }, STR("<\"花\">"), &a);
	Str want = STR("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 11 11\" shape-rendering=\"crispEdges\" "
	               "role=\"img\" aria-label=\"&lt;&quot;花&quot;&gt;\"><path fill=\"#fff\" d=\"M0 0h11v11H0z\"/>"
	               "<path stroke=\"#000\" d=\"M4 4.5m0 0h2m-2 2h1m1 0h1\"/></svg>");
	assert_int_equal(svg.len, want.len);
	assert_memory_equal(svg.ptr, want.ptr, want.len);
	arena_free(&a);
}

/* The three corner marks and the one square that is always black (ISO/IEC 18004). */
static void a_code_has_its_corner_marks(void **state)
{
	(void)state;
	static const char mark[7][8] = { "1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111" };
	Arena a = { 0 };
	Qr code;
	assert_true(qr_make(STR("https://a.jp/r/1/"), QR_M, &a, &code));
	assert_int_equal(code.side, 25);
	for (int y = 0; y < 7; y++)
		for (int x = 0; x < 7; x++) {
			int black = mark[y][x] - '0', far = code.side - 7;
			assert_int_equal(code.squares[y * code.side + x], black);
			assert_int_equal(code.squares[y * code.side + far + x], black);
			assert_int_equal(code.squares[(far + y) * code.side + x], black);
		}
	assert_int_equal(code.squares[(code.side - 8) * code.side + 8], 1);
	for (int i = 0; i < code.side * code.side; i++)
		assert_true(code.squares[i] <= 1);
	arena_free(&a);
}

/* Draws the strokes of qr_svg back onto squares. */
static void redraw(Str svg, uint8_t *squares, int side)
{
	char text[16384] = "";
	assert_true(svg.len < sizeof(text));
	memcpy(text, svg.ptr, svg.len);
	char *at = strstr(text, "stroke=\"#000\" d=\"M4 4.5");
	assert_non_null(at);
	at += strlen("stroke=\"#000\" d=\"M4 4.5");
	int x = 0, y = 0;
	while (*at == 'm') {
		x += (int)strtol(at + 1, &at, 10);
		assert_int_equal(*at, ' ');
		y += (int)strtol(at + 1, &at, 10);
		assert_int_equal(*at, 'h');
		for (long run = strtol(at + 1, &at, 10); run; run--) {
			assert_true(x >= 0 && x < side && y >= 0 && y < side);
			squares[y * side + x++] = 1;
		}
	}
	assert_int_equal(*at, '"');
}

static void the_drawing_shows_every_square(void **state)
{
	(void)state;
	for (int level = QR_L; level <= QR_Q; level++) {
		Arena a = { 0 };
		Qr code;
		assert_true(qr_make(STR("https://keijiban.example/r/hana-salon/"), (QrLevel)level, &a, &code));
		uint8_t *drawn = NEW_ARRAY(&a, uint8_t, code.side * code.side);
		redraw(qr_svg(&code, STR("x"), &a), drawn, code.side);
		assert_memory_equal(drawn, code.squares, (size_t)(code.side * code.side));
		arena_free(&a);
	}
}

static void more_repair_needs_more_squares(void **state)
{
	(void)state;
	Arena a = { 0 };
	Qr l, q;
	Str address = STR("https://keijiban.example/r/hibarigaoka-salon/");
	assert_true(qr_make(address, QR_L, &a, &l) && qr_make(address, QR_Q, &a, &q));
	assert_true(l.side < q.side);
	arena_free(&a);
}

static void what_fits_no_code_is_told(void **state)
{
	(void)state;
	Arena a = { 0 };
	Qr code;
	Buf b = { .arena = &a };
	assert_false(qr_make((Str){ 0 }, QR_M, &a, &code));
	while (b.len < 2953)
		buf_char(&b, 'a');
	assert_true(qr_make(buf_text(&b), QR_L, &a, &code));
	assert_int_equal(code.side, 177);
	buf_char(&b, 'a');
	assert_false(qr_make(buf_text(&b), QR_L, &a, &code));
	assert_int_equal(code.side, 0);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_become_strokes_with_relative_moves),
		cmocka_unit_test(a_code_has_its_corner_marks),
		cmocka_unit_test(the_drawing_shows_every_square),
		cmocka_unit_test(more_repair_needs_more_squares),
		cmocka_unit_test(what_fits_no_code_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
