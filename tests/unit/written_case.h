/*
 * For the tests of site/written.h: one text read, and how it came out.
 *
 * Today is 2026-11-23, a Monday. A result that begins with '!' is the code of
 * the first problem; `hint` is a part of what that problem tells people to type.
 */
#ifndef UNIT_WRITTEN_CASE_H
#define UNIT_WRITTEN_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "site/written.h"

typedef struct Case {
	const char *text, *result, *hint;
} Case;

typedef struct Reading {
	Arena arena;
	Diag diag;
	Source src;
	Written w;
} Reading;

#define ROWS(table) (sizeof(table) / sizeof(*(table)))

static inline void reading_begin(Reading *r, const char *bytes)
{
	memset(r, 0, sizeof(*r));
	r->src = (Source){ STR("content/a.md"), str_from(bytes) };
	r->w = (Written){ .src = &r->src, .arena = &r->arena, .diag = &r->diag, .today = day_of(2026, 11, 23) };
}

static inline void reading_end(Reading *r)
{
	diag_free(&r->diag);
	arena_free(&r->arena);
}

/* A plain scalar at line 1, column 1. */
static inline Value scalar(const char *text)
{
	Value v = value_text(str_from(text));
	v.pos = (Pos){ 1, 1, (uint16_t)utf8_count(v.as.text) };
	return v;
}

/* Reads `v` and writes the result as text into `out`. */
typedef bool ReadCase(const Written *w, const Value *v, Buf *out);

static inline void check_value(const Value *v, const Case *c, ReadCase *read)
{
	Reading r;
	reading_begin(&r, c->text);
	Buf out = { .arena = &r.arena };
	bool sound = read(&r.w, v, &out);
	if (sound != (r.diag.errors == 0))
		fail_msg("'%s': the result and the problems disagree", c->text);
	if (r.diag.errors)
		out = (Buf){ .arena = &r.arena };
	if (r.diag.errors)
		buf_format(&out, "!%.*s", STR_ARG(r.diag.problems[0].code));
	Str hint = r.diag.count ? r.diag.problems[0].hint : (Str){ 0 };
	if (!str_equal(buf_text(&out), str_from(c->result)))
		fail_msg("'%s' is '%.*s', not '%s'", c->text, STR_ARG(buf_text(&out)), c->result);
	if (r.diag.errors && (!hint.len || str_has_byte(hint, '{')) && !str_contains(hint, STR("{n:")) &&
	    !str_contains(hint, STR("{from:")) && !str_contains(hint, STR("{who:")) && !str_contains(hint, STR("{days:")) &&
	    !str_contains(hint, STR("{state:")))
		fail_msg("'%s' has the hint '%.*s'", c->text, STR_ARG(hint));
	if (c->hint && !str_contains(hint, str_from(c->hint)))
		fail_msg("'%s' has the hint '%.*s', without '%s'", c->text, STR_ARG(hint), c->hint);
	reading_end(&r);
}

static inline void check_table(const Case *cases, size_t count, ReadCase *read)
{
	for (size_t i = 0; i < count; i++) {
		Value v = scalar(cases[i].text);
		check_value(&v, &cases[i], read);
	}
}

/* Where the first problem of reading the plain scalar `text` stands. */
static inline void check_place(const char *text, ReadCase *read, unsigned column, unsigned length)
{
	Reading r;
	reading_begin(&r, text);
	Buf out = { .arena = &r.arena };
	Value v = scalar(text);
	assert_false(read(&r.w, &v, &out));
	if (r.diag.problems[0].pos.column != column || r.diag.problems[0].pos.length != length)
		fail_msg("'%s' is marked at %u, %u characters", text, r.diag.problems[0].pos.column,
		         r.diag.problems[0].pos.length);
	reading_end(&r);
}

#endif
