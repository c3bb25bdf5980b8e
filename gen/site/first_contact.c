#include "site/first_contact.h"

#include "site/state.h"

/* Whether the rule speaks for this age and trouble: by name, or (`by_default`) for whoever asks. */
static bool speaks_for(const Site *site, const FirstContact *rule, const Term *age,
                       const Term *trouble, bool by_default)
{
	bool general = !rule->ages && !rule->troubles;
	if (by_default || general)
		return by_default && general;
	if (rule->ages && (!age || !(rule->ages & term_bit(term_number(&site->vocabulary.lists[AGES], age)))))
		return false;
	return !rule->troubles ||
	       (trouble && (rule->troubles & term_bit(term_number(&site->vocabulary.lists[TROUBLES], trouble))));
}

static const Record *window_of(const Site *site, const FirstContact *rule, const Area *area)
{
	if (rule->consultation.record)
		return rule->consultation.record;
	for (size_t i = 0; rule->layer.len && i < site->layers.count; i++) {
		if (!str_equal(site->layers.items[i].id, rule->layer))
			continue;
		const Division *division = layer_division(&site->layers.items[i], area);
		if (division)
			return division->consultation.record;
	}
	return NULL;
}

const Record *site_first_contact(const Site *site, const Area *area, const Term *age, const Term *trouble)
{
	for (int by_default = 0; by_default < 2; by_default++) {
		for (const Area *from = area; from; from = from->parent) {
			for (size_t i = 0; i < from->first_contact.count; i++) {
				const FirstContact *rule = &from->first_contact.items[i];
				if (!speaks_for(site, rule, age, trouble, by_default))
					continue;
				const Record *window = window_of(site, rule, area);
				if (window && state_has_page(window->state))
					return window;
			}
		}
	}
	return NULL;
}
