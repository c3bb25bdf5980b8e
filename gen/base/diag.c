#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { LINE_SHOWN = 200 };                     /* characters of a source line that are kept */

static Str line_of(Str text, uint32_t line)
{
	for (uint32_t i = 1; i < line && text.len; i++)
		text = str_skip(text, str_find_byte(text, '\n') + 1);
	Str found = str_sub(text, 0, str_find_byte(text, '\n'));
	if (str_ends(found, STR("\r")))
		found.len--;
	return utf8_prefix(found, LINE_SHOWN);
}

static Str filled(Arena *a, const char *pattern, const Str *args, size_t count)
{
	if (!pattern)
		return (Str){ 0 };
	Buf b = { .arena = a };
	for (const char *p = pattern; *p; p++) {
		if (p[0] == '{' && p[1] >= '0' && p[1] <= '9' && p[2] == '}') {
			size_t n = (size_t)(p[1] - '0');
			buf_str(&b, n < count ? args[n] : (Str){ 0 });
			p += 2;
		} else {
			buf_char(&b, *p);
		}
	}
	return buf_text(&b);
}

static void count_problem(Diag *d, DiagLevel level)
{
	switch (level) {
	case DIAG_NOTE:    d->notes++; break;
	case DIAG_WARNING: d->warnings++; break;
	case DIAG_ERROR:   d->errors++; break;
	case DIAG_WORLD:   d->errors++; d->world++; break;
	}
}

static void push(Diag *d, Problem p)
{
	if (d->count == d->room) {
		size_t room = d->room ? d->room * 2 : 16;
		Problem *grown = NEW_ARRAY(&d->arena, Problem, room);
		if (d->count)
			memcpy(grown, d->problems, d->count * sizeof(*grown));
		d->problems = grown;
		d->room = room;
	}
	d->problems[d->count++] = p;
	count_problem(d, p.level);
}

void diag_warning(Diag *d, const Source *src, Pos pos, const char *code,
                  const Str *args, size_t count, const char *message, const char *hint)
{
	Arena *a = &d->arena;
	push(d, (Problem){ DIAG_WARNING, str_copy(src->path, a), str_copy(str_from(code), a),
	                   filled(a, message, args, count), filled(a, hint, args, count),
	                   pos.line ? str_copy(line_of(src->bytes, pos.line), a) : (Str){ 0 }, pos });
}

void diag_note(Diag *d, const Source *src, Pos pos, const char *code,
               const Str *args, size_t count, const char *message, const char *hint)
{
	diag_warning(d, src, pos, code, args, count, message, hint);
	d->problems[d->count - 1].level = DIAG_NOTE;
	d->warnings--;
	d->notes++;
}

void diag_error(Diag *d, const Source *src, Pos pos, const char *code,
                const Str *args, size_t count, const char *message, const char *hint)
{
	diag_warning(d, src, pos, code, args, count, message, hint);
	d->problems[d->count - 1].level = DIAG_ERROR;
	d->warnings--;
	d->errors++;
}

void diag_world(Diag *d, Str path, const char *code,
                const Str *args, size_t count, const char *message, const char *hint)
{
	Arena *a = &d->arena;
	push(d, (Problem){ .level = DIAG_WORLD, .path = str_copy(path, a),
	                   .code = str_copy(str_from(code), a),
	                   .message = filled(a, message, args, count),
	                   .hint = filled(a, hint, args, count) });
}

void diag_again(Diag *d, const Problem *problem)
{
	Arena *a = &d->arena;
	Problem p = *problem;
	p.path = str_copy(p.path, a);
	p.code = str_copy(p.code, a);
	p.message = str_copy(p.message, a);
	p.hint = str_copy(p.hint, a);
	p.line = str_copy(p.line, a);
	push(d, p);
}

void diag_merge(Diag *d, Diag *from)
{
	for (size_t i = 0; i < from->count; i++)
		diag_again(d, &from->problems[i]);
	diag_free(from);
}

static int by_place(const void *left, const void *right)
{
	const Problem *a = left, *b = right;
	int order = str_compare(a->path, b->path);
	if (!order)
		order = (a->pos.line > b->pos.line) - (a->pos.line < b->pos.line);
	if (!order)
		order = (a->pos.column > b->pos.column) - (a->pos.column < b->pos.column);
	if (!order)
		order = str_compare(a->code, b->code);
	return order ? order : str_compare(a->message, b->message);
}

void diag_sort(Diag *d)
{
	if (!d->count)
		return;
	qsort(d->problems, d->count, sizeof(*d->problems), by_place);
	size_t kept = 1;
	d->errors = d->warnings = d->notes = d->world = 0;
	for (size_t i = 1; i < d->count; i++)
		if (by_place(&d->problems[i], &d->problems[kept - 1]) != 0)
			d->problems[kept++] = d->problems[i];
	d->count = kept;
	for (size_t i = 0; i < kept; i++)
		count_problem(d, d->problems[i].level);
}

void diag_free(Diag *d)
{
	arena_free(&d->arena);
	*d = (Diag){ 0 };
}

Pos pos_at(Str text, size_t offset, size_t bytes)
{
	if (offset > text.len)
		offset = text.len;
	uint32_t line = 1;
	size_t start = 0;
	for (const char *nl; (nl = memchr(text.ptr + start, '\n', offset - start)); line++)
		start = (size_t)(nl - text.ptr) + 1;
	size_t column = utf8_count(str_sub(text, start, offset)) + 1;
	size_t length = utf8_count(str_sub(text, offset, offset + bytes));
	return (Pos){ line, (uint16_t)(column < UINT16_MAX ? column : UINT16_MAX),
	              (uint16_t)(length < UINT16_MAX ? length : UINT16_MAX) };
}

/* Not a part of a longer word: /old/ in /seibu/old/. */
static bool stands_apart(Str text, size_t start, size_t len)
{
	static const char between[] = " \t\n\r[]{},:\"'";
	size_t end = start + len;
	return (!start || strchr(between, text.ptr[start - 1])) && (end == text.len || strchr(between, text.ptr[end]));
}

Pos pos_of_word(Str text, Pos from, Str word)
{
	Str rest = text;
	for (uint32_t line = 1; line < from.line && rest.len; line++)
		rest = str_skip(rest, str_find_byte(rest, '\n') + 1);
	rest = str_skip(rest, utf8_prefix(rest, from.column ? from.column - 1u : 0).len);
	if (!from.line || !word.len)
		return from;
	for (size_t at; (at = str_find(rest, word)) < rest.len; rest = str_skip(rest, at + 1)) {
		size_t start = text.len - rest.len + at;
		if (stands_apart(text, start, word.len))
			return pos_at(text, start, word.len);
	}
	return from;
}

/* Tabs are shown as one space, so that the caret stands right whatever the terminal thinks of them. */
static void line_shown(Str line, Buf *out)
{
	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.ptr[i];
		buf_char(out, c < 0x20 || c == 0x7f ? ' ' : (char)c);
	}
}

static void repeat(Buf *out, char c, size_t times)
{
	while (times--)
		buf_char(out, c);
}

static void caret(const Problem *p, Buf *out)
{
	/* Without a line: it is empty, or of a table, whose lines nobody reads, or no text at all. */
	if (!p->pos.line || !p->pos.column || !p->line.len || str_has_byte(p->line, 0))
		return;
	buf_format(out, "%5u | ", p->pos.line);
	line_shown(p->line, out);
	Str before = utf8_prefix(p->line, p->pos.column - 1u);
	Str marked = utf8_prefix(str_skip(p->line, before.len), p->pos.length);
	size_t width = utf8_width(marked);
	buf_str(out, STR("\n      | "));
	repeat(out, ' ', utf8_width(before));
	buf_char(out, '^');
	repeat(out, '~', width > 1 ? width - 1 : 0);
	buf_char(out, '\n');
}

const char *problem_level(const Problem *p)
{
	switch (p->level) {
	case DIAG_NOTE:    return _("note");
	case DIAG_WARNING: return _("warning");
	case DIAG_ERROR:
	case DIAG_WORLD:   break;
	}
	return _("error");
}

void problem_render(const Problem *p, Buf *out)
{
	buf_str(out, p->path);
	if (p->pos.line)
		buf_format(out, ":%u:%u", p->pos.line, p->pos.column ? p->pos.column : 1u);
	buf_format(out, ": %s: %.*s [%.*s]\n", problem_level(p), STR_ARG(p->message), STR_ARG(p->code));
	caret(p, out);
	if (p->hint.len)
		buf_format(out, _("  hint: %.*s\n"), STR_ARG(p->hint));
}
