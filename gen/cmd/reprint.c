#include "cmd/commands.h"

#include "base/nearest.h"
#include "cmd/report.h"
#include "cmd/revision.h"
#include "cmd/walk.h"
#include "render/address.h"
#include "render/view.h"
#include "render/words.h"
#include "site/singletons.h"
#include "site/state.h"
#include "site/told.h"

/* The site as it is, and as it was when the sheets that hang were printed. */
typedef struct Reprint {
	const Options *options;
	Options of_then;
	Walk now, then;
	Desk desk_now, desk_then;
	Arena arena;
	Diag diag, ignored;
	const Area *area;
	size_t changed, gone;
} Reprint;

/* What was found wrong in the old revision by what is known today is no matter now. */
static bool open_then(Reprint *r)
{
	const Options *o = r->options;
	if (!(o->on ? revision_on(o, o->on, &r->of_then, &r->arena, &r->diag)
	            : revision_at(o, o->since, &r->of_then, &r->arena, &r->diag)))
		return false;
	if (!walk_open(&r->then, &r->of_then, &r->ignored))
		return false;
	walk_load(&r->then, &r->ignored);
	return r->then.plan != NULL;
}

static bool open_now(Reprint *r)
{
	return walk_open(&r->now, r->options, &r->diag) && walk_load(&r->now, &r->diag);
}

static bool find_area(Reprint *r)
{
	const Site *site = r->now.site;
	Str wanted = r->options->area;
	Str *names = NEW_ARRAY(&r->arena, Str, 2 * site->area_count);
	r->area = site->areas[0];
	if (!wanted.len)
		return true;
	for (size_t i = 0; i < site->area_count; i++) {
		names[2 * i] = site->areas[i]->path;
		names[2 * i + 1] = site->areas[i]->name;
		if (str_equal(wanted, site->areas[i]->path) || str_equal(wanted, site->areas[i]->name)) {
			r->area = site->areas[i];
			return true;
		}
	}
	Str nearest = str_nearest(wanted, names, 2 * site->area_count);
	fprintf(stderr, _("keijiban reprint: there is no area '%.*s'\n"), STR_ARG(wanted));
	if (nearest.len)
		fprintf(stderr, _("did you mean '%.*s'?\n"), STR_ARG(nearest));
	return false;
}

static Str edition(Desk *desk, const Record *r, Arena *a)
{
	Str text = view_record(desk, r)->as.frame.slots[SLOT_RECORD_EDITION].as.text;
	text = str_copy(text, a);
	desk_clear(desk);
	return text;
}

static void add_why(Buf *b, bool differs, Str words)
{
	if (!differs)
		return;
	buf_str(b, b->len ? STR("、") : (Str){ 0 });
	buf_str(b, words);
}

/* Names of fields, and what became of it in the words of 更新情報: no value that was. */
static Str words_why(Reprint *r, const Record *before, const Record *after, Arena *a)
{
	const Speech speech = { r->now.site, r->now.site->today };
	FieldNews news[TOLD_MOST];
	bool stayed = str_equal(before->area->path, after->area->path);
	/* The areas of two sites are never one. */
	uint64_t fields = told_difference(&speech, before, after) & ~(stayed ? TOLD_AREA : 0);
	size_t count = told_fields(&speech, before, after, fields, news, a);
	Buf b = { .arena = a };
	if (after->state != before->state && words_of_state(after->state).len)
		buf_str(&b, words_of_state(after->state));
	for (size_t i = 0; i < count; i++) {
		buf_str(&b, b.len ? STR("、") : (Str){ 0 });
		buf_str(&b, news[i].label.len ? news[i].label : news[i].now);
	}
	add_why(&b, after->assured != before->assured, STR("確認日"));
	add_why(&b, !str_equal(after->body, before->body), STR("くわしい説明"));
	return b.len ? buf_text(&b) : str_from(_("a place, a window or a day that it names"));
}

static void print_boards(const Site *site, const Area *area)
{
	size_t count = 0;
	for (size_t i = 0; i < site->boards.count; i++) {
		const Board *board = &site->boards.items[i];
		if (!board->area || !area_contains(area, board->area))
			continue;
		if (count == 0)
			printf("  %s ", _("boards:"));
		printf("%s%.*s", count++ ? "、" : "", STR_ARG(board->name));
	}
	if (count)
		putchar('\n');
}

static void print_head(const Record *r)
{
	printf("%.*s  %.*s (%.*s)\n", STR_ARG(r->area->name), STR_ARG(r->name), STR_ARG(r->id));
}

static void print_changed(Reprint *r, const Record *before, const Record *now)
{
	Arena a = { 0 };
	Str was = edition(&r->desk_then, before, &a), is = edition(&r->desk_now, now, &a);
	if (!str_equal(was, is)) {
		r->changed++;
		print_head(now);
		printf("  %s %.*s → %.*s  %.*s\n", _("edition"), STR_ARG(was), STR_ARG(is),
		       STR_ARG(words_why(r, before, now, &a)));
		print_boards(r->now.site, now->area);
		printf("  %.*s\n", STR_ARG(full_address_of(r->now.site, flyer_folder(now, &a), &a)));
	}
	arena_free(&a);
}

/* There was a sheet, and there is none any more. */
static void print_gone(Reprint *r, const Record *before, const Record *now)
{
	const Site *site = r->now.site;
	const Area *area = now ? now->area : area_at(site, before->area->path);
	Str words = now ? words_of_state(now->state) : (Str){ 0 };
	r->gone++;
	print_head(now ? now : before);
	printf("  %s %.*s\n", _("take it down:"), STR_ARG(words.len ? words : str_from(_("it is no longer there"))));
	if (area)
		print_boards(site, area);
}

static void compare(Reprint *r)
{
	const Site *then = r->then.site;
	for (size_t i = 0; i < then->record_count; i++) {
		const Record *before = then->records[i], *now = map_find(&r->now.site->by_id, before->id);
		const Area *area = now ? now->area : area_at(r->now.site, before->area->path);
		bool wanted = !r->options->area.len || (area && area_contains(r->area, area));
		if (!wanted || !state_has_flyer(before->state))
			continue;
		if (now && state_has_flyer(now->state))
			print_changed(r, before, now);
		else
			print_gone(r, before, now);
	}
	fprintf(stderr,
	        ngettext("%zu sheet to print anew, %zu to take down\n",
	                 "%zu sheets to print anew, %zu to take down\n", r->changed),
	        r->changed, r->gone);
}

static int run(Reprint *r)
{
	if (!open_then(r) || !open_now(r)) {
		report_print(r->diag.errors || r->diag.world ? &r->diag : &r->ignored, FORMAT_TEXT, stderr);
		int status = report_status(r->diag.errors || r->diag.world ? &r->diag : &r->ignored, false);
		return status ? status : STATUS_WORLD;
	}
	if (!find_area(r))
		return STATUS_USAGE;
	r->desk_now = (Desk){ .press = r->now.press, .plan = r->now.plan };
	r->desk_then = (Desk){ .press = r->then.press, .plan = r->then.plan };
	compare(r);
	return STATUS_DONE;
}

int cmd_reprint(const Options *o)
{
	Reprint r = { .options = o };
	if (!o->since.len == !o->on) {
		fputs(_("keijiban reprint: say since when: --since REV or --on DATE\n"), stderr);
		return STATUS_USAGE;
	}
	int status = run(&r);
	desk_free(&r.desk_now);
	desk_free(&r.desk_then);
	walk_drop(&r.now);
	walk_drop(&r.then);
	diag_free(&r.diag);
	diag_free(&r.ignored);
	arena_free(&r.arena);
	return status;
}
