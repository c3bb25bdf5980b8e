#include "cmd/walk_render.h"

#include "base/parallel.h"
#include "cmd/deliver.h"
#include "cmd/progress.h"
#include "render/desk.h"
#include "render/outputs.h"
#include "render/view.h"
#include "site/state.h"

enum { MADE_MOST = 8, MADE_BYTES = 64 << 10 };

typedef struct Rendering {
	const Walk *walk;
	Stage *stage;                          /* NULL: nothing is published */
	Recall *recall;                        /* NULL: everything is made */
	const Keys *keys;
	Desk *desks;                           /* one a worker */
	Packer *packers;                       /* likewise */
	bool keeps_all;                        /* what is published stays, but for what is put */
} Rendering;

/* What has no page yet is read all the same: a mistake must not wait for its day. */
static void check_later_text(void *context, int worker, size_t item)
{
	const Rendering *r = context;
	if (state_has_page(r->walk->site->records[item]->state))
		return;
	check_bodies(&r->desks[worker], r->walk->site->records[item]);
	check_flyer_to_come(&r->desks[worker], r->walk->site->records[item]);
}

static void publish(const Rendering *r, int worker, const Output *out, Str bytes)
{
	if (!r->stage)
		return;
	bool trusts = r->recall && recall_trusts_packed(r->recall);
	DeliverOptions how = { .plain = r->walk->options->skip_gzip, .trusts = trusts };
	bool new = deliver(r->stage, &r->packers[worker], how, out->path, bytes, &r->desks[worker].page);
	if (r->recall)
		recall_note(r->recall, out, new);
}

/* Outputs of one group that were made and are not published yet. */
typedef struct Made {
	struct { const Output *out; Str bytes; } items[MADE_MOST];
	size_t count, bytes;
} Made;

/* Together: every turn to the disk drives what making pages works with out of the nearest memory. */
static void publish_made(const Rendering *r, int worker, Made *made)
{
	for (size_t i = 0; i < made->count; i++)
		publish(r, worker, made->items[i].out, made->items[i].bytes);
	*made = (Made){ 0 };
	desk_clear_page(&r->desks[worker]);
}

static void make(const Rendering *r, Desk *desk, const Output *out, Made *made)
{
	size_t said = desk->diag.count;
	Str bytes = output_render(desk, out);
	desk_note_sheet(desk, out->path, bytes.len);
	if (r->recall && desk->diag.count > said)
		recall_forget(r->recall, out);
	made->items[made->count].out = out;
	made->items[made->count++].bytes = bytes;
	made->bytes += bytes.len;
}

/* What the last build made of the same things stays as it is. */
static bool keep(const Rendering *r, Desk *desk, const Output *out)
{
	const DeliverOptions how = { .plain = r->walk->options->skip_gzip };
	if (!r->keys || !recall_has(r->recall, out, output_key(r->keys, desk, out)))
		return false;
	if (!r->keeps_all && !deliver_nothing(r->stage, how, out->path, &desk->page))
		return false;
	if (str_ends(out->path, STR(".pdf")))
		desk_note_sheet(desk, out->path, stage_size(r->stage, out->path));
	return true;
}

static void render_group(void *context, int worker, size_t item)
{
	const Rendering *r = context;
	Desk *desk = &r->desks[worker];
	Made made = { 0 };
	OutputGroup group = plan_group(r->walk->plan, item);
	for (const Output *out = group.first; out < group.until; out++) {
		if (!keep(r, desk, out))
			make(r, desk, out, &made);
		if (made.count == MADE_MOST || made.bytes > MADE_BYTES || out + 1 == group.until)
			publish_made(r, worker, &made);
	}
	desk_clear(desk);
	progress_step(r->walk->progress);
}

void walk_render(const Walk *w, Stage *stage, Recall *recall, Diag *d)
{
	Arena scratch = { 0 };
	Rendering r = { .walk = w, .stage = stage, .recall = recall,
		        .desks = desks_make(w->press, w->plan, !stage, &scratch),
		        .packers = NEW_ARRAY(&scratch, Packer, JOBS_MAX) };
	if (recall)
		recall->makings = NEW_ARRAY(&recall->arena, uint8_t, w->plan->count);
	if (recall && recall_needs_keys(recall)) {
		r.keys = keys_make(w->press, w->plan, &w->content, &w->layouts, &scratch);
		recall_outputs(recall);
		r.keeps_all = recall->same_outputs && stage_keep_all(stage);
	}
	if (w->progress)
		progress_of(w->progress, w->plan->group_count);
	if (stage && !r.keeps_all)
		stage_expect(stage, w->plan->count);
	parallel_each(w->options->jobs, w->plan->group_count, render_group, &r);
	if (!w->options->only_data)
		parallel_each(w->options->jobs, w->site->record_count, check_later_text, &r);
	desks_free(r.desks, d);
	for (int i = 0; i < JOBS_MAX; i++)
		packer_drop(&r.packers[i]);
	arena_free(&scratch);
}
