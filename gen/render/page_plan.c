#include "render/address.h"
#include "render/board.h"
#include "render/view.h"
#include "render/words.h"
#include "site/say.h"
#include "site/state.h"

/* 貼る・はがす表: what hangs on the boards of a district, and what comes down. */

enum { SHEETS_MOST = 40, GONE_MOST = 40 };

bool area_has_boards(const Site *site, const Area *area)
{
	for (size_t i = 0; i < site->boards.count; i++)
		if (site->boards.items[i].area == area)
			return true;
	return false;
}

static bool is_flyer_of(const Record *r, const Area *area)
{
	return r->area == area && state_has_flyer(r->state);
}

/* What has a last day comes before what has none, the nearest first; else as lists have it. */
static bool comes_before(const Record *a, const Record *b)
{
	Day of_a = record_last_day(a), of_b = record_last_day(b);
	return of_a && (!of_b || of_a < of_b);
}

static void insert(const Record **items, size_t *count, size_t most, const Record *r)
{
	size_t at = *count;
	while (at && comes_before(r, items[at - 1]))
		at--;
	if (at == most)
		return;
	if (*count < most)
		(*count)++;
	for (size_t i = *count - 1; i > at; i--)
		items[i] = items[i - 1];
	items[at] = r;
}

/* From the first of the last month on: who comes by once a month misses nothing. */
static Day gone_since(const Site *site)
{
	return month_first_day(month_of(site->today) - 1);
}

static bool is_gone(const Site *site, const Record *r, const Area *area)
{
	if (r->area != area)
		return false;
	Day last = record_last_day(r);
	return r->state == STATE_SUSPENDED || (r->state == STATE_ENDED && last >= gone_since(site));
}

BoardFlyers board_flyers(const Press *press, const Area *area, Arena *a)
{
	const Selection *own = &press->site->own[area->number];
	BoardFlyers f = { .up = NEW_ARRAY(a, const Record *, SHEETS_MOST),
		          .down = NEW_ARRAY(a, const Record *, GONE_MOST) };
	for (size_t i = 0; i < own->count; i++) {
		if (!is_flyer_of(own->items[i], area))
			continue;
		f.total++;
		insert(f.up, &f.up_count, SHEETS_MOST, own->items[i]);
	}
	for (size_t i = 0; i < press->past_count; i++)
		if (is_gone(press->site, press->past[i], area))
			insert(f.down, &f.down_count, GONE_MOST, press->past[i]);
	return f;
}

/* Frames. */

static Value sheet_frame(Str name, Str kind, Str size, Str edition, Str down, Str url, bool sample, Arena *a)
{
	Value *s = frame_slots(&PLAN_SHEET_SHAPE, a);
	s[SLOT_PLAN_SHEET_NAME] = value_text(name);
	s[SLOT_PLAN_SHEET_KIND] = value_text(kind);
	s[SLOT_PLAN_SHEET_SIZE] = value_text(size);
	s[SLOT_PLAN_SHEET_EDITION] = value_text(edition);
	s[SLOT_PLAN_SHEET_DOWN] = value_text(down);
	s[SLOT_PLAN_SHEET_URL] = value_text(url);
	s[SLOT_PLAN_SHEET_SAMPLE] = value_bool(sample);
	return value_frame(&PLAN_SHEET_SHAPE, s);
}

/* Down on the day after the month, when the next one goes up. */
static Value month_sheet(const Press *press, const Area *area, Month month, SheetSize size, Arena *a)
{
	Day end = month_first_day(month + 1) - 1;
	return sheet_frame(STR_CONCAT(a, words_month(month_first_day(month), a), STR("の予定表")), STR("予定表"),
	                   paper_name(size), (Str){ 0 }, words_day(press->site, end, a),
	                   address_of(press->site, board_folder_on(area, month, size, a), a), false, a);
}

/* view_record keeps its frame for the group; what is told of it here is copied out of it. */
static Value flyer_sheet(Desk *desk, const Record *r)
{
	Arena *a = &desk->page;
	const Value *s = view_record(desk, r)->as.frame.slots;
	Day last = record_last_day(r);
	return sheet_frame(r->name, str_from(KIND_INFO[r->kind].ja), paper_name(SHEET_A4),
	                   s[SLOT_RECORD_EDITION].as.text, last ? words_day(desk->press->site, last, a) : (Str){ 0 },
	                   s[SLOT_RECORD_FLYER_URL].as.text, r->sample, a);
}

static SheetSize size_of(const Board *board)
{
	return str_equal(board->size, paper_name(SHEET_A3)) ? SHEET_A3 : SHEET_A4;
}

static Value view_sheets(const Press *press, const Board *board, const List *flyers, Arena *a)
{
	Month now = month_of(press->site->today);
	List list = { .arena = a };
	for (Month month = now; month < now + 2; month++)
		list_add(&list, month_sheet(press, board->area, month, size_of(board), a));
	for (size_t i = 0; i < flyers->count; i++)
		list_add(&list, flyers->items[i]);
	return list_value(&list);
}

static Value board_frame(const Press *press, const Board *board, const List *flyers, Arena *a)
{
	Value *s = frame_slots(&PLAN_BOARD_SHAPE, a);
	s[SLOT_PLAN_BOARD_NAME] = value_text(board->name);
	s[SLOT_PLAN_BOARD_CHOME] = value_text(board->chome);
	s[SLOT_PLAN_BOARD_OWNER] = value_text(board->owner);
	s[SLOT_PLAN_BOARD_SIZE] = value_text(board->size);
	s[SLOT_PLAN_BOARD_DAYS] = value_text(words_number((size_t)board->max_days, a));
	s[SLOT_PLAN_BOARD_STAMP] = value_bool(board->stamp);
	s[SLOT_PLAN_BOARD_SAMPLE] = value_bool(board->sample);
	s[SLOT_PLAN_BOARD_SHEETS] = view_sheets(press, board, flyers, a);
	return value_frame(&PLAN_BOARD_SHAPE, s);
}

/* 12月8日（火曜日）まで; 休止 */
static Str words_gone(const Press *press, const Record *r, Arena *a)
{
	Day last = record_last_day(r);
	if (r->state == STATE_SUSPENDED)
		return words_of_state(r->state);
	return STR_CONCAT(a, words_day(press->site, last, a), STR("まで"));
}

static Value view_gone(const Press *press, const BoardFlyers *f, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < f->down_count; i++)
		list_add(&list, link_frame(f->down[i]->name, ready_record(press, f->down[i])->url,
		                           words_gone(press, f->down[i], a), false, a));
	return list_value(&list);
}

static Value view_boards(Desk *desk, const Area *area, const BoardFlyers *f)
{
	Arena *a = &desk->page;
	const Site *site = desk->press->site;
	List list = { .arena = a }, flyers = { .arena = a };
	for (size_t i = 0; i < f->up_count; i++)
		list_add(&flyers, flyer_sheet(desk, f->up[i]));
	for (size_t i = 0; i < site->boards.count; i++)
		if (site->boards.items[i].area == area)
			list_add(&list, board_frame(desk->press, &site->boards.items[i], &flyers, a));
	return list_value(&list);
}

Str render_board_plan(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	BoardFlyers f = board_flyers(press, out->area, a);
	const PageHead head = {
		.heading = STR_CONCAT(a, out->area->name, STR(" 貼る・はがす表")),
		.title = STR("貼る・はがす表"),
		.summary = STR_CONCAT(a, out->area->name, STR("の掲示板に、いま貼る紙とはがす紙の表です。")),
		.kind = STR("plan"),
		.crumb = STR("貼る・はがす表"),
		.noindex = true,
	};
	Value *s = frame_slots(&PLAN_SHAPE, a);
	s[SLOT_PLAN_SITE] = press->plain_site_frame;
	s[SLOT_PLAN_PAGE] = view_page(desk, out, &head);
	s[SLOT_PLAN_AREA] = value_text(out->area->name);
	s[SLOT_PLAN_BOARDS] = view_boards(desk, out->area, &f);
	s[SLOT_PLAN_GONE] = view_gone(press, &f, a);
	s[SLOT_PLAN_HAS_GONE] = value_bool(f.down_count > 0);
	if (f.total > f.up_count)
		s[SLOT_PLAN_MORE] = value_text(words_number(f.total - f.up_count, a));
	return desk_render(desk, LAYOUT_PLAN, s);
}
