#include "cmd/options.h"

#include <libintl.h>
#include <stddef.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/nearest.h"
#include "base/parallel.h"
#include "base/utf8.h"
#include "format/value.h"
#include "site/written.h"

typedef struct OptionRow OptionRow;
typedef bool OptionRead(Options *o, const OptionRow *row, Str value, Arena *a);

struct OptionRow {
	const char *name, *argument;           /* argument NULL: a switch */
	const char *commands;                  /* " build check ": those that know it */
	OptionRead *read;
	size_t offset;
	const char *help;
};

static bool read_text(Options *o, const OptionRow *row, Str value, Arena *a)
{
	(void)a;
	*(Str *)((char *)o + row->offset) = value;
	return value.len > 0;
}

static bool read_switch(Options *o, const OptionRow *row, Str value, Arena *a)
{
	(void)value, (void)a;
	*(bool *)((char *)o + row->offset) = true;
	return true;
}

static bool read_day(Options *o, const OptionRow *row, Str value, Arena *a)
{
	Diag d = { 0 };
	Source line = { 0 };
	Written w = { .src = &line, .arena = a, .diag = &d };
	Value v = value_text(value);
	bool sound = written_day(&w, &v, (Day *)((char *)o + row->offset));
	diag_free(&d);
	return sound;
}

/* A day without its day: 2026-12, 2026/12, 2026年12月, 令和8年12月. */
static bool read_month(Options *o, const OptionRow *row, Str value, Arena *a)
{
	Str text = utf8_fold_code(value, a), end = STR("月");
	Options first = *o;
	OptionRow day = *row;
	day.offset = offsetof(Options, on);
	Str whole = str_ends(text, end)            ? STR_CONCAT(a, text, STR("1日"))
	            : str_has_byte(text, '/')      ? STR_CONCAT(a, text, STR("/1"))
	                                           : STR_CONCAT(a, text, STR("-1"));
	if (!read_day(&first, &day, whole, a))
		return false;
	Civil c = day_civil(first.on);
	o->month = c.year * 12 + c.month - 1;
	return true;
}

static bool read_paper(Options *o, const OptionRow *row, Str value, Arena *a)
{
	(void)row;
	o->paper = utf8_fold_code(value, a);
	return str_equal(o->paper, STR("A4")) || str_equal(o->paper, STR("A3"));
}

static bool read_jobs(Options *o, const OptionRow *row, Str value, Arena *a)
{
	(void)row, (void)a;
	return str_number(value, &o->jobs) && o->jobs >= 1 && o->jobs <= JOBS_MAX;
}

static bool read_port(Options *o, const OptionRow *row, Str value, Arena *a)
{
	(void)row, (void)a;
	return str_number(value, &o->port) && o->port <= 65535;
}

static bool read_skip(Options *o, const OptionRow *row, Str value, Arena *a)
{
	(void)row, (void)a;
	while (value.len) {
		Str part = str_cut(value, ',', &value);
		if (str_equal(part, STR("pdf")))
			o->skip_pdf = true;
		else if (str_equal(part, STR("qr")))
			o->skip_qr = true;
		else if (str_equal(part, STR("gzip")))
			o->skip_gzip = true;
		else if (str_equal(part, STR("images")))
			o->skip_images = true;
		else
			return false;
	}
	return true;
}

static bool read_format(Options *o, const OptionRow *row, Str value, Arena *a)
{
	static const char *const names[] = { "text", "json", "github" };
	(void)row, (void)a;
	for (int i = 0; i < 3; i++) {
		if (str_equal(value, str_from(names[i]))) {
			o->format = (Format)i;
			return true;
		}
	}
	return false;
}

static bool read_lang(Options *o, const OptionRow *row, Str value, Arena *a)
{
	(void)row, (void)a;
	o->lang = value;
	return str_equal(value, STR("ja")) || str_equal(value, STR("en"));
}

#define AT(member) offsetof(Options, member)

static const OptionRow rows[] = {
	{ "--content", N_("DIR"), " build check export import serve schema hook next-change explain board form confirm reprint new ", read_text, AT(content), N_("the records (content)") },
	{ "--layouts", N_("DIR"), " build check export import serve hook next-change explain board form confirm reprint ", read_text, AT(layouts), N_("the layouts (layouts)") },
	{ "--git", N_("REPO"), " build check export next-change explain board form reprint ", read_text, AT(git), N_("content and layouts from a git repository") },
	{ "--rev", N_("REV"), " build check export next-change explain board form reprint ", read_text, AT(revision), N_("the branch, tag or commit there (HEAD)") },
	{ "--rev", N_("BRANCH"), " hook ", read_text, AT(revision), N_("the branch that is published (main)") },
	{ "--out", N_("DIR"), " build rollback hook ", read_text, AT(out), N_("the published folder (out)") },
	{ "--out", N_("DIR"), " export ", read_text, AT(out), N_("the folder they are written to (open-data)") },
	{ "--out", N_("FILE"), " board form confirm ", read_text, AT(file), N_("where the sheet is written (the standard output)") },
	{ "--since", N_("REV"), " reprint ", read_text, AT(since), N_("the branch, tag or commit that the sheets were printed of") },
	{ "--area", N_("AREA"), " reprint ", read_text, AT(area), N_("only in this area: seibu/shibakubo, or its name") },
	{ "--date", N_("DATE"), " confirm ", read_day, AT(date), N_("the day on which the organiser was asked (today)") },
	{ "--sheet", NULL, " confirm ", read_switch, AT(sheet), N_("print a 確認票 for each organiser instead, to be corrected by pen") },
	{ "--owner", N_("NAME"), " confirm ", read_text, AT(owner), N_("with --sheet: only what this office keeps (担当)") },
	{ "--area", N_("AREA"), " import ", read_text, AT(area), N_("the folder of the area that all of them belong to: seibu/shibakubo") },
	{ "--chome", N_("CHOME"), " board ", read_text, AT(chome), N_("whose sheet: 芝久保町3") },
	{ "--month", N_("MONTH"), " board ", read_month, 0, N_("of which month: 2026-12 (this one)") },
	{ "--paper", N_("SIZE"), " board ", read_paper, 0, N_("A4 or A3 (A4)") },
	{ "--today", N_("DATE"), " build check export import serve hook next-change explain board form confirm reprint new ", read_day, AT(today), N_("the day to build for (today in Tokyo)") },
	{ "--jobs", "N", " build check export import serve hook next-change explain board form confirm reprint ", read_jobs, 0, N_("threads, 1 to 64 (one a processor)") },
	{ "--area", N_("AREA"), " new ", read_text, AT(area), N_("the area it is for: its path or name") },
	{ "--id", "ID", " new ", read_text, AT(id), N_("the record's id, which is the file's name") },
	{ "--name", N_("NAME"), " new ", read_text, AT(name), N_("the record's name") },
	{ "--port", "N", " serve ", read_port, 0, N_("at this port (the first free one from 8080 on; 0: any)") },
	{ "--open", NULL, " serve ", read_switch, AT(open), N_("open the browser, too") },
	{ "--skip", N_("LIST"), " build check ", read_skip, 0, N_("leave out any of pdf,qr,gzip,images") },
	{ "--on", N_("DATE"), " explain reprint ", read_day, AT(on), N_("what was known on that day: of the revision published then") },
	{ "--wait", NULL, " build export ", read_switch, AT(wait), N_("for another build to end; one waits, further ones give up") },
	{ "--save", N_("FILE"), " deploy-list ", read_text, AT(save), N_("keep the list of NEW, to be the OLD of the next time") },
	{ "-z", NULL, " deploy-list ", read_switch, AT(zero), N_("end each line with a zero byte instead") },
	{ "--dry-run", NULL, " build export import ", read_switch, AT(dry_run), N_("do everything but write") },
	{ "--force", NULL, " build export ", read_switch, AT(force), N_("replace a folder that keijiban did not make") },
	{ "--allow-gap", NULL, " build export rollback hook ", read_switch, AT(allow_gap), N_("two renames where one exchange is impossible") },
	{ "--purge", NULL, " build ", read_switch, AT(purge), N_("remove the site before, and all that was kept of it") },
	{ "--json", NULL, " build ", read_switch, AT(json), N_("a summary for machines on the standard output, in one line") },
	{ "--explain", NULL, " build ", read_switch, AT(explain), N_("say why each page was made again") },
	{ "--strict", NULL, " check ", read_switch, AT(strict), N_("warnings count as errors") },
	{ "--notes", NULL, " check ", read_switch, AT(notes), N_("tell what is missing and what is old, too") },
	{ "--report", N_("DIR"), " check ", read_text, AT(report), N_("write tables for a meeting: DIR/index.html") },
	{ "--format", N_("FORMAT"), " check ", read_format, 0, N_("text, json or github") },
	{ "--lang", N_("LANG"), NULL, read_lang, 0, N_("language of the messages: ja or en") },
	{ "--help", NULL, NULL, read_switch, AT(help), N_("this help") },
};
enum { ROWS = sizeof(rows) / sizeof(*rows) };

static bool knows(const Command *command, const OptionRow *row)
{
	char name[32];
	int len = snprintf(name, sizeof(name), " %s ", command->name);
	return !row->commands || str_contains(str_from(row->commands), (Str){ name, (size_t)len });
}

static const OptionRow *row_named(const Command *command, Str name)
{
	for (size_t i = 0; i < ROWS; i++)
		if (str_equal(name, str_from(rows[i].name)) && knows(command, &rows[i]))
			return &rows[i];
	return NULL;
}

static Parsed unknown_option(const Command *command, Str name)
{
	Str names[ROWS];
	size_t count = 0;
	for (size_t i = 0; i < ROWS; i++)
		if (knows(command, &rows[i]))
			names[count++] = str_from(rows[i].name);
	Str nearest = str_nearest(name, names, count);
	fprintf(stderr, _("keijiban %s: unknown option '%.*s'\n"), command->name, STR_ARG(name));
	if (!nearest.len)
		return PARSED_LOST;
	fprintf(stderr, _("did you mean '%.*s'?\n"), STR_ARG(nearest));
	return PARSED_WRONG;
}

static Parsed refuse(const Command *command, const OptionRow *row, Str value)
{
	fprintf(stderr, _("keijiban %s: %s cannot be '%.*s'\n"), command->name, row->name, STR_ARG(value));
	fprintf(stderr, "  %s %s  %s\n", row->name, row->argument ? _(row->argument) : "", _(row->help));
	return PARSED_WRONG;
}

/* --out=DIR and --out DIR alike. */
static Parsed take_option(Options *o, const Command *command, char **argv, int argc, int *at, Arena *a)
{
	Str value, name = str_cut(str_from(argv[*at]), '=', &value);
	bool joined = name.len < str_from(argv[*at]).len;
	const OptionRow *row = row_named(command, name);
	if (!row)
		return unknown_option(command, name);
	if (joined && !row->argument)
		return refuse(command, row, value);
	if (row->argument && !joined && *at + 1 == argc) {
		fprintf(stderr, _("keijiban %s: %s needs a value: %s %s\n"), command->name,
		        row->name, row->name, _(row->argument));
		return PARSED_WRONG;
	}
	if (row->argument && !joined)
		value = str_from(argv[++*at]);
	return row->read(o, row, value, a) ? PARSED : refuse(command, row, value);
}

static int processors(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);
	return count < 1 ? 1 : count > JOBS_MAX ? JOBS_MAX : (int)count;
}

Parsed options_parse(Options *o, const Command *command, int argc, char **argv, Arena *a)
{
	*o = (Options){ .content = STR("content"), .layouts = STR("layouts"),
		        .out = str_from(command->out ? command->out : "out"), .jobs = processors(), .port = -1 };
	for (int at = 0; at < argc; at++) {
		if (argv[at][0] == '-' && argv[at][1]) {
			Parsed taken = take_option(o, command, argv, argc, &at, a);
			if (taken != PARSED)
				return taken;
		} else if (o->word_count < WORDS_MAX) {
			o->words[o->word_count++] = str_from(argv[at]);
		} else {
			fprintf(stderr, _("keijiban %s: '%.*s' is one word too many\n"), command->name,
			        STR_ARG(str_from(argv[at])));
			return PARSED_WRONG;
		}
	}
	if (o->word_count && !command->words && !o->help) {
		fprintf(stderr, _("keijiban %s: '%.*s' is one word too many\n"), command->name, STR_ARG(o->words[0]));
		return PARSED_LOST;
	}
	bool from_git = row_named(command, STR("--git"));
	if (from_git && o->revision.len && !o->git.len && !o->help) {
		fprintf(stderr, _("keijiban %s: %s needs %s\n"), command->name, "--rev", "--git");
		return PARSED_WRONG;
	}
	if (from_git && !o->revision.len)
		o->revision = STR("HEAD");
	o->today_given = o->today != DAY_NONE;
	if (!o->today_given)
		o->today = day_today();
	return PARSED;
}

bool option_at(const Command *command, size_t *at, OptionShown *shown)
{
	for (; *at < ROWS; ++*at) {
		const OptionRow *row = &rows[*at];
		if (!knows(command, row))
			continue;
		*shown = (OptionShown){ row->name, row->argument, row->help };
		++*at;
		return true;
	}
	return false;
}
