#include "render/address.h"
#include "render/view.h"
#include "render/words.h"
#include "site/say.h"

enum { ENTRIES_MOST = 22, PLACES_MOST = 8 };

static Str hours_of(const Record *place, Arena *a)
{
	Buf b = { .arena = a };
	say_hours(&b, place->as.place.hours);
	return buf_text(&b);
}

/* Those of the area itself before those around it. */
static Value view_standing(const Press *press, const Area *area, Arena *a)
{
	const RowFilter f = { ANY, ANY, KIND_PLACE, ANY, AGE_ANY };
	const ReadyArea *ready = ready_area(press, area);
	List list = { .arena = a };
	for (int around = 0; around < 2; around++) {
		size_t found, total;
		const uint32_t *numbers = rows_find(around ? ready->around : ready->inside, &f, 0, PLACES_MOST - list.count,
		                                    &found, &total, a);
		for (size_t i = 0; i < found; i++) {
			const Record *place = press->site->records[numbers[i]];
			list_add(&list, link_frame(place->name, ready_record(press, place)->url, hours_of(place, a), false, a));
		}
	}
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
	DayRange days = { month_first_day(month), month_first_day(month + 1) - 1 };
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
	s[SLOT_BOARD_DAYS] = view_days(press, out->area, days, ENTRIES_MOST, &left_out, a);
	s[SLOT_BOARD_PLACES] = view_standing(press, out->area, a);
	s[SLOT_BOARD_LEFT_OUT] = value_text(words_left_out(press, out->area, left_out, a));
	s[SLOT_BOARD_QR] = view_qr(press, folder, a);
	s[SLOT_BOARD_ADDRESS] = value_text(printed_address(press->site, folder, a));
	s[SLOT_BOARD_NEXT] = value_text(buf_text(&next));
	s[SLOT_BOARD_OTHER_URL] = value_text(
		address_of(press->site, board_folder(out->area, month == now ? now + 1 : now, a), a));
	return desk_render(desk, LAYOUT_BOARD, s);
}
