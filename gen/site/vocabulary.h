/*
 * The city's words: ages, purposes, troubles, accessibility and the like.
 *
 * Each list is a Terms; a record holds a set of its terms as bits (bit n is
 * the n-th term), so a list has at most TERMS_MAX entries. Staff may write a
 * term's id or any of its labels. Read from content/vocabulary.yaml.
 */
#ifndef SITE_VOCABULARY_H
#define SITE_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "base/str.h"
#include "site/unsound.h"
#include "site/facts.h"

enum { TERMS_MAX = 64 };

typedef uint64_t TermSet;

/* A number to call at once, shown with a trouble: 110, 189, #8008. */
typedef struct Hotline {
	Str name, phone, note, source;
} Hotline;

typedef struct Hotlines {
	const Hotline *items;
	size_t count;
} Hotlines;

typedef struct Term {
	Str id, label, short_label, kana, easy, note;
	Texts aliases;
	int min, max;                          /* ages: years, both inclusive; -1 where unbounded */
	bool voice;                            /* channels: one must speak and hear to use it */
	bool indoors;                          /* place types: a building, whatever the weather */
	Hotlines hotlines;                     /* troubles */
	Str dataset;                           /* place types, roles: their table of open data, see dataset.h */
	Str dataset_word;                      /* what the term is called there; of accessibility its column */
	Pos pos;
} Term;

typedef struct Terms {
	const Term *items;
	size_t count;
	Map names;                             /* id, label, short and aliases → Term */
} Terms;

typedef enum VocabularyList {
	AGES, PURPOSES, TROUBLES, ACCESSIBILITY, TIERS, BASES, ROLES, PLACE_TYPES, CHANNELS, LANGUAGES,
	VOCABULARY_LISTS,
} VocabularyList;

typedef struct Vocabulary {
	Terms lists[VOCABULARY_LISTS];
	Unsound unsound;                       /* words of terms with a mistake */
} Vocabulary;

/* The term written so, or NULL. */
const Term *term_find(const Terms *terms, Str written);
static inline size_t term_number(const Terms *terms, const Term *term) { return (size_t)(term - terms->items); }
static inline TermSet term_bit(size_t number) { return (TermSet)1 << number; }
/* Age bands that [minimum, maximum] overlaps (-1: open); bands without bounds never overlap. */
TermSet age_bands(const Terms *ages, int minimum, int maximum);

#endif
