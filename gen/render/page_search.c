#include "render/address.h"
#include "render/search.h"
#include "render/view.h"
#include "render/words.h"
#include "site/kana.h"

/* The rows of the syllabary as readers call them. */
static const char *const rows[KANA_GROUPS] = {
	"あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ", "数字・英字など",
};

static Str row_label(int row, Arena *a)
{
	Str name = str_from(rows[row]);
	return row == KANA_OTHER ? name : STR_CONCAT(a, name, STR("行"));
}

Selection kana_row_records(const Press *press, int row)
{
	size_t from = row ? press->kana_ends[row - 1] : 0;
	return (Selection){ press->by_kana + from, press->kana_ends[row] - from };
}

Selection kana_lines(const Press *press, int row, int page)
{
	Selection all = kana_row_records(press, row);
	size_t first = (size_t)(page - 1) * LIST_PAGE, left = all.count - first;
	return (Selection){ all.items + first, left < LIST_PAGE ? left : LIST_PAGE };
}

static Value view_kana(const Press *press, int current, Arena *a)
{
	List list = { .arena = a };
	for (int row = 0; row < KANA_GROUPS; row++) {
		size_t count = kana_row_records(press, row).count;
		Choice choice = { .words = words_number(count, a), .nothing = !count };
		if (count)
			choice.url = address_of(press->site, kana_folder(row, 1, a), a);
		if (count || row != KANA_OTHER)
			list_add(&list, term_frame((Str){ 0 }, NULL, row_label(row, a), choice,
			                           row == current, a));
	}
	return list_value(&list);
}

static Value view_options(const Terms *terms, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < terms->count; i++)
		list_add(&list, term_frame(terms->items[i].id, &terms->items[i], terms->items[i].label,
		                           (Choice){ 0 }, false, a));
	return list_value(&list);
}

/* Areas by their paths, those inside set in. */
static Value view_area_options(const Site *site, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 1; i < site->area_count; i++) {
		const Area *area = site->areas[i];
		Buf label = { .arena = a };
		for (int depth = 1; depth < area->depth; depth++)
			buf_str(&label, STR("　"));
		buf_str(&label, area->name);
		list_add(&list, term_frame(area->path, NULL, buf_text(&label), (Choice){ 0 }, false, a));
	}
	return list_value(&list);
}

/* Kinds and states of records, which data.json tells in Japanese. */
static Str words_said(Arena *a)
{
	Buf b = { .arena = a };
	for (int kind = 0; kind < KINDS; kind++) {
		buf_str(&b, kind ? STR("|") : (Str){ 0 });
		buf_str(&b, str_from(KIND_INFO[kind].ja));
	}
	for (int state = STATE_CANCELLED; state <= STATE_ENDED; state++) {
		buf_char(&b, '|');
		buf_str(&b, words_of_state((State)state));
	}
	return buf_text(&b);
}

Str render_search(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	const PageHead head = {
		.heading = STR("ことばでさがす"),
		.kind = STR("search"),
		.crumb = STR("ことばでさがす"),
		.of_site = true,
		.summary = STR("名前・内容・場所・電話番号などのことばから、催しや相談先をさがします。五十音からも選べます。"),
	};
	Value *s = frame_slots(&SEARCH_SHAPE, a);
	s[SLOT_SEARCH_SITE] = press->plain_site_frame;
	s[SLOT_SEARCH_PAGE] = view_page(desk, out, &head);
	s[SLOT_SEARCH_DATA_URL] = value_text(address_of(press->site, STR("search/data.json"), a));
	s[SLOT_SEARCH_SAID] = value_text(words_said(a));
	s[SLOT_SEARCH_PLACES] = view_area_options(press->site, a);
	s[SLOT_SEARCH_AGES] = view_options(&press->site->vocabulary.lists[AGES], a);
	s[SLOT_SEARCH_PURPOSES] = view_options(&press->site->vocabulary.lists[PURPOSES], a);
	s[SLOT_SEARCH_ROWS] = view_kana(press, ANY, a);
	return desk_render(desk, LAYOUT_SEARCH, s);
}

/* Kana. */

Str render_kana(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	int row = out->list;
	Str label = row_label(row, a), page = out->page > 1 ? str_format(a, "（%dページ目）", out->page) : (Str){ 0 };
	Str from = row == KANA_OTHER ? STR("") : STR("で始まるもの");
	const Selection lines = kana_lines(press, row, out->page);
	SectionHead section = { .id = STR("kana"),
		                .label = STR_CONCAT(a, label, from),
		                .count = kana_row_records(press, row).count };
	const PageHead head = {
		.heading = STR_CONCAT(a, STR("五十音からさがす："), label),
		.title = STR_CONCAT(a, STR("五十音からさがす："), label, page),
		.kind = STR("kana"),
		.between = link_frame(STR("ことばでさがす"), address_of(press->site, STR("search/index.html"), a), (Str){ 0 },
		                      false, a),
		.crumb = label,
		.of_site = true,
		.noindex = out->page > 1,
	};
	Value *s = frame_slots(&KANA_SHAPE, a);
	s[SLOT_KANA_SITE] = press->plain_site_frame;
	s[SLOT_KANA_PAGE] = view_page(desk, out, &head);
	s[SLOT_KANA_ROWS_LIST] = view_kana(press, row, a);
	s[SLOT_KANA_SECTIONS] = list_of_one(view_section(press, &section, lines.items, lines.count, a), a);
	s[SLOT_KANA_PAGER] = list_of_one(
		view_pager(press, kana_folder(row, 1, a), out->page, page_count(section.count), a), a);
	return desk_render(desk, LAYOUT_KANA, s);
}
