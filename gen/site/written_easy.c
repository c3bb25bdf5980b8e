#include "site/written.h"

#include "base/utf8.h"
#include "site/era.h"
#include "site/readings.h"

enum { LETTERS_MOST = 30, KANJI_MOST = 13 };

/* An easy text, and where in it something was found. */
typedef struct Easy {
	const Written *w;
	const Readings *readings;
	Str text;
	uint32_t first_line;
} Easy;

static void tell(const Easy *e, size_t from, size_t until, const char *code, Str number, const char *message,
                 const char *hint)
{
	diag_warning(e->w->diag, e->w->src, written_pos(e->w, e->text, e->first_line, from, until), code,
	             ARGS(str_sub(e->text, from, until), number), message, hint);
}

/* {漢字|かんじ}: `at` is the brace; *base what stands under it, the whole ends at *end. */
static bool ruby_at(Str text, size_t at, Str *base, size_t *end)
{
	Str rest = str_skip(text, at);
	size_t bar = str_find_byte(rest, '|'), close = str_find_byte(rest, '}');
	if (!str_starts(rest, STR("{")) || bar >= close || close >= rest.len)
		return false;
	*base = str_sub(rest, 1, bar);
	*end = at + close + 1;
	return true;
}

/* Sentences. */

typedef struct Sentence {
	size_t from, until;
	size_t letters, kanji;
} Sentence;

static void count_letters(Sentence *s, Str text)
{
	while (text.len) {
		uint32_t point = utf8_next(&text);
		bool letter = (point >= '0' && point <= '9') || ((point | 0x20) >= 'a' && (point | 0x20) <= 'z') ||
		              point > 0x3003;
		s->letters += letter;
		s->kanji += point_is_kanji(point);
	}
}

/* Marks that end a sentence, and the gaps between paragraphs and items. */
static size_t end_at(Str text, size_t at)
{
	static const Str ends[] = { STR_INIT("。"), STR_INIT("！"), STR_INIT("？"), STR_INIT("\n\n"), STR_INIT("\n- "),
		                    STR_INIT("\n* "), STR_INIT("\n#") };
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_starts(str_skip(text, at), ends[i]))
			return ends[i].len;
	return 0;
}

static size_t step(Str text, size_t at)
{
	Str rest = str_skip(text, at);
	utf8_next(&rest);
	return text.len - rest.len;
}

/* Targets of links are no words: from "](" to the bracket that closes it. */
static size_t target_length(Str text, size_t at)
{
	Str rest = str_skip(text, at);
	size_t close = str_find_byte(rest, ')');
	return str_starts(rest, STR("](")) && close < rest.len ? close + 1 : 0;
}

/* The next one from *at on; false at the end of the text. */
static bool next_sentence(Str text, size_t *at, Sentence *s)
{
	while (*at < text.len && (text.ptr[*at] == ' ' || text.ptr[*at] == '\n'))
		++*at;
	*s = (Sentence){ .from = *at };
	while (*at < text.len && !end_at(text, *at)) {
		size_t target = target_length(text, *at), end = target ? *at + target : step(text, *at);
		Str words = target ? (Str){ 0 } : str_sub(text, *at, end);
		ruby_at(text, *at, &words, &end);
		count_letters(s, words);
		*at = end;
	}
	s->until = *at;
	*at += *at < text.len ? end_at(text, *at) : 0;
	return s->until > s->from;
}

static void check_sentences(const Easy *e)
{
	Sentence s;
	for (size_t at = 0; at < e->text.len && next_sentence(e->text, &at, &s);) {
		if (s.letters > LETTERS_MOST)
			tell(e, s.from, s.until, "easy-long", str_format(e->w->arena, "%zu", s.letters),
			     _("a sentence of {1} letters is long for easy Japanese"),
			     _("say one thing a sentence, in 30 letters or fewer"));
		if (s.kanji > KANJI_MOST)
			tell(e, s.from, s.until, "easy-kanji", str_format(e->w->arena, "%zu", s.kanji),
			     _("a sentence with {1} kanji is hard to read"),
			     _("at most 13 a sentence: use plainer words, or two sentences"));
	}
}

/* What easy Japanese does without. */

static size_t digits_at(Str text, size_t at)
{
	size_t end = at;
	while (end < text.len && text.ptr[end] >= '0' && text.ptr[end] <= '9')
		end++;
	return end - at;
}

static bool is_era(Str text, size_t at, size_t *until)
{
	for (int i = 0; i < ERA_COUNT; i++) {
		Str rest = str_skip(text, at);
		if (!str_take(&rest, ERAS[i].name) || !(digits_at(rest, 0) || str_starts(rest, STR("元年"))))
			continue;
		*until = text.len - rest.len + digits_at(rest, 0);
		return true;
	}
	return false;
}

/* 13:30, 9:00, 15時. */
static bool is_clock(Str text, size_t at, size_t *until)
{
	size_t hour = digits_at(text, at), minute = at + hour + 1;
	bool inside = at && text.ptr[at - 1] >= '0' && text.ptr[at - 1] <= '9';
	if (inside || !hour || hour > 2)
		return false;
	*until = minute + digits_at(text, minute);
	if (str_starts(str_skip(text, at + hour), STR(":")) && digits_at(text, minute) == 2)
		return true;
	int value;
	*until = at + hour + STR("時").len;
	return str_number(str_sub(text, at, at + hour), &value) && value > 12 &&
	       str_starts(str_skip(text, at + hour), STR("時"));
}

static bool is_wave(Str text, size_t at, size_t *until)
{
	*until = at + STR("〜").len;
	return str_starts(str_skip(text, at), STR("〜")) || str_starts(str_skip(text, at), STR("～"));
}

static const struct {
	const char *code, *message, *hint;
	bool (*finds)(Str text, size_t at, size_t *until);
} rules[] = {
	{ "easy-era", N_("'{0}' is a year of an era"), N_("write the year of the common calendar: 2026年"), is_era },
	{ "easy-clock", N_("'{0}' is a time of the 24-hour clock"), N_("write 午前 or 午後: 午後1時30分"), is_clock },
	{ "easy-wave", N_("'{0}' is not easy to read"), N_("write から and まで"), is_wave },
};
enum { RULES = sizeof(rules) / sizeof(*rules) };

static void check_rules(const Easy *e)
{
	bool told[RULES] = { false };
	size_t until;
	for (size_t at = 0; at < e->text.len; at = step(e->text, at))
		for (size_t i = 0; i < RULES; i++) {
			if (told[i] || !rules[i].finds(e->text, at, &until))
				continue;
			told[i] = true;
			tell(e, at, until, rules[i].code, (Str){ 0 }, _(rules[i].message), _(rules[i].hint));
		}
}

/* Readings. */

static void check_read(const Easy *e, size_t from, size_t until)
{
	Str rest = str_sub(e->text, from, until);
	while (rest.len) {
		ReadingRun run;
		readings_next(e->readings, &rest, &run);
		if (!run.unread)
			continue;
		Str kanji = run.pieces[run.count - 1].base;
		size_t at = (size_t)(kanji.ptr - e->text.ptr);
		tell(e, at, at + kanji.len, "easy-reading", (Str){ 0 }, _("'{0}' has no reading"),
		     _("add a line '{0}: …' to readings.yaml, or write {{0}|…} here"));
	}
}

static void check_readings(const Easy *e)
{
	Str base;
	size_t from = 0, end;
	for (size_t at = 0; at < e->text.len;) {
		if (!ruby_at(e->text, at, &base, &end)) {
			at = step(e->text, at);
			continue;
		}
		check_read(e, from, at);
		from = at = end;
	}
	check_read(e, from, e->text.len);
}

void written_easy(const Written *w, const struct Readings *readings, Str text, uint32_t first_line)
{
	const Easy e = { w, readings, text, first_line };
	check_sentences(&e);
	check_rules(&e);
	check_readings(&e);
}
