#include "site/vocabulary.h"

const Term *term_find(const Terms *terms, Str written)
{
	return map_find(&terms->names, written);
}

TermSet age_bands(const Terms *ages, int minimum, int maximum)
{
	TermSet bands = 0;
	for (size_t i = 0; i < ages->count; i++) {
		const Term *band = &ages->items[i];
		if (band->min < 0 && band->max < 0)
			continue;
		bool too_young = minimum >= 0 && band->max >= 0 && band->max < minimum;
		bool too_old = maximum >= 0 && band->min >= 0 && band->min > maximum;
		if (!too_young && !too_old)
			bands |= term_bit(i);
	}
	return bands;
}
