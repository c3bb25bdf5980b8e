#include "cmd/chosen.h"

#include <limits.h>
#include <stdlib.h>

#include "base/diag.h"
#include "render/next_days.h"
#include "site/find.h"
#include "site/singletons.h"
#include "site/site.h"

enum { EVENTS_TOLD = 12 };

/* Words. */

/* A file on this machine as messages call it: content/seibu/…; empty when it is not of the content. */
static Str path_shown(const Options *o, Str word, Arena *a)
{
	char root[PATH_MAX], file[PATH_MAX];
	if (!realpath(str_terminated(o->content, a), root) || !realpath(str_terminated(word, a), file))
		return (Str){ 0 };
	Str beneath = str_from(file);
	return str_take(&beneath, str_from(root)) ? STR_CONCAT(a, STR("content"), beneath) : (Str){ 0 };
}

static const File *file_called(const Walk *w, Str word, Arena *a)
{
	Str path = w->options->git.len ? word : path_shown(w->options, word, a);
	const File *file = path.len ? file_at(&w->content, path) : NULL;
	const Record *r = map_find(&w->site->by_id, word);
	return file ? file : r ? file_at(&w->content, r->src->path) : NULL;
}

static void choose(Chosen *c, const Walk *w, const File *file)
{
	size_t at = (size_t)(file - w->content.items);
	c->count += !c->files[at];
	c->files[at] = true;
}

static bool choose_named(Chosen *c, const Walk *w)
{
	const Options *o = w->options;
	bool known = true;
	c->named = true;
	for (int i = 0; i < o->word_count; i++) {
		const File *file = file_called(w, o->words[i], &c->arena);
		if (file) {
			choose(c, w, file);
			continue;
		}
		known = false;
		Str nearest = site_nearest_id(w->site, o->words[i], false, &c->arena);
		fprintf(stderr, _("keijiban check: '%.*s' is no file of the content, and no id\n"),
		        STR_ARG(o->words[i]));
		if (nearest.len)
			fprintf(stderr, _("did you mean '%.*s'?\n"), STR_ARG(nearest));
	}
	return known;
}

/* What is being worked on. */

static void choose_edited(Chosen *c, Walk *w)
{
	if (!w->chronicle.repo || w->chronicle.revision)
		return;
	for (size_t i = 0; i < w->content.count; i++) {
		const File *f = &w->content.items[i];
		Str area;
		if (records_at(str_skip(f->source.path, STR("content/").len), &area) != KINDS &&
		    chronicle_is_edited(&w->chronicle, f->source.path,
		                        chronicle_mark(&w->chronicle, f->source.bytes)))
			choose(c, w, f);
	}
}

bool chosen_find(Chosen *c, Walk *w)
{
	*c = (Chosen){ 0 };
	c->files = NEW_ARRAY(&c->arena, bool, w->content.count + 1);
	if (w->options->word_count)
		return choose_named(c, w);
	choose_edited(c, w);
	return true;
}

bool chosen_has(const Chosen *c, const Walk *w, Str path)
{
	const File *file = file_at(&w->content, path);
	return file && c->files[file - w->content.items];
}

/* Moved files. */

static bool has_alias(const Record *r, Str address)
{
	for (size_t i = 0; i < r->aliases.count; i++)
		if (str_equal(r->aliases.items[i], address))
			return true;
	return false;
}

/* content/seibu/events/hana.md → /seibu/events/hana/, if that is a file of one record. */
static Str address_before(Str path, Str id, Arena *a)
{
	Str rest = str_skip(path, STR("content/").len), area;
	if (records_at(rest, &area) == KINDS || !(str_ends(path, STR(".md")) || str_ends(path, STR(".yaml"))))
		return (Str){ 0 };
	size_t name = rest.len;
	while (name && rest.ptr[name - 1] != '/')
		name--;
	return STR_CONCAT(a, STR("/"), str_sub(rest, 0, name), id, STR("/"));
}

static Str file_name(Str path)
{
	for (size_t at; (at = str_find_byte(path, '/')) < path.len;)
		path = str_skip(path, at + 1);
	return path;
}

static void tell_moved(const Record *r, Texts gone, Arena *a, Diag *d)
{
	for (size_t i = 0; i < gone.count; i++) {
		bool same = str_equal(file_name(gone.items[i]), file_name(r->src->path));
		Str address = same ? address_before(gone.items[i], r->id, a) : (Str){ 0 };
		if (!address.len || has_alias(r, address))
			continue;
		diag_warning(d, r->src, r->pos, "record-moved", ARGS(address),
		             _("this record has moved, and its old address {0} would lead nowhere"),
		             _("add the line: aliases: [{0}]"));
		return;
	}
}

void chosen_tell_moved(Walk *w, Diag *d)
{
	Arena scratch = { 0 };
	const Texts gone = chronicle_gone(&w->chronicle, w->content_sources, &scratch);
	for (size_t i = 0; gone.count && i < w->site->record_count; i++)
		if (!chronicle_has(&w->chronicle, w->site->records[i]->src->path))
			tell_moved(w->site->records[i], gone, &scratch, d);
	arena_free(&scratch);
}

/* Days. */

static bool tell_event(const Walk *w, const Record *r, FILE *out)
{
	Arena scratch = { 0 };
	Buf days = { .arena = &scratch };
	next_days_say(w->site, r, &scratch, &days);
	if (days.len)
		fprintf(out, _("\nthe next days of %.*s (%.*s):\n%.*s"), STR_ARG(r->name), STR_ARG(r->id),
		        STR_ARG(buf_text(&days)));
	arena_free(&scratch);
	return days.len > 0;
}

void chosen_tell_days(const Chosen *c, const Walk *w, FILE *out)
{
	size_t told = 0, more = 0;
	for (size_t i = 0; c->count && i < w->site->record_count; i++) {
		const Record *r = w->site->records[i];
		if (r->kind != KIND_EVENT || !chosen_has(c, w, r->src->path))
			continue;
		if (told < EVENTS_TOLD)
			told += tell_event(w, r, out);
		else
			more++;
	}
	if (more)
		fprintf(out, ngettext("\nand %zu more event\n", "\nand %zu more events\n", more), more);
}

void chosen_drop(Chosen *c)
{
	arena_free(&c->arena);
}
