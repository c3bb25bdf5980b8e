/*
 * UTF-8: checking, stepping, folding, and how wide it is on a terminal.
 *
 * Normal forms and width come from utf8proc, which stays behind this file.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Well-formed: no overlong form, no surrogate, nothing past U+10FFFF. */
bool     utf8_valid(Str s);
/* Offset of the first byte that is not well-formed, or s.len. */
size_t   utf8_first_bad(Str s);
/* The first code point, taken off `s`; U+FFFD and one byte where it is malformed. `s` is not empty. */
uint32_t utf8_next(Str *s);
size_t   utf8_count(Str s);                    /* code points */
/* Columns on a terminal: wide and full-width characters count two, combining ones none. */
size_t   utf8_width(Str s);
/* Writes 1 to 4 bytes; returns how many. */
size_t   utf8_encode(uint32_t point, char out[4]);
/* The first `points` code points. */
Str      utf8_prefix(Str s, size_t points);

Str      utf8_nfc(Str s, Arena *a);            /* `s` itself when it is already NFC */
/*
 * For codes, dates, phones and search keys, never for prose: NFKC, dashes
 * of every sort to '-', U+301C and U+FF5E to '~'.
 */
Str      utf8_fold_code(Str s, Arena *a);

bool     point_is_kanji(uint32_t point);
bool     point_is_kana(uint32_t point);        /* hiragana, katakana, and the long-vowel mark */
bool     point_is_hiragana(uint32_t point);    /* with the long-vowel mark */
bool     point_is_cjk(uint32_t point);         /* kanji, kana, CJK punctuation, full-width forms */

#endif
