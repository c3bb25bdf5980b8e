#include "render/address.h"
#include "render/view.h"
#include "render/words.h"

enum { LEAD_MOST = 12 };

const uint32_t *rows_find(Rows rows, Kind kind, size_t skip, size_t most, size_t *found, size_t *total, Arena *a)
{
	size_t room = most < rows.count ? most : rows.count;
	uint32_t *numbers = NEW_ARRAY(a, uint32_t, room);
	*found = *total = 0;
	for (size_t i = 0; i < rows.count; i++) {
		if (rows.items[i].kind != kind)
			continue;
		if (*total >= skip && *found < room)
			numbers[(*found)++] = rows.items[i].record;
		(*total)++;
	}
	return numbers;
}

Value view_rows(const Press *press, Rows rows, Kind kind, size_t most, SectionHead head, Arena *a)
{
	size_t found;
	const uint32_t *numbers = rows_find(rows, kind, 0, most, &found, &head.count, a);
	if (!found)
		return (Value){ 0 };
	if (found == head.count)
		head.more_url = (Str){ 0 };
	return view_section_rows(press, &head, numbers, found, a);
}

/* Of the areas around only notices: an event called off there is theirs to tell. */
static void add_leads(uint32_t numbers[LEAD_MOST], size_t *found, size_t *total, Rows rows,
                      int lead, bool around)
{
	for (size_t i = 0; i < rows.count; i++) {
		if (rows.items[i].lead != lead || (around && lead == LEAD_ALTERED))
			continue;
		(*total)++;
		if (*found < LEAD_MOST)
			numbers[(*found)++] = rows.items[i].record;
	}
}

Value view_leads(const Press *press, const Area *area, Arena *a)
{
	const ReadyArea *ready = ready_area(press, area);
	uint32_t numbers[LEAD_MOST];
	size_t found = 0, total = 0;
	for (int lead = LEAD_EMERGENCY; lead < LEADS; lead++) {
		add_leads(numbers, &found, &total, ready->inside, lead, false);
		add_leads(numbers, &found, &total, ready->around, lead, true);
	}
	if (!found)
		return (Value){ 0 };
	SectionHead head = { .id = STR("notices"),
		             .label = STR("中止・変更とお知らせ"),
		             .count = total,
		             .more = STR("お知らせをすべて見る") };
	if (found < total)
		head.more_url = address_of(press->site, kind_folder(area, KIND_NOTICE, 1, a), a);
	return view_section_rows(press, &head, numbers, found, a);
}

size_t page_count(size_t total)
{
	return total ? (total + LIST_PAGE - 1) / LIST_PAGE : 1;
}

static Str page_url(const Press *press, Str folder, size_t page, Arena *a)
{
	Str path = page < 2 ? folder : STR_CONCAT(a, folder, str_format(a, "page/%zu/", page));
	return address_of(press->site, path, a);
}

Value view_pager(const Press *press, Str folder, int page, size_t pages, Arena *a)
{
	size_t now = (size_t)page;
	List list = { .arena = a };
	if (pages < 2)
		return (Value){ 0 };
	for (size_t p = 1; p <= pages; p++) {
		/* The first and the last, and those near: a hundred numbers help nobody. */
		bool near = p + 3 > now && p < now + 3;
		if (p == 1 || p == pages || near)
			list_add(&list,
			         link_frame(words_number(p, a),
			                    p == now ? (Str){ 0 } : page_url(press, folder, p, a),
			                    (Str){ 0 }, p == now, a));
	}
	Value *s = frame_slots(&PAGER_SHAPE, a);
	s[SLOT_PAGER_PAGES] = list_value(&list);
	if (now > 1)
		s[SLOT_PAGER_BEFORE_URL] = value_text(page_url(press, folder, now - 1, a));
	if (now < pages)
		s[SLOT_PAGER_AFTER_URL] = value_text(page_url(press, folder, now + 1, a));
	s[SLOT_PAGER_WORDS] = value_text(str_format(a, "%zuページ中 %zuページ目", pages, now));
	return value_frame(&PAGER_SHAPE, s);
}
