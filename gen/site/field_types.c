#include "site/table_inner.h"

#include <string.h>

#include "base/utf8.h"
#include "site/apart.h"
#include "site/area.h"

static const char *const kind_words[] = {
	[VALUE_NONE] = N_("nothing"), [VALUE_TEXT] = N_("a text"), [VALUE_LIST] = N_("a list"),
	[VALUE_MAP] = N_("a group of keys"),
};

/* The first of a list, where that is a text; else nothing. */
static Str first_text(const Value *v)
{
	bool text = v->kind == VALUE_LIST && v->count && v->as.items[0].kind == VALUE_TEXT;
	return text ? v->as.items[0].as.text : (Str){ 0 };
}

/* What to type: "name: …", or "place: {name: …, address: …}". */
static Str example_of(const Field *f, Arena *a)
{
	if (f->example)
		return str_format(a, "%s: %s", f->key, f->example);
	if (!f->table || f->table->count < 2)
		return str_format(a, "%s: …", f->key);
	const Field *keys = f->table->fields;
	return str_format(a, "%s: {%s: …, %s: …}", f->key, keys[0].key, keys[1].key);
}

/* "'time' needs a text, but here is a list" */
bool field_wrong_form(const Reader *r, const Field *f, const Value *v, const char *needed)
{
	const Written *w = &r->written;
	if (v->kind == VALUE_TORN)
		return false;
	if (v->kind == VALUE_NONE) {
		diag_error(w->diag, w->src, v->pos, "field-form", ARGS(str_from(f->key), str_from(f->ja)),
		           _("a part of '{0}' ({1}) is empty"), _("type what belongs here, or delete it"));
		return false;
	}
	Str first = first_text(v);
	bool many = f->type == &FIELD_REFS || f->type == &FIELD_TEXTS || f->type == &FIELD_TERMS ||
	            f->type == &FIELD_MAPS;
	if (first.len && !many && (!f->table || f->table->shorthand)) {
		diag_error(w->diag, w->src, v->pos, "field-form", ARGS(str_from(f->key), str_from(f->ja), first),
		           _("'{0}' ({1}) is one thing, and no list"),
		           v->count == 1 ? _("take the brackets away: {0}: {2}") : _("write one of them: {0}: {2}"));
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

bool field_text(const Reader *r, const Field *f, const Value *v, Str *text)
{
	const Written *w = &r->written;
	if (v->kind != VALUE_TEXT)
		return field_wrong_form(r, f, v, N_("a text"));
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
	return field_text(r, f, v, member);
}

static bool read_line(const Reader *r, const Field *f, const Value *v, void *member)
{
	const Written *w = &r->written;
	Str text;
	if (!field_text(r, f, v, &text))
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

/* The items of a list; a value alone counts as a list of one. */
bool field_items(const Reader *r, const Field *f, const Value *v, const Value **items, size_t *count)
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

static Str sound_id(const void *context, Str part)
{
	(void)context;
	return id_is_sound(part) ? part : (Str){ 0 };
}

static bool read_id(const Reader *r, const Field *f, const Value *v, void *member)
{
	const Written *w = &r->written;
	Str id;
	if (!field_text(r, f, v, &id))
		return false;
	if (id_is_sound(id)) {
		*(Str *)member = id;
		return true;
	}
	Str sound = id_made_sound(id, w->arena), apart = names_apart(id, sound_id, NULL, w->arena);
	bool named = f->type == &FIELD_REF || f->type == &FIELD_REFS;
	if (apart.len && named)
		diag_error(w->diag, w->src, v->pos, "id-form", ARGS(id, apart), _("'{0}' cannot be an id"),
		           f->type == &FIELD_REFS ? _("write several with half-width signs: [{1}]")
		                                  : _("write one of them alone: {1}"));
	else if (named && !sound.len)
		diag_error(w->diag, w->src, v->pos, "id-form", ARGS(id), _("'{0}' is no id of a record"),
		           _("write its id, which is the name of its file without .md: shibakubo-cafe"));
	else
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

static bool read_refs(const Reader *r, const Field *f, const Value *v, void *member)
{
	Refs *refs = member;
	const Value *items;
	size_t count;
	bool sound = true;
	if (!field_items(r, f, v, &items, &count))
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
	if (!field_items(r, f, v, &items, &count))
		return false;
	Str *list = NEW_ARRAY(r->written.arena, Str, count);
	texts->items = list;
	for (size_t i = 0; i < count; i++) {
		if (field_text(r, f, &items[i], &list[texts->count]))
			texts->count++;
		else
			sound = false;
	}
	return sound;
}

static bool read_degrees(const Reader *r, const Field *f, const Value *v, void *member)
{
	const Written *w = &r->written;
	Str text;
	if (!field_text(r, f, v, &text))
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
const FieldType FIELD_IGNORED     = { N_("text"), read_nothing };
