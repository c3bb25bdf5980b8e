#include "cmd/new_id.h"

#include "base/buf.h"
#include "base/utf8.h"

enum {
	HIRAGANA = 0x3041, HIRAGANA_END = 0x3094, KATAKANA_AHEAD = 0x60, LONG_VOWEL = 0x30fc,
	ID_OFFERED_MAX = 40,                   /* it is read out and typed, and 60 is the limit */
};

const File *file_named(const Files *files, Str path)
{
	for (size_t i = 0; i < files->count; i++)
		if (str_equal(files->items[i].source.path, path))
			return &files->items[i];
	return NULL;
}

static bool is_in_list(Str list, Str id)
{
	while (list.len)
		if (str_equal(str_trim(str_cut(list, '\n', &list)), id))
			return true;
	return false;
}

bool id_is_free(const Files *content, const Site *site, Str id)
{
	const File *ids = file_named(content, STR("content/ids.txt"));
	bool withdrawn = false;
	for (size_t i = 0; i < site->withdrawn.count; i++)
		withdrawn |= str_equal(site->withdrawn.items[i].id, id);
	return !withdrawn && !map_find(&site->by_id, id) && !map_find(&site->unsound, id) &&
	       !(ids && is_in_list(ids->source.bytes, id));
}

/* Spelling. */

/* By code point from U+3041. A small letter begins with ~: it takes the vowel of the one before it. */
static const char *const spelled[HIRAGANA_END - HIRAGANA + 1] = {
	"~a", "a", "~i", "i", "~u", "u", "~e", "e", "~o", "o",
	"ka", "ga", "ki", "gi", "ku", "gu", "ke", "ge", "ko", "go",
	"sa", "za", "shi", "ji", "su", "zu", "se", "ze", "so", "zo",
	"ta", "da", "chi", "ji", "~", "tsu", "zu", "te", "de", "to", "do",
	"na", "ni", "nu", "ne", "no",
	"ha", "ba", "pa", "hi", "bi", "pi", "fu", "bu", "pu", "he", "be", "pe", "ho", "bo", "po",
	"ma", "mi", "mu", "me", "mo", "~ya", "ya", "~yu", "yu", "~yo", "yo",
	"ra", "ri", "ru", "re", "ro", "~wa", "wa", "i", "e", "o", "n", "vu",
};

static const char *spelling_of(uint32_t point)
{
	if (point >= HIRAGANA + KATAKANA_AHEAD && point <= HIRAGANA_END + KATAKANA_AHEAD)
		point -= KATAKANA_AHEAD;
	return point >= HIRAGANA && point <= HIRAGANA_END ? spelled[point - HIRAGANA] : NULL;
}

/* き and ゃ are kya, し and ゃ are sha, て and ぃ are ti. */
static void join_small(Buf *b, Str small)
{
	bool y = small.len == 2 && *small.ptr == 'y', had = b->len && b->ptr[b->len - 1] != '-';
	if (had)
		b->len--;
	bool soft = b->len && (str_ends(buf_text(b), STR("sh")) || str_ends(buf_text(b), STR("ch")) ||
	                       b->ptr[b->len - 1] == 'j');
	buf_str(b, y && soft ? str_skip(small, 1) : small);
}

static void add_kana(Buf *b, const char *kana, bool *doubled)
{
	Str s = str_from(kana);
	if (str_equal(s, STR("~"))) {
		*doubled = true;
		return;
	}
	if (*s.ptr == '~') {
		join_small(b, str_skip(s, 1));
		return;
	}
	if (*doubled && !str_has_byte(STR("aiueon"), *s.ptr))
		buf_char(b, *s.ptr == 'c' ? 't' : *s.ptr);
	*doubled = false;
	buf_str(b, s);
}

/* Letters and digits are kept; whatever else stands between words is one '-'. */
static void add_other(Buf *b, uint32_t point)
{
	bool upper = point >= 'A' && point <= 'Z';
	if (upper || (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9'))
		buf_char(b, (char)(upper ? point - 'A' + 'a' : point));
	else if (point != LONG_VOWEL && b->len && b->ptr[b->len - 1] != '-')
		buf_char(b, '-');
}

static Str spell(Str kana, Arena *a)
{
	Buf b = { .arena = a };
	bool doubled = false;
	while (kana.len) {
		uint32_t point = utf8_next(&kana);
		const char *here = spelling_of(point);
		if (here)
			add_kana(&b, here, &doubled);
		else
			add_other(&b, point);
	}
	return buf_text(&b);
}

/* Not longer than it may be, cut between words where there are some. */
static Str shortened(Str id)
{
	Str s = str_sub(id, 0, ID_OFFERED_MAX);
	if (id.len > s.len)
		for (size_t end = s.len; end > ID_OFFERED_MAX / 2; end--)
			if (s.ptr[end - 1] == '-') {
				s = str_sub(s, 0, end);
				break;
			}
	while (str_ends(s, STR("-")))
		s.len--;
	return s;
}

Str id_offered(const Files *content, const Site *site, const Area *area, Str kana, Arena *a)
{
	Str slug = area->slug.len ? area->slug : STR("city"), word = spell(kana, a);
	if (!word.len || str_equal(word, STR("-")))
		return (Str){ 0 };
	Str base = shortened(str_starts(word, slug) ? word : STR_CONCAT(a, slug, STR("-"), word)), id = base;
	for (int n = 2; !id_is_free(content, site, id); n++)
		id = str_format(a, "%.*s-%d", STR_ARG(base), n);
	return id;
}
