#include "render/address.h"
#include "render/view.h"
#include "render/words.h"

/* A count below 0 is not told. */
static Value term_frame(Str id, const Term *term, Str label, Str url, long count, bool current, Arena *a)
{
	Value *s = frame_slots(&TERM_SHAPE, a);
	s[SLOT_TERM_ID] = value_text(id);
	s[SLOT_TERM_LABEL] = value_text(label);
	s[SLOT_TERM_SHORT] = value_text(term && term->short_label.len ? term->short_label : label);
	if (term)
		s[SLOT_TERM_NOTE] = value_text(term->note);
	s[SLOT_TERM_URL] = value_text(url);
	if (count >= 0)
		s[SLOT_TERM_COUNT] = value_text(words_number((size_t)count, a));
	s[SLOT_TERM_CURRENT] = value_bool(current);
	s[SLOT_TERM_NOTHING] = value_bool(count == 0);
	return value_frame(&TERM_SHAPE, s);
}

static Value index_term(const Press *press, const Area *area, const Term *shown, Str all, int age, int purpose,
                        bool current, Arena *a)
{
	const Site *site = press->site;
	Str folder = index_folder(area, term_at(site, AGES, age), term_at(site, PURPOSES, purpose), 1, a);
	return term_frame(shown ? shown->id : STR("all"), shown, shown ? shown->label : all, address_of(site, folder, a),
	                  (long)press_count(press, area, age, purpose), current, a);
}

Value view_ages(const Press *press, const Area *area, int purpose, int current, bool with_all, Arena *a)
{
	List list = { .arena = a };
	for (int i = with_all ? ANY : 0; i < (int)press->site->vocabulary.lists[AGES].count; i++)
		list_add(&list, index_term(press, area, term_at(press->site, AGES, i), STR("すべての年代"), i, purpose,
		                           with_all && i == current, a));
	return list_value(&list);
}

Value view_purposes(const Press *press, const Area *area, int age, int current, bool with_all, Arena *a)
{
	List list = { .arena = a };
	for (int i = with_all ? ANY : 0; i < (int)press->site->vocabulary.lists[PURPOSES].count; i++)
		list_add(&list, index_term(press, area, term_at(press->site, PURPOSES, i), STR("すべて"), age, i,
		                           with_all && i == current, a));
	return list_value(&list);
}

Str words_index(const Site *site, int age, int purpose, Arena *a)
{
	const Term *for_age = term_at(site, AGES, age), *for_purpose = term_at(site, PURPOSES, purpose);
	if (for_age && for_purpose)
		return STR_CONCAT(a, for_age->label, STR("・"), for_purpose->label);
	return for_age ? for_age->label : for_purpose ? for_purpose->label : STR("載っているものすべて");
}

Value view_index_choice(const Press *press, const Area *area, int age, int purpose, Arena *a)
{
	const Site *site = press->site;
	Str folder = index_folder(area, term_at(site, AGES, age), term_at(site, PURPOSES, purpose), 1, a);
	Str label = STR_CONCAT(a, area->name, STR("："), words_index(site, age, purpose, a));
	return term_frame(area->slug, NULL, label, address_of(site, folder, a),
	                  (long)press_count(press, area, age, purpose), false, a);
}

Value view_troubles(const Press *press, Arena *a)
{
	const Terms *troubles = &press->site->vocabulary.lists[TROUBLES];
	Str consult = address_of(press->site, STR("consult/index.html"), a);
	List list = { .arena = a };
	for (size_t i = 0; i < troubles->count; i++) {
		const Term *t = &troubles->items[i];
		list_add(&list, term_frame(t->id, t, t->label, STR_CONCAT(a, consult, STR("#"), t->id), -1, false, a));
	}
	return list_value(&list);
}

Value view_kinds(const Press *press, const Area *area, Arena *a)
{
	List list = { .arena = a };
	for (int k = 0; k < KINDS; k++) {
		/* Schemes have one page for the whole city, which explains them. */
		Str folder = k == KIND_SCHEME ? STR("schemes/") : kind_folder(area, (Kind)k, 1, a);
		list_add(&list, term_frame(str_from(KIND_INFO[k].id), NULL, str_from(KIND_INFO[k].ja),
		                           address_of(press->site, folder, a), (long)ready_area(press, area)->kinds[k], false, a));
	}
	return list_value(&list);
}

Value view_places(const Press *press, const Area *area, const PlacePage *page, Arena *a)
{
	List list = { .arena = a };
	const Area *up[16];
	size_t count = 0;
	for (const Area *around = area; around && count < 16; around = around->parent)
		up[count++] = around;
	while (count-- > 0)
		list_add(&list, term_frame(up[count]->slug, NULL, up[count]->name,
		                           address_of(press->site, page->folder(page->context, up[count], a), a),
		                           page->count(page->context, press, up[count]), up[count] == area, a));
	/* The areas inside, or beside where there are none. */
	const Area *among = area->child_count ? area : area->parent;
	for (size_t i = 0; among && i < among->child_count; i++) {
		const Area *other = among->children[i];
		if (other != area)
			list_add(&list, term_frame(other->slug, NULL, other->name,
			                           address_of(press->site, page->folder(page->context, other, a), a),
			                           page->count(page->context, press, other), false, a));
	}
	return list_value(&list);
}

Value view_record_terms(const Press *press, const Record *r, VocabularyList list, TermSet set, Arena *a)
{
	const Terms *terms = &press->site->vocabulary.lists[list];
	List shown = { .arena = a };
	for (size_t i = 0; i < terms->count; i++) {
		const Term *t = &terms->items[i];
		if (!(set & term_bit(i)))
			continue;
		Str url = { 0 };
		if (list == AGES || list == PURPOSES)
			url = address_of(press->site, index_folder(r->area, list == AGES ? t : NULL, list == AGES ? NULL : t, 1, a), a);
		list_add(&shown, term_frame(t->id, t, t->label, url, -1, false, a));
	}
	return list_value(&shown);
}
