/*
 * The order of Japanese readings, after JIS X 4061: か and が alike, small
 * and large kana alike, ー as the vowel before it, katakana as hiragana.
 * Where that leaves two readings equal, plain comes before voiced; where
 * that does too, ー before small before large: はーは, はぁは, はあは.
 */
#ifndef SITE_KANA_H
#define SITE_KANA_H

#include "base/arena.h"
#include "base/str.h"

/* A key whose bytes compare (str_compare) as the readings sort. */
Str kana_key(Str reading, Arena *a);

/* The rows by which people look things up: あ か さ … わ, and what begins with no kana. */
enum { KANA_OTHER = 10, KANA_GROUPS };

/* The row of a key: 0 … 9, or KANA_OTHER. */
int kana_row(Str key);

#endif
