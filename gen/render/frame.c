#include "render/frame.h"

#include <string.h>

enum { FIRST_ROOM = 8 };

void list_add(List *l, Value v)
{
	if (l->count == l->room) {
		size_t room = l->room ? l->room * 2 : FIRST_ROOM;
		Value *grown = NEW_ARRAY(l->arena, Value, room);
		if (l->count)
			memcpy(grown, l->items, l->count * sizeof(*grown));
		l->items = grown;
		l->room = room;
	}
	l->items[l->count++] = v;
}

void list_add_text(List *l, Str text)
{
	if (text.len)
		list_add(l, value_text(text));
}

Value list_value(const List *l)
{
	return value_list(l->items, l->count);
}

Value list_of_one(Value v, Arena *a)
{
	if (v.kind == VALUE_NONE)
		return value_list(NULL, 0);
	Value *items = NEW(a, Value);
	*items = v;
	return value_list(items, 1);
}

Value link_frame(Str name, Str url, Str note, bool current, Arena *a)
{
	Value *link = frame_slots(&LINK_SHAPE, a);
	link[SLOT_LINK_NAME] = value_text(name);
	link[SLOT_LINK_URL] = value_text(url);
	link[SLOT_LINK_NOTE] = value_text(note);
	link[SLOT_LINK_CURRENT] = value_bool(current);
	return value_frame(&LINK_SHAPE, link);
}
