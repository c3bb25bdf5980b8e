#include "site/kana.h"

#include <string.h>

#include "base/utf8.h"

typedef enum Variant { PLAIN, VOICED, HALF_VOICED, SMALL, LONG } Variant;

enum {
	HIRAGANA = 0x3041, HIRAGANA_END = 0x3096, KATAKANA_AHEAD = 0x60, LONG_VOWEL = 0x30fc,
	ROWS = 48,                             /* あ い う … を ん */
	ASCII_ROWS = 100,                      /* digits and letters follow the kana */
};

/* The row of the syllabary, and what it is within. Row 0: not kana. */
typedef struct Weight {
	unsigned char row, variant;
} Weight;

/* By code point from U+3041. */
static const Weight weights[HIRAGANA_END - HIRAGANA + 1] = {
	/* ぁあぃいぅうぇえぉお */
	{ 1, SMALL }, { 1, PLAIN }, { 2, SMALL }, { 2, PLAIN }, { 3, SMALL }, { 3, PLAIN },
	{ 4, SMALL }, { 4, PLAIN }, { 5, SMALL }, { 5, PLAIN },
	/* かがきぎくぐけげこご */
	{ 6, PLAIN }, { 6, VOICED }, { 7, PLAIN }, { 7, VOICED }, { 8, PLAIN }, { 8, VOICED },
	{ 9, PLAIN }, { 9, VOICED }, { 10, PLAIN }, { 10, VOICED },
	/* さざしじすずせぜそぞ */
	{ 11, PLAIN }, { 11, VOICED }, { 12, PLAIN }, { 12, VOICED }, { 13, PLAIN }, { 13, VOICED },
	{ 14, PLAIN }, { 14, VOICED }, { 15, PLAIN }, { 15, VOICED },
	/* ただちぢっつづてでと */
	{ 16, PLAIN }, { 16, VOICED }, { 17, PLAIN }, { 17, VOICED }, { 18, SMALL }, { 18, PLAIN },
	{ 18, VOICED }, { 19, PLAIN }, { 19, VOICED }, { 20, PLAIN },
	/* どなにぬねのはばぱひ */
	{ 20, VOICED }, { 21, PLAIN }, { 22, PLAIN }, { 23, PLAIN }, { 24, PLAIN }, { 25, PLAIN },
	{ 26, PLAIN }, { 26, VOICED }, { 26, HALF_VOICED }, { 27, PLAIN },
	/* びぴふぶぷへべぺほぼ */
	{ 27, VOICED }, { 27, HALF_VOICED }, { 28, PLAIN }, { 28, VOICED }, { 28, HALF_VOICED },
	{ 29, PLAIN }, { 29, VOICED }, { 29, HALF_VOICED }, { 30, PLAIN }, { 30, VOICED },
	/* ぽまみむめもゃやゅゆ */
	{ 30, HALF_VOICED }, { 31, PLAIN }, { 32, PLAIN }, { 33, PLAIN }, { 34, PLAIN },
	{ 35, PLAIN }, { 36, SMALL }, { 36, PLAIN }, { 37, SMALL }, { 37, PLAIN },
	/* ょよらりるれろゎわゐ */
	{ 38, SMALL }, { 38, PLAIN }, { 39, PLAIN }, { 40, PLAIN }, { 41, PLAIN }, { 42, PLAIN },
	{ 43, PLAIN }, { 44, SMALL }, { 44, PLAIN }, { 45, PLAIN },
	/* ゑをんゔゕゖ */
	{ 46, PLAIN }, { 47, PLAIN }, { 48, PLAIN }, { 3, VOICED }, { 6, SMALL }, { 9, SMALL },
};

/* What decides between equal rows, and what between equal voices: ー, small, large. */
static const char voices[] = { [PLAIN] = 1, [VOICED] = 2, [HALF_VOICED] = 3, [SMALL] = 1, [LONG] = 1 };
static const char forms[]  = { [PLAIN] = 3, [VOICED] = 3, [HALF_VOICED] = 3, [SMALL] = 2, [LONG] = 1 };

/* The row of the vowel that each row ends in; ん has none. */
static const unsigned char vowel_rows[ROWS + 1] = {
	0, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5,
	1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 3, 5, 1, 2, 3, 4, 5, 1, 2, 4, 5, 48,
};

static Weight weight_of(uint32_t point, unsigned char row_before)
{
	if (point == LONG_VOWEL)
		return (Weight){ row_before <= ROWS ? vowel_rows[row_before] : 0, LONG };
	if (point >= HIRAGANA + KATAKANA_AHEAD && point <= HIRAGANA_END + KATAKANA_AHEAD)
		point -= KATAKANA_AHEAD;
	if (point >= HIRAGANA && point <= HIRAGANA_END)
		return weights[point - HIRAGANA];
	if (point >= '0' && point <= 'z')
		return (Weight){ (unsigned char)(ASCII_ROWS + point - '0'), PLAIN };
	return (Weight){ 0 };
}

/* All rows, a zero, all voices, all forms: each decides only where those before are equal. */
Str kana_key(Str reading, Arena *a)
{
	size_t room = utf8_count(reading), rows = 0;
	char *key = arena_bytes(a, room * 3 + 1);
	char *voice = key + room + 1, *form = voice + room;
	unsigned char before = 0;
	while (reading.len) {
		Weight w = weight_of(utf8_next(&reading), before);
		if (!w.row)
			continue;             /* spaces and marks do not count */
		key[rows] = (char)w.row;
		voice[rows] = voices[w.variant];
		form[rows++] = forms[w.variant];
		before = w.row;
	}
	key[rows] = 0;
	memmove(key + rows + 1, voice, rows);
	memmove(key + rows * 2 + 1, form, rows);
	return (Str){ key, rows * 3 + 1 };
}

int kana_row(Str key)
{
	/* The last syllable of each row. */
	static const unsigned char ends[KANA_OTHER] = { 5, 10, 15, 20, 25, 30, 35, 38, 43, ROWS };
	unsigned char first = key.len ? (unsigned char)key.ptr[0] : 0;
	for (int row = 0; first && row < KANA_OTHER; row++)
		if (first <= ends[row])
			return row;
	return KANA_OTHER;
}
