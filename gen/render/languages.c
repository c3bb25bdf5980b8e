#include "render/languages.h"

bool record_has_easy(const Record *r)
{
	return r->easy->name.len || r->easy->summary.len || r->easy->body.len;
}

const Language *output_language(const Press *press, const Output *out)
{
	return out->language ? &press->site->languages.items[out->language - 1] : NULL;
}

Str path_in(const Language *language, Str japanese, Arena *a)
{
	return language ? STR_CONCAT(a, language->path, STR("/"), japanese) : japanese;
}

Str japanese_path(const Press *press, const Output *out)
{
	const Language *l = output_language(press, out);
	return l ? str_skip(out->path, l->path.len + 1) : out->path;
}
