#include <string.h>

#include "base/diag.h"
#include "base/buf.h"
#include "cmd/commands.h"
#include "cmd/usage.h"
#include "site/record.h"

/*
 * `keijiban completion bash | zsh`: what a shell offers behind TAB, from the
 * tables of commands, options and kinds. Ids and areas are those of the
 * content/ where one stands, read by the shell when it is asked.
 */

/* What an argument, or a command's words, can be: in both shells. */
typedef struct Offer {
	const char *commands;                  /* " new form ", or NULL: an option's argument */
	const char *argument;
	const char *bash, *zsh;
} Offer;

#define IDS "$(cat content/ids.txt 2>/dev/null)"
/* zsh completes with extended patterns, where a bare ^ would be one. */
#define AREAS "$(find content -mindepth 2 -name area.yaml 2>/dev/null | sed -e s,\\^content/,, -e s,/area.yaml\\$,,)"

static const Offer offers[] = {
	{ NULL, "DIR", "-d", "_files -/" },
	{ NULL, "REPO", "-d", "_files -/" },
	{ NULL, "FILE", "-f", "_files" },
	{ NULL, "AREA", "-W \"" AREAS "\"", "compadd -- ${(f)\"" AREAS "\"}" },
	{ NULL, "FORMAT", "-W 'text json github'", "compadd text json github" },
	{ NULL, "LANG", "-W 'ja en'", "compadd ja en" },
	{ NULL, "SIZE", "-W 'A4 A3'", "compadd A4 A3" },
	{ NULL, "LIST", "-W 'pdf qr gzip images'", "compadd pdf qr gzip images" },
	{ " confirm ", NULL, "-W \"" IDS "\"", "compadd -- ${(f)\"" IDS "\"}" },
	{ " check ", NULL, "-f -W \"" IDS "\"", "{ _files; compadd -- ${(f)\"" IDS "\"} }" },
	{ " explain ", NULL, "-W \"$kinds codes fields layouts addresses " IDS "\"",
	  "compadd -- $kinds codes fields layouts addresses ${(f)\"" IDS "\"}" },
	{ " new form export ", NULL, "-W \"$kinds\"", "compadd -- $kinds" },
	{ " schema ", NULL, "-W \"$kinds snippets\"", "compadd -- $kinds snippets" },
	{ " import ", NULL, "-f -W \"$tables $kinds\"", "{ compadd -- $tables $kinds; _files }" },
	{ " hook ", NULL, "-d -W install", "{ compadd install; _files -/ }" },
	{ " deploy-list ", NULL, "-f", "_files" },
	{ " completion ", NULL, "-W 'bash zsh'", "compadd bash zsh" },
};

static const Offer *offer_for(const Command *command, const char *argument)
{
	char name[32];
	snprintf(name, sizeof(name), " %s ", command->name);
	for (size_t i = 0; i < sizeof(offers) / sizeof(*offers); i++) {
		const Offer *o = &offers[i];
		if (argument ? o->argument && strcmp(o->argument, argument) == 0
		             : o->commands && strstr(o->commands, name))
			return o;
	}
	return NULL;
}

static void kinds(Buf *b)
{
	for (int k = 0; k < KINDS; k++)
		buf_format(b, "%s%s", k ? " " : "", KIND_INFO[k].id);
}

/* bash */

static void bash_command(const Command *command, Buf *b)
{
	OptionShown o;
	const Offer *words = offer_for(command, NULL);
	buf_format(b, "\t%s)\n\t\tcase $before in\n", command->name);
	for (size_t at = 0; option_at(command, &at, &o);) {
		const Offer *offer = o.argument ? offer_for(command, o.argument) : NULL;
		if (o.argument)
			buf_format(b, "\t\t%s) offer=(%s) ;;\n", o.name, offer ? offer->bash : "-W ''");
	}
	buf_format(b, "\t\t*) offer=(%s) ;;\n\t\tesac\n\t\toptions='", words ? words->bash : "-W ''");
	for (size_t at = 0; option_at(command, &at, &o);)
		buf_format(b, "%s ", o.name);
	buf_str(b, STR("' ;;\n"));
}

static void bash_print(const Command *commands, Buf *b)
{
	buf_str(b, STR("# What bash offers behind `keijiban`: made by `keijiban completion bash`.\n"
	               "# shellcheck shell=bash disable=SC2016,SC2034,SC2207\n"
	               "_keijiban()\n{\n"
	               "\tlocal now=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
	               "\tlocal options='' offer=() kinds='"));
	kinds(b);
	buf_str(b, STR("' tables='public_facility preschool care_service support'\n\tCOMPREPLY=()\n"
	               "\tif [ \"$COMP_CWORD\" = 1 ]; then\n\t\tCOMPREPLY=($(compgen -W '"));
	for (const Command *c = commands; c->name; c++)
		buf_format(b, "%s ", c->name);
	buf_str(b, STR("--help' -- \"$now\"))\n\t\treturn\n\tfi\n\tcase ${COMP_WORDS[1]} in\n"));
	for (const Command *c = commands; c->name; c++)
		bash_command(c, b);
	buf_str(b, STR("\tesac\n"
	               "\tif [[ $now = -* ]]; then\n\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$now\"))\n"
	               "\telse\n\t\tCOMPREPLY=($(compgen \"${offer[@]}\" -- \"$now\"))\n\tfi\n}\n"
	               "complete -o filenames -F _keijiban keijiban\n"));
}

/* zsh */

/* Inside '…' of a description: no quote, bracket or colon that means something there. */
static void zsh_text(Buf *b, Str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '\'')
			buf_str(b, STR("'\\''"));
		else if (c == '[' || c == ']' || c == ':' || c == '\\')
			buf_format(b, "\\%c", c);
		else
			buf_char(b, c);
	}
}

static void zsh_command(const Command *command, Buf *b)
{
	OptionShown o;
	const Offer *words = offer_for(command, NULL);
	buf_format(b, "\t%s) _arguments", command->name);
	for (size_t at = 0; option_at(command, &at, &o);) {
		const Offer *offer = o.argument ? offer_for(command, o.argument) : NULL;
		buf_format(b, " \\\n\t\t'%s[", o.name);
		zsh_text(b, str_from(_(o.help)));
		buf_char(b, ']');
		if (o.argument) {
			buf_char(b, ':');
			zsh_text(b, str_from(_(o.argument)));
			buf_format(b, ":%s", offer ? offer->zsh : "");
		}
		buf_char(b, '\'');
	}
	if (words)
		buf_format(b, " \\\n\t\t'*: :%s'", words->zsh);
	buf_str(b, STR(" ;;\n"));
}

static void zsh_print(const Command *commands, Buf *b)
{
	buf_str(b, STR("#compdef keijiban\n# What zsh offers behind `keijiban`: made by `keijiban completion zsh`.\n"
	               "_keijiban()\n{\n\tlocal -a commands=(\n"));
	for (const Command *c = commands; c->name; c++) {
		buf_format(b, "\t\t'%s:", c->name);
		zsh_text(b, str_from(_(c->help)));
		buf_str(b, STR("'\n"));
	}
	buf_str(b, STR("\t) kinds=("));
	kinds(b);
	buf_str(b, STR(") tables=(public_facility preschool care_service support)\n"
	               "\tif (( CURRENT == 2 )); then\n\t\t_describe command commands\n\t\treturn\n\tfi\n"
	               "\tlocal command=$words[2]\n\tshift words\n\t(( CURRENT-- ))\n\tcase $command in\n"));
	for (const Command *c = commands; c->name; c++)
		zsh_command(c, b);
	buf_str(b, STR("\tesac\n}\n_keijiban \"$@\"\n"));
}

int cmd_completion(const Options *o)
{
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	Str shell = o->word_count == 1 ? o->words[0] : (Str){ 0 };
	if (str_equal(shell, STR("bash")))
		bash_print(COMMANDS, &b);
	else if (str_equal(shell, STR("zsh")))
		zsh_print(COMMANDS, &b);
	else
		fputs(_("keijiban completion: say which shell: bash or zsh\n"), stderr);
	fwrite(b.ptr, 1, b.len, stdout);
	int status = b.len ? STATUS_DONE : STATUS_USAGE;
	arena_free(&scratch);
	return status;
}
