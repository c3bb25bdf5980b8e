#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cmd/amend.h"
#include "cmd/commands.h"
#include "cmd/new_ask.h"
#include "cmd/new_id.h"
#include "cmd/report.h"
#include "publish/folder.h"
#include "render/address.h"
#include "render/next_days.h"
#include "site/schema.h"
#include "site/site_load.h"
#include "site/state.h"
#include "source/fault.h"
#include "source/tree.h"

typedef struct New {
	const Options *options;
	Arena arena;
	Diag diag;
	Sources *sources;
	Files content;
	const Site *site;
	Making making;
	int status;
} New;

static bool take_all_given(New *n)
{
	const Options *o = n->options;
	bool sound = !o->area.len || making_give_area(&n->making, o->area);
	if (o->id.len)
		sound &= making_give(&n->making, STR("id"), o->id);
	if (o->name.len)
		sound &= making_give(&n->making, STR("name"), o->name);
	for (int i = 1; i < o->word_count; i++) {
		Str value, key = str_cut(o->words[i], '=', &value);
		sound &= making_give(&n->making, key, value);
	}
	return sound;
}

/* The file. */

static Str path_below(const New *n, Str root)
{
	Str slash = n->making.area->path.len ? STR("/") : (Str){ 0 };
	return STR_CONCAT((Arena *)&n->arena, root, STR("/"), n->making.area->path, slash,
	                  str_from(KIND_INFO[n->making.text.kind].folder), STR("/"), n->making.id, STR(".md"));
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
	const Record *r = map_find(&site->by_id, n->making.id);
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
	const File *ids = file_named(&n->content, STR("content/ids.txt"));
	Buf b = { .arena = &n->arena };
	bool put = false;
	if (!ids)
		return;
	for (Str rest = ids->source.bytes; rest.len;) {
		Str line = str_sub(rest, 0, str_find_byte(rest, '\n') + 1);
		Str id = str_trim(line);
		if (!put && id.len && *id.ptr != '#' && str_compare(id, n->making.id) > 0) {
			buf_format(&b, "%.*s\n", STR_ARG(n->making.id));
			put = true;
		}
		buf_str(&b, line);
		rest = str_skip(rest, line.len);
	}
	if (!put) {
		buf_str(&b, b.len && b.ptr[b.len - 1] != '\n' ? STR("\n") : (Str){ 0 });
		buf_format(&b, "%.*s\n", STR_ARG(n->making.id));
	}
	if (amend_file(n->options->content, sources_raw(n->sources, ids->number), ids->source.bytes, buf_text(&b)) !=
	    AMEND_DONE)
		fprintf(stderr, _("write this line into content/ids.txt yourself: %.*s\n"), STR_ARG(n->making.id));
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
	Str text = new_text(&n->making.text);
	if (!try_file(n, path, text)) {
		fputs(_("nothing was written\n"), stderr);
		n->status = STATUS_CONTENT;
		return;
	}
	if (!write_new(n, disk, text))
		return;
	note_id(n);
	Record place = { .kind = n->making.text.kind, .id = n->making.id, .area = n->making.area };
	Str address = address_of(n->site, record_folder(&place, &n->arena), &n->arena);
	fprintf(stderr, _("\nwritten:\n%.*s"), STR_ARG(text));
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
	bool terminal = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
	n->making = (Making){
		.site = n->site, .content = &n->content, .today = n->options->today, .arena = &n->arena,
		.text = { .site = n->site, .kind = n->making.text.kind, .path = STR("content"), .arena = &n->arena },
	};
	n->status = STATUS_USAGE;
	if (!take_all_given(n) || (!terminal && making_tell_missing(&n->making)))
		return;
	if (terminal && !making_ask(&n->making)) {
		fputs(_("\nnothing was written\n"), stderr);
		return;
	}
	n->status = STATUS_DONE;
	finish(n);
}

int cmd_new(const Options *o)
{
	New n = { .options = o, .status = STATUS_WORLD };
	n.making.text.kind = o->word_count ? kind_called(o->words[0]) : KINDS;
	if (n.making.text.kind == KINDS) {
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
