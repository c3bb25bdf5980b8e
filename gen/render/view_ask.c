#include "render/address.h"
#include "render/view.h"

#include "render/words.h"
#include "site/first_contact.h"

/* A window besides the first one, and who should ask it. */
typedef struct Other {
	const Record *window;
	TermSet ages, troubles;
} Other;

typedef struct Others {
	Other items[2 * TERMS_MAX];
	size_t count;
} Others;

static Other *other_of(Others *others, const Record *window)
{
	for (size_t i = 0; i < others->count; i++)
		if (others->items[i].window == window)
			return &others->items[i];
	others->items[others->count] = (Other){ .window = window };
	return &others->items[others->count++];
}

static void find_others(const Site *site, const Area *area, const Record *first, Others *others)
{
	const Terms *ages = &site->vocabulary.lists[AGES],
		    *troubles = &site->vocabulary.lists[TROUBLES];
	for (size_t i = 0; i < ages->count; i++) {
		const Record *window = site_first_contact(site, area, &ages->items[i], NULL);
		if (window && window != first)
			other_of(others, window)->ages |= term_bit(i);
	}
	for (size_t i = 0; i < troubles->count; i++) {
		const Record *window = site_first_contact(site, area, NULL, &troubles->items[i]);
		if (window && window != first)
			other_of(others, window)->troubles |= term_bit(i);
	}
}

static Value view_other(const Press *press, const Other *other, Arena *a)
{
	const Terms *lists = press->site->vocabulary.lists;
	Str ages = words_of_ages(&lists[AGES], other->ages, STR("・"), true, a);
	Str troubles = words_of_terms(&lists[TROUBLES], other->troubles, STR("・"), true, a);
	Value *s = frame_slots(&ASK_OTHER_SHAPE, a);
	s[SLOT_ASK_OTHER_WHO] = value_text(
		STR_CONCAT(a, ages, ages.len && troubles.len ? STR("／") : (Str){ 0 }, troubles));
	s[SLOT_ASK_OTHER_CONTACT] = view_window(other->window, press, a);
	return value_frame(&ASK_OTHER_SHAPE, s);
}

/* Where to report a neighbourhood's trouble: the area's own word, or that of the nearest area around it. */
static Value view_report(const Press *press, const Area *area, Arena *a)
{
	for (; area; area = area->parent) {
		const Record *window = area->report_to.consultation.record;
		if (window)
			return view_window(window, press, a);
		if (area->report_to.text.len)
			return view_contact(&(Contact){ .name = area->report_to.text }, press, a);
	}
	return (Value){ 0 };
}

Str words_first_contact(const Record *window)
{
	const Str name = window->name, remark = STR("（どこに聞けばよいか分からないとき）");
	return str_ends(name, remark) && name.len > remark.len ? str_sub(name, 0, name.len - remark.len) : name;
}

static Value view_first(const Press *press, const Record *window, Arena *a)
{
	Value first = view_window(window, press, a);
	Value *s = (Value *)first.as.frame.slots;
	s[SLOT_CONTACT_NAME] = value_text(words_first_contact(window));
	return first;
}

Value view_ask(const Press *press, const Area *area, Arena *a)
{
	const Record *first = site_first_contact(press->site, area, NULL, NULL);
	Others others = { .count = 0 };
	List list = { .arena = a };
	Value *s = frame_slots(&ASK_SHAPE, a);
	find_others(press->site, area, first, &others);
	for (size_t i = 0; i < others.count; i++)
		list_add(&list, view_other(press, &others.items[i], a));
	s[SLOT_ASK_AREA] = value_text(area->name);
	if (first)
		s[SLOT_ASK_FIRST] = view_first(press, first, a);
	s[SLOT_ASK_OTHERS] = list_value(&list);
	s[SLOT_ASK_HAS_OTHERS] = value_bool(list.count > 0);
	s[SLOT_ASK_CONSULT_URL] = value_text(address_of(press->site, STR("consult/index.html"), a));
	s[SLOT_ASK_REPORT] = view_report(press, area, a);
	return value_frame(&ASK_SHAPE, s);
}
