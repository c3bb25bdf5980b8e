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

