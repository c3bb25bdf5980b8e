#include "render/address.h"
#include "render/view.h"
#include "render/words.h"

enum { NEAREST_MOST = 5 };

/* The two parts of an index that are paged, one behind the other. */
typedef struct Part {
	Str id, label;
	AgeMatch match;
} Part;

static const Part parts_of_age[] = {
	{ STR_INIT("named"), STR_INIT("の方へ"), AGE_NAMED },
	{ STR_INIT("everyone"), STR_INIT("どなたでも"), AGE_EVERYONE },
};
static const Part parts_of_all[] = { { STR_INIT("here"), STR_INIT("ここで使えるもの"), AGE_ANY } };

typedef struct Index {
	Desk *desk;
	const Output *out;
	const ReadyArea *ready;
	const Press *press;
	Arena *arena;
	size_t total;                          /* of all parts */
} Index;

/* The part's records that fall on this page. */
static void add_part(const Index *x, const Part *part, size_t *before, List *sections)
{
	const Output *out = x->out;
	size_t from = (size_t)(out->page - 1) * LIST_PAGE, until = from + LIST_PAGE, found, total;
	size_t skip = from > *before ? from - *before : 0, most = until > *before + skip ? until - *before - skip : 0;
	const RowFilter f = { out->age, out->purpose, ANY, ANY, part->match };
	const uint32_t *numbers = rows_find(x->ready->inside, &f, skip, most, &found, &total, x->arena);
	*before += total;
	if (!found)
		return;
	SectionHead head = { .id = part->id, .label = part->label, .count = total };
	if (part->match == AGE_NAMED)
		head.label = STR_CONCAT(x->arena, term_at(x->press->site, AGES, out->age)->label, part->label);
	list_add(sections, view_section_rows(x->press, &head, numbers, found, x->arena));
}

static void add_around(const Index *x, List *sections)
{
	const Output *out = x->out;
	const Area *parent = out->area->parent;
	const RowFilter f = { out->age, out->purpose, ANY, ANY, out->age == ANY ? AGE_ANY : AGE_WELCOME };
	if (!parent)
		return;
	const Site *site = x->press->site;
	Str folder = index_folder(parent, term_at(site, AGES, out->age), term_at(site, PURPOSES, out->purpose), 1, x->arena);
	SectionHead head = { .id = STR("around"), .label = STR("まわりで使えるもの"), .more_url = address_of(site, folder, x->arena),
		             .more = STR_CONCAT(x->arena, parent->name, STR("の一覧で、すべて見る")) };
	Value section = view_rows(x->press, x->ready->around, &f, AROUND_MOST, head, x->arena);
	if (section.kind != VALUE_NONE)
		list_add(sections, section);
}

static Value view_sections(const Index *x)
{
	List sections = { .arena = x->arena };
	size_t before = 0;
	if (x->out->age == ANY) {
		add_part(x, &parts_of_all[0], &before, &sections);
	} else {
		add_part(x, &parts_of_age[0], &before, &sections);
		add_part(x, &parts_of_age[1], &before, &sections);
	}
	if ((size_t)x->out->page == page_count(x->total))
		add_around(x, &sections);
	return list_value(&sections);
}

/* Where an empty index sends people: one choice given up at a time, then the area around. */
static Value view_nearest(const Index *x)
{
	const Output *out = x->out;
	const struct { const Area *area; int age, purpose; } choices[] = {
		{ out->area, out->age, ANY }, { out->area, ANY, out->purpose }, { out->area->parent, out->age, out->purpose },
		{ x->press->site->areas[0], out->age, out->purpose }, { out->area->parent, out->age, ANY },
		{ out->area->parent, ANY, out->purpose }, { out->area, ANY, ANY }, { out->area->parent, ANY, ANY },
	};
	List list = { .arena = x->arena };
	for (size_t i = 0; i < sizeof(choices) / sizeof(*choices) && list.count < NEAREST_MOST; i++) {
		bool repeats = false;
		for (size_t k = 0; k < i; k++)
			repeats |= choices[k].area == choices[i].area && choices[k].age == choices[i].age &&
			           choices[k].purpose == choices[i].purpose;
		if (choices[i].area && !repeats && press_count(x->press, choices[i].area, choices[i].age, choices[i].purpose))
			list_add(&list, view_index_choice(x->press, choices[i].area, choices[i].age, choices[i].purpose, x->arena));
	}
	return list_value(&list);
}

static Str folder_of_place(const void *context, const Area *area, Arena *a)
{
	const Index *x = context;
	const Site *site = x->press->site;
	return index_folder(area, term_at(site, AGES, x->out->age), term_at(site, PURPOSES, x->out->purpose), 1, a);
}

static long count_of_place(const void *context, const Press *press, const Area *area)
{
	const Index *x = context;
	return press_count(press, area, x->out->age, x->out->purpose);
}

static Value index_page(const Index *x)
{
	const Output *out = x->out;
	Arena *a = x->arena;
	Str words = words_index(x->press->site, out->age, out->purpose, a);
	Str page = out->page > 1 ? str_format(a, "（%dページ目）", out->page) : (Str){ 0 };
	Str count = words_number(x->total, a);
	const PageHead head = {
		.heading = STR_CONCAT(a, out->area->name, STR("："), words),
		.title = STR_CONCAT(a, words, page),
		.summary = STR_CONCAT(a, x->ready->full_name, STR("で使えるもの "), count, STR("件です。")),
		.kind = STR("index"), .crumb = words, .noindex = !x->total || out->page > 1,
	};
	return view_page(x->desk, out, &head);
}

Str render_index(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	const Site *site = press->site;
	Arena *a = &desk->page;
	const Index x = { desk, out, ready_area(press, out->area), press, a,
		          press_count(press, out->area, out->age, out->purpose) };
	const PlacePage places = { folder_of_place, count_of_place, &x };
	const Term *age = term_at(site, AGES, out->age), *purpose = term_at(site, PURPOSES, out->purpose);
	Value *s = frame_slots(&INDEX_SHAPE, a);
	s[SLOT_INDEX_SITE] = press->site_frame;
	s[SLOT_INDEX_PAGE] = index_page(&x);
	s[SLOT_INDEX_AGE] = value_text(age ? age->label : (Str){ 0 });
	s[SLOT_INDEX_PURPOSE] = value_text(purpose ? purpose->label : (Str){ 0 });
	s[SLOT_INDEX_AGES] = view_ages(press, out->area, out->purpose, out->age, true, a);
	s[SLOT_INDEX_PURPOSES] = view_purposes(press, out->area, out->age, out->purpose, true, a);
	s[SLOT_INDEX_PLACES] = view_places(press, out->area, &places, a);
	s[SLOT_INDEX_SECTIONS] = view_sections(&x);
	s[SLOT_INDEX_EMPTY] = value_bool(x.total == 0);
	if (!x.total)
		s[SLOT_INDEX_NEAREST] = view_nearest(&x);
	s[SLOT_INDEX_PAGER] = list_of_one(
		view_pager(press, index_folder(out->area, age, purpose, 1, a), out->page, x.total, a), a);
	return desk_render(desk, LAYOUT_INDEX, s);
}
