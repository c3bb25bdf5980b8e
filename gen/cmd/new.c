#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cmd/amend.h"
#include "cmd/commands.h"
#include "cmd/new_text.h"
#include "cmd/report.h"
#include "publish/folder.h"
#include "render/address.h"
#include "render/next_days.h"
#include "site/schema.h"
#include "site/state.h"
#include "source/fault.h"
#include "source/tree.h"

enum { ANSWER_MAX = 4096 };

/* What is asked, in this order, of the kinds that have the field; others are given as words or written later. */
static const struct {
	const char *key;
	bool may_skip;
} asked[] = {
	{ "name", false }, { "name_kana", false }, { "summary", false }, { "place_type", false },
	{ "purposes", false }, { "troubles", false }, { "date", false }, { "from", false }, { "time", true },
	{ "place", false }, { "address", false }, { "organizer", false }, { "provider", false },
	{ "channels", false }, { "hours", false }, { "expires", false }, { "assured_date", false },
	{ "source", false },
};

typedef struct New {
	const Options *options;
	Arena arena;
	Diag diag;
	Sources *sources;
	Files content;
	const Site *site;
	const Area *area;
	Str id;
	NewText text;
	bool terminal;
	int status;
} New;

/* Asking. */

static void tell(const Diag *d)
{
	for (size_t i = 0; i < d->count; i++) {
		fprintf(stderr, "  ✗ %.*s\n", STR_ARG(d->problems[i].message));
		if (d->problems[i].hint.len)
			fprintf(stderr, _("  hint: %.*s\n"), STR_ARG(d->problems[i].hint));
	}
}

/* False at the end of the input: whoever presses Ctrl+D wants no file. */
static bool read_answer(Arena *a, Str *answer)
{
	char line[ANSWER_MAX];
	fputs("  > ", stderr);
	fflush(stderr);
	if (!fgets(line, sizeof(line), stdin))
		return false;
	*answer = str_copy(str_trim(str_from(line)), a);
	return true;
}

static void print_choices(Texts choices)
{
	for (size_t i = 0; i < choices.count; i++)
		fprintf(stderr, "  %2zu %.*s\n", i + 1, STR_ARG(choices.items[i]));
}

static void print_question(const New *n, const Field *f, bool may_skip)
{
	Texts choices;
	const char *const *examples = schema_examples(f->type);
	fprintf(stderr, "\n%s (%s)  %s\n", f->ja, f->key, f->help ? _(f->help) : "");
	if (new_choices(&n->text, f, &choices)) {
		print_choices(choices);
		fputs(f->type == &FIELD_TERMS ? _("  numbers, with spaces between them\n") : _("  its number\n"),
		      stderr);
	} else if (examples[0]) {
		fprintf(stderr, _("  for example: %s\n"), examples[0]);
	}
	if (may_skip)
		fputs(_("  Enter: nothing\n"), stderr);
}

/* One field from the terminal, until it is sound. */
static bool ask_field(New *n, const Field *f, bool may_skip, Str usual)
{
	print_question(n, f, may_skip);
	if (usual.len)
		fprintf(stderr, _("  Enter: %.*s\n"), STR_ARG(usual));
	for (;;) {
		Str answer;
		Diag d = { 0 };
		if (!read_answer(&n->arena, &answer))
			return false;
		if (!answer.len && may_skip)
			return true;
		if (!answer.len)
			answer = usual;
		bool sound = answer.len && new_answer(&n->text, f, answer, &d);
		tell(&d);
		diag_free(&d);
		if (sound)
			return true;
	}
}

/* Days: one, some, or a repeat. */

/* 毎週水曜 is a repeat; whatever is neither is told of as a date. */
static bool answer_when(New *n, Str answer, Diag *d)
{
	Diag ignored = { 0 };
	bool repeat = new_answer(&n->text, new_field(n->text.kind, STR("repeat")), answer, &ignored);
	diag_free(&ignored);
	return repeat || new_answer(&n->text, new_field(n->text.kind, STR("date")), answer, d);
}

static bool ask_when(New *n)
{
	fprintf(stderr, "\n%s\n%s\n", _("日付 (date), くり返し (repeat)  the day, the days, or how it repeats"),
	        _("  for example: 2026-12-08, 毎週水曜, 第2・第4火曜, 毎月1日と15日"));
	for (;;) {
		Str answer;
		Diag d = { 0 };
		if (!read_answer(&n->arena, &answer))
			return false;
		bool sound = answer.len && answer_when(n, answer, &d);
		tell(&d);
		diag_free(&d);
		if (sound)
			return true;
	}
}

/* 隔週日曜: which weeks is known from the first day alone. */
static bool needs_start(const New *n)
{
	Str repeat = *new_value((NewText *)&n->text, new_field(n->text.kind, STR("repeat")));
	return str_contains(repeat, STR("隔")) || str_contains(repeat, STR("INTERVAL="));
}

/* Areas. */

static const Area *area_of_answer(const New *n, Str answer)
{
	int number;
	if (str_number(answer, &number) && number >= 1 && (size_t)number <= n->site->area_count)
		return n->site->areas[number - 1];
	str_take(&answer, STR("content/"));
	for (size_t i = 0; i < n->site->area_count; i++) {
		const Area *a = n->site->areas[i];
		if (str_equal(answer, a->path) || str_equal(answer, a->slug) || str_equal(answer, a->name) ||
		    str_equal(answer, a->short_name))
			return a;
	}
	return NULL;
}

static void tell_no_area(const New *n, Str word)
{
	Arena scratch = { 0 };
	Str *names = NEW_ARRAY(&scratch, Str, n->site->area_count * 2);
	for (size_t i = 0; i < n->site->area_count; i++) {
		names[i * 2] = n->site->areas[i]->path;
		names[i * 2 + 1] = n->site->areas[i]->name;
	}
	Str nearest = str_nearest(word, names, n->site->area_count * 2);
	fprintf(stderr, _("  ✗ there is no area '%.*s'\n"), STR_ARG(word));
	if (nearest.len)
		fprintf(stderr, _("did you mean '%.*s'?\n"), STR_ARG(nearest));
	arena_free(&scratch);
}

static bool ask_area(New *n)
{
	fprintf(stderr, "\n%s\n", _("地域 (area)  whose residents it is for"));
	for (size_t i = 0; i < n->site->area_count; i++)
		fprintf(stderr, "  %2zu %*s%.*s\n", i + 1, n->site->areas[i]->depth * 2, "",
		        STR_ARG(n->site->areas[i]->name));
	while (!n->area) {
		Str answer;
		if (!read_answer(&n->arena, &answer))
			return false;
		n->area = area_of_answer(n, answer);
		if (!n->area)
			tell_no_area(n, answer);
	}
	return true;
}

/* The id. */

static bool is_in_list(Str list, Str id)
{
	while (list.len)
		if (str_equal(str_trim(str_cut(list, '\n', &list)), id))
			return true;
	return false;
}

static const File *file_named(const New *n, Str path)
{
	for (size_t i = 0; i < n->content.count; i++)
		if (str_equal(n->content.items[i].source.path, path))
			return &n->content.items[i];
	return NULL;
}

static bool id_is_free(const New *n, Str id)
{
	const File *ids = file_named(n, STR("content/ids.txt"));
	bool withdrawn = false;
	for (size_t i = 0; i < n->site->withdrawn.count; i++)
		withdrawn |= str_equal(n->site->withdrawn.items[i].id, id);
	return !withdrawn && !map_find(&n->site->by_id, id) && !map_find(&n->site->unsound, id) &&
	       !(ids && is_in_list(ids->source.bytes, id));
}

static bool take_id(New *n, Str answer)
{
	Diag d = { 0 };
	NewText other = n->text;
	bool sound = new_answer(&other, new_field(n->text.kind, STR("id")), answer, &d);
	tell(&d);
	diag_free(&d);
	if (sound && !id_is_free(n, answer)) {
		fprintf(stderr, _("  ✗ the id '%.*s' is or was another record's\n"), STR_ARG(answer));
		sound = false;
	}
	if (sound)
		n->id = answer;
	return sound;
}

static bool ask_id(New *n)
{
	fprintf(stderr, "\nid  %s\n", _("a-z 0-9 -, never changed: paper carries it"));
	Str slug = n->area->slug.len ? n->area->slug : STR("city");
	fprintf(stderr, _("  for example: %s\n"), str_terminated(STR_CONCAT(&n->arena, slug, STR("-ocha")), &n->arena));
	for (;;) {
		Str answer;
		if (!read_answer(&n->arena, &answer))
			return false;
		if (answer.len && take_id(n, answer))
			return true;
	}
}

/* What is given on the command line. */

static bool take_given(New *n, Str key, Str value)
{
	const Field *f = new_field(n->text.kind, key);
	Diag d = { 0 };
	bool sound = f != NULL;
	if (!f)
		fprintf(stderr, _("keijiban new: there is no field '%.*s'\n"), STR_ARG(key));
	else if (str_equal(str_from(f->key), STR("id")))
		sound = take_id(n, value);
	else
		sound = new_answer(&n->text, f, value, &d);
	if (d.count)
		fprintf(stderr, "%.*s:\n", STR_ARG(key));
	tell(&d);
	diag_free(&d);
	return sound;
}

static bool take_all_given(New *n)
{
	const Options *o = n->options;
	bool sound = true;
	if (o->area.len) {
		n->area = area_of_answer(n, o->area);
		if (!n->area)
			tell_no_area(n, o->area);
		sound &= n->area != NULL;
	}
	if (o->id.len)
		sound &= take_id(n, o->id);
	if (o->name.len)
		sound &= take_given(n, STR("name"), o->name);
	for (int i = 1; i < o->word_count; i++) {
		Str value, key = str_cut(o->words[i], '=', &value);
		sound &= take_given(n, key, value);
	}
	return sound;
}

/* Everything. */

static bool is_given(const New *n, const char *key)
{
	const Field *f = new_field(n->text.kind, str_from(key));
	return f && new_value((NewText *)&n->text, f)->len;
}

/* Whether a field that is asked of its kinds is wanted here and now. */
static bool is_wanted(const New *n, const char *key)
{
	Str k = str_from(key);
	const Field *f = new_field(n->text.kind, k);
	bool event = n->text.kind == KIND_EVENT, notice = n->text.kind == KIND_NOTICE;
	if (!f || is_given(n, key))
		return false;
	if (event && str_equal(k, STR("date")))
		return !is_given(n, "repeat");
	if (str_equal(k, STR("from")))
		return event && needs_start(n);
	if (str_equal(k, STR("troubles")))
		return n->text.kind == KIND_CONSULTATION && !is_given(n, "general");
	if (str_equal(k, STR("place")) || str_equal(k, STR("time")))
		return event;
	if (str_equal(k, STR("hours")))
		return f->use == FIELD_REQUIRED;
	if (str_equal(k, STR("source")))
		return !notice && !is_given(n, "sample");
	return !(notice && (str_equal(k, STR("purposes")) || str_equal(k, STR("assured_date"))));
}

static bool ask_one(New *n, size_t i)
{
	const Field *f = new_field(n->text.kind, str_from(asked[i].key));
	bool today = f->type == &FIELD_DAY && !str_equal(str_from(f->key), STR("expires"));
	if (n->text.kind == KIND_EVENT && str_equal(str_from(f->key), STR("date")))
		return ask_when(n);
	return ask_field(n, f, asked[i].may_skip, today ? day_iso(n->site->today, &n->arena) : (Str){ 0 });
}

static bool ask_all(New *n)
{
	if (!n->area && !ask_area(n))
		return false;
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++)
		if (is_wanted(n, asked[i].key) && !ask_one(n, i))
			return false;
	return n->id.len || ask_id(n);
}

/* Where nobody can be asked: what is missing, all at once. */
static bool tell_missing(const New *n)
{
	bool missing = !n->area || !n->id.len;
	if (!n->area)
		fputs(_("keijiban new: not given: --area\n"), stderr);
	if (!n->id.len)
		fputs(_("keijiban new: not given: --id\n"), stderr);
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++)
		if (!asked[i].may_skip && is_wanted(n, asked[i].key)) {
			const Field *f = new_field(n->text.kind, str_from(asked[i].key));
			fprintf(stderr, _("keijiban new: not given: %s=… (%s)\n"), f->key, f->ja);
			missing = true;
		}
	return missing;
}

/* The file. */

static Str path_below(const New *n, Str root)
{
	Str slash = n->area->path.len ? STR("/") : (Str){ 0 };
	return STR_CONCAT((Arena *)&n->arena, root, STR("/"), n->area->path, slash,
	                  str_from(KIND_INFO[n->text.kind].folder), STR("/"), n->id, STR(".md"));
}

static int by_path(const File *a, const File *b)
{
	return str_compare(a->source.path, b->source.path);
}

/* The content with that file in its place. */
static Files with_file(New *n, const File *new)
{
	File *items = NEW_ARRAY(&n->arena, File, n->content.count + 1);
	size_t count = 0;
	bool put = false;
	for (size_t i = 0; i < n->content.count; i++) {
		if (!put && by_path(new, &n->content.items[i]) < 0) {
			items[count++] = *new;
			put = true;
		}
		items[count++] = n->content.items[i];
	}
	if (!put)
		items[count++] = *new;
	return (Files){ .items = items, .count = count };
}

/* What would be said of it, before a byte is on the disk; and what its days are. */
static bool try_file(New *n, Str path, Str text)
{
	const File file = { .source = { path, text } };
	const SiteOptions options = { .today = n->options->today, .jobs = n->options->jobs, .early = true };
	Diag d = { 0 }, own = { 0 };
	Files files = with_file(n, &file);
	const Site *site = site_load(&files, &options, &d);
	for (size_t i = 0; i < d.count; i++)
		if (str_equal(d.problems[i].path, path))
			diag_again(&own, &d.problems[i]);
	report_print(&own, FORMAT_TEXT, stderr);
	bool sound = !own.errors;
	const Record *r = map_find(&site->by_id, n->id);
	Buf days = { .arena = &n->arena };
	if (sound && r)
		next_days_say(site, r, &n->arena, &days);
	if (days.len)
		fprintf(stderr, _("\nthe next days:\n%.*s"), STR_ARG(buf_text(&days)));
	site_drop(site);
	diag_free(&d);
	diag_free(&own);
	return sound;
}

/* The list of ids stays in its order. */
static void note_id(New *n)
{
	const File *ids = file_named(n, STR("content/ids.txt"));
	Buf b = { .arena = &n->arena };
	bool put = false;
	if (!ids)
		return;
	for (Str rest = ids->source.bytes; rest.len;) {
		Str line = str_sub(rest, 0, str_find_byte(rest, '\n') + 1);
		Str id = str_trim(line);
		if (!put && id.len && *id.ptr != '#' && str_compare(id, n->id) > 0) {
			buf_format(&b, "%.*s\n", STR_ARG(n->id));
			put = true;
		}
		buf_str(&b, line);
		rest = str_skip(rest, line.len);
	}
	if (!put) {
		buf_str(&b, b.len && b.ptr[b.len - 1] != '\n' ? STR("\n") : (Str){ 0 });
		buf_format(&b, "%.*s\n", STR_ARG(n->id));
	}
	if (amend_file(n->options->content, sources_raw(n->sources, ids->number), ids->source.bytes, buf_text(&b)) !=
	    AMEND_DONE)
		fprintf(stderr, _("write this line into content/ids.txt yourself: %.*s\n"), STR_ARG(n->id));
}

static bool write_new(New *n, Str disk, Str text)
{
	FileWish wish = { .mind_umask = true };
	int error = folder_make(AT_FDCWD, folder_of(disk), true);
	if (!error)
		error = file_write(AT_FDCWD, str_terminated(disk, &n->arena), text, &wish);
	if (!error)
		return true;
	if (error == EEXIST)
		fprintf(stderr, _("keijiban new: '%.*s' is there already, and is left as it is\n"), STR_ARG(disk));
	else
		fprintf(stderr, _("keijiban new: '%.*s' cannot be written: %s\n"), STR_ARG(disk), fault_reason(error));
	n->status = error == EEXIST ? STATUS_USAGE : STATUS_WORLD;
	return false;
}

static void finish(New *n)
{
	Str path = path_below(n, STR("content")), disk = path_below(n, n->options->content);
	Str text = new_text(&n->text);
	if (!try_file(n, path, text)) {
		fputs(_("nothing was written\n"), stderr);
		n->status = STATUS_CONTENT;
		return;
	}
	if (!write_new(n, disk, text))
		return;
	note_id(n);
	Record place = { .kind = n->text.kind, .id = n->id, .area = n->area };
	Str address = address_of(n->site, record_folder(&place, &n->arena), &n->arena);
	fflush(stderr);
	printf("%.*s\n", STR_ARG(disk));
	fflush(stdout);
	fprintf(stderr, _("to see it: keijiban serve --open, then http://127.0.0.1:8080%.*s\n"), STR_ARG(address));
}

static bool load(New *n)
{
	const Options *o = n->options;
	const SiteOptions options = { .today = o->today, .jobs = o->jobs };
	Diag ignored = { 0 };
	n->sources = sources_of_tree(o->content, STR("content"), &n->diag);
	if (!n->sources)
		return false;
	n->content = sources_read(n->sources, NULL, o->jobs, &n->diag);
	n->site = site_load(&n->content, &options, &ignored);
	diag_free(&ignored);
	if (!n->site->area_count)
		fputs(_("keijiban new: there is no city in this folder: content/area.yaml\n"), stderr);
	return n->site->area_count;
}

static void make(New *n)
{
	n->text = (NewText){ .site = n->site, .kind = n->text.kind, .path = STR("content"), .arena = &n->arena };
	bool sound = take_all_given(n);
	n->status = STATUS_USAGE;
	if (!sound || (!n->terminal && tell_missing(n)))
		return;
	if (!ask_all(n)) {
		fputs(_("\nnothing was written\n"), stderr);
		return;
	}
	n->status = STATUS_DONE;
	finish(n);
}

int cmd_new(const Options *o)
{
	New n = { .options = o, .terminal = isatty(STDIN_FILENO) && isatty(STDERR_FILENO), .status = STATUS_WORLD };
	n.text.kind = o->word_count ? kind_called(o->words[0]) : KINDS;
	if (n.text.kind == KINDS) {
		fputs(_("keijiban new: which kind of record?\n"), stderr);
		for (int k = 0; k < KINDS; k++)
			fprintf(stderr, "  keijiban new %-13s %s\n", KIND_INFO[k].id, KIND_INFO[k].ja);
		return STATUS_USAGE;
	}
	if (load(&n))
		make(&n);
	report_print(&n.diag, FORMAT_TEXT, stderr);
	if (n.site)
		site_drop(n.site);
	files_drop(&n.content);
	sources_drop(n.sources);
	diag_free(&n.diag);
	arena_free(&n.arena);
	return n.status;
}
