#include "base/map.h"

#include <string.h>

#include "base/hash.h"

enum { FIRST_ROOM = 16 };

static uint32_t *slot_of(const Map *m, Str key)
{
	size_t mask = m->room * 2 - 1;
	for (size_t at = (size_t)hash_text(key) & mask;; at = (at + 1) & mask) {
		uint32_t entry = m->slots[at];
		if (!entry || str_equal(m->entries[entry - 1].key, key))
			return &m->slots[at];
	}
}

static void grow(Map *m, size_t room)
{
	MapEntry *old = m->entries;
	m->room = room;
	m->entries = NEW_ARRAY(m->arena, MapEntry, m->room);
	m->slots = NEW_ARRAY(m->arena, uint32_t, m->room * 2);
	if (m->count)
		memcpy(m->entries, old, m->count * sizeof(*old));
	for (size_t i = 0; i < m->count; i++)
		*slot_of(m, m->entries[i].key) = (uint32_t)(i + 1);
}

void map_reserve(Map *m, size_t keys)
{
	size_t room = FIRST_ROOM;
	while (room < keys)
		room *= 2;
	if (room > m->room)
		grow(m, room);
}

bool map_put(Map *m, Str key, void *value)
{
	if (m->count == m->room)
		grow(m, m->room ? m->room * 2 : FIRST_ROOM);
	uint32_t *slot = slot_of(m, key);
	if (*slot)
		return false;
	m->entries[m->count++] = (MapEntry){ key, value };
	*slot = (uint32_t)m->count;
	return true;
}

void *map_find(const Map *m, Str key)
{
	if (!m->count)
		return NULL;
	uint32_t slot = *slot_of(m, key);
	return slot ? m->entries[slot - 1].value : NULL;
}
