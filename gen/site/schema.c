#include "site/schema.h"

#include "format/json.h"

/* What may stand for a value, beside what is written out below. */
typedef struct Form {
	const FieldType *type;
	bool listed;                           /* a list of these, or one alone */
	bool grouped;                          /* a group of keys, or a list of such */
	const char *pattern;                   /* of a text: what every sound one has; NULL: any */
	const char *examples[4];
} Form;

/* A year, western or of an era, in half or full width. */
#define YEAR "([0-9０-９]{4}|令和|平成|昭和|大正|[RrHhSsＲＨＳ][.．]?[0-9０-９元])"
#define DIGIT "[0-9０-９]"

/* clang-format off */
static const Form forms[] = {
	{ &FIELD_ID,          false, false, "^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$", { "shibakubo-cafe" } },
	{ &FIELD_REF,         false, false, "^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$", { "shibakubo-cafe" } },
	{ &FIELD_REFS,        true,  false, "^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$", { "shibakubo-cafe" } },
	{ &FIELD_KANA,        false, false, "^[^一-龥]*$", { "しばくぼカフェ" } },
	{ &FIELD_TEXTS,       true,  false, NULL, { NULL } },
	{ &FIELD_BOOL,        false, false, NULL, { "yes", "no" } },
	{ &FIELD_INT,         false, false, DIGIT, { "3" } },
	{ &FIELD_DEGREES,     false, false, DIGIT, { "35.728747" } },
	{ &FIELD_DAY,         false, false, YEAR, { "2026-12-08", "令和8年12月8日" } },
	{ &FIELD_DAYS,        true,  true,  YEAR, { "2026-12-08", "2026-12-08〜2026-12-10" } },
	{ &FIELD_TIMES,       true,  true,  NULL, { "10:00–11:30", "午後1時から3時まで" } },
	{ &FIELD_REPEAT,      false, false, NULL, { "毎週水曜", "第2・第4火曜", "毎月1日と15日" } },
	{ &FIELD_HOURS,       false, true,  NULL, { "月–金 8:30–17:15" } },
	{ &FIELD_COST,        true,  true,  NULL, { "無料", "300円" } },
	{ &FIELD_CAPACITY,    false, true,  DIGIT, { "20人", "10組" } },
	{ &FIELD_APPLICATION, false, true,  NULL, { "不要" } },
	{ &FIELD_LOTS,        true,  false, DIGIT, { "1-5" } },
	{ &FIELD_PHONE,       false, false, "[0-9０-９]|確認中", { "042-464-1311", "確認中" } },
	{ &FIELD_EMAIL,       false, false, "[@＠]", { "madoguchi@example.jp" } },
	{ &FIELD_URL,         false, false, "^[hｈ][tｔ][tｔ][pｐ]", { "https://www.city.example.jp/" } },
};
/* clang-format on */

static const Form *form_of(const FieldType *type)
{
	static const Form any = { 0 };
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (forms[i].type == type)
			return &forms[i];
	return &any;
}

const char *const *schema_examples(const FieldType *type)
{
	return form_of(type)->examples;
}

/* An editor that takes 110 for a number and yes for a truth is right enough: the program reads them as written. */
static void say_scalar(const char *pattern, int limit, Buf *out)
{
	json_name(out, "type");
	json_open(out, '[');
	json_item(out, STR("string"));
	json_item(out, STR("number"));
	json_item(out, STR("boolean"));
	json_close(out, ']');
	if (pattern)
		json_member(out, "pattern", str_from(pattern));
	if (limit)
		json_number(out, "maxLength", limit);
}

/* One of several schemas, each said by the caller. */
static void open_choice(Buf *out)
{
	json_name(out, "anyOf");
	json_open(out, '[');
}

static void say_value(const Form *form, int limit, Buf *out)
{
	if (!form->listed && !form->grouped) {
		say_scalar(form->pattern, limit, out);
		return;
	}
	open_choice(out);
	json_open(out, '{');
	say_scalar(form->pattern, limit, out);
	json_close(out, '}');
	if (form->grouped) {
		json_open(out, '{');
		json_member(out, "type", STR("object"));
		json_close(out, '}');
	}
	json_open(out, '{');
	json_member(out, "type", STR("array"));
	if (!form->grouped) {
		json_name(out, "items");
		json_open(out, '{');
		say_scalar(form->pattern, limit, out);
		json_close(out, '}');
	}
	json_close(out, '}');
	json_close(out, ']');
}

/* Labels come first: they are what an editor offers first. */
static void say_terms(const Terms *terms, Buf *out)
{
	json_name(out, "enum");
	json_open(out, '[');
	for (size_t i = 0; i < terms->count; i++)
		json_item(out, terms->items[i].label);
	for (size_t i = 0; i < terms->names.count; i++) {
		const Term *t = terms->names.entries[i].value;
		if (!str_equal(terms->names.entries[i].key, t->label))
			json_item(out, terms->names.entries[i].key);
	}
	json_close(out, ']');
}

static void say_term_or_terms(const Terms *terms, Buf *out)
{
	open_choice(out);
	json_open(out, '{');
	say_terms(terms, out);
	json_close(out, '}');
	json_open(out, '{');
	json_member(out, "type", STR("array"));
	json_name(out, "items");
	json_open(out, '{');
	say_terms(terms, out);
	json_close(out, '}');
	json_close(out, '}');
	json_close(out, ']');
}

static void say_words(const char *const *words, Buf *out)
{
	json_name(out, "enum");
	json_open(out, '[');
	for (size_t i = 0; words[i]; i += 2)
		json_item(out, str_from(words[i + 1]));
	for (size_t i = 0; words[i]; i += 2)
		json_item(out, str_from(words[i]));
	json_close(out, ']');
}

static void refer(const char *table, Buf *out)
{
	json_open(out, '{');
	json_member(out, "$ref", str_format(out->arena, "#/definitions/%s", table));
	json_close(out, '}');
}

static void say_group(const Field *f, Buf *out)
{
	bool many = f->type == &FIELD_MAPS;
	open_choice(out);
	refer(f->table->name, out);
	if (f->table->shorthand) {
		json_open(out, '{');
		say_scalar(NULL, 0, out);
		json_close(out, '}');
	}
	if (many) {
		json_open(out, '{');
		json_member(out, "type", STR("array"));
		json_name(out, "items");
		json_open(out, '{');
		open_choice(out);
		refer(f->table->name, out);
		if (f->table->shorthand) {
			json_open(out, '{');
			say_scalar(NULL, 0, out);
			json_close(out, '}');
		}
		json_close(out, ']');
		json_close(out, '}');
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void say_examples(const Form *form, Buf *out)
{
	if (!form->examples[0])
		return;
	json_name(out, "examples");
	json_open(out, '[');
	for (size_t i = 0; i < sizeof(form->examples) / sizeof(*form->examples) && form->examples[i]; i++)
		json_item(out, str_from(form->examples[i]));
	json_close(out, ']');
}

static void say_field(const Vocabulary *v, const Field *f, Buf *out)
{
	const Form *form = form_of(f->type);
	json_open(out, '{');
	json_member(out, "title", str_from(f->ja ? f->ja : f->key));
	if (f->help)
		json_member(out, "description", str_from(_(f->help)));
	if (f->type == &FIELD_TERM)
		say_terms(&v->lists[f->list], out);
	else if (f->type == &FIELD_TERMS)
		say_term_or_terms(&v->lists[f->list], out);
	else if (f->words)
		say_words(f->words, out);
	else if (f->table)
		say_group(f, out);
	else
		say_value(form, f->limit, out);
	say_examples(form, out);
	json_close(out, '}');
}

/* A key is one field, whichever of its names is written. An empty value says nothing: as good as absent. */
static void say_property(const Vocabulary *v, const Table *t, const Field *f, Buf *out)
{
	const char *names[] = { f->key, f->ja };
	for (int i = 0; i < 2 && names[i]; i++) {
		if (i && str_equal(str_from(f->key), str_from(f->ja)))
			continue;
		json_name(out, names[i]);
		if (i) {
			json_open(out, '{');
			json_member(out, "$ref", str_format(out->arena, "#/definitions/%s/properties/%s", t->name,
			                                    f->key));
			json_close(out, '}');
		} else {
			say_field(v, f, out);
		}
	}
}

static void say_one_of_names(const Field *f, Buf *out)
{
	const char *names[] = { f->key, f->ja };
	json_open(out, '{');
	open_choice(out);
	for (int i = 0; i < 2 && names[i]; i++) {
		json_open(out, '{');
		json_name(out, "required");
		json_open(out, '[');
		json_item(out, str_from(names[i]));
		json_close(out, ']');
		json_close(out, '}');
	}
	json_close(out, ']');
	json_close(out, '}');
}

static void say_required(const Table *t, Buf *out)
{
	size_t count = 0;
	for (size_t i = 0; i < t->count; i++)
		count += t->fields[i].use == FIELD_REQUIRED;
	if (!count)
		return;
	json_name(out, "allOf");
	json_open(out, '[');
	for (size_t i = 0; i < t->count; i++)
		if (t->fields[i].use == FIELD_REQUIRED)
			say_one_of_names(&t->fields[i], out);
	json_close(out, ']');
}

static void say_table(const Vocabulary *v, const Table *t, Buf *out)
{
	json_name(out, t->name);
	json_open(out, '{');
	json_member(out, "type", STR("object"));
	json_name(out, "additionalProperties");
	buf_str(out, STR("false"));
	json_name(out, "properties");
	json_open(out, '{');
	for (size_t i = 0; i < t->count; i++)
		say_property(v, t, &t->fields[i], out);
	json_close(out, '}');
	say_required(t, out);
	json_close(out, '}');
	buf_char(out, '\n');
}

/* Tables that are said once each, and those of their fields after them. */
typedef struct Tables {
	const Table *items[FIELDS_MAX];
	size_t count;
} Tables;

static void add_table(Tables *all, const Table *t)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i] == t)
			return;
	if (all->count < FIELDS_MAX)
		all->items[all->count++] = t;
}

static void say_tables(const Vocabulary *v, Tables *all, Buf *out)
{
	json_name(out, "definitions");
	json_open(out, '{');
	buf_char(out, '\n');
	for (size_t n = 0; n < all->count; n++) {
		say_table(v, all->items[n], out);
		for (size_t i = 0; i < all->items[n]->count; i++)
			if (all->items[n]->fields[i].table)
				add_table(all, all->items[n]->fields[i].table);
	}
	json_close(out, '}');
}

/* A record of one of the kinds. */
static void say_record(const Tables *kinds, Buf *out)
{
	if (kinds->count == 1) {
		refer(kinds->items[0]->name, out);
		return;
	}
	json_open(out, '{');
	open_choice(out);
	for (size_t i = 0; i < kinds->count; i++)
		refer(kinds->items[i]->name, out);
	json_close(out, ']');
	json_close(out, '}');
}

void schema_render(const Vocabulary *vocabulary, Kind kind, Buf *out)
{
	Tables all = { 0 };
	for (int k = 0; k < KINDS; k++)
		if (kind == KINDS || k == (int)kind)
			add_table(&all, KIND_INFO[k].table);
	json_open(out, '{');
	json_member(out, "$schema", STR("http://json-schema.org/draft-07/schema#"));
	json_member(out, "title", str_from(kind == KINDS ? "記録" : KIND_INFO[kind].ja));
	json_name(out, "if");
	buf_str(out, STR("{\"type\":\"array\"}"));
	json_name(out, "then");
	json_open(out, '{');
	json_name(out, "items");
	say_record(&all, out);
	json_close(out, '}');
	json_name(out, "else");
	say_record(&all, out);
	say_tables(vocabulary, &all, out);
	json_close(out, '}');
	buf_char(out, '\n');
}

/* Snippets. */

/* In a choice , | and \ have a meaning; in any text $ and } have. */
static void snippet_text(Buf *b, Str text, bool choice)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '\\' || c == '$' || c == '}' || (choice && (c == ',' || c == '|')))
			buf_char(b, '\\');
		buf_char(b, c);
	}
}

static void snippet_choice(Buf *b, int stop, const Vocabulary *v, const Field *f)
{
	buf_format(b, "${%d|", stop);
	const Terms *terms = &v->lists[f->list];
	for (size_t i = 0; !f->words && i < terms->count; i++) {
		buf_str(b, i ? STR(",") : (Str){ 0 });
		snippet_text(b, terms->items[i].label, true);
	}
	for (size_t i = 0; f->words && f->words[i]; i += 2) {
		buf_str(b, i ? STR(",") : (Str){ 0 });
		snippet_text(b, str_from(f->words[i + 1]), true);
	}
	buf_str(b, STR("|}"));
}

/* `key: value`, with the value to be typed at the tab stop. */
static Str snippet_line(const Vocabulary *v, const Field *f, int stop, Arena *a)
{
	Buf b = { .arena = a };
	const char *example = form_of(f->type)->examples[0];
	bool terms = f->type == &FIELD_TERMS;
	buf_format(&b, "%s: ", f->key);
	buf_str(&b, terms ? STR("[") : (Str){ 0 });
	if (terms || f->type == &FIELD_TERM || f->words) {
		snippet_choice(&b, stop, v, f);
	} else {
		buf_format(&b, "${%d:", stop);
		snippet_text(&b, str_from(example ? example : f->ja), false);
		buf_char(&b, '}');
	}
	buf_str(&b, terms ? STR("]") : (Str){ 0 });
	return buf_text(&b);
}

static void open_snippet(Buf *out, Str name, const char *prefix, const char *other, const char *description)
{
	json_name(out, str_format(out->arena, "%.*s%c", STR_ARG(name), 0).ptr);
	json_open(out, '{');
	json_member(out, "scope", STR("markdown,yaml"));
	json_name(out, "prefix");
	json_open(out, '[');
	json_item(out, str_from(prefix));
	json_item(out, str_from(other));
	json_close(out, ']');
	if (description)
		json_member(out, "description", str_from(_(description)));
	json_name(out, "body");
	json_open(out, '[');
}

static void close_snippet(Buf *out)
{
	json_close(out, ']');
	json_close(out, '}');
	buf_char(out, '\n');
}

/* What nobody must write, and almost everybody does. */
static bool is_usual(const Field *f)
{
	static const char *const keys[] = { "date", "time", "place", "source" };
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (str_equal(str_from(f->key), str_from(keys[i])))
			return true;
	return f->use == FIELD_REQUIRED;
}

/* All that a record of the kind cannot do without, between its two lines of dashes. */
static void say_template(const Vocabulary *v, const KindInfo *kind, Buf *out)
{
	int stop = 0;
	open_snippet(out, str_from(kind->ja), kind->id, kind->ja, NULL);
	json_item(out, STR("---"));
	for (size_t i = 0; i < kind->table->count; i++)
		if (is_usual(&kind->table->fields[i]))
			json_item(out, snippet_line(v, &kind->table->fields[i], ++stop, out->arena));
	json_item(out, STR("---"));
	json_item(out, STR("$0"));
	close_snippet(out);
}

static bool was_said(int kind, size_t row)
{
	Str key = str_from(KIND_INFO[kind].table->fields[row].key);
	for (int k = 0; k <= kind; k++)
		for (size_t i = 0; i < KIND_INFO[k].table->count && (k < kind || i < row); i++)
			if (str_equal(str_from(KIND_INFO[k].table->fields[i].key), key))
				return true;
	return false;
}

void schema_render_snippets(const Vocabulary *vocabulary, Buf *out)
{
	json_open(out, '{');
	buf_char(out, '\n');
	for (int k = 0; k < KINDS; k++)
		say_template(vocabulary, &KIND_INFO[k], out);
	for (int k = 0; k < KINDS; k++)
		for (size_t i = 0; i < KIND_INFO[k].table->count; i++) {
			const Field *f = &KIND_INFO[k].table->fields[i];
			if (was_said(k, i) || f->type == &FIELD_IGNORED)
				continue;
			open_snippet(out, str_format(out->arena, "%s %s", f->ja, f->key), f->key, f->ja, f->help);
			json_item(out, snippet_line(vocabulary, f, 1, out->arena));
			close_snippet(out);
		}
	json_close(out, '}');
	buf_char(out, '\n');
}
