/*
 * Readings of kanji: which kana stand over which characters of a text.
 *
 *   site->ruby = readings_make(names, count, arena);
 *   while (rest.len) {
 *           ReadingRun run;
 *           readings_next(site->ruby, &rest, &run);
 *           ... run.pieces[0 … run.count - 1] are the text in order
 *   }
 *
 * Known are content/readings.yaml and, where that says nothing, the names of
 * areas, towns, waymarks and offices and the words of the vocabulary with their kana.
 *
 * The longest match wins, from left to right. A run of kanji is read whole or
 * not at all: half a reading may be a wrong one. What a word has in kana
 * itself gets no reading (手伝いたい: てつだ over 手伝). A key that begins with
 * digits is that very number (8日: ようか); one that begins with 〇 is read so
 * behind any number (〇月: がつ).
 *
 * It knows nothing of HTML. Everything lives in the arena; pieces borrow from
 * the text and from the readings.
 */
#ifndef SITE_READINGS_H
#define SITE_READINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct Readings Readings;

/* A piece of a text; `kana` is empty where none is needed. */
typedef struct Reading {
	Str base, kana;
} Reading;

enum { READING_PIECES = 48 };

typedef struct ReadingRun {
	Reading pieces[READING_PIECES];
	size_t count;
	bool unread;                           /* kanji without a reading: one piece, without kana */
} ReadingRun;

/* What is written, and how it is read. */
typedef struct ReadingName {
	Str text, kana;
} ReadingName;

/* Of several readings of one text the first counts. */
const Readings *readings_make(const ReadingName *names, size_t count, Arena *a);
/* There is none at all. */
bool            readings_are_empty(const Readings *r);

/* A word that is known, in the order in which words of one first character are tried. */
typedef struct ReadingWord {
	const Reading *pieces;
	size_t count;
	bool behind_number;                    /* only behind a number */
} ReadingWord;

size_t      readings_count(const Readings *r);
ReadingWord readings_word(const Readings *r, size_t number);

/* Takes off `rest` what stands before the next kanji that may be read, or those kanji. `rest` is not empty. */
void readings_next(const Readings *r, Str *rest, ReadingRun *run);

/*
 * A name with its own kana, laid over it piece by piece; as one piece where
 * the two do not fit together.
 */
void reading_align(Str base, Str kana, ReadingRun *run);

/* Some character of it is a kanji. */
bool has_kanji(Str text);

#endif
