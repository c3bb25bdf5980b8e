#include "format/value.h"

const Value *value_find(const Value *v, Str name)
{
	if (v->kind == VALUE_MAP) {
		for (size_t i = 0; i < v->count; i++)
			if (str_equal(v->as.members[i].key, name))
				return &v->as.members[i].value;
	} else if (v->kind == VALUE_FRAME) {
		const Shape *shape = v->as.frame.shape;
		for (size_t i = 0; i < shape->count; i++)
			if (str_equal(str_from(shape->slots[i].name), name))
				return &v->as.frame.slots[i];
	}
	return NULL;
}

bool value_is_true(const Value *v)
{
	switch (v->kind) {
	case VALUE_NONE:
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
