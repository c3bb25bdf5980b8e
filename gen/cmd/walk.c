#include "cmd/walk.h"

#include <stdlib.h>

#include "base/parallel.h"
#include "format/gzip.h"
#include "render/desk.h"
#include "render/layout.h"
#include "render/outputs.h"
#include "render/view.h"
#include "source/git.h"
#include "source/tree.h"

typedef struct Rendering {
	const Walk *walk;
	Stage *stage;                          /* NULL: nothing is published */
	Desk *desks;                           /* one a worker */
	struct Packer {
		Arena arena;
		Gzip *gzip;                    /* made when first needed */
	} *packers;                            /* likewise */
} Rendering;

static Desk *desks_make(const Walk *w, Arena *a)
{
	Desk *desks = NEW_ARRAY(a, Desk, JOBS_MAX);
	for (int i = 0; i < JOBS_MAX; i++)
		desks[i] = (Desk){ .press = w->press, .plan = w->plan };
	return desks;
}

static void desks_free(Desk *desks, Diag *d)
{
	for (int i = 0; i < JOBS_MAX; i++) {
		diag_merge(d, &desks[i].diag);
		desk_free(&desks[i]);
	}
}

static void check_text(void *context, int worker, size_t item)
{
	const Rendering *r = context;
	check_bodies(&r->desks[worker], r->walk->site->records[item]);
}

/* No page will be made; what is wrong in the texts is told all the same, in this one run. */
static void check_texts(const Walk *w, Diag *d)
{
	Arena scratch = { 0 };
	Rendering r = { w, NULL, desks_make(w, &scratch), NULL };
	parallel_each(w->options->jobs, w->site->record_count, check_text, &r);
	desks_free(r.desks, d);
	arena_free(&scratch);
}

/* In a pre-receive hook the objects of the push lie apart until it is accepted. */
static bool open_revision(Walk *w, Diag *d)
{
	w->repo = repository_open(w->options->git, str_from(getenv("GIT_QUARANTINE_PATH")), d);
	return w->repo && repository_resolve(w->repo, w->options->revision, &w->commit, d);
}

static Files read_files(const Walk *w, Str folder, Str shown, Diag *d)
{
	int jobs = w->options->jobs;
	return w->repo ? files_from_git(w->repo, &w->commit, folder, shown, jobs, d)
	               : files_from_tree(folder, shown, jobs, d);
}

bool walk_load(Walk *w, const Options *o, Diag *d)
{
	*w = (Walk){ .options = o };
	if (o->git.len && !open_revision(w, d))
		return false;
	w->content = read_files(w, o->content, STR("content"), d);
	w->layouts = read_files(w, o->layouts, STR("layouts"), d);
	if (d->world)
		return false;

	const SiteOptions options = { .today = o->today, .jobs = o->jobs };
	const Skip skip = { o->skip_pdf, o->skip_qr, o->skip_gzip, o->skip_images };
	w->site = site_load(&w->content, &options, d);
	const Layouts *layouts = layouts_load(&w->layouts, w->site, &w->run, d);
	const Past past = { 0 };
	w->news = news_make(w->site, &past, o->jobs, &w->run);
	w->press = press_make(w->site, w->news, layouts, &skip, o->jobs, &w->run, d);
	w->plan = plan_make(w->press, &w->run, d);
	if (d->errors)
		check_texts(w, d);
	return !d->errors;
}

/* Texts that shrink; pictures are packed already. */
static bool is_packable(Str path)
{
	return !str_ends(path, STR(".png")) && !str_ends(path, STR(".jpg")) && !str_ends(path, STR(".jpeg"));
}

static void publish(const Rendering *r, int worker, const Output *out, Str bytes)
{
	Desk *desk = &r->desks[worker];
	stage_put(r->stage, out->path, bytes);
	if (r->walk->options->skip_gzip || !is_packable(out->path))
		return;
	struct Packer *packer = &r->packers[worker];
	if (!packer->gzip)
		packer->gzip = gzip_make(&packer->arena);
	Str packed = gzip_render(packer->gzip, bytes, &desk->page);
	if (packed.len < bytes.len)
		stage_put(r->stage, STR_CONCAT(&desk->page, out->path, STR(".gz")), packed);
}

static void render_group(void *context, int worker, size_t item)
{
	const Rendering *r = context;
	Desk *desk = &r->desks[worker];
	OutputGroup group = plan_group(r->walk->plan, item);
	for (const Output *out = group.first; out < group.until; out++) {
		Str bytes = out->kind->render(desk, out);
		if (r->stage)
			publish(r, worker, out, bytes);
		desk_clear_page(desk);
	}
	desk_clear(desk);
}

void walk_render(const Walk *w, Stage *stage, Diag *d)
{
	Arena scratch = { 0 };
	Rendering r = { w, stage, desks_make(w, &scratch), NEW_ARRAY(&scratch, struct Packer, JOBS_MAX) };
	parallel_each(w->options->jobs, w->plan->group_count, render_group, &r);
	desks_free(r.desks, d);
	for (int i = 0; i < JOBS_MAX; i++)
		arena_free(&r.packers[i].arena);
	arena_free(&scratch);
}

void walk_drop(Walk *w)
{
	if (w->press)
		press_drop(w->press);
	if (w->site)
		site_drop(w->site);
	files_drop(&w->content);
	files_drop(&w->layouts);
	repository_close(w->repo);
	arena_free(&w->run);
}
