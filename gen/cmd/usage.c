#include "cmd/usage.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "site/record.h"

enum { TERMINAL = 80, GAP = 2, EDGE = 2 };

static void spaces(FILE *out, size_t count)
{
	fprintf(out, "%*s", (int)count, "");
}

/* What must not begin a line. */
static bool clings(Str rest)
{
	static const char *const signs[] = { "、", "。", "）", "」", "・", "ー", "：", ")", ",", ".", ":" };
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (str_starts(rest, str_from(signs[i])))
			return true;
	return false;
}

/* As much of the text as fits: up to a space, or between two signs of Japanese. */
static Str line_of(Str text, size_t columns)
{
	size_t fits = 0, width = 0;
	for (Str rest = text; rest.len;) {
		Str here = rest;
		uint32_t point = utf8_next(&rest);
		width += utf8_width(str_sub(here, 0, here.len - rest.len));
		if (width > columns)
			return str_sub(text, 0, fits ? fits : text.len - here.len);
		size_t at = text.len - rest.len;
		if (!rest.len || *rest.ptr == ' ' || (point_is_cjk(point) && !clings(rest)))
			fits = at;
	}
	return text;
}

/* A name, and what is told of it, in columns. */
static void row(FILE *out, Str name, size_t from, Str text)
{
	size_t at = EDGE + utf8_width(name);
	spaces(out, EDGE);
	fwrite(name.ptr, 1, name.len, out);
	do {
		Str line = line_of(text, TERMINAL - from);
		if (at + GAP > from) {
			fputc('\n', out);
			at = 0;
		}
		spaces(out, from - at);
		fwrite(line.ptr, 1, line.len, out);
		at = TERMINAL;
		text = str_trim(str_skip(text, line.len));
	} while (text.len);
	fputc('\n', out);
}

static Str name_of(const OptionShown *o, Arena *a)
{
	if (!o->argument)
		return str_from(o->name);
	return STR_CONCAT(a, str_from(o->name), STR(" "), str_from(_(o->argument)));
}

static void paragraph(FILE *out, size_t from, Str text)
{
	while (text.len) {
		Str line = line_of(text, TERMINAL - from);
		spaces(out, from);
		fwrite(line.ptr, 1, line.len, out);
		fputc('\n', out);
		text = str_trim(str_skip(text, line.len));
	}
}

/* KIND: event 行事, place 居場所・施設 …, each whole on its line. */
static void kinds(FILE *out, Arena *a)
{
	Str line = STR("KIND: ");
	for (int k = 0; k < KINDS; k++) {
		Str one = str_format(a, "%s %s%s", KIND_INFO[k].id, KIND_INFO[k].ja, k + 1 < KINDS ? ", " : "");
		if (utf8_width(line) + utf8_width(one) > TERMINAL - EDGE) {
			paragraph(out, EDGE, str_trim(line));
			line = (Str){ 0 };
		}
		line = STR_CONCAT(a, line, one);
	}
	paragraph(out, EDGE, line);
}

void usage_command(const Command *command, FILE *out)
{
	Arena scratch = { 0 };
	OptionShown o;
	size_t widest = 0;
	Str words = str_from(command->words ? command->words : "");
	paragraph(out, 0, str_trim(str_format(&scratch, _("usage: keijiban %s [options] %.*s"), command->name,
	                                      STR_ARG(words))));
	paragraph(out, EDGE, str_from(_(command->help)));
	if (str_contains(words, STR("KIND")))
		kinds(out, &scratch);
	if (command->example)
		paragraph(out, EDGE, str_format(&scratch, _("for example: keijiban %s %s"), command->name,
		                                command->example));
	fputc('\n', out);
	for (size_t at = 0; option_at(command, &at, &o);) {
		size_t width = utf8_width(name_of(&o, &scratch));
		widest = width > widest ? width : widest;
	}
	for (size_t at = 0; option_at(command, &at, &o);)
		row(out, name_of(&o, &scratch), EDGE + widest + GAP, str_from(_(o.help)));
	arena_free(&scratch);
}

void usage_all(const Command *commands, FILE *out)
{
	size_t widest = 0;
	fputs(_("usage: keijiban COMMAND [options]\n\n"), out);
	for (const Command *c = commands; c->name; c++)
		widest = strlen(c->name) > widest ? strlen(c->name) : widest;
	for (const Command *c = commands; c->name; c++)
		row(out, str_from(c->name), EDGE + widest + GAP, str_from(_(c->help)));
	fputc('\n', out);
	paragraph(out, 0, str_from(_("'keijiban COMMAND --help' tells its options; the manual is keijiban(1).")));
}
