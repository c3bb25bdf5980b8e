#include "site/doubt.h"

#include <string.h>

static size_t row_of(const Table *t, Str key)
{
	size_t row = 0;
	while (row < t->count && !str_equal(str_from(t->fields[row].key), key))
		row++;
	return row;
}

bool doubt_knows(const Doubt *doubt, const Table *table, const char *keys)
{
	bool known = doubt->table == table && doubt->object;
	for (Str rest = str_from(keys), key; known && (key = str_cut(rest, ' ', &rest)).len;) {
		size_t row = row_of(table, key);
		known = !doubt->found->spoilt[row] && (!doubt->found->vague || doubt->found->places[row].line);
	}
	return known;
}

static bool stands_before(const Table *t, const void *one, const void *other)
{
	Pos a, b;
	memcpy(&a, (const char *)one + t->pos_offset, sizeof(a));
	memcpy(&b, (const char *)other + t->pos_offset, sizeof(b));
	return a.line != b.line ? a.line < b.line : a.column < b.column;
}

Entries entries_with(const Doubts *doubts, const Table *table, size_t list, const char *keys,
                     const void *sound, size_t count, Arena *a)
{
	const void **all = NEW_ARRAY(a, const void *, count + doubts->count + 1);
	for (size_t i = 0; i < count; i++)
		all[i] = (const char *)sound + i * table->size;
	for (size_t i = 0; i < doubts->count; i++) {
		const Doubt *doubt = &doubts->items[i];
		if (doubt->list != list || !doubt_knows(doubt, table, keys))
			continue;
		size_t at = count++;
		for (; at && stands_before(table, doubt->object, all[at - 1]); at--)
			all[at] = all[at - 1];
		all[at] = doubt->object;
	}
	return (Entries){ all, count };
}

void list_with(const Doubts *doubts, const Table *table, size_t list, const char *keys, const void **items,
               size_t *count)
{
	if (!doubts->count)
		return;
	Entries all = entries_with(doubts, table, list, keys, *items, *count, doubts->arena);
	char *copies = arena_alloc(doubts->arena, all.count, table->size);
	for (size_t i = 0; i < all.count; i++)
		memcpy(copies + i * table->size, all.items[i], table->size);
	*items = copies;
	*count = all.count;
}

void unsound_note(Unsound *unsound, const Doubts *doubts, const Table *table, const char *keys)
{
	for (size_t i = 0; i < doubts->count; i++) {
		const Doubt *doubt = &doubts->items[i];
		if (doubt->table != table)
			continue;
		unsound->others |= !doubt_knows(doubt, table, keys);
		for (Str rest = str_from(keys), key; doubt->object && (key = str_cut(rest, ' ', &rest)).len;) {
			Str name;
			memcpy(&name, (char *)doubt->object + table->fields[row_of(table, key)].offset, sizeof(name));
			if (name.len)
				unsound_add(unsound, doubts->arena, name);
		}
	}
}
