#include "site/table_inner.h"

#include <string.h>
#include <strings.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "site/apart.h"

static Str all_labels(const Terms *terms, Arena *a)
{
	Buf all = { .arena = a };
	for (size_t i = 0; i < terms->count; i++) {
		buf_str(&all, i ? STR(", ") : (Str){ 0 });
		buf_str(&all, terms->items[i].short_label);
	}
	return buf_text(&all);
}

/* The first number in a folded text. */
static Str number_in(Str folded)
{
	size_t from = 0;
	while (from < folded.len && !(folded.ptr[from] >= '0' && folded.ptr[from] <= '9'))
		from++;
	size_t until = from;
	while (until < folded.len && folded.ptr[until] >= '0' && folded.ptr[until] <= '9')
		until++;
	return str_sub(folded, from, until);
}

static Str digits_in(Str text, Arena *a)
{
	return number_in(utf8_fold_code(text, a));
}

/* 学びたい of 学びたい・楽しみたい: the shortest name that has it. */
static Str name_with(Str part, const Str *names, size_t count)
{
	Str found = { 0 };
	for (size_t i = 0; i < count && utf8_count(part) > 1; i++)
		if (str_contains(names[i], part) && (!found.len || names[i].len < found.len))
			found = names[i];
	return found;
}

static Str nearest_term(const Reader *r, const Terms *terms, Str written)
{
	Arena *a = r->written.arena;
	Str *names = NEW_ARRAY(a, Str, terms->names.count + 1), years = digits_in(written, a);
	size_t count = 0;
	/* 65歳以上 is not 75歳以上. */
	for (size_t i = 0; i < terms->names.count; i++)
		if (str_equal(digits_in(terms->names.entries[i].key, a), years))
			names[count++] = terms->names.entries[i].key;
	Str whole = years.len ? (Str){ 0 } : name_with(written, names, count);
	return whole.len ? whole : str_nearest(written, names, count);
}

static Str known_term(const void *terms, Str part)
{
	return term_find(terms, part) ? part : (Str){ 0 };
}

/* "［…］" as brackets of a list: what is inside. */
static Str without_wide_brackets(Str text)
{
	if (str_take(&text, STR("［")) && str_ends(text, STR("］")))
		text.len -= STR("］").len;
	return text;
}

/* Words for nothing, and for everyone: a line that is best not written. */
static bool says_nothing(Str text, VocabularyList list)
{
	static const char *const none[] = { "なし", "無し", "無", "特になし", "ない", "未定" };
	static const char *const everyone[] = { "どなたでも", "だれでも", "誰でも", "全世代", "全年齢", "すべて", "全て",
		                                "みんな", "制限なし", "年齢不問", "不問", "指定なし", "all" };
	bool found = false;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		found |= str_equal(text, str_from(none[i]));
	for (size_t i = 0; list == AGES && i < sizeof(everyone) / sizeof(*everyone); i++)
		found |= str_equal(text, str_from(everyone[i]));
	return found;
}

/* 65歳以上, 0〜5歳, 60代: the first number, and the last; but no 小学1年生. */
static bool is_in_years(Str text, Str *first, Str *last, Arena *a)
{
	Str folded = utf8_fold_code(text, a);
	*first = number_in(folded);
	Str behind = str_skip(folded, (size_t)(first->ptr - folded.ptr) + first->len);
	*last = number_in(behind);
	static const Str units[] = { STR_INIT("歳"), STR_INIT("才"), STR_INIT("代"), STR_INIT("以上"), STR_INIT("~"),
		                     STR_INIT("-") };
	bool years = !behind.len;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		years |= str_starts(behind, units[i]);
	return first->len && years;
}

/* 民生委員 for 民生委員・児童委員: the shortest word that it is a part of, or the longest that is a part of it. */
static Str term_within(const Terms *terms, Str written, Arena *a)
{
	Str best = { 0 }, within = { 0 }, years = digits_in(written, a);
	for (size_t i = 0; i < terms->names.count && utf8_count(written) > 1; i++) {
		Str name = terms->names.entries[i].key;
		if (!str_equal(digits_in(name, a), years) || utf8_count(name) < 2)
			continue;
		if (str_contains(name, written) && (!best.len || name.len < best.len))
			best = name;
		if (str_contains(written, name) && name.len > within.len)
			within = name;
	}
	return best.len ? best : within;
}

static const char *term_hint(const Reader *r, const Field *f, Str text, Str *instead)
{
	Arena *a = r->written.arena;
	const Terms *terms = &r->vocabulary->lists[f->list];
	Str inner = without_wide_brackets(text);
	*instead = inner.len < text.len && term_find(terms, inner) ? inner : names_apart(inner, known_term, terms, a);
	if (instead->len)
		return f->type == &FIELD_TERMS ? _("write [{3}], with half-width signs") : _("write one of: {3}");
	if (says_nothing(text, f->list))
		return f->list == AGES ? _("where all may come take the line away: it means everyone")
		                       : _("where there is none take the line away");
	Str first = { 0 }, last = { 0 };
	bool years = f->list == AGES && is_in_years(text, &first, &last, a);
	*instead = nearest_term(r, terms, text);
	if (!instead->len && !years)
		*instead = term_within(terms, text, a);
	if (instead->len)
		return _("did you mean '{3}'? the words are in vocabulary.yaml");
	*instead = last.len ? str_format(a, "minimum_age: %.*s, maximum_age: %.*s", STR_ARG(first), STR_ARG(last))
	                    : first;
	if (years)
		return last.len ? _("for ages in years, write two lines: {3}")
		                : _("for an age in years, write minimum_age: {3} (最低年齢) or maximum_age (最高年齢)");
	*instead = all_labels(terms, a);
	return _("write one of: {3}");
}

static bool term_of(const Reader *r, const Field *f, const Value *v, const Term **term)
{
	const Written *w = &r->written;
	Str text;
	if (!field_text(r, f, v, &text))
		return false;
	const Terms *terms = &r->vocabulary->lists[f->list];
	*term = term_find(terms, text);
	if (*term || unsound_may_be(&r->vocabulary->unsound, text))
		return *term != NULL;
	Str instead;
	const char *hint = term_hint(r, f, text, &instead);
	diag_error(w->diag, w->src, v->pos, "term-unknown",
	           ARGS(text, str_from(f->key), str_from(f->ja), instead),
	           _("'{0}' is not one of the words for '{1}' ({2})"), hint);
	return false;
}

static bool read_term(const Reader *r, const Field *f, const Value *v, void *member)
{
	return term_of(r, f, v, member);
}

static bool read_terms(const Reader *r, const Field *f, const Value *v, void *member)
{
	TermSet *set = member;
	const Value *items;
	size_t count;
	bool sound = true;
	if (!field_items(r, f, v, &items, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		const Term *term;
		if (term_of(r, f, &items[i], &term))
			*set |= term_bit(term_number(&r->vocabulary->lists[f->list], term));
		else
			sound = false;
	}
	return sound;
}

/* The words in the reader's own language: every second one. */
static Str word_choices(const Reader *r, const Field *f)
{
	Buf all = { .arena = r->written.arena };
	for (size_t i = 0; f->words[i]; i += 2) {
		buf_str(&all, i ? STR(", ") : (Str){ 0 });
		buf_format(&all, "%s (%s)", f->words[i + 1], f->words[i]);
	}
	return buf_text(&all);
}

/* 中止 in 中止になりました, info in Info; else nothing. */
static Str word_within(const Field *f, Str text)
{
	Str found = { 0 };
	for (size_t i = 0; f->words[i]; i++) {
		Str word = str_from(f->words[i]);
		bool same = text.len == word.len && strncasecmp(text.ptr, word.ptr, word.len) == 0;
		if (same || (i % 2 && str_contains(text, word) && word.len > found.len))
			found = word;
	}
	return found;
}

static bool read_word(const Reader *r, const Field *f, const Value *v, void *member)
{
	const Written *w = &r->written;
	Str text;
	if (!field_text(r, f, v, &text))
		return false;
	for (size_t i = 0; f->words[i]; i++) {
		if (str_equal(text, str_from(f->words[i]))) {
			*(int *)member = (int)(i / 2);
			return true;
		}
	}
	Str meant = word_within(f, text);
	diag_error(w->diag, w->src, v->pos, "word-unknown",
	           ARGS(text, str_from(f->key), str_from(f->ja), meant.len ? meant : word_choices(r, f)),
	           _("'{1}' ({2}) cannot be '{0}'"),
	           meant.len ? _("did you mean '{3}'? write the word alone") : _("write one of: {3}"));
	return false;
}

const FieldType FIELD_TERM        = { N_("word of the vocabulary"), read_term };
const FieldType FIELD_TERMS       = { N_("words of the vocabulary"), read_terms };
const FieldType FIELD_WORD        = { N_("one of these words"), read_word };
