#include "render/address.h"
#include "render/view.h"
#include "render/words.h"

Value term_frame(Str id, const Term *term, Str label, Choice choice, bool current, Arena *a)
{
	Value *s = frame_slots(&TERM_SHAPE, a);
	s[SLOT_TERM_ID] = value_text(id);
	s[SLOT_TERM_LABEL] = value_text(label);
	s[SLOT_TERM_SHORT] = value_text(term && term->short_label.len ? term->short_label : label);
	if (term)
		s[SLOT_TERM_NOTE] = value_text(term->note);
	s[SLOT_TERM_URL] = value_text(choice.url);
	s[SLOT_TERM_COUNT] = value_text(choice.words);
	s[SLOT_TERM_CURRENT] = value_bool(current);
	s[SLOT_TERM_NOTHING] = value_bool(choice.nothing);
	return value_frame(&TERM_SHAPE, s);
}

Choice choice_of_index(const Press *press, const Area *area, int age, int purpose)
{
	const ReadyIndex *index = press_index(press, area, age, purpose);
	return (Choice){ index->url, index->words, index->count == 0 };
}

Choice choice_of_kind(const Press *press, const Area *area, Kind kind, Arena *a)
{
	/* Schemes have one page for the whole city, which explains them. */
	Str folder = kind == KIND_SCHEME ? STR("schemes/") : kind_folder(area, kind, 1, a);
	size_t count = ready_area(press, area)->kinds[kind];
	return (Choice){ address_of(press->site, folder, a), words_number(count, a), count == 0 };
}

static Value view_terms(const Press *press, VocabularyList list, const Choice choices[], Arena *a)
{
	const Terms *terms = &press->site->vocabulary.lists[list];
	List frames = { .arena = a };
	for (size_t i = 0; i < terms->count; i++)
		list_add(&frames, term_frame(terms->items[i].id, &terms->items[i],
		                             terms->items[i].label, choices[i], false, a));
	return list_value(&frames);
}

Value view_ages(const Press *press, const Area *area, Arena *a)
{
	Choice choices[TERMS_MAX];
	for (size_t i = 0; i < press->site->vocabulary.lists[AGES].count; i++)
		choices[i] = choice_of_index(press, area, (int)i, ANY);
	return view_terms(press, AGES, choices, a);
}

Value view_purposes(const Press *press, const Area *area, Arena *a)
{
	Choice choices[TERMS_MAX];
	for (size_t i = 0; i < press->site->vocabulary.lists[PURPOSES].count; i++)
		choices[i] = choice_of_index(press, area, ANY, (int)i);
	return view_terms(press, PURPOSES, choices, a);
}

Str words_index(const Site *site, int age, int purpose, Arena *a)
{
	const Term *for_age = term_at(site, AGES, age),
		   *for_purpose = term_at(site, PURPOSES, purpose);
	if (for_age && for_purpose)
		return STR_CONCAT(a, for_age->label, STR("・"), for_purpose->label);
	return for_age       ? for_age->label
	       : for_purpose ? for_purpose->label
	                     : STR("載っているものすべて");
}

Value view_index_choice(const Press *press, const Area *area, int age, int purpose, Arena *a)
{
	Str label = STR_CONCAT(a, area->name, STR("："), words_index(press->site, age, purpose, a));
	return term_frame(area->slug, NULL, label, choice_of_index(press, area, age, purpose),
	                  false, a);
}

Value view_troubles(const Press *press, Arena *a)
{
	const Terms *troubles = &press->site->vocabulary.lists[TROUBLES];
	Str consult = address_of(press->site, STR("consult/"), a);
	Choice choices[TERMS_MAX] = { { { 0 } } };
	for (size_t i = 0; i < troubles->count; i++)
		choices[i].url = STR_CONCAT(a, consult, STR("#"), troubles->items[i].id);
	return view_terms(press, TROUBLES, choices, a);
}

static Value with_icon(Value term, Str url)
{
	((Value *)term.as.frame.slots)[SLOT_TERM_ICON_URL] = value_text(url);
	return term;
}

Value view_kinds(const Press *press, const Area *area, Arena *a)
{
	List list = { .arena = a };
	for (int k = 0; k < KINDS; k++)
		list_add(&list,
		         with_icon(term_frame(str_from(KIND_INFO[k].id), NULL,
		                              str_from(KIND_INFO[k].ja),
		                              choice_of_kind(press, area, (Kind)k, a), false, a),
		                   press->kind_icons[k]));
	return list_value(&list);
}

/* From the city down to the area itself, then those inside it, or beside it where there are none. */
Areas places_to_choose(const Area *area, Arena *a)
{
	const Area *among = area->child_count ? area : area->parent;
	size_t count = (size_t)area->depth + 1;
	const Area **items = NEW_ARRAY(a, const Area *, count + (among ? among->child_count : 0));
	const Area *up = area;
	for (size_t i = count; i-- > 0; up = up->parent)
		items[i] = up;
	for (size_t i = 0; among && i < among->child_count; i++)
		if (among->children[i] != area)
			items[count++] = among->children[i];
	return (Areas){ items, count };
}

Value view_places(const Press *press, const Area *area, Kind kind, Arena *a)
{
	Areas places = places_to_choose(area, a);
	List list = { .arena = a };
	for (size_t i = 0; i < places.count; i++) {
		const Area *place = places.items[i];
		list_add(&list,
		         term_frame(place->slug, NULL, place->name,
		                    choice_of_kind(press, place, kind, a), place == area, a));
	}
	return list_value(&list);
}

Value view_record_terms(const Press *press, const Record *r, VocabularyList list, TermSet set,
                        Arena *a)
{
	const Terms *terms = &press->site->vocabulary.lists[list];
	List shown = { .arena = a };
	for (size_t i = 0; i < terms->count; i++) {
		const Term *t = &terms->items[i];
		Choice choice = { 0 };
		if (!(set & term_bit(i)))
			continue;
		if (list == AGES)
			choice.url = press_index(press, r->area, (int)i, ANY)->url;
		else if (list == PURPOSES)
			choice.url = press_index(press, r->area, ANY, (int)i)->url;
		Value term = term_frame(t->id, t, t->label, choice, false, a);
		list_add(&shown,
		         list == ACCESSIBILITY ? with_icon(term, press->access_icons[i]) : term);
	}
	return list_value(&shown);
}
