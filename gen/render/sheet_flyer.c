#include "render/sheet_flyer.h"

#include "format/qr.h"
#include "render/address.h"
#include "render/heading.h"
#include "site/state.h"

#define BODY_FLOOR  12.
#define LARGE_FLOOR 14.

/* Of the page around it only what the sheet shows. */
static Value page_of_sheet(const Press *press, const Record *r, Arena *a)
{
	Value *s = frame_slots(&PAGE_SHAPE, a);
	s[SLOT_PAGE_AREA] = ready_area(press, r->area)->link;
	s[SLOT_PAGE_ASK] = ready_area(press, r->area)->ask;
	return value_frame(&PAGE_SHAPE, s);
}

/* A PDF must have a date, and it may not be now. */
static Day date_of(const Record *r)
{
	if (r->assured)
		return r->assured;
	return r->kind == KIND_NOTICE ? r->as.notice.date : r->changed;
}

static DrawingAbout about(const FlyerSheet *f)
{
	const Record *r = f->record;
	Civil day = day_civil(date_of(r));
	return (DrawingAbout){ .title = STR_CONCAT(&f->desk->page, r->name, STR("（チラシ）")),
		               .author = f->desk->press->site->info.name,
		               .subject = r->summary,
		               .date = str_format(&f->desk->page, "%04d-%02d-%02dT00:00:00+09:00",
		                                  day.year, day.month, day.day) };
}

static const Qr *code_of(const Desk *desk, const Record *r, QrLevel level, Arena *a)
{
	Qr *code = NEW(a, Qr);
	Str address = full_address_of(desk->press->site, short_folder(r->id, a), a);
	return !desk->press->skip.qr && qr_make(address, level, a, code) ? code : NULL;
}

Str flyer_draw(Desk *desk, const Record *r, Arena *scratch)
{
	FlyerSheet *f = NEW(scratch, FlyerSheet);
	f->desk = desk;
	f->record = r;
	f->sheet.drawing = desk->drawing;
	f->floor = r->flyer->large ? LARGE_FLOOR : BODY_FLOOR;
	f->code = code_of(desk, r, QR_M, scratch);
	f->tab_code = r->flyer->tabs > 0 ? code_of(desk, r, QR_L, scratch) : NULL;
	Value *slots = view_flyer(desk, r, scratch);
	slots[SLOT_FLYER_PAGE] = page_of_sheet(desk->press, r, scratch);
	f->shown = slots[SLOT_FLYER_RECORD].as.frame.slots;
	Str bytes = { 0 };
	const DrawingAbout told = about(f);
	drawing_keep_names(desk->drawing, desk_names_of(desk, r, scratch));
	if (!flyer_fit(f, slots, scratch))
		flyer_tell_full(f);
	else if (desk->checks || sheet_draw(&f->sheet, &told, &desk->group, &bytes))
		flyer_tell_lost(f);
	drawing_forget(desk->drawing);
	drawing_keep_names(desk->drawing, desk_names(desk));
	arena_free(&f->arena);
	return bytes;
}

/* Made once a group: the record's page and the flyer's tell its size. */
static Str flyer_pdf(Desk *desk, const Record *r)
{
	if (desk->printed == r)
		return desk->print;
	Arena scratch = { 0 };
	desk->print = desk_can_draw(desk) ? flyer_draw(desk, r, &scratch) : (Str){ 0 };
	desk->printed = r;
	arena_free(&scratch);
	return desk->print;
}

void fill_flyer_pdf(Value *record, Desk *desk, const Record *r, bool sized)
{
	Arena *a = &desk->group;
	if (desk->press->skip.pdf || !state_has_flyer(r->state))
		return;
	size_t size = sized ? flyer_pdf(desk, r).len : 0;
	record[SLOT_RECORD_PDF_URL] =
		value_text(address_of(desk->press->site, flyer_pdf_path(r, a), a));
	record[SLOT_RECORD_PDF_SIZE] =
		value_text(words_pdf(SHEET_A4, sized ? size : 0, a));
}

Str render_flyer_pdf(Desk *desk, const Output *out)
{
	return flyer_pdf(desk, out->of.record);
}
