#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/nearest.h"
#include "cmd/commands.h"
#include "cmd/explain.h"
#include "cmd/language.h"
#include "render/shapes.h"
#include "site/record.h"

/* What a code says, from the sources themselves: see codes.pl. */
static const struct {
	const char *code, *message, *hint;
	const char *english, *japanese;        /* an example, as it is shown; or NULL */
} codes[] = {
#include "codes.inc"
};
enum { CODES = sizeof(codes) / sizeof(*codes) };

static const Shape *const shapes[] = {
#define ONE(NAME) &NAME##_SHAPE,
	SHAPES(ONE)
#undef ONE
};
enum { SHAPES_COUNT = sizeof(shapes) / sizeof(*shapes) };

static const char *use_word(FieldUse use)
{
	return use == FIELD_REQUIRED ? _("required") : use == FIELD_ADVISED ? _("advised") : "";
}

static void print_words(const Field *f)
{
	for (size_t i = 0; f->words && f->words[i]; i += 2)
		printf("%s%s (%s)", i ? ", " : "      ", f->words[i], f->words[i + 1]);
	if (f->words)
		putchar('\n');
}

static void print_fields(const Table *t, int depth)
{
	for (size_t i = 0; i < t->count; i++) {
		const Field *f = &t->fields[i];
		printf("%*s%s%s%s%s  [%s] %s\n", depth * 4, "", f->key, f->ja ? " (" : "",
		       f->ja ? f->ja : "", f->ja ? ")" : "", _(f->type->name), use_word(f->use));
		if (f->help)
			printf("%*s    %s\n", depth * 4, "", _(f->help));
		print_words(f);
		if (f->table && depth < 3)
			print_fields(f->table, depth + 1);
	}
}

static bool explain_kind(Str word)
{
	for (int k = 0; k < KINDS; k++) {
		const KindInfo *kind = &KIND_INFO[k];
		if (!str_equal(word, str_from(kind->id)) && !str_equal(word, str_from(kind->ja)) &&
		    !str_equal(word, str_from(kind->folder)))
			continue;
		printf("%s (%s), %s/\n\n", kind->id, kind->ja, kind->folder);
		print_fields(kind->table, 0);
		return true;
	}
	return false;
}

static bool is_common(const Field *f)
{
	for (int k = 0; k < KINDS; k++) {
		const Table *t = KIND_INFO[k].table;
		bool found = false;
		for (size_t i = 0; i < t->count; i++)
			found |= str_equal(str_from(t->fields[i].key), str_from(f->key));
		if (!found)
			return false;
	}
	return true;
}

static void print_rows(const Table *t, bool common)
{
	printf("| %s | %s | %s | %s | %s |\n|---|---|---|---|---|\n", _("key"), _("in Japanese"),
	       _("form"), _("needed"), _("what it is"));
	for (size_t i = 0; i < t->count; i++) {
		const Field *f = &t->fields[i];
		if (is_common(f) == common)
			printf("| `%s` | `%s` | %s | %s | %s |\n", f->key, f->ja, _(f->type->name),
			       use_word(f->use), f->help ? _(f->help) : "");
	}
}

/* Every field of every kind, as Markdown: what content/README.md shows. */
static bool explain_fields(Str word)
{
	if (!str_equal(word, STR("fields")))
		return false;
	printf("#### %s\n\n", _("Fields of every kind"));
	print_rows(KIND_INFO[KIND_EVENT].table, true);
	for (int k = 0; k < KINDS; k++) {
		printf("\n#### %s (`%s/`)\n\n", KIND_INFO[k].ja, KIND_INFO[k].folder);
		print_rows(KIND_INFO[k].table, false);
	}
	return true;
}

static const char *slot_word(SlotType type)
{
	switch (type) {
	case SLOT_TEXT:  return "{{ }}";
	case SLOT_HTML:  return "{{{ }}}";
	case SLOT_BOOL:  return "{{# }}";
	case SLOT_FRAME: return "{{# }} frame";
	case SLOT_LIST:  return "{{# }} list";
	}
	return "";
}

static bool explain_layouts(Str word)
{
	if (!str_equal(word, STR("layouts")))
		return false;
	for (size_t s = 0; s < SHAPES_COUNT; s++) {
		printf("%s%s\n", s ? "\n" : "", shapes[s]->name);
		for (size_t i = 0; i < shapes[s]->count; i++) {
			const Slot *slot = &shapes[s]->slots[i];
			printf("  %-24s %-14s %s%s%s\n", slot->name, slot_word(slot->type), _(slot->help),
			       slot->shape ? " → " : "", slot->shape ? slot->shape->name : "");
		}
	}
	return true;
}

static bool is_hole(Str text)
{
	return text.len >= 3 && text.ptr[0] == '{' && text.ptr[1] >= '0' && text.ptr[1] <= '9' && text.ptr[2] == '}';
}

/* {0}, {1} …: what each time is another. */
static Str without_holes(const char *message, Arena *a)
{
	Buf b = { .arena = a };
	for (Str rest = str_from(_(message)); rest.len;) {
		bool hole = is_hole(rest);
		buf_str(&b, hole ? STR("…") : str_sub(rest, 0, 1));
		rest = str_skip(rest, hole ? 3 : 1);
	}
	return buf_text(&b);
}

/* As it is said of something that was really written, where a case of the tests shows that. */
static void print_code(size_t i, bool all)
{
	const char *example = language_is_japanese() ? codes[i].japanese : codes[i].english;
	Arena scratch = { 0 };
	if (example) {
		fputs(example, stdout);
	} else {
		printf("  %.*s\n", STR_ARG(without_holes(codes[i].message, &scratch)));
		if (codes[i].hint)
			printf(_("  hint: %s\n"), str_terminated(without_holes(codes[i].hint, &scratch), &scratch));
	}
	if (!all)
		putchar('\n');
	arena_free(&scratch);
}

static bool explain_code(Str word)
{
	bool all = str_equal(word, STR("codes")), found = false;
	for (size_t i = 0; i < CODES; i++) {
		bool first = !i || strcmp(codes[i].code, codes[i - 1].code) != 0;
		if (all ? !first : !str_equal(word, str_from(codes[i].code)))
			continue;
		if (first)
			printf("%s\n", codes[i].code);
		print_code(i, all);
		found = true;
	}
	return found;
}

Str explain_nearest_word(Str word)
{
	Str names[CODES + KINDS];
	size_t count = 0;
	for (size_t i = 0; i < CODES; i++)
		names[count++] = str_from(codes[i].code);
	for (int k = 0; k < KINDS; k++)
		names[count++] = str_from(KIND_INFO[k].id);
	return str_nearest(word, names, count);
}

static int unknown_word(Str word)
{
	Str nearest = explain_nearest_word(word);
	fprintf(stderr, _("keijiban explain: there is nothing called '%.*s'\n"), STR_ARG(word));
	if (nearest.len)
		fprintf(stderr, _("did you mean '%.*s'?\n"), STR_ARG(nearest));
	return STATUS_USAGE;
}

int cmd_explain(const Options *o)
{
	if (o->word_count != 1) {
		fputs(_("keijiban explain: name one thing: the id of a record, an address of the site, a code, a "
		        "kind, 'fields', 'layouts', 'codes' or 'addresses'\n"),
		      stderr);
		return STATUS_USAGE;
	}
	Str word = o->words[0];
	if (explain_kind(word) || explain_fields(word) || explain_layouts(word) || explain_code(word))
		return STATUS_DONE;
	return explain_has_site(o) ? explain_in_site(o) : unknown_word(word);
}
