#include "render/address.h"
#include "render/view.h"
#include "render/words.h"
#include "site/first_contact.h"

enum { MORE_MOST = 20 };

/* Windows that may be shown, in the order of their rank. */
typedef struct Windows {
	const Record **items;
	size_t count;
} Windows;

static Windows windows_with(const Press *press, TermSet trouble, bool general, Arena *a)
{
	Rows rows = ready_area(press, press->site->areas[0])->inside;
	Windows w = { NEW_ARRAY(a, const Record *,
		                ready_area(press, press->site->areas[0])->kinds[KIND_CONSULTATION]),
		      0 };
	for (size_t i = 0; i < rows.count; i++) {
		if (rows.items[i].kind != KIND_CONSULTATION)
			continue;
		const Record *r = press->site->records[rows.items[i].record];
		if (general ? r->as.consultation.general : (r->troubles & trouble) != 0)
			w.items[w.count++] = r;
	}
	return w;
}

static Value view_hands_to(const Press *press, const Consultation *c, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < c->connects_to.count; i++) {
		const Record *to = c->connects_to.items[i].record;
		if (to)
			list_add(&list, link_frame(to->name, ready_record(press, to)->url,
			                           (Str){ 0 }, false, a));
	}
	return list_value(&list);
}

/* Not for everybody in the city: it lies in an area, or names those it serves. */
static bool serves_a_part(const Record *r)
{
	return r->area->parent || r->areas_written.count;
}

static void add_words(Buf *b, Str words)
{
	buf_str(b, b->len ? STR("・") : (Str){ 0 });
	buf_str(b, words);
}

/* 北原町1〜3丁目・緑町1丁目 */
static Str words_served(const Press *press, const Record *r, Arena *a)
{
	Buf b = { .arena = a };
	bool divided = r->divisions && r->divisions[0];
	for (size_t i = 0; divided && r->divisions[i]; i++) {
		Str holds = words_holds(&r->divisions[i]->towns, a);
		if (holds.len)
			add_words(&b, holds);
	}
	if (r->area->parent)
		add_words(&b, ready_area(press, r->area)->full_name);
	for (size_t i = 0; !divided && r->areas && r->areas[i]; i++)
		add_words(&b, ready_area(press, r->areas[i])->full_name);
	return b.len ? buf_text(&b) : STR("担当する町は確認中です");
}

static Value view_areas_served(const Press *press, const Record *r, Arena *a)
{
	List list = { .arena = a };
	if (r->area->parent)
		list_add(&list, ready_area(press, r->area)->link);
	for (size_t i = 0; r->areas && r->areas[i]; i++)
		list_add(&list, ready_area(press, r->areas[i])->link);
	return list_value(&list);
}

static Value window_frame(const Press *press, const Record *r, Arena *a)
{
	const Consultation *c = &r->as.consultation;
	Value *s = frame_slots(&WINDOW_SHAPE, a);
	s[SLOT_WINDOW_CONTACT] = view_window(r, press, a);
	s[SLOT_WINDOW_SUMMARY] = value_text(r->summary);
	s[SLOT_WINDOW_OUTREACH] = value_text(c->outreach);
	s[SLOT_WINDOW_HANDS_TO] = view_hands_to(press, c, a);
	s[SLOT_WINDOW_HAS_HANDS] = value_bool(s[SLOT_WINDOW_HANDS_TO].count > 0);
	if (serves_a_part(r)) {
		s[SLOT_WINDOW_SERVES] = value_text(words_served(press, r, a));
		s[SLOT_WINDOW_AREAS] = view_areas_served(press, r, a);
		s[SLOT_WINDOW_HAS_AREAS] = value_bool(s[SLOT_WINDOW_AREAS].count > 0);
	}
	return value_frame(&WINDOW_SHAPE, s);
}

static Value age_frame(const Press *press, TermSet ages, const Windows *w, Arena *a)
{
	List whole = { .arena = a }, near = { .arena = a };
	for (size_t i = 0; i < w->count; i++)
		if (w->items[i]->ages == ages)
			list_add(serves_a_part(w->items[i]) ? &near : &whole, window_frame(press, w->items[i], a));
	Str label = words_of_ages(&press->site->vocabulary.lists[AGES], ages, STR("・"), false, a);
	Value *s = frame_slots(&TROUBLE_AGE_SHAPE, a);
	s[SLOT_TROUBLE_AGE_LABEL] = value_text(label.len ? label : STR("どなたでも"));
	s[SLOT_TROUBLE_AGE_WINDOWS] = list_value(&whole);
	s[SLOT_TROUBLE_AGE_HAS_WINDOWS] = value_bool(whole.count > 0);
	s[SLOT_TROUBLE_AGE_NEAR] = list_value(&near);
	s[SLOT_TROUBLE_AGE_NEAR_COUNT] = value_text(str_format(a, "%zu", near.count));
	s[SLOT_TROUBLE_AGE_HAS_NEAR] = value_bool(near.count > 0);
	return value_frame(&TROUBLE_AGE_SHAPE, s);
}

/* For everyone first; then each set of ages once, in the order of its first window. */
static Value view_ages_of(const Press *press, const Windows *w, Arena *a)
{
	List list = { .arena = a };
	bool everyone = false;
	for (size_t i = 0; i < w->count; i++)
		everyone |= !w->items[i]->ages;
	if (everyone)
		list_add(&list, age_frame(press, 0, w, a));
	for (size_t i = 0; i < w->count; i++) {
		bool before = !w->items[i]->ages;
		for (size_t k = 0; k < i; k++)
			before |= w->items[k]->ages == w->items[i]->ages;
		if (!before)
			list_add(&list, age_frame(press, w->items[i]->ages, w, a));
	}
	return list_value(&list);
}

static Value view_more(const Press *press, TermSet trouble, Arena *a)
{
	static const struct {
		Kind kind;
		Str label, more;
	} kinds[] = {
		{ KIND_PLACE, STR_INIT("行けるところ"), STR_INIT("居場所・施設をすべて見る") },
		{ KIND_SERVICE, STR_INIT("使える支援・制度"), STR_INIT("支援・制度をすべて見る") },
	};
	const Area *city = press->site->areas[0];
	Rows rows = ready_area(press, city)->inside;
	List sections = { .arena = a };
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		uint32_t numbers[MORE_MOST];
		size_t found = 0, total = 0;
		for (size_t i = 0; i < rows.count; i++) {
			const Record *r = press->site->records[rows.items[i].record];
			if (rows.items[i].kind != kinds[k].kind || !(r->troubles & trouble))
				continue;
			if (found < MORE_MOST)
				numbers[found++] = rows.items[i].record;
			total++;
		}
		SectionHead head = { .id = str_from(KIND_INFO[kinds[k].kind].id),
			             .label = kinds[k].label,
			             .count = total,
			             .more = kinds[k].more };
		if (found < total)
			head.more_url =
				address_of(press->site, kind_folder(city, kinds[k].kind, 1, a), a);
		if (found)
			list_add(&sections, view_section_rows(press, &head, numbers, found, a));
	}
	return list_value(&sections);
}

static Value trouble_frame(const Press *press, size_t number, Arena *a)
{
	const Term *t = &press->site->vocabulary.lists[TROUBLES].items[number];
	Windows w = windows_with(press, term_bit(number), false, a);
	List hotlines = { .arena = a };
	for (size_t i = 0; i < t->hotlines.count; i++)
		list_add(&hotlines, view_hotline(&t->hotlines.items[i], a));
	Value *s = frame_slots(&TROUBLE_SHAPE, a);
	s[SLOT_TROUBLE_ID] = value_text(t->id);
	s[SLOT_TROUBLE_LABEL] = value_text(t->label);
	s[SLOT_TROUBLE_HOTLINES] = list_value(&hotlines);
	s[SLOT_TROUBLE_HAS_HOTLINES] = value_bool(hotlines.count > 0);
	s[SLOT_TROUBLE_ANCHOR_URL] = value_text(STR_CONCAT(a, STR("#"), t->id));
	s[SLOT_TROUBLE_AGES] = view_ages_of(press, &w, a);
	s[SLOT_TROUBLE_MORE] = view_more(press, term_bit(number), a);
	s[SLOT_TROUBLE_HAS_MORE] = value_bool(s[SLOT_TROUBLE_MORE].count > 0);
	return value_frame(&TROUBLE_SHAPE, s);
}

/* The one that whoever does not know asks first stands alone, the others are folded. */
static void view_general(const Press *press, Value *s, Arena *a)
{
	const Record *first = site_first_contact(press->site, press->site->areas[0], NULL, NULL);
	Windows w = windows_with(press, 0, true, a);
	List ask = { .arena = a }, others = { .arena = a };
	for (size_t i = 0; i < w.count; i++)
		list_add(w.items[i] == first ? &ask : &others, view_window(w.items[i], press, a));
	s[SLOT_CONSULT_FIRST] = list_value(ask.count ? &ask : &others);
	if (ask.count)
		s[SLOT_CONSULT_GENERAL] = list_value(&others);
	s[SLOT_CONSULT_HAS_GENERAL] = value_bool(ask.count && others.count);
}

Str render_consult(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	List troubles = { .arena = a };
	for (size_t i = 0; i < press->site->vocabulary.lists[TROUBLES].count; i++)
		list_add(&troubles, trouble_frame(press, i, a));
	const PageHead head = {
		.heading = STR("困りごとからさがす"),
		.kind = STR("consult"),
		.crumb = STR("困りごとからさがす"),
		.of_site = true,
		.summary = STR("困りごとと年代から、相談先がさがせます。どれか分からないときの相談"
		               "先もあります。"),
	};
	Value *s = frame_slots(&CONSULT_SHAPE, a);
	s[SLOT_CONSULT_SITE] = press->site_frame;
	s[SLOT_CONSULT_PAGE] = view_page(desk, out, &head);
	view_general(press, s, a);
	s[SLOT_CONSULT_TROUBLES] = list_value(&troubles);
	return desk_render(desk, LAYOUT_CONSULT, s);
}
