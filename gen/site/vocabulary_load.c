#include "site/singletons_inner.h"
#include "site/doubt.h"

/* vocabulary.yaml */

static const Field hotline_fields[] = {
	{ "name", "名称", &FIELD_LINE, OF(Hotline, name), FIELD_REQUIRED },
	{ "phone", "電話", &FIELD_PHONE, OF(Hotline, phone), FIELD_REQUIRED },
	{ "note", "補足", &FIELD_LINE, OF(Hotline, note) },
	{ "source", "出典", &FIELD_LINE, OF(Hotline, source) },
};
static const Table HOTLINE = TABLE("hotline", Hotline, hotline_fields, NULL, NO_POS);

static const Field term_fields[] = {
	{ "id", "ID", &FIELD_ID, OF(Term, id), FIELD_REQUIRED, .help = N_("never changed: addresses carry it") },
	{ "label", "表示", &FIELD_LINE, OF(Term, label), FIELD_REQUIRED, .help = N_("the word residents see") },
	{ "short", "短い表示", &FIELD_LINE, OF(Term, short_label), .help = N_("at most 10 characters, for tiles") },
	{ "kana", "よみ", &FIELD_KANA, OF(Term, kana), .help = N_("its reading") },
	{ "easy", "やさしい日本語", &FIELD_LINE, OF(Term, easy), .help = N_("the word in easy Japanese") },
	{ "note", "補足", &FIELD_LINE, OF(Term, note), .help = N_("what it includes") },
	{ "aliases", "別の言い方", &FIELD_TEXTS, OF(Term, aliases), .help = N_("other words staff may write") },
	{ "min", "最低年齢", &FIELD_INT, OF(Term, min), .help = N_("ages: from, in years") },
	{ "max", "最高年齢", &FIELD_INT, OF(Term, max), .help = N_("ages: to, in years") },
	{ "voice", "声", &FIELD_BOOL, OF(Term, voice), .help = N_("channels: one must speak and hear") },
	{ "indoors", "屋内", &FIELD_BOOL, OF(Term, indoors), .help = N_("place types: a building, whatever the weather") },
	{ "dataset", "オープンデータの表", &FIELD_LINE, OF(Term, dataset), .help = N_("place types, roles: event, public_facility, preschool, care_service or support") },
	{ "dataset_word", "オープンデータの語", &FIELD_LINE, OF(Term, dataset_word), .help = N_("what the national tables call it; of accessibility, its column there") },
	{ "hotlines", "緊急の番号", &FIELD_MAPS, OF(Term, hotlines), .table = &HOTLINE, .help = N_("troubles: numbers to call at once") },
};
static const Table TERM = TABLE("term", Term, term_fields, NULL, OF(Term, pos));

typedef struct TermList { const Term *items; size_t count; } TermList;
typedef struct TermLists { TermList lists[VOCABULARY_LISTS]; } TermLists;

#define TERM_LIST(list, key, title) \
	{ key, title, &FIELD_MAPS, OF(TermLists, lists[list]), FIELD_REQUIRED, .table = &TERM }
static const Field vocabulary_fields[] = {
	TERM_LIST(AGES, "ages", "対象年齢"), TERM_LIST(PURPOSES, "purposes", "目的"),
	TERM_LIST(TROUBLES, "troubles", "困りごと"), TERM_LIST(ACCESSIBILITY, "accessibility", "バリアフリー"),
	TERM_LIST(TIERS, "tiers", "圏域"), TERM_LIST(BASES, "bases", "型"), TERM_LIST(ROLES, "roles", "役割"),
	TERM_LIST(PLACE_TYPES, "place_types", "場所の種類"), TERM_LIST(CHANNELS, "channels", "方法"),
	TERM_LIST(LANGUAGES, "languages", "言語"),
};
static const Table VOCABULARY = TABLE("vocabulary", TermLists, vocabulary_fields, NULL, NO_POS);

/* Words, and what they stand for. */

static void check_dataset(const Loading *l, const Source *src, const Term *term)
{
	if (term->dataset.len && dataset_named(term->dataset) == DATASETS)
		diag_error(l->diag, src, pos_of_word(src->bytes, term->pos, term->dataset), "dataset-unknown",
		           ARGS(term->dataset), _("there is no table of open data called '{0}'"),
		           _("write event, public_facility, preschool, care_service or support"));
}

static void name_term(const Loading *l, const Source *src, Map *taken, Str name, const Term *term)
{
	const Term *other = name.len ? map_find(taken, name) : NULL;
	if (name.len && !map_put(taken, name, (void *)term) && other != term)
		diag_error(l->diag, src, pos_of_word(src->bytes, term->pos, name), "term-twice", ARGS(name, other->id),
		           _("'{0}' already stands for '{1}'"), _("give this one another label"));
}

/* No word stands for two terms of a list, even where one of them has another mistake. */
static void check_terms(const Loading *l, const Source *src, Entries terms)
{
	Map taken = { .arena = l->arena };
	for (size_t i = 0; i < terms.count; i++) {
		const Term *term = terms.items[i];
		check_dataset(l, src, term);
		name_term(l, src, &taken, term->id, term);
		name_term(l, src, &taken, term->label, term);
		name_term(l, src, &taken, term->short_label, term);
		for (size_t n = 0; n < term->aliases.count; n++)
			name_term(l, src, &taken, term->aliases.items[n], term);
	}
}

static void put_names(Terms *terms, const Term *term)
{
	map_put(&terms->names, term->id, (void *)term);
	map_put(&terms->names, term->label, (void *)term);
	map_put(&terms->names, term->short_label, (void *)term);
	for (size_t n = 0; n < term->aliases.count; n++)
		map_put(&terms->names, term->aliases.items[n], (void *)term);
}

static void load_terms(const Loading *l, const Source *src, Terms *terms)
{
	terms->names = (Map){ .arena = l->arena };
	if (terms->count > TERMS_MAX) {
		diag_error(l->diag, src, terms->items[TERMS_MAX].pos, "vocabulary-long", NO_ARGS,
		           _("a list of words has more than 64 entries"), _("join some of them"));
		terms->count = TERMS_MAX;
	}
	for (size_t i = 0; i < terms->count; i++) {
		Term *term = (Term *)&terms->items[i];
		if (!term->short_label.len)
			term->short_label = term->label;
		put_names(terms, term);
	}
}

/* Any of the words of a term with a mistake is meant by whoever writes it. */
static void doubt_terms(const Loading *l, const FieldsFound *found)
{
	Unsound *unsound = &l->site->vocabulary.unsound;
	const Doubts *doubts = &l->site->doubts;
	bool lists = !found->vague;
	for (size_t i = 0; i < VOCABULARY_LISTS; i++)
		lists &= !found->spoilt[i];
	loading_doubts(l, unsound, &TERM, "id label short", lists);
	for (size_t i = 0; i < doubts->count; i++) {
		const Term *term = doubts->items[i].table == &TERM ? doubts->items[i].object : NULL;
		unsound->others |= term && !doubt_knows(&doubts->items[i], &TERM, "aliases");
		for (size_t n = 0; term && n < term->aliases.count; n++)
			unsound_add(unsound, l->arena, term->aliases.items[n]);
	}
}

void loading_vocabulary(const Loading *l)
{
	TermLists lists = { 0 };
	FieldsFound found = { 0 };
	const File *file = file_at(l->content, STR("content/vocabulary.yaml"));
	loading_map(l, "vocabulary.yaml", &VOCABULARY, true, &lists, &found);
	doubt_terms(l, &found);
	for (int i = 0; file && i < VOCABULARY_LISTS; i++) {
		Terms *terms = &l->site->vocabulary.lists[i];
		*terms = (Terms){ .items = lists.lists[i].items, .count = lists.lists[i].count };
		load_terms(l, &file->source, terms);
		check_terms(l, &file->source, entries_with(&l->site->doubts, &TERM, OF(TermLists, lists[i]), "id",
		                                           terms->items, terms->count, l->arena));
	}
}
