/*
 * Building what layouts read: frames by slot number, lists by appending.
 *
 *   Value *term = frame_slots(&TERM_SHAPE, a);
 *   term[SLOT_TERM_LABEL] = value_text(label);
 *   list_add(&terms, value_frame(&TERM_SHAPE, term));
 *   page[SLOT_HOME_AGES] = list_value(&terms);
 *
 * A slot nobody fills is empty. Everything lives in the arena given.
 */
#ifndef RENDER_FRAME_H
#define RENDER_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "format/value.h"
#include "render/shapes.h"

typedef struct List {
	Arena *arena;
	Value *items;
	size_t count, room;
} List;

static inline Value *frame_slots(const Shape *shape, Arena *a)
{
	return NEW_ARRAY(a, Value, shape->count);
}

void  list_add(List *l, Value v);
/* Nothing is added for an empty text. */
void  list_add_text(List *l, Str text);
Value list_value(const List *l);
/* A list of one, or an empty one where `v` is NONE. */
Value list_of_one(Value v, Arena *a);

/* A LINK frame; `url` and `note` may be empty. */
Value link_frame(Str name, Str url, Str note, bool current, Arena *a);

#endif
