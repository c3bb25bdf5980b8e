#include "cmd/recall.h"

#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "cmd/program.h"

enum { POOL_WORN = 4, POOL_SLACK = 1 << 20 };    /* times what is kept in it; bytes */

/* Everything on the command line and around it that decides what is published or said. */
static Hash options_mark(const Walk *w)
{
	const Options *o = w->options;
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	const char *language = getenv("LANGUAGE");
	buf_format(&b, "%d%d%d%d%d %d %s %s", o->skip_pdf, o->skip_qr, o->skip_gzip, o->skip_images, o->only_data,
	           o->force, language ? language : "", w->chronicle.revision ? "revision" : "folder");
	Hash mark = hash_bytes(buf_text(&b));
	arena_free(&scratch);
	return mark;
}

/* Files. */

static bool is_older(const Stamp *stamp, FileTime than)
{
	if (!stamp->second)
		return true;
	return stamp->second < than.second ||
	       (stamp->second == than.second && (uint32_t)stamp->nanosecond < than.nanosecond);
}

/* By its stamp alone, without reading it. */
static bool looks_the_same(const Recall *r, const MemoFile *last, const Stamp *now)
{
	bool known = now->mark.high || now->mark.low;
	return known && hash_equal(last->stamp.mark, now->mark) && is_older(now, r->last.began);
}

static bool reads_the_same(const MemoFile *last, Sources *s, size_t number)
{
	Arena scratch = { 0 };
	Diag ignored = { 0 };
	Str bytes;
	bool read = sources_read_one(s, number, &scratch, &ignored, &bytes);
	bool same = read && hash_equal(hash_bytes(bytes), last->hash);
	diag_free(&ignored);
	arena_free(&scratch);
	return same;
}

/* Files of one root, which stand side by side in a memo; `files` becomes what is known of them now. */
static bool compare_root(Recall *r, Sources *s, Str root, MemoFile *files, size_t *known)
{
	bool same = true;
	*known = 0;
	for (size_t i = 0; i < s->count; i++) {
		const MemoFile *last = memo_file(&r->last, s->paths[i]);
		files[i] = (MemoFile){ .path = s->paths[i], .stamp = s->stamps[i] };
		if (last && (looks_the_same(r, last, &s->stamps[i]) || reads_the_same(last, s, i))) {
			files[i] = *last;
			files[i].path = s->paths[i];
			files[i].stamp = s->stamps[i];
		} else {
			same = false;
		}
		*known += last != NULL;
	}
	for (size_t i = 0; i < r->last.file_count && same; i++)
		*known -= str_starts(r->last.files[i].path, root);
	return same && *known == 0;
}

static bool is_known(const MemoFile *f)
{
	return f->hash.high || f->hash.low;
}

/* Files that are no record's own, and therefore have no front matter that could be kept. */
static bool common_files_are_same(const Recall *r)
{
	Str area;
	const Sources *s = r->walk->content_sources;
	size_t common = 0;
	for (size_t i = 0; i < s->count; i++) {
		bool own = str_ends(s->paths[i], STR(".md")) &&
		           records_at(str_skip(s->paths[i], STR("content/").len), &area) != KINDS;
		if (!own && !is_known(&r->files[i]))
			return false;
		common += !own;
	}
	for (size_t i = 0; i < r->last.file_count; i++) {
		Str path = r->last.files[i].path, inside = path;
		bool content = str_take(&inside, STR("content/"));
		bool own = content && str_ends(path, STR(".md")) && records_at(inside, &area) != KINDS;
		common -= content && !own;
	}
	return common == 0;
}

/* Most of the pool is of files as they are no more. */
static bool pool_is_worn(const Recall *r)
{
	uint64_t held = 0;
	for (size_t i = 0; i < r->last.file_count; i++)
		held += r->last.files[i].front.len;
	return r->last.pool > POOL_WORN * (held + POOL_SLACK);
}

/* Whether what the pool keeps may stand for what would be read. */
static bool pool_is_of_use(const Recall *r)
{
	return r->last.file_count && r->last.today == r->walk->options->today && common_files_are_same(r) &&
	       !pool_is_worn(r);
}

static void choose_what_to_read(Recall *r)
{
	const Sources *s = r->walk->content_sources;
	bool compares = chronicle_compares(&r->walk->chronicle);
	for (size_t i = 0; i < s->count; i++) {
		MemoFile *f = &r->files[i];
		bool marked = f->blob.high || f->blob.low || !compares;
		bool kept = marked && is_known(f) && pool_has(r->pool, f->front);
		if (!kept)
			f->front = (Piece){ 0 };
		r->wanted[i] = !kept;
		r->unread += kept;
	}
}

/* A pool of which nothing is kept is begun anew; else it would grow with every day. */
static void open_pool(Recall *r, Stage *stage)
{
	r->pool = stage_pool(stage, pool_is_of_use(r) ? r->last.pool : 0, &r->arena);
	choose_what_to_read(r);
	if (r->unread || !r->last.pool)
		return;
	pool_close(r->pool);
	r->pool = stage_pool(stage, 0, &r->arena);
}

static void remember(Recall *r, const Stage *stage)
{
	Str bytes = r->forgetful ? (Str){ 0 } : stage_memo(stage, &r->arena);
	if (!memo_parse(bytes, &r->arena, &r->last))
		return;
	if (!hash_equal(r->last.program, r->next.program) || !hash_equal(r->last.options, r->next.options) ||
	    !stage_standing(stage))
		r->last = (Memo){ 0 };
}

/* What was said of names that are no files of ours was said by the listing, which is silent now. */
static bool says_the_same(const Recall *r)
{
	for (size_t i = 0; i < r->last.problem_count; i++)
		if (!memo_file(&r->last, r->last.problems[i].path))
			return false;
	return true;
}

void recall_begin(Recall *r, Stage *stage, Walk *w, Diag *d)
{
	const Options *o = w->options;
	Sources *content = w->content_sources, *layouts = w->layout_sources;
	size_t known;
	r->walk = w;
	r->next = (Memo){ .program = program_mark(), .options = options_mark(w), .today = o->today,
		          .chronicle = chronicle_state(&w->chronicle), .began = stage_began(stage) };
	remember(r, stage);
	sources_look(content, o->jobs);
	sources_look(layouts, o->jobs);
	r->files = NEW_ARRAY(&r->arena, MemoFile, content->count + layouts->count);
	r->wanted = NEW_ARRAY(&r->arena, bool, content->count);
	bool same = compare_root(r, content, STR("content/"), r->files, &known);
	same &= compare_root(r, layouts, STR("layouts/"), r->files + content->count, &known);
	r->current = same && r->last.file_count && r->last.today == o->today &&
	             hash_equal(r->last.chronicle, r->next.chronicle) && !d->count && says_the_same(r);
}

void recall_prepare(Recall *r, Stage *stage)
{
	chronicle_read(&r->walk->chronicle, r->walk->content_sources, stage_file(stage, "history", &r->arena));
	open_pool(r, stage);
}

bool recall_is_current(const Recall *r)
{
	return r->current;
}

void recall_problems(const Recall *r, Diag *d)
{
	for (size_t i = 0; i < r->last.problem_count; i++)
		diag_again(d, &r->last.problems[i]);
}

/* Reading. */

/* What a file that was read is known by; what is known of one that was not. */
static void settle_file(const Recall *r, File *f)
{
	Chronicle *chronicle = &r->walk->chronicle;
	MemoFile *m = &r->files[f->number];
	if (r->wanted[f->number]) {
		m->hash = f->hash;
		m->blob = chronicle_mark(chronicle, f->source.bytes);
	} else {
		f->hash = m->hash;
		f->packed = pool_piece(r->pool, m->front);
	}
	f->changed = m->changed = chronicle_date(chronicle, f->number, m->blob);
}

Files recall_read(Recall *r, Diag *d)
{
	Files files = sources_read(r->walk->content_sources, r->unread ? r->wanted : NULL, r->walk->options->jobs, d);
	for (size_t i = 0; i < files.count; i++)
		settle_file(r, (File *)&files.items[i]);
	return files;
}

static void keep_front(void *context, const File *file, Str packed)
{
	Recall *r = context;
	r->files[file->number].front = pool_add(r->pool, packed);
}

static bool read_again(void *context, const Source *src, Arena *a, Diag *d, Str *bytes)
{
	const Recall *r = context;
	return sources_read_one(r->walk->content_sources, ((const File *)src)->number, a, d, bytes);
}

static Str map_of(void *context, Hash of)
{
	const Recall *r = context;
	return hash_equal(r->last.map_of, of) ? r->last.map : (Str){ 0 };
}

static void keep_map(void *context, Hash of, Str packed)
{
	Recall *r = context;
	r->last.map_of = of;
	r->last.map = str_copy(packed, &r->arena);
}

Keeping recall_keeping(Recall *r)
{
	return (Keeping){ .context = r,
		          .keep = r->walk->options->dry_run ? NULL : keep_front,
		          .read = read_again,
		          .map = map_of,
		          .keep_map = keep_map };
}

/* Rendering. */

bool recall_needs_keys(const Recall *r)
{
	return r->last.key_count || !r->walk->options->dry_run;
}

void recall_outputs(Recall *r)
{
	const Plan *plan = r->walk->plan;
	const Memo *last = &r->last;
	r->keys = NEW_ARRAY(&r->arena, MemoKey, plan->count);
	r->same_outputs = last->key_count == plan->count;
	for (size_t i = 0; i < plan->count; i++) {
		r->keys[i].path = hash_text(plan->outputs[i].path);
		r->same_outputs = r->same_outputs && last->keys[i].path == r->keys[i].path;
	}
	if (!r->same_outputs)
		memo_sort(&r->last, &r->arena);
}

bool recall_has(Recall *r, const Output *out, Hash key)
{
	size_t number = (size_t)(out - r->walk->plan->outputs);
	if (!r->keys)
		return false;
	r->keys[number].key = key.low;
	if (!key.low)
		return false;
	const MemoKey *last = r->same_outputs ? &r->last.keys[number] : memo_key(&r->last, r->keys[number].path);
	return last && last->key == key.low;
}

void recall_note(Recall *r, const Output *out, bool new)
{
	r->makings[out - r->walk->plan->outputs] = new ? MAKING_NEW : MAKING_SAME;
}

void recall_forget(Recall *r, const Output *out)
{
	if (r->keys)
		r->keys[out - r->walk->plan->outputs].key = 0;
}

bool recall_trusts_packed(const Recall *r)
{
	return r->last.file_count > 0;
}

/* Ending. */

static int by_path(const void *left, const void *right)
{
	const Str *path = left;
	const MemoFile *file = right;
	return str_compare(*path, file->path);
}

/* Of content/. */
static MemoFile *file_named(const Recall *r, Str path)
{
	size_t count = r->walk->content_sources->count;
	return count ? bsearch(&path, r->files, count, sizeof(*r->files), by_path) : NULL;
}

bool recall_lists(const Recall *r, Str path)
{
	return file_named(r, path) != NULL;
}

bool recall_falls_short(const Recall *r, const Diag *d)
{
	if (!r->unread || (r->walk->site && r->walk->site->packed_damaged))
		return r->unread > 0;
	for (size_t i = 0; i < d->count; i++) {
		const MemoFile *f = file_named(r, d->problems[i].path);
		if (f && !r->wanted[f - r->files])
			return true;
	}
	return false;
}

void recall_end(Recall *r, Stage *stage, const Diag *d)
{
	Arena scratch = { 0 };
	const Walk *w = r->walk;
	size_t content = w->content_sources->count;
	for (size_t i = 0; i < w->layouts.count; i++)
		r->files[content + w->layouts.items[i].number].hash = w->layouts.items[i].hash;
	for (size_t i = 0; i < d->count; i++) {
		MemoFile *f = file_named(r, d->problems[i].path);
		if (f)
			f->front = (Piece){ 0 };
	}
	r->next.pool = r->pool ? pool_close(r->pool) : r->last.pool;
	r->next.files = r->files;
	r->next.file_count = content + w->layout_sources->count;
	if (r->keys) {
		r->next.keys = r->keys;
		r->next.key_count = w->plan->count;
	}
	r->next.problems = d->problems;
	r->next.problem_count = d->count;
	r->next.map_of = r->last.map_of;
	r->next.map = r->last.map;
	stage_keep_memo(stage, memo_render(&r->next, &scratch));
	arena_free(&scratch);
}

void recall_drop(Recall *r)
{
	if (r->pool)
		pool_close(r->pool);
	arena_free(&r->arena);
}
