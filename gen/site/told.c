#include "site/told.h"

#include "base/utf8.h"
#include "site/say.h"
#include "site/singletons.h"

enum { WORDS_LONGEST = 100, PHONE_DIGITS = 9 };

static Str words_of(const Speech *speech, const Field *f, const Record *r, Arena *a)
{
	Buf b = { .arena = a };
	field_say(&b, speech, f, (const char *)r + f->offset);
	return buf_text(&b);
}

static Str key_of(const Speech *speech, const Field *f, const void *object, Arena *a)
{
	Buf b = { .arena = a };
	field_key(&b, speech, f, (const char *)object + f->offset);
	return buf_text(&b);
}

/* What may stand on a page. */

/* 042-464-1311 in any writing: so many digits with no more than dashes, brackets and space between them. */
static bool holds_phone(Str folded)
{
	int digits = 0;
	for (size_t i = 0; i < folded.len; i++) {
		char c = folded.ptr[i];
		if (c >= '0' && c <= '9')
			digits++;
		else if (!strchr("-() .", c))
			digits = 0;
		if (digits >= PHONE_DIGITS)
			return true;
	}
	return false;
}

static bool names_withdrawn(const Site *site, Str words)
{
	for (size_t i = 0; i < site->withdrawn.count; i++) {
		Str name = site->withdrawn.items[i].name;
		if (name.len && str_contains(words, name))
			return true;
	}
	return false;
}

/* The words, or nothing where they must not be shown. */
static Str shown(const Speech *speech, Str words, Arena *a)
{
	Str folded = utf8_fold_code(words, a);
	bool kept = utf8_count(words) > WORDS_LONGEST || holds_phone(folded) ||
	            str_has_byte(folded, '@') || names_withdrawn(speech->site, words);
	return kept ? (Str){ 0 } : words;
}

/* Which fields differ. */

/* Kinds have only their common part in common. */
static bool is_comparable(const Field *f, const Record *before, const Record *after)
{
	return before->kind == after->kind || f->offset < offsetof(Record, as);
}

static bool differs(const Speech *speech, const Field *f, const void *before, const void *after,
                    Arena *scratch)
{
	ArenaMark mark = arena_mark(scratch);
	bool same =
		str_equal(key_of(speech, f, before, scratch), key_of(speech, f, after, scratch));
	arena_reset(scratch, mark);
	return !same;
}

uint64_t told_difference(const Speech *speech, const Record *before, const Record *after)
{
	const Table *t = KIND_INFO[after->kind].table;
	Arena scratch = { 0 };
	uint64_t fields = 0;
	for (size_t i = 0; i < t->count; i++) {
		const Field *f = &t->fields[i];
		if (f->told != UNTOLD && is_comparable(f, before, after) &&
		    differs(speech, f, before, after, &scratch))
			fields |= (uint64_t)1 << i;
	}
	if (before->status != after->status)
		fields |= TOLD_STATUS;
	/* An area whose folder is gone may only have been given another name. */
	if (before->area && after->area && before->area != after->area)
		fields |= TOLD_AREA;
	arena_free(&scratch);
	return fields;
}

bool told_office(const Speech *speech, const Office *before, const Office *after, Arena *scratch)
{
	for (size_t i = 0; i < OFFICE_TABLE.count; i++) {
		const Field *f = &OFFICE_TABLE.fields[i];
		if (f->told != UNTOLD && differs(speech, f, before, after, scratch))
			return true;
	}
	return false;
}

/* What is said of them. */

typedef struct Telling {
	const Speech *speech;
	const Record *before, *after;
	FieldNews *news;
	size_t count;
	Arena *arena;
} Telling;

static Str label_of(const Field *f)
{
	return str_from(f->called ? f->called : f->ja);
}

static void tell_values(Telling *t, const Field *f, FieldNews *n)
{
	Str before = words_of(t->speech, f, t->before, t->arena);
	Str now = words_of(t->speech, f, t->after, t->arena);
	if (str_equal(before, now))
		return;
	n->before = shown(t->speech, before, t->arena);
	n->now = shown(t->speech, now, t->arena);
}

/* A new name may be an old one by today: then it is not told. */
static void tell_new(Telling *t, const Field *f, FieldNews *n)
{
	const Record *today = map_find(&t->speech->site->by_id, t->after->id);
	Str now = words_of(t->speech, f, t->after, t->arena);
	if (today && str_equal(now, words_of(t->speech, f, today, t->arena)))
		n->now = shown(t->speech, now, t->arena);
}

static void tell_field(Telling *t, const Field *f)
{
	FieldNews n = { .label = label_of(f), .vital = f->vital };
	n.added = !key_of(t->speech, f, t->before, t->arena).len;
	n.removed = !key_of(t->speech, f, t->after, t->arena).len;
	if (f->told == TOLD_VALUES)
		tell_values(t, f, &n);
	else if (f->told == TOLD_NEW)
		tell_new(t, f, &n);
	t->news[t->count++] = n;
}

/* Changes of single days: each that is new, and each that no longer holds. */

static bool same_days(const Change *a, const Change *b)
{
	return a->date == b->date && a->from == b->from;
}

static Str words_of_change(const Telling *t, const Change *change)
{
	Buf b = { .arena = t->arena };
	speech_change(&b, t->speech, change);
	if (change->note.len) {
		buf_str(&b, STR("（"));
		buf_str(&b, change->note);
		buf_str(&b, STR("）"));
	}
	return buf_text(&b);
}

static bool has_change(const Telling *t, const Changes *changes, const Change *wanted)
{
	Str words = words_of_change(t, wanted);
	for (size_t i = 0; i < changes->count; i++)
		if (same_days(&changes->items[i], wanted) &&
		    str_equal(words_of_change(t, &changes->items[i]), words))
			return true;
	return false;
}

static bool has_days(const Changes *changes, const Change *wanted)
{
	for (size_t i = 0; i < changes->count; i++)
		if (same_days(&changes->items[i], wanted))
			return true;
	return false;
}

/* 12月8日（火曜日）の変更を取りやめました */
static Str words_of_revoked(const Telling *t, const Change *change)
{
	Buf b = { .arena = t->arena };
	say_day(&b, change->date ? change->date : change->from, speech_year(t->speech));
	buf_str(&b, change->date ? STR("の変更を取りやめました") : STR("からの変更を取りやめました"));
	return buf_text(&b);
}

static void tell_sentence(Telling *t, const Field *f, Str words)
{
	FieldNews n = { .now = shown(t->speech, words, t->arena), .vital = f->vital };
	if (!n.now.len)
		n.label = label_of(f);
	if (t->count < TOLD_MOST)
		t->news[t->count++] = n;
}

static void tell_changes(Telling *t, const Field *f)
{
	const Changes *before = &t->before->as.event.changes, *after = &t->after->as.event.changes;
	size_t room = t->count + TOLD_CHANGES;
	for (size_t i = 0; i < after->count && t->count < room; i++)
		if (!has_change(t, before, &after->items[i]))
			tell_sentence(t, f, words_of_change(t, &after->items[i]));
	for (size_t i = 0; i < before->count && t->count < room; i++) {
		const Change *old = &before->items[i];
		bool past = (old->date ? old->date : old->from) < t->speech->day;
		if (!past && !has_days(after, old))
			tell_sentence(t, f, words_of_revoked(t, old));
	}
}

static void tell_area(Telling *t)
{
	t->news[t->count++] = (FieldNews){ .label = STR("地域"),
		                           .before = t->before->area->name,
		                           .now = t->after->area->name };
}

/* What is of the kind itself comes first: when and where, then what it costs and whom to ask. */
static void tell_rows(Telling *t, uint64_t fields, bool own)
{
	const Table *table = KIND_INFO[t->after->kind].table;
	for (size_t i = 0; i < table->count; i++) {
		const Field *f = &table->fields[i];
		if (!(fields >> i & 1) || (f->offset >= offsetof(Record, as)) != own)
			continue;
		if (f->told == TOLD_NEW && f->type == &FIELD_MAPS)
			tell_changes(t, f);
		else
			tell_field(t, f);
	}
}

size_t told_fields(const Speech *speech, const Record *before, const Record *after, uint64_t fields,
                   FieldNews *news, Arena *a)
{
	Telling t = { speech, before, after, news, 0, a };
	fields &= told_difference(speech, before, after);
	if (fields & TOLD_AREA)
		tell_area(&t);
	tell_rows(&t, fields, true);
	tell_rows(&t, fields, false);
	return t.count;
}
