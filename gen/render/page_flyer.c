#include "base/utf8.h"
#include "render/address.h"
#include "render/view.h"
#include "render/words.h"
#include "site/state.h"

enum { HEADLINE_SMALL = 10, HEADLINE_MIDDLE = 18, TABS_MOST = 10 };

static Str headline(const Record *r)
{
	return r->flyer.headline.len ? r->flyer.headline : r->name;
}

static Str headline_size(Str text)
{
	size_t count = utf8_count(text);
	return count <= HEADLINE_SMALL ? STR("s") : count <= HEADLINE_MIDDLE ? STR("m") : STR("l");
}

/* 12月8日（火曜日）は中止です; the shared banner says it. */
static Str band(const Value *record)
{
	return record->as.frame.slots[SLOT_RECORD_BANNER].as.text;
}

/* A sheet comes down on its last day; where that is open or far, the day is written in by hand. */
static Str until_words(const Press *press, const Record *r, Arena *a)
{
	Day last = record_last_day(r), limit = press->site->today + press->site->info.board.max_days;
	if (!last || last > limit)
		return STR("　　月　　日");
	return words_date(last, a);
}

/* A box for the stamp where any board of the record's area asks for it, or boards do in general. */
static bool wants_stamp(const Site *site, const Area *area)
{
	bool any = false;
	for (size_t i = 0; i < site->boards.count; i++) {
		const Board *board = &site->boards.items[i];
		if (!board->area || !area_contains(area, board->area))
			continue;
		any = true;
		if (board->stamp)
			return true;
	}
	return !any && site->info.board.stamp;
}

static Value view_points(const Record *r, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < r->flyer.points.count; i++)
		list_add_text(&list, r->flyer.points.items[i]);
	return list_value(&list);
}

static Value view_tabs(const Press *press, const Record *r, Arena *a)
{
	List list = { .arena = a };
	Str address = printed_address(press->site, short_folder(r->id, a), a);
	for (int i = 0; i < r->flyer.tabs && i < TABS_MOST; i++)
		list_add(&list, link_frame(r->name, (Str){ 0 }, address, false, a));
	return list_value(&list);
}

static Value flyer_page(Desk *desk, const Output *out)
{
	const Record *r = out->of.record;
	const PageHead head = {
		.heading = r->name, .title = STR_CONCAT(&desk->page, r->name, STR("（チラシ）")), .summary = r->summary,
		.kind = STR("flyer"), .crumb = STR("チラシ"), .noindex = true,
		.between = link_frame(r->name, ready_record(desk->press, r)->url, (Str){ 0 }, false, &desk->page),
	};
	return view_page(desk, out, &head);
}

Str render_flyer(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	const Record *r = out->of.record;
	Arena *a = &desk->page;
	const Value *record = view_record(desk, r);
	Value *s = frame_slots(&FLYER_SHAPE, a);
	s[SLOT_FLYER_SITE] = press->site_frame;
	s[SLOT_FLYER_PAGE] = flyer_page(desk, out);
	s[SLOT_FLYER_RECORD] = *record;
	s[SLOT_FLYER_HEADLINE] = value_text(headline(r));
	s[SLOT_FLYER_HEADLINE_SIZE] = value_text(headline_size(headline(r)));
	s[SLOT_FLYER_POINTS] = view_points(r, a);
	s[SLOT_FLYER_HAS_POINTS] = value_bool(r->flyer.points.count > 0);
	s[SLOT_FLYER_BAND] = value_text(band(record));
	s[SLOT_FLYER_QR] = view_qr(press, short_folder(r->id, a), a);
	s[SLOT_FLYER_UNTIL] = value_text(until_words(press, r, a));
	s[SLOT_FLYER_STAMP] = value_bool(wants_stamp(press->site, r->area));
	if (r->assured)
		s[SLOT_FLYER_AS_OF] = value_text(STR_CONCAT(a, words_date(r->assured, a), STR("現在")));
	s[SLOT_FLYER_TABS] = view_tabs(press, r, a);
	s[SLOT_FLYER_HAS_TABS] = value_bool(r->flyer.tabs > 0);
	s[SLOT_FLYER_LARGE] = value_bool(r->flyer.large);
	return desk_render(desk, LAYOUT_FLYER, s);
}
