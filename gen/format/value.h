/*
 * The plain data tree: what YAML and JSON become, and what layouts read.
 *
 * Two composites share it. A MAP has the members somebody wrote, in their
 * order (front matter, JSON). A FRAME has exactly the slots its Shape
 * declares (what a page offers a layout), so a name is found by position
 * and an unknown one can be told before anything is rendered.
 *
 * Scalars read from YAML are TEXT, never guessed to be a number, a date or
 * a truth: the field table types them. HTML is text this program made and
 * vouches for; it alone passes {{{ }}} unescaped in a build. A LIST in a slot
 * of HTML is pieces of it that stand behind each other.
 *
 * A zero Value is NONE. Everything lives in the arena it was made in.
 */
#ifndef FORMAT_VALUE_H
#define FORMAT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

typedef enum ValueKind {
	VALUE_NONE, VALUE_FALSE, VALUE_TRUE, VALUE_TEXT, VALUE_HTML, VALUE_LIST, VALUE_MAP, VALUE_FRAME,
	VALUE_TORN,                            /* something was written there, and a mistake in it has been told */
} ValueKind;

typedef struct Value Value;
typedef struct Member Member;
typedef struct Shape Shape;

struct Value {
	ValueKind kind;
	uint32_t count;                        /* of items or members */
	union {
		Str text;                      /* TEXT, HTML */
		const Value *items;            /* LIST */
		const Member *members;         /* MAP */
		struct {
			const Shape *shape;
			const Value *slots;    /* shape->count of them */
		} frame;
	} as;
	Pos pos;                               /* where it was written; zero when made here */
};

struct Member {
	Str key;
	Pos key_pos;
	Value value;
};

/* What a slot may hold. BOOL slots open no frame: a name inside still means the frame around. */
typedef enum SlotType { SLOT_TEXT, SLOT_HTML, SLOT_BOOL, SLOT_FRAME, SLOT_LIST } SlotType;

typedef struct Slot {
	const char *name;
	SlotType type;
	const Shape *shape;                    /* of a FRAME, or of a LIST's items; NULL: a list of texts */
	const char *help;                      /* one line for the designers' reference */
} Slot;

struct Shape {
	const char *name;
	const Slot *slots;
	size_t count;
};

static inline Value value_text(Str s)      { return (Value){ .kind = VALUE_TEXT, .as.text = s }; }
static inline Value value_html(Str s)      { return (Value){ .kind = VALUE_HTML, .as.text = s }; }
static inline Value value_bool(bool b)     { return (Value){ .kind = b ? VALUE_TRUE : VALUE_FALSE }; }
static inline Value value_list(const Value *items, size_t count)
{
	return (Value){ .kind = VALUE_LIST, .count = (uint32_t)count, .as.items = items };
}
static inline Value value_frame(const Shape *shape, const Value *slots)
{
	return (Value){ .kind = VALUE_FRAME, .as.frame = { shape, slots } };
}

/* The member or slot of that name, or NULL. */
const Value *value_find(const Value *v, Str name);
/* As Mustache sees it: NONE, FALSE, the empty text and the empty list are false. */
static inline bool value_is_true(const Value *v)
{
	switch (v->kind) {
	case VALUE_NONE:
	case VALUE_TORN:
	case VALUE_FALSE: return false;
	case VALUE_TEXT:
	case VALUE_HTML:  return v->as.text.len > 0;
	case VALUE_LIST:  return v->count > 0;
	case VALUE_TRUE:
	case VALUE_MAP:
	case VALUE_FRAME: return true;
	}
	return false;
}

#endif
