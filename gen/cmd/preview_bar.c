#include "cmd/preview_bar.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "cmd/counted.h"

static void say(Buf *b, const char *text)
{
	buf_escaped(b, str_from(text));
}

/* Slashes stay. */
static void address_path(Buf *b, Str path)
{
	while (path.len) {
		size_t part = str_find_byte(path, '/');
		buf_percent(b, str_sub(path, 0, part));
		if (part < path.len)
			buf_char(b, '/');
		path = str_skip(path, part + 1);
	}
}

static void source_link(Buf *b, Str path, uint32_t line, uint32_t column)
{
	buf_str(b, STR("<a href=\"" BAR_FOLDER "source/"));
	address_path(b, path);
	if (line)
		buf_format(b, "#L%u", line);
	buf_str(b, STR("\">"));
	buf_escaped(b, path);
	if (line && column)
		buf_format(b, ":%u:%u", line, column);
	buf_str(b, STR("</a>"));
}

/* The line as it was written, what is meant marked in it. */
static void quote_line(Buf *b, const Problem *p)
{
	if (!p->pos.line || !p->line.len)
		return;
	Str before = utf8_prefix(p->line, p->pos.column ? p->pos.column - 1u : 0);
	Str marked = utf8_prefix(str_skip(p->line, before.len), p->pos.length ? p->pos.length : 1);
	buf_str(b, STR("<pre>"));
	buf_escaped(b, before);
	buf_str(b, STR("<mark>"));
	buf_escaped(b, marked.len ? marked : STR(" "));
	buf_str(b, STR("</mark>"));
	buf_escaped(b, str_skip(p->line, before.len + marked.len));
	buf_str(b, STR("</pre>"));
}

static void say_message(Buf *b, const Problem *p)
{
	buf_str(b, STR("<p>"));
	say(b, problem_level(p));
	buf_str(b, STR(": <b>"));
	buf_escaped(b, p->message);
	buf_str(b, STR("</b> ["));
	buf_escaped(b, p->code);
	buf_str(b, STR("]</p>"));
}

static void say_hint(Buf *b, const Problem *p)
{
	if (!p->hint.len)
		return;
	buf_str(b, STR("<p>"));
	buf_escaped(b, str_format(b->arena, _("hint: %.*s"), STR_ARG(p->hint)));
	buf_str(b, STR("</p>"));
}

static void say_problem(Buf *b, const Problem *p)
{
	buf_str(b, problem_is_error(p) ? STR("<li class=\"error\">") : STR("<li>"));
	source_link(b, p->path, p->pos.line, p->pos.column);
	say_message(b, p);
	quote_line(b, p);
	say_hint(b, p);
	buf_str(b, STR("</li>\n"));
}

/* Errors before warnings, and of each those of this page's file first. */
static void list_problems(const Bar *bar, Buf *b)
{
	const Diag *d = bar->problems;
	size_t shown = 0;
	buf_str(b, STR("<ol>\n"));
	for (int turn = 0; turn < 4; turn++)
		for (size_t i = 0; i < d->count && shown < BAR_PROBLEMS_MAX; i++) {
			const Problem *p = &d->problems[i];
			bool warning = !problem_is_error(p), here = str_equal(p->path, bar->page.file);
			if (warning != (turn >= 2) || here != (turn % 2 == 0))
				continue;
			say_problem(b, p);
			shown++;
		}
	buf_str(b, STR("</ol>"));
	if (shown < d->count) {
		buf_str(b, STR("<p>"));
		buf_escaped(b, str_trim(str_format(b->arena, _("and %zu more\n"), d->count - shown)));
		buf_str(b, STR("</p>"));
	}
}

static bool concerns_page(const Bar *bar)
{
	for (size_t i = 0; i < bar->problems->count; i++)
		if (str_equal(bar->problems->problems[i].path, bar->page.file))
			return true;
	return false;
}

static void say_counts(const Bar *bar, Buf *b)
{
	const Diag *d = bar->problems;
	buf_escaped(b, str_format(b->arena, _("%s, %s"), counted_errors(d->errors).text,
	                             counted_warnings(d->warnings).text));
	if (bar->old) {
		buf_str(b, STR(" — "));
		say(b, _("until they are mended you see the page as it last was"));
	}
}

static void say_problems(const Bar *bar, Buf *b)
{
	if (!bar->problems->count)
		return;
	bool open = bar->problems->errors || concerns_page(bar);
	buf_str(b, open ? STR("<details open><summary>") : STR("<details><summary>"));
	say_counts(bar, b);
	buf_str(b, STR("</summary>\n"));
	list_problems(bar, b);
	buf_str(b, STR("</details>\n"));
}

static void say_editor_link(const Bar *bar, Buf *b)
{
	if (!bar->disk.len)
		return;
	buf_str(b, STR(" <a href=\"vscode://file"));
	address_path(b, bar->disk);
	buf_format(b, ":%u\">", bar->page.line ? bar->page.line : 1);
	say(b, _("open in VS Code"));
	buf_str(b, STR("</a>"));
}

static void say_origin(const Bar *bar, Buf *b)
{
	buf_str(b, STR("<p><b>"));
	say(b, _("Preview: nobody else sees it."));
	buf_str(b, STR("</b>"));
	if (bar->page.file.len) {
		buf_char(b, ' ');
		say(b, _("The file of this page:"));
		buf_char(b, ' ');
		source_link(b, bar->page.file, bar->page.line, 0);
		say_editor_link(bar, b);
	}
	if (bar->page.layout.len) {
		buf_char(b, ' ');
		say(b, _("Layout:"));
		buf_char(b, ' ');
		source_link(b, bar->page.layout, 0, 0);
	}
	buf_str(b, STR("</p>\n"));
}

static void say_early(const Bar *bar, Buf *b)
{
	if (!bar->early)
		return;
	buf_str(b, STR("<p class=\"early\">"));
	buf_escaped(b, str_format(b->arena, _("Not published yet: residents see it from %.*s on."),
	                          STR_ARG(day_iso(bar->early, b->arena))));
	buf_str(b, STR("</p>\n"));
}

/* Do they come out as they were meant? */
static void say_days(const Bar *bar, Buf *b)
{
	if (!bar->days.len)
		return;
	buf_str(b, STR("<details><summary>"));
	say(b, _("The next days, as they are understood"));
	buf_str(b, STR("</summary>\n<ul lang=\"ja\">\n"));
	for (Str rest = bar->days; rest.len;) {
		buf_str(b, STR("<li>"));
		buf_escaped(b, str_cut(rest, '\n', &rest));
		buf_str(b, STR("</li>\n"));
	}
	buf_str(b, STR("</ul></details>\n"));
}

/* As language_choose has left it. */
static const char *language(void)
{
	const char *language = getenv("LANGUAGE");
	return language && str_starts(str_from(language), STR("en")) ? "en" : "ja";
}

void bar_head(Buf *out)
{
	buf_str(out, STR("<link rel=\"stylesheet\" href=\"" BAR_FOLDER "preview.css\">\n"
	                 "<script src=\"" BAR_FOLDER "preview.js\" defer></script>\n"));
}

static void open_bar(const Bar *bar, const char *element, const char *class, Buf *b)
{
	buf_format(b, "<%s id=\"keijiban-preview\" class=\"%s\" lang=\"%s\" data-version=\"", element, class,
	           language());
	buf_escaped(b, bar->version);
	if (bar->record.len) {
		buf_str(b, STR("\" data-record=\""));
		buf_escaped(b, bar->record);
	}
	buf_str(b, STR("\" aria-label=\""));
	say(b, _("Preview"));
	buf_str(b, STR("\">\n<p class=\"away\" hidden>"));
	say(b, _("The preview has stopped. Start it again: keijiban serve"));
	buf_str(b, STR("</p>\n"));
}

void bar_render(const Bar *bar, Buf *out)
{
	open_bar(bar, "section", bar->problems->errors ? "errors" : "", out);
	say_origin(bar, out);
	say_early(bar, out);
	say_days(bar, out);
	say_problems(bar, out);
	buf_str(out, STR("</section>\n"));
}

static void open_page(const Bar *bar, Str title, Buf *b)
{
	buf_format(b, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language());
	buf_str(b, STR("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"));
	buf_escaped(b, title);
	buf_str(b, STR("</title>\n<link rel=\"icon\" href=\"data:,\">\n"));
	bar_head(b);
	buf_str(b, STR("</head>\n<body>\n"));
	open_bar(bar, "main", "whole", b);
	buf_str(b, STR("<h1>"));
	buf_escaped(b, title);
	buf_str(b, STR("</h1>\n"));
}

static void close_page(Buf *b)
{
	buf_str(b, STR("</main>\n</body>\n</html>\n"));
}

void bar_page(const Bar *bar, Buf *out)
{
	open_page(bar, str_from(_("There is no page to show yet")), out);
	buf_str(out, STR("<p>"));
	say(out, _("Mend what is told here and save it: the page then comes by itself."));
	buf_str(out, STR("</p>\n"));
	say_problems(bar, out);
	close_page(out);
}

/* Problems of one file, by line: they stand side by side. */
typedef struct Remarks {
	const Problem *next, *until;
} Remarks;

static Remarks remarks_on(const Diag *d, Str path)
{
	size_t first = 0;
	while (first < d->count && !str_equal(d->problems[first].path, path))
		first++;
	size_t until = first;
	while (until < d->count && str_equal(d->problems[until].path, path))
		until++;
	return (Remarks){ d->problems + first, d->problems + until };
}

static void say_line(Remarks *r, Str line, uint32_t number, Buf *b)
{
	bool said = r->next < r->until && r->next->pos.line == number;
	buf_format(b, "<li id=\"L%u\"%s>", number, said ? " class=\"said\"" : "");
	buf_escaped(b, str_ends(line, STR("\r")) ? str_sub(line, 0, line.len - 1) : line);
	for (; r->next < r->until && r->next->pos.line <= number; r->next++) {
		say_message(b, r->next);
		say_hint(b, r->next);
	}
	buf_str(b, STR("</li>\n"));
}

void bar_source(const Bar *bar, const Source *src, Buf *out)
{
	Remarks remarks = remarks_on(bar->problems, src->path);
	uint32_t number = 1;
	open_page(bar, src->path, out);
	say_origin(bar, out);
	buf_str(out, STR("<ol class=\"lines\">\n"));
	for (Str rest = src->bytes; rest.len; number++) {
		size_t end = str_find_byte(rest, '\n');
		say_line(&remarks, str_sub(rest, 0, end), number, out);
		rest = str_skip(rest, end + 1);
	}
	buf_str(out, STR("</ol>\n"));
	close_page(out);
}
