#include "render/address.h"
#include "render/ics.h"
#include "render/indexes.h"
#include "render/view.h"
#include "render/words.h"

enum { NEAREST_MOST = 5 };

typedef struct Index {
	Desk *desk;
	const Output *out;
	const ReadyArea *ready;
	const Press *press;
	Arena *arena;
	IndexRecords records;
	size_t total;
} Index;

/* Of the records from … until - 1 of the whole list, those on this page. */
static void add_part(const Index *x, SectionHead head, size_t from, size_t until, List *sections)
{
	size_t first = (size_t)(x->out->page - 1) * LIST_PAGE, last = first + LIST_PAGE;
	head.count = until - from;
	if (first < from)
		first = from;
	if (last > until)
		last = until;
	if (first < last)
		list_add(sections, view_section_rows(x->press, &head, x->records.here + first,
		                                     last - first, x->arena));
}

static void add_here(const Index *x, List *sections)
{
	const Term *age = term_at(x->press->site, AGES, x->out->age);
	SectionHead named = { .id = STR("here"), .label = STR("ここで使えるもの") };
	if (age)
		named = (SectionHead){ .id = STR("named"),
			               .label = STR_CONCAT(x->arena, age->label, STR("の方へ")) };
	SectionHead everyone = { .id = STR("everyone"), .label = STR("どなたでも") };
	add_part(x, named, 0, x->records.named, sections);
	add_part(x, everyone, x->records.named, x->total, sections);
}

static void add_around(const Index *x, List *sections)
{
	const Output *out = x->out;
	const Area *parent = out->area->parent;
	const IndexRecords *records = &x->records;
	if (!parent || !records->around_count)
		return;
	SectionHead head = { .id = STR("around"),
		             .label = STR("まわりで使えるもの"),
		             .count = records->around_total,
		             .more = STR_CONCAT(x->arena, parent->name,
		                                STR("の一覧で、すべて見る")) };
	if (records->around_count < records->around_total)
		head.more_url = press_index(x->press, parent, out->age, out->purpose)->url;
	list_add(sections,
	         view_section_rows(x->press, &head, records->around, records->around_count, x->arena));
}

static Value view_sections(const Index *x)
{
	List sections = { .arena = x->arena };
	add_here(x, &sections);
	if ((size_t)x->out->page == page_count(x->total))
		add_around(x, &sections);
	return list_value(&sections);
}

/* Each choice, leading to the list without it. */
static Value view_chosen(const Index *x)
{
	const Output *out = x->out;
	const Site *site = x->press->site;
	const Term *age = term_at(site, AGES, out->age), *purpose = term_at(site, PURPOSES, out->purpose);
	List list = { .arena = x->arena };
	if (age)
		list_add(&list, term_frame(STR("age"), age, age->label,
		                           choice_of_index(x->press, out->area, ANY, out->purpose), false, x->arena));
	if (purpose)
		list_add(&list, term_frame(STR("purpose"), purpose, purpose->label,
		                           choice_of_index(x->press, out->area, out->age, ANY), false, x->arena));
	return list_value(&list);
}

static Value view_wider(const Index *x)
{
	const Output *out = x->out;
	List list = { .arena = x->arena };
	for (const Area *up = out->area->parent; up; up = up->parent)
		list_add(&list, term_frame(up->slug, NULL, up->name,
		                           choice_of_index(x->press, up, out->age, out->purpose), false, x->arena));
	return list_value(&list);
}

/* Where an empty index sends people: one choice given up at a time, then the area around. */
static Value view_nearest(const Index *x)
{
	const Output *out = x->out;
	const struct {
		const Area *area;
		int age, purpose;
	} choices[] = {
		{ out->area, out->age, ANY },
		{ out->area, ANY, out->purpose },
		{ out->area->parent, out->age, out->purpose },
		{ x->press->site->areas[0], out->age, out->purpose },
		{ out->area->parent, out->age, ANY },
		{ out->area->parent, ANY, out->purpose },
		{ out->area, ANY, ANY },
		{ out->area->parent, ANY, ANY },
	};
	List list = { .arena = x->arena };
	for (size_t i = 0; i < sizeof(choices) / sizeof(*choices) && list.count < NEAREST_MOST;
	     i++) {
		bool repeats = false;
		for (size_t k = 0; k < i; k++)
			repeats |= choices[k].area == choices[i].area &&
			           choices[k].age == choices[i].age &&
			           choices[k].purpose == choices[i].purpose;
		if (choices[i].area && !repeats &&
		    press_index(x->press, choices[i].area, choices[i].age, choices[i].purpose)
		            ->count)
			list_add(&list, view_index_choice(x->press, choices[i].area, choices[i].age,
			                                  choices[i].purpose, x->arena));
	}
	return list_value(&list);
}

static Value index_page(const Index *x)
{
	const Output *out = x->out;
	Arena *a = x->arena;
	Str words = words_index(x->press->site, out->age, out->purpose, a);
	Str page = out->page > 1 ? str_format(a, "（%dページ目）", out->page) : (Str){ 0 };
	Str count = press_index(x->press, out->area, out->age, out->purpose)->words;
	const PageHead head = {
		.heading = STR_CONCAT(a, out->area->name, STR("："), words),
		.title = STR_CONCAT(a, words, page),
		.summary = STR_CONCAT(a, x->ready->full_name, STR("で使えるもの "), count,
		                      STR("件です。")),
		.kind = STR("index"),
		.crumb = words,
		.noindex = !x->total || out->page > 1,
	};
	return view_page(x->desk, out, &head);
}

static Index index_of(Desk *desk, const Output *out)
{
	IndexRecords records = indexes_at(desk_indexes(desk, out->area), out->age, out->purpose);
	return (Index){ .desk = desk,
		        .out = out,
		        .ready = ready_area(desk->press, out->area),
		        .press = desk->press,
		        .arena = &desk->page,
		        .records = records,
		        .total = records.here_count };
}

/* There is one of the city for an age or a purpose. */
static void fill_calendar(Value *s, const Index *x, const Term *age, const Term *purpose)
{
	if (x->out->area->parent || !age == !purpose || x->out->page > 1 || !x->total)
		return;
	CalendarLink link = calendar_link(x->press, x->out->area, age, purpose, x->arena);
	s[SLOT_INDEX_CALENDAR_NAME] = value_text(link.name);
	s[SLOT_INDEX_CALENDAR_URL] = value_text(link.url);
	s[SLOT_INDEX_WEBCAL_URL] = value_text(link.webcal_url);
}

Str render_index(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	const Site *site = press->site;
	Arena *a = &desk->page;
	Index x = index_of(desk, out);
	const Term *age = term_at(site, AGES, out->age),
		   *purpose = term_at(site, PURPOSES, out->purpose);
	Value *s = frame_slots(&INDEX_SHAPE, a);
	s[SLOT_INDEX_SITE] = press->plain_site_frame;
	s[SLOT_INDEX_PAGE] = index_page(&x);
	s[SLOT_INDEX_AGE] = value_text(age ? age->label : (Str){ 0 });
	s[SLOT_INDEX_PURPOSE] = value_text(purpose ? purpose->label : (Str){ 0 });
	s[SLOT_INDEX_CHOSEN] = view_chosen(&x);
	s[SLOT_INDEX_HAS_CHOSEN] = value_bool(age || purpose);
	s[SLOT_INDEX_WIDER] = view_wider(&x);
	s[SLOT_INDEX_HAS_WIDER] = value_bool(out->area->parent != NULL);
	s[SLOT_INDEX_AGES] = view_age_tiles(press, out->area, out->age, out->purpose, a);
	s[SLOT_INDEX_PURPOSES] = view_purpose_tiles(press, out->area, out->age, out->purpose, a);
	s[SLOT_INDEX_PLACES] = view_place_tiles(press, out->area, out->age, out->purpose, a);
	s[SLOT_INDEX_SECTIONS] = view_sections(&x);
	fill_calendar(s, &x, age, purpose);
	s[SLOT_INDEX_EMPTY] = value_bool(x.total == 0);
	if (!x.total)
		s[SLOT_INDEX_NEAREST] = view_nearest(&x);
	s[SLOT_INDEX_PAGER] =
		list_of_one(view_pager(press, index_folder(out->area, age, purpose, 1, a),
	                               out->page, page_count(x.total), a),
	                    a);
	return desk_render(desk, LAYOUT_INDEX, s);
}
