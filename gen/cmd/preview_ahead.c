#include "cmd/preview_ahead.h"

#include "render/desk.h"
#include "render/press_make.h"
#include "render/view.h"

static bool has_same_addresses(const PreviewAhead *ahead, const Plan *plan)
{
	const Ahead *of = ahead->records;
	bool same = true;
	for (size_t i = 0; i < of->count && same; i++)
		same = plan_fits(plan, ahead->press, of->instead[i], of->records[i]);
	return same;
}

static bool has_sound_texts(const PreviewAhead *ahead, const Plan *plan)
{
	Desk desk = { .press = ahead->press, .plan = plan, .checks = true };
	for (size_t i = 0; i < ahead->records->count; i++)
		check_bodies(&desk, ahead->records->records[i]);
	bool sound = !desk.diag.errors;
	desk_free(&desk);
	return sound;
}

static bool make(PreviewAhead *ahead, const Walk *w, const MemoryView *v, Chronicle *c, const Mended *saved)
{
	File *files = NEW_ARRAY(&ahead->arena, File, saved->count);
	for (size_t i = 0; i < saved->count; i++)
		files[i] = memory_file(v, c, saved->numbers[i]);
	ahead->records = ahead_make(w->site, &w->content, files, saved->count);
	if (ahead->records)
		ahead->press = press_ahead(w->press, ahead->records, &ahead->arena);
	return ahead->press && has_same_addresses(ahead, w->plan) && has_sound_texts(ahead, w->plan);
}

PreviewAhead *preview_ahead_open(const Walk *w, const MemoryView *v, Chronicle *c, const Mended *saved)
{
	Arena home = { 0 };
	PreviewAhead *ahead = NEW(&home, PreviewAhead);
	ahead->arena = home;
	if (make(ahead, w, v, c, saved))
		return ahead;
	preview_ahead_close(ahead);
	return NULL;
}

bool preview_ahead_has(const PreviewAhead *ahead, const Output *out, Output *instead)
{
	const Ahead *of = ahead->records;
	for (size_t i = 0; out->kind->scope == OF_RECORD && i < of->count; i++)
		if (out->of.record == of->instead[i]) {
			*instead = *out;
			instead->of.record = of->records[i];
			return true;
		}
	return false;
}

void preview_ahead_close(PreviewAhead *ahead)
{
	if (!ahead)
		return;
	Arena home = ahead->arena;
	if (ahead->records)
		ahead_drop(ahead->records);
	arena_free(&home);
}
