#include "source/git_library.h"

#include "base/library.h"

#define NAME(name) "git_" #name,

static const char *const function_names[] = { GIT_FUNCTIONS(NAME) };

bool git_library_open(Git2 *git2)
{
	return library_open(GIT_LIBRARY, function_names, git2, sizeof(*git2));
}
