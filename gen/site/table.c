#include "site/table.h"

#include <string.h>

#include "base/utf8.h"
#include "site/area.h"
#include "site/record.h"

enum { KEYS_TOLD = 20 };

static const char *const kind_words[] = {
	[VALUE_NONE] = N_("nothing"), [VALUE_TEXT] = N_("a text"), [VALUE_LIST] = N_("a list"),
	[VALUE_MAP] = N_("a group of keys"),
};

/* What to type: "name: …", or "place: {name: …, address: …}". */
static Str example_of(const Field *f, Arena *a)
{
	if (!f->table || f->table->count < 2)
		return str_format(a, "%s: …", f->key);
	const Field *keys = f->table->fields;
	return str_format(a, "%s: {%s: …, %s: …}", f->key, keys[0].key, keys[1].key);
}

/* "'time' needs a text, but here is a list" */
static bool wrong_form(const Reader *r, const Field *f, const Value *v, const char *needed)
{
	const Written *w = &r->written;
	if (v->kind == VALUE_TORN)
		return false;
	if (v->kind == VALUE_NONE) {
		diag_error(w->diag, w->src, v->pos, "field-form", ARGS(str_from(f->key), str_from(f->ja)),
		           _("a part of '{0}' ({1}) is empty"), _("type what belongs here, or delete it"));
		return false;
	}
	const char *found = v->kind <= VALUE_MAP && kind_words[v->kind] ? kind_words[v->kind] : kind_words[0];
	diag_error(w->diag, w->src, v->pos, "field-form",
	           ARGS(str_from(f->key), str_from(f->ja), str_from(_(needed)), str_from(_(found)),
	                example_of(f, w->arena)),
	           _("'{0}' ({1}) takes {2}, but here is {3}"), _("write it as {2}: {4}"));
	return false;
}

/* Copied from a web page, a text may end in a space that cannot break: no other id, and nobody sees it. */
static Str trimmed(Str text)
{
	const Str space = STR("\u00a0");
	text = str_trim(text);
	while (str_take(&text, space))
		text = str_trim(text);
	while (str_ends(text, space))
		text = str_trim(str_sub(text, 0, text.len - space.len));
	return text;
}

static bool text_of(const Reader *r, const Field *f, const Value *v, Str *text)
{
	const Written *w = &r->written;
	if (v->kind != VALUE_TEXT)
		return wrong_form(r, f, v, N_("a text"));
	size_t limit = f->limit ? (size_t)f->limit : TEXT_LIMIT;
	size_t count = v->as.text.len > limit ? utf8_count(v->as.text) : 0;
	if (count > limit) {
		diag_error(w->diag, w->src, v->pos, "text-long",
		           ARGS(str_from(f->key), str_from(f->ja), str_format(w->arena, "%zu", limit),
		                str_format(w->arena, "%zu", count)),
		           _("'{0}' ({1}) has {3} characters; at most {2} fit"), _("shorten it to {2} characters"));
		return false;
	}
	*text = trimmed(v->as.text);
	return true;
}

static bool read_text(const Reader *r, const Field *f, const Value *v, void *member)
{
	return text_of(r, f, v, member);
}

static bool read_line(const Reader *r, const Field *f, const Value *v, void *member)
{
	const Written *w = &r->written;
	Str text;
	if (!text_of(r, f, v, &text))
		return false;
	if (!str_has_byte(text, '\n')) {
		*(Str *)member = text;
		return true;
	}
	diag_error(w->diag, w->src, v->pos, "text-lines", ARGS(str_from(f->key), str_from(f->ja)),
	           _("'{0}' ({1}) goes over several lines"), _("write it on one line"));
	return false;
}

static bool read_kana(const Reader *r, const Field *f, const Value *v, void *member)
{
	const Written *w = &r->written;
	Str kana;
	if (!read_line(r, f, v, &kana))
		return false;
	for (Str rest = kana; rest.len;) {
		Str here = rest;
		uint32_t point = utf8_next(&rest);
		if (point_is_hiragana(point) || point_is_hiragana(point - 0x60) || point == ' ' ||
		    point == 0x3000 || point == 0x30fb || (point >= '0' && point <= '9') ||
		    (point < 0x80 && point > ' '))
			continue;
		here.len -= rest.len;
		diag_error(w->diag, w->src, v->pos, "kana-other", ARGS(str_from(f->key), str_from(f->ja), here),
		           _("the reading in '{0}' ({1}) has '{2}', which is not kana"),
		           _("write the reading in hiragana: しばくぼ"));
		return false;
	}
	*(Str *)member = kana;
	return true;
}

static bool id_is_sound(Str id)
{
	for (size_t i = 0; i < id.len; i++) {
		char c = id.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		if (!letter && !(c == '-' && i && i + 1 < id.len))
			return false;
	}
	return id.len > 0 && id.len <= 60;
}

/* Ocha_Kai → ocha-kai; nothing where letters would be lost. */
static Str id_made_sound(Str id, Arena *a)
{
	Buf made = { .arena = a };
	Str text = utf8_fold_code(id, a);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool gap = c == ' ' || c == '_' || c == '.';
		buf_char(&made, gap ? '-' : c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c);
	}
	return id_is_sound(buf_text(&made)) ? buf_text(&made) : (Str){ 0 };
}

static bool read_id(const Reader *r, const Field *f, const Value *v, void *member)
{
	const Written *w = &r->written;
	Str id;
	if (!text_of(r, f, v, &id))
		return false;
	if (id_is_sound(id)) {
		*(Str *)member = id;
		return true;
	}
	Str sound = id_made_sound(id, w->arena);
	diag_error(w->diag, w->src, v->pos, "id-form", ARGS(id, sound), _("'{0}' cannot be an id"),
	           sound.len ? _("use a-z, 0-9 and '-' between them: {1}")
	                     : _("use a-z, 0-9 and '-' between them, at most 60: shibakubo-cafe"));
	return false;
}

static bool read_ref(const Reader *r, const Field *f, const Value *v, void *member)
{
	Ref *ref = member;
	ref->pos = v->pos;
	return read_id(r, f, v, &ref->id);
}

/* The items of a list; a value alone counts as a list of one. */
static bool items_of(const Reader *r, const Field *f, const Value *v, const Value **items, size_t *count)
{
	const Written *w = &r->written;
	*items = v->kind == VALUE_LIST ? v->as.items : v;
	*count = v->kind == VALUE_LIST ? v->count : 1;
	if (*count <= LIST_LIMIT || (f->table && f->limit))
		return true;
	diag_error(w->diag, w->src, v->pos, "list-long", ARGS(str_from(f->key), str_from(f->ja)),
	           _("'{0}' ({1}) has more than 200 entries"), _("split it over several records"));
	return false;
}

static bool read_refs(const Reader *r, const Field *f, const Value *v, void *member)
{
	Refs *refs = member;
	const Value *items;
	size_t count;
	bool sound = true;
	if (!items_of(r, f, v, &items, &count))
		return false;
	refs->items = NEW_ARRAY(r->written.arena, Ref, count);
	for (size_t i = 0; i < count; i++) {
		if (read_ref(r, f, &items[i], &refs->items[refs->count]))
			refs->count++;
		else
			sound = false;
	}
	return sound;
}

static bool read_texts(const Reader *r, const Field *f, const Value *v, void *member)
{
	Texts *texts = member;
	const Value *items;
	size_t count;
	bool sound = true;
	if (!items_of(r, f, v, &items, &count))
		return false;
	Str *list = NEW_ARRAY(r->written.arena, Str, count);
	texts->items = list;
	for (size_t i = 0; i < count; i++) {
		if (text_of(r, f, &items[i], &list[texts->count]))
			texts->count++;
		else
			sound = false;
	}
	return sound;
}

static Str all_labels(const Terms *terms, Arena *a)
{
	Buf all = { .arena = a };
	for (size_t i = 0; i < terms->count; i++) {
		buf_str(&all, i ? STR(", ") : (Str){ 0 });
		buf_str(&all, terms->items[i].short_label);
	}
	return buf_text(&all);
}

/* The first number in it. */
static Str digits_in(Str text, Arena *a)
{
	Str folded = utf8_fold_code(text, a);
	size_t from = 0;
	while (from < folded.len && !(folded.ptr[from] >= '0' && folded.ptr[from] <= '9'))
		from++;
	size_t until = from;
	while (until < folded.len && folded.ptr[until] >= '0' && folded.ptr[until] <= '9')
		until++;
	return str_sub(folded, from, until);
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
	return str_nearest(written, names, count);
}

/* 小学生、中高生 → 小学生, 中高生, where each part is a word of the list; else nothing. */
static Str terms_apart(const Terms *terms, Str written, Arena *a)
{
	static const char *const between[] = { "、", "，", "／", "/", "と", "・", " ", "　", "," };
	for (size_t i = 0; i < sizeof(between) / sizeof(*between); i++) {
		Buf apart = { .arena = a };
		size_t known = 0, length = strlen(between[i]);
		for (Str rest = written; rest.len;) {
			size_t at = str_find(rest, str_from(between[i]));
			Str part = str_trim(str_sub(rest, 0, at));
			rest = str_skip(rest, at + length);
			if (!term_find(terms, part)) {
				known = 0;
				break;
			}
			buf_str(&apart, known++ ? STR(", ") : (Str){ 0 });
			buf_str(&apart, part);
		}
		if (known > 1)
			return buf_text(&apart);
	}
	return (Str){ 0 };
}

/* "［…］" as brackets of a list: what is inside. */
static Str without_wide_brackets(Str text)
{
	if (str_take(&text, STR("［")) && str_ends(text, STR("］")))
		text.len -= STR("］").len;
	return text;
}

static const char *term_hint(const Reader *r, const Field *f, Str text, Str *instead)
{
	Arena *a = r->written.arena;
	const Terms *terms = &r->vocabulary->lists[f->list];
	Str inner = without_wide_brackets(text);
	*instead = inner.len < text.len && term_find(terms, inner) ? inner : terms_apart(terms, inner, a);
	if (instead->len)
		return f->type == &FIELD_TERMS ? _("write [{3}], with half-width signs") : _("write one of: {3}");
	Str years = digits_in(text, a);
	*instead = nearest_term(r, terms, text);
	if (instead->len)
		return _("did you mean '{3}'? the words are in vocabulary.yaml");
	*instead = years;
	if (f->list == AGES && years.len)
		return _("for an age in years, write minimum_age: {3} (最低年齢) or maximum_age (最高年齢)");
	*instead = all_labels(terms, a);
	return _("write one of: {3}");
}

static bool term_of(const Reader *r, const Field *f, const Value *v, const Term **term)
{
	const Written *w = &r->written;
	Str text;
	if (!text_of(r, f, v, &text))
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
	if (!items_of(r, f, v, &items, &count))
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

static bool read_word(const Reader *r, const Field *f, const Value *v, void *member)
{
	const Written *w = &r->written;
	Str text;
	if (!text_of(r, f, v, &text))
		return false;
	for (size_t i = 0; f->words[i]; i++) {
		if (str_equal(text, str_from(f->words[i]))) {
			*(int *)member = (int)(i / 2);
			return true;
		}
	}
	diag_error(w->diag, w->src, v->pos, "word-unknown",
	           ARGS(text, str_from(f->key), str_from(f->ja), word_choices(r, f)),
	           _("'{1}' ({2}) cannot be '{0}'"), _("write one of: {3}"));
	return false;
}

static bool read_degrees(const Reader *r, const Field *f, const Value *v, void *member)
{
	const Written *w = &r->written;
	Str text;
	if (!text_of(r, f, v, &text))
		return false;
	Str fraction, whole = str_cut(utf8_fold_code(text, w->arena), '.', &fraction);
	int degrees = 0, parts = 0;
	double scale = 1;
	fraction = str_sub(fraction, 0, 9);
	if (!str_number(whole, &degrees) || degrees > 180 || (fraction.len && !str_number(fraction, &parts))) {
		diag_error(w->diag, w->src, v->pos, "degrees-form", ARGS(text, str_from(f->key), str_from(f->ja)),
		           _("'{1}' ({2}) cannot be '{0}'"), _("write degrees with a point: 35.728747"));
		return false;
	}
	for (size_t i = 0; i < fraction.len; i++)
		scale *= 10;
	*(double *)member = degrees + parts / scale;
	return true;
}

/* `found` may be NULL, and stays as it is where a text stands for the map. */
static bool read_found(const Reader *r, const Field *f, const Value *v, void *member, FieldsFound *found)
{
	if (v->kind == VALUE_TEXT && f->table->shorthand) {
		const Field *only = f->table->shorthand;
		if (f->table->pos_offset != NO_POS)
			memcpy((char *)member + f->table->pos_offset, &v->pos, sizeof(v->pos));
		return only->type->read(r, only, v, (char *)member + only->offset);
	}
	if (v->kind != VALUE_MAP)
		return wrong_form(r, f, v, N_("a group of keys"));
	return table_read(r, f->table, v, member, found);
}

static bool read_map(const Reader *r, const Field *f, const Value *v, void *member)
{
	return read_found(r, f, v, member, NULL);
}

static bool read_map_apart(const Reader *r, const Field *f, const Value *v, void *member)
{
	void *object = arena_alloc(r->written.arena, 1, f->table->size);
	*(const void **)member = object;
	return read_map(r, f, v, object);
}

/* Every list of maps in memory begins so. */
typedef struct Maps {
	const void *items;
	size_t count;
} Maps;

static bool read_maps(const Reader *r, const Field *f, const Value *v, void *member)
{
	Maps *maps = member;
	const Value *items;
	size_t count;
	bool sound = true;
	if (!items_of(r, f, v, &items, &count))
		return false;
	char *list = arena_alloc(r->written.arena, count, f->table->size);
	maps->items = list;
	for (size_t i = 0; i < count; i++) {
		char *next = list + maps->count * f->table->size;
		FieldsFound found = { 0 };
		if (read_found(r, f, &items[i], next, &found)) {
			maps->count++;
			continue;
		}
		if (r->doubts)
			doubt_add(r->doubts, f->table, f->offset, next, items[i].kind == VALUE_MAP ? &found : NULL);
		memset(next, 0, f->table->size);
		sound = false;
	}
	return sound;
}

static bool read_nothing(const Reader *r, const Field *f, const Value *v, void *member)
{
	(void)r, (void)f, (void)v, (void)member;
	return true;
}

static void no_number(void *member)
{
	*(int *)member = -1;
}

#define WRITTEN(name, type)                                                                        \
	static bool read_##name(const Reader *r, const Field *f, const Value *v, void *member)     \
	{                                                                                          \
		(void)f;                                                                           \
		return written_##name(&r->written, v, (type *)member);                             \
	}

WRITTEN(bool, bool)
WRITTEN(int, int)
WRITTEN(day, Day)
WRITTEN(day_ranges, DayRanges)
WRITTEN(time_spans, TimeSpans)
WRITTEN(repeat, Repeat)
WRITTEN(hours, Hours)
WRITTEN(cost, Cost)
WRITTEN(capacity, Capacity)
WRITTEN(application, Application)
WRITTEN(lots, Lots)
static bool read_phone(const Reader *r, const Field *f, const Value *v, void *member)
{
	(void)f;
	return written_phone(&r->written, v, member, NULL);
}

WRITTEN(email, Str)
WRITTEN(url, Str)

const FieldType FIELD_TEXT        = { N_("text"), read_text };
const FieldType FIELD_LINE        = { N_("a line of text"), read_line };
const FieldType FIELD_KANA        = { N_("reading in hiragana"), read_kana };
const FieldType FIELD_ID          = { N_("id"), read_id };
const FieldType FIELD_REF         = { N_("id of a record"), read_ref };
const FieldType FIELD_REFS        = { N_("ids of records"), read_refs };
const FieldType FIELD_TEXTS       = { N_("list of texts"), read_texts };
const FieldType FIELD_TERM        = { N_("word of the vocabulary"), read_term };
const FieldType FIELD_TERMS       = { N_("words of the vocabulary"), read_terms };
const FieldType FIELD_WORD        = { N_("one of these words"), read_word };
const FieldType FIELD_BOOL        = { N_("yes or no"), read_bool };
const FieldType FIELD_INT         = { N_("number"), read_int, no_number };
const FieldType FIELD_DEGREES     = { N_("degrees"), read_degrees };
const FieldType FIELD_DAY         = { N_("date"), read_day };
const FieldType FIELD_DAYS        = { N_("dates"), read_day_ranges };
const FieldType FIELD_TIMES       = { N_("times"), read_time_spans };
const FieldType FIELD_REPEAT      = { N_("repeat"), read_repeat };
const FieldType FIELD_HOURS       = { N_("opening hours"), read_hours };
const FieldType FIELD_COST        = { N_("cost"), read_cost };
const FieldType FIELD_CAPACITY    = { N_("capacity"), read_capacity };
const FieldType FIELD_APPLICATION = { N_("application"), read_application };
const FieldType FIELD_LOTS        = { N_("lot numbers"), read_lots };
const FieldType FIELD_PHONE       = { N_("phone number"), read_phone };
const FieldType FIELD_EMAIL       = { N_("mail address"), read_email };
const FieldType FIELD_URL         = { N_("web address"), read_url };
const FieldType FIELD_MAP         = { N_("group of keys"), read_map };
const FieldType FIELD_MAP_APART   = { N_("group of keys"), read_map_apart };
const FieldType FIELD_MAPS        = { N_("list"), read_maps };
const FieldType FIELD_IGNORED     = { N_("text"), read_nothing };

/* Most keys differ in their first byte: no length is taken. */
static bool is_named(const char *name, Str key)
{
	return name && key.len && *name == *key.ptr && strncmp(name, key.ptr, key.len) == 0 && !name[key.len];
}

/* Staff write fields in the order of the table, so the search begins behind the last one found. */
static const Field *field_named(const Table *t, Str key, size_t from)
{
	for (size_t n = 0; n < t->count; n++) {
		const Field *f = &t->fields[from + n < t->count ? from + n : from + n - t->count];
		if (is_named(f->key, key) || is_named(f->ja, key))
			return f;
	}
	return NULL;
}

/* "name (名称), phone (電話)" */
static Str all_keys(const Table *t, Arena *a)
{
	Buf all = { .arena = a };
	for (size_t i = 0; i < t->count; i++) {
		const Field *f = &t->fields[i];
		buf_str(&all, i ? STR(", ") : (Str){ 0 });
		buf_str(&all, str_from(f->key));
		if (f->ja && strcmp(f->ja, f->key) != 0)
			buf_format(&all, " (%s)", f->ja);
	}
	return buf_text(&all);
}

/* ｃｏｓｔ, Cost, 【費用】, 費　用: the name alone. */
static Str bare_key(Str key, Arena *a)
{
	static const char *const around[] = { "【", "】", "「", "」", "[", "]", "(", ")", "■", "●", "◆", "*", "_" };
	Buf bare = { .arena = a };
	Str rest = utf8_fold_code(key, a);
	while (rest.len) {
		Str here = rest;
		uint32_t point = utf8_next(&rest);
		here.len -= rest.len;
		bool kept = point != ' ' && point != 0x3000;
		for (size_t i = 0; i < sizeof(around) / sizeof(*around); i++)
			kept &= !str_equal(here, str_from(around[i]));
		if (kept && point >= 'A' && point <= 'Z')
			buf_char(&bare, (char)(point + 'a' - 'A'));
		else if (kept)
			buf_str(&bare, here);
	}
	return buf_text(&bare);
}

/* The name that may have been meant: rather of a field that is not there already. */
static Str nearest_key(const Table *t, const Value *v, Str key, Arena *a)
{
	Str names[FIELDS_MAX * 2], given[FIELDS_MAX * 2], bare = bare_key(key, a);
	size_t count = 0, given_count = 0;
	for (size_t i = 0; i < t->count && i < FIELDS_MAX; i++) {
		Str name = str_from(t->fields[i].key), ja = str_from(t->fields[i].ja);
		bool there = value_find(v, name) || (ja.len && value_find(v, ja));
		Str *among = there ? given : names;
		size_t *room = there ? &given_count : &count;
		if (str_equal(bare, name) || str_equal(bare, ja))
			return bare;
		among[(*room)++] = name;
		if (ja.len)
			among[(*room)++] = ja;
	}
	Str nearest = str_nearest(bare, names, count);
	return nearest.len ? nearest : str_nearest(bare, given, given_count);
}

/* The other kind of record that has such a field, or KINDS. */
static Kind kind_with_key(const Table *t, Str key)
{
	Kind found = KINDS;
	bool of_record = false;
	for (int k = 0; k < KINDS; k++) {
		of_record |= KIND_INFO[k].table == t;
		if (found == KINDS && field_named(KIND_INFO[k].table, key, 0))
			found = (Kind)k;
	}
	return of_record ? found : KINDS;
}

enum { OTHERS_MANY = 3 };

/* A record of another kind, put into this one's folder: told once, and not key by key. */
static bool is_of_another_kind(const Reader *r, const Table *t, const Value *v, const Member *m)
{
	size_t counts[KINDS] = { 0 };
	Kind most = KINDS;
	for (size_t i = 0; i < v->count; i++) {
		Str key = v->as.members[i].key;
		for (int k = 0; k < KINDS && !field_named(t, key, 0); k++)
			counts[k] += kind_with_key(t, key) != KINDS && field_named(KIND_INFO[k].table, key, 0) != NULL;
	}
	for (int k = 0; k < KINDS; k++)
		if (counts[k] >= OTHERS_MANY && (most == KINDS || counts[k] > counts[most]))
			most = (Kind)k;
	if (most == KINDS)
		return false;
	const Written *w = &r->written;
	diag_error(w->diag, w->src, m->key_pos, "record-kind",
	           ARGS(str_from(KIND_INFO[most].ja), str_from(KIND_INFO[most].folder)),
	           _("this record is written as one in '{1}' ({0})"), _("move its file into the folder '{1}'"));
	return true;
}

/* The field that was meant, or NULL. */
static const Field *unknown_key(const Reader *r, const Table *t, const Value *v, const Member *m)
{
	const Written *w = &r->written;
	Str nearest = nearest_key(t, v, m->key, w->arena);
	Kind other = kind_with_key(t, m->key);
	if (other != KINDS)
		diag_error(w->diag, w->src, m->key_pos, "key-unknown",
		           ARGS(m->key, str_from(KIND_INFO[other].ja), str_from(KIND_INFO[other].folder)),
		           _("unknown key '{0}'"),
		           _("'{0}' belongs to records in '{2}' ({1}); move this file there if it is "
		             "one, or take the line away"));
	else if (nearest.len)
		diag_error(w->diag, w->src, m->key_pos, "key-unknown",
		           ARGS(m->key, str_from(t->name), nearest),
		           _("unknown key '{0}'"), _("did you mean '{2}'?"));
	else if (t->count <= KEYS_TOLD)
		diag_error(w->diag, w->src, m->key_pos, "key-unknown", ARGS(m->key, all_keys(t, w->arena)),
		           _("unknown key '{0}'"), _("the keys here are {1}"));
	else
		diag_error(w->diag, w->src, m->key_pos, "key-unknown", ARGS(m->key, str_from(t->name)),
		           _("unknown key '{0}'"),
		           _("take the line away; 'keijiban explain {1}' lists the keys there are"));
	return field_named(t, nearest, 0);
}

/* False when a record cannot do without it. `empty`: where its key stands alone, or NULL. */
static bool absent(const Reader *r, const Field *f, void *object, Pos at, const Pos *empty)
{
	if (f->type->absent)
		f->type->absent((char *)object + f->offset);
	if (f->use == FIELD_OPTIONAL)
		return true;
	const Written *w = &r->written;
	Str key = str_from(f->key), ja = str_from(f->ja);
	if (f->use == FIELD_REQUIRED && empty)
		diag_error(w->diag, w->src, *empty, "field-empty", ARGS(key, ja),
		           _("'{0}' ({1}) has nothing behind its ':'"), _("type it behind the ':' and a space"));
	else if (f->use == FIELD_REQUIRED)
		diag_error(w->diag, w->src, at, "field-missing", ARGS(key, ja),
		           _("'{0}' ({1}) is missing"), _("add a line '{0}: …'"));
	else
		diag_warning(w->diag, w->src, at, "field-advised", ARGS(key, ja),
		             _("'{0}' ({1}) is not given"), _("add a line '{0}: …' if it is known"));
	return f->use != FIELD_REQUIRED;
}

/* `key:`, `key: ""` and `key: []` say nothing: as good as absent. */
static bool is_empty(const Value *v)
{
	return v->kind == VALUE_NONE || (v->kind == VALUE_LIST && !v->count) ||
	       (v->kind == VALUE_TEXT && !str_trim(v->as.text).len);
}

/* {name: }: a group of keys, and no more. */
static bool holds_nothing(const Value *v)
{
	bool nothing = v->kind == VALUE_MAP;
	for (size_t i = 0; nothing && i < v->count; i++)
		nothing = is_empty(&v->as.members[i].value);
	return nothing;
}

/* One map that is read. */
typedef struct Reading {
	const Reader *reader;
	const Table *table;
	const Value *map;
	char *object;
	FieldsFound *found;
	const Pos *empty[FIELDS_MAX];          /* where a key stands alone */
	bool seen[FIELDS_MAX];
	bool torn;                             /* any key may be in a line that could not be read */
	size_t next;
} Reading;

/* `f`: the field that was meant, or NULL. */
static bool spoil(Reading *g, const Field *f)
{
	if (f)
		g->found->spoilt[f - g->table->fields] = true;
	else
		g->found->vague = true;
	return false;
}

static bool tell_twice(Reading *g, const Field *f, const Member *m)
{
	const Written *w = &g->reader->written;
	diag_error(w->diag, w->src, m->key_pos, "key-twice", ARGS(str_from(f->key), str_from(f->ja)),
	           _("'{0}' and '{1}' are the same field, given twice"), _("keep one of the two lines"));
	return spoil(g, f);
}

static bool is_given(const Value *map, const Field *f)
{
	return value_find(map, str_from(f->key)) || (f->ja && value_find(map, str_from(f->ja)));
}

/*
 * A key is misspelt, and `f` was probably meant: its value is read as that. What is wrong with it is told only
 * where a list of groups shows that the guess is right.
 */
static bool read_meant(Reading *g, const Field *f, const Member *m)
{
	Diag said = { 0 };
	Reader r = *g->reader;
	size_t row = f ? (size_t)(f - g->table->fields) : 0;
	if (!f || g->seen[row] || is_given(g->map, f) || is_empty(&m->value))
		return spoil(g, f);
	r.written.diag = &said;
	bool sound = f->type->read(&r, f, &m->value, g->object + f->offset);
	if (f->type == &FIELD_MAPS && m->value.kind == VALUE_LIST)
		diag_merge(g->reader->written.diag, &said);
	else
		diag_free(&said);
	g->seen[row] = sound;
	if (!sound)
		return spoil(g, f);
	g->found->places[row] = m->value.pos;
	return false;
}

/* Something inside could not be read; lists of groups take that apart themselves. */
static bool holds_torn(const Value *v)
{
	bool torn = v->kind == VALUE_TORN;
	for (size_t i = 0; !torn && v->kind == VALUE_LIST && i < v->count; i++)
		torn = holds_torn(&v->as.items[i]);
	for (size_t i = 0; !torn && v->kind == VALUE_MAP && i < v->count; i++)
		torn = holds_torn(&v->as.members[i].value);
	return torn;
}

/* The lines of it were left out, for what is wrong there has been told. */
static bool read_torn(Reading *g, const Field *f, const Member *m)
{
	if (f)
		g->found->places[f - g->table->fields] = m->key_pos;
	g->torn |= !f;
	return spoil(g, f);
}

static bool read_field(Reading *g, const Field *f, const Member *m)
{
	size_t row = (size_t)(f - g->table->fields);
	g->next = row + 1;
	if (g->seen[row])
		return tell_twice(g, f, m);
	if (is_empty(&m->value) || (f->use == FIELD_REQUIRED && holds_nothing(&m->value))) {
		g->empty[row] = &m->key_pos;
		return true;
	}
	g->seen[row] = true;
	g->found->places[row] = m->value.pos;
	return f->type->read(g->reader, f, &m->value, g->object + f->offset) || spoil(g, f);
}

static bool read_absent(Reading *g)
{
	bool sound = true;
	for (size_t row = 0; row < g->table->count && !g->torn; row++)
		if (!g->seen[row] && !g->found->spoilt[row])
			sound &= absent(g->reader, &g->table->fields[row], g->object, g->map->pos, g->empty[row]) ||
			         spoil(g, &g->table->fields[row]);
	return sound;
}

bool table_read(const Reader *r, const Table *t, const Value *v, void *object, FieldsFound *found)
{
	FieldsFound own;
	Reading g = { .reader = r, .table = t, .map = v, .object = object, .found = found };
	if (!found)
		g.found = memset(&own, 0, sizeof(own));
	if (t->pos_offset != NO_POS)
		memcpy(g.object + t->pos_offset, &v->pos, sizeof(v->pos));
	bool sound = true;
	for (size_t i = 0; i < v->count; i++) {
		const Member *m = &v->as.members[i];
		const Field *f = field_named(t, m->key, g.next);
		if (m->value.kind == VALUE_TORN || (f && !f->table && holds_torn(&m->value)))
			sound &= read_torn(&g, f, m);
		else if (f)
			sound &= read_field(&g, f, m);
		else if (is_of_another_kind(r, t, v, m))
			return spoil(&g, NULL);
		else
			sound = read_meant(&g, unknown_key(r, t, v, m), m);
	}
	return read_absent(&g) && sound;
}

bool table_read_list(const Reader *r, const Table *t, const Value *v, const void **items, size_t *count)
{
	const Field whole = { .key = t->name, .ja = t->name, .table = t, .limit = 1 };
	Maps maps = { 0 };
	bool sound = v->kind == VALUE_NONE || (v->kind == VALUE_LIST && read_maps(r, &whole, v, &maps));
	if (v->kind != VALUE_NONE && v->kind != VALUE_LIST)
		wrong_form(r, &whole, v, N_("a list"));
	*items = maps.items;
	*count = maps.count;
	return sound;
}
