/*
 * Other languages: content/languages/<name>.yaml, one file each.
 *
 *   name: English                the language's own name, for the switch
 *   lang: en                     for lang and hreflang
 *   path: en                     pages of it stand below /en/
 *   note: (Japanese)             behind a link to a page there is only in Japanese
 *   spaced: yes                  a space stands between words
 *   easy: yes                    easy Japanese: the vocabulary's and the records' own easy texts are used
 *   pages: [home, area, index]   the kinds of pages it has
 *   texts: {地域をさがす: Find your area, "{name}の更新情報": "What’s new in {name}"}
 *   parts: {、: ", ", "12月{0}日": "{0} December"}
 *
 * The Japanese text is the key, as in gettext: layouts and views stay as they
 * are, and a new language is a file and no code.
 *
 * A text of `texts` is a whole run of text between two tags. A place {name}
 * takes any text, which is translated in turn; {0} … {9} take numbers only.
 * The one with the most letters of its own wins. `parts` are what dates,
 * times, counts and lists are put together from: a run that is parts from its
 * beginning to its end is translated part by part, the longest first; a
 * place {name} of a part ends where its next letters stand: "（{note}）". Labels
 * of the vocabulary and names of areas that have a text are parts too.
 *
 * Read by languages_load, then never changed.
 */
#ifndef SITE_LANGUAGE_H
#define SITE_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/str.h"
#include "site/facts.h"
#include "source/files.h"

typedef struct Site Site;

enum { LANGUAGE_PLACES = 6 };

/* A Japanese text with places, and what it becomes. */
typedef struct Pattern {
	Str key, text;
	Str letters[LANGUAGE_PLACES + 1];          /* before, between and behind the places */
	Str places[LANGUAGE_PLACES];               /* their names */
	size_t count;                          /* of places */
	size_t length;                         /* of all letters */
} Pattern;

typedef struct Language {
	Str name, lang, path, note;
	bool spaced, easy;
	Texts pages;
	const Source *src;
	Map texts;                             /* without places: Japanese → Str * */
	Map forms;                             /* every key of `texts`, its places as {} */
	const Pattern *patterns;               /* with places, the most letters first */
	const Pattern *parts;                  /* by first byte, the longest first */
	size_t pattern_count, part_count;
	size_t part_first[257];                /* those of byte b are part_first[b] … part_first[b + 1] - 1 */
} Language;

typedef struct Languages {
	const Language *items;
	size_t count;
} Languages;

/* After vocabulary, areas and towns. Fills in site->languages. */
void languages_load(const Files *content, Site *site, Arena *a, Diag *d);

/* The one in easy Japanese, or NULL. */
const Language *languages_easy(const Languages *all);

bool language_has_page(const Language *l, Str kind);

/* A text in the language, piece by piece, in order. */
typedef struct SaidPiece {
	Str text;
	bool japanese;                         /* a name or the like that the language has no text for */
} SaidPiece;

enum { SAID_PIECES = 64, SAID_DEPTH = 4, SAID_BYTES = 600 };

typedef struct Said {
	SaidPiece pieces[SAID_PIECES];
	size_t count;
} Said;

/* False when the language has nothing for it. Pieces borrow from the language and from `japanese`. */
bool language_say(const Language *l, Str japanese, Said *said);

/* {0} takes a number, {name} any text. */
bool place_is_number(Str name);

/* A layout's text {name}の更新情報 with its places as {}, which `forms` knows it by. */
Str  language_form(Str text, Arena *a);

/* Some character of it is Japanese: kanji, kana or Japanese punctuation. */
bool has_japanese(Str text);

#endif
