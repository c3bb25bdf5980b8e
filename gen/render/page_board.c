#include "render/sheet_board.h"
#include "render/words.h"
#include "site/say.h"

static bool is_of_chome(const BoardSheet *sheet)
{
	return sheet->town != NULL;
}

/* 芝久保町3丁目, or the name of the area. */
static Str words_whose(const BoardSheet *sheet, Arena *a)
{
	return is_of_chome(sheet) ? str_format(a, "%.*s%d丁目", STR_ARG(sheet->town->name), sheet->chome)
	                          : sheet->area->name;
}

/* What is written below it. */
static Str words_of_whom(const Press *press, const BoardSheet *sheet)
{
	const ReadyArea *ready = ready_area(press, sheet->area);
	return is_of_chome(sheet) ? ready->full_name : ready->holds;
}

/* Where the calendar is offered, with words: few phones can do anything with webcal: straight from a code. */
Str board_calendar_page(const Area *area, Arena *a)
{
	return STR_CONCAT(a, kind_folder(area, KIND_EVENT, 1, a), STR("#calendar"));
}

static Value board_page(Desk *desk, const Output *out, const BoardSheet *sheet, Str month)
{
	Arena *a = &desk->page;
	Str whose = words_whose(sheet, a), title = STR_CONCAT(a, month, STR("の予定表"));
	if (sheet->paper == SHEET_A3)
		title = STR_CONCAT(a, title, STR("（A3）"));
	const PageHead head = {
		.heading = STR_CONCAT(a, whose, STR(" "), month, STR("の予定")),
		.title = is_of_chome(sheet) ? STR_CONCAT(a, whose, STR(" "), title) : title,
		.summary = STR_CONCAT(a, ready_area(desk->press, out->area)->full_name,
		                      STR("の、掲示板に貼る予定表です。")),
		.kind = STR("board"),
		.crumb = STR_CONCAT(a, month, STR("の予定表")),
		.noindex = true,
		.alone = is_of_chome(sheet),
	};
	return view_page(desk, out, &head);
}

/* All but the lists, and what only a page has. */
static Value *board_slots(const Press *press, const BoardSheet *sheet, Arena *a)
{
	DayRange days = board_days(sheet);
	Buf next = { .arena = a };
	say_day(&next, days.until + 1, day_civil(days.from).year);
	buf_str(&next, STR("から、次の月の予定表になります。"));
	Value *s = frame_slots(&BOARD_SHAPE, a);
	s[SLOT_BOARD_AREA] = value_text(words_whose(sheet, a));
	s[SLOT_BOARD_HOLDS] = value_text(words_of_whom(press, sheet));
	s[SLOT_BOARD_MONTH] = value_text(words_month(days.from, a));
	s[SLOT_BOARD_ADDRESS] =
		value_text(printed_address(press->site, area_folder(sheet->area, a), a));
	s[SLOT_BOARD_CALENDAR_ADDRESS] =
		value_text(printed_address(press->site, kind_folder(sheet->area, KIND_EVENT, 1, a), a));
	s[SLOT_BOARD_NEXT] = value_text(buf_text(&next));
	s[SLOT_BOARD_PAPER] = value_text(paper_class(sheet->paper));
	s[SLOT_BOARD_PAPER_NAME] = value_text(paper_name(sheet->paper));
	return s;
}

static BoardSheet sheet_of(const Output *out)
{
	return (BoardSheet){ .area = out->area, .month = out->page, .paper = (SheetSize)out->list };
}

const Value *view_whole_board(Desk *desk, const Output *out)
{
	const BoardSheet sheet = sheet_of(out);
	Value *s = board_slots(desk->press, &sheet, &desk->page);
	board_fill_whole(s, desk->press, &sheet, &desk->page);
	return s;
}

static Value *filled(Desk *desk, const Output *out, const BoardSheet *sheet)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	Value *s = board_slots(press, sheet, a);
	s[SLOT_BOARD_SITE] = press->plain_site_frame;
	s[SLOT_BOARD_PAGE] = board_page(desk, out, sheet, s[SLOT_BOARD_MONTH].as.text);
	s[SLOT_BOARD_ADDRESS_HTML] = value_html(breakable_address(s[SLOT_BOARD_ADDRESS].as.text, a));
	s[SLOT_BOARD_CALENDAR_ADDRESS_HTML] = value_html(breakable_address(s[SLOT_BOARD_CALENDAR_ADDRESS].as.text, a));
	s[SLOT_BOARD_QR] = view_qr(press, area_folder(sheet->area, a), QR_M, a);
	s[SLOT_BOARD_CALENDAR_QR] = view_qr(press, board_calendar_page(sheet->area, a), QR_M, a);
	board_fill(s, press, sheet, a);
	return s;
}

Value *view_board(Desk *desk, const BoardSheet *sheet, Arena *a)
{
	const Press *press = desk->press;
	Value *s = board_slots(press, sheet, a), *page = frame_slots(&PAGE_SHAPE, a);
	page[SLOT_PAGE_ASK] = ready_area(press, sheet->area)->ask;
	s[SLOT_BOARD_SITE] = press->plain_site_frame;
	s[SLOT_BOARD_PAGE] = value_frame(&PAGE_SHAPE, page);
	board_fill(s, press, sheet, a);
	return s;
}

/* It was made or kept just before; in a preview it is drawn now. */
static void fill_pdf(Value *s, Desk *desk, const Output *out)
{
	Arena *a = &desk->page;
	const BoardSheet sheet = sheet_of(out);
	if (desk->press->skip.pdf)
		return;
	Str path = board_pdf_path(out->area, sheet.month, sheet.paper, a);
	size_t size = str_equal(desk->sheet, path) ? desk->sheet_size : sheet_board(desk, &sheet, a).len;
	s[SLOT_BOARD_PDF_URL] = value_text(address_of(desk->press->site, path, a));
	s[SLOT_BOARD_PDF_SIZE] = value_text(words_pdf(sheet.paper, size, a));
}

Str render_board(Desk *desk, const Output *out)
{
	const Site *site = desk->press->site;
	Arena *a = &desk->page;
	const BoardSheet sheet = sheet_of(out);
	Month month = sheet.month, now = month_of(site->today);
	Value *s = filled(desk, out, &sheet);
	SheetSize other = sheet.paper == SHEET_A4 ? SHEET_A3 : SHEET_A4;
	s[SLOT_BOARD_TEXT_URL] = value_text(address_of(site, board_text_path(out->area, month, a), a));
	s[SLOT_BOARD_OTHER_URL] = value_text(address_of(
		site, board_folder_on(out->area, month == now ? now + 1 : now, sheet.paper, a), a));
	if (area_has_boards(site, out->area))
		s[SLOT_BOARD_PLAN_URL] = value_text(address_of(site, board_plan_folder(out->area, a), a));
	if (board_is_printed_on(site, out->area, other)) {
		s[SLOT_BOARD_SIZE_URL] = value_text(address_of(site, board_folder_on(out->area, month, other, a), a));
		s[SLOT_BOARD_SIZE_NAME] = value_text(paper_name(other));
	}
	fill_pdf(s, desk, out);
	return desk_render(desk, LAYOUT_BOARD, s);
}

Str render_chome_board(Desk *desk, const BoardSheet *sheet)
{
	Arena *a = &desk->page;
	const Output out = { .area = sheet->area };
	Value *s = filled(desk, &out, sheet);
	s[SLOT_BOARD_SITE] = view_site_alone(desk->press, a);
	return desk_render_alone(desk, LAYOUT_BOARD, s);
}
