#include "site/texts.h"

#include <string.h>

#include "base/utf8.h"
#include "site/table.h"

enum { START_OF_TEXT = 20 };

typedef struct Walk {
	TextVisit *visit;
	void *context;
} Walk;

static void visit_text(const Walk *w, Str text)
{
	if (text.len)
		w->visit(w->context, text);
}

static void visit_texts(const Walk *w, const Texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		visit_text(w, texts->items[i]);
}

static void visit_hours(const Walk *w, const Hours *hours)
{
	for (size_t i = 0; i < hours->count; i++)
		visit_text(w, hours->items[i].note);
}

static void visit_cost(const Walk *w, const Cost *cost)
{
	for (size_t i = 0; i < cost->count; i++) {
		visit_text(w, cost->items[i].who);
		visit_text(w, cost->items[i].note);
	}
}

/* Every list of maps in memory begins so. */
typedef struct Maps {
	const char *items;
	size_t count;
} Maps;

static void visit_object(const Walk *w, const Table *t, const char *object);

static bool is_left_out(const Field *f)
{
	return strcmp(f->key, "body") == 0 || strcmp(f->key, "aliases") == 0;
}

static void visit_field(const Walk *w, const Field *f, const char *member)
{
	const Maps *maps = (const Maps *)member;
	bool text = f->type == &FIELD_LINE || f->type == &FIELD_TEXT, texts = f->type == &FIELD_TEXTS;
	if ((text || texts) && is_left_out(f))
		return;
	if (text)
		visit_text(w, *(const Str *)member);
	else if (texts)
		visit_texts(w, (const Texts *)member);
	else if (f->type == &FIELD_HOURS)
		visit_hours(w, (const Hours *)member);
	else if (f->type == &FIELD_COST)
		visit_cost(w, (const Cost *)member);
	else if (f->type == &FIELD_APPLICATION)
		visit_text(w, ((const Application *)member)->how);
	else if (f->type == &FIELD_MAP)
		visit_object(w, f->table, member);
	else if (f->type == &FIELD_MAP_APART)
		visit_object(w, f->table, *(const char *const *)member);
	for (size_t i = 0; f->type == &FIELD_MAPS && i < maps->count; i++)
		visit_object(w, f->table, maps->items + i * f->table->size);
}

static void visit_object(const Walk *w, const Table *t, const char *object)
{
	for (size_t i = 0; object && i < t->count; i++)
		visit_field(w, &t->fields[i], object + t->fields[i].offset);
}

void texts_each(const Table *table, const void *object, TextVisit *visit, void *context)
{
	visit_object(&(Walk){ visit, context }, table, object);
}

bool text_place(const Source *src, Pos from, Str text, Str part, Pos *pos)
{
	Str all = src->bytes, start = utf8_prefix(text, START_OF_TEXT);
	size_t before = 0;
	for (uint32_t line = 1; line < from.line && before < all.len; line++)
		before += str_find_byte(str_skip(all, before), '\n') + 1;
	start.len = str_find_byte(start, '\n');
	before += str_find(str_skip(all, before), start);
	size_t at = before < all.len ? before + str_find(str_skip(all, before), part) : all.len;
	*pos = at < all.len ? pos_at(all, at, part.len) : from;
	return at < all.len;
}
