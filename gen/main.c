/*
 * keijiban: a city's notice board, from a folder of text files.
 *
 * Each command is a row; cmd/ holds what they do.
 */
#include <malloc.h>
#include <stdio.h>

#include "base/nearest.h"
#include "cmd/commands.h"
#include "cmd/language.h"
#include "cmd/usage.h"

#include "base/diag.h"

const Command COMMANDS[] = {
	{ "build", NULL, N_("make the site from the records and publish it"), cmd_build, .example = "--out public" },
	{ "check", "[FILE | ID …]", N_("tell what is wrong with the records, and publish nothing"), cmd_check, .example = "--report kaigi" },
	{ "serve", NULL, N_("look at the site while you write it, in a browser"), cmd_serve, .example = "--open" },
	{ "import", "TABLE | KIND FILE.csv", N_("make records of a table: open data, or columns of our fields"), cmd_import, .example = "event events.csv --dry-run" },
	{ "export", "[KIND]", N_("write the open data alone; or the records of a kind as a table"), cmd_export, "open-data", .example = "event > events.csv" },
	{ "new", "KIND [KEY=VALUE …]", N_("write a new record, asking for what it needs"), cmd_new, .example = "event" },
	{ "schema", "[KIND | snippets]", N_("the JSON Schema of records, for editors; or snippets"), cmd_schema, .example = "event" },
	{ "rollback", NULL, N_("bring the previous site back"), cmd_rollback },
	{ "hook", "install REPO", N_("let a git repository check what is pushed, and publish it"), cmd_hook, .example = "install /srv/city.git --out /srv/www" },
	{ "next-change", NULL, N_("the next day on which the site changes by itself"), cmd_next_change },
	{ "deploy-list", "OLD NEW", N_("which published files are new, changed and gone"), cmd_deploy_list, .example = "old-site out" },
	{ "board", NULL, N_("a board sheet for some chome, to be printed"), cmd_board, .example = "--chome 芝久保町3 --month 2026-12" },
	{ "reprint", NULL, N_("which flyers have another edition than they had, and what comes down"), cmd_reprint, .example = "--on 2026-11-01" },
	{ "form", "KIND", N_("a blank form on paper for a kind of record"), cmd_form, .example = "event" },
	{ "confirm", "[ID…]", N_("set the 確認日 of records, or print sheets to confirm them by"), cmd_confirm, .example = "shibakubo-cafe" },
	{ "explain", "ID | ADDRESS | CODE | KIND | fields | layouts | codes | addresses", N_("a record on some day, a page, a message, the fields of a kind"), cmd_explain, .example = "date-no-year" },
	{ "completion", "bash | zsh", N_("what a shell offers behind the TAB key"), cmd_completion, .example = "bash" },
	{ 0 },
};

static const Command *command_named(Str name)
{
	for (const Command *c = COMMANDS; c->name; c++)
		if (str_equal(name, str_from(c->name)))
			return c;
	return NULL;
}

static int unknown_command(Str name)
{
	Str names[sizeof(COMMANDS) / sizeof(*COMMANDS)];
	size_t count = 0;
	for (const Command *c = COMMANDS; c->name; c++)
		names[count++] = str_from(c->name);
	Str nearest = str_nearest(name, names, count);
	fprintf(stderr, _("keijiban: unknown command '%.*s'\n"), STR_ARG(name));
	if (nearest.len)
		fprintf(stderr, _("did you mean '%.*s'?\n"), STR_ARG(nearest));
	else
		usage_all(COMMANDS, stderr);
	return STATUS_USAGE;
}

/* --lang speaks before the other options are read, so that their messages obey it. */
static Str language_wanted(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		Str word = str_from(argv[i]);
		if (str_take(&word, STR("--lang=")))
			return word;
		if (str_equal(word, STR("--lang")) && i + 1 < argc)
			return str_from(argv[i + 1]);
	}
	return (Str){ 0 };
}

/*
 * Arenas grow by a megabyte. One that is given back goes to the system at once: glibc else keeps room for the next.
 * What a long page took beside it is kept: the next long page would only ask for it again.
 */
enum { GIVEN_BACK = 1 << 20, KEPT = 2 << 20 };

int main(int argc, char **argv)
{
	mallopt(M_MMAP_THRESHOLD, GIVEN_BACK);
	mallopt(M_TRIM_THRESHOLD, KEPT);
	language_choose(language_wanted(argc, argv), (Str){ 0 });
	Str name = str_from(argc > 1 ? argv[1] : NULL);
	if (!name.len || str_equal(name, STR("--help")) || str_equal(name, STR("help"))) {
		usage_all(COMMANDS, name.len ? stdout : stderr);
		return name.len ? STATUS_DONE : STATUS_USAGE;
	}
	const Command *command = command_named(name);
	if (!command)
		return unknown_command(name);

	Arena arena = { 0 };
	Options options;
	int status = STATUS_USAGE;
	Parsed parsed = options_parse(&options, command, argc - 2, argv + 2, &arena);
	if (parsed == PARSED_LOST)
		usage_command(command, stderr);
	if (parsed == PARSED && options.help)
		usage_command(command, stdout);
	if (parsed == PARSED)
		status = options.help ? STATUS_DONE : command->run(&options);
	arena_free(&arena);
	return status;
}
