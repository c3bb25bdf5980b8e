#include "render/address.h"
#include "render/view.h"
#include "render/words.h"
#include "site/say.h"

enum { ENTRIES_MOST = 16, REGULAR_MOST = 10, PLACES_MOST = 6, REGULAR_LEAST = 3 };

/* How many days of the range the event is planned for. */
static size_t days_planned(const Record *event, DayRange range)
{
	const Occurrences *all = &event->as.event.occurrences;
	size_t count = 0;
	for (size_t i = 0; i < all->count; i++)
		count += all->items[i].until >= range.from && all->items[i].day <= range.until;
	return count;
}

/* What comes again and again is told once; only its unusual days stand among the days. */
static bool is_regular(const Record *event, DayRange range)
{
	return event->as.event.repeat.words.len && days_planned(event, range) >= REGULAR_LEAST;
}

static bool is_day_of_its_own(const DaysWanted *wanted, const AgendaItem *item)
{
	return item->occurrence->state != OCCURRENCE_PLANNED || !is_regular(item->record, wanted->days);
}

/* 毎週水曜日 午前10時から11時30分まで 芝久保三丁目集会所 */
static Str words_regular(const Record *event, Arena *a)
{
	const Event *e = &event->as.event;
	Str state = words_of_state(event->state), space = STR(" ");
	return STR_CONCAT(a, state, state.len ? space : (Str){ 0 }, e->repeat.words, space, words_times(e->times, a), space,
	                  words_place_name(&e->place));
}

/* A link has no mark of its own. */
static Str name_marked(const Record *r, Arena *a)
{
	return r->sample ? STR_CONCAT(a, r->name, STR("（見本）")) : r->name;
}

static Value view_regular(const Press *press, const Area *area, DayRange days, size_t *left_out, Arena *a)
{
	Rows rows = ready_area(press, area)->inside;
	List list = { .arena = a };
	for (size_t i = 0; i < rows.count; i++) {
		const Record *r = press->site->records[rows.items[i].record];
		if (rows.items[i].kind != KIND_EVENT || !is_regular(r, days))
			continue;
		if (list.count < REGULAR_MOST)
			list_add(&list, link_frame(name_marked(r, a), ready_record(press, r)->url, words_regular(r, a), false, a));
		else
			(*left_out)++;
	}
	return list_value(&list);
}

static Str hours_of(const Record *place, Arena *a)
{
	Buf b = { .arena = a };
	say_hours(&b, place->as.place.hours);
	return buf_text(&b);
}

static void add_standing(List *list, const Press *press, Rows rows)
{
	for (size_t i = 0; i < rows.count && list->count < PLACES_MOST; i++) {
		const Record *r = press->site->records[rows.items[i].record];
		if (rows.items[i].kind == KIND_PLACE && r->as.place.hours.count)
			list_add(list, link_frame(name_marked(r, list->arena), ready_record(press, r)->url, hours_of(r, list->arena),
			                          false, list->arena));
	}
}

/* Places with known hours: those of the area itself before those around it. */
static Value view_standing(const Press *press, const Area *area, Arena *a)
{
	List list = { .arena = a };
	add_standing(&list, press, ready_area(press, area)->inside);
	add_standing(&list, press, ready_area(press, area)->around);
	return list_value(&list);
}

static Str words_left_out(const Press *press, const Area *area, size_t left_out, Arena *a)
{
	if (!left_out)
		return (Str){ 0 };
	return STR_CONCAT(a, STR("ほかに"), words_number(left_out, a), STR("件あります。"),
	                  printed_address(press->site, kind_folder(area, KIND_EVENT, 1, a), a), STR(" で見られます。"));
}

static Value board_page(Desk *desk, const Output *out, Str month)
{
	Arena *a = &desk->page;
	const PageHead head = {
		.heading = STR_CONCAT(a, out->area->name, STR(" "), month, STR("の予定")), .title = STR_CONCAT(a, month, STR("の予定表")),
		.summary = STR_CONCAT(a, ready_area(desk->press, out->area)->full_name, STR("の、掲示板に貼る予定表です。")),
		.kind = STR("board"), .crumb = STR_CONCAT(a, month, STR("の予定表")), .noindex = true,
	};
	return view_page(desk, out, &head);
}

Str render_board(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	Month month = out->page, now = month_of(press->site->today);
	const DayRange days = { month_first_day(month), month_first_day(month + 1) - 1 };
	const DaysWanted wanted = { .days = days, .most = ENTRIES_MOST, .passes = is_day_of_its_own };
	Str words = words_month(days.from, a), folder = area_folder(out->area, a);
	size_t left_out;
	Buf next = { .arena = a };
	say_day(&next, days.until + 1, day_civil(days.from).year);
	buf_str(&next, STR("から、次の月の予定表になります。"));
	Value *s = frame_slots(&BOARD_SHAPE, a);
	s[SLOT_BOARD_SITE] = press->site_frame;
	s[SLOT_BOARD_PAGE] = board_page(desk, out, words);
	s[SLOT_BOARD_AREA] = value_text(out->area->name);
	s[SLOT_BOARD_HOLDS] = value_text(ready_area(press, out->area)->holds);
	s[SLOT_BOARD_MONTH] = value_text(words);
	s[SLOT_BOARD_DAYS] = view_days(press, out->area, &wanted, &left_out, a);
	s[SLOT_BOARD_REGULAR] = view_regular(press, out->area, days, &left_out, a);
	s[SLOT_BOARD_PLACES] = view_standing(press, out->area, a);
	s[SLOT_BOARD_LEFT_OUT] = value_text(words_left_out(press, out->area, left_out, a));
	s[SLOT_BOARD_QR] = view_qr(press, folder, a);
	s[SLOT_BOARD_ADDRESS] = value_text(printed_address(press->site, folder, a));
	s[SLOT_BOARD_NEXT] = value_text(buf_text(&next));
	s[SLOT_BOARD_OTHER_URL] = value_text(
		address_of(press->site, board_folder(out->area, month == now ? now + 1 : now, a), a));
	return desk_render(desk, LAYOUT_BOARD, s);
}
