#include "site/readings.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"

enum { ANY_NUMBER = 0x3007, KATAKANA_FIRST = 0x30a1, KATAKANA_LAST = 0x30f6, TO_HIRAGANA = 0x60, BUCKETS_LEAST = 64 };

typedef struct Word {
	Str text;                              /* without the 〇 of `behind_number` */
	Reading *pieces;
	uint32_t first;                        /* its first character */
	uint8_t count;
	bool behind_number, ends_in_kanji;
} Word;

/* Words of one first character, the longest first: words[from] … words[until - 1]. */
typedef struct Bucket {
	uint32_t first, from, until;
} Bucket;

struct Readings {
	Word *words;
	size_t count, mask;
	Bucket *buckets;
};

static uint32_t first_point(Str s)
{
	return s.len ? utf8_next(&s) : 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Laying kana over a name. */

static bool is_read(uint32_t point)
{
	return point_is_kanji(point) || (point >= '0' && point <= '9');
}

static uint32_t as_hiragana(uint32_t point)
{
	return point >= KATAKANA_FIRST && point <= KATAKANA_LAST ? point - TO_HIRAGANA : point;
}

/* The first characters of `s`: all that are read, or all that are not. */
static Str take_sort(Str *s)
{
	Str rest = *s, from = *s;
	bool read = is_read(first_point(from));
	while (rest.len && is_read(first_point(rest)) == read)
		utf8_next(&rest);
	*s = rest;
	return str_sub(from, 0, from.len - rest.len);
}

/* Whether `kana` goes on with what the word has in kana itself; *length is that of it in `kana`. */
static bool goes_on(Str kana, Str own, size_t *length)
{
	size_t before = kana.len;
	while (own.len) {
		if (!kana.len || as_hiragana(utf8_next(&own)) != as_hiragana(utf8_next(&kana)))
			return false;
	}
	*length = before - kana.len;
	return true;
}

/* Where in `kana` the word's own kana begin, one character or more on; at the end of it if they are the last. */
static bool find_own(Str kana, Str own, bool last, size_t *at, size_t *length)
{
	Str rest = kana;
	while (rest.len) {
		utf8_next(&rest);
		*at = kana.len - rest.len;
		if (goes_on(rest, own, length) && (!last || *length == rest.len))
			return true;
	}
	return false;
}

static bool add_piece(ReadingRun *run, Str base, Str kana)
{
	if (run->count == READING_PIECES)
		return false;
	run->pieces[run->count++] = (Reading){ base, kana };
	return true;
}

static bool align_pieces(Str base, Str kana, ReadingRun *run)
{
	while (base.len) {
		bool read = is_read(first_point(base));
		Str piece = take_sort(&base), rest = base, own = read && base.len ? take_sort(&rest) : (Str){ 0 };
		size_t at = kana.len, length = 0;
		if (!read && (!goes_on(kana, piece, &length) || !add_piece(run, piece, (Str){ 0 })))
			return false;
		if (read && own.len && !find_own(kana, own, !rest.len, &at, &length))
			return false;
		if (read && (!at || !add_piece(run, piece, str_sub(kana, 0, at)) ||
		             (own.len && !add_piece(run, own, (Str){ 0 }))))
			return false;
		kana = str_skip(kana, read ? at + length : length);
		base = read ? rest : base;
	}
	return !kana.len;
}

void reading_align(Str base, Str kana, ReadingRun *run)
{
	run->count = 0;
	run->unread = false;
	if (align_pieces(base, kana, run))
		return;
	run->pieces[0] = (Reading){ base, kana };
	run->count = 1;
}

bool has_kanji(Str text)
{
	while (text.len)
		if (point_is_kanji(utf8_next(&text)))
			return true;
	return false;
}

/* Gathering the words. */

typedef struct Gathering {
	Map seen;
	Word *words;
	size_t count;
	Arena *arena;
	bool led;                              /* now those that begin with kana of their own: お祭り */
} Gathering;

static bool ends_in_kanji(Str s)
{
	uint32_t last = 0;
	while (s.len)
		last = utf8_next(&s);
	return point_is_kanji(last);
}

static void add_word(Gathering *g, Str text, Str kana)
{
	ReadingRun run;
	Str rest = text;
	bool behind_number = rest.len && utf8_next(&rest) == ANY_NUMBER;
	Str key = behind_number ? rest : text;
	if (!key.len || !kana.len || !has_kanji(key) || is_read(first_point(key)) == g->led)
		return;
	reading_align(key, kana, &run);
	/* Matching begins at kanji, and what stands before them tells nothing new. */
	size_t led = g->led && run.count > 1 && !behind_number ? 1 : 0;
	key = str_skip(key, led ? run.pieces[0].base.len : 0);
	if (!map_put(&g->seen, behind_number ? text : key, g))
		return;
	run.count -= led;
	Word *w = &g->words[g->count++];
	*w = (Word){ key, NEW_ARRAY(g->arena, Reading, run.count), first_point(key), (uint8_t)run.count, behind_number,
		     ends_in_kanji(key) };
	memcpy(w->pieces, run.pieces + led, run.count * sizeof(*run.pieces));
}

/* By first character; behind a number first, then the longest. */
static int by_first(const void *left, const void *right)
{
	const Word *a = left, *b = right;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->behind_number != b->behind_number)
		return a->behind_number ? -1 : 1;
	if (a->text.len != b->text.len)
		return a->text.len > b->text.len ? -1 : 1;
	return str_compare(a->text, b->text);
}

static Bucket *bucket_of(const Readings *r, uint32_t first)
{
	size_t at = first * (size_t)0x9e3779b1u >> 7 & r->mask;
	while (r->buckets[at].first && r->buckets[at].first != first)
		at = (at + 1) & r->mask;
	return &r->buckets[at];
}

static void index_words(Readings *r, Arena *a)
{
	size_t buckets = BUCKETS_LEAST;
	while (buckets < r->count * 2)
		buckets *= 2;
	r->mask = buckets - 1;
	r->buckets = NEW_ARRAY(a, Bucket, buckets);
	for (size_t i = 0; i < r->count; i++) {
		Bucket *bucket = bucket_of(r, r->words[i].first);
		if (!bucket->first)
			*bucket = (Bucket){ r->words[i].first, (uint32_t)i, (uint32_t)i };
		bucket->until = (uint32_t)i + 1;
	}
}

const Readings *readings_make(const ReadingName *names, size_t count, Arena *a)
{
	Gathering g = { .seen = { .arena = a }, .words = NEW_ARRAY(a, Word, count), .arena = a };
	Readings *r = NEW(a, Readings);
	for (int pass = 0; pass < 2; pass++) {
		g.led = pass > 0;
		for (size_t i = 0; i < count; i++)
			add_word(&g, names[i].text, names[i].kana);
	}
	if (g.count)
		qsort(g.words, g.count, sizeof(*g.words), by_first);
	*r = (Readings){ .words = g.words, .count = g.count };
	index_words(r, a);
	return r;
}

bool readings_are_empty(const Readings *r)
{
	return !r->count;
}

size_t readings_count(const Readings *r)
{
	return r->count;
}

ReadingWord readings_word(const Readings *r, size_t number)
{
	const Word *w = &r->words[number];
	return (ReadingWord){ w->pieces, w->count, w->behind_number };
}

/* Matching. */

static const Word *word_at(const Readings *r, Str text, bool behind_number)
{
	uint32_t first = first_point(text);
	const Bucket *bucket = bucket_of(r, first);
	if (bucket->first != first)
		return NULL;
	for (size_t i = bucket->from; i < bucket->until; i++) {
		const Word *w = &r->words[i];
		bool whole_number = !is_digit(text.ptr[0]) || !is_digit(w->text.ptr[w->text.len - 1]) ||
		                    w->text.len == text.len || !is_digit(text.ptr[w->text.len]);
		if ((!w->behind_number || behind_number) && whole_number && str_starts(text, w->text))
			return w;
	}
	return NULL;
}

/* Kanji begin with these bytes, and little else does. */
static bool may_be_kanji(const char *at)
{
	unsigned char c = (unsigned char)*at;
	return (c >= 0xe4 && c <= 0xe9) || c == 0xef || c >= 0xf0 || c == 0xe3;
}

static size_t kanji_run(Str text)
{
	Str rest = text;
	while (rest.len && point_is_kanji(first_point(rest)))
		utf8_next(&rest);
	return text.len - rest.len;
}

static size_t digits(Str text)
{
	size_t count = 0;
	while (count < text.len && is_digit(text.ptr[count]))
		count++;
	return count;
}

static void add_word_pieces(ReadingRun *run, const Word *w, Str text)
{
	size_t at = 0;
	for (size_t i = 0; i < w->count; i++) {
		size_t length = w->pieces[i].base.len;
		add_piece(run, str_sub(text, at, at + length), w->pieces[i].kana);
		at += length;
	}
}

/* From the first kanji (or number) of `text` to the end of the last run begun; 0: not all of it can be read. */
static size_t read_once(const Readings *r, Str text, bool behind_number, ReadingRun *run)
{
	assert(text.ptr);
	size_t at = 0, end = is_digit(text.ptr[0]) ? 1 : kanji_run(text);
	while (at < end) {
		const Word *w = word_at(r, str_skip(text, at), at ? false : behind_number);
		if (!w || run->count + w->count > READING_PIECES)
			return 0;
		add_word_pieces(run, w, str_skip(text, at));
		at += w->text.len;
		/* A word may end within the next run, or end a number. */
		if (at > end && w->ends_in_kanji)
			end = at + kanji_run(str_skip(text, at));
	}
	return at;
}

/* 日 behind a number is にち, but not in 第5日曜日. */
static size_t read_run(const Readings *r, Str text, bool behind_number, ReadingRun *run)
{
	size_t before = run->count, taken = read_once(r, text, behind_number, run);
	if (taken || !behind_number)
		return taken;
	run->count = before;
	return read_once(r, text, false, run);
}

/* Where kanji, or a number that has a word, next begin. */
static size_t next_read(const Readings *r, Str text, bool *behind_number)
{
	for (size_t at = 0; at < text.len; at++) {
		bool digit_before = at && is_digit(text.ptr[at - 1]);
		if (is_digit(text.ptr[at]) && !digit_before && word_at(r, str_skip(text, at), false))
			return at;
		if (may_be_kanji(text.ptr + at) && point_is_kanji(first_point(str_skip(text, at)))) {
			*behind_number = digit_before;
			return at;
		}
	}
	return text.len;
}

void readings_next(const Readings *r, Str *rest, ReadingRun *run)
{
	bool behind_number = false;
	Str text = *rest;
	size_t plain = next_read(r, text, &behind_number), first = plain ? 1 : 0;
	run->count = 0;
	run->unread = false;
	if (plain)
		run->pieces[run->count++] = (Reading){ str_sub(text, 0, plain), { 0 } };
	Str kanji = str_skip(text, plain);
	size_t taken = kanji.len ? read_run(r, kanji, behind_number, run) : 0, number = taken ? 0 : digits(kanji);
	/* 5日 is a word, but not there either. */
	if (number) {
		run->count = first;
		add_piece(run, str_sub(kanji, 0, number), (Str){ 0 });
		taken = read_run(r, str_skip(kanji, number), true, run);
		taken += taken ? number : 0;
	}
	if (kanji.len && !taken) {
		taken = number + kanji_run(str_skip(kanji, number));
		run->count = first;
		run->pieces[run->count++] = (Reading){ str_sub(kanji, 0, taken), { 0 } };
		run->unread = true;
	}
	*rest = str_skip(kanji, taken);
}
