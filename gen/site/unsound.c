#include "site/unsound.h"

void unsound_add(Unsound *unsound, Arena *a, Str name)
{
	if (!unsound->names.arena)
		unsound->names = (Map){ .arena = a };
	map_put(&unsound->names, name, unsound);
}

bool unsound_may_be(const Unsound *unsound, Str name)
{
	return unsound->others || (unsound->names.count && map_find(&unsound->names, name));
}
