#include "cmd/reason.h"

#include <stdlib.h>

#include "render/outputs.h"
#include "render/view.h"

typedef struct Reasons {
	const Recall *recall;
	const Walk *walk;
	Arena scratch;
	FILE *out;
} Reasons;

static bool has_changed(const Reasons *r, const File *file)
{
	const MemoFile *last = memo_file(&r->recall->last, file->source.path);
	return !last || !hash_equal(last->hash, file->hash);
}

/* A file that is no record's, and therefore part of every page. */
static const File *common_change(const Reasons *r)
{
	const Files *roots[] = { &r->walk->content, &r->walk->layouts };
	for (size_t n = 0; n < 2; n++)
		for (size_t i = 0; i < roots[n]->count; i++)
			if (key_is_common(&roots[n]->items[i]) && has_changed(r, &roots[n]->items[i]))
				return &roots[n]->items[i];
	return NULL;
}

static const Record *changed_among(const Reasons *r, const Selection *records, const Area *inside)
{
	for (size_t i = 0; i < records->count; i++)
		if ((!inside || record_is_inside(records->items[i], inside)) &&
		    has_changed(r, (const File *)records->items[i]->src))
			return records->items[i];
	return NULL;
}

static const Record *changed_record(Reasons *r, const Output *out)
{
	const Site *site = r->walk->site;
	if (out->kind->scope == OF_RECORD) {
		Selection records = key_records(r->walk->press, out->of.record, &r->scratch);
		return changed_among(r, &records, NULL);
	}
	const Selection *all = &site->inside[out->area->number];
	return changed_among(r, all, NULL);
}

static bool record_is_gone(const Reasons *r)
{
	for (size_t i = 0; i < r->recall->last.file_count; i++) {
		const MemoFile *f = &r->recall->last.files[i];
		if (str_starts(f->path, STR("content/")) && !recall_lists(r->recall, f->path))
			return true;
	}
	return false;
}

/* PATH: why: what */
static void say(Reasons *r, const Output *out, const char *why, Str what)
{
	fprintf(r->out, "%.*s: %s%s%.*s\n", STR_ARG(out->path), why, what.len ? ": " : "", STR_ARG(what));
}

static void explain(Reasons *r, const Output *out)
{
	const File *common = common_change(r);
	const Record *record = common ? NULL : changed_record(r, out);
	bool own = record && out->kind->scope == OF_RECORD && record == out->of.record;
	if (!r->recall->last.file_count)
		say(r, out, _("nothing is known of an earlier build"), (Str){ 0 });
	else if (common)
		say(r, out, _("every page may show what is in this file"), common->source.path);
	else if (record)
		say(r, out, own ? _("its file has changed") : _("it shows what is in this file"), record->src->path);
	else if (r->recall->last.today != r->walk->options->today)
		say(r, out, _("the day is another one"), (Str){ 0 });
	else if (record_is_gone(r))
		say(r, out, _("a record is gone, or in another place"), (Str){ 0 });
	else
		say(r, out, _("what is told of earlier changes is different"), (Str){ 0 });
}

static int by_path(const void *left, const void *right)
{
	const Output *const *a = left, *const *b = right;
	return str_compare((*a)->path, (*b)->path);
}

void reasons_print(const Recall *recall, FILE *out)
{
	Reasons r = { .recall = recall, .walk = recall->walk, .out = out };
	const Plan *plan = r.walk->plan;
	const Output **made = NEW_ARRAY(&r.scratch, const Output *, plan->count);
	size_t count = 0, same = 0;
	for (size_t i = 0; i < plan->count; i++) {
		same += recall->makings[i] == MAKING_SAME;
		if (recall->makings[i] == MAKING_NEW)
			made[count++] = &plan->outputs[i];
	}
	if (count)
		qsort(made, count, sizeof(*made), by_path);
	for (size_t i = 0; i < count; i++)
		explain(&r, made[i]);
	fprintf(out, _("pages that are different: %zu; made again and the same: %zu; not made: %zu\n"), count, same,
	        plan->count - count - same);
	arena_free(&r.scratch);
}
