#include "site/written.h"

#include <string.h>

#include "base/utf8.h"

enum { VAGUE_MOST = 64 };                      /* bytes of a link's words that may be vague */

/* What was found in a text: its bytes, and what to write instead where that can be told. */
typedef struct Misread {
	size_t from, until;
	Str instead;
} Misread;

typedef struct Text {
	Str all;
	Arena *arena;
} Text;

static uint32_t point_at(Str text, size_t at)
{
	Str rest = str_skip(text, at);
	return rest.len ? utf8_next(&rest) : 0;
}

static uint32_t point_before(Str text, size_t at)
{
	size_t from = at;
	while (from > 0 && at - from < 4 && ((unsigned char)text.ptr[--from] & 0xc0) == 0x80)
		;
	return at ? point_at(text, from) : 0;
}

static size_t bytes_of(uint32_t point)
{
	return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

static bool is_letter(uint32_t point)
{
	uint32_t small = point | 0x20;
	return point_is_kanji(point) || point_is_kana(point) || (small >= 'a' && small <= 'z');
}

static bool is_digit(uint32_t point)
{
	return (point >= '0' && point <= '9') || (point >= 0xff10 && point <= 0xff19);
}

/* What may follow a torn word: a particle, a sign. Not another kanji, nor the space of a list: 春 夏 秋. */
static bool ends_word(uint32_t point)
{
	return point_is_hiragana(point) || !(is_letter(point) || is_digit(point) || point == ' ' || point == 0x3000);
}

/* 日　時: one kanji, a space, one kanji, and nothing that belongs to either. */
static bool is_torn(const Text *t, size_t at, Misread *m)
{
	size_t space = t->all.ptr[at] == ' ' ? 1 : 3;
	if (space == 3 && !str_starts(str_skip(t->all, at), STR("　")))
		return false;
	uint32_t before = point_before(t->all, at), after = point_at(t->all, at + space);
	if (!point_is_kanji(before) || !point_is_kanji(after))
		return false;
	m->from = at - bytes_of(before);
	m->until = at + space + bytes_of(after);
	uint32_t outside = point_before(t->all, m->from);
	if (is_letter(outside) || is_digit(outside) || outside == ' ' || outside == 0x3000 ||
	    !ends_word(point_at(t->all, m->until)))
		return false;
	m->instead = STR_CONCAT(t->arena, str_sub(t->all, m->from, at),
	                        str_sub(t->all, at + space, m->until));
	return true;
}

/* （土）, which is read as つち. */
static bool is_bare_weekday(const Text *t, size_t at, Misread *m)
{
	static const Str days[] = { STR_INIT("月"), STR_INIT("火"), STR_INIT("水"), STR_INIT("木"),
		                    STR_INIT("金"), STR_INIT("土"), STR_INIT("日") };
	Str rest = str_skip(t->all, at);
	if (!str_take(&rest, STR("（")) && !str_take(&rest, STR("(")))
		return false;
	size_t day = 0;
	while (day < 7 && !str_starts(rest, days[day]))
		day++;
	if (day == 7)
		return false;
	rest = str_skip(rest, days[day].len);
	if (!str_take(&rest, STR("）")) && !str_take(&rest, STR(")")))
		return false;
	/* A number in front: the date that it belongs to. */
	uint32_t before = point_before(t->all, at);
	if (before != 0x65e5 && !is_digit(before))
		return false;
	*m = (Misread){ at, (size_t)(rest.ptr - t->all.ptr),
		        STR_CONCAT(t->arena, STR("（"), days[day], STR("曜日）")) };
	return true;
}

/* 10時〜12時, 月〜金, 10:00〜12:00. Not 1〜4丁目, 65〜74歳, 300〜500円: there it may be read as it is. */
static bool is_wave(const Text *t, size_t at, Misread *m)
{
	static const char ends[] = "時分日月年曜）)火水木金土";
	Str rest = str_skip(t->all, at);
	if (!str_take(&rest, STR("〜")) && !str_take(&rest, STR("～")))
		return false;
	uint32_t before = point_before(t->all, at), after = rest.len ? point_at(rest, 0) : 0;
	char bytes[4];
	Str last = { bytes, utf8_encode(before, bytes) };
	bool clock = is_digit(before) && at >= 3 && t->all.ptr[at - 3] == ':';
	bool word = before && str_contains(str_from(ends), last);
	bool goes_on = is_digit(after) || str_starts(rest, STR("午")) || str_starts(rest, STR("正午"));
	for (size_t i = 0; !goes_on && i + 3 <= strlen("月火水木金土日"); i += 3)
		goes_on = str_starts(rest, (Str){ &"月火水木金土日"[i], 3 });
	*m = (Misread){ at, at + 3, { 0 } };
	return (clock || word) && goes_on;
}

/* [こちら](…): what a screen reader lists of it says nothing. */
static bool is_vague_link(const Text *t, size_t at, Misread *m)
{
	static const Str vague[] = { STR_INIT("こちら"),     STR_INIT("ここ"),         STR_INIT("詳しくは"),
		                     STR_INIT("くわしくは"), STR_INIT("詳しくはこちら"), STR_INIT("くわしくはこちら"),
		                     STR_INIT("詳細"),       STR_INIT("続きを読む"),   STR_INIT("リンク") };
	Str rest = str_skip(t->all, at + 1);
	rest = str_sub(rest, 0, rest.len < VAGUE_MOST ? rest.len : VAGUE_MOST);
	size_t close = str_find(rest, STR("]("));
	Str words = str_trim(str_sub(rest, 0, close));
	*m = (Misread){ at, at + 1 + close + 1, { 0 } };
	for (size_t i = 0; close < rest.len && i < sizeof(vague) / sizeof(*vague); i++)
		if (str_equal(words, vague[i]))
			return true;
	return false;
}

static bool is_in(const Text *t, size_t at, const uint32_t (*ranges)[2], size_t count, Misread *m)
{
	uint32_t point = point_at(t->all, at);
	*m = (Misread){ at, at + bytes_of(point), { 0 } };
	for (size_t i = 0; i < count; i++)
		if (point >= ranges[i][0] && point <= ranges[i][1])
			return true;
	return false;
}

/* ①, Ⅳ, ㈱, ㎡: some voices skip them, some phones have no sign for them. */
static bool is_strange_sign(const Text *t, size_t at, Misread *m)
{
	static const uint32_t ranges[][2] = { { 0x2160, 0x217f }, { 0x2460, 0x24ff }, { 0x3200, 0x33ff } };
	return is_in(t, at, ranges, 3, m);
}

static bool is_sign_for_word(const Text *t, size_t at, Misread *m)
{
	static const uint32_t ranges[][2] = { { 0x2190, 0x2193 }, { 0x21d2, 0x21d2 }, { 0xff06, 0xff06 } };
	return is_in(t, at, ranges, 3, m);
}

static bool is_narrow_kana(const Text *t, size_t at, Misread *m)
{
	static const uint32_t ranges[][2] = { { 0xff61, 0xff9f } };
	if (!is_in(t, at, ranges, 1, m))
		return false;
	while (point_at(t->all, m->until) >= 0xff61 && point_at(t->all, m->until) <= 0xff9f)
		m->until += 3;
	return true;
}

/* `begin`: first bytes of what a rule may find; most of a text is none of them. */
static const struct {
	const char *begin, *code, *message, *hint;
	bool (*finds)(const Text *t, size_t at, Misread *m);
} rules[] = {
	{ " \xe3", "aloud-space", N_("'{0}' is read aloud as two words"), N_("write {1}"), is_torn },
	{ "(\xef", "aloud-weekday", N_("'{0}' is not read aloud as a day of the week"), N_("write {1}"),
	  is_bare_weekday },
	{ "\xe3\xef", "aloud-range", N_("'{0}' between days or times is not read aloud"), N_("write から and まで"),
	  is_wave },
	{ "[", "aloud-link", N_("the link '{0}' does not say where it leads"),
	  N_("write between the brackets what one finds there"), is_vague_link },
	{ "\xe2\xe3", "aloud-sign", N_("the sign '{0}' is not read aloud, or not shown, everywhere"),
	  N_("write it in usual letters: 1, （株）, 平方メートル"), is_strange_sign },
	{ "\xe2\xef", "aloud-arrow", N_("the sign '{0}' stands for a word that is not read aloud"),
	  N_("write the word: から, と, 次に"), is_sign_for_word },
	{ "\xef", "aloud-kana", N_("'{0}' is half-width kana"), N_("write it in full-width kana"), is_narrow_kana },
};
enum { RULES = sizeof(rules) / sizeof(*rules), RULE_WEEKDAY = 1 };

/* One warning a rule and text: whoever mends the first sees the others. */
static void tell(const Written *w, const Text *t, uint32_t first_line, size_t rule, const Misread *m)
{
	diag_warning(w->diag, w->src, written_pos(w, t->all, first_line, m->from, m->until), rules[rule].code,
	             ARGS(str_sub(t->all, m->from, m->until), m->instead), _(rules[rule].message),
	             _(rules[rule].hint));
}

/* Of the signs that begin with e3 only a wide space, a wave and what is enclosed; kana are most of a text. */
static bool may_begin(unsigned char first, unsigned char second, unsigned char third)
{
	switch (first) {
	case 0xe3:
		return second >= 0x88 || (second == 0x80 && (third == 0x80 || third == 0x9c));
	case ' ':
		return second >= 0xe3;
	case '(':
		return second >= 0xe5;
	case 0xe2:
		return second != 0x80;
	case 0xef:
		return second == 0xbc ? third == 0x86 || third == 0x88
		                      : second == 0xbe || (second == 0xbd && third >= 0x9e);
	default:
		return true;
	}
}

/* From `at` on, where a rule may find something; every body is walked, so a step is a whole sign. */
static size_t next_to_look_at(Str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.ptr;
	while (at + 2 < text.len) {
		unsigned char c = p[at];
		if ((c == 0xe3 && p[at + 1] - 0x81u < 7) || (c > 0xe3 && c != 0xef)) {
			at += 3; /* kana, kanji */
		} else if (c == 0xe3 || c == 0xe2 || c == 0xef) {
			if (may_begin(c, p[at + 1], p[at + 2]))
				return at;
			at += 3;
		} else if (((c == ' ' && at && p[at - 1] >= 0x80) || c == '(' || c == '[') &&
		           may_begin(c, p[at + 1], p[at + 2])) {
			return at;
		} else {
			at++;
		}
	}
	return text.len;
}

void written_aloud(const Written *w, Str text, uint32_t first_line, bool dates_right)
{
	const Text t = { text, w->arena };
	bool told[RULES] = { [RULE_WEEKDAY] = !dates_right };
	Misread m;
	for (size_t at = 0; (at = next_to_look_at(text, at)) < text.len; at++)
		for (size_t i = 0; i < RULES; i++)
			if (!told[i] && strchr(rules[i].begin, text.ptr[at]) && rules[i].finds(&t, at, &m)) {
				told[i] = true;
				tell(w, &t, first_line, i, &m);
			}
}
