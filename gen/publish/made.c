#include "publish/made.h"

#include "base/hash.h"

enum { FIRST_ROOM = 256 };                     /* a power of two, at most three quarters full */

static uint32_t *slot_of(const Made *m, uint32_t hash)
{
	uint32_t at = hash & (m->room - 1);
	while (m->slots[at] && m->slots[at] != hash)
		at = (at + 1) & (m->room - 1);
	return &m->slots[at];
}

static void grow(Made *m)
{
	const uint32_t *old = m->slots;
	uint32_t room = m->room;
	m->room = room ? room * 2 : FIRST_ROOM;
	m->slots = NEW_ARRAY(m->arena, uint32_t, m->room);
	for (uint32_t i = 0; i < room; i++)
		if (old[i])
			*slot_of(m, old[i]) = old[i];
}

bool made_already(Made *m, Str folder)
{
	if (!folder.len)
		return true;
	if (m->count >= m->room / 4 * 3)
		grow(m);
	uint32_t hash = (uint32_t)hash_text(folder);
	hash += !hash;
	uint32_t *slot = slot_of(m, hash);
	if (*slot)
		return true;
	*slot = hash;
	m->count++;
	return false;
}
