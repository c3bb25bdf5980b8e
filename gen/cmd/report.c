#include "cmd/report.h"

#include "base/buf.h"

static void print_text(const Problem *p, Buf *b)
{
	problem_render(p, b);
}

static void json_text(Buf *b, Str s)
{
	buf_char(b, '"');
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (c == '"' || c == '\\')
			buf_format(b, "\\%c", c);
		else if (c < 0x20)
			buf_format(b, "\\u%04x", c);
		else
			buf_char(b, (char)c);
	}
	buf_char(b, '"');
}

static void json_member(Buf *b, const char *key, Str value)
{
	buf_format(b, ",\"%s\":", key);
	json_text(b, value);
}

/* As machines call it. */
static const char *level_id(const Problem *p, const char *note)
{
	return problem_is_error(p) ? "error" : p->level == DIAG_WARNING ? "warning" : note;
}

/* One object a line. */
static void print_json(const Problem *p, Buf *b)
{
	buf_format(b, "{\"level\":\"%s\"", level_id(p, "note"));
	json_member(b, "code", p->code);
	json_member(b, "file", p->path);
	buf_format(b, ",\"line\":%u,\"column\":%u", p->pos.line, p->pos.column);
	json_member(b, "message", p->message);
	json_member(b, "hint", p->hint);
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
