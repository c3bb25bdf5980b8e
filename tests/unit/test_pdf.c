#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "format/gzip.h"
#include "format/pdf.h"
#include "format/truetype.h"

static void put(Buf *b, uint32_t n, int bytes)
{
	while (bytes--)
		buf_char(b, (char)(n >> 8 * bytes));
}

typedef struct Made {
	const char *tag;
	Str bytes;
} Made;

static Str font_of(const Made *tables, size_t count, Arena *a)
{
	Buf b = { .arena = a };
	size_t at = 12 + 16 * count;
	put(&b, 0x00010000, 4);
	put(&b, (uint32_t)count, 2);
	put(&b, 0, 2);
	put(&b, 0, 4);
	for (size_t i = 0; i < count; i++) {
		buf_str(&b, str_from(tables[i].tag));
		put(&b, 0, 4);
		put(&b, (uint32_t)at, 4);
		put(&b, (uint32_t)tables[i].bytes.len, 4);
		at += (tables[i].bytes.len + 3) / 4 * 4;
	}
	for (size_t i = 0; i < count; i++) {
		buf_str(&b, tables[i].bytes);
		while (b.len % 4)
			buf_char(&b, 0);
	}
	return buf_text(&b);
}

/* A triangle with 6 bytes of instructions, and a composite of it with 4. */
static Str made_font(uint32_t until, Arena *a)
{
	Buf glyf = { .arena = a }, loca = { .arena = a }, head = { .arena = a }, maxp = { .arena = a };
	put(&glyf, 1, 2);
	put(&glyf, 0, 4);
	put(&glyf, 0, 4);
	put(&glyf, 2, 2);
	put(&glyf, 6, 2);
	buf_str(&glyf, STR("INSTRU" "\x31\x31\x31"));
	buf_str(&glyf, STR("\0"));
	put(&loca, 0, 2);
	put(&loca, (uint32_t)glyf.len / 2, 2);
	put(&glyf, 0xffff, 2);
	put(&glyf, 0, 4);
	put(&glyf, 0, 4);
	put(&glyf, 0x100, 2);
	put(&glyf, 0, 2);
	put(&glyf, 0x0102, 2);
	put(&glyf, 4, 2);
	buf_str(&glyf, STR("MORE"));
	put(&loca, until ? until : (uint32_t)glyf.len / 2, 2);
	while (head.len < 54)
		buf_char(&head, 0);
	put(&maxp, 0x00010000, 4);
	put(&maxp, 2, 2);
	while (maxp.len < 32)
		buf_char(&maxp, 7);
	const Made tables[] = { { "cvt ", STR("CVT!") }, { "fpgm", STR("PROGRAM") },       { "glyf", buf_text(&glyf) },
		                { "head", buf_text(&head) }, { "loca", buf_text(&loca) }, { "maxp", buf_text(&maxp) },
		                { "prep", STR("PREP") } };
	return font_of(tables, 7, a);
}

static uint32_t number(Str s, size_t at)
{
	const uint8_t *b = (const uint8_t *)s.ptr + at;
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static void instructions_go_and_outlines_stay(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str font = made_font(0, &a), plain, again;
	assert_true(truetype_plain(font, &a, &plain));
	assert_true(plain.len < font.len);
	static const char *const gone[] = { "INSTRU", "MORE", "PROGRAM", "CVT!", "PREP", "fpgm", "prep", "cvt " };
	for (size_t i = 0; i < sizeof(gone) / sizeof(*gone); i++)
		assert_false(str_contains(plain, str_from(gone[i])));
	assert_true(str_contains(plain, STR("\x31\x31\x31")));
	assert_true(str_contains(plain, STR("\0\0\0\0\1\2")));
	/* All of a font's numbers add up to one known sum. */
	uint32_t sum = 0;
	for (size_t at = 0; at < plain.len; at += 4)
		sum += number(plain, at);
	assert_int_equal(sum, 0xb1b0afba);
	assert_false(truetype_plain(plain, &a, &again));
	arena_free(&a);
}

static void what_is_no_font_is_left_alone(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str plain, font = made_font(0, &a);
	assert_false(truetype_plain((Str){ 0 }, &a, &plain));
	assert_false(truetype_plain(STR("OTTO and more, none of it a font of that sort"), &a, &plain));
	assert_false(truetype_plain(made_font(5000, &a), &a, &plain));
	assert_false(truetype_plain(made_font(14, &a), &a, &plain));
	for (size_t length = 0; length < font.len; length++) {
		Str part = str_copy(str_sub(font, 0, length), &a);
		truetype_plain(part, &a, &plain);
	}
	arena_free(&a);
}

static void a_packed_text_is_read_back(void **state)
{
	(void)state;
	Arena a = { 0 };
	Gzip *z = zlib_make(&a);
	Str text = str_join(&a, (Str[]){ STR("掲示板"), STR("掲示板、"), STR("掲示板") }, 3, STR("と")), back;
	Str packed = gzip_render(z, text, &a);
	assert_true(zlib_parse(packed, 1000, &a, &back));
	assert_true(str_equal(text, back));
	assert_false(zlib_parse(packed, text.len - 1, &a, &back));
	assert_false(zlib_parse(str_sub(packed, 0, packed.len - 5), 1000, &a, &back));
	assert_false(zlib_parse(STR("no such thing"), 1000, &a, &back));
	arena_free(&a);
}

/* As cairo writes them; the stream holds what ends an object. */
static Str made_pdf(const char *first, Arena *a)
{
	Buf b = { .arena = a };
	size_t at[6];
	buf_str(&b, STR("%PDF-1.5\n"));
	at[1] = b.len;
	buf_str(&b, str_from(first));
	at[2] = b.len;
	buf_str(&b, STR("2 0 obj\n   14\nendobj\n"));
	at[3] = b.len;
	buf_str(&b, STR("3 0 obj\n<< /Type /Pages /Kids [ 4 0 R ] /Count 1 >>\nendobj\n"));
	for (int i = 4; i < 6; i++) {
		at[i] = b.len;
		buf_format(&b, "%d 0 obj\n<< /Type /Catalog /Pages 3 0 R /Said (%0300d) >>\nendobj\n", i, 7);
	}
	size_t table = b.len;
	buf_str(&b, STR("xref\n0 6\n0000000000 65535 f \n"));
	for (int i = 1; i < 6; i++)
		buf_format(&b, "%010zu 00000 n \n", at[i]);
	buf_format(&b, "trailer\n<< /Size 6\n   /Root 5 0 R\n>>\nstartxref\n%zu\n%%%%EOF\n", table);
	return buf_text(&b);
}

static void objects_are_packed_and_streams_stay(void **state)
{
	(void)state;
	Arena a = { 0 };
	Str pdf = made_pdf("1 0 obj\n<< /Length 2 0 R\n   /Some /Thing >>\nstream\nab\nendobj\ncde\nendstream\nendobj\n", &a);
	Str packed = pdf_packed(pdf, STR("ja"), &a);
	assert_true(packed.len < pdf.len);
	assert_true(str_contains(packed, STR("/Some /Thing /Length 14 >>\nstream\nab\nendobj\ncde\n\nendstream")));
	assert_true(str_contains(packed, STR("/Type /ObjStm /N 3 ")));
	assert_true(str_contains(packed, STR("/Root 5 0 R")));
	assert_false(str_contains(packed, STR("trailer")));
	assert_true(str_equal(packed, pdf_packed(pdf, STR("ja"), &a)));
	arena_free(&a);
}

static void what_is_not_written_as_expected_is_left_alone(void **state)
{
	(void)state;
	Arena a = { 0 };
	static const char *const firsts[] = {
		"7 0 obj\n<< /Length 2 0 R >>\nstream\nab\nendstream\nendobj\n",
		"1 0 obj\n<< /Length 99 0 R >>\nstream\nab\nendstream\nendobj\n",
		"1 0 obj\n<< /Length 99999999 >>\nstream\nab\nendstream\nendobj\n",
		"1 0 obj\n<< /Long >>\nstream\nab\nendstream\nendobj\n",
		"none at all\n",
	};
	for (size_t i = 0; i < sizeof(firsts) / sizeof(*firsts); i++) {
		Str pdf = made_pdf(firsts[i], &a);
		assert_ptr_equal(pdf_packed(pdf, STR("ja"), &a).ptr, pdf.ptr);
	}
	Str pdf = made_pdf("1 0 obj\n<< /Length 2 0 R >>\nstream\nab\nendobj\ncdefg\nendstream\nendobj\n", &a);
	for (size_t length = 0; length < pdf.len; length++)
		pdf_packed(str_copy(str_sub(pdf, 0, length), &a), STR("ja"), &a);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instructions_go_and_outlines_stay),
		cmocka_unit_test(what_is_no_font_is_left_alone),
		cmocka_unit_test(a_packed_text_is_read_back),
		cmocka_unit_test(objects_are_packed_and_streams_stay),
		cmocka_unit_test(what_is_not_written_as_expected_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
