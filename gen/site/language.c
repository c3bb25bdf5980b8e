#include "site/language.h"

#include "base/utf8.h"

const Language *languages_easy(const Languages *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].easy)
			return &all->items[i];
	return NULL;
}

bool language_has_page(const Language *l, Str kind)
{
	for (size_t i = 0; i < l->pages.count; i++)
		if (str_equal(l->pages.items[i], kind))
			return true;
	return false;
}

/* Kana, kanji, their punctuation and full-width forms begin with these bytes. */
static bool may_be_japanese(unsigned char c)
{
	return c >= 0xe3;
}

bool has_japanese(Str text)
{
	while (text.len && !may_be_japanese((unsigned char)*text.ptr))
		text = str_skip(text, 1);
	while (text.len)
		if (point_is_cjk(utf8_next(&text)))
			return true;
	return false;
}

/* Adding pieces. */


/* Between two words, where the language has spaces. */
static bool wants_space(const Language *l, const Said *said, Str text)
{
	if (!l->spaced || !said->count || !text.len)
		return false;
	Str last = said->pieces[said->count - 1].text;
	char before = last.len ? last.ptr[last.len - 1] : ' ', behind = text.ptr[0];
	bool opens = before == ' ' || before == '(' || before == '/';
	bool closes = behind == ' ' || behind == ',' || behind == ')' || behind == '.' || behind == ':';
	return !opens && !closes;
}

static bool add(Said *said, Str text, bool japanese)
{
	if (!text.len)
		return true;
	if (said->count == SAID_PIECES)
		return false;
	said->pieces[said->count++] = (SaidPiece){ text, japanese };
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* 12, 1,000 or 42.5 at the start of `s`. */
static size_t number_length(Str s)
{
	size_t at = 0;
	while (at < s.len && (is_digit(s.ptr[at]) || (at && at + 1 < s.len && is_digit(s.ptr[at + 1]) &&
	                                              (s.ptr[at] == ',' || s.ptr[at] == '.'))))
		at++;
	return at;
}

bool place_is_number(Str name)
{
	return name.len == 1 && is_digit(name.ptr[0]);
}

/* Matching. */

typedef struct Match {
	Str taken[LANGUAGE_PLACES];                /* by the places */
} Match;

/* Place `n` of the pattern takes the start of *rest; the letters behind it follow. */
static bool match_place(const Pattern *p, size_t n, bool whole, Str *rest, Match *m)
{
	Str behind = p->letters[n + 1];
	bool ends = whole && n + 1 == p->count && str_ends(*rest, behind);
	size_t taken = place_is_number(p->places[n]) ? number_length(*rest)
	               : ends                        ? rest->len - behind.len
	               : behind.len                  ? str_find(*rest, behind)
	                                             : 0;
	m->taken[n] = str_sub(*rest, 0, taken);
	*rest = str_skip(*rest, taken);
	return taken && str_take(rest, behind);
}

/* All of *text, or its start: it goes on behind that. */
static bool match_start(const Pattern *p, bool whole, Str *text, Match *m)
{
	Str rest = *text;
	if (!str_take(&rest, p->letters[0]))
		return false;
	for (size_t n = 0; n < p->count; n++)
		if (!match_place(p, n, whole, &rest, m))
			return false;
	*text = rest;
	return true;
}

static const Pattern *match_whole(const Language *l, Str text, Match *m)
{
	for (size_t i = 0; i < l->pattern_count; i++) {
		Str rest = text;
		if (l->patterns[i].length < text.len && match_start(&l->patterns[i], true, &rest, m) && !rest.len)
			return &l->patterns[i];
	}
	return NULL;
}

/* Of the parts that begin here the one that takes most. */
static const Pattern *match_part(const Language *l, Str *text, Match *m)
{
	unsigned char first = (unsigned char)*text->ptr;
	int byte = is_digit((char)first) ? '0' : first;
	const Pattern *best = NULL;
	Str behind = *text;
	for (size_t i = l->part_first[byte]; i < l->part_first[byte + 1]; i++) {
		Str rest = *text;
		Match one;
		if (!match_start(&l->parts[i], false, &rest, &one) || rest.len >= behind.len)
			continue;
		best = &l->parts[i];
		behind = rest;
		*m = one;
	}
	*text = behind;
	return best;
}

/* Saying. */

static bool say(const Language *l, Str japanese, Said *said, int depth);

static const Str *taken_by(const Pattern *p, const Match *m, Str place)
{
	for (size_t n = 0; n < p->count; n++)
		if (str_equal(p->places[n], place))
			return &m->taken[n];
	return NULL;
}

/* What a place took: in the language where it has a text for it. */
static bool say_taken(const Language *l, Str taken, Said *said, int depth)
{
	size_t before = said->count;
	if (!has_japanese(taken))
		return add(said, taken, false);
	if (depth < SAID_DEPTH && say(l, taken, said, depth + 1))
		return true;
	said->count = before;
	return add(said, taken, true);
}

static bool say_pattern(const Language *l, const Pattern *p, const Match *m, Said *said, int depth)
{
	Str text = p->text;
	while (text.len) {
		size_t open = str_find_byte(text, '{');
		size_t length = str_find_byte(str_skip(text, open), '}');
		const Str *taken = open + length < text.len ?
		                           taken_by(p, m, str_sub(text, open + 1, open + length)) : NULL;
		size_t plain = taken ? open : open < text.len ? open + 1 : open;
		if (!add(said, str_sub(text, 0, plain), false))
			return false;
		if (taken && !say_taken(l, *taken, said, depth))
			return false;
		text = str_skip(text, taken ? open + length + 1 : plain);
	}
	return true;
}

/* A number, or what stands before the next one: it may begin a part. */
static size_t ascii_length(Str s)
{
	size_t at = number_length(s);
	while (!at || (at < s.len && !is_digit(*s.ptr) && !is_digit(s.ptr[at]))) {
		if ((unsigned char)s.ptr[at] >= 0x80)
			break;
		at++;
	}
	return at;
}

static bool add_spaced(const Language *l, Said *said, Str text)
{
	return !wants_space(l, said, text) || add(said, STR(" "), false);
}

/* Part by part to the end, or not at all. */
static bool say_parts(const Language *l, Str japanese, Said *said, int depth)
{
	size_t begun = said->count;
	while (japanese.len) {
		Match m;
		const Pattern *p = match_part(l, &japanese, &m);
		size_t plain = p ? 0 : ascii_length(japanese);
		if (!p && !plain)
			return false;
		Str text = p ? p->text : str_sub(japanese, 0, plain);
		if (said->count > begun && !add_spaced(l, said, text))
			return false;
		if (p ? !say_pattern(l, p, &m, said, depth) : !add(said, text, false))
			return false;
		japanese = str_skip(japanese, plain);
	}
	return true;
}

static bool say(const Language *l, Str japanese, Said *said, int depth)
{
	size_t before = said->count;
	Match m;
	const Str *text = map_find(&l->texts, japanese);
	if (text)
		return add(said, *text, false);
	if (japanese.len > SAID_BYTES)
		return false;
	if (say_parts(l, japanese, said, depth))
		return true;
	said->count = before;
	const Pattern *p = match_whole(l, japanese, &m);
	return p && say_pattern(l, p, &m, said, depth);
}

bool language_say(const Language *l, Str japanese, Said *said)
{
	said->count = 0;
	return say(l, japanese, said, 0);
}
