/*
 * The command line, by one table.
 *
 *   Options o;
 *   if (options_parse(&o, &BUILD_COMMAND, argc, argv, arena) != PARSED) return STATUS_USAGE;
 *
 * Each option is a row: its name, its argument, which commands know it, and
 * a line of help. What is left over are the command's own words.
 */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"

/* Exit statuses of every command. */
enum {
	STATUS_DONE    = 0,
	STATUS_CONTENT = 1,                    /* the content has errors */
	STATUS_USAGE   = 2,
	STATUS_WORLD   = 3,                    /* disk, permission, memory */
	STATUS_BUSY    = 75,                   /* another build runs: EX_TEMPFAIL of sysexits.h */
};

typedef enum Format { FORMAT_TEXT, FORMAT_JSON, FORMAT_GITHUB } Format;

enum { WORDS_MAX = 500 };

typedef struct Options {
	Str content, layouts, out;
	Str git, revision;                     /* git empty: from folders on disk */
	Day today, on, date;                   /* on, date: DAY_NONE when it was not given */
	Str save, file, report;
	Str chome, paper, owner, area, since, id, name;
	int month;                             /* counted from year 0; 0: not given */
	int jobs;
	int port;                              /* -1: not given */
	bool skip_pdf, skip_qr, skip_gzip, skip_images, only_data, lint;
	bool json;
	bool dry_run, allow_gap, force, purge, explain, strict, wait, zero, open, sheet, notes, help;
	bool today_given;
	Format format;
	Str lang;                              /* "ja", "en", or empty: as the environment says */
	Str words[WORDS_MAX];
	int word_count;
} Options;

typedef struct Command {
	const char *name;
	const char *words;                     /* of usage: "CODE | KIND | layouts" */
	const char *help;
	int (*run)(const Options *o);
	const char *out;                       /* where it publishes by default; NULL: out */
	const char *example;                   /* behind its name, as one types it; NULL: the name alone says all */
} Command;

/* What is wrong has been said, on the standard error; LOST: what the command knows should be said, too (usage.h). */
typedef enum Parsed { PARSED, PARSED_WRONG, PARSED_LOST } Parsed;
Parsed options_parse(Options *o, const Command *command, int argc, char **argv, Arena *a);

/* An option as people see it; both texts are to be translated. */
typedef struct OptionShown {
	const char *name, *argument, *help;    /* argument NULL: a switch */
} OptionShown;

/* The next option that a command knows, from row *at on (0 at first); false: there is none. */
bool option_at(const Command *command, size_t *at, OptionShown *shown);

#endif
