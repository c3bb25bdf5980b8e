#include "cmd/walk.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/parallel.h"
#include "cmd/deliver.h"
#include "cmd/preview_memory.h"
#include "cmd/progress.h"
#include "render/desk.h"
#include "render/layout.h"
#include "render/outputs.h"
#include "render/permanent.h"
#include "render/press_make.h"
#include "render/view.h"
#include "site/check_record.h"
#include "site/site_load.h"
#include "site/state.h"
#include "source/git.h"
#include "source/tree.h"

/* Texts of which no page is made. */
typedef struct Checking {
	const Site *site;
	Desk *desks;                           /* one a worker */
	bool only_read;                        /* of texts those that were read with their fields */
} Checking;

static void check_text(void *context, int worker, size_t item)
{
	const Checking *c = context;
	const Record *record = c->site->records[item];
	if (!c->only_read || !record->body_unread)
		check_bodies(&c->desks[worker], record);
}

static void check_doubtful_text(void *context, int worker, size_t item)
{
	const Checking *c = context;
	check_doubtful_bodies(&c->desks[worker], c->site->doubtful[item]);
}

/* No page will be made; what is wrong in the texts is told all the same, in this one run. */
static void check_some_texts(const Walk *w, bool only_read, Diag *d)
{
	Arena scratch = { 0 };
	Checking c = { w->site, desks_make(w->press, w->plan, true, &scratch), only_read };
	parallel_each(w->options->jobs, w->site->record_count, check_text, &c);
	parallel_each(w->options->jobs, w->site->doubtful_count, check_doubtful_text, &c);
	desks_free(c.desks, d);
	arena_free(&scratch);
}

static void check_texts(const Walk *w, Diag *d)
{
	check_some_texts(w, false, d);
}

static Sources *list(const Walk *w, Str folder, Str shown, Diag *d)
{
	const Chronicle *c = &w->chronicle;
	return c->revision ? sources_of_git(c->repo, &c->at, folder, shown, d) : sources_of_tree(folder, shown, d);
}

static bool list_all(Walk *w, const Options *o, Diag *d)
{
	w->content_sources = list(w, o->content, STR("content"), d);
	w->layout_sources = list(w, o->layouts, STR("layouts"), d);
	return w->content_sources && w->layout_sources;
}

bool walk_open(Walk *w, const Options *o, Diag *d)
{
	*w = (Walk){ .options = o };
	return chronicle_open(&w->chronicle, o, d) && list_all(w, o, d);
}

static bool load(Walk *w, const SiteOptions *options, Diag *d)
{
	const Options *o = w->options;
	const Skip skip = { o->skip_pdf, o->skip_qr, o->skip_gzip, o->skip_images, .all_but_data = o->only_data };
	w->layouts = sources_read(w->layout_sources, NULL, o->jobs, d);
	if (d->world)
		return false;
	w->site = site_load(&w->content, options, d);
	const Layouts *layouts = layouts_load(&w->layouts, w->site, &w->run, d);
	w->news = news_make(w->site, &w->chronicle.past, o->jobs, &w->run);
	w->press = press_make(w->site, w->news, layouts, &skip, o->jobs, &w->run, d);
	w->plan = plan_make(w->press, OUTPUT_KINDS, &w->run, d);
	if (!options->part)
		permanent_check(w->plan, &w->content, d);
	return !d->errors;
}

bool walk_load_files(Walk *w, Files content, const Keeping *keeping, Diag *d)
{
	const Options *o = w->options;
	const SiteOptions options = { .today = o->today, .jobs = o->jobs, .lint = o->lint, .keeping = *keeping };
	w->content = content;
	load(w, &options, d);
	if ((d->errors || o->only_data) && w->plan)
		check_texts(w, d);
	return !d->errors && !d->world;
}

bool walk_load(Walk *w, Diag *d)
{
	return walk_load_files(w, sources_read(w->content_sources, NULL, w->options->jobs, d), &(Keeping){ 0 }, d);
}

bool walk_load_until(Walk *w, Day until, Diag *d)
{
	w->content = sources_read(w->content_sources, NULL, w->options->jobs, d);
	return load(w, &(SiteOptions){ .today = w->options->today, .jobs = w->options->jobs, .shown_until = until }, d);
}

bool walk_load_part(Walk *w, Files content, Diag *d)
{
	w->content = content;
	return load(w, &(SiteOptions){ .today = w->options->today, .jobs = w->options->jobs, .part = true }, d);
}

static void tell_stamps(const Sources *s, Buf *b)
{
	for (size_t i = 0; s && i < s->count; i++) {
		buf_str(b, s->paths[i]);
		buf_str(b, (Str){ (const char *)&s->stamps[i].mark, sizeof(Hash) });
	}
}

static Hash state_of_files(const Walk *w)
{
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	tell_stamps(w->content_sources, &b);
	tell_stamps(w->layout_sources, &b);
	Hash state = hash_bytes(buf_text(&b));
	arena_free(&scratch);
	return state;
}

Hash walk_look(Walk *w, const Options *o, Diag *d)
{
	*w = (Walk){ .options = o };
	list_all(w, o, d);
	if (w->content_sources)
		sources_look(w->content_sources, o->jobs);
	if (w->layout_sources)
		sources_look(w->layout_sources, o->jobs);
	return state_of_files(w);
}

/* What an editor wrote beside a file, and took away again, is none that was saved. */
static bool is_gone(Str path)
{
	Arena scratch = { 0 };
	struct stat facts;
	bool gone = lstat(str_terminated(path, &scratch), &facts) != 0 && errno == ENOENT;
	arena_free(&scratch);
	return gone;
}

static bool look_at(const Walk *last, Str path)
{
	Str below = path;
	Sources *s = last->content_sources;
	size_t number;
	bool content = str_take(&below, last->options->content) && str_take(&below, STR("/"));
	if (!content || !sources_find(s, below, &number))
		return is_gone(path);
	sources_look_at(s, number);
	const Hash *mark = &s->stamps[number].mark;
	return mark->high || mark->low;
}

bool walk_look_at(Walk *w, const Walk *last, const Str *paths, size_t count, Hash *state)
{
	for (size_t i = 0; i < count; i++)
		if (!look_at(last, paths[i]))
			return false;
	*w = (Walk){ .options = last->options,
		     .content_sources = sources_share(last->content_sources),
		     .layout_sources = sources_share(last->layout_sources) };
	*state = state_of_files(w);
	return true;
}

static bool preview_load(Walk *w, MemoryView *v, Chronicle *c, const SiteOptions *options, Diag *d)
{
	w->content = memory_read(v, w->content_sources, c, d);
	w->chronicle = *c;
	load(w, options, d);
	w->chronicle = (Chronicle){ 0 };
	if (w->plan)
		check_some_texts(w, memory_knows_texts(v, w->site), d);
	return !memory_falls_short(v, &w->content, d);
}

bool walk_preview(Walk *w, Chronicle *c, MemoryView *v, const Keeping *keeping, Diag *d)
{
	const Options *o = w->options;
	const SiteOptions options = { .today = o->today, .jobs = o->jobs, .keeping = *keeping, .early = true,
		                      .lint = true };
	Diag said = { 0 };
	if (!w->content_sources || !w->layout_sources)
		return false;
	if (!chronicle_is_current(c, o)) {
		chronicle_close(c);
		chronicle_open(c, o, d);
		chronicle_read(c, w->content_sources, (Str){ 0 });
	}
	c->files = w->content_sources;
	if (!preview_load(w, v, c, &options, &said)) {
		diag_free(&said);
		walk_restart(w);
		memory_doubt(v);
		preview_load(w, v, c, &options, &said);
	}
	diag_merge(d, &said);
	memory_learn(v, &w->content, w->site, d);
	return w->plan && !d->errors;
}

static void check_mended(const Walk *w, const MemoryView *v, Desk *desk, const Record *r, Diag *d)
{
	const Source whole = { .path = r->src->path, .bytes = memory_bytes(v, ((const File *)r->src)->number) };
	check_mended_text(w->site, r, &whole, d);
	check_bodies(desk, r);
}

bool walk_preview_texts(const Walk *w, const MemoryView *v, const uint32_t *numbers, size_t count)
{
	Desk desk = { .press = w->press, .plan = w->plan, .checks = true };
	Diag said = { 0 };
	size_t looked = 0;
	for (size_t i = 0; i < w->site->record_count; i++)
		for (size_t n = 0; n < count; n++)
			if (((const File *)w->site->records[i]->src)->number == numbers[n]) {
				check_mended(w, v, &desk, w->site->records[i], &said);
				looked++;
			}
	bool sound = looked == count && !said.count && !desk.diag.count;
	desk_free(&desk);
	diag_free(&said);
	return sound;
}

void walk_forget(Walk *w)
{
	if (w->press)
		press_drop(w->press);
	if (w->site)
		site_drop(w->site);
	w->press = NULL;
	w->site = NULL;
	files_drop(&w->content);
}

void walk_restart(Walk *w)
{
	walk_forget(w);
	files_drop(&w->layouts);
	arena_free(&w->run);
	w->plan = NULL;
	w->news = NULL;
}

void walk_drop(Walk *w)
{
	walk_restart(w);
	sources_drop(w->content_sources);
	sources_drop(w->layout_sources);
	chronicle_close(&w->chronicle);
}
