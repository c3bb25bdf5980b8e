#include "cmd/new_text.h"

#include <string.h>

#include "base/utf8.h"
#include "format/yaml.h"
#include "site/front.h"

const Field *new_field(Kind kind, Str name)
{
	const Table *t = KIND_INFO[kind].table;
	for (size_t i = 0; i < t->count; i++)
		if (str_equal(name, str_from(t->fields[i].key)) || str_equal(name, str_from(t->fields[i].ja)))
			return &t->fields[i];
	return NULL;
}

Str *new_value(NewText *t, const Field *f)
{
	return &t->yaml[f - KIND_INFO[t->kind].table->fields];
}

bool new_choices(const NewText *t, const Field *f, Texts *choices)
{
	bool terms = f->type == &FIELD_TERM || f->type == &FIELD_TERMS;
	size_t count = 0;
	if (!terms && !f->words)
		return false;
	Str *items = NEW_ARRAY(t->arena, Str, TERMS_MAX);
	const Terms *list = &t->site->vocabulary.lists[f->list];
	for (; terms && count < list->count; count++)
		items[count] = list->items[count].label;
	for (; f->words && f->words[count * 2] && count < TERMS_MAX; count++)
		items[count] = str_from(f->words[count * 2 + 1]);
	*choices = (Texts){ items, count };
	return true;
}

/* YAML. */

/* Whether a text can stand as it is, within a list too. */
static bool is_plain(Str s)
{
	static const Str broken[] = { STR_INIT(": "), STR_INIT(" #"), STR_INIT("\t"), STR_INIT("\\") };
	if (!s.len || strchr("-?:,[]{}#&*!|>'\"%@`~ ", *s.ptr) || str_ends(s, STR(":")) || str_ends(s, STR(" ")))
		return false;
	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++)
		if (str_contains(s, broken[i]))
			return false;
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] < 0x20 || strchr(",[]{}\"", s.ptr[i]))
			return false;
	return true;
}

static void say_text(Buf *b, Str s)
{
	if (is_plain(s))
		buf_str(b, s);
	else
		front_text(b, s);
}

/* The next of several, with a space, a comma or 、 between them. */
static Str next_part(Str *rest)
{
	static const Str between[] = { STR_INIT(" "), STR_INIT(","), STR_INIT("、"), STR_INIT("，"), STR_INIT("　") };
	Str text = str_trim(*rest);
	size_t end = text.len, skip = 0;
	for (size_t i = 0; i < sizeof(between) / sizeof(*between); i++) {
		size_t at = str_find(text, between[i]);
		if (at < end) {
			end = at;
			skip = between[i].len;
		}
	}
	*rest = str_skip(text, end + skip);
	return str_sub(text, 0, end);
}

static Str chosen(const NewText *t, Texts choices, Str part)
{
	int number;
	bool given = str_number(utf8_fold_code(part, t->arena), &number) && number >= 1 &&
	             (size_t)number <= choices.count;
	return given ? choices.items[number - 1] : part;
}

static Str list_of(const NewText *t, Texts choices, Str answer)
{
	Buf b = { .arena = t->arena };
	buf_char(&b, '[');
	for (Str part; (part = next_part(&answer)).len || answer.len;) {
		if (!part.len)
			continue;
		buf_str(&b, b.len > 1 ? STR(", ") : (Str){ 0 });
		say_text(&b, chosen(t, choices, part));
	}
	buf_char(&b, ']');
	return buf_text(&b);
}

/* 月–金 8:30–17:15: the days end where a time begins. */
static Str hours_of(const NewText *t, Str answer)
{
	size_t at = 0;
	for (Str rest = answer; rest.len;) {
		Str here = rest, folded = utf8_fold_code(here, t->arena);
		if ((*folded.ptr >= '0' && *folded.ptr <= '9') || str_starts(here, STR("午")))
			break;
		utf8_next(&rest);
		at = answer.len - rest.len;
	}
	Buf b = { .arena = t->arena };
	Str days = str_trim(str_sub(answer, 0, at)), time = str_trim(str_skip(answer, at));
	if (!days.len || !time.len) {
		say_text(&b, answer);          /* refused as a whole, with an example of the whole */
		return buf_text(&b);
	}
	buf_str(&b, STR("[{days: "));
	say_text(&b, days);
	buf_str(&b, STR(", time: "));
	say_text(&b, time);
	buf_str(&b, STR("}]"));
	return buf_text(&b);
}

static Str yaml_of(const NewText *t, const Field *f, Str answer)
{
	Texts choices = { 0 };
	Buf b = { .arena = t->arena };
	bool has_choices = new_choices(t, f, &choices);
	if (str_starts(answer, STR("[")) || str_starts(answer, STR("{")))
		return answer;
	if (f->type == &FIELD_TERMS || f->type == &FIELD_REFS || f->type == &FIELD_MAPS)
		return list_of(t, choices, answer);
	if (f->type == &FIELD_HOURS)
		return hours_of(t, answer);
	say_text(&b, has_choices ? chosen(t, choices, answer) : answer);
	return buf_text(&b);
}

/* Reading. */

bool new_answer(NewText *t, const Field *f, Str answer, Diag *d)
{
	Arena scratch = { 0 };
	Str yaml = yaml_of(t, f, str_trim(answer));
	Str line = STR_CONCAT(t->arena, str_from(f->key), STR(": "), yaml, STR("\n"));
	const Source src = { t->path, line };
	Reader r = site_reader(t->site, &src, t->arena, &scratch, d);
	size_t errors = d->errors;
	Value v;
	void *object = arena_alloc(t->arena, 1, KIND_INFO[t->kind].table->size);
	if (yaml_parse(&src, line, 1, t->arena, d, &v) && v.kind == VALUE_MAP && v.count == 1)
		f->type->read(&r, f, &v.as.members[0].value, (char *)object + f->offset);
	bool sound = d->errors == errors;
	if (sound)
		*new_value(t, f) = yaml;
	arena_free(&scratch);
	return sound;
}

Str new_text(const NewText *t)
{
	const Table *table = KIND_INFO[t->kind].table;
	Buf b = { .arena = t->arena };
	buf_str(&b, STR("---\n"));
	for (size_t i = 0; i < table->count; i++)
		if (t->yaml[i].len)
			buf_format(&b, "%s: %.*s\n", table->fields[i].key, STR_ARG(t->yaml[i]));
	buf_str(&b, STR("---\n"));
	return buf_text(&b);
}
