/*
 * Text to pointer, remembering the order of insertion.
 *
 *   Map m = { .arena = run };
 *   map_put(&m, id, record);          false when the key is there already
 *   Record *r = map_find(&m, id);     NULL when absent
 *   for (size_t i = 0; i < m.count; i++) ... m.entries[i].key, .value
 *
 * Keys are borrowed. Nothing is ever taken out.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct MapEntry {
	Str key;
	void *value;
} MapEntry;

typedef struct Map {
	Arena *arena;
	MapEntry *entries;
	uint32_t *slots;                  /* entry number + 1, or 0 */
	size_t count, room;               /* room: of entries; slots hold twice as many */
} Map;

/* Room for that many keys in all, so that filling it leaves no outgrown tables in the arena. */
void  map_reserve(Map *m, size_t keys);
bool  map_put(Map *m, Str key, void *value);
void *map_find(const Map *m, Str key);

#endif
