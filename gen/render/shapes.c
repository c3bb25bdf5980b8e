#include "render/shapes.h"

#define X(enumerator, name, type, shape, help) { name, type, shape, help },
#define ONE_TABLE(NAME) \
	static const Slot NAME##_rows[] = { SHAPE_##NAME(X) }; \
	const Shape NAME##_SHAPE = { #NAME, NAME##_rows, NAME##_SLOTS };
SHAPES(ONE_TABLE)
