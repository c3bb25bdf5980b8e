#include "cmd/counted.h"

#include <libintl.h>
#include <stdio.h>

Counted counted_errors(size_t n)
{
	Counted c;
	snprintf(c.text, sizeof(c.text), ngettext("%zu error", "%zu errors", n), n);
	return c;
}

Counted counted_warnings(size_t n)
{
	Counted c;
	snprintf(c.text, sizeof(c.text), ngettext("%zu warning", "%zu warnings", n), n);
	return c;
}

Counted counted_files(size_t n)
{
	Counted c;
	snprintf(c.text, sizeof(c.text), ngettext("%zu file", "%zu files", n), n);
	return c;
}
