#include "site/language.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "format/yaml.h"
#include "site/singletons.h"
#include "site/site.h"

enum { LETTERS_LEAST = 2 };

#define OF(type, member) offsetof(type, member)

/* clang-format off */
static const Field language_fields[] = {
	{ "name", "名称", &FIELD_LINE, OF(Language, name), FIELD_REQUIRED, .help = N_("the language's own name") },
	{ "lang", "言語", &FIELD_LINE, OF(Language, lang), FIELD_REQUIRED, .help = N_("its tag: en, ko, zh-Hans") },
	{ "path", "アドレス", &FIELD_ID, OF(Language, path), FIELD_REQUIRED, .help = N_("the folder its pages stand in") },
	{ "note", "補足", &FIELD_LINE, OF(Language, note), FIELD_REQUIRED, .help = N_("behind a link to a page that is not in it") },
	{ "spaced", "分かち書き", &FIELD_BOOL, OF(Language, spaced), .help = N_("a space stands between words") },
	{ "easy", "やさしい日本語", &FIELD_BOOL, OF(Language, easy), .help = N_("it is easy Japanese") },
	{ "pages", "ページ", &FIELD_TEXTS, OF(Language, pages), FIELD_REQUIRED, .help = N_("the kinds of pages it has") },
	{ "texts", "文", &FIELD_IGNORED, 0, .help = N_("Japanese texts and what they are in it") },
	{ "parts", "部分", &FIELD_IGNORED, 0, .help = N_("what dates, counts and lists are put together from") },
};
/* clang-format on */
static const Table LANGUAGE = TABLE("language", Language, language_fields, NULL, NO_POS);

typedef struct Loading {
	const Files *content;
	Site *site;
	Arena *arena;
	Diag *diag;
	Language *now;
	Pattern *patterns, *parts;             /* of `now` */
} Loading;

/* Cuts a key at its places. */

static bool is_place_name(Str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!((s.ptr[i] >= 'a' && s.ptr[i] <= 'z') || (s.ptr[i] >= '0' && s.ptr[i] <= '9') ||
		      s.ptr[i] == '_' || s.ptr[i] == '.'))
			return false;
	return s.len > 0;
}

/* The first place of `text`: what stands before it, its name; false where there is none. */
static bool cut_place(Str *text, Str *before, Str *name)
{
	for (size_t from = 0; from < text->len;) {
		size_t open = from + str_find_byte(str_skip(*text, from), '{');
		size_t length = str_find_byte(str_skip(*text, open), '}');
		if (open + length >= text->len)
			return false;
		*before = str_sub(*text, 0, open);
		*name = str_sub(*text, open + 1, open + length);
		if (is_place_name(*name)) {
			*text = str_skip(*text, open + length + 1);
			return true;
		}
		from = open + 1;
	}
	return false;
}

static void report(const Loading *l, Pos at, const char *code, const char *message, const char *hint, Str key)
{
	diag_error(l->diag, l->now->src, at, code, ARGS(key), message, hint);
}

/* One letter and any text: that is many a sentence. */
static bool is_loose(const Pattern *p)
{
	size_t letters = 0, texts = 0;
	for (size_t i = 0; i <= p->count; i++)
		letters += utf8_count(p->letters[i]);
	for (size_t i = 0; i < p->count; i++)
		texts += !place_is_number(p->places[i]);
	return p->count && letters < (texts ? LETTERS_LEAST : 1);
}

/* False after an error: between two places something must stand. */
static bool pattern_cut(const Loading *l, const Member *m, Pattern *p)
{
	Str rest = m->key, before, name;
	*p = (Pattern){ .key = m->key, .text = m->value.as.text };
	while (cut_place(&rest, &before, &name)) {
		if (p->count == LANGUAGE_PLACES || (p->count && !before.len)) {
			report(l, m->key_pos, "language-key", _("the places of '{0}' cannot be told apart"),
		       _("at most six places, with letters between them"), m->key);
			return false;
		}
		p->letters[p->count] = before;
		p->places[p->count++] = name;
		p->length += before.len;
	}
	p->letters[p->count] = rest;
	p->length += rest.len;
	if (is_loose(p)) {
		report(l, m->key_pos, "language-key", _("'{0}' would fit too many texts"),
		       _("write more of the text around the place, or name the place by a digit "
		         "where it is a number"),
		       m->key);
		return false;
	}
	return true;
}

static bool names_place(const Pattern *p, Str name)
{
	for (size_t i = 0; i < p->count; i++)
		if (str_equal(p->places[i], name))
			return true;
	return false;
}

static bool places_are_known(const Loading *l, const Member *m, const Pattern *p)
{
	Str rest = p->text, before, name;
	while (cut_place(&rest, &before, &name)) {
		if (names_place(p, name))
			continue;
		diag_error(l->diag, l->now->src, m->value.pos, "language-place", ARGS(name, m->key),
		           _("there is no place {{0}} in '{1}'"), _("use the names that the Japanese text has"));
		return false;
	}
	return true;
}

/* texts: and parts: */

static bool member_read(const Loading *l, const Member *m, Pattern *p)
{
	if (m->value.kind != VALUE_TEXT) {
		report(l, m->value.pos, "language-text", _("'{0}' has no text"),
		       _("write what it is in this language"), m->key);
		return false;
	}
	return pattern_cut(l, m, p) && places_are_known(l, m, p);
}

static void put_text(const Loading *l, Str japanese, Str text)
{
	Str *kept = NEW(l->arena, Str);
	*kept = text;
	map_put(&l->now->texts, japanese, kept);
	map_put(&l->now->forms, language_form(japanese, l->arena), kept);
}

static void put_member(const Loading *l, const Pattern *p, bool part)
{
	Language *now = l->now;
	if (part) {
		l->parts[now->part_count++] = *p;
	} else if (p->count) {
		l->patterns[now->pattern_count++] = *p;
		map_put(&now->forms, language_form(p->key, l->arena), now);
	} else {
		put_text(l, p->key, p->text);
	}
}

static const Value *map_of(const Loading *l, const Value *v, const char *key)
{
	static const Value none = { .kind = VALUE_MAP };
	const Value *map = value_find(v, str_from(key));
	if (!map || map->kind == VALUE_NONE)
		return &none;
	if (map->kind == VALUE_MAP)
		return map;
	report(l, map->pos, "language-map", _("'{0}' is no list of texts with what they become"),
		       _("write a line for each: 地域をさがす: Find your area"), str_from(key));
	return &none;
}

static void read_members(const Loading *l, const Value *map, bool part)
{
	Pattern p;
	for (size_t i = 0; i < map->count; i++)
		if (member_read(l, &map->as.members[i], &p))
			put_member(l, &p, part);
}

/* Words that lists are made of: of the vocabulary, with their easy labels, and names of areas. */

static void put_label(const Loading *l, Str label, Str easy)
{
	if (l->now->easy && easy.len)
		put_text(l, label, easy);
	const Str *text = map_find(&l->now->texts, label);
	if (text)
		l->parts[l->now->part_count++] = (Pattern){ .key = label, .text = *text, .letters = { label },
			                                    .length = label.len };
}

static void put_vocabulary(const Loading *l)
{
	for (int list = 0; list < VOCABULARY_LISTS; list++) {
		const Terms *terms = &l->site->vocabulary.lists[list];
		for (size_t i = 0; i < terms->count; i++) {
			const Term *term = &terms->items[i];
			put_label(l, term->label, term->easy);
			if (!str_equal(term->label, term->short_label))
				put_label(l, term->short_label, term->easy);
		}
	}
}

static void put_areas(const Loading *l)
{
	for (size_t i = 0; i < l->site->area_count; i++)
		put_label(l, l->site->areas[i]->name, (Str){ 0 });
}

static size_t label_count(const Site *site)
{
	size_t count = site->area_count;
	for (int list = 0; list < VOCABULARY_LISTS; list++)
		count += site->vocabulary.lists[list].count * 2;
	return count;
}

/* Orders. */

static int by_letters(const void *left, const void *right)
{
	const Pattern *a = left, *b = right;
	if (a->length != b->length)
		return a->length > b->length ? -1 : 1;
	return str_compare(a->key, b->key);
}

/* A part that begins with a number is found at each digit. */
static int first_byte(const Pattern *p)
{
	int byte = p->letters[0].len ? (unsigned char)p->letters[0].ptr[0] : '0';
	return byte >= '0' && byte <= '9' ? '0' : byte;
}

static int by_first(const void *left, const void *right)
{
	int a = first_byte(left), b = first_byte(right);
	return a != b ? a - b : by_letters(left, right);
}

static void put_in_order(Loading *l)
{
	Language *now = l->now;
	if (now->pattern_count)
		qsort(l->patterns, now->pattern_count, sizeof(*l->patterns), by_letters);
	if (now->part_count)
		qsort(l->parts, now->part_count, sizeof(*l->parts), by_first);
	now->patterns = l->patterns;
	now->parts = l->parts;
	for (size_t byte = 0, at = 0; byte < sizeof(now->part_first) / sizeof(*now->part_first); byte++) {
		while (at < now->part_count && (size_t)first_byte(&now->parts[at]) < byte)
			at++;
		now->part_first[byte] = at;
	}
}

/* A file. */

static bool path_is_free(const Loading *l)
{
	bool free = !folder_is_reserved(l->now->path) && !area_at(l->site, l->now->path);
	for (size_t i = 0; i < l->site->languages.count; i++)
		free &= !str_equal(l->site->languages.items[i].path, l->now->path);
	if (!free)
		report(l, (Pos){ 0 }, "language-path", _("the folder '{0}' is that of other pages"),
		       _("give the language another path"), l->now->path);
	return free;
}

static bool load_language(Loading *l, const File *file)
{
	Reader r = { .written = { .src = &file->source, .arena = l->arena, .diag = l->diag, .today = l->site->today },
		     .vocabulary = &l->site->vocabulary };
	Value v;
	if (!yaml_parse(&file->source, file->source.bytes, 1, l->arena, l->diag, &v))
		return false;
	const Field whole = { .key = LANGUAGE.name, .ja = LANGUAGE.name, .type = &FIELD_MAP, .table = &LANGUAGE };
	if (!FIELD_MAP.read(&r, &whole, &v, l->now))
		return false;
	l->now->src = &file->source;
	l->now->texts.arena = l->now->forms.arena = l->arena;
	const Value *texts = map_of(l, &v, "texts"), *parts = map_of(l, &v, "parts");
	l->patterns = NEW_ARRAY(l->arena, Pattern, texts->count);
	l->parts = NEW_ARRAY(l->arena, Pattern, parts->count + label_count(l->site));
	read_members(l, texts, false);
	read_members(l, parts, true);
	put_vocabulary(l);
	put_areas(l);
	put_in_order(l);
	return path_is_free(l);
}

void languages_load(const Files *content, Site *site, Arena *a, Diag *d)
{
	Str folder = STR("content/languages/");
	Loading l = { .content = content, .site = site, .arena = a, .diag = d };
	size_t room = 0;
	for (size_t i = 0; i < content->count; i++)
		room += str_starts(content->items[i].source.path, folder);
	Language *languages = NEW_ARRAY(a, Language, room);
	site->languages.items = languages;
	for (size_t i = 0; i < content->count; i++) {
		const File *file = &content->items[i];
		if (!str_starts(file->source.path, folder) || !str_ends(file->source.path, STR(".yaml")))
			continue;
		l.now = &languages[site->languages.count];
		if (load_language(&l, file))
			site->languages.count++;
		else
			*l.now = (Language){ 0 };
	}
}

Str language_form(Str text, Arena *a)
{
	Buf b = { .arena = a };
	Str before, name;
	while (cut_place(&text, &before, &name)) {
		buf_str(&b, before);
		buf_str(&b, STR("{}"));
	}
	buf_str(&b, text);
	return buf_text(&b);
}
