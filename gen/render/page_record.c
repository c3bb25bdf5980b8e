#include "render/address.h"
#include "render/languages.h"
#include "render/linked.h"
#include "render/view.h"
#include "render/words.h"
#include "site/state.h"

/* The list a record stands in, as a crumb. */
static Value list_crumb(const Press *press, const Record *r, Arena *a)
{
	Str folder = r->kind == KIND_SCHEME ? STR("schemes/") : kind_folder(r->area, r->kind, 1, a);
	return link_frame(str_from(KIND_INFO[r->kind].ja), address_of(press->site, folder, a),
	                  (Str){ 0 }, false, a);
}

/* Other languages have pages of a record only where it has an easy text. */
static Str name_told(const Output *out)
{
	const Record *r = out->of.record;
	return out->language && r->easy->name.len ? r->easy->name : r->name;
}

static Value record_page(Desk *desk, const Output *out, Str kind, Str crumb, bool noindex)
{
	const Record *r = out->of.record;
	Str name = name_told(out);
	const PageHead head = {
		.heading = name,
		.title = crumb.len ? STR_CONCAT(&desk->page, name, STR("（"), crumb, STR("）")) : name,
		.summary = out->language ? r->easy->summary : r->summary,
		.kind = kind,
		.between = list_crumb(desk->press, r, &desk->page),
		.crumb = crumb.len ? crumb : name,
		.entity = noindex || out->language ? (Str){ 0 } : linked_record(desk, r),
		.noindex = noindex,
	};
	return view_page(desk, out, &head);
}

/* The shared frame with what only its own page shows. */
static Value with_body(Desk *desk, const Output *out)
{
	const Record *r = out->of.record;
	const Value *shared = view_record(desk, r);
	Value *s = (Value *)shared->as.frame.slots;
	/* What is wrong in the easy text is told with the page that is always there. */
	Str easy = record_has_easy(r) ? view_easy_body(desk, r) : (Str){ 0 };
	s[SLOT_RECORD_BODY] = value_html(out->language ? easy : view_body(desk, r));
	fill_flyer_pdf(s, desk, r, !out->language);
	s[SLOT_RECORD_EASY] = value_bool(record_has_easy(r));
	if (out->language) {
		s[SLOT_RECORD_NAME] = value_text(name_told(out));
		s[SLOT_RECORD_SUMMARY] = value_text(r->easy->summary);
	}
	return *shared;
}

Str render_record(Desk *desk, const Output *out)
{
	Value *s = frame_slots(&RECORD_PAGE_SHAPE, &desk->page);
	s[SLOT_RECORD_PAGE_SITE] = desk->press->plain_site_frame;
	s[SLOT_RECORD_PAGE_PAGE] = record_page(desk, out, STR("record"), (Str){ 0 },
	                                       !state_is_listed(out->of.record->state));
	s[SLOT_RECORD_PAGE_RECORD] = with_body(desk, out);
	return desk_render(desk, LAYOUT_RECORD, s);
}

/* /r/ID/ */

static Str short_page(Desk *desk, const Output *out, Str crumb)
{
	const Record *r = out->of.record;
	Value *s = frame_slots(&SHORT_SHAPE, &desk->page);
	s[SLOT_SHORT_SITE] = desk->press->plain_site_frame;
	s[SLOT_SHORT_PAGE] = record_page(desk, out, STR("short"), crumb, true);
	s[SLOT_SHORT_RECORD] = *view_record(desk, r);
	s[SLOT_SHORT_TARGET_URL] = value_text(ready_record(desk->press, r)->url);
	return desk_render(desk, LAYOUT_SHORT, s);
}

Str render_short(Desk *desk, const Output *out)
{
	return short_page(desk, out, STR("短いアドレス"));
}

Str render_withdrawn(Desk *desk, const Output *out)
{
	const Withdrawn *w = out->of.withdrawn;
	Arena *a = &desk->page;
	Str name = w->name.len ? w->name : STR("取り下げたお知らせ");
	const PageHead head = { .heading = name,
		                .kind = STR("short"),
		                .crumb = name,
		                .of_site = true,
		                .noindex = true };
	Value *record = frame_slots(&RECORD_SHAPE, a);
	record[SLOT_RECORD_ID] = value_text(w->id);
	record[SLOT_RECORD_NAME] = value_text(name);
	Value *s = frame_slots(&SHORT_SHAPE, a);
	s[SLOT_SHORT_SITE] = desk->press->plain_site_frame;
	s[SLOT_SHORT_PAGE] = view_page(desk, out, &head);
	s[SLOT_SHORT_RECORD] = value_frame(&RECORD_SHAPE, record);
	s[SLOT_SHORT_WITHDRAWN] = value_text(STR_CONCAT(
		a, words_date(w->date, a), STR("に取り下げました。今は行っていません。")));
	return desk_render(desk, LAYOUT_SHORT, s);
}

/* An old address: says where the record is now. */
Str render_moved(Desk *desk, const Output *out)
{
	Str folder = str_sub(out->path, 0, str_find(out->path, STR("/index.html")));
	return short_page(desk, out, STR_CONCAT(&desk->page, STR("前のアドレス "), folder));
}
