#include "render/desk.h"

#include "format/mustache.h"
#include "render/known_names.h"

enum { FIRST_PAGE = 16 << 10, SLACK = 1 << 10, KEPT = 512 << 10 };

/* The few pages of the whole city are a hundred times as long as the others: their memory is given back. */
static void clear(Arena *a)
{
	if (arena_held(a) > KEPT)
		arena_free(a);
	else
		arena_reset(a, (ArenaMark){ 0 });
}

void desk_clear_page(Desk *desk)
{
	clear(&desk->page);
}

void desk_clear(Desk *desk)
{
	clear(&desk->page);
	clear(&desk->group);
	desk->record = NULL;
	desk->printed = NULL;
	desk->body = (DeskBody){ 0 };
	desk->sheet = (Str){ 0 };
	desk->pairs = NULL;
	if (desk->entry_of)
		arena_free(&desk->entries);
	desk->entry_of = NULL;
}

const Indexes *desk_indexes(Desk *desk, const Area *area)
{
	if (desk->indexes_of != area) {
		clear(&desk->indexed);
		desk->indexes = indexes_make(desk->press, area, &desk->indexed);
		desk->indexes_of = area;
	}
	return desk->indexes;
}

const Names *desk_names(Desk *desk)
{
	if (!desk->names_known)
		desk->names = known_names(desk->press->site, &desk->named);
	desk->names_known = true;
	return &desk->names;
}

void desk_note_sheet(Desk *desk, Str path, size_t size)
{
	if (!str_ends(path, STR(".pdf")))
		return;
	desk->sheet = path;
	desk->sheet_size = size;
}

static void forget(Desk *desk)
{
	arena_free(&desk->page);
	arena_free(&desk->group);
	arena_free(&desk->told);
	arena_free(&desk->named);
	arena_free(&desk->entries);
	arena_free(&desk->indexed);
	series_forget(&desk->series);
	diag_free(&desk->diag);
}

void desk_free(Desk *desk)
{
	forget(desk);
	drawing_close(desk->drawing);
}

Desk *desks_make(const Press *press, const Plan *plan, bool checks, Arena *a)
{
	Desk *desks = NEW_ARRAY(a, Desk, JOBS_MAX);
	for (int i = 0; i < JOBS_MAX; i++)
		desks[i] = (Desk){ .press = press, .plan = plan, .checks = checks };
	return desks;
}

void desks_free(Desk *desks, Diag *d)
{
	for (int i = 0; i < JOBS_MAX; i++) {
		diag_merge(d, &desks[i].diag);
		desk_free(&desks[i]);
	}
}

void desk_turn(Desk *desk, const Press *press, const Plan *plan)
{
	Drawing *drawing = desk->drawing;
	forget(desk);
	*desk = (Desk){ .press = press, .plan = plan, .drawing = drawing };
	if (drawing)
		drawing_keep_names(drawing, desk_names(desk));
}

static Str render(Desk *desk, const Template *template, LayoutId layout, const Value *slots)
{
	const Value root = value_frame(LAYOUT_INFO[layout].shape, slots);
	Buf out = { .arena = &desk->page };
	size_t *last = &desk->last[layout];
	buf_reserve(&out, *last ? *last + *last / 4 + SLACK : FIRST_PAGE);
	mustache_render(template, &root, &out);
	*last = out.len;
	return buf_text(&out);
}

Str desk_render(Desk *desk, LayoutId layout, const Value *slots)
{
	return render(desk, desk->press->pages[layout], layout, slots);
}

Str desk_render_alone(Desk *desk, LayoutId layout, const Value *slots)
{
	return render(desk, desk->press->layouts->templates[layout], layout, slots);
}

/* What draws. */

static void tell_fault(Desk *desk, DrawingFault fault)
{
	if (fault == DRAWING_NO_FONT)
		diag_world(&desk->diag, STR("BIZ UDPGothic"), "font-missing", NO_ARGS,
		           _("the font that flyers are set in is not installed"),
		           _("install the Debian package fonts-morisawa-bizud-gothic, or build "
		             "with --skip pdf"));
	else
		diag_world(&desk->diag, STR("libpangocairo-1.0.so.0"), "drawing-missing", NO_ARGS,
		           _("what draws flyers is not installed"),
		           _("install the Debian package libpangocairo-1.0-0, or build with --skip "
		             "pdf"));
}

bool desk_can_draw(Desk *desk)
{
	DrawingFault fault;
	if (desk->drawing || desk->drawing_failed)
		return desk->drawing != NULL;
	desk->drawing = drawing_open(&fault);
	desk->drawing_failed = !desk->drawing;
	if (desk->drawing)
		drawing_keep_names(desk->drawing, desk_names(desk));
	else
		tell_fault(desk, fault);
	return desk->drawing != NULL;
}
