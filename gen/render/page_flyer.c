#include "render/address.h"
#include "render/paper.h"
#include "render/heading.h"
#include "render/view.h"

static Value flyer_page(Desk *desk, const Output *out)
{
	const Record *r = out->of.record;
	const PageHead head = {
		.heading = r->name,
		.title = STR_CONCAT(&desk->page, r->name, STR("（チラシ）")),
		.summary = r->summary,
		.kind = STR("flyer"),
		.crumb = STR("チラシ"),
		.noindex = true,
		.between = link_frame(r->name, ready_record(desk->press, r)->url, (Str){ 0 }, false,
		                      &desk->page),
	};
	return view_page(desk, out, &head);
}

/*
 * By what a browser may need: its fonts are not known here, so widths are estimated, and err to the large side.
 * Headlines of two sizes are tried over facts of one: these are estimated once.
 */
typedef struct Estimate {
	const Value *facts, *text;
	TypeSize size;
	int height;                            /* all but the headline */
} Estimate;

static int room_by_estimate(void *context, const Value *slots, TypeSize size, char headline)
{
	Estimate *e = context;
	const Value *facts = slots[SLOT_FLYER_FACTS].as.items, *text = slots[SLOT_FLYER_BODY].as.items;
	if (!e->facts || e->facts != facts || e->text != text || e->size != size)
		*e = (Estimate){ facts, text, size, flyer_height(slots, size) };
	return PAPER_HEIGHT - e->height - flyer_headline_height(slots, size, headline);
}

/* All tabs are one frame. */
static void set_tab_code(const Value *tabs, Value code)
{
	if (tabs->count)
		((Value *)tabs->as.items->as.frame.slots)[SLOT_TAB_QR] = code;
}

/* A sheet that is too full even so gives up the codes of its tabs, which take a third of them. */
static void fit(Value *s, Desk *desk, const Record *r, Arena *a)
{
	const Press *press = desk->press;
	const Value *tabs = &s[SLOT_FLYER_TABS];
	if (tabs->count)
		set_tab_code(tabs, view_qr(press, short_folder(r->id, a), QR_L, a));
	if (view_flyer_cut(s, desk, r, room_by_estimate, &(Estimate){ 0 }, a) || !tabs->count)
		return;
	set_tab_code(tabs, (Value){ 0 });
	view_flyer_cut(s, desk, r, room_by_estimate, &(Estimate){ 0 }, a);
}

Str render_flyer(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	const Record *r = out->of.record;
	Arena *a = &desk->page;
	Value *s = view_flyer(desk, r, a);
	Str folder = short_folder(r->id, a);
	s[SLOT_FLYER_PAGE] = flyer_page(desk, out);
	s[SLOT_FLYER_ADDRESS_HTML] = value_html(breakable_address(printed_address(press->site, folder, a), a));
	s[SLOT_FLYER_HEADLINE_HTML] = view_heading(desk, out, s[SLOT_FLYER_HEADLINE].as.text);
	s[SLOT_FLYER_QR] = view_qr(press, folder, QR_M, a);
	fill_flyer_pdf((Value *)s[SLOT_FLYER_RECORD].as.frame.slots, desk, r, true);
	fit(s, desk, r, a);
	return desk_render(desk, LAYOUT_FLYER, s);
}
