#include "site/table_inner.h"

#include <string.h>

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
		return field_wrong_form(r, f, v, N_("a group of keys"));
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

/* Copies both; `found` NULL: nothing is known of it. */
static void doubt_add(Doubts *doubts, const Table *table, size_t list, const void *object, const FieldsFound *found)
{
	if (doubts->count == doubts->room) {
		size_t room = doubts->room ? 2 * doubts->room : 8;
		Doubt *items = NEW_ARRAY(doubts->arena, Doubt, room);
		if (doubts->count)
			memcpy(items, doubts->items, doubts->count * sizeof(*items));
		doubts->items = items;
		doubts->room = room;
	}
	Doubt *added = &doubts->items[doubts->count++];
	*added = (Doubt){ .table = table, .list = list };
	if (!found)
		return;
	added->object = arena_alloc(doubts->arena, 1, table->size);
	memcpy(added->object, object, table->size);
	FieldsFound *kept = NEW(doubts->arena, FieldsFound);
	*kept = *found;
	added->found = kept;
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
	if (!field_items(r, f, v, &items, &count))
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

const FieldType FIELD_MAP         = { N_("group of keys"), read_map };
const FieldType FIELD_MAP_APART   = { N_("group of keys"), read_map_apart };
const FieldType FIELD_MAPS        = { N_("list"), read_maps };

/* Most keys differ in their first byte: no length is taken of them. A key may go on behind a zero byte. */
static bool is_named(const char *name, Str key)
{
	return name && key.len && *name == *key.ptr && strncmp(name, key.ptr, key.len) == 0 && strlen(name) == key.len;
}

/* Staff write fields in the order of the table, so the search begins behind the last one found. */
const Field *field_named(const Table *t, Str key, size_t from)
{
	for (size_t n = 0; n < t->count; n++) {
		const Field *f = &t->fields[from + n < t->count ? from + n : from + n - t->count];
		if (is_named(f->key, key) || is_named(f->ja, key))
			return f;
	}
	return NULL;
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
		else if (key_of_another_kind(r, t, v, m))
			return spoil(&g, NULL);
		else
			sound = read_meant(&g, key_meant(r, t, v, m), m);
	}
	return read_absent(&g) && sound;
}

bool table_read_list(const Reader *r, const Table *t, const Value *v, const void **items, size_t *count)
{
	const Field whole = { .key = t->name, .ja = t->name, .table = t, .limit = 1 };
	Maps maps = { 0 };
	bool sound = v->kind == VALUE_NONE || (v->kind == VALUE_LIST && read_maps(r, &whole, v, &maps));
	if (v->kind != VALUE_NONE && v->kind != VALUE_LIST)
		field_wrong_form(r, &whole, v, N_("a list"));
	*items = maps.items;
	*count = maps.count;
	return sound;
}
