#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

void *library_open(const char *file, const char *const *names, void *calls, size_t size)
{
	void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
	for (size_t i = 0; library && i < size / sizeof(void *); i++) {
		/* POSIX lets an object pointer hold a function's address; C has no cast for it. */
		void *function = dlsym(library, names[i]);
		memcpy((char *)calls + i * sizeof(function), &function, sizeof(function));
		if (!function) {
			dlclose(library);
			library = NULL;
		}
	}
	return library;
}

void library_close(void *library)
{
	dlclose(library);
}
