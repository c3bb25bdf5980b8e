#include <stdio.h>
#include <time.h>

#include "cmd/preview_inner.h"
#include "render/address.h"

static Str map_drawn(void *context, Hash of)
{
	const Preview *p = ((const Edition *)context)->preview;
	return hash_equal(p->map_of, of) ? p->map : (Str){ 0 };
}

static void keep_map(void *context, Hash of, Str packed)
{
	Preview *p = ((Edition *)context)->preview;
	arena_reset(&p->map_arena, (ArenaMark){ 0 });
	p->map_of = of;
	p->map = str_copy(packed, &p->map_arena);
}

static void keep_fields(void *context, const File *file, Str packed)
{
	const Edition *e = context;
	e->files.keep(e->files.context, file, packed);
}

static bool read_file(void *context, const Source *src, Arena *a, Diag *d, Str *bytes)
{
	const Edition *e = context;
	return e->files.read(e->files.context, src, a, d, bytes);
}

static bool is_mended(void *context, const Source *src)
{
	const Edition *e = context;
	return e->files.mended(e->files.context, src);
}

Preview *preview_open(const Options *o, Arena *a)
{
	Preview *p = NEW(a, Preview);
	p->options = *o;
	p->began = (long)time(NULL);
	p->day_given = o->today_given;
	p->memory = memory_open(o->jobs, a);
	return p;
}

static void close_edition(Edition *e)
{
	preview_ahead_close(e->ahead);
	if (e->open)
		walk_drop(&e->walk);
	if (e->view)
		memory_close(e->view);
	*e = (Edition){ 0 };
}

/* Loading. */

/* A repository that has moved on is opened beside the one that what is shown borrows from. */
static int chronicle_to_use(const Preview *p)
{
	int now = p->newest ? p->newest->chronicle : 0;
	bool borrowed = p->shown && p->shown->chronicle == now;
	return borrowed && !chronicle_is_current(&p->chronicles[now], &p->options) ? !now : now;
}

static void name_version(Preview *p)
{
	snprintf(p->version, sizeof(p->version), "%ld.%u", p->began, ++p->loads);
}

static void owe(Preview *p, const Walk *listed)
{
	if (p->owes)
		walk_drop(&p->owed);
	p->owes = listed;
	if (listed)
		p->owed = *listed;
}

/* With all others they are not sound: what is shown is as it was. */
static void give_up_ahead(Edition *e)
{
	if (!e || !e->ahead)
		return;
	preview_ahead_close(e->ahead);
	e->ahead = NULL;
	memory_unmend(e->view, &e->saved);
	e->saved = (Mended){ 0 };
}

/* `listed` is the edition's from now on, and what was said of it. */
static void load(Preview *p, const Walk *listed, Diag *said)
{
	owe(p, NULL);
	int chronicle = chronicle_to_use(p);
	Edition *next = p->shown == &p->editions[0] ? &p->editions[1] : &p->editions[0];
	close_edition(next);
	diag_free(&p->diag);
	diag_merge(&p->diag, said);
	*next = (Edition){ .walk = *listed, .open = true, .chronicle = chronicle, .preview = p };
	next->view = memory_look(p->memory, p->options.today);
	next->files = memory_keeping(next->view);
	const Keeping keeping = { .context = next, .keep = keep_fields, .read = read_file, .mended = is_mended,
		                  .map = map_drawn, .keep_map = keep_map };
	bool sound = walk_preview(&next->walk, &p->chronicles[chronicle], next->view, &keeping, &p->diag);
	diag_sort(&p->diag);
	p->newest = next;
	name_version(p);
	if (!sound) {
		give_up_ahead(p->shown);
		return;
	}
	desk_turn(&p->desk, next->walk.press, next->walk.plan);
	if (p->shown)
		close_edition(p->shown);
	p->shown = next;
}

static bool has_same_layouts(const Walk *w, const Walk *here)
{
	const Sources *was = w->layout_sources, *is = here->layout_sources;
	bool same = is && was->count == is->count;
	for (size_t i = 0; same && i < was->count; i++)
		same = str_equal(was->paths[i], is->paths[i]) && hash_equal(was->stamps[i].mark, is->stamps[i].mark);
	return same;
}

static bool has_same_past(const Preview *p, Chronicle *c)
{
	return !c->repo || chronicle_is_current(c, &p->options);
}

/* `m` is newer; of each stays what was known before all of them. False: they are too many. */
static bool add_saved(Mended *all, const Mended *m)
{
	for (size_t i = 0; i < m->count; i++) {
		size_t at = 0;
		while (at < all->count && all->numbers[at] != m->numbers[i])
			at++;
		if (at == MENDED_MOST)
			return false;
		if (at < all->count)
			continue;
		all->numbers[all->count] = m->numbers[i];
		all->before[all->count++] = m->before[i];
	}
	return true;
}

/* All that were saved since the edition was loaded, or none. */
static bool show_ahead(Edition *e, Chronicle *c, const Mended *m)
{
	Mended all = e->saved;
	PreviewAhead *ahead = add_saved(&all, m) ? preview_ahead_open(&e->walk, e->view, c, &all) : NULL;
	if (!ahead)
		return false;
	preview_ahead_close(e->ahead);
	e->ahead = ahead;
	e->saved = all;
	return true;
}

/*
 * A text is saved again and again while it is written: where nothing else was, the site stays, and pages have it.
 * `*ahead`: there is more in it, and only pages of the records themselves have it.
 */
static bool mend(Preview *p, const Walk *here, bool *ahead)
{
	Edition *e = p->shown;
	Mended m;
	if (!e || e != p->newest || !here->content_sources || !has_same_layouts(&e->walk, here))
		return false;
	Chronicle *c = &p->chronicles[e->chronicle];
	if (!has_same_past(p, c) || !memory_mend(e->view, here->content_sources, c, &m))
		return false;
	*ahead = m.fields;
	if (m.fields ? show_ahead(e, c, &m) : walk_preview_texts(&e->walk, e->view, m.numbers, m.count))
		return true;
	memory_unmend(e->view, &m);
	return false;
}

/* `here` has been looked at. */
static bool take(Preview *p, Day today, Walk *here, Hash files, Diag *said)
{
	bool same_day = p->newest && today == p->options.today;
	bool same = same_day && hash_equal(files, p->files);
	bool ahead = false, mended = !same && same_day && !said->count && mend(p, here, &ahead);
	p->options.today = today;
	p->files = files;
	p->misnamed = said->count > 0;
	if (!same)
		p->ahead_alone = mended && ahead;
	if (mended && (ahead || p->owes))
		owe(p, here);
	else if (same || mended)
		walk_drop(here);
	if (mended)
		name_version(p);
	else if (!same)
		load(p, here, said);
	return !same;
}

static Day day_of_preview(const Preview *p)
{
	return p->day_given ? p->options.today : day_today();
}

bool preview_refresh(Preview *p)
{
	Walk here;
	Diag said = { 0 };
	Hash files = walk_look(&here, &p->options, &said);
	bool new = take(p, day_of_preview(p), &here, files, &said);
	diag_free(&said);
	return new;
}

bool preview_refresh_files(Preview *p, const Str *paths, size_t count)
{
	Walk here;
	Hash files;
	Diag said = { 0 };
	const Walk *last = p->newest && !p->misnamed ? &p->newest->walk : NULL;
	bool listed = last && last->content_sources && last->layout_sources;
	return listed && walk_look_at(&here, last, paths, count, &files)
	               ? take(p, day_of_preview(p), &here, files, &said)
	               : preview_refresh(p);
}

bool preview_is_ahead(const Preview *p)
{
	return p->owes;
}

void preview_catch_up(Preview *p)
{
	Walk here = p->owed;
	Diag said = { 0 };
	p->owes = p->ahead_alone = false;
	load(p, &here, &said);
	diag_free(&said);
}

const Diag *preview_problems(const Preview *p)
{
	return &p->diag;
}

Str preview_version(const Preview *p)
{
	return str_from(p->version);
}

Str preview_event(const Preview *p, Arena *a)
{
	Buf b = { .arena = a };
	buf_str(&b, preview_version(p));
	for (size_t i = 0; p->ahead_alone && i < p->shown->ahead->records->count; i++) {
		buf_char(&b, ' ');
		buf_str(&b, p->shown->ahead->records->records[i]->id);
	}
	return buf_text(&b);
}

Str preview_home(const Preview *p, Arena *a)
{
	return p->shown ? address_of(p->shown->walk.site, (Str){ 0 }, a) : STR("/");
}

void preview_close(Preview *p)
{
	desk_free(&p->desk);
	owe(p, NULL);
	for (int i = 0; i < EDITIONS; i++)
		close_edition(&p->editions[i]);
	for (int i = 0; i < EDITIONS; i++)
		chronicle_close(&p->chronicles[i]);
	memory_forget(p->memory);
	diag_free(&p->diag);
	arena_free(&p->map_arena);
}
