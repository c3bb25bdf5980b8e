#include "cmd/report.h"

#include "base/buf.h"
#include "format/json.h"

static void print_text(const Problem *p, Buf *b)
{
	problem_render(p, b);
}

/* As machines call it. */
static const char *level_id(const Problem *p, const char *note)
{
	return problem_is_error(p) ? "error" : p->level == DIAG_WARNING ? "warning" : note;
}

static void json_words(Buf *b, const char *name, Str words)
{
	json_name(b, name);
	json_text(b, words);
}

/* One object a line; of each all members, so that empty ones stay. */
static void print_json(const Problem *p, Buf *b)
{
	buf_char(b, '{');
	json_words(b, "level", str_from(level_id(p, "note")));
	json_words(b, "code", p->code);
	json_words(b, "file", p->path);
	json_number(b, "line", p->pos.line);
	json_number(b, "column", p->pos.column);
	json_words(b, "message", p->message);
	json_words(b, "hint", p->hint);
	buf_str(b, STR("}\n"));
}

/* %, CR, LF (and in properties : and ,) are written as %XX. */
static void github_text(Buf *b, Str s, bool property)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == '%' || c == '\n' || c == '\r' || (property && (c == ':' || c == ',')))
			buf_format(b, "%%%02X", (unsigned char)c);
		else
			buf_char(b, c);
	}
}

static void print_github(const Problem *p, Buf *b)
{
	buf_format(b, "::%s file=", level_id(p, "notice"));
	github_text(b, p->path, true);
	if (p->pos.line)
		buf_format(b, ",line=%u,col=%u", p->pos.line, p->pos.column);
	buf_str(b, STR(",title="));
	github_text(b, p->code, true);
	buf_str(b, STR("::"));
	github_text(b, p->message, false);
	if (p->hint.len) {
		buf_str(b, STR("%0A"));
		github_text(b, p->hint, false);
	}
	buf_char(b, '\n');
}

static void (*const printers[])(const Problem *p, Buf *b) = {
	[FORMAT_TEXT] = print_text, [FORMAT_JSON] = print_json, [FORMAT_GITHUB] = print_github,
};

void report_print(Diag *d, Format format, FILE *out)
{
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	size_t shown = 0;
	diag_sort(d);
	/* Errors first come, first shown: a cap must not hide them behind warnings, nor these behind notes. */
	for (int level = DIAG_WORLD; level >= DIAG_NOTE && d->count > PROBLEMS_SHOWN; level--)
		for (size_t i = 0; i < d->count && shown < PROBLEMS_SHOWN; i++)
			if ((int)d->problems[i].level == level) {
				printers[format](&d->problems[i], &b);
				shown++;
			}
	for (size_t i = 0; i < d->count && d->count <= PROBLEMS_SHOWN; i++, shown++)
		printers[format](&d->problems[i], &b);
	if (b.len)
		fwrite(b.ptr, 1, b.len, out);
	if (shown < d->count && format == FORMAT_TEXT)
		fprintf(out, _("and %zu more\n"), d->count - shown);
	arena_free(&scratch);
}

int report_status(const Diag *d, bool strict)
{
	if (d->world)
		return STATUS_WORLD;
	if (d->errors || (strict && d->warnings))
		return STATUS_CONTENT;
	return STATUS_DONE;
}
