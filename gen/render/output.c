#include "render/output.h"

#include "site/state.h"

bool output_is_indexed(const Press *press, const Output *out)
{
	const OutputKind *kind = out->kind;
	if (!kind->indexed || out->page > 1 || (kind->holds && !kind->holds(press, out)))
		return false;
	return kind->scope != OF_RECORD || state_is_listed(out->of.record->state);
}
